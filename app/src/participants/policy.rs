//! Who may do what to a participant: what the conference allows.

use super::model::Participant;
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences;

/// Reading about a participant.
pub struct ReadParticipant;
/// Changing or removing a participant.
pub struct EditParticipant;

fn works(actor: &Actor, ties: Ties, participant: &Participant) -> bool {
    (ties.works_on() && actor.office == participant.office) || actor.heads(participant.office)
}

fn leads(actor: &Actor, ties: Ties, participant: &Participant) -> bool {
    conferences::leads(actor, ties, participant.state, participant.held)
}

impl Action<Participant> for ReadParticipant {
    const NAME: &'static str = "participant.read";
    fn rule(actor: &Actor, ties: Ties, participant: &Participant) -> Verdict {
        if works(actor, ties, participant)
            || actor.protects_data_of(participant.office)
            || leads(actor, ties, participant)
        {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Participant> for ReadParticipant {}

impl Action<Participant> for EditParticipant {
    const NAME: &'static str = "participant.edit";
    fn rule(actor: &Actor, ties: Ties, participant: &Participant) -> Verdict {
        if works(actor, ties, participant) {
            if participant.running {
                Verdict::Refuse(conferences::RUNS)
            } else if participant.state.is_open() {
                Verdict::Allow
            } else {
                Verdict::Refuse("Plán této konference se už nemění, seznam účastníků proto také ne.")
            }
        } else if actor.protects_data_of(participant.office) || leads(actor, ties, participant) {
            Verdict::Refuse("Účastníky mění jen pracovníci, kteří případ vedou.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Participant> for EditParticipant {}
