//! Papers, who is to get them, and each handing out.

use crate::cases::{CaseFile, Child};
use crate::conferences::{Conference, State, choice};
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id, Moment};
use crate::participants::Participant;
use facts::FactGroup;
use outbound::FileKind;

facts::fact! {
    /// What a paper is called, shown to its readers. Sealed.
    pub PaperTitle: String = Identity;
    /// The name a file was uploaded under. Sealed; never leaves the house, but is read for protected facts.
    pub UploadName: String = Identity;
    /// What stands in a file. Sealed.
    pub PaperWords: String = Identity;
    /// Why the head lets a reader have a paper. Sealed; never leaves the office.
    pub DecisionReason: String = ViolenceSafety;
}

choice! {
    /// What a paper is.
    PaperKind {
        /// A report.
        Report = "report", "zpráva";
        /// What the parents hear first, in writing.
        ParentsPoints = "parents_points", "body pro rodiče";
        /// Questions to prepare.
        Questions = "questions", "otázky k přípravě";
        /// A statement by somebody who will not come.
        Statement = "statement", "písemné vyjádření";
        /// Anything else.
        Other = "other", "jiný podklad";
    }
}

choice! {
    /// How a file is written.
    Format {
        /// PDF.
        Pdf = "pdf", "PDF";
        /// Word document.
        Docx = "docx", "dokument Word";
        /// Plain text.
        Text = "txt", "prostý text";
    }
}

impl Format {
    /// As the way out knows it.
    #[must_use]
    pub const fn kind(self) -> FileKind {
        match self {
            Self::Pdf => FileKind::Pdf,
            Self::Docx => FileKind::Docx,
            Self::Text => FileKind::Text,
        }
    }
}

choice! {
    /// Pictures in a file, whose words no program reads.
    Pictures {
        /// There are none.
        Absent = "absent", "bez obrázků";
        /// Nobody has looked at them yet.
        Unchecked = "unchecked", "obrázky nikdo neprohlédl";
        /// A member of staff has looked at them.
        Checked = "checked", "obrázky prohlédnuté";
    }
}

choice! {
    /// How a paper reached its reader.
    Way {
        /// From hand to hand.
        InPerson = "in_person", "osobně";
        /// By post.
        Post = "post", "poštou";
        /// By data box.
        DataBox = "data_box", "datovou schránkou";
        /// Taken on their own page.
        Page = "page", "na své stránce";
    }
}

/// A file for participants.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Identifier.
    pub id: Id<Paper>,
    /// The conference.
    pub conference: Id<Conference>,
    /// The case.
    pub case: Id<CaseFile>,
    /// The office.
    pub office: Id<Office>,
    /// What was decided about the conference.
    pub conference_state: State,
    /// Its number among the papers of the conference, from one.
    pub number: i64,
    /// What it is.
    pub kind: PaperKind,
    /// How it is written.
    pub format: Format,
    /// What it is called.
    pub title: PaperTitle,
    /// The name it was uploaded under.
    pub file_name: UploadName,
    /// Why nobody could read it (a stable code); none: its words are kept.
    pub unreadable: Option<String>,
    /// Pictures, whose words no program reads.
    pub pictures: Pictures,
    /// The groups of facts it holds.
    pub groups: Vec<FactGroup>,
    /// The children it concerns.
    pub children: Vec<Id<Child>>,
    /// The file.
    pub document: Id<Document>,
    /// SHA-256 of the file.
    pub sha256: Vec<u8>,
    /// Size in bytes.
    pub size: i64,
    /// When it was added.
    pub created: Moment,
    /// Who added it.
    pub created_by: Option<Id<Staff>>,
    /// When it was withdrawn from everybody.
    pub withdrawn: Option<Moment>,
    /// Version.
    pub version: i64,
}

/// Who is to get a paper.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Identifier.
    pub id: Id<Recipient>,
    /// The paper.
    pub paper: Id<Paper>,
    /// Who.
    pub participant: Id<Participant>,
    /// Groups that the head opened for this reader in this paper.
    pub opened: Vec<FactGroup>,
    /// Whether the head answers for a file that nobody could read.
    pub unread_excused: bool,
    /// Why.
    pub reason: Option<DecisionReason>,
    /// When the head decided.
    pub decided: Option<Moment>,
    /// When it was withdrawn from them.
    pub withdrawn: Option<Moment>,
    /// When they confirmed that they destroyed it.
    pub destroyed: Option<Day>,
    /// Version.
    pub version: i64,
}

impl Recipient {
    /// Whether they are to get it (still).
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.withdrawn.is_none()
    }
}

/// One handing out.
#[derive(Clone, Debug)]
pub struct Handing {
    /// Identifier.
    pub id: Id<Handing>,
    /// The paper.
    pub paper: Id<Paper>,
    /// To whom.
    pub participant: Id<Participant>,
    /// How.
    pub way: Way,
    /// The day it reached them.
    pub on: Day,
    /// When it was written down.
    pub at: Moment,
    /// Who handed it; none: taken by the reader.
    pub staff: Option<Id<Staff>>,
    /// Fingerprint of what went out.
    pub fingerprint: String,
}

/// A paper as uploaded.
#[derive(Clone, Debug)]
pub(super) struct NewPaper {
    /// Identifier, made when the form was shown.
    pub id: Id<Paper>,
    /// Kind.
    pub kind: PaperKind,
    /// Format.
    pub format: Format,
    /// Title.
    pub title: PaperTitle,
    /// Name of the file.
    pub file_name: UploadName,
    /// Whether there are pictures in it.
    pub pictures: Pictures,
    /// Its words, or why nobody could read it.
    pub words: Result<PaperWords, &'static str>,
    /// Groups.
    pub groups: Vec<FactGroup>,
    /// Children.
    pub children: Vec<Id<Child>>,
    /// Readers.
    pub readers: Vec<Id<Participant>>,
    /// The file.
    pub bytes: Vec<u8>,
}
