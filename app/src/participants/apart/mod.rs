//! Who must not meet whom: said by staff for one conference where a safety concern is recorded, weighed against when each
//! of the two is expected in person and where, and an obstacle to inviting either of them until they come at separate
//! times or to separate places.
//!
//! Source: domain.md 2.6 (violence: separate times and places). Invariants: a pair is never silent while both are
//! expected together, whoever of them was taken off the list and seated again; nobody outside and nobody who only leads
//! the meeting reads a word of it. Why somebody must not be met stands in the case, with the concern, and nowhere else.

pub(super) mod actions;
pub(super) mod rules;
pub(super) mod store;

pub use rules::{Clash, GAP_MINUTES, is_elsewhere};

use super::Participant;
use crate::access::Lookup;
use crate::conferences::{Conference, Phase};
use crate::kernel::{Failure, Id};

/// Pairs that must not meet and are expected in person at the same place at the same time, or too near each other. `coming` are those
/// who said that they come, whatever they were invited to.
///
/// # Errors
/// Database errors.
pub async fn clashes(
    lookup: Lookup<'_>,
    conference: &Conference,
    (participants, phases): (&[Participant], &[Phase]),
    coming: &[Id<Participant>],
) -> Result<Vec<Clash>, Failure> {
    let pairs = store::pairs(lookup.queries(), conference.id).await?;
    let plan = rules::Plan::of(conference, phases, coming);
    let living = rules::living(&pairs, participants);
    Ok(living.iter().filter_map(|pair| rules::clash(*pair, &plan)).collect())
}
