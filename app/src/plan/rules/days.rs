//! What to know about a day that is to be a deadline.

use crate::kernel::Day;
use czech::holidays::holiday;
use czech::working_days::{add_months_clamped, add_working_days, is_working_day, shift_to_working_day};
use jiff::ToSpan;
use jiff::civil::Weekday;

/// A day on which offices are closed, with the working days around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayHint {
    /// The holiday's name; none: a weekend.
    pub holiday: Option<&'static str>,
    /// Which day of the week it is.
    pub weekday: Weekday,
    /// The last working day before.
    pub before: Day,
    /// The first working day after.
    pub after: Day,
}

impl DayHint {
    /// "je svátek (Štědrý den)", "je sobota".
    #[must_use]
    pub fn words(&self) -> String {
        match self.holiday {
            Some(name) => format!("je svátek ({name})"),
            None => format!("je {}", czech::dates::weekday(self.weekday)),
        }
    }
}

/// What to know about a deadline; nothing when it is a working day. The day itself stands: people may well agree on
/// Christmas Eve, they only should know that nobody is at the office.
#[must_use]
pub fn day_hint(day: Day) -> Option<DayHint> {
    (!is_working_day(day)).then(|| DayHint {
        holiday: holiday(day),
        weekday: day.weekday(),
        before: add_working_days(day, -1),
        after: add_working_days(day, 1),
    })
}

/// Days to propose as a deadline, counted from the day of the meeting, each a working day: in a week, in two weeks, in
/// a month. The same day is proposed once.
#[must_use]
pub fn proposals(from: Day) -> Vec<Day> {
    let days = [from.saturating_add(7.days()), from.saturating_add(14.days()), add_months_clamped(from, 1)];
    let mut proposed: Vec<Day> = days.into_iter().map(shift_to_working_day).collect();
    proposed.dedup();
    proposed
}
