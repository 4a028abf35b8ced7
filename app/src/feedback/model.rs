//! Doors for feedback, sheets, and what they come to.

use crate::conferences::{Conference, choice};
use crate::kernel::{Choice, Day, Id};
use std::collections::BTreeMap;

facts::fact! {
    /// What somebody wrote about how it was. Sealed.
    pub FeedbackWords: String = PlanTasks;
    /// The code of a door, as it is printed. Sealed.
    pub DoorCode: String = Identity;
}

choice! {
    /// As whom somebody answers: all that a sheet tells of them.
    WhoAnswers {
        /// Family and close people.
        Family = "family", "rodina a blízcí";
        /// Those who came by profession.
        Professional = "professional", "odborníci";
        /// A child.
        Child = "child", "děti";
    }
}

choice! {
    /// What adults are asked (domain.md 5, document 16).
    Asked {
        /// Prepared.
        Prepared = "prepared", "Věděl(a) jsem předem, co mě čeká.";
        /// Goal.
        Goal = "goal", "Rozuměl(a) jsem, oč nám jde.";
        /// Heard.
        Heard = "heard", "Ostatní mě vyslechli.";
        /// Safe.
        Safe = "safe", "Bylo mi tam bezpečně.";
        /// Realistic.
        Realistic = "realistic", "Na čem jsme se domluvili, to jde udělat.";
        /// Neutral.
        Neutral = "neutral", "Kdo setkání vedl, nestranil nikomu.";
        /// Length.
        Length = "length", "Setkání trvalo tak akorát.";
        /// Again.
        Again = "again", "Přišel(a) bych znovu.";
    }
}

choice! {
    /// What children are asked: five things, in simple words.
    AskedChild {
        /// Knew why.
        Knew = "knew", "Věděl(a) jsem, proč tam jsem.";
        /// Listened to.
        Listened = "listened", "Poslouchali mě.";
        /// Understood.
        Understood = "understood", "Rozuměl(a) jsem, o čem se mluví.";
        /// Felt well.
        Well = "well", "Bylo mi tam dobře.";
        /// Knows what comes.
        Next = "next", "Vím, co bude teď.";
    }
}

/// The highest step of the adults' scale: 1 "not at all" to 5 "fully".
pub const HIGHEST: i64 = 5;
/// The highest step of the children's: three faces.
pub const HIGHEST_FACE: i64 = 3;

impl WhoAnswers {
    /// What they are asked: codes and Czech words.
    #[must_use]
    pub fn asked(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Self::Child => AskedChild::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            _ => Asked::ALL.iter().map(|one| (one.code(), one.label())).collect(),
        }
    }

    /// The highest step of their scale.
    #[must_use]
    pub const fn highest(self) -> i64 {
        match self {
            Self::Child => HIGHEST_FACE,
            _ => HIGHEST,
        }
    }
}

/// When a door collects. A door that was opened again after it had ended collects anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Which collection of this door it is, from one.
    pub batch: i64,
    /// The last day.
    pub until: Day,
    /// Whether staff closed it.
    pub closed: bool,
}

impl Collection {
    /// Whether it goes on on a day.
    #[must_use]
    pub fn is_open(self, today: Day) -> bool {
        !self.closed && today <= self.until
    }
}

/// A door.
#[derive(Clone, Debug)]
pub struct Door {
    /// Of which conference.
    pub conference: Id<Conference>,
    /// What is printed.
    pub code: DoorCode,
    /// Its last collection.
    pub collection: Collection,
    /// Version.
    pub version: i64,
}

impl Door {
    /// Whether it is open on a day.
    #[must_use]
    pub fn is_open(&self, today: Day) -> bool {
        self.collection.is_open(today)
    }
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// As whom.
    pub who: WhoAnswers,
    /// Answers by the code of the question.
    pub answers: BTreeMap<String, i64>,
    /// In words.
    pub words: Option<FeedbackWords>,
}

/// A sheet as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What it says.
    pub sheet: Sheet,
    /// To which collection it belongs; see [`super::batch_of`].
    pub batch: i64,
}

/// A sheet to be kept.
#[derive(Clone, Debug)]
pub struct NewSheet {
    /// Identifier, made of the form's so that it tells no time.
    pub id: Id<Sheet>,
    /// What it says.
    pub sheet: Sheet,
}
