//! Who may give the record to its people.

use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, State};

/// Giving somebody their extract, and noting how it reached them.
pub struct GiveMinutes;

impl Action<Conference> for GiveMinutes {
    const NAME: &'static str = "minutes.give";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        let works = ties.works_on() && actor.office == conference.office;
        if works || actor.heads(conference.office) {
            match (conference.state, conference.sealed) {
                (State::Held | State::Closed, Some(_)) => Verdict::Allow,
                _ => Verdict::Refuse("Předává se zapečetěný zápis. Nejdřív ho zapečeťte."),
            }
        } else if actor.protects_data_of(conference.office)
            || conferences::leads(actor, ties, conference.state, conference.held)
        {
            Verdict::Refuse("Zápis předává pracovník, který případ vede.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for GiveMinutes {}
