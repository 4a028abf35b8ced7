//! `cargo run -p trials -- --help`: random kills, cuts and lost power against the running program.
#![allow(clippy::print_stdout, clippy::disallowed_macros, reason = "this program's output is what it saw")]

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use trials::ground::Ground;
use trials::{Outcome, journal, power};

/// Proofs by trial.
#[derive(Parser)]
struct Arguments {
    /// The program under trial.
    #[arg(long, default_value = "target/debug/pripadovka", global = true)]
    program: PathBuf,
    /// How many rounds.
    #[arg(long, default_value_t = 25, global = true)]
    rounds: usize,
    /// Seed of all random choices; printed.
    #[arg(long, global = true)]
    seed: Option<u64>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The server is killed, connections are cut, answers are lost and doubled, while three devices write.
    Journal {
        /// A PostgreSQL server on which a database of its own may be made; else the embedded database.
        #[arg(long)]
        postgres: Option<String>,
    },
    /// The power fails (embedded database; needs strace).
    Power,
}

fn main() -> Outcome<()> {
    let arguments = Arguments::parse();
    let seed = arguments.seed.unwrap_or_else(|| fastrand::u64(..));
    println!("seed {seed}");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let program = std::path::absolute(&arguments.program)?;
        match arguments.command {
            Command::Journal { postgres } => {
                meetings(&program, postgres.as_deref(), arguments.rounds, seed).await?;
            }
            Command::Power => {
                let mut ground = Ground::make(&program, None).await?;
                let seen =
                    power::play(&mut ground, arguments.rounds, seed, |seen| println!("{seen:?}")).await?;
                println!("acknowledged loss 0 on honest disks: {seen:?}");
            }
        }
        Ok(())
    })
}

/// Rounds in one meeting: more entries than any meeting will have, few enough that reading them is not the trial.
const IN_ONE_MEETING: usize = 500;

/// Plays as many meetings as the rounds need, each on a new installation and with the next seed.
async fn meetings(program: &Path, postgres: Option<&str>, rounds: usize, seed: u64) -> Outcome<()> {
    let mut all = journal::Seen::default();
    while all.rounds < rounds {
        let seed = seed.wrapping_add(u64::try_from(all.rounds / IN_ONE_MEETING)?);
        let ground = Ground::make(program, postgres).await?;
        let now = IN_ONE_MEETING.min(rounds - all.rounds);
        let seen = journal::play(&ground, now, seed, |seen| println!("{seen:?}")).await;
        ground.clear().await?;
        all = all.and(seen?);
        println!("so far: {all:?}");
    }
    println!("acknowledged loss 0: {all:?}");
    Ok(())
}
