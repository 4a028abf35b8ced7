//! What an invited person asks of the office: that somebody else comes instead of them, or the information needed to
//! prepare (§ 51 ZSPOD, as the office's data say). Each stands as a task on the invitation until staff decide.
//!
//! Whoever is named as a substitute learns nothing of it: the office decides, seats them, and only then do they get an
//! invitation of their own, cut for them.

pub(super) mod actions;
mod store;

pub(super) use store::{STATEMENTS, forget, open_of, open_request, request_of, substitutes_of};

use crate::identity::Staff;
use crate::kernel::{Choice, Id, Moment};

facts::fact! {
    /// The name of somebody who would come instead. Sealed.
    pub SubstituteName: String = Identity;
    /// In what role. Sealed.
    pub SubstituteRole: String = Identity;
    /// How to reach them. Sealed.
    pub SubstituteContact: String = ContactsAddresses;
    /// What somebody needs to know. Sealed; for the office only.
    pub RequestWords: String = ViolenceSafety;
}

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubstituteState {
    /// The office has not decided.
    Named,
    /// Sits at the table now.
    Accepted,
    /// Will not come.
    Declined,
    /// A newer suggestion took its place.
    Replaced,
}

impl Choice for SubstituteState {
    const ALL: &'static [Self] = &[Self::Named, Self::Accepted, Self::Declined, Self::Replaced];
    fn code(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Replaced => "replaced",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Named => "čeká na rozhodnutí",
            Self::Accepted => "přijatý",
            Self::Declined => "odmítnutý",
            Self::Replaced => "nahradil ho novější návrh",
        }
    }
}

/// Somebody named instead of an invited person.
#[derive(Clone, Debug)]
pub(super) struct Substitute {
    pub(super) id: Id<Substitute>,
    pub(super) name: SubstituteName,
    pub(super) role: Option<SubstituteRole>,
    pub(super) contact: SubstituteContact,
    pub(super) state: SubstituteState,
    pub(super) named: Moment,
}

/// What is typed to name a substitute.
#[derive(Clone, Debug)]
pub(super) struct NewSubstitute {
    pub(super) name: SubstituteName,
    pub(super) role: Option<SubstituteRole>,
    pub(super) contact: SubstituteContact,
}

/// A request for information.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) id: Id<Request>,
    pub(super) words: Option<RequestWords>,
    pub(super) asked: Moment,
    pub(super) settled: Option<Moment>,
    pub(super) settled_by: Option<Id<Staff>>,
}
