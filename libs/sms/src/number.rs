//! Numbers of mobile phones.

use std::fmt;

/// A mobile phone's number, `+420600123456`. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// Reads a number as people write it: `600 123 456`, `+420 600 123 456`, `00420600123456`, `(+420) 600-123-456`.
    /// Without a country it is Czech. `None` for what is no number, and for Czech fixed lines, which get no messages.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let plain: String =
            written.chars().filter(|c| !c.is_whitespace() && !"-/().\u{a0}".contains(*c)).collect();
        let international = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"));
        let digits = match international {
            Some(digits) => digits.to_owned(),
            None if plain.len() == 9 => format!("420{plain}"),
            None => return None,
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !(9..=15).contains(&digits.len()) {
            return None;
        }
        match digits.strip_prefix("420") {
            Some(own) if own.len() != 9 || !own.starts_with(['6', '7']) => None,
            _ if digits.starts_with('0') => None,
            _ => Some(Self(format!("+{digits}"))),
        }
    }

    /// The number in the international form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Number(…)")
    }
}
