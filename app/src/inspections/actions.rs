//! What can be done with inspections. Cutting and typesetting happen before an operation, never inside.

use super::check::{self, Judged};
use super::letters::{ChildOfFile, InspectionPaper, RecordContent, ShownPaper};
use super::model::{Asked, Ending, Keeper, Part, PartOutcome, Refusal, Signature, UnsignedReason};
use super::{
    DOCUMENT, EditInspection, EditInspections, Inspection, InspectionAsked, InspectionChosen, InspectionMade,
    InspectionSigned, PaperInspected, rules, store,
};
use crate::access::{House, Lookup, Permit, Reads};
use crate::audit::Operation;
use crate::cases::{self, CaseFile, Person};
use crate::disclosure::{self, Sent};
use crate::documents::{self, Document, NewDocument};
use crate::identity::{self, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::law;
use outbound::Disclosed;
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was done.
    pub(super) enum NotDone {
        /// The same form did it before.
        Already,
        /// Somebody else changed it meanwhile.
        Stale,
        /// A paper that was chosen may not be shown (any more).
        Kept,
        /// A protected fact stands in the record.
        Stopped,
    }
}

/// Writes a request down; the same form twice is one.
pub(super) async fn ask(
    house: &House,
    permit: Permit<CaseFile, EditInspections>,
    asked: Asked,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, asked));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, asked) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                if !store::add(&mut operation, permit.id(), asked).await? {
                    return Err(NotDone::Already);
                }
                let event = InspectionAsked {
                    about: permit.about(),
                    inspection: asked.id,
                    person: asked.person,
                    on: asked.on,
                };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Chooses what is shown and what refused.
pub(super) async fn choose(
    house: &House,
    permit: Permit<Inspection, EditInspection>,
    parts: Vec<Part>,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, parts));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, parts) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                if !store::choose(&mut operation, permit.record(), parts).await? {
                    return Err(NotDone::Stale);
                }
                let (shown, refused) = rules::count(parts);
                let event =
                    InspectionChosen { about: permit.about(), inspection: permit.id(), shown, refused };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// A record ready to be typeset, with the papers that it says were shown.
pub(super) struct Cut {
    pub(super) disclosed: Disclosed<InspectionPaper>,
    pub(super) shown: Vec<Document>,
    pub(super) refused: usize,
}

/// Cuts the record for its reader. [`NotDone::Kept`] when a paper that was chosen may not be shown any more.
pub(super) async fn cut<A: Reads<Inspection>>(
    house: &House,
    permit: &Permit<Inspection, A>,
    ending: &Ending,
) -> Result<Cut, NotDone> {
    let (lookup, inspection) = (permit.lookup(house), permit.record());
    let keeper = keeper(lookup, inspection, permit.actor().id).await?;
    let reader = check::person(lookup, inspection).await?.ok_or(NotDone::Kept)?;
    let parts = match ending {
        Ending::Read(_) => store::parts(lookup, inspection).await?,
        Ending::Refused(..) => Vec::new(),
    };
    let chosen = |outcome| parts.iter().filter(move |part| part.outcome == outcome);
    let papers = check::papers(house, lookup, inspection).await?;
    let mut shown = Vec::new();
    for part in chosen(PartOutcome::Shown) {
        let open = |judged: &&Judged| judged.document.id == part.document && judged.standing.is_open();
        let judged = papers.iter().find(open).ok_or(NotDone::Kept)?;
        shown.push(judged.document.clone());
    }
    let mut refusals: Vec<Refusal> =
        chosen(PartOutcome::Refused).filter_map(|part| part.refusal.clone()).collect();
    let refused = refusals.len();
    if let Ending::Refused(_, refusal) = ending {
        refusals.push(refusal.clone());
    }
    let content = RecordContent {
        keeper,
        name: reader.name.clone(),
        children: children(lookup, inspection).await?,
        asked_on: inspection.asked_on,
        wish: inspection.wish.clone(),
        ending: ending.clone(),
        shown: shown.iter().map(shown_paper).collect(),
        refused: grounded(lookup, inspection, ending.on(), refusals).await?,
    };
    let rights = disclosure::rights_of_person(house, lookup, &reader).await?;
    Ok(Cut { disclosed: disclosure::disclose_by(&rights, &content), shown, refused })
}

async fn keeper(lookup: Lookup<'_>, inspection: &Inspection, staff: Id<Staff>) -> Result<Keeper, Failure> {
    let office = identity::store::find_office(lookup.queries(), inspection.office).await?;
    let office = office.ok_or_else(|| Failure::Broken("an inspection without its office".into()))?;
    Ok(Keeper { staff: identity::store::find_staff(lookup.queries(), staff).await?, office })
}

async fn children(lookup: Lookup<'_>, inspection: &Inspection) -> Result<Vec<ChildOfFile>, Failure> {
    let children = cases::children(lookup, inspection.case).await?;
    let of = |child: cases::Child| ChildOfFile {
        id: child.id.uuid(),
        name: child.name,
        file_mark: child.file_mark,
    };
    Ok(children.into_iter().map(of).collect())
}

fn shown_paper(document: &Document) -> ShownPaper {
    ShownPaper {
        label: document.kind_label(),
        edition: document.edition,
        number: document.reference_number.clone(),
        filed: document.filed.day(),
        hash: document.hash_text().chars().take(8).collect(),
    }
}

/// Refusals with the citation of their ground as of a day, where the office verified it.
async fn grounded(
    lookup: Lookup<'_>,
    inspection: &Inspection,
    on: Day,
    refusals: Vec<Refusal>,
) -> Result<Vec<(Refusal, Option<String>)>, Failure> {
    let mut grounded = Vec::with_capacity(refusals.len());
    for refusal in refusals {
        let found = law::reference_for(lookup.queries(), inspection.office, &refusal.ground, on).await?;
        let citation = found.and_then(|reference| reference.printable());
        grounded.push((refusal, citation));
    }
    Ok(grounded)
}

/// Typesets a record, outside of the runtime's threads.
pub(super) async fn typeset(
    disclosed: Disclosed<InspectionPaper>,
    now: Moment,
) -> Result<outbound::Paper, NotDone> {
    tokio::task::spawn_blocking(move || match outbound::paper(&disclosed, now.timestamp()) {
        Ok(paper) => Ok(paper),
        Err(outbound::Error::Stopped) => Err(NotDone::Stopped),
        Err(error) => Err(NotDone::Failed(Failure::Output(error.to_string()))),
    })
    .await
    .map_err(|_| NotDone::Failed(Failure::Broken("typesetting broke off".into())))?
}

/// What the operation needs, made before it.
struct Ready {
    permit: Arc<Permit<Inspection, EditInspection>>,
    ending: Ending,
    bytes: Vec<u8>,
    sent: Sent,
    shown: Vec<Document>,
    refused: usize,
}

/// Makes the record of a request and files it. Each paper that was shown is noted.
pub(super) async fn make(
    house: &House,
    permit: Arc<Permit<Inspection, EditInspection>>,
    ending: Ending,
) -> Result<(), NotDone> {
    if permit.record().record.is_some() {
        return Err(NotDone::Already);
    }
    let Cut { disclosed, shown, refused } = cut(house, &permit, &ending).await?;
    // The reader stands in the trail by the identifier of the person: they read at no table.
    let reader = Id::from_uuid(permit.record().person.uuid());
    let sent = Sent::of(permit.about(), "inspection", reader, &disclosed);
    let paper = typeset(disclosed, house.clock.now()).await?;
    let ready = Arc::new(Ready { bytes: paper.bytes().to_vec(), permit, ending, sent, shown, refused });
    house
        .trail
        .run(ready.permit.by(), move |operation| {
            let ready = ready.clone();
            async move { file(operation, &ready).await }
        })
        .await
}

async fn file(mut operation: Operation, ready: &Ready) -> Result<(crate::audit::Recorded, ()), NotDone> {
    let Ready { permit, ending, bytes, sent, shown, refused } = ready;
    permit.renew(&mut operation).await?;
    let inspection = permit.record();
    let new = NewDocument {
        id: None,
        case: inspection.case.uuid(),
        conference: None,
        kind: DOCUMENT,
        title: "Záznam o nahlížení do spisu".to_owned(),
        mime: "application/pdf",
        bytes: bytes.clone(),
        reader: None,
    };
    let document = documents::file(&mut operation, new).await?;
    if !store::make(&mut operation, inspection, ending, document).await? {
        return Err(NotDone::Stale);
    }
    let person: Id<Person> = inspection.person;
    for paper in shown {
        let sha256 = paper.hash_text().replace(' ', "");
        let event = PaperInspected {
            about: permit.about(),
            inspection: inspection.id,
            person,
            document: paper.id,
            sha256,
        };
        operation.note(&event).await?;
    }
    operation.note(sent).await?;
    let event = InspectionMade {
        about: permit.about(),
        inspection: inspection.id,
        person,
        document,
        on: ending.on(),
        shown: shown.len(),
        refused: *refused,
        whole: matches!(ending, Ending::Refused(..)),
        copies: matches!(ending, Ending::Read(read) if read.copies),
    };
    Ok((operation.record(&event).await?, ()))
}

/// Writes down that the record was signed, or why not.
pub(super) async fn sign(
    house: &House,
    permit: Arc<Permit<Inspection, EditInspection>>,
    (signature, why): (Signature, Option<UnsignedReason>),
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, why));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, why) = (&shared.0, shared.1.as_ref());
                permit.renew(&mut operation).await?;
                if !store::sign(&mut operation, permit.record(), signature, why).await? {
                    return Err(NotDone::Stale);
                }
                let event = InspectionSigned {
                    about: permit.about(),
                    inspection: permit.id(),
                    how: signature.code(),
                };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}
