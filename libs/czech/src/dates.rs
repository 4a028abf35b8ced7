//! Dates and times the way Czech offices write, say and type them.
//!
//! Sources: Internetová jazyková příručka (ÚJČ), "Kalendářní datum", "Časové
//! údaje"; ČSN 01 6910. Texts contain no-break spaces
//! ([`typography::NBSP`](crate::typography::NBSP)) where a line must not break;
//! pass them through [`typography::plain`](crate::typography::plain) for plain
//! mail or tables.

mod reading;
mod writing;

pub use reading::{ReadError, parse_birth_date, parse_date, parse_time};
pub use writing::{
    brief, date_range, local_moment, long, long_with_weekday, month_year, on_day, relative, short, time,
    time_range, weekday, weekday_short,
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use std::sync::OnceLock;

/// The rule of Europe/Prague since 1996 (European summer time), in POSIX form.
const PRAGUE_RULE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// The time zone Europe/Prague.
///
/// Taken from the system's time zone database, so that a change of law arrives
/// with a system update; a machine without one gets the rule valid since 1996.
#[must_use]
pub fn prague() -> TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| {
        TimeZone::get("Europe/Prague").or_else(|_| TimeZone::posix(PRAGUE_RULE)).unwrap_or(TimeZone::UTC)
    })
    .clone()
}

/// The date and time on a wall clock in Prague at that moment.
#[must_use]
pub fn in_prague(moment: Timestamp) -> DateTime {
    prague().to_datetime(moment)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn prague_keeps_summer_and_winter_time() {
        let at = |text: &str| in_prague(text.parse().unwrap()).to_string();
        assert_eq!(at("2026-12-10T12:00:00Z"), "2026-12-10T13:00:00");
        assert_eq!(at("2026-07-10T12:00:00Z"), "2026-07-10T14:00:00");
    }

    #[test]
    fn the_built_in_rule_agrees_with_the_system_database() {
        let rule = TimeZone::posix(PRAGUE_RULE).unwrap();
        for hour in 0..24 * 366 {
            let moment = Timestamp::from_second(1_790_000_000 + hour * 3600).unwrap();
            assert_eq!(rule.to_datetime(moment), in_prague(moment));
        }
    }
}
