//! Work in the background: tasks are taken when a meeting is over, and their owners are reminded.
//!
//! A reminder goes by mail to those who were told of the meeting by mail; for everybody else, and when the mail does not
//! go, somebody has to call: that stands on the coordinator's desk. One goes by itself; another only after a call.

use super::events::TaskReminded;
use super::letters::{ReminderView, Reminding};
use super::model::{Agreed, Reminder, Task};
use super::words::words;
use super::{actions, rules, store};
use crate::access::{Errand, House, Record};
use crate::audit::{By, Operation};
use crate::conferences::{self, State};
use crate::disclosure::{self, Sent};
use crate::invitations::doors::{self, Posted};
use crate::kernel::{Choice, Failure, Id, Moment};
use crate::law::Deadline;
use crate::shell::{JobContext, JobOutcome};
use std::sync::Arc;
use uuid::Uuid;

/// Kind of the job that takes the tasks of a meeting that is over.
pub(super) const TAKE: &str = "task.take";
/// Kind of the job that reminds.
pub(super) const REMIND: &str = "task.remind";

/// At what hour reminders go.
const HOUR: i8 = 8;

/// A meeting is over: its tasks are taken as soon as that is durable.
pub(super) async fn meeting_over(operation: &mut Operation, conference: Uuid) -> Result<(), Failure> {
    let now = operation.now();
    let (id, ids) = (Id::<Task>::fresh(now).uuid(), serde_json::json!({}));
    let job = jobs::NewJob { id, kind: TAKE, subject: Some(conference), ids, due: now.timestamp() };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Queues the reminder that goes by itself.
pub(super) async fn remind_before(
    operation: &mut Operation,
    one: &Agreed,
    rule: Deadline,
) -> Result<(), Failure> {
    let now = operation.now();
    let Some(due) = one.due.filter(|_| one.participant.is_some()) else { return Ok(()) };
    let Some(day) = rules::remind_on(due, now.day(), rule) else { return Ok(()) };
    let when = Moment::in_prague(day, jiff::civil::time(HOUR, 0, 0, 0));
    enqueue(operation, one.id, 1, when).await
}

/// Queues the one after a call.
pub(super) async fn remind_now(operation: &mut Operation, task: &Task) -> Result<(), Failure> {
    let now = operation.now();
    enqueue(operation, task.id, 2, now).await
}

async fn enqueue(operation: &mut Operation, task: Id<Task>, round: i64, when: Moment) -> Result<(), Failure> {
    let now = operation.now();
    let (id, ids) = (Id::<Task>::fresh(now).uuid(), serde_json::json!({ "round": round }));
    let job = jobs::NewJob { id, kind: REMIND, subject: Some(task.uuid()), ids, due: when.timestamp() };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Takes the tasks of a meeting.
pub(super) async fn take(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    let taken = async {
        let lookup = Errand::begin(context.house).lookup();
        let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
        let changes = actions::compare(lookup, id).await?;
        match changes.is_empty() || conference.state != State::Held {
            true => Ok(()),
            false => actions::take_by_itself(context.house, conference, changes).await,
        }
    };
    match taken.await {
        Ok(()) => JobOutcome::Done,
        Err::<(), Failure>(failure) => {
            tracing::error!(error = %failure, "the tasks of a meeting could not be taken from its record");
            JobOutcome::Retry("failure")
        }
    }
}

/// Reminds the owner of a task.
pub(super) async fn remind(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    let round = context.ids.get("round").and_then(serde_json::Value::as_i64).unwrap_or(1);
    let last = context.attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match go(context.house, (id, round), last).await {
        Ok(outcome) => outcome,
        Err(failure) => {
            tracing::error!(error = %failure, "somebody could not be reminded of a task");
            JobOutcome::Retry("failure")
        }
    }
}

/// Whether this reminder still has somebody to go to: nobody said anything yet, it was not noted before, and its day is
/// the one for which it was queued (a later day has a reminder of its own).
fn is_due(one: &super::Followed, round: i64, now: Moment, rule: Deadline) -> bool {
    let noted = one.reminders.iter().any(|reminded| reminded.round == round);
    let done = !one.is_open();
    let silent = round > 1 || one.reports.is_empty();
    let day = one.task.due.is_some_and(|due| round > 1 || rule.before(due) <= now.day() && now.day() < due);
    one.task.state == State::Held && !noted && !done && silent && day
}

async fn go(house: &House, (id, round): (Id<Task>, i64), last: bool) -> Result<JobOutcome, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(task) = Task::find(lookup, id).await? else { return Ok(JobOutcome::Done) };
    let all = store::of_conference(lookup, task.conference).await?;
    let Some(one) = all.into_iter().find(|one| one.task.id == id) else { return Ok(JobOutcome::Done) };
    let now = house.clock.now();
    let rule = crate::law::deadlines(lookup.queries(), now.day()).await?.task_reminder;
    if !is_due(&one, round, now, rule) {
        return Ok(JobOutcome::Done);
    }
    let Some(participant) = task.participant else { return Ok(JobOutcome::Done) };
    let to = doors::addressee(house, lookup, participant).await?;
    let Some(to) = to.filter(doors::Addressee::by_mail) else {
        note(house, (task, round), Reminder::Call, Some("no_mail"), None).await?;
        return Ok(JobOutcome::Done);
    };
    let Some(link) = doors::fresh_link(house, &to).await? else { return Ok(JobOutcome::GiveUp("link")) };
    let spoken = words(to.language, to.child);
    let disclosed =
        disclosure::disclose_by::<ReminderView, _>(&to.rights, &Reminding { words: spoken, link });
    // Two rounds of one task are two mails.
    let about = Uuid::from_u128(id.uuid().as_u128() ^ u128::from(round.unsigned_abs()));
    match doors::send(house, &to, &disclosed, (spoken.mail_subject, about)).await? {
        Posted::Left(sent) => {
            note(house, (task, round), Reminder::Sent, None, Some(sent)).await?;
            Ok(JobOutcome::Done)
        }
        Posted::Trouble(code, true) if !last => Ok(JobOutcome::Retry(code)),
        Posted::Trouble(code, _) => {
            note(house, (task, round), Reminder::Call, Some(code), None).await?;
            Ok(JobOutcome::GiveUp(code))
        }
    }
}

async fn note(
    house: &House,
    (task, round): (Task, i64),
    state: Reminder,
    trouble: Option<&'static str>,
    sent: Option<Sent>,
) -> Result<(), Failure> {
    let work = Arc::new((task, sent));
    house
        .trail
        .run(By::system(work.0.office.uuid()), move |mut operation| {
            let work = work.clone();
            async move {
                let task = &work.0;
                store::remind(&mut operation, (task, round), state, trouble).await?;
                if let Some(sent) = &work.1 {
                    operation.note(sent).await?;
                }
                let event = TaskReminded { about: task.about(), task: task.id, round, state: state.code() };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
