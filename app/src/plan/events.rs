//! Events of the plan. What somebody said to it is told by none of them: who may not learn it in the room may not
//! learn it from the trail either.

use super::model::ScaleTime;
use crate::event;
use crate::kernel::Id;
use crate::meeting::{Line, Seat};

event!(
    /// People said what they think of an agreement or a task.
    pub StancesGiven = "plan.stance", "zapsán postoj k dohodě" { line: Id<Line>, people: usize }
);
event!(
    /// One person answered alone.
    pub AnsweredAlone = "plan.stance_alone", "zapsán postoj v soukromí" { line: Id<Line>, seat: Id<Seat> }
);
event!(
    /// The device was handed to somebody at the table.
    pub DeviceLent = "plan.device_lent", "zařízení předáno k odpovědi" { seat: Id<Seat> }
);
event!(
    /// A task was completed: who, by when, how its end is known.
    pub TaskCompleted = "plan.task", "doplněn úkol" { line: Id<Line>, fields: Vec<&'static str> }
);
event!(
    /// The plan was read through and closed.
    pub PlanClosed = "plan.closed", "plán uzavřen" { agreed: usize, tasks: usize }
);
event!(
    /// Sheets were made for those who leave. What left for whom is told by `disclosure.sent`.
    pub SheetsMade = "plan.sheets", "připraveny listy s úkoly" { sheets: usize }
);
event!(
    /// The sheets were set and filed.
    pub SheetsFiled = "plan.sheets_filed", "uloženy listy s úkoly" { sheets: usize, kept_in: usize }
);
event!(
    /// Goals were put on the scale.
    pub GoalsScaled = "plan.scale", "zapsána škála cílů" { occasion: &'static str, goals: usize }
);

/// The code of an occasion, for the event.
pub(super) const fn occasion(time: ScaleTime) -> &'static str {
    match time {
        ScaleTime::Start => "start",
        ScaleTime::FollowUp => "follow_up",
    }
}
