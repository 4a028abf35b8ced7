//! Consents with sharing and releases from secrecy (domain.md 5, document 6).

use crate::cases::{CaseFile, Child, Person};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id, Moment};
use facts::FactGroup;

facts::fact! {
    /// What a consent is for, as it stands on the signed paper. Sealed.
    pub ConsentPurpose: String = FamilyHousehold;
}

/// What was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentKind {
    /// The office may tell somebody something about the giver (or their child).
    Sharing,
    /// A professional is released from secrecy towards the conference.
    Release,
}

impl Choice for ConsentKind {
    const ALL: &'static [Self] = &[Self::Sharing, Self::Release];
    fn code(self) -> &'static str {
        match self {
            Self::Sharing => "sharing",
            Self::Release => "release",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Sharing => "souhlas se sdělením",
            Self::Release => "zproštění mlčenlivosti",
        }
    }
}

/// How a consent was given or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentForm {
    /// Signed on paper.
    Paper,
    /// Said in person and written down.
    Spoken,
    /// By phone.
    Phone,
    /// In writing, by mail or data box.
    Written,
}

impl Choice for ConsentForm {
    const ALL: &'static [Self] = &[Self::Paper, Self::Spoken, Self::Phone, Self::Written];
    fn code(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Spoken => "spoken",
            Self::Phone => "phone",
            Self::Written => "written",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Paper => "podpisem na papíře",
            Self::Spoken => "ústně do záznamu",
            Self::Phone => "telefonem",
            Self::Written => "písemně (dopis, e-mail, datová schránka)",
        }
    }
}

/// A consent: who, to whom, what, what for, how long. It never is the ground of the office's own work; it only opens
/// what the table leaves to a decision.
#[derive(Clone, Debug)]
pub struct Consent {
    /// Identifier.
    pub id: Id<Consent>,
    /// The case.
    pub case: Id<CaseFile>,
    /// Its office.
    pub office: Id<Office>,
    /// Whether the case is closed.
    pub case_closed: bool,
    /// What was given.
    pub kind: ConsentKind,
    /// Who gave it.
    pub giver: Id<Person>,
    /// For which child the giver spoke; none: about themselves.
    pub child: Option<Id<Child>>,
    /// To whom something may be told, or who is released.
    pub recipient: Id<Person>,
    /// What about.
    pub groups: Vec<FactGroup>,
    /// What for. Sealed.
    pub purpose: ConsentPurpose,
    /// How it was given.
    pub form: ConsentForm,
    /// When.
    pub given_on: Day,
    /// Last day, if it has one.
    pub until: Option<Day>,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// How it was withdrawn.
    pub withdrawn_form: Option<ConsentForm>,
    /// Who wrote it down.
    pub noted_by: Id<Staff>,
    /// Version.
    pub version: i64,
}

impl Consent {
    /// Whether it counts on a day.
    #[must_use]
    pub fn holds(&self, on: Day) -> bool {
        self.withdrawn.is_none() && self.given_on <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// A consent as typed.
#[derive(Clone, Debug)]
pub struct ConsentInput {
    /// Identifier, made when the form was shown.
    pub id: Id<Consent>,
    /// What was given.
    pub kind: ConsentKind,
    /// Who gave it.
    pub giver: Id<Person>,
    /// For which child.
    pub child: Option<Id<Child>>,
    /// To whom.
    pub recipient: Id<Person>,
    /// What about.
    pub groups: Vec<FactGroup>,
    /// What for.
    pub purpose: ConsentPurpose,
    /// How.
    pub form: ConsentForm,
    /// When.
    pub given_on: Day,
    /// Until when.
    pub until: Option<Day>,
}

impl ConsentInput {
    /// Whether a written consent says just this: the same form sent twice is one consent.
    #[must_use]
    pub fn is_in(&self, consent: &Consent) -> bool {
        (self.kind, self.giver, self.child, self.recipient)
            == (consent.kind, consent.giver, consent.child, consent.recipient)
            && (&self.groups, &self.purpose) == (&consent.groups, &consent.purpose)
            && (self.form, self.given_on, self.until) == (consent.form, consent.given_on, consent.until)
    }
}
