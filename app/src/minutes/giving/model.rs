//! Steps by which an extract reaches its person.

use crate::conferences::{Conference, choice};
use crate::documents::Document;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Id, Moment};
use crate::participants::Participant;
use uuid::Uuid;

facts::fact! {
    /// Under which number it left: of the post or of the data box. Sealed.
    pub DispatchNumber: String = ContactsAddresses;
}

choice! {
    /// How an extract reaches its person.
    Channel {
        /// Into their hands; they sign for it on paper.
        InPerson = "in_person", "osobně proti podpisu";
        /// By post with a return receipt, to nobody else.
        Post = "post", "poštou do vlastních rukou";
        /// Through the office's records system.
        DataBox = "data_box", "datovou schránkou";
        /// By their personal link, behind the code.
        Link = "link", "osobním odkazem za kódem";
        /// Inside the office, or to the file.
        File = "file", "služební cestou nebo do spisu";
    }
}

choice! {
    /// What happened.
    Step {
        /// It left, or may be opened from now on.
        Sent = "sent", "předáno";
        /// The person has it.
        Taken = "taken", "převzato";
        /// It came back.
        Returned = "returned", "vráceno";
        /// What was noted before was a mistake.
        Undone = "undone", "oprava: předchozí zápis neplatí";
        /// A mail with the link left.
        Mailed = "mailed", "e-mail s odkazem odešel";
        /// No mail could go: somebody has to tell them.
        Unmailed = "unmailed", "e-mailem to říct nejde";
        /// They wanted to open it and the gate kept it in.
        Held = "held", "otevření zadrženo";
    }
}

choice! {
    /// How it stands with somebody's extract.
    State {
        /// There is none, or it was made before the seal.
        NotReady = "not_ready", "nepřipraveno";
        /// It is made.
        Ready = "ready", "připraveno";
        /// It is on its way.
        Sent = "sent", "předáno";
        /// They have it.
        Taken = "taken", "převzato";
        /// It came back.
        Returned = "returned", "vráceno";
        /// They wanted to open it and could not.
        Held = "held", "zadrženo";
    }
}

impl State {
    /// The look of its tag.
    pub(super) const fn look(self) -> &'static str {
        match self {
            Self::NotReady => "",
            Self::Ready => "warning",
            Self::Sent => "primary",
            Self::Taken => "success",
            Self::Returned | Self::Held => "error",
        }
    }
}

/// One step as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) id: Id<Given>,
    pub(super) participant: Id<Participant>,
    /// Which of the person's steps, from one.
    pub(super) position: i64,
    pub(super) document: Id<Document>,
    pub(super) channel: Channel,
    pub(super) step: Step,
    pub(super) reference: Option<DispatchNumber>,
    /// The day it happened.
    pub(super) happened: Day,
    /// When it was written down.
    pub(super) noted: Moment,
    /// Who wrote it down; none: the person by their link, or the program.
    pub(super) staff: Option<Id<Staff>>,
}

/// A step to be kept.
#[derive(Clone, Debug)]
pub(super) struct NewStep {
    pub(super) id: Id<Given>,
    pub(super) conference: Id<Conference>,
    pub(super) case: Uuid,
    pub(super) participant: Id<Participant>,
    pub(super) document: Id<Document>,
    pub(super) channel: Channel,
    pub(super) step: Step,
    pub(super) reference: Option<DispatchNumber>,
    pub(super) happened: Day,
}
