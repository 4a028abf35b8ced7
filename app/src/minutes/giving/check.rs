//! The gate that is asked again before an extract leaves: whatever the way it goes.
//!
//! The guard reads the filed paper for its reader as of now; and what would be cut for them now has to be what was cut
//! when it was made, because a table, a position, a decision or a concern may have changed since. Only the reference
//! number may have come meanwhile.

use crate::access::{House, Lookup};
use crate::conferences::Conference;
use crate::disclosure;
use crate::documents;
use crate::kernel::Failure;
use crate::minutes::content;
use crate::minutes::letters::RecordPaper;
use crate::minutes::model::RecordContent;
use crate::minutes::store::{Extract, frozen};
use crate::participants::Participant;
use outbound::Disclosed;

const GONE: &str = "Výpis se ve spisu nepodařilo najít. Vyhotovte nový.";
const ANOTHERS: &str = "Tento výpis nebyl vyhotovený pro tohoto člověka. Nejde mu předat.";
const CHANGED: &str = "Od vyhotovení se změnilo, co tomuto člověku patří (tabulka, vztah k dítěti, souhlas nebo obava o \
    bezpečí). Výpis proto nejde předat ani otevřít. Vyhotovte nový a předejte ten.";

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
    if let Some(kept) = documents::kept_in(house, lookup, &document, &bytes).await? {
        return Ok(Err(kept.sentence));
    }
    if !is_cut_the_same(house, lookup, (conference, participant), extract).await? {
        return Ok(Err(CHANGED));
    }
    Ok(Ok(bytes))
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
