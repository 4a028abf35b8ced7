//! Whose invitation has to be looked at before it is sent: one of each kind of reader, and always whoever a protected
//! fact concerns (domain.md 2.6 point 9). Pure.

use crate::cases::ReaderKind;

/// Somebody who is about to get something.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// As what they read.
    pub kind: ReaderKind,
    /// And as what else: an aunt who teaches reads less than either, so that neither stands for her.
    pub also: Option<ReaderKind>,
    /// Whether a fact must not reach them, or is about them.
    pub concerned: bool,
    /// Whether what they will get was looked at as it is now.
    pub looked: bool,
}

impl Candidate {
    /// What they read as, both roles together.
    fn kinds(&self) -> (ReaderKind, Option<ReaderKind>) {
        (self.kind, self.also)
    }
}

/// For each candidate whether somebody has to look before it is sent. Of a kind nobody of which was looked at, the
/// first has to be.
#[must_use]
pub fn needed(candidates: &[Candidate]) -> Vec<bool> {
    let mut settled: Vec<_> = candidates.iter().filter(|c| c.looked).map(Candidate::kinds).collect();
    // A person who has to be looked at anyway stands for their kind.
    settled.extend(candidates.iter().filter(|c| c.concerned).map(Candidate::kinds));
    candidates
        .iter()
        .map(|candidate| {
            if candidate.looked {
                return false;
            }
            let first = !settled.contains(&candidate.kinds());
            if first {
                settled.push(candidate.kinds());
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
        let also = prop::option::weighted(0.2, 0..ReaderKind::ALL.len());
        (0..ReaderKind::ALL.len(), also, any::<bool>(), any::<bool>()).prop_map(
            |(kind, also, concerned, looked)| Candidate {
                kind: ReaderKind::ALL[kind],
                also: also.map(|also| ReaderKind::ALL[also]),
                concerned,
                looked,
            },
        )
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
            for kinds in all.iter().map(Candidate::kinds) {
                let of_kind: Vec<_> = all.iter().zip(&needed).filter(|(c, _)| c.kinds() == kinds).collect();
                let seen = of_kind.iter().filter(|(c, n)| c.looked || **n).count();
                prop_assert!(of_kind.is_empty() || seen >= 1);
                let extra = of_kind.iter().filter(|(c, n)| **n && !c.concerned).count();
                prop_assert!(extra <= 1, "one look stands for a kind");
                prop_assert!(of_kind.iter().all(|(c, n)| !(c.looked && **n)));
            }
        }
    }
}
