//! Offices.

use super::super::model::NewOffice;
use super::super::{EditOffice, OfficeAdded, OfficeChanged};
use super::{Changed, Stopped, told};
use crate::access::{Actor, House, Permit};
use crate::audit::{About, By};
use crate::identity::Office;
use crate::identity::store;
use crate::kernel::{Failure, Id};
use std::sync::Arc;
use uuid::Uuid;

/// Changes an office's letterhead.
pub(in super::super) async fn change_office(
    house: &House,
    permit: Permit<Office, EditOffice>,
    new: Office,
) -> Result<Changed, Failure> {
    let by = permit.by();
    let input = Arc::new((permit, new));
    let outcome = house
        .trail
        .run(by, move |mut operation| {
            let input = input.clone();
            async move {
                input.0.renew(&mut operation).await?;
                if !store::change_office(operation.work(), &input.1).await? {
                    return Err(Stopped::Told(Changed::Stale));
                }
                let event = OfficeChanged { about: About::default(), office: input.1.id };
                Ok::<_, Stopped>((operation.record(&event).await?, ()))
            }
        })
        .await;
    told(outcome)
}

/// How adding an office ended.
pub(in super::super) enum Entered {
    /// It is there (now, or by the same form sent before).
    There(Id<Office>),
    /// Another office has this code.
    Taken(String),
}

/// Adds a borough's office; its code is the natural key.
pub(in super::super) async fn add_office(
    house: &House,
    actor: &Actor,
    new: NewOffice,
) -> Result<Entered, Failure> {
    if let Some(there) = store::find_office_by_code(&house.queries, &new.code).await? {
        return Ok(entered(there, &new));
    }
    // An office of its own chain does not exist yet: the event stands in the installation's.
    let by = By { office: Uuid::nil(), ..actor.by() };
    let new = Arc::new(new);
    let input = new.clone();
    let there = house
        .trail
        .run(by, move |mut operation| {
            let new = input.clone();
            async move {
                let now = operation.now();
                let work = operation.work();
                let office = (&*new.code, new.kind, new.region, &*new.name, &*new.title);
                store::keep_office(work, office, now).await?;
                let there = store::find_office_by_code(work, &new.code).await?;
                let there =
                    there.ok_or_else(|| Failure::Broken("an office that was added is missing".into()))?;
                let event = OfficeAdded { about: About::default(), office: there.id };
                Ok::<_, Failure>((operation.record(&event).await?, there))
            }
        })
        .await?;
    Ok(entered(there, &new))
}

fn entered(there: Office, new: &NewOffice) -> Entered {
    if there.name == new.name { Entered::There(there.id) } else { Entered::Taken(there.name) }
}
