//! Dates and times to Czech text.

use super::in_prague;
use crate::{plural::count, typography::NBSP};
use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday},
};

/// The name of the day of the week: `čtvrtek`.
#[must_use]
pub const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "pondělí",
        Weekday::Tuesday => "úterý",
        Weekday::Wednesday => "středa",
        Weekday::Thursday => "čtvrtek",
        Weekday::Friday => "pátek",
        Weekday::Saturday => "sobota",
        Weekday::Sunday => "neděle",
    }
}

/// The abbreviation of the day of the week: `čt`.
#[must_use]
pub const fn weekday_short(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "po",
        Weekday::Tuesday => "út",
        Weekday::Wednesday => "st",
        Weekday::Thursday => "čt",
        Weekday::Friday => "pá",
        Weekday::Saturday => "so",
        Weekday::Sunday => "ne",
    }
}

/// The day of the week with its preposition, as in "we meet on …".
const fn on_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "v\u{a0}pondělí",
        Weekday::Tuesday => "v\u{a0}úterý",
        Weekday::Wednesday => "ve středu",
        Weekday::Thursday => "ve čtvrtek",
        Weekday::Friday => "v\u{a0}pátek",
        Weekday::Saturday => "v\u{a0}sobotu",
        Weekday::Sunday => "v\u{a0}neděli",
    }
}

/// Month in the second case, as after a day: `prosince`.
const fn of_month(month: i8) -> &'static str {
    match month {
        1 => "ledna",
        2 => "února",
        3 => "března",
        4 => "dubna",
        5 => "května",
        6 => "června",
        7 => "července",
        8 => "srpna",
        9 => "září",
        10 => "října",
        11 => "listopadu",
        _ => "prosince",
    }
}

/// Month in the first case: `prosinec`.
const fn month(month: i8) -> &'static str {
    match month {
        1 => "leden",
        2 => "únor",
        3 => "březen",
        4 => "duben",
        5 => "květen",
        6 => "červen",
        7 => "červenec",
        8 => "srpen",
        9 => "září",
        10 => "říjen",
        11 => "listopad",
        _ => "prosinec",
    }
}

/// `10. prosince`
fn day_of_month(date: Date) -> String {
    format!("{}.{NBSP}{}", date.day(), of_month(date.month()))
}

/// `10. prosince 2026`
#[must_use]
pub fn long(date: Date) -> String {
    format!("{} {}", day_of_month(date), date.year())
}

/// `čtvrtek 10. prosince 2026`
#[must_use]
pub fn long_with_weekday(date: Date) -> String {
    format!("{} {}", weekday(date.weekday()), long(date))
}

/// `ve čtvrtek 10. prosince`
#[must_use]
pub fn on_day(date: Date) -> String {
    format!("{} {}", on_weekday(date.weekday()), day_of_month(date))
}

/// `10. 12. 2026`
#[must_use]
pub fn short(date: Date) -> String {
    format!("{}.{NBSP}{}.{NBSP}{}", date.day(), date.month(), date.year())
}

/// `čt 10. 12.`
#[must_use]
pub fn brief(date: Date) -> String {
    format!("{}{NBSP}{}.{NBSP}{}.", weekday_short(date.weekday()), date.day(), date.month())
}

/// `prosinec 2026`
#[must_use]
pub fn month_year(date: Date) -> String {
    format!("{} {}", month(date.month()), date.year())
}

/// A span of days, first and last included, in either order: `10.–12. prosince
/// 2026`, `30. listopadu – 2. prosince 2026`, `28. prosince 2026 – 3. ledna 2027`.
#[must_use]
pub fn date_range(one_end: Date, other_end: Date) -> String {
    let (first, last) = (one_end.min(other_end), one_end.max(other_end));
    if first == last {
        long(last)
    } else if first.year() != last.year() {
        format!("{}{NBSP}– {}", long(first), long(last))
    } else if first.month() != last.month() {
        format!("{}{NBSP}– {}", day_of_month(first), long(last))
    } else {
        format!("{}.–{}", first.day(), long(last))
    }
}

/// `13.00`, `9.30`
#[must_use]
pub fn time(time: Time) -> String {
    format!("{}.{:02}", time.hour(), time.minute())
}

/// `13.00–15.00`
#[must_use]
pub fn time_range(from: Time, to: Time) -> String {
    format!("{}–{}", self::time(from), self::time(to))
}

/// A moment on the clock in Prague: `10. 12. 2026, 13.00`.
#[must_use]
pub fn local_moment(moment: Timestamp) -> String {
    let local = in_prague(moment);
    format!("{}, {}", short(local.date()), time(local.time()))
}

/// How far the day is from `today`: `za 19 dní`, `zítra`, `dnes`, `před 3 dny`.
#[must_use]
pub fn relative(date: Date, today: Date) -> String {
    let days = today.duration_until(date).as_hours() / 24;
    match days {
        0 => "dnes".to_owned(),
        1 => "zítra".to_owned(),
        2 => "pozítří".to_owned(),
        -1 => "včera".to_owned(),
        -2 => "předevčírem".to_owned(),
        3.. => format!("za {}", count(days, "den", "dny", "dní")),
        _ => format!("před {}", count(days.unsigned_abs(), "dnem", "dny", "dny")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::typography::{nbsp, plain};
    use jiff::civil::{date, time as clock};

    const CONFERENCE: Date = date(2026, 12, 10);

    #[test]
    fn a_conference_day_is_written_in_every_usual_way() {
        assert_eq!(plain(&long_with_weekday(CONFERENCE)), "čtvrtek 10. prosince 2026");
        assert_eq!(plain(&short(CONFERENCE)), "10. 12. 2026");
        assert_eq!(plain(&brief(CONFERENCE)), "čt 10. 12.");
        assert_eq!(plain(&on_day(CONFERENCE)), "ve čtvrtek 10. prosince");
        assert_eq!(plain(&on_day(date(2026, 11, 17))), "v úterý 17. listopadu");
        assert_eq!(month_year(CONFERENCE), "prosinec 2026");
    }

    #[test]
    fn dates_carry_no_break_spaces_that_the_typography_agrees_with() {
        assert_eq!(short(CONFERENCE), "10.\u{a0}12.\u{a0}2026");
        for text in [
            long_with_weekday(CONFERENCE),
            short(CONFERENCE),
            on_day(CONFERENCE),
            date_range(CONFERENCE, date(2027, 1, 3)),
        ] {
            assert_eq!(nbsp(&plain(&text)), text);
        }
    }

    #[test]
    fn spans_name_only_what_differs() {
        assert_eq!(plain(&date_range(CONFERENCE, date(2026, 12, 12))), "10.–12. prosince 2026");
        assert_eq!(
            plain(&date_range(date(2026, 12, 2), date(2026, 11, 30))),
            "30. listopadu – 2. prosince 2026"
        );
        assert_eq!(
            plain(&date_range(date(2026, 12, 28), date(2027, 1, 3))),
            "28. prosince 2026 – 3. ledna 2027"
        );
        assert_eq!(plain(&date_range(CONFERENCE, CONFERENCE)), "10. prosince 2026");
    }

    #[test]
    fn times_have_a_full_stop_and_two_digits_of_minutes() {
        assert_eq!(time_range(clock(13, 0, 0, 0), clock(15, 0, 0, 0)), "13.00–15.00");
        assert_eq!(time(clock(9, 5, 0, 0)), "9.05");
        assert_eq!(plain(&local_moment("2026-12-10T12:00:00Z".parse().unwrap())), "10. 12. 2026, 13.00");
    }

    #[test]
    fn distance_in_days_is_said_as_people_say_it() {
        let from_today = |d| plain(&relative(d, date(2026, 11, 21)));
        assert_eq!(from_today(CONFERENCE), "za 19 dní");
        assert_eq!(from_today(date(2026, 11, 21)), "dnes");
        assert_eq!(from_today(date(2026, 11, 22)), "zítra");
        assert_eq!(from_today(date(2026, 11, 23)), "pozítří");
        assert_eq!(from_today(date(2026, 11, 24)), "za 3 dny");
        assert_eq!(from_today(date(2026, 11, 20)), "včera");
        assert_eq!(from_today(date(2026, 11, 18)), "před 3 dny");
        assert_eq!(from_today(date(2026, 10, 21)), "před 31 dny");
    }
}
