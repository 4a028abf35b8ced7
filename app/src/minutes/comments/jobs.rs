//! Whoever was there is told that the draft can be read: a mail without content goes to those who were told of the
//! meeting by mail; for the others somebody calls, and the page of comments says so.

use super::events::DraftTold;
use super::letters::{ReadyView, Telling};
use super::model::Told;
use super::words::spoken;
use super::{bearer, store};
use crate::access::{Errand, House, Record};
use crate::audit::{By, Operation};
use crate::conferences::{self, Conference};
use crate::disclosure::{self, Sent};
use crate::invitations::doors::{self, Posted};
use crate::kernel::{Choice, Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{JobContext, JobOutcome};
use std::sync::Arc;
use uuid::Uuid;

/// Kind of the job.
pub(super) const READY: &str = "minutes.draft_ready";

/// Queues the word to one of those who were there.
pub(super) async fn enqueue(operation: &mut Operation, participant: Id<Participant>) -> Result<(), Failure> {
    let now = operation.now();
    let (id, ids) = (Id::<Participant>::fresh(now).uuid(), serde_json::json!({}));
    let due = now.timestamp();
    let job = jobs::NewJob { id, kind: READY, subject: Some(participant.uuid()), ids, due };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Tells somebody.
pub(super) async fn ready(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    let last = context.attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match go(context.house, id, last).await {
        Ok(outcome) => outcome,
        Err(failure) => {
            tracing::error!(error = %failure, "somebody could not be told that a draft is there");
            JobOutcome::Retry("failure")
        }
    }
}

async fn go(house: &House, id: Id<Participant>, last: bool) -> Result<JobOutcome, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(participant) = participants::find(lookup, id).await? else { return Ok(JobOutcome::Done) };
    let Some(conference) = conferences::find(lookup, participant.conference).await? else {
        return Ok(JobOutcome::Done);
    };
    let released = store::release(lookup, conference.id).await?.is_some() && conference.sealed.is_none();
    let told = store::told(lookup, conference.id).await?.iter().any(|notice| notice.participant == id);
    if !released || told || !bearer::was_there(lookup, (conference.id, id)).await? {
        return Ok(JobOutcome::Done);
    }
    let to = doors::addressee(house, lookup, id).await?;
    let Some(to) = to.filter(doors::Addressee::by_mail) else {
        note(house, (conference, id), (Told::Call, Some("no_mail")), None).await?;
        return Ok(JobOutcome::Done);
    };
    let Some(link) = doors::fresh_link(house, &to).await? else {
        note(house, (conference, id), (Told::Call, Some("link")), None).await?;
        return Ok(JobOutcome::GiveUp("link"));
    };
    let words = spoken(to.language, to.child);
    let disclosed = disclosure::disclose_by::<ReadyView, _>(&to.rights, &Telling { words, link });
    // One mail for one participant and conference, however often the job runs.
    let about = Uuid::from_u128(id.uuid().as_u128() ^ conference.id.uuid().as_u128().rotate_left(7));
    match doors::send(house, &to, &disclosed, (words.mail_subject, about)).await? {
        Posted::Left(sent) => {
            note(house, (conference, id), (Told::Sent, None), Some(sent)).await?;
            Ok(JobOutcome::Done)
        }
        Posted::Trouble(code, true) if !last => Ok(JobOutcome::Retry(code)),
        Posted::Trouble(code, _) => {
            note(house, (conference, id), (Told::Call, Some(code)), None).await?;
            Ok(JobOutcome::GiveUp(code))
        }
    }
}

async fn note(
    house: &House,
    (conference, participant): (Conference, Id<Participant>),
    (state, trouble): (Told, Option<&'static str>),
    sent: Option<Sent>,
) -> Result<(), Failure> {
    let work = Arc::new((conference, sent));
    house
        .trail
        .run(By::system(work.0.office.uuid()), move |mut operation| {
            let work = work.clone();
            async move {
                let (conference, sent) = &*work;
                store::tell(&mut operation, conference, participant, (state, trouble)).await?;
                if let Some(sent) = sent {
                    operation.note(sent).await?;
                }
                let event = DraftTold { about: conference.about(), participant, state: state.code() };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
