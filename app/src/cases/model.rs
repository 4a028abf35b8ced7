//! Records of a case.

mod governance;

pub use governance::{Handover, HandoverReason, HandoverState, Opening, OpeningReason};

use super::kinds::{LegalPosition, ProtectedKind, ReaderKind, RelationKind};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id};

facts::fact! {
    /// How staff call the case: the family's name.
    pub CaseTitle: String = Identity;
    /// File mark (spisová značka), e.g. `Om 118/2026`.
    pub FileMark: String = Identity;
    /// Given name or names.
    pub GivenName: String = Identity;
    /// Family name; may be empty when only the given name is known.
    pub FamilyName: String = Identity;
    /// Full name with titles: `Mgr. Alena Bečvářová`.
    pub PersonName: String = Identity;
    /// Day of birth.
    pub BirthDay: Day = Identity;
    /// School, surgery, service, office that a person comes from.
    pub Organisation: String = Identity;
    /// E-mail address that mail can be delivered to. Sealed.
    pub Email: String = ContactsAddresses;
    /// Phone as `+420 NNN NNN NNN`. Sealed.
    pub Phone: String = ContactsAddresses;
    /// Address in lines: street with number, then `NNN NN Town`. Sealed.
    pub Address: String = ContactsAddresses;
    /// Why somebody's safety is at risk, in the worker's words. Sealed.
    pub SafetyNote: String = ViolenceSafety;
    /// The content of a protected fact. Its group is the one that reaches no reader at all: what is protected is
    /// compared with what goes out, never shown. Sealed.
    pub ProtectedValue: String = Notifier;
    /// A worker's note to a protected fact. Sealed.
    pub ProtectedNote: String = Notifier;
}

/// A case: one family's file at one office.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// Identifier.
    pub id: Id<CaseFile>,
    /// The office that keeps it.
    pub office: Id<Office>,
    /// The coordinator.
    pub coordinator: Id<Staff>,
    /// Title.
    pub title: CaseTitle,
    /// File mark.
    pub file_mark: FileMark,
    /// Whether somebody's safety is at risk: then times and places are kept apart and nothing is listed.
    pub safety_concern: bool,
    /// Why.
    pub safety_note: Option<SafetyNote>,
    /// Whether it is closed.
    pub closed: bool,
    /// Version.
    pub version: i64,
}

/// A child of a case.
#[derive(Clone, Debug)]
pub struct Child {
    /// Identifier.
    pub id: Id<Child>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office that keeps the case.
    pub office: Id<Office>,
    /// Whether the case is closed.
    pub case_closed: bool,
    /// Given and family name together.
    pub name: PersonName,
    /// Given name.
    pub given: GivenName,
    /// Family name; may be empty.
    pub family: FamilyName,
    /// Day of birth, if known.
    pub born: Option<BirthDay>,
    /// The child's own file mark.
    pub file_mark: FileMark,
    /// Entry into the register of children (evidence).
    pub registered_on: Option<Day>,
    /// When the individual protection plan is due: entry plus the law's months.
    pub plan_due: Option<Day>,
    /// When the plan was made.
    pub plan_made_on: Option<Day>,
    /// Version.
    pub version: i64,
}

/// A person around the children of a case.
#[derive(Clone, Debug)]
pub struct Person {
    /// Identifier.
    pub id: Id<Person>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office that keeps the case.
    pub office: Id<Office>,
    /// Whether the case is closed.
    pub case_closed: bool,
    /// Full name with titles.
    pub name: PersonName,
    /// Given name.
    pub given: GivenName,
    /// Family name; may be empty.
    pub family: FamilyName,
    /// "Mgr."; may be empty.
    pub titles_before: String,
    /// "Ph.D."; may be empty.
    pub titles_after: String,
    /// As what the person reads.
    pub reader: ReaderKind,
    /// As what else: somebody in two roles (aunt and teacher). The narrower of both counts.
    pub also: Option<ReaderKind>,
    /// Where a professional comes from.
    pub organisation: Option<Organisation>,
    /// As what: "třídní učitelka".
    pub position: Option<String>,
    /// E-mail.
    pub email: Option<Email>,
    /// Phone.
    pub phone: Option<Phone>,
    /// Address.
    pub address: Option<Address>,
    /// Version.
    pub version: i64,
}

/// What a person is to one child, and by what right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The person.
    pub person: Id<Person>,
    /// The child.
    pub child: Id<Child>,
    /// What the person is to the child.
    pub relation: RelationKind,
    /// In the worker's own word: "babička".
    pub words: Option<String>,
    /// By what right.
    pub legal: LegalPosition,
}

impl Relation {
    /// The relation as staff call it: the own word, or the label of the kind.
    #[must_use]
    pub fn label(&self) -> &str {
        self.words.as_deref().unwrap_or_else(|| self.relation.label())
    }
}

/// What must not reach somebody.
#[derive(Clone, Debug)]
pub struct ProtectedFact {
    /// Identifier.
    pub id: Id<ProtectedFact>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office that keeps the case.
    pub office: Id<Office>,
    /// Whether the case is closed.
    pub case_closed: bool,
    /// What it is.
    pub kind: ProtectedKind,
    /// The person it is about.
    pub about_person: Option<Id<Person>>,
    /// The child it is about.
    pub about_child: Option<Id<Child>>,
    /// Its content.
    pub value: ProtectedValue,
    /// Note.
    pub note: Option<ProtectedNote>,
    /// Whom it must not reach.
    pub must_not_reach: Vec<Id<Person>>,
    /// Whether it must reach nobody outside the office, whoever it is.
    pub reaches_nobody: bool,
    /// Version.
    pub version: i64,
}

/// What is needed to begin a case: two minutes.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Identifier, made when the form was shown: the same form sent twice is one case.
    pub id: Id<CaseFile>,
    /// Title.
    pub title: CaseTitle,
    /// File mark.
    pub file_mark: FileMark,
    /// Children.
    pub children: Vec<ChildInput>,
    /// People.
    pub people: Vec<NewPerson>,
}

/// A person with whom a case begins.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The person.
    pub input: PersonInput,
    /// What the person is to the children.
    pub relation: RelationKind,
    /// In an own word.
    pub words: Option<String>,
    /// By what right.
    pub legal: LegalPosition,
    /// To which children, by their position in the case; empty means all.
    pub of: Vec<usize>,
}

/// A child as typed.
#[derive(Clone, Debug)]
pub struct ChildInput {
    /// Given name.
    pub given: GivenName,
    /// Family name.
    pub family: FamilyName,
    /// Day of birth.
    pub born: Option<BirthDay>,
    /// Own file mark.
    pub file_mark: FileMark,
    /// Entry into the register.
    pub registered_on: Option<Day>,
    /// When the plan is due.
    pub plan_due: Option<Day>,
    /// When the plan was made.
    pub plan_made_on: Option<Day>,
}

impl ChildInput {
    /// Whether a child is written exactly so.
    #[must_use]
    pub fn is_in(&self, child: &Child) -> bool {
        (&self.given, &self.family, &self.born) == (&child.given, &child.family, &child.born)
            && self.file_mark == child.file_mark
            && (self.registered_on, self.plan_made_on) == (child.registered_on, child.plan_made_on)
    }
}

/// A person as typed.
#[derive(Clone, Debug)]
pub struct PersonInput {
    /// Titles before the name.
    pub titles_before: String,
    /// Given name.
    pub given: GivenName,
    /// Family name.
    pub family: FamilyName,
    /// Titles after the name.
    pub titles_after: String,
    /// As what the person reads.
    pub reader: ReaderKind,
    /// As what else: somebody in two roles (aunt and teacher). The narrower of both counts.
    pub also: Option<ReaderKind>,
    /// Organisation.
    pub organisation: Option<Organisation>,
    /// Position.
    pub position: Option<String>,
    /// E-mail.
    pub email: Option<Email>,
    /// Phone.
    pub phone: Option<Phone>,
    /// Address.
    pub address: Option<Address>,
}

impl PersonInput {
    /// Whether a person is written exactly so.
    #[must_use]
    pub fn is_in(&self, person: &Person) -> bool {
        (&self.given, &self.family) == (&person.given, &person.family)
            && (&self.titles_before, &self.titles_after) == (&person.titles_before, &person.titles_after)
            && (self.reader, self.also, &self.organisation, &self.position)
                == (person.reader, person.also, &person.organisation, &person.position)
            && (&self.email, &self.phone, &self.address) == (&person.email, &person.phone, &person.address)
    }
}

/// A protected fact as typed.
#[derive(Clone, Debug)]
pub struct ProtectedInput {
    /// Kind.
    pub kind: ProtectedKind,
    /// The person it is about.
    pub about_person: Option<Id<Person>>,
    /// The child it is about.
    pub about_child: Option<Id<Child>>,
    /// Content.
    pub value: ProtectedValue,
    /// Note.
    pub note: Option<ProtectedNote>,
    /// Whom it must not reach.
    pub must_not_reach: Vec<Id<Person>>,
    /// Whether it must reach nobody outside the office, whoever it is.
    pub reaches_nobody: bool,
}

impl ProtectedInput {
    /// Whether a fact is written exactly so.
    #[must_use]
    pub fn is_in(&self, fact: &ProtectedFact) -> bool {
        (self.kind, self.about_person, self.about_child) == (fact.kind, fact.about_person, fact.about_child)
            && (&self.value, &self.note) == (&fact.value, &fact.note)
            && self.reaches_nobody == fact.reaches_nobody
            && self.must_not_reach.len() == fact.must_not_reach.len()
            && self.must_not_reach.iter().all(|person| fact.must_not_reach.contains(person))
    }
}

/// A way to reach somebody that several people may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    /// E-mail.
    Email,
    /// Phone.
    Phone,
    /// Postal address.
    Address,
}

/// A mailbox, phone or address that several people of a case have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedContact {
    /// What they share.
    pub what: Contact,
    /// Who: two people at least, in the order given.
    pub people: Vec<Id<Person>>,
}
