//! Who may read and write letters to children.

use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, State};

/// Reading the letters to the children of a conference.
pub struct ReadChildLetters;
/// Writing, making and handing one over.
pub struct WriteChildLetter;

const OFFICE: &str = "Dopis dítěti píše pracovník, který případ vede.";

fn works(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office)
}

fn led(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    conferences::leads(actor, ties, conference.state, conference.held)
}

impl Action<Conference> for ReadChildLetters {
    const NAME: &'static str = "child_letter.read";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if led(actor, ties, conference) {
            Verdict::Refuse(OFFICE)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadChildLetters {}

impl Action<Conference> for WriteChildLetter {
    const NAME: &'static str = "child_letter.write";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) {
            match conference.state {
                State::Held => Verdict::Allow,
                State::Closed => Verdict::Refuse(conferences::CLOSED),
                _ => Verdict::Refuse("Dopis dítěti se píše, až setkání skončí."),
            }
        } else if actor.protects_data_of(conference.office) || led(actor, ties, conference) {
            Verdict::Refuse(OFFICE)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for WriteChildLetter {}
