//! Demo data: a letter to a child after the conference that was held.

use super::model::{Agreed, Band, Closing, Greeting, Heard, Letter, NextSteps};
use super::{ChildLetterSaved, store};
use crate::access::{Errand, Record};
use crate::audit::By;
use crate::cases;
use crate::conferences::{self, Conference};
use crate::kernel::{Choice, Failure, Id};
use crate::shell::DemoContext;
use std::sync::Arc;

/// To Nela, who is half a year old: somebody reads it to her, now or when she is bigger.
fn letter() -> Letter {
    Letter {
        band: Band::Small,
        greeting: Greeting::new("Milá Nelo"),
        heard: Some(Heard::new("Spíš celou noc. A na maminku se směješ čím dál víc.")),
        agreed: Agreed::new("Maminka s tebou bude třikrát týdně.\nJednou z toho u tebe zůstane i přes noc."),
        yours: None,
        open_ends: None,
        next_steps: NextSteps::new(
            "Přijdu se za tebou podívat. Potom si všichni řekneme, jak se noci povedly.",
        ),
        closing: Some(Closing::new("Až budeš větší, může ti to maminka přečíst znovu.")),
    }
}

/// Writes one letter down, not yet made.
pub(in crate::minutes) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get("conference.held").copied() else { return Ok(()) };
    let house = context.house.clone();
    let lookup = Errand::begin(&house).lookup();
    let Some(conference) = conferences::find(lookup, Id::<Conference>::from_uuid(id)).await? else {
        return Ok(());
    };
    let children = cases::children(lookup, conference.case).await?;
    let Some(child) = children.first().map(|child| child.id) else { return Ok(()) };
    let (id, by) = (Id::fresh(context.now), By::system(conference.office.uuid()));
    let shared = Arc::new((conference, letter()));
    house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                let (conference, letter) = &*shared;
                store::save(&mut operation, conference, (id, child, None), letter).await?;
                let (about, band) = (conference.about(), letter.band.code());
                let event = ChildLetterSaved { about, letter: id, child, band };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
