//! A child's plan, version by version, with its measures.

use crate::cases::{CaseFile, Child, Person};
use crate::conferences::{Conference, choice};
use crate::documents::Document;
use crate::identity::Office;
use crate::kernel::{Choice, Day, Id, Moment};
use crate::meeting::Line;

facts::fact! {
    /// Why this version differs from the one before. Sealed.
    pub ChangeReason: String = CareHistory;
    /// What endangers the child. Sealed.
    pub Causes: String = CareHistory;
    /// What the child needs. Sealed.
    pub Needs: String = FamilyHousehold;
    /// What the plan is for. Sealed.
    pub PlanGoals: String = PlanTasks;
    /// What the child says to it. Sealed.
    pub ChildView: String = ChildWords;
    /// What the parents say to it. Sealed.
    pub ParentsView: String = FamilyHousehold;
    /// What is done. Sealed.
    pub MeasureWords: String = PlanTasks;
    /// Who does it. Sealed.
    pub MeasureOwner: String = PlanTasks;
}

choice! {
    /// What a measure is for.
    MeasureKind {
        /// To protect the child.
        Protect = "protect", "ochrana dítěte";
        /// To help the family.
        HelpFamily = "help_family", "pomoc rodině";
        /// To strengthen what works in the family.
        Strengthen = "strengthen", "posílení toho, co v rodině funguje";
    }
}

/// The words of a version besides its measures.
#[derive(Clone, Debug, Default)]
pub(super) struct PlanWords {
    pub(super) change_reason: Option<ChangeReason>,
    pub(super) causes: Option<Causes>,
    pub(super) needs: Option<Needs>,
    pub(super) goals: Option<PlanGoals>,
    pub(super) child_view: Option<ChildView>,
    pub(super) parents_view: Option<ParentsView>,
    pub(super) evaluation_on: Option<Day>,
}

/// One version of a child's plan.
#[derive(Clone, Debug)]
pub struct ProtectionPlan {
    /// Identifier.
    pub id: Id<ProtectionPlan>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office that keeps it.
    pub office: Id<Office>,
    /// Whether the case is closed.
    pub case_closed: bool,
    /// The child.
    pub child: Id<Child>,
    /// Which version, from one.
    pub number: i64,
    /// The conference it follows from.
    pub conference: Option<Id<Conference>>,
    /// Its words.
    pub(super) words: PlanWords,
    /// When it was made; none: a draft.
    pub made: Option<Moment>,
    /// Version of the row.
    pub version: i64,
}

/// Something that is done for the child.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Identifier.
    pub id: Id<Measure>,
    /// What for.
    pub kind: MeasureKind,
    /// What.
    pub words: MeasureWords,
    /// Who.
    pub owner: Option<MeasureOwner>,
    /// By when.
    pub due: Option<Day>,
    /// The line of the conference it was taken over from.
    pub line: Option<Id<Line>>,
}

/// A filed paper of a version.
#[derive(Clone, Debug)]
pub(super) struct Filed {
    pub(super) document: Id<Document>,
    pub(super) word: bool,
    /// For whom it was cut; none: the office's own.
    pub(super) person: Option<Id<Person>>,
}
