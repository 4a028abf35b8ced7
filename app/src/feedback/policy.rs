//! Who may see what people said of a meeting, and who opens the door for it.

use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, State};

/// Seeing numbers.
pub struct ReadFeedback;
/// Opening and closing the door, writing paper sheets down.
pub struct OpenFeedback;

const LEADERS: &str = "Zpětnou vazbu vidí jen pracovníci, kteří případ vedou.";
const OFFICER: &str = "Pověřenec zpětnou vazbu vidí, ale nezapisuje.";
const EARLY: &str = "Zpětnou vazbu otevřete, až bude konference svolaná.";
const CLOSED: &str = "Konference je uzavřená, zpětná vazba se už nesbírá.";

fn works(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office)
}

impl Action<Conference> for ReadFeedback {
    const NAME: &'static str = "feedback.read";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadFeedback {}

impl Action<Conference> for OpenFeedback {
    const NAME: &'static str = "feedback.open";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) {
            match conference.state {
                State::Convened | State::Held => Verdict::Allow,
                State::Closed => Verdict::Refuse(CLOSED),
                _ => Verdict::Refuse(EARLY),
            }
        } else if actor.protects_data_of(conference.office) {
            Verdict::Refuse(OFFICER)
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for OpenFeedback {}
