//! The table of what left the house, to recognise what comes back.

use super::answers::{seal, unseal};
use super::code;
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::Email;
use crate::invitations::model::{Channel, Invitation, State};
use crate::invitations::notices::{Notice, State as NoticeState};
use crate::invitations::recall::Erasure;
use crate::kernel::{Choice, Failure, Id, Moment};
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// One that left; handed over a second time it is the same.
    ADD = "INSERT INTO invitation_message (id, invitation_id, notice_id, round, channel, outside, state, handed, erasure_id, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING";
    /// One is about to be handed over, unless an earlier try did the same and never came back.
    BEGIN = "INSERT INTO invitation_message (id, invitation_id, round, channel, state, handed) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, handed = excluded.handed WHERE invitation_message.state = $7";
    /// It was taken, or surely was not.
    SETTLE = "UPDATE invitation_message SET state = $2, outside = $3 WHERE id = $1 AND state = $4";
    /// By what the gateway knows it.
    OUTSIDE = "SELECT outside FROM invitation_message WHERE id = $1";
    /// Those of an invitation, in the order in which they left.
    OF_INVITATION = "SELECT channel, state, handed, reported FROM invitation_message WHERE invitation_id = $1 ORDER BY handed, id";
    /// One by its identifier.
    FIND = "SELECT id, invitation_id, notice_id, erasure_id, round, state FROM invitation_message WHERE id = $1";
    /// Where invitations went by mail and stayed, since they were last called back.
    MAILBOXES = "SELECT m.id, m.address FROM invitation_message m WHERE m.invitation_id = $1 AND m.notice_id IS NULL AND m.erasure_id IS NULL \
        AND m.address IS NOT NULL AND m.state <> $2 AND NOT EXISTS (SELECT 1 FROM invitation_erasure e \
        JOIN invitation_recall r ON r.id = e.recall_id WHERE e.invitation_id = m.invitation_id AND r.created >= m.handed) ORDER BY m.handed, m.id";
    /// What a report says of it; one that came back stays so.
    MARK = "UPDATE invitation_message SET state = $2, cause = $3, reported = $4 WHERE id = $1 AND state <> $2 AND state <> $5";
    /// The invitation did not arrive. Opened, it did, whatever a server says.
    RETURN_INVITATION = "UPDATE invitation SET state = $3, trouble = $4, version = version + 1 WHERE id = $1 AND round = $2 AND state = $5 AND opened_at IS NULL";
    /// This round reached nobody.
    UNREACH = "UPDATE invitation_round SET reached = $3 WHERE invitation_id = $1 AND round = $2";
    /// Word of a change did not arrive: staff have to say it.
    RETURN_NOTICE = "UPDATE invitation_notice SET state = $2, trouble = $4 WHERE id = $1 AND state = $3";
    /// Forgets those of a destroyed case.
    FORGET = "DELETE FROM invitation_message WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

portable_sql::row! {
    /// One that left.
    pub(in crate::invitations) struct Message {
        pub id: Uuid,
        pub invitation: Id<Invitation>,
        pub notice: Option<Id<Notice>>,
        pub erasure: Option<Id<Erasure>>,
        pub round: i64,
        pub state: String,
    }
}

/// The states of a message.
pub(in crate::invitations) const SENT: &str = "sent";
pub(in crate::invitations) const RETURNED: &str = "returned";
/// About to be handed over: if it stays so, nobody knows.
const SENDING: &str = "sending";
/// Surely not taken; it will be tried again.
pub(in crate::invitations) const WAITING: &str = "waiting";

/// A state in words for staff.
const fn in_words(state: &str) -> &'static str {
    match state.as_bytes() {
        b"sent" => "převzata k doručení",
        b"delivered" => "doručená",
        b"late" => "zdržela se, doručuje se dál",
        b"returned" => "nedorazila",
        b"waiting" => "zatím nepřevzatá",
        _ => "není jisté, jestli odešla",
    }
}

/// One that left, for the story of an invitation: how, when, and what is known of it since when.
pub(in crate::invitations) struct Known {
    pub(in crate::invitations) channel: Channel,
    pub(in crate::invitations) handed: Moment,
    pub(in crate::invitations) reported: Option<Moment>,
    pub(in crate::invitations) state: &'static str,
}

/// What left the house about an invitation.
pub(in crate::invitations) async fn of_invitation(
    lookup: Lookup<'_>,
    invitation: Id<Invitation>,
) -> Result<Vec<Known>, Failure> {
    let rows: Vec<(String, String, Moment, Option<Moment>)> =
        OF_INVITATION.bind(invitation).all(lookup.queries()).await?;
    rows.into_iter()
        .map(|(channel, state, handed, reported)| {
            Ok(Known { channel: code(&channel)?, handed, reported, state: in_words(&state) })
        })
        .collect()
}

/// Writes down that a message is about to be handed over; `false` when an earlier try of the same never came back.
pub(in crate::invitations) async fn begin(
    operation: &mut Operation,
    invitation: &Invitation,
    (id, channel): (Uuid, Channel),
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = BEGIN.bind(id).bind(invitation.id).bind(invitation.round).bind(channel.code());
    Ok(row.bind(SENDING).bind(now).bind(WAITING).execute(operation.work()).await? == 1)
}

/// Writes down what became of handing it over.
pub(in crate::invitations) async fn settle(
    operation: &mut Operation,
    id: Uuid,
    state: &'static str,
    outside: Option<&str>,
) -> Result<(), Failure> {
    SETTLE.bind(id).bind(state).bind(outside).bind(SENDING).execute(operation.work()).await?;
    Ok(())
}

/// By what the gateway knows a message.
pub(in crate::invitations) async fn outside(lookup: Lookup<'_>, id: Uuid) -> Result<Option<String>, Failure> {
    let row: Option<(Option<String>,)> = OUTSIDE.bind(id).one(lookup.queries()).await?;
    Ok(row.and_then(|(outside,)| outside))
}

/// What a message says.
#[derive(Clone, Copy)]
pub(in crate::invitations) enum What {
    /// That somebody is invited.
    Invitation,
    /// That a meeting will not be as they were told.
    Notice(Id<Notice>),
    /// That they are asked to destroy what they got.
    Erasure(Id<Erasure>),
}

/// What left, to be recognised when it comes back.
pub(in crate::invitations) struct Left {
    pub(in crate::invitations) id: Uuid,
    pub(in crate::invitations) what: What,
    pub(in crate::invitations) channel: Channel,
    pub(in crate::invitations) outside: Option<String>,
    /// The mailbox it went to: whoever corrects the person's address later does not change where this lies.
    pub(in crate::invitations) address: Option<Email>,
}

const fn mailbox(message: Uuid) -> Place {
    Place { table: "invitation_message", column: "address", row: message }
}

/// Writes down that a message left.
pub(in crate::invitations) async fn add(
    operation: &mut Operation,
    invitation: &Invitation,
    left: &Left,
) -> Result<(), Failure> {
    let now = operation.now();
    let (notice, erasure) = match left.what {
        What::Invitation => (None, None),
        What::Notice(notice) => (Some(notice), None),
        What::Erasure(erasure) => (None, Some(erasure)),
    };
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), invitation.case).await?;
    let address = seal(&key, mailbox(left.id), left.address.as_ref())?;
    let row = ADD.bind(left.id).bind(invitation.id).bind(notice).bind(invitation.round);
    let row = row.bind(left.channel.code()).bind(left.outside.clone()).bind(SENT).bind(now);
    row.bind(erasure).bind(address).execute(operation.work()).await?;
    Ok(())
}

/// The mailboxes in which an invitation lies that has not been called back, each once.
pub(in crate::invitations) async fn mailboxes(
    operation: &mut Operation,
    invitation: &Invitation,
) -> Result<Vec<Email>, Failure> {
    let statement = MAILBOXES.bind(invitation.id).bind(RETURNED);
    let rows: Vec<(Uuid, Option<Vec<u8>>)> = statement.all(operation.work()).await?;
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), invitation.case).await?;
    let mut found: Vec<String> = Vec::new();
    for (id, sealed) in rows {
        let Some(address) = unseal(&key, mailbox(id), sealed)? else { continue };
        if !found.iter().any(|one| one.eq_ignore_ascii_case(&address)) {
            found.push(address);
        }
    }
    Ok(found.into_iter().map(Email::new).collect())
}

/// A message of ours.
pub(in crate::invitations) async fn find(lookup: Lookup<'_>, id: Uuid) -> Result<Option<Message>, Failure> {
    Ok(FIND.bind(id).one(lookup.queries()).await?)
}

/// Notes what a report says; `false` when it says nothing new.
pub(in crate::invitations) async fn mark(
    operation: &mut Operation,
    id: Uuid,
    state: &'static str,
    cause: Option<&'static str>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = MARK.bind(id).bind(state).bind(cause).bind(Some(now)).bind(RETURNED);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Word of a change did not arrive.
pub(in crate::invitations) async fn return_notice(
    operation: &mut Operation,
    notice: Id<Notice>,
    cause: &'static str,
) -> Result<(), Failure> {
    let row = RETURN_NOTICE.bind(notice).bind(NoticeState::Failed.code()).bind(NoticeState::Sent.code());
    row.bind(cause).execute(operation.work()).await?;
    Ok(())
}

/// A round of an invitation did not arrive; `false` when it was opened, or is no longer on its way.
pub(in crate::invitations) async fn return_invitation(
    operation: &mut Operation,
    id: Id<Invitation>,
    round: i64,
    cause: &'static str,
) -> Result<bool, Failure> {
    let row = RETURN_INVITATION.bind(id).bind(round).bind(State::Failed.code()).bind(cause);
    Ok(row.bind(State::Sent.code()).execute(operation.work()).await? == 1)
}

/// This round reached nobody.
pub(in crate::invitations) async fn unreach(
    operation: &mut Operation,
    id: Id<Invitation>,
    round: i64,
) -> Result<(), Failure> {
    UNREACH.bind(id).bind(round).bind(None::<Moment>).execute(operation.work()).await?;
    Ok(())
}

/// Nothing of a destroyed case stays.
pub(in crate::invitations) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}

/// Whether a short message can be sent there.
pub(in crate::invitations) fn is_mobile(phone: &crate::cases::Phone) -> bool {
    sms::Number::new(facts::for_machine(phone)).is_some()
}
