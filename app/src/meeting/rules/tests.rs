//! Rules of a meeting, for any order of events.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::kernel::Choice;
use jiff::civil;
use proptest::prelude::*;

fn minute(minutes: i64) -> Moment {
    Moment::in_prague(civil::date(2026, 12, 10), civil::time(13, 0, 0, 0)).plus_seconds(minutes * 60)
}

fn sorted(mut lines: Vec<(u32, i64)>) -> Vec<(u32, i64)> {
    lines.sort_by_key(|(id, rank)| (*rank, *id));
    lines
}

#[test]
fn a_child_who_waits_outside_and_comes_back_was_there_twice() {
    let steps = [
        (PresenceStep::Arrived, minute(0)),
        (PresenceStep::AskedOut, minute(40)),
        (PresenceStep::Arrived, minute(105)),
    ];
    let there = intervals(&steps, Some(minute(120)));
    assert_eq!(there.len(), 2);
    assert_eq!((there[0].from, there[0].until), (minute(0), Some(minute(40))));
    assert_eq!((there[1].from, there[1].until), (minute(105), Some(minute(120))));
}

#[test]
fn a_call_is_told_from_being_in_the_room() {
    let steps = [(PresenceStep::ByPhone, minute(30)), (PresenceStep::Left, minute(40))];
    assert!(intervals(&steps, None)[0].by_phone);
}

#[test]
fn a_deadline_on_a_weekend_or_holiday_is_remarked() {
    assert_eq!(deadline_remark(civil::date(2026, 12, 12)).as_deref(), Some("je sobota"));
    assert!(deadline_remark(civil::date(2026, 12, 24)).unwrap().starts_with("je svátek"));
    assert_eq!(deadline_remark(civil::date(2026, 12, 15)), None);
}

#[test]
fn a_struck_number_is_not_given_again() {
    assert_eq!(number(LineKind::Task, None, &[1, 2, 3]), Some(4));
    assert_eq!(number(LineKind::Task, Some(2), &[1, 2, 3]), Some(2));
    assert_eq!(number(LineKind::Said, None, &[1, 2]), None);
    assert_eq!(number(LineKind::Said, Some(2), &[1, 2]), Some(2));
}

fn steps() -> impl Strategy<Value = Vec<(PresenceStep, Moment)>> {
    prop::collection::vec((0..PresenceStep::ALL.len(), 0..200_i64), 0..12).prop_map(|mut raw| {
        raw.sort_by_key(|(_, minutes)| *minutes);
        raw.into_iter().map(|(step, minutes)| (PresenceStep::ALL[step], minute(minutes))).collect()
    })
}

proptest! {
    #[test]
    fn presence_never_overlaps_and_nothing_stays_open_after_the_end(steps in steps()) {
        let there = intervals(&steps, Some(minute(200)));
        for pair in there.windows(2) {
            prop_assert!(pair[0].until.unwrap() <= pair[1].from);
        }
        prop_assert!(there.iter().all(|i| i.until.is_some_and(|until| until >= i.from)));
    }

    #[test]
    fn whoever_is_there_now_has_an_open_interval(steps in steps()) {
        let open = intervals(&steps, None).iter().any(|i| i.until.is_none());
        let here = matches!(whereabouts(&steps), Some(PresenceStep::Arrived | PresenceStep::ByPhone));
        prop_assert_eq!(open, here);
    }

    #[test]
    fn moving_a_line_swaps_it_with_its_neighbour_and_nothing_else(
        ranks in prop::collection::vec(0..6_i64, 1..10), which in 0..10_u32, up: bool,
    ) {
        let lines = sorted(ranks.into_iter().enumerate().map(|(i, r)| (i as u32, r)).collect());
        let way = if up { Direction::Up } else { Direction::Down };
        let changes = moved(&lines, which, way);
        let after = sorted(lines.iter().map(|(id, rank)| {
            (*id, changes.iter().find(|(c, _)| c == id).map_or(*rank, |(_, r)| *r))
        }).collect());
        let mut wanted: Vec<u32> = lines.iter().map(|(id, _)| *id).collect();
        if let Some(at) = wanted.iter().position(|id| *id == which) {
            let other = if up { at.checked_sub(1) } else { Some(at + 1).filter(|n| *n < wanted.len()) };
            if let Some(other) = other {
                wanted.swap(at, other);
            }
        }
        prop_assert_eq!(after.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn numbers_stay_distinct_whatever_lines_become(kinds in prop::collection::vec(0..5_usize, 1..30), changes in prop::collection::vec((0..30_usize, 0..5_usize), 0..30)) {
        let mut tasks: Vec<(LineKind, Option<i64>)> = Vec::new();
        let taken = |tasks: &[(LineKind, Option<i64>)]| tasks.iter().filter_map(|(_, n)| *n).collect::<Vec<_>>();
        let of = |kind: LineKind, own, taken: &[i64]| if kind == LineKind::Task { number(kind, own, taken) } else { own };
        for kind in kinds {
            let kind = LineKind::ALL[kind];
            let given = of(kind, None, &taken(&tasks));
            tasks.push((kind, given));
        }
        let before = tasks.clone();
        for (which, kind) in changes {
            if which < tasks.len() {
                let kind = LineKind::ALL[kind];
                let given = of(kind, tasks[which].1, &taken(&tasks));
                tasks[which] = (kind, given);
            }
        }
        let mut numbers = taken(&tasks);
        numbers.sort_unstable();
        let count = numbers.len();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), count);
        for (before, after) in before.iter().zip(&tasks) {
            prop_assert!(before.1.is_none() || before.1 == after.1);
        }
    }
}
