//! `cargo run -p trials -- --help`: random kills, cuts and lost power against the running program.
#![allow(clippy::print_stdout, clippy::disallowed_macros, reason = "this program's output is what it saw")]

use clap::{Parser, Subcommand};
use std::path::PathBuf;
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
                let ground = Ground::make(&program, postgres.as_deref()).await?;
                let seen = journal::play(&ground, arguments.rounds, seed, |seen| println!("{seen:?}")).await;
                ground.clear().await?;
                println!("acknowledged loss 0: {:?}", seen?);
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
