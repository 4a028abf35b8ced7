//! A request to read the file, its parts, and what became of it.

use crate::cases::{CaseFile, Person};
use crate::conferences::choice;
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id, Moment};

facts::fact! {
    /// What somebody wants to see, as they said it. Sealed; stands on their own record.
    pub InspectionWish: String = Identity;
    /// What they were shown besides the filed papers, in the worker's words. Sealed; stands on their own record.
    pub OtherParts: String = Identity;
    /// Why they were not shown something, in words for them. Sealed; stands on their own record.
    pub RefusalReason: String = Identity;
    /// Why they did not sign. Sealed; stays in the case.
    pub UnsignedReason: String = Identity;
}

choice! {
    /// How the office knows who reads.
    Identified {
        /// Identity card.
        Card = "card", "občanským průkazem";
        /// Another document with a picture.
        Document = "document", "jiným dokladem s fotografií";
        /// The worker knows them.
        Known = "known", "pracovník nahlížejícího osobně zná";
    }
}

choice! {
    /// What becomes of a part of the file.
    PartOutcome {
        /// They see it.
        Shown = "shown", "ukázat";
        /// They do not.
        Refused = "refused", "odepřít";
    }
}

choice! {
    /// Whether they signed the record.
    Signature {
        /// They did.
        Signed = "signed", "podepsal(a)";
        /// They did not want to.
        Declined = "declined", "podepsat odmítl(a)";
    }
}

/// Somebody's request to read the file of a case.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Identifier.
    pub id: Id<Inspection>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office that keeps it.
    pub office: Id<Office>,
    /// Who asks.
    pub person: Id<Person>,
    /// The day they asked.
    pub asked_on: Day,
    /// What they want to see; none: the whole file.
    pub wish: Option<InspectionWish>,
    /// What was made of it; none: it is open.
    pub record: Option<Made>,
    /// Version.
    pub version: i64,
}

/// The record of a request.
#[derive(Clone, Debug)]
pub struct Made {
    /// The filed paper.
    pub document: Id<Document>,
    /// The day they read, or the day of the refusal.
    pub on: Day,
    /// Whether they were refused the whole file.
    pub whole: bool,
    /// When it was made.
    pub at: Moment,
    /// Whether they signed it.
    pub signature: Option<Signature>,
    /// Why not.
    pub unsigned: Option<UnsignedReason>,
}

/// A paper of the case and what becomes of it.
#[derive(Clone, Debug)]
pub struct Part {
    /// The paper.
    pub document: Id<Document>,
    /// What becomes of it.
    pub outcome: PartOutcome,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
}

/// A refusal with its ground.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Why, in words for the reader.
    pub reason: RefusalReason,
    /// Code of the paragraph it rests on.
    pub ground: String,
}

/// A request as typed.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) id: Id<Inspection>,
    pub(super) person: Id<Person>,
    pub(super) on: Day,
    pub(super) wish: Option<InspectionWish>,
}

/// How somebody read, as typed.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) on: Day,
    pub(super) identified: Identified,
    pub(super) copies: bool,
    pub(super) other: Option<OtherParts>,
}

/// What a record is about: they read, or were refused the whole file.
#[derive(Clone, Debug)]
pub(super) enum Ending {
    /// They read what was chosen.
    Read(Read),
    /// They were refused the whole file on a day.
    Refused(Day, Refusal),
}

impl Ending {
    pub(super) const fn on(&self) -> Day {
        match self {
            Self::Read(read) => read.on,
            Self::Refused(on, _) => *on,
        }
    }
}

/// Who keeps the record, printed below it.
#[derive(Clone, Debug)]
pub(super) struct Keeper {
    pub(super) staff: Option<Staff>,
    pub(super) office: Office,
}
