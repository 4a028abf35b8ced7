//! When comments are taken, what they are marked with, what may become of them. Pure.

use super::model::{Comment, Decision, Release};
use crate::kernel::Day;
use crate::law::Deadline;

/// How many comments one person may leave; more would be no comments any more.
pub(super) const MOST: usize = 100;

/// How far ahead the last day may lie, in days.
const FARTHEST: i64 = 366;

/// Where the comments on a record stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Window {
    /// The draft was not given to anybody.
    Closed,
    /// It is open, with its last day.
    Open(Day),
    /// The last day is over; what comes is taken and marked.
    Late(Day),
    /// The record is sealed; what comes is a proposal for an addendum.
    Sealed,
    /// The conference was closed without a seal: the record stays as it is, nobody decides about anything any more.
    Over,
}

/// What ends a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The record was sealed.
    Sealed,
    /// The conference was closed, and the record is not sealed.
    Closed,
}

/// Where they stand today.
#[must_use]
pub(super) fn window(release: Option<Release>, ended: Option<Ended>, today: Day) -> Window {
    match release {
        None => Window::Closed,
        Some(_) if ended == Some(Ended::Sealed) => Window::Sealed,
        Some(_) if ended == Some(Ended::Closed) => Window::Over,
        Some(release) if today > release.until => Window::Late(release.until),
        Some(release) => Window::Open(release.until),
    }
}

impl Window {
    /// Whether what comes now is marked as late.
    #[must_use]
    pub(super) const fn is_late(self) -> bool {
        matches!(self, Self::Late(_))
    }

    /// Whether comments are taken.
    #[must_use]
    pub(super) const fn takes(self) -> bool {
        !matches!(self, Self::Closed | Self::Over)
    }
}

/// The last day that is proposed: the rule counts from the day the draft is given; what was said at the end of the
/// meeting is not shortened.
#[must_use]
pub(super) fn proposed(today: Day, said: Option<Day>, rule: Deadline) -> Day {
    let counted = rule.after(today);
    said.map_or(counted, |said| said.max(counted))
}

/// Why a last day is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadDay {
    /// It is over.
    Over,
    /// It lies too far ahead.
    Far,
}

/// Whether a day may be the last one.
pub(super) fn last_day(day: Day, today: Day) -> Result<Day, BadDay> {
    let farthest = today.saturating_add(jiff::Span::new().days(FARTHEST));
    match day {
        day if day < today => Err(BadDay::Over),
        day if day > farthest => Err(BadDay::Far),
        day => Ok(day),
    }
}

/// Why a decision cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undecidable {
    /// It was decided, or taken back.
    Done,
    /// Before the seal it is attached or accepted, after it neither.
    Otherwise,
    /// Nothing is accepted that speaks of no line.
    NoLine,
}

/// Whether a comment may be decided so.
pub(super) fn may_decide(
    comment: &Comment,
    decision: Decision,
    has_line: bool,
    sealed: bool,
) -> Result<(), Undecidable> {
    if !comment.waits() {
        return Err(Undecidable::Done);
    }
    if decision.after_seal() != comment.after_seal || (sealed && !comment.after_seal) {
        return Err(Undecidable::Otherwise);
    }
    if decision == Decision::Accepted && !has_line {
        return Err(Undecidable::NoLine);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use crate::kernel::{Choice, Id, Moment};
    use crate::law::{Deadlines, Unit};
    use crate::minutes::comments::model::{Came, CommentWords, Wish};
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    const TODAY: Day = date(2026, 12, 14);

    fn at() -> Moment {
        Moment::in_prague(TODAY, jiff::civil::time(9, 0, 0, 0))
    }

    fn release(until: Day) -> Release {
        Release { until, edition: 1, released: at(), version: 1 }
    }

    fn comment(decision: Option<Decision>, withdrawn: bool, after_seal: bool) -> Comment {
        Comment {
            id: Id::from_uuid(Uuid::from_u128(1)),
            participant: Id::from_uuid(Uuid::from_u128(2)),
            line: None,
            wish: Wish::Own,
            came: Came::Link,
            words: CommentWords::new("Vidím to jinak."),
            given: at(),
            by: None,
            late: false,
            after_seal,
            withdrawn: withdrawn.then(at),
            decided: decision.map(|decision| (decision, at())),
            answer: None,
            version: 1,
        }
    }

    #[test]
    fn the_last_day_counts_whole() {
        assert_eq!(window(Some(release(TODAY)), None, TODAY), Window::Open(TODAY));
        let tomorrow = TODAY.tomorrow().unwrap();
        assert_eq!(window(Some(release(TODAY)), None, tomorrow), Window::Late(TODAY));
    }

    #[test]
    fn a_draft_that_comes_late_leaves_people_the_whole_window() {
        let rule = Deadline { amount: 7, unit: Unit::CalendarDay, verified: true };
        assert_eq!(proposed(TODAY, Some(date(2026, 12, 16)), rule), rule.after(TODAY));
        assert_eq!(proposed(TODAY, Some(date(2027, 1, 8)), rule), date(2027, 1, 8));
        assert_eq!(proposed(TODAY, None, Deadlines::default().comments), rule.after(TODAY));
    }

    proptest! {
        #[test]
        fn what_was_never_given_takes_nothing_and_a_seal_ends_the_window(days in -30_i64..30, sealed: bool) {
            let until = TODAY.checked_add(days.days()).unwrap();
            let ended = sealed.then_some(Ended::Sealed);
            prop_assert!(!window(None, ended, TODAY).takes());
            prop_assert!(!window(Some(release(until)), Some(Ended::Closed), TODAY).takes());
            let window = window(Some(release(until)), ended, TODAY);
            prop_assert!(window.takes());
            prop_assert_eq!(window == Window::Sealed, sealed);
            prop_assert_eq!(window.is_late(), !sealed && days < 0);
        }

        #[test]
        fn what_is_proposed_may_be_said_and_shortens_nothing(days in -30_i64..60, amount in 1_i64..40) {
            let said = TODAY.checked_add(days.days()).unwrap();
            let rule = Deadline { amount, unit: Unit::CalendarDay, verified: false };
            let day = proposed(TODAY, Some(said), rule);
            prop_assert!(day >= said && day >= rule.after(TODAY));
            prop_assert_eq!(last_day(day, TODAY), Ok(day));
            prop_assert_eq!(last_day(said, TODAY).is_err(), days < 0);
        }

        #[test]
        fn nothing_is_decided_twice_and_the_seal_divides_what_can_become_of_it(
            decided in proptest::option::of(0..4_usize), withdrawn: bool, after: bool, to in 0..4_usize,
            line: bool, sealed: bool,
        ) {
            let comment = comment(decided.map(|which| Decision::ALL[which]), withdrawn, after);
            let to = Decision::ALL[to];
            let may = may_decide(&comment, to, line, sealed);
            if decided.is_some() || withdrawn {
                prop_assert_eq!(may, Err(Undecidable::Done));
            }
            if may.is_ok() {
                prop_assert_eq!(after, to.after_seal());
                prop_assert!(!sealed || after, "the sealed record would change");
                prop_assert!(to != Decision::Accepted || line);
            }
        }
    }
}
