//! What can be done with cases.

use super::model::NewCase;
use super::{CaseFile, CaseOpened, store};
use crate::access::{Actor, House};
use crate::audit::About;
use crate::identity::Role;
use crate::kernel::{Failure, Id};
use std::sync::Arc;

/// Whether a person opens cases at all.
pub(super) fn may_open(actor: &Actor) -> bool {
    actor.roles.any(&[Role::SocialWorker, Role::OfficeHead])
}

/// Opens a case; whoever opens it is its coordinator.
pub(super) async fn open(house: &House, actor: &Actor, new: NewCase) -> Result<Id<CaseFile>, Failure> {
    let (office, coordinator) = (actor.office, actor.id);
    let new = Arc::new(new);
    house
        .trail
        .run(actor.by(), move |mut operation| {
            let new = new.clone();
            async move {
                let id = new.id;
                store::add(&mut operation, office, coordinator, &new).await?;
                let event = CaseOpened { about: About { case: Some(id.uuid()), conference: None } };
                Ok::<_, Failure>((operation.record(&event).await?, id))
            }
        })
        .await
}
