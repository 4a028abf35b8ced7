//! A meeting that is older than the journal: what stands in its tables becomes entries of the house, once, when something
//! happens to it again.

use super::Ledger;
use crate::audit::Operation;
use crate::kernel::{Choice, Day, Failure, Moment};
use crate::meeting::journal::Due;
use crate::meeting::journal::acts::derived;
use crate::meeting::store::lines::cell;
use crate::meeting::store::{guest_place, open_text};
use crate::meeting::{PauseKind, PresenceStep};
use ::journal::{Act, Field, List, Place, Text};
use uuid::Uuid;

portable_sql::statements! {
    /// Lines of an older meeting.
    OLD_LINES = "SELECT id, phase_id, kind, topic, child_id, words, speaker_id, owner_id, owner_note, deadline, indicator, support, agreed_number, task_number, noted, rank, struck \
        FROM meeting_line WHERE conference_id = $1 ORDER BY rank, id";
    /// Its presence, also what was taken back.
    OLD_PRESENCE = "SELECT id, seat_id, step, happened, noted, staff_id, undone FROM meeting_presence WHERE conference_id = $1 ORDER BY noted, id";
    /// Its phases.
    OLD_PHASES = "SELECT phase_id, began FROM meeting_phase_begun WHERE conference_id = $1 ORDER BY began, id";
    /// Its pauses.
    OLD_PAUSES = "SELECT id, kind, began, ended FROM meeting_pause WHERE conference_id = $1 ORDER BY began, id";
    /// Its guests.
    OLD_GUESTS = "SELECT id, name, label, added FROM meeting_guest WHERE conference_id = $1 ORDER BY added, id";
    /// When its people were reminded of confidentiality.
    OLD_REMINDER = "SELECT reminded FROM meeting WHERE conference_id = $1";
}

portable_sql::row! {
    struct OldLine {
        id: Uuid,
        phase: Option<Uuid>,
        kind: String,
        topic: String,
        child: Option<Uuid>,
        words: Vec<u8>,
        speaker: Option<Uuid>,
        owner: Option<Uuid>,
        owner_note: Option<Vec<u8>>,
        deadline: Option<Day>,
        indicator: Option<Vec<u8>>,
        support: Option<Vec<u8>>,
        agreed_number: Option<i64>,
        task_number: Option<i64>,
        noted: Moment,
        rank: i64,
        struck: Option<Moment>,
    }
}

/// An entry to be made, when what it says was written down, and by whom.
type Old = (Due, Moment, Option<Uuid>);

/// The text of an older line as an entry: what a page of it was shown with.
pub(in crate::meeting) fn text_of(line: Uuid) -> Uuid {
    derived(line, "adopted write")
}

/// The place of an older line: its rank is a moment in microseconds.
pub(in crate::meeting) fn place_of(rank: i64) -> Option<Place> {
    Place::try_from(format!("{:016x}", rank.max(1))).ok()
}

/// Everything that stands in the tables of an older meeting, as acts.
pub(in crate::meeting::journal) async fn dues(
    operation: &mut Operation,
    ledger: &Ledger,
) -> Result<Vec<Old>, Failure> {
    let mut dues = room(operation, ledger).await?;
    let lines: Vec<OldLine> = OLD_LINES.bind(ledger.conference).all(operation.work()).await?;
    for line in lines {
        dues.extend(acts_of(ledger, line)?);
    }
    Ok(dues)
}

fn acts_of(ledger: &Ledger, old: OldLine) -> Result<Vec<Old>, Failure> {
    let line = old.id;
    let note = |column: &'static str, sealed: Option<Vec<u8>>| {
        sealed.map(|sealed| open_text(&ledger.key, cell(column, line), sealed)).transpose()
    };
    let id = |id: Option<Uuid>| id.map(|id| id.to_string());
    let marks = [
        (Field::Kind, Some(old.kind).filter(|kind| kind != "said")),
        (Field::Topic, Some(old.topic)),
        (Field::Child, id(old.child)),
        (Field::Speaker, id(old.speaker)),
        (Field::Owner, id(old.owner)),
        (Field::OwnerNote, note("owner_note", old.owner_note)?),
        (Field::Due, old.deadline.map(|day| day.to_string())),
        (Field::Indicator, note("indicator", old.indicator)?),
        (Field::Support, note("support", old.support)?),
    ];
    let text: Text = open_text(&ledger.key, cell("words", line), old.words)?.into();
    let place = place_of(old.rank).ok_or_else(|| Failure::Broken("an older line has no place".into()))?;
    let mut acts = vec![
        (derived(line, "adopted begin"), Act::Begin { line, phase: old.phase, place }),
        (text_of(line), Act::Write { line, text, over: Vec::new() }),
    ];
    for (field, value) in marks {
        let value = value.map(Text::from);
        if value.is_some() {
            acts.push((
                derived(line, &format!("adopted {}", field.code())),
                Act::Mark { line, field, value },
            ));
        }
    }
    for (list, number) in [(List::Agreed, old.agreed_number), (List::Task, old.task_number)] {
        if let Some(number) = number.and_then(|number| u32::try_from(number).ok()) {
            let id = derived(line, &format!("adopted number {}", list.code()));
            acts.push((id, Act::Number { line, list, number }));
        }
    }
    let due = |(id, act)| (Due { id, happened: old.noted, act }, old.noted, None);
    let mut dues: Vec<Old> = acts.into_iter().map(due).collect();
    if let Some(struck) = old.struck {
        let act = Act::Strike { line, away: true, over: vec![text_of(line)] };
        dues.push((Due { id: derived(line, "adopted strike"), happened: struck, act }, struck, None));
    }
    Ok(dues)
}

async fn room(operation: &mut Operation, ledger: &Ledger) -> Result<Vec<Old>, Failure> {
    let conference = ledger.conference;
    let mut dues: Vec<Old> = Vec::new();
    let mut happened = |id: Uuid, at: Moment, act: Act| dues.push((Due { id, happened: at, act }, at, None));
    let guests: Vec<(Uuid, Vec<u8>, Vec<u8>, Moment)> =
        OLD_GUESTS.bind(conference).all(operation.work()).await?;
    for (seat, name, label, added) in guests {
        let name = open_text(&ledger.key, guest_place("name", seat), name)?.into();
        let label = open_text(&ledger.key, guest_place("label", seat), label)?.into();
        happened(derived(seat, "adopted guest"), added, Act::Guest { seat, name, label });
    }
    let phases: Vec<(Uuid, Moment)> = OLD_PHASES.bind(conference).all(operation.work()).await?;
    for (number, (phase, began)) in phases.into_iter().enumerate() {
        happened(derived(conference.uuid(), &format!("adopted visit {number}")), began, Act::Enter { phase });
    }
    let pauses: Vec<(Uuid, String, Moment, Option<Moment>)> =
        OLD_PAUSES.bind(conference).all(operation.work()).await?;
    for (id, kind, began, ended) in pauses {
        let Some(kind) = PauseKind::from_code(&kind) else { continue };
        happened(derived(id, "adopted pause"), began, Act::Pause { pause: kind.of_journal() });
        if let Some(ended) = ended {
            happened(derived(id, "adopted resume"), ended, Act::Resume);
        }
    }
    let (reminded,): (Option<Moment>,) = OLD_REMINDER.bind(conference).get(operation.work()).await?;
    if let Some(at) = reminded {
        happened(derived(conference.uuid(), "adopted reminder"), at, Act::Remind);
    }
    dues.extend(presence(operation, ledger).await?);
    Ok(dues)
}

/// Taps keep their identifiers: a page that is open may still take one back.
async fn presence(operation: &mut Operation, ledger: &Ledger) -> Result<Vec<Old>, Failure> {
    type Tap = (Uuid, Uuid, String, Moment, Moment, Option<Uuid>, Option<Moment>);
    let taps: Vec<Tap> = OLD_PRESENCE.bind(ledger.conference).all(operation.work()).await?;
    let mut dues = Vec::new();
    for (id, seat, step, happened, noted, staff, undone) in taps {
        let Some(step) = PresenceStep::from_code(&step) else { continue };
        let act = Act::Step { seat, step: step.of_journal() };
        dues.push((Due { id, happened, act }, noted, staff));
        if let Some(undone) = undone {
            let act = Act::Undo { entry: id, line: None };
            dues.push((Due { id: derived(id, "adopted undo"), happened: undone, act }, undone, None));
        }
    }
    Ok(dues)
}
