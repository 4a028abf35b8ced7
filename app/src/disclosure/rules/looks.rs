//! Whose invitation has to be looked at before it is sent: one of each kind of reader, and always whoever a protected
//! fact concerns (domain.md 2.6 point 9). Pure.

use crate::cases::ReaderKind;

/// Somebody who is about to get something.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// As what they read.
    pub kind: ReaderKind,
    /// Whether a fact must not reach them, or is about them.
    pub concerned: bool,
    /// Whether what they will get was looked at as it is now.
    pub looked: bool,
}

/// For each candidate whether somebody has to look before it is sent. Of a kind nobody of which was looked at, the
/// first has to be.
#[must_use]
pub fn needed(candidates: &[Candidate]) -> Vec<bool> {
    let mut settled: Vec<ReaderKind> = candidates.iter().filter(|c| c.looked).map(|c| c.kind).collect();
    // A person who has to be looked at anyway stands for their kind.
    settled.extend(candidates.iter().filter(|c| c.concerned).map(|c| c.kind));
    candidates
        .iter()
        .map(|candidate| {
            if candidate.looked {
                return false;
            }
            let first = !settled.contains(&candidate.kind);
            if first {
                settled.push(candidate.kind);
            }
            candidate.concerned || first
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::kernel::Choice;
    use proptest::prelude::*;

    fn candidate() -> impl Strategy<Value = Candidate> {
        (0..ReaderKind::ALL.len(), any::<bool>(), any::<bool>()).prop_map(|(kind, concerned, looked)| {
            Candidate { kind: ReaderKind::ALL[kind], concerned, looked }
        })
    }

    proptest! {
        #[test]
        fn whoever_a_protected_fact_concerns_is_always_looked_at(all in prop::collection::vec(candidate(), 0..15)) {
            let needed = needed(&all);
            for (candidate, needed) in all.iter().zip(&needed) {
                prop_assert!(*needed || !candidate.concerned || candidate.looked);
            }
        }

        #[test]
        fn of_every_kind_somebody_was_looked_at_and_nobody_twice(all in prop::collection::vec(candidate(), 0..15)) {
            let needed = needed(&all);
            for kind in ReaderKind::ALL {
                let of_kind: Vec<_> = all.iter().zip(&needed).filter(|(c, _)| c.kind == *kind).collect();
                let seen = of_kind.iter().filter(|(c, n)| c.looked || **n).count();
                prop_assert!(of_kind.is_empty() || seen >= 1);
                let extra = of_kind.iter().filter(|(c, n)| **n && !c.concerned).count();
                prop_assert!(extra <= 1, "one look stands for a kind");
                prop_assert!(of_kind.iter().all(|(c, n)| !(c.looked && **n)));
            }
        }
    }
}
