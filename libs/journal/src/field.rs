//! Properties of a line.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::LineKind;
use crate::act::codes;

codes! {
    /// A property of a line that a [`Mark`](crate::Act::Mark) sets.
    Field {
        /// What the line is: code of a [`LineKind`].
        Kind = "kind",
        /// What it talks about: code of a group of facts.
        Topic = "topic",
        /// Whether it is a strength, a worry or a serious worry: `strength`, `worry`, `serious`.
        Weight = "weight",
        /// The child it concerns: identifier.
        Child = "child",
        /// Who said it: identifier of a seat.
        Speaker = "speaker",
        /// Who does it: identifier of a seat.
        Owner = "owner",
        /// Who does it, if not at the table: words.
        OwnerNote = "owner_note",
        /// Who tells an owner who was not there: identifier of a seat.
        ToldBy = "told_by",
        /// By when: a day, `2026-12-24`.
        Due = "due",
        /// How its end is known: words.
        Indicator = "indicator",
        /// Who supports: words.
        Support = "support",
        /// What happens if it does not work: words.
        PlanB = "plan_b",
        /// Whose duty it is: `family`, `authority`, `other`.
        Side = "side",
        /// The goal it serves: identifier.
        Goal = "goal",
    }
}

/// The longest value of words, in Unicode scalar values.
const LONGEST_WORDS: usize = 8_000;

/// The longest code of a topic.
const LONGEST_CODE: usize = 64;

impl Field {
    /// Whether a value makes sense in it. What does not is refused at the door, and has no effect should it ever stand
    /// in a journal.
    #[must_use]
    pub fn accepts(self, value: &str) -> bool {
        match self {
            Self::Kind => LineKind::from_code(value).is_some(),
            Self::Topic => {
                (1..=LONGEST_CODE).contains(&value.len())
                    && value
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            }
            Self::Weight => matches!(value, "strength" | "worry" | "serious"),
            Self::Side => matches!(value, "family" | "authority" | "other"),
            Self::Child | Self::Speaker | Self::Owner | Self::ToldBy | Self::Goal => is_identifier(value),
            Self::Due => is_day(value),
            Self::OwnerNote | Self::Indicator | Self::Support | Self::PlanB => {
                value.chars().nth(LONGEST_WORDS).is_none()
            }
        }
    }
}

/// An identifier in the one form that is compared as text: small letters and hyphens.
fn is_identifier(value: &str) -> bool {
    Uuid::try_parse(value).is_ok_and(|id| id.hyphenated().to_string() == value)
}

/// A day of the Gregorian calendar from the year 1900 to 2199, as `2026-12-24`.
fn is_day(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1900..2200).contains(&year) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_a_day_that_exists() {
        for day in ["2026-12-24", "2028-02-29", "2000-02-29"] {
            assert!(Field::Due.accepts(day), "{day}");
        }
        for day in [
            "2027-02-29",
            "2100-02-29",
            "2026-13-01",
            "2026-04-31",
            "2026-00-10",
            "24. 12. 2026",
            "2026-1-1",
            "+026-01-01",
            "",
        ] {
            assert!(!Field::Due.accepts(day), "{day}");
        }
    }

    #[test]
    fn an_identifier_has_one_form() {
        assert!(Field::Owner.accepts("0190163d-8694-739b-aea5-966c26f8ad91"));
        for other in ["0190163D-8694-739B-AEA5-966C26F8AD91", "0190163d8694739baea5966c26f8ad91", "MD", ""] {
            assert!(!Field::Owner.accepts(other), "{other}");
        }
    }

    #[test]
    fn kinds_sides_and_weights_are_known_words_and_notes_are_anything_up_to_a_length() {
        assert!(Field::Kind.accepts("task") && !Field::Kind.accepts("úkol"));
        assert!(Field::Side.accepts("authority") && !Field::Side.accepts("Authority"));
        assert!(Field::Weight.accepts("serious") && !Field::Weight.accepts(""));
        assert!(Field::Topic.accepts("health_child") && !Field::Topic.accepts("health child"));
        assert!(Field::PlanB.accepts(&"ž".repeat(8_000)) && !Field::PlanB.accepts(&"ž".repeat(8_001)));
    }
}
