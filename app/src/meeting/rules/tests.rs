//! Rules of a meeting, for any order of events.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::kernel::Choice;
use jiff::civil;
use proptest::prelude::*;

fn minute(minutes: i64) -> Moment {
    Moment::in_prague(civil::date(2026, 12, 10), civil::time(13, 0, 0, 0)).plus_seconds(minutes * 60)
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
    let christmas = day_off(civil::date(2026, 12, 24));
    assert!(christmas.unwrap().ends_with("je svátek (Štědrý den). Úřady ten den nepracují."));
    assert_eq!(day_off(civil::date(2026, 12, 15)), None);
}

#[test]
fn who_heard_a_line_was_there_when_it_was_said() {
    let tap = |seat: u128, step, at| Presence {
        id: Id::from_uuid(uuid::Uuid::from_u128(seat * 100 + at as u128)),
        seat: Id::from_uuid(uuid::Uuid::from_u128(seat)),
        step,
        at: minute(at),
    };
    let taps = [
        tap(1, PresenceStep::Arrived, 0),
        tap(2, PresenceStep::Arrived, 0),
        tap(2, PresenceStep::AskedOut, 20),
        tap(3, PresenceStep::ByVideo, 30),
    ];
    let at = |minutes| -> Vec<u128> {
        present_at(&taps, Some(minute(60)), minute(minutes))
            .iter()
            .map(|(seat, _)| seat.uuid().as_u128())
            .collect()
    };
    assert_eq!((at(10), at(20), at(40), at(60)), (vec![1, 2], vec![1], vec![1, 3], vec![]));
    let by_video =
        present_at(&taps, Some(minute(60)), minute(40)).into_iter().filter(|(_, stay)| stay.by_video);
    assert_eq!(by_video.map(|(seat, _)| seat.uuid().as_u128()).collect::<Vec<_>>(), [3]);
}

#[test]
fn a_time_typed_past_midnight_belongs_to_the_next_day() {
    let time = |hour, minute| TimeOfDay::new(hour, minute).unwrap();
    let started = minute(600);
    let now = started.plus_seconds(3 * 3600);
    assert_eq!(meant(time(23, 40), started, now), started.plus_seconds(40 * 60));
    assert_eq!(meant(time(0, 30), started, now), started.plus_seconds(90 * 60));
    // Before the start, and not yet on the next day: nothing but the start is meant.
    assert_eq!(meant(time(22, 0), started, now), started);
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
        let here = matches!(whereabouts(&steps), Some(PresenceStep::Arrived | PresenceStep::ByPhone | PresenceStep::ByVideo));
        prop_assert_eq!(open, here);
    }
}

#[test]
fn a_start_is_meant_today_and_just_past_midnight_late_yesterday() {
    let at = |day: i8, hour: i8, minute: i8| {
        Moment::in_prague(civil::date(2026, 12, day), civil::time(hour, minute, 0, 0))
    };
    let typed = |hour, minute| TimeOfDay::new(hour, minute).unwrap();
    assert_eq!(begun(typed(13, 0), at(10, 13, 20)), at(10, 13, 0));
    assert_eq!(begun(typed(23, 50), at(11, 0, 10)), at(10, 23, 50));
    // Three hours ahead is no start of yesterday.
    assert_eq!(begun(typed(13, 0), at(10, 10, 0)), at(10, 13, 0));
}
