//! The table of one office on one day: which verdict stands for a reader, a group and an occasion. Pure.

use super::model::{Rule, TableOccasion};
use crate::cases::ReaderKind;
use crate::kernel::{Choice, Day};
use facts::FactGroup;
use outbound::Verdict;
use std::collections::HashMap;
use std::sync::Arc;

/// How restrictive a verdict is; more is stricter.
#[must_use]
pub const fn strictness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Show => 0,
        Verdict::Oral => 1,
        Verdict::AskHead => 2,
        Verdict::Never => 3,
    }
}

/// The stricter of two verdicts.
#[must_use]
pub const fn stricter(one: Verdict, other: Verdict) -> Verdict {
    if strictness(one) >= strictness(other) { one } else { other }
}

type Place = (&'static str, FactGroup, TableOccasion);

/// The rules in effect; a copy is cheap.
#[derive(Clone, Debug, Default)]
pub struct Matrix(Arc<HashMap<Place, Rule>>);

impl Matrix {
    /// From rules in the order in which they were made: of those in effect the later one counts, and an office's
    /// own counts more than a default.
    #[must_use]
    pub fn on(day: Day, rules: impl IntoIterator<Item = Rule>) -> Self {
        let mut cells: HashMap<Place, Rule> = HashMap::new();
        for rule in rules.into_iter().filter(|rule| rule.in_effect(day)) {
            let place = (rule.reader.code(), rule.group, rule.occasion);
            let outweighed = cells.get(&place).is_some_and(|standing| {
                let (own, theirs) = (!rule.is_default(), !standing.is_default());
                (own, rule.valid_from) < (theirs, standing.valid_from)
            });
            if !outweighed {
                cells.insert(place, rule);
            }
        }
        Self(Arc::new(cells))
    }

    /// The rule that stands, if somebody made one.
    #[must_use]
    pub fn rule(&self, reader: ReaderKind, group: FactGroup, occasion: TableOccasion) -> Option<&Rule> {
        self.0.get(&(reader.code(), group, occasion))
    }

    /// The verdict; what nobody decided is never shown, and neither is the notifier, whatever a row says.
    #[must_use]
    pub fn verdict(&self, reader: ReaderKind, group: FactGroup, occasion: TableOccasion) -> Verdict {
        if group == FactGroup::Notifier {
            return Verdict::Never;
        }
        self.rule(reader, group, occasion).map_or(Verdict::Never, |rule| rule.verdict)
    }

    /// Rules that nobody has answered for.
    #[must_use]
    pub fn unverified(&self) -> usize {
        self.0.values().filter(|rule| rule.verified_on.is_none()).count()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::disclosure::defaults;
    use crate::kernel::Id;
    use jiff::civil::date;
    use uuid::Uuid;

    const SCHOOL: (FactGroup, TableOccasion) = (FactGroup::HealthChild, TableOccasion::Record);

    fn school() -> ReaderKind {
        ReaderKind::from_code("school").unwrap()
    }

    fn decided(office: u128, verdict: Verdict, from: Day) -> Rule {
        Rule {
            id: Id::from_uuid(Uuid::from_u128(7)),
            office: Id::from_uuid(Uuid::from_u128(office)),
            reader: school(),
            group: SCHOOL.0,
            occasion: SCHOOL.1,
            verdict,
            ground: String::new(),
            note: String::new(),
            purpose: String::new(),
            valid_from: from,
            valid_to: None,
            verified_on: None,
            decided_by: None,
        }
    }

    fn verdict(rules: Vec<Rule>, on: Day) -> Verdict {
        Matrix::on(on, rules).verdict(school(), SCHOOL.0, SCHOOL.1)
    }

    #[test]
    fn the_defaults_name_every_reader_and_group_on_every_occasion() {
        let matrix = Matrix::on(date(2026, 11, 21), defaults::rules().unwrap());
        for reader in ReaderKind::ALL {
            for group in FactGroup::ALL {
                for occasion in TableOccasion::ALL {
                    let rule = matrix.rule(*reader, group, *occasion);
                    assert!(rule.is_some(), "{} {group} {}", reader.code(), occasion.code());
                }
            }
        }
        assert_eq!(matrix.verdict(school(), SCHOOL.0, SCHOOL.1), Verdict::Never);
    }

    #[test]
    fn an_office_overrides_the_default_from_its_day_on_and_even_a_later_default_does_not_undo_it() {
        let rules = vec![
            decided(0, Verdict::Never, date(2026, 1, 1)),
            decided(5, Verdict::AskHead, date(2026, 11, 1)),
            decided(0, Verdict::Show, date(2026, 12, 1)),
        ];
        assert_eq!(verdict(rules.clone(), date(2026, 10, 31)), Verdict::Never);
        assert_eq!(verdict(rules.clone(), date(2026, 11, 1)), Verdict::AskHead);
        assert_eq!(verdict(rules, date(2026, 12, 5)), Verdict::AskHead);
    }

    #[test]
    fn of_two_decisions_of_one_day_the_later_counts() {
        let day = date(2026, 11, 1);
        let rules = vec![decided(5, Verdict::Show, day), decided(5, Verdict::Never, day)];
        assert_eq!(verdict(rules, day), Verdict::Never);
    }

    #[test]
    fn a_decision_that_has_run_out_gives_way_to_the_default() {
        let mut own = decided(5, Verdict::Show, date(2026, 11, 1));
        own.valid_to = Some(date(2026, 11, 30));
        let rules = vec![decided(0, Verdict::Never, date(2026, 1, 1)), own];
        assert_eq!(verdict(rules.clone(), date(2026, 11, 30)), Verdict::Show);
        assert_eq!(verdict(rules, date(2026, 12, 1)), Verdict::Never);
    }

    #[test]
    fn nobody_can_decide_that_the_notifier_is_named() {
        let mut rule = decided(5, Verdict::Show, date(2026, 11, 1));
        rule.group = FactGroup::Notifier;
        let matrix = Matrix::on(date(2026, 11, 21), vec![rule]);
        assert_eq!(matrix.verdict(school(), FactGroup::Notifier, SCHOOL.1), Verdict::Never);
    }

    #[test]
    fn what_nobody_decided_is_never_shown() {
        assert_eq!(verdict(Vec::new(), date(2026, 11, 21)), Verdict::Never);
    }
}
