//! Demo data of disclosure: two consents, an exception and a justified fact in the invented case.

use super::events::{ConsentGiven, ExceptionDecided, FactJustified};
use super::model::{
    AboutWhom, ConsentForm, ConsentInput, ConsentKind, ConsentPurpose, DecisionReason, Exception, ForWhom,
    Justification, StoredVerdict, TableOccasion,
};
use super::store;
use crate::access::Errand;
use crate::audit::{About, By};
use crate::cases::{self, CaseFile, Person};
use crate::conferences::{self, Conference};
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id};
use crate::participants::Participant;
use crate::shell::DemoContext;
use facts::FactGroup;
use outbound::Verdict;
use std::sync::Arc;

fn named<T>(context: &DemoContext, key: &str) -> Option<Id<T>> {
    context.named.get(key).copied().map(Id::from_uuid)
}

/// What the case's people agreed to and what its head decided.
struct Told {
    case: CaseFile,
    conference: Conference,
    worker: Id<Staff>,
    consents: Vec<ConsentInput>,
    exception: Exception,
    justification: Option<Justification>,
}

/// Makes them for the main conference.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(told) = tell(context).await? else { return Ok(()) };
    let house = context.house.clone();
    let told = Arc::new(told);
    house
        .trail
        .run(By::system(told.case.office.uuid()), move |mut operation| {
            let told = told.clone();
            async move {
                let case = told.case.id.uuid();
                let about = About { case: Some(case), conference: Some(told.conference.id.uuid()) };
                for input in &told.consents {
                    store::consents::add_consent(&mut operation, &told.case, input, told.worker).await?;
                    let event = ConsentGiven { about, consent: input.id, what: input.kind.code() };
                    operation.note(&event).await?;
                }
                if let Some(justification) = &told.justification {
                    store::decisions::add_justification(&mut operation, case, justification).await?;
                    let event = FactJustified {
                        about,
                        justification: justification.id,
                        participant: justification.participant,
                        fact: justification.fact,
                    };
                    operation.note(&event).await?;
                }
                let exception = &told.exception;
                store::decisions::add_exception(&mut operation, case, exception).await?;
                let event = ExceptionDecided {
                    about,
                    exception: exception.id,
                    participant: None,
                    reader: None,
                    group: exception.group.code(),
                    occasion: exception.occasion.code(),
                    verdict: exception.verdict.code(),
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

async fn tell(context: &DemoContext) -> Result<Option<Told>, Failure> {
    let lookup = Errand::begin(&context.house).lookup();
    let (Some(case), Some(main)) = (named(context, "case.dolezalovi"), named(context, "conference.main"))
    else {
        return Ok(None);
    };
    let (Some(case), Some(conference)) =
        (cases::find_case(lookup, case).await?, conferences::find(lookup, main).await?)
    else {
        return Ok(None);
    };
    let (Some(head), Some(worker)) = (named(context, "staff.hron"), named(context, "staff.kubickova")) else {
        return Ok(None);
    };
    let facts = cases::protected_facts(lookup, case.id).await?;
    let father: Option<Id<Participant>> = named(context, "participant.dolezal");
    let housing: Option<Id<Participant>> = named(context, "participant.kratochvil");
    let Some(housing) = housing else { return Ok(None) };
    let justification = facts.first().zip(father).map(|(fact, participant)| Justification {
        id: Id::fresh(context.now),
        conference: conference.id,
        participant,
        fact: store::secrets::id_of_fact(fact),
        reason: DecisionReason::new(
            "Otec má rodičovskou odpovědnost a matka si přeje, aby to věděl ještě před setkáním.",
        ),
        decided_by: head,
        decided: context.now,
        ended: None,
    });
    let exception = Exception {
        id: Id::fresh(context.now),
        conference: conference.id,
        whom: ForWhom::Participant(housing),
        about: AboutWhom::Everything,
        group: FactGroup::FamilyHousehold,
        occasion: TableOccasion::Preparation,
        verdict: StoredVerdict(Verdict::Never),
        reason: DecisionReason::new("Bytový odbor přichází jen kvůli nájemní smlouvě."),
        until: None,
        decided_by: head,
        decided: context.now,
        ended: None,
    };
    let consents = consents(context);
    Ok(Some(Told { case, conference, worker, consents, exception, justification }))
}

fn consents(context: &DemoContext) -> Vec<ConsentInput> {
    let Some(mother) = named::<Person>(context, "person.marketa") else { return Vec::new() };
    let today = context.now.day();
    let consent = |kind, recipient: &str, child: Option<&str>, group, purpose: &str| {
        Some(ConsentInput {
            id: Id::fresh(context.now),
            kind,
            giver: mother,
            child: child.and_then(|key| named(context, key)),
            recipient: named(context, recipient)?,
            groups: vec![group],
            purpose: ConsentPurpose::new(purpose),
            form: ConsentForm::Paper,
            given_on: today,
            until: None,
        })
    };
    let release = consent(
        ConsentKind::Release,
        "person.zelinkova",
        Some("child.matyas"),
        FactGroup::HealthChild,
        "aby lékařka mohla na setkání mluvit o léčbě astmatu",
    );
    let sharing = consent(
        ConsentKind::Sharing,
        "person.mala",
        None,
        FactGroup::HousingMoney,
        "aby služba pomohla se splátkovým kalendářem",
    );
    release.into_iter().chain(sharing).collect()
}
