//! Taking an early start back: the meeting's row and what was tapped go, as long as no line exists.

use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id};

portable_sql::statements! {
    /// Whether the start can be taken back: not ended, and nothing was ever written.
    EMPTY = "SELECT COUNT(*) FROM meeting m WHERE m.conference_id = $1 AND m.ended IS NULL \
        AND NOT EXISTS (SELECT 1 FROM meeting_line l WHERE l.conference_id = m.conference_id) \
        AND NOT EXISTS (SELECT 1 FROM meeting_entry e WHERE e.conference_id = m.conference_id AND e.line_id IS NOT NULL)";
    /// Taps of a meeting that was not.
    DROP_PRESENCE = "DELETE FROM meeting_presence WHERE conference_id = $1";
    /// Its phases.
    DROP_PHASES = "DELETE FROM meeting_phase_begun WHERE conference_id = $1";
    /// Who took note of confidentiality.
    DROP_ACKNOWLEDGED = "DELETE FROM meeting_acknowledged WHERE conference_id = $1";
    /// Entries of a meeting that was not: none of them is about a line.
    DROP_ENTRIES = "DELETE FROM meeting_entry WHERE conference_id = $1";
    /// Its devices.
    DROP_DEVICES = "DELETE FROM meeting_device WHERE conference_id = $1";
    /// How far its journal was.
    DROP_HEAD = "DELETE FROM meeting_head WHERE conference_id = $1";
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
    let drops = [
        DROP_PRESENCE,
        DROP_PHASES,
        DROP_PAUSES,
        DROP_ACKNOWLEDGED,
        DROP_ENTRIES,
        DROP_DEVICES,
        DROP_HEAD,
        DROP_GUESTS,
    ];
    for statement in drops {
        statement.bind(conference).execute(operation.work()).await?;
    }
    Ok(DROP_MEETING.bind(conference).execute(operation.work()).await? == 1)
}
