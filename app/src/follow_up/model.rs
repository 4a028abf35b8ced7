//! Tasks of a meeting, what became of them, who asked.

use crate::conferences::{Conference, State, choice};
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id, Moment};
use crate::meeting::Line;
use crate::participants::Participant;
use uuid::Uuid;

facts::fact! {
    /// What is to be done, and how its end is known, as the record says. Sealed.
    pub TaskText: String = PlanTasks;
    /// Who does it, when nobody of the table does. Sealed; staff read it.
    pub TaskOwner: String = Identity;
    /// What an owner said about their task. Sealed.
    pub ReportWords: String = PlanTasks;
    /// What a conference came to. Sealed; staff read it.
    pub SummaryWords: String = PlanTasks;
    /// What was said on the phone. Sealed; staff read it.
    pub CallNote: String = PlanTasks;
}

facts::bare_fact! {
    /// As what somebody who has a task sat at the table: "maminka".
    pub DoerRole: String = Identity;
    /// What people said about a goal on the scale, over time.
    pub CourseWords: String = PlanTasks;
}

choice! {
    /// How a task stands, as its owner says.
    Said {
        /// Done.
        Done = "done", "hotovo";
        /// Needs help.
        Help = "help", "potřebuje pomoc";
        /// Cannot be done.
        Cannot = "cannot", "nejde to";
        /// The next table said that it is not needed any more.
        NotNeeded = "not_needed", "už není třeba";
        /// It goes on as a task of the next conference.
        GoesOn = "goes_on", "pokračuje v navazující konferenci";
    }
}

impl Said {
    /// What its owner, or whoever calls them, can say.
    pub const TOLD: [Self; 3] = [Self::Done, Self::Help, Self::Cannot];

    /// One of those by its code.
    #[must_use]
    pub fn told(code: &str) -> Option<Self> {
        Self::from_code(code).filter(|said| Self::TOLD.contains(said))
    }

    /// The look of its tag.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Done => "success",
            Self::Help => "warning",
            Self::Cannot => "error",
            Self::NotNeeded => "off",
            Self::GoesOn => "primary",
        }
    }
}

choice! {
    /// What became of a reminder.
    Reminder {
        /// It left by mail.
        Sent = "sent", "připomenuto e-mailem";
        /// Somebody has to call: no mail goes to this person, or it did not go.
        Call = "call", "připomenout telefonem";
    }
}

/// A task, as it was when the meeting was over.
#[derive(Clone, Debug)]
pub struct Task {
    /// Identifier: that of its line in the record.
    pub id: Id<Task>,
    /// The conference.
    pub conference: Id<Conference>,
    /// The case (raw).
    pub case: Uuid,
    /// The office.
    pub office: Id<Office>,
    /// How the conference stands.
    pub state: State,
    /// Its number in the record.
    pub number: i64,
    /// Who does it, of those at the table.
    pub participant: Option<Id<Participant>>,
    /// Who does it otherwise.
    pub owner: Option<TaskOwner>,
    /// What.
    pub words: TaskText,
    /// How its end is known.
    pub indicator: Option<TaskText>,
    /// Who supports.
    pub support: Option<TaskText>,
    /// By when.
    pub due: Option<Day>,
    /// Who of the staff calls; none: the case's coordinator.
    pub caller: Option<Id<Staff>>,
    /// Version.
    pub version: i64,
}

impl Task {
    /// The line it stands on.
    #[must_use]
    pub fn line(&self) -> Id<Line> {
        Id::from_uuid(self.id.uuid())
    }
}

/// What was said about a task.
#[derive(Clone, Debug)]
pub struct Report {
    /// Identifier, made when the form was shown.
    pub id: Id<Report>,
    /// How it stands.
    pub said: Said,
    /// In words.
    pub words: Option<ReportWords>,
    /// A file that proves it.
    pub file: Option<Id<Document>>,
    /// Whether whoever said it had given the code.
    pub proved: bool,
    /// When.
    pub given: Moment,
    /// Who of the staff wrote it down; none: the owner.
    pub by: Option<Id<Staff>>,
    /// When staff read it.
    pub seen: Option<Moment>,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// Identifier.
    pub id: Id<Call>,
    /// Whether somebody was reached.
    pub reached: bool,
    /// What was said.
    pub note: Option<CallNote>,
    /// When.
    pub called: Moment,
    /// Who.
    pub by: Option<Id<Staff>>,
}

/// A reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminded {
    /// Which: one by itself, another only after a call.
    pub round: i64,
    /// What became of it.
    pub state: Reminder,
    /// When.
    pub noted: Moment,
}

/// A task with everything that was done about it; reports and calls with the newest first.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The task.
    pub task: Task,
    /// What was said.
    pub reports: Vec<Report>,
    /// Calls.
    pub calls: Vec<Call>,
    /// Reminders.
    pub reminders: Vec<Reminded>,
    /// What the next table said about it; from then on nothing else is said here.
    pub back: Option<Back>,
}

/// What the table of the next conference said about a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Back {
    /// That conference.
    pub conference: Id<Conference>,
    /// Done, goes on, or not needed.
    pub said: Said,
    /// The line with which it goes on there.
    pub line: Option<Id<Line>>,
    /// When.
    pub noted: Moment,
}

impl Followed {
    /// How it stands as its owner said it, by themselves or by phone: without what was said at a later table, which they
    /// may not have been told of.
    #[must_use]
    pub fn owner_said(&self) -> Option<Said> {
        let at_the_table = |report: &&Report| self.back.is_some_and(|back| report.given == back.noted);
        let told = self.reports.iter().filter(|report| Said::TOLD.contains(&report.said));
        told.filter(|report| !at_the_table(report)).map(|report| report.said).next()
    }

    /// Whether a call is written down already.
    #[must_use]
    pub fn has_call(&self, id: Id<Call>) -> bool {
        self.calls.iter().any(|call| call.id == id)
    }

    /// Whether it is neither done nor settled at a later table.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.back.is_none() && self.said() != Some(Said::Done)
    }

    /// How it stands, as was said last.
    #[must_use]
    pub fn said(&self) -> Option<Said> {
        self.reports.first().map(|report| report.said)
    }
}

/// How a conference was closed.
#[derive(Clone, Debug)]
pub struct Closed {
    /// What it came to.
    pub words: SummaryWords,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Option<Id<Staff>>,
}

/// What the record says about a task now.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// Its line.
    pub id: Id<Task>,
    /// Its number.
    pub number: i64,
    /// Who, of those at the table.
    pub participant: Option<Id<Participant>>,
    /// Who, otherwise.
    pub owner: Option<TaskOwner>,
    /// What.
    pub words: TaskText,
    /// How its end is known.
    pub indicator: Option<TaskText>,
    /// Who supports.
    pub support: Option<TaskText>,
    /// By when.
    pub due: Option<Day>,
}

/// A report to be kept.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Identifier of the form.
    pub id: Id<Report>,
    /// How it stands.
    pub said: Said,
    /// In words.
    pub words: Option<ReportWords>,
    /// A file, with what it is.
    pub file: Option<NewFile>,
    /// Whether the code was given.
    pub proved: bool,
}

/// A file that proves something.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What it is, for browsers.
    pub mime: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A call to be noted.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// Identifier of the form.
    pub id: Id<Call>,
    /// Whether somebody was reached.
    pub reached: bool,
    /// What was said.
    pub note: Option<CallNote>,
    /// How it stands, as they said.
    pub said: Option<Said>,
    /// Whether another reminder is to go.
    pub remind: bool,
}
