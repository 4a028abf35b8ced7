//! Pure rules of a meeting: order and numbers of lines, presence, deadlines.

use super::{LineKind, PresenceStep};
use crate::kernel::{Day, Moment};
use jiff::civil::Weekday;

/// Which way a line moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the line above.
    Up,
    /// Behind the line below.
    Down,
}

/// New ranks after moving the line `which` of a phase by one, given the phase's lines in their order as
/// `(id, rank)`. Only changed ranks are returned; nothing when it already stands at the edge. Lines written
/// meanwhile by somebody else keep their place behind, because ranks never grow by more than the ties need.
#[must_use]
pub fn moved<I: Copy + PartialEq>(lines: &[(I, i64)], which: I, way: Direction) -> Vec<(I, i64)> {
    let Some(at) = lines.iter().position(|(id, _)| *id == which) else { return Vec::new() };
    let other = match way {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|next| *next < lines.len()),
    };
    let Some(other) = other else { return Vec::new() };
    let mut wanted: Vec<(I, i64)> = lines.to_vec();
    wanted.swap(at, other);
    let mut last = i64::MIN;
    let mut changed = Vec::new();
    // The old ranks are dealt out again in the new order; equal ones are pushed apart.
    for ((id, had), (_, rank)) in wanted.into_iter().zip(lines) {
        let rank = (*rank).max(last.saturating_add(1));
        last = rank;
        if rank != had {
            changed.push((id, rank));
        }
    }
    changed
}

/// The number a line of a kind carries: its own if it ever had one, else the next after all that were ever given
/// (those of struck lines too). Other kinds have none.
#[must_use]
pub fn number(kind: LineKind, own: Option<i64>, taken: &[i64]) -> Option<i64> {
    match kind {
        LineKind::Agreed | LineKind::Task => {
            Some(own.unwrap_or_else(|| taken.iter().copied().max().unwrap_or(0) + 1))
        }
        LineKind::Said | LineKind::Dissent | LineKind::Postponed => own,
    }
}

/// A time somebody was there without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// From.
    pub from: Moment,
    /// Until; none while it lasts.
    pub until: Option<Moment>,
    /// On the phone.
    pub by_phone: bool,
}

/// When somebody was there, from their steps in order. An open interval ends with the meeting. A second "arrived"
/// changes nothing; going from the room to the phone begins a new interval; leaving without having come is nothing.
#[must_use]
pub fn intervals(steps: &[(PresenceStep, Moment)], ended: Option<Moment>) -> Vec<Interval> {
    let mut done: Vec<Interval> = Vec::new();
    let mut open: Option<Interval> = None;
    for (step, at) in steps {
        let by_phone = match step {
            PresenceStep::Arrived => Some(false),
            PresenceStep::ByPhone => Some(true),
            PresenceStep::Left | PresenceStep::AskedOut => None,
        };
        if open.is_some_and(|now| Some(now.by_phone) == by_phone) {
            continue;
        }
        if let Some(now) = open.take() {
            done.push(Interval { until: Some((*at).max(now.from)), ..now });
        }
        open = by_phone.map(|by_phone| Interval { from: *at, until: None, by_phone });
    }
    if let Some(now) = open {
        done.push(Interval { until: ended.map(|end| end.max(now.from)), ..now });
    }
    done
}

/// Where somebody is now.
#[must_use]
pub fn whereabouts(steps: &[(PresenceStep, Moment)]) -> Option<PresenceStep> {
    steps.last().map(|(step, _)| *step)
}

/// What to know about a deadline: it falls on a day when offices are closed.
#[must_use]
pub fn deadline_remark(day: Day) -> Option<String> {
    if let Some(name) = czech::holidays::holiday(day) {
        return Some(format!("je svátek: {name}"));
    }
    match day.weekday() {
        Weekday::Saturday => Some("je sobota".to_owned()),
        Weekday::Sunday => Some("je neděle".to_owned()),
        _ => None,
    }
}

/// The words of a degree of agreement.
#[must_use]
pub const fn degree_words(degree: i64) -> Option<&'static str> {
    match degree {
        1 => Some("nesouhlasí"),
        2 => Some("spíš nesouhlasí"),
        3 => Some("dokáže s tím žít"),
        4 => Some("spíš souhlasí"),
        5 => Some("plně souhlasí"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
