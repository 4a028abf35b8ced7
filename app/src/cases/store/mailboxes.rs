//! Who reads whose post. Pure; it stands among the stores because it compares the contacts themselves and shows none.

use super::text_of;
use crate::cases::model::{Contact, SharedContact};
use crate::cases::rules::{folded_address, folded_email, folded_phone};
use crate::cases::{Email, Person};
use crate::kernel::Id;
use std::collections::BTreeMap;

/// Which people share a mailbox, a phone or an address: what is sent to one may be read by the others. Compared as
/// people write it: without case, diacritics, spaces, country prefix and the word for street.
#[must_use]
pub fn sharing_mailbox(people: &[Person]) -> Vec<SharedContact> {
    let mut groups: BTreeMap<(Contact, String), Vec<Id<Person>>> = BTreeMap::new();
    for person in people {
        let contacts = [
            (Contact::Email, person.email.as_ref().map(|email| folded_email(text_of(email)))),
            (Contact::Phone, person.phone.as_ref().map(|phone| folded_phone(text_of(phone)))),
            (Contact::Address, person.address.as_ref().map(|address| folded_address(text_of(address)))),
        ];
        for (what, folded) in contacts {
            if let Some(folded) = folded.filter(|text| !text.is_empty()) {
                groups.entry((what, folded)).or_default().push(person.id);
            }
        }
    }
    let shared = groups.into_iter().filter(|(_, people)| people.len() > 1);
    shared.map(|((what, _), people)| SharedContact { what, people }).collect()
}

/// Whose mailbox an address is, among the people of a case.
#[must_use]
pub fn mailbox_of(people: &[Person], email: &Email) -> Vec<Id<Person>> {
    let wanted = folded_email(text_of(email));
    let theirs = |person: &&Person| {
        let own = person.email.as_ref().map(|own| folded_email(text_of(own)));
        own.is_some_and(|own| !own.is_empty() && own == wanted)
    };
    people.iter().filter(theirs).map(|person| person.id).collect()
}
