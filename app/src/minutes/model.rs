//! The minutes as a paper, and what they are made of before they are cut.

use crate::cases::FileMark;
use crate::cases::PersonName;
use crate::conferences::{Conference, GoalText};
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Id, Moment};
use crate::meeting::rules::Interval;
use crate::meeting::{LineKind, Seat, TaskNote, Words};
use crate::participants::{ChildWish, Participant};
use outbound::Subject;
use uuid::Uuid;

facts::bare_fact! {
    /// Name of somebody at the table.
    pub NameWords: String = Identity;
    /// As what: "maminka", "třídní učitelka".
    pub RoleWords: String = Identity;
    /// "13 let".
    pub AgeWords: String = Identity;
    /// Who does a task, as the room called them.
    pub OwnerWords: String = PlanTasks
}

/// The last edition of the minutes of a conference.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// The filed paper.
    pub document: Id<Document>,
    /// Which edition, from one.
    pub edition: i64,
    /// Its reference number; none: "čeká na č. j.".
    pub reference_number: Option<String>,
    /// When it was made.
    pub made: Moment,
    /// Characters the font lacks, printed as code points.
    pub replaced: String,
}

/// A child in the head of the record.
#[derive(Clone, Debug)]
pub(super) struct ChildFacts {
    pub(super) id: Uuid,
    pub(super) name: PersonName,
    pub(super) age: Option<AgeWords>,
    pub(super) file_mark: FileMark,
}

/// Somebody at the table, or expected there.
#[derive(Clone, Debug)]
pub(super) struct SeatFacts {
    pub(super) seat: Id<Seat>,
    pub(super) participant: Option<Id<Participant>>,
    pub(super) subject: Subject,
    pub(super) name: NameWords,
    pub(super) role: RoleWords,
    pub(super) leads: Option<Leads>,
    pub(super) writes: bool,
    pub(super) there: Vec<Interval>,
}

/// What somebody does for the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// Facilitator.
    Facilitates,
    /// Minute-taker.
    TakesMinutes,
}

/// A line with those it concerns.
#[derive(Clone, Debug)]
pub(super) struct LineFacts {
    pub(super) kind: LineKind,
    pub(super) number: Option<i64>,
    pub(super) words: Words,
    /// Whom it concerns; all of them must be for the reader.
    pub(super) subjects: Vec<Subject>,
    pub(super) speaker: Option<Id<Seat>>,
    pub(super) owner: Option<Id<Seat>>,
    /// Who does the task, in words.
    pub(super) owner_words: Option<OwnerWords>,
    pub(super) deadline: Option<Day>,
    pub(super) indicator: Option<TaskNote>,
    pub(super) support: Option<TaskNote>,
    pub(super) degree: Option<&'static str>,
}

/// A part of the course.
#[derive(Clone, Debug)]
pub(super) struct PhaseFacts {
    pub(super) title: String,
    pub(super) from: Option<Moment>,
    pub(super) until: Option<Moment>,
    pub(super) lines: Vec<LineFacts>,
}

/// What a child said or wishes.
#[derive(Clone, Debug)]
pub(super) struct VoiceFacts {
    pub(super) child: Uuid,
    pub(super) name: PersonName,
    pub(super) how: &'static str,
    pub(super) words: ChildWish,
}

/// The record of a conference before it is cut for anybody.
#[derive(Clone, Debug)]
pub(super) struct RecordContent {
    pub(super) conference: Conference,
    pub(super) office: Office,
    /// Which edition it will be.
    pub(super) edition: i64,
    pub(super) reference_number: Option<String>,
    /// On what the convening rests, if somebody has verified it.
    pub(super) legal: Option<String>,
    pub(super) day: Day,
    pub(super) started: Moment,
    pub(super) ended: Option<Moment>,
    pub(super) children: Vec<ChildFacts>,
    pub(super) seats: Vec<SeatFacts>,
    pub(super) goals: Vec<GoalText>,
    pub(super) voices: Vec<VoiceFacts>,
    pub(super) course: Vec<PhaseFacts>,
    pub(super) next_day: Option<Day>,
    pub(super) next_text: Option<String>,
    pub(super) next_place: Option<String>,
    pub(super) contact: Option<Staff>,
    pub(super) comments_until: Option<Day>,
    /// Who signs: the case's coordinator.
    pub(super) signer: Option<Staff>,
    /// Whether those present took note of confidentiality.
    pub(super) reminded: bool,
    /// Whether somebody's safety is at risk: an extract then lists nobody and names no place.
    pub(super) safety_concern: bool,
    /// For whom an extract is; none: the office's own file.
    pub(super) reader: Option<Id<Participant>>,
}

impl RecordContent {
    /// All lines, in the order of the course.
    pub(super) fn lines(&self) -> impl Iterator<Item = &LineFacts> {
        self.course.iter().flat_map(|phase| phase.lines.iter())
    }

    /// Whether the table may be listed.
    pub(super) fn lists_people(&self) -> bool {
        self.reader.is_none() || !self.safety_concern
    }

    /// Somebody at the table.
    pub(super) fn seat(&self, id: Option<Id<Seat>>) -> Option<&SeatFacts> {
        id.and_then(|id| self.seats.iter().find(|seat| seat.seat == id))
    }
}
