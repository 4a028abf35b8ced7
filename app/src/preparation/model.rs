//! Talks before the meeting, own views, confidentiality statements.

use crate::conferences::choice;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Id, Moment};
use crate::participants::{Need, NeedWords, Participant};

facts::fact! {
    /// Who talked, when it was not the member of staff who wrote it down. Sealed.
    pub TalkerName: String = Identity;
    /// What came up in a talk, for the office only. Sealed.
    pub TalkNote: String = ViolenceSafety;
    /// Somebody's own view of the situation, in their words. Sealed.
    pub OwnWords: String = ChildWords;
}

choice! {
    /// How somebody was talked to.
    TalkWay {
        /// By phone.
        Phone = "phone", "telefonem";
        /// At the office.
        InPerson = "in_person", "osobně na úřadě";
        /// At their home or place.
        Visit = "visit", "u nich";
        /// By video.
        Video = "video", "přes video";
        /// In writing.
        Written = "written", "písemně";
    }
}

choice! {
    /// How somebody took note of confidentiality.
    StatementWay {
        /// Signed.
        Signed = "signed", "podepsané prohlášení";
        /// Said.
        Spoken = "spoken", "řečeno a přijato ústně";
    }
}

/// One talk, or an appointment for one.
#[derive(Clone, Debug)]
pub struct Talk {
    /// Identifier.
    pub id: Id<Talk>,
    /// With whom.
    pub participant: Id<Participant>,
    /// When.
    pub on: Day,
    /// How.
    pub way: TalkWay,
    /// Who talked, when not the member of staff.
    pub talker: Option<TalkerName>,
    /// What came up.
    pub note: Option<TalkNote>,
    /// When it was written down.
    pub created: Moment,
    /// By whom.
    pub staff: Option<Id<Staff>>,
}

impl Talk {
    /// Whether it took place: written down on its day or later. What was written down before is an appointment.
    #[must_use]
    pub fn took_place(&self) -> bool {
        self.created.day() >= self.on
    }
}

/// Somebody's own view.
#[derive(Clone, Debug)]
pub struct OwnView {
    /// Whose.
    pub participant: Id<Participant>,
    /// When it came.
    pub on: Day,
    /// In their words.
    pub words: OwnWords,
}

/// That somebody took note of confidentiality.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Who.
    pub participant: Id<Participant>,
    /// How.
    pub way: StatementWay,
    /// When.
    pub on: Day,
}

/// A talk as typed.
#[derive(Clone, Debug)]
pub(super) struct NewTalk {
    /// Identifier, made when the form was shown.
    pub id: Id<Talk>,
    /// When.
    pub on: Day,
    /// How.
    pub way: TalkWay,
    /// Who talked.
    pub talker: Option<TalkerName>,
    /// What came up.
    pub note: Option<TalkNote>,
    /// Their own view.
    pub view: Option<OwnWords>,
    /// What they need; none: the form did not ask.
    pub needs: Option<(Vec<Need>, Option<NeedWords>)>,
}
