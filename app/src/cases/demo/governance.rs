//! Demo data about access: a colleague who opened a case for a reason, and a case offered to another office.

use super::named;
use crate::audit::{About, By, Operation};
use crate::cases::model::{CaseTitle, FileMark, HandoverReason, OpeningReason};
use crate::cases::rules::opening::{OpeningTime, expires};
use crate::cases::{CaseFile, HandoverAsked, OpeningMade, store};
use crate::kernel::{Choice, Failure, Id};
use crate::shell::DemoContext;
use uuid::Uuid;

/// Makes both, when the demo knows the colleague and the other office.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let (office, elsewhere) = (named(context, "office.sternberk")?, named(context, "office.unicov")?);
    let (vesela, hron) = (named(context, "staff.vesela")?, named(context, "staff.hron")?);
    let (opened, offered) = (named(context, "case.dolezalovi")?, named(context, "case.dominik")?);
    let opening = context
        .house
        .trail
        .run(By::system(office), move |mut operation| async move {
            let id = open(&mut operation, office, vesela, opened).await?;
            let about = About { case: Some(opened), conference: None };
            let event = OpeningMade { about, opening: id, time: OpeningTime::Day.code() };
            Ok::<_, Failure>((operation.record(&event).await?, id))
        })
        .await?;
    let handover = context
        .house
        .trail
        .run(By::system(office), move |mut operation| async move {
            let id = Id::fresh(operation.now());
            let case = CaseFile {
                id: Id::from_uuid(offered),
                office: Id::from_uuid(office),
                coordinator: Id::from_uuid(hron),
                title: CaseTitle::new("Markovi"),
                file_mark: FileMark::new("Om 131/2026"),
                safety_concern: false,
                safety_note: None,
                closed: false,
                version: 1,
            };
            let reason = HandoverReason::new("Maminka s Dominikem se přestěhovali do Uničova.");
            let to = Id::from_uuid(elsewhere);
            store::handovers::ask(&mut operation, &case, id, (to, Id::from_uuid(hron)), &reason).await?;
            let about = About { case: Some(offered), conference: None };
            let event = HandoverAsked { about, handover: id, to };
            Ok::<_, Failure>((operation.record(&event).await?, id))
        })
        .await?;
    context.named.insert("opening.vesela".to_owned(), opening.uuid());
    context.named.insert("handover.dominik".to_owned(), handover.uuid());
    Ok(())
}

async fn open(
    operation: &mut Operation,
    office: Uuid,
    staff: Uuid,
    case: Uuid,
) -> Result<Id<crate::cases::Opening>, Failure> {
    let now = operation.now();
    let id = Id::fresh(now);
    let reason = OpeningReason::new(
        "Volala babička, že Matyáše nemá kdo vyzvednout. Kolegyně Kubíčková je na jednání a nezvedá telefon.",
    );
    let new = store::openings::NewOpening {
        id,
        case: Id::from_uuid(case),
        office: Id::from_uuid(office),
        staff: Id::from_uuid(staff),
        reason: &reason,
        expires: expires(OpeningTime::Day, now),
    };
    store::openings::add(operation, new).await?;
    Ok(id)
}
