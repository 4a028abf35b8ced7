//! Protected facts and contacts as the tripwire takes them. They stand among the stores because their words are opened
//! here for a machine alone: nothing of them is shown.
//!
//! Three sources: the case's protected facts that name the reader (or somebody who reads the same mailbox), and, where
//! somebody's safety is at risk, the address and contacts of everybody else of the family, written down as protected or
//! not; and the address to which somebody else comes apart from all others.

use crate::cases::{self, Person, ProtectedFact, ProtectedKind};
use crate::conferences::Place;
use crate::disclosure::defaults;
use crate::disclosure::model::Reader;
use crate::kernel::Id;
use crate::participants::{self, Participant};
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

/// Who reads what is sent to somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::disclosure) struct Reading {
    /// The reader, if they are a person of the case: what is about them is theirs, as long as nobody else reads it.
    pub(in crate::disclosure) own: Option<Id<Person>>,
    /// Everybody else who may come to read it: who shares their mailbox or address, who stands behind a substitute or
    /// a child.
    pub(in crate::disclosure) others: Vec<Id<Person>>,
}

impl Reading {
    /// Who reads what a reader gets.
    pub(in crate::disclosure) fn of(people: &[Person], reader: &Reader) -> Self {
        let mut others = reader.behind.clone();
        let known: Vec<Id<Person>> = reader.person.into_iter().chain(reader.behind.iter().copied()).collect();
        for shared in cases::sharing_mailbox(people) {
            if known.iter().any(|person| shared.people.contains(person)) {
                others.extend(shared.people);
            }
        }
        others.retain(|person| Some(*person) != reader.person);
        others.sort();
        others.dedup();
        Self { own: reader.person, others }
    }

    fn contains(&self, person: Id<Person>) -> bool {
        self.own == Some(person) || self.others.contains(&person)
    }
}

/// The protected facts of a case that must not reach somebody who reads it, or anybody outside the office. A fact about
/// the reader is theirs, unless somebody else reads their post.
pub(in crate::disclosure) fn against(facts: &[ProtectedFact], reading: &Reading) -> Vec<Secret> {
    let concerns = |fact: &&ProtectedFact| {
        let own = fact.about_person.is_some() && fact.about_person == reading.own;
        let kept = |person: &Id<Person>| fact.must_not_reach.contains(person);
        let them = reading.own.as_ref().is_some_and(kept);
        // Whoever reads the same post: what is about them is theirs as well.
        let others = reading.others.iter().any(|person| {
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
/// as somebody else reads their post. A child and a substitute have no contacts here: to them all are secret.
pub(in crate::disclosure) fn contacts_of_others(people: &[Person], reading: &Reading) -> Vec<Secret> {
    let folded = |person: &Person| -> Vec<String> {
        contacts(person).into_iter().map(|(_, text)| czech::folding::fold(&text)).collect()
    };
    let of_readers: Vec<Vec<String>> =
        people.iter().filter(|person| reading.contains(person.id)).map(folded).collect();
    let known = |text: &str| {
        let text = czech::folding::fold(text);
        reading.own.is_some() && !of_readers.is_empty() && of_readers.iter().all(|own| own.contains(&text))
    };
    let family = people.iter().filter(|person| person.reader.is_of_family() || reading.contains(person.id));
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

/// Where the others of a conference come who come to an address of their own: nobody else's output says it. The common
/// address is no secret, nor is a room in it.
pub(in crate::disclosure) fn places_of_others(
    seats: &[Participant],
    common: Option<&Place>,
    reader: Id<Participant>,
) -> Vec<Secret> {
    // Whoever comes to the same house, as a child does with its mother, knows it.
    let own = seats.iter().find(|seat| seat.id == reader).and_then(|seat| seat.place.as_ref());
    let unknown = |place: &Place| own.is_none_or(|own| participants::is_elsewhere(place, Some(own)));
    let of_others = seats.iter().filter(|seat| seat.id != reader && seat.place.as_ref().is_some_and(unknown));
    of_others
        .filter_map(|seat| own_address(seat, common))
        .map(|(seat, text)| Secret { id: id_of_place(seat, &text), kind: Kind::Address, text })
        .collect()
}

/// The identifiers under which the places of a conference are justified.
pub(in crate::disclosure) fn ids_of_places(seats: &[Participant], common: Option<&Place>) -> Vec<uuid::Uuid> {
    let own = seats.iter().filter_map(|seat| own_address(seat, common));
    own.map(|(seat, text)| id_of_place(seat, &text)).collect()
}

fn id_of_place(seat: Id<Participant>, text: &str) -> uuid::Uuid {
    defaults::name_of(&["place", &seat.to_string(), &czech::folding::fold(text)])
}

fn own_address(seat: &Participant, common: Option<&Place>) -> Option<(Id<Participant>, String)> {
    let place = seat.place.as_ref().filter(|_| !seat.removed)?;
    // Without the number of a house it is a name that may stand in any text.
    let told = place.address.contains(|c: char| c.is_ascii_digit());
    let own = told && participants::is_elsewhere(place, common);
    own.then(|| (seat.id, on_one_line(&place.address)))
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

    fn alone(person: u128) -> Reading {
        Reading { own: Some(id(person)), others: Vec::new() }
    }

    fn with(person: u128, other: u128) -> Reading {
        Reading { own: Some(id(person)), others: vec![id(other)] }
    }

    #[test]
    fn what_must_not_reach_the_father_reaches_neither_his_substitute_nor_a_child_that_he_sees() {
        let nobody_but = Reading { own: None, others: vec![id(11)] };
        assert_eq!(against(&[shelter(false)], &nobody_but).len(), 1);
        assert_eq!(against(&[shelter(true)], &nobody_but).len(), 1);
        let of_the_mother = Reading { own: None, others: vec![id(10)] };
        assert!(against(&[shelter(false)], &of_the_mother).is_empty());
        assert_eq!(
            against(&[shelter(true)], &of_the_mother).len(),
            1,
            "what is hers is not her substitute's"
        );
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
        assert_eq!(against(&facts, &alone(11)).len(), 1);
        assert!(against(&facts, &alone(10)).is_empty());
        assert!(against(&facts, &alone(12)).is_empty(), "a grandmother from whom it is not kept");
    }

    #[test]
    fn whoever_reads_the_fathers_post_with_him_gets_no_more_than_he_does() {
        assert_eq!(against(&[shelter(false)], &with(12, 11)).len(), 1);
        assert_eq!(against(&[shelter(false)], &with(10, 11)).len(), 1, "even her own, when he reads it");
    }

    #[test]
    fn what_reaches_nobody_is_watched_for_with_readers_of_no_person_too() {
        assert_eq!(against(&[shelter(true)], &Reading::default()).len(), 1);
        assert_eq!(against(&[shelter(true)], &alone(12)).len(), 1);
        assert!(against(&[shelter(true)], &alone(10)).is_empty());
        assert_eq!(against(&[shelter(true)], &with(10, 11)).len(), 1, "her own, when he reads her post");
    }

    #[test]
    fn the_lines_of_an_address_are_one_secret_and_the_town_alone_stops_nothing() {
        let watch = Watch::of(&against(&[shelter(false)], &alone(11)), BTreeSet::new()).unwrap();
        assert!(watch.read("Úřad Šternberk, 785 01 Šternberk").is_empty());
        assert_eq!(watch.read("bydlí teď v Dlouhé 12").len(), 1);
        assert!(!watch.read("bydlí teď v Dlouhé 12")[0].excused);
        let excused =
            Watch::of(&against(&[shelter(false)], &alone(11)), BTreeSet::from([id_of_fact(&shelter(false))]))
                .unwrap();
        assert!(excused.read("bydlí teď v Dlouhé 12")[0].excused);
    }

    #[test]
    fn a_justification_is_of_one_version_of_a_fact() {
        let moved = ProtectedFact { version: 2, ..shelter(false) };
        assert_ne!(id_of_fact(&shelter(false)), id_of_fact(&moved));
    }
}
