//! Pure rules of cases: ages, the clock of the protection plan, contacts as typed.

mod contacts;
pub(super) mod looks;
pub(super) mod opening;

pub(super) use contacts::{folded_address, folded_email, folded_phone};

use crate::kernel::Day;
use crate::law::Deadline;

/// A whole number of years and months that somebody has lived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// Whole years.
    pub years: i32,
    /// Whole months beyond the years, 0 to 11.
    pub months: i32,
}

/// Age on a day; nothing before birth. Who was born on 29 February grows older on 1 March in a common year.
#[must_use]
pub fn age_on(born: Day, on: Day) -> Option<Age> {
    if on < born {
        return None;
    }
    let mut months = (i32::from(on.year()) - i32::from(born.year())) * 12 + i32::from(on.month())
        - i32::from(born.month());
    if on.day() < born.day() {
        months -= 1;
    }
    Some(Age { years: months / 12, months: months % 12 })
}

impl Age {
    /// "13 let", under two years "5 měsíců".
    #[must_use]
    pub fn words(self) -> String {
        if self.years >= 2 {
            return czech::plural::count(self.years, "rok", "roky", "let");
        }
        match self.years * 12 + self.months {
            0 => "do 1\u{a0}měsíce".to_owned(),
            months => czech::plural::count(months, "měsíc", "měsíce", "měsíců"),
        }
    }
}

/// When the protection plan is due: as long after the entry into the register as the law's data say (§ 10/5 ZSPOD:
/// one month, the last day of a shorter month at most). Not moved off a weekend: the plan protects a child, so the
/// earlier day counts.
#[must_use]
pub fn plan_due(registered_on: Day, rule: Deadline) -> Day {
    rule.after(registered_on)
}

/// Where the clock of a child's protection plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanClock {
    /// The child is not entered in the register yet.
    NotStarted,
    /// Made on a day, so many days late (0: in time).
    Made(Day, i64),
    /// Due on a day that has passed, so many days ago.
    Late(Day, i64),
    /// Due within the next seven days (0: today).
    Soon(Day, i64),
    /// Due later.
    Later(Day, i64),
}

/// Days from one day to another; negative backwards.
fn days(from: Day, to: Day) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Where the clock stands on a day.
#[must_use]
pub fn plan_clock(due: Option<Day>, made: Option<Day>, today: Day) -> PlanClock {
    match (due, made) {
        (Some(due), Some(made)) => PlanClock::Made(made, days(due, made).max(0)),
        (None, Some(made)) => PlanClock::Made(made, 0),
        (None, None) => PlanClock::NotStarted,
        (Some(due), None) => match days(today, due) {
            left if left < 0 => PlanClock::Late(due, -left),
            left if left <= 7 => PlanClock::Soon(due, left),
            left => PlanClock::Later(due, left),
        },
    }
}

/// A phone as stored: `+420 NNN NNN NNN`, or a foreign one with its country code.
///
/// # Errors
/// A sentence for the person.
pub fn read_phone(typed: &str) -> Result<String, &'static str> {
    const SENTENCE: &str =
        "Telefonu nerozumíme. Napište devět číslic, třeba 585 000 111, u cizího čísla i předvolbu země.";
    let allowed =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/' | '(' | ')' | '.' | '+' | '\u{a0}');
    if !typed.chars().all(allowed) || typed.rfind('+').is_some_and(|at| at > 0) {
        return Err(SENTENCE);
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let (foreign, digits) = match (typed.starts_with('+'), digits.strip_prefix("00")) {
        (true, _) => (true, digits.as_str()),
        (false, Some(rest)) => (true, rest),
        (false, None) => (false, digits.as_str()),
    };
    let national = if foreign { digits.strip_prefix("420") } else { Some(digits) };
    match national {
        Some(number) if number.len() == 9 && !number.starts_with(['0', '1']) => {
            Ok(format!("+420 {}", in_threes(number)))
        }
        Some(_) => Err(SENTENCE),
        None if (8..=15).contains(&digits.len()) => Ok(format!("+{}", in_threes(digits))),
        None => Err(SENTENCE),
    }
}

fn in_threes(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// A Czech postcode as printed: `NNN NN`.
///
/// # Errors
/// A sentence for the person.
pub fn read_postcode(typed: &str) -> Result<String, &'static str> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = digits.len() == 5
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.starts_with(|c: char| ('1'..='7').contains(&c));
    match (fits, digits.get(..3), digits.get(3..)) {
        (true, Some(head), Some(tail)) => Ok(format!("{head} {tail}")),
        _ => Err("PSČ má pět číslic, například 785 01."),
    }
}

/// The parts of an address as a form asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressParts {
    /// Street with number, or the part of the town with number.
    pub street: String,
    /// `NNN NN`.
    pub postcode: String,
    /// Town.
    pub town: String,
}

impl AddressParts {
    /// In lines, as on an envelope; nothing when all is empty.
    #[must_use]
    pub fn lines(&self) -> Option<String> {
        let town = format!("{} {}", self.postcode, self.town);
        let lines: Vec<&str> =
            [self.street.as_str(), town.trim()].into_iter().filter(|l| !l.is_empty()).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Back from the lines.
    #[must_use]
    pub fn of(lines: &str) -> Self {
        let (first, last) = match lines.split_once('\n') {
            Some((street, rest)) => (street, rest),
            None if read_postcode(lines.get(..6).unwrap_or_default()).is_ok() => ("", lines),
            None => (lines, ""),
        };
        let (postcode, town) = match last.get(..6) {
            Some(code) if read_postcode(code).is_ok() => (code.trim(), last.get(6..).unwrap_or_default()),
            _ => ("", last),
        };
        Self { street: first.to_owned(), postcode: postcode.to_owned(), town: town.trim().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::law::Deadlines;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn any_day() -> impl Strategy<Value = Day> {
        (0i64..60_000).prop_map(|n| date(1950, 1, 1).checked_add(n.days()).unwrap())
    }

    #[test]
    fn the_plan_of_the_demo_child_is_due_a_month_after_the_entry() {
        let rule = Deadlines::default().protection_plan;
        assert_eq!(plan_due(date(2026, 9, 21), rule), date(2026, 10, 21));
        assert_eq!(plan_due(date(2026, 1, 31), rule), date(2026, 2, 28));
    }

    #[test]
    fn a_baby_is_counted_in_months_and_a_teenager_in_years() {
        let today = date(2026, 12, 10);
        assert_eq!(age_on(date(2026, 7, 2), today).unwrap().words(), "5\u{a0}měsíců");
        assert_eq!(age_on(date(2013, 3, 4), today).unwrap().words(), "13\u{a0}let");
        assert_eq!(age_on(date(2026, 12, 11), today), None);
    }

    #[test]
    fn phones_are_written_one_way_and_nonsense_is_refused() {
        for typed in ["585000111", "585 000 111", "+420585000111", "00420 585-000-111"] {
            assert_eq!(read_phone(typed), Ok("+420 585 000 111".to_owned()), "{typed}");
        }
        assert_eq!(read_phone("+421 905 123 456"), Ok("+421 905 123 456".to_owned()));
        for typed in ["", "12345", "585 000 11a", "+420 12", "58500+0111", "🙂"] {
            assert!(read_phone(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_clock_says_late_only_after_the_day_itself() {
        let due = date(2026, 10, 21);
        assert_eq!(plan_clock(Some(due), None, due), PlanClock::Soon(due, 0));
        assert_eq!(plan_clock(Some(due), None, date(2026, 10, 22)), PlanClock::Late(due, 1));
        assert_eq!(
            plan_clock(Some(due), Some(date(2026, 10, 16)), due),
            PlanClock::Made(date(2026, 10, 16), 0)
        );
        assert_eq!(plan_clock(None, None, due), PlanClock::NotStarted);
    }

    proptest! {
        #[test]
        fn age_never_decreases_and_grows_by_one_in_a_year(born in any_day(), later in 0i64..40_000) {
            let on = born.checked_add(later.days()).unwrap();
            let age = age_on(born, on).unwrap();
            let next = age_on(born, on.checked_add(1.day()).unwrap()).unwrap();
            prop_assert!((next.years, next.months) >= (age.years, age.months));
            prop_assert!((0..12).contains(&age.months));
            prop_assert_eq!(age_on(born, on.checked_add(366.days()).unwrap()).unwrap().years >= age.years, true);
        }

        #[test]
        fn the_plan_is_due_within_the_next_month_and_never_before_the_entry(entry in any_day()) {
            let due = plan_due(entry, Deadlines::default().protection_plan);
            let wait = days(entry, due);
            prop_assert!((28..=31).contains(&wait));
        }

        #[test]
        fn every_unmade_plan_stands_on_exactly_one_shelf(due in any_day(), today in any_day()) {
            let left = days(today, due);
            let fits = match plan_clock(Some(due), None, today) {
                PlanClock::Late(_, by) => left < 0 && by == -left,
                PlanClock::Soon(_, n) => (0..=7).contains(&left) && n == left,
                PlanClock::Later(_, n) => left > 7 && n == left,
                _ => false,
            };
            prop_assert!(fits);
        }

        #[test]
        fn an_address_survives_being_stored(street in "[A-Z][a-z]{2,12} [1-9]{1,3}", code in "[1-7][0-9]{2} [0-9]{2}", town in "[A-Z][a-z]{2,12}") {
            let parts = AddressParts { street, postcode: code, town };
            prop_assert_eq!(AddressParts::of(&parts.lines().unwrap()), parts);
        }

        #[test]
        fn no_typed_phone_or_postcode_breaks_the_rules(typed in ".{0,40}") {
            if let Ok(phone) = read_phone(&typed) {
                prop_assert!(phone.starts_with('+'));
                prop_assert_eq!(read_phone(&phone), Ok(phone.clone()));
            }
            if let Ok(code) = read_postcode(&typed) { prop_assert_eq!(code.len(), 6); }
            let _ = AddressParts::of(&typed);
        }
    }
}
