//! Small secret files written whole or not at all: made beside their place with mode 0600, synced, then put
//! there in one step, the folder synced after.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt, fchown},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{crypto::fill_random, format::push_hex};

/// Owner reads and writes, nobody else.
pub(crate) const PRIVATE_MODE: u32 = 0o600;
/// The mode bits that let group or others in.
const FOREIGN_BITS: u32 = 0o077;

/// Why a private file was not read.
pub(crate) enum Refusal {
    Missing,
    NotAFile,
    ReadableByOthers { mode: u32 },
    TooLarge,
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::Missing } else { Self::Io(error) }
    }
}

/// Reads at most `limit` bytes of a regular file that only its owner can reach.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    // Asked before opening too: opening a pipe would wait for its other end.
    if !fs::metadata(path)?.is_file() {
        return Err(Refusal::NotAFile);
    }
    let file = File::open(path)?;
    // Asked of the open file, so that nobody swaps it between the question and the reading.
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(Refusal::NotAFile);
    }
    let mode = found.mode() & 0o7777;
    if mode & FOREIGN_BITS != 0 {
        return Err(Refusal::ReadableByOthers { mode });
    }
    if found.len() > limit {
        return Err(Refusal::TooLarge);
    }
    // Room for all of it from the start: a buffer that grows leaves copies of secrets behind.
    let room = usize::try_from(limit).map_err(|_| Refusal::TooLarge)?;
    let mut content = Zeroizing::new(Vec::with_capacity(room + 1));
    file.take(limit + 1).read_to_end(&mut content)?;
    if content.len() > room { Err(Refusal::TooLarge) } else { Ok(content) }
}

/// Writes a new file; `AlreadyExists` if there is anything at `path`, which is then untouched.
pub(crate) fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let draft = Draft::write(path, content)?;
    // A link, unlike a rename, never replaces what is there.
    fs::hard_link(&draft.0, path)?;
    drop(draft);
    sync_folder(path)
}

/// Replaces the file at `path`, keeping its owner; readers see the old or the new content, never a mixture.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = &fs::canonicalize(path)?;
    let draft = Draft::write(path, content)?;
    let (old, new) = (fs::metadata(path)?, File::open(&draft.0)?);
    let made = new.metadata()?;
    if (old.uid(), old.gid()) != (made.uid(), made.gid()) {
        // The administrator rotates as root; the service must still be able to read its keys.
        fchown(&new, Some(old.uid()), Some(old.gid()))?;
        new.sync_all()?;
    }
    fs::rename(&draft.0, path)?;
    sync_folder(path)
}

/// Holds the folder of `path` locked until the returned handle is dropped, so that two commands do not replace
/// the same file at once.
pub(crate) fn lock_folder(path: &Path) -> io::Result<File> {
    let folder = File::open(folder(&fs::canonicalize(path)?))?;
    folder.lock()?;
    Ok(folder)
}

/// Makes the name of `path` in its folder durable.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder(path))?.sync_all()
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A synced file beside the target, removed when dropped (after a rename there is nothing left to remove).
struct Draft(PathBuf);

impl Draft {
    fn write(target: &Path, content: &[u8]) -> io::Result<Self> {
        let mut suffix = [0_u8; 8];
        fill_random(&mut suffix).map_err(io::Error::other)?;
        let mut name = String::from(".draft-");
        push_hex(&mut name, &suffix);
        let path = folder(target).join(name);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(PRIVATE_MODE).open(&path)?;
        let draft = Self(path);
        file.write_all(content)?;
        file.sync_all()?;
        Ok(draft)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Nothing to be done if it fails; the name is random and the mode private.
        let _ = fs::remove_file(&self.0);
    }
}
