//! What was withdrawn from a reader who has it already: they are asked on their own page to destroy it, and confirm it
//! there. That there is something to read is said by whoever writes to them (a job of this kind carries the participant).

use super::events::PaperDestroyed;
use super::model::{Handing, Recipient};
use super::{Paper, store};
use crate::access::{House, Lookup, Record};
use crate::audit::{By, Operation};
use crate::conferences::Conference;
use crate::kernel::{Failure, Id};
use crate::participants::Participant;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Kind of the job that tells a participant of it. Its subject is the participant.
pub const CALLED_BACK: &str = "paper.called_back";

/// A paper that its reader is asked to destroy.
#[derive(Clone, Copy, Debug)]
pub struct CalledBack {
    /// The paper.
    pub id: Id<Paper>,
    /// Its number: what its file was called by.
    pub number: i64,
}

/// Whether somebody has a paper, and did not say that they destroyed it.
fn still_has(recipient: &Recipient, handings: &[Handing]) -> bool {
    let handed = |h: &Handing| h.paper == recipient.paper && h.participant == recipient.participant;
    !recipient.is_live() && recipient.destroyed.is_none() && handings.iter().any(handed)
}

/// What a participant is asked to destroy, in the order of its numbers.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn called_back_from(
    lookup: Lookup<'_>,
    participant: &Participant,
) -> Result<Vec<CalledBack>, Failure> {
    let mut theirs = store::recipients(lookup, participant.conference).await?;
    theirs.retain(|recipient| recipient.participant == participant.id);
    if theirs.iter().all(Recipient::is_live) {
        return Ok(Vec::new());
    }
    let handings = store::handings(lookup, participant.conference).await?;
    let asked: BTreeSet<Id<Paper>> =
        theirs.iter().filter(|recipient| still_has(recipient, &handings)).map(|own| own.paper).collect();
    let papers = store::of_conference(lookup, participant.conference).await?;
    let asked = papers.into_iter().filter(|paper| asked.contains(&paper.id));
    Ok(asked.map(|paper| CalledBack { id: paper.id, number: paper.number }).collect())
}

/// Queues word of it in the operation that withdraws.
pub(super) async fn tell(operation: &mut Operation, participant: Id<Participant>) -> Result<(), Failure> {
    let now = operation.now();
    let job = jobs::NewJob {
        id: Id::<Participant>::fresh(now).uuid(),
        kind: CALLED_BACK,
        subject: Some(participant.uuid()),
        ids: serde_json::json!({}),
        due: now.timestamp(),
    };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// A reader says on their page that they destroyed what was withdrawn from them (`by` is the bearer of the link);
/// `false` when they are not asked to.
///
/// # Errors
/// Database errors.
pub async fn confirm(
    house: &House,
    lookup: Lookup<'_>,
    by: By,
    participant: &Participant,
    paper: Id<Paper>,
) -> Result<bool, Failure> {
    let asked = called_back_from(lookup, participant).await?;
    if !asked.iter().any(|one| one.id == paper) {
        return Ok(false);
    }
    let Some(paper) = Paper::find(lookup, paper).await? else { return Ok(false) };
    let (shared, on) = (Arc::new((paper, participant.id)), house.clock.today());
    house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                let (paper, participant) = (&shared.0, shared.1);
                // Two devices confirm the same thing: the second changes nothing.
                store::destroyed(&mut operation, paper.id, participant, on).await?;
                let event = PaperDestroyed { about: paper.about(), paper: paper.id, participant, on };
                Ok::<_, Failure>((operation.record(&event).await?, true))
            }
        })
        .await
}

/// Those of the named readers who have a paper already.
///
/// # Errors
/// Database errors.
pub(super) async fn who_has(
    lookup: Lookup<'_>,
    (paper, conference): (Id<Paper>, Id<Conference>),
    readers: &[Id<Participant>],
) -> Result<Vec<Id<Participant>>, Failure> {
    let handings = store::handings(lookup, conference).await?;
    let has =
        |reader: &Id<Participant>| handings.iter().any(|h| h.paper == paper && h.participant == *reader);
    Ok(readers.iter().copied().filter(has).collect())
}
