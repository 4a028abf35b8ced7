//! Invitations and answers.

use crate::conferences::{Conference, State as ConferenceState};
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id, Moment, TimeOfDay};
use crate::participants::Participant;
use uuid::Uuid;

facts::fact! {
    /// What somebody wrote beside their answer. Sealed; for the office only.
    pub AnswerWords: String = ViolenceSafety;
    /// The phone on which somebody wants to be called to the meeting. Sealed.
    pub AnswerPhone: String = ContactsAddresses;
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }
        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            fn label(self) -> &'static str { match self { $(Self::$variant => $label),+ } }
        }
    };
}

choice! {
    /// How an invitation reaches somebody.
    Channel {
        /// Neutral e-mail with a personal link and a calendar file.
        Email = "email", "e-mail";
        /// Letter as PDF, to be posted.
        Letter = "letter", "dopis";
        /// Letter as PDF, posted with a proof of delivery.
        Registered = "registered", "doporučený dopis";
        /// Letter as PDF, sent by staff through the office's records system into a data box.
        DataBox = "data_box", "datová schránka";
        /// Letter as PDF, handed over in person.
        InPerson = "in_person", "osobně";
        /// Told by phone.
        Phone = "phone", "telefon";
        /// Neutral short message with a personal link.
        Sms = "sms", "SMS";
    }
}

impl Channel {
    /// Whether this house sends it by itself, from the queue.
    #[must_use]
    pub const fn goes_by_itself(self) -> bool {
        matches!(self, Self::Email | Self::Sms)
    }

    /// Whether a letter is made.
    #[must_use]
    pub const fn has_letter(self) -> bool {
        matches!(self, Self::Letter | Self::Registered | Self::DataBox | Self::InPerson)
    }
}

choice! {
    /// What became of an invitation.
    State {
        /// Nothing has left the house.
        Prepared = "prepared", "připravená";
        /// On its way: a mail in the queue, a letter to be posted or handed over, a call to be made.
        Queued = "queued", "čeká";
        /// Taken over by the mail server or the post.
        Sent = "sent", "odeslaná";
        /// Could not be sent.
        Failed = "failed", "neodešla";
        /// In the invited person's hands, as staff say.
        Delivered = "delivered", "předaná";
        /// Withdrawn: the link leads nowhere.
        Withdrawn = "withdrawn", "odvolaná";
    }
}

impl State {
    /// The look of its tag.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Prepared => "",
            Self::Queued => "warning",
            Self::Sent | Self::Delivered => "success",
            Self::Failed => "error",
            Self::Withdrawn => "off",
        }
    }

    /// Whether somebody still has to be invited.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Prepared | Self::Failed)
    }

    /// Whether its link leads somewhere.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Withdrawn)
    }
}

choice! {
    /// How somebody will take part.
    Answer {
        /// Comes.
        Comes = "comes", "přijde";
        /// Only for the own part.
        PartOnly = "part_only", "přijde na svou část";
        /// By phone or video.
        Remote = "remote", "telefonem nebo videem";
        /// In writing.
        Written = "written", "odpoví písemně";
        /// Cannot.
        Cannot = "cannot", "nemůže";
    }
}

impl Answer {
    /// The look of its tag.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Comes | Self::PartOnly => "success",
            Self::Remote | Self::Written => "primary",
            Self::Cannot => "error",
        }
    }
}

choice! {
    /// Why somebody cannot come (domain.md Q3).
    Reason {
        /// Time.
        Time = "time", "nehodí se mi termín";
        /// Too late.
        Late = "late", "pozvánka přišla pozdě";
        /// Confidentiality.
        Confidentiality = "confidentiality", "nevím, co smím sdělit";
        /// No relation.
        NoRelation = "no_relation", "dítě neznám nebo už u nás není";
        /// Does not want to.
        Unwilling = "unwilling", "nechci se účastnit";
        /// Other.
        Other = "other", "něco jiného";
    }
}

/// An invitation. What was written back in words is not in it: see [`super::reply`].
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Identifier.
    pub id: Id<Invitation>,
    /// The conference.
    pub conference: Id<Conference>,
    /// The case (raw), for ties and events.
    pub case: Uuid,
    /// The office that convenes.
    pub office: Id<Office>,
    /// What was decided about the conference.
    pub conference_state: ConferenceState,
    /// When the meeting ended, if it was held.
    pub held: Option<Moment>,
    /// Whether the meeting runs now.
    pub running: bool,
    /// The conference's schedule as it is now.
    pub schedule: i64,
    /// Whom it invites.
    pub participant: Id<Participant>,
    /// Channel.
    pub channel: Channel,
    /// State.
    pub state: State,
    /// Which sending, from one; zero before the first.
    pub round: i64,
    /// What this round tells, whether it has reached the person or not.
    pub given: Option<Told>,
    /// Whether this round tells of a change to somebody who knew an earlier schedule.
    pub renewed: bool,
    /// What the invited person knows: the last round that reached them.
    pub told: Option<Told>,
    /// Revision of the entry in the invited person's calendar; below zero before the first.
    pub sequence: i64,
    /// Identifies the entry in the invited person's calendar.
    pub calendar_uid: Uuid,
    /// Fingerprint of what was looked at and sent.
    pub fingerprint: Option<String>,
    /// The filed letter.
    pub document: Option<Id<Document>>,
    /// Why it could not be sent (so far): a stable code.
    pub trouble: Option<String>,
    /// The day it was given out: the letter bears it, and the day to answer by is counted from it.
    pub given_on: Option<Day>,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// When it was posted, handed over or told.
    pub handed_on: Option<Day>,
    /// By whom.
    pub handed_by: Option<Id<Staff>>,
    /// When the invited person opened it (by a button, not by the link alone).
    pub opened_at: Option<Moment>,
    /// Answer to the schedule as it is now.
    pub answer: Option<Answer>,
    /// Why not.
    pub reason: Option<Reason>,
    /// When it was answered last.
    pub answered_at: Option<Moment>,
    /// Who of the staff wrote an answer given by phone down; none: the invited person.
    pub answered_by: Option<Id<Staff>>,
    /// The last answer, when it was given to an earlier schedule: history, and no answer any more.
    pub earlier: Option<Earlier>,
    /// Version.
    pub version: i64,
}

impl Invitation {
    /// Whether it is on its way or there, but for a schedule that does not hold any more.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        let given = matches!(self.state, State::Queued | State::Sent | State::Delivered);
        given && self.is_ahead() && !self.is_current()
    }

    /// Whether the meeting is still to come, on this day or another.
    fn is_ahead(&self) -> bool {
        matches!(self.conference_state, ConferenceState::Convened | ConferenceState::Postponed)
    }

    /// Whether the last round was given out for the schedule that holds now.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.given.is_some_and(|given| given.schedule == self.schedule)
    }

    /// What the person knows, or may know: a letter, a call or a visit may have happened before
    /// anybody wrote it down, and of a short message whose taking nobody confirmed nobody knows.
    #[must_use]
    pub fn may_know(&self) -> Option<Told> {
        let by_hand = self.state == State::Queued && !self.channel.goes_by_itself();
        let unsure = self.trouble.as_deref() == Some(super::short::UNKNOWN);
        self.told.or_else(|| self.given.filter(|_| by_hand || unsure))
    }

    /// Whether the next round would tell of a change to somebody who knows an earlier schedule.
    #[must_use]
    pub fn renews(&self) -> bool {
        match self.state {
            State::Withdrawn => false,
            _ if !self.is_ahead() => self.renewed,
            _ if self.is_current() && !self.state.is_open() => self.renewed,
            _ => self.may_know().is_some_and(|told| told.schedule != self.schedule),
        }
    }
}

/// When somebody is needed: day, from, until.
pub type Term = (Day, TimeOfDay, TimeOfDay);

/// What one round tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// For which schedule.
    pub schedule: i64,
    /// When they were needed.
    pub term: Term,
    /// How they were told.
    pub channel: Channel,
}

/// An answer to an earlier schedule, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Answer.
    pub answer: Answer,
    /// Why not.
    pub reason: Option<Reason>,
    /// The day it was given for.
    pub day: Option<Day>,
    /// When.
    pub at: Moment,
    /// Who of the staff wrote it down.
    pub by: Option<Id<Staff>>,
}

/// What somebody wrote back beside the answer.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// In words.
    pub words: Option<AnswerWords>,
    /// Phone for the call.
    pub phone: Option<AnswerPhone>,
}

/// An answer to be kept.
#[derive(Clone, Debug)]
pub(super) struct AnswerInput {
    /// Answer.
    pub answer: Answer,
    /// Why not; only with [`Answer::Cannot`].
    pub reason: Option<Reason>,
    /// In words.
    pub words: Option<AnswerWords>,
    /// Phone; only with [`Answer::Remote`].
    pub phone: Option<AnswerPhone>,
}
