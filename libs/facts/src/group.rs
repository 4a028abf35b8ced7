//! The thirteen groups that the disclosure matrix decides about.

use std::fmt;

/// What kind of thing a fact tells. The disclosure matrix (reader × group ×
/// occasion) decides by group; the codes are the ones of its data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactGroup {
    /// Names, dates of birth, the relation to the child.
    Identity,
    /// Who lives with whom, who belongs to the family.
    FamilyHousehold,
    /// School: attendance, results, behaviour.
    School,
    /// The child's health.
    HealthChild,
    /// The health of anybody else.
    HealthOthers,
    /// Housing, income, debts, benefits.
    HousingMoney,
    /// Violence, threats, protective measures.
    ViolenceSafety,
    /// Criminal and misdemeanour matters.
    Criminal,
    /// What care and help there has been so far.
    CareHistory,
    /// What the child said or wishes, in the child's words.
    ChildWords,
    /// Goals, agreed points, tasks.
    PlanTasks,
    /// Addresses, telephones, e-mails, places of stay.
    ContactsAddresses,
    /// Whoever notified the authority. Never leaves it, and neither does the hint
    /// that there is one.
    Notifier,
}

impl FactGroup {
    /// All groups, in the order of the matrix.
    pub const ALL: [Self; 13] = [
        Self::Identity,
        Self::FamilyHousehold,
        Self::School,
        Self::HealthChild,
        Self::HealthOthers,
        Self::HousingMoney,
        Self::ViolenceSafety,
        Self::Criminal,
        Self::CareHistory,
        Self::ChildWords,
        Self::PlanTasks,
        Self::ContactsAddresses,
        Self::Notifier,
    ];

    /// The stable code used in data files and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::FamilyHousehold => "family_household",
            Self::School => "school",
            Self::HealthChild => "health_child",
            Self::HealthOthers => "health_others",
            Self::HousingMoney => "housing_money",
            Self::ViolenceSafety => "violence_safety",
            Self::Criminal => "criminal",
            Self::CareHistory => "care_history",
            Self::ChildWords => "child_words",
            Self::PlanTasks => "plan_tasks",
            Self::ContactsAddresses => "contacts_addresses",
            Self::Notifier => "notifier",
        }
    }

    /// The group with this code, or `None` for a code nobody defined.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    /// What a Czech reader calls the group, in lower case and the nominative, fit
    /// for a list ("škola", "zdraví dítěte").
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Identity => "jména a totožnost",
            Self::FamilyHousehold => "rodina a domácnost",
            Self::School => "škola",
            Self::HealthChild => "zdraví dítěte",
            Self::HealthOthers => "zdraví dalších osob",
            Self::HousingMoney => "bydlení a peníze",
            Self::ViolenceSafety => "násilí a bezpečí",
            Self::Criminal => "trestní věci",
            Self::CareHistory => "dosavadní péče a pomoc",
            Self::ChildWords => "slova dítěte",
            Self::PlanTasks => "cíle a úkoly",
            Self::ContactsAddresses => "adresy a kontakty",
            Self::Notifier => "oznamovatel",
        }
    }
}

impl fmt::Display for FactGroup {
    /// Writes the code, so that logs and errors stay searchable.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}
