//! Whether a paper of the case may be shown to whoever reads its file: the gates by which papers leave, asked for this
//! reader, as of now.

use super::rules::{ANOTHERS, NOT_INVITED, OWN, Standing};
use super::{DOCUMENT, Inspection, store};
use crate::access::{House, Lookup};
use crate::cases::{self, Person};
use crate::conferences;
use crate::disclosure;
use crate::documents::{self, Document};
use crate::kernel::{Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{GateContext, KeptIn};

/// A paper of the case with how it stands.
pub(super) struct Judged {
    pub(super) document: Document,
    pub(super) standing: Standing,
}

/// All papers of the case, the newest first, without the records of inspections.
pub(super) async fn papers(
    house: &House,
    lookup: Lookup<'_>,
    inspection: &Inspection,
) -> Result<Vec<Judged>, Failure> {
    let seats = seats(lookup, inspection).await?;
    let mut judged = Vec::new();
    for document in documents::of_case(lookup, inspection.case.uuid()).await? {
        if document.kind != DOCUMENT {
            let standing = judge(house, lookup, (&document, inspection.person), &seats).await?;
            judged.push(Judged { document, standing });
        }
    }
    Ok(judged)
}

/// The places at which the reader sits at the case's conferences.
async fn seats(lookup: Lookup<'_>, inspection: &Inspection) -> Result<Vec<Participant>, Failure> {
    let mut seats = Vec::new();
    for conference in conferences::of_case(lookup.queries(), inspection.case).await? {
        let all = participants::of_conference(lookup, conference.id).await?;
        seats.extend(all.into_iter().filter(|seat| seat.person == Some(inspection.person)));
    }
    Ok(seats)
}

async fn judge(
    house: &House,
    lookup: Lookup<'_>,
    (document, person): (&Document, Id<Person>),
    seats: &[Participant],
) -> Result<Standing, Failure> {
    let reader = match document.reader.map(Id::<Participant>::from_uuid) {
        // Also one who left the table since.
        Some(reader) => match participants::find(lookup, reader).await? {
            Some(seat) if seat.person == Some(person) => seat.id,
            _ => return Ok(Standing::Kept(ANOTHERS)),
        },
        // Only a kind whose gate weighs the whole of it for a reader can be shown without having been cut for them.
        None if document.kind != HANDOUT => return Ok(Standing::Kept(OWN)),
        None => match seats.iter().find(|seat| document.conference == Some(seat.conference.uuid())) {
            Some(seat) => seat.id,
            None => return Ok(Standing::Kept(NOT_INVITED)),
        },
    };
    let Some(bytes) = documents::content(lookup, document.id).await? else {
        return Ok(Standing::Kept("Soubor se nepodařilo otevřít."));
    };
    let kept = documents::kept_from(house, lookup, document, Some(reader.uuid()), &bytes).await?;
    Ok(kept.map_or(Standing::Open, |kept| Standing::Kept(kept.sentence)))
}

/// Handouts are weighed as a whole for whoever asks. The kind is registered by `papers`, beside this level.
const HANDOUT: &str = "handout";

/// Somebody of the case by their identifier.
pub(super) async fn person(lookup: Lookup<'_>, inspection: &Inspection) -> Result<Option<Person>, Failure> {
    cases::person(lookup, inspection.person).await
}

/// A filed record is read again before it is printed: a fact may have been protected since.
pub(super) async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    let found = store::by_document(context.lookup, Id::from_uuid(context.document)).await?;
    let gone = KeptIn {
        sentence: "Člověk, který do spisu nahlížel, už v případu není. Záznam proto nejde znovu vydat.",
        ways: Vec::new(),
    };
    let Some(inspection) = found else { return Ok(Some(gone)) };
    let Some(person) = person(context.lookup, &inspection).await? else { return Ok(Some(gone)) };
    let rights = disclosure::rights_of_person(context.house, context.lookup, &person).await?;
    Ok(disclosure::read_for(&rights, context.bytes.to_vec()).await)
}
