//! Rules of disclosure and the reader they are about.

mod consent;
mod decisions;

pub use consent::{Consent, ConsentForm, ConsentInput, ConsentKind, ConsentPurpose};
pub use decisions::{AboutWhom, DecisionReason, Exception, ForWhom, Justification};

use crate::cases::{Child, LegalPosition, Person, ReaderKind};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id};
use crate::participants::Participant;
use facts::FactGroup;
use outbound::{Occasion, Verdict};

/// Occasions that the table has a column for. The two others are the same for every reader and stand in
/// [`super::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableOccasion {
    /// Getting ready.
    Preparation,
    /// In the room.
    InRoom,
    /// Minutes and extracts.
    Record,
}

impl Choice for TableOccasion {
    const ALL: &'static [Self] = &[Self::Preparation, Self::InRoom, Self::Record];
    fn code(self) -> &'static str {
        match self {
            Self::Preparation => "preparation",
            Self::InRoom => "in_room",
            Self::Record => "record",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Preparation => "při přípravě",
            Self::InRoom => "na setkání",
            Self::Record => "v zápisu",
        }
    }
}

impl TableOccasion {
    /// The column for an occasion, if it has one.
    #[must_use]
    pub const fn of(occasion: Occasion) -> Option<Self> {
        match occasion {
            Occasion::Preparation => Some(Self::Preparation),
            Occasion::InRoom => Some(Self::InRoom),
            Occasion::Record => Some(Self::Record),
            Occasion::Invitation | Occasion::Afterwards => None,
        }
    }
}

/// A verdict as it is stored and chosen in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredVerdict(pub Verdict);

impl Choice for StoredVerdict {
    const ALL: &'static [Self] =
        &[Self(Verdict::Show), Self(Verdict::Oral), Self(Verdict::AskHead), Self(Verdict::Never)];
    fn code(self) -> &'static str {
        match self.0 {
            Verdict::Show => "show",
            Verdict::Oral => "oral",
            Verdict::AskHead => "ask_head",
            Verdict::Never => "never",
        }
    }
    fn label(self) -> &'static str {
        match self.0 {
            Verdict::Show => "smí vědět",
            Verdict::Oral => "jen ústně",
            Verdict::AskHead => "rozhodne vedoucí",
            Verdict::Never => "nesmí vědět",
        }
    }
}

/// One dated decision: what this kind of reader may know of this group on this occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Identifier.
    pub id: Id<Rule>,
    /// The office that decided; nil for the installation's default.
    pub office: Id<Office>,
    /// Reader.
    pub reader: ReaderKind,
    /// Group of facts.
    pub group: FactGroup,
    /// Occasion.
    pub occasion: TableOccasion,
    /// Verdict.
    pub verdict: Verdict,
    /// Ground, in Czech.
    pub ground: String,
    /// Note or reason, in Czech.
    pub note: String,
    /// What the facts are needed for, in Czech.
    pub purpose: String,
    /// First day.
    pub valid_from: Day,
    /// Last day, if it has one.
    pub valid_to: Option<Day>,
    /// When somebody answered for it; unverified rules apply with a warning on screen.
    pub verified_on: Option<Day>,
    /// Who decided; nobody for a default.
    pub decided_by: Option<Id<Staff>>,
}

impl Rule {
    /// Whether it is the installation's default.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.office.uuid().is_nil()
    }

    /// Whether it is in effect on a day.
    #[must_use]
    pub fn in_effect(&self, on: Day) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }
}

/// Somebody for whom something is cut: a participant with their legal position to each child.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The participant.
    pub participant: Id<Participant>,
    /// The person of the case, if the participant is one.
    pub person: Option<Id<Person>>,
    /// The child, if the participant is one.
    pub child: Option<Id<Child>>,
    /// Kind.
    pub kind: ReaderKind,
    /// A second role (aunt and teacher): the narrower of both counts.
    pub also: Option<ReaderKind>,
    /// Legal position to each child of the case that there is one to.
    pub positions: Vec<(Id<Child>, LegalPosition)>,
    /// Who stands behind them: the one for whom a substitute comes, the adults to whom a child belongs. What must not
    /// reach these must not reach the reader either.
    pub behind: Vec<Id<Person>>,
}

impl Reader {
    /// All roles in which they read.
    pub fn kinds(&self) -> impl Iterator<Item = ReaderKind> + '_ {
        std::iter::once(self.kind).chain(self.also)
    }
}
