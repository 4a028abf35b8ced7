//! The key file on disk: made once, read at start, rotated by command.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    format::KeyId,
    key_ring::{KeyRing, KeyRingError},
    private_file::{self, Refusal},
};

/// Room for more than 300 installation keys.
const LIMIT: u64 = 64 * 1024;

/// Why the key file could not be made, read or changed. Names the file and what to do, never its content.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is none.
    #[error("soubor klíčů {} neexistuje", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// `create` found something there and left it alone.
    #[error("soubor klíčů {} už existuje, nebude přepsán", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Group or others may read, write or run it.
    #[error(
        "k souboru klíčů {} mají přístup i jiní uživatelé (práva {mode:04o}); napravíte to příkazem: chmod 600 {}",
        path.display(), shell_word(path)
    )]
    ReadableByOthers {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A folder, a pipe, a device.
    #[error("soubor klíčů {} není obyčejný soubor", path.display())]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// Something else lies there, or it was damaged.
    #[error("soubor klíčů {} nelze použít: {source}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: KeyRingError,
    },
    /// A new key could not be made.
    #[error(transparent)]
    NoKey(#[from] KeyRingError),
    /// The file system refused.
    #[error("soubor klíčů {} nelze {doing}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Czech infinitive of what was tried.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// A key file that was read, with its ring. The format is documented in `key_text.rs`.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
    ring: KeyRing,
}

impl KeyFile {
    /// Makes fresh secrets and writes them to `path` with mode 0600, durably and in one step. `created_at` is a
    /// moment as text without spaces.
    ///
    /// # Errors
    /// [`KeyFileError::Exists`] if anything is there (it stays as it is), [`KeyFileError::NoKey`],
    /// [`KeyFileError::Io`].
    pub fn create(path: &Path, created_at: &str) -> Result<Self, KeyFileError> {
        let ring = KeyRing::generate(created_at)?;
        private_file::create(path, ring.to_text().as_bytes()).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => KeyFileError::Exists { path: path.to_owned() },
            _ => KeyFileError::Io { path: path.to_owned(), doing: "vytvořit", source },
        })?;
        Ok(Self { path: path.to_owned(), ring })
    }

    /// Reads the key file.
    ///
    /// # Errors
    /// [`KeyFileError::ReadableByOthers`] unless only the owner has access; [`KeyFileError::Missing`],
    /// [`KeyFileError::NotAFile`], [`KeyFileError::Damaged`], [`KeyFileError::Io`].
    pub fn open(path: &Path) -> Result<Self, KeyFileError> {
        let content = private_file::read(path, LIMIT).map_err(|refusal| refused(path, refusal))?;
        let damaged = |source| KeyFileError::Damaged { path: path.to_owned(), source };
        Ok(Self { path: path.to_owned(), ring: KeyRing::from_bytes(&content).map_err(damaged)? })
    }

    /// Adds a new current installation key and returns its id; the older keys stay. A running server uses the
    /// new key after its next start; then the case keys can be rewrapped.
    ///
    /// # Errors
    /// As [`open`](Self::open) and [`create`](Self::create); the file is then unchanged.
    pub fn rotate(path: &Path, created_at: &str) -> Result<KeyId, KeyFileError> {
        Self::change(path, |ring| Ok(ring.rotate(created_at)?))
    }

    /// Removes all installation keys but the current one and returns their ids. What is still encrypted with
    /// them, older backups included, can never be opened again: rewrap and reseal everything first.
    ///
    /// # Errors
    /// As [`open`](Self::open); the file is then unchanged.
    pub fn forget_old(path: &Path) -> Result<Vec<KeyId>, KeyFileError> {
        Self::change(path, |ring| Ok(ring.forget_old()))
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The secrets.
    #[must_use]
    pub const fn ring(&self) -> &KeyRing {
        &self.ring
    }

    /// The secrets, to be shared by the whole program.
    #[must_use]
    pub fn into_ring(self) -> KeyRing {
        self.ring
    }

    fn change<T>(
        path: &Path,
        change: impl FnOnce(&mut KeyRing) -> Result<T, KeyFileError>,
    ) -> Result<T, KeyFileError> {
        let failed = |source| KeyFileError::Io { path: path.to_owned(), doing: "změnit", source };
        let lock = private_file::lock_folder(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => KeyFileError::Missing { path: path.to_owned() },
            _ => failed(source),
        })?;
        let mut ring = Self::open(path)?.ring;
        let outcome = change(&mut ring)?;
        private_file::replace(path, ring.to_text().as_bytes()).map_err(failed)?;
        drop(lock);
        Ok(outcome)
    }
}

fn refused(path: &Path, refusal: Refusal) -> KeyFileError {
    let path = path.to_owned();
    match refusal {
        Refusal::Missing => KeyFileError::Missing { path },
        Refusal::NotAFile => KeyFileError::NotAFile { path },
        Refusal::ReadableByOthers { mode } => KeyFileError::ReadableByOthers { path, mode },
        Refusal::TooLarge => KeyFileError::Damaged { path, source: KeyRingError::NotKeys },
        Refusal::Io(source) => KeyFileError::Io { path, doing: "přečíst", source },
    }
}

/// The path as one word of a shell command, to be copied from the message.
fn shell_word(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use std::{
        fs::{self, Permissions},
        os::unix::fs::PermissionsExt,
    };

    use super::*;
    use crate::testing::Folder;

    const NOW: &str = "2026-01-01T00:00:00Z";

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_key_file_is_private_and_reads_back() {
        let folder = Folder::new();
        let path = folder.path().join("klice");
        let made = KeyFile::create(&path, NOW).unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(folder.names(), ["klice"]);
        let read = KeyFile::open(&path).unwrap();
        assert_eq!(read.ring().database_key_pragma(), made.ring().database_key_pragma());
        assert_eq!(read.ring().keys(), made.ring().keys());
    }

    #[test]
    fn an_existing_file_is_never_overwritten() {
        let folder = Folder::new();
        let path = folder.path().join("klice");
        fs::write(&path, "cizí obsah").unwrap();
        assert!(matches!(KeyFile::create(&path, NOW), Err(KeyFileError::Exists { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "cizí obsah");
        assert_eq!(folder.names(), ["klice"]);
    }

    #[test]
    fn a_file_others_can_reach_is_refused_with_the_command_that_helps() {
        let folder = Folder::new();
        let path = folder.path().join("klíče úřadu");
        KeyFile::create(&path, NOW).unwrap();
        for open_to_others in [0o640, 0o604, 0o620, 0o601] {
            fs::set_permissions(&path, Permissions::from_mode(open_to_others)).unwrap();
            let error = KeyFile::open(&path).unwrap_err();
            assert!(matches!(error, KeyFileError::ReadableByOthers { mode, .. } if mode == open_to_others));
            assert!(error.to_string().contains(&format!("chmod 600 '{}'", path.display())), "{error}");
            assert!(KeyFile::rotate(&path, NOW).is_err());
        }
        fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
        assert!(KeyFile::open(&path).is_ok());
    }

    #[test]
    fn missing_damaged_and_foreign_files_are_told_apart() {
        let folder = Folder::new();
        let path = folder.path().join("klice");
        assert!(matches!(KeyFile::open(&path), Err(KeyFileError::Missing { .. })));
        assert!(matches!(KeyFile::rotate(&path, NOW), Err(KeyFileError::Missing { .. })));
        assert!(matches!(KeyFile::open(folder.path()), Err(KeyFileError::NotAFile { .. })));
        KeyFile::create(&path, NOW).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() / 2]).unwrap();
        assert!(matches!(KeyFile::open(&path), Err(KeyFileError::Damaged { .. })));
        fs::write(&path, vec![b'#'; 70_000]).unwrap();
        let error = KeyFile::open(&path).unwrap_err();
        assert!(matches!(error, KeyFileError::Damaged { source: KeyRingError::NotKeys, .. }));
    }

    #[test]
    fn rotation_on_disk_keeps_the_old_key_until_it_is_forgotten() {
        let folder = Folder::new();
        let path = folder.path().join("klice");
        let first = KeyFile::create(&path, NOW).unwrap().ring().current_key_id();
        let second = KeyFile::rotate(&path, "2027-01-01T00:00:00Z").unwrap();
        let keys = KeyFile::open(&path).unwrap().ring().keys();
        assert_eq!(
            keys.iter().map(|key| (key.id, key.current)).collect::<Vec<_>>(),
            [(first, false), (second, true)]
        );
        assert_eq!(keys[1].created_at, "2027-01-01T00:00:00Z");
        assert_eq!(KeyFile::forget_old(&path).unwrap(), [first]);
        assert_eq!(KeyFile::open(&path).unwrap().ring().keys().len(), 1);
        assert_eq!((mode(&path), folder.names()), (0o600, vec!["klice".to_owned()]));
    }

    #[test]
    fn rotation_through_a_link_changes_the_file_it_points_to() {
        let folder = Folder::new();
        let (path, link) = (folder.path().join("klice"), folder.path().join("odkaz"));
        KeyFile::create(&path, NOW).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        KeyFile::rotate(&link, NOW).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(KeyFile::open(&path).unwrap().ring().keys().len(), 2);
    }

    #[test]
    fn simultaneous_rotations_lose_no_key() {
        let folder = Folder::new();
        let path = folder.path().join("klice");
        KeyFile::create(&path, NOW).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| KeyFile::rotate(&path, NOW).unwrap());
            }
        });
        assert_eq!(KeyFile::open(&path).unwrap().ring().keys().len(), 9);
    }
}
