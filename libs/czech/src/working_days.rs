//! Working days: Monday to Friday without public holidays.
//!
//! Internal deadlines of an office count working days. Periods under § 40 of
//! Act 500/2004 Sb. (administrative code) run in calendar days or months and
//! only their end moves to the next working day: combine a calendar sum or
//! [`add_months_clamped`] with [`shift_to_working_day`].

use crate::holidays::holiday;
use jiff::{
    Span,
    civil::{Date, Weekday},
};

/// True on Monday to Friday unless the day is a public holiday.
#[must_use]
pub fn is_working_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && holiday(date).is_none()
}

/// The `n`-th working day after `date`; before it when `n` is negative.
///
/// The starting day itself is never counted and need not be a working day.
/// With `n == 0` the date is returned as it is. At the ends of the calendar
/// (year ±9999) the result stops at the last representable day.
#[must_use]
pub fn add_working_days(date: Date, n: i32) -> Date {
    let mut day = date;
    let mut left = n.unsigned_abs();
    while left > 0 {
        let next = if n > 0 { day.tomorrow() } else { day.yesterday() };
        let Ok(next) = next else { return day };
        day = next;
        left -= u32::from(is_working_day(day));
    }
    day
}

/// How many working days lie after `from` up to and including `to`.
///
/// Negative when `to` comes first; then the days before `from` down to and
/// including `to` are counted. Inverse of [`add_working_days`] for working days.
#[must_use]
pub fn working_days_between(from: Date, to: Date) -> i32 {
    let (mut day, mut counted) = (from, 0);
    while day != to {
        let forward = day < to;
        let Ok(next) = (if forward { day.tomorrow() } else { day.yesterday() }) else { return counted };
        day = next;
        if is_working_day(day) {
            counted += if forward { 1 } else { -1 };
        }
    }
    counted
}

/// The date itself when it is a working day, otherwise the next one that is.
///
/// Source: § 40 (1) c) of Act 500/2004 Sb.
#[must_use]
pub fn shift_to_working_day(date: Date) -> Date {
    if is_working_day(date) { date } else { add_working_days(date, 1) }
}

/// The same day `months` later (earlier when negative).
///
/// When that month has no such day, its last day: 31 January plus one month is
/// 28 or 29 February. Source: § 40 (1) b) of Act 500/2004 Sb. Results beyond
/// the calendar stop at its end.
#[must_use]
pub fn add_months_clamped(date: Date, months: i32) -> Date {
    let beyond = if months < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_months(months).map_or(beyond, |span| date.saturating_add(span))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn holidays_and_weekends_do_not_count() {
        // Wednesday 23 December 2026, then holidays and a weekend.
        assert_eq!(add_working_days(date(2026, 12, 23), 1), date(2026, 12, 28));
        assert_eq!(add_working_days(date(2026, 12, 28), -1), date(2026, 12, 23));
        assert_eq!(add_working_days(date(2026, 4, 2), 1), date(2026, 4, 7));
        assert_eq!(working_days_between(date(2026, 12, 10), date(2026, 12, 17)), 5);
        assert_eq!(working_days_between(date(2026, 12, 17), date(2026, 12, 10)), -5);
    }

    #[test]
    fn a_period_that_ends_on_a_weekend_ends_on_the_next_working_day() {
        assert_eq!(shift_to_working_day(date(2026, 12, 24)), date(2026, 12, 28));
        assert_eq!(shift_to_working_day(date(2026, 12, 22)), date(2026, 12, 22));
    }

    #[test]
    fn a_month_after_the_register_entry_is_the_same_day_or_the_last_one() {
        assert_eq!(add_months_clamped(date(2026, 9, 21), 1), date(2026, 10, 21));
        assert_eq!(add_months_clamped(date(2027, 1, 31), 1), date(2027, 2, 28));
        assert_eq!(add_months_clamped(date(2028, 3, 31), -1), date(2028, 2, 29));
        assert_eq!(add_months_clamped(date(2026, 1, 1), i32::MAX), Date::MAX);
        assert_eq!(add_months_clamped(date(2026, 1, 1), i32::MIN), Date::MIN);
    }

    #[test]
    fn counting_stops_at_the_end_of_the_calendar() {
        assert_eq!(add_working_days(Date::MAX, 5), Date::MAX);
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (2001i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| date(y, m, d))
    }

    proptest! {
        #[test]
        fn adding_days_always_lands_on_a_working_day(start in any_date(), n in -300i32..300) {
            let end = add_working_days(start, n);
            prop_assert!(n == 0 || is_working_day(end));
            prop_assert_eq!(end.cmp(&start), n.cmp(&0));
        }

        #[test]
        fn counting_is_the_inverse_of_adding(start in any_date(), n in -300i32..300) {
            prop_assert_eq!(working_days_between(start, add_working_days(start, n)), n);
        }

        #[test]
        fn adding_and_taking_away_returns_to_a_working_day(start in any_date(), n in -300i32..300) {
            let start = shift_to_working_day(start);
            prop_assert_eq!(add_working_days(add_working_days(start, n), -n), start);
        }

        #[test]
        fn shifting_moves_forward_and_at_most_over_one_run_of_free_days(start in any_date()) {
            let end = shift_to_working_day(start);
            prop_assert!(is_working_day(end) && end >= start);
            prop_assert!(start.duration_until(end).as_hours() / 24 <= 5);
            prop_assert_eq!(shift_to_working_day(end), end);
        }

        #[test]
        fn adding_months_keeps_the_day_or_takes_the_last_of_the_month(start in any_date(), n in -240i32..240) {
            let end = add_months_clamped(start, n);
            prop_assert!(end.day() == start.day() || end == end.last_of_month());
            let months = |d: Date| i32::from(d.year()) * 12 + i32::from(d.month());
            prop_assert_eq!(months(end) - months(start), n);
        }
    }
}
