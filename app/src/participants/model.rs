//! Records of participants.

use crate::cases::{CaseFile, Child, Person, PersonName, ReaderKind};
use crate::conferences::{Conference, Perspective, Phase, Place, State};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id, Moment, TimeOfDay};

facts::fact! {
    /// Why a child takes part in this form. Sealed.
    pub ChildReasons: String = FamilyHousehold;
    /// What the child wishes, in the child's own words where possible. Sealed.
    pub ChildWish: String = ChildWords;
    /// Who accompanies the child.
    pub GuideName: String = Identity;
}

/// Somebody who belongs at the table of one conference.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Identifier.
    pub id: Id<Participant>,
    /// The conference.
    pub conference: Id<Conference>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office that convenes.
    pub office: Id<Office>,
    /// What was decided about the conference.
    pub state: State,
    /// When the meeting ended, if it was held.
    pub held: Option<Moment>,
    /// Whether the meeting runs now.
    pub running: bool,
    /// The person of the case, if it is one.
    pub person: Option<Id<Person>>,
    /// The child of the case, if it is one.
    pub child: Option<Id<Child>>,
    /// The account, for facilitator, minute-taker and the case's worker.
    pub staff: Option<Id<Staff>>,
    /// Full name with titles.
    pub name: PersonName,
    /// As what: "maminka", "třídní učitelka". No names.
    pub role_label: String,
    /// As what the person reads.
    pub reader: ReaderKind,
    /// Which perspective the person brings.
    pub perspective: Perspective,
    /// Whether the conference makes no sense without them.
    pub required: bool,
    /// How they take part.
    pub participation: Participation,
    /// Phases they are invited to; empty: all.
    pub phases: Vec<Id<Phase>>,
    /// An exact time that replaces the phases: from.
    pub from: Option<TimeOfDay>,
    /// An exact time that replaces the phases: until.
    pub until: Option<TimeOfDay>,
    /// Where they come instead of the conference's place. Stored sealed; lists that hold no keys leave it out.
    pub place: Option<Place>,
    /// Whether they were taken off the list again.
    pub removed: bool,
    /// For whom they come, if they are somebody's substitute.
    pub instead_of: Option<Id<Participant>>,
    /// Version.
    pub version: i64,
}

/// What is needed to place somebody at the table.
#[derive(Clone, Debug)]
pub(super) struct NewParticipant {
    /// Identifier, made when the form was shown.
    pub id: Id<Participant>,
    /// Person.
    pub person: Option<Id<Person>>,
    /// Child.
    pub child: Option<Id<Child>>,
    /// Account.
    pub staff: Option<Id<Staff>>,
    /// Name.
    pub name: PersonName,
    /// Role.
    pub role_label: String,
    /// Reader.
    pub reader: ReaderKind,
    /// For whom they come, if they are somebody's substitute.
    pub instead_of: Option<Id<Participant>>,
    /// How they take part.
    pub seat: Seat,
}

/// What can be changed about a participant.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// Perspective.
    pub perspective: Perspective,
    /// Required.
    pub required: bool,
    /// Participation.
    pub participation: Participation,
    /// Phases; empty: all.
    pub phases: Vec<Id<Phase>>,
    /// Exact time: from.
    pub from: Option<TimeOfDay>,
    /// Exact time: until.
    pub until: Option<TimeOfDay>,
    /// Where they come instead of the conference's place.
    pub place: Option<Place>,
}

/// How somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Participation {
    /// The whole meeting.
    Whole,
    /// Some phases, or an exact time.
    Part,
    /// By phone or video, the whole time or in some phases.
    Remote,
    /// In writing.
    Written,
}

impl Choice for Participation {
    const ALL: &'static [Self] = &[Self::Whole, Self::Part, Self::Remote, Self::Written];
    fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Remote => "remote",
            Self::Written => "written",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Whole => "celé setkání",
            Self::Part => "jen část",
            Self::Remote => "telefonem nebo videem",
            Self::Written => "písemně",
        }
    }
}

/// How a child takes part. Nothing is excluded by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChildForm {
    /// The whole meeting.
    Whole,
    /// Some phases.
    Part,
    /// A talk of its own before.
    SeparateTalk,
    /// A letter or a drawing.
    Letter,
    /// Somebody the child trusts speaks for it.
    ThroughTrusted,
    /// Others describe how the child is.
    Indirect,
}

impl Choice for ChildForm {
    const ALL: &'static [Self] =
        &[Self::Whole, Self::Part, Self::SeparateTalk, Self::Letter, Self::ThroughTrusted, Self::Indirect];
    fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::SeparateTalk => "separate_talk",
            Self::Letter => "letter",
            Self::ThroughTrusted => "through_trusted",
            Self::Indirect => "indirect",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Whole => "přijde na celé setkání",
            Self::Part => "přijde na část setkání",
            Self::SeparateTalk => "předem si s ním někdo promluví zvlášť",
            Self::Letter => "pošle dopis nebo obrázek",
            Self::ThroughTrusted => "promluví za něj člověk, kterému věří",
            Self::Indirect => "jeho situaci popíšou ti, kdo ho dobře znají",
        }
    }
}

impl ChildForm {
    /// Whether the child sits at the table.
    #[must_use]
    pub const fn is_invited(self) -> bool {
        matches!(self, Self::Whole | Self::Part)
    }
}

/// What was weighed when the form was chosen (domain.md Q6). None of it decides by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// Age and maturity.
    Maturity,
    /// Own wish.
    OwnWish,
    /// Daily life is planned.
    DailyLife,
    /// Conflict of adults.
    Conflict,
    /// Somebody who harms is present.
    Harm,
    /// Loyalty, pressure.
    Loyalty,
    /// Health, trauma.
    Health,
    /// Topics of adults.
    AdultTopics,
    /// No time to prepare.
    NoPreparation,
}

impl Choice for Factor {
    const ALL: &'static [Self] = &[
        Self::Maturity,
        Self::OwnWish,
        Self::DailyLife,
        Self::Conflict,
        Self::Harm,
        Self::Loyalty,
        Self::Health,
        Self::AdultTopics,
        Self::NoPreparation,
    ];
    fn code(self) -> &'static str {
        match self {
            Self::Maturity => "maturity",
            Self::OwnWish => "own_wish",
            Self::DailyLife => "daily_life",
            Self::Conflict => "conflict",
            Self::Harm => "harm",
            Self::Loyalty => "loyalty",
            Self::Health => "health",
            Self::AdultTopics => "adult_topics",
            Self::NoPreparation => "no_preparation",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Maturity => "věk a zralost",
            Self::OwnWish => "vlastní přání dítěte",
            Self::DailyLife => "plánuje se jeho každodenní život",
            Self::Conflict => "otevřený spor dospělých",
            Self::Harm => "u stolu bude někdo, kdo mu ublížil",
            Self::Loyalty => "mohlo by se cítit mezi dvěma ohni nebo pod tlakem",
            Self::Health => "zdraví nebo prožité trauma",
            Self::AdultTopics => "bude se mluvit o dospělých věcech (dluhy, vztahy, závislost)",
            Self::NoPreparation => "není čas ho dobře připravit",
        }
    }
}

/// How one child takes part, and why.
#[derive(Clone, Debug)]
pub struct ChildParticipation {
    /// Identifier.
    pub id: Id<ChildParticipation>,
    /// The conference.
    pub conference: Id<Conference>,
    /// The child.
    pub child: Id<Child>,
    /// Form.
    pub form: ChildForm,
    /// What was weighed.
    pub factors: Vec<Factor>,
    /// Why.
    pub reasons: Option<ChildReasons>,
    /// What the child wishes.
    pub wish: Option<ChildWish>,
    /// When the child was asked.
    pub asked_on: Option<Day>,
    /// Who accompanies the child.
    pub guide: Option<GuideName>,
    /// Who decided.
    pub decided_by: Id<Staff>,
    /// When.
    pub decided: Moment,
    /// Version.
    pub version: i64,
}

/// A decision about a child as typed.
#[derive(Clone, Debug)]
pub(super) struct ChildInput {
    /// Form.
    pub form: ChildForm,
    /// Factors.
    pub factors: Vec<Factor>,
    /// Reasons.
    pub reasons: Option<ChildReasons>,
    /// Wish.
    pub wish: Option<ChildWish>,
    /// When asked.
    pub asked_on: Option<Day>,
    /// Guide.
    pub guide: Option<GuideName>,
}
