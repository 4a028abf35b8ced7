//! Sending word by mail that a meeting was called off. The job carries the notice; what it says is cut when it runs.

use super::{Notice, State, store};
use crate::access::{Errand, House, Record};
use crate::audit::Operation;
use crate::conferences;
use crate::disclosure;
use crate::invitations::content::{self, Invitee};
use crate::invitations::events::{NoticeSent, NoticeTroubled};
use crate::invitations::jobs::{Trouble, by, code_of, envelope, message_id, sender};
use crate::invitations::mails::{CalledOffContent, CalledOffView};
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::store::messages::{self, Left};
use crate::kernel::{Failure, Id};
use crate::participants;
use crate::shell::{JobContext, JobOutcome};
use outbound::{Booking, Disclosed, Entry, OutgoingMail};
use std::sync::Arc;

/// Kind of the job.
pub(in crate::invitations) const KIND: &str = "invitation.notice";

/// Queues the mail in the operation that calls the meeting off.
pub(super) async fn enqueue(operation: &mut Operation, notice: Id<Notice>) -> Result<(), Failure> {
    let now = operation.now();
    let job = jobs::NewJob {
        id: Id::<Notice>::fresh(now).uuid(),
        kind: KIND,
        subject: Some(notice.uuid()),
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
            tracing::error!(error = %failure, "word about a meeting could not be prepared for sending");
            JobOutcome::Retry("failure")
        }
    }
}

async fn send(house: &House, id: Id<Notice>, last: bool) -> Result<JobOutcome, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(notice) = store::find(lookup, id).await? else { return Ok(JobOutcome::Done) };
    // Sent already, or overtaken by a newer word or invitation: a job may run twice.
    if notice.state != State::Queued {
        return Ok(JobOutcome::Done);
    }
    let Some(invitation) = Invitation::find(lookup, notice.invitation).await? else {
        return Ok(JobOutcome::Done);
    };
    let Some(trouble) = go(house, &notice, &invitation).await? else { return Ok(JobOutcome::Done) };
    if trouble.again && !last {
        return Ok(JobOutcome::Retry(trouble.code));
    }
    note_trouble(house, notice.id, invitation, trouble.code).await?;
    Ok(JobOutcome::GiveUp(trouble.code))
}

/// Everything about the one who is told, as of the meeting they know of.
async fn load(house: &House, notice: &Notice, invitation: &Invitation) -> Result<Option<Invitee>, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(mut conference) = conferences::find(lookup, invitation.conference).await? else {
        return Ok(None);
    };
    let (day, from, until) = notice.term;
    (conference.day, conference.from, conference.until) = (Some(day), Some(from), Some(until));
    let meeting = content::meeting(house, lookup, &conference, invitation.given_on).await?;
    let participant = participants::find(lookup, invitation.participant).await?;
    let (Some(meeting), Some(participant)) = (meeting, participant) else { return Ok(None) };
    let mut invitee = content::reached(house, lookup, &meeting, participant).await?;
    invitee.content.times = vec![(from, until)];
    Ok(Some(invitee))
}

async fn go(house: &House, notice: &Notice, invitation: &Invitation) -> Result<Option<Trouble>, Failure> {
    let Some(invitee) = load(house, notice, invitation).await? else {
        return Ok(Some(Trouble::for_good("gone")));
    };
    let called_off = CalledOffContent { content: invitee.content.clone(), reason: notice.reason };
    let disclosed = disclosure::disclose_by::<CalledOffView, _>(&invitee.rights, &called_off);
    let Some(mail) = compose(house, notice, invitation, &invitee, &disclosed)? else {
        return Ok(Some(Trouble::for_good("no_address")));
    };
    match mail.send(&house.exit.transport).await {
        Ok(_) => {
            let sent = disclosure::Sent::of(invitation.about(), "mail", invitation.participant, &disclosed);
            let id = message_id(notice.id.uuid(), notice.sequence);
            let left = Left { id, notice: Some(notice.id), channel: Channel::Email, outside: None };
            note_sent(house, left, invitation.clone(), sent).await?;
            Ok(None)
        }
        Err(error) => Ok(Some(Trouble { code: code_of(&error), again: error.is_transient() })),
    }
}

/// The neutral mail that takes the entry out of the reader's calendar; `None` when there is no address.
fn compose(
    house: &House,
    notice: &Notice,
    invitation: &Invitation,
    invitee: &Invitee,
    disclosed: &Disclosed<CalledOffView>,
) -> Result<Option<OutgoingMail>, Failure> {
    let (Some(attendee), Some(recipient)) = (invitee.recipient(), invitee.recipient()) else {
        return Ok(None);
    };
    let subject = invitee.content.words().letter.changed;
    let (now, organiser) = (house.clock.now(), sender(house, subject));
    let entry = Entry {
        booking: Booking::Cancel,
        uid: invitation.calendar_uid,
        sequence: u32::try_from(notice.sequence).unwrap_or(1).max(1),
        stamp: now.timestamp(),
        organiser: &organiser,
        attendee: &attendee,
    };
    let output = |error: outbound::Error| Failure::Output(error.to_string());
    let Ok(calendar) = outbound::calendar(disclosed, &entry) else { return Ok(None) };
    let envelope =
        envelope(sender(house, subject), recipient, (notice.id.uuid(), notice.sequence), subject, now);
    let mail = outbound::mail(disclosed, envelope).map_err(output)?.book(&calendar).map_err(output)?;
    Ok(Some(mail))
}

async fn note_sent(
    house: &House,
    left: Left,
    invitation: Invitation,
    sent: disclosure::Sent,
) -> Result<(), Failure> {
    let work = Arc::new((invitation, sent, left));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, sent) = (&work.0, &work.1);
                if let Some(notice) = work.2.notice {
                    store::move_on(&mut operation, notice, State::Sent).await?;
                }
                operation.note(sent).await?;
                messages::add(&mut operation, invitation, &work.2).await?;
                let event = NoticeSent { about: invitation.about(), invitation: invitation.id };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

async fn note_trouble(
    house: &House,
    notice: Id<Notice>,
    invitation: Invitation,
    code: &'static str,
) -> Result<(), Failure> {
    let invitation = Arc::new(invitation);
    house
        .trail
        .run(by(&invitation), move |mut operation| {
            let invitation = invitation.clone();
            async move {
                store::move_on(&mut operation, notice, State::Failed).await?;
                let event = NoticeTroubled { about: invitation.about(), invitation: invitation.id, code };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
