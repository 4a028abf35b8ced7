//! Tables of recalls and of what was to be destroyed.

use super::{Erasure, ErasureState, Recall, RecallReason};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::Email;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::store::answers::{seal, unseal};
use crate::invitations::store::code;
use crate::kernel::{Choice, Failure, Id, Moment, Queries, Token};
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// An act of calling back.
    ADD_RECALL = "INSERT INTO invitation_recall (id, conference_id, reason, people, created, created_by) VALUES ($1, $2, $3, $4, $5, $6)";
    /// The act by which something was called back.
    RECALL = "SELECT r.id, r.reason FROM invitation_recall r WHERE r.id = $1";
    /// Somebody is to destroy what they got.
    ADD_ERASURE = "INSERT INTO invitation_erasure (id, recall_id, invitation_id, channel, state, address) VALUES ($1, $2, $3, $4, $5, $6)";
    /// In which mailbox it lies.
    MAILBOX = "SELECT address FROM invitation_erasure WHERE id = $1";
    /// Those of an invitation, the newest first.
    OF_INVITATION = "SELECT id, recall_id, invitation_id, state, trouble, asked, confirmed FROM invitation_erasure WHERE invitation_id = $1 ORDER BY id DESC";
    /// One by its id.
    FIND = "SELECT id, recall_id, invitation_id, state, trouble, asked, confirmed FROM invitation_erasure WHERE id = $1";
    /// A fresh link to confirm.
    ADD_LINK = "INSERT INTO invitation_erasure_link (token_hash, erasure_id, created) VALUES ($1, $2, $3)";
    /// What a link confirms.
    BEHIND_LINK = "SELECT e.id, e.recall_id, e.invitation_id, e.state, e.trouble, e.asked, e.confirmed FROM invitation_erasure_link l JOIN invitation_erasure e ON e.id = l.erasure_id WHERE l.token_hash = $1";
    /// Asked, or still to be asked.
    MOVE = "UPDATE invitation_erasure SET state = $2, asked = $3, document_id = $4, trouble = NULL WHERE id = $1 AND state <> $5";
    /// No mail reaches them: staff have to ask.
    TROUBLE = "UPDATE invitation_erasure SET state = $2, trouble = $3 WHERE id = $1 AND state <> $4";
    /// Confirmed; the second time changes nothing.
    CONFIRM = "UPDATE invitation_erasure SET state = $2, confirmed = $3, confirmed_by = $4 WHERE id = $1 AND state <> $2";
    /// Those of a conference that nobody confirmed.
    UNCONFIRMED = "SELECT DISTINCT e.invitation_id FROM invitation_erasure e JOIN invitation i ON i.id = e.invitation_id \
        WHERE i.conference_id = $1 AND e.state <> $2 ORDER BY e.invitation_id";
    /// Forgets the links of a destroyed case.
    FORGET_LINKS = "DELETE FROM invitation_erasure_link WHERE erasure_id IN (SELECT e.id FROM invitation_erasure e JOIN invitation i ON i.id = e.invitation_id JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets who was to destroy what.
    FORGET_ERASURES = "DELETE FROM invitation_erasure WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets the acts of calling back.
    FORGET_RECALLS = "DELETE FROM invitation_recall WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

const fn place(row: Uuid) -> Place {
    Place { table: "invitation_recall", column: "reason", row }
}

const fn mailbox(erasure: Uuid) -> Place {
    Place { table: "invitation_erasure", column: "address", row: erasure }
}

portable_sql::row! {
    struct Stored {
        id: Id<Erasure>,
        recall: Id<Recall>,
        invitation: Id<Invitation>,
        state: String,
        trouble: Option<String>,
        asked: Option<Moment>,
        confirmed: Option<Moment>,
    }
}

impl Stored {
    fn erasure(self) -> Result<Erasure, Failure> {
        Ok(Erasure {
            id: self.id,
            recall: self.recall,
            invitation: self.invitation,
            state: code(&self.state)?,
            trouble: self.trouble,
            asked: self.asked,
            confirmed: self.confirmed,
        })
    }
}

/// Keeps an act of calling back.
pub(super) async fn add_recall(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, Uuid),
    reason: &RecallReason,
    (people, by): (i64, Id<Staff>),
) -> Result<Id<Recall>, Failure> {
    let (now, keys) = (operation.now(), operation.keys());
    let key = keys.of_case(&mut *operation.work(), case).await?;
    let id = Id::<Recall>::fresh(now);
    let reason = seal(&key, place(id.uuid()), Some(reason))?;
    let row = ADD_RECALL.bind(id).bind(conference).bind(reason).bind(people).bind(now).bind(by);
    row.execute(operation.work()).await?;
    Ok(id)
}

pub(super) async fn add_erasure(
    operation: &mut Operation,
    (recall, invitation): (Id<Recall>, &Invitation),
    (channel, state): (Channel, ErasureState),
    address: Option<&Email>,
) -> Result<Id<Erasure>, Failure> {
    let (id, keys) = (Id::<Erasure>::fresh(operation.now()), operation.keys());
    let key = keys.of_case(&mut *operation.work(), invitation.case).await?;
    let address = seal(&key, mailbox(id.uuid()), address)?;
    let row = ADD_ERASURE.bind(id).bind(recall).bind(invitation.id).bind(channel.code()).bind(state.code());
    row.bind(address).execute(operation.work()).await?;
    Ok(id)
}

/// The mailbox that a request goes to, when it is one that was written to; otherwise it goes wherever the person is
/// reached.
pub(in crate::invitations) async fn mailbox_of(
    lookup: Lookup<'_>,
    erasure: Id<Erasure>,
    case: Uuid,
) -> Result<Option<Email>, Failure> {
    let row: Option<(Option<Vec<u8>>,)> = MAILBOX.bind(erasure).one(lookup.queries()).await?;
    let Some(sealed) = row.and_then(|(sealed,)| sealed) else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    Ok(unseal(&key, mailbox(erasure.uuid()), Some(sealed))?.map(Email::new))
}

/// The newest request to destroy of an invitation that is not confirmed; of those that are, the newest.
pub(in crate::invitations) async fn erasure_of(
    lookup: Lookup<'_>,
    invitation: Id<Invitation>,
) -> Result<Option<Erasure>, Failure> {
    let rows: Vec<Stored> = OF_INVITATION.bind(invitation).all(lookup.queries()).await?;
    let confirmed = ErasureState::Confirmed.code();
    let open = rows.iter().position(|row| row.state != confirmed).unwrap_or(0);
    rows.into_iter().nth(open).map(Stored::erasure).transpose()
}

pub(super) async fn find(queries: &Queries, id: Id<Erasure>) -> Result<Option<Erasure>, Failure> {
    FIND.bind(id).one::<Stored>(queries).await?.map(Stored::erasure).transpose()
}

/// What a link confirms.
pub(super) async fn behind_link(queries: &Queries, token: &Token) -> Result<Option<Erasure>, Failure> {
    BEHIND_LINK.bind(token.hash()).one::<Stored>(queries).await?.map(Stored::erasure).transpose()
}

pub(super) async fn add_link(
    operation: &mut Operation,
    erasure: Id<Erasure>,
    token: &Token,
) -> Result<(), Failure> {
    let now = operation.now();
    ADD_LINK.bind(token.hash()).bind(erasure).bind(now).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn move_on(
    operation: &mut Operation,
    erasure: Id<Erasure>,
    state: ErasureState,
    document: Option<Uuid>,
) -> Result<bool, Failure> {
    let asked = (state == ErasureState::Asked).then(|| operation.now());
    let row = MOVE.bind(erasure).bind(state.code()).bind(asked).bind(document);
    Ok(row.bind(ErasureState::Confirmed.code()).execute(operation.work()).await? == 1)
}

/// The mail did not go, or came back; a request that was confirmed meanwhile stays so.
pub(in crate::invitations) async fn trouble(
    operation: &mut Operation,
    erasure: Id<Erasure>,
    trouble: &str,
) -> Result<bool, Failure> {
    let row = TROUBLE.bind(erasure).bind(ErasureState::Open.code()).bind(trouble);
    Ok(row.bind(ErasureState::Confirmed.code()).execute(operation.work()).await? == 1)
}

pub(super) async fn confirm(
    operation: &mut Operation,
    erasure: Id<Erasure>,
    by: Option<Id<Staff>>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = CONFIRM.bind(erasure).bind(ErasureState::Confirmed.code()).bind(now).bind(by);
    Ok(row.execute(operation.work()).await? == 1)
}

/// The act by which something was called back, with its reason.
pub(in crate::invitations) async fn reason_of(
    lookup: Lookup<'_>,
    recall: Id<Recall>,
    case: Uuid,
) -> Result<Option<Recall>, Failure> {
    let row: Option<(Id<Recall>, Vec<u8>)> = RECALL.bind(recall).one(lookup.queries()).await?;
    let Some((id, reason)) = row else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    let reason = unseal(&key, place(id.uuid()), Some(reason))?.unwrap_or_default();
    Ok(Some(Recall { reason: RecallReason::new(reason) }))
}

/// Who has not confirmed, of one conference.
pub(in crate::invitations) async fn unconfirmed_of(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<Id<Invitation>>, Failure> {
    let statement = UNCONFIRMED.bind(conference).bind(ErasureState::Confirmed.code());
    let rows: Vec<(Id<Invitation>,)> = statement.all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Nothing of a destroyed case stays.
pub(in crate::invitations) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_LINKS, FORGET_ERASURES, FORGET_RECALLS] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
