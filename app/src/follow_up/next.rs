//! The conference that follows another: begun once, with the people and goals that staff choose of the earlier one.

use super::events::ConferenceFollowed;
use super::policy::FollowConference;
use super::store::after as store;
use crate::access::{House, Lookup, Permit, Record};
use crate::audit::{About, Operation, Recorded};
use crate::conferences::{self, Conference, ConferenceConsidered, DateChanged, Goal};
use crate::kernel::{Day, Failure, Id, TimeOfDay};
use crate::participants::{self, Participant};
use std::sync::Arc;

/// How many conferences back tasks are looked for.
const FAR: usize = 20;

/// What staff chose.
#[derive(Clone, Debug)]
pub(super) struct NewNext {
    /// Identifier, made when the form was shown.
    pub(super) id: Id<Conference>,
    /// The day, if it is known.
    pub(super) when: Option<(Day, TimeOfDay, TimeOfDay)>,
    /// Who is to come again.
    pub(super) people: Vec<Participant>,
    /// Goals that go on.
    pub(super) goals: Vec<Goal>,
}

crate::not_done! {
    /// Why none was begun.
    pub(super) enum NotBegun {
        /// There is one already.
        There,
    }
}

/// Begins it. Of two who press at once one begins it, and both come to the same.
pub(super) async fn begin(
    house: &House,
    permit: Permit<Conference, FollowConference>,
    new: NewNext,
) -> Result<Id<Conference>, NotBegun> {
    let shared = Arc::new((permit, new));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, new) = (&shared.0, &shared.1);
            permit.renew(&mut operation).await?;
            let (earlier, me) = (permit.record(), permit.actor().id);
            if !conferences::begin_following(&mut operation, new.id, earlier, me).await? {
                return Err(NotBegun::There);
            }
            let there = store::claim_next(&mut operation, (earlier.id, new.id), me).await?;
            if there != new.id {
                return Err(NotBegun::There);
            }
            Ok((fill(operation, earlier, new).await?, new.id))
        }
    });
    outcome.await
}

/// Day, people, goals.
pub(super) async fn fill(
    mut operation: Operation,
    earlier: &Conference,
    new: &NewNext,
) -> Result<Recorded, Failure> {
    let about = About { conference: Some(new.id.uuid()), ..earlier.about() };
    operation.note(&ConferenceConsidered { about, conference: new.id }).await?;
    if let Some(when) = new.when {
        conferences::propose_date(&mut operation, new.id, when).await?;
        operation.note(&DateChanged { about, day: when.0 }).await?;
    }
    let conference = Conference {
        id: new.id,
        state: conferences::State::Considered,
        follows: Some(earlier.id),
        held: None,
        running: None,
        sealed: None,
        place: None,
        ..earlier.clone()
    };
    let mut people = 0;
    for who in &new.people {
        people += usize::from(participants::seat_again(&mut operation, &conference, who).await?.is_some());
    }
    conferences::take_over_goals(&mut operation, (new.id, earlier.case), &new.goals).await?;
    let event = ConferenceFollowed {
        about,
        earlier: earlier.id,
        people,
        goals: new.goals.len(),
        day: new.when.is_some(),
    };
    Ok(operation.record(&event).await?)
}

/// The conferences that one follows, the newest first.
pub(super) async fn earlier(lookup: Lookup<'_>, conference: &Conference) -> Result<Vec<Conference>, Failure> {
    let mut found: Vec<Conference> = Vec::new();
    let mut follows = conference.follows;
    while let Some(id) = follows.filter(|id| found.len() < FAR && found.iter().all(|one| one.id != *id)) {
        let Some(one) = conferences::find(lookup, id).await? else { break };
        follows = one.follows;
        found.push(one);
    }
    Ok(found)
}
