//! Who was there, and when: J5.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{cases, device, entries, entry_id, kept, minute, phase, seat};
use journal::{Act, Entry, PauseKind, RoomState, Step, Text, Way, fold, fold_room, notes};
use proptest::prelude::*;
use proptest::sample::select;

fn at(number: u8, minutes: i64, act: Act) -> Entry {
    let count = u64::from(number) + 1;
    Entry {
        id: entry_id(number),
        device: device(0),
        seq: count,
        stamp: count,
        happened: minute(minutes),
        act,
    }
}

fn tap(number: u8, minutes: i64, step: Step) -> Entry {
    at(number, minutes, Act::Step { seat: seat(1), step })
}

fn taps() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec((0i64..12, select(Step::ALL)), 0..10).prop_map(|taps| {
        (0u8..).zip(taps).map(|(number, (minutes, step))| tap(number, minutes, step)).collect()
    })
}

fn spans(room: &RoomState) -> Vec<(i64, Option<i64>, Way)> {
    let minutes = |moment: i64| (moment - minute(0)) / 60_000_000;
    room.presence
        .get(&seat(1))
        .into_iter()
        .flatten()
        .map(|one| (minutes(one.from), one.until.map(minutes), one.way))
        .collect()
}

/// The plain reading of a list of taps: whoever's last step up to a moment was to come is there.
fn there(taps: &[Entry], moment: i64) -> Option<Way> {
    let last =
        taps.iter().filter(|tap| tap.happened <= moment).max_by_key(|tap| (tap.happened, tap.key()))?;
    match last.act {
        Act::Step { step: Step::Arrived, .. } => Some(Way::Room),
        Act::Step { step: Step::ByPhone, .. } => Some(Way::Phone),
        Act::Step { step: Step::ByVideo, .. } => Some(Way::Video),
        _ => None,
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn somebody_is_there_exactly_when_their_last_step_says_so(taps in taps().prop_shuffle()) {
        let room = fold_room(&taps, None);
        for minutes in -1..13 {
            let found = room.present_at(minute(minutes)).first().map(|(_, way)| *way);
            prop_assert_eq!(found, there(&taps, minute(minutes)), "minute {}", minutes);
        }
        prop_assert_eq!(room.present_now(), room.present_at(minute(99)));
        prop_assert!(fold_room(&taps, Some(minute(99))).present_now().is_empty());
    }

    #[test]
    fn nobody_is_there_twice_at_a_time(entries in entries(), ended in proptest::option::of((-100i64..100).prop_map(minute))) {
        let room = fold_room(&entries, ended);
        for intervals in room.presence.values() {
            prop_assert!(!intervals.is_empty());
            for one in intervals {
                prop_assert!(one.until.is_none_or(|until| one.from <= until));
                prop_assert!(ended.is_none_or(|end| one.from <= end && one.until.is_some_and(|until| until <= end)));
            }
            for pair in intervals.windows(2) {
                prop_assert!(pair[0].until.is_some_and(|until| until <= pair[1].from));
            }
        }
        for pair in room.visits.windows(2) {
            prop_assert!(pair[0].until == Some(pair[1].from) && pair[0].phase != pair[1].phase);
        }
        for pair in room.pauses.windows(2) {
            prop_assert!(pair[0].until.is_some_and(|until| until <= pair[1].from));
        }
    }

    #[test]
    fn a_note_of_confidentiality_taken_back_was_never_made(entries in kept()) {
        let all = notes(&entries);
        prop_assert_eq!(all.iter().filter(|note| note.seat.is_none()).map(|note| note.happened).min(), fold_room(&entries, None).reminded);
        for note in &all {
            let mut undone = entries.clone();
            undone.push(at(99, 200, Act::Undo { entry: note.entry, line: None }));
            let never: Vec<Entry> = entries.iter().filter(|entry| entry.id != note.entry).cloned().collect();
            prop_assert_eq!(fold_room(&undone, None), fold_room(&never, None));
            let left: Vec<_> = all.iter().filter(|other| *other != note).copied().collect();
            prop_assert_eq!(notes(&undone), left);
        }
    }

    #[test]
    fn a_second_tap_changes_nothing_and_an_undone_one_was_never_made(
        taps in taps(), extra in (0i64..12, select(Step::ALL)), again in any::<prop::sample::Index>(),
    ) {
        let plain = fold(&taps, None);
        let mut more = taps.clone();
        more.push(tap(50, extra.0, extra.1));
        more.push(at(51, 11, Act::Undo { entry: entry_id(50), line: None }));
        prop_assert_eq!(&fold(&more, None), &plain);
        if !taps.is_empty() {
            // The same step once more, a while later, before the next one: the tap of a second person.
            let chosen = again.get(&taps);
            let next = taps.iter().filter(|tap| (tap.happened, tap.key()) > (chosen.happened, chosen.key())).map(|tap| tap.happened).min();
            let later = Entry { happened: next.map_or(chosen.happened, |next| chosen.happened.midpoint(next)), ..tap(60, 0, Step::Left) };
            if next == Some(later.happened) {
                return Ok(());
            }
            let doubled: Vec<Entry> = taps.iter().cloned().chain([Entry { act: chosen.act.clone(), ..later }]).collect();
            prop_assert_eq!(fold_room(&doubled, None).presence, plain.room.presence);
        }
    }

    #[test]
    fn whoever_was_there_at_a_reminder_has_taken_note_and_nobody_else(taps in taps(), when in 0i64..12) {
        let mut all = taps.clone();
        all.push(at(70, when, Act::Remind));
        let room = fold_room(&all, None);
        prop_assert_eq!(room.acknowledged.contains_key(&seat(1)), there(&taps, minute(when)).is_some());
        prop_assert_eq!(room.reminded, Some(minute(when)));
    }
}

#[test]
fn who_leaves_and_comes_back_three_times_was_there_four_times() {
    let steps =
        [Step::Arrived, Step::Left, Step::Arrived, Step::AskedOut, Step::Arrived, Step::Left, Step::ByPhone];
    let taps: Vec<Entry> = (0u8..).zip(steps).map(|(n, step)| tap(n, i64::from(n) * 10, step)).collect();
    let spans = spans(&fold_room(&taps, Some(minute(120))));
    assert_eq!(
        spans,
        [
            (0, Some(10), Way::Room),
            (20, Some(30), Way::Room),
            (40, Some(50), Way::Room),
            (60, Some(120), Way::Phone)
        ]
    );
}

#[test]
fn somebody_who_moves_from_the_phone_to_the_screen_is_there_without_a_gap() {
    let taps = [tap(0, 0, Step::ByPhone), tap(1, 5, Step::ByVideo), tap(2, 9, Step::Left)];
    assert_eq!(spans(&fold_room(&taps, None)), [(0, Some(5), Way::Phone), (5, Some(9), Way::Video)]);
}

#[test]
fn a_step_typed_afterwards_counts_from_its_own_moment() {
    let mut taps = vec![tap(0, 0, Step::Arrived), tap(1, 60, Step::Left)];
    taps.push(tap(2, 20, Step::Left));
    taps.push(tap(3, 30, Step::Arrived));
    assert_eq!(spans(&fold_room(&taps, None)), [(0, Some(20), Way::Room), (30, Some(60), Way::Room)]);
}

#[test]
fn a_phase_can_be_talked_about_twice_and_pauses_take_over_from_each_other() {
    let entries = [
        at(0, 0, Act::Enter { phase: phase(1) }),
        at(1, 10, Act::Enter { phase: phase(2) }),
        at(2, 12, Act::Enter { phase: phase(2) }),
        at(3, 20, Act::Enter { phase: phase(1) }),
        at(4, 25, Act::Pause { pause: PauseKind::Break }),
        at(5, 27, Act::Pause { pause: PauseKind::StopSign }),
        at(6, 30, Act::Resume),
        at(7, 31, Act::Resume),
    ];
    let room = fold_room(&entries, None);
    let visits: Vec<_> = room.visits.iter().map(|visit| (visit.phase, visit.until)).collect();
    assert_eq!(visits, [(phase(1), Some(minute(10))), (phase(2), Some(minute(20))), (phase(1), None)]);
    assert_eq!(room.current_phase(), Some(phase(1)));
    let pauses: Vec<_> = room.pauses.iter().map(|pause| (pause.pause, pause.from, pause.until)).collect();
    assert_eq!(
        pauses,
        [
            (PauseKind::Break, minute(25), Some(minute(27))),
            (PauseKind::StopSign, minute(27), Some(minute(30)))
        ]
    );
    assert_eq!(room.current_pause(), None);
    assert_eq!(fold_room(&entries[..6], None).current_pause(), Some(PauseKind::StopSign));
}

#[test]
fn a_guest_is_known_by_the_name_that_was_written_last() {
    let guest = |number: u8, minutes: i64, name: &str| {
        at(number, minutes, Act::Guest { seat: seat(9), name: Text::from(name), label: Text::from("teta") })
    };
    let room = fold_room(&[guest(1, 9, "Marie Nová"), guest(2, 5, "Marie Nováková")], None);
    assert_eq!(room.guests[&seat(9)].name.as_str(), "Marie Nováková");
}
