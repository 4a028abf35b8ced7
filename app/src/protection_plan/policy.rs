//! Who may read and write protection plans: those who work on the case.

use super::ProtectionPlan;
use crate::access::{Action, Actor, Reads, Tie, Ties, Verdict};
use crate::cases::Child;
use crate::identity::Office;
use crate::kernel::Id;

/// Reading the plans of a child.
pub struct ReadPlans;
/// Beginning a version.
pub struct EditPlans;
/// Reading one version.
pub struct ReadProtectionPlan;
/// Changing a draft, making its papers.
pub struct EditProtectionPlan;

const OFFICER: Verdict = Verdict::Refuse("Pověřenec plán ochrany čte, ale nemění ho.");
const CLOSED: Verdict =
    Verdict::Refuse("Případ je uzavřený. Pokud ho potřebujete změnit, nejdřív ho znovu otevřete.");
const OPENED: Verdict = Verdict::Refuse("Plány ochrany vidí jen ti, kdo na případu pracují.");

fn works(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.works_on() && actor.office == office) || actor.heads(office)
}

fn otherwise(actor: &Actor, ties: Ties, office: Id<Office>) -> Verdict {
    if ties.has(Tie::Opening) && actor.office == office { OPENED } else { Verdict::Hide }
}

fn reads(actor: &Actor, ties: Ties, office: Id<Office>) -> Verdict {
    if works(actor, ties, office) || actor.protects_data_of(office) {
        Verdict::Allow
    } else {
        otherwise(actor, ties, office)
    }
}

fn edits(actor: &Actor, ties: Ties, (office, closed): (Id<Office>, bool)) -> Verdict {
    if works(actor, ties, office) {
        if closed { CLOSED } else { Verdict::Allow }
    } else if actor.protects_data_of(office) {
        OFFICER
    } else {
        otherwise(actor, ties, office)
    }
}

impl Action<Child> for ReadPlans {
    const NAME: &'static str = "protection_plans.read";
    fn rule(actor: &Actor, ties: Ties, child: &Child) -> Verdict {
        reads(actor, ties, child.office)
    }
}
impl Reads<Child> for ReadPlans {}

impl Action<Child> for EditPlans {
    const NAME: &'static str = "protection_plans.edit";
    fn rule(actor: &Actor, ties: Ties, child: &Child) -> Verdict {
        edits(actor, ties, (child.office, child.case_closed))
    }
}
impl Reads<Child> for EditPlans {}

impl Action<ProtectionPlan> for ReadProtectionPlan {
    const NAME: &'static str = "protection_plan.read";
    fn rule(actor: &Actor, ties: Ties, plan: &ProtectionPlan) -> Verdict {
        reads(actor, ties, plan.office)
    }
}
impl Reads<ProtectionPlan> for ReadProtectionPlan {}

impl Action<ProtectionPlan> for EditProtectionPlan {
    const NAME: &'static str = "protection_plan.edit";
    fn rule(actor: &Actor, ties: Ties, plan: &ProtectionPlan) -> Verdict {
        edits(actor, ties, (plan.office, plan.case_closed))
    }
}
impl Reads<ProtectionPlan> for EditProtectionPlan {}
