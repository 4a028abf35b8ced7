//! The mail that says so. What there is to read stands on the page, not in the mail; the mail gets a link of its own to
//! the page they know. Whoever is not reached by mail is told by staff, who see it with what it concerns.

use crate::access::{Errand, House, Record};
use crate::conferences;
use crate::disclosure;
use crate::invitations::events::{LinkMade, NewsTold};
use crate::invitations::jobs::{Trouble, Unmade, by, code_of, envelope, sender};
use crate::invitations::mails;
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::recall::jobs::invitee;
use crate::invitations::store as invitations;
use crate::kernel::{Failure, Id, Token};
use crate::participants::{self, Participant};
use crate::shell::{JobContext, JobOutcome};
use outbound::Link;
use std::sync::Arc;
use uuid::Uuid;

/// What became of the mail.
pub(in crate::invitations) enum News {
    /// Nobody is to be told (any more).
    NotNow,
    /// It did not go.
    Trouble(Trouble),
    /// The mail server took it: for the disclosure log.
    Left(disclosure::Sent),
}

/// Writes the mail to whoever holds an invitation and hands it over. `about` is what makes it one mail and not two.
///
/// # Errors
/// Database errors; a page that cannot be made.
pub(in crate::invitations) async fn send(
    house: &House,
    invitation: &Invitation,
    about: Uuid,
) -> Result<News, Failure> {
    const GONE: News = News::Trouble(Trouble::for_good("gone"));
    if !invitation.state.is_live() {
        return Ok(News::NotNow);
    }
    let lookup = Errand::begin(house).lookup();
    let Some(invitee) = invitee(house, lookup, invitation).await? else { return Ok(GONE) };
    let Some(recipient) = invitee.recipient() else {
        return Ok(News::Trouble(Trouble::for_good("no_address")));
    };
    let token = Token::fresh();
    let Some(link) = Link::new(format!("{}/p/{}", house.exit.public_url, token.text())) else {
        return Ok(GONE);
    };
    keep_link(house, invitation.clone(), token).await?;
    let subject = invitee.content.words().letter.news_subject;
    let news = mails::News { content: invitee.content.clone(), link };
    let disclosed = disclosure::disclose_by::<mails::NewsView, _>(&invitee.rights, &news);
    let cover = envelope(sender(house, subject), recipient, (about, 1), subject, house.clock.now());
    let mail = match outbound::mail(&disclosed, cover) {
        Ok(mail) => mail,
        Err(error) => return Unmade::from(error).trouble().map(News::Trouble),
    };
    match mail.send(&house.exit.transport).await {
        Ok(_) => Ok(News::Left(disclosure::Sent::of(
            invitation.about(),
            "mail",
            invitation.participant,
            &disclosed,
        ))),
        Err(error) => Ok(News::Trouble(Trouble { code: code_of(&error), again: error.is_transient() })),
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

/// Tells a participant that a paper they have was called back.
pub(in crate::invitations) async fn called_back(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    settled(tell(context.house, id).await, context.attempts)
}

/// What becomes of a job that says so. What does not leave stays a task of staff: nobody was told.
pub(in crate::invitations) fn settled(sent: Result<Option<Trouble>, Failure>, attempts: i64) -> JobOutcome {
    let last = attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match sent {
        Ok(None) => JobOutcome::Done,
        Ok(Some(trouble)) if trouble.again && !last => JobOutcome::Retry(trouble.code),
        Ok(Some(trouble)) => JobOutcome::GiveUp(trouble.code),
        Err(failure) => {
            tracing::error!(error = %failure, "word of something new could not be prepared for sending");
            JobOutcome::Retry("failure")
        }
    }
}

async fn tell(house: &House, id: Id<Participant>) -> Result<Option<Trouble>, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(participant) = participants::find(lookup, id).await? else { return Ok(None) };
    let Some(conference) = conferences::find(lookup, participant.conference).await? else { return Ok(None) };
    let invitations = invitations::of_conference(lookup, conference.id).await?;
    let Some(invitation) = invitations.into_iter().find(|one| one.participant == id) else { return Ok(None) };
    // Whom a letter told of their page is told by staff, as the recall page says.
    let by_mail = invitation.may_know().is_some_and(|told| told.channel == Channel::Email);
    if !by_mail || crate::papers::called_back_from(lookup, &participant).await?.is_empty() {
        return Ok(None);
    }
    match send(house, &invitation, Id::<Participant>::fresh(house.clock.now()).uuid()).await? {
        News::NotNow => Ok(None),
        News::Trouble(trouble) => Ok(Some(trouble)),
        News::Left(sent) => {
            note_told(house, invitation, sent).await?;
            Ok(None)
        }
    }
}

async fn note_told(house: &House, invitation: Invitation, sent: disclosure::Sent) -> Result<(), Failure> {
    let work = Arc::new((invitation, sent));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                operation.note(&work.1).await?;
                let event = NewsTold { about: work.0.about(), invitation: work.0.id };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
