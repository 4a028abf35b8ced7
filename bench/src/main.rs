//! `cargo run --release -p bench -- --help`: what Případovka does on this machine, with the floor beneath it and the
//! peers beside it. Method and figures: `bench/README.md`.
#![allow(clippy::print_stdout, clippy::disallowed_macros, reason = "this program's output is its table")]

mod builds;
mod floor;
mod meeting;
mod outside;
mod room;
mod timing;

use bench::{Outcome, client, prepare, process, report};
use clap::{Args, Parser, Subcommand};
use report::Table;
use std::path::PathBuf;

/// Measures one database; run it once for each.
#[derive(Parser)]
struct Arguments {
    /// Folder for the synthetic database; kept, and used again when it is there.
    #[arg(long, default_value = "target/bench/sqlite")]
    data: PathBuf,
    /// PostgreSQL address instead of the embedded database.
    #[arg(long)]
    postgres: Option<String>,
    /// Synthetic conferences.
    #[arg(long, default_value_t = 200_000)]
    conferences: u64,
    /// Synthetic participants.
    #[arg(long, default_value_t = 1_500_000)]
    participants: u64,
    /// Seconds of each load.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Measure builds as well: one from nothing, one after a change (minutes; run in the workspace's root).
    #[arg(long)]
    builds: bool,
    /// The program under test.
    #[arg(long, default_value = "target/release/pripadovka", global = true)]
    program: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Measurements on a small database of their own (20,000 conferences of twelve people).
#[derive(Subcommand)]
enum Command {
    /// Whether the time of an answer tells what exists; ends with 1 when it does.
    Timing(Small),
    /// A set of twelve invitations, the tripwire, the first page of a personal link.
    Outside(Small),
    /// A running meeting: lines to their acknowledgement, the wall, closing sheets, a long record.
    Meeting(Small),
}

/// The small database.
#[derive(Args)]
struct Small {
    /// Its folder; kept, and used again when it is there.
    #[arg(long = "in", default_value = "target/bench/small")]
    folder: PathBuf,
    /// PostgreSQL address instead of the embedded database.
    #[arg(long = "on")]
    postgres: Option<String>,
    /// Conferences in it, of twelve people each.
    #[arg(long = "of", default_value_t = outside::CONFERENCES)]
    conferences: u64,
    /// Pairs of requests of each comparison.
    #[arg(long, default_value_t = 600)]
    pairs: usize,
}

fn main() -> Outcome<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    if let Some(command) = &arguments.command {
        return runtime.block_on(small(command, &arguments.program));
    }
    let mut table = Table::new(if arguments.postgres.is_some() { "PostgreSQL" } else { "SQLite, encrypted" });
    let place = prepare::place(&arguments.data, arguments.postgres.as_deref())?;
    runtime.block_on(prepare::fill(
        &arguments.program,
        &place,
        arguments.conferences,
        arguments.participants,
    ))?;
    let pages = runtime.block_on(prepare::pages(&place))?;
    table.note(&format!(
        "{} offices, {} desk pages in turn, {} s each",
        pages.sessions.len(),
        pages.desk.len(),
        arguments.seconds
    ));
    runtime.block_on(served(&arguments, &place, &pages, &mut table))?;
    runtime.block_on(floor::measure(&place, &pages, arguments.seconds, &mut table))?;
    floor::papers(&mut table)?;
    if arguments.builds {
        builds::measure(&mut table)?;
    }
    println!("{}", table.text());
    Ok(())
}

/// What is measured on the small database.
async fn small(command: &Command, program: &std::path::Path) -> Outcome<()> {
    let (Command::Timing(asked) | Command::Outside(asked) | Command::Meeting(asked)) = command;
    let mut table = Table::new(if asked.postgres.is_some() { "PostgreSQL" } else { "SQLite, encrypted" });
    let place = prepare::place(&asked.folder, asked.postgres.as_deref())?;
    prepare::fill(program, &place, asked.conferences, asked.conferences * outside::AT_A_TABLE).await?;
    let telling = match command {
        Command::Outside(_) => {
            outside::rows(program, &place, &mut table).await?;
            0
        }
        Command::Meeting(_) => {
            let ground = outside::ground(&place).await?;
            let mut server = process::Server::start(program, &place.config).await?;
            meeting::rows(&ground, &server, &mut table).await?;
            room::rows(&ground, &mut table).await?;
            server.stop().await?;
            0
        }
        Command::Timing(_) => {
            let ground = outside::ground(&place).await?;
            let mut server = process::Server::start(program, &place.config).await?;
            let telling = timing::measure(&ground, asked.pairs, &mut table).await?;
            server.stop().await?;
            telling
        }
    };
    println!("{}", table.text());
    match telling {
        0 => Ok(()),
        some => Err(format!("the time of {some} answers tells what exists").into()),
    }
}

async fn served(
    arguments: &Arguments,
    place: &prepare::Place,
    pages: &prepare::Pages,
    table: &mut Table,
) -> Outcome<()> {
    let mut starts = Vec::new();
    for _ in 0..5 {
        let mut server = process::Server::start(&arguments.program, &place.config).await?;
        starts.push(server.first_page_ms);
        server.stop().await?;
    }
    starts.sort_by(f64::total_cmp);
    table.row(
        "start to first page, median of 5",
        &format!("{:.0} ms", starts.get(2).copied().unwrap_or(0.0)),
        "300 ms",
    );
    let mut server = process::Server::start(&arguments.program, &place.config).await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    table.row("memory idle (PSS)", &format!("{:.0} MB", server.pss_mb()?), "60 MB");
    client::load(process::ADDRESS, 2, 3.0, &pages.desk).await;
    for connections in [1usize, 8] {
        let run = client::load(process::ADDRESS, connections, arguments.seconds, &pages.desk).await;
        let aim = if connections == 8 { "1,100/s, p99 12 ms" } else { "" };
        table.run(&format!("desk page, {connections} connections"), &run, aim);
    }
    table.row("memory under load (PSS)", &format!("{:.0} MB", server.pss_mb()?), "");
    for connections in [1usize, 8] {
        let run = client::load(process::ADDRESS, connections, arguments.seconds / 2.0, &pages.search).await;
        let aim = if connections == 1 { "p99 10 ms" } else { "" };
        table.run(&format!("search by name, {connections} connections"), &run, aim);
    }
    let run = process::sign_ins(&pages.login, prepare::PASSWORD, 20).await?;
    table.run("sign-in (argon2id), one after another", &run, "");
    server.stop().await?;
    Ok(())
}
