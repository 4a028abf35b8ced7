//! How a task of an earlier conference is worded when it goes on, and who of the table it belongs to. Pure.

use crate::kernel::Day;
use crate::meeting::{Seat, Sitter};
use crate::participants::Participant;

/// How a reference begins; it ends with a bracket.
const REFERENCE: &str = " (z minula: úkol ";

/// A task's words with where it comes from. A task that goes on once more names the last time only.
#[must_use]
pub fn with_reference(words: &str, number: i64, day: Option<Day>) -> String {
    let bare = match words.rfind(REFERENCE) {
        Some(at) if words.ends_with(')') => words.get(..at).unwrap_or(words),
        _ => words,
    };
    let from = day.map(|day| format!(" z\u{a0}{}", czech::dates::short(day))).unwrap_or_default();
    format!("{bare}{REFERENCE}{number}{from})")
}

/// Whether two participants of two conferences are the same person: of the case, a child, an account; of those who are
/// none of it, by name.
#[must_use]
pub fn same(one: &Participant, other: &Participant) -> bool {
    let known = |who: &Participant| who.person.is_some() || who.child.is_some() || who.staff.is_some();
    match (known(one), known(other)) {
        (true, true) => {
            (one.person.is_some() && one.person == other.person)
                || (one.child.is_some() && one.child == other.child)
                || (one.staff.is_some() && one.staff == other.staff)
        }
        (false, false) => one.name == other.name,
        _ => false,
    }
}

/// The seat of somebody of the earlier conference at this table.
#[must_use]
pub fn seat_of<'a>(seats: &'a [Seat], who: &Participant) -> Option<&'a Seat> {
    seats.iter().find(|seat| matches!(&seat.sitter, Sitter::Invited(here) if same(here, who)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_task_names_where_it_comes_from_and_only_the_last_time() {
        let once = with_reference("Objednat lékaře (dětského)", 3, Some(date(2026, 12, 10)));
        assert_eq!(once, "Objednat lékaře (dětského) (z minula: úkol 3 z\u{a0}10.\u{a0}12.\u{a0}2026)");
        let twice = with_reference(&once, 1, Some(date(2027, 3, 9)));
        assert_eq!(twice, "Objednat lékaře (dětského) (z minula: úkol 1 z\u{a0}9.\u{a0}3.\u{a0}2027)");
        assert_eq!(with_reference("Zavolat", 2, None), "Zavolat (z minula: úkol 2)");
    }

    proptest! {
        #[test]
        fn no_word_of_a_task_is_lost_by_a_reference(words in "\\PC{0,60}", number in 1i64..99) {
            let once = with_reference(&words, number, None);
            prop_assert!(once.starts_with(&words) || words.contains(REFERENCE));
            let suffix = format!("{REFERENCE}{number})");
            prop_assert!(once.ends_with(&suffix));
            prop_assert_eq!(with_reference(&once, number, None), once);
        }
    }
}
