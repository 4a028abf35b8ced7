//! The commands of the one binary. Every file is one command; all end with a Czech sentence and a code: 0 done,
//! 1 refused or failed (nothing harmed), 2 the command line was not understood.
//!
//! Invariants: a command creates nothing it was not asked to create, never overwrites a file, and opens the
//! database exclusively when a running server would be harmed by it.

mod arguments;
mod audit;
mod backup;
mod container;
mod demo;
mod doctor;
mod events;
mod gallery;
mod key;
mod load;
mod mail;
mod migrate;
mod printer;
mod restore;
mod serve;
mod user;

use crate::config::{Config, Log, LogFormat, USUAL_NAME, variables};
use crate::shell::{Capability, EventKind, set_registry};
use crate::start::{Stop, installation};
use arguments::{Command, Line};
use clap::Parser;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// How long threads may take to end with the process.
const LAST_MOMENT: std::time::Duration = std::time::Duration::from_secs(3);

/// What the commands register: their events and statements. They have no pages.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "commands",
        statements: &[installation::STATEMENTS, doctor::STATEMENTS, restore::STATEMENTS],
        events: const {
            &[
                EventKind::of::<events::AccountAdded>(),
                EventKind::of::<events::KeyDestroyedAgain>(),
                EventKind::of::<events::BackupWritten>(),
                EventKind::of::<events::BackupRestored>(),
                EventKind::of::<events::KeysRotated>(),
            ]
        },
        ..Capability::EMPTY
    }
}

/// The statements that load synthetic data: some are put together at run time and cannot stand in a capability's list.
#[must_use]
pub fn load_statements() -> Vec<portable_sql::Sql> {
    load::statements()
}

/// Runs the command line and gives the process's exit code.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match Line::try_parse_from(words) {
        Ok(line) => line,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            printer::say(error.to_string().trim_end());
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            printer::complain(arguments::refusal(&error));
            return ExitCode::from(2);
        }
    };
    set_registry(crate::capabilities::all);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            printer::complain(format!("Program nelze spustit: {}.", crate::start::reason(error.kind())));
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(perform(line));
    // The threads end before the process does: one that still closed a database while the C libraries cleaned up after
    // themselves would make a command that succeeded end with a signal. A paper under way has a moment; nothing of it
    // has been promised to anybody.
    runtime.shutdown_timeout(LAST_MOMENT);
    match outcome {
        Ok(code) => code,
        Err(stop) => {
            printer::complain(stop.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn perform(line: Line) -> Result<ExitCode, Stop> {
    let config = Choice(line.config);
    let done = |()| ExitCode::SUCCESS;
    match line.command {
        Command::Demo(demo) => demo::run(demo).await.map(done),
        Command::Serve(serve) => serve::run(&config.read()?, &serve).await.map(done),
        Command::Work => serve::work(&config.read()?).await.map(done),
        Command::Migrate => migrate::run(&config.read()?).await.map(done),
        Command::Doctor(doctor) => doctor::run(&config, &doctor).await,
        Command::User(arguments::User::Add(add)) => user::add(&config.read()?, add).await.map(done),
        Command::Backup(file) => backup::run(&config.read()?, &file.file).await.map(done),
        Command::Restore(file) => restore::run(&config.read()?, &file.file).await.map(done),
        Command::Audit(arguments::Audit::Verify) => audit::verify(&config.read()?).await,
        Command::Key(arguments::Key::Create) => key::create(&config.read()?).map(done),
        Command::Key(arguments::Key::Rotate(how)) => key::rotate(&config.read()?, &how).await.map(done),
        Command::Mail(arguments::Mail::Receive) => mail::receive(&config.read()?),
        Command::Load(load) => load::run(&config.read()?, &load).await.map(done),
        Command::Gallery(gallery) => gallery::run(&gallery.out).await.map(done),
    }
}

/// Which configuration was chosen.
struct Choice(Option<PathBuf>);

impl Choice {
    fn path(&self) -> PathBuf {
        let from_environment = || std::env::var_os(variables::CONFIG).map(PathBuf::from);
        self.0.clone().or_else(from_environment).unwrap_or_else(|| PathBuf::from(USUAL_NAME))
    }

    /// Reads it and starts the log.
    fn read(&self) -> Result<Config, Stop> {
        let config = Config::read(&self.path())?;
        start_log(config.log);
        Ok(config)
    }
}

/// Starts the log on standard error. The first call wins.
fn start_log(log: Log) {
    use std::io::IsTerminal;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(log.filter()))
        .with_writer(std::io::stderr);
    let outcome = match log.format {
        LogFormat::Text => builder.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    // A log that runs already is what we want.
    drop(outcome);
}
