//! One message's worth of text.

use std::fmt;

use crate::SmsError;

/// Characters of one message in the phones' own alphabet.
pub const LONGEST: usize = 160;

/// The basic alphabet of GSM 03.38 besides letters, digits and the extension table, which counts double.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";

/// Characters that take the place of two.
const EXTENDED: &str = "^{}\\[~]|€";

/// A text that is one message on every phone. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// A text of at most [`LONGEST`] characters of the phones' alphabet.
    ///
    /// # Errors
    /// [`SmsError::Text`] otherwise.
    pub fn new(text: impl Into<String>) -> Result<Self, SmsError> {
        let text = text.into();
        let length = text.chars().map(places).sum::<Option<usize>>();
        match length {
            Some(length) if (1..=LONGEST).contains(&length) => Ok(Self(text)),
            _ => Err(SmsError::Text),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn places(character: char) -> Option<usize> {
    if character.is_ascii_alphanumeric() || BASIC.contains(character) {
        Some(1)
    } else {
        EXTENDED.contains(character).then_some(2)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Text(…)")
    }
}
