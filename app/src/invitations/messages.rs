//! The table of what left the house, and what is made of a report about one of them.

use super::events::{InvitationReturned, MessageReported, NoticeReturned};
use super::model::{Channel, Invitation, State};
use super::notices::{Notice, State as NoticeState};
use super::{jobs, store};
use crate::access::{Errand, House, Record};
use crate::audit::Operation;
use crate::kernel::{Choice, Failure, Id, Moment};
use mail::Cause;
use uuid::Uuid;

portable_sql::statements! {
    /// One that left; handed over a second time it is the same.
    ADD = "INSERT INTO invitation_message (id, invitation_id, notice_id, round, channel, outside, state, handed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    /// One by its identifier.
    FIND = "SELECT id, invitation_id, notice_id, round, state FROM invitation_message WHERE id = $1";
    /// What a report says of it; one that came back stays so.
    MARK = "UPDATE invitation_message SET state = $2, cause = $3, reported = $4 WHERE id = $1 AND state <> $2 AND state <> $5";
    /// The invitation did not arrive. Opened, it did, whatever a server says.
    RETURN_INVITATION = "UPDATE invitation SET state = $3, trouble = $4, version = version + 1 WHERE id = $1 AND round = $2 AND state = $5 AND opened_at IS NULL";
    /// This round reached nobody.
    UNREACH = "UPDATE invitation_round SET reached = $3 WHERE invitation_id = $1 AND round = $2";
    /// Word of a change did not arrive: staff have to say it.
    RETURN_NOTICE = "UPDATE invitation_notice SET state = $2 WHERE id = $1 AND state = $3";
    /// Forgets those of a destroyed case.
    FORGET = "DELETE FROM invitation_message WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

portable_sql::row! {
    /// One that left.
    struct Message {
        id: Uuid,
        invitation: Id<Invitation>,
        notice: Option<Id<Notice>>,
        round: i64,
        state: String,
    }
}

/// The states of a message.
const SENT: &str = "sent";
const RETURNED: &str = "returned";

/// What a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// It will not arrive: a stable code of the trouble.
    Returned(&'static str),
    /// Its server still tries.
    Late,
    /// It is there.
    Delivered,
}

/// The stable code of a trouble for what a report gives as its cause.
pub(super) const fn trouble_of(cause: Cause) -> &'static str {
    match cause {
        Cause::NoMailbox => "returned_no_mailbox",
        Cause::NoDomain => "returned_no_domain",
        Cause::Full => "returned_full",
        Cause::Refused => "returned_refused",
        Cause::Expired => "returned_expired",
        Cause::Unknown => "returned",
    }
}

/// What left, to be recognised when it comes back.
pub(super) struct Left {
    pub(super) id: Uuid,
    pub(super) notice: Option<Id<Notice>>,
    pub(super) channel: Channel,
    pub(super) outside: Option<String>,
}

/// Writes down that a message left.
pub(super) async fn add(
    operation: &mut Operation,
    invitation: &Invitation,
    left: &Left,
) -> Result<(), Failure> {
    let now = operation.now();
    let row = ADD.bind(left.id).bind(invitation.id).bind(left.notice).bind(invitation.round);
    let row = row.bind(left.channel.code()).bind(left.outside.clone()).bind(SENT).bind(now);
    row.execute(operation.work()).await?;
    Ok(())
}

/// Takes a report about a message of ours in. `false` when no message of ours has this identifier.
pub(super) async fn report(house: &House, id: Uuid, report: Report) -> Result<bool, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(message) = FIND.bind(id).one::<Message>(lookup.queries()).await? else { return Ok(false) };
    let Some(invitation) = Invitation::find(lookup, message.invitation).await? else { return Ok(true) };
    if message.state == RETURNED {
        return Ok(true);
    }
    let work = std::sync::Arc::new((message, invitation));
    house
        .trail
        .run(jobs::by(&work.1), move |mut operation| {
            let work = work.clone();
            async move {
                let (message, invitation) = (&work.0, &work.1);
                let (state, cause) = match report {
                    Report::Returned(cause) => (RETURNED, Some(cause)),
                    Report::Late => ("late", None),
                    Report::Delivered => ("delivered", None),
                };
                let row =
                    MARK.bind(message.id).bind(state).bind(cause).bind(Some(operation.now())).bind(RETURNED);
                let news = row.execute(operation.work()).await? == 1;
                if let (Some(cause), true) = (cause, news) {
                    return returned(operation, message, invitation, cause).await;
                }
                let event = MessageReported { about: invitation.about(), invitation: invitation.id, state };
                Ok::<_, Failure>((operation.record(&event).await?, true))
            }
        })
        .await
}

/// It came back: whoever it was for has to be told in another way.
async fn returned(
    mut operation: Operation,
    message: &Message,
    invitation: &Invitation,
    cause: &'static str,
) -> Result<(crate::audit::Recorded, bool), Failure> {
    let (about, id, round) = (invitation.about(), invitation.id, message.round);
    if let Some(notice) = message.notice {
        let row = RETURN_NOTICE.bind(notice).bind(NoticeState::Failed.code()).bind(NoticeState::Sent.code());
        row.execute(operation.work()).await?;
        let event = NoticeReturned { about, invitation: id, cause };
        return Ok((operation.record(&event).await?, true));
    }
    let now = store::current(&mut operation, id).await?;
    let row = RETURN_INVITATION.bind(id).bind(round).bind(State::Failed.code()).bind(cause);
    let changed = row.bind(State::Sent.code()).execute(operation.work()).await? == 1;
    // Opened, or given out anew meanwhile: then this round is history and stays what it was.
    if changed || now.is_some_and(|now| now.round == round && now.opened_at.is_none()) {
        UNREACH.bind(id).bind(round).bind(None::<Moment>).execute(operation.work()).await?;
    }
    let event = InvitationReturned { about, invitation: id, round, cause };
    Ok((operation.record(&event).await?, true))
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
