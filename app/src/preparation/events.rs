//! Events of the preparation. No words of people.

use super::model::Talk;
use crate::event;
use crate::kernel::{Day, Id};
use crate::participants::Participant;

event!(
    /// A talk was noted, or agreed for a day.
    pub TalkNoted = "preparation.talk_noted", "zapsán rozhovor před setkáním" {
        participant: Id<Participant>, talk: Id<Talk>, way: &'static str, on: Day, own_view: bool
    }
);
event!(
    /// A talk was noted by mistake.
    pub TalkTakenBack = "preparation.talk_taken_back", "vzat zpět zápis rozhovoru" { participant: Id<Participant>, talk: Id<Talk> }
);
event!(
    /// Somebody took note of confidentiality before the meeting.
    pub StatementNoted = "preparation.statement_noted", "zapsáno poučení o mlčenlivosti" { participant: Id<Participant>, way: &'static str, on: Day }
);
event!(
    /// What somebody needs was settled.
    pub NeedSettled = "preparation.need_settled", "vyřízena potřeba účastníka" { participant: Id<Participant>, state: &'static str }
);
