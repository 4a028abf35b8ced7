//! Dates and times from what Czechs type.

use super::writing::{weekday, weekday_short};
use crate::folding::fold;
use jiff::civil::{Date, Time, Weekday};
use std::fmt;

/// Why a typed date or time could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing was typed.
    Empty,
    /// The text does not look like a date (or time).
    Unreadable,
    /// It looks like one, but the calendar or clock has no such value: 31. 2.
    DoesNotExist,
    /// The date exists but falls on another day of the week than was typed.
    OtherWeekday(Weekday),
}

impl ReadError {
    /// What to tell the person about a date, in Czech.
    #[must_use]
    pub fn about_date(self) -> String {
        match self {
            Self::Empty => "Napište datum, například 10. 12. 2026.".to_owned(),
            Self::Unreadable => "Datu nerozumíme. Napište ho například takto: 10. 12. 2026.".to_owned(),
            Self::DoesNotExist => "Takový den v kalendáři není. Zkontrolujte den a měsíc.".to_owned(),
            Self::OtherWeekday(day) => {
                format!("Den v týdnu nesouhlasí: v kalendáři je to {}. Zkontrolujte datum.", weekday(day))
            }
        }
    }

    /// What to tell the person about a time, in Czech.
    #[must_use]
    pub const fn about_time(self) -> &'static str {
        match self {
            Self::Empty => "Napište čas, například 13.00.",
            Self::Unreadable | Self::OtherWeekday(_) => "Času nerozumíme. Napište ho například takto: 13.00.",
            Self::DoesNotExist => "Takový čas na hodinách není. Zkontrolujte hodiny a minuty.",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::DoesNotExist => "no such date or time",
            Self::OtherWeekday(_) => "the weekday does not match",
        })
    }
}

impl std::error::Error for ReadError {}

/// Two-digit years under this one belong to this century.
const CENTURY_SPLIT: i16 = 50;

/// Reads a date: `10.12.2026`, `10. 12. 26`, `10. prosince 2026`, `2026-12-10`,
/// `čt 10. 12. 2026`.
///
/// The day always comes before the month (except in ISO). The year is needed;
/// two digits mean 2000–2049 or 1950–1999, four digits 1900–2199.
///
/// # Errors
/// See [`ReadError`].
pub fn parse_date(text: &str) -> Result<Date, ReadError> {
    parse_with(text, |short| if short < CENTURY_SPLIT { 2000 + short } else { 1900 + short })
}

/// Reads a date of birth: as [`parse_date`], but a two-digit year is the latest
/// one that is not in the future, so `49` is 1949 and `17` is 2017.
///
/// # Errors
/// See [`ReadError`]. A date after `today` typed in full is returned as it is:
/// whether it may stand is the caller's rule.
pub fn parse_birth_date(text: &str, today: Date) -> Result<Date, ReadError> {
    let this_century = parse_with(text, |short| 2000 + short);
    match this_century {
        Ok(date) if date <= today => Ok(date),
        _ => parse_with(text, |short| 1900 + short),
    }
}

fn parse_with(text: &str, full_year: impl Fn(i16) -> i16) -> Result<Date, ReadError> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(ReadError::Empty);
    }
    let (typed_weekday, rest) = split_weekday(&folded);
    let mut parts = rest.split(['.', '/', '-', ' ', ',']).filter(|part| !part.is_empty());
    let (Some(first), Some(second), Some(third), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(ReadError::Unreadable);
    };
    let iso = first.len() == 4;
    let (day, year) = if iso { (third, first) } else { (first, third) };
    let year = match (number(year)?, year.len()) {
        (short, 2) => full_year(short),
        (full @ 1900..=2199, 4) => full,
        _ => return Err(ReadError::Unreadable),
    };
    let month = if iso { number(second)? } else { month_number(second)? };
    let day = number(day)?;
    let small = |n: i16| i8::try_from(n).map_err(|_| ReadError::DoesNotExist);
    let date = Date::new(year, small(month)?, small(day)?).map_err(|_| ReadError::DoesNotExist)?;
    match typed_weekday {
        Some(typed) if typed != date.weekday() => Err(ReadError::OtherWeekday(date.weekday())),
        _ => Ok(date),
    }
}

/// A number of one to four digits.
fn number(text: &str) -> Result<i16, ReadError> {
    if text.len() > 4 || !text.chars().all(|c| c.is_ascii_digit()) {
        return Err(ReadError::Unreadable);
    }
    text.parse().map_err(|_| ReadError::Unreadable)
}

/// Takes a leading day of the week off: `čtvrtek`, `ve čtvrtek`, `čt`, `čt.`.
fn split_weekday(folded: &str) -> (Option<Weekday>, &str) {
    let text = folded.strip_prefix("ve ").or_else(|| folded.strip_prefix("v ")).unwrap_or(folded);
    let Some((word, rest)) = text.split_once([' ', '.', ',']) else { return (None, text) };
    let found = Weekday::Monday.cycle_forward().take(7).find(|day| {
        let accusative = match day {
            Weekday::Wednesday => "stredu",
            Weekday::Saturday => "sobotu",
            Weekday::Sunday => "nedeli",
            _ => "",
        };
        word == fold(weekday(*day)) || word == fold(weekday_short(*day)) || word == accusative
    });
    if found.is_some() { (found, rest) } else { (None, text) }
}

/// A month as a number, in the first or second case, or a Roman numeral.
fn month_number(word: &str) -> Result<i16, ReadError> {
    Ok(match word {
        "leden" | "ledna" | "led" => 1,
        "unor" | "unora" | "uno" => 2,
        "brezen" | "brezna" | "bre" => 3,
        "duben" | "dubna" | "dub" => 4,
        "kveten" | "kvetna" | "kve" => 5,
        "cerven" | "cervna" => 6,
        "cervenec" | "cervence" => 7,
        "srpen" | "srpna" | "srp" => 8,
        "zari" => 9,
        "rijen" | "rijna" | "rij" => 10,
        "listopad" | "listopadu" | "lis" => 11,
        "prosinec" | "prosince" | "pro" => 12,
        _ => number(word)?,
    })
}

/// Reads a time of day: `13:00`, `13.00`, `13 h`, `9`, `930`, `13:00:00`.
///
/// Seconds are accepted (some browsers send them) and dropped.
///
/// # Errors
/// See [`ReadError`]; hours over 23 and minutes over 59 do not exist.
pub fn parse_time(text: &str) -> Result<Time, ReadError> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(ReadError::Empty);
    }
    let digits = folded.strip_prefix("ve ").or_else(|| folded.strip_prefix("v ")).unwrap_or(&folded);
    let bare = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '.'));
    let unit = digits.get(bare.len()..).unwrap_or("").trim_matches([' ', '.']);
    if !matches!(unit, "" | "h" | "hod" | "hodin" | "hodiny" | "hodina" | "hodinu") {
        return Err(ReadError::Unreadable);
    }
    let parts: Vec<&str> = bare.split([':', '.']).map(str::trim).collect();
    let (hour, minute) = match parts.as_slice() {
        [hour] if hour.len() <= 2 => (*hour, "0"),
        [both] if matches!(both.len(), 3 | 4) => {
            both.split_at_checked(both.len() - 2).ok_or(ReadError::Unreadable)?
        }
        [hour, minute] | [hour, minute, _] if minute.len() == 2 => (*hour, *minute),
        _ => return Err(ReadError::Unreadable),
    };
    if let [_, _, second] = parts.as_slice() {
        number(second)?;
    }
    if hour.is_empty() || hour.len() > 2 {
        return Err(ReadError::Unreadable);
    }
    let small = |n: i16| i8::try_from(n).map_err(|_| ReadError::DoesNotExist);
    Time::new(small(number(hour)?)?, small(number(minute)?)?, 0, 0).map_err(|_| ReadError::DoesNotExist)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::super::writing::{long, long_with_weekday, on_day, short};
    use super::*;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    #[test]
    fn a_date_is_read_however_a_czech_types_it() {
        for typed in [
            "10.12.2026",
            "10. 12. 2026",
            " 10.\u{a0}12.\u{a0}2026 ",
            "10. prosince 2026",
            "10 prosinec 2026",
            "2026-12-10",
            "10/12/2026",
            "10.12.26",
            "čtvrtek 10. 12. 2026",
            "ve čtvrtek 10. prosince 2026",
            "čt 10. 12. 2026",
            "10. PROSINCE 2026",
        ] {
            assert_eq!(parse_date(typed), Ok(date(2026, 12, 10)), "{typed}");
        }
        assert_eq!(parse_date("1. 7. 2026"), parse_date("1. července 2026"));
        assert_eq!(parse_date("1. 6. 2026"), parse_date("1. června 2026"));
    }

    #[test]
    fn a_date_that_cannot_be_used_says_why() {
        assert_eq!(parse_date("  "), Err(ReadError::Empty));
        assert_eq!(parse_date("příští týden"), Err(ReadError::Unreadable));
        assert_eq!(parse_date("10. 12."), Err(ReadError::Unreadable));
        assert_eq!(parse_date("10. 12. 202"), Err(ReadError::Unreadable));
        assert_eq!(parse_date("31. 2. 2026"), Err(ReadError::DoesNotExist));
        assert_eq!(parse_date("12/31/2026"), Err(ReadError::DoesNotExist));
        assert_eq!(parse_date("29. 2. 2027"), Err(ReadError::DoesNotExist));
        assert_eq!(parse_date("pátek 10. 12. 2026"), Err(ReadError::OtherWeekday(Weekday::Thursday)));
        assert!(ReadError::OtherWeekday(Weekday::Thursday).about_date().contains("čtvrtek"));
    }

    #[test]
    fn short_years_mean_the_likely_century() {
        let today = date(2026, 11, 21);
        assert_eq!(parse_date("1. 2. 87"), Ok(date(1987, 2, 1)));
        assert_eq!(parse_date("1. 2. 27"), Ok(date(2027, 2, 1)));
        assert_eq!(parse_birth_date("1. 2. 49", today), Ok(date(1949, 2, 1)));
        assert_eq!(parse_birth_date("1. 2. 17", today), Ok(date(2017, 2, 1)));
        assert_eq!(parse_birth_date("1. 2. 2017", today), Ok(date(2017, 2, 1)));
        assert_eq!(parse_birth_date("31. 2. 17", today), Err(ReadError::DoesNotExist));
    }

    #[test]
    fn a_time_is_read_however_a_czech_types_it() {
        for typed in
            ["13:00", "13.00", "13", "13 h", "13 hodin", "13.00 hod.", "1300", "13:00:00", "ve 13.00"]
        {
            assert_eq!(parse_time(typed), Ok(time(13, 0, 0, 0)), "{typed}");
        }
        assert_eq!(parse_time("9"), Ok(time(9, 0, 0, 0)));
        assert_eq!(parse_time("930"), Ok(time(9, 30, 0, 0)));
        assert_eq!(parse_time("00:05"), Ok(time(0, 5, 0, 0)));
    }

    #[test]
    fn a_time_that_cannot_be_used_says_why() {
        assert_eq!(parse_time(""), Err(ReadError::Empty));
        assert_eq!(parse_time("odpoledne"), Err(ReadError::Unreadable));
        assert_eq!(parse_time("13:5"), Err(ReadError::Unreadable));
        assert_eq!(parse_time("24:00"), Err(ReadError::DoesNotExist));
        assert_eq!(parse_time("13:60"), Err(ReadError::DoesNotExist));
    }

    proptest! {
        #[test]
        fn what_we_write_we_also_read(year in 1950i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let day = date(year, month, day);
            for text in [short(day), long(day), long_with_weekday(day), format!("{} {year}", on_day(day)), day.to_string()] {
                prop_assert_eq!(parse_date(&text), Ok(day));
            }
        }

        #[test]
        fn no_text_makes_reading_panic(text in any::<String>()) {
            let _ = (parse_date(&text), parse_time(&text));
        }
    }
}
