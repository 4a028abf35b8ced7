//! Work in the background: telling somebody by mail that their extract is there. The mail carries no content.

use super::actions::{self, Person};
use super::letters::{Announcing, ReadyView};
use super::model::{Channel, Given, NewStep, Step};
use super::words::words;
use crate::access::{Errand, House};
use crate::audit::{By, Operation};
use crate::conferences::{self, Conference};
use crate::disclosure::{self, Sent};
use crate::documents::Document;
use crate::invitations::doors::{self, Posted};
use crate::kernel::{Failure, Id};
use crate::participants::Participant;
use crate::shell::{JobContext, JobOutcome};
use uuid::Uuid;

/// Kind of the job.
pub(in crate::minutes) const ANNOUNCE: &str = "minutes.extract_ready";

/// Queues it, inside the operation that gives by link.
pub(super) async fn enqueue(operation: &mut Operation, step: &NewStep) -> Result<(), Failure> {
    let now = operation.now();
    let ids =
        serde_json::json!({ "conference": step.conference.uuid(), "participant": step.participant.uuid() });
    let id = Id::<Given>::fresh(now).uuid();
    let subject = Some(step.id.uuid());
    let job = jobs::NewJob { id, kind: ANNOUNCE, subject, ids, due: now.timestamp() };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

fn named<T>(ids: &serde_json::Value, name: &str) -> Option<Id<T>> {
    ids.get(name)?.as_str()?.parse().ok()
}

/// Tells them.
pub(in crate::minutes) async fn announce(context: JobContext<'_>) -> JobOutcome {
    let of = named::<Conference>(&context.ids, "conference").zip(named(&context.ids, "participant"));
    let Some(of) = of else { return JobOutcome::GiveUp("no_subject") };
    let last = context.attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match go(context.house, of, (context.subject.unwrap_or_default(), last)).await {
        Ok(outcome) => outcome,
        Err(failure) => {
            tracing::error!(error = %failure, "somebody could not be told that their extract is there");
            JobOutcome::Retry("failure")
        }
    }
}

/// Whether they were not told yet: nothing was noted since it was given by link the last time.
fn is_untold(steps: &[Given], document: Id<Document>) -> bool {
    let told = |step: &Given| matches!(step.step, Step::Mailed | Step::Unmailed);
    let given = steps.iter().rposition(|s| s.step == Step::Sent && s.channel == Channel::Link);
    let standing = super::rules::standing(steps, Some(document));
    standing.opens && !standing.opened && steps.iter().rposition(told) < given
}

async fn go(
    house: &House,
    (conference, participant): (Id<Conference>, Id<Participant>),
    (about, last): (Uuid, bool),
) -> Result<JobOutcome, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(conference) = conferences::find(lookup, conference).await? else { return Ok(JobOutcome::Done) };
    let found = actions::one(lookup, &conference, participant).await?;
    let Some(person) = found else { return Ok(JobOutcome::Done) };
    let document = person.extract.as_ref().map(|extract| extract.document);
    let Some(document) = document.filter(|document| is_untold(&person.steps, *document)) else {
        return Ok(JobOutcome::Done);
    };
    let of = (&conference, &person);
    let to = doors::addressee(house, lookup, participant).await?;
    let Some(to) = to.filter(doors::Addressee::by_mail) else {
        note(house, of, document, (Step::Unmailed, None)).await?;
        return Ok(JobOutcome::Done);
    };
    let Some(link) = doors::fresh_link(house, &to).await? else { return Ok(JobOutcome::GiveUp("link")) };
    let spoken = words(to.language);
    let disclosed = disclosure::disclose_by::<ReadyView, _>(&to.rights, &Announcing { words: spoken, link });
    match doors::send(house, &to, &disclosed, (spoken.mail_subject, about)).await? {
        Posted::Left(sent) => {
            note(house, of, document, (Step::Mailed, Some(sent))).await?;
            Ok(JobOutcome::Done)
        }
        Posted::Trouble(code, true) if !last => Ok(JobOutcome::Retry(code)),
        Posted::Trouble(code, _) => {
            note(house, of, document, (Step::Unmailed, None)).await?;
            Ok(JobOutcome::GiveUp(code))
        }
    }
}

async fn note(
    house: &House,
    (conference, person): (&Conference, &Person),
    document: Id<Document>,
    (step, sent): (Step, Option<Sent>),
) -> Result<(), Failure> {
    let now = house.clock.now();
    let new = NewStep {
        id: Id::fresh(now),
        conference: conference.id,
        case: conference.case.uuid(),
        participant: person.participant.id,
        document,
        channel: Channel::Link,
        step,
        reference: None,
        happened: now.day(),
    };
    actions::follow(house, By::system(conference.office.uuid()), new, (is_untold, sent)).await.map(|_| ())
}
