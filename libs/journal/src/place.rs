//! Where a line stands among others.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

/// The longest place that is read, in characters. A new one is far shorter: it grows by a character about every fourth
/// time somebody puts a line into the same gap.
pub const LONGEST_PLACE: usize = 4_096;

/// Digits of the first part: a moment in microseconds.
const HEAD: usize = 16;

/// A place: a word of hexadecimal digits, compared as text. The first 16 are a moment in microseconds (when the line
/// was begun, unless it was moved), the rest makes room between two such moments. Read as a fraction (`0.…`) it is
/// never zero and never ends with a needless zero, so between two different places there is always another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place(String);

/// The text is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no place: 16 or more hexadecimal digits are expected")]
pub struct NotAPlace;

impl Place {
    /// The place of a line that is added at the end: the moment it was begun (microseconds since 1970), but always
    /// behind the last line that the device knows of, whatever its clock says. `line` keeps two devices that add at the
    /// same moment apart.
    #[must_use]
    pub fn after(last: Option<&Self>, now: i64, line: Uuid) -> Self {
        let now = u64::try_from(now).unwrap_or(0).max(1);
        match last.map(|last| last.head().checked_add(1)) {
            None => Self::whole(now, line),
            Some(Some(next)) => Self::whole(now.max(next), line),
            Some(None) => between(last, None, line),
        }
    }

    /// The place as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn whole(moment: u64, line: Uuid) -> Self {
        Self(format!("{moment:016x}{}", salt(line)))
    }

    fn head(&self) -> u64 {
        self.0.get(..HEAD).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(1)
    }

    fn digits(&self) -> Vec<u8> {
        self.0
            .bytes()
            .map(|byte| if byte.is_ascii_digit() { byte - b'0' } else { byte - b'a' + 10 })
            .collect()
    }
}

/// A place between two others for this line, different from the one any other line would get there. Without `before`:
/// ahead of `behind`; without `behind`: after `before`. If `before` does not stand before `behind`, `behind` is left
/// out of account.
///
/// Two people who add several lines each to one gap at once find them mixed there; lines at the end are mixed by time.
#[must_use]
pub fn between(before: Option<&Place>, behind: Option<&Place>, line: Uuid) -> Place {
    match (before, behind) {
        (None, None) => Place::whole(1, line),
        (None, Some(behind)) => match behind.head().checked_sub(1).filter(|head| *head > 0) {
            Some(head) => Place::whole(head, line),
            None => inside(&[], Some(&behind.digits()), line),
        },
        (Some(before), Some(behind)) if before < behind => {
            inside(&before.digits(), Some(&behind.digits()), line)
        }
        (Some(before), _) => match before.head().checked_add(1) {
            Some(head) => Place::whole(head, line),
            None => inside(&before.digits(), None, line),
        },
    }
}

/// Digits that keep lines apart which were put to one place at once: eight of the line's identifier, and a last one that
/// is not zero.
fn salt(line: Uuid) -> String {
    let low = u32::try_from(line.as_u128() & 0xffff_ffff).unwrap_or(0);
    format!("{low:08x}1")
}

/// The middle of two fractions, filled up to 16 digits, and the salt. The middle is smaller than `high` in some digit,
/// so the salt does not lift it over.
fn inside(low: &[u8], high: Option<&[u8]>, line: Uuid) -> Place {
    let mut digits = middle(low, high);
    while digits.len() < HEAD {
        digits.push(0);
    }
    let mut text: String =
        digits.into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect();
    text.push_str(&salt(line));
    Place(text)
}

/// Digits of a fraction between two others; without `high`: between `low` and one.
fn middle(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let mut digits = Vec::new();
    // Once a digit smaller than that of `high` is set, the following ones may be anything.
    let mut bound = high;
    let longest = low.len().max(high.map_or(0, <[u8]>::len));
    for at in 0..=longest {
        let from = low.get(at).copied().unwrap_or(0);
        let to = bound.map_or(16, |high| high.get(at).copied().unwrap_or(0));
        match to.saturating_sub(from) {
            0 => digits.push(from),
            1 => {
                digits.push(from);
                bound = None;
            }
            room => {
                digits.push(from + room / 2);
                return digits;
            }
        }
    }
    digits.push(8);
    digits
}

impl TryFrom<String> for Place {
    type Error = NotAPlace;

    fn try_from(text: String) -> Result<Self, NotAPlace> {
        let long_enough = (HEAD..=LONGEST_PLACE).contains(&text.len());
        let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let needless = text.len() > HEAD && text.ends_with('0');
        let zero = text.bytes().all(|byte| byte == b'0');
        if long_enough && digits && !needless && !zero { Ok(Self(text)) } else { Err(NotAPlace) }
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.0
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Place({})", self.0)
    }
}
