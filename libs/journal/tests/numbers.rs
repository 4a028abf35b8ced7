//! Numbers of agreed points and tasks: J6.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{cases, device, entry_id, line, minute};
use journal::{
    Act, Entry, Field, Known, LineKind, List, Outbox, Place, Sender, Text, fold, numbers_due, order, sift,
};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

/// A step of the meeting: a kind, a text, struck or not, for one of four lines; after it the house numbers what is due.
fn steps() -> impl Strategy<Value = Vec<(u8, Step)>> {
    let step = prop_oneof![
        4 => select(LineKind::ALL).prop_map(Step::Kind),
        2 => select(&["", "Škola zavolá."][..]).prop_map(Step::Write),
        2 => any::<bool>().prop_map(Step::Strike),
    ];
    proptest::collection::vec((1u8..5, step), 1..16)
}

#[derive(Clone, Debug)]
enum Step {
    Kind(LineKind),
    Write(&'static str),
    Strike(bool),
}

struct House {
    entries: Vec<Entry>,
    made: u8,
    outbox: Outbox,
}

impl House {
    fn new() -> Self {
        Self { entries: Vec::new(), made: 0, outbox: Outbox::new(device(0), 0) }
    }

    fn add(&mut self, act: Act) {
        self.made += 1;
        let now = minute(i64::from(self.made));
        let entry = self.outbox.put(entry_id(self.made), now, act);
        let _ = self.outbox.batch(9);
        self.entries.push(entry);
    }

    fn number_what_is_due(&mut self) {
        let lines = fold(&self.entries, None).lines;
        let ordered = order(lines.values(), &[]);
        for act in numbers_due(ordered.iter().map(|id| &lines[id]), &BTreeMap::new()) {
            self.add(act);
        }
    }

    fn numbers(&self) -> BTreeMap<(Uuid, List), u32> {
        let lines = fold(&self.entries, None).lines;
        lines.values().flat_map(|line| line.numbers.iter().map(|(list, n)| ((line.id, *list), *n))).collect()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn numbers_are_given_once_without_gaps_and_never_change(steps in steps()) {
        let mut house = House::new();
        for number in 1..5 {
            let place = Place::after(None, minute(i64::from(number)), line(number));
            house.add(Act::Begin { line: line(number), phase: None, place });
        }
        let mut known = BTreeMap::new();
        for (number, step) in steps {
            let line = line(number);
            let over = fold(&house.entries, None).lines[&line].heads.clone();
            house.add(match step {
                Step::Kind(kind) => Act::Mark { line, field: Field::Kind, value: Some(Text::from(kind.code())) },
                Step::Write(text) => Act::Write { line, text: Text::from(text), over },
                Step::Strike(away) => Act::Strike { line, away, over },
            });
            house.number_what_is_due();
            let now = house.numbers();
            prop_assert!(known.iter().all(|(of, number)| now.get(of) == Some(number)));
            for list in List::ALL {
                let given: BTreeSet<u32> = now.iter().filter(|((_, of), _)| of == list).map(|(_, n)| *n).collect();
                let count = now.keys().filter(|(_, of)| of == list).count();
                prop_assert_eq!(given, (1..=u32::try_from(count).unwrap()).collect::<BTreeSet<_>>());
            }
            let folded = fold(&house.entries, None);
            prop_assert!(numbers_due(folded.lines.values(), &BTreeMap::new()).is_empty());
            for line in folded.lines.values().filter(|line| line.kind().list().is_some()) {
                prop_assert!(line.number().is_some() || line.struck || line.text.is_blank());
            }
            known = now;
        }
    }
}

#[test]
fn knowing_the_highest_numbers_is_as_good_as_knowing_all_lines() {
    let mut house = House::new();
    for number in 1..4 {
        house.add(Act::Write { line: line(number), text: Text::from("Škola zavolá."), over: Vec::new() });
        let value = Some(Text::from("task"));
        house.add(Act::Mark { line: line(number), field: Field::Kind, value });
        if number < 3 {
            house.number_what_is_due();
        }
    }
    let lines = fold(&house.entries, None).lines;
    let due = numbers_due(lines.values(), &BTreeMap::new());
    assert_eq!(due, [Act::Number { line: line(3), list: List::Task, number: 3 }]);
    assert_eq!(due, numbers_due([&lines[&line(3)]], &[(List::Task, 2)].into()));
}

#[test]
fn a_device_gives_no_numbers() {
    let mut outbox = Outbox::new(device(1), 0);
    let entry =
        outbox.put(entry_id(1), minute(0), Act::Number { line: line(1), list: List::Task, number: 1 });
    assert_eq!(sift(vec![entry.clone()], &Known::default(), Sender::Device).fresh, []);
    assert_eq!(sift(vec![entry], &Known::default(), Sender::House).fresh.len(), 1);
}

#[test]
fn should_a_line_get_two_numbers_the_first_one_counts() {
    let mut house = House::new();
    for number in [3, 4] {
        house.add(Act::Number { line: line(1), list: List::Task, number });
    }
    assert_eq!(house.numbers()[&(line(1), List::Task)], 3);
}
