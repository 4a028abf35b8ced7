//! What a record of minutes can say, as it leaves the house: the paper and its parts.

use super::verify::VerifyWords;
use crate::documents::Letterhead;
use facts::Shown;
use outbound::{Attributed, Logistics, Numbered, Omissions, Returned, Strokes};

outbound::view! {
    /// A child.
    pub struct ChildRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// Age on the day of the meeting.
        pub age: Option<Shown<String>>,
        /// The child's own file mark.
        pub file_mark: Option<Shown<String>>,
    }

    /// Who led or wrote.
    pub struct LeaderRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// As what.
        pub role: Option<Shown<String>>,
    }

    /// Somebody who was there.
    pub struct PresentRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// As what.
        pub role: Option<Shown<String>>,
        /// All their times: "13.00–13.40, 14.45–15.00 po telefonu"; and when they took note of confidentiality, if they
        /// did so for themselves.
        pub times: Logistics,
    }

    /// Somebody who was not there.
    pub struct ExcusedRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// As what.
        pub role: Option<Shown<String>>,
        /// Why, if it was told.
        pub reason: Option<&'static str>,
    }

    /// A goal.
    pub struct GoalRow {
        /// Its mark: `C1`.
        pub mark: Logistics,
        /// Its text.
        pub text: Option<Shown<String>>,
    }

    /// What a child said or wishes.
    pub struct VoiceRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// In which way.
        pub how: Logistics,
        /// In the person's own words.
        pub words: Option<Shown<String>>,
    }

    /// A line of the course.
    pub struct CourseLine {
        /// Which line it is, for a page on which it can be commented.
        pub line: Option<Logistics>,
        /// When it was changed after a comment.
        pub mended: Option<Logistics>,
        /// What it is, or how much those present agree.
        pub degree: &'static str,
        /// Who: the role at the table.
        pub who: Option<Shown<String>>,
        /// Its text.
        pub text: Option<Shown<String>>,
    }

    /// A part of the course.
    pub struct CoursePart {
        /// Title.
        pub title: Logistics,
        /// From.
        pub from: Option<Logistics>,
        /// Until.
        pub until: Option<Logistics>,
        /// Its lines.
        pub lines: Vec<CourseLine>,
    }

    /// An agreed point.
    pub struct AgreedRow {
        /// Which line it is.
        pub line: Option<Logistics>,
        /// When it was changed after a comment.
        pub mended: Option<Logistics>,
        /// Its number; never given twice.
        pub number: u32,
        /// Its text.
        pub text: Option<Shown<String>>,
        /// What it is, or how much those present agree.
        pub degree: Option<Logistics>,
    }

    /// A task.
    pub struct TaskRow {
        /// Which line it is.
        pub line: Option<Logistics>,
        /// When it was changed after a comment.
        pub mended: Option<Logistics>,
        /// Its number; never given twice.
        pub number: u32,
        /// The name of whoever does it, if at the table.
        pub who_name: Option<Shown<String>>,
        /// Who: the role at the table.
        pub who: Option<Shown<String>>,
        /// What is to be done.
        pub what: Option<Shown<String>>,
        /// By when.
        pub due: Option<Logistics>,
        /// How its end is known.
        pub indicator: Option<Shown<String>>,
        /// Who supports.
        pub support: Option<Shown<String>>,
    }

    /// A dissent in the person's own words.
    pub struct DissentRow {
        /// When it was changed after a comment.
        pub mended: Option<Logistics>,
        /// Who: the role at the table.
        pub who: Option<Shown<String>>,
        /// In the person's own words.
        pub words: Option<Shown<String>>,
    }

    /// Who answers questions: a member of staff.
    pub struct ContactRow {
        /// Name.
        pub name: Logistics,
        /// Phone.
        pub phone: Option<Logistics>,
        /// E-mail.
        pub email: Logistics,
    }

    /// What follows.
    pub struct NextPart {
        /// When.
        pub date: Option<Logistics>,
        /// Where.
        pub place: Option<Logistics>,
        /// Who answers.
        pub contact: Option<ContactRow>,
    }

    /// Comments on the record.
    pub struct CommentsPart {
        /// Until when, as long as it is a draft.
        pub deadline: Option<Logistics>,
        /// In which way.
        pub how: Option<&'static str>,
        /// What is attached as it is; an extract has its reader's own only.
        pub received: Vec<ReceivedRow>,
    }

    /// A comment that is attached as it is.
    pub struct ReceivedRow {
        /// Who.
        pub who: Option<Shown<String>>,
        /// To what, when, what for.
        pub how: Logistics,
        /// In the person's own words.
        pub text: Option<Shown<String>>,
        /// What the office answers.
        pub answer: Option<Shown<String>>,
    }

    /// Something added to the record after the seal.
    pub struct AddendumRow {
        /// Its number.
        pub number: u32,
        /// The day it was made.
        pub on: Logistics,
        /// Its text.
        pub text: Option<Shown<String>>,
    }

    /// Somebody who did not want to sign.
    pub struct RefusalRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// As what.
        pub role: Option<Shown<String>>,
        /// Why, in the person's own words.
        pub reason: Option<Shown<String>>,
    }

    /// What a sealed paper bears: code and day, by which anybody who holds it can ask.
    pub struct SealPart {
        /// Of what: "zápisu", "výpisu", "dodatku".
        pub what: &'static str,
        /// The code in groups.
        pub code: Logistics,
        /// The day it was sealed.
        pub on: Logistics,
        /// Where one asks.
        pub address: Logistics,
    }

    /// Who signs.
    pub struct SignatureRow {
        /// Name.
        pub name: Logistics,
        /// As what.
        pub role: Option<Logistics>,
    }

    /// A row of the attendance list.
    pub struct AttendanceRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// As what.
        pub role: Option<Shown<String>>,
        /// Came.
        pub arrived: Option<Logistics>,
        /// Left.
        pub left: Option<Logistics>,
        /// On the phone.
        pub by_phone: bool,
        /// On the screen.
        pub by_video: bool,
        /// That somebody did not want to sign.
        pub signed: Option<&'static str>,
        /// A signature drawn on the tablet.
        pub drawn: Option<Shown<Strokes>>,
    }

    /// What kind of paper a record is.
    pub struct MarksRow {
        /// A protocol, not a light record.
        pub protocol: bool,
        /// Those present took note of confidentiality.
        pub reminded: bool,
        /// The course holds only the parts that the reader attended.
        pub parts_attended: bool,
    }

    /// What the page of seals answers.
    pub struct AnswerRow {
        /// Code and day belong together.
        pub agrees: bool,
        /// They do not, or there is no such code: one answer.
        pub differs: bool,
        /// Whoever asks has to wait.
        pub wait: bool,
    }

    /// A language that the page of seals speaks.
    pub struct TongueRow {
        /// Its code, in the address.
        pub code: &'static str,
        /// As its speakers call it.
        pub name: &'static str,
        /// Whether the page speaks it now.
        pub chosen: bool,
    }

    /// The record (zápis), or an extract of it (výpis) with the same numbers.
    #[paper("minutes/zapis.typ", title = "Zápis z případové konference")]
    #[word("minutes/pages/zapis.word.html", title = "Zápis z případové konference")]
    pub struct RecordPaper {
        /// The office.
        pub office: Letterhead,
        /// `zápis` or `protokol`.
        pub form: &'static str,
        /// What kind of paper it is.
        pub marks: MarksRow,
        /// Which edition, draft or extract.
        pub version: Logistics,
        /// Reference number; none: "čeká na č. j.".
        pub reference_number: Option<Logistics>,
        /// The children.
        pub children: Vec<ChildRow>,
        /// Kind of conference.
        pub kind: Logistics,
        /// On what the convening rests, if verified.
        pub legal_reason: Option<Logistics>,
        /// What asks for a protocol, if verified.
        pub protocol_law: Option<Logistics>,
        /// Where.
        pub place: Option<Logistics>,
        /// When.
        pub date: Logistics,
        /// Beginning.
        pub start: Logistics,
        /// End.
        pub end: Option<Logistics>,
        /// Who led.
        pub facilitator: Option<LeaderRow>,
        /// Who wrote.
        pub minute_taker: Option<LeaderRow>,
        /// Who was there; none when nobody may be listed.
        pub present: Option<Vec<PresentRow>>,
        /// Who was not.
        pub excused: Option<Vec<ExcusedRow>>,
        /// Goals.
        pub goals: Vec<GoalRow>,
        /// What those present agreed about the talk.
        pub agreed_rules: Option<Vec<Shown<String>>>,
        /// What the children said or wish.
        pub child_voice: Option<Vec<VoiceRow>>,
        /// What the family can build on.
        pub strengths: Option<Vec<Shown<String>>>,
        /// What endangers the children.
        pub risks: Option<Vec<Shown<String>>>,
        /// What was done at the meeting.
        pub acts: Option<Shown<String>>,
        /// The course; none when nothing of it is for the reader.
        pub course: Option<Vec<CoursePart>>,
        /// Agreed points with the numbers of the master.
        pub agreed_points: Numbered<AgreedRow>,
        /// Tasks; likewise.
        pub tasks: Numbered<TaskRow>,
        /// Dissents; none when nothing of them is for the reader.
        pub disagreements: Option<Vec<DissentRow>>,
        /// What follows.
        pub next: NextPart,
        /// How those present got to know what the record says.
        pub reading: Option<&'static str>,
        /// Comments.
        pub comments: Option<CommentsPart>,
        /// What was added after the seal; in an extract only.
        pub addenda: Numbered<AddendumRow>,
        /// Objections against the record, each with who raised it where that is known and for the reader.
        pub objections: Option<Vec<Attributed>>,
        /// Who did not want to sign; on the office's copy only.
        pub refusals: Vec<RefusalRow>,
        /// What is attached.
        pub attachments: Option<Vec<Shown<String>>>,
        /// To whom it goes; on the office's copy only.
        pub distribution: Option<Vec<Shown<String>>>,
        /// The seal.
        pub seal: Option<SealPart>,
        /// Who signs.
        pub signatures: Vec<SignatureRow>,
        /// For signatures; on the office's copy only.
        pub attendance_list: Vec<AttendanceRow>,
        /// What was left out.
        pub omitted: Omissions,
    }

    /// An addendum (dodatek) to a sealed record.
    #[paper("minutes/dodatek.typ", title = "Dodatek k zápisu z případové konference")]
    pub struct AddendumPaper {
        /// The office.
        pub office: Letterhead,
        /// `zápis` or `protokol`.
        pub form: &'static str,
        /// Its number.
        pub number: u32,
        /// The children.
        pub children: Vec<ChildRow>,
        /// When the conference was.
        pub date: Logistics,
        /// When the record was sealed.
        pub sealed_on: Option<Logistics>,
        /// What it says.
        pub words: Option<Shown<String>>,
        /// Who signs.
        pub signatures: Vec<SignatureRow>,
        /// Its own seal.
        pub seal: Option<SealPart>,
        /// What was left out.
        pub omitted: Omissions,
    }

    /// The public page that says whether a code and a day belong to a sealed paper.
    #[page("minutes/pages/verify.html")]
    pub struct VerifyPage {
        /// Its sentences.
        pub words: VerifyWords,
        /// The languages it speaks.
        pub tongues: Vec<TongueRow>,
        /// The code as typed.
        pub code: Returned,
        /// The day as typed.
        pub day: Returned,
        /// What is wrong with the code.
        pub code_problem: Option<Logistics>,
        /// What is wrong with the day.
        pub day_problem: Option<Logistics>,
        /// The answer.
        pub answer: AnswerRow,
    }

    /// The attendance sheet to sign on.
    #[paper("minutes/listina.typ", title = "Prezenční listina")]
    pub struct SheetPaper {
        /// The office.
        pub office: Letterhead,
        /// When.
        pub date: Logistics,
        /// Beginning.
        pub start: Logistics,
        /// Where.
        pub place: Option<Logistics>,
        /// Who was there.
        pub attendance_list: Vec<AttendanceRow>,
        /// Empty rows.
        pub spare: u32,
    }
}
