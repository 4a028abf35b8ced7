//! The suitability check: eight questions and what can be answered. Codes are stored, words are sealed.
//!
//! Source: domain.md section 3, steps 1 and 1b (situations in which a conference helps, contra-indications that
//! are asked and documented but block nothing), document 1 of section 5.

use super::model::{Perspective, SuitabilityWords, choice};
use crate::kernel::Choice;
use std::collections::BTreeMap;

choice! {
    /// Situations in which practice recommends a conference.
    Situation {
        /// Unclear.
        Unclear = "unclear", "situace je nejasná, každý ví jen kousek";
        /// Information.
        Join = "join", "potřebujeme spojit, co kdo o dítěti ví";
        /// Cooperation.
        Align = "align", "pomáhá víc služeb a nejsou sladěné";
        /// Procedure.
        Procedure = "procedure", "chybí společný postup";
        /// Decision.
        BigDecision = "big_decision", "chystá se velké rozhodnutí v životě dítěte";
        /// Transition.
        Transition = "transition", "dítě přechází jinam nebo se vrací domů";
        /// School.
        School = "school", "potíže ve škole, zameškané hodiny";
        /// Foster care.
        FosterCare = "foster_care", "náhradní péče se nedaří nebo trvá dlouho";
        /// Conflict.
        Conflict = "conflict", "spor rodičů o dítě";
        /// Violence.
        Violence = "violence", "násilí v rodině";
        /// Overload.
        Overload = "overload", "závislost, nemoc nebo přetížení rodiče";
        /// Housing.
        Housing = "housing", "dluhy nebo ztráta bydlení";
        /// Without care.
        NoCare = "no_care", "o dítě se nemá kdo starat";
        /// Other.
        Other = "other", "něco jiného";
    }
}
choice! {
    /// Whether a motion to the court that interferes with parental responsibility is planned (§ 14/2).
    CourtMotion {
        /// None.
        None = "none", "Ne, žádný návrh se nechystá";
        /// Considered.
        Considered = "considered", "Zvažujeme ho, ještě není rozhodnuto";
        /// Planned.
        Planned = "planned", "Ano, návrh chystáme";
    }
}
choice! {
    /// Danger in delay.
    Danger {
        /// None.
        None = "none", "Ne, dítě je teď v bezpečí";
        /// Days.
        Days = "days", "Může se zhoršit během několika dnů";
        /// Now.
        Now = "now", "Ano, dítěti hrozí nebezpečí právě teď";
    }
}
choice! {
    /// What could harm somebody at the table.
    Risk {
        /// Violence.
        Violence = "violence", "u stolu by seděl ten, kdo ubližuje nebo je z toho podezřelý";
        /// Criminal matter.
        Criminal = "criminal", "běží trestní řízení a mluvilo by se o tomtéž";
        /// Acute crisis.
        Crisis = "crisis", "někdo je v akutní krizi nebo pod vlivem";
        /// Conflict.
        Conflict = "conflict", "prudký spor rodičů bez domluvy, jak zůstat v bezpečí";
        /// Family refuses.
        FamilyRefuses = "family_refuses", "rodina setkání odmítá";
        /// Child refuses.
        ChildRefuses = "child_refuses", "dítě setkání odmítá";
        /// Better tool.
        BetterTool = "better_tool", "lépe by pomohlo něco jiného";
    }
}
choice! {
    /// What the family thinks of a meeting.
    Stance {
        /// Agrees.
        Agrees = "agrees", "Ví o tom a souhlasí";
        /// Hesitates.
        Hesitates = "hesitates", "Ví o tom a váhá";
        /// Refuses.
        Refuses = "refuses", "Ví o tom a nechce";
        /// Unasked.
        Unasked = "unasked", "Ještě se neptal nikdo";
    }
}
choice! {
    /// What was tried.
    Tried {
        /// Talks.
        Talks = "talks", "rozhovory s rodinou";
        /// Visits.
        Visits = "visits", "návštěvy doma";
        /// Service.
        Service = "service", "služba v rodině";
        /// School.
        School = "school", "jednání ve škole";
        /// Mediation.
        Mediation = "mediation", "mediace nebo poradna";
        /// Measures.
        Measures = "measures", "výchovné opatření";
        /// Nothing.
        Nothing = "nothing", "zatím nic";
    }
}
choice! {
    /// How soon.
    Hurry {
        /// Days.
        Days = "days", "Do pěti pracovních dnů";
        /// Weeks.
        Weeks = "weeks", "Za dva až tři týdny";
        /// Month.
        Month = "month", "Do měsíce";
        /// No hurry.
        Later = "later", "Nespěchá to";
    }
}
choice! {
    /// The questions, one a page.
    Step {
        /// 1
        Situation = "1", "O čem potřebujeme společně mluvit nebo rozhodnout?";
        /// 2
        Motion = "2", "Chystá se návrh k soudu, který zasáhne do rodičovské odpovědnosti?";
        /// 3
        Danger = "3", "Hrozí nebezpečí, když budeme čekat?";
        /// 4
        Risks = "4", "Mohlo by společné setkání někomu ublížit?";
        /// 5
        Missing = "5", "Čí pohled nám dnes chybí?";
        /// 6
        Stance = "6", "Ví o tom dítě a rodina a co chtějí?";
        /// 7
        Tried = "7", "Co už jsme zkusili?";
        /// 8
        Hurry = "8", "Dokdy je potřeba se sejít?";
    }
}

impl Step {
    /// From one to eight.
    #[must_use]
    pub const fn number(self) -> i64 {
        self as i64 + 1
    }

    /// By its number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.number() == number)
    }

    /// Why the question is asked.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::Situation => {
                "Konference pomáhá tam, kde každý ví kousek nebo kde se chystá něco velkého. Když víme, o co jde, víme i, koho pozvat."
            }
            Self::Motion => {
                "Před návrhem, který zasahuje do rodičovské odpovědnosti, mají být jeho důvody projednány na případové konferenci."
            }
            Self::Danger => {
                "Bezpečí dítěte má přednost. Konference ho sama nezajistí, může ale přijít hned potom."
            }
            Self::Risks => {
                "Nic z toho konferenci samo nevylučuje. Je ale potřeba to vědět předem, zapsat a promyslet, jak lidi ochránit."
            }
            Self::Missing => {
                "Zvou se pohledy, ne seznam úřadů. Stačí lidé, bez kterých by plán nedával smysl."
            }
            Self::Stance => {
                "Plán, o kterém rodina neví, se nepodaří. A dítě má právo se vyjádřit, i když se na setkání nepřijde."
            }
            Self::Tried => "Někdy stačí menší krok. A pokud už se vyzkoušel, nemusíme ho opakovat.",
            Self::Hurry => {
                "Odborníci potřebují čas se uvolnit a rodina se připravit. Obvyklé jsou dva až tři týdny."
            }
        }
    }

    /// The step after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::from_number(self.number() + 1)
    }

    /// The step before this one.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::from_number(self.number() - 1)
    }
}

/// One answer as stored: codes and words.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Codes of what was chosen; several kinds of one question stand in one list.
    pub codes: Vec<String>,
    /// What was written beside.
    pub words: Option<SuitabilityWords>,
    /// Version of the row.
    pub version: i64,
}

impl Answer {
    fn chosen<C: Choice>(&self) -> Vec<C> {
        self.codes.iter().filter_map(|code| C::from_code(code)).collect()
    }
    fn one<C: Choice>(&self, prefix: &str) -> Option<C> {
        self.codes.iter().find_map(|code| C::from_code(code.strip_prefix(prefix)?))
    }
}

/// All answers given so far.
#[derive(Clone, Debug, Default)]
pub struct Suitability {
    /// By question.
    pub answers: BTreeMap<Step, Answer>,
}

impl Suitability {
    /// Whether a question was answered.
    #[must_use]
    pub fn answered(&self, step: Step) -> bool {
        self.answers.contains_key(&step)
    }

    /// Whether all questions were.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.first_open().is_none()
    }

    /// The first question without an answer.
    #[must_use]
    pub fn first_open(&self) -> Option<Step> {
        Step::ALL.iter().copied().find(|step| !self.answered(*step))
    }

    fn many<C: Choice>(&self, step: Step) -> Vec<C> {
        self.answers.get(&step).map(Answer::chosen).unwrap_or_default()
    }

    fn single<C: Choice>(&self, step: Step, prefix: &str) -> Option<C> {
        self.answers.get(&step).and_then(|answer| answer.one(prefix))
    }

    /// Situations named.
    #[must_use]
    pub fn situations(&self) -> Vec<Situation> {
        self.many(Step::Situation)
    }
    /// Motion to the court.
    #[must_use]
    pub fn motion(&self) -> Option<CourtMotion> {
        self.single(Step::Motion, "")
    }
    /// Danger in delay.
    #[must_use]
    pub fn danger(&self) -> Option<Danger> {
        self.single(Step::Danger, "")
    }
    /// What could harm.
    #[must_use]
    pub fn risks(&self) -> Vec<Risk> {
        self.many(Step::Risks)
    }
    /// Perspectives that are missing.
    #[must_use]
    pub fn missing(&self) -> Vec<Perspective> {
        self.many(Step::Missing)
    }
    /// What the family thinks of it.
    #[must_use]
    pub fn family(&self) -> Option<Stance> {
        self.single(Step::Stance, "family_")
    }
    /// What the child thinks of it.
    #[must_use]
    pub fn child(&self) -> Option<Stance> {
        self.single(Step::Stance, "child_")
    }
    /// What was tried.
    #[must_use]
    pub fn tried(&self) -> Vec<Tried> {
        self.many(Step::Tried)
    }
    /// How soon.
    #[must_use]
    pub fn hurry(&self) -> Option<Hurry> {
        self.single(Step::Hurry, "")
    }
}
