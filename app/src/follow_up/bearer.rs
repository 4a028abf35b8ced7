//! The tasks of whoever came by a personal link, read on an errand and only to be cut for them.

use super::letters::{Part, TasksPart};
use super::model::Followed;
use super::store;
use super::words::words;
use crate::access::House;
use crate::conferences::{self, State};
use crate::disclosure;
use crate::invitations::doors::{self, Guest, Language};
use crate::kernel::{Choice, Failure, Id};
use crate::participants;
use crate::shell::DoorContext;
use outbound::Page;

/// Their tasks.
pub(super) async fn tasks_of(house: &House, guest: &Guest) -> Result<Vec<Followed>, Failure> {
    store::of_participant(guest.lookup(house), (guest.conference.id, guest.participant.id)).await
}

/// Their tasks on the first page: numbers and days.
pub(super) async fn part(context: DoorContext<'_>) -> Result<Option<Page>, Failure> {
    let lookup = context.lookup;
    let of = (Id::from_uuid(context.conference), Id::from_uuid(context.participant));
    let tasks = store::of_participant(lookup, of).await?;
    let open = tasks.first().is_some_and(|one| matches!(one.task.state, State::Held | State::Closed));
    if !open {
        return Ok(None);
    }
    let participant = participants::find(lookup, of.1).await?;
    let conference = conferences::find(lookup, of.0).await?;
    let (Some(participant), Some(conference)) = (participant, conference) else { return Ok(None) };
    let Some(way) = outbound::Link::new(format!("{}/ukoly", context.path)) else { return Ok(None) };
    let language = Language::from_code(context.language).unwrap_or_default();
    let child = participant.reader == crate::cases::ReaderKind::Child;
    let about =
        crate::audit::About { case: Some(conference.case.uuid()), conference: Some(conference.id.uuid()) };
    let part = Part { tasks: &tasks, words: words(language, child), language, way };
    let disclosed =
        disclosure::disclose::<TasksPart, _>(context.house, lookup, &part, &participant, about).await?;
    doors::part(&disclosed)
}
