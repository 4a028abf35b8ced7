//! The few primitives everything here is made of: a wiped 32-byte secret, key derivation, and a sealed box.
//!
//! A box is `version (1 byte) | nonce (24) | ciphertext | tag (16)`. The version byte is bound into the
//! associated data, so it cannot be changed to make a later version read an older box differently.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::format::KeyId;

/// Bytes of a key.
pub(crate) const KEY_LEN: usize = 32;
/// Bytes of an XChaCha20 nonce.
pub(crate) const NONCE_LEN: usize = 24;
/// Bytes of a Poly1305 tag.
pub(crate) const TAG_LEN: usize = 16;
/// Bytes a box adds to its plaintext.
pub(crate) const BOX_OVERHEAD: usize = 1 + NONCE_LEN + TAG_LEN;
/// The only version of a box so far.
const BOX_VERSION: u8 = 1;
/// HMAC-SHA-256 works on blocks of this size; a shorter key is padded with zeros.
const HMAC_BLOCK: usize = 64;

/// Why something could not be sealed or opened. Says nothing about keys or content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The operating system gave no random bytes.
    #[error("operační systém nevydal náhodná data, nic nebylo zašifrováno")]
    Randomness,
    /// The text is too long for the cipher (256 GiB).
    #[error("obsah je na zašifrování příliš dlouhý")]
    TooLong,
    /// Too short to be a sealed value at all.
    #[error("zašifrovaná hodnota je neúplná")]
    Incomplete,
    /// Sealed by a newer version of the program, or damaged.
    #[error("zašifrovaná hodnota má neznámou verzi {version}")]
    UnknownVersion {
        /// The version byte found.
        version: u8,
    },
    /// Another key, another place or a changed byte; which of them cannot be told.
    #[error("zašifrovanou hodnotu nelze otevřít: je poškozená, patří jinam nebo k jinému klíči")]
    Refused,
    /// Sealed with an installation key that this ring does not hold.
    #[error("chybí klíč instalace {key_id}, kterým byla hodnota zašifrována")]
    UnknownKey {
        /// Id of the missing key; it is no secret.
        key_id: KeyId,
    },
    /// It opened, but is not what the column promises (such as text that is not UTF-8).
    #[error("otevřená hodnota nemá očekávaný tvar")]
    NotThisContent,
}

/// 32 secret bytes on the heap: moving the value moves only the pointer, dropping it wipes the bytes.
pub(crate) struct Secret(Box<[u8; KEY_LEN]>);

impl Secret {
    /// All zeros, to be filled in place.
    pub(crate) fn blank() -> Self {
        Self(Box::new([0; KEY_LEN]))
    }

    /// Fresh from the operating system.
    pub(crate) fn random() -> Result<Self, SealError> {
        let mut secret = Self::blank();
        fill_random(secret.0.as_mut_slice())?;
        Ok(secret)
    }

    /// A copy of exactly [`KEY_LEN`] bytes, or nothing.
    pub(crate) fn copy_of(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self::blank();
        if bytes.len() != KEY_LEN {
            return None;
        }
        secret.0.copy_from_slice(bytes);
        Some(secret)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8; KEY_LEN] {
        &mut self.0
    }

    /// A key for one purpose only: HMAC-SHA-256 of the parts, each with its length.
    pub(crate) fn derive(&self, parts: &[&[u8]]) -> Self {
        let mut derived = Self::blank();
        *derived.0 = mac(self, parts);
        derived
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Random bytes from the operating system.
pub(crate) fn fill_random(target: &mut [u8]) -> Result<(), SealError> {
    getrandom::fill(target).map_err(|_| SealError::Randomness)
}

/// HMAC-SHA-256 over length-prefixed parts, so that ("ab", "c") and ("a", "bc") differ.
pub(crate) fn mac(key: &Secret, parts: &[&[u8]]) -> [u8; 32] {
    let mut block = Zeroizing::new([0_u8; HMAC_BLOCK]);
    for (target, byte) in block.iter_mut().zip(key.bytes()) {
        *target = *byte;
    }
    let mut hmac = <Hmac<Sha256> as hmac::KeyInit>::new((&*block).into());
    for part in parts {
        hmac.update(&(part.len() as u64).to_be_bytes());
        hmac.update(part);
    }
    hmac.finalize().into_bytes().into()
}

/// Associated data: every part carries its length, so no two lists of parts spell the same bytes.
pub(crate) fn bind(parts: &[&[u8]]) -> Vec<u8> {
    let mut bound = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
    for part in parts {
        bound.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bound.extend_from_slice(part);
    }
    bound
}

/// Seals `plain` into a box that opens only with the same key and the same `bound` data.
pub(crate) fn seal_box(key: &Secret, bound: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0_u8; NONCE_LEN];
    fill_random(&mut nonce)?;
    let body = encrypt(key, &nonce, &with_version(bound), plain).ok_or(SealError::TooLong)?;
    let mut sealed = Vec::with_capacity(1 + NONCE_LEN + body.len());
    sealed.push(BOX_VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&body);
    Ok(sealed)
}

/// Opens a box made by [`seal_box`].
pub(crate) fn open_box(key: &Secret, bound: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let (version, rest) = sealed.split_first().ok_or(SealError::Incomplete)?;
    if *version != BOX_VERSION {
        return Err(SealError::UnknownVersion { version: *version });
    }
    let (nonce, body) = rest.split_first_chunk::<NONCE_LEN>().ok_or(SealError::Incomplete)?;
    if body.len() < TAG_LEN {
        return Err(SealError::Incomplete);
    }
    decrypt(key, nonce, &with_version(bound), body).ok_or(SealError::Refused)
}

/// Raw encryption under a nonce the caller answers for; `None` only past 256 GiB.
pub(crate) fn encrypt(key: &Secret, nonce: &[u8; NONCE_LEN], bound: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
    cipher(key).encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad: bound }).ok()
}

/// Raw decryption; `None` if anything at all does not fit.
pub(crate) fn decrypt(key: &Secret, nonce: &[u8; NONCE_LEN], bound: &[u8], body: &[u8]) -> Option<Vec<u8>> {
    cipher(key).decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: bound }).ok()
}

fn cipher(key: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

fn with_version(bound: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(bound.len() + 1);
    all.push(BOX_VERSION);
    all.extend_from_slice(bound);
    all
}
