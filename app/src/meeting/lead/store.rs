//! Who waits for the word.

use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::Seat;
use uuid::Uuid;

portable_sql::statements! {
    /// Who waits for the word and who has it, in the order in which they asked.
    FLOOR = "SELECT seat_id, given FROM meeting_floor WHERE conference_id = $1 ORDER BY asked, seat_id";
    /// Somebody asks for the word; who waits already keeps their place.
    ASK = "INSERT INTO meeting_floor (conference_id, seat_id, case_id, asked) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (conference_id, seat_id) DO NOTHING";
    /// Whoever had the word has spoken.
    SPOKEN = "DELETE FROM meeting_floor WHERE conference_id = $1 AND seat_id <> $2 AND given IS NOT NULL";
    /// Gives the word.
    GIVE = "UPDATE meeting_floor SET given = $3 WHERE conference_id = $1 AND seat_id = $2 AND given IS NULL";
    /// Somebody does not want the word any more, or has spoken.
    LEAVE = "DELETE FROM meeting_floor WHERE conference_id = $1 AND seat_id = $2";
    /// Forgets the order of a destroyed case.
    FORGET = "DELETE FROM meeting_floor WHERE case_id = $1";
}

/// Who waits for the word and who has it since when, in the order in which they asked.
pub(super) async fn floor(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<(Id<Seat>, Option<Moment>)>, Failure> {
    Ok(FLOOR.bind(conference).all(lookup.queries()).await?)
}

/// Somebody asks; `false` when they wait already, as with the others below: nothing was changed.
pub(super) async fn ask(
    operation: &mut Operation,
    conference: &Conference,
    seat: Id<Seat>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let ask = ASK.bind(conference.id).bind(seat).bind(conference.case).bind(now);
    Ok(ask.execute(operation.work()).await? == 1)
}

/// Gives somebody the word, whether they asked or not; whoever had it has spoken.
pub(super) async fn give(
    operation: &mut Operation,
    conference: &Conference,
    seat: Id<Seat>,
) -> Result<bool, Failure> {
    ask(operation, conference, seat).await?;
    let now = operation.now();
    SPOKEN.bind(conference.id).bind(seat).execute(operation.work()).await?;
    Ok(GIVE.bind(conference.id).bind(seat).bind(now).execute(operation.work()).await? == 1)
}

/// Somebody leaves the order.
pub(super) async fn leave(
    operation: &mut Operation,
    conference: Id<Conference>,
    seat: Id<Seat>,
) -> Result<bool, Failure> {
    Ok(LEAVE.bind(conference).bind(seat).execute(operation.work()).await? == 1)
}

/// Forgets the order of a destroyed case.
pub(in crate::meeting) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
