//! The draft that was given to comment on, comments, and what became of them.

use crate::conferences::choice;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Id, Moment};
use crate::meeting::Line;
use crate::participants::Participant;

facts::bare_fact! {
    /// What somebody says about the record in their own name. It belongs to whoever says it as their name does: they may
    /// always have it, and nobody else is asked about ([`RecordPaper`](crate::minutes::RecordPaper) prints to a reader
    /// only their own). Sealed.
    pub CommentWords: String = Identity;
    /// What the office answers them. Sealed.
    pub AnswerWords: String = Identity
}

choice! {
    /// What somebody wants with a comment.
    Wish {
        /// Something is not as it was.
        Correct = "correct", "opravit";
        /// Something is missing.
        Add = "add", "doplnit";
        /// They see it otherwise.
        Own = "own", "vlastní pohled";
    }
}

choice! {
    /// How a comment came.
    Came {
        /// By the personal link.
        Link = "link", "přes odkaz";
        /// On paper or by mail.
        Paper = "paper", "na papíře nebo e-mailem";
        /// By phone.
        Phone = "phone", "po telefonu";
        /// Face to face.
        Face = "face", "osobně";
    }
}

choice! {
    /// What became of a comment.
    Decision {
        /// The line was changed after it.
        Accepted = "accepted", "přijato";
        /// It is attached to the record as it is.
        Attached = "attached", "přiloženo, jak je";
        /// After the seal: an addendum was written.
        Addendum = "addendum", "vyřízeno dodatkem";
        /// After the seal: kept without an addendum.
        Kept = "kept", "ponecháno bez dodatku";
    }
}

impl Decision {
    /// Whether it is one for what came after the seal.
    #[must_use]
    pub const fn after_seal(self) -> bool {
        matches!(self, Self::Addendum | Self::Kept)
    }
}

choice! {
    /// How somebody was told that the draft is there.
    Told {
        /// By mail.
        Sent = "sent", "e-mail odešel";
        /// Somebody has to call.
        Call = "call", "zavolat nebo předat";
    }
}

/// The draft was given to comment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The last day.
    pub until: Day,
    /// Which wording it was then.
    pub edition: i64,
    /// When.
    pub released: Moment,
    /// Version.
    pub version: i64,
}

/// A comment.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Identifier, made when the form was shown.
    pub id: Id<Comment>,
    /// Who says it.
    pub participant: Id<Participant>,
    /// The line it speaks about; none: the whole record.
    pub line: Option<Id<Line>>,
    /// What they want with it.
    pub wish: Wish,
    /// How it came.
    pub came: Came,
    /// In their words.
    pub words: CommentWords,
    /// When.
    pub given: Moment,
    /// Who of the staff wrote it down for them.
    pub by: Option<Id<Staff>>,
    /// Whether the last day was over.
    pub late: bool,
    /// Whether the record was sealed already.
    pub after_seal: bool,
    /// When its author took it back.
    pub withdrawn: Option<Moment>,
    /// What became of it, and when.
    pub decided: Option<(Decision, Moment)>,
    /// What the office answers.
    pub answer: Option<AnswerWords>,
    /// Version.
    pub version: i64,
}

impl Comment {
    /// What became of it.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        self.decided.map(|(decision, _)| decision)
    }

    /// Whether the office has yet to decide.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.decided.is_none() && self.withdrawn.is_none()
    }
}

/// A comment to be kept.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// Identifier of the form.
    pub id: Id<Comment>,
    /// Who says it.
    pub participant: Id<Participant>,
    /// The line; none: the whole record.
    pub line: Option<Id<Line>>,
    /// What they want with it.
    pub wish: Wish,
    /// How it came.
    pub came: Came,
    /// In their words.
    pub words: CommentWords,
}

impl NewComment {
    /// Whether a kept comment is this one: the same form twice.
    #[must_use]
    pub fn is(&self, kept: &Comment) -> bool {
        kept.participant == self.participant
            && kept.line == self.line
            && kept.wish == self.wish
            && kept.words == self.words
    }
}

/// What somebody was told about the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Who.
    pub participant: Id<Participant>,
    /// How.
    pub state: Told,
    /// When.
    pub noted: Moment,
}
