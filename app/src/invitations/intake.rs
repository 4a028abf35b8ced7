//! What comes back by mail: the worker looks into a folder of the Maildir kind, where the mail server (or
//! `pripadovka mail receive`) puts messages, one a file.
//!
//! A report about a message of ours, and what a calendar answers to an entry of ours, is taken in and its file deleted: it
//! repeats an address. What a person wrote, and
//! what is about nothing of ours, is moved to `cur` and left for people; nothing of it is read further or logged.

mod jobs;

use super::replies;
use crate::access::House;
use crate::kernel::Failure;
pub(super) use jobs::{Report, report};
use mail::Outcome;
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// How long a report about a message that we do not know (yet) waits: it may be faster than our own note.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// Most messages that are taken in at one go; the rest come next time.
const AT_ONCE: usize = 200;

/// What becomes of a file.
enum Fate {
    Delete,
    Leave,
    ForPeople,
    /// Taken in, and left for people all the same.
    Kept,
}

/// Takes in what came. How many reports were about messages of ours.
///
/// # Errors
/// Database errors; the message stays where it is and is tried again.
pub async fn take_in(house: &House) -> Result<usize, Failure> {
    let Some(folder) = &house.exit.incoming else { return Ok(0) };
    let files = match list(&folder.join("new")).await {
        Ok(files) => files,
        Err(error) => {
            tracing::error!(kind = %error.kind(), "the folder of incoming mail cannot be read");
            return Ok(0);
        }
    };
    let mut ours = 0;
    for path in files {
        let fate = read(house, &path).await?;
        ours += usize::from(matches!(fate, Fate::Delete | Fate::Kept));
        if let Err(error) = settle(folder, &path, &fate).await {
            tracing::error!(kind = %error.kind(), "an incoming message cannot be put away");
        }
    }
    Ok(ours)
}

async fn list(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        if files.len() < AT_ONCE && entry.file_type().await?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

async fn read(house: &House, path: &Path) -> Result<Fate, Failure> {
    let Ok(about) = tokio::fs::metadata(path).await else { return Ok(Fate::Leave) };
    if about.len() > mail::LONGEST_INCOMING as u64 {
        return Ok(Fate::ForPeople);
    }
    let Ok(raw) = tokio::fs::read(path).await else { return Ok(Fate::Leave) };
    let id = identity(&raw);
    let Ok(Ok(incoming)) = tokio::task::spawn_blocking(move || mail::incoming(&raw)).await else {
        return Ok(Fate::ForPeople);
    };
    if matches!(incoming.outcome, Outcome::Automatic | Outcome::Letter)
        && let Some(reply) = incoming.calendar.as_ref().and_then(|part| outbound::calendar_reply(&part.text))
    {
        let taken = replies::jobs::take(house, id, &reply).await?;
        // People write beside "accept" what nobody else would tell us: a letter is kept for people to read.
        let by_itself = matches!(incoming.outcome, Outcome::Automatic);
        return Ok(match (taken, by_itself) {
            (true, true) => Fate::Delete,
            (true, false) => Fate::Kept,
            (false, _) => Fate::ForPeople,
        });
    }
    let report = match incoming.outcome {
        Outcome::Failed(cause) => Report::Returned(jobs::trouble_of(cause)),
        Outcome::Delayed => Report::Late,
        Outcome::Delivered => Report::Delivered,
        Outcome::Automatic | Outcome::Letter => return Ok(Fate::ForPeople),
    };
    let mut known = false;
    for id in incoming.references.iter().filter_map(|id| id.parse().ok()) {
        known |= self::report(house, id, report).await?;
    }
    let age = about.modified().ok().and_then(|at| at.elapsed().ok()).unwrap_or_default();
    Ok(match known {
        true => Fate::Delete,
        false if age < PATIENCE => Fate::Leave,
        false => Fate::ForPeople,
    })
}

/// Tells a message from every other, so that the same one taken in twice counts once.
fn identity(raw: &[u8]) -> Uuid {
    let digest: [u8; 32] = Sha256::digest(raw).into();
    let mut bytes = [0u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, from)| *byte = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

async fn settle(folder: &Path, path: &Path, fate: &Fate) -> io::Result<()> {
    match fate {
        Fate::Leave => Ok(()),
        Fate::Delete => tokio::fs::remove_file(path).await,
        Fate::ForPeople | Fate::Kept => {
            let (cur, name) = (folder.join("cur"), path.file_name().unwrap_or_default());
            let mut builder = tokio::fs::DirBuilder::new();
            builder.recursive(true).mode(0o700).create(&cur).await?;
            tokio::fs::rename(path, cur.join(name)).await
        }
    }
}
