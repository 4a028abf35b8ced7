//! The key of one case: what it seals, and the wrapped form in which it is stored.

use std::fmt;

use crate::{
    crypto::{SealError, Secret, open_box, seal_box},
    format::KeyId,
    place::Place,
    sealed::{Content, Sealed},
};

/// Domain of values sealed with a case key; keeps them apart from everything else that is encrypted here.
const CELL_DOMAIN: &str = "pripadovka/case-cell";

/// The key of one case. Wiped when dropped; neither printed nor cloned. Share it by reference.
///
/// Made by [`KeyRing::new_case_key`](crate::KeyRing::new_case_key), stored only as a [`WrappedKey`].
pub struct CaseKey(Secret);

impl CaseKey {
    pub(crate) fn new(secret: Secret) -> Self {
        Self(secret)
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0
    }

    /// Seals `plain` for one cell. The same plaintext gives different bytes every time.
    ///
    /// # Errors
    /// [`SealError::Randomness`] or [`SealError::TooLong`].
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        seal_box(&self.0, &place.bind(CELL_DOMAIN), plain)
    }

    /// Opens what [`seal`](Self::seal) made for the same cell of the same case.
    ///
    /// # Errors
    /// [`SealError::Refused`] for another case, table, column or row, or any changed byte;
    /// [`SealError::Incomplete`] or [`SealError::UnknownVersion`] when it is no sealed value.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        open_box(&self.0, &place.bind(CELL_DOMAIN), sealed)
    }

    /// Seals a text.
    ///
    /// # Errors
    /// As [`seal`](Self::seal).
    pub fn seal_text(&self, place: Place, text: &str) -> Result<Sealed<String>, SealError> {
        self.seal(place, text.as_bytes()).map(Sealed::from_bytes)
    }

    /// Opens a text.
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`SealError::NotThisContent`] if it is not UTF-8.
    pub fn open_text(&self, place: Place, sealed: &Sealed<String>) -> Result<String, SealError> {
        self.open_content(place, sealed)
    }

    /// Seals any [`Content`], such as a newtype of a sensitive fact.
    ///
    /// # Errors
    /// As [`seal`](Self::seal).
    pub fn seal_content<T: Content>(&self, place: Place, content: &T) -> Result<Sealed<T>, SealError> {
        self.seal(place, &content.to_plain()).map(Sealed::from_bytes)
    }

    /// Opens any [`Content`].
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`SealError::NotThisContent`] if the bytes are no `T`.
    pub fn open_content<T: Content>(&self, place: Place, sealed: &Sealed<T>) -> Result<T, SealError> {
        T::from_plain(self.open(place, sealed.as_bytes())?).ok_or(SealError::NotThisContent)
    }
}

impl fmt::Debug for CaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseKey(hidden)")
    }
}

/// A case key encrypted with an installation key: the only form in which it is stored.
///
/// Two columns: the id of the installation key (text, 16 characters) and 73 bytes. Deleting them destroys
/// the case's sealed content; record it in the [`DestroyedList`](crate::DestroyedList) first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which installation key unwraps it.
    pub key_id: KeyId,
    /// The encrypted case key.
    pub bytes: Vec<u8>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{KeyRing, SEALED_OVERHEAD};

    fn key() -> CaseKey {
        KeyRing::generate("2026-01-01T00:00:00Z").unwrap().new_case_key().unwrap()
    }

    const fn place(row: u128) -> Place {
        Place::new("children", "health", Uuid::from_u128(row))
    }

    #[test]
    fn the_same_text_sealed_twice_does_not_look_the_same() {
        let key = key();
        let first = key.seal_text(place(1), "matka řekla").unwrap();
        assert_ne!(first, key.seal_text(place(1), "matka řekla").unwrap());
    }

    #[test]
    fn nothing_secret_shows_in_debug_output() {
        let key = key();
        let sealed = key.seal_text(place(1), "tajné").unwrap();
        assert_eq!(format!("{key:?} {sealed:?}"), "CaseKey(hidden) Sealed(47 bytes)");
    }

    #[test]
    fn a_table_and_column_cannot_be_shifted_into_each_other() {
        let key = key();
        let row = Uuid::from_u128(1);
        let sealed = key.seal(Place::new("ab", "c", row), b"x").unwrap();
        assert_eq!(key.open(Place::new("a", "bc", row), &sealed), Err(SealError::Refused));
    }

    #[test]
    fn a_text_that_is_no_text_is_an_error_not_garbage() {
        let key = key();
        let sealed = Sealed::<String>::from_bytes(key.seal(place(1), &[0xff, 0xfe]).unwrap());
        assert_eq!(key.open_text(place(1), &sealed), Err(SealError::NotThisContent));
    }

    #[test]
    fn a_value_of_a_newer_version_says_so() {
        let key = key();
        let mut sealed = key.seal(place(1), b"x").unwrap();
        sealed[0] = 9;
        assert_eq!(key.open(place(1), &sealed), Err(SealError::UnknownVersion { version: 9 }));
    }

    proptest! {
        #[test]
        fn whatever_was_sealed_opens_again_at_its_place(plain: Vec<u8>, row: u128) {
            let key = key();
            let sealed = key.seal(place(row), &plain).unwrap();
            prop_assert_eq!(sealed.len(), plain.len() + SEALED_OVERHEAD);
            prop_assert_eq!(key.open(place(row), &sealed).unwrap(), plain);
        }

        #[test]
        fn a_sealed_fact_comes_back_as_the_same_fact(text: String) {
            let key = key();
            let sealed = key.seal_content(place(1), &text).unwrap();
            prop_assert_eq!(key.open_content(place(1), &sealed).unwrap(), text);
        }

        #[test]
        fn no_byte_can_be_changed_and_none_cut_off(plain in prop::collection::vec(any::<u8>(), 0..40), flip in 1_u8..) {
            let key = key();
            let sealed = key.seal(place(1), &plain).unwrap();
            for index in 0..sealed.len() {
                let mut changed = sealed.clone();
                changed[index] ^= flip;
                prop_assert!(key.open(place(1), &changed).is_err());
                prop_assert!(key.open(place(1), &sealed[..index]).is_err());
            }
        }

        #[test]
        fn a_value_moved_to_another_cell_or_case_does_not_open(plain: Vec<u8>, row: u128, other: u128) {
            prop_assume!(row != other);
            let key = key();
            let sealed = key.seal(place(row), &plain).unwrap();
            let here = Uuid::from_u128(row);
            for wrong in [place(other), Place::new("children", "voice", here), Place::new("people", "health", here)] {
                prop_assert_eq!(key.open(wrong, &sealed), Err(SealError::Refused));
            }
            prop_assert_eq!(super::tests::key().open(place(row), &sealed), Err(SealError::Refused));
        }
    }
}
