//! Encrypted backups as a stream.
//!
//! ```text
//! header   "pripadovka-backup\n" | version (1) | key id (8) | nonce prefix (16)
//! chunk    last (1: 0 or 1) | length (4, big endian) | ciphertext (length) | tag (16)
//! ```
//!
//! Every chunk but the last holds exactly 64 KiB of plaintext. Its nonce is the prefix and the number of the
//! chunk; its associated data is the header, the number, the `last` flag and the length. So a chunk opens only in
//! its own file, at its own position, and a file without its last chunk, with chunks exchanged, or with anything
//! after the last chunk is refused.
//!
//! [`read`] hands on each chunk as soon as *that chunk* is verified. Whether the file is whole is known only at
//! the end: write into a temporary file, use it after `Ok`, delete it after `Err`. [`verify`] checks without
//! keeping anything.

use std::io::{self, Read, Write};

use zeroize::Zeroizing;

use crate::{
    crypto::{NONCE_LEN, SealError, Secret, TAG_LEN, bind, decrypt, encrypt, fill_random},
    format::{KEY_ID_LEN, KeyId},
    key_ring::KeyRing,
};

/// Plaintext bytes of every chunk but the last.
pub const CHUNK: usize = 64 * 1024;

const MAGIC: &[u8; 18] = b"pripadovka-backup\n";
const VERSION: u8 = 1;
const PREFIX_LEN: usize = NONCE_LEN - 8;
const HEADER_LEN: usize = MAGIC.len() + 1 + KEY_ID_LEN + PREFIX_LEN;

/// Why a backup could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Reading the source failed.
    #[error("čtení selhalo: {0}")]
    Source(#[source] io::Error),
    /// Writing the target failed (a full disk, for instance).
    #[error("zápis selhal: {0}")]
    Target(#[source] io::Error),
    /// The file is something else.
    #[error("soubor není záloha Případovky")]
    NotABackup,
    /// Written by a newer version of the program.
    #[error("záloha má verzi {version}, kterou tento program nezná")]
    NewerVersion {
        /// The version found.
        version: u8,
    },
    /// Encrypted with a key that this ring does not hold: another installation, or a forgotten key.
    #[error("záloha je zašifrována klíčem {key_id}, který v souboru klíčů není")]
    UnknownKey {
        /// Id of the missing key; it is no secret.
        key_id: KeyId,
    },
    /// The end is missing.
    #[error("záloha je neúplná, chybí její konec")]
    Truncated,
    /// A chunk was changed, exchanged or taken from another backup.
    #[error("záloha je poškozená nebo pozměněná (část {chunk})")]
    Tampered {
        /// Number of the chunk, from 0.
        chunk: u64,
    },
    /// Something follows the last chunk.
    #[error("za koncem zálohy jsou další data")]
    TrailingData,
    /// No randomness, or a file too long for the cipher.
    #[error(transparent)]
    Seal(SealError),
}

/// Encrypts everything from `reader` with the current installation key and returns the plaintext bytes written.
/// Syncing the file is up to the caller.
///
/// # Errors
/// [`BackupError::Source`], [`BackupError::Target`] or [`BackupError::Seal`]; what was written is then no backup.
pub fn write(ring: &KeyRing, mut reader: impl Read, mut writer: impl Write) -> Result<u64, BackupError> {
    let stream = Stream::new(ring)?;
    writer.write_all(&stream.header).map_err(BackupError::Target)?;
    let mut chunk = Zeroizing::new(vec![0; CHUNK]);
    let mut following = Zeroizing::new(vec![0; CHUNK]);
    let mut filled = fill(&mut reader, &mut chunk)?;
    let (mut number, mut total) = (0, 0);
    loop {
        // Only a look ahead tells whether a full chunk is the last one.
        let ahead = if filled == CHUNK { fill(&mut reader, &mut following)? } else { 0 };
        let last = ahead == 0;
        let plain = chunk.get(..filled).unwrap_or_default();
        writer.write_all(&stream.seal(number, last, plain)?).map_err(BackupError::Target)?;
        total += filled as u64;
        if last {
            writer.flush().map_err(BackupError::Target)?;
            return Ok(total);
        }
        std::mem::swap(&mut chunk, &mut following);
        filled = ahead;
        number += 1;
    }
}

/// Decrypts a backup and returns the plaintext bytes written. What `writer` received counts only after `Ok`.
///
/// # Errors
/// See [`BackupError`].
pub fn read(ring: &KeyRing, mut reader: impl Read, mut writer: impl Write) -> Result<u64, BackupError> {
    let stream = Stream::read(ring, &mut reader)?;
    let mut body = vec![0; CHUNK + TAG_LEN];
    let (mut number, mut total) = (0, 0);
    loop {
        let (last, length) = frame(&mut reader, number)?;
        let body = body.get_mut(..length + TAG_LEN).unwrap_or_default();
        if fill(&mut reader, body)? < length + TAG_LEN {
            return Err(BackupError::Truncated);
        }
        let plain = stream.open(number, last, length, body).ok_or(BackupError::Tampered { chunk: number })?;
        writer.write_all(&plain).map_err(BackupError::Target)?;
        total += plain.len() as u64;
        if last {
            break;
        }
        number += 1;
    }
    if fill(&mut reader, &mut [0])? > 0 {
        return Err(BackupError::TrailingData);
    }
    writer.flush().map_err(BackupError::Target)?;
    Ok(total)
}

/// Checks that a backup is whole and can be opened with this ring; returns its plaintext bytes.
///
/// # Errors
/// As [`read`].
pub fn verify(ring: &KeyRing, reader: impl Read) -> Result<u64, BackupError> {
    read(ring, reader, io::sink())
}

/// The header of one backup and the key for its chunks.
struct Stream {
    key: Secret,
    header: [u8; HEADER_LEN],
    prefix: [u8; PREFIX_LEN],
}

impl Stream {
    fn new(ring: &KeyRing) -> Result<Self, BackupError> {
        let mut prefix = [0; PREFIX_LEN];
        fill_random(&mut prefix).map_err(BackupError::Seal)?;
        let id = ring.current_key_id();
        let mut header = [0; HEADER_LEN];
        let parts = MAGIC.iter().chain(&[VERSION]).chain(id.bytes()).chain(&prefix);
        for (target, byte) in header.iter_mut().zip(parts) {
            *target = *byte;
        }
        Ok(Self { key: ring.backup_key(id).map_err(BackupError::Seal)?, header, prefix })
    }

    fn read(ring: &KeyRing, reader: &mut impl Read) -> Result<Self, BackupError> {
        let mut header = [0; HEADER_LEN];
        let found = fill(reader, &mut header)?;
        if header.iter().take(found).zip(MAGIC).any(|(byte, expected)| byte != expected) {
            return Err(BackupError::NotABackup);
        }
        let (_, rest) = header.split_first_chunk::<18>().ok_or(BackupError::Truncated)?;
        let (version, rest) = rest.split_first().ok_or(BackupError::Truncated)?;
        if found > MAGIC.len() && *version != VERSION {
            return Err(BackupError::NewerVersion { version: *version });
        }
        if found < HEADER_LEN {
            return Err(BackupError::Truncated);
        }
        let (id, rest) = rest.split_first_chunk::<KEY_ID_LEN>().ok_or(BackupError::Truncated)?;
        let prefix = *rest.first_chunk::<PREFIX_LEN>().ok_or(BackupError::Truncated)?;
        let key_id = KeyId::from_bytes(*id);
        let key = ring.backup_key(key_id).map_err(|_| BackupError::UnknownKey { key_id })?;
        Ok(Self { key, header, prefix })
    }

    fn seal(&self, number: u64, last: bool, plain: &[u8]) -> Result<Vec<u8>, BackupError> {
        let length = plain.len();
        let body = encrypt(&self.key, &self.nonce(number), &self.bound(number, last, length), plain)
            .ok_or(BackupError::Seal(SealError::TooLong))?;
        let mut chunk = Vec::with_capacity(body.len() + 5);
        chunk.push(u8::from(last));
        chunk.extend_from_slice(&length_bytes(length));
        chunk.extend_from_slice(&body);
        Ok(chunk)
    }

    fn open(&self, number: u64, last: bool, length: usize, body: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        decrypt(&self.key, &self.nonce(number), &self.bound(number, last, length), body).map(Zeroizing::new)
    }

    fn nonce(&self, number: u64) -> [u8; NONCE_LEN] {
        let mut nonce = [0; NONCE_LEN];
        let counter = number.to_be_bytes();
        for (target, byte) in nonce.iter_mut().zip(self.prefix.iter().chain(&counter)) {
            *target = *byte;
        }
        nonce
    }

    fn bound(&self, number: u64, last: bool, length: usize) -> Vec<u8> {
        bind(&[&self.header, &number.to_be_bytes(), &[u8::from(last)], &length_bytes(length)])
    }
}

/// The flag and length before a chunk, already refused if no honest writer makes them.
fn frame(reader: &mut impl Read, number: u64) -> Result<(bool, usize), BackupError> {
    let mut frame = [0; 5];
    if fill(reader, &mut frame)? < frame.len() {
        return Err(BackupError::Truncated);
    }
    let [flag, length @ ..] = frame;
    let length = u32::from_be_bytes(length) as usize;
    match flag {
        0 if length == CHUNK => Ok((false, length)),
        1 if length <= CHUNK => Ok((true, length)),
        _ => Err(BackupError::Tampered { chunk: number }),
    }
}

/// A chunk is never longer than [`CHUNK`], so its length fits.
fn length_bytes(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}

/// Reads until `target` is full or the source ends; returns how much there was.
fn fill(reader: &mut impl Read, target: &mut [u8]) -> Result<usize, BackupError> {
    let mut filled = 0;
    while let Some(rest) = target.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(BackupError::Source(error)),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests;
