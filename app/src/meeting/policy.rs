//! Who may hand over what a device wrote down. Pure.

use crate::access::{Action, Actor, Reads, Ties, Trace, Verdict};
use crate::conferences::{Conference, LeadConference};

/// Handing over what a recorder's device holds: whoever leads the meeting.
pub struct SyncJournal;

impl Action<Conference> for SyncJournal {
    const NAME: &'static str = "meeting.sync";
    // A device hands over several times a minute and gets back nothing but acknowledgements; each time leaves its own
    // event.
    const TRACE: Trace = Trace::OwnEvent;
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        LeadConference::rule(actor, ties, conference)
    }
}
impl Reads<Conference> for SyncJournal {}
