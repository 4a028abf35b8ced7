//! Who is in the room when, as a picture with the same in words. Pure.

use super::model::{Participant, Participation};
use super::rules;
use crate::conferences::{Phase, Span};
use askama::Template;

/// One person's bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Who: a name on a page under a permit, the role on a panel.
    pub who: String,
    /// When, in words.
    pub words: String,
    /// Pieces in minutes from the beginning.
    pub pieces: Vec<(i64, i64)>,
    /// Whether by phone or video.
    pub remote: bool,
}

/// The picture. Its unit is a minute.
#[derive(Clone, Debug, Template)]
#[template(path = "participants/pages/timeline.html")]
pub struct Timeline {
    /// Minutes from beginning to end.
    pub minutes: i64,
    /// Five hours, evenly spread.
    pub hours: Vec<String>,
    /// The family's own time: from, how long.
    pub private: Vec<(i64, i64)>,
    /// Everybody who comes or calls.
    pub bars: Vec<Bar>,
    /// Who writes instead.
    pub written: Vec<String>,
}

/// Draws the picture; `None` as long as day and time are open. `who` says how a participant is called.
#[must_use]
pub fn timeline(
    span: Option<Span>,
    phases: &[Phase],
    participants: &[Participant],
    who: impl Fn(&Participant) -> String,
) -> Option<Timeline> {
    let (from, until) = span?;
    let minutes = until.minutes() - from.minutes();
    if minutes <= 0 {
        return None;
    }
    let within = |time: crate::kernel::TimeOfDay| (time.minutes() - from.minutes()).clamp(0, minutes);
    let hour = |quarter: i64| {
        crate::kernel::TimeOfDay::from_minutes(from.minutes() + minutes * quarter / 4).to_string()
    };
    let private = phases.iter().filter(|phase| phase.private);
    let private = private.filter_map(|phase| {
        let begins = within(phase.starts?);
        Some((begins, (begins + phase.minutes).min(minutes) - begins))
    });
    let present = participants.iter().filter(|p| p.participation != Participation::Written);
    let bars = present.map(|participant| {
        let times = rules::times(participant, Some((from, until)), phases);
        let remote = participant.participation == Participation::Remote;
        let said: Vec<String> = times.iter().map(|(a, b)| format!("{a}–{b}")).collect();
        let how = if remote { "telefonem nebo videem " } else { "" };
        Bar {
            who: who(participant),
            words: format!("{how}{}", said.join(" a ")),
            pieces: times.iter().map(|(a, b)| (within(*a), within(*b))).filter(|(a, b)| a < b).collect(),
            remote,
        }
    });
    let written = participants.iter().filter(|p| p.participation == Participation::Written);
    Some(Timeline {
        minutes,
        hours: (0..=4).map(hour).collect(),
        private: private.filter(|(_, long)| *long > 0).collect(),
        bars: bars.collect(),
        written: written.map(&who).collect(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::kernel::TimeOfDay;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everything_drawn_lies_within_the_meeting(from in 0_i64..1400, long in 1_i64..300, phases in proptest::collection::vec((1_i64..60, any::<bool>()), 0..12)) {
            let span = (TimeOfDay::from_minutes(from), TimeOfDay::from_minutes(from + long));
            let mut at = from;
            let phases: Vec<Phase> = phases.into_iter().map(|(minutes, private)| {
                let starts = (at < 1440).then(|| TimeOfDay::from_minutes(at));
                at += minutes;
                Phase { id: crate::kernel::Id::from_uuid(uuid::Uuid::nil()), position: 0, title: String::new(), minutes, private, starts }
            }).collect();
            if let Some(picture) = timeline(Some(span), &phases, &[], |_| String::new()) {
                for (begins, wide) in &picture.private {
                    prop_assert!(*begins >= 0 && begins + wide <= picture.minutes);
                }
            }
        }
    }
}
