//! Asking by mail to destroy what was received. The job carries an identifier; what it says is cut when it runs. Also
//! what the page behind the link is made of: its bearer reads on an errand.

use super::letters::{Asking, EraseView};
use super::{Erasure, ErasureState, store};
use crate::access::{Errand, House, Lookup, Record};
use crate::audit::{By, Operation};
use crate::conferences;
use crate::disclosure;
use crate::invitations::content::{self, Invitee};
use crate::invitations::events::{ErasureAsked, ErasureTroubled};
use crate::invitations::jobs::{FAILURE, Trouble, Unmade, by, code_of, envelope, message_id, sender};
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::store::messages::{self, Left};
use crate::kernel::{Choice, Failure, Id, Token};
use crate::participants;
use crate::shell::{JobContext, JobOutcome};
use outbound::{Disclosed, Link, OutgoingMail};
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
            if last { give_up(context.house, id).await } else { JobOutcome::Retry(FAILURE) }
        }
    }
}

/// The last try failed in this house: staff have to ask.
async fn give_up(house: &House, id: Id<Erasure>) -> JobOutcome {
    let noted = async {
        let lookup = Errand::begin(house).lookup();
        let Some(erasure) = store::find(lookup.queries(), id).await? else { return Ok(()) };
        let found = Invitation::find(lookup, erasure.invitation).await?;
        match found.filter(|_| erasure.state == ErasureState::Queued) {
            Some(invitation) => note(house, &invitation, id, Noted::Troubled(FAILURE)).await,
            None => Ok(()),
        }
    };
    if let Err::<(), Failure>(failure) = noted.await {
        tracing::error!(error = %failure, "that a request to destroy was given up cannot be written down");
    }
    JobOutcome::GiveUp(FAILURE)
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
    let Some(Trouble { code, again }) = go(house, &erasure, &invitation).await? else {
        return Ok(JobOutcome::Done);
    };
    if again && !last {
        return Ok(JobOutcome::Retry(code));
    }
    // No mail reaches them: staff have to ask.
    note(house, &invitation, erasure.id, Noted::Troubled(code)).await?;
    Ok(JobOutcome::GiveUp(code))
}

/// Writes and hands over the mail; why it did not go, and whether trying again can help.
async fn go(house: &House, erasure: &Erasure, invitation: &Invitation) -> Result<Option<Trouble>, Failure> {
    const GONE: Trouble = Trouble::for_good("gone");
    let lookup = Errand::begin(house).lookup();
    let Some(mut invitee) = invitee(house, lookup, invitation).await? else { return Ok(Some(GONE)) };
    // Where the invitation lies, not where the person is reached by now.
    if let Some(mailbox) = store::mailbox_of(lookup, erasure.id, invitation.case).await? {
        invitee.email = Some(mailbox);
    }
    let token = Token::fresh();
    let Some(link) = address(house, &token) else { return Ok(Some(GONE)) };
    let asking = Asking { content: invitee.content.clone(), link, confirmed: false };
    let disclosed = disclosure::disclose_by::<EraseView, _>(&invitee.rights, &asking);
    let mail = match compose(house, erasure, &invitee, &disclosed) {
        Ok(mail) => mail,
        Err(unmade) => return unmade.trouble().map(Some),
    };
    // The link is kept before the mail goes, so that no mail carries one that leads nowhere.
    note(house, invitation, erasure.id, Noted::Linked(token)).await?;
    match mail.send(&house.exit.transport).await {
        Ok(_) => {
            let sent = disclosure::Sent::of(invitation.about(), "mail", invitation.participant, &disclosed);
            let id = message_id(erasure.id.uuid(), ROUND);
            let left = Left {
                id,
                what: messages::What::Erasure(erasure.id),
                channel: Channel::Email,
                outside: None,
                address: invitee.email.clone(),
            };
            note(house, invitation, erasure.id, Noted::Asked(sent, left)).await?;
            Ok(None)
        }
        Err(error) => Ok(Some(Trouble { code: code_of(&error), again: error.is_transient() })),
    }
}

/// There is one mail for each request.
const ROUND: i64 = 1;

fn compose(
    house: &House,
    erasure: &Erasure,
    invitee: &Invitee,
    disclosed: &Disclosed<EraseView>,
) -> Result<OutgoingMail, Unmade> {
    let recipient = invitee.recipient().ok_or(Unmade::NoAddress)?;
    let (subject, now) = (invitee.content.words().erase.subject, house.clock.now());
    let cover = envelope(sender(house, subject), recipient, (erasure.id.uuid(), ROUND), subject, now);
    Ok(outbound::mail(disclosed, cover)?)
}

/// Where somebody confirms.
pub(in crate::invitations) fn address(house: &House, token: &Token) -> Option<Link> {
    Link::new(format!("{}/p/{}/smazani", house.exit.public_url, token.text()))
}

/// What became of a request to destroy.
enum Noted {
    /// A mail with this link is about to leave.
    Linked(Token),
    /// The mail server took it.
    Asked(disclosure::Sent, Left),
    /// It did not go: staff have to ask.
    Troubled(&'static str),
}

async fn note(
    house: &House,
    invitation: &Invitation,
    erasure: Id<Erasure>,
    noted: Noted,
) -> Result<(), Failure> {
    let work = Arc::new((invitation.clone(), noted));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, channel) = (&work.0, Channel::Email.code());
                let asked = ErasureAsked { about: invitation.about(), invitation: invitation.id, channel };
                let recorded = match &work.1 {
                    Noted::Linked(token) => {
                        store::add_link(&mut operation, erasure, token).await?;
                        operation.record(&asked).await?
                    }
                    Noted::Asked(sent, left) => {
                        store::move_on(&mut operation, erasure, ErasureState::Asked, None).await?;
                        operation.note(sent).await?;
                        messages::add(&mut operation, invitation, left).await?;
                        operation.record(&asked).await?
                    }
                    Noted::Troubled(code) => {
                        store::trouble(&mut operation, erasure, code).await?;
                        let (about, invitation) = (invitation.about(), invitation.id);
                        operation.record(&ErasureTroubled { about, invitation, code }).await?
                    }
                };
                Ok::<_, Failure>((recorded, ()))
            }
        })
        .await
}
