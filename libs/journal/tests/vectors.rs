//! What this crate and its twin in the browser must both come to.
//!
//! `vectors/*.json` hold inputs and results. The test computes every result anew from the input in the file. After a
//! change of the rules that is meant: `cargo test -p journal --test vectors -- --ignored`, and read the difference.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

#[path = "common/scenes.rs"]
mod scenes;

use std::collections::BTreeMap;
use std::path::PathBuf;

use journal::{
    Act, Answer, Clock, Direction, Entry, Field, Outbox, Place, between, fold, moved, numbers_due, order,
    split_pasted,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors").join(file)
}

fn cases_of(file: &str) -> Vec<Value> {
    read(&serde_json::from_str(&std::fs::read_to_string(path(file)).unwrap()).unwrap())
}

/// Every case keeps its input; `expect` is what the crate says.
fn check(file: &str, result: fn(&Value) -> Value) {
    for case in cases_of(file) {
        assert_eq!(result(&case), case["expect"], "{file}: {}", case["name"]);
    }
}

/// One case a line.
fn write(file: &str, cases: Vec<Value>, result: fn(&Value) -> Value) {
    let lines: Vec<String> = cases
        .into_iter()
        .map(|mut case| {
            case["expect"] = result(&case);
            case.to_string()
        })
        .collect();
    std::fs::write(path(file), format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
}

fn folded(case: &Value) -> Value {
    let entries: Vec<Entry> = read(&case["entries"]);
    let phases: Vec<Uuid> = read(&case["phases"]);
    let folded = fold(&entries, read(&case["ended"]));
    let lines = &folded.lines;
    let ordered = order(lines.values(), &phases);
    let step =
        |way| -> Vec<Option<Place>> { ordered.iter().map(|id| moved(lines.values(), *id, way)).collect() };
    json!({
        "lines": lines,
        "order": ordered,
        "up": step(Direction::Up),
        "down": step(Direction::Down),
        "numbers_due": numbers_due(ordered.iter().map(|id| &lines[id]), &BTreeMap::new()),
        "room": folded.room,
    })
}

/// `between` before and behind, `after` a last place at a moment, or whether a text is a place.
fn placed(case: &Value) -> Value {
    match case["do"].as_str().unwrap() {
        "between" => {
            let (before, behind): (Option<Place>, Option<Place>) =
                (read(&case["before"]), read(&case["behind"]));
            json!(between(before.as_ref(), behind.as_ref(), read(&case["line"])))
        }
        "after" => {
            let last: Option<Place> = read(&case["last"]);
            json!(Place::after(last.as_ref(), read(&case["now"]), read(&case["line"])))
        }
        _ => json!(Place::try_from(read::<String>(&case["text"])).is_ok()),
    }
}

fn pasted(case: &Value) -> Value {
    let pieces: Vec<(String, usize)> = read(&case["pieces"]);
    let text: String = pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect();
    json!(split_pasted(&text))
}

fn accepted(case: &Value) -> Value {
    json!(read::<Field>(&case["field"]).accepts(case["value"].as_str().unwrap()))
}

fn timed(case: &Value) -> Value {
    let start: (i64, i64) = read(&case["start"]);
    let answers: Vec<(i64, i64, i64)> = read(&case["answers"]);
    let clock = answers.iter().fold(Clock::new(start.0, start.1), |clock, (house, sent, came)| {
        clock.answered(*house, *sent, *came)
    });
    json!(clock.now(read(&case["at"])))
}

/// What each step gives, and the outbox after it.
fn boxed(case: &Value) -> Value {
    let mut outbox = Outbox::new(read(&case["device"]), read(&case["stamp"]));
    let steps = case["steps"].as_array().unwrap();
    let results = steps.iter().map(|step| {
        let gives = match step["do"].as_str().unwrap() {
            "put" => json!(outbox.put(read(&step["id"]), read(&step["happened"]), read::<Act>(&step["act"]))),
            "batch" => json!(outbox.batch(read(&step["most"]))),
            "answered" => {
                let heard = outbox.answered(&read::<Answer>(&step["answer"]));
                json!({ "kept": heard.kept, "new_name": heard.new_name })
            }
            "rename" => {
                outbox.rename(read(&step["device"]));
                Value::Null
            }
            _ => {
                outbox.witness(read(&step["stamp"]));
                Value::Null
            }
        };
        json!({ "gives": gives, "outbox": outbox })
    });
    Value::Array(results.collect())
}

#[test]
fn the_vectors_are_what_this_crate_comes_to() {
    check("fold.json", folded);
    check("places.json", placed);
    check("paste.json", pasted);
    check("fields.json", accepted);
    check("clock.json", timed);
    check("outbox.json", boxed);
}

#[test]
#[ignore = "writes the vectors anew"]
fn write_the_vectors() {
    write("fold.json", scenes::meetings(), folded);
    write("places.json", scenes::places(), placed);
    write("paste.json", scenes::pastes(), pasted);
    write("fields.json", scenes::fields(), accepted);
    write("clock.json", scenes::clocks(), timed);
    write("outbox.json", scenes::outboxes(), boxed);
}
