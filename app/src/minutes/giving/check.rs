//! The gate that is asked again before an extract leaves: whatever the way it goes.
//!
//! The guard reads the filed paper for its reader as of now; and what would be cut for them now has to be what was cut
//! when it was made, because a table, a position, a decision or a concern may have changed since. Only the reference
//! number may have come meanwhile.

use crate::access::{House, Lookup};
use crate::conferences::{self, Conference};
use crate::disclosure;
use crate::documents;
use crate::kernel::{Failure, Id};
use crate::minutes::content;
use crate::minutes::letters::RecordPaper;
use crate::minutes::model::RecordContent;
use crate::minutes::store::{Extract, extracts, frozen};
use crate::participants::{self, Participant};
use crate::shell::{GateContext, KeptIn};
use outbound::Disclosed;

const GONE: &str = "Výpis se ve spisu nepodařilo najít. Vyhotovte nový.";
const ANOTHERS: &str = "Tento výpis nebyl vyhotovený pro tohoto člověka. Nejde mu předat.";
const CHANGED: &str = "Od vyhotovení se změnilo, co tomuto člověku patří (tabulka, vztah k dítěti, souhlas nebo obava o \
    bezpečí), nebo přibyl dodatek. Výpis proto nejde předat ani otevřít. Vyhotovte nový a předejte ten.";

/// Asks whether somebody's extract may leave now: the file, or a sentence for staff why not.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn ask(
    house: &House,
    lookup: Lookup<'_>,
    (conference, participant): (&Conference, &Participant),
    extract: &Extract,
) -> Result<Result<Vec<u8>, &'static str>, Failure> {
    let Some(document) = documents::find(lookup, extract.document).await? else { return Ok(Err(GONE)) };
    let theirs = document.reader == Some(participant.id.uuid());
    if !theirs || document.conference != Some(conference.id.uuid()) || extract.participant != participant.id {
        return Ok(Err(ANOTHERS));
    }
    let Some(bytes) = documents::content(lookup, document.id).await? else { return Ok(Err(GONE)) };
    // The gate of its kind, as everything that hands a file over asks it.
    Ok(match documents::kept_in(house, lookup, &document, &bytes).await? {
        Some(kept) => Err(kept.sentence),
        None => Ok(bytes),
    })
}

/// The gate of an extract, whatever the way it would leave: given, printed from the file, shown to whoever reads the file
/// of the case. One that was made of a draft is only read again: every mended line makes that one another.
pub(in crate::minutes) async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    let GateContext { house, lookup, document, reader, bytes } = context;
    let again = GateContext { house, lookup, document, reader, bytes };
    if let Some(kept) = disclosure::gate(again).await? {
        return Ok(Some(kept));
    }
    let Some(reader) = reader.map(Id::<Participant>::from_uuid) else { return Ok(None) };
    let Some(participant) = participants::find(lookup, reader).await? else { return Ok(None) };
    let Some(conference) = conferences::find(lookup, participant.conference).await? else { return Ok(None) };
    let made = extracts(lookup, conference.id).await?;
    let sealed = |extract: &&Extract| conference.sealed.is_some_and(|sealed| extract.made >= sealed);
    let extract = made.iter().find(|extract| extract.document.uuid() == document).filter(sealed);
    let Some(extract) = extract else { return Ok(None) };
    if is_cut_the_same(house, lookup, (&conference, &participant), extract).await? {
        return Ok(None);
    }
    let way = format!("/konference/{}/zapis/vypis/{}", conference.id, participant.id);
    Ok(Some(KeptIn { sentence: CHANGED, ways: vec![(way, "Vyhotovit nový výpis")] }))
}

/// Whether what would be cut now is what was cut then.
async fn is_cut_the_same(
    house: &House,
    lookup: Lookup<'_>,
    (conference, participant): (&Conference, &Participant),
    extract: &Extract,
) -> Result<bool, Failure> {
    let Some(record) = content::load(lookup, conference).await? else { return Ok(false) };
    let about = participant_about(participant);
    let rights = disclosure::rights(house, lookup, participant, about).await?;
    let frozen = frozen::thaw(lookup, conference).await?.and_then(|frozen| frozen.reference_number);
    let mut record = RecordContent { seal: None, ..record.for_reader(participant.id) };
    for number in [record.reference_number.clone(), frozen, None] {
        record.reference_number = number;
        let view: Disclosed<RecordPaper> = disclosure::disclose_by(&rights, &record);
        if !view.is_stopped() && view.fingerprint() == extract.fingerprint {
            return Ok(true);
        }
    }
    Ok(false)
}

fn participant_about(participant: &Participant) -> crate::audit::About {
    crate::audit::About {
        case: Some(participant.case.uuid()),
        conference: Some(participant.conference.uuid()),
    }
}
