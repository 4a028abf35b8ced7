//! What a wall is made of.

use crate::conferences::{Conference, GoalFacts, Phase};
use crate::identity::Staff;
use crate::kernel::{Day, Id, Moment};
use crate::meeting::clock::Sign;
use crate::meeting::{Line, LineKind, PresenceStep, TaskNote, Words};
use crate::participants::Participant;
use outbound::Subject;

facts::bare_fact! {
    /// As what the owner of a task sits at the table: "maminka".
    pub OwnerRole: String = Identity;
}

/// A wall: the right of a screen to show one meeting. Known by its token alone.
#[derive(Clone, Copy, Debug)]
pub struct Wall {
    /// Identifier.
    pub id: Id<Wall>,
    /// What it shows.
    pub conference: Id<Conference>,
    /// Who made it.
    pub made_by: Id<Staff>,
    /// When it was made.
    pub made: Moment,
    /// When it was taken down.
    pub ended: Option<Moment>,
}

/// Somebody who has to do with the room: a seat of the table.
#[derive(Clone, Debug)]
pub struct Chair {
    /// The participant; nobody for whom nothing says as what they read: a guest, or somebody who was taken off the
    /// list.
    pub participant: Option<Id<Participant>>,
    /// Coming and going, in the order in which it happened.
    pub steps: Vec<(PresenceStep, Moment)>,
    /// Whether they are invited to the phase under way.
    pub invited: bool,
}

/// How things stand in the room, as far as they decide what its wall may show.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Now.
    pub now: Moment,
    /// Whether the meeting has begun and is not over.
    pub running: bool,
    /// Whether somebody who leads the meeting has a page of it open: only they tell who comes in.
    pub led: bool,
    /// Whether somebody's safety is at risk.
    pub safety_concern: bool,
    /// Breaks: from, until.
    pub pauses: Vec<(Moment, Option<Moment>)>,
    /// The phase under way.
    pub phase: Option<Id<Phase>>,
    /// Whether it is time for the family alone.
    pub private: bool,
    /// Everybody.
    pub chairs: Vec<Chair>,
}

/// What a wall shows at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Title of the phase and time of day. Looks the same whatever the reason.
    Neutral,
    /// What all of these may see.
    For {
        /// The participants it is cut for, in a fixed order.
        audience: Vec<Id<Participant>>,
        /// Whose lines it shows.
        lines: Extent,
    },
}

/// Which lines stand on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Of the whole meeting.
    Whole,
    /// Of the phase under way: where safety is at risk each phase begins with an empty wall, so that nothing vanishes
    /// when others come.
    Phase(Option<Id<Phase>>),
}

/// Who does a task.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The participant.
    pub participant: Option<Id<Participant>>,
    /// Whom their role tells of.
    pub subject: Subject,
    /// The role.
    pub role: OwnerRole,
}

/// A line that may stand on the wall.
#[derive(Clone, Debug)]
pub struct WallLine {
    /// Which.
    pub id: Id<Line>,
    /// The phase it was said in.
    pub phase: Option<Id<Phase>>,
    /// What it is.
    pub kind: LineKind,
    /// Its words, as a fact of its topic.
    pub words: Words,
    /// Whom it concerns.
    pub subjects: Vec<Subject>,
    /// Who does it.
    pub owner: Option<Owner>,
    /// Who does it, if not at the table.
    pub owner_note: Option<TaskNote>,
    /// By when.
    pub deadline: Option<Day>,
}

/// A phase on the wall: logistics.
#[derive(Clone, Debug)]
pub struct AgendaLine {
    /// Title.
    pub title: String,
    /// Whether it is under way.
    pub current: bool,
    /// Whether it is over.
    pub past: bool,
    /// When it comes, in words.
    pub coming: Option<String>,
}

/// Everything that a wall could show.
#[derive(Clone, Debug)]
pub struct WallContent {
    /// Title of the phase under way.
    pub title: Option<String>,
    /// The moment of the frame.
    pub now: Moment,
    /// What is left of the phase, in words.
    pub left: Option<String>,
    /// The sign of the clock.
    pub sign: Sign,
    /// How much of the phase is over.
    pub percent: Option<u32>,
    /// When it all ends, in words.
    pub ends: Option<String>,
    /// The agenda.
    pub agenda: Vec<AgendaLine>,
    /// Goals.
    pub goals: Vec<GoalFacts>,
    /// Lines in their order, struck ones aside.
    pub lines: Vec<WallLine>,
    /// Whom it is cut for; nobody: the neutral frame.
    pub audience: Vec<Id<Participant>>,
    /// Whether the meeting is over, or the wall was taken down.
    pub over: bool,
}
