//! Inputs of the vectors: what matters by name, and a few dozen journals drawn at random with a fixed seed.

use journal::{Entry, Field, LARGEST};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::common::{device, entry_id, kept, line, minute, phase, seat};

/// An entry of device `by` with this stamp, at `minutes`.
fn entry(number: u8, by: u8, stamp: u64, minutes: i64, act: &Value) -> Value {
    json!({ "id": entry_id(number), "device": device(by), "seq": stamp, "stamp": stamp, "happened": minute(minutes), "act": act })
}

fn begin(number: u8, place: &str) -> Value {
    json!({ "do": "begin", "line": line(number), "phase": phase(1), "place": place })
}

fn write(number: u8, text: &str, over: &[u8]) -> Value {
    let over: Vec<_> = over.iter().copied().map(entry_id).collect();
    json!({ "do": "write", "line": line(number), "text": text, "over": over })
}

fn mark(number: u8, field: &str, value: Option<&str>) -> Value {
    json!({ "do": "mark", "line": line(number), "field": field, "value": value })
}

fn strike(number: u8, away: bool, over: &[u8]) -> Value {
    let over: Vec<_> = over.iter().copied().map(entry_id).collect();
    json!({ "do": "strike", "line": line(number), "away": away, "over": over })
}

fn undo(number: u8, of: Option<u8>) -> Value {
    json!({ "do": "undo", "entry": entry_id(number), "line": of.map(line) })
}

fn step(number: u8, step: &str) -> Value {
    json!({ "do": "step", "seat": seat(number), "step": step })
}

const FIRST: &str = "00065c0000000000";
const SECOND: &str = "00065c0000000001";

fn texts() -> Vec<(&'static str, Vec<Value>)> {
    vec![
        ("nothing", vec![]),
        (
            "two texts at once: both stand, the higher device first",
            vec![
                entry(1, 1, 1, 0, &begin(1, FIRST)),
                entry(2, 1, 2, 1, &write(1, "Táta bere sobotu.", &[])),
                entry(3, 1, 3, 2, &write(1, "Táta bere sobotu od devíti.", &[2])),
                entry(4, 2, 3, 2, &write(1, "Táta bere sobotu i neděli.", &[2])),
            ],
        ),
        (
            "settled by somebody who saw both",
            vec![
                entry(1, 1, 1, 0, &begin(1, FIRST)),
                entry(2, 1, 2, 1, &write(1, "jedna", &[])),
                entry(3, 2, 2, 1, &write(1, "dvě", &[])),
                entry(4, 3, 3, 2, &write(1, "jedna a dvě", &[2, 3])),
            ],
        ),
        (
            "equal and blank texts are no variants; a text does not replace a later one",
            vec![
                entry(2, 1, 2, 1, &write(1, "stejně", &[])),
                entry(3, 2, 2, 1, &write(1, "stejně", &[])),
                entry(4, 3, 2, 1, &write(1, " \u{a0}", &[])),
                entry(5, 3, 1, 1, &write(1, "dřívější", &[2, 5])),
            ],
        ),
        (
            "an undone text gives way to the one before; an undo is not undone",
            vec![
                entry(1, 1, 1, 1, &write(1, "před", &[])),
                entry(2, 1, 2, 1, &write(1, "po", &[1])),
                entry(3, 1, 3, 1, &undo(2, Some(1))),
                entry(4, 1, 4, 1, &undo(3, Some(1))),
                entry(5, 1, 5, 1, &undo(1, None)),
            ],
        ),
        (
            "struck without having seen the later text",
            vec![
                entry(1, 1, 1, 0, &begin(1, FIRST)),
                entry(2, 1, 2, 1, &write(1, "jedna", &[])),
                entry(3, 2, 3, 2, &strike(1, true, &[2])),
                entry(4, 1, 3, 2, &write(1, "jedna a půl", &[2])),
            ],
        ),
        (
            "struck twice, each over one text; another line struck and brought back",
            vec![
                entry(2, 1, 2, 1, &write(1, "jedna", &[])),
                entry(3, 2, 2, 1, &write(1, "dvě", &[])),
                entry(4, 1, 3, 2, &strike(1, true, &[2])),
                entry(5, 2, 3, 2, &strike(1, true, &[3])),
                entry(6, 1, 4, 2, &strike(2, true, &[])),
                entry(7, 1, 5, 2, &strike(2, false, &[])),
            ],
        ),
    ]
}

fn lines() -> Vec<(&'static str, Vec<Value>)> {
    let number = json!({ "do": "number", "line": line(1), "list": "agreed", "number": 3 });
    let shift = json!({ "do": "move", "line": line(2), "phase": phase(2), "place": "00065bffffffffff8" });
    vec![
        (
            "marks: the latest that makes sense counts, and none takes it away",
            vec![
                entry(1, 1, 1, 0, &begin(1, FIRST)),
                entry(2, 1, 2, 0, &mark(1, "kind", Some("task"))),
                entry(3, 1, 3, 0, &mark(1, "kind", Some("nonsense"))),
                entry(4, 1, 4, 0, &mark(1, "due", Some("2026-12-24"))),
                entry(5, 1, 5, 0, &mark(1, "owner", Some(&seat(1).to_string()))),
                entry(6, 1, 6, 0, &mark(1, "owner", None)),
                entry(7, 1, 7, 0, &mark(1, "owner_note", Some("babička"))),
                entry(8, 2, 4, 0, &mark(1, "due", Some("2026-12-23"))),
                entry(9, 1, 9, 0, &write(1, "Zavolá do školy.", &[])),
            ],
        ),
        (
            "places, phases and numbers",
            vec![
                entry(1, 1, 1, 0, &begin(1, SECOND)),
                entry(2, 1, 2, 0, &begin(2, FIRST)),
                entry(3, 1, 3, 0, &begin(3, FIRST)),
                entry(4, 1, 4, 0, &write(4, "bez začátku", &[])),
                entry(5, 1, 5, 0, &shift),
                entry(6, 1, 6, 0, &mark(1, "kind", Some("agreed"))),
                entry(7, 1, 7, 0, &write(1, "dohoda", &[])),
                entry(8, 1, 8, 0, &number),
                entry(9, 1, 9, 0, &mark(3, "kind", Some("agreed"))),
                entry(10, 1, 10, 0, &write(3, "další dohoda", &[])),
                entry(11, 1, 11, 0, &mark(4, "kind", Some("task"))),
            ],
        ),
    ]
}

fn rooms() -> Vec<(&'static str, Vec<Value>)> {
    let enter = |number: u8| json!({ "do": "enter", "phase": phase(number) });
    let pause = |why: &str| json!({ "do": "pause", "pause": why });
    let guest = |name: &str| json!({ "do": "guest", "seat": seat(9), "name": name, "label": "teta" });
    vec![
        (
            "left and back three times, tapped twice, typed afterwards, undone",
            vec![
                entry(1, 1, 1, 0, &step(1, "arrived")),
                entry(2, 1, 2, 10, &step(1, "left")),
                entry(3, 2, 2, 11, &step(1, "left")),
                entry(4, 1, 4, 20, &step(1, "by_phone")),
                entry(5, 1, 5, 30, &step(1, "by_video")),
                entry(6, 1, 6, 40, &step(1, "asked_out")),
                entry(7, 1, 7, 50, &step(1, "arrived")),
                entry(8, 1, 8, 5, &step(1, "asked_out")),
                entry(9, 1, 9, 7, &step(1, "arrived")),
                entry(10, 1, 10, 55, &step(1, "left")),
                entry(11, 1, 11, 56, &undo(10, None)),
                entry(12, 1, 12, 200, &step(1, "left")),
            ],
        ),
        (
            "phases again, pauses that take over, confidentiality, a guest",
            vec![
                entry(1, 1, 1, 0, &enter(1)),
                entry(2, 1, 2, 10, &enter(2)),
                entry(3, 1, 3, 12, &enter(2)),
                entry(4, 1, 4, 20, &enter(1)),
                entry(5, 1, 5, 25, &pause("break")),
                entry(6, 1, 6, 27, &pause("stop_sign")),
                entry(7, 1, 7, 30, &json!({ "do": "resume" })),
                entry(8, 1, 8, 1, &step(1, "arrived")),
                entry(9, 1, 9, 2, &json!({ "do": "remind" })),
                entry(10, 1, 10, 3, &step(2, "arrived")),
                entry(11, 1, 11, 4, &json!({ "do": "acknowledge", "seat": seat(2) })),
                entry(12, 1, 12, 9, &guest("Marie Nová")),
                entry(13, 1, 13, 5, &guest("Marie Nováková")),
            ],
        ),
    ]
}

pub fn meetings() -> Vec<Value> {
    let phases = [phase(2), phase(1)];
    let mut cases = Vec::new();
    for (name, entries) in texts().into_iter().chain(lines()).chain(rooms()) {
        // Out of order and partly twice, as they come.
        let arrived: Vec<&Value> = entries.iter().rev().chain(entries.iter().step_by(2)).collect();
        cases.push(json!({ "name": name, "entries": arrived, "phases": phases, "ended": minute(60) }));
    }
    let mut runner = TestRunner::deterministic();
    for number in 0..60 {
        let drawn = kept().new_tree(&mut runner).expect("a set of entries").current();
        let entries: Vec<Entry> = drawn.into_iter().map(countable).collect();
        let ended = (number % 2 == 0).then(|| minute(30));
        cases.push(json!({ "name": format!("drawn {number}"), "entries": entries, "phases": phases, "ended": ended }));
    }
    cases
}

/// With numbers that a script counts exactly.
fn countable(entry: Entry) -> Entry {
    let largest = i64::try_from(LARGEST).expect("below 2⁶³");
    let happened = entry.happened % largest;
    Entry { seq: entry.seq % LARGEST, stamp: entry.stamp % LARGEST, happened, ..entry }
}

pub fn places() -> Vec<Value> {
    let some = [
        "0000000000000001",
        "00000000000000000001",
        "0000000000000002",
        "00065c0000000000",
        "00065c00000000000000010a1",
        "00065c00000000008",
        "00065c000000000081",
        "00065c0000000001",
        "00065c00000000f1",
        "ffffffffffffffff",
        "fffffffffffffffff",
        "fffffffffffffffffff1",
    ];
    let ids = [line(1), line(255)];
    let mut cases = Vec::new();
    for (number, before) in some.iter().enumerate() {
        for behind in some {
            let name = format!("between {before} and {behind}");
            cases.push(json!({ "name": name, "do": "between", "before": before, "behind": behind, "line": ids[number % 2] }));
        }
        cases.push(json!({ "name": format!("ahead of {before}"), "do": "between", "before": null, "behind": before, "line": ids[0] }));
        cases.push(json!({ "name": format!("behind {before}"), "do": "between", "before": before, "behind": null, "line": ids[1] }));
        for now in [minute(0), 0, -5] {
            cases.push(json!({ "name": format!("at {now} after {before}"), "do": "after", "last": before, "now": now, "line": ids[0] }));
        }
    }
    cases.push(json!({ "name": "alone", "do": "between", "before": null, "behind": null, "line": ids[0] }));
    cases.push(json!({ "name": "the first", "do": "after", "last": null, "now": minute(3), "line": ids[0] }));
    for text in [
        "",
        "0000000000000000",
        "00065c000000000",
        "00065c00000000010",
        "00065C0000000000",
        "00065c00000000001",
        "00065c000000000g",
    ] {
        cases.push(json!({ "name": format!("is it a place: {text:?}"), "do": "read", "text": text }));
    }
    cases
}

pub fn pastes() -> Vec<Value> {
    let case = |name: &str, pieces: Value| json!({ "name": name, "pieces": pieces });
    vec![
        case("nothing", json!([])),
        case("gaps only", json!([[" \t\u{a0}\r\n\u{feff}\u{2029}", 3]])),
        case(
            "line ends of all kinds",
            json!([["První.\r\n\r\nDruhá\u{b}třetí \r čtvrtá\u{2028}pátá\u{85}šestá\u{c}sedmá", 1]]),
        ),
        case("control characters go, a tab inside stays", json!([["a\u{0}b\u{7f}c\td\u{1b}", 1]])),
        case("sentences", json!([["Maminka řekla, že o víkendu zůstane s dětmi u babičky. ", 300]])),
        case("a sentence that ends exactly where a line may", json!([["x", 7_999], [". Druhá", 1]])),
        case("a sentence that ends one behind", json!([["x", 8_000], [". Druhá", 1]])),
        case("words without a sentence", json!([["slovo ", 1_500]])),
        case("no gap at all, beyond the first plane", json!([["😀", 8_001]])),
    ]
}

pub fn fields() -> Vec<Value> {
    let values = [
        "",
        "task",
        "úkol",
        "said",
        "strength",
        "serious",
        "family",
        "authority",
        "health_child",
        "Health",
        "2026-12-24",
        "2027-02-29",
        "2028-02-29",
        "2100-02-29",
        "2026-4-1",
        "2026-04-31",
        "1899-12-31",
        "2199-12-31",
        "0190163d-8694-739b-aea5-966c26f8ad91",
        "0190163D-8694-739B-AEA5-966C26F8AD91",
        "0190163d8694739baea5966c26f8ad91",
    ];
    let case = |field: &Field, value: &str| json!({ "name": format!("{}: {value:?}", field.code()), "field": field, "value": value });
    Field::ALL.iter().flat_map(|field| values.iter().map(move |value| case(field, value))).collect()
}

pub fn clocks() -> Vec<Value> {
    let start = [minute(0), 5_000];
    vec![
        json!({ "name": "no answer yet", "start": start, "answers": [], "at": 65_005_000 }),
        json!({ "name": "before the start", "start": start, "answers": [], "at": 1_000 }),
        json!({ "name": "the middle of the way", "start": start, "answers": [[minute(9), 1_000_000, 1_300_001]], "at": 2_000_000 }),
        json!({ "name": "slept for an hour", "start": start, "answers": [[minute(1), 60_000_000, 60_010_000], [minute(62), 61_000_000, 61_010_000]], "at": 62_000_000 }),
        json!({ "name": "an answer that came before it was asked for", "start": start, "answers": [[minute(9), 2_000, 1_000]], "at": 6_000 }),
    ]
}

pub fn outboxes() -> Vec<Value> {
    let put = |number: u8, act: Value| json!({ "do": "put", "id": entry_id(number), "happened": minute(i64::from(number)), "act": act });
    let answer = |kept: &[u8], refused: Value, stamp: u64| {
        let kept: Vec<_> = kept.iter().copied().map(entry_id).collect();
        json!({ "do": "answered", "answer": { "kept": kept, "refused": refused, "stamp": stamp } })
    };
    let refused = |number: u8, why: &str| json!([{ "entry": entry_id(number), "why": why }]);
    let batch = |most: usize| json!({ "do": "batch", "most": most });
    let case = |name: &str, stamp: u64, steps: Vec<Value>| json!({ "name": name, "device": device(1), "stamp": stamp, "steps": steps });
    let typed = vec![
        put(1, begin(1, FIRST)),
        put(2, write(1, "M", &[40])),
        put(3, write(1, "Má", &[2])),
        put(4, write(1, "Máma", &[3, 41])),
        batch(9),
        put(5, write(1, "Máma přijde", &[4])),
        put(6, write(2, "jiný řádek", &[])),
        put(7, write(2, "jiný řádek, nevidělo se", &[])),
        batch(2),
        answer(&[1, 4], json!([]), 50),
        answer(&[1, 4], json!([]), 50),
        put(8, strike(2, true, &[6, 7])),
    ];
    vec![
        case("typed, sent, answered twice", 7, typed),
        case(
            "another tab counts under this name",
            0,
            vec![
                put(1, write(1, "a", &[])),
                batch(9),
                put(2, write(1, "b", &[1])),
                batch(9),
                answer(&[1], refused(2, "count_taken"), 3),
                json!({ "do": "rename", "device": device(7) }),
                batch(9),
                answer(&[2], json!([]), 4),
            ],
        ),
        case(
            "a stamp that went mad; an old answer about it changes nothing",
            1 << 52,
            vec![
                put(1, write(1, "a", &[])),
                put(2, mark(1, "kind", Some("task"))),
                batch(9),
                answer(&[], refused(1, "stamp_ahead"), 40),
                answer(&[], refused(1, "stamp_ahead"), 39),
                batch(9),
            ],
        ),
        case(
            "set aside, and taken after all",
            0,
            vec![
                put(1, write(1, "a", &[])),
                batch(9),
                answer(&[], refused(1, "too_long"), 0),
                put(2, write(1, "b", &[1])),
                json!({ "do": "witness", "stamp": 12 }),
                put(3, write(1, "c", &[2])),
                answer(&[1], json!([]), 12),
            ],
        ),
    ]
}
