//! What is done about tasks: taken from the record, reported, read, called about.

use super::events::{TaskCalled, TaskCaller, TaskReported, TaskSeen, TasksTaken};
use super::model::{Followed, NewCall, NewFile, NewReport, Task};
use super::policy::{HandleTask, TakeTasks};
use super::rules::{self, Changes};
use super::{DOCUMENT, jobs as work, store};
use crate::access::{House, Lookup, Permit, Record};
use crate::audit::{About, By, Operation, Recorded};
use crate::conferences::Conference;
use crate::documents::{self, NewDocument};
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id};
use crate::law;
use crate::participants::Participant;
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was done.
    pub(super) enum NotDone {
        /// It was done before.
        Already,
        /// Somebody else changed it meanwhile, or it is no task of theirs.
        Stale,
    }
}

/// The most files that come with one task.
pub(super) const MOST_FILES: i64 = 10;

/// In what the record differs from the tasks that were taken from it.
pub(super) async fn compare(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Changes, Failure> {
    let taken = store::of_conference(lookup, conference).await?;
    let taken: Vec<Task> = taken.into_iter().map(|one| one.task).collect();
    Ok(rules::changes(&taken, store::agreed(lookup, conference).await?))
}

/// Writes what is new in the record, with the reminders that follow from it.
async fn write(
    mut operation: Operation,
    conference: &Conference,
    changes: &Changes,
) -> Result<Recorded, Failure> {
    let of = (conference.id, conference.case.uuid());
    let today = operation.now().day();
    let rule = law::deadlines(&mut *operation.work(), today).await?.task_reminder;
    for one in &changes.added {
        store::add(&mut operation, of, one).await?;
        work::remind_before(&mut operation, one, rule).await?;
    }
    for (one, _, moved) in &changes.changed {
        store::change(&mut operation, of, one).await?;
        if *moved {
            work::remind_before(&mut operation, one, rule).await?;
        }
    }
    for task in &changes.dropped {
        store::drop_task(&mut operation, *task).await?;
    }
    let event = TasksTaken {
        about: About { case: Some(of.1), conference: Some(of.0.uuid()) },
        added: changes.added.len(),
        changed: changes.changed.len(),
        dropped: changes.dropped.len(),
    };
    Ok(operation.record(&event).await?)
}

/// Staff take the tasks from the record.
pub(super) async fn take(
    house: &House,
    permit: Permit<Conference, TakeTasks>,
    changes: Changes,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, changes));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            shared.0.renew(&mut operation).await?;
            Ok((write(operation, shared.0.record(), &shared.1).await?, ()))
        }
    });
    outcome.await
}

/// The program takes them when a meeting is over.
pub(super) async fn take_by_itself(
    house: &House,
    conference: Conference,
    changes: Changes,
) -> Result<(), Failure> {
    let shared = Arc::new((conference, changes));
    let by = By::system(shared.0.office.uuid());
    let outcome = house.trail.run(by, move |operation| {
        let shared = shared.clone();
        async move { Ok::<_, Failure>((write(operation, &shared.0, &shared.1).await?, ())) }
    });
    outcome.await
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// All of it.
    Whole,
    /// Without the file: there are too many.
    WithoutFile,
}

/// Files what came with a report.
async fn file(
    operation: &mut Operation,
    task: &Task,
    new: Option<&NewFile>,
) -> Result<(Option<Id<documents::Document>>, Kept), Failure> {
    let Some(new) = new else { return Ok((None, Kept::Whole)) };
    if store::files(operation, task.id).await? >= MOST_FILES {
        return Ok((None, Kept::WithoutFile));
    }
    let document = NewDocument {
        id: None,
        case: task.case,
        conference: Some(task.conference.uuid()),
        kind: DOCUMENT,
        title: format!("Příloha k úkolu č. {}", task.number),
        mime: new.mime,
        bytes: new.bytes.clone(),
        reader: None,
    };
    Ok((Some(documents::file(operation, document).await?), Kept::Whole))
}

async fn keep_report(
    mut operation: Operation,
    task: &Task,
    new: &NewReport,
    by: Option<Id<Staff>>,
) -> Result<(Recorded, Kept), NotDone> {
    if store::is_known(&mut operation, new.id).await? {
        return Err(NotDone::Already);
    }
    if store::after::came_back(&mut operation, task.id).await? {
        return Err(NotDone::Stale);
    }
    let (document, kept) = file(&mut operation, task, new.file.as_ref()).await?;
    if !store::report(&mut operation, task, (new, document), by).await? {
        return Err(NotDone::Already);
    }
    let event = TaskReported {
        about: task.about(),
        task: task.id,
        report: new.id,
        said: new.said.code(),
        words: new.words.is_some(),
        file: document.is_some(),
        proved: new.proved,
        by_staff: by.is_some(),
    };
    Ok((operation.record(&event).await?, kept))
}

/// An owner says how their task stands. The task is looked up again among their own.
pub(super) async fn report(
    house: &House,
    (by, participant): (By, Id<Participant>),
    (task, new): (Task, NewReport),
) -> Result<Kept, NotDone> {
    if task.participant != Some(participant) {
        return Err(NotDone::Stale);
    }
    let shared = Arc::new((task, new));
    let outcome = house.trail.run(by, move |operation| {
        let shared = shared.clone();
        async move { keep_report(operation, &shared.0, &shared.1, None).await }
    });
    outcome.await
}

/// Staff read what was said.
pub(super) async fn see(house: &House, permit: Permit<Task, HandleTask>) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            let seen = store::see(&mut operation, permit.id(), permit.actor().id).await?;
            if seen == 0 {
                return Err(NotDone::Already);
            }
            let reports = usize::try_from(seen).unwrap_or(usize::MAX);
            let event = TaskSeen { about: permit.about(), task: permit.id(), reports };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Whoever presses it calls.
pub(super) async fn will_call(
    house: &House,
    permit: Permit<Task, HandleTask>,
    version: i64,
) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            let me = permit.actor().id;
            if !store::set_caller(&mut operation, (permit.id(), version), me).await? {
                return Err(NotDone::Stale);
            }
            let event = TaskCaller { about: permit.about(), task: permit.id() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Staff note a call, what was said, and whether another reminder goes.
pub(super) async fn call(
    house: &House,
    permit: Permit<Task, HandleTask>,
    (new, followed): (NewCall, Followed),
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, new, followed));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, new, followed) = (&shared.0, &shared.1, &shared.2);
            permit.renew(&mut operation).await?;
            let (task, me) = (permit.record(), permit.actor().id);
            if !store::call(&mut operation, task, new, me).await? {
                return Err(NotDone::Already);
            }
            let settled = store::after::came_back(&mut operation, task.id).await?;
            if let Some(said) = new.said.filter(|_| !settled) {
                // The words stand with the call; the report says how it is.
                let id = Id::from_uuid(new.id.uuid());
                let report = NewReport { id, said, words: None, file: None, proved: false };
                store::report(&mut operation, task, (&report, None), Some(me)).await?;
            }
            let remind = new.remind && rules::may_remind_again(followed);
            if remind {
                work::remind_now(&mut operation, task).await?;
            }
            let event = TaskCalled { about: permit.about(), task: task.id, reached: new.reached, remind };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}
