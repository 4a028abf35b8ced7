//! Which row is valid on a day, and what a deadline makes of a day.

use super::model::{Content, Deadline, Deadlines, Entry, Unit};
use crate::kernel::Day;

/// Deadlines by code, with their Czech names and the defaults of practice.
pub(super) const DEADLINES: &[(&str, &str, i64, Unit)] = &[
    ("invitations", "Pozvánky před jednáním", 10, Unit::WorkingDay),
    ("urgent", "Pozvánky na naléhavou konferenci", 5, Unit::WorkingDay),
    ("preparation", "Přípravný rozhovor před jednáním", 3, Unit::WorkingDay),
    ("readiness", "Poslední kontrola připravenosti", 2, Unit::WorkingDay),
    ("minutes_draft", "Návrh zápisu po jednání", 5, Unit::WorkingDay),
    ("comments", "Připomínky k návrhu zápisu", 7, Unit::CalendarDay),
    ("final_minutes", "Konečný zápis a úprava individuálního plánu", 10, Unit::WorkingDay),
    ("first_check", "První kontrola úkolů", 30, Unit::CalendarDay),
    ("task_reminder", "Připomínka úkolu před jeho dnem", 3, Unit::WorkingDay),
    ("protection_plan", "Individuální plán ochrany dítěte od zařazení do evidence", 1, Unit::Month),
    ("follow_up", "Navazující konference", 90, Unit::CalendarDay),
    (CHILD_REASON, "Od jakého věku se zapisuje, proč dítě u stolu nebude", 12, Unit::Year),
];

/// From what age it is written down why a child will not sit at the table: the age from which the Civil Code presumes
/// that a child can take in what concerns it and form a view.
pub(super) const CHILD_REASON: &str = "child_reason";

/// The Czech name of a deadline.
pub(super) fn deadline_name(code: &str) -> &'static str {
    DEADLINES.iter().find(|(c, ..)| *c == code).map_or("Lhůta", |(_, name, ..)| name)
}

/// A deadline's default.
fn default_of(code: &str) -> Deadline {
    let found = DEADLINES.iter().find(|(c, ..)| *c == code);
    found.map_or(Deadline { amount: 0, unit: Unit::CalendarDay, verified: false }, |(_, _, amount, unit)| {
        Deadline { amount: *amount, unit: *unit, verified: false }
    })
}

impl Default for Deadlines {
    fn default() -> Self {
        Self::from_lookup(|_| None)
    }
}

impl Deadlines {
    /// From what the lookup knows; the defaults where it knows nothing.
    pub(super) fn from_lookup(known: impl Fn(&str) -> Option<Deadline>) -> Self {
        let get = |code: &str| known(code).unwrap_or_else(|| default_of(code));
        Self {
            invitations: get("invitations"),
            urgent: get("urgent"),
            preparation: get("preparation"),
            readiness: get("readiness"),
            minutes_draft: get("minutes_draft"),
            comments: get("comments"),
            final_minutes: get("final_minutes"),
            first_check: get("first_check"),
            task_reminder: get("task_reminder"),
            protection_plan: get("protection_plan"),
            follow_up: get("follow_up"),
            child_reason: get(CHILD_REASON),
        }
    }
}

impl Deadline {
    /// The last day when something that must lie this long *before* `day` can be done.
    #[must_use]
    pub fn before(self, day: Day) -> Day {
        self.shifted(day, -1)
    }

    /// The day when something is due this long *after* `day`.
    #[must_use]
    pub fn after(self, day: Day) -> Day {
        self.shifted(day, 1)
    }

    fn shifted(self, day: Day, direction: i32) -> Day {
        let amount = direction * i32::try_from(self.amount.clamp(0, 3650)).unwrap_or(0);
        match self.unit {
            Unit::WorkingDay => czech::working_days::add_working_days(day, amount),
            Unit::CalendarDay => day.saturating_add(jiff::Span::new().days(amount)),
            Unit::Month => czech::working_days::add_months_clamped(day, amount),
            Unit::Year => czech::working_days::add_months_clamped(day, amount.saturating_mul(12)),
        }
    }

    /// "10 pracovních dnů", "1 měsíc".
    #[must_use]
    pub fn words(self) -> String {
        let (one, few, many) = match self.unit {
            Unit::WorkingDay => ("pracovní den", "pracovní dny", "pracovních dnů"),
            Unit::CalendarDay => ("den", "dny", "dnů"),
            Unit::Month => ("měsíc", "měsíce", "měsíců"),
            Unit::Year => ("rok", "roky", "let"),
        };
        czech::plural::count(u32::try_from(self.amount).unwrap_or(0), one, few, many)
    }
}

/// Whether a row is valid on a day. An unknown beginning counts as long ago.
#[must_use]
pub(super) fn valid_on(entry: &Entry, day: Day) -> bool {
    entry.valid_from.is_none_or(|from| from <= day) && entry.valid_to.is_none_or(|to| to >= day)
}

/// The row valid on a day among all rows of one code: the one that began last; of two that began on the same
/// day the later written (a correction).
#[must_use]
pub(super) fn current(rows: &[Entry], day: Day) -> Option<&Entry> {
    rows.iter().filter(|row| valid_on(row, day)).max_by_key(|row| (row.valid_from, row.created, row.id))
}

/// The words of a row for comparing two versions: label and value.
#[must_use]
pub(super) fn said(content: &Content) -> Vec<(&'static str, String)> {
    match content {
        Content::Reference { act, section, title, wording } => vec![
            ("Předpis", act.clone()),
            ("Ustanovení", section.clone()),
            ("O čem je", title.clone()),
            ("Co říká", wording.clone()),
        ],
        Content::Deadline { amount, unit, basis } => vec![
            ("Délka", Deadline { amount: *amount, unit: *unit, verified: false }.words()),
            ("Podle čeho", basis.clone()),
        ],
        Content::Definition { term, wording, source } => {
            vec![("Pojem", term.clone()), ("Význam", wording.clone()), ("Odkud", source.clone())]
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::kernel::{Id, Moment};
    use proptest::prelude::*;

    fn row(number: u128, from: Option<Day>, to: Option<Day>) -> Entry {
        Entry {
            id: Id::from_uuid(uuid::Uuid::from_u128(number)),
            code: "comments".into(),
            content: Content::Deadline { amount: 7, unit: Unit::CalendarDay, basis: String::new() },
            valid_from: from,
            valid_to: to,
            verified_on: None,
            verified_by: None,
            note: None,
            created: Moment::from_timestamp(jiff::Timestamp::UNIX_EPOCH),
            version: 1,
        }
    }

    fn day(year: i16, month: i8, d: i8) -> Day {
        Day::constant(year, month, d)
    }

    #[test]
    fn a_new_wording_holds_from_its_day_and_the_old_one_until_then() {
        let rows = [row(1, None, None), row(2, Some(day(2027, 1, 1)), None)];
        assert_eq!(current(&rows, day(2026, 12, 31)).unwrap().id, rows[0].id);
        assert_eq!(current(&rows, day(2027, 1, 1)).unwrap().id, rows[1].id);
    }

    #[test]
    fn a_row_that_ended_is_not_valid_any_more() {
        let rows = [row(1, None, Some(day(2026, 12, 31)))];
        assert!(current(&rows, day(2026, 12, 31)).is_some());
        assert!(current(&rows, day(2027, 1, 1)).is_none());
    }

    #[test]
    fn the_defaults_are_those_of_practice_and_nobody_has_verified_them() {
        let deadlines = Deadlines::default();
        assert_eq!(deadlines.invitations.words(), "10\u{a0}pracovních dnů");
        assert_eq!(deadlines.protection_plan.after(day(2026, 1, 31)), day(2026, 2, 28));
        assert!(!deadlines.invitations.verified);
        // Ten working days before Thursday 10 December 2026; 17 November is a holiday, but earlier.
        assert_eq!(deadlines.invitations.before(day(2026, 12, 10)), day(2026, 11, 26));
    }

    proptest! {
        #[test]
        fn a_longer_deadline_never_ends_sooner(amount in 0i64..400, unit in 0usize..3, offset in 0i32..3000) {
            let unit = [Unit::WorkingDay, Unit::CalendarDay, Unit::Month][unit];
            let start = day(2026, 1, 1).saturating_add(jiff::Span::new().days(offset));
            let short = Deadline { amount, unit, verified: false };
            let long = Deadline { amount: amount + 1, ..short };
            prop_assert!(long.after(start) >= short.after(start));
            prop_assert!(long.before(start) <= short.before(start));
            prop_assert!(short.before(start) <= start && short.after(start) >= start);
        }
    }
}
