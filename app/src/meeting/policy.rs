//! Who may hand over what a device wrote down. Pure.

use crate::access::{Action, Actor, Reads, Tie, Ties, Trace, Verdict};
use crate::conferences::{Conference, LeadConference, State};

/// Handing over what a recorder's device holds: whoever leads the meeting, also when the record does not change any more.
pub struct SyncJournal;

/// The page that hands over what a window left that is no more. It says nothing of the meeting.
pub struct HandOver;

/// What was written before the record was sealed, or the conference closed, may still arrive: it is kept beside the record
/// and changes nothing. Then it is late anyway, and whoever led or wrote may hand it over as long as that is their place.
fn hands_over(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
    let led = ties.has(Tie::Facilitator) || ties.has(Tie::MinuteTaker);
    if conference.is_at_rest() && led {
        return Verdict::Allow;
    }
    let state = match conference.state {
        State::Closed => State::Held,
        state => state,
    };
    LeadConference::rule(actor, ties, &Conference { sealed: None, state, ..conference.clone() })
}

impl Action<Conference> for SyncJournal {
    const NAME: &'static str = "meeting.sync";
    // A device hands over several times a minute and gets back nothing but acknowledgements; each time leaves its own
    // event.
    const TRACE: Trace = Trace::OwnEvent;
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        hands_over(actor, ties, conference)
    }
}
impl Reads<Conference> for SyncJournal {}

impl Action<Conference> for HandOver {
    const NAME: &'static str = "meeting.hand_over";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        hands_over(actor, ties, conference)
    }
}
impl Reads<Conference> for HandOver {}
