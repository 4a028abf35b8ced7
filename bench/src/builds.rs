//! How long a build takes: cold, and after one changed line.

use bench::Outcome;
use bench::report::Table;
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Instant, SystemTime};

/// A file of the middle of the house: what a working day changes.
const CHANGED: &str = "app/src/desk/rules.rs";

/// Builds into a folder of its own from nothing, and the development build once more after a change. Minutes of work.
pub fn measure(table: &mut Table) -> Outcome<()> {
    let cold = Path::new("target/bench/cold");
    if cold.exists() {
        std::fs::remove_dir_all(cold)?;
    }
    let release = build(&["build", "--release", "--locked", "--package", "pripadovka"], Some(cold))?;
    std::fs::remove_dir_all(cold)?;
    table.row("cold release build", &format!("{} min {} s", release / 60, release % 60), "15 min");
    build(&["build", "--locked", "--package", "pripadovka"], None)?;
    File::options().append(true).open(CHANGED)?.set_modified(SystemTime::now())?;
    let again = build(&["build", "--locked", "--package", "pripadovka"], None)?;
    table.row("development build after a change", &format!("{again} s"), "");
    Ok(())
}

/// Runs cargo; whole seconds.
fn build(arguments: &[&str], target: Option<&Path>) -> Outcome<u64> {
    let mut command = Command::new("cargo");
    command.args(arguments);
    if let Some(target) = target {
        command.env("CARGO_TARGET_DIR", target);
    }
    let begun = Instant::now();
    let status = command.status()?;
    if status.success() { Ok(begun.elapsed().as_secs()) } else { Err("a build failed".into()) }
}
