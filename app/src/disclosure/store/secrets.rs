//! Protected facts and contacts as the tripwire takes them. They stand among the stores because their words are opened
//! here for a machine alone: nothing of them is shown.
//!
//! Two sources: the case's protected facts that name the reader (or somebody who reads the same mailbox), and, where
//! somebody's safety is at risk, the address and contacts of everybody else of the family, written down as protected or
//! not.

use crate::cases::{self, Contact, Person, ProtectedFact, ProtectedKind};
use crate::disclosure::defaults;
use crate::kernel::Id;
use tripwire::{Kind, Secret};

/// How the tripwire looks for a protected fact.
fn kind_of(kind: ProtectedKind, value: &str) -> Kind {
    match kind {
        ProtectedKind::Address => Kind::Address,
        ProtectedKind::Phone | ProtectedKind::Email => Kind::Contact,
        ProtectedKind::Name => Kind::Name,
        ProtectedKind::School | ProtectedKind::Work => Kind::Organisation,
        // A notifier is written down as a name, or described in words.
        ProtectedKind::Notifier if is_name(value) => Kind::Name,
        ProtectedKind::Notifier
        | ProtectedKind::Health
        | ProtectedKind::ChildWords
        | ProtectedKind::Other => Kind::Words,
    }
}

/// Two to four words that all begin with a capital letter.
fn is_name(value: &str) -> bool {
    let words: Vec<&str> = value.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=4).contains(&words.len()) && words.iter().all(capital)
}

/// Who reads what is sent to a person: the person first, then everybody with whom they share a mailbox or an address.
pub(in crate::disclosure) fn readers_of(people: &[Person], reader: Option<Id<Person>>) -> Vec<Id<Person>> {
    let mut readers: Vec<Id<Person>> = reader.into_iter().collect();
    for shared in cases::sharing_mailbox(people) {
        let post = matches!(shared.what, Contact::Email | Contact::Address);
        if post && reader.is_some_and(|reader| shared.people.contains(&reader)) {
            readers.extend(shared.people.iter().filter(|person| Some(**person) != reader));
        }
    }
    readers
}

/// The protected facts of a case that must not reach any of `readers` (the reader, and who shares their mailbox), or
/// anybody outside the office. A fact about the reader is theirs, unless somebody else reads their post.
pub(in crate::disclosure) fn against(facts: &[ProtectedFact], readers: &[Id<Person>]) -> Vec<Secret> {
    let concerns = |fact: &&ProtectedFact| {
        let own = fact.about_person.is_some() && fact.about_person.as_ref() == readers.first();
        let kept = |person: &Id<Person>| fact.must_not_reach.contains(person);
        let them = readers.first().is_some_and(kept);
        // Whoever reads the same post: what is about them is theirs as well.
        let others = readers.iter().skip(1).any(|person| {
            kept(person) || (fact.reaches_nobody && fact.about_person.as_ref() != Some(person))
        });
        others || (!own && (them || fact.reaches_nobody))
    };
    facts.iter().filter(concerns).map(secret_of).collect()
}

fn secret_of(fact: &ProtectedFact) -> Secret {
    let value = facts::for_machine(&fact.value);
    let kind = kind_of(fact.kind, value);
    let text = if kind == Kind::Address { on_one_line(value) } else { value.clone() };
    Secret { id: id_of_fact(fact), kind, text }
}

/// The lines of an address belong together: a town alone is no secret.
fn on_one_line(address: &str) -> String {
    address.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Addresses and contacts of everybody else of the family, for a case where somebody's safety is at risk. What all who
/// read the reader's post have in common with them is no secret towards them; what the reader alone has is one as soon
/// as somebody else reads their post.
pub(in crate::disclosure) fn contacts_of_others(people: &[Person], readers: &[Id<Person>]) -> Vec<Secret> {
    let folded = |person: &Person| -> Vec<String> {
        contacts(person).into_iter().map(|(_, text)| czech::folding::fold(&text)).collect()
    };
    let reading: Vec<Vec<String>> =
        people.iter().filter(|person| readers.contains(&person.id)).map(folded).collect();
    let known = |text: &str| {
        let text = czech::folding::fold(text);
        !reading.is_empty() && reading.iter().all(|own| own.contains(&text))
    };
    let family = people.iter().filter(|person| person.reader.is_of_family() || readers.contains(&person.id));
    family
        .flat_map(|person| contacts(person).into_iter().map(move |contact| (person.id, contact)))
        .filter(|(_, (_, text))| !known(text))
        .map(|(person, (kind, text))| Secret { id: id_of_contact(person, &text), kind, text })
        .collect()
}

/// The identifier under which a contact of somebody is justified: of this one contact as it is now, so that neither
/// another contact nor a new address is justified with it.
pub(in crate::disclosure) fn id_of_contact(person: Id<Person>, text: &str) -> uuid::Uuid {
    defaults::name_of(&["contact", &person.to_string(), &czech::folding::fold(text)])
}

/// The identifier under which a protected fact is justified: of this version of it.
pub(in crate::disclosure) fn id_of_fact(fact: &ProtectedFact) -> uuid::Uuid {
    defaults::name_of(&["fact", &fact.id.to_string(), &fact.version.to_string()])
}

/// All contacts of the people of a case with the identifiers under which they are justified.
pub(in crate::disclosure) fn ids_of_contacts(people: &[Person]) -> Vec<uuid::Uuid> {
    let all = people.iter().flat_map(|person| contacts(person).into_iter().map(move |c| (person.id, c)));
    all.map(|(person, (_, text))| id_of_contact(person, &text)).collect()
}

fn contacts(person: &Person) -> Vec<(Kind, String)> {
    let address = person.address.as_ref().map(|a| (Kind::Address, on_one_line(facts::for_machine(a))));
    let phone = person.phone.as_ref().map(|p| (Kind::Contact, facts::for_machine(p).clone()));
    let email = person.email.as_ref().map(|e| (Kind::Contact, facts::for_machine(e).clone()));
    address.into_iter().chain(phone).chain(email).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::cases::ProtectedValue;
    use crate::disclosure::watch::Watch;
    use outbound::Guard;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn shelter(reaches_nobody: bool) -> ProtectedFact {
        ProtectedFact {
            id: id(1),
            case: id(2),
            office: id(3),
            case_closed: false,
            kind: ProtectedKind::Address,
            about_person: Some(id(10)),
            about_child: None,
            value: ProtectedValue::new("Dlouhá 12\n785 01 Šternberk"),
            note: None,
            must_not_reach: if reaches_nobody { Vec::new() } else { vec![id(11)] },
            reaches_nobody,
            version: 1,
        }
    }

    #[test]
    fn the_mothers_address_is_watched_for_in_what_the_father_gets_and_not_in_her_own_letter() {
        let facts = [shelter(false)];
        assert_eq!(against(&facts, &[id(11)]).len(), 1);
        assert!(against(&facts, &[id(10)]).is_empty());
        assert!(against(&facts, &[id(12)]).is_empty(), "a grandmother from whom it is not kept");
    }

    #[test]
    fn whoever_reads_the_fathers_post_with_him_gets_no_more_than_he_does() {
        assert_eq!(against(&[shelter(false)], &[id(12), id(11)]).len(), 1);
        assert_eq!(against(&[shelter(false)], &[id(10), id(11)]).len(), 1, "even her own, when he reads it");
    }

    #[test]
    fn what_reaches_nobody_is_watched_for_with_readers_of_no_person_too() {
        assert_eq!(against(&[shelter(true)], &[]).len(), 1);
        assert_eq!(against(&[shelter(true)], &[id(12)]).len(), 1);
        assert!(against(&[shelter(true)], &[id(10)]).is_empty());
        assert_eq!(against(&[shelter(true)], &[id(10), id(11)]).len(), 1, "her own, when he reads her post");
    }

    #[test]
    fn the_lines_of_an_address_are_one_secret_and_the_town_alone_stops_nothing() {
        let watch = Watch::of(&against(&[shelter(false)], &[id(11)]), BTreeSet::new()).unwrap();
        assert!(watch.read("Úřad Šternberk, 785 01 Šternberk").is_empty());
        assert_eq!(watch.read("bydlí teď v Dlouhé 12").len(), 1);
        assert!(!watch.read("bydlí teď v Dlouhé 12")[0].excused);
        let excused =
            Watch::of(&against(&[shelter(false)], &[id(11)]), BTreeSet::from([id_of_fact(&shelter(false))]))
                .unwrap();
        assert!(excused.read("bydlí teď v Dlouhé 12")[0].excused);
    }

    #[test]
    fn a_justification_is_of_one_version_of_a_fact() {
        let moved = ProtectedFact { version: 2, ..shelter(false) };
        assert_ne!(id_of_fact(&shelter(false)), id_of_fact(&moved));
    }
}
