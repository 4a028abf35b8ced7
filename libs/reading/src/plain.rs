//! Plain text: UTF-8, UTF-16 with its mark, otherwise Windows-1250.

use encoding_rs::{UTF_8, WINDOWS_1250};

use crate::Unreadable;

/// The words of a plain text.
///
/// Control characters other than line ends and tabs mean that it is no text.
pub(crate) fn words(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let text = decoded(bytes).ok_or(Unreadable::Unknown)?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}')) {
        return Err(Unreadable::Unknown);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(text)
}

/// Bytes as text: by their mark, as UTF-8, or as Windows-1250.
pub(crate) fn decoded(bytes: &[u8]) -> Option<String> {
    let (text, damaged) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()),
        None => {
            let (text, damaged) = UTF_8.decode_without_bom_handling(bytes);
            if damaged { WINDOWS_1250.decode_without_bom_handling(bytes) } else { (text, false) }
        }
    };
    (!damaged).then(|| text.into_owned())
}
