//! Decisions about one conference: exceptions from the table, and justified protected facts.

use super::{StoredVerdict, TableOccasion};
use crate::cases::{Child, Person, ReaderKind};
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Day, Id, Moment};
use crate::participants::Participant;
use facts::FactGroup;

facts::fact! {
    /// Why the head or the data-protection officer decided otherwise than the table, or let a protected fact out. Sealed.
    pub DecisionReason: String = ViolenceSafety;
}

/// For whom an exception holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForWhom {
    /// One participant.
    Participant(Id<Participant>),
    /// Everybody at this conference who reads as this.
    Kind(ReaderKind),
}

/// About whom an exception decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutWhom {
    /// Whatever is told at the conference. It narrows what is told of everybody, and opens what concerns the children and
    /// the meeting: another adult's matters are opened by name only.
    Everything,
    /// One child.
    Child(Id<Child>),
    /// One adult.
    Person(Id<Person>),
}

/// At one conference somebody may know more or less than the office's table says.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Identifier.
    pub id: Id<Exception>,
    /// The conference.
    pub conference: Id<Conference>,
    /// For whom.
    pub whom: ForWhom,
    /// About whom.
    pub about: AboutWhom,
    /// Group of facts.
    pub group: FactGroup,
    /// Occasion.
    pub occasion: TableOccasion,
    /// Verdict.
    pub verdict: StoredVerdict,
    /// Why. Sealed.
    pub reason: DecisionReason,
    /// Last day, if it has one.
    pub until: Option<Day>,
    /// Who decided.
    pub decided_by: Id<Staff>,
    /// When.
    pub decided: Moment,
    /// When it was taken back.
    pub ended: Option<Moment>,
}

impl Exception {
    /// Whether it is in effect on a day.
    #[must_use]
    pub fn in_effect(&self, on: Day) -> bool {
        self.ended.is_none() && self.until.is_none_or(|until| on <= until)
    }
}

/// A participant may learn one protected fact, because the head has said why.
#[derive(Clone, Debug)]
pub struct Justification {
    /// Identifier.
    pub id: Id<Justification>,
    /// The conference.
    pub conference: Id<Conference>,
    /// Who may learn it.
    pub participant: Id<Participant>,
    /// What: the protected fact, or the person whose contact it is.
    pub fact: uuid::Uuid,
    /// Why. Sealed.
    pub reason: DecisionReason,
    /// Who decided.
    pub decided_by: Id<Staff>,
    /// When.
    pub decided: Moment,
    /// When it was taken back.
    pub ended: Option<Moment>,
}
