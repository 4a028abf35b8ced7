//! Czech public holidays.
//!
//! Source: Act 245/2000 Sb., on public holidays, other holidays, significant
//! days and days of rest; Good Friday since its amendment in force from 2016.
//! A holiday on a weekend is not moved to another day. Meant for years since
//! 2001; earlier laws differed.

use jiff::civil::Date;

/// First year in which Good Friday was a day of rest.
const GOOD_FRIDAY_SINCE: i16 = 2016;

/// The Czech name of the public holiday on `date`, if it is one.
#[must_use]
pub fn holiday(date: Date) -> Option<&'static str> {
    fixed_holiday(date).or_else(|| movable_holiday(date))
}

fn fixed_holiday(date: Date) -> Option<&'static str> {
    Some(match (date.month(), date.day()) {
        (1, 1) => "Nový rok a Den obnovy samostatného českého státu",
        (5, 1) => "Svátek práce",
        (5, 8) => "Den vítězství",
        (7, 5) => "Den slovanských věrozvěstů Cyrila a Metoděje",
        (7, 6) => "Den upálení mistra Jana Husa",
        (9, 28) => "Den české státnosti",
        (10, 28) => "Den vzniku samostatného československého státu",
        (11, 17) => "Den boje za svobodu a demokracii a Mezinárodní den studentstva",
        (12, 24) => "Štědrý den",
        (12, 25) => "1. svátek vánoční",
        (12, 26) => "2. svátek vánoční",
        _ => return None,
    })
}

fn movable_holiday(date: Date) -> Option<&'static str> {
    let days_from_easter = easter_sunday(date.year())?.duration_until(date).as_hours() / 24;
    match days_from_easter {
        -2 if date.year() >= GOOD_FRIDAY_SINCE => Some("Velký pátek"),
        1 => Some("Velikonoční pondělí"),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar.
///
/// Method: the anonymous Gregorian computus in the writing of Meeus,
/// *Astronomical Algorithms*, chapter 8. `None` for years before 1583, when
/// that calendar did not exist.
#[must_use]
pub fn easter_sunday(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (golden, century, in_century) = (y % 19, y / 100, y % 100);
    let lunar_correction = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - lunar_correction + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let march_based = epact + weekday - 7 * late + 114;
    let month = i8::try_from(march_based / 31).ok()?;
    let day = i8::try_from(march_based % 31 + 1).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::{Weekday, date};

    #[test]
    fn easter_falls_on_the_published_days() {
        for (year, month, day) in [
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
        ] {
            assert_eq!(easter_sunday(year), Some(date(year, month, day)), "{year}");
        }
    }

    #[test]
    fn easter_is_always_a_sunday_in_spring() {
        for year in 1583..=4000 {
            let easter = easter_sunday(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sunday);
            assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25));
        }
    }

    #[test]
    fn good_friday_is_a_holiday_only_since_2016() {
        assert_eq!(holiday(date(2026, 4, 3)), Some("Velký pátek"));
        assert_eq!(holiday(date(2027, 3, 26)), Some("Velký pátek"));
        assert_eq!(holiday(date(2016, 3, 25)), Some("Velký pátek"));
        assert_eq!(holiday(date(2015, 4, 3)), None);
        assert_eq!(holiday(date(2015, 4, 6)), Some("Velikonoční pondělí"));
        assert_eq!(holiday(date(2027, 3, 29)), Some("Velikonoční pondělí"));
    }

    #[test]
    fn a_year_has_thirteen_holidays_and_none_is_moved() {
        let days: Vec<_> = date(2026, 1, 1)
            .series(jiff::Span::new().days(1))
            .take(365)
            .filter(|d| holiday(*d).is_some())
            .collect();
        assert_eq!(days.len(), 13);
        assert!(holiday(date(2026, 9, 28)).is_some());
        // 17 November 2029 is a Saturday: the Monday after it is an ordinary day.
        assert_eq!(holiday(date(2029, 11, 19)), None);
    }
}
