//! Who may read comments on a record, give the draft to comment on, and decide.

use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, State};

/// Reading what people say about the record.
pub struct ReadComments;
/// Giving the draft to those who were there, until the seal.
pub struct ReleaseDraft;
/// Deciding, and writing down what somebody brought; after the seal too.
pub struct HandleComments;

const OFFICE: &str = "Připomínky k zápisu vyřizuje pracovník, který případ vede.";

fn works(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office)
}

fn led(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    conferences::leads(actor, ties, conference.state, conference.held)
}

fn others(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
    if actor.protects_data_of(conference.office) || led(actor, ties, conference) {
        Verdict::Refuse(OFFICE)
    } else {
        Verdict::Hide
    }
}

impl Action<Conference> for ReadComments {
    const NAME: &'static str = "minutes.read_comments";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else {
            others(actor, ties, conference)
        }
    }
}
impl Reads<Conference> for ReadComments {}

impl Action<Conference> for ReleaseDraft {
    const NAME: &'static str = "minutes.release";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if !works(actor, ties, conference) {
            return others(actor, ties, conference);
        }
        match conference.state {
            _ if conference.sealed.is_some() => {
                Verdict::Refuse("Zápis je zapečetěný. K připomínkám se dává jen návrh.")
            }
            State::Held => Verdict::Allow,
            State::Closed => Verdict::Refuse("Konference je uzavřená. Zápis se už nemění."),
            _ => Verdict::Refuse("Návrh zápisu se dává k připomínkám, až jednání skončí."),
        }
    }
}
impl Reads<Conference> for ReleaseDraft {}

impl Action<Conference> for HandleComments {
    const NAME: &'static str = "minutes.handle_comments";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if !works(actor, ties, conference) {
            return others(actor, ties, conference);
        }
        match conference.state {
            State::Held => Verdict::Allow,
            State::Closed if conference.sealed.is_some() => Verdict::Allow,
            State::Closed => Verdict::Refuse("Konference je uzavřená. Zápis se už nemění."),
            _ => Verdict::Refuse("Připomínky se vyřizují, až jednání skončí."),
        }
    }
}
impl Reads<Conference> for HandleComments {}
