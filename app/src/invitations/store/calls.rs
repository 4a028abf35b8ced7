//! Tables of calls, and of the numbers under which letters and data messages left.

use super::code;
use crate::access::Lookup;
use crate::audit::Operation;
use crate::identity::Staff;
use crate::invitations::calls::Outcome;
use crate::invitations::model::Invitation;
use crate::kernel::{Choice, Failure, Id, Moment};
use uuid::Uuid;

portable_sql::statements! {
    /// A call; the same form sent again notes none.
    ADD = "INSERT INTO invitation_call (id, invitation_id, round, outcome, called, called_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
    /// Calls of an invitation, in order.
    OF_INVITATION = "SELECT outcome, called, called_by FROM invitation_call WHERE invitation_id = $1 ORDER BY called, id";
    /// What came of one.
    OUTCOME = "SELECT outcome FROM invitation_call WHERE id = $1";
    /// Under which number a round left; typed twice it is one number.
    NUMBER = "INSERT INTO invitation_dispatch (id, invitation_id, round, number, noted, noted_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (invitation_id, round, number) DO NOTHING";
    /// The numbers of an invitation, in order.
    NUMBERS = "SELECT number, noted FROM invitation_dispatch WHERE invitation_id = $1 ORDER BY noted, id";
    /// Forgets the calls of a destroyed case.
    FORGET_CALLS = "DELETE FROM invitation_call WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets the numbers of a destroyed case.
    FORGET_NUMBERS = "DELETE FROM invitation_dispatch WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

/// A call as it was written down.
pub(in crate::invitations) struct Call {
    pub(in crate::invitations) outcome: Outcome,
    pub(in crate::invitations) called: Moment,
    pub(in crate::invitations) by: Option<Id<Staff>>,
}

/// Calls of an invitation, in order.
pub(in crate::invitations) async fn of_invitation(
    lookup: Lookup<'_>,
    id: Id<Invitation>,
) -> Result<Vec<Call>, Failure> {
    let rows: Vec<(String, Moment, Option<Id<Staff>>)> = OF_INVITATION.bind(id).all(lookup.queries()).await?;
    rows.into_iter().map(|(outcome, called, by)| Ok(Call { outcome: code(&outcome)?, called, by })).collect()
}

/// The numbers under which its rounds left.
pub(in crate::invitations) async fn numbers(
    lookup: Lookup<'_>,
    id: Id<Invitation>,
) -> Result<Vec<(String, Moment)>, Failure> {
    Ok(NUMBERS.bind(id).all(lookup.queries()).await?)
}

/// Keeps the number under which a round left.
pub(in crate::invitations) async fn keep_number(
    operation: &mut Operation,
    invitation: &Invitation,
    number: &str,
    by: Id<Staff>,
) -> Result<(), Failure> {
    let now = operation.now();
    let row = NUMBER.bind(Id::<Invitation>::fresh(now)).bind(invitation.id).bind(invitation.round);
    row.bind(number).bind(now).bind(by).execute(operation.work()).await?;
    Ok(())
}

/// Writes a call down; `false` when the same form was sent before.
pub(in crate::invitations) async fn add(
    operation: &mut Operation,
    invitation: &Invitation,
    (id, outcome): (Uuid, Outcome),
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = ADD.bind(id).bind(invitation.id).bind(invitation.round).bind(outcome.code());
    Ok(row.bind(now).bind(by).execute(operation.work()).await? == 1)
}

/// What came of a call that was written down.
pub(in crate::invitations) async fn outcome_of(
    operation: &mut Operation,
    id: Uuid,
) -> Result<Outcome, Failure> {
    let (outcome,): (String,) = OUTCOME.bind(id).get(operation.work()).await?;
    code(&outcome)
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_CALLS.bind(case).execute(operation.work()).await?;
    FORGET_NUMBERS.bind(case).execute(operation.work()).await?;
    Ok(())
}
