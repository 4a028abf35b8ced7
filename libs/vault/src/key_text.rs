//! The text format of the key file.
//!
//! ```text
//! # comments, ignored
//! pripadovka-keys 1
//! installation 9f1c…16 digits 2026-01-05T08:00:00Z 64 digits
//! installation …
//! current 9f1c…16 digits
//! database 64 digits
//! derivation 64 digits
//! check 16 digits
//! ```
//!
//! All digits are lower-case hexadecimal. The id of an installation key is computed from the key. `check` is the
//! beginning of the SHA-256 of all lines above it that are neither empty nor comments, each with one line feed:
//! it tells a damaged file from a wrong key. Secrets are read and written in place, without copies left behind.

use std::str::SplitAsciiWhitespace;

use zeroize::Zeroizing;

use crate::{
    crypto::Secret,
    format::{KeyId, check_digits, is_stamp, push_hex, read_hex},
    key_ring::{InstallationKey, KeyRing, KeyRingError},
};

const MAGIC: &str = "pripadovka-keys";
const VERSION: u32 = 1;
const CHECK_LEN: usize = 8;
/// What the file says to whoever opens it.
const NOTICE: &str = "# Klíče Případovky. Bez tohoto souboru nelze otevřít databázi ani zálohy; kdo jej má, otevře obojí.\n\
# Jeho kopii uložte odděleně od databáze i od záloh. Obsah ručně neměňte.\n";
/// Room for one line with a key, so that the text never grows while secrets are in it.
const LINE_ROOM: usize = 192;

impl KeyRing {
    /// Reads the text format of the key file.
    ///
    /// # Errors
    /// A [`KeyRingError`] that names the line or the fault, never the content.
    pub fn from_text(text: &str) -> Result<Self, KeyRingError> {
        Draft::read(text)?.finish()
    }

    /// [`from_text`](Self::from_text) for bytes, as read from a file or a secret store.
    ///
    /// # Errors
    /// As [`from_text`](Self::from_text); [`KeyRingError::NotKeys`] if it is not UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyRingError> {
        std::str::from_utf8(bytes).map_err(|_| KeyRingError::NotKeys).and_then(Self::from_text)
    }

    /// The text of the key file, secrets and all: for a secret store or a test, never for a log.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut body = Zeroizing::new(String::with_capacity((self.keys.len() + 5) * LINE_ROOM));
        body.push_str(&format!("{MAGIC} {VERSION}\n"));
        for key in &self.keys {
            body.push_str(&format!("installation {} {} ", key.id, key.created_at));
            push_hex(&mut body, key.secret.bytes());
            body.push('\n');
        }
        body.push_str(&format!("current {}\ndatabase ", self.current));
        push_hex(&mut body, self.database.bytes());
        body.push_str("\nderivation ");
        push_hex(&mut body, self.derivation.bytes());
        body.push('\n');
        let check = check_digits::<CHECK_LEN>(&body);
        let mut text = Zeroizing::new(String::with_capacity(NOTICE.len() + body.len() + LINE_ROOM));
        text.push_str(NOTICE);
        text.push_str(&body);
        text.push_str("check ");
        text.push_str(&check);
        text.push('\n');
        text
    }
}

/// What has been read so far.
#[derive(Default)]
struct Draft {
    started: bool,
    checked: bool,
    keys: Vec<InstallationKey>,
    current: Option<KeyId>,
    database: Option<Secret>,
    derivation: Option<Secret>,
}

impl Draft {
    fn read(text: &str) -> Result<Self, KeyRingError> {
        let mut draft = Self::default();
        let mut seen = Zeroizing::new(String::with_capacity(text.len() + 1));
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if !draft.started {
                first_line(line)?;
                draft.started = true;
            } else if let Some(check) = line.strip_prefix("check ") {
                if check != check_digits::<CHECK_LEN>(&seen) {
                    return Err(KeyRingError::WrongCheck);
                }
                draft.checked = true;
            } else if draft.checked || draft.take(line).is_none() {
                return Err(KeyRingError::DamagedLine { line: index + 1 });
            }
            seen.push_str(line);
            seen.push('\n');
        }
        if draft.started { Ok(draft) } else { Err(KeyRingError::NotKeys) }
    }

    /// One line between the first and the check; `None` if it is not as it should be.
    fn take(&mut self, line: &str) -> Option<()> {
        let mut words = line.split_ascii_whitespace();
        match words.next()? {
            "installation" => {
                let id: KeyId = words.next()?.parse().ok()?;
                let created_at = words.next().filter(|stamp| is_stamp(stamp))?.to_owned();
                let secret = secret(&mut words)?;
                let known = self.keys.iter().any(|key| key.id == id);
                (!known && KeyId::of(&secret) == id).then_some(())?;
                self.keys.push(InstallationKey { id, created_at, secret });
            }
            "current" if self.current.is_none() => self.current = Some(words.next()?.parse().ok()?),
            "database" if self.database.is_none() => self.database = Some(secret(&mut words)?),
            "derivation" if self.derivation.is_none() => self.derivation = Some(secret(&mut words)?),
            _ => return None,
        }
        words.next().is_none().then_some(())
    }

    fn finish(self) -> Result<KeyRing, KeyRingError> {
        let Self {
            checked: true, keys, current: Some(current), database: Some(database), derivation, ..
        } = self
        else {
            return Err(KeyRingError::Incomplete);
        };
        let derivation = derivation.ok_or(KeyRingError::Incomplete)?;
        if !keys.iter().any(|key| key.id == current) {
            return Err(KeyRingError::Incomplete);
        }
        Ok(KeyRing { keys, current, database, derivation })
    }
}

fn first_line(line: &str) -> Result<(), KeyRingError> {
    let version = line.strip_prefix(MAGIC).and_then(|rest| rest.trim().parse().ok());
    match version {
        Some(VERSION) => Ok(()),
        Some(version) => Err(KeyRingError::NewerVersion { version }),
        None => Err(KeyRingError::NotKeys),
    }
}

fn secret(words: &mut SplitAsciiWhitespace<'_>) -> Option<Secret> {
    let mut secret = Secret::blank();
    read_hex(words.next()?, secret.bytes_mut()).then_some(secret)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use proptest::prelude::*;

    use super::*;

    fn ring(rotations: usize) -> KeyRing {
        let mut ring = KeyRing::generate("2026-01-01T00:00:00Z").unwrap();
        for _ in 0..rotations {
            ring.rotate("2027-01-01T00:00:00Z").unwrap();
        }
        ring
    }

    #[test]
    fn a_ring_survives_being_written_and_read() {
        for rotations in 0..4 {
            let text = ring(rotations).to_text();
            let read = KeyRing::from_bytes(text.as_bytes()).unwrap();
            assert_eq!(read.keys().len(), rotations + 1);
            assert_eq!(read.to_text(), text);
        }
    }

    #[test]
    fn a_file_saved_with_windows_line_ends_still_reads() {
        assert!(KeyRing::from_text(&ring(1).to_text().replace('\n', "\r\n")).is_ok());
    }

    #[test]
    fn other_files_newer_versions_and_cut_files_are_told_apart() {
        let text = ring(0).to_text();
        assert_eq!(KeyRing::from_text("").err(), Some(KeyRingError::NotKeys));
        assert_eq!(KeyRing::from_bytes(&[0xff; 40]).err(), Some(KeyRingError::NotKeys));
        assert_eq!(KeyRing::from_text("-----BEGIN").err(), Some(KeyRingError::NotKeys));
        let newer = text.replace("pripadovka-keys 1", "pripadovka-keys 2");
        assert_eq!(KeyRing::from_text(&newer).err(), Some(KeyRingError::NewerVersion { version: 2 }));
        let cut = text.split_once("check").unwrap().0;
        assert_eq!(KeyRing::from_text(cut).err(), Some(KeyRingError::Incomplete));
    }

    #[test]
    fn a_key_under_the_name_of_another_is_noticed_even_with_a_matching_check() {
        let text = ring(0).to_text();
        let (one, other) = (ring(0).current_key_id().to_string(), KeyRing::from_text(&text).unwrap().current);
        let body: String = text
            .lines()
            .filter(|line| !line.starts_with(['#', 'c']) || line.starts_with("current"))
            .map(|line| line.replace(&other.to_string(), &one) + "\n")
            .collect();
        let forged = format!("{body}check {}\n", check_digits::<CHECK_LEN>(&body));
        assert_eq!(KeyRing::from_text(&forged).err(), Some(KeyRingError::DamagedLine { line: 2 }));
    }

    #[test]
    fn an_error_repeats_nothing_of_the_keys() {
        let text = ring(0).to_text();
        let database = text.lines().find_map(|line| line.strip_prefix("database ")).unwrap();
        let broken = text.replace(database, &format!("{database}0"));
        let error = KeyRing::from_text(&broken).unwrap_err();
        assert_eq!(error, KeyRingError::DamagedLine { line: 6 });
        assert!(!format!("{error} {error:?}").contains(&database[..8]));
    }

    proptest! {
        #[test]
        fn one_wrong_character_among_the_keys_is_noticed(position: prop::sample::Index, other in "[0-9a-g ]") {
            let text = ring(1).to_text();
            let start = text.find("pripadovka-keys").unwrap();
            let index = start + position.index(text.len() - start - 1);
            prop_assume!(!text[index..].starts_with(&other));
            let changed = format!("{}{other}{}", &text[..index], &text[index + 1..]);
            prop_assert!(KeyRing::from_text(&changed).is_err());
        }

        #[test]
        fn no_text_whatever_makes_reading_panic(text in "(pripadovka-keys 1\n)?(.|\n){0,200}") {
            let _ = KeyRing::from_text(&text);
        }
    }
}
