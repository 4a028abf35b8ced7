#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use crate::kernel::TimeOfDay;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn phase(number: u128) -> Id<Phase> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn start() -> Moment {
    Moment::in_prague(date(2026, 12, 10), TimeOfDay::new(13, 0).unwrap().time())
}

fn after(minutes: i64) -> Moment {
    start().plus_seconds(minutes * 60)
}

/// Three phases of 10, 30 and 20 minutes from 13.00.
fn agenda() -> Vec<Planned> {
    [(1, 10, 0), (2, 30, 10), (3, 20, 40)]
        .map(|(id, minutes, from)| Planned { phase: phase(id), minutes, starts: Some(after(from)) })
        .to_vec()
}

fn at(now: i64, begun: &[(u128, i64)], pauses: &[(i64, Option<i64>)]) -> Clock {
    let begun: Vec<_> = begun.iter().map(|(id, at)| (phase(*id), after(*at))).collect();
    let pauses: Vec<_> = pauses.iter().map(|(a, b)| (after(*a), b.map(after))).collect();
    let current = begun.last().map(|(id, _)| *id);
    let agenda = agenda();
    read(&Course {
        agenda: &agenda,
        begun: &begun,
        current,
        pauses: &pauses,
        until: Some(after(60)),
        now: after(now),
    })
}

#[test]
fn what_is_left_is_said_in_words_and_gets_nearer_gently() {
    let second = |now| at(now, &[(1, 0), (2, 10)], &[]);
    assert_eq!(second(31).words().unwrap(), "zbývá\u{a0}9\u{a0}minut");
    assert_eq!(second(31).sign(), Sign::Calm);
    assert_eq!(second(34).words().unwrap(), "už jen 6\u{a0}minut");
    assert_eq!(second(34).sign(), Sign::Soon);
    assert_eq!(second(40).words().unwrap(), "čas bodu právě uplynul");
    assert_eq!(second(44).words().unwrap(), "o\u{a0}4\u{a0}minuty déle");
    assert_eq!(second(44).sign(), Sign::Over);
    assert_eq!(at(8, &[(1, 0)], &[]).words().unwrap(), "už jen 2\u{a0}minuty");
    assert_eq!(at(7, &[(1, 0)], &[]).words().unwrap(), "zbývají\u{a0}3\u{a0}minuty");
    assert_eq!(second(31).percent(), Some(70));
    assert_eq!(second(90).percent(), Some(100));
}

#[test]
fn who_talks_longer_moves_what_follows_and_everybody_can_see_it() {
    let late = at(25, &[(1, 0)], &[]);
    let coming: Vec<_> = late.turns.iter().filter_map(Turn::words).collect();
    assert_eq!(
        coming,
        [
            "asi ve\u{a0}13.25, o\u{a0}15\u{a0}minut později",
            "asi ve\u{a0}13.55, o\u{a0}15\u{a0}minut později"
        ]
    );
    assert_eq!(late.end_words(), "skončíme asi ve\u{a0}14.15, o\u{a0}15\u{a0}minut později");
    let in_time = at(5, &[(1, 0)], &[]);
    assert_eq!(in_time.end_words(), "skončíme asi ve\u{a0}14.00");
}

#[test]
fn a_break_stops_the_clock_and_costs_nobody_a_minute() {
    let resting = at(20, &[(1, 0), (2, 10)], &[(15, None)]);
    assert_eq!((resting.sign(), resting.words().unwrap().as_str()), (Sign::Still, "čas stojí"));
    assert_eq!(resting.turn(phase(2)).unwrap().spent, 5 * 60);
    let rested = at(30, &[(1, 0), (2, 10)], &[(15, Some(25))]);
    assert_eq!(rested.turn(phase(2)).unwrap().spent, 10 * 60);
    assert_eq!(rested.later, 10 * 60);
}

#[test]
fn a_phase_that_the_talk_came_back_to_counts_both_times() {
    let back = at(35, &[(1, 0), (2, 10), (3, 20), (2, 30)], &[]);
    assert_eq!(back.turn(phase(2)).unwrap().when, When::Now { left: 15 * 60 });
    // Half of the third is over already.
    assert_eq!(back.ends, after(35 + 15 + 10));
    assert_eq!(at(35, &[(1, 0), (3, 5)], &[]).turn(phase(2)).unwrap().when, When::Skipped);
}

#[test]
fn without_an_agenda_the_clock_says_nothing() {
    let course = Course { agenda: &[], begun: &[], current: None, pauses: &[], until: None, now: after(7) };
    let clock = read(&course);
    assert_eq!((clock.words(), clock.sign(), clock.percent()), (None, Sign::Calm, None));
    assert_eq!(clock.ends, after(7));
}

fn any_course() -> impl Strategy<Value = (Vec<(Id<Phase>, Moment)>, Vec<(Moment, Option<Moment>)>, Moment)> {
    let begun = prop::collection::vec((1u128..4, 0i64..120), 1..6);
    let pauses = prop::collection::vec((0i64..120, prop::option::of(0i64..60)), 0..4);
    (begun, pauses, 0i64..150).prop_map(|(mut begun, pauses, now)| {
        begun.sort_by_key(|(_, at)| *at);
        (
            begun.into_iter().map(|(id, at)| (phase(id), after(at))).collect(),
            pauses
                .into_iter()
                .map(|(from, long)| (after(from), long.map(|long| after(from + long))))
                .collect(),
            after(now.max(120)),
        )
    })
}

proptest! {
    #[test]
    fn no_second_is_counted_twice_and_none_of_a_break((begun, pauses, now) in any_course()) {
        let agenda = agenda();
        let read = |pauses: &[(Moment, Option<Moment>)]| {
            read(&Course { agenda: &agenda, begun: &begun, current: begun.last().map(|b| b.0), pauses, until: None, now })
        };
        let spent = |clock: &Clock| clock.turns.iter().map(|turn| turn.spent).sum::<i64>();
        let (with, without) = (read(&pauses), read(&[]));
        prop_assert_eq!(spent(&without), now.seconds_since(begun[0].1));
        let paused: i64 = merged(&pauses, now).iter()
            .map(|(from, until)| until.seconds_since((*from).max(begun[0].1)).max(0)).sum();
        prop_assert_eq!(spent(&with), spent(&without) - paused);
    }

    #[test]
    fn what_is_to_come_comes_in_order_and_never_in_the_past((begun, pauses, now) in any_course()) {
        let agenda = agenda();
        let clock = read(&Course {
            agenda: &agenda, begun: &begun, current: begun.last().map(|b| b.0), pauses: &pauses, until: None, now,
        });
        let mut last = now;
        for turn in &clock.turns {
            if let When::Coming { starts } = turn.when {
                prop_assert!(starts >= last);
                last = starts;
            }
        }
        prop_assert!(clock.ends >= last);
        let order: Vec<_> = clock.turns.iter().map(|turn| turn.phase).collect();
        prop_assert_eq!(order, agenda.iter().map(|planned| planned.phase).collect::<Vec<_>>());
    }

    #[test]
    fn during_a_break_nothing_of_a_phase_is_used_up(minutes in 0i64..120, begun in 0i64..30) {
        let one = at(begun, &[(1, 0)], &[(begun, None)]);
        let later = at(begun + minutes, &[(1, 0)], &[(begun, None)]);
        prop_assert_eq!(one.turn(phase(1)).unwrap().spent, later.turn(phase(1)).unwrap().spent);
        prop_assert_eq!(later.ends.seconds_since(one.ends), minutes * 60);
    }
}
