//! What must not reach one reader, compiled for reading every outgoing word.
//!
//! Two sources: the case's protected facts that name the reader (or somebody who reads the same mailbox), and, where
//! somebody's safety is at risk, the address and contacts of everybody else of the family, written down as protected or
//! not.

use crate::cases::{Person, ProtectedFact, ProtectedKind};
use crate::kernel::Id;
use outbound::{Guard, Stop};
use std::collections::BTreeSet;
use tripwire::{Kind, Secret, Tripwire};
use uuid::Uuid;

/// The facts that must not reach a reader, and those of them that the head has justified.
pub(super) struct Watch {
    tripwire: Tripwire,
    excused: BTreeSet<Uuid>,
}

impl Watch {
    /// Compiles; `None` when nothing is to be watched for.
    pub(super) fn of(secrets: &[Secret], excused: BTreeSet<Uuid>) -> Option<Self> {
        let tripwire = Tripwire::of(secrets);
        (!tripwire.is_empty()).then_some(Self { tripwire, excused })
    }
}

impl Guard for Watch {
    fn read(&self, text: &str) -> Vec<Stop> {
        let alarms = self.tripwire.read(text).into_iter();
        alarms
            .map(|alarm| Stop {
                fact: alarm.secret,
                range: alarm.range,
                excused: self.excused.contains(&alarm.secret),
            })
            .collect()
    }
}

/// How the tripwire looks for a protected fact.
fn kind_of(kind: ProtectedKind, value: &str) -> Kind {
    match kind {
        ProtectedKind::Address => Kind::Address,
        ProtectedKind::Phone => Kind::Contact,
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

/// The protected facts of a case that must not reach any of `readers` (the reader, and who shares their mailbox). A
/// fact that is about the reader is theirs.
pub(super) fn against(facts: &[ProtectedFact], readers: &[Id<Person>]) -> Vec<Secret> {
    let concerns = |fact: &&ProtectedFact| {
        fact.must_not_reach.iter().any(|person| readers.contains(person))
            && !fact.about_person.is_some_and(|person| readers.first() == Some(&person))
    };
    facts.iter().filter(concerns).map(secret_of).collect()
}

fn secret_of(fact: &ProtectedFact) -> Secret {
    let value = facts::for_machine(&fact.value);
    let kind = kind_of(fact.kind, value);
    let text = if kind == Kind::Address { on_one_line(value) } else { value.clone() };
    Secret { id: fact.id.uuid(), kind, text }
}

/// The lines of an address belong together: a town alone is no secret.
fn on_one_line(address: &str) -> String {
    address.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Addresses and contacts of everybody else of the family, for a case where somebody's safety is at risk. What the
/// reader shares with them is no secret towards the reader.
pub(super) fn contacts_of_others(people: &[Person], reader: Option<Id<Person>>) -> Vec<Secret> {
    let own: Vec<String> = people
        .iter()
        .filter(|person| Some(person.id) == reader)
        .flat_map(contacts)
        .map(|(_, text)| czech::folding::fold(&text))
        .collect();
    let others = people.iter().filter(|person| Some(person.id) != reader && person.reader.is_of_family());
    others
        .flat_map(|person| contacts(person).into_iter().map(move |contact| (person.id, contact)))
        .filter(|(_, (_, text))| !own.contains(&czech::folding::fold(text)))
        .map(|(person, (kind, text))| Secret { id: person.uuid(), kind, text })
        .collect()
}

fn contacts(person: &Person) -> Vec<(Kind, String)> {
    let address = person.address.as_ref().map(|a| (Kind::Address, on_one_line(facts::for_machine(a))));
    let phone = person.phone.as_ref().map(|p| (Kind::Contact, facts::for_machine(p).clone()));
    let email = person.email.as_ref().map(|e| (Kind::Contact, facts::for_machine(e).clone()));
    address.into_iter().chain(phone).chain(email).collect()
}
