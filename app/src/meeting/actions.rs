//! What can be done at a meeting. Every act is one operation with one event; an act that was done before (a form
//! sent twice) changes nothing and leaves no second event.

use super::store::lines::{self, LineInput};
use super::store::{self, Ending, Tap};
use super::{
    ConfidentialityReminded, GuestCame, GuestLabel, GuestName, Line, LineChanged, LineMoved, LineRestored,
    LineStruck, LineWritten, MeetingEnded, MeetingStarted, Pause, PauseBegan, PauseEnded, PauseKind,
    PhaseBegan, Presence, PresenceNoted, PresenceStep, PresenceTakenBack, Seat, rules::Direction,
};
use crate::access::{House, Permit, Record};
use crate::audit::{Operation, Recorded};
use crate::conferences::{self, Conference, LeadConference, Phase};
use crate::kernel::{Choice, Failure, Id, Moment};
use std::sync::Arc;

/// The right to lead a meeting and to write its record.
pub(super) type Lead = Permit<Conference, LeadConference>;

/// An act.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// The meeting begins with its first phase.
    Start { at: Moment, degrees: bool, first: Option<Id<Phase>> },
    /// Those present took note of confidentiality.
    Remind,
    /// The talk moves to a phase.
    Enter { phase: Id<Phase>, at: Moment },
    /// Somebody came, left, was asked out, is on the phone.
    Tap(Tap),
    /// A tap was a mistake.
    TakeBack { presence: Id<Presence>, seat: Id<Seat> },
    /// Somebody came without an invitation.
    Guest { id: Id<Seat>, name: GuestName, label: GuestLabel, at: Moment },
    /// A break.
    Break { id: Id<Pause>, kind: PauseKind, at: Moment },
    /// It goes on.
    GoOn { id: Id<Pause>, at: Moment },
    /// A new line.
    Write { id: Id<Line>, phase: Option<Id<Phase>>, input: Box<LineInput>, at: Moment },
    /// A changed line.
    Rewrite { seen: Box<Line>, input: Box<LineInput> },
    /// A line moves.
    Shift { line: Box<Line>, way: Direction },
    /// A line is struck or brought back.
    Strike { line: Id<Line>, away: bool },
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
    let (permit, act) = (permit.clone(), Arc::new(act));
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
        other => other,
    }
}

/// Whether something was changed just now.
fn once(changed: bool) -> Result<(), NotDone> {
    if changed { Ok(()) } else { Err(NotDone::Already) }
}

/// Does an act inside an operation and ends it.
pub(super) async fn apply(
    mut operation: Operation,
    conference: &Conference,
    act: &Act,
) -> Result<Recorded, NotDone> {
    let (about, id) = (conference.about(), conference.id);
    let work = &mut operation;
    Ok(match act {
        Act::Start { at, degrees, first } => {
            once(store::start(work, conference, *at, *degrees).await?)?;
            if let Some(first) = first {
                store::enter_phase(work, id, *first, *at).await?;
            }
            operation.record(&MeetingStarted { about }).await?
        }
        Act::Remind => {
            once(store::remind(work, id).await?)?;
            operation.record(&ConfidentialityReminded { about }).await?
        }
        Act::Enter { phase, at } => {
            store::enter_phase(work, id, *phase, *at).await?;
            operation.record(&PhaseBegan { about, phase: *phase }).await?
        }
        Act::Tap(tap) => {
            once(store::note_presence(work, id, *tap).await?)?;
            operation.record(&PresenceNoted { about, seat: tap.seat, step: tap.step.code() }).await?
        }
        Act::TakeBack { presence, seat } => {
            once(store::take_back(work, id, *presence).await?)?;
            operation.record(&PresenceTakenBack { about, seat: *seat }).await?
        }
        Act::Guest { id: seat, name, label, at } => {
            once(store::add_guest(work, conference, *seat, name, label).await?)?;
            // A guest is written down because they have come.
            let tap = Tap { id: seat.cast(), seat: *seat, step: PresenceStep::Arrived, at: *at };
            store::note_presence(work, id, tap).await?;
            operation.record(&GuestCame { about, seat: *seat }).await?
        }
        Act::Break { id: pause, kind, at } => {
            once(store::begin_pause(work, id, *pause, *kind, *at).await?)?;
            operation.record(&PauseBegan { about, pause: *pause, kind: kind.code() }).await?
        }
        Act::GoOn { id: pause, at } => {
            once(store::end_pause(work, id, *pause, *at).await?)?;
            operation.record(&PauseEnded { about, pause: *pause }).await?
        }
        Act::Finish { version, ending } => finish(operation, conference, *version, ending).await?,
        _ => apply_to_line(operation, conference, act).await?,
    })
}

/// Acts on lines.
async fn apply_to_line(
    mut operation: Operation,
    conference: &Conference,
    act: &Act,
) -> Result<Recorded, NotDone> {
    let (about, id) = (conference.about(), conference.id);
    let work = &mut operation;
    Ok(match act {
        Act::Write { id: line, phase, input, at } => {
            once(lines::add(work, conference, *line, *phase, input, *at).await?)?;
            operation.record(&LineWritten { about, line: *line, kind: input.kind.code() }).await?
        }
        Act::Rewrite { seen, input } => {
            if !lines::change(work, conference, seen, input).await? {
                return Err(NotDone::Stale);
            }
            operation.record(&LineChanged { about, line: seen.id, kind: input.kind.code() }).await?
        }
        Act::Shift { line, way } => {
            lines::shift(work, id, line, *way).await?;
            operation.record(&LineMoved { about, line: line.id }).await?
        }
        Act::Strike { line, away } => {
            once(lines::strike(work, id, *line, *away).await?)?;
            if *away {
                operation.record(&LineStruck { about, line: *line }).await?
            } else {
                operation.record(&LineRestored { about, line: *line }).await?
            }
        }
        _ => return Err(Failure::Broken("an act of a meeting that nobody does".into()).into()),
    })
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
    let event = MeetingEnded {
        about: conference.about(),
        next: ending.next_day,
        comments_until: ending.comments_until,
    };
    Ok(operation.record(&event).await?)
}
