//! A model of a recorder's tablet: what it has made, what it has saved, what it has seen.

use ::journal::{Act, Answer, Entry, Field, Outbox, Place, fold_line};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Sentences that people type; with quotes, diacritics, and what breaks careless programs.
const SENTENCES: &[&str] = &[
    "Maminka navrhuje vyzvedávání v pátek ve 14.30.",
    "Eliška: „chci chodit na volejbal“",
    "Dohodli jsme se, že babička pomůže ve středu; táta bere sobotu.",
    "<b>tučně</b> & 'uvozovky' \"dvojí\" \\ lomítko",
    "Řekla, že ‚to nejde‘. Pak: 1/2 úvazku od 1. 1.",
    "𝄞 hudební nástroj do 15. 12. – objedná školní družina",
];

/// One device.
pub struct Device {
    outbox: Outbox,
    /// The outbox as it lies on the disk of the device.
    saved: String,
    /// Everything that the house is known to have, by identifier.
    seen: BTreeMap<Uuid, Entry>,
    /// Everything the house has acknowledged to this device.
    pub acknowledged: BTreeSet<Uuid>,
    clock: i64,
    /// Whether the house knows it under its present name.
    pub known: bool,
}

impl Device {
    /// A new device at a moment (microseconds since 1970).
    pub fn new(id: Uuid, now: i64) -> Self {
        let outbox = Outbox::new(id, 0);
        let saved = serde_json::to_string(&outbox).unwrap_or_default();
        Self { outbox, saved, seen: BTreeMap::new(), acknowledged: BTreeSet::new(), clock: now, known: false }
    }

    /// Its identifier.
    pub const fn id(&self) -> Uuid {
        self.outbox.device()
    }

    /// Its clock is wrong by so much.
    pub const fn lag(&mut self, by: i64) {
        self.clock = self.clock.saturating_add(by);
    }

    /// Whether the journal has everything that this device knows to be kept, word for word.
    ///
    /// # Errors
    /// The first entry that is missing or says something else.
    pub fn agrees(&self, journal: &[Entry]) -> crate::Outcome<()> {
        let kept: BTreeMap<Uuid, &Entry> = journal.iter().map(|entry| (entry.id, entry)).collect();
        for mine in self.seen.values() {
            match kept.get(&mine.id) {
                None => return Err(format!("entry {} was seen and is gone", mine.id).into()),
                Some(theirs) if theirs.act != mine.act => {
                    return Err(format!("entry {} says something else now", mine.id).into());
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// How much waits.
    pub fn waiting(&self) -> usize {
        self.outbox.waiting()
    }

    /// What the house refused.
    pub fn aside(&self) -> usize {
        self.outbox.aside().len()
    }

    /// Types something; afterwards it is saved on the device.
    pub fn act(&mut self, dice: &mut fastrand::Rng) {
        self.clock += dice.i64(1_000..2_000_000);
        let lines = self.lines();
        let line = if lines.is_empty() || dice.u8(0..3) == 0 { None } else { dice.choice(lines) };
        match line {
            None => self.begin(dice),
            Some(line) => self.change(line, dice),
        }
        self.save();
    }

    fn begin(&mut self, dice: &mut fastrand::Rng) {
        let line = uuid(dice);
        let place = Place::after(None, self.clock, line);
        self.put(dice, Act::Begin { line, phase: None, place });
        let text = sentence(dice);
        self.put(dice, Act::Write { line, text: text.into(), over: Vec::new() });
    }

    fn change(&mut self, line: Uuid, dice: &mut fastrand::Rng) {
        let heads = fold_line(line, &self.about(line)).heads;
        let act = match dice.u8(0..6) {
            0..=2 => Act::Write { line, text: sentence(dice).into(), over: heads },
            3 => {
                let kind = dice.choice(["said", "agreed", "task", "dissent", "postponed"]);
                Act::Mark { line, field: Field::Kind, value: kind.map(|kind| kind.to_owned().into()) }
            }
            4 => Act::Move { line, phase: None, place: Place::after(None, self.clock, line) },
            _ => Act::Strike { line, away: dice.bool(), over: heads },
        };
        self.put(dice, act);
    }

    fn put(&mut self, dice: &mut fastrand::Rng, act: Act) {
        self.outbox.put(uuid(dice), self.clock, act);
    }

    fn about(&self, line: Uuid) -> Vec<Entry> {
        let mine = self.outbox.unkept();
        self.seen.values().chain(mine).filter(|entry| entry.act.line() == Some(line)).cloned().collect()
    }

    fn lines(&self) -> Vec<Uuid> {
        let all: BTreeSet<Uuid> =
            self.seen.values().chain(self.outbox.unkept()).filter_map(|entry| entry.act.line()).collect();
        all.into_iter().collect()
    }

    /// What it sends now; saved before it leaves.
    pub fn batch(&mut self) -> Vec<Entry> {
        let batch = self.outbox.batch(50);
        self.save();
        batch
    }

    /// An answer came.
    pub fn heard(&mut self, answer: &Answer, dice: &mut fastrand::Rng) {
        self.acknowledged.extend(answer.kept.iter().copied());
        let heard = self.outbox.answered(answer);
        for entry in heard.kept {
            self.seen.insert(entry.id, entry);
        }
        if heard.new_name {
            self.outbox.rename(uuid(dice));
            self.known = false;
        }
        self.save();
    }

    /// What others wrote.
    pub fn read(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.outbox.witness(entry.stamp);
            self.seen.insert(entry.id, entry.clone());
        }
        self.save();
    }

    /// The device dies and starts from what it had saved.
    pub fn restart(&mut self) -> crate::Outcome<()> {
        self.outbox = serde_json::from_str(&self.saved)?;
        Ok(())
    }

    fn save(&mut self) {
        self.saved = serde_json::to_string(&self.outbox).unwrap_or_default();
    }
}

fn sentence(dice: &mut fastrand::Rng) -> String {
    let mut text = dice.choice(SENTENCES).copied().unwrap_or_default().to_owned();
    text.push_str(&format!(" ({})", dice.u32(..)));
    text
}

/// A random identifier, from the seed.
pub fn uuid(dice: &mut fastrand::Rng) -> Uuid {
    uuid::Builder::from_random_bytes(dice.u128(..).to_be_bytes()).into_uuid()
}
