//! A text as a fact of its topic, so that the cut decides by what it talks about and whom: lines of a meeting and the
//! goals of a conference.

use crate::cases::Child;
use crate::kernel::{Choice, Id};
use facts::{Fact, FactGroup, Shown};
use outbound::{Cutter, Subject};

/// What a text talks about: decides who may have it. The word of the worker counts, the program reads no sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Topic(pub FactGroup);

impl Choice for Topic {
    const ALL: &'static [Self] = &[
        Self(FactGroup::PlanTasks),
        Self(FactGroup::CareHistory),
        Self(FactGroup::FamilyHousehold),
        Self(FactGroup::School),
        Self(FactGroup::HealthChild),
        Self(FactGroup::HealthOthers),
        Self(FactGroup::HousingMoney),
        Self(FactGroup::ViolenceSafety),
        Self(FactGroup::Criminal),
        Self(FactGroup::ChildWords),
    ];
    fn code(self) -> &'static str {
        self.0.code()
    }
    fn label(self) -> &'static str {
        self.0.label()
    }
}

impl Topic {
    /// Whom a text under this topic concerns: the child it names; the plan concerns the conference; everything else
    /// all the children. What concerns nobody that is known concerns nobody.
    #[must_use]
    pub fn subjects(
        self,
        child: Option<Id<Child>>,
        children: impl IntoIterator<Item = Id<Child>>,
    ) -> Vec<Subject> {
        match (child, self) {
            (Some(child), _) => vec![Subject::Child(child.uuid())],
            (None, Self(FactGroup::PlanTasks)) => vec![Subject::Conference],
            (None, _) => children.into_iter().map(|child| Subject::Child(child.uuid())).collect(),
        }
    }
}

/// Shows a fact only if everyone it concerns allows it; what concerns nobody is for nobody.
#[must_use]
pub fn about_all<F: Fact<Inner = String>>(
    cutter: &Cutter<'_>,
    subjects: &[Subject],
    fact: &F,
    form: fn(&String) -> String,
) -> Option<Shown<String>> {
    let mut shown = None;
    for subject in subjects {
        shown = Some(cutter.about(*subject).show_as(fact, form)?);
    }
    shown
}

facts::bare_fact! {
    /// Goals, tasks.
    pub PlanWords: String = PlanTasks;
    /// Care so far.
    pub CareWords: String = CareHistory;
    /// Family.
    pub FamilyWords: String = FamilyHousehold;
    /// School.
    pub SchoolWords: String = School;
    /// The child's health.
    pub ChildHealthWords: String = HealthChild;
    /// Others' health.
    pub OthersHealthWords: String = HealthOthers;
    /// Housing and money.
    pub HousingWords: String = HousingMoney;
    /// Violence.
    pub SafetyWords: String = ViolenceSafety;
    /// Crime.
    pub CriminalWords: String = Criminal;
    /// The child's words.
    pub ChildsWords: String = ChildWords
}

/// A text under its topic.
#[derive(Clone, Debug)]
pub enum Words {
    /// Goals, tasks.
    Plan(PlanWords),
    /// Care so far; also whatever no topic was chosen for.
    Care(CareWords),
    /// Family.
    Family(FamilyWords),
    /// School.
    School(SchoolWords),
    /// The child's health.
    ChildHealth(ChildHealthWords),
    /// Others' health.
    OthersHealth(OthersHealthWords),
    /// Housing and money.
    Housing(HousingWords),
    /// Violence.
    Safety(SafetyWords),
    /// Crime.
    Criminal(CriminalWords),
    /// The child's words.
    Childs(ChildsWords),
}

impl Words {
    /// Closes a text under its topic. A topic that lines do not have is kept under the most guarded one.
    #[must_use]
    pub fn under(topic: Topic, text: String) -> Self {
        match topic.0 {
            FactGroup::PlanTasks => Self::Plan(PlanWords::new(text)),
            FactGroup::CareHistory => Self::Care(CareWords::new(text)),
            FactGroup::FamilyHousehold => Self::Family(FamilyWords::new(text)),
            FactGroup::School => Self::School(SchoolWords::new(text)),
            FactGroup::HealthChild => Self::ChildHealth(ChildHealthWords::new(text)),
            FactGroup::HealthOthers => Self::OthersHealth(OthersHealthWords::new(text)),
            FactGroup::HousingMoney => Self::Housing(HousingWords::new(text)),
            FactGroup::Criminal => Self::Criminal(CriminalWords::new(text)),
            FactGroup::ChildWords => Self::Childs(ChildsWords::new(text)),
            FactGroup::ViolenceSafety
            | FactGroup::Identity
            | FactGroup::ContactsAddresses
            | FactGroup::Notifier => Self::Safety(SafetyWords::new(text)),
        }
    }

    /// The text as `form` writes it, if this reader may have it about everyone it concerns.
    #[must_use]
    pub fn shown(
        &self,
        cutter: &Cutter<'_>,
        subjects: &[Subject],
        form: fn(&String) -> String,
    ) -> Option<Shown<String>> {
        match self {
            Self::Plan(fact) => about_all(cutter, subjects, fact, form),
            Self::Care(fact) => about_all(cutter, subjects, fact, form),
            Self::Family(fact) => about_all(cutter, subjects, fact, form),
            Self::School(fact) => about_all(cutter, subjects, fact, form),
            Self::ChildHealth(fact) => about_all(cutter, subjects, fact, form),
            Self::OthersHealth(fact) => about_all(cutter, subjects, fact, form),
            Self::Housing(fact) => about_all(cutter, subjects, fact, form),
            Self::Safety(fact) => about_all(cutter, subjects, fact, form),
            Self::Criminal(fact) => about_all(cutter, subjects, fact, form),
            Self::Childs(fact) => about_all(cutter, subjects, fact, form),
        }
    }
}
