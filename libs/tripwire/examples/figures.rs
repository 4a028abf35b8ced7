//! Prints what the tripwire finds and what it stops in vain. `--misses` lists every one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    clippy::disallowed_macros
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;

use tripwire::{Kind, Tripwire};

fn main() {
    let verbose = std::env::args().any(|argument| argument == "--misses");
    let line = |name: &str, count: support::Count| {
        println!("{name:<44} {:>7} of {:>7}  {:>7.2} %", count.found, count.all, count.share());
    };
    println!("Forms of a dictionary's inflector");
    let mut sum = support::Count::default();
    for (name, count) in support::forms(|what, base, form| {
        if verbose {
            println!("  missed {what}: {base} -> {form}")
        }
    }) {
        line(&format!("  {name}"), count);
        sum.found += count.found;
        sum.all += count.all;
    }
    line("  together", sum);
    println!("Ways of writing, every 17th form");
    for (name, count) in support::transformed(17, |name, text| {
        if verbose {
            println!("  missed {name}: {text:?}")
        }
    }) {
        line(&format!("  {name}"), count);
    }
    println!("One letter wrong, the rest of the pattern there");
    for (name, count) in support::misspelt(7, |name, text| {
        if verbose {
            println!("  missed {name}: {text:?}")
        }
    }) {
        line(&format!("  {name}"), count);
    }
    for (set, text) in [("first", support::FIRST_SENTENCES), ("second", support::SECOND_SENTENCES)] {
        println!("Hand-written sentences, {set} set, kept apart from the rules");
        let (found, passed) = support::sentences(text, |what, secret, sentence| {
            println!("  {what}: {secret:?} in {sentence:?}")
        });
        line("  with the secret: found", found);
        line("  near misses: passed", passed);
    }
    negatives(verbose);
    throughput();
}

fn negatives(verbose: bool) {
    println!("Real public text, letters of about 1,500 characters");
    let letters = support::letters();
    for (name, words) in [("  without the secrets of free words", false), ("  with them", true)] {
        let (mut stops, mut sendings) = (0_usize, 0_usize);
        for mut secrets in support::conferences() {
            secrets.retain(|secret| words || secret.kind != Kind::Words);
            let tripwire = Tripwire::of(&secrets);
            for letter in &letters {
                let alarms = tripwire.read(letter);
                sendings += 1;
                stops += usize::from(!alarms.is_empty());
                if verbose && !words {
                    for alarm in alarms {
                        let secret = &secrets.iter().find(|s| s.id == alarm.secret).unwrap().text;
                        println!("  stop {secret:?}: {:?}", &letter[alarm.range]);
                    }
                }
            }
        }
        println!(
            "{name:<44} {stops:>7} of {sendings:>7}  one in {}",
            sendings.checked_div(stops).unwrap_or(0)
        );
    }
}

fn throughput() {
    let text = support::letters().concat();
    for (name, count) in [("one conference's secrets", 1), ("twelve conferences' secrets", 12)] {
        let secrets: Vec<_> = support::conferences().into_iter().take(count).flatten().collect();
        let tripwire = Tripwire::of(&secrets);
        let begun = Instant::now();
        let mut read = 0;
        let mut alarms = 0;
        while begun.elapsed().as_millis() < 1000 {
            alarms += tripwire.read(&text).len();
            read += text.len();
        }
        let megabytes = read as f64 / 1e6 / begun.elapsed().as_secs_f64();
        println!("{name:<44} {megabytes:>7.1} MB/s ({} secrets, {alarms} places)", secrets.len());
    }
    let secrets: Vec<_> = support::conferences().into_iter().take(1).flatten().collect();
    let begun = Instant::now();
    let made = (0..50).map(|_| Tripwire::of(&secrets)).filter(|t| !t.is_empty()).count();
    println!("{:<44} {:>7.2} ms", "making it ready", begun.elapsed().as_secs_f64() * 1000.0 / made as f64);
}
