//! Sealed bytes that remember in the type what they are, and how a value becomes bytes.

use std::{fmt, marker::PhantomData};

use zeroize::Zeroizing;

use crate::crypto::BOX_OVERHEAD;

/// Bytes a sealed value of a case adds to its plaintext (version, nonce, tag).
pub const SEALED_OVERHEAD: usize = BOX_OVERHEAD;

/// The sealed form of a `T`, as it lies in the database. Shows its length only.
///
/// Made and opened by [`CaseKey`](crate::CaseKey); a column of bytes holds it.
pub struct Sealed<T> {
    bytes: Vec<u8>,
    content: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    /// Takes bytes read from the database. Nothing is checked before they are opened.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes, content: PhantomData }
    }

    /// The bytes to store.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to store, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self::from_bytes(self.bytes.clone())
    }
}

impl<T> PartialEq for Sealed<T> {
    /// Equal bytes; the same text sealed twice is *not* equal.
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> Eq for Sealed<T> {}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.bytes.len())
    }
}

/// What can be sealed as a whole: how it becomes bytes and comes back.
///
/// Newtypes of sensitive facts implement it themselves; text and bytes are here.
pub trait Content: Sized {
    /// The plaintext; wiped after sealing.
    fn to_plain(&self) -> Zeroizing<Vec<u8>>;

    /// Back from the plaintext; `None` if the bytes are not a `Self`.
    fn from_plain(plain: Vec<u8>) -> Option<Self>;
}

impl Content for String {
    fn to_plain(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.as_bytes().to_vec())
    }

    fn from_plain(plain: Vec<u8>) -> Option<Self> {
        Self::from_utf8(plain).ok()
    }
}

impl Content for Vec<u8> {
    fn to_plain(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.clone())
    }

    fn from_plain(plain: Vec<u8>) -> Option<Self> {
        Some(plain)
    }
}
