//! The order of lines.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{LineState, Place, between};

/// Which way a line moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the line above.
    Up,
    /// Behind the line below.
    Down,
}

/// The lines in order: those of no phase first, then by the agenda (`phases` in its order), then those of phases that
/// are not in it; within a phase by place, and lines without one last. Total: no two lines are equal in it.
#[must_use]
pub fn order<'a>(lines: impl IntoIterator<Item = &'a LineState>, phases: &[Uuid]) -> Vec<Uuid> {
    let rank: BTreeMap<Uuid, usize> =
        phases.iter().rev().zip((1..=phases.len()).rev()).map(|(id, n)| (*id, n)).collect();
    let mut sorted: Vec<&LineState> = lines.into_iter().collect();
    sorted.sort_by_cached_key(|line| {
        let rank = line.phase.map_or(0, |phase| rank.get(&phase).copied().unwrap_or(phases.len() + 1));
        (rank, line.phase, line.place.is_none(), line.place.clone(), line.id)
    });
    sorted.into_iter().map(|line| line.id).collect()
}

/// The new place of a line that moves by one among the `shown` lines of its phase; none at the edge, and for a line that
/// is not shown or has no place. Lines that share a place are passed together.
#[must_use]
pub fn moved<'a>(
    shown: impl IntoIterator<Item = &'a LineState>,
    which: Uuid,
    way: Direction,
) -> Option<Place> {
    let shown: Vec<&LineState> = shown.into_iter().collect();
    let line = shown.iter().find(|line| line.id == which)?;
    let own = (line.place.as_ref()?, line.id);
    let beside = shown.iter().filter(|other| other.phase == line.phase);
    let mut places: Vec<(&Place, Uuid)> =
        beside.filter_map(|other| other.place.as_ref().map(|place| (place, other.id))).collect();
    places.sort_unstable();
    match way {
        Direction::Up => {
            let (behind, _) = places.iter().rev().find(|other| **other < own)?;
            let before = places.iter().rev().map(|(place, _)| *place).find(|place| place < behind);
            Some(between(before, Some(behind), which))
        }
        Direction::Down => {
            let (before, _) = places.iter().find(|other| **other > own)?;
            let behind = places.iter().map(|(place, _)| *place).find(|place| place > before);
            Some(between(Some(before), behind, which))
        }
    }
}
