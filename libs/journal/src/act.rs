//! What can happen at a meeting.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Field, Place, Text};

/// One act. As JSON an object whose `do` names the variant (`"begin"`, `"write"`, …).
///
/// Nothing here says what somebody thinks of a line: entries travel to every device that leads the meeting, and
/// answers given in private must not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// A line begins. Cannot be undone, only struck.
    Begin {
        /// The line.
        line: Uuid,
        /// The phase of the agenda it belongs to.
        phase: Option<Uuid>,
        /// Its place in it.
        place: Place,
    },
    /// The whole text of a line. `over` names the texts (entries) the author had before their eyes, which is
    /// [`LineState::heads`](crate::LineState::heads); those are replaced, others stay beside.
    Write {
        /// The line.
        line: Uuid,
        /// All of its text.
        text: Text,
        /// What it replaces.
        over: Vec<Uuid>,
    },
    /// One property of a line; the latest counts, the others stand in the history.
    Mark {
        /// The line.
        line: Uuid,
        /// Which property.
        field: Field,
        /// Its value; none takes it away.
        value: Option<Text>,
    },
    /// A line is put to another place; the latest counts.
    Move {
        /// The line.
        line: Uuid,
        /// The phase it goes to.
        phase: Option<Uuid>,
        /// Its place in it.
        place: Place,
    },
    /// A line is struck or brought back. `over` names the texts the striker had seen: one they had not seen keeps
    /// the line standing.
    Strike {
        /// The line.
        line: Uuid,
        /// Struck; or brought back.
        away: bool,
        /// What was seen.
        over: Vec<Uuid>,
    },
    /// A line gets its number in a list. Made by the house only; the first one counts for ever.
    Number {
        /// The line.
        line: Uuid,
        /// Which list.
        list: List,
        /// The number, from 1.
        number: u32,
    },
    /// Somebody comes, goes, or joins from afar.
    Step {
        /// Whose seat.
        seat: Uuid,
        /// What they did.
        step: Step,
    },
    /// Somebody took note of their confidentiality.
    Acknowledge {
        /// Whose seat.
        seat: Uuid,
    },
    /// Everybody present was reminded of confidentiality and took note.
    Remind,
    /// A phase of the agenda begins, perhaps for the second time.
    Enter {
        /// The phase.
        phase: Uuid,
    },
    /// The meeting stops.
    Pause {
        /// Why.
        pause: PauseKind,
    },
    /// It goes on.
    Resume,
    /// Somebody who was not invited sits down, or is named better than before.
    Guest {
        /// The seat made for them.
        seat: Uuid,
        /// Name.
        name: Text,
        /// Who that is.
        label: Text,
    },
    /// An entry counts as not made. Works on texts, marks, moves, strikes and what happened in the room; not on the
    /// beginning of a line, a number, or another `Undo`.
    Undo {
        /// Which entry.
        entry: Uuid,
        /// The line that entry is about; none: it is about the room. Without the right line it has no effect, so that
        /// the entries of one line are enough to know the line.
        line: Option<Uuid>,
    },
}

impl Act {
    /// The line it is about; none if it is about the room.
    #[must_use]
    pub const fn line(&self) -> Option<Uuid> {
        match self {
            Self::Begin { line, .. }
            | Self::Write { line, .. }
            | Self::Mark { line, .. }
            | Self::Move { line, .. }
            | Self::Strike { line, .. }
            | Self::Number { line, .. } => Some(*line),
            Self::Undo { line, .. } => *line,
            _ => None,
        }
    }

    /// The seat, phase or entry it is about, if any.
    #[must_use]
    pub const fn subject(&self) -> Option<Uuid> {
        match self {
            Self::Step { seat, .. } | Self::Acknowledge { seat } | Self::Guest { seat, .. } => Some(*seat),
            Self::Enter { phase } => Some(*phase),
            Self::Begin { phase, .. } | Self::Move { phase, .. } => *phase,
            Self::Undo { entry, .. } => Some(*entry),
            _ => None,
        }
    }

    /// Its name, as in JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Begin { .. } => "begin",
            Self::Write { .. } => "write",
            Self::Mark { .. } => "mark",
            Self::Move { .. } => "move",
            Self::Strike { .. } => "strike",
            Self::Number { .. } => "number",
            Self::Step { .. } => "step",
            Self::Acknowledge { .. } => "acknowledge",
            Self::Remind => "remind",
            Self::Enter { .. } => "enter",
            Self::Pause { .. } => "pause",
            Self::Resume => "resume",
            Self::Guest { .. } => "guest",
            Self::Undo { .. } => "undo",
        }
    }

    pub(crate) const fn can_be_undone(&self) -> bool {
        !matches!(self, Self::Begin { .. } | Self::Number { .. } | Self::Undo { .. })
    }
}

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$what])* $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word it is stored and sent as.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The one with this word.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// What a line of the minutes is. A line without the mark is [`LineKind::Said`].
    LineKind {
        /// Said.
        Said = "said",
        /// Agreed.
        Agreed = "agreed",
        /// A task.
        Task = "task",
        /// A dissent, in the person's own words.
        Dissent = "dissent",
        /// Put off to another time.
        Postponed = "postponed",
    }
}

codes! {
    /// A numbered list of the minutes.
    List {
        /// Agreed points.
        Agreed = "agreed",
        /// Tasks.
        Task = "task",
    }
}

codes! {
    /// A step of somebody's presence.
    Step {
        /// Came into the room, or back.
        Arrived = "arrived",
        /// Left.
        Left = "left",
        /// Was asked to wait outside.
        AskedOut = "asked_out",
        /// Is on the phone.
        ByPhone = "by_phone",
        /// Is on the screen.
        ByVideo = "by_video",
    }
}

codes! {
    /// Why a meeting stops.
    PauseKind {
        /// A usual break.
        Break = "break",
        /// Somebody needs safety.
        Safety = "safety",
        /// A child used its stop sign.
        StopSign = "stop_sign",
    }
}

impl LineKind {
    /// The list whose numbers it carries.
    #[must_use]
    pub const fn list(self) -> Option<List> {
        match self {
            Self::Agreed => Some(List::Agreed),
            Self::Task => Some(List::Task),
            Self::Said | Self::Dissent | Self::Postponed => None,
        }
    }
}
