//! What an invited person asks of the office: that somebody else comes instead of them, or the information needed to
//! prepare (§ 51 ZSPOD, as the office's data say). Each stands as a task on the invitation until staff decide.
//!
//! Whoever is named as a substitute learns nothing of it: the office decides, seats them, and only then do they get an
//! invitation of their own, cut for them, at the contact that was typed. Whoever named somebody whom the office does not
//! accept reads so on their page, and a neutral mail (or staff) says that there is something to read.

pub(super) mod actions;
pub(super) mod jobs;
mod store;

pub(super) use store::{
    STATEMENTS, contact_of, declined_untold_of, forget, open_of, open_request, request_of, substitutes_of,
};

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
    /// When they heard that the office did not accept it.
    pub(super) told: Option<Moment>,
}

/// What was typed to reach a substitute, taken apart: an address with an at sign, and what else can be dialled.
pub(super) fn reach(contact: &str) -> (Option<String>, Option<String>) {
    let parts = || contact.split([',', ';', ' ', '\u{a0}']).map(str::trim).filter(|part| !part.is_empty());
    let is_address = |part: &&str| {
        part.split_once('@').is_some_and(|(box_, house)| {
            !box_.is_empty() && house.contains('.') && !house.starts_with('.') && !house.contains('@')
        })
    };
    let address = parts().find(is_address).map(|part| part.trim_end_matches('.').to_owned());
    let rest: Vec<&str> = parts().filter(|part| !part.contains('@')).collect();
    let digits = rest.iter().flat_map(|part| part.chars()).filter(char::is_ascii_digit).count();
    (address, (digits >= 9).then(|| rest.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::reach;

    #[test]
    fn what_was_typed_is_taken_apart_into_mail_and_phone() {
        let told = |text: &str| {
            let (mail, phone) = reach(text);
            (mail.unwrap_or_default(), phone.unwrap_or_default())
        };
        let pair = |mail: &str, phone: &str| (mail.to_owned(), phone.to_owned());
        assert_eq!(told("teta@posta.example"), pair("teta@posta.example", ""));
        assert_eq!(told("600 777 888"), pair("", "600 777 888"));
        assert_eq!(told("+420600777888, teta@posta.example."), pair("teta@posta.example", "+420600777888"));
        assert_eq!(told("zeptejte se mě"), pair("", ""));
        assert_eq!(told("@ a@b 12"), pair("", ""));
    }
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
