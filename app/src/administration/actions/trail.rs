//! The trail and the jobs.

use super::super::{JobRevived, ReadTrail, TrailVerified};
use crate::access::{Actor, House, Permit};
use crate::audit::{self, About, By, Verdict};
use crate::identity::Office;
use crate::kernel::Failure;
use std::sync::Arc;
use uuid::Uuid;

/// Recomputes the office's chain and writes down what was found. No transaction is open while it is computed.
pub(in super::super) async fn verify_trail(
    house: &House,
    permit: Permit<Office, ReadTrail>,
) -> Result<(), Failure> {
    let own = permit.id().uuid();
    let verdicts = audit::verify(&house.queries, |_| {}).await?;
    let found = verdicts.into_iter().find_map(|verdict| match verdict {
        Verdict::Whole { office, events } if office == own => Some((true, events, None)),
        Verdict::Broken { office, at } if office == own => Some((false, at - 1, Some(at))),
        Verdict::Whole { .. } | Verdict::Broken { .. } => None,
    });
    // An office without a chain yet has nothing that could be broken.
    let (whole, events, broken_at) = found.unwrap_or((true, 0, None));
    let by = permit.by();
    let permit = Arc::new(permit);
    house
        .trail
        .run(by, move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let event = TrailVerified { about: About::default(), whole, events, broken_at };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Puts a job that was given up back into the queue; nothing happens when it is not among them any more.
pub(in super::super) async fn revive_job(house: &House, actor: &Actor, job: Uuid) -> Result<(), Failure> {
    // Jobs belong to the installation.
    let by = By { office: Uuid::nil(), ..actor.by() };
    house
        .trail
        .run(by, move |mut operation| async move {
            let now = operation.now().timestamp();
            jobs::revive(operation.work(), job, now).await.map_err(Failure::from)?;
            let event = JobRevived { about: About::default(), job };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        })
        .await
}
