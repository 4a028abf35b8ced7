//! What is made of a report about a message of ours: an errand of the worker.

use crate::access::{Errand, House, Record};
use crate::audit::Operation;
use crate::invitations::events::{ErasureTroubled, InvitationReturned, MessageReported, NoticeReturned};
use crate::invitations::model::Invitation;
use crate::invitations::store::messages;
use crate::invitations::{jobs, recall, store};
use crate::kernel::Failure;
use mail::Cause;
use uuid::Uuid;

/// What a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Report {
    /// It will not arrive: a stable code of the trouble.
    Returned(&'static str),
    /// Its server still tries.
    Late,
    /// It is there.
    Delivered,
}

/// The stable code of a trouble for what a report gives as its cause.
pub(in crate::invitations) const fn trouble_of(cause: Cause) -> &'static str {
    match cause {
        Cause::NoMailbox => "returned_no_mailbox",
        Cause::NoDomain => "returned_no_domain",
        Cause::Full => "returned_full",
        Cause::Refused => "returned_refused",
        Cause::Expired => "returned_expired",
        Cause::Unknown => "returned",
    }
}

/// Takes a report about a message of ours in. `false` when no message of ours has this identifier.
pub(in crate::invitations) async fn report(house: &House, id: Uuid, report: Report) -> Result<bool, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(message) = messages::find(lookup, id).await? else { return Ok(false) };
    let Some(invitation) = Invitation::find(lookup, message.invitation).await? else { return Ok(true) };
    if message.state == messages::RETURNED {
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
                    Report::Returned(cause) => (messages::RETURNED, Some(cause)),
                    Report::Late => ("late", None),
                    Report::Delivered => ("delivered", None),
                };
                let news = messages::mark(&mut operation, message.id, state, cause).await?;
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
    message: &messages::Message,
    invitation: &Invitation,
    cause: &'static str,
) -> Result<(crate::audit::Recorded, bool), Failure> {
    let (about, id, round) = (invitation.about(), invitation.id, message.round);
    if let Some(notice) = message.notice {
        messages::return_notice(&mut operation, notice, cause).await?;
        let event = NoticeReturned { about, invitation: id, cause };
        return Ok((operation.record(&event).await?, true));
    }
    if let Some(erasure) = message.erasure {
        recall::trouble(&mut operation, erasure, cause).await?;
        let event = ErasureTroubled { about, invitation: id, code: cause };
        return Ok((operation.record(&event).await?, true));
    }
    let now = store::current(&mut operation, id).await?;
    let changed = messages::return_invitation(&mut operation, id, round, cause).await?;
    // Opened, or given out anew meanwhile: then this round is history and stays what it was.
    if changed || now.is_some_and(|now| now.round == round && now.opened_at.is_none()) {
        messages::unreach(&mut operation, id, round).await?;
    }
    let event = InvitationReturned { about, invitation: id, round, cause };
    Ok((operation.record(&event).await?, true))
}
