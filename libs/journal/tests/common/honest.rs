//! Several devices that write, read each other now and then, and have clocks of their own.

use std::collections::BTreeSet;

use journal::{Act, Direction, Entry, Field, Folded, Outbox, Place, Text, fold, moved, order};
use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

use super::{device, entry_id, line, minute, phase};

/// What one device does next.
#[derive(Clone, Debug)]
pub enum Doing {
    Begin,
    Write(Index),
    Kind(Index, &'static str),
    Shift(Index, bool),
    Strike(Index, bool),
    UndoOwnLast,
    /// Gives all it has to the house and takes all the house has.
    Meet,
}

/// A device: what it has seen, what it made and has not given away, how wrong its moments are.
pub struct Tablet {
    pub outbox: Outbox,
    pub seen: Vec<Entry>,
    pub made: Vec<Entry>,
    pub wrong_by: i64,
}

/// A meeting on several devices.
pub struct Meeting {
    pub tablets: Vec<Tablet>,
    pub house: Vec<Entry>,
    /// For each line that was begun: the lines its author saw in front of it then.
    pub begun_behind: Vec<(Uuid, Vec<Uuid>)>,
    made: u8,
    lines: u8,
}

pub const PHASES: u8 = 1;

pub fn doings() -> impl Strategy<Value = Vec<(usize, Doing)>> {
    let any_line = any::<Index>;
    let doing = prop_oneof![
        4 => Just(Doing::Begin),
        6 => any_line().prop_map(Doing::Write),
        3 => (any_line(), proptest::sample::select(&["agreed", "task", "said"][..])).prop_map(|(at, kind)| Doing::Kind(at, kind)),
        2 => (any_line(), any::<bool>()).prop_map(|(at, up)| Doing::Shift(at, up)),
        1 => (any_line(), any::<bool>()).prop_map(|(at, away)| Doing::Strike(at, away)),
        1 => Just(Doing::UndoOwnLast),
        4 => Just(Doing::Meet),
    ];
    proptest::collection::vec((0usize..3, doing), 1..24)
}

impl Meeting {
    pub fn new(wrong_by: [i64; 3]) -> Self {
        let tablets = (0u8..).zip(wrong_by).map(|(number, wrong_by)| Tablet {
            outbox: Outbox::new(device(number), 0),
            seen: Vec::new(),
            made: Vec::new(),
            wrong_by,
        });
        Self { tablets: tablets.collect(), house: Vec::new(), begun_behind: Vec::new(), made: 0, lines: 0 }
    }

    /// Everything that was made, on whatever device it lies.
    pub fn everything(&self) -> Vec<Entry> {
        self.tablets.iter().flat_map(|tablet| &tablet.made).chain(&self.house).cloned().collect()
    }

    pub fn play(&mut self, doings: &[(usize, Doing)]) {
        for (who, doing) in doings {
            self.act(*who, doing);
        }
    }

    pub fn view(&self, who: usize) -> Folded {
        let tablet = &self.tablets[who];
        let all: Vec<Entry> = tablet.seen.iter().chain(&tablet.made).cloned().collect();
        fold(&all, None)
    }

    fn act(&mut self, who: usize, doing: &Doing) {
        if matches!(doing, Doing::Meet) {
            return self.meet(who);
        }
        let view = self.view(who);
        let ordered = order(view.lines.values(), &[phase(PHASES)]);
        let chosen = |at: &Index| (!ordered.is_empty()).then(|| &view.lines[at.get(&ordered)]);
        let now = minute(i64::from(self.made)) + self.tablets[who].wrong_by;
        let act = match doing {
            Doing::Begin => {
                self.lines += 1;
                let last = ordered.iter().filter_map(|id| view.lines[id].place.as_ref()).max();
                let new = line(self.lines);
                self.begun_behind.push((new, ordered.clone()));
                Some(Act::Begin {
                    line: new,
                    phase: Some(phase(PHASES)),
                    place: Place::after(last, now, new),
                })
            }
            Doing::Write(at) => chosen(at).map(|line| Act::Write {
                line: line.id,
                text: Text::from(format!("znění {}", self.made)),
                over: line.heads.clone(),
            }),
            Doing::Kind(at, kind) => chosen(at).map(|line| Act::Mark {
                line: line.id,
                field: Field::Kind,
                value: Some(Text::from(*kind)),
            }),
            Doing::Shift(at, up) => chosen(at).and_then(|line| {
                let way = if *up { Direction::Up } else { Direction::Down };
                moved(view.lines.values(), line.id, way).map(|place| Act::Move {
                    line: line.id,
                    phase: line.phase,
                    place,
                })
            }),
            Doing::Strike(at, away) => {
                chosen(at).map(|line| Act::Strike { line: line.id, away: *away, over: line.heads.clone() })
            }
            Doing::UndoOwnLast => self.tablets[who]
                .made
                .iter()
                .rev()
                .find(|entry| matches!(entry.act, Act::Write { .. } | Act::Move { .. } | Act::Strike { .. }))
                .map(|entry| Act::Undo { entry: entry.id, line: entry.act.line() }),
            Doing::Meet => None,
        };
        if let Some(act) = act {
            self.made += 1;
            let entry = self.tablets[who].outbox.put(entry_id(self.made), now, act);
            let waits: BTreeSet<Uuid> = self.tablets[who].outbox.unkept().map(|entry| entry.id).collect();
            self.tablets[who].made.retain(|made| waits.contains(&made.id));
            self.tablets[who].made.push(entry);
        }
    }

    pub fn meet(&mut self, who: usize) {
        let tablet = &mut self.tablets[who];
        let batch = tablet.outbox.batch(usize::MAX);
        let kept = batch.iter().map(|entry| entry.id).collect();
        self.house.extend(batch);
        let stamp = self.house.iter().map(|entry| entry.stamp).max().unwrap_or(0);
        let _ = tablet.outbox.answered(&journal::Answer { kept, refused: Vec::new(), stamp });
        tablet.made.clear();
        tablet.seen = self.house.clone();
    }
}
