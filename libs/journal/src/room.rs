//! What the entries about the room come to: who is there, which phase, which pause.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::act::codes;
use crate::line::undone;
use crate::{Act, Entry, PauseKind, Step, Text};

codes! {
    /// How somebody takes part.
    Way {
        /// In the room.
        Room = "room",
        /// On the phone.
        Phone = "phone",
        /// On the screen.
        Video = "video",
    }
}

/// A time somebody took part without a break, in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// From, in microseconds since 1970.
    pub from: i64,
    /// Until (no longer there at this moment); none while it lasts.
    pub until: Option<i64>,
    /// How.
    pub way: Way,
}

/// A time one phase was talked about. A phase may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The phase.
    pub phase: Uuid,
    /// From, in microseconds since 1970.
    pub from: i64,
    /// Until; none while it lasts.
    pub until: Option<i64>,
}

/// A time the meeting stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Why.
    pub pause: PauseKind,
    /// From, in microseconds since 1970.
    pub from: i64,
    /// Until; none while it lasts.
    pub until: Option<i64>,
}

/// Somebody who came without an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Name.
    pub name: Text,
    /// Who that is.
    pub label: Text,
}

/// The room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomState {
    /// When each seat was taken, in order; intervals of one seat never overlap.
    pub presence: BTreeMap<Uuid, Vec<Interval>>,
    /// The latest step of each seat.
    pub whereabouts: BTreeMap<Uuid, Step>,
    /// When each seat took note of confidentiality: for itself, or with everybody present.
    pub acknowledged: BTreeMap<Uuid, i64>,
    /// When all present were first reminded of it.
    pub reminded: Option<i64>,
    /// Phases as they were talked about.
    pub visits: Vec<Visit>,
    /// Pauses.
    pub pauses: Vec<Pause>,
    /// Guests by seat.
    pub guests: BTreeMap<Uuid, Guest>,
}

impl RoomState {
    /// Who took part at a moment (microseconds since 1970), and how: who hears a line said then.
    #[must_use]
    pub fn present_at(&self, moment: i64) -> Vec<(Uuid, Way)> {
        self.presence
            .iter()
            .filter_map(|(seat, intervals)| {
                intervals.iter().find(|one| covers(one, moment)).map(|one| (*seat, one.way))
            })
            .collect()
    }

    /// Who takes part now, and how; nobody after the end.
    #[must_use]
    pub fn present_now(&self) -> Vec<(Uuid, Way)> {
        self.present_at(i64::MAX)
    }

    /// The phase talked about now.
    #[must_use]
    pub fn current_phase(&self) -> Option<Uuid> {
        self.visits.last().filter(|visit| visit.until.is_none()).map(|visit| visit.phase)
    }

    /// The pause that lasts now.
    #[must_use]
    pub fn current_pause(&self) -> Option<PauseKind> {
        self.pauses.last().filter(|pause| pause.until.is_none()).map(|pause| pause.pause)
    }
}

fn covers(interval: &Interval, moment: i64) -> bool {
    interval.from <= moment && interval.until.is_none_or(|until| moment < until)
}

/// That somebody took note of confidentiality, and counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The entry: undone when it was a mistake.
    pub entry: Uuid,
    /// Who; none when it was all who were present.
    pub seat: Option<Uuid>,
    /// When, in microseconds since 1970.
    pub happened: i64,
}

/// The notes that count, in the order in which they happened.
#[must_use]
pub fn notes(entries: &[Entry]) -> Vec<Note> {
    let all: Vec<&Entry> = entries.iter().filter(|entry| entry.act.line().is_none()).collect();
    let undone = undone(&all);
    let note = |entry: &Entry| {
        let seat = match entry.act {
            Act::Remind => None,
            Act::Acknowledge { seat } => Some(seat),
            _ => return None,
        };
        Some(Note { entry: entry.id, seat, happened: entry.happened })
    };
    let live = all.into_iter().filter(|entry| !undone.contains(&entry.id));
    let mut notes: Vec<Note> = live.filter_map(note).collect();
    notes.sort_by_key(|note| (note.happened, note.entry));
    notes
}

/// The state of the room from its entries, each once. They are taken by when they happened: a tap that was late, or
/// typed afterwards, counts from its own moment. With the end of the meeting everything open ends, and what would
/// begin after it is left out.
pub(crate) fn room_of(entries: &[&Entry], ended: Option<i64>) -> RoomState {
    let undone = undone(entries);
    let mut live: Vec<&Entry> = entries.iter().copied().filter(|entry| !undone.contains(&entry.id)).collect();
    // Names are corrected by whoever saw them last, not by when that happened.
    live.sort_by_key(|entry| entry.key());
    let mut room = RoomState::default();
    for entry in &live {
        if let Act::Guest { seat, name, label } = &entry.act {
            room.guests.insert(*seat, Guest { name: name.clone(), label: label.clone() });
        }
    }
    live.sort_by_key(|entry| (entry.happened, entry.key()));
    let mut reminders = Vec::new();
    for entry in live.iter().filter(|entry| ended.is_none_or(|end| entry.happened <= end)) {
        let now = entry.happened;
        match &entry.act {
            Act::Step { seat, step } => {
                room.whereabouts.insert(*seat, *step);
                take(room.presence.entry(*seat).or_default(), *step, now);
            }
            Act::Acknowledge { seat } => {
                room.acknowledged.entry(*seat).or_insert(now);
            }
            Act::Remind => reminders.push(now),
            Act::Enter { phase } => enter(&mut room.visits, *phase, now),
            Act::Pause { pause } => stop(&mut room.pauses, *pause, now),
            Act::Resume => close(room.pauses.last_mut().map(|pause| &mut pause.until), now),
            _ => {}
        }
    }
    room.reminded = reminders.first().copied();
    for moment in reminders {
        for (seat, _) in room.present_at(moment) {
            let noted = room.acknowledged.entry(seat).or_insert(moment);
            *noted = moment.min(*noted);
        }
    }
    room.presence.retain(|_, intervals| !intervals.is_empty());
    if let Some(end) = ended {
        for intervals in room.presence.values_mut() {
            close(intervals.last_mut().map(|one| &mut one.until), end);
        }
        close(room.visits.last_mut().map(|one| &mut one.until), end);
        close(room.pauses.last_mut().map(|one| &mut one.until), end);
    }
    room
}

/// One step of one seat. A second "arrived" changes nothing; going from the room to the phone begins a new interval;
/// leaving without having come is nothing.
fn take(intervals: &mut Vec<Interval>, step: Step, now: i64) {
    let way = match step {
        Step::Arrived => Some(Way::Room),
        Step::ByPhone => Some(Way::Phone),
        Step::ByVideo => Some(Way::Video),
        Step::Left | Step::AskedOut => None,
    };
    let open = intervals.last().filter(|one| one.until.is_none()).map(|one| one.way);
    if open == way {
        return;
    }
    close(intervals.last_mut().map(|one| &mut one.until), now);
    if let Some(way) = way {
        intervals.push(Interval { from: now, until: None, way });
    }
}

fn enter(visits: &mut Vec<Visit>, phase: Uuid, now: i64) {
    if visits.last().is_some_and(|visit| visit.phase == phase) {
        return;
    }
    close(visits.last_mut().map(|visit| &mut visit.until), now);
    visits.push(Visit { phase, from: now, until: None });
}

/// A pause of another kind takes over from one that lasts; the same kind again changes nothing.
fn stop(pauses: &mut Vec<Pause>, pause: PauseKind, now: i64) {
    if pauses.last().is_some_and(|open| open.until.is_none() && open.pause == pause) {
        return;
    }
    close(pauses.last_mut().map(|open| &mut open.until), now);
    pauses.push(Pause { pause, from: now, until: None });
}

fn close(until: Option<&mut Option<i64>>, now: i64) {
    if let Some(until) = until {
        until.get_or_insert(now);
    }
}
