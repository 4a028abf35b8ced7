//! What can be done with the plan: answers, closing, goals on the scale.

use super::completion::Completed;
use super::model::{Given, Scale, ScaleTime};
use super::{
    AnswerAlone, AnsweredAlone, ClosePlan, DeviceLent, GoalsScaled, PlanClosed, StancesGiven, TaskCompleted,
    events, store,
};
use crate::access::{House, Permit, Record};
use crate::conferences::Conference;
use crate::identity::sessions::{self, Lent};
use crate::kernel::Id;
use crate::meeting::{self, Line, Seat};
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was written.
    pub(super) enum NotDone {
        /// It was written before.
        Already,
        /// Somebody wrote into the line meanwhile.
        Stale,
    }
}

/// The right to close the plan.
pub(super) type Close = Permit<Conference, ClosePlan>;

/// The right to answer alone.
pub(super) type Alone = Permit<Conference, AnswerAlone>;

/// Hands the device over: from now on its session opens the page of this seat only. A new PIN is given as its hash.
pub(super) async fn lend(
    house: &House,
    permit: Close,
    (seat, back): (Id<Seat>, String),
    pin: Option<String>,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, back, pin));
    let by = shared.0.by();
    house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, back, pin) = &*shared;
                permit.renew(&mut operation).await?;
                let lent = Lent { conference: permit.id().uuid(), seat: seat.uuid(), back: back.clone() };
                let owner = (permit.actor().session, permit.actor().id);
                if !sessions::lend(operation.work(), owner, lent, pin.clone()).await? {
                    return Err(NotDone::Already);
                }
                let event = DeviceLent { about: permit.about(), seat };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// What was done before counts as done.
fn once(outcome: Result<(), NotDone>) -> Result<(), NotDone> {
    match outcome {
        Err(NotDone::Already) => Ok(()),
        other => other,
    }
}

/// Writes answers to one line down that were given aloud.
pub(super) async fn give(
    house: &House,
    permit: Close,
    line: Id<Line>,
    given: Vec<Given>,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, given));
    let (conference, by) = (shared.0.id(), shared.0.by());
    let outcome = house.trail.run(by, move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, given) = &*shared;
            permit.renew(&mut operation).await?;
            let mut people = 0;
            for one in given {
                people += usize::from(store::give(&mut operation, permit.record(), one).await?);
            }
            if people == 0 {
                return Err(NotDone::Already);
            }
            let event = StancesGiven { about: permit.about(), line, people };
            Ok((operation.record(&event).await?, ()))
        }
    });
    let outcome = once(outcome.await);
    house.pulse().beat(conference.uuid());
    outcome
}

/// Writes one person's answer down that they gave alone.
pub(super) async fn give_alone(house: &House, permit: Arc<Alone>, given: Given) -> Result<(), NotDone> {
    let shared = Arc::new((permit, given));
    let (conference, by) = (shared.0.id(), shared.0.by());
    let outcome = house.trail.run(by, move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, given) = &*shared;
            permit.renew(&mut operation).await?;
            if !store::give(&mut operation, permit.record(), given).await? {
                return Err(NotDone::Already);
            }
            let (line, seat): (Id<Line>, Id<Seat>) = (given.line, given.seat);
            let event = AnsweredAlone { about: permit.about(), line, seat };
            Ok((operation.record(&event).await?, ()))
        }
    });
    let outcome = once(outcome.await);
    house.pulse().beat(conference.uuid());
    outcome
}

/// Closes the plan.
pub(super) async fn close(
    house: &House,
    permit: Close,
    (agreed, tasks): (usize, usize),
) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    let (conference, by) = (permit.id(), permit.by());
    let outcome = house.trail.run(by, move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            if !store::close(&mut operation, permit.record()).await? {
                return Err(NotDone::Already);
            }
            let event = PlanClosed { about: permit.record().about(), agreed, tasks };
            Ok((operation.record(&event).await?, ()))
        }
    });
    let outcome = once(outcome.await);
    house.pulse().beat(conference.uuid());
    outcome
}

/// Puts goals on the scale.
pub(super) async fn scale(
    house: &House,
    permit: Close,
    time: ScaleTime,
    scales: Vec<Scale>,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, scales));
    let by = shared.0.by();
    let outcome = house.trail.run(by, move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, scales) = &*shared;
            permit.renew(&mut operation).await?;
            let mut goals = 0;
            for one in scales {
                goals += usize::from(store::scale(&mut operation, permit.record(), one).await?);
            }
            if goals == 0 {
                return Err(NotDone::Already);
            }
            let event = GoalsScaled { about: permit.about(), occasion: events::occasion(time), goals };
            Ok((operation.record(&event).await?, ()))
        }
    });
    once(outcome.await)
}

/// Completes a task, or gives a worry its plan B: entries of the meeting's journal.
pub(super) async fn complete(
    house: &House,
    permit: &Arc<Close>,
    line: &Line,
    completed: Completed,
) -> Result<(), NotDone> {
    let (line, over) = (line.id, line.heads.clone());
    let shared = Arc::new((permit.clone(), completed, over));
    let (conference, by) = (shared.0.id(), shared.0.by());
    let outcome = house.trail.run(by, move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, completed, over) = &*shared;
            permit.renew(&mut operation).await?;
            let conference = permit.record();
            if let Some(text) = completed.text.clone()
                && !meeting::rewrite(&mut operation, conference, (line, over), text).await?
            {
                return Err(NotDone::Stale);
            }
            meeting::mark_all(&mut operation, conference, line, completed.marks.clone()).await?;
            let fields = completed.marks.iter().map(|(field, _)| field.code()).collect();
            let event = TaskCompleted { about: permit.about(), line, fields };
            Ok((operation.record(&event).await?, ()))
        }
    });
    let outcome = outcome.await;
    house.pulse().beat(conference.uuid());
    outcome
}
