//! Records of a conference.

use super::words::{Topic, Words};
use crate::access::Ties;
use crate::cases::{CaseFile, Child};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Id, Moment, TimeOfDay};
use facts::FactGroup;
use outbound::Subject;

facts::fact! {
    /// What the conference should achieve, in plain words. Sealed.
    pub GoalText: String = PlanTasks;
}
facts::fact! {
    /// What was written beside an answer of the suitability check. Sealed; never leaves the office.
    pub SuitabilityWords: String = ViolenceSafety;
}
facts::fact! {
    /// The reason of a decision, in the head's words. Sealed; never leaves the office.
    pub DecisionWords: String = ViolenceSafety;
}

/// A case conference (případová konference).
#[derive(Clone, Debug)]
pub struct Conference {
    /// Identifier.
    pub id: Id<Conference>,
    /// The case it is about.
    pub case: Id<CaseFile>,
    /// The office that convenes.
    pub office: Id<Office>,
    /// Kind.
    pub kind: Kind,
    /// What was decided about it so far.
    pub state: State,
    /// On what the convening rests.
    pub legal: LegalGround,
    /// Day of the meeting.
    pub day: Option<Day>,
    /// Beginning.
    pub from: Option<TimeOfDay>,
    /// End.
    pub until: Option<TimeOfDay>,
    /// Where it is. Lists do not open it.
    pub place: Option<Place>,
    /// Rises whenever day, time or place change, or the day is given up: what somebody was told or answered holds for
    /// the schedule it was said for.
    pub schedule: i64,
    /// When to come back to it, after "not now".
    pub remind_on: Option<Day>,
    /// When it was convened.
    pub convened: Option<Moment>,
    /// When it ended, if it was held; [`met_on`](Self::met_on) is its day.
    pub held: Option<Moment>,
    /// Since when its meeting runs; none before it and once it is held.
    pub running: Option<Moment>,
    /// When its record was sealed: from then on nothing of the meeting changes.
    pub sealed: Option<Moment>,
    /// The conference it follows.
    pub follows: Option<Id<Conference>>,
    /// When somebody first thought of it.
    pub created: Moment,
    /// Version.
    pub version: i64,
}

impl Conference {
    /// The day on which people met; before the meeting the day it is planned for.
    #[must_use]
    pub fn met_on(&self) -> Option<Day> {
        self.held.map(Moment::day).or(self.day)
    }

    /// Whether its meeting runs now: plan, people and invitations then stay as they are.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether nothing of its meeting and its record changes any more: the record is sealed, or the conference was closed.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.sealed.is_some() || self.state == State::Closed
    }

    /// What its state is called, and the look of its tag.
    #[must_use]
    pub fn tag(&self) -> (&'static str, &'static str) {
        match self.is_running() {
            true => ("jednání právě běží", "success"),
            false => (self.state.label(), self.state.look()),
        }
    }

    /// The beginning as a moment, when day and time are known.
    #[must_use]
    pub fn starts(&self) -> Option<Moment> {
        Some(Moment::in_prague(self.day?, self.from?.time()))
    }

    /// The end as a moment, when day and time are known.
    #[must_use]
    pub fn ends(&self) -> Option<Moment> {
        Some(Moment::in_prague(self.day?, self.until?.time()))
    }

    /// Minutes between beginning and end.
    #[must_use]
    pub fn minutes(&self) -> Option<i64> {
        Some(self.until?.minutes() - self.from?.minutes())
    }
}

/// A conference in a list with the ties of who looks.
pub type Listed = (Conference, Ties);

/// Where people meet. Logistics that go to those who are invited; stored sealed, because with a safety concern
/// the place must not be found by chance.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// "Městská knihovna, zasedací místnost".
    pub name: String,
    /// Street, number, town.
    pub address: String,
    /// How to get in: barrier-free entrance, floor, parking; may be empty.
    pub access: String,
    /// A separate place to wait; may be empty.
    pub waiting: String,
}

/// What the meeting should achieve.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Identifier.
    pub id: Id<Goal>,
    /// In plain words, for staff.
    pub text: GoalText,
    /// What it talks about; none: the plan as such.
    pub topic: Option<Topic>,
    /// The child it concerns; none: all of them.
    pub child: Option<Id<Child>>,
}

/// A goal as everybody but staff gets it: its words as a fact of its topic, for the cut.
#[derive(Clone, Debug)]
pub struct GoalFacts {
    /// Its words.
    pub words: Words,
    /// Whom it concerns; all of them must be for the reader.
    pub subjects: Vec<Subject>,
}

impl GoalFacts {
    /// Of a goal's words. Where no topic was chosen it belongs to the plan, as agreed points and tasks do.
    #[must_use]
    pub fn of(
        text: String,
        (topic, child): (Option<Topic>, Option<Id<Child>>),
        children: impl IntoIterator<Item = Id<Child>>,
    ) -> Self {
        let topic = topic.unwrap_or(Topic(FactGroup::PlanTasks));
        Self { words: Words::under(topic, text), subjects: topic.subjects(child, children) }
    }
}

/// A phase of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Identifier.
    pub id: Id<Phase>,
    /// From zero.
    pub position: i64,
    /// Title, without names of people.
    pub title: String,
    /// Length.
    pub minutes: i64,
    /// Time for the family alone.
    pub private: bool,
    /// When it begins, if the conference's beginning is known.
    pub starts: Option<TimeOfDay>,
}

impl Phase {
    /// When it ends, if the conference's beginning is known.
    #[must_use]
    pub fn ends(&self) -> Option<TimeOfDay> {
        self.starts.map(|starts| TimeOfDay::from_minutes(starts.minutes() + self.minutes))
    }
}

/// A decision about a conference.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What was decided.
    pub verdict: DecisionKind,
    /// Kind it was convened as.
    pub kind: Kind,
    /// What the check had recommended: code of [`Recommendation`](super::Recommendation).
    pub recommended: String,
    /// The other way that was chosen.
    pub alternative: Option<Alternative>,
    /// Until when: reminder, or new day.
    pub until: Option<Day>,
    /// Whether risks were known and it was convened nevertheless.
    pub overrode: bool,
    /// Why.
    pub words: Option<DecisionWords>,
    /// Who.
    pub by: Id<Staff>,
    /// When.
    pub at: Moment,
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* #[doc = $label] $variant,)+ }
        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            fn label(self) -> &'static str { match self { $(Self::$variant => $label),+ } }
        }
    };
}
pub(crate) use choice;

choice! {
    /// Kinds of conference (Bechyňová's five and the interactive one).
    Kind {
        /// Usual.
        Classic = "classic", "klasická";
        /// Within days.
        Urgent = "urgent", "urgentní";
        /// To win cooperation.
        Motivational = "motivational", "motivační";
        /// Among professionals about procedure.
        Methodical = "methodical", "metodická";
        /// Experts without the family.
        Expert = "expert", "expertní";
        /// The child leads.
        Interactive = "interactive", "interaktivní";
    }
}

impl Kind {
    /// One sentence for whoever chooses.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Classic => "Rodina a odborníci u jednoho stolu hledají společný plán.",
            Self::Urgent => "Situace nepočká: sejdeme se do několika dnů, i v menším počtu.",
            Self::Motivational => "Chceme rodinu získat ke spolupráci, dřív než bude hůř.",
            Self::Methodical => "Odborníci si ujasňují postup, většinou bez rodiny a bez jmen.",
            Self::Expert => "Odborníci radí o velmi složité situaci, rodina u stolu není.",
            Self::Interactive => "Dítě je hlavním účastníkem, určuje pořadí témat a má průvodce.",
        }
    }

    /// Whether the family sits at the table as a rule.
    #[must_use]
    pub const fn with_family(self) -> bool {
        !matches!(self, Self::Methodical | Self::Expert)
    }

    /// The usual length in minutes.
    #[must_use]
    pub const fn usual_minutes(self) -> i64 {
        match self {
            Self::Urgent => 60,
            Self::Interactive | Self::Methodical | Self::Expert => 90,
            Self::Classic | Self::Motivational => 120,
        }
    }
}

choice! {
    /// What was decided about a conference. Its stage is derived from this and from what other slices know.
    State {
        /// Being considered.
        Considered = "considered", "zvažuje se";
        /// Not now, or another way.
        NotNow = "not_now", "teď ne";
        /// Convened.
        Convened = "convened", "svolaná";
        /// Held.
        Held = "held", "proběhla";
        /// Convened, but the day has to be found again.
        Postponed = "postponed", "odložená";
        /// Will not be.
        Cancelled = "cancelled", "zrušená";
        /// Over, with all that belongs to it.
        Closed = "closed", "uzavřená";
    }
}

impl State {
    /// Whether planning can still change.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Considered | Self::Convened | Self::Postponed)
    }

    /// The look of its tag.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Considered | Self::Postponed => "warning",
            Self::Convened => "primary",
            Self::Held => "success",
            Self::NotNow | Self::Cancelled | Self::Closed => "off",
        }
    }
}

choice! {
    /// On what the convening rests; the wording comes from `law`.
    LegalGround {
        /// § 10/3 e): an instrument in concrete situations.
        Instrument = "10_3_e", "§ 10 odst. 3 písm. e) zákona o sociálně-právní ochraně dětí";
        /// § 14/2: before a motion that interferes with parental responsibility.
        BeforeMotion = "14_2", "§ 14 odst. 2 zákona o sociálně-právní ochraně dětí";
    }
}

choice! {
    /// What a decision said.
    DecisionKind {
        /// Convene.
        Convene = "convene", "svolat";
        /// Not now.
        NotNow = "not_now", "teď ne";
        /// Another way first.
        OtherWay = "other_way", "jiná cesta";
        /// Look at it again.
        Reconsider = "reconsider", "znovu posoudit";
        /// Find another day.
        Postpone = "postpone", "odložit";
        /// Do not hold it.
        Cancel = "cancel", "zrušit";
    }
}

choice! {
    /// Other ways to help.
    Alternative {
        /// The family's own plan.
        FamilyConference = "family_conference", "rodinná konference";
        /// Mediation.
        Mediation = "mediation", "mediace";
        /// One conversation.
        SingleMeeting = "single_meeting", "jednotlivá schůzka";
        /// Experts without the family.
        ExpertConference = "expert_conference", "expertní konference bez rodiny";
        /// A visit.
        Visit = "visit", "návštěva v rodině";
    }
}

impl Alternative {
    /// When it helps, in one sentence.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::FamilyConference => "Rodina si plán sestaví sama, v soukromí a se svými blízkými.",
            Self::Mediation => "Rodiče se dohadují spolu a třetí člověk jim pomáhá mluvit a poslouchat.",
            Self::SingleMeeting => "Stačí si sednout s jedním člověkem a jednu věc si ujasnit.",
            Self::ExpertConference => {
                "Odborníci se poradí nejdřív bez rodiny, když by společný stůl někomu ublížil."
            }
            Self::Visit => "Nejdřív vidět dítě a rodinu doma a poslechnout si je.",
        }
    }
}

choice! {
    /// A perspective that should be heard at the table.
    Perspective {
        /// The child.
        ChildVoice = "child_voice", "hlas dítěte";
        /// Mother's side.
        MotherSide = "mother_side", "rodina ze strany matky";
        /// Father's side.
        FatherSide = "father_side", "rodina ze strany otce";
        /// School.
        School = "school", "škola";
        /// Health.
        Health = "health", "zdraví";
        /// Services in the family.
        FamilyServices = "family_services", "služby v rodině";
        /// Housing and money.
        HousingMoney = "housing_money", "bydlení a peníze";
        /// Debts.
        Debts = "debts", "dluhy";
        /// Foster carers, facility.
        Care = "care", "pěstouni nebo zařízení";
        /// Safety and law.
        SafetyLaw = "safety_law", "bezpečí a právo";
        /// Who convenes and leads.
        Office = "office", "OSPOD a vedení setkání";
        /// Another one.
        Other = "other", "jiný pohled";
    }
}
