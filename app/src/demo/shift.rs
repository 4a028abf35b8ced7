//! Where the demo's dates lie: the story of the invented case, moved by whole weeks.

use crate::kernel::{Day, Moment};
use jiff::{ToSpan, civil::date};

/// The day of the main conference as the story tells it: a Thursday.
const CONFERENCE: Day = date(2026, 12, 10);

/// How far ahead the main conference lies when the demo is made, in days (then rounded to whole weeks).
const AHEAD_DAYS: i32 = 21;

/// A date of the story, moved by whole weeks so that the main conference lies about three weeks after `now`.
/// Days of the week stay as they are told; deadlines are derived from the moved dates by the rules.
#[must_use]
pub fn shift(date: Day, now: Moment) -> Day {
    let target = now.day().saturating_add(AHEAD_DAYS.days());
    let apart = (target - CONFERENCE).get_days();
    // Nearest whole week, also for negative distances.
    let weeks = (apart + 3).div_euclid(7);
    date.saturating_add((weeks * 7).days())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_conference_stays_a_thursday_about_three_weeks_ahead(days in -4000_i64..40_000) {
            let now = Moment::from_timestamp(jiff::Timestamp::from_second(1_767_225_600 + days * 86_400).unwrap());
            let moved = shift(CONFERENCE, now);
            prop_assert_eq!(moved.weekday(), CONFERENCE.weekday());
            let ahead = (moved - now.day()).get_days();
            prop_assert!((18..=24).contains(&ahead), "{} days ahead", ahead);
        }
    }
}
