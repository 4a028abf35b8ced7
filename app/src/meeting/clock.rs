//! The clock of the agenda: how long each phase has taken, what is left of the one under way, and when the coming ones
//! begin if everybody takes what was planned for them. Pure: the moment is an argument.
//!
//! Source: the method (domain.md 3, step 8): the facilitator keeps the time without hurrying anybody. Signs are words and
//! a colour, never a sound. A break counts for no phase, whatever its reason: who needed safety is not charged for it.

use super::{Meeting, Pause};
use crate::conferences::{Conference, Phase};
use crate::kernel::{Id, Moment, TimeOfDay};

/// A phase as it was planned.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    /// Which.
    pub phase: Id<Phase>,
    /// How long it shall take, in minutes.
    pub minutes: i64,
    /// When it shall begin, where the conference has a time.
    pub starts: Option<Moment>,
}

/// The course of a meeting so far.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// The agenda in its order.
    pub agenda: &'a [Planned],
    /// Every time that the talk came to a phase, in order. A phase can be come back to.
    pub begun: &'a [(Id<Phase>, Moment)],
    /// Where the talk is now.
    pub current: Option<Id<Phase>>,
    /// Breaks: from, until; without an end while they last.
    pub pauses: &'a [(Moment, Option<Moment>)],
    /// When the conference shall end, where it has a time.
    pub until: Option<Moment>,
    /// Now; of a meeting that is over, its end.
    pub now: Moment,
}

/// A gentle sign of the phase under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// There is time.
    Calm,
    /// Its end comes near.
    Soon,
    /// It takes longer than was planned.
    Over,
    /// A break: the clock stands.
    Still,
}

impl Sign {
    /// The look of its tag.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Calm => "",
            Self::Soon | Self::Over => "warning",
            Self::Still => "off",
        }
    }

    /// A name for styles.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calm => "klid",
            Self::Soon => "brzy",
            Self::Over => "pres",
            Self::Still => "stoji",
        }
    }
}

/// When a phase is, was or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The talk has left it.
    Past,
    /// Under way: seconds that are left, negative when it takes longer.
    Now {
        /// Seconds.
        left: i64,
    },
    /// To come.
    Coming {
        /// When it begins as things stand.
        starts: Moment,
    },
    /// It was passed over.
    Skipped,
}

/// A phase with its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which.
    pub phase: Id<Phase>,
    /// Seconds that were planned.
    pub planned: i64,
    /// Seconds that it has taken so far, breaks not counted.
    pub spent: i64,
    /// When.
    pub when: When,
    /// By how many seconds it begins later than planned (earlier when negative); of coming phases with a planned time.
    pub later: i64,
}

/// The clock as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The phases in the order of the agenda.
    pub turns: Vec<Turn>,
    /// Whether there is a break.
    pub still: bool,
    /// When the meeting ends as things stand.
    pub ends: Moment,
    /// By how many seconds that is later than planned; earlier when negative.
    pub later: i64,
}

/// Below this many seconds the end of a phase is near, whatever its length.
const NEAR: i64 = 120;

/// Reads the clock.
#[must_use]
pub fn read(course: &Course<'_>) -> Clock {
    let pauses = merged(course.pauses, course.now);
    let still = course.pauses.iter().any(|(from, until)| until.is_none() && *from <= course.now);
    let at = course.agenda.iter().position(|planned| Some(planned.phase) == course.current);
    // What is to come begins when the phase under way is over, or now if it takes longer than planned.
    let mut next = course.now;
    let turns = course.agenda.iter().enumerate().map(|(position, planned)| {
        let (whole, spent) = (planned.minutes.max(0) * 60, spent(course, planned.phase, &pauses));
        let rest = whole - spent;
        let begun = course.begun.iter().any(|(phase, _)| *phase == planned.phase);
        let mut later = 0;
        let when = if Some(position) == at {
            next = next.plus_seconds(rest.max(0));
            When::Now { left: rest }
        } else if at.is_some_and(|at| position > at) || (at.is_none() && !begun) {
            let starts = next;
            next = next.plus_seconds(rest.max(0));
            later = planned.starts.map_or(0, |plan| starts.seconds_since(plan));
            When::Coming { starts }
        } else if begun {
            When::Past
        } else {
            When::Skipped
        };
        Turn { phase: planned.phase, planned: whole, spent, when, later }
    });
    let turns: Vec<Turn> = turns.collect();
    Clock { turns, still, ends: next, later: course.until.map_or(0, |until| next.seconds_since(until)) }
}

/// The clock of a meeting as it is kept: its agenda, when its phases began, its breaks.
#[must_use]
pub fn of(
    conference: &Conference,
    meeting: Option<&Meeting>,
    (phases, begun): (&[Phase], &[(Id<Phase>, Moment)]),
    pauses: &[Pause],
    now: Moment,
) -> Clock {
    let on_the_day = |time: TimeOfDay| conference.day.map(|day| Moment::in_prague(day, time.time()));
    let planned = |phase: &Phase| Planned {
        phase: phase.id,
        minutes: phase.minutes,
        starts: phase.starts.and_then(on_the_day),
    };
    let agenda: Vec<Planned> = phases.iter().map(planned).collect();
    let pauses: Vec<_> = pauses.iter().map(|pause| (pause.began, pause.ended)).collect();
    read(&Course {
        agenda: &agenda,
        begun,
        current: meeting.and_then(|meeting| meeting.current_phase),
        pauses: &pauses,
        until: conference.ends(),
        now: meeting.and_then(|meeting| meeting.ended).unwrap_or(now),
    })
}

/// Breaks until now, in order and without overlaps.
fn merged(pauses: &[(Moment, Option<Moment>)], now: Moment) -> Vec<(Moment, Moment)> {
    let mut spans: Vec<(Moment, Moment)> = pauses
        .iter()
        .map(|(from, until)| (*from, until.unwrap_or(now).min(now)))
        .filter(|(from, until)| from < until)
        .collect();
    spans.sort_unstable();
    let mut done: Vec<(Moment, Moment)> = Vec::new();
    for (from, until) in spans {
        match done.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => done.push((from, until)),
        }
    }
    done
}

/// Seconds that the talk stayed with a phase, each time it was there, breaks not counted.
fn spent(course: &Course<'_>, phase: Id<Phase>, pauses: &[(Moment, Moment)]) -> i64 {
    let ends = course.begun.iter().skip(1).map(|(_, at)| *at).chain(std::iter::once(course.now));
    let stays = course.begun.iter().zip(ends).filter(|((which, _), _)| *which == phase);
    stays
        .map(|((_, from), until)| {
            let (from, until) = (*from, until.min(course.now));
            let paused: i64 =
                pauses.iter().map(|(a, b)| (*b).min(until).seconds_since((*a).max(from)).max(0)).sum();
            (until.seconds_since(from) - paused).max(0)
        })
        .sum()
}

impl Clock {
    /// The phase under way.
    #[must_use]
    pub fn now(&self) -> Option<&Turn> {
        self.turns.iter().find(|turn| matches!(turn.when, When::Now { .. }))
    }

    /// A phase's turn.
    #[must_use]
    pub fn turn(&self, phase: Id<Phase>) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.phase == phase)
    }

    /// The sign of the phase under way.
    #[must_use]
    pub fn sign(&self) -> Sign {
        match self.now().map(|turn| (turn.when, turn.planned)) {
            _ if self.still => Sign::Still,
            Some((When::Now { left }, _)) if left <= 0 => Sign::Over,
            Some((When::Now { left }, planned)) if left <= NEAR.max(planned / 5) => Sign::Soon,
            _ => Sign::Calm,
        }
    }

    /// What is left of the phase under way, in words; nothing where the talk is at none.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let Some(Turn { when: When::Now { left }, .. }) = self.now() else { return None };
        Some(match self.sign() {
            Sign::Still => "čas stojí".to_owned(),
            Sign::Over => match left.abs() / 60 {
                0 => "čas bodu právě uplynul".to_owned(),
                over => format!("o\u{a0}{} déle", czech::plural::count(over, "minutu", "minuty", "minut")),
            },
            Sign::Soon => format!("už jen {}", minutes(left.div_ceil_by(60))),
            Sign::Calm => {
                let whole = left.div_ceil_by(60);
                format!(
                    "{}\u{a0}{}",
                    czech::plural::plural(whole, "zbývá", "zbývají", "zbývá"),
                    minutes(whole)
                )
            }
        })
    }

    /// How much of the phase under way is over, in percent, by steps of five: a bar that creeps makes people hurry.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        let turn = self.now()?;
        let over = (turn.spent * 100).checked_div(turn.planned).unwrap_or(100);
        u32::try_from(over.clamp(0, 100) / 5 * 5).ok()
    }

    /// When it all ends, in words: as planned, or by how much later.
    #[must_use]
    pub fn end_words(&self) -> String {
        let at = czech::prepositions::at(&self.ends.time_of_day().to_string());
        match self.later / 60 {
            1.. => format!("skončíme asi {at}, o\u{a0}{} později", late(self.later)),
            _ => format!("skončíme asi {at}"),
        }
    }
}

impl Turn {
    /// When a coming phase begins as things stand, in words; later than planned if so.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let When::Coming { starts } = self.when else { return None };
        let at = czech::prepositions::at(&starts.time_of_day().to_string());
        Some(match self.later / 60 {
            1.. => format!("asi {at}, o\u{a0}{} později", late(self.later)),
            _ => format!("asi {at}"),
        })
    }
}

fn minutes(count: i64) -> String {
    czech::plural::count(count, "minuta", "minuty", "minut")
}

fn late(seconds: i64) -> String {
    czech::plural::count(seconds / 60, "minutu", "minuty", "minut")
}

/// Whole minutes, begun ones counted.
trait Begun {
    fn div_ceil_by(self, unit: i64) -> i64;
}
impl Begun for i64 {
    fn div_ceil_by(self, unit: i64) -> i64 {
        (self + unit - 1).div_euclid(unit)
    }
}

#[cfg(test)]
mod tests;
