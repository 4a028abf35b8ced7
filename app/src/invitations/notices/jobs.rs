//! Sending word by mail that a meeting was called off. The job carries the notice; what it says is cut when it runs.

use super::{Notice, State, store};
use crate::access::{Errand, House, Record};
use crate::audit::Operation;
use crate::conferences;
use crate::disclosure;
use crate::invitations::content::{self, Invitee};
use crate::invitations::events::{NoticeSent, NoticeTroubled};
use crate::invitations::jobs::{FAILURE, Trouble, Unmade, by, code_of, envelope, message_id, sender};
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
            if last { give_up(context.house, id).await } else { JobOutcome::Retry(FAILURE) }
        }
    }
}

/// The last try failed in this house: staff have to say it.
async fn give_up(house: &House, id: Id<Notice>) -> JobOutcome {
    let noted = async {
        let lookup = Errand::begin(house).lookup();
        let Some(notice) = store::find(lookup, id).await? else { return Ok(()) };
        let found = Invitation::find(lookup, notice.invitation).await?;
        match found.filter(|_| notice.state == State::Queued) {
            Some(invitation) => note_trouble(house, id, invitation, FAILURE).await,
            None => Ok(()),
        }
    };
    if let Err::<(), Failure>(failure) = noted.await {
        tracing::error!(error = %failure, "that word about a meeting was given up cannot be written down");
    }
    JobOutcome::GiveUp(FAILURE)
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
    let mail = match compose(house, notice, invitation, &invitee, &disclosed) {
        Ok(mail) => mail,
        Err(unmade) => return unmade.trouble().map(Some),
    };
    match mail.send(&house.exit.transport).await {
        Ok(_) => {
            let sent = disclosure::Sent::of(invitation.about(), "mail", invitation.participant, &disclosed);
            let id = message_id(notice.id.uuid(), notice.sequence);
            let (what, address) = (messages::What::Notice(notice.id), invitee.email.clone());
            let left = Left { id, what, channel: Channel::Email, outside: None, address };
            note_sent(house, left, invitation.clone(), sent).await?;
            Ok(None)
        }
        Err(error) => Ok(Some(Trouble { code: code_of(&error), again: error.is_transient() })),
    }
}

/// The neutral mail that takes the entry out of the reader's calendar.
fn compose(
    house: &House,
    notice: &Notice,
    invitation: &Invitation,
    invitee: &Invitee,
    disclosed: &Disclosed<CalledOffView>,
) -> Result<OutgoingMail, Unmade> {
    let recipient = invitee.recipient().ok_or(Unmade::NoAddress)?;
    let subject = invitee.content.words().letter.changed;
    let (now, organiser) = (house.clock.now(), sender(house, subject));
    let entry = Entry {
        booking: Booking::Cancel,
        uid: invitation.calendar_uid,
        sequence: u32::try_from(notice.sequence).unwrap_or(1).max(1),
        stamp: now.timestamp(),
        organiser: &organiser,
        attendee: &recipient,
    };
    let calendar = outbound::calendar(disclosed, &entry)?;
    let envelope =
        envelope(sender(house, subject), recipient, (notice.id.uuid(), notice.sequence), subject, now);
    Ok(outbound::mail(disclosed, envelope)?.book(&calendar)?)
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
                if let messages::What::Notice(notice) = work.2.what {
                    store::move_on(&mut operation, notice, State::Sent, None).await?;
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
                store::move_on(&mut operation, notice, State::Failed, Some(code)).await?;
                let event = NoticeTroubled { about: invitation.about(), invitation: invitation.id, code };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
