//! The minutes as a paper, and what they are made of before they are cut.

use super::comments::{AnswerWords, CommentWords, Wish};
use crate::cases::FileMark;
use crate::cases::PersonName;
use crate::conferences::{Conference, GoalFacts, choice};
use crate::documents::{Document, OfficeFacts};
use crate::identity::Office;
use crate::kernel::{Choice, Day, Id, Moment};
use crate::meeting::rules::Interval;
use crate::meeting::{Line, LineKind, Seat, TaskNote, Weight, Words};
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
    pub OwnerWords: String = PlanTasks;
    /// What the family can build on.
    pub StrengthWords: String = FamilyHousehold;
    /// What endangers the children.
    pub RiskWords: String = ViolenceSafety;
    /// What those present agreed about how they talk.
    pub RuleWords: String = PlanTasks;
    /// What was done at the meeting.
    pub ActWords: String = PlanTasks;
    /// An objection against the record, or why somebody does not sign it.
    pub ObjectionWords: String = CareHistory;
    /// What is attached.
    pub AttachmentWords: String = CareHistory;
    /// To whom the record goes.
    pub RecipientWords: String = Identity;
    /// A signature drawn on the tablet.
    pub DrawnSignature: outbound::Strokes = Identity
}

choice! {
    /// What kind of record it is.
    Form {
        /// The light one of a method of social work.
        Light = "zapis", "zápis";
        /// With all the parts that the procedure act asks of a protocol.
        Protocol = "protokol", "protokol";
    }
}

impl Form {
    /// The title under which a record is filed: fixed words.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Light => "Zápis z případové konference",
            Self::Protocol => "Protokol z případové konference",
        }
    }

    /// The title under which an extract is filed.
    pub(super) const fn extract_title(self) -> &'static str {
        match self {
            Self::Light => "Výpis ze zápisu z případové konference",
            Self::Protocol => "Výpis z protokolu z případové konference",
        }
    }
}

choice! {
    /// How those present got to know what the record says.
    Reading {
        /// Read aloud.
        Aloud = "aloud", "přečetli jsme ho nahlas";
        /// Given to read.
        Given = "given", "každý si ho mohl přečíst sám";
        /// Shown line by line on the wall while it was written.
        Wall = "wall", "četli jsme ho průběžně na stěně";
        /// Not yet.
        Later = "later", "přítomní ho dostanou až k připomínkám";
    }
}

choice! {
    /// How somebody signed.
    Way {
        /// On the printed sheet.
        Paper = "paper", "podepsal(a) na papíře";
        /// On the tablet.
        Drawn = "drawn", "podepsal(a) na obrazovce";
        /// Did not want to.
        Refused = "refused", "odmítl(a) podepsat";
    }
}

/// An objection against the record, and who raised it.
#[derive(Clone, Debug)]
pub(super) struct Objection {
    pub(super) words: ObjectionWords,
    /// Somebody at the table; none where nobody was named, as in what was written before that was asked.
    pub(super) by: Option<Id<Seat>>,
}

/// What the worker writes beside the lines of the meeting.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    pub(super) strengths: Vec<StrengthWords>,
    pub(super) risks: Vec<RiskWords>,
    pub(super) rules: Vec<RuleWords>,
    pub(super) acts: Option<ActWords>,
    pub(super) objections: Vec<Objection>,
    pub(super) attachments: Vec<AttachmentWords>,
    pub(super) recipients: Vec<RecipientWords>,
    pub(super) reading: Option<Reading>,
}

/// The form of a record and what was written into it, with the version that was read.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) form: Form,
    pub(super) fields: Fields,
    pub(super) version: i64,
}

/// How somebody at the table signed, or why not.
#[derive(Clone, Debug)]
pub(super) struct SignatureFacts {
    pub(super) way: Way,
    pub(super) drawn: Option<DrawnSignature>,
    pub(super) reason: Option<ObjectionWords>,
}

/// A member of staff as a paper names them.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct StaffFacts {
    pub(super) name: String,
    pub(super) position: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: String,
}

impl StaffFacts {
    /// Of somebody's account.
    pub(super) fn of(staff: &crate::identity::Staff) -> Self {
        Self {
            name: staff.name().full(),
            position: staff.position.clone(),
            phone: staff.phone.clone(),
            email: staff.login.clone(),
        }
    }
}

/// What a sealed paper bears: by code and day anybody who holds it can ask whether it is the one that was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SealFacts {
    pub(super) code: String,
    pub(super) on: Day,
    /// Where one asks.
    pub(super) address: String,
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
    /// When they took note of confidentiality, if not with everybody at the first reminder.
    pub(super) acknowledged: Option<Moment>,
    /// Whether they came after that reminder and never took note; not asked of what was sealed.
    pub(super) unaware: bool,
    pub(super) signature: Option<SignatureFacts>,
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
    /// Which line it is; none in what was sealed before lines were named.
    pub(super) id: Option<Id<Line>>,
    /// When it was last changed after a comment.
    pub(super) mended: Option<Day>,
    pub(super) kind: LineKind,
    pub(super) number: Option<i64>,
    /// When it was said.
    pub(super) at: Moment,
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
    pub(super) degree: Option<String>,
    /// Whether it is a strength or a worry.
    pub(super) weight: Option<Weight>,
}

/// A part of the course.
#[derive(Clone, Debug)]
pub(super) struct PhaseFacts {
    pub(super) title: String,
    pub(super) from: Option<Moment>,
    pub(super) until: Option<Moment>,
    pub(super) lines: Vec<LineFacts>,
}

/// A comment on the record that is printed with it.
#[derive(Clone, Debug)]
pub(super) struct ReceivedFacts {
    /// Who says it.
    pub(super) participant: Id<Participant>,
    /// The line it speaks about; none: the whole record.
    pub(super) line: Option<Id<Line>>,
    pub(super) wish: Wish,
    pub(super) on: Day,
    /// Whether the last day was over.
    pub(super) late: bool,
    /// Whether the office has yet to decide; such ones are printed on the last wording only.
    pub(super) undecided: bool,
    pub(super) words: CommentWords,
    pub(super) answer: Option<AnswerWords>,
}

/// Something added after the seal.
#[derive(Clone, Debug)]
pub(super) struct AddendumFacts {
    pub(super) number: i64,
    pub(super) on: Day,
    pub(super) words: Words,
    /// Whom it concerns; all of them must be for the reader.
    pub(super) subjects: Vec<Subject>,
}

/// What a child said or wishes.
#[derive(Clone, Debug)]
pub(super) struct VoiceFacts {
    pub(super) child: Uuid,
    pub(super) name: PersonName,
    pub(super) how: String,
    pub(super) words: ChildWish,
}

/// The record of a conference before it is cut for anybody.
#[derive(Clone, Debug)]
pub(super) struct RecordContent {
    pub(super) conference: Id<Conference>,
    /// The office whose file it is.
    pub(super) office: Id<Office>,
    pub(super) head: OfficeFacts,
    pub(super) form: Form,
    /// Kind of conference, in words.
    pub(super) kind: String,
    /// Where it was.
    pub(super) place: Option<String>,
    /// Which edition it will be.
    pub(super) edition: i64,
    pub(super) reference_number: Option<String>,
    /// On what the convening rests, if somebody has verified it.
    pub(super) legal: Option<String>,
    /// What asks for a protocol, if somebody has verified it.
    pub(super) protocol_law: Option<String>,
    pub(super) day: Day,
    pub(super) started: Moment,
    pub(super) ended: Option<Moment>,
    pub(super) children: Vec<ChildFacts>,
    pub(super) seats: Vec<SeatFacts>,
    pub(super) goals: Vec<GoalFacts>,
    pub(super) voices: Vec<VoiceFacts>,
    pub(super) course: Vec<PhaseFacts>,
    pub(super) next_day: Option<Day>,
    pub(super) next_text: Option<String>,
    pub(super) next_place: Option<String>,
    pub(super) contact: Option<StaffFacts>,
    pub(super) comments_until: Option<Day>,
    /// Comments that are attached as they are.
    pub(super) received: Vec<ReceivedFacts>,
    /// What was added after the seal; printed in extracts only, the file has each as a paper of its own.
    pub(super) addenda: Vec<AddendumFacts>,
    /// Who signs: the case's coordinator.
    pub(super) signer: Option<StaffFacts>,
    pub(super) fields: Fields,
    /// Whether it is the last wording, which nothing changes any more.
    pub(super) is_final: bool,
    pub(super) seal: Option<SealFacts>,
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

    /// The same record for somebody at the table.
    pub(super) fn for_reader(mut self, reader: Id<Participant>) -> Self {
        if self.safety_concern {
            super::answers::withhold(&mut self.course);
        }
        Self { reader: Some(reader), ..self }
    }

    /// The record for an extract: without the code of the whole, and of the edition that was made last; before the first
    /// it previews the first.
    pub(super) fn extract_for(self, reader: Id<Participant>) -> Self {
        let edition = if self.is_final { self.edition } else { (self.edition - 1).max(1) };
        Self { seal: None, edition, ..self.for_reader(reader) }
    }

    /// When the reader of an extract was there; none for the office's own file.
    pub(super) fn reader_was_there(&self) -> Option<&[Interval]> {
        let reader = self.reader?;
        let seat = self.seats.iter().find(|seat| seat.participant == Some(reader));
        Some(seat.map_or(&[][..], |seat| seat.there.as_slice()))
    }

    /// Somebody at the table.
    pub(super) fn seat(&self, id: Option<Id<Seat>>) -> Option<&SeatFacts> {
        id.and_then(|id| self.seats.iter().find(|seat| seat.seat == id))
    }
}

/// An addendum before it is cut: the record it belongs to, its number and words.
#[derive(Clone, Debug)]
pub(super) struct AddendumContent {
    pub(super) record: RecordContent,
    pub(super) number: i64,
    pub(super) words: super::store::seals::AddendumWords,
    pub(super) seal: Option<SealFacts>,
}
