//! The place of somebody's own, sealed with the key of their case: where a person who must not be met is to be found must
//! not be found by chance.

use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::CaseFile;
use crate::conferences::Place;
use crate::kernel::{Failure, Id};
use crate::participants::Participant;
use vault::{Place as Sealing, Sealed};

fn sealing(id: Id<Participant>) -> Sealing {
    Sealing { table: "participant", column: "place", row: id.uuid() }
}

/// Opens what is stored of somebody.
///
/// # Errors
/// Database errors; [`Failure::Sealed`], [`Failure::Destroyed`] when the case's key is gone.
pub(super) async fn open_one(
    lookup: Lookup<'_>,
    participant: &Participant,
    sealed: Option<Vec<u8>>,
) -> Result<Option<Place>, Failure> {
    let Some(bytes) = sealed else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), participant.case.uuid()).await?;
    let text = key
        .open_text(sealing(participant.id), &Sealed::from_bytes(bytes))
        .map_err(|e| Failure::Sealed(e.to_string()))?;
    let place = serde_json::from_str(&text);
    place.map(Some).map_err(|_| Failure::Broken("the stored place of a participant is no JSON".into()))
}

/// Seals a place for somebody.
///
/// # Errors
/// Database errors; [`Failure::Sealed`], [`Failure::Destroyed`] when the case's key is gone.
pub(super) async fn close(
    operation: &mut Operation,
    (case, id): (Id<CaseFile>, Id<Participant>),
    place: Option<&Place>,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(place) = place else { return Ok(None) };
    let key = operation.keys().of_case(operation.work(), case.uuid()).await?;
    let text = serde_json::to_string(place).map_err(|_| Failure::Broken("a place is no JSON".into()))?;
    let sealed = key.seal_text(sealing(id), &text).map_err(|e| Failure::Sealed(e.to_string()))?;
    Ok(Some(sealed.into_bytes()))
}
