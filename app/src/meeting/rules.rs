//! Pure rules of a meeting: presence, deadlines, times typed by hand. What lines come to is [`journal`](::journal)'s.

use super::{Presence, PresenceStep, Seat};
use crate::kernel::{Day, Id, Moment, TimeOfDay};
use jiff::civil::Weekday;

/// A time somebody was there without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// From.
    pub from: Moment,
    /// Until; none while it lasts.
    pub until: Option<Moment>,
    /// On the phone.
    pub by_phone: bool,
    /// On the screen.
    pub by_video: bool,
}

/// When somebody was there, from their steps in order. An open interval ends with the meeting. A second "arrived"
/// changes nothing; going from the room to the phone begins a new interval; leaving without having come is nothing.
#[must_use]
pub fn intervals(steps: &[(PresenceStep, Moment)], ended: Option<Moment>) -> Vec<Interval> {
    let mut done: Vec<Interval> = Vec::new();
    let mut open: Option<Interval> = None;
    for (step, at) in steps {
        let way = match step {
            PresenceStep::Arrived => Some((false, false)),
            PresenceStep::ByPhone => Some((true, false)),
            PresenceStep::ByVideo => Some((false, true)),
            PresenceStep::Left | PresenceStep::AskedOut => None,
        };
        if open.is_some_and(|now| Some((now.by_phone, now.by_video)) == way) {
            continue;
        }
        if let Some(now) = open.take() {
            done.push(Interval { until: Some((*at).max(now.from)), ..now });
        }
        open = way.map(|(by_phone, by_video)| Interval { from: *at, until: None, by_phone, by_video });
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

/// Who was there at a moment, in the room or from afar, and during which stay: who heard a line said then. `presence` in the
/// order in which it happened, as [`super::presence`] gives it.
#[must_use]
pub fn present_at(presence: &[Presence], ended: Option<Moment>, moment: Moment) -> Vec<(Id<Seat>, Interval)> {
    let mut seats: Vec<Id<Seat>> = presence.iter().map(|tap| tap.seat).collect();
    seats.sort_unstable();
    seats.dedup();
    let there = |seat: &Id<Seat>| {
        let own = presence.iter().filter(|tap| tap.seat == *seat);
        let steps: Vec<_> = own.map(|tap| (tap.step, tap.at)).collect();
        let mut stays = intervals(&steps, ended).into_iter();
        stays.find(|one| one.from <= moment && one.until.is_none_or(|until| moment < until))
    };
    seats.iter().filter_map(|seat| there(seat).map(|stay| (*seat, stay))).collect()
}

/// The moment that somebody means who types a time during a meeting that began at `started`: on the day it began; past
/// midnight on the next one.
#[must_use]
pub fn meant(time: TimeOfDay, started: Moment, now: Moment) -> Moment {
    let day = started.day();
    let on = |day: Day| Moment::in_prague(day, time.time());
    let same = on(day);
    // Typed to the minute: the minute of the start is no earlier than the start.
    if same.plus_seconds(60) > started {
        return same.max(started);
    }
    day.tomorrow().ok().map(on).filter(|next| *next <= now).unwrap_or(started)
}

/// For how many seconds before midnight a start is meant that is typed after it.
const LATE: i64 = 6 * 3600;

/// The moment that somebody means who types when the meeting began: today; just past midnight, late yesterday.
#[must_use]
pub fn begun(time: TimeOfDay, now: Moment) -> Moment {
    let today = Moment::in_prague(now.day(), time.time());
    let yesterday = now.day().yesterday().ok().map(|day| Moment::in_prague(day, time.time()));
    yesterday.filter(|at| today > now && now.seconds_since(*at) <= LATE).unwrap_or(today)
}

/// What to know about a deadline: it falls on a day when offices are closed.
#[must_use]
pub fn deadline_remark(day: Day) -> Option<String> {
    if let Some(name) = czech::holidays::holiday(day) {
        return Some(format!("je svátek ({name})"));
    }
    match day.weekday() {
        Weekday::Saturday => Some("je sobota".to_owned()),
        Weekday::Sunday => Some("je neděle".to_owned()),
        _ => None,
    }
}

/// The same as sentences: "24. 12. 2026 je svátek (Štědrý den). Úřady ten den nepracují."
#[must_use]
pub fn day_off(day: Day) -> Option<String> {
    let date = czech::dates::short(day);
    deadline_remark(day).map(|remark| format!("{date} {remark}. Úřady ten den nepracují."))
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
