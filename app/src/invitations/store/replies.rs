//! The table of what calendars answered.

use super::code;
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::invitations::model::Invitation;
use crate::invitations::replies::Fate;
use crate::kernel::{Choice, Failure, Id, Moment};
use uuid::Uuid;

portable_sql::statements! {
    /// The invitation of a calendar entry.
    BY_ENTRY = "SELECT id FROM invitation WHERE calendar_uid = $1";
    /// What a calendar sent; the same message again adds nothing.
    ADD = "INSERT INTO invitation_calendar_reply (id, invitation_id, response, state, arrived) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
    /// What calendars sent for an invitation, in order.
    OF_INVITATION = "SELECT response, state, arrived FROM invitation_calendar_reply WHERE invitation_id = $1 ORDER BY arrived, id";
    /// Invitations of a conference about which somebody has to ask.
    OPEN = "SELECT r.invitation_id FROM invitation_calendar_reply r JOIN invitation i ON i.id = r.invitation_id \
        WHERE i.conference_id = $1 AND r.state = $2 ORDER BY r.arrived, r.id";
    /// Somebody asked.
    SETTLE = "UPDATE invitation_calendar_reply SET state = $2, settled = $3, settled_by = $4 WHERE invitation_id = $1 AND state = $5";
    /// Forgets those of a destroyed case.
    FORGET = "DELETE FROM invitation_calendar_reply WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

/// What a calendar sent.
pub(in crate::invitations) struct Sent {
    pub(in crate::invitations) response: &'static str,
    pub(in crate::invitations) fate: Fate,
    pub(in crate::invitations) arrived: Moment,
}

/// In words for staff.
fn in_words(response: &str) -> &'static str {
    match response {
        "accepted" => "přijato",
        "declined" => "odmítnuto",
        _ => "nezávazně",
    }
}

/// What calendars sent for an invitation, in order.
pub(in crate::invitations) async fn of_invitation(
    lookup: Lookup<'_>,
    id: Id<Invitation>,
) -> Result<Vec<Sent>, Failure> {
    let rows: Vec<(String, String, Moment)> = OF_INVITATION.bind(id).all(lookup.queries()).await?;
    rows.into_iter()
        .map(|(response, fate, arrived)| {
            Ok(Sent { response: in_words(&response), fate: code(&fate)?, arrived })
        })
        .collect()
}

/// Invitations of a conference about which somebody has to ask.
pub(in crate::invitations) async fn open_of(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<Id<Invitation>>, Failure> {
    let rows: Vec<(Id<Invitation>,)> =
        OPEN.bind(conference).bind(Fate::Open.code()).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The invitation of a calendar entry.
pub(in crate::invitations) async fn of_entry(
    lookup: Lookup<'_>,
    entry: Uuid,
) -> Result<Option<Id<Invitation>>, Failure> {
    let row: Option<(Id<Invitation>,)> = BY_ENTRY.bind(entry).one(lookup.queries()).await?;
    Ok(row.map(|(id,)| id))
}

/// Keeps what a calendar answered; `false` when the same message was taken in before.
pub(in crate::invitations) async fn add(
    operation: &mut Operation,
    (id, invitation): (Uuid, Id<Invitation>),
    response: &'static str,
    fate: Fate,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = ADD.bind(id).bind(invitation).bind(response).bind(fate.code()).bind(now);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Somebody asked.
pub(in crate::invitations) async fn settle(
    operation: &mut Operation,
    invitation: Id<Invitation>,
    by: Id<Staff>,
) -> Result<(), Failure> {
    let now = operation.now();
    let row = SETTLE.bind(invitation).bind(Fate::Settled.code()).bind(now).bind(by);
    row.bind(Fate::Open.code()).execute(operation.work()).await?;
    Ok(())
}

/// Whether a mail address is the one that answered.
pub(in crate::invitations) fn same_mailbox(email: &cases::Email, attendee: &str) -> bool {
    facts::for_machine(email).trim().to_lowercase() == attendee.trim().to_lowercase()
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
