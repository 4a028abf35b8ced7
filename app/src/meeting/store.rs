//! Tables of a meeting: the meeting itself, seats and presence, phases and pauses. Lines are in [`lines`].

pub(super) mod lines;

use super::{GuestLabel, GuestName, Meeting, Pause, PauseKind, Presence, PresenceStep, Seat, Sitter};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::{Conference, Phase};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment, TimeOfDay};
use crate::participants;
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// The meeting of a conference.
    FIND = "SELECT conference_id, case_id, started, ended, current_phase, reminded, degrees, next_day, next_from, next_place, contact_id, comments_until, version \
        FROM meeting WHERE conference_id = $1";
    /// Starts a meeting; a second start is none.
    START = "INSERT INTO meeting (conference_id, case_id, started, degrees, version) VALUES ($1, $2, $3, $4, 1) \
        ON CONFLICT (conference_id) DO NOTHING";
    /// Those present took note of confidentiality.
    REMIND = "UPDATE meeting SET reminded = $2 WHERE conference_id = $1 AND reminded IS NULL";
    /// The talk is at a phase.
    ENTER_PHASE = "UPDATE meeting SET current_phase = $2 WHERE conference_id = $1 AND ended IS NULL";
    /// When a phase began for the first time.
    PHASE_BEGAN = "INSERT INTO meeting_phase (conference_id, phase_id, began) VALUES ($1, $2, $3) \
        ON CONFLICT (conference_id, phase_id) DO NOTHING";
    /// Phases that began.
    PHASES_BEGUN = "SELECT phase_id, began FROM meeting_phase WHERE conference_id = $1 ORDER BY began, phase_id";
    /// Ends a meeting, or changes what follows.
    FINISH = "UPDATE meeting SET ended = $3, next_day = $4, next_from = $5, next_place = $6, contact_id = $7, comments_until = $8, version = version + 1 \
        WHERE conference_id = $1 AND version = $2";
    /// Guests of a meeting.
    GUESTS = "SELECT g.id, g.name, g.label, m.case_id FROM meeting_guest g JOIN meeting m ON m.conference_id = g.conference_id \
        WHERE g.conference_id = $1 ORDER BY g.added, g.id";
    /// A new guest; the same form twice is one guest.
    ADD_GUEST = "INSERT INTO meeting_guest (id, conference_id, name, label, added) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (id) DO NOTHING";
    /// What presence was noted.
    PRESENCE = "SELECT id, seat_id, step, happened FROM meeting_presence WHERE conference_id = $1 AND undone IS NULL \
        ORDER BY happened, noted, id";
    /// Notes presence; the same tap twice is one.
    NOTE_PRESENCE = "INSERT INTO meeting_presence (id, conference_id, seat_id, step, happened, noted, staff_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    /// Takes a tap back.
    TAKE_BACK = "UPDATE meeting_presence SET undone = $3 WHERE id = $1 AND conference_id = $2 AND undone IS NULL";
    /// Pauses of a meeting.
    PAUSES = "SELECT id, kind, began, ended FROM meeting_pause WHERE conference_id = $1 ORDER BY began, id";
    /// Begins a pause, unless one is under way.
    BEGIN_PAUSE = "INSERT INTO meeting_pause (id, conference_id, kind, began) SELECT $1, $2, $3, $4 FROM meeting \
        WHERE conference_id = $5 AND NOT EXISTS (SELECT 1 FROM meeting_pause p WHERE p.conference_id = $6 AND p.ended IS NULL) \
        ON CONFLICT (id) DO NOTHING";
    /// Ends whatever pause is under way.
    END_PAUSE = "UPDATE meeting_pause SET ended = $3 WHERE id = $1 AND conference_id = $2 AND ended IS NULL";
    /// Forgets pauses of a destroyed case.
    FORGET_PAUSES = "DELETE FROM meeting_pause WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets phases.
    FORGET_PHASES = "DELETE FROM meeting_phase WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets presence.
    FORGET_PRESENCE = "DELETE FROM meeting_presence WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets guests.
    FORGET_GUESTS = "DELETE FROM meeting_guest WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets the meetings themselves.
    FORGET = "DELETE FROM meeting WHERE case_id = $1";
}

portable_sql::row! {
    struct Stored {
        conference: Id<Conference>,
        case: Uuid,
        started: Moment,
        ended: Option<Moment>,
        current_phase: Option<Id<Phase>>,
        reminded: Option<Moment>,
        degrees: bool,
        next_day: Option<Day>,
        next_from: Option<TimeOfDay>,
        next_place: Option<Vec<u8>>,
        contact: Option<Id<Staff>>,
        comments_until: Option<Day>,
        version: i64,
    }
}

/// Seals a fact for one cell.
pub(super) fn seal<F: Fact<Inner = String>>(
    key: &CaseKey,
    place: Place,
    fact: &F,
) -> Result<Vec<u8>, Failure> {
    seal_text(key, place, facts::for_machine(fact))
}

/// Seals plain text for one cell.
pub(super) fn seal_text(key: &CaseKey, place: Place, text: &str) -> Result<Vec<u8>, Failure> {
    key.seal_text(place, text).map(Sealed::into_bytes).map_err(|e| Failure::Sealed(e.to_string()))
}

/// Opens a cell.
pub(super) fn open_text(key: &CaseKey, place: Place, sealed: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(sealed)).map_err(|e| Failure::Sealed(e.to_string()))
}

fn next_place(conference: Id<Conference>) -> Place {
    Place { table: "meeting", column: "next_place", row: conference.uuid() }
}

fn guest_place(column: &'static str, guest: Uuid) -> Place {
    Place { table: "meeting_guest", column, row: guest }
}

/// The meeting of a conference, if it has started.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub async fn find(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Option<Meeting>, Failure> {
    let stored: Option<Stored> = FIND.bind(conference).one(lookup.queries()).await?;
    let Some(s) = stored else { return Ok(None) };
    let next_place = match s.next_place {
        None => None,
        Some(sealed) => {
            let key = lookup.keys().of_case(lookup.queries(), s.case).await?;
            Some(open_text(&key, next_place(s.conference), sealed)?)
        }
    };
    Ok(Some(Meeting {
        conference: s.conference,
        started: s.started,
        ended: s.ended,
        current_phase: s.current_phase,
        reminded: s.reminded,
        degrees: s.degrees,
        next_day: s.next_day,
        next_from: s.next_from,
        next_place,
        contact: s.contact,
        comments_until: s.comments_until,
        version: s.version,
    }))
}

/// Everybody who can sit at the table: invited people in their order, then guests.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub async fn seats(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Seat>, Failure> {
    let invited = participants::of_conference(lookup, conference).await?;
    let mut seats: Vec<Seat> = invited
        .into_iter()
        .map(|p| Seat { id: p.id.cast(), participant: Some(p.id), sitter: Sitter::Invited(Box::new(p)) })
        .collect();
    let guests: Vec<(Id<Seat>, Vec<u8>, Vec<u8>, Uuid)> =
        GUESTS.bind(conference).all(lookup.queries()).await?;
    let Some((.., case)) = guests.first() else { return Ok(seats) };
    let key = lookup.keys().of_case(lookup.queries(), *case).await?;
    for (id, name, label, _) in guests {
        let name = GuestName::new(open_text(&key, guest_place("name", id.uuid()), name)?);
        let label = GuestLabel::new(open_text(&key, guest_place("label", id.uuid()), label)?);
        seats.push(Seat { id, participant: None, sitter: Sitter::Guest { name, label } });
    }
    Ok(seats)
}

/// What presence was noted, in the order in which it happened.
///
/// # Errors
/// Database errors.
pub async fn presence(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Presence>, Failure> {
    let rows: Vec<(Id<Presence>, Id<Seat>, String, Moment)> =
        PRESENCE.bind(conference).all(lookup.queries()).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, seat, step, at)| {
            Some(Presence { id, seat, step: PresenceStep::from_code(&step)?, at })
        })
        .collect())
}

/// Phases that began, with the moment, in order.
///
/// # Errors
/// Database errors.
pub async fn phases_begun(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<(Id<Phase>, Moment)>, Failure> {
    Ok(PHASES_BEGUN.bind(conference).all(lookup.queries()).await?)
}

/// Breaks, in order.
///
/// # Errors
/// Database errors.
pub async fn pauses(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Pause>, Failure> {
    let rows: Vec<(Id<Pause>, String, Moment, Option<Moment>)> =
        PAUSES.bind(conference).all(lookup.queries()).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, kind, began, ended)| {
            Some(Pause { id, kind: PauseKind::from_code(&kind)?, began, ended })
        })
        .collect())
}

/// Starts the meeting; `false` when it had started already.
pub(super) async fn start(
    operation: &mut Operation,
    conference: &Conference,
    at: Moment,
    degrees: bool,
) -> Result<bool, Failure> {
    let rows = START
        .bind(conference.id)
        .bind(conference.case)
        .bind(at)
        .bind(degrees)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Notes the reminder; `false` when it was noted before, as with every function below that answers so.
pub(super) async fn remind(operation: &mut Operation, conference: Id<Conference>) -> Result<bool, Failure> {
    let now = operation.now();
    Ok(REMIND.bind(conference).bind(now).execute(operation.work()).await? == 1)
}

pub(super) async fn enter_phase(
    operation: &mut Operation,
    conference: Id<Conference>,
    phase: Id<Phase>,
    at: Moment,
) -> Result<(), Failure> {
    ENTER_PHASE.bind(conference).bind(phase).execute(operation.work()).await?;
    PHASE_BEGAN.bind(conference).bind(phase).bind(at).execute(operation.work()).await?;
    Ok(())
}

/// A tap to be noted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tap {
    pub(super) id: Id<Presence>,
    pub(super) seat: Id<Seat>,
    pub(super) step: PresenceStep,
    pub(super) at: Moment,
}

pub(super) async fn note_presence(
    operation: &mut Operation,
    conference: Id<Conference>,
    tap: Tap,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let rows = NOTE_PRESENCE
        .bind(tap.id)
        .bind(conference)
        .bind(tap.seat)
        .bind(tap.step.code())
        .bind(tap.at)
        .bind(now)
        .bind(staff)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

pub(super) async fn take_back(
    operation: &mut Operation,
    conference: Id<Conference>,
    presence: Id<Presence>,
) -> Result<bool, Failure> {
    let now = operation.now();
    Ok(TAKE_BACK.bind(presence).bind(conference).bind(now).execute(operation.work()).await? == 1)
}

pub(super) async fn add_guest(
    operation: &mut Operation,
    conference: &Conference,
    id: Id<Seat>,
    name: &GuestName,
    label: &GuestLabel,
) -> Result<bool, Failure> {
    let (now, keys) = (operation.now(), operation.keys());
    let key = keys.of_case(&mut *operation.work(), conference.case.uuid()).await?;
    let rows = ADD_GUEST
        .bind(id)
        .bind(conference.id)
        .bind(seal(&key, guest_place("name", id.uuid()), name)?)
        .bind(seal(&key, guest_place("label", id.uuid()), label)?)
        .bind(now)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Begins a pause; `false` when one is under way or this one was begun before.
pub(super) async fn begin_pause(
    operation: &mut Operation,
    conference: Id<Conference>,
    id: Id<Pause>,
    kind: PauseKind,
    at: Moment,
) -> Result<bool, Failure> {
    let rows = BEGIN_PAUSE
        .bind(id)
        .bind(conference)
        .bind(kind.code())
        .bind(at)
        .bind(conference)
        .bind(conference)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

pub(super) async fn end_pause(
    operation: &mut Operation,
    conference: Id<Conference>,
    id: Id<Pause>,
    at: Moment,
) -> Result<bool, Failure> {
    Ok(END_PAUSE.bind(id).bind(conference).bind(at).execute(operation.work()).await? == 1)
}

/// What follows a meeting.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    pub(super) ended: Moment,
    pub(super) next_day: Option<Day>,
    pub(super) next_from: Option<TimeOfDay>,
    pub(super) next_place: Option<String>,
    pub(super) contact: Id<Staff>,
    pub(super) comments_until: Day,
}

impl Ending {
    /// Whether the meeting ended exactly so.
    pub(super) fn is_that_of(&self, meeting: &Meeting) -> bool {
        meeting.ended == Some(self.ended)
            && meeting.next_day == self.next_day
            && meeting.next_from == self.next_from
            && meeting.next_place == self.next_place
            && meeting.contact == Some(self.contact)
            && meeting.comments_until == Some(self.comments_until)
    }
}

/// Ends the meeting or changes what follows; `false` when somebody else did so meanwhile.
pub(super) async fn finish(
    operation: &mut Operation,
    conference: &Conference,
    version: i64,
    ending: &Ending,
) -> Result<bool, Failure> {
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), conference.case.uuid()).await?;
    let place = match &ending.next_place {
        None => None,
        Some(text) => Some(seal_text(&key, next_place(conference.id), text)?),
    };
    let rows = FINISH
        .bind(conference.id)
        .bind(version)
        .bind(ending.ended)
        .bind(ending.next_day)
        .bind(ending.next_from)
        .bind(place)
        .bind(ending.contact)
        .bind(ending.comments_until)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Removes everything of a destroyed case.
pub(super) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    lines::forget_case(operation, case).await?;
    for statement in [FORGET_PAUSES, FORGET_PHASES, FORGET_PRESENCE, FORGET_GUESTS, FORGET] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
