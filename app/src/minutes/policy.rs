//! Who may read and make the minutes of a conference. Pure functions of actor, ties and record.

use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, State};

/// Seeing what will stand in the minutes, and the conference's papers.
pub struct ReadMinutes;
/// Making an edition or an extract.
pub struct MakeMinutes;

fn works(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office)
}

/// Facilitator and minute-taker know of the meeting; its papers are the office's.
fn led(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    conferences::leads(actor, ties, conference.state, conference.held)
}

impl Action<Conference> for ReadMinutes {
    const NAME: &'static str = "minutes.read";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if led(actor, ties, conference) {
            Verdict::Refuse(
                "Zápis a dokumenty má u sebe pracovník, který případ vede. Řekněte si o svůj výtisk.",
            )
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadMinutes {}

impl Action<Conference> for MakeMinutes {
    const NAME: &'static str = "minutes.make";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) {
            match conference.state {
                State::Held => Verdict::Allow,
                State::Closed => Verdict::Refuse("Konference je uzavřená. Zápis se už nemění."),
                _ => Verdict::Refuse("Zápis se vyhotoví, až jednání skončí."),
            }
        } else if actor.protects_data_of(conference.office) || led(actor, ties, conference) {
            Verdict::Refuse("Zápis vyhotovuje pracovník, který případ vede.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for MakeMinutes {}
