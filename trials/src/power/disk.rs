//! A disk as it could look after the power failed: what was synced, and any part of what was not.

use super::trace::Event;
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The pieces in which a disk writes: each arrives whole or not at all.
const PIECE: usize = 512;

#[derive(Clone, Debug)]
enum Pending {
    Write { at: u64, bytes: Vec<u8> },
    Length(u64),
    Gone,
}

#[derive(Clone, Debug, Default)]
struct File {
    /// As it lies on the disk for sure; none: it does not exist.
    safe: Option<Vec<u8>>,
    pending: Vec<Pending>,
}

/// The files of an installation.
#[derive(Clone, Debug, Default)]
pub struct Disk(BTreeMap<PathBuf, File>);

impl Disk {
    /// A disk as it is now, everything on it safe.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(folder: &Path) -> std::io::Result<Self> {
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_file() {
                let safe = Some(std::fs::read(&path)?);
                files.insert(path, File { safe, pending: Vec::new() });
            }
        }
        Ok(Self(files))
    }

    /// Something happened. Where `lying`, the disk only says that it synced.
    pub fn happen(&mut self, event: &Event, lying: bool) {
        let (path, pending) = match event {
            Event::Said { .. } => return,
            Event::Synced { file } => {
                if !lying && let Some(file) = self.0.get_mut(file) {
                    file.settle(|_| true, |_| true);
                }
                return;
            }
            Event::Write { file, at, bytes } => (file, Pending::Write { at: *at, bytes: bytes.clone() }),
            Event::Length { file, length } => (file, Pending::Length(*length)),
            Event::Gone { file } => (file, Pending::Gone),
        };
        self.0.entry(path.clone()).or_default().pending.push(pending);
    }

    /// The power fails: of what was not synced any pieces arrive, as the dice have it. Written into a folder under the
    /// files' own names.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn fail(mut self, dice: &mut fastrand::Rng, folder: &Path) -> std::io::Result<()> {
        // Sometimes nothing arrives, sometimes all, mostly a part.
        let share = match dice.u8(0..6) {
            0 => 0,
            1 => 1000,
            _ => dice.u32(1..1000),
        };
        for (path, file) in &mut self.0 {
            let mut own = dice.fork();
            let mut other = dice.fork();
            file.settle(|_| own.u32(0..1000) < share, |_| other.u32(0..1000) < share);
            if let (Some(bytes), Some(name)) = (&file.safe, path.file_name()) {
                let path = folder.join(name);
                std::fs::write(&path, bytes)?;
                // Keys are refused when others may read them.
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
            }
        }
        Ok(())
    }
}

impl File {
    /// What is pending reaches the disk as far as it may: pieces of writes, and changes of length or name.
    fn settle(&mut self, mut piece: impl FnMut(usize) -> bool, mut change: impl FnMut(usize) -> bool) {
        for (number, pending) in std::mem::take(&mut self.pending).into_iter().enumerate() {
            match pending {
                Pending::Gone => {
                    if change(number) {
                        self.safe = None;
                    }
                }
                Pending::Length(length) => {
                    if change(number) {
                        self.safe.get_or_insert_default().resize(usize::try_from(length).unwrap_or(0), 0);
                    }
                }
                Pending::Write { at, bytes } => {
                    for (part, chunk) in bytes.chunks(PIECE).enumerate() {
                        if piece(part) {
                            self.put(at.saturating_add((part * PIECE) as u64), chunk);
                        }
                    }
                }
            }
        }
    }

    fn put(&mut self, at: u64, chunk: &[u8]) {
        let at = usize::try_from(at).unwrap_or(0);
        let safe = self.safe.get_or_insert_default();
        if safe.len() < at + chunk.len() {
            safe.resize(at + chunk.len(), 0);
        }
        if let Some(place) = safe.get_mut(at..at + chunk.len()) {
            place.copy_from_slice(chunk);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn write(bytes: &[u8], at: u64) -> Event {
        Event::Write { file: "/f".into(), at, bytes: bytes.to_vec() }
    }

    fn after(events: &[Event], lying: bool, seed: u64) -> Option<Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let mut disk = Disk::default();
        events.iter().for_each(|event| disk.happen(event, lying));
        disk.fail(&mut fastrand::Rng::with_seed(seed), folder.path()).unwrap();
        std::fs::read(folder.path().join("f")).ok()
    }

    #[test]
    fn what_was_synced_is_there_and_what_was_not_may_be() {
        let events = [write(&[1; 512], 0), Event::Synced { file: "/f".into() }, write(&[2; 512], 512)];
        let mut lengths: Vec<usize> =
            (0..60).map(|seed| after(&events, false, seed).map_or(0, |bytes| bytes.len())).collect();
        lengths.sort_unstable();
        lengths.dedup();
        assert_eq!(lengths, [512, 1024]);
    }

    #[test]
    fn a_disk_that_lies_may_lose_everything() {
        let events = [write(&[1; 512], 0), Event::Synced { file: "/f".into() }];
        assert!((0..60).any(|seed| after(&events, true, seed).is_none()));
    }
}
