//! A line's text as a fact of its topic, so that the cut decides by what the line talks about.

use super::Topic;
use facts::FactGroup;

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
}
