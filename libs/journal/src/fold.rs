//! What a set of entries comes to.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::line::line_of;
use crate::room::room_of;
use crate::{Entry, LineState, RoomState};

/// What the journal of a meeting comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// Every line that an entry is about, by identifier; [`order`](crate::order) puts them in order.
    pub lines: BTreeMap<Uuid, LineState>,
    /// The room.
    pub room: RoomState,
}

/// Folds all entries of a meeting that ended at `ended` (microseconds since 1970; none while it lasts). Entries may come
/// in any order and any number of times.
#[must_use]
pub fn fold(entries: &[Entry], ended: Option<i64>) -> Folded {
    let mut about: BTreeMap<Option<Uuid>, Vec<&Entry>> = BTreeMap::new();
    for entry in distinct(entries) {
        about.entry(entry.act.line()).or_default().push(entry);
    }
    let room = room_of(&about.remove(&None).unwrap_or_default(), ended);
    let lines =
        about.into_iter().filter_map(|(line, entries)| line.map(|id| (id, line_of(id, &entries)))).collect();
    Folded { lines, room }
}

/// One line, from entries among which all of its own are.
#[must_use]
pub fn fold_line(line: Uuid, entries: &[Entry]) -> LineState {
    line_of(line, &about(Some(line), entries))
}

/// The room, from entries among which all of its own are; see [`fold`].
#[must_use]
pub fn fold_room(entries: &[Entry], ended: Option<i64>) -> RoomState {
    room_of(&about(None, entries), ended)
}

/// The entries about a line (or, with none, about the room), each once and in order: who wrote what, also what no
/// longer counts.
#[must_use]
pub fn history(line: Option<Uuid>, entries: &[Entry]) -> Vec<&Entry> {
    about(line, entries)
}

fn about(line: Option<Uuid>, entries: &[Entry]) -> Vec<&Entry> {
    distinct(entries).into_iter().filter(|entry| entry.act.line() == line).collect()
}

/// Every identifier once, in the order of keys. Two different entries under one identifier cannot come through the
/// [intake](crate::sift); should they, the smaller one counts, whichever came first.
fn distinct(entries: &[Entry]) -> Vec<&Entry> {
    let mut all: Vec<&Entry> = entries.iter().collect();
    all.sort_unstable_by(|one, other| one.id.cmp(&other.id).then_with(|| one.cmp(other)));
    all.dedup_by_key(|entry| entry.id);
    all.sort_unstable_by_key(|entry| entry.key());
    all
}
