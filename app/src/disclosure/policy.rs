//! Who decides about disclosure at one conference, and who keeps consents. Pure functions of actor, ties and record.

use super::model::Consent;
use crate::access::{Action, Actor, Reads, Tie, Ties, Verdict};
use crate::cases::{CaseFile, ReadProtected};
use crate::conferences::{self, Conference};
use crate::identity::Office;
use crate::kernel::Id;

/// Seeing who may know what at this conference, and why.
pub struct SeeDisclosure;
/// Deciding on exceptions from the table: head or data-protection officer.
pub struct DecideDisclosure;
/// Justifying that somebody learns a protected fact: the head alone.
pub struct JustifyFact;
/// Reading consents.
pub struct ReadConsents;
/// Writing consents down.
pub struct KeepConsents;
/// Withdrawing a consent.
pub struct WithdrawConsent;
/// Reading what was told to whom: as restricted as the protected facts (domain.md 2.6 point 3).
pub struct ReadDisclosureLog;

fn works(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.works_on() && actor.office == office) || actor.heads(office)
}

fn of_conference(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
    if conferences::leads(actor, ties, conference.state, conference.held) {
        Verdict::Refuse("Kdo smí co vědět, spravuje úřad, který konferenci svolává.")
    } else {
        Verdict::Hide
    }
}

impl Action<Conference> for SeeDisclosure {
    const NAME: &'static str = "disclosure.see";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference.office) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else {
            of_conference(actor, ties, conference)
        }
    }
}
impl Reads<Conference> for SeeDisclosure {}

impl Action<Conference> for DecideDisclosure {
    const NAME: &'static str = "disclosure.decide";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if actor.heads(conference.office) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if works(actor, ties, conference.office) {
            Verdict::Refuse(
                "O výjimkách rozhoduje vedoucí oddělení nebo pověřenec pro ochranu osobních údajů.",
            )
        } else {
            of_conference(actor, ties, conference)
        }
    }
}
impl Reads<Conference> for DecideDisclosure {}

impl Action<Conference> for JustifyFact {
    const NAME: &'static str = "disclosure.justify";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if actor.heads(conference.office) {
            Verdict::Allow
        } else if works(actor, ties, conference.office) || actor.protects_data_of(conference.office) {
            Verdict::Refuse("Že se chráněný údaj k někomu dostane, může odůvodnit jen vedoucí oddělení.")
        } else {
            of_conference(actor, ties, conference)
        }
    }
}
impl Reads<Conference> for JustifyFact {}

impl Action<CaseFile> for ReadConsents {
    const NAME: &'static str = "consent.list";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        if works(actor, ties, case.office) || actor.protects_data_of(case.office) {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<CaseFile> for ReadConsents {}

impl Action<CaseFile> for KeepConsents {
    const NAME: &'static str = "consent.keep";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        if works(actor, ties, case.office) {
            match case.closed {
                true => Verdict::Refuse("Případ je uzavřený. Nový souhlas do něj zapsat nejde."),
                false => Verdict::Allow,
            }
        } else if actor.protects_data_of(case.office) {
            Verdict::Refuse("Pověřenec souhlasy čte, ale nezapisuje je.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<CaseFile> for KeepConsents {}

impl Action<Consent> for WithdrawConsent {
    const NAME: &'static str = "consent.withdraw";
    fn rule(actor: &Actor, ties: Ties, consent: &Consent) -> Verdict {
        // Also in a closed case: whoever takes a consent back is heard at once, by whomever they tell.
        if works(actor, ties, consent.office) || actor.protects_data_of(consent.office) {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Consent> for WithdrawConsent {}

impl Action<CaseFile> for ReadDisclosureLog {
    const NAME: &'static str = "disclosure.log";
    fn rule(actor: &Actor, ties: Ties, case: &CaseFile) -> Verdict {
        match <ReadProtected as Action<CaseFile>>::rule(actor, ties, case) {
            Verdict::Refuse(_) => {
                Verdict::Refuse("Komu bylo co sděleno, vidí jen koordinátor případu, vedoucí a pověřenec.")
            }
            other => other,
        }
    }
}
impl Reads<CaseFile> for ReadDisclosureLog {}

/// Whether the actor keeps the case's protected facts: they see which fact stopped an output.
#[must_use]
pub fn knows_protected(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.has(Tie::Coordinator) && actor.office == office)
        || actor.heads(office)
        || actor.protects_data_of(office)
}
