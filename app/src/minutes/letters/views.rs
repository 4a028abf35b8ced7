//! What a record of minutes can say, as it leaves the house: the paper and its parts.

use facts::Shown;
use outbound::{Logistics, Omissions};

outbound::view! {
    /// The office in the head.
    pub struct OfficeHead {
        /// Name.
        pub name: Logistics,
        /// Department.
        pub department: Logistics,
        /// Lines of the address.
        pub address: Vec<Logistics>,
        /// Phone.
        pub phone: Option<Logistics>,
        /// E-mail.
        pub email: Option<Logistics>,
        /// Data box.
        pub data_box: Option<Logistics>,
    }

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

    /// Somebody who was there, once for each time.
    pub struct PresentRow {
        /// Name.
        pub name: Option<Shown<String>>,
        /// As what.
        pub role: Option<Shown<String>>,
        /// From.
        pub from: Option<Logistics>,
        /// Until.
        pub until: Option<Logistics>,
        /// On the phone.
        pub by_phone: bool,
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
        pub how: &'static str,
        /// In the person's own words.
        pub words: Option<Shown<String>>,
    }

    /// A line of the course.
    pub struct CourseLine {
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
        /// Its number; never given twice.
        pub number: u32,
        /// Its text.
        pub text: Option<Shown<String>>,
        /// What it is, or how much those present agree.
        pub degree: Option<&'static str>,
    }

    /// A task.
    pub struct TaskRow {
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
        /// Until when.
        pub deadline: Logistics,
        /// In which way.
        pub how: &'static str,
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
    }

    /// The record (zápis), or an extract of it (výpis) with the same numbers.
    #[paper("minutes/zapis.typ", title = "Zápis z případové konference")]
    pub struct RecordPaper {
        /// The office.
        pub office: OfficeHead,
        /// `zápis` or `protokol`.
        pub form: &'static str,
        /// Which edition, draft or extract.
        pub version: Logistics,
        /// Reference number; none: "čeká na č. j.".
        pub reference_number: Option<Logistics>,
        /// The children.
        pub children: Vec<ChildRow>,
        /// Kind of conference.
        pub kind: &'static str,
        /// On what the convening rests, if verified.
        pub legal_reason: Option<Logistics>,
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
        pub agreed_rules: Vec<&'static str>,
        /// What the children said or wish.
        pub child_voice: Vec<VoiceRow>,
        /// The course.
        pub course: Vec<CoursePart>,
        /// Agreed points; none when nothing of them is for the reader.
        pub agreed_points: Option<Vec<AgreedRow>>,
        /// Tasks; likewise.
        pub tasks: Option<Vec<TaskRow>>,
        /// Dissents; likewise.
        pub disagreements: Option<Vec<DissentRow>>,
        /// What follows.
        pub next: NextPart,
        /// Comments.
        pub comments: Option<CommentsPart>,
        /// Who signs.
        pub signatures: Vec<SignatureRow>,
        /// For signatures; on the office's copy only.
        pub attendance_list: Vec<AttendanceRow>,
        /// What was left out.
        pub omitted: Omissions,
    }
}
