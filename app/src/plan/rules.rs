//! Pure rules of the plan: what a task lacks, what people said, who owes whom, what to know about a day.

mod days;

pub use days::{DayHint, day_hint, proposals};

use super::model::{Given, Stance};
use crate::cases::ReaderKind;
use crate::kernel::Id;
use crate::meeting::{Line, LineKind, Seat, Side};
use std::collections::BTreeSet;

/// What a line of the plan still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// Nobody does it.
    Owner,
    /// Its owner was not there, and nobody has said who tells them.
    ToldBy,
    /// No day.
    Day,
    /// Nobody has said how its end is known.
    Indicator,
    /// A serious worry without a plan for the case that it comes true.
    PlanB,
}

impl Lack {
    /// What is missing, as an act.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Owner => "kdo to udělá",
            Self::ToldBy => "kdo mu to řekne",
            Self::Day => "do kdy",
            Self::Indicator => "jak poznáme, že je hotovo",
            Self::PlanB => "co když to nevyjde",
        }
    }
}

/// What is known of a line, for [`missing`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether it is a task.
    pub task: bool,
    /// Whether it is a serious worry.
    pub serious: bool,
    /// Whether somebody at the table does it.
    pub owner: bool,
    /// Whether somebody who is not at the table does it.
    pub absent: bool,
    /// Whether the owner, who has a seat, never came.
    pub never_came: bool,
    /// Whether somebody was named who tells an absent owner.
    pub told_by: bool,
    /// Whether it has a day.
    pub day: bool,
    /// Whether it has an indicator.
    pub indicator: bool,
    /// Whether it has a plan B.
    pub plan_b: bool,
}

/// What a line of the plan lacks. Nothing of it keeps anybody from closing: a record tells what was agreed.
#[must_use]
pub fn missing(known: Known) -> Vec<Lack> {
    let mut lacks = Vec::new();
    if known.task {
        if !known.owner && !known.absent {
            lacks.push(Lack::Owner);
        }
        if (known.absent || (known.owner && known.never_came)) && !known.told_by {
            lacks.push(Lack::ToldBy);
        }
        if !known.day {
            lacks.push(Lack::Day);
        }
        if !known.indicator {
            lacks.push(Lack::Indicator);
        }
    }
    if known.serious && !known.plan_b {
        lacks.push(Lack::PlanB);
    }
    lacks
}

/// Whether somebody is asked what they think of a line: everybody but who leads or writes, who are nobody's party. A
/// guest is asked.
#[must_use]
pub const fn is_asked(reader: Option<ReaderKind>) -> bool {
    !matches!(reader, Some(ReaderKind::Facilitator | ReaderKind::MinuteTaker))
}

/// The newest answer of each person to a line, given all answers of a conference, oldest first.
#[must_use]
pub fn newest(all: &[Given], line: Id<Line>) -> Vec<&Given> {
    let mut found: Vec<&Given> = Vec::new();
    for given in all.iter().filter(|given| given.line == line) {
        found.retain(|earlier| earlier.seat != given.seat);
        found.push(given);
    }
    found
}

/// Answers that may be counted in the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many agree.
    pub agree: usize,
    /// How many can live with it.
    pub accept: usize,
    /// How many disagree.
    pub disagree: usize,
}

impl Tally {
    /// How many answered.
    #[must_use]
    pub const fn all(self) -> usize {
        self.agree + self.accept + self.disagree
    }

    /// "6 souhlasí, 1 dokáže s tím žít, 1 nesouhlasí"; empty when nobody answered.
    #[must_use]
    pub fn words(self) -> String {
        let part = |count: usize, one: &str, more: &str| {
            (count > 0).then(|| format!("{count}\u{a0}{}", if (2..5).contains(&count) { more } else { one }))
        };
        let parts = [
            part(self.agree, "souhlasí", "souhlasí"),
            part(self.accept, "s tím dokáže žít", "s tím dokážou žít"),
            part(self.disagree, "nesouhlasí", "nesouhlasí"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Counts what was said aloud. What somebody answered alone is not among it, and with `alone` (somebody's safety is at
/// risk) nothing is: not even a count leaves.
#[must_use]
pub fn tally(newest: &[&Given], alone: bool) -> Tally {
    let mut tally = Tally::default();
    for given in newest.iter().filter(|given| !alone && !given.alone) {
        match given.stance {
            Stance::Agrees => tally.agree += 1,
            Stance::Accepts => tally.accept += 1,
            Stance::Disagrees => tally.disagree += 1,
        }
    }
    tally
}

/// Who has answered a line. That somebody did may always be told, what they said may not.
#[must_use]
pub fn answered(newest: &[&Given]) -> BTreeSet<Id<Seat>> {
    newest.iter().map(|given| given.seat).collect()
}

/// The stance that a degree means: 1 and 2 disagree, 3 can live with it, 4 and 5 agree.
#[must_use]
pub const fn stance_of(degree: i64) -> Option<Stance> {
    match degree {
        1 | 2 => Some(Stance::Disagrees),
        3 => Some(Stance::Accepts),
        4 | 5 => Some(Stance::Agrees),
        _ => None,
    }
}

/// Whose duty a task usually is, by who does it; somebody can say otherwise. Staff who lead the meeting or write it
/// down owe the family nothing as the authority.
#[must_use]
pub fn usual_side(reader: Option<ReaderKind>, staff: bool) -> Side {
    match reader {
        Some(kind) if kind.is_of_family() => Side::Family,
        Some(ReaderKind::MunicipalDepartment | ReaderKind::OtherOspod) => Side::Authority,
        Some(ReaderKind::Facilitator | ReaderKind::MinuteTaker) | None => Side::Other,
        Some(_) if staff => Side::Authority,
        Some(_) => Side::Other,
    }
}

/// Tasks by whose duty they are, in their order: what the authority owes stands beside what the family owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed<T> {
    /// What the authority owes the family.
    pub authority: Vec<T>,
    /// What the family took upon itself.
    pub family: Vec<T>,
    /// What others do.
    pub other: Vec<T>,
}

/// Puts tasks beside each other by whose duty they are. None is lost, none is there twice.
#[must_use]
pub fn owes<T>(tasks: impl IntoIterator<Item = (Side, T)>) -> Owed<T> {
    let mut owed = Owed { authority: Vec::new(), family: Vec::new(), other: Vec::new() };
    for (side, task) in tasks {
        match side {
            Side::Authority => owed.authority.push(task),
            Side::Family => owed.family.push(task),
            Side::Other => owed.other.push(task),
        }
    }
    owed
}

/// Whether a line is read through at the end: agreements and tasks that were not struck.
#[must_use]
pub fn is_point(line: &Line) -> bool {
    line.struck.is_none() && matches!(line.kind, LineKind::Agreed | LineKind::Task)
}

#[cfg(test)]
mod tests;
