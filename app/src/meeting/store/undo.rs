//! Taking an early start back: the meeting's row and what was tapped go, as long as no line exists.

use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id};

portable_sql::statements! {
    /// Whether the start can be taken back: not ended, and nothing was ever written.
    EMPTY = "SELECT COUNT(*) FROM meeting m WHERE m.conference_id = $1 AND m.ended IS NULL \
        AND NOT EXISTS (SELECT 1 FROM meeting_line l WHERE l.conference_id = m.conference_id)";
    /// Taps of a meeting that was not.
    DROP_PRESENCE = "DELETE FROM meeting_presence WHERE conference_id = $1";
    /// Its phases.
    DROP_PHASES = "DELETE FROM meeting_phase WHERE conference_id = $1";
    /// Its breaks.
    DROP_PAUSES = "DELETE FROM meeting_pause WHERE conference_id = $1";
    /// Its guests.
    DROP_GUESTS = "DELETE FROM meeting_guest WHERE conference_id = $1";
    /// The meeting itself; a line that somebody writes in the same moment keeps it (its row names the meeting).
    DROP_MEETING = "DELETE FROM meeting WHERE conference_id = $1 AND ended IS NULL \
        AND NOT EXISTS (SELECT 1 FROM meeting_line l WHERE l.conference_id = meeting.conference_id)";
}

/// Takes the start of a meeting back; `false` when something was written, or it has ended, or never began. Whoever gets
/// `false` gives the operation up.
pub(in crate::meeting) async fn take_start_back(
    operation: &mut Operation,
    conference: Id<Conference>,
) -> Result<bool, Failure> {
    let (empty,): (i64,) = EMPTY.bind(conference).get(operation.work()).await?;
    if empty == 0 {
        return Ok(false);
    }
    for statement in [DROP_PRESENCE, DROP_PHASES, DROP_PAUSES, DROP_GUESTS] {
        statement.bind(conference).execute(operation.work()).await?;
    }
    Ok(DROP_MEETING.bind(conference).execute(operation.work()).await? == 1)
}
