//! Lists that name cases, and the trace they leave.

use super::guard::{in_own_hands, signed_in, start};
use super::{Action, Actor, Denied, House, Permit, Receipts, Record, Ties};
use crate::audit::By;
use crate::kernel::Failure;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A signed-in person's list of records: cases, conferences, children, found names. It is the only way to permits on
/// many records at once, and it queues one read event that names every case shown; the shell releases the answer when
/// that event is durable.
pub struct Listing {
    actor: Actor,
    house: House,
    receipts: Receipts,
}

impl Listing {
    /// Who reads the list.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// SQL narrows, the rule decides on each record; what is left is shown, and that leaves an event in the chain of
    /// the office whose cases they are.
    #[must_use]
    pub fn sieve<R: Record, A: Action<R>>(&self, records: Vec<(R, Ties)>) -> Vec<Permit<R, A>> {
        let permits = Permit::<R, A>::sieve(&self.actor, &self.house, records);
        let mut shown: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for permit in &permits {
            if let Some(case) = permit.about().case {
                let cases = shown.entry(permit.by().office).or_default();
                if !cases.contains(&case) {
                    cases.push(case);
                }
            }
        }
        for (office, cases) in shown {
            let by = By { office, ..self.actor.by() };
            self.receipts.keep(self.house.trail.listed(by, &cases));
        }
        permits
    }
}

impl FromRequestParts<House> for Listing {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Denied> {
        let actor = signed_in(parts, house).await?.ok_or_else(|| start(parts))?;
        in_own_hands(&actor)?;
        let receipts = parts.extensions.get::<Receipts>().cloned().ok_or_else(|| {
            Denied::from(Failure::Broken(
                "a list outside the shell, where nobody waits for its receipt".into(),
            ))
        })?;
        Ok(Self { actor, house: house.clone(), receipts })
    }
}
