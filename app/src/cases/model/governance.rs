//! Records about access to a case: openings for a reason, and hand-overs between offices.

use super::{CaseFile, CaseTitle, FileMark};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Id, Moment};

facts::fact! {
    /// Why somebody opened a case that they do not work on, in their words. Sealed; reaches nobody outside.
    pub OpeningReason: String = Notifier;
    /// Why a case goes to another office, or why it was refused, in the head's words. Sealed; reaches nobody outside.
    pub HandoverReason: String = Notifier;
}

/// A case opened for a reason and for a time by somebody of its office who has no tie to it.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Identifier.
    pub id: Id<Opening>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office that keeps the case.
    pub office: Id<Office>,
    /// Who opened it.
    pub staff: Id<Staff>,
    /// Why; lists leave it sealed.
    pub reason: Option<OpeningReason>,
    /// Since when.
    pub opened: Moment,
    /// Until when; set once, by the rules.
    pub expires: Moment,
    /// When it was ended before that.
    pub ended: Option<Moment>,
    /// By whom.
    pub ended_by: Option<Id<Staff>>,
    /// Whether the head allows this person no further opening of this case.
    pub barred: bool,
    /// The case's file mark.
    pub mark: FileMark,
    /// The case's title.
    pub title: CaseTitle,
    /// Version.
    pub version: i64,
}

impl Opening {
    /// Whether it still lets its holder in.
    #[must_use]
    pub fn lives(&self, now: Moment) -> bool {
        self.ended.is_none() && now < self.expires
    }
}

/// Where a hand-over stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverState {
    /// The receiving office has not decided.
    Asked,
    /// The case belongs to the receiving office.
    Accepted,
    /// The receiving office refused.
    Refused,
    /// The sending office took it back.
    TakenBack,
}

impl Choice for HandoverState {
    const ALL: &'static [Self] = &[Self::Asked, Self::Accepted, Self::Refused, Self::TakenBack];
    fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::TakenBack => "taken_back",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Asked => "čeká na převzetí",
            Self::Accepted => "postoupeno",
            Self::Refused => "odmítnuto",
            Self::TakenBack => "vzato zpět",
        }
    }
}

/// A case that one office hands over to another.
#[derive(Clone, Debug)]
pub struct Handover {
    /// Identifier.
    pub id: Id<Handover>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The sending office.
    pub from: Id<Office>,
    /// The receiving office.
    pub to: Id<Office>,
    /// Where it stands.
    pub state: HandoverState,
    /// The case's file mark at the sending office.
    pub mark: FileMark,
    /// Why: read by the sending office, and by the receiving one once the case is theirs. Lists leave it sealed.
    pub reason: Option<HandoverReason>,
    /// The receiving head's answer when they refused.
    pub answer: Option<HandoverReason>,
    /// When it was asked for.
    pub asked: Moment,
    /// By whom.
    pub asked_by: Id<Staff>,
    /// When it was decided.
    pub decided: Option<Moment>,
    /// Version.
    pub version: i64,
}
