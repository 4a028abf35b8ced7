//! Tables of a meeting: the meeting itself, seats and presence, phases and pauses. Lines are in [`lines`].

pub(super) mod lines;

use super::{GuestLabel, GuestName, Meeting, Pause, PauseKind, Presence, PresenceStep, Seat, Sitter};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::{Conference, Phase};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment, TimeOfDay};
use crate::participants;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// The meeting of a conference.
    FIND = "SELECT conference_id, case_id, started, ended, current_phase, reminded, degrees, next_day, next_from, next_place, contact_id, comments_until, version \
        FROM meeting WHERE conference_id = $1";
    /// Starts a meeting; a second start is none.
    START = "INSERT INTO meeting (conference_id, case_id, started, degrees, version) VALUES ($1, $2, $3, $4, 1) \
        ON CONFLICT (conference_id) DO NOTHING";
    /// Phases that began.
    PHASES_BEGUN = "SELECT phase_id, began FROM meeting_phase_begun WHERE conference_id = $1 ORDER BY began, id";
    /// Ends a meeting, or changes what follows.
    FINISH = "UPDATE meeting SET ended = $3, next_day = $4, next_from = $5, next_place = $6, contact_id = $7, comments_until = $8, version = version + 1 \
        WHERE conference_id = $1 AND version = $2";
    /// Until when comments are welcome, when the draft is given to be read.
    WELCOME = "UPDATE meeting SET comments_until = $2, version = version + 1 WHERE conference_id = $1 \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = meeting.conference_id AND c.sealed IS NULL)";
    /// Guests of a meeting.
    GUESTS = "SELECT g.id, g.name, g.label, m.case_id FROM meeting_guest g JOIN meeting m ON m.conference_id = g.conference_id \
        WHERE g.conference_id = $1 ORDER BY g.added, g.id";
    /// What presence was noted; of one moment in the order of the journal.
    PRESENCE = "SELECT p.id, p.seat_id, p.step, p.happened FROM meeting_presence p LEFT JOIN meeting_entry e ON e.id = p.id \
        WHERE p.conference_id = $1 AND p.undone IS NULL ORDER BY p.happened, e.stamp, e.device_id, e.seq, p.noted, p.id";
    /// Pauses of a meeting.
    PAUSES = "SELECT id, kind, began, ended FROM meeting_pause WHERE conference_id = $1 ORDER BY began, id";
    /// Who took note of confidentiality.
    ACKNOWLEDGED = "SELECT seat_id, happened FROM meeting_acknowledged WHERE conference_id = $1 ORDER BY happened, seat_id";
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

pub(super) fn guest_place(column: &'static str, guest: Uuid) -> Place {
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
        // Whoever was invited meanwhile sits there once.
        if seats.iter().any(|seat| seat.id == id) {
            continue;
        }
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

/// Phases as they were talked about, with the moment each time began, in order; one may come twice.
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

/// Who took note of confidentiality, and when: with everybody present, or for themselves.
///
/// # Errors
/// Database errors.
pub async fn acknowledged(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<(Id<Seat>, Moment)>, Failure> {
    Ok(ACKNOWLEDGED.bind(conference).all(lookup.queries()).await?)
}

/// A tap to be noted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tap {
    pub(super) id: Id<Presence>,
    pub(super) seat: Id<Seat>,
    pub(super) step: PresenceStep,
    pub(super) at: Moment,
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

/// Notes until when comments are welcome: the day that was said at the end of the meeting gives way to the one with which
/// the draft is given, so that every paper says the same. The caller records it.
///
/// # Errors
/// Database errors.
pub async fn welcome_comments(
    operation: &mut Operation,
    conference: Id<Conference>,
    until: Day,
) -> Result<(), Failure> {
    WELCOME.bind(conference).bind(until).execute(operation.work()).await?;
    Ok(())
}

/// Removes everything of a destroyed case.
pub(super) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    lines::forget_case(operation, case).await?;
    super::wall::forget_case(operation, case).await?;
    super::lead::forget_case(operation, case).await?;
    super::journal::store::forget_case(operation, case).await?;
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
