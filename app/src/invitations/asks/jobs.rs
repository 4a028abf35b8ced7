//! Saying by mail that there is something new on somebody's page: that the substitute they named was not accepted stands
//! there, not in the mail. The job carries an identifier; the mail gets a link of its own to the page they know.

use super::{Substitute, store};
use crate::access::{Errand, House, Record};
use crate::audit::Operation;
use crate::disclosure;
use crate::invitations::events::{LinkMade, SubstituteTold};
use crate::invitations::jobs::{Trouble, Unmade, by, code_of, envelope, sender};
use crate::invitations::mails::{News, NewsView};
use crate::invitations::model::Invitation;
use crate::invitations::recall::jobs::invitee;
use crate::invitations::store as invitations;
use crate::kernel::{Failure, Id, Token};
use crate::shell::{JobContext, JobOutcome};
use outbound::Link;
use std::sync::Arc;

/// Kind of the job.
pub(in crate::invitations) const KIND: &str = "invitation.news";

/// Queues the mail in the operation that decides.
pub(super) async fn enqueue(operation: &mut Operation, substitute: Id<Substitute>) -> Result<(), Failure> {
    let now = operation.now();
    let job = jobs::NewJob {
        id: Id::<Substitute>::fresh(now).uuid(),
        kind: KIND,
        subject: Some(substitute.uuid()),
        ids: serde_json::json!({}),
        due: now.timestamp(),
    };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Runs a job. What does not leave stays a task of staff: nobody was told.
pub(in crate::invitations) async fn run(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    let last = context.attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match send(context.house, id).await {
        Ok(None) => JobOutcome::Done,
        Ok(Some(trouble)) if trouble.again && !last => JobOutcome::Retry(trouble.code),
        Ok(Some(trouble)) => JobOutcome::GiveUp(trouble.code),
        Err(failure) => {
            tracing::error!(error = %failure, "word of something new could not be prepared for sending");
            JobOutcome::Retry("failure")
        }
    }
}

async fn send(house: &House, id: Id<Substitute>) -> Result<Option<Trouble>, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(invitation) = store::untold(lookup.queries(), id).await? else { return Ok(None) };
    let Some(invitation) = Invitation::find(lookup, invitation).await? else { return Ok(None) };
    if !invitation.state.is_live() {
        return Ok(None);
    }
    let Some(invitee) = invitee(house, lookup, &invitation).await? else {
        return Ok(Some(Trouble::for_good("gone")));
    };
    let Some(recipient) = invitee.recipient() else { return Ok(Some(Trouble::for_good("no_address"))) };
    let token = Token::fresh();
    let Some(link) = Link::new(format!("{}/p/{}", house.exit.public_url, token.text())) else {
        return Ok(Some(Trouble::for_good("gone")));
    };
    keep_link(house, invitation.clone(), token).await?;
    let subject = invitee.content.words().letter.news_subject;
    let news = News { content: invitee.content.clone(), link };
    let disclosed = disclosure::disclose_by::<NewsView, _>(&invitee.rights, &news);
    let now = house.clock.now();
    let cover = envelope(sender(house, subject), recipient, (id.uuid(), 1), subject, now);
    let mail = match outbound::mail(&disclosed, cover) {
        Ok(mail) => mail,
        Err(error) => return Unmade::from(error).trouble().map(Some),
    };
    match mail.send(&house.exit.transport).await {
        Ok(_) => {
            let sent = disclosure::Sent::of(invitation.about(), "mail", invitation.participant, &disclosed);
            note_told(house, id, invitation, sent).await?;
            Ok(None)
        }
        Err(error) => Ok(Some(Trouble { code: code_of(&error), again: error.is_transient() })),
    }
}

/// The link is kept before the mail goes, so that no mail carries one that leads nowhere.
async fn keep_link(house: &House, invitation: Invitation, token: Token) -> Result<(), Failure> {
    let work = Arc::new((invitation, token));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, round) = (&work.0, work.0.round);
                invitations::add_link(&mut operation, invitation.id, round, &work.1).await?;
                let event = LinkMade { about: invitation.about(), invitation: invitation.id, round };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

async fn note_told(
    house: &House,
    id: Id<Substitute>,
    invitation: Invitation,
    sent: disclosure::Sent,
) -> Result<(), Failure> {
    let work = Arc::new((invitation, sent));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                store::tell(&mut operation, id, None).await?;
                operation.note(&work.1).await?;
                let (about, invitation) = (work.0.about(), work.0.id);
                let event = SubstituteTold { about, invitation, by_staff: false };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
