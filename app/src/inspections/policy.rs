//! Who may do what to inspections: those who work on the case. A closed case can be inspected too.

use super::Inspection;
use crate::access::{Action, Actor, Reads, Tie, Ties, Verdict};
use crate::cases::CaseFile;
use crate::identity::Office;
use crate::kernel::Id;

/// Reading who asked to see the file.
pub struct ReadInspections;
/// Writing a request down.
pub struct EditInspections;
/// Reading one request and its record.
pub struct ReadInspection;
/// Choosing what is shown, refusing, making the record.
pub struct EditInspection;

const OFFICER: Verdict = Verdict::Refuse("Pověřenec nahlížení vidí, ale nezapisuje je.");
const OPENED: Verdict = Verdict::Refuse("Kdo nahlížel do spisu, vidí jen ti, kdo na případu pracují.");

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

fn edits(actor: &Actor, ties: Ties, office: Id<Office>) -> Verdict {
    if works(actor, ties, office) {
        Verdict::Allow
    } else if actor.protects_data_of(office) {
        OFFICER
    } else {
        otherwise(actor, ties, office)
    }
}

impl Action<CaseFile> for ReadInspections {
    const NAME: &'static str = "inspections.read";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        reads(actor, ties, case.office)
    }
}
impl Reads<CaseFile> for ReadInspections {}

impl Action<CaseFile> for EditInspections {
    const NAME: &'static str = "inspections.edit";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        edits(actor, ties, case.office)
    }
}
impl Reads<CaseFile> for EditInspections {}

impl Action<Inspection> for ReadInspection {
    const NAME: &'static str = "inspection.read";
    fn rule(actor: &Actor, ties: Ties, inspection: &Inspection) -> Verdict {
        reads(actor, ties, inspection.office)
    }
}
impl Reads<Inspection> for ReadInspection {}

impl Action<Inspection> for EditInspection {
    const NAME: &'static str = "inspection.edit";
    fn rule(actor: &Actor, ties: Ties, inspection: &Inspection) -> Verdict {
        edits(actor, ties, inspection.office)
    }
}
impl Reads<Inspection> for EditInspection {}
