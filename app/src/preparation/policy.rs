//! Who may prepare, and who may see how far it is.

use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference};
use crate::identity::Office;
use crate::kernel::Id;
use crate::participants::Participant;

/// Seeing who is ready.
pub struct ReadPreparation;
/// Reading one person's preparation, with words.
pub struct ReadPerson;
/// Noting talks, views, needs of one person.
pub struct PreparePerson;

const LEADERS: &str = "Co lidé při přípravě řekli, čtou jen pracovníci, kteří případ vedou.";
const OFFICER: &str = "Pověřenec přípravu vidí, ale nezapisuje.";
const OVER: &str = "Konference už proběhla nebo je zrušená, příprava se k ní nezapisuje.";

fn works(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.works_on() && actor.office == office) || actor.heads(office)
}

impl Action<Conference> for ReadPreparation {
    const NAME: &'static str = "preparation.read";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference.office)
            || actor.protects_data_of(conference.office)
            || conferences::leads(actor, ties, conference.state, conference.held)
        {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadPreparation {}

impl Action<Participant> for ReadPerson {
    const NAME: &'static str = "preparation.read_person";
    fn rule(actor: &Actor, ties: Ties, participant: &Participant) -> Verdict {
        if works(actor, ties, participant.office) || actor.protects_data_of(participant.office) {
            Verdict::Allow
        } else if conferences::leads(actor, ties, participant.state, participant.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Participant> for ReadPerson {}

impl Action<Participant> for PreparePerson {
    const NAME: &'static str = "preparation.prepare";
    fn rule(actor: &Actor, ties: Ties, participant: &Participant) -> Verdict {
        if works(actor, ties, participant.office) {
            if participant.state.is_open() { Verdict::Allow } else { Verdict::Refuse(OVER) }
        } else if actor.protects_data_of(participant.office) {
            Verdict::Refuse(OFFICER)
        } else if conferences::leads(actor, ties, participant.state, participant.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Participant> for PreparePerson {}
