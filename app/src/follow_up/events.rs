//! Events of what comes after a meeting. No words of people.

use super::model::{Report, Task};
use crate::conferences::Conference;
use crate::documents::Document;
use crate::event;
use crate::kernel::Id;
use crate::meeting::Line;

event!(
    /// The tasks of a meeting were taken from its record, or what changed there since.
    pub TasksTaken = "task.taken", "převzaty úkoly ze zápisu" { added: usize, changed: usize, dropped: usize }
);
event!(
    /// Somebody said how a task stands; without a code it was whoever holds the link.
    pub TaskReported = "task.reported", "řečeno, jak je na tom úkol" {
        task: Id<Task>, report: Id<Report>, said: &'static str, words: bool, file: bool, proved: bool, by_staff: bool,
    }
);
event!(
    /// Staff read what was said.
    pub TaskSeen = "task.seen", "přečteno, co k úkolu přišlo" { task: Id<Task>, reports: usize }
);
event!(
    /// Who of the staff calls.
    pub TaskCaller = "task.caller", "určeno, kdo kvůli úkolu zavolá" { task: Id<Task> }
);
event!(
    /// A call was noted.
    pub TaskCalled = "task.called", "zapsán hovor kvůli úkolu" { task: Id<Task>, reached: bool, remind: bool }
);
event!(
    /// A conference was closed with a summary.
    pub ConferenceClosed = "conference.closed", "konference uzavřena" { open: usize }
);
event!(
    /// The paper that says how a closed conference ended was filed.
    pub EvaluationMade = "conference.evaluated", "vyhotoveno závěrečné vyhodnocení konference" { document: Id<Document> }
);
event!(
    /// A conference was begun that follows another.
    pub ConferenceFollowed = "conference.followed", "založena navazující konference" {
        earlier: Id<Conference>, people: usize, goals: usize, day: bool,
    }
);
event!(
    /// A task of an earlier conference came back.
    pub TaskBack = "task.back", "úkol se vrátil v navazující konferenci" {
        task: Id<Task>, said: &'static str, line: Option<Id<Line>>,
    }
);
event!(
    /// What the table had said about it was a slip and was taken back.
    pub TaskBackUndone = "task.back_undone", "záznam o úkolu z minula vrácen" {
        task: Id<Task>, said: &'static str, line: Option<Id<Line>>,
    }
);
event!(
    /// A reminder left the house, or somebody has to call instead.
    pub TaskReminded = "task.reminded", "připomenut úkol" { task: Id<Task>, round: i64, state: &'static str }
);
