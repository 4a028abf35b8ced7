//! What a backup withstands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;

const FRAMED: usize = 5 + CHUNK + TAG_LEN;

fn ring() -> KeyRing {
    KeyRing::generate("2026-01-01T00:00:00Z").unwrap()
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index / 7 % 251) as u8).collect()
}

fn written(ring: &KeyRing, plain: &[u8]) -> Vec<u8> {
    let mut backup = Vec::new();
    assert_eq!(write(ring, plain, &mut backup).unwrap(), plain.len() as u64);
    backup
}

fn failure(ring: &KeyRing, backup: &[u8]) -> BackupError {
    verify(ring, backup).unwrap_err()
}

/// A source that gives one byte at a time and is interrupted in between, as pipes are.
struct Trickle<'a>(&'a [u8], bool);

impl Read for Trickle<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let take = target.len().min(997).min(self.0.len());
        target[..take].copy_from_slice(&self.0[..take]);
        self.0 = &self.0[take..];
        Ok(take)
    }
}

struct FullDisk;

impl Write for FullDisk {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_backup_of_any_size_around_the_chunk_comes_back_whole() {
    let ring = ring();
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17] {
        let plain = content(length);
        let backup = written(&ring, &plain);
        let mut back = Vec::new();
        assert_eq!(read(&ring, Trickle(&backup, false), &mut back).unwrap(), length as u64);
        assert!(back == plain, "{length} bytes");
        let mut trickled = Vec::new();
        write(&ring, Trickle(&plain, false), &mut trickled).unwrap();
        assert_eq!(trickled.len(), backup.len());
        assert_eq!(verify(&ring, trickled.as_slice()).unwrap(), length as u64);
    }
}

#[test]
fn a_backup_made_before_a_rotation_opens_until_its_key_is_forgotten() {
    let mut ring = ring();
    let backup = written(&ring, b"data");
    let old = ring.current_key_id();
    ring.rotate("2027-01-01T00:00:00Z").unwrap();
    assert_eq!(verify(&ring, backup.as_slice()).unwrap(), 4);
    ring.forget_old();
    assert!(matches!(failure(&ring, &backup), BackupError::UnknownKey { key_id } if key_id == old));
}

#[test]
fn a_backup_of_another_installation_names_the_missing_key() {
    let backup = written(&ring(), b"data");
    let error = failure(&ring(), &backup);
    assert!(matches!(error, BackupError::UnknownKey { .. }), "{error}");
}

#[test]
fn other_files_and_newer_backups_say_so() {
    let ring = ring();
    assert!(matches!(failure(&ring, b"SQLite format 3\0"), BackupError::NotABackup));
    let mut newer = written(&ring, b"data");
    newer[MAGIC.len()] = 2;
    assert!(matches!(failure(&ring, &newer), BackupError::NewerVersion { version: 2 }));
}

#[test]
fn a_file_cut_anywhere_is_truncated() {
    let ring = ring();
    let backup = written(&ring, &content(2 * CHUNK + 100));
    let ends = (0..HEADER_LEN + 20).chain([HEADER_LEN + FRAMED, HEADER_LEN + 2 * FRAMED, backup.len() - 1]);
    for end in ends {
        let error = failure(&ring, &backup[..end]);
        assert!(matches!(error, BackupError::Truncated), "cut at {end}: {error}");
    }
}

#[test]
fn a_cut_file_dressed_up_as_whole_is_refused() {
    let ring = ring();
    let mut backup = written(&ring, &content(2 * CHUNK));
    backup.truncate(HEADER_LEN + FRAMED);
    backup[HEADER_LEN] = 1;
    assert!(matches!(failure(&ring, &backup), BackupError::Tampered { chunk: 0 }));
}

#[test]
fn chunks_exchanged_repeated_or_borrowed_from_another_backup_are_refused() {
    let ring = ring();
    let backup = written(&ring, &content(3 * CHUNK));
    let (header, chunks) = backup.split_at(HEADER_LEN);
    let chunks: Vec<&[u8]> = chunks.chunks(FRAMED).collect();
    let exchanged = [header, chunks[1], chunks[0], chunks[2]].concat();
    assert!(matches!(failure(&ring, &exchanged), BackupError::Tampered { chunk: 0 }));
    let repeated = [header, chunks[0], chunks[0], chunks[2]].concat();
    assert!(matches!(failure(&ring, &repeated), BackupError::Tampered { chunk: 1 }));
    let left_out = [header, chunks[0], chunks[2]].concat();
    assert!(matches!(failure(&ring, &left_out), BackupError::Tampered { chunk: 1 }));
    let other = written(&ring, &content(3 * CHUNK));
    let borrowed = [header, chunks[0], &other[HEADER_LEN + FRAMED..]].concat();
    assert!(matches!(failure(&ring, &borrowed), BackupError::Tampered { chunk: 1 }));
}

#[test]
fn equal_chunks_do_not_look_equal() {
    let backup = written(&ring(), &[0; 2 * CHUNK]);
    let (first, second) = backup[HEADER_LEN..].split_at(FRAMED);
    let shared = first[5..].iter().zip(&second[5..]).filter(|(one, other)| one == other).count();
    assert!(shared < CHUNK / 50, "{shared} bytes alike: the chunks share a key stream");
}

#[test]
fn anything_after_the_end_is_refused() {
    let ring = ring();
    let backup = written(&ring, b"data");
    assert!(matches!(failure(&ring, &[&backup[..], b"\n"].concat()), BackupError::TrailingData));
    assert!(matches!(failure(&ring, &[&backup[..], &backup[..]].concat()), BackupError::TrailingData));
}

#[test]
fn a_full_disk_is_reported_as_such() {
    let ring = ring();
    assert!(matches!(write(&ring, &b"data"[..], FullDisk), Err(BackupError::Target(_))));
    let backup = written(&ring, b"data");
    assert!(matches!(read(&ring, backup.as_slice(), FullDisk), Err(BackupError::Target(_))));
}

proptest! {
    #[test]
    fn no_byte_of_a_backup_can_be_changed(plain in prop::collection::vec(any::<u8>(), 0..60), flip in 1_u8..) {
        let ring = ring();
        let backup = written(&ring, &plain);
        for index in 0..backup.len() {
            let mut changed = backup.clone();
            changed[index] ^= flip;
            prop_assert!(verify(&ring, changed.as_slice()).is_err(), "byte {}", index);
        }
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(start in 0_usize..60, noise: Vec<u8>) {
        let ring = ring();
        let backup = written(&ring, b"x");
        let bytes = [&backup[..start.min(backup.len())], &noise].concat();
        prop_assume!(bytes != backup);
        prop_assert!(verify(&ring, bytes.as_slice()).is_err());
    }
}
