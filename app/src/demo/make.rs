//! Filling a demo's database.

use super::people;
use crate::access::House;
use crate::kernel::Failure;
use crate::shell::{DemoContext, registry};
use crate::start::installation::{self, Demo};
use std::collections::BTreeMap;

/// Fills a migrated database that nobody has used: marks it, brings reference data in, makes the people, then asks
/// every capability for its part. `told` hears the name of each capability before its turn.
///
/// # Errors
/// The first failure; the mark then stays at "making", and the demo has to be made anew.
pub async fn make(house: &House, mut told: impl FnMut(&'static str)) -> Result<(), Failure> {
    installation::mark_demo(house, Demo::Making).await?;
    told("reference");
    crate::start::load_reference(house).await?;
    let mut context = DemoContext { house: house.clone(), now: house.clock.now(), named: BTreeMap::new() };
    told("people");
    people::make(&mut context).await?;
    for capability in &registry().0 {
        if let Some(part) = capability.demo {
            told(capability.name);
            part(&mut context).await.map_err(|failure| within(capability.name, failure))?;
        }
    }
    // The mail of the story leaves for the mailbox page.
    told("mail");
    crate::worker::drain(house).await?;
    installation::mark_demo(house, Demo::Ready).await
}

/// Logs in whose part it failed; the failure stays what it is, so that a full disk is called a full disk.
fn within(capability: &str, failure: Failure) -> Failure {
    tracing::error!(capability, error = %failure, "demo data could not be made");
    failure
}
