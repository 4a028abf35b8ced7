//! Any order, any duplication, same result; nothing kept disappears unseen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use common::honest::{Meeting, doings};
use common::{cases, device, entries, entry_id, kept, line, minute};
use journal::{Act, Entry, Field, Folded, LineState, List, Place, Text, fold, fold_line, fold_room, history};
use proptest::prelude::*;
use uuid::Uuid;

fn written(number: u8, by: u8, stamp: u64, text: &str, over: &[u8]) -> Entry {
    Entry {
        id: entry_id(number),
        device: device(by),
        seq: stamp,
        stamp,
        happened: minute(i64::from(number)),
        act: Act::Write {
            line: line(1),
            text: Text::from(text),
            over: over.iter().copied().map(entry_id).collect(),
        },
    }
}

fn words(line: &LineState) -> Vec<&str> {
    std::iter::once(&line.text)
        .chain(line.variants.iter().map(|variant| &variant.text))
        .map(Text::as_str)
        .collect()
}

proptest! {
    #![proptest_config(cases())]

    /// J1, and that no entry makes the fold panic.
    #[test]
    fn any_order_and_any_duplication_come_to_the_same(
        (entries, shuffled) in entries().prop_flat_map(|entries| {
            let again = proptest::collection::vec(any::<prop::sample::Index>(), 0..12);
            (Just(entries), again)
        }).prop_flat_map(|(entries, again)| {
            let mut more = entries.clone();
            more.extend(again.iter().filter(|_| !entries.is_empty()).map(|at| at.get(&entries).clone()));
            (Just(entries), Just(more).prop_shuffle())
        }),
        ended in proptest::option::of((0i64..100).prop_map(minute)),
    ) {
        prop_assert_eq!(fold(&entries, ended), fold(&shuffled, ended));
    }

    #[test]
    fn the_entries_of_one_line_are_enough_to_know_it(entries in kept()) {
        let folded = fold(&entries, None);
        for (id, state) in &folded.lines {
            let own: Vec<Entry> = history(Some(*id), &entries).into_iter().cloned().collect();
            prop_assert_eq!(state, &fold_line(*id, &own));
        }
        let room: Vec<Entry> = history(None, &entries).into_iter().cloned().collect();
        prop_assert_eq!(&folded.room, &fold_room(&room, None));
    }

    /// J2, for any set of entries.
    #[test]
    fn every_text_is_shown_or_was_replaced_by_somebody_who_saw_it_or_undone(entries in kept()) {
        let Folded { lines, .. } = fold(&entries, None);
        for entry in &entries {
            let Act::Write { line, text, .. } = &entry.act else { continue };
            let shown = words(&lines[line]).contains(&text.as_str());
            let undone = entries.iter().any(|other| {
                matches!(other.act, Act::Undo { entry: of, line: about } if of == entry.id && about == Some(*line))
            });
            let replaced = entries.iter().any(|other| match &other.act {
                Act::Write { line: of, over, .. } => {
                    of == line && other.key() > entry.key() && over.contains(&entry.id)
                }
                _ => false,
            });
            prop_assert!(text.is_blank() || shown || replaced || undone, "{entry:?} is nowhere");
        }
    }

    /// J2, for striking.
    #[test]
    fn a_text_that_nobody_can_have_seen_keeps_its_line_standing(entries in kept()) {
        let seen = |id: Uuid| entries.iter().any(|entry| match &entry.act {
            Act::Write { over, .. } | Act::Strike { over, .. } => over.contains(&id),
            _ => false,
        });
        for line in fold(&entries, None).lines.values().filter(|line| line.struck) {
            let unseen = entries.iter().filter(|entry| line.heads.contains(&entry.id) && !seen(entry.id));
            for entry in unseen {
                prop_assert!(matches!(&entry.act, Act::Write { text, .. } if text.is_blank()), "{entry:?}");
            }
        }
    }

    /// J3, for any number of devices that saw the same.
    #[test]
    fn texts_written_at_once_all_stand_until_somebody_who_sees_them_settles_it(
        stamps in proptest::collection::vec(2u64..9, 2..6),
        before in any::<bool>(),
    ) {
        let mut entries = vec![written(0, 0, 1, "na začátku", &[])];
        for (number, stamp) in (1u8..).zip(&stamps) {
            let over: &[u8] = if before { &[0] } else { &[] };
            entries.push(written(number, number, *stamp, &format!("znění {number}"), over));
        }
        let line = fold_line(line(1), &entries);
        let shown: BTreeSet<&str> = words(&line).into_iter().collect();
        let mut wanted: BTreeSet<String> = (1..=stamps.len()).map(|number| format!("znění {number}")).collect();
        if !before {
            wanted.insert("na začátku".to_owned());
        }
        prop_assert_eq!(shown, wanted.iter().map(String::as_str).collect());

        let settled = Act::Write { line: line.id, text: line.text.clone(), over: line.heads.clone() };
        entries.push(Entry { act: settled, ..written(90, 0, 9, "", &[]) });
        let after = fold_line(line.id, &entries);
        prop_assert_eq!(words(&after), vec![line.text.as_str()]);
    }

    #[test]
    fn devices_that_have_met_see_the_same(doings in doings()) {
        let mut meeting = Meeting::new([0, 0, 0]);
        meeting.play(&doings);
        for who in [0, 1, 2, 0, 1, 2] {
            meeting.meet(who);
        }
        let house = fold(&meeting.house, None);
        for who in 0..3 {
            prop_assert_eq!(&meeting.view(who), &house);
        }
    }

    /// One person at one device never meets a variant, however fast they type.
    #[test]
    fn who_writes_alone_sees_only_what_they_wrote_last(doings in doings()) {
        let alone: Vec<_> = doings.into_iter().map(|(_, doing)| (0, doing)).collect();
        let mut meeting = Meeting::new([0, 0, 0]);
        meeting.play(&alone);
        for line in meeting.view(0).lines.values() {
            prop_assert!(line.variants.is_empty());
        }
    }

    #[test]
    fn of_marks_the_latest_counts_and_undoing_it_brings_back_the_one_before(
        values in proptest::collection::vec(0usize..3, 2..6),
    ) {
        let kinds = ["agreed", "task", "dissent"];
        let mark = |number: u8, value: usize| Entry {
            act: Act::Mark { line: line(1), field: Field::Kind, value: Some(Text::from(kinds[value])) },
            ..written(number, number % 3, u64::from(number), "", &[])
        };
        let mut entries: Vec<Entry> = (1u8..).zip(&values).map(|(number, value)| mark(number, *value)).collect();
        let last = entries.last().unwrap().id;
        prop_assert_eq!(fold_line(line(1), &entries).kind().code(), kinds[values[values.len() - 1]]);
        entries.push(Entry {
            act: Act::Undo { entry: last, line: Some(line(1)) },
            ..written(80, 1, 80, "", &[])
        });
        prop_assert_eq!(fold_line(line(1), &entries).kind().code(), kinds[values[values.len() - 2]]);
        // An undo is not undone.
        entries.push(Entry {
            act: Act::Undo { entry: entry_id(80), line: Some(line(1)) },
            ..written(81, 1, 81, "", &[])
        });
        prop_assert_eq!(fold_line(line(1), &entries).kind().code(), kinds[values[values.len() - 2]]);
    }
}

fn strike(number: u8, by: u8, stamp: u64, away: bool, over: &[Uuid]) -> Entry {
    Entry {
        act: Act::Strike { line: line(1), away, over: over.to_vec() },
        ..written(number, by, stamp, "", &[])
    }
}

#[test]
fn striking_takes_away_only_what_the_striker_had_seen() {
    let first = written(1, 1, 1, "Táta bere sobotu.", &[]);
    let away = strike(2, 1, 2, true, &[first.id]);
    let mut entries = vec![first.clone(), away];
    assert!(fold_line(line(1), &entries).struck);

    // Offline for an hour: the same line was written further meanwhile.
    entries.push(written(3, 2, 2, "Táta bere sobotu i neděli.", &[1]));
    let line_now = fold_line(line(1), &entries);
    assert!(!line_now.struck && line_now.struck_unseen);
    assert_eq!(line_now.text.as_str(), "Táta bere sobotu i neděli.");

    // Struck again by somebody who sees the new text; then brought back.
    entries.push(strike(4, 1, 4, true, &line_now.heads));
    assert!(fold_line(line(1), &entries).struck);
    entries.push(strike(5, 2, 5, false, &[]));
    let back = fold_line(line(1), &entries);
    assert!(!back.struck && !back.struck_unseen);
}

#[test]
fn two_who_strike_two_texts_of_one_line_have_struck_the_line() {
    let entries = vec![
        written(1, 1, 1, "první", &[]),
        written(2, 2, 1, "druhé", &[]),
        strike(3, 1, 2, true, &[entry_id(1)]),
        strike(4, 2, 2, true, &[entry_id(2)]),
    ];
    assert!(fold_line(line(1), &entries).struck);
}

#[test]
fn texts_that_name_each_other_do_not_both_vanish() {
    let entries = vec![written(1, 1, 1, "první", &[2]), written(2, 2, 2, "druhé", &[1])];
    assert_eq!(words(&fold_line(line(1), &entries)), ["druhé"]);
    let itself = vec![written(1, 1, 1, "samo", &[1])];
    assert_eq!(words(&fold_line(line(1), &itself)), ["samo"]);
}

#[test]
fn debug_tells_no_words() {
    let shown = format!("{:?}", fold(&[written(1, 1, 1, "Máma pije.", &[])], None));
    assert!(!shown.contains("Máma") && shown.contains("Text(10)"), "{shown}");
}

#[test]
fn the_beginning_of_a_line_and_its_number_cannot_be_undone() {
    let place = Place::after(None, minute(0), line(1));
    let entry = |number: u8, act: Act| Entry { act, ..written(number, 1, u64::from(number), "", &[]) };
    let undo = |of: u8| Act::Undo { entry: entry_id(of), line: Some(line(1)) };
    let entries = [
        entry(1, Act::Begin { line: line(1), phase: None, place: place.clone() }),
        entry(2, Act::Number { line: line(1), list: List::Task, number: 1 }),
        entry(3, undo(1)),
        entry(4, undo(2)),
    ];
    let line = fold_line(line(1), &entries);
    assert_eq!((line.place, line.numbers.get(&List::Task)), (Some(place), Some(&1)));
}
