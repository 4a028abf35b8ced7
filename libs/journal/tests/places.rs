//! The order of lines: J4, J7, and that a place is a total order with room everywhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::honest::{Meeting, PHASES, doings};
use common::{cases, entries, kept, line, minute, phase};
use journal::{Act, Direction, Entry, Folded, LineState, Place, between, fold, moved, order};
use proptest::prelude::*;
use uuid::Uuid;

fn place() -> impl Strategy<Value = Place> {
    let text = prop_oneof![
        "[01]{16}[0-2]{0,4}[1-9a-f]",
        "[0f]{16}[0f]{0,6}[1f]",
        "[0-9a-f]{16}",
        "0{15}[1-3]",
        "f{16}",
        "0{16}0{0,6}1",
    ];
    text.prop_filter_map("a place", |text| Place::try_from(text).ok())
}

/// Whether it could be sent and read back.
fn sound(place: &Place) -> bool {
    Place::try_from(place.as_str().to_owned()).as_ref() == Ok(place)
}

fn stand(lines: &Folded, phases: &[Uuid]) -> Vec<Uuid> {
    order(lines.lines.values(), phases)
}

fn before(ordered: &[Uuid], one: Uuid, other: Uuid) -> bool {
    ordered.iter().position(|id| *id == one) < ordered.iter().position(|id| *id == other)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn between_two_places_there_is_always_a_third(one in place(), other in place(), id in any::<u128>()) {
        let id = Uuid::from_u128(id);
        let (low, high) = if one <= other { (one, other) } else { (other, one) };
        let ahead = between(None, Some(&low), id);
        let behind = between(Some(&high), None, id);
        prop_assert!(ahead < low && behind > high);
        prop_assert!(sound(&ahead) && sound(&behind));
        if low < high {
            let middle = between(Some(&low), Some(&high), id);
            prop_assert!(low < middle && middle < high, "{low:?} {middle:?} {high:?}");
            prop_assert!(sound(&middle));
        }
    }

    #[test]
    fn two_lines_put_into_one_gap_at_once_get_different_places(one in place(), other in place(), ids in any::<(u32, u32)>()) {
        let (low, high) = if one <= other { (one, other) } else { (other, one) };
        let [first, second] = [ids.0, ids.1].map(|id| between(Some(&low), Some(&high), Uuid::from_u128(id.into())));
        prop_assert_eq!(first == second, ids.0 == ids.1);
    }

    #[test]
    fn a_line_at_the_end_stands_behind_the_last_one_whatever_the_clock_says(
        last in proptest::option::of(place()), now in any::<i64>(), id in any::<u128>(),
    ) {
        let place = Place::after(last.as_ref(), now, Uuid::from_u128(id));
        prop_assert!(sound(&place));
        prop_assert!(last.is_none_or(|last| last < place));
    }

    #[test]
    fn places_stay_short_however_often_lines_are_put_between(ways in proptest::collection::vec(any::<bool>(), 0..60)) {
        let mut low = Place::after(None, minute(0), line(1));
        let mut high = Place::after(Some(&low), minute(1), line(2));
        for (number, up) in (0u8..).zip(&ways) {
            let middle = between(Some(&low), Some(&high), line(number));
            if *up { low = middle } else { high = middle }
        }
        prop_assert!(high.as_str().len() <= 26 + ways.len(), "{high:?}");
    }

    /// The order is total: every line stands in it once, and where entries came from does not matter.
    #[test]
    fn every_line_stands_once_in_the_order(entries in entries()) {
        let folded = fold(&entries, None);
        let ordered = stand(&folded, &[phase(2), phase(1)]);
        let mut sorted = ordered.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, folded.lines.keys().copied().collect::<Vec<_>>());
        let turned: Vec<&LineState> = folded.lines.values().rev().collect();
        prop_assert_eq!(order(turned, &[phase(2), phase(1)]), ordered);
    }

    /// J4.
    #[test]
    fn no_entry_swaps_two_lines_it_does_not_move(entries in kept(), split in any::<prop::sample::Index>()) {
        let (old, new) = entries.split_at(split.index(entries.len() + 1));
        let phases = [phase(0), phase(1)];
        let earlier = stand(&fold(old, None), &phases);
        let later = stand(&fold(&entries, None), &phases);
        let moved = |id: Uuid| new.iter().any(|entry| match entry.act {
            Act::Begin { line, .. } | Act::Move { line, .. } => line == id,
            Act::Undo { line, .. } => line == Some(id),
            _ => false,
        });
        let still: Vec<Uuid> = earlier.iter().copied().filter(|id| !moved(*id)).collect();
        let now: Vec<Uuid> = later.into_iter().filter(|id| still.contains(id)).collect();
        prop_assert_eq!(still, now);
    }

    #[test]
    fn a_line_that_moves_passes_its_neighbour_and_moving_twice_to_one_place_is_moving_once(
        entries in kept(), at in any::<prop::sample::Index>(), up in any::<bool>(),
    ) {
        let folded = fold(&entries, None);
        let phases = [phase(0), phase(1)];
        let earlier = stand(&folded, &phases);
        if earlier.is_empty() {
            return Ok(());
        }
        let which = *at.get(&earlier);
        let way = if up { Direction::Up } else { Direction::Down };
        let Some(place) = moved(folded.lines.values(), which, way) else { return Ok(()) };
        let phase = folded.lines[&which].phase;
        let make = |number: u8| Entry {
            id: common::entry_id(number), device: common::device(9), seq: 90, stamp: u64::MAX, happened: minute(0),
            act: Act::Move { line: which, phase, place: place.clone() },
        };
        let once: Vec<Entry> = entries.iter().cloned().chain([make(100)]).collect();
        let twice: Vec<Entry> = entries.iter().cloned().chain([make(100), make(101), make(100)]).collect();
        let later = stand(&fold(&once, None), &phases);
        prop_assert_eq!(&later, &stand(&fold(&twice, None), &phases));

        let was = earlier.iter().position(|id| *id == which).unwrap();
        let neighbour = earlier[if up { was - 1 } else { was + 1 }];
        prop_assert_eq!(before(&later, which, neighbour), up);
        let others = |ordered: &[Uuid]| ordered.iter().copied().filter(|id| *id != which).collect::<Vec<_>>();
        prop_assert_eq!(others(&earlier), others(&later));
    }

    #[test]
    fn a_line_stands_behind_all_that_its_author_saw_though_clocks_are_two_hours_wrong(
        doings in doings(), wrong in proptest::array::uniform3(-120i64..=120),
    ) {
        let mut meeting = Meeting::new(wrong.map(|minutes| minutes * 60_000_000));
        meeting.play(&doings);
        let everything = meeting.everything();
        let ordered = stand(&fold(&everything, None), &[phase(PHASES)]);
        let was_moved = |id: Uuid| everything.iter().any(|entry| matches!(entry.act, Act::Move { line, .. } if line == id));
        for (id, seen) in meeting.begun_behind.iter().filter(|(id, _)| !was_moved(*id)) {
            for other in seen.iter().filter(|other| !was_moved(**other)) {
                prop_assert!(before(&ordered, *other, *id));
            }
        }
    }

    /// J7: the moment of an entry decides nothing in a line.
    #[test]
    fn a_wrong_clock_changes_no_text_no_mark_and_no_order(entries in kept(), wrong in proptest::array::uniform3(-120i64..=120)) {
        let shifted: Vec<Entry> = entries.iter().cloned().map(|entry| {
            let by = wrong[usize::from(entry.device.as_bytes()[15])] * 60_000_000;
            Entry { happened: entry.happened.saturating_add(by), ..entry }
        }).collect();
        let without_moments = |entries: &[Entry]| -> Vec<LineState> {
            fold(entries, None).lines.into_values().map(|mut line| {
                line.begun.iter_mut().for_each(|begun| begun.happened = 0);
                line.variants.iter_mut().for_each(|variant| variant.happened = 0);
                line
            }).collect()
        };
        prop_assert_eq!(without_moments(&entries), without_moments(&shifted));
    }
}

#[test]
fn a_thousand_lines_put_into_one_gap_have_places_of_a_few_hundred_characters() {
    let low = Place::after(None, minute(0), line(1));
    let mut high = Place::after(Some(&low), minute(1), line(2));
    for number in 0..1_000 {
        high = between(Some(&low), Some(&high), Uuid::from_u128(number));
    }
    assert!(high.as_str().len() < 300, "{}", high.as_str().len());
}

#[test]
fn what_is_no_place_is_not_read() {
    for text in [
        "",
        "0000000000000000",
        "000000000000001",
        "00000000000000010",
        "000000000000000G",
        "000000000000000A",
        "00000000000000000",
    ] {
        assert!(Place::try_from(text.to_owned()).is_err(), "{text}");
    }
    assert!(Place::try_from("1".repeat(5_000)).is_err());
}
