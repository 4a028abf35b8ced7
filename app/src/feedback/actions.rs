//! What can be done: open the door, close it, keep a sheet.

use super::events::{FeedbackClosed, FeedbackGiven, FeedbackOpened};
use super::model::NewSheet;
use super::policy::OpenFeedback;
use super::store;
use crate::access::{House, Permit};
use crate::audit::{About, By, Who};
use crate::conferences::Conference;
use crate::kernel::Day;
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was done.
    pub(super) enum NotDone {
        /// It was done before.
        Already,
    }
}

/// How many days after the meeting the door stays open.
const DAYS: i64 = 14;

/// Until when a door stays open.
fn until(conference: &Conference, today: Day) -> Day {
    let from = conference.day.map_or(today, |day| day.max(today));
    from.saturating_add(jiff::Span::new().days(DAYS))
}

/// Opens the door.
pub(super) async fn open(house: &House, permit: Permit<Conference, OpenFeedback>) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            let until = until(permit.record(), operation.now().day());
            store::open(&mut operation, (permit.id(), permit.record().case.uuid()), until).await?;
            let event = FeedbackOpened { about: permit.about(), until };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Closes it.
pub(super) async fn close(house: &House, permit: Permit<Conference, OpenFeedback>) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            if !store::close(&mut operation, permit.id()).await? {
                return Err(NotDone::Already);
            }
            Ok((operation.record(&FeedbackClosed { about: permit.about() }).await?, ()))
        }
    });
    outcome.await
}

/// Staff copy a paper sheet.
pub(super) async fn copy(
    house: &House,
    permit: Permit<Conference, OpenFeedback>,
    new: NewSheet,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, new));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, new) = (&shared.0, &shared.1);
            permit.renew(&mut operation).await?;
            if !store::add(&mut operation, (permit.id(), permit.record().case.uuid()), new).await? {
                return Err(NotDone::Already);
            }
            Ok((operation.record(&FeedbackGiven { about: permit.about() }).await?, ()))
        }
    });
    outcome.await
}

/// Somebody at the door leaves a sheet. The trail says that one came, and nothing of whom.
pub(super) async fn give(house: &House, conference: Conference, new: NewSheet) -> Result<(), NotDone> {
    let by = By { who: Who::Outsider, actor: None, office: conference.office.uuid() };
    let shared = Arc::new((conference, new));
    let outcome = house.trail.run(by, move |mut operation| {
        let shared = shared.clone();
        async move {
            let (conference, new) = (&shared.0, &shared.1);
            let of = (conference.id, conference.case.uuid());
            if !store::add(&mut operation, of, new).await? {
                return Err(NotDone::Already);
            }
            let about = About { case: Some(of.1), conference: Some(of.0.uuid()) };
            Ok((operation.record(&FeedbackGiven { about }).await?, ()))
        }
    });
    outcome.await
}
