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
        // What was written before the record was sealed may still arrive: it is kept as late and changes nothing.
        let open = Conference { sealed: None, ..conference.clone() };
        LeadConference::rule(actor, ties, &open)
    }
}
impl Reads<Conference> for SyncJournal {}
