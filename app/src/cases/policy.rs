//! Who may do what to a case. Pure functions of actor, ties and record.

use super::CaseFile;
use crate::access::{Action, Actor, Reads, Ties, Verdict};

/// Reading a case.
pub struct ReadCase;
/// Changing a case.
pub struct EditCase;

/// Whether the actor works on the case or heads its office.
fn works(actor: &Actor, ties: Ties, case: &CaseFile) -> bool {
    (ties.works_on() && actor.office == case.office) || actor.heads(case.office)
}

impl Action<CaseFile> for ReadCase {
    const NAME: &'static str = "case.read";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        if works(actor, ties, case) || actor.protects_data_of(case.office) {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<CaseFile> for ReadCase {}

impl Action<CaseFile> for EditCase {
    const NAME: &'static str = "case.edit";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        if works(actor, ties, case) {
            if case.closed {
                Verdict::Refuse("Případ je uzavřený. Pokud ho potřebujete změnit, nejdřív ho znovu otevřete.")
            } else {
                Verdict::Allow
            }
        } else if actor.protects_data_of(case.office) {
            Verdict::Refuse("Pověřenec do případu nahlíží, ale nemění ho.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<CaseFile> for EditCase {}
