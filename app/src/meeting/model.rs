//! What a meeting leaves behind.

use crate::cases::Child;
use crate::conferences::{Conference, Goal, Phase, Topic};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Id, Moment, TimeOfDay};
use crate::participants::Participant;
use ::journal::{Place, Step};
use facts::FactGroup;
use uuid::Uuid;

facts::fact! {
    /// A line of the minutes as staff read it. Sealed. For anybody else it is cut by its topic
    /// ([`super::Words`]).
    pub LineText: String = PlanTasks;
}
facts::fact! {
    /// A task's owner who is not among those present, how its end is known, who supports. Sealed.
    pub TaskNote: String = PlanTasks;
}
facts::fact! {
    /// Name of somebody who came without an invitation. Sealed.
    pub GuestName: String = Identity;
}
facts::fact! {
    /// Who that is: "babiččina sousedka". Sealed.
    pub GuestLabel: String = Identity;
}

/// The meeting of a conference, from its start on.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The conference.
    pub conference: Id<Conference>,
    /// When it started.
    pub started: Moment,
    /// When it ended.
    pub ended: Option<Moment>,
    /// The phase that is being talked about.
    pub current_phase: Option<Id<Phase>>,
    /// When those present were reminded of confidentiality and took note.
    pub reminded: Option<Moment>,
    /// Whether degrees of agreement (1–5) are asked.
    pub degrees: bool,
    /// The day of the next meeting.
    pub next_day: Option<Day>,
    /// Its beginning.
    pub next_from: Option<TimeOfDay>,
    /// Its place: logistics.
    pub next_place: Option<String>,
    /// Who answers questions afterwards.
    pub contact: Option<Id<Staff>>,
    /// Until when comments on the minutes are welcome.
    pub comments_until: Option<Day>,
    /// Version.
    pub version: i64,
}

/// Somebody at the table: an invited participant, or a guest. The identifier of a participant's seat is the
/// participant's own.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Identifier.
    pub id: Id<Seat>,
    /// The participant, unless it is a guest.
    pub participant: Option<Id<Participant>>,
    /// Who sits there.
    pub sitter: Sitter,
}

/// Who sits on a seat.
#[derive(Clone, Debug)]
pub enum Sitter {
    /// Invited.
    Invited(Box<Participant>),
    /// Came without an invitation.
    Guest {
        /// Name.
        name: GuestName,
        /// Who that is.
        label: GuestLabel,
    },
}

/// A step of somebody's presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresenceStep {
    /// Came into the room, or back.
    Arrived,
    /// Left.
    Left,
    /// Was asked to wait outside.
    AskedOut,
    /// Is on the phone.
    ByPhone,
    /// Is on the screen.
    ByVideo,
}

impl PresenceStep {
    /// The same step in the journal.
    #[must_use]
    pub const fn of_journal(self) -> Step {
        match self {
            Self::Arrived => Step::Arrived,
            Self::Left => Step::Left,
            Self::AskedOut => Step::AskedOut,
            Self::ByPhone => Step::ByPhone,
            Self::ByVideo => Step::ByVideo,
        }
    }
}

impl Choice for PresenceStep {
    const ALL: &'static [Self] = &[Self::Arrived, Self::Left, Self::AskedOut, Self::ByPhone, Self::ByVideo];
    fn code(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Left => "left",
            Self::AskedOut => "asked_out",
            Self::ByPhone => "by_phone",
            Self::ByVideo => "by_video",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Arrived => "v místnosti",
            Self::Left => "už tu není",
            Self::AskedOut => "čeká venku",
            Self::ByPhone => "na telefonu",
            Self::ByVideo => "na obrazovce",
        }
    }
}

/// One tap.
#[derive(Clone, Debug)]
pub struct Presence {
    /// Identifier.
    pub id: Id<Presence>,
    /// Who.
    pub seat: Id<Seat>,
    /// What.
    pub step: PresenceStep,
    /// When it happened.
    pub at: Moment,
}

/// What a line of the minutes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Said.
    Said,
    /// Agreed.
    Agreed,
    /// A task.
    Task,
    /// A dissent, in the person's own words.
    Dissent,
    /// Put off to another time.
    Postponed,
}

impl Choice for LineKind {
    const ALL: &'static [Self] = &[Self::Said, Self::Agreed, Self::Task, Self::Dissent, Self::Postponed];
    fn code(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Agreed => "agreed",
            Self::Task => "task",
            Self::Dissent => "dissent",
            Self::Postponed => "postponed",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Said => "řečeno",
            Self::Agreed => "dohodnuto",
            Self::Task => "úkol",
            Self::Dissent => "nesouhlas",
            Self::Postponed => "odloženo",
        }
    }
}

impl LineKind {
    /// The look of its tag.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Said => "bare",
            Self::Agreed => "success",
            Self::Task => "primary",
            Self::Dissent => "warning",
            Self::Postponed => "",
        }
    }
}

impl Topic {
    /// What counts when nobody chose: agreed points and tasks belong to the plan that everybody gets; whatever
    /// else was said is kept with the most guarded of the everyday groups.
    #[must_use]
    pub const fn usual(kind: LineKind) -> Self {
        match kind {
            LineKind::Agreed | LineKind::Task => Self(FactGroup::PlanTasks),
            LineKind::Said | LineKind::Dissent | LineKind::Postponed => Self(FactGroup::CareHistory),
        }
    }
}

/// A line of the minutes.
#[derive(Clone, Debug)]
pub struct Line {
    /// Identifier.
    pub id: Id<Line>,
    /// The phase it was said in.
    pub phase: Option<Id<Phase>>,
    /// What it is.
    pub kind: LineKind,
    /// What it talks about.
    pub topic: Topic,
    /// The child it concerns; none: all children of the case.
    pub child: Option<Id<Child>>,
    /// Its text, for staff.
    pub text: LineText,
    /// Its text once more, as a fact of its topic, for the cut.
    pub words: super::Words,
    /// Who said it.
    pub speaker: Option<Id<Seat>>,
    /// Who does it.
    pub owner: Option<Id<Seat>>,
    /// Who does it, if not at the table.
    pub owner_note: Option<TaskNote>,
    /// By when.
    pub deadline: Option<Day>,
    /// How its end is known.
    pub indicator: Option<TaskNote>,
    /// Who supports.
    pub support: Option<TaskNote>,
    /// Who tells an owner who was not there.
    pub told_by: Option<Id<Seat>>,
    /// What happens if it does not work.
    pub plan_b: Option<TaskNote>,
    /// Whose duty it is.
    pub side: Option<Side>,
    /// The goal it serves.
    pub goal: Option<Id<Goal>>,
    /// Whether it is a strength or a worry.
    pub weight: Option<Weight>,
    /// How much those present agree, 1 (does not agree) to 5 (fully).
    pub degree: Option<i64>,
    /// Its number among agreed points, once it was one.
    pub agreed_number: Option<i64>,
    /// Its number among tasks, once it was one.
    pub task_number: Option<i64>,
    /// When it was kept.
    pub at: Moment,
    /// When it was said: when its author began it.
    pub happened: Moment,
    /// Who wrote it; none for what is older than the journal.
    pub written_by: Option<Id<Staff>>,
    /// Its place among the lines of its phase; none while its beginning has not come.
    pub place: Option<Place>,
    /// Texts that others wrote at the same time, the latest first.
    pub variants: Vec<LineVariant>,
    /// The entries that hold its text and variants: what whoever writes over them names.
    pub heads: Vec<Uuid>,
    /// When it was struck.
    pub struck: Option<Moment>,
    /// Version.
    pub version: i64,
}

/// A text that somebody wrote at the same time as the one that counts.
#[derive(Clone, Debug)]
pub struct LineVariant {
    /// The entry it stands in.
    pub entry: Uuid,
    /// Who wrote it.
    pub by: Option<Id<Staff>>,
    /// When.
    pub happened: Moment,
    /// The text, for staff.
    pub text: LineText,
}

/// Whether a line is a strength, a worry or a serious worry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What works.
    Strength,
    /// What somebody worries about.
    Worry,
    /// A serious worry.
    Serious,
}

impl Choice for Weight {
    const ALL: &'static [Self] = &[Self::Strength, Self::Worry, Self::Serious];
    fn code(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Worry => "worry",
            Self::Serious => "serious",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Strength => "co funguje",
            Self::Worry => "obava",
            Self::Serious => "vážná obava",
        }
    }
}

/// Whose duty a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The family's.
    Family,
    /// The authority's.
    Authority,
    /// Somebody else's.
    Other,
}

impl Choice for Side {
    const ALL: &'static [Self] = &[Self::Family, Self::Authority, Self::Other];
    fn code(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Authority => "authority",
            Self::Other => "other",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Family => "rodina",
            Self::Authority => "úřad",
            Self::Other => "někdo další",
        }
    }
}

impl Line {
    /// Whether it is a task that nobody has yet, or that has no day: born while people talk, completed at the end.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.kind == LineKind::Task
            && (self.deadline.is_none() || self.owner.is_none() && self.owner_note.is_none())
    }

    /// Its number in the list of its kind.
    #[must_use]
    pub const fn number(&self) -> Option<i64> {
        match self.kind {
            LineKind::Agreed => self.agreed_number,
            LineKind::Task => self.task_number,
            _ => None,
        }
    }
}

/// A break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseKind {
    /// A usual break.
    Break,
    /// Somebody needs safety: the meeting stops at once.
    Safety,
    /// A child used its stop sign.
    StopSign,
}

impl PauseKind {
    /// The same in the journal.
    #[must_use]
    pub const fn of_journal(self) -> ::journal::PauseKind {
        match self {
            Self::Break => ::journal::PauseKind::Break,
            Self::Safety => ::journal::PauseKind::Safety,
            Self::StopSign => ::journal::PauseKind::StopSign,
        }
    }
}

impl Choice for PauseKind {
    const ALL: &'static [Self] = &[Self::Break, Self::Safety, Self::StopSign];
    fn code(self) -> &'static str {
        match self {
            Self::Break => "break",
            Self::Safety => "safety",
            Self::StopSign => "stop_sign",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Break => "přestávka",
            Self::Safety => "bezpečnostní pauza",
            Self::StopSign => "stopka dítěte",
        }
    }
}

/// A break that was held.
#[derive(Clone, Debug)]
pub struct Pause {
    /// Identifier.
    pub id: Id<Pause>,
    /// Kind. Papers say "přestávka" for both: why a meeting stopped is nobody else's business.
    pub kind: PauseKind,
    /// From.
    pub began: Moment,
    /// Until.
    pub ended: Option<Moment>,
}
