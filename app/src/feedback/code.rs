//! The short code of a door: twelve signs without those that are mistaken for others, typed as anybody types.

use crate::kernel::{Id, random_bytes};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Thirty-two signs: no I, L, O, U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs of a code: 60 bits, more than anybody tries while a door is open.
const LENGTH: usize = 12;

/// A new code.
pub(super) fn fresh() -> String {
    let bytes: [u8; LENGTH] = random_bytes();
    bytes.iter().filter_map(|byte| SIGNS.get(usize::from(byte % 32))).map(|sign| char::from(*sign)).collect()
}

/// As it is printed: `7K2M-9QHT-4XRB`.
pub(super) fn printed(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A code as somebody typed it: small letters, dashes and spaces do not matter, nor do signs that look alike.
pub(super) fn typed(text: &str) -> Option<String> {
    let clean: String = text
        .chars()
        .filter(|sign| !matches!(sign, '-' | ' ' | '–' | '.'))
        .map(|sign| match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            'U' => 'V',
            sign => sign,
        })
        .collect();
    let fits = clean.len() == LENGTH && clean.bytes().all(|byte| SIGNS.contains(&byte));
    fits.then_some(clean)
}

/// By what a door is found.
pub(super) fn hash(code: &str) -> Vec<u8> {
    Sha256::digest(format!("feedback-door:{code}").as_bytes()).to_vec()
}

/// The identifier of a sheet, made of the form's: the same form twice is one sheet, and no identifier tells a time.
pub(super) fn sheet_id<T>(form: &str) -> Id<T> {
    let digest = Sha256::digest(format!("feedback-sheet:{form}").as_bytes());
    let mut bytes = [0u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    Id::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// A form's identifier: random, without a time.
pub(super) fn form_id() -> String {
    uuid::Builder::from_random_bytes(random_bytes()).into_uuid().to_string()
}

/// Whether a form's identifier is one of ours.
pub(super) fn is_form_id(text: &str) -> bool {
    Uuid::parse_str(text).is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = fresh();
        assert_eq!(code.len(), 12);
        assert_eq!(typed(&printed(&code)), Some(code.clone()));
        assert_eq!(typed(&printed(&code).to_lowercase().replace('-', " ")), Some(code));
        assert_eq!(typed("oooo-iiii-llll").unwrap(), "000011111111");
        for wrong in ["", "7K2M", "7K2M-9QHT-4XR?", "../../p"] {
            assert_eq!(typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_sheet_tells_no_time_and_is_the_same_for_the_same_form() {
        let form = form_id();
        assert_eq!(sheet_id::<()>(&form), sheet_id::<()>(&form));
        assert_ne!(sheet_id::<()>(&form).uuid().get_version_num(), 7);
        assert!(is_form_id(&form) && !is_form_id("x"));
    }
}
