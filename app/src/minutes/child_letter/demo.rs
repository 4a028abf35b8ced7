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

fn letter() -> Letter {
    Letter {
        band: Band::Middle,
        greeting: Greeting::new("Ahoj"),
        heard: Some(Heard::new("Chceš, aby ti doma nikdo nebral mobil, když se učíš.")),
        agreed: Agreed::new(
            "Jednou týdně za vámi přijde někdo, kdo pomůže s učením.\nVe škole máš jednoho člověka, za kterým můžeš kdykoli.",
        ),
        yours: None,
        open_ends: None,
        next_steps: NextSteps::new("Za měsíc se ozvu a zeptám se tě, jestli to tak funguje."),
        closing: Some(Closing::new("Díky za tvůj obrázek.")),
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
