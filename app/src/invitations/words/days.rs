//! Days and times as a language writes them: one place for every page, letter and mail of an outsider. Pure.
//!
//! Sources: Czech as in [`czech::dates`]; Ukrainian as ДСТУ 4163:2020 writes days (10.12.2026, 10 грудня 2026 року);
//! English as the British write them (10 December 2026).

use super::Language;
use crate::invitations::rules;
use crate::kernel::{Day, Moment, TimeOfDay};
use jiff::civil::Weekday;

impl Language {
    /// The name of the day of the week: `čtvrtek`, `четвер`, `Thursday`.
    #[must_use]
    pub const fn weekday(self, day: Weekday) -> &'static str {
        match self {
            Self::Czech => czech::dates::weekday(day),
            Self::Ukrainian => ukrainian_weekday(day),
            Self::English => english_weekday(day),
        }
    }

    /// A day with its day of the week: `čtvrtek 10. prosince 2026`, `четвер, 10 грудня 2026 року`,
    /// `Thursday, 10 December 2026`.
    #[must_use]
    pub fn day(self, day: Day) -> String {
        match self {
            Self::Czech => czech::dates::long_with_weekday(day),
            Self::Ukrainian | Self::English => {
                format!("{}, {}", self.weekday(day.weekday()), self.date(day))
            }
        }
    }

    /// A day with its month in words: `10. prosince 2026`, `10 грудня 2026 року`, `10 December 2026`.
    #[must_use]
    pub fn date(self, day: Day) -> String {
        match self {
            Self::Czech => czech::dates::long(day),
            Self::Ukrainian => {
                format!("{}\u{a0}{} {}\u{a0}року", day.day(), ukrainian_month(day.month()), day.year())
            }
            Self::English => format!("{}\u{a0}{} {}", day.day(), english_month(day.month()), day.year()),
        }
    }

    /// A day as short as it is not mistaken: `10. 12. 2026`, `10.12.2026`, `10 December 2026`.
    #[must_use]
    pub fn short_date(self, day: Day) -> String {
        match self {
            Self::Czech => czech::dates::short(day),
            Self::Ukrainian => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
            // With the month in figures a reader from elsewhere would take the one for the other.
            Self::English => self.date(day),
        }
    }

    /// A day as it stands after "until": `pátku 27. listopadu 2026`, `п’ятниці, 27 листопада 2026 року`,
    /// `Friday, 27 November 2026`.
    #[must_use]
    pub fn until_day(self, day: Day) -> String {
        match self {
            Self::Czech => rules::until_day(day),
            Self::Ukrainian => {
                format!("{}, {}", ukrainian_weekday_after_until(day.weekday()), self.date(day))
            }
            Self::English => self.day(day),
        }
    }

    /// A time of day: `13.00`, in Ukrainian and English `13:00`.
    #[must_use]
    pub fn time(self, time: TimeOfDay) -> String {
        match self {
            Self::Czech => time.to_string(),
            Self::Ukrainian | Self::English => format!("{}:{:02}", time.minutes() / 60, time.minutes() % 60),
        }
    }

    /// A time of day with the preposition before it: `ve 13.00`, `о 13:00`, `at 13:00`.
    #[must_use]
    pub fn at(self, time: TimeOfDay) -> String {
        match self {
            Self::Czech => time.at(),
            // "Об одинадцятій": eleven begins with a vowel.
            Self::Ukrainian if time.minutes() / 60 == 11 => format!("об\u{a0}{}", self.time(time)),
            Self::Ukrainian => format!("о\u{a0}{}", self.time(time)),
            Self::English => format!("at\u{a0}{}", self.time(time)),
        }
    }

    /// A moment on the clock in Prague: `10. 12. 2026 ve 13.00`, `10.12.2026 о 13:00`, `10 December 2026 at 13:00`.
    #[must_use]
    pub fn moment(self, moment: Moment) -> String {
        format!("{} {}", self.short_date(moment.day()), self.at(moment.time_of_day()))
    }
}

const fn ukrainian_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "понеділок",
        Weekday::Tuesday => "вівторок",
        Weekday::Wednesday => "середа",
        Weekday::Thursday => "четвер",
        Weekday::Friday => "п’ятниця",
        Weekday::Saturday => "субота",
        Weekday::Sunday => "неділя",
    }
}

/// In the genitive, after "до".
const fn ukrainian_weekday_after_until(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "понеділка",
        Weekday::Tuesday => "вівторка",
        Weekday::Wednesday => "середи",
        Weekday::Thursday => "четверга",
        Weekday::Friday => "п’ятниці",
        Weekday::Saturday => "суботи",
        Weekday::Sunday => "неділі",
    }
}

/// In the genitive, as after a day.
const fn ukrainian_month(month: i8) -> &'static str {
    match month {
        1 => "січня",
        2 => "лютого",
        3 => "березня",
        4 => "квітня",
        5 => "травня",
        6 => "червня",
        7 => "липня",
        8 => "серпня",
        9 => "вересня",
        10 => "жовтня",
        11 => "листопада",
        _ => "грудня",
    }
}

const fn english_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

const fn english_month(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::kernel::Choice;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    const DAY: Day = date(2027, 3, 11);

    /// What the three languages say, with plain spaces.
    fn said(say: impl Fn(Language) -> String) -> [String; 3] {
        [Language::Czech, Language::Ukrainian, Language::English]
            .map(|language| say(language).replace('\u{a0}', " "))
    }

    #[test]
    fn a_day_is_written_in_every_usual_way_of_each_language() {
        assert_eq!(
            said(|language| language.day(DAY)),
            ["čtvrtek 11. března 2027", "четвер, 11 березня 2027 року", "Thursday, 11 March 2027"]
        );
        assert_eq!(
            said(|language| language.date(DAY)),
            ["11. března 2027", "11 березня 2027 року", "11 March 2027"]
        );
        assert_eq!(
            said(|language| language.short_date(date(2027, 3, 1))),
            ["1. 3. 2027", "01.03.2027", "1 March 2027"]
        );
        assert_eq!(
            said(|language| language.until_day(DAY)),
            ["čtvrtka 11. března 2027", "четверга, 11 березня 2027 року", "Thursday, 11 March 2027"]
        );
    }

    #[test]
    fn a_time_has_the_sign_and_the_preposition_of_its_language() {
        let at = |hour, minute| TimeOfDay::new(hour, minute).unwrap();
        assert_eq!(said(|language| language.time(at(9, 5))), ["9.05", "9:05", "9:05"]);
        assert_eq!(said(|language| language.at(at(13, 0))), ["ve 13.00", "о 13:00", "at 13:00"]);
        assert_eq!(said(|language| language.at(at(11, 30))), ["v 11.30", "об 11:30", "at 11:30"]);
        let moment = Moment::in_prague(DAY, at(10, 0).time());
        assert_eq!(
            said(|language| language.moment(moment)),
            ["11. 3. 2027 v 10.00", "11.03.2027 о 10:00", "11 March 2027 at 10:00"]
        );
    }

    #[test]
    fn every_day_of_a_week_and_every_month_has_a_name_of_its_own_and_no_czech_one() {
        for language in Language::ALL {
            let days: BTreeSet<String> = (1..=7).map(|day| language.day(date(2027, 3, day))).collect();
            let until: BTreeSet<String> = (1..=7).map(|day| language.until_day(date(2027, 3, day))).collect();
            let months: BTreeSet<String> =
                (1..=12).map(|month| language.date(date(2027, month, 1))).collect();
            assert_eq!((days.len(), until.len(), months.len()), (7, 7, 12), "{language:?}");
            let weekdays: BTreeSet<&str> =
                (1..=7).map(|day| language.weekday(date(2027, 3, day).weekday())).collect();
            assert_eq!(weekdays.len(), 7, "{language:?}");
            for text in days.iter().chain(&until).chain(&months) {
                let czech = text.chars().any(|c| "ěščřžýáíéúůňťď".contains(c));
                assert!(!czech || *language == Language::Czech, "{language:?}: {text}");
            }
        }
    }
}
