//! What can be done at a meeting. Every act is one operation with one event; an act that was done before (a form
//! sent twice) changes nothing and leaves no second event. Whatever happens in the room and to lines goes through the
//! journal.

use super::journal::store::projection::set_degree;
use super::journal::{Due, Ledger, LineInput, acts, derived};
use super::store::{self, Ending, Tap};
use super::{
    ConfidentialityAcknowledged, ConfidentialityReminded, ConfidentialityTakenBack, GuestCame, Line,
    LineChanged, LineMoved, LineRestored, LineStruck, LineWritten, MeetingEnded, MeetingStarted, Pause,
    PauseBegan, PauseEnded, PauseKind, PhaseBegan, Presence, PresenceNoted, PresenceTakenBack, Seat,
};
use crate::access::{House, Permit, Record};
use crate::audit::{Operation, Recorded};
use crate::conferences::{self, Conference, LeadConference, Phase};
use crate::kernel::{Choice, Failure, Id, Moment};
use ::journal::{Act as Entry, Place, Step, Text};
use std::sync::Arc;
use uuid::Uuid;

/// The right to lead a meeting and to write its record.
pub(super) type Lead = Permit<Conference, LeadConference>;

/// A new line: under the identifier with which its form was shown, in a phase, behind the last line that the form had.
#[derive(Clone, Debug)]
pub(super) struct NewLine {
    pub(super) id: Id<Line>,
    pub(super) phase: Option<Id<Phase>>,
    pub(super) last: Option<Place>,
    pub(super) input: LineInput,
    pub(super) at: Moment,
}

/// A changed line, by somebody whose page was drawn when the journal was at `seen`.
#[derive(Clone, Debug)]
pub(super) struct ChangedLine {
    pub(super) form: Uuid,
    pub(super) line: Id<Line>,
    pub(super) seen: i64,
    /// The place of the line below.
    pub(super) behind: Option<Place>,
    /// How much those present agreed, as the page showed it.
    pub(super) degree: Option<i64>,
    pub(super) input: LineInput,
    pub(super) at: Moment,
}

/// Why a meeting does not begin.
pub(super) const NOT_CONVENED: &str = "Jednání lze zahájit, až když je konference svolaná.";

/// An act.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// The meeting begins with its first phase.
    Start { at: Moment, degrees: bool, first: Option<Id<Phase>> },
    /// Those present took note of confidentiality.
    Remind { form: Uuid, at: Moment },
    /// One who came later took note.
    Acknowledge { form: Uuid, seat: Id<Seat>, at: Moment },
    /// That somebody took note, or all those present, was a mistake.
    TakeNoteBack { entry: Uuid, seat: Option<Id<Seat>>, at: Moment },
    /// The talk moves to a phase, perhaps once more.
    Enter { phase: Id<Phase>, at: Moment },
    /// Somebody came, left, was asked out, is on the phone or screen.
    Tap(Tap),
    /// A tap was a mistake.
    TakeBack { presence: Id<Presence>, seat: Id<Seat>, at: Moment },
    /// Somebody came without an invitation.
    Guest { id: Id<Seat>, name: Text, label: Text, at: Moment },
    /// A break.
    Break { id: Id<Pause>, kind: PauseKind, at: Moment },
    /// It goes on.
    GoOn { id: Id<Pause>, at: Moment },
    /// A new line.
    Write(Box<NewLine>),
    /// A changed line.
    Rewrite(Box<ChangedLine>),
    /// A line moves.
    Shift { form: Uuid, line: Id<Line>, phase: Option<Id<Phase>>, place: Place, at: Moment },
    /// A line is struck or brought back, by somebody whose page was drawn when the journal was at `seen`.
    Strike { form: Uuid, line: Id<Line>, away: bool, seen: i64, at: Moment },
    /// The end, or a change of what follows; `version` is the meeting's that the person saw.
    Finish { version: i64, ending: Ending },
}

crate::not_done! {
    /// Why an act was not done.
    pub(super) enum NotDone {
        /// It had been done before: as good as done.
        Already,
        /// Somebody else changed the same thing meanwhile.
        Stale,
    }
}

/// Does an act for the holder of a permit. What was done before counts as done.
pub(super) async fn perform(house: &House, permit: &Arc<Lead>, act: Act) -> Result<(), NotDone> {
    let (permit, act, at) = (permit.clone(), Arc::new(act), permit.id());
    let done = house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, act) = (permit.clone(), act.clone());
            async move {
                permit.renew(&mut operation).await?;
                Ok((apply(operation, permit.record(), &act).await?, ()))
            }
        })
        .await;
    match done {
        Err(NotDone::Already) => Ok(()),
        Ok(()) => {
            house.pulse().beat(at.uuid());
            Ok(())
        }
        other => other,
    }
}

/// Whether something was changed just now.
fn once(changed: bool) -> Result<(), NotDone> {
    if changed { Ok(()) } else { Err(NotDone::Already) }
}

/// Does an act inside an operation and ends it.
pub(super) async fn apply(
    operation: Operation,
    conference: &Conference,
    act: &Act,
) -> Result<Recorded, NotDone> {
    let mut operation = operation;
    match act {
        Act::Start { at, degrees, first } => {
            once(store::start(&mut operation, conference, *at, *degrees).await?)?;
            // From now on plan, people and invitations stay as they are.
            if !conferences::set_running(&mut operation, conference.id, Some(*at)).await? {
                return Err(Failure::Withdrawn(NOT_CONVENED).into());
            }
            let enter = first.map(|phase| Entry::Enter { phase: phase.uuid() });
            let dues: Vec<Due> = enter.into_iter().map(|act| Due::fresh(*at, act)).collect();
            post(&mut operation, conference, dues).await?;
            Ok(operation.record(&MeetingStarted { about: conference.about() }).await?)
        }
        Act::Finish { version, ending } => finish(operation, conference, *version, ending).await,
        Act::Write(new) => write(operation, conference, new).await,
        Act::Rewrite(changed) => rewrite(operation, conference, changed).await,
        Act::Strike { form, line, away, seen, at } => {
            let work = &mut operation;
            let mut ledger = Ledger::open(work, conference).await?;
            let shown = ledger.line_until(work, line.uuid(), *seen).await?;
            let strike = Entry::Strike { line: shown.id, away: *away, over: shown.heads };
            let new = ledger.post(work, vec![Due::of(*form, *at, strike)]).await?;
            ledger.close(work).await?;
            once(new > 0)?;
            told(operation, conference, act).await
        }
        _ => {
            once(post(&mut operation, conference, dues(act)).await? > 0)?;
            told(operation, conference, act).await
        }
    }
}

/// Keeps entries; gives how many were new.
async fn post(operation: &mut Operation, conference: &Conference, dues: Vec<Due>) -> Result<usize, Failure> {
    let mut ledger = Ledger::open(operation, conference).await?;
    let new = ledger.post(operation, dues).await?;
    ledger.close(operation).await?;
    Ok(new)
}

/// Takes an entry back. Twice is once.
fn undo(entry: Uuid, at: Moment) -> Due {
    Due { id: derived(entry, "taken back"), happened: at, act: Entry::Undo { entry, line: None } }
}

/// Acts that are entries and nothing else.
pub(super) fn dues(act: &Act) -> Vec<Due> {
    match act {
        Act::Remind { form, at } => vec![Due::of(*form, *at, Entry::Remind)],
        Act::Acknowledge { form, seat, at } => {
            vec![Due::of(*form, *at, Entry::Acknowledge { seat: seat.uuid() })]
        }
        Act::Enter { phase, at } => vec![Due::fresh(*at, Entry::Enter { phase: phase.uuid() })],
        Act::Tap(tap) => {
            let act = Entry::Step { seat: tap.seat.uuid(), step: tap.step.of_journal() };
            vec![Due { id: tap.id.uuid(), happened: tap.at, act }]
        }
        Act::TakeBack { presence, at, .. } => {
            vec![undo(presence.uuid(), *at)]
        }
        Act::Guest { id, name, label, at } => {
            let seat = id.uuid();
            let guest = Entry::Guest { seat, name: name.clone(), label: label.clone() };
            // A guest is written down because they have come.
            let came = Entry::Step { seat, step: Step::Arrived };
            vec![
                Due { id: derived(seat, "guest"), happened: *at, act: guest },
                Due { id: derived(seat, "came"), happened: *at, act: came },
            ]
        }
        Act::Break { id, kind, at } => {
            let act = Entry::Pause { pause: kind.of_journal() };
            vec![Due { id: id.uuid(), happened: *at, act }]
        }
        Act::GoOn { id, at } => {
            vec![Due { id: derived(id.uuid(), "resumed"), happened: *at, act: Entry::Resume }]
        }
        Act::Shift { form, line, phase, place, at } => {
            let (line, phase) = (line.uuid(), phase.map(Id::uuid));
            let act = Entry::Move { line, phase, place: place.clone() };
            // The same click twice moves once, wherever the line stands by then.
            vec![Due { id: derived(*form, &format!("move {line}")), happened: *at, act }]
        }
        Act::TakeNoteBack { entry, at, .. } => vec![undo(*entry, *at)],
        Act::Start { .. } | Act::Write(_) | Act::Rewrite(_) | Act::Strike { .. } | Act::Finish { .. } => {
            Vec::new()
        }
    }
}

/// Leaves the event of such an act.
async fn told(operation: Operation, conference: &Conference, act: &Act) -> Result<Recorded, NotDone> {
    let about = conference.about();
    Ok(match act {
        Act::Remind { .. } => operation.record(&ConfidentialityReminded { about }).await?,
        Act::Acknowledge { seat, .. } => {
            operation.record(&ConfidentialityAcknowledged { about, seat: *seat }).await?
        }
        Act::TakeNoteBack { seat, .. } => {
            operation.record(&ConfidentialityTakenBack { about, seat: *seat }).await?
        }
        Act::Enter { phase, .. } => operation.record(&PhaseBegan { about, phase: *phase }).await?,
        Act::Tap(tap) => {
            operation.record(&PresenceNoted { about, seat: tap.seat, step: tap.step.code() }).await?
        }
        Act::TakeBack { seat, .. } => operation.record(&PresenceTakenBack { about, seat: *seat }).await?,
        Act::Guest { id, .. } => operation.record(&GuestCame { about, seat: *id }).await?,
        Act::Break { id, kind, .. } => {
            operation.record(&PauseBegan { about, pause: *id, kind: kind.code() }).await?
        }
        Act::GoOn { id, .. } => operation.record(&PauseEnded { about, pause: *id }).await?,
        Act::Shift { line, .. } => operation.record(&LineMoved { about, line: *line }).await?,
        Act::Strike { line, away: true, .. } => operation.record(&LineStruck { about, line: *line }).await?,
        Act::Strike { line, .. } => operation.record(&LineRestored { about, line: *line }).await?,
        Act::Start { .. } | Act::Write(_) | Act::Rewrite(_) | Act::Finish { .. } => {
            return Err(Failure::Broken("an act of a meeting that nobody tells of".into()).into());
        }
    })
}

/// A new line, or several when much was pasted.
async fn write(
    mut operation: Operation,
    conference: &Conference,
    new: &NewLine,
) -> Result<Recorded, NotDone> {
    let dues = acts::new_line(new.id, new.phase, new.last.clone(), &new.input, new.at);
    once(post(&mut operation, conference, dues).await? > 0)?;
    if new.input.degree.is_some() {
        set_degree(&mut operation, conference.id, new.id.uuid(), new.input.degree).await?;
    }
    let event = LineWritten { about: conference.about(), line: new.id, kind: new.input.kind.code() };
    Ok(operation.record(&event).await?)
}

/// What somebody changed of a line as they had seen it.
async fn rewrite(
    mut operation: Operation,
    conference: &Conference,
    changed: &ChangedLine,
) -> Result<Recorded, NotDone> {
    let work = &mut operation;
    let mut ledger = Ledger::open(work, conference).await?;
    let shown = ledger.line_until(work, changed.line.uuid(), changed.seen).await?;
    let dues = acts::changed_line(changed.form, &shown, changed.behind.as_ref(), &changed.input, changed.at);
    let new = ledger.post(work, dues).await?;
    ledger.close(work).await?;
    let degree = changed.input.degree;
    let agreed = degree != changed.degree;
    once(new > 0 || agreed)?;
    if agreed {
        set_degree(work, conference.id, changed.line.uuid(), degree).await?;
    }
    let (about, kind) = (conference.about(), changed.input.kind.code());
    Ok(operation.record(&LineChanged { about, line: changed.line, kind }).await?)
}

/// Ends the meeting: the conference is held from now on.
async fn finish(
    mut operation: Operation,
    conference: &Conference,
    version: i64,
    ending: &Ending,
) -> Result<Recorded, NotDone> {
    if !store::finish(&mut operation, conference, version, ending).await? {
        return Err(NotDone::Stale);
    }
    let held = conference.state == conferences::State::Held;
    if !held && !conferences::set_held(&mut operation, conference, ending.ended).await? {
        return Err(NotDone::Stale);
    }
    // Whoever is still there, the phase and a break end with the meeting.
    let mut ledger = Ledger::open(&mut operation, conference).await?;
    ledger.look_at_the_room();
    ledger.close(&mut operation).await?;
    let event = MeetingEnded {
        about: conference.about(),
        next: ending.next_day,
        comments_until: ending.comments_until,
    };
    Ok(operation.record(&event).await?)
}
