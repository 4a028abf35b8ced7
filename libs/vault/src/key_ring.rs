//! The installation's secrets in memory and what is done with them.

use std::fmt;

use subtle::ConstantTimeEq;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    case_key::{CaseKey, WrappedKey},
    crypto::{SealError, Secret, bind, mac, open_box, seal_box},
    format::{KEY_ID_LEN, KeyId, is_stamp, push_hex},
    place::Place,
};

const WRAP_DOMAIN: &[u8] = b"pripadovka/case-key";
const CELL_DOMAIN: &str = "pripadovka/installation-cell";
const BACKUP_DOMAIN: &[u8] = b"pripadovka/backup";
const DERIVE_DOMAIN: &[u8] = b"pripadovka/derive";
const MAC_DOMAIN: &[u8] = b"pripadovka/mac";

/// Why there is no key ring. Never contains key material, not even the offending line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    /// The text is something else.
    #[error("obsah není seznam klíčů Případovky")]
    NotKeys,
    /// Written by a newer version of the program.
    #[error("seznam klíčů má novější verzi {version}, než jakou tento program zná")]
    NewerVersion {
        /// The version found.
        version: u32,
    },
    /// A line cannot be read, or says something twice.
    #[error("řádek {line} seznamu klíčů je poškozený")]
    DamagedLine {
        /// Number of the line, from 1.
        line: usize,
    },
    /// A part is missing: the end, the current key, the key of the database.
    #[error("seznam klíčů není úplný")]
    Incomplete,
    /// Readable, but not what was written.
    #[error("kontrolní součet seznamu klíčů nesouhlasí")]
    WrongCheck,
    /// The moment handed over is not a short text without spaces.
    #[error("okamžik vzniku klíče musí být krátký text bez mezer")]
    Moment,
    /// The operating system gave no random bytes.
    #[error("operační systém nevydal náhodná data, klíč nevznikl")]
    Randomness,
    /// The environment variable is not set, or not text.
    #[error("proměnná prostředí {name} není nastavena")]
    NoVariable {
        /// Name of the variable.
        name: String,
    },
}

/// What may be shown of an installation key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInfo {
    /// Public name.
    pub id: KeyId,
    /// When it was made, as the caller wrote it.
    pub created_at: String,
    /// Whether new things are encrypted with it.
    pub current: bool,
}

pub(crate) struct InstallationKey {
    pub(crate) id: KeyId,
    pub(crate) created_at: String,
    pub(crate) secret: Secret,
}

/// The secrets of one installation: installation keys (one current), the raw key of the embedded database, and
/// the secret that cookies and token hashes derive from.
///
/// The last two do not change by [`rotate`](Self::rotate): links already mailed and the database file stay valid.
/// Wiped when dropped, not cloned; share it in an `Arc`.
pub struct KeyRing {
    pub(crate) keys: Vec<InstallationKey>,
    pub(crate) current: KeyId,
    pub(crate) database: Secret,
    pub(crate) derivation: Secret,
}

impl KeyRing {
    /// A new ring with fresh secrets, in memory only: for tests and for [`KeyFile::create`](crate::KeyFile::create).
    /// `created_at` is a moment as text without spaces (RFC 3339), at most 64 ASCII characters.
    ///
    /// # Errors
    /// [`KeyRingError::Moment`] or [`KeyRingError::Randomness`].
    pub fn generate(created_at: &str) -> Result<Self, KeyRingError> {
        let key = InstallationKey::generate(created_at)?;
        let random = || Secret::random().map_err(|_| KeyRingError::Randomness);
        Ok(Self { current: key.id, keys: vec![key], database: random()?, derivation: random()? })
    }

    /// The ring in an environment variable, in the text format of the key file.
    ///
    /// # Errors
    /// [`KeyRingError::NoVariable`], and everything [`from_text`](Self::from_text) refuses.
    pub fn from_environment(name: &str) -> Result<Self, KeyRingError> {
        let text = std::env::var(name).map_err(|_| KeyRingError::NoVariable { name: name.to_owned() })?;
        Self::from_text(&Zeroizing::new(text))
    }

    /// All installation keys, oldest first; for `doctor`.
    #[must_use]
    pub fn keys(&self) -> Vec<KeyInfo> {
        let info = |key: &InstallationKey| KeyInfo {
            id: key.id,
            created_at: key.created_at.clone(),
            current: key.id == self.current,
        };
        self.keys.iter().map(info).collect()
    }

    /// The key that new things are encrypted with.
    #[must_use]
    pub const fn current_key_id(&self) -> KeyId {
        self.current
    }

    /// Adds a new current installation key; the older ones still open what they encrypted.
    ///
    /// # Errors
    /// [`KeyRingError::Moment`] or [`KeyRingError::Randomness`]; the ring is then unchanged.
    pub fn rotate(&mut self, created_at: &str) -> Result<KeyId, KeyRingError> {
        let key = InstallationKey::generate(created_at)?;
        self.current = key.id;
        self.keys.push(key);
        Ok(self.current)
    }

    /// Drops every installation key but the current one and says which. Do it only when nothing needs them:
    /// all case keys rewrapped, installation cells resealed, and no older backup to be restored any more.
    pub fn forget_old(&mut self) -> Vec<KeyId> {
        let current = self.current;
        let forgotten = self.keys.iter().map(|key| key.id).filter(|id| *id != current).collect();
        self.keys.retain(|key| key.id == current);
        forgotten
    }

    /// The raw key of the embedded database as SQLCipher wants it after `PRAGMA key =`, *without* the outer
    /// quotes: `x'…64 hexadecimal digits…'`. The statement is `PRAGMA key = "x'…'"`.
    #[must_use]
    pub fn database_key_pragma(&self) -> Zeroizing<String> {
        let mut literal = Zeroizing::new(String::with_capacity(67));
        literal.push_str("x'");
        push_hex(&mut literal, self.database.bytes());
        literal.push('\'');
        literal
    }

    /// A key for one purpose (`"session-cookie"`), always the same for this installation, also after a rotation.
    #[must_use]
    pub fn derive(&self, purpose: &'static str) -> [u8; 32] {
        mac(&self.derivation, &[DERIVE_DOMAIN, purpose.as_bytes()])
    }

    /// Keyed hash of a message for one purpose, for tokens that are stored hashed. Stable like
    /// [`derive`](Self::derive), and unrelated to it.
    #[must_use]
    pub fn mac(&self, purpose: &'static str, message: &[u8]) -> [u8; 32] {
        mac(&self.derivation, &[MAC_DOMAIN, purpose.as_bytes(), message])
    }

    /// Whether `expected` is the [`mac`](Self::mac) of `message`, compared in constant time.
    #[must_use]
    pub fn mac_matches(&self, purpose: &'static str, message: &[u8], expected: &[u8]) -> bool {
        self.mac(purpose, message).ct_eq(expected).into()
    }

    /// A fresh key for a new case. Asked of the ring, so that only who can wrap a key makes one.
    ///
    /// # Errors
    /// [`SealError::Randomness`].
    pub fn new_case_key(&self) -> Result<CaseKey, SealError> {
        Secret::random().map(CaseKey::new)
    }

    /// Encrypts a case key with the current installation key, bound to the case.
    ///
    /// # Errors
    /// [`SealError::Randomness`].
    pub fn wrap(&self, case: Uuid, key: &CaseKey) -> Result<WrappedKey, SealError> {
        let wrapping = self.subkey(self.current, WRAP_DOMAIN)?;
        let bytes = seal_box(&wrapping, &wrap_binding(case), key.secret().bytes())?;
        Ok(WrappedKey { key_id: self.current, bytes })
    }

    /// Decrypts a case key.
    ///
    /// # Errors
    /// [`SealError::UnknownKey`] if its installation key is not in the ring, [`SealError::Refused`] for another
    /// case or changed bytes.
    pub fn unwrap(&self, case: Uuid, wrapped: &WrappedKey) -> Result<CaseKey, SealError> {
        let wrapping = self.subkey(wrapped.key_id, WRAP_DOMAIN)?;
        let plain = Zeroizing::new(open_box(&wrapping, &wrap_binding(case), &wrapped.bytes)?);
        Secret::copy_of(&plain).map(CaseKey::new).ok_or(SealError::NotThisContent)
    }

    /// Whether the case key is still wrapped with an older installation key.
    #[must_use]
    pub fn needs_rewrap(&self, wrapped: &WrappedKey) -> bool {
        wrapped.key_id != self.current
    }

    /// The same case key wrapped with the current installation key; what it sealed stays as it is.
    ///
    /// # Errors
    /// As [`unwrap`](Self::unwrap) and [`wrap`](Self::wrap).
    pub fn rewrap(&self, case: Uuid, wrapped: &WrappedKey) -> Result<WrappedKey, SealError> {
        self.wrap(case, &self.unwrap(case, wrapped)?)
    }

    /// Seals what belongs to no case (a user's second factor). The bytes begin with the id of the key.
    ///
    /// # Errors
    /// [`SealError::Randomness`] or [`SealError::TooLong`].
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let sealing = self.subkey(self.current, CELL_DOMAIN.as_bytes())?;
        let body = seal_box(&sealing, &place.bind(CELL_DOMAIN), plain)?;
        let mut sealed = self.current.bytes().to_vec();
        sealed.extend_from_slice(&body);
        Ok(sealed)
    }

    /// Opens what [`seal`](Self::seal) made for the same cell.
    ///
    /// # Errors
    /// [`SealError::UnknownKey`], [`SealError::Incomplete`], [`SealError::UnknownVersion`], or
    /// [`SealError::Refused`] for another cell or any changed byte.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (id, body) = sealed.split_first_chunk::<KEY_ID_LEN>().ok_or(SealError::Incomplete)?;
        let sealing = self.subkey(KeyId::from_bytes(*id), CELL_DOMAIN.as_bytes())?;
        open_box(&sealing, &place.bind(CELL_DOMAIN), body)
    }

    /// Whether [`seal`](Self::seal) used an older installation key.
    #[must_use]
    pub fn needs_reseal(&self, sealed: &[u8]) -> bool {
        !sealed.starts_with(self.current.bytes())
    }

    /// The same content sealed with the current installation key.
    ///
    /// # Errors
    /// As [`open`](Self::open) and [`seal`](Self::seal).
    pub fn reseal(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        self.seal(place, &Zeroizing::new(self.open(place, sealed)?))
    }

    pub(crate) fn backup_key(&self, id: KeyId) -> Result<Secret, SealError> {
        self.subkey(id, BACKUP_DOMAIN)
    }

    /// One installation key never does two jobs: each use has a key of its own derived from it.
    fn subkey(&self, id: KeyId, domain: &[u8]) -> Result<Secret, SealError> {
        let key = self.keys.iter().find(|key| key.id == id).ok_or(SealError::UnknownKey { key_id: id })?;
        Ok(key.secret.derive(&[domain]))
    }
}

impl InstallationKey {
    fn generate(created_at: &str) -> Result<Self, KeyRingError> {
        if !is_stamp(created_at) {
            return Err(KeyRingError::Moment);
        }
        let secret = Secret::random().map_err(|_| KeyRingError::Randomness)?;
        Ok(Self { id: KeyId::of(&secret), created_at: created_at.to_owned(), secret })
    }
}

fn wrap_binding(case: Uuid) -> Vec<u8> {
    bind(&[WRAP_DOMAIN, case.as_bytes()])
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing").field("keys", &self.keys().len()).field("current", &self.current).finish()
    }
}

#[cfg(test)]
mod tests;
