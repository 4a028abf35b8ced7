//! Prints the words of the files named on the command line, or why they were not read.
#![allow(clippy::disallowed_macros)]

fn main() {
    for name in std::env::args().skip(1) {
        match std::fs::read(&name).map(|bytes| reading::text(&bytes, &name)) {
            Ok(Ok(text)) => {
                println!("== {name}: {:?}, pictures: {}\n{}", text.kind, text.has_images, text.words)
            }
            Ok(Err(error)) => println!("== {name}: {error}: {}", error.sentence()),
            Err(error) => println!("== {name}: {error}"),
        }
    }
}
