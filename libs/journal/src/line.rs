//! What the entries about one line come to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Act, Entry, Field, Key, LineKind, List, Place, Text};

/// A line of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineState {
    /// Identifier.
    pub id: Uuid,
    /// Its beginning; none while that entry has not come.
    pub begun: Option<Begun>,
    /// The phase it belongs to.
    pub phase: Option<Uuid>,
    /// Its place in the phase; none while its beginning has not come.
    pub place: Option<Place>,
    /// Its text.
    pub text: Text,
    /// Texts that somebody wrote at the same time, the latest first. Shown directly below the line until somebody
    /// writes over them; none is blank, equal to the text or to another.
    pub variants: Vec<Variant>,
    /// The entries that hold the text and the variants, the text's first: what the next
    /// [`Write`](Act::Write) or [`Strike`](Act::Strike) of somebody who sees this line names.
    pub heads: Vec<Uuid>,
    /// Its properties.
    pub marks: BTreeMap<Field, Text>,
    /// Whether it is struck.
    pub struck: bool,
    /// Whether somebody struck it without having seen a text that now keeps it standing: one written at the same time,
    /// or afterwards. Bringing the line back clears it; so does striking it again.
    pub struck_unseen: bool,
    /// Its numbers, constant from the first one on.
    pub numbers: BTreeMap<List, u32>,
}

/// How a line began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// When, in microseconds since 1970.
    pub happened: i64,
    /// On which device, which tells who wrote it.
    pub device: Uuid,
}

/// A text written beside the one that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The entry it stands in.
    pub entry: Uuid,
    /// The device it was written on.
    pub device: Uuid,
    /// When, in microseconds since 1970.
    pub happened: i64,
    /// The text.
    pub text: Text,
}

impl LineState {
    /// What the line is.
    #[must_use]
    pub fn kind(&self) -> LineKind {
        self.mark(Field::Kind).and_then(LineKind::from_code).unwrap_or(LineKind::Said)
    }

    /// A property.
    #[must_use]
    pub fn mark(&self, field: Field) -> Option<&str> {
        self.marks.get(&field).map(Text::as_str)
    }

    /// Its number in the list of its kind.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.kind().list().and_then(|list| self.numbers.get(&list)).copied()
    }
}

/// Texts of a line by their entry.
type Writes<'a> = BTreeMap<Uuid, (&'a Entry, &'a Text, &'a [Uuid])>;

/// The state of a line from its entries: each once, in the order of keys.
pub(crate) fn line_of(id: Uuid, entries: &[&Entry]) -> LineState {
    let undone = undone(entries);
    let writes = writes(entries);
    let heads = heads(&writes, &undone);
    let mut line = LineState {
        id,
        begun: None,
        phase: None,
        place: None,
        text: heads.first().map(|(_, text)| (*text).clone()).unwrap_or_default(),
        variants: variants(&heads),
        heads: heads.iter().map(|(entry, _)| entry.id).collect(),
        marks: BTreeMap::new(),
        struck: false,
        struck_unseen: false,
        numbers: BTreeMap::new(),
    };
    // Texts seen by those who struck the line since it was last brought back; none: it is not struck.
    let mut seen_by_strikers: Option<Vec<Uuid>> = None;
    for entry in entries.iter().filter(|entry| !undone.contains(&entry.id)) {
        match &entry.act {
            Act::Begin { phase, place, .. } => {
                line.begun.get_or_insert(Begun { happened: entry.happened, device: entry.device });
                (line.phase, line.place) = (*phase, Some(place.clone()));
            }
            Act::Move { phase, place, .. } => (line.phase, line.place) = (*phase, Some(place.clone())),
            Act::Mark { field, value, .. } => mark(&mut line.marks, *field, value.as_ref()),
            Act::Number { list, number, .. } => {
                line.numbers.entry(*list).or_insert(*number);
            }
            Act::Strike { away: true, over, .. } => seen_by_strikers.get_or_insert_default().extend(over),
            Act::Strike { away: false, .. } => seen_by_strikers = None,
            _ => {}
        }
    }
    if let Some(seen) = seen_by_strikers {
        let seen = with_ancestors(seen, &writes);
        line.struck_unseen = heads.iter().any(|(entry, text)| !text.is_blank() && !seen.contains(&entry.id));
        line.struck = !line.struck_unseen;
    }
    line
}

/// The entries that count as not made.
pub(crate) fn undone(entries: &[&Entry]) -> BTreeSet<Uuid> {
    let named: BTreeSet<Uuid> = entries
        .iter()
        .filter_map(|entry| match entry.act {
            Act::Undo { entry, .. } => Some(entry),
            _ => None,
        })
        .collect();
    entries
        .iter()
        .filter(|entry| named.contains(&entry.id) && entry.act.can_be_undone())
        .map(|entry| entry.id)
        .collect()
}

fn writes<'a>(entries: &[&'a Entry]) -> Writes<'a> {
    entries
        .iter()
        .filter_map(|entry| match &entry.act {
            Act::Write { text, over, .. } => Some((entry.id, (*entry, text, over.as_slice()))),
            _ => None,
        })
        .collect()
}

/// Texts that no later text replaces, the latest first. Only an earlier text can be replaced: whoever has seen a text
/// has a higher stamp, and so two texts that name each other cannot both vanish.
fn heads<'a>(writes: &Writes<'a>, undone: &BTreeSet<Uuid>) -> Vec<(&'a Entry, &'a Text)> {
    let mut replaced: BTreeSet<Uuid> = BTreeSet::new();
    for (entry, _, over) in writes.values().filter(|(entry, ..)| !undone.contains(&entry.id)) {
        replaced.extend(over.iter().filter(|one| is_earlier(one, entry.key(), writes)));
    }
    let mut heads: Vec<_> = writes
        .values()
        .filter(|(entry, ..)| !undone.contains(&entry.id) && !replaced.contains(&entry.id))
        .map(|(entry, text, _)| (*entry, *text))
        .collect();
    heads.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.key()));
    heads
}

fn is_earlier(one: &Uuid, than: Key, writes: &Writes<'_>) -> bool {
    writes.get(one).is_some_and(|(entry, ..)| entry.key() < than)
}

fn variants(heads: &[(&Entry, &Text)]) -> Vec<Variant> {
    let mut shown: BTreeSet<&Text> = heads.first().map(|(_, text)| *text).into_iter().collect();
    heads
        .iter()
        .skip(1)
        .filter(|(_, text)| !text.is_blank() && shown.insert(text))
        .map(|(entry, text)| Variant {
            entry: entry.id,
            device: entry.device,
            happened: entry.happened,
            text: (*text).clone(),
        })
        .collect()
}

/// The latest value that makes sense; none takes the property away.
fn mark(marks: &mut BTreeMap<Field, Text>, field: Field, value: Option<&Text>) {
    match value {
        Some(value) if field.accepts(value.as_str()) => {
            marks.insert(field, value.clone());
        }
        Some(_) => {}
        None => {
            marks.remove(&field);
        }
    }
}

/// Texts, and all that they replaced: who saw the newer one is done with the older.
fn with_ancestors(seen: Vec<Uuid>, writes: &Writes<'_>) -> BTreeSet<Uuid> {
    let mut all = BTreeSet::new();
    let mut open = seen;
    while let Some(one) = open.pop() {
        if let Some((entry, _, over)) = writes.get(&one)
            && all.insert(one)
        {
            open.extend(over.iter().filter(|older| is_earlier(older, entry.key(), writes)));
        }
    }
    all
}
