//! By when a family should meet again: the nearest hard day, and the working day to propose for it. Pure.

use crate::kernel::Day;
use czech::working_days::{add_working_days, is_working_day, shift_to_working_day};
use jiff::ToSpan;

/// What makes a day hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hard {
    /// The individual protection plan of a child is due.
    Plan,
    /// So long after a meeting a family should meet again (dated rule in `law`).
    FollowUp,
}

impl Hard {
    /// What is due by the day.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Plan => "individuální plán ochrany dítěte",
            Self::FollowUp => "navázat na setkání",
        }
    }
}

/// A day to propose, and the hard day it follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// A working day after today.
    pub day: Day,
    /// The hard day.
    pub by: Day,
    /// What makes it hard.
    pub why: Hard,
}

impl Proposal {
    /// Whether the hard day is over, so that one meets as soon as one can.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.by < self.day
    }

    /// The day with the reason for it; `lead` is how long before a meeting invitations leave, and `soonest` the day that
    /// follows from it.
    #[must_use]
    pub fn words(&self, lead: &str, soonest: Day) -> String {
        let (by, what) = (czech::dates::short(self.by), self.why.words());
        let why = match (self.is_late(), self.why) {
            (true, Hard::Plan) => {
                format!("Do {by} už měl být hotový {what}: sejděte se, jakmile stihnete pozvánky.")
            }
            (true, Hard::FollowUp) => {
                format!("Do {by} se už mělo {what}: sejděte se, jakmile stihnete pozvánky.")
            }
            (false, Hard::Plan) => format!("Do {by} má být hotový {what}."),
            (false, Hard::FollowUp) => format!("Do {by} se má {what}."),
        };
        let moved = match self.is_late() || self.day == self.by {
            true => "",
            false => " Ten den není pracovní, proto dřív.",
        };
        let soon = match soonest > self.day {
            true => format!(" Na pozvánky ({lead} předem) už čas není."),
            false => String::new(),
        };
        format!("Navržený den: {}. {why}{moved}{soon}", czech::dates::long_with_weekday(self.day))
    }
}

/// The day to propose: the last working day not after the nearest hard day; where a hard day is over already, the first
/// working day from `soonest`, the day by which people can still be invited in time.
#[must_use]
pub fn nearest(days: &[(Day, Hard)], today: Day, soonest: Day) -> Option<Proposal> {
    let proposed = days.iter().map(|(by, why)| {
        let last = if is_working_day(*by) { *by } else { add_working_days(*by, -1) };
        let late = last <= today;
        let day = if late { shift_to_working_day(soonest.max(today.saturating_add(1.day()))) } else { last };
        Proposal { day, by: *by, why: *why }
    });
    proposed.min_by_key(|one| (one.day, one.by))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn one_meets_again_by_the_nearest_hard_day_and_never_on_a_holiday() {
        let (today, soonest) = (date(2026, 12, 10), date(2026, 12, 28));
        let days = |plan| [(plan, Hard::Plan), (date(2027, 3, 10), Hard::FollowUp)];
        let proposed = |plan| nearest(&days(plan), today, soonest).map(|one| (one.day, one.why));
        assert_eq!(proposed(date(2027, 1, 4)), Some((date(2027, 1, 4), Hard::Plan)));
        assert_eq!(proposed(date(2026, 12, 24)), Some((date(2026, 12, 23), Hard::Plan)), "Christmas Eve");
        assert_eq!(proposed(date(2026, 12, 27)), Some((date(2026, 12, 23), Hard::Plan)), "a Sunday after it");
        assert_eq!(proposed(date(2026, 12, 12)), Some((date(2026, 12, 11), Hard::Plan)));
        assert_eq!(nearest(&[], today, soonest), None);
        // What is over is met as soon as people can be invited, and is not hidden by what lies far ahead.
        for over in [date(2026, 12, 1), today] {
            let found = nearest(&days(over), today, soonest).unwrap();
            assert_eq!((found.day, found.why, found.is_late()), (soonest, Hard::Plan, true));
        }
        let christmas = nearest(&days(date(2026, 12, 1)), today, date(2026, 12, 25)).unwrap();
        assert_eq!(christmas.day, date(2026, 12, 28));
    }

    #[test]
    fn a_sentence_says_why_that_day() {
        let (today, soonest) = (date(2026, 12, 10), date(2026, 12, 28));
        let said = |by, why| {
            let words = nearest(&[(by, why)], today, soonest).unwrap().words("10 pracovních dnů", soonest);
            words.replace('\u{a0}', " ")
        };
        assert_eq!(
            said(date(2026, 12, 24), Hard::Plan),
            "Navržený den: středa 23. prosince 2026. Do 24. 12. 2026 má být hotový individuální plán ochrany dítěte. \
             Ten den není pracovní, proto dřív. Na pozvánky (10 pracovních dnů předem) už čas není."
        );
        assert_eq!(
            said(date(2027, 3, 10), Hard::FollowUp),
            "Navržený den: středa 10. března 2027. Do 10. 3. 2027 se má navázat na setkání."
        );
        assert!(said(date(2026, 12, 1), Hard::Plan).contains("Do 1. 12. 2026 už měl být hotový"));
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_a_working_day_ahead_and_no_hard_day_ahead_is_missed_by_it(
            from in 0i64..4000, lead in 0i64..40,
            spans in proptest::collection::vec((-400i64..400, any::<bool>()), 0..6)
        ) {
            let today = date(2024, 1, 1).saturating_add(from.days());
            let days: Vec<(Day, Hard)> = spans
                .iter()
                .map(|(n, plan)| (today.saturating_add(n.days()), if *plan { Hard::Plan } else { Hard::FollowUp }))
                .collect();
            let found = nearest(&days, today, today.saturating_add(lead.days()));
            prop_assert_eq!(found.is_none(), days.is_empty());
            if let Some(found) = found {
                prop_assert!(is_working_day(found.day) && found.day > today);
                prop_assert!(days.contains(&(found.by, found.why)));
                let working = days.iter().filter(|(day, _)| *day > today && is_working_day(*day));
                prop_assert!(working.clone().all(|(day, _)| found.day <= *day));
            }
        }
    }
}
