//! Whether inviting somebody would bring them to whom they must not meet. Asked before sending, again when a mail leaves
//! the queue and when a filed letter is opened, printed or handed over: it may have been said meanwhile.

use super::model::{Answer, Invitation};
use crate::access::Lookup;
use crate::conferences::{self, Conference};
use crate::kernel::{Failure, Id};
use crate::participants::{self, Clash, Participant};

/// Pairs that must not meet and would, also because one of them answered that they come.
///
/// # Errors
/// Database errors.
pub async fn clashes(
    lookup: Lookup<'_>,
    conference: &Conference,
    invitations: &[Invitation],
) -> Result<Vec<Clash>, Failure> {
    let comes = |i: &&Invitation| matches!(i.answer, Some(Answer::Comes | Answer::PartOnly));
    let coming: Vec<_> = invitations.iter().filter(comes).map(|i| i.participant).collect();
    planned(lookup, conference, &coming).await
}

/// The same as it is planned, with those who said that they come.
pub(super) async fn planned(
    lookup: Lookup<'_>,
    conference: &Conference,
    coming: &[Id<Participant>],
) -> Result<Vec<Clash>, Failure> {
    let people = participants::of_conference(lookup, conference.id).await?;
    let phases = conferences::phases(lookup, conference.id).await?;
    participants::clashes(lookup, conference, (&people, &phases), coming).await
}

/// Whether one of them would, as it is planned.
pub(super) async fn would_meet(
    lookup: Lookup<'_>,
    conference: &Conference,
    who: Id<Participant>,
) -> Result<bool, Failure> {
    Ok(planned(lookup, conference, &[]).await?.iter().any(|clash| clash.concerns(who)))
}
