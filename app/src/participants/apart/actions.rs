//! Saying who must not meet whom, and taking it back.

use super::store;
use crate::access::{House, Permit};
use crate::conferences::{Conference, EditConference};
use crate::kernel::{Failure, Id};
use crate::participants::{PairKeptApart, PairNotKeptApart, Participant};
use std::sync::Arc;

/// Two seats.
type Two = (Id<Participant>, Id<Participant>);

/// Says that two must not meet.
pub(in crate::participants) async fn keep(
    house: &House,
    permit: Permit<Conference, EditConference>,
    two: Two,
) -> Result<(), Failure> {
    let permit = Arc::new(permit);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                store::keep(&mut operation, permit.id(), two, permit.actor().id).await?;
                let event = PairKeptApart { about: permit.about(), one: two.0, other: two.1 };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Takes back that they must not meet: every stored pair that meant them.
pub(in crate::participants) async fn end(
    house: &House,
    permit: Permit<Conference, EditConference>,
    stored: Vec<Two>,
    two: Two,
) -> Result<(), Failure> {
    let shared = Arc::new((permit, stored));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, stored) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                for pair in stored {
                    store::end(&mut operation, permit.id(), *pair, permit.actor().id).await?;
                }
                let event = PairNotKeptApart { about: permit.about(), one: two.0, other: two.1 };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
