//! Journals to test with: any set of entries at all, and what honest devices write.
#![allow(dead_code, reason = "each file of tests uses its part")]

pub mod honest;

use journal::{Act, Entry, Field, List, PauseKind, Place, Step, Text};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

/// As many cases as the promise is made for.
pub fn cases() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) }
}

pub fn id(kind: u8, number: u8) -> Uuid {
    Uuid::from_bytes([0x0a, 0, 0, kind, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, kind, number])
}
pub fn entry_id(number: u8) -> Uuid {
    id(0xe, number)
}
pub fn device(number: u8) -> Uuid {
    id(0xd, number)
}
pub fn line(number: u8) -> Uuid {
    id(1, number)
}
pub fn seat(number: u8) -> Uuid {
    id(2, number)
}
pub fn phase(number: u8) -> Uuid {
    id(3, number)
}

/// A moment of the meeting, in minutes after its start.
pub const fn minute(minutes: i64) -> i64 {
    1_790_000_000_000_000 + minutes * 60_000_000
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        (0i64..4, 0u8..4).prop_map(|(at, one)| Place::after(None, minute(at), line(one))),
        "[0-2]{15}[0-9a-f][0-9a-f]{0,3}[1-9a-f]"
            .prop_filter_map("a place", |text| Place::try_from(text).ok()),
        Just(Place::try_from("f".repeat(40)).unwrap()),
    ]
}

fn words() -> impl Strategy<Value = Text> {
    select(&["", " ", "Máma přijde v pátek.", "Máma přijde.", "Škola zavolá.", "x", "\u{0}", "😀"][..])
        .prop_map(Text::from)
}

fn value(field: Field) -> BoxedStrategy<Option<Text>> {
    let sound = match field {
        Field::Kind => select(&["said", "agreed", "task", "dissent", "postponed"][..]).boxed(),
        Field::Due => select(&["2026-12-24", "2027-01-04"][..]).boxed(),
        Field::Side => select(&["family", "authority"][..]).boxed(),
        _ => select(&["worry", "něco", "health_child"][..]).boxed(),
    };
    prop_oneof![1 => Just(None), 6 => sound.prop_map(|text| Some(Text::from(text))), 1 => words().prop_map(Some)].boxed()
}

fn seen() -> impl Strategy<Value = Vec<Uuid>> {
    proptest::collection::vec((0u8..30).prop_map(entry_id), 0..4)
}

/// Any act about few lines and seats, sensible or not.
pub fn act() -> impl Strategy<Value = Act> {
    let a_line = || (0u8..3).prop_map(line);
    let a_phase = || proptest::option::of((0u8..3).prop_map(phase));
    let a_seat = || (0u8..3).prop_map(seat);
    prop_oneof![
        3 => (a_line(), a_phase(), place()).prop_map(|(line, phase, place)| Act::Begin { line, phase, place }),
        6 => (a_line(), words(), seen()).prop_map(|(line, text, over)| Act::Write { line, text, over }),
        4 => (a_line(), select(Field::ALL)).prop_flat_map(|(line, field)| {
            value(field).prop_map(move |value| Act::Mark { line, field, value })
        }),
        2 => (a_line(), a_phase(), place()).prop_map(|(line, phase, place)| Act::Move { line, phase, place }),
        2 => (a_line(), any::<bool>(), seen()).prop_map(|(line, away, over)| Act::Strike { line, away, over }),
        1 => (a_line(), select(List::ALL), 0u32..4).prop_map(|(line, list, number)| Act::Number { line, list, number }),
        3 => (a_seat(), select(Step::ALL)).prop_map(|(seat, step)| Act::Step { seat, step }),
        1 => a_seat().prop_map(|seat| Act::Acknowledge { seat }),
        1 => Just(Act::Remind),
        1 => (0u8..3).prop_map(|number| Act::Enter { phase: phase(number) }),
        1 => select(PauseKind::ALL).prop_map(|pause| Act::Pause { pause }),
        1 => Just(Act::Resume),
        1 => (a_seat(), words(), words()).prop_map(|(seat, name, label)| Act::Guest { seat, name, label }),
        2 => ((0u8..30).prop_map(entry_id), proptest::option::of(a_line()))
            .prop_map(|(entry, line)| Act::Undo { entry, line }),
    ]
}

/// Any entry: stamps that repeat or lie, identifiers that are used twice for different things, moments of any kind.
pub fn entry() -> impl Strategy<Value = Entry> {
    let number = || prop_oneof![9 => 0u64..12, 1 => any::<u64>()];
    let moment = prop_oneof![9 => (-130i64..130).prop_map(minute), 1 => any::<i64>()];
    (0u8..30, 0u8..3, number(), number(), moment, act()).prop_map(|(id, of, seq, stamp, happened, act)| {
        Entry { id: entry_id(id), device: device(of), seq, stamp, happened, act }
    })
}

/// Any set of entries.
pub fn entries() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(entry(), 0..24)
}

/// A set of entries with every identifier once, as a journal holds them.
pub fn kept() -> impl Strategy<Value = Vec<Entry>> {
    entries().prop_map(|mut entries| {
        entries.sort_by_key(|entry| entry.id);
        entries.dedup_by_key(|entry| entry.id);
        entries
    })
}
