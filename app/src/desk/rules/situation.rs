//! What the slices know about one conference, as values: what the rules of the desk judge.

use crate::kernel::Day;
use crate::preparation::Missing;

/// How far the question whether a conference fits has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fitting {
    /// Some questions are open.
    Open {
        /// How many.
        left: usize,
    },
    /// All answered, nobody decided.
    Undecided,
    /// Decided: not now, with the day of the reminder.
    NotNow(Option<Day>),
    /// Decided: it is convened.
    Convened,
}

/// Where the conference itself stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Before the meeting.
    Ahead,
    /// People sit there now.
    Running,
    /// Held.
    Held,
    /// Postponed: a new day is wanted.
    Postponed,
    /// Cancelled.
    Cancelled,
    /// Closed.
    Closed,
}

/// What the slices know about one conference, as values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Today.
    pub today: Day,
    /// Does it fit?
    pub fitting: Fitting,
    /// Where it stands.
    pub standing: Standing,
    /// Whether whoever looks may decide (the head or a deputy).
    pub may_decide: bool,
    /// Goals written.
    pub goals: usize,
    /// Day and time.
    pub day: Option<Day>,
    /// Whether a place is named.
    pub place: bool,
    /// Whether a separate waiting place is named.
    pub waiting_place: bool,
    /// Whether somebody's safety is at risk.
    pub safety_concern: bool,
    /// Phases of the agenda.
    pub phases: usize,
    /// People at the table.
    pub people: usize,
    /// Children of the case for whom nobody decided whether and how they take part.
    pub children_undecided: usize,
    /// Perspectives without anybody that are usually needed.
    pub empty_perspectives: usize,
    /// Whether there is a facilitator.
    pub facilitator: bool,
    /// Whether there is a minute-taker.
    pub minute_taker: bool,
    /// Pairs who must not meet and would.
    pub clashes: usize,
    /// People not invited yet.
    pub uninvited: usize,
    /// People invited to a day, time or place that does not hold any more.
    pub outdated: usize,
    /// People whom staff have to tell that the meeting was called off.
    pub untold: usize,
    /// Invited people who ask for information or name a substitute.
    pub asking: usize,
    /// People who have not confirmed that they destroyed what was called back.
    pub unconfirmed: usize,
    /// Invitations whose code somebody tries.
    pub guessed: usize,
    /// Invitations that lead nowhere, because a fact was protected from their readers after they went out.
    pub nowhere: usize,
    /// Invitations that could not be delivered.
    pub undelivered: usize,
    /// Invited, but no answer.
    pub unanswered: usize,
    /// Others who cannot come and gave no other way.
    pub declined: usize,
    /// Required people who cannot come and gave no other way.
    pub required_missing: usize,
    /// Lines written at the meeting.
    pub lines: usize,
    /// Tasks without an owner or a deadline.
    pub loose_tasks: usize,
    /// How the tasks of the meeting stand.
    pub tasks: crate::follow_up::Standing,
    /// Comments on the record that nobody has decided.
    pub comments: usize,
    /// Whether the reader has a say in the record: not who only leads the meeting or writes it down.
    pub keeps_record: bool,
    /// Whether the minutes were made.
    pub minutes: bool,
    /// Whether the minutes have their reference number.
    pub numbered: bool,
    /// How many people have not got their extract of a sealed record; none: it is not sealed.
    pub ungiven: Option<usize>,
    /// What the preparation of people still misses.
    pub preparation: Preparation,
    /// Deadlines: last day to send invitations, to reply, to check readiness, to make the minutes.
    pub deadlines: Deadlines,
}

/// How many people still miss something, each with the nearest day by which it should be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preparation {
    /// Whom nobody has talked to, or who has not heard of the meeting.
    pub uninformed: Missing,
    /// Parents for whom there are no points yet.
    pub points: Missing,
    /// Whom a paper has not reached.
    pub papers: Missing,
    /// Whose own view is not known.
    pub views: Missing,
    /// Who needs something that is not arranged.
    pub needs: Missing,
}

/// Days derived from the meeting's day by the rules in `law`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deadlines {
    /// Invitations should leave by.
    pub invitations: Option<Day>,
    /// Answers should come by.
    pub replies: Option<Day>,
    /// Readiness is checked on.
    pub readiness: Option<Day>,
    /// Minutes should be made by.
    pub minutes: Option<Day>,
}
