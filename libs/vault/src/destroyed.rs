//! The list of cases whose key was destroyed.
//!
//! Destroying a case key in the live database does not reach backups made before. So the id of the case is
//! written here, beside the key file and outside every backup, and a restore destroys those keys again.
//!
//! Order: [`record`](DestroyedList::record) first, then delete the wrapped key and commit. A crash in between
//! leaves a recorded case whose key still exists; the next start finishes the destruction from the list.
//!
//! Format: one line per case, `moment id check`, separated by single spaces; `check` is eight digits of the
//! SHA-256 of what stands before it. Lines beginning with `#` are comments. A last line cut short by a power
//! failure was never confirmed to anyone: it is ignored, and removed by the next `record`. A damaged line
//! anywhere else is an error, because a case that should stay destroyed might hide in it.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use uuid::Uuid;

use crate::{
    format::{check_digits, is_stamp},
    private_file::{PRIVATE_MODE, sync_folder},
};

const CHECK_LEN: usize = 4;
const NOTICE: &str =
    "# Případy, jejichž klíč byl zničen. Obnova ze zálohy je podle tohoto seznamu zničí znovu.\n";

/// Why the list could not be read or extended.
#[derive(Debug, thiserror::Error)]
pub enum DestroyedListError {
    /// A line other than the last cannot be read.
    #[error("řádek {line} seznamu zničených případů {} je poškozený", path.display())]
    DamagedLine {
        /// The file.
        path: PathBuf,
        /// Number of the line, from 1.
        line: usize,
    },
    /// The moment handed over is not a short text without spaces.
    #[error("okamžik zničení musí být krátký text bez mezer")]
    Moment,
    /// The file system refused.
    #[error("seznam zničených případů {} nelze číst nebo doplnit: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// One destroyed case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destroyed {
    /// Id of the case.
    pub case: Uuid,
    /// When, as the caller wrote it.
    pub moment: String,
}

/// The list on disk. Holds nothing in memory, so several processes can share it.
#[derive(Debug, Clone)]
pub struct DestroyedList {
    path: PathBuf,
}

impl DestroyedList {
    /// The list that belongs to a key file: its name with `.destroyed` added.
    #[must_use]
    pub fn beside(key_file: &Path) -> Self {
        let mut name = OsString::from(key_file.as_os_str());
        name.push(".destroyed");
        Self { path: name.into() }
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a list at all; without one a restore must warn that it cannot know what to destroy.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Adds a case, durably before it returns. Recording a case again changes nothing: false.
    ///
    /// # Errors
    /// [`DestroyedListError::Moment`], [`DestroyedListError::Io`], or a damaged list, which is not extended.
    pub fn record(&self, case: Uuid, moment: &str) -> Result<bool, DestroyedListError> {
        if !is_stamp(moment) {
            return Err(DestroyedListError::Moment);
        }
        let failed = |source| DestroyedListError::Io { path: self.path.clone(), source };
        let mut file = self.open_to_append().map_err(failed)?;
        file.lock().map_err(failed)?;
        let content = read_all(&mut file).map_err(failed)?;
        let list = self.parse(&content)?;
        if list.entries.iter().any(|known| known.case == case) {
            return Ok(false);
        }
        let mut addition = String::new();
        if list.sound_len < content.len() {
            file.set_len(list.sound_len as u64).map_err(failed)?;
        } else if list.sound_len == 0 {
            addition.push_str(NOTICE);
        } else if list.unended {
            addition.push('\n');
        }
        addition.push_str(&line(case, moment));
        file.write_all(addition.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        sync_folder(&self.path).map_err(failed)?;
        Ok(true)
    }

    /// Whether the case was destroyed.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub fn contains(&self, case: Uuid) -> Result<bool, DestroyedListError> {
        Ok(self.all()?.iter().any(|known| known.case == case))
    }

    /// All destroyed cases in the order of recording; none if there is no file.
    ///
    /// # Errors
    /// [`DestroyedListError::DamagedLine`] or [`DestroyedListError::Io`].
    pub fn all(&self) -> Result<Vec<Destroyed>, DestroyedListError> {
        let failed = |source| DestroyedListError::Io { path: self.path.clone(), source };
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            opened => opened.map_err(failed)?,
        };
        file.lock_shared().map_err(failed)?;
        Ok(self.parse(&read_all(&mut file).map_err(failed)?)?.entries)
    }

    fn open_to_append(&self) -> io::Result<File> {
        OpenOptions::new().read(true).append(true).create(true).mode(PRIVATE_MODE).open(&self.path)
    }

    fn parse(&self, content: &[u8]) -> Result<Parsed, DestroyedListError> {
        let mut parsed = Parsed::default();
        for (index, piece) in content.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let ended = piece.ends_with(b"\n");
            let bare = piece.strip_suffix(b"\n").unwrap_or(piece);
            let comment = ended && (bare.is_empty() || bare.starts_with(b"#"));
            match entry(bare) {
                Some(entry) => parsed.entries.push(entry),
                None if comment => {}
                None if ended => {
                    return Err(DestroyedListError::DamagedLine { path: self.path.clone(), line: index + 1 });
                }
                None => return Ok(parsed),
            }
            parsed.sound_len += piece.len();
            parsed.unended = !ended;
        }
        Ok(parsed)
    }
}

/// What a file says, and how much of it can be kept.
#[derive(Default)]
struct Parsed {
    entries: Vec<Destroyed>,
    /// Bytes up to a torn last line.
    sound_len: usize,
    /// The last line is whole but its line feed is missing.
    unended: bool,
}

fn read_all(file: &mut File) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    file.read_to_end(&mut content)?;
    Ok(content)
}

fn line(case: Uuid, moment: &str) -> String {
    let body = format!("{moment} {case}");
    let check = check_digits::<CHECK_LEN>(&body);
    format!("{body} {check}\n")
}

fn entry(line: &[u8]) -> Option<Destroyed> {
    let (body, check) = std::str::from_utf8(line).ok()?.rsplit_once(' ')?;
    if check != check_digits::<CHECK_LEN>(body) {
        return None;
    }
    let (moment, case) = body.split_once(' ')?;
    Some(Destroyed { case: case.parse().ok()?, moment: moment.to_owned() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;
    use crate::testing::Folder;

    const NOW: &str = "2026-01-01T00:00:00Z";

    fn list(folder: &Folder) -> DestroyedList {
        DestroyedList::beside(&folder.path().join("klice"))
    }

    fn ids(list: &DestroyedList) -> Vec<u128> {
        list.all().unwrap().iter().map(|entry| entry.case.as_u128()).collect()
    }

    #[test]
    fn a_destroyed_case_is_remembered_with_its_moment_beside_the_key_file() {
        let folder = Folder::new();
        let list = list(&folder);
        assert!(!list.exists() && list.all().unwrap().is_empty());
        assert!(list.record(Uuid::from_u128(1), NOW).unwrap());
        assert!(list.record(Uuid::from_u128(2), "2026-02-01T00:00:00Z").unwrap());
        assert!(list.contains(Uuid::from_u128(2)).unwrap() && !list.contains(Uuid::from_u128(3)).unwrap());
        assert_eq!(list.all().unwrap()[1].moment, "2026-02-01T00:00:00Z");
        assert_eq!(folder.names(), ["klice.destroyed"]);
        assert_eq!(fs::metadata(list.path()).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn recording_a_case_twice_keeps_one_line() {
        let folder = Folder::new();
        let list = list(&folder);
        assert!(list.record(Uuid::from_u128(1), NOW).unwrap());
        assert!(!list.record(Uuid::from_u128(1), "2027-01-01T00:00:00Z").unwrap());
        assert_eq!(ids(&list), [1]);
    }

    #[test]
    fn a_last_line_torn_anywhere_hurts_neither_reading_nor_recording() {
        let folder = Folder::new();
        let list = list(&folder);
        list.record(Uuid::from_u128(1), NOW).unwrap();
        let first = fs::metadata(list.path()).unwrap().len() as usize;
        list.record(Uuid::from_u128(2), NOW).unwrap();
        let whole = fs::read(list.path()).unwrap();
        for cut in 0..whole.len() {
            fs::write(list.path(), &whole[..cut]).unwrap();
            let kept = ids(&list);
            let expected: &[u128] = match cut {
                _ if cut == whole.len() - 1 => &[1, 2],
                _ if cut >= first - 1 => &[1],
                _ => &[],
            };
            assert_eq!(kept, expected, "cut at {cut}");
            list.record(Uuid::from_u128(3), NOW).unwrap();
            assert_eq!(ids(&list), [expected, &[3]].concat(), "cut at {cut}");
        }
    }

    #[test]
    fn zeros_left_by_a_power_failure_are_a_torn_line() {
        let folder = Folder::new();
        let list = list(&folder);
        list.record(Uuid::from_u128(1), NOW).unwrap();
        let mut content = fs::read(list.path()).unwrap();
        content.extend_from_slice(&[0; 512]);
        fs::write(list.path(), content).unwrap();
        list.record(Uuid::from_u128(2), NOW).unwrap();
        assert_eq!(ids(&list), [1, 2]);
    }

    #[test]
    fn a_damaged_line_inside_is_an_error_and_nothing_is_added() {
        let folder = Folder::new();
        let list = list(&folder);
        list.record(Uuid::from_u128(1), NOW).unwrap();
        list.record(Uuid::from_u128(2), NOW).unwrap();
        let damaged = fs::read_to_string(list.path()).unwrap().replacen("2026", "2025", 1);
        fs::write(list.path(), &damaged).unwrap();
        assert!(matches!(list.all(), Err(DestroyedListError::DamagedLine { line: 2, .. })));
        assert!(list.record(Uuid::from_u128(3), NOW).is_err());
        assert_eq!(fs::read_to_string(list.path()).unwrap(), damaged);
    }

    #[test]
    fn simultaneous_records_are_all_kept() {
        let folder = Folder::new();
        let list = list(&folder);
        std::thread::scope(|scope| {
            for case in 0..16 {
                let list = &list;
                scope.spawn(move || list.record(Uuid::from_u128(case), NOW).unwrap());
            }
        });
        let mut kept = ids(&list);
        kept.sort_unstable();
        assert_eq!(kept, (0..16).collect::<Vec<_>>());
        assert!(list.record(Uuid::from_u128(99), "two words").is_err());
    }

    #[test]
    fn one_case_recorded_by_many_at_once_gets_one_line() {
        for round in 0..20 {
            let folder = Folder::new();
            let list = list(&folder);
            let added = std::thread::scope(|scope| {
                let record = || list.record(Uuid::from_u128(round), NOW).unwrap();
                let threads: Vec<_> = (0..8).map(|_| scope.spawn(record)).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).filter(|new| *new).count()
            });
            assert_eq!((added, ids(&list)), (1, vec![round]));
        }
    }
}
