//! Who may do what to a case. Pure functions of actor, ties and record.

mod governance;

pub use governance::{
    AllowAgain, DecideHandover, EndOpening, GiveReaders, HandOver, ReadHandover, ReadOpening, ReadReaders,
    SeeOpening, TakeBack, may_open_for_reason,
};

use super::{CaseFile, Child, Person, ProtectedFact};
use crate::access::{Action, Actor, Reads, Tie, Ties, Verdict};
use crate::identity::Office;
use crate::kernel::Id;

/// Reading a case, its children and people.
pub struct ReadCase;
/// Changing a case, its children and people.
pub struct EditCase;
/// Opening a closed case again.
pub struct ReopenCase;
/// What only the head does: giving the case to another coordinator.
pub struct TransferCase;
/// What only the head does: destroying the case's content for good.
pub struct DestroyCase;
/// Reading protected facts.
pub struct ReadProtected;
/// Changing protected facts.
pub struct EditProtected;

const CLOSED: Verdict =
    Verdict::Refuse("Případ je uzavřený. Pokud ho potřebujete změnit, nejdřív ho znovu otevřete.");
const OFFICER_ONLY_READS: Verdict = Verdict::Refuse("Pověřenec do případu nahlíží, ale nemění ho.");

/// Whether the actor works on a case of the office or heads the office.
fn works(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.works_on() && actor.office == office) || actor.heads(office)
}

/// Whether the actor opened the case for a reason and for a time that has not passed: reading, nothing else.
fn opened(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    ties.has(Tie::Opening) && actor.office == office
}

const OPENED_ONLY_READS: Verdict =
    Verdict::Refuse("Případ máte otevřený mimořádným nahlédnutím. To dovoluje jen číst.");

/// What somebody gets who may not do this: a sentence when they know of the case, else nothing.
fn opened_or_hidden(actor: &Actor, ties: Ties, office: Id<Office>) -> Verdict {
    if opened(actor, ties, office) { OPENED_ONLY_READS } else { Verdict::Hide }
}

fn may_read(actor: &Actor, ties: Ties, office: Id<Office>) -> Verdict {
    if works(actor, ties, office) || actor.protects_data_of(office) || opened(actor, ties, office) {
        Verdict::Allow
    } else {
        Verdict::Hide
    }
}

fn may_edit(actor: &Actor, ties: Ties, office: Id<Office>, closed: bool) -> Verdict {
    if works(actor, ties, office) {
        if closed { CLOSED } else { Verdict::Allow }
    } else if actor.protects_data_of(office) {
        OFFICER_ONLY_READS
    } else {
        opened_or_hidden(actor, ties, office)
    }
}

/// The coordinator (own or by cover) and the head keep protected facts.
fn keeps_protected(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.has(Tie::Coordinator) && actor.office == office) || actor.heads(office)
}

fn may_read_protected(actor: &Actor, ties: Ties, office: Id<Office>) -> Verdict {
    if keeps_protected(actor, ties, office) || actor.protects_data_of(office) {
        Verdict::Allow
    } else if works(actor, ties, office) {
        Verdict::Refuse("Chráněné údaje vidí jen koordinátor případu, vedoucí a pověřenec.")
    } else {
        opened_or_hidden(actor, ties, office)
    }
}

fn may_edit_protected(actor: &Actor, ties: Ties, office: Id<Office>, closed: bool) -> Verdict {
    if keeps_protected(actor, ties, office) {
        if closed { CLOSED } else { Verdict::Allow }
    } else if works(actor, ties, office) {
        Verdict::Refuse("Chráněné údaje zapisuje jen koordinátor případu a vedoucí.")
    } else if actor.protects_data_of(office) {
        OFFICER_ONLY_READS
    } else {
        opened_or_hidden(actor, ties, office)
    }
}

/// What the head alone does; colleagues on the case are told so.
fn only_head(actor: &Actor, ties: Ties, office: Id<Office>, sentence: &'static str) -> Verdict {
    if actor.heads(office) {
        Verdict::Allow
    } else if works(actor, ties, office) || actor.protects_data_of(office) {
        Verdict::Refuse(sentence)
    } else {
        opened_or_hidden(actor, ties, office)
    }
}

impl Action<CaseFile> for ReadCase {
    const NAME: &'static str = "case.read";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        may_read(actor, ties, case.office)
    }
}
impl Reads<CaseFile> for ReadCase {}

impl Action<CaseFile> for EditCase {
    const NAME: &'static str = "case.edit";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        may_edit(actor, ties, case.office, case.closed)
    }
}
impl Reads<CaseFile> for EditCase {}

impl Action<CaseFile> for ReopenCase {
    const NAME: &'static str = "case.reopen";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        if works(actor, ties, case.office) {
            if case.closed { Verdict::Allow } else { Verdict::Refuse("Případ je už otevřený.") }
        } else {
            may_edit(actor, ties, case.office, case.closed)
        }
    }
}
impl Reads<CaseFile> for ReopenCase {}

impl Action<CaseFile> for TransferCase {
    const NAME: &'static str = "case.transfer";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        only_head(actor, ties, case.office, "Koordinátora případu mění vedoucí oddělení.")
    }
}
impl Reads<CaseFile> for TransferCase {}

impl Action<CaseFile> for DestroyCase {
    const NAME: &'static str = "case.destroy";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        only_head(actor, ties, case.office, "Případ může vymazat jen vedoucí oddělení.")
    }
}
impl Reads<CaseFile> for DestroyCase {}

impl Action<CaseFile> for ReadProtected {
    const NAME: &'static str = "protected.list";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        may_read_protected(actor, ties, case.office)
    }
}
impl Reads<CaseFile> for ReadProtected {}

impl Action<CaseFile> for EditProtected {
    const NAME: &'static str = "protected.add";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        may_edit_protected(actor, ties, case.office, case.closed)
    }
}
impl Reads<CaseFile> for EditProtected {}

impl Action<Child> for ReadCase {
    const NAME: &'static str = "child.read";
    fn rule(actor: &Actor, ties: Ties, child: &Child) -> Verdict {
        may_read(actor, ties, child.office)
    }
}
impl Reads<Child> for ReadCase {}

impl Action<Child> for EditCase {
    const NAME: &'static str = "child.edit";
    fn rule(actor: &Actor, ties: Ties, child: &Child) -> Verdict {
        may_edit(actor, ties, child.office, child.case_closed)
    }
}
impl Reads<Child> for EditCase {}

impl Action<Person> for EditCase {
    const NAME: &'static str = "person.edit";
    fn rule(actor: &Actor, ties: Ties, person: &Person) -> Verdict {
        may_edit(actor, ties, person.office, person.case_closed)
    }
}
impl Reads<Person> for EditCase {}

impl Action<ProtectedFact> for EditProtected {
    const NAME: &'static str = "protected.edit";
    fn rule(actor: &Actor, ties: Ties, fact: &ProtectedFact) -> Verdict {
        may_edit_protected(actor, ties, fact.office, fact.case_closed)
    }
}
impl Reads<ProtectedFact> for EditProtected {}
