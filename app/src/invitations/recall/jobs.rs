//! Asking by mail to destroy what was received. The job carries an identifier; what it says is cut when it runs. Also
//! what the page behind the link is made of: its bearer reads on an errand.

use super::letters::{Asking, EraseView};
use super::{Erasure, ErasureState, store};
use crate::access::{Errand, House, Lookup, Record};
use crate::audit::{By, Operation};
use crate::conferences;
use crate::disclosure;
use crate::invitations::content::{self, Invitee};
use crate::invitations::events::ErasureAsked;
use crate::invitations::jobs::{by, code_of, envelope, sender};
use crate::invitations::model::{Channel, Invitation};
use crate::kernel::{Choice, Failure, Id, Token};
use crate::participants;
use crate::shell::{JobContext, JobOutcome};
use outbound::Link;
use std::sync::Arc;

/// Kind of the job.
pub(in crate::invitations) const KIND: &str = "invitation.erasure";

/// Queues the mail in the operation that calls back.
pub(super) async fn enqueue(operation: &mut Operation, erasure: Id<Erasure>) -> Result<(), Failure> {
    let now = operation.now();
    let job = jobs::NewJob {
        id: Id::<Erasure>::fresh(now).uuid(),
        kind: KIND,
        subject: Some(erasure.uuid()),
        ids: serde_json::json!({}),
        due: now.timestamp(),
    };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Runs a job.
pub(in crate::invitations) async fn run(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    let last = context.attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match send(context.house, id, last).await {
        Ok(outcome) => outcome,
        Err(failure) => {
            tracing::error!(error = %failure, "a request to destroy could not be prepared for sending");
            JobOutcome::Retry("failure")
        }
    }
}

/// Everything about the one who is asked, as of the meeting they knew of.
///
/// # Errors
/// Database errors.
pub(in crate::invitations) async fn invitee(
    house: &House,
    lookup: Lookup<'_>,
    invitation: &Invitation,
) -> Result<Option<Invitee>, Failure> {
    let Some(mut conference) = conferences::find(lookup, invitation.conference).await? else {
        return Ok(None);
    };
    let Some(known) = invitation.told.or(invitation.given) else { return Ok(None) };
    let (day, from, until) = known.term;
    (conference.day, conference.from, conference.until) = (Some(day), Some(from), Some(until));
    let today = Some(house.clock.today());
    let meeting = content::meeting(house, lookup, &conference, today).await?;
    let participant = participants::find(lookup, invitation.participant).await?;
    let (Some(meeting), Some(participant)) = (meeting, participant) else { return Ok(None) };
    content::reached(house, lookup, &meeting, participant).await.map(Some)
}

/// What a link to confirm leads to.
pub(in crate::invitations) struct Confirming {
    /// The request.
    pub(in crate::invitations) erasure: Erasure,
    /// The invitation that was called back.
    pub(in crate::invitations) invitation: Invitation,
    /// Whom it concerns.
    pub(in crate::invitations) invitee: Invitee,
}

impl Confirming {
    /// For the audit trail: an outsider, known by the invitation.
    pub(in crate::invitations) fn by(&self) -> By {
        crate::invitations::bearer::Bearer::by(&self.invitation)
    }
}

/// Follows a link to confirm.
///
/// # Errors
/// Database errors.
pub(in crate::invitations) async fn follow(
    house: &House,
    token: &str,
) -> Result<Option<Confirming>, Failure> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let lookup = Errand::begin(house).lookup();
    let Some(erasure) = store::behind_link(lookup.queries(), &token).await? else { return Ok(None) };
    let Some(invitation) = Invitation::find(lookup, erasure.invitation).await? else { return Ok(None) };
    let Some(invitee) = invitee(house, lookup, &invitation).await? else { return Ok(None) };
    Ok(Some(Confirming { erasure, invitation, invitee }))
}

async fn send(house: &House, id: Id<Erasure>, last: bool) -> Result<JobOutcome, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(erasure) = store::find(lookup.queries(), id).await? else { return Ok(JobOutcome::Done) };
    if erasure.state != ErasureState::Queued {
        return Ok(JobOutcome::Done);
    }
    let Some(invitation) = Invitation::find(lookup, erasure.invitation).await? else {
        return Ok(JobOutcome::Done);
    };
    let Some((code, again)) = go(house, &erasure, &invitation).await? else { return Ok(JobOutcome::Done) };
    if again && !last {
        return Ok(JobOutcome::Retry(code));
    }
    // No mail reaches them: staff have to ask.
    note(house, &invitation, (erasure.id, ErasureState::Open), None).await?;
    Ok(JobOutcome::GiveUp(code))
}

/// Writes and hands over the mail; why it did not go, and whether trying again can help.
async fn go(
    house: &House,
    erasure: &Erasure,
    invitation: &Invitation,
) -> Result<Option<(&'static str, bool)>, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(invitee) = invitee(house, lookup, invitation).await? else { return Ok(Some(("gone", false))) };
    let token = Token::fresh();
    let Some(link) = address(house, &token) else { return Ok(Some(("gone", false))) };
    let Some(recipient) = invitee.recipient() else { return Ok(Some(("no_address", false))) };
    // The link is kept before the mail goes, so that no mail carries one that leads nowhere.
    note(house, invitation, (erasure.id, ErasureState::Queued), Some(token)).await?;
    let subject = invitee.content.words().erase.subject;
    let asking = Asking { content: invitee.content.clone(), link, confirmed: false };
    let disclosed = disclosure::disclose_by::<EraseView, _>(&invitee.rights, &asking);
    let now = house.clock.now();
    let cover = envelope(sender(house, subject), recipient, (erasure.id.uuid(), 1), subject, now);
    let mail = outbound::mail(&disclosed, cover).map_err(|error| Failure::Output(error.to_string()))?;
    match mail.send(&house.exit.transport).await {
        Ok(_) => {
            note(house, invitation, (erasure.id, ErasureState::Asked), None).await?;
            Ok(None)
        }
        Err(error) => Ok(Some((code_of(&error), error.is_transient()))),
    }
}

/// Where somebody confirms.
pub(in crate::invitations) fn address(house: &House, token: &Token) -> Option<Link> {
    Link::new(format!("{}/p/{}/smazani", house.exit.public_url, token.text()))
}

async fn note(
    house: &House,
    invitation: &Invitation,
    (erasure, state): (Id<Erasure>, ErasureState),
    token: Option<Token>,
) -> Result<(), Failure> {
    let work = Arc::new((invitation.clone(), token));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                match &work.1 {
                    Some(token) => store::add_link(&mut operation, erasure, token).await?,
                    None => {
                        store::move_on(&mut operation, erasure, state, None).await?;
                    }
                }
                let (invitation, channel) = (&work.0, Channel::Email.code());
                let event = ErasureAsked { about: invitation.about(), invitation: invitation.id, channel };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
