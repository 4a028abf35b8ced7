//! Open tasks of an earlier conference come back: the table says that one is done, goes on, or is not needed any more.

use super::events::{TaskBack, TaskBackUndone};
use super::model::{Back, NewReport, ReportWords, Said, Task};
use super::policy::{SettleBack, UndoBack};
use super::store::{self, after};
use crate::access::{House, Permit, Record};
use crate::conferences::Conference;
use crate::kernel::{Choice, Id};
use crate::meeting::{self, BroughtTask, LineKind, LineStruck, LineWritten};
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was said.
    pub(super) enum NotBack {
        /// It was said before.
        Already,
        /// The record was sealed meanwhile.
        Sealed,
    }
}

/// What the table says about a task.
#[derive(Clone, Debug)]
pub(super) struct Returned {
    /// The task.
    pub(super) task: Task,
    /// Done, goes on, or not needed.
    pub(super) said: Said,
    /// Why, in words.
    pub(super) words: Option<ReportWords>,
    /// The line with which it goes on.
    pub(super) line: Option<BroughtTask>,
}

/// Writes it down: a report that staff wrote, and where the task goes on a line in the journal of this meeting.
pub(super) async fn give(
    house: &House,
    permit: Permit<Conference, SettleBack>,
    returned: Returned,
) -> Result<(), NotBack> {
    let conference = permit.id();
    let shared = Arc::new((permit, returned));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, one) = (&shared.0, &shared.1);
            permit.renew(&mut operation).await?;
            let (conference, me) = (permit.record(), permit.actor().id);
            let line = one.line.as_ref().map(|line| line.id);
            let of = (one.task.id, conference.id);
            if !after::give_back(&mut operation, of, (one.said, line), me).await? {
                return Err(NotBack::Already);
            }
            let id = Id::fresh(operation.now());
            let report =
                NewReport { id, said: one.said, words: one.words.clone(), file: None, proved: false };
            store::report(&mut operation, &one.task, (&report, None), Some(me)).await?;
            if let Some(brought) = &one.line {
                if !meeting::bring_task(&mut operation, conference, brought).await? {
                    return Err(NotBack::Sealed);
                }
                let about = conference.about();
                let kind = LineKind::Task.code();
                operation.note(&LineWritten { about, line: brought.id, kind }).await?;
            }
            let (about, task, said) = (permit.about(), one.task.id, one.said.code());
            Ok((operation.record(&TaskBack { about, task, said, line }).await?, ()))
        }
    });
    outcome.await?;
    // Other rooms of the meeting look.
    house.pulse().beat(conference.uuid());
    Ok(())
}

/// Takes back what was said of a task by a slip: it waits for the table again, and the line with which it went on is
/// struck.
pub(super) async fn undo(
    house: &House,
    permit: Permit<Conference, UndoBack>,
    (task, back): (Id<Task>, Back),
) -> Result<(), NotBack> {
    let permit = Arc::new(permit);
    let conference = permit.id();
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            let about = permit.about();
            if !after::take_back(&mut operation, task, &back).await? {
                return Err(NotBack::Already);
            }
            if let Some(line) = back.line {
                if !meeting::strike(&mut operation, permit.record(), line).await? {
                    return Err(NotBack::Sealed);
                }
                operation.note(&LineStruck { about: permit.record().about(), line }).await?;
            }
            let event = TaskBackUndone { about, task, said: back.said.code(), line: back.line };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await?;
    house.pulse().beat(conference.uuid());
    Ok(())
}
