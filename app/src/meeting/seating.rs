//! Two acts beside the course of a meeting: somebody is seated among the participants while it runs, and a start by
//! mistake is taken back.

use super::MeetingStartTakenBack;
use super::actions::{Lead, NotDone};
use super::journal::store::undo;
use crate::access::House;
use crate::conferences;
use crate::kernel::Failure;
use crate::participants::{self, OnTheSpot, ParticipantChanged};
use std::sync::Arc;

/// Takes a start by mistake back; [`NotDone::Stale`] when something was written meanwhile, or it has ended.
pub(super) async fn take_start_back(house: &House, permit: Lead) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let id = permit.id();
                let back = undo::take_start_back(&mut operation, id).await?
                    && conferences::set_running(&mut operation, id, None).await?;
                if !back {
                    return Err(NotDone::Stale);
                }
                Ok((operation.record(&MeetingStartTakenBack { about: permit.about() }).await?, ()))
            }
        })
        .await
}

/// Seats somebody among the participants of a running meeting. The same form twice seats them once.
pub(super) async fn seat(house: &House, permit: &Arc<Lead>, who: OnTheSpot) -> Result<(), Failure> {
    let shared = Arc::new((permit.clone(), who));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, who) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                let participant = participants::seat_now(&mut operation, permit.record(), who).await?;
                let event = ParticipantChanged { about: permit.about(), participant };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
