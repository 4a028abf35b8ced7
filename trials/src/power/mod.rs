//! Power that fails while a meeting is written down.
//!
//! A running server is recorded by `strace`: what it wrote, what it synced, what it answered. From that record the disk
//! is rebuilt as it could look if the power had failed at any moment ([`disk`]); each such disk must open, be whole, and
//! have every entry that had been acknowledged by then. The same with a disk that only says that it synced must lose
//! something: else this trial would prove nothing.
//!
//! Only the embedded database: PostgreSQL's own durability is its makers' business; `doctor` says whether it is switched
//! on.

pub mod disk;
pub mod trace;

use crate::Outcome;
use crate::device::{Device, uuid};
use crate::ground::Ground;
use disk::Disk;
use pripadovka::config::Config;
use pripadovka::start::{self, Opening};
use std::collections::BTreeSet;
use std::path::Path;
use trace::Event;
use uuid::Uuid;

portable_sql::statements! {
    /// Identifiers of all entries.
    ENTRIES = "SELECT id FROM meeting_entry";
    /// Whether the file is whole.
    WHOLE = "SELECT integrity_check FROM pragma_integrity_check";
}

/// Moments at which the power fails, per recorded life.
const FAILURES: usize = 20;

/// What a trial saw.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Recorded lives of the server.
    pub rounds: usize,
    /// Disks rebuilt and opened.
    pub disks: usize,
    /// Disks of the lying kind on which something acknowledged was lost.
    pub lost_by_lying: usize,
}

/// Records lives of the server and lets the power fail.
///
/// # Errors
/// What was lost on an honest disk; or that nothing was lost on lying ones.
pub async fn play(
    ground: &mut Ground,
    rounds: usize,
    seed: u64,
    mut tell: impl FnMut(&Seen),
) -> Outcome<Seen> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut seen = Seen::default();
    let record = tempfile::NamedTempFile::new()?;
    let to = record.path().display().to_string();
    let words = ["strace", "-f", "-y", "-xx", "-s", "4000000", "-e", trace::CALLS, "-o", &to];
    for round in 1..=rounds {
        let disk = Disk::of(ground.folder.path())?;
        ground.before = words.iter().map(|&word| word.to_owned()).collect();
        live(ground, &mut dice).await?;
        ground.before.clear();
        let events = trace::read(&std::fs::read_to_string(record.path())?);
        let told = |error| format!("seed {seed}, round {round}: {error}");
        for lying in [false, true] {
            let lost = failures(ground, &disk, &events, lying, &mut dice).await.map_err(told)?;
            seen.disks += FAILURES;
            seen.lost_by_lying += if lying { lost } else { 0 };
        }
        seen.rounds = round;
        tell(&seen);
    }
    if rounds > 0 && seen.lost_by_lying == 0 {
        return Err(
            format!("seed {seed}: not even lying disks lost anything; the trial proves nothing").into()
        );
    }
    Ok(seen)
}

/// One life: three devices type and hand over, then the server is killed.
async fn live(ground: &Ground, dice: &mut fastrand::Rng) -> Outcome<()> {
    let server = ground.start().await?;
    let mut devices: Vec<Device> = (0..3).map(|_| Device::new(uuid(dice), 1_780_000_000_000_000)).collect();
    for device in &mut devices {
        device.known = ground.line.register(device.id()).await;
    }
    for _ in 0..25 {
        let chosen = dice.usize(0..3);
        let Some(device) = devices.get_mut(chosen) else { continue };
        device.act(dice);
        let batch = device.batch();
        let answer = ground.line.insist(device.id(), &batch).await?;
        device.heard(&answer, dice);
    }
    // The recorder's child is the server; both end.
    server.stop_child().await
}

/// Lets the power fail at moments between events; on how many disks something acknowledged was lost. On an honest disk
/// that is an error.
async fn failures(
    ground: &Ground,
    before: &Disk,
    events: &[Event],
    lying: bool,
    dice: &mut fastrand::Rng,
) -> Outcome<usize> {
    let mut moments: Vec<usize> = (0..FAILURES).map(|_| dice.usize(0..=events.len())).collect();
    moments.sort_unstable();
    let (mut disk, mut acknowledged, mut next, mut lost) = (before.clone(), BTreeSet::new(), 0, 0);
    for moment in moments {
        for event in events.get(next..moment).unwrap_or_default() {
            disk.happen(event, lying);
            if let Event::Said { bytes } = event {
                acknowledged.extend(kept(bytes));
            }
        }
        next = moment;
        let folder = tempfile::tempdir()?;
        disk.clone().fail(dice, folder.path())?;
        match missing(ground, folder.path(), &acknowledged).await {
            Ok(0) => {}
            Ok(_) | Err(_) if lying => lost += 1,
            Ok(count) => {
                return Err(format!("{count} acknowledged entries lost at event {moment}").into());
            }
            Err(error) => return Err(format!("at event {moment}: {error}").into()),
        }
    }
    Ok(lost)
}

/// The entries that an answer acknowledged.
fn kept(answer: &[u8]) -> Vec<Uuid> {
    let text = String::from_utf8_lossy(answer);
    let list = text.split_once("\"kept\":[").and_then(|(_, rest)| rest.split_once(']')).map(|(list, _)| list);
    let ids = list.unwrap_or_default().split(',').filter_map(|id| id.trim_matches('"').parse().ok());
    ids.collect()
}

/// How many acknowledged entries a disk does not have; an error when it cannot be opened or is not whole.
async fn missing(ground: &Ground, folder: &Path, acknowledged: &BTreeSet<Uuid>) -> Outcome<usize> {
    let config = folder.join("pripadovka.toml");
    if !config.exists() {
        std::fs::copy(ground.config(), &config)?;
    }
    // The index over the log belongs to the memory of the process that died.
    let _ = std::fs::remove_file(folder.join("trials.db-shm"));
    let config = Config::read(&config).map_err(|e| e.to_string())?;
    let opened = start::open(&config, Opening::BESIDE).await.map_err(|e| e.to_string())?;
    let queries = &opened.house.queries;
    let whole: Vec<(String,)> = WHOLE.statement().all(queries).await?;
    if whole.first().map(|(word,)| word.as_str()) != Some("ok") {
        return Err("the database is damaged".into());
    }
    let there: Vec<(Uuid,)> = ENTRIES.statement().all(queries).await?;
    let there: BTreeSet<Uuid> = there.into_iter().map(|(id,)| id).collect();
    let broken = pripadovka::audit::verify(queries, |_| ())
        .await?
        .iter()
        .any(|verdict| matches!(verdict, pripadovka::audit::Verdict::Broken { .. }));
    if broken {
        return Err("the trail is broken".into());
    }
    Ok(acknowledged.difference(&there).count())
}
