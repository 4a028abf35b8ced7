//! What people said to the plan, and what is printed of it.

use crate::conferences::{Goal, choice};
use crate::documents::Document;
use crate::kernel::{Choice, Id, Moment};
use crate::meeting::{Line, Seat};
use crate::participants::Participant;

facts::fact! {
    /// Why somebody disagrees, in their own words. Sealed.
    pub StanceWords: String = CareHistory;
    /// What would move somebody one degree up, in their own words. Sealed.
    pub StepWords: String = CareHistory;
}

facts::bare_fact! {
    /// Who does a task, as the room calls them.
    pub DoerWords: String = PlanTasks
}

choice! {
    /// What somebody says to an agreement or a task.
    Stance {
        /// Agrees.
        Agrees = "agrees", "souhlasí";
        /// Can live with it.
        Accepts = "accepts", "dokáže s tím žít";
        /// Disagrees.
        Disagrees = "disagrees", "nesouhlasí";
    }
}

impl Stance {
    /// The look of its tag: only who agrees is green, and who disagrees never is.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Agrees => "success",
            Self::Accepts => "",
            Self::Disagrees => "warning",
        }
    }
}

choice! {
    /// When a goal was put on the scale.
    ScaleTime {
        /// At the beginning.
        Start = "start", "na začátku";
        /// When the follow-up conference looked back.
        FollowUp = "follow_up", "při navázání";
    }
}

/// One answer of one person to one line. Only added: the newest of a person counts.
#[derive(Clone, Debug)]
pub struct Given {
    /// Identifier, made when the form was shown.
    pub id: Id<Given>,
    /// The agreement or task.
    pub line: Id<Line>,
    /// Who.
    pub seat: Id<Seat>,
    /// What they say.
    pub stance: Stance,
    /// How much they agree, 1 to 5, where the meeting asks for it.
    pub degree: Option<i64>,
    /// Why they disagree, in their own words.
    pub words: Option<StanceWords>,
    /// What would move them one degree up.
    pub step: Option<StepWords>,
    /// Whether they answered alone. Then nobody in the room learns what they said, not even as a count.
    pub alone: bool,
    /// When.
    pub at: Moment,
}

/// A sheet that was filed for somebody.
#[derive(Clone, Debug)]
pub struct FiledSheet {
    /// For whom.
    pub participant: Id<Participant>,
    /// The paper.
    pub document: Id<Document>,
    /// When.
    pub made: Moment,
}

/// How near a goal was, 0 (not at all) to 10 (fully).
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Identifier, made when the form was shown.
    pub id: Id<Scale>,
    /// The goal.
    pub goal: Id<Goal>,
    /// When it was asked.
    pub occasion: ScaleTime,
    /// The number.
    pub value: i64,
    /// When it was written down.
    pub at: Moment,
}
