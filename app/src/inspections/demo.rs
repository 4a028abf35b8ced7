//! Demo data of inspections: the mother of the invented case wants to see what the file says.

use super::model::{Asked, InspectionWish, Part, PartOutcome};
use super::{InspectionAsked, store};
use crate::access::Errand;
use crate::audit::{About, By};
use crate::cases::{self, CaseFile, Person};
use crate::documents;
use crate::kernel::{Failure, Id};
use crate::shell::DemoContext;
use std::sync::Arc;

fn named<T>(context: &DemoContext, key: &str) -> Option<Id<T>> {
    context.named.get(key).copied().map(Id::from_uuid)
}

/// Writes one request down.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let (case, person) =
        (named::<CaseFile>(context, "case.dolezalovi"), named::<Person>(context, "person.marketa"));
    let Some((case, person)) = case.zip(person) else { return Ok(()) };
    let house = context.house.clone();
    let Some(file) = cases::find_case(Errand::begin(&house).lookup(), case).await? else { return Ok(()) };
    // One of the handouts that were hers anyway is chosen; the rest the worker decides.
    let papers = documents::of_case(Errand::begin(&house).lookup(), case.uuid()).await?;
    let oldest = papers.iter().rev().find(|paper| paper.kind == "handout");
    let parts: Vec<Part> = oldest
        .map(|paper| Part { document: paper.id, outcome: PartOutcome::Shown, refusal: None })
        .into_iter()
        .collect();
    let parts = Arc::new(parts);
    let wish = "Co o nás píše škola a co se psalo o minulém setkání.";
    let asked = Arc::new(Asked {
        id: Id::fresh(context.now),
        person,
        on: context.now.day(),
        wish: Some(InspectionWish::new(wish)),
    });
    context.named.insert("inspection.marketa".to_owned(), asked.id.uuid());
    house
        .trail
        .run(By::system(file.office.uuid()), move |mut operation| {
            let (asked, parts) = (asked.clone(), parts.clone());
            async move {
                store::add(&mut operation, case, &asked).await?;
                store::place_parts(&mut operation, (asked.id, case), &parts).await?;
                let about = About { case: Some(case.uuid()), conference: None };
                let event =
                    InspectionAsked { about, inspection: asked.id, person: asked.person, on: asked.on };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
