//! The letter to a child.

use crate::cases::Child;
use crate::conferences::{Conference, choice};
use crate::documents::Document;
use crate::kernel::{Choice, Day, Id, Moment};

facts::fact! {
    /// How the child is greeted: "Milá Eliško". Sealed.
    pub Greeting: String = Identity;
    /// What those present heard from the child. Sealed.
    pub Heard: String = ChildWords;
    /// What was agreed, in words for the child. Sealed.
    pub Agreed: String = PlanTasks;
    /// What the child itself has taken on, or may. Sealed.
    pub Yours: String = PlanTasks;
    /// What is still open. Sealed.
    pub OpenEnds: String = PlanTasks;
    /// What happens next. Sealed.
    pub NextSteps: String = PlanTasks;
    /// A sentence of the worker's own at the end. Sealed.
    pub Closing: String = Identity;
}

choice! {
    /// For which age a letter speaks.
    Band {
        /// To eight.
        Small = "small", "do 8 let: obrázky a pár slov";
        /// Nine to twelve.
        Middle = "middle", "9 až 12 let";
        /// From thirteen.
        Young = "young", "od 13 let";
    }
}

impl Band {
    /// The band that an age proposes; the middle one when nobody knows it.
    #[must_use]
    pub const fn of_age(years: Option<i16>) -> Self {
        match years {
            Some(..=8) => Self::Small,
            Some(13..) => Self::Young,
            Some(_) | None => Self::Middle,
        }
    }

    /// Longest words of one field, in characters: a small child is read to, not handed a page.
    #[must_use]
    pub const fn longest(self) -> usize {
        match self {
            Self::Small => 240,
            Self::Middle => 700,
            Self::Young => 1500,
        }
    }
}

choice! {
    /// How a letter reached the child.
    HandedBy {
        /// The worker read it with the child.
        Together = "together", "přečetli jsme ho spolu";
        /// The child's guide or somebody it trusts.
        Guide = "guide", "předal ho průvodce nebo člověk, kterému dítě věří";
        /// From hand to hand.
        InPerson = "in_person", "předán osobně";
        /// By post, to the child's name.
        Post = "post", "poštou na jméno dítěte";
    }
}

/// The words of a letter.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) band: Band,
    pub(super) greeting: Greeting,
    pub(super) heard: Option<Heard>,
    pub(super) agreed: Agreed,
    pub(super) yours: Option<Yours>,
    pub(super) open_ends: Option<OpenEnds>,
    pub(super) next_steps: NextSteps,
    pub(super) closing: Option<Closing>,
}

/// The letter to one child after one conference.
#[derive(Clone, Debug)]
pub struct ChildLetter {
    /// Identifier.
    pub id: Id<ChildLetter>,
    /// The conference.
    pub conference: Id<Conference>,
    /// The child.
    pub child: Id<Child>,
    /// Its words.
    pub(super) letter: Letter,
    /// The filed paper of these words; none: not made since they were changed.
    pub document: Option<Id<Document>>,
    /// When it was made.
    pub made: Option<Moment>,
    /// When and how the child got it, and which paper that was.
    pub handed: Option<(Day, HandedBy, Id<Document>)>,
    /// Version.
    pub version: i64,
}

impl ChildLetter {
    /// Whether the child has the paper as it is written now.
    #[must_use]
    pub fn is_handed(&self) -> bool {
        self.document.is_some() && self.handed.map(|(_, _, document)| document) == self.document
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_older_child_is_never_proposed_a_younger_frame(one in 0_i16..25, other in 0_i16..25) {
            let (younger, older) = (one.min(other), one.max(other));
            prop_assert!(Band::of_age(Some(younger)) <= Band::of_age(Some(older)));
        }
    }

    #[test]
    fn the_borders_are_eight_and_thirteen() {
        let bands = [8, 9, 12, 13].map(|age| Band::of_age(Some(age)));
        assert_eq!(bands, [Band::Small, Band::Middle, Band::Middle, Band::Young]);
    }
}
