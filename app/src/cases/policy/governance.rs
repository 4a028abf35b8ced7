//! Who may know of openings, end them, and hand cases over. Pure functions of actor, ties and record.

use super::{keeps_protected, only_head, works};
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::cases::{CaseFile, Handover, HandoverState, Opening};
use crate::identity::Role;

/// Reading who looked into a case, why and how often. Whoever opened the case for a reason does not read it.
pub struct ReadReaders;
/// Printing the list of who looked for the family: the head answers for what leaves the office.
pub struct GiveReaders;
/// Reading an opening with its reason.
pub struct ReadOpening;
/// Saying that one has seen an opening.
pub struct SeeOpening;
/// Ending an opening at once.
pub struct EndOpening;
/// Allowing somebody again what the head had ruled out.
pub struct AllowAgain;
/// Handing a case over to another office.
pub struct HandOver;
/// Reading a hand-over: that it is asked for, by whom and which mark.
pub struct ReadHandover;
/// Taking a case over, or refusing it.
pub struct DecideHandover;
/// Taking back what was asked for.
pub struct TakeBack;

/// Whether somebody may open a case of their office that they do not work on. Heads and officers read every case of
/// their office anyway; facilitators and minute-takers know the meetings they lead.
#[must_use]
pub fn may_open_for_reason(actor: &Actor) -> bool {
    actor.roles.any(&[Role::SocialWorker, Role::OfficeHead])
}

impl Action<CaseFile> for ReadReaders {
    const NAME: &'static str = "case.readers";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        if works(actor, ties, case.office) || actor.protects_data_of(case.office) {
            Verdict::Allow
        } else {
            super::opened_or_hidden(actor, ties, case.office)
        }
    }
}
impl Reads<CaseFile> for ReadReaders {}

impl Action<CaseFile> for GiveReaders {
    const NAME: &'static str = "case.give_readers";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        if actor.protects_data_of(case.office) {
            return Verdict::Allow;
        }
        only_head(actor, ties, case.office, "Seznam pro rodinu vydává vedoucí oddělení nebo pověřenec.")
    }
}
impl Reads<CaseFile> for GiveReaders {}

fn is_own(actor: &Actor, opening: &Opening) -> bool {
    actor.id == opening.staff && actor.office == opening.office
}

impl Action<Opening> for ReadOpening {
    const NAME: &'static str = "opening.read";
    fn rule(actor: &Actor, ties: Ties, opening: &Opening) -> Verdict {
        let office = opening.office;
        let told = keeps_protected(actor, ties, office) || actor.protects_data_of(office);
        if told || is_own(actor, opening) {
            Verdict::Allow
        } else if works(actor, ties, office) {
            Verdict::Refuse("Důvod nahlédnutí vidí koordinátor případu, vedoucí a pověřenec.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Opening> for ReadOpening {}

impl Action<Opening> for SeeOpening {
    const NAME: &'static str = "opening.see";
    fn rule(actor: &Actor, ties: Ties, opening: &Opening) -> Verdict {
        if keeps_protected(actor, ties, opening.office) && !is_own(actor, opening) {
            return Verdict::Allow;
        }
        match ReadOpening::rule(actor, ties, opening) {
            Verdict::Allow => Verdict::Refuse("Na vědomí to bere koordinátor případu a vedoucí."),
            other => other,
        }
    }
}
impl Reads<Opening> for SeeOpening {}

impl Action<Opening> for EndOpening {
    const NAME: &'static str = "opening.end";
    fn rule(actor: &Actor, ties: Ties, opening: &Opening) -> Verdict {
        if actor.heads(opening.office) || is_own(actor, opening) {
            return Verdict::Allow;
        }
        match ReadOpening::rule(actor, ties, opening) {
            Verdict::Allow => Verdict::Refuse("Nahlédnutí ukončí vedoucí, nebo ten, kdo nahlíží."),
            other => other,
        }
    }
}
impl Reads<Opening> for EndOpening {}

impl Action<Opening> for AllowAgain {
    const NAME: &'static str = "opening.allow";
    fn rule(actor: &Actor, ties: Ties, opening: &Opening) -> Verdict {
        if !actor.heads(opening.office) {
            return match ReadOpening::rule(actor, ties, opening) {
                Verdict::Allow => Verdict::Refuse("Další nahlédnutí povoluje jen vedoucí oddělení."),
                other => other,
            };
        }
        if opening.barred {
            Verdict::Allow
        } else {
            Verdict::Refuse("Další nahlédnutí není zakázané.")
        }
    }
}
impl Reads<Opening> for AllowAgain {}

impl Action<CaseFile> for HandOver {
    const NAME: &'static str = "case.hand_over";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        only_head(actor, ties, case.office, "Případ postupuje jinému úřadu vedoucí oddělení.")
    }
}
impl Reads<CaseFile> for HandOver {}

/// The heads of both offices know of it; to everybody else it does not exist.
fn of_heads(actor: &Actor, handover: &Handover) -> Verdict {
    if actor.heads(handover.from) || actor.heads(handover.to) { Verdict::Allow } else { Verdict::Hide }
}

const DECIDED: Verdict = Verdict::Refuse("O postoupení už je rozhodnuto.");

impl Action<Handover> for ReadHandover {
    const NAME: &'static str = "handover.read";
    fn rule(actor: &Actor, _: Ties, handover: &Handover) -> Verdict {
        of_heads(actor, handover)
    }
}
impl Reads<Handover> for ReadHandover {}

impl Action<Handover> for DecideHandover {
    const NAME: &'static str = "handover.decide";
    fn rule(actor: &Actor, _: Ties, handover: &Handover) -> Verdict {
        match of_heads(actor, handover) {
            Verdict::Allow if !actor.heads(handover.to) => {
                Verdict::Refuse("O převzetí rozhoduje vedoucí úřadu, kterému se případ postupuje.")
            }
            Verdict::Allow if handover.state != HandoverState::Asked => DECIDED,
            other => other,
        }
    }
}
impl Reads<Handover> for DecideHandover {}

impl Action<Handover> for TakeBack {
    const NAME: &'static str = "handover.take_back";
    fn rule(actor: &Actor, _: Ties, handover: &Handover) -> Verdict {
        match of_heads(actor, handover) {
            Verdict::Allow if !actor.heads(handover.from) => {
                Verdict::Refuse("Zpět to může vzít jen úřad, který případ postupuje.")
            }
            Verdict::Allow if handover.state != HandoverState::Asked => DECIDED,
            other => other,
        }
    }
}
impl Reads<Handover> for TakeBack {}
