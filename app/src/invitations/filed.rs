//! A letter that was filed is posted, handed over or printed later than it was made. It is read once more then: by the
//! guard, word for word, and by comparing what would be written now with what was looked at.

use super::jobs;
use super::model::{Invitation, State};
use super::store;
use crate::access::{House, Lookup};
use crate::disclosure;
use crate::documents::{self, Document};
use crate::kernel::{Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{GateContext, KeptIn};

/// What keeps a filed letter in the house.
///
/// A letter that has left is history: its content may differ by now, but its words are read by the guard all the same.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    if let Some(kept_in) = disclosure::gate(context).await? {
        return Ok(Some(kept_in));
    }
    let Some(reader) = context.reader.map(Id::<Participant>::from_uuid) else { return Ok(None) };
    let Some(participant) = participants::find(context.lookup, reader).await? else { return Ok(None) };
    let all = store::of_conference(context.lookup, participant.conference).await?;
    let of_this = |one: &Invitation| one.document.is_some_and(|filed| filed.uuid() == context.document);
    match all.into_iter().find(of_this) {
        Some(invitation) => compared(context.house, context.lookup, &invitation).await,
        None => Ok(None),
    }
}

/// What would be written now, beside what was looked at when the letter was made.
async fn compared(
    house: &House,
    lookup: Lookup<'_>,
    invitation: &Invitation,
) -> Result<Option<KeptIn>, Failure> {
    if invitation.handed_on.is_some() || matches!(invitation.state, State::Sent | State::Delivered) {
        return Ok(None);
    }
    let (conference, who) = (invitation.conference, invitation.participant);
    let holds =
        invitation.state == State::Queued && jobs::as_looked_at(house, lookup, invitation).await?.is_ok();
    Ok((!holds).then(|| KeptIn {
        sentence: "Dopis už neodpovídá tomu, co o konferenci platí. Vytvořte nový.",
        ways: vec![(format!("/konference/{conference}/pozvanky/odeslat?komu={who}"), "Vytvořit nový dopis")],
    }))
}

/// The same for a letter about to be marked as posted or handed over.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn kept_in(
    house: &House,
    lookup: Lookup<'_>,
    document: Id<Document>,
) -> Result<Option<KeptIn>, Failure> {
    let Some(filed) = documents::find(lookup, document).await? else { return Ok(None) };
    let bytes = documents::content(lookup, document).await?.unwrap_or_default();
    documents::kept_in(house, lookup, &filed, &bytes).await
}
