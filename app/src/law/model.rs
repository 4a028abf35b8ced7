//! Paragraphs, deadlines, definitions.

use crate::kernel::{Choice, Day, Id, Moment};

/// Codes of the paragraphs that other capabilities name.
pub mod codes {
    /// Evaluating the situation of a child and a family.
    pub const EVALUATION: &str = "zspod.10.3.c";
    /// The individual plan of the child's protection.
    pub const PROTECTION_PLAN: &str = "zspod.10.3.d";
    /// Holding case conferences.
    pub const CONFERENCE: &str = "zspod.10.3.e";
    /// When the individual plan is made.
    pub const PLAN_TERM: &str = "zspod.10.5";
    /// A conference before a motion to the court.
    pub const BEFORE_MOTION: &str = "zspod.14.2";
    /// Release from work for the meeting.
    pub const GENERAL_INTEREST: &str = "zp.203";
    /// Sharing between bodies of child protection, on request.
    pub const SHARING: &str = "zspod.51";
    /// Data that others must give.
    pub const GIVING_DATA: &str = "zspod.53";
    /// Inspection of the file.
    pub const INSPECTION: &str = "zspod.55.5";
    /// Confidentiality of staff.
    pub const CONFIDENTIALITY: &str = "zspod.57";
    /// Informing a child and hearing its view.
    pub const CHILD_VIEW: &str = "oz.867";
    /// The protocol that the ministry's directive asks for.
    pub const PROTOCOL: &str = "smernice.6.4";
    /// Accessibility of public-sector pages.
    pub const ACCESSIBILITY: &str = "pristupnost.99";
}

portable_sql::row! {
    /// A paragraph as it was valid on a day.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LegalReference {
        /// The row.
        pub id: Id<Entry>,
        /// Stable code: `zspod.10.3.e`.
        pub code: String,
        /// "zákon č. 359/1999 Sb., o sociálně-právní ochraně dětí".
        pub act: String,
        /// "§ 10 odst. 3 písm. e)".
        pub section: String,
        /// What it is about, in a few words.
        pub title: String,
        /// What it demands, in our words.
        pub wording: String,
        /// First day, when known.
        pub valid_from: Option<Day>,
        /// Last day, when it is over.
        pub valid_to: Option<Day>,
        /// When somebody compared it with the collection of laws.
        pub verified_on: Option<Day>,
        /// Whether this is a demo, where unverified data may be printed with a note.
        pub demo: bool,
    }
}

impl LegalReference {
    /// The citation for a paper: `§ 10 odst. 3 písm. e), zákon č. 359/1999 Sb.`; `None` when nobody has verified
    /// it. In a demo an unverified one says that it is demo data.
    #[must_use]
    pub fn printable(&self) -> Option<String> {
        self.guarded(self.citation())
    }

    /// What it demands, for a paper, under the same condition.
    #[must_use]
    pub fn printable_wording(&self) -> Option<String> {
        self.guarded(self.wording.clone())
    }

    /// The citation for the screen; pages that show it also show the warning when [`Self::warning`] has one.
    #[must_use]
    pub fn citation(&self) -> String {
        format!("{}, {}", self.section, self.act)
    }

    /// The sentence that must stand beside it on screen while nobody has verified it.
    #[must_use]
    pub fn warning(&self) -> Option<&'static str> {
        self.verified_on.is_none().then_some("Znění zákona nikdo neověřil.")
    }

    fn guarded(&self, text: String) -> Option<String> {
        match (self.verified_on, self.demo) {
            (Some(_), _) => Some(text),
            (None, true) => Some(format!("{text} (ukázková data)")),
            (None, false) => None,
        }
    }
}

/// The unit of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Working days: weekends and public holidays do not count.
    WorkingDay,
    /// Calendar days.
    CalendarDay,
    /// Months; a day that the month lacks becomes its last.
    Month,
    /// Years: ages.
    Year,
}

impl Choice for Unit {
    const ALL: &'static [Self] = &[Self::WorkingDay, Self::CalendarDay, Self::Month, Self::Year];
    fn code(self) -> &'static str {
        match self {
            Self::WorkingDay => "working_day",
            Self::CalendarDay => "calendar_day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::WorkingDay => "pracovní dny",
            Self::CalendarDay => "kalendářní dny",
            Self::Month => "měsíce",
            Self::Year => "roky",
        }
    }
}

/// A deadline: so many units before or after a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// How many.
    pub amount: i64,
    /// Of what.
    pub unit: Unit,
    /// Whether somebody has verified it for the installation.
    pub verified: bool,
}

/// The deadlines valid on a day. Each is dated data; the defaults are those of practice (domain.md 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// Invitations leave at least so long before the meeting (10 working days).
    pub invitations: Deadline,
    /// Invitations to an urgent conference (5 working days).
    pub urgent: Deadline,
    /// Preparation talk with parents and child before the meeting (3 working days).
    pub preparation: Deadline,
    /// Last check of readiness before the meeting (2 working days).
    pub readiness: Deadline,
    /// Draft of the minutes after the meeting (5 working days).
    pub minutes_draft: Deadline,
    /// Comments on the draft (7 calendar days).
    pub comments: Deadline,
    /// Final minutes and the update of the protection plan after the meeting (10 working days).
    pub final_minutes: Deadline,
    /// First look at the tasks after the meeting (30 calendar days).
    pub first_check: Deadline,
    /// The owner of a task is reminded so long before its day (3 working days).
    pub task_reminder: Deadline,
    /// Protection plan after the child was registered (1 month).
    pub protection_plan: Deadline,
    /// Next conference (90 calendar days).
    pub follow_up: Deadline,
    /// From what age of a child it is written down why it will not sit at the table (12 years).
    pub child_reason: Deadline,
}

/// A word and what it means here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub term: String,
    /// Its meaning.
    pub wording: String,
    /// Where it is taken from.
    pub source: String,
    /// Whether somebody has verified it.
    pub verified: bool,
}

/// What a dated row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A paragraph.
    Reference {
        /// The act.
        act: String,
        /// Section and letter.
        section: String,
        /// What it is about.
        title: String,
        /// What it demands.
        wording: String,
    },
    /// A deadline.
    Deadline {
        /// How many.
        amount: i64,
        /// Of what.
        unit: Unit,
        /// Where the number comes from.
        basis: String,
    },
    /// A definition.
    Definition {
        /// The word.
        term: String,
        /// Its meaning.
        wording: String,
        /// Where from.
        source: String,
    },
}

/// A dated row of any of the three tables, with the number of rows its code has (the version for stale pages).
#[derive(Clone, Debug)]
pub struct Entry {
    /// The row.
    pub id: Id<Entry>,
    /// Stable code, shared by all wordings of one thing.
    pub code: String,
    /// What it says.
    pub content: Content,
    /// First day, when known.
    pub valid_from: Option<Day>,
    /// Last day.
    pub valid_to: Option<Day>,
    /// When it was verified for the installation.
    pub verified_on: Option<Day>,
    /// By whom.
    pub verified_by: Option<String>,
    /// A remark: what is not known.
    pub note: Option<String>,
    /// When the row was written.
    pub created: Moment,
    /// How many rows the code has.
    pub version: i64,
}

impl Entry {
    /// What staff call it.
    #[must_use]
    pub fn heading(&self) -> String {
        match &self.content {
            Content::Reference { section, .. } => section.clone(),
            Content::Deadline { .. } => super::rules::deadline_name(&self.code).to_owned(),
            Content::Definition { term, .. } => term.clone(),
        }
    }
}

/// A new wording as typed.
#[derive(Clone, Debug)]
pub struct NewWording {
    /// Identifier made when the form was shown.
    pub id: Id<Entry>,
    /// What it says.
    pub content: Content,
    /// First day.
    pub valid_from: Day,
    /// Last day.
    pub valid_to: Option<Day>,
    /// A remark.
    pub note: Option<String>,
}

impl NewWording {
    /// Whether a row says exactly this.
    #[must_use]
    pub fn is_in(&self, row: &Entry) -> bool {
        row.content == self.content
            && row.valid_from == Some(self.valid_from)
            && row.valid_to == self.valid_to
            && row.note == self.note
    }
}
