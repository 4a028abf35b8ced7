#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::kernel::{Choice, Moment};
use czech::working_days::is_working_day;
use jiff::ToSpan;
use jiff::civil::{Weekday, date};
use proptest::prelude::*;
use uuid::Uuid;

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn given(number: u128, line: u128, seat: u128, stance: Stance, alone: bool) -> Given {
    let at = Moment::in_prague(date(2026, 12, 10), jiff::civil::time(14, 0, 0, 0));
    Given {
        id: id(number),
        line: id(line),
        seat: id(seat),
        stance,
        degree: None,
        words: None,
        step: None,
        alone,
        at,
    }
}

#[test]
fn christmas_eve_is_named_with_the_working_days_around_it() {
    let hint = day_hint(date(2026, 12, 24)).unwrap();
    assert_eq!(hint.words(), "je svátek (Štědrý den)");
    assert_eq!(hint.before, date(2026, 12, 23));
    // The 25th and 26th are holidays, the 27th is a Sunday.
    assert_eq!(hint.after, date(2026, 12, 28));
}

#[test]
fn a_weekend_is_named_and_a_working_day_needs_no_word() {
    let saturday = day_hint(date(2026, 12, 19)).unwrap();
    assert_eq!((saturday.words().as_str(), saturday.weekday), ("je sobota", Weekday::Saturday));
    assert_eq!(day_hint(date(2026, 12, 18)), None);
}

#[test]
fn a_task_of_somebody_who_was_never_invited_asks_who_tells_them() {
    let absent = Known { task: true, absent: true, day: true, indicator: true, ..Known::default() };
    assert_eq!(missing(absent), [Lack::ToldBy]);
    assert_eq!(missing(Known { told_by: true, ..absent }), []);
    // Somebody who was invited and never came was not told in the room either.
    let never = Known { owner: true, never_came: true, absent: false, ..absent };
    assert_eq!(missing(never), [Lack::ToldBy]);
}

#[test]
fn only_a_serious_worry_asks_for_a_plan_b() {
    assert_eq!(missing(Known { serious: true, ..Known::default() }), [Lack::PlanB]);
    assert_eq!(missing(Known::default()), []);
    let serious = Known { serious: true, plan_b: true, ..Known::default() };
    assert_eq!(missing(serious), []);
}

#[test]
fn the_newest_answer_of_each_person_counts() {
    let all = [
        given(1, 7, 1, Stance::Disagrees, false),
        given(2, 7, 2, Stance::Agrees, false),
        given(3, 8, 1, Stance::Agrees, false),
        given(4, 7, 1, Stance::Accepts, false),
    ];
    let tally = tally(&newest(&all, id(7)), false);
    assert_eq!(tally, Tally { agree: 1, accept: 1, disagree: 0 });
    assert_eq!(tally.words(), "1\u{a0}souhlasí, 1\u{a0}s tím dokáže žít");
}

fn stance() -> impl Strategy<Value = Stance> {
    proptest::sample::select(Stance::ALL)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_was_answered_alone_changes_no_count(
        said in proptest::collection::vec((0_u128..6, stance(), any::<bool>()), 0..20),
        other in stance(),
    ) {
        let all: Vec<Given> = said.iter().enumerate()
            .map(|(n, (seat, stance, alone))| given(n as u128 + 1, 7, *seat, *stance, *alone)).collect();
        let turned: Vec<Given> = all.iter().cloned()
            .map(|g| if g.alone { Given { stance: other, ..g } } else { g }).collect();
        // Whatever was said alone: the room sees the same numbers.
        prop_assert_eq!(tally(&newest(&all, id(7)), false), tally(&newest(&turned, id(7)), false));
        prop_assert_eq!(tally(&newest(&all, id(7)), true), Tally::default());
        prop_assert_eq!(answered(&newest(&all, id(7))), answered(&newest(&turned, id(7))));
    }

    #[test]
    fn nobody_is_counted_twice(said in proptest::collection::vec((0_u128..6, stance()), 0..20)) {
        let all: Vec<Given> = said.iter().enumerate()
            .map(|(n, (seat, stance))| given(n as u128 + 1, 7, *seat, *stance, false)).collect();
        let people: BTreeSet<u128> = said.iter().map(|(seat, _)| *seat).collect();
        prop_assert_eq!(tally(&newest(&all, id(7)), false).all(), people.len());
    }

    #[test]
    fn every_day_off_has_working_days_around_it_and_every_proposal_is_one(offset in 0_i32..3000) {
        let day = date(2024, 1, 1).saturating_add(offset.days());
        match day_hint(day) {
            None => prop_assert!(is_working_day(day)),
            Some(hint) => {
                prop_assert!(!is_working_day(day));
                prop_assert!(hint.before < day && day < hint.after);
                prop_assert!(is_working_day(hint.before) && is_working_day(hint.after));
            }
        }
        let proposed = proposals(day);
        prop_assert!(!proposed.is_empty() && proposed.iter().all(|d| *d > day && is_working_day(*d)));
        prop_assert!(proposed.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn no_task_is_lost_between_the_sides(sides in proptest::collection::vec(0_usize..3, 0..20)) {
        let tasks: Vec<(Side, usize)> = sides.iter().enumerate().map(|(n, s)| (Side::ALL[*s], n)).collect();
        let owed = owes(tasks.clone());
        let mut all: Vec<usize> = [owed.authority, owed.family, owed.other].concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..sides.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_complete_task_lacks_nothing_and_each_lack_is_named_once(bits in any::<[bool; 9]>()) {
        let known = Known {
            task: bits[0], serious: bits[1], owner: bits[2], absent: bits[3], never_came: bits[4],
            told_by: bits[5], day: bits[6], indicator: bits[7], plan_b: bits[8],
        };
        let lacks = missing(known);
        let once: BTreeSet<Lack> = lacks.iter().copied().collect();
        prop_assert_eq!(once.len(), lacks.len());
        let complete = Known { owner: true, told_by: true, day: true, indicator: true, plan_b: true, ..known };
        prop_assert!(missing(complete).is_empty());
    }
}

#[test]
fn a_degree_means_a_stance() {
    let stances: Vec<Option<Stance>> = (0..=6).map(stance_of).collect();
    let (no, life, yes) = (Some(Stance::Disagrees), Some(Stance::Accepts), Some(Stance::Agrees));
    assert_eq!(stances, [None, no, no, life, yes, yes, None]);
}
