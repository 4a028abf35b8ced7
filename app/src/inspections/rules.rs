//! What can be shown of a file, and when a request is ready for its record. Pure.

use super::model::{Part, PartOutcome};

/// How a paper of the case stands towards whoever reads the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may be shown.
    Open,
    /// It may not, and this says why.
    Kept(&'static str),
}

/// The master record of the office's own: nothing in it is cut.
pub const OWN: &str = "Je celý jen pro úřad. Ukázat jde výpis z něj, připravený pro tohoto člověka.";
/// A paper that was cut for somebody else.
pub const ANOTHERS: &str =
    "Je psaný pro někoho jiného. Ukázat jde jen to, co se připraví pro tohoto člověka.";
/// A handout of a meeting to which they were not invited.
pub const NOT_INVITED: &str = "Patří k setkání, na které tento člověk nebyl pozvaný.";

impl Standing {
    /// Whether it may be shown.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Why not.
    #[must_use]
    pub const fn why(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Kept(why) => Some(why),
        }
    }
}

/// How many parts are shown and how many refused.
#[must_use]
pub fn count(parts: &[Part]) -> (usize, usize) {
    let of = |outcome| parts.iter().filter(|part| part.outcome == outcome).count();
    (of(PartOutcome::Shown), of(PartOutcome::Refused))
}

/// Reasons of refusals as they are told, each once, in their order: two papers refused for the same reason are not two
/// gaps, because their number tells how much lies there.
#[must_use]
pub fn told_once<T, K: PartialEq>(reasons: Vec<T>, words: impl Fn(&T) -> K) -> Vec<T> {
    let mut told: Vec<T> = Vec::with_capacity(reasons.len());
    for reason in reasons {
        if !told.iter().any(|before| words(before) == words(&reason)) {
            told.push(reason);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn how_many_papers_one_reason_keeps_in_is_not_told(reasons in proptest::collection::vec(0_u8..4, 0..12)) {
            let told = told_once(reasons.clone(), |reason| *reason);
            for reason in &reasons {
                prop_assert_eq!(told.iter().filter(|t| *t == reason).count(), 1);
            }
            prop_assert!(told.iter().all(|t| reasons.contains(t)));
            prop_assert_eq!(told_once(told.clone(), |reason| *reason), told);
        }
    }
}
