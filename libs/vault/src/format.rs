//! Small pieces of the text formats kept here: hexadecimal without stray copies, key ids, stamps, check digits.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

use crate::crypto::{Secret, mac};

/// Bytes of a key id.
pub(crate) const KEY_ID_LEN: usize = 8;
/// Longest accepted moment text.
const STAMP_MAX: usize = 64;
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Public name of an installation key: 16 hexadecimal characters, computed from the key itself, so that an id
/// and its key cannot be mixed up. Reveals nothing about the key; may be stored, shown and logged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; KEY_ID_LEN]);

impl KeyId {
    pub(crate) fn of(secret: &Secret) -> Self {
        let digest = mac(secret, &[b"pripadovka/key-id"]);
        let mut id = [0; KEY_ID_LEN];
        for (target, byte) in id.iter_mut().zip(digest) {
            *target = byte;
        }
        Self(id)
    }

    pub(crate) const fn from_bytes(bytes: [u8; KEY_ID_LEN]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; KEY_ID_LEN] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// The text is not the id of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("označení klíče nemá 16 šestnáctkových číslic")]
pub struct NotAKeyId;

impl FromStr for KeyId {
    type Err = NotAKeyId;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, NotAKeyId> {
        let mut id = [0; KEY_ID_LEN];
        read_hex(text, &mut id).then_some(Self(id)).ok_or(NotAKeyId)
    }
}

/// Appends lower-case hexadecimal; the caller has reserved the room, so secrets are not left behind by growth.
pub(crate) fn push_hex(target: &mut String, bytes: &[u8]) {
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0x0f] {
            target.push(DIGITS.get(usize::from(nibble)).copied().map_or('0', char::from));
        }
    }
}

/// Fills `target` from exactly twice as many lower-case hexadecimal digits; false if they are not that.
pub(crate) fn read_hex(text: &str, target: &mut [u8]) -> bool {
    let digits = text.as_bytes();
    if digits.len() != target.len() * 2 {
        return false;
    }
    for (byte, pair) in target.iter_mut().zip(digits.chunks_exact(2)) {
        let &[high, low] = pair else { return false };
        let (Some(high), Some(low)) = (nibble(high), nibble(low)) else { return false };
        *byte = high << 4 | low;
    }
    true
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// A moment as text: printable ASCII without spaces, 1 to 64 characters (RFC 3339 in practice). It is kept for
/// people; nothing here computes with it.
pub(crate) fn is_stamp(text: &str) -> bool {
    (1..=STAMP_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Check digits against slips and torn writes (not against an attacker): the first `N` bytes of SHA-256.
pub(crate) fn check_digits<const N: usize>(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut digits = String::with_capacity(N * 2);
    for byte in digest.iter().take(N) {
        push_hex(&mut digits, &[*byte]);
    }
    digits
}
