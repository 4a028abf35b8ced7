//! What can be taken over from a conference into a child's plan. Pure.

use crate::cases::Child;
use crate::kernel::Id;
use crate::meeting::{Line, LineKind};

/// Whether a line can become a measure for the child: it was agreed or is a task, still stands, and concerns the child
/// or nobody in particular.
#[must_use]
pub fn can_be_taken(kind: LineKind, struck: bool, about: Option<Id<Child>>, child: Id<Child>) -> bool {
    matches!(kind, LineKind::Agreed | LineKind::Task) && !struck && about.is_none_or(|one| one == child)
}

/// The lines that were ticked, may be taken, and are not measures yet; each once, in the order of the record.
#[must_use]
pub fn newly_taken(offered: &[Id<Line>], ticked: &[Id<Line>], taken: &[Id<Line>]) -> Vec<Id<Line>> {
    offered.iter().copied().filter(|line| ticked.contains(line) && !taken.contains(line)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn ids(numbers: &[u128]) -> Vec<Id<Line>> {
        numbers.iter().map(|number| Id::from_uuid(Uuid::from_u128(*number))).collect()
    }

    proptest! {
        #[test]
        fn nothing_is_taken_over_that_was_not_ticked_offered_and_new(
            offered in proptest::collection::btree_set(0_u128..9, 0..9),
            ticked in proptest::collection::vec(0_u128..12, 0..12),
            taken in proptest::collection::vec(0_u128..12, 0..12),
        ) {
            let offered = ids(&offered.into_iter().collect::<Vec<_>>());
            let (ticked, taken) = (ids(&ticked), ids(&taken));
            let new = newly_taken(&offered, &ticked, &taken);
            for line in &new {
                prop_assert!(offered.contains(line) && ticked.contains(line) && !taken.contains(line));
            }
            // The same ticks a second time take nothing.
            let both: Vec<_> = taken.iter().chain(&new).copied().collect();
            prop_assert!(newly_taken(&offered, &ticked, &both).is_empty());
        }
    }

    #[test]
    fn what_was_only_said_or_concerns_a_sibling_is_not_offered() {
        let (child, sibling) = (Id::from_uuid(Uuid::from_u128(1)), Id::from_uuid(Uuid::from_u128(2)));
        assert!(can_be_taken(LineKind::Task, false, None, child));
        assert!(can_be_taken(LineKind::Agreed, false, Some(child), child));
        assert!(!can_be_taken(LineKind::Said, false, None, child));
        assert!(!can_be_taken(LineKind::Dissent, false, None, child));
        assert!(!can_be_taken(LineKind::Task, true, None, child));
        assert!(!can_be_taken(LineKind::Task, false, Some(sibling), child));
    }
}
