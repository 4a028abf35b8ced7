//! Devices, a house and a bad line between them: J10.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{cases, id, line, minute};
use journal::{Act, Answer, Entry, Known, LARGEST, Outbox, Sender, Text, fold, sift};
use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

#[derive(Clone, Debug)]
enum Doing {
    /// A person types on; the device saves it, or is killed before it could.
    Type {
        line: u8,
        saved: bool,
    },
    Strike {
        line: u8,
    },
    /// Saves and sends; the request is on its way.
    Send {
        most: usize,
    },
    /// A request arrives at the house, and its answer is on its way. The request may arrive again later.
    Arrive {
        which: Index,
        again: bool,
    },
    /// An answer arrives at its device. It may arrive again later.
    Answer {
        which: Index,
        again: bool,
    },
    CutRequest(Index),
    CutAnswer(Index),
    /// The browser is killed and opened again.
    Kill,
    /// The tab is copied, with all it has saved, over another one's place.
    Copy {
        to: usize,
    },
    /// The device reads what the house has.
    Read,
    /// The device's stamp goes mad.
    Poison,
}

fn doings() -> impl Strategy<Value = Vec<(usize, Doing)>> {
    let at = any::<Index>;
    let doing = prop_oneof![
        8 => (1u8..3, prop::bool::weighted(0.9)).prop_map(|(line, saved)| Doing::Type { line, saved }),
        1 => (1u8..3).prop_map(|line| Doing::Strike { line }),
        6 => (1usize..6).prop_map(|most| Doing::Send { most }),
        6 => (at(), any::<bool>()).prop_map(|(which, again)| Doing::Arrive { which, again }),
        5 => (at(), any::<bool>()).prop_map(|(which, again)| Doing::Answer { which, again }),
        1 => at().prop_map(Doing::CutRequest),
        2 => at().prop_map(Doing::CutAnswer),
        2 => Just(Doing::Kill),
        1 => (0usize..3).prop_map(|to| Doing::Copy { to }),
        2 => Just(Doing::Read),
        1 => Just(Doing::Poison),
    ];
    proptest::collection::vec((0usize..3, doing), 1..40)
}

/// A tab: what it works with, and what is saved of it.
struct Tab {
    outbox: Outbox,
    seen: Vec<Entry>,
    saved: Outbox,
}

struct World {
    tabs: Vec<Tab>,
    house: Vec<Entry>,
    requests: Vec<(usize, Vec<Entry>)>,
    answers: Vec<(usize, Answer)>,
    /// What the house has ever said to be kept.
    acknowledged: BTreeSet<Uuid>,
    /// Texts that a person was told to be saved on the device.
    told_saved: BTreeMap<Uuid, String>,
    /// Texts that were typed on before they left the device, and by what.
    grown: BTreeSet<(Uuid, Uuid)>,
    made: u8,
    names: u8,
}

impl World {
    fn new() -> Self {
        let tabs = (0u8..3).map(|number| {
            let outbox = Outbox::new(common::device(number), 0);
            Tab { saved: outbox.clone(), outbox, seen: Vec::new() }
        });
        Self {
            tabs: tabs.collect(),
            house: Vec::new(),
            requests: Vec::new(),
            answers: Vec::new(),
            acknowledged: BTreeSet::new(),
            told_saved: BTreeMap::new(),
            grown: BTreeSet::new(),
            made: 0,
            names: 10,
        }
    }

    fn step(&mut self, who: usize, doing: &Doing) {
        match doing {
            Doing::Type { line, saved } => self.put(who, *line, *saved, false),
            Doing::Strike { line } => self.put(who, *line, true, true),
            Doing::Send { most } => self.send(who, *most),
            Doing::Arrive { which, again } => {
                if let Some(at) = pick(which, self.requests.len()) {
                    let (from, batch) = self.requests[at].clone();
                    if !again {
                        self.requests.remove(at);
                    }
                    let answer = self.take_in(batch);
                    self.answers.push((from, answer));
                }
            }
            Doing::Answer { which, again } => {
                if let Some(at) = pick(which, self.answers.len()) {
                    let (to, answer) = self.answers[at].clone();
                    if !again {
                        self.answers.remove(at);
                    }
                    self.hear(to, &answer);
                }
            }
            Doing::CutRequest(which) => {
                if let Some(at) = pick(which, self.requests.len()) {
                    self.requests.remove(at);
                }
            }
            Doing::CutAnswer(which) => {
                if let Some(at) = pick(which, self.answers.len()) {
                    self.answers.remove(at);
                }
            }
            Doing::Kill => {
                // What is saved is text on a disk, not a value in memory.
                let disk = serde_json::to_string(&self.tabs[who].saved).unwrap();
                self.tabs[who].outbox = serde_json::from_str(&disk).unwrap();
                self.tabs[who].seen = self.house.clone();
            }
            Doing::Copy { to } => {
                // Nothing of the other tab may be in need of it: the trial copies over an empty one only.
                if *to != who && self.tabs[*to].saved.waiting() == 0 && self.tabs[*to].outbox.waiting() == 0 {
                    let copy = self.tabs[who].saved.clone();
                    self.tabs[*to] = Tab { outbox: copy.clone(), saved: copy, seen: self.house.clone() };
                }
            }
            Doing::Read => {
                self.tabs[who].seen = self.house.clone();
                let stamp = self.stamp();
                self.tabs[who].outbox.witness(stamp);
            }
            Doing::Poison => self.tabs[who].outbox.witness(LARGEST / 2),
        }
    }

    fn stamp(&self) -> u64 {
        self.house.iter().map(|entry| entry.stamp).max().unwrap_or(0)
    }

    /// All the tab shows: what it has read, and what it made itself.
    fn shown(&self, who: usize) -> Vec<Entry> {
        let tab = &self.tabs[who];
        let read: BTreeSet<Uuid> = tab.seen.iter().map(|entry| entry.id).collect();
        let own = tab.outbox.unkept().filter(|entry| !read.contains(&entry.id));
        tab.seen.iter().chain(own).cloned().collect()
    }

    fn put(&mut self, who: usize, number: u8, saved: bool, strike: bool) {
        self.made += 1;
        let line = line(number);
        let over =
            fold(&self.shown(who), None).lines.get(&line).map(|line| line.heads.clone()).unwrap_or_default();
        let text = format!("znění {} {}", self.made, who);
        let act = if strike {
            Act::Strike { line, away: true, over }
        } else {
            Act::Write { line, text: Text::from(text.as_str()), over }
        };
        let waited: BTreeSet<Uuid> = self.tabs[who].outbox.unkept().map(|entry| entry.id).collect();
        let new = id(0xe, self.made);
        self.tabs[who].outbox.put(new, minute(i64::from(self.made)), act);
        if saved {
            self.save(who);
            if !strike {
                self.told_saved.insert(new, text);
            }
        }
        let waits: BTreeSet<Uuid> = self.tabs[who].outbox.unkept().map(|entry| entry.id).collect();
        self.grown.extend(waited.difference(&waits).map(|old| (*old, new)));
    }

    /// Whether the house has an entry, or what it grew into before it left its device.
    fn arrived(&self, entry: Uuid) -> bool {
        let grown = self.grown.range((entry, Uuid::nil())..).take_while(|(old, _)| *old == entry);
        self.house.iter().any(|kept| kept.id == entry) || grown.into_iter().any(|(_, new)| self.arrived(*new))
    }

    fn save(&mut self, who: usize) {
        self.tabs[who].saved = self.tabs[who].outbox.clone();
    }

    fn send(&mut self, who: usize, most: usize) {
        let batch = self.tabs[who].outbox.batch(most);
        self.save(who);
        self.told(who);
        self.requests.push((who, batch));
    }

    /// Whatever is saved with an entry is saved for good; so are texts an earlier failed saving left out.
    fn told(&mut self, who: usize) {
        for entry in self.tabs[who].saved.unkept() {
            if let Act::Write { text, .. } = &entry.act {
                self.told_saved.insert(entry.id, text.as_str().to_owned());
            }
        }
    }

    fn take_in(&mut self, batch: Vec<Entry>) -> Answer {
        let known = Known {
            ids: self.house.iter().map(|entry| entry.id).collect(),
            counts: self.house.iter().map(|entry| (entry.device, entry.seq)).collect(),
            stamp: self.stamp(),
        };
        let sifted = sift(batch, &known, Sender::Device);
        let kept: Vec<Uuid> = sifted.fresh.iter().map(|entry| entry.id).chain(sifted.known).collect();
        self.house.extend(sifted.fresh);
        self.acknowledged.extend(&kept);
        Answer { kept, refused: sifted.refused, stamp: sifted.stamp }
    }

    fn hear(&mut self, who: usize, answer: &Answer) {
        let heard = self.tabs[who].outbox.answered(answer);
        self.tabs[who].seen.extend(heard.kept);
        if heard.new_name {
            self.names += 1;
            self.tabs[who].outbox.rename(common::device(self.names));
        }
        self.save(who);
        self.told(who);
    }

    /// The line holds again; everything waiting is sent until nothing is left.
    fn calm_down(&mut self) {
        for who in (0..3).cycle().take(30) {
            let batch = self.tabs[who].outbox.batch(4);
            let answer = self.take_in(batch);
            self.hear(who, &answer);
        }
    }
}

fn pick(which: &Index, of: usize) -> Option<usize> {
    (of > 0).then(|| which.index(of))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_is_cut_killed_doubled_or_copied_nothing_acknowledged_is_lost_and_no_effect_repeated(doings in doings()) {
        let mut world = World::new();
        for (who, doing) in &doings {
            world.step(*who, doing);
            let kept: BTreeSet<Uuid> = world.house.iter().map(|entry| entry.id).collect();
            prop_assert!(world.acknowledged.is_subset(&kept), "acknowledged, and not kept");
        }
        // Whoever was killed just now takes up what was saved.
        for who in 0..3 {
            world.step(who, &Doing::Kill);
        }
        world.calm_down();
        for tab in &world.tabs {
            prop_assert_eq!((tab.outbox.waiting(), tab.outbox.aside().len()), (0, 0));
        }
        let ids: BTreeSet<Uuid> = world.house.iter().map(|entry| entry.id).collect();
        let counts: BTreeSet<(Uuid, u64)> = world.house.iter().map(|entry| (entry.device, entry.seq)).collect();
        prop_assert_eq!(ids.len(), world.house.len(), "kept twice");
        prop_assert_eq!(counts.len(), world.house.len(), "a count was used twice");
        for (entry, text) in &world.told_saved {
            prop_assert!(world.arrived(*entry), "{text} was saved and is lost");
        }
        // What stands in the house is shown, or its author saw what took its place.
        let folded = fold(&world.house, None);
        for entry in &world.house {
            let Act::Write { line, text, .. } = &entry.act else { continue };
            let state = &folded.lines[line];
            let shown = state.text == *text || state.variants.iter().any(|variant| variant.text == *text);
            let replaced = world.house.iter().any(|other| {
                matches!(&other.act, Act::Write { over, .. } if over.contains(&entry.id))
            });
            prop_assert!(shown || replaced, "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn who_writes_alone_over_a_bad_line_never_meets_a_variant_of_their_own(doings in doings()) {
        let mut world = World::new();
        for (_, doing) in doings.iter().filter(|(_, doing)| !matches!(doing, Doing::Copy { .. })) {
            world.step(0, doing);
        }
        world.calm_down();
        for line in fold(&world.house, None).lines.values() {
            prop_assert!(line.variants.is_empty(), "{line:?}");
        }
    }
}
