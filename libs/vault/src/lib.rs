//! Keys and sealing: what keeps a stolen disk, a lost backup or a curious administrator of the database
//! from reading what a family confided.
//!
//! What it holds:
//!
//! - [`KeyFile`]: the one file (mode 0600) with the installation's secrets, kept apart from the database.
//! - [`KeyRing`]: those secrets in memory; opens the embedded database, derives keys for cookies and tokens,
//!   wraps the keys of cases, seals what belongs to no case.
//! - [`CaseKey`]: one key per case. It seals narrative, health, contacts and attachments of that case only;
//!   destroying its wrapped form makes them unreadable for ever, in every later backup too.
//! - [`Sealed`]: sealed bytes that remember what they are.
//! - [`DestroyedList`]: the ids of cases whose key was destroyed. It lies beside the key file, so a restore of
//!   an older backup can destroy them again.
//! - [`backup`]: an encrypted stream that cannot be shortened, reordered or extended unnoticed.
//!
//! Invariants:
//!
//! - No key and no plaintext appears in an error, in `Debug` output or in a log line.
//! - A sealed value opens only at the [`Place`] (table, column, row) it was sealed for.
//! - No SQL, no clock: moments come in as text, rows as ids.
//! - Everything a key encrypts carries a version byte, so the algorithm can change without guessing.
//!
//! What it does not do: it hides no lengths (a sealed value is [`SEALED_OVERHEAD`] bytes longer than its
//! plaintext), and it does not stop the holder of the database from putting back an *older* sealed value of
//! the same place; the chained audit trail is what shows that.
//!
//! The cryptography in one line: XChaCha20-Poly1305 with random 24-byte nonces everywhere, HMAC-SHA-256
//! as the key derivation (one HKDF-Expand block), randomness from the operating system.

pub mod backup;
mod case_key;
mod crypto;
mod destroyed;
mod format;
#[cfg(test)]
mod formats_stay;
mod key_file;
mod key_ring;
mod key_text;
mod place;
mod private_file;
mod sealed;
#[cfg(test)]
mod testing;

pub use case_key::{CaseKey, WrappedKey};
pub use crypto::SealError;
pub use destroyed::{Destroyed, DestroyedList, DestroyedListError};
pub use format::{KeyId, NotAKeyId};
pub use key_file::{KeyFile, KeyFileError};
pub use key_ring::{KeyInfo, KeyRing, KeyRingError};
pub use place::Place;
pub use sealed::{Content, SEALED_OVERHEAD, Sealed};
