//! The extract of whoever came by a personal link.

use super::actions::{self, Person};
use super::letters::{ExtractPart, Part};
use super::words::words;
use crate::access::{House, Lookup};
use crate::audit::About;
use crate::conferences::{self, Conference};
use crate::disclosure;
use crate::invitations::doors::{self, Guest, Language};
use crate::kernel::{Choice, Failure, Id};
use crate::participants::Participant;
use crate::shell::DoorContext;
use outbound::Page;

/// Their extract, if it was given to them by link.
async fn given(
    lookup: Lookup<'_>,
    conference: &Conference,
    participant: Id<Participant>,
) -> Result<Option<Person>, Failure> {
    if conference.sealed.is_none() {
        return Ok(None);
    }
    let person = actions::one(lookup, conference, participant).await?;
    Ok(person.filter(|person| person.standing.opens && !person.is_child()))
}

/// The extract of whoever came, if it was given to them by link.
pub(super) async fn own(house: &House, guest: &Guest) -> Result<Option<Person>, Failure> {
    given(guest.lookup(house), &guest.conference, guest.participant.id).await
}

/// On their first page: that it is there.
pub(in crate::minutes) async fn part(context: DoorContext<'_>) -> Result<Option<Page>, Failure> {
    let lookup = context.lookup;
    let Some(conference) = conferences::find(lookup, Id::from_uuid(context.conference)).await? else {
        return Ok(None);
    };
    let Some(person) = given(lookup, &conference, Id::from_uuid(context.participant)).await? else {
        return Ok(None);
    };
    let Some(way) = outbound::Link::new(format!("{}/vypis", context.path)) else { return Ok(None) };
    let language = Language::from_code(context.language).unwrap_or_default();
    let part = Part { words: words(language), way };
    let about = About { case: Some(conference.case.uuid()), conference: Some(conference.id.uuid()) };
    let participant = &person.participant;
    let disclosed =
        disclosure::disclose::<ExtractPart, _>(context.house, lookup, &part, participant, about).await?;
    doors::part(&disclosed)
}
