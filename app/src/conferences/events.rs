//! Events of conferences. Identifiers, codes, counts and days only.

use super::{Conference, Goal};
use crate::audit::About;
use crate::cases::Child;
use crate::event;
use crate::kernel::{Choice, Day, Id};

event!(
    /// Somebody began to consider a conference.
    pub ConferenceConsidered = "conference.considered", "začalo zvažování konference" { conference: Id<Conference> }
);
event!(
    /// A question of the suitability check was answered.
    pub QuestionAnswered = "conference.question_answered", "zodpovězena otázka o vhodnosti konference" { step: i64 }
);
event!(
    /// A decision: convened, not now, another way, postponed, cancelled, reconsidered.
    pub ConferenceDecided = "conference.decided", "rozhodnuto o konferenci" { verdict: &'static str, kind: &'static str, recommended: String, overrode: bool }
);
event!(
    /// Goals were written.
    pub GoalsChanged = "conference.goals_changed", "změněny cíle konference" { count: usize, topics: Vec<&'static str>, children: Vec<Id<Child>> }
);
impl GoalsChanged {
    /// These goals stand now: how many, under which topics, about which children.
    #[must_use]
    pub fn to(about: About, goals: &[Goal]) -> Self {
        let topics = goals.iter().filter_map(|goal| goal.topic).map(Choice::code).collect();
        Self {
            about,
            count: goals.len(),
            topics,
            children: goals.iter().filter_map(|goal| goal.child).collect(),
        }
    }
}

event!(
    /// The day and time were set.
    pub DateChanged = "conference.date_changed", "změněn termín konference" { day: Day }
);
event!(
    /// The place was set.
    pub PlaceChanged = "conference.place_changed", "změněno místo konference" {}
);
event!(
    /// The agenda was changed.
    pub AgendaChanged = "conference.agenda_changed", "změněn program konference" { count: usize, minutes: i64 }
);
