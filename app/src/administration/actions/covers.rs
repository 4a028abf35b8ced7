//! Cover.

use super::super::{CoverAdded, CoverEnded, CoverRecord, EndCover};
use crate::access::{Actor, House, Permit};
use crate::audit::About;
use crate::identity::store::{self, Cover};
use crate::kernel::Failure;
use std::sync::Arc;

/// Names a deputy. The same form sent twice makes one cover.
pub(in super::super) async fn add_cover(house: &House, actor: &Actor, cover: Cover) -> Result<(), Failure> {
    let cover = Arc::new(cover);
    house
        .trail
        .run(actor.by(), move |mut operation| {
            let cover = cover.clone();
            async move {
                let now = operation.now();
                store::add_cover(operation.work(), &cover, now).await?;
                let event = CoverAdded {
                    about: About::default(),
                    cover: cover.id.cast(),
                    absent: cover.absent,
                    deputy: cover.deputy,
                    from: cover.from,
                    to: cover.to,
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Ends a cover early.
pub(in super::super) async fn end_cover(
    house: &House,
    permit: Permit<CoverRecord, EndCover>,
) -> Result<(), Failure> {
    let by = permit.by();
    let permit = Arc::new(permit);
    house
        .trail
        .run(by, move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let now = operation.now();
                store::end_cover(operation.work(), permit.id().cast(), now).await?;
                let event = CoverEnded { about: About::default(), cover: permit.id() };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
