//! Who may do what with the law. Pure functions of actor, ties and record.

use super::Entry;
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::identity::Role;

/// Reading a row with its earlier wordings.
pub struct ReadLaw;
/// Writing a new wording, for the whole installation.
pub struct ReviseLaw;
/// Saying, for one's own office, that a row was compared with the collection of laws.
pub struct VerifyLaw;

impl Action<Entry> for ReadLaw {
    const NAME: &'static str = "law.read";
    fn rule(_: &Actor, _: Ties, _: &Entry) -> Verdict {
        Verdict::Allow
    }
}
impl Reads<Entry> for ReadLaw {}

impl Action<Entry> for ReviseLaw {
    const NAME: &'static str = "law.revise";
    fn rule(actor: &Actor, _: Ties, _: &Entry) -> Verdict {
        if actor.roles.any(&[Role::Administrator, Role::Methodologist]) {
            Verdict::Allow
        } else {
            Verdict::Refuse(
                "Nové znění platí pro všechny úřady, zapisuje ho správce nebo metodik kraje. Vy ho můžete ověřit pro svůj úřad, pokud jste vedoucí nebo pověřenec.",
            )
        }
    }
}
impl Reads<Entry> for ReviseLaw {}

impl Action<Entry> for VerifyLaw {
    const NAME: &'static str = "law.verify";
    fn rule(actor: &Actor, _: Ties, _: &Entry) -> Verdict {
        if actor.roles.any(&[Role::OfficeHead, Role::DataProtectionOfficer, Role::Methodologist]) {
            Verdict::Allow
        } else {
            Verdict::Refuse("Znění za úřad ověřuje vedoucí, pověřenec nebo metodik kraje.")
        }
    }
}
impl Reads<Entry> for VerifyLaw {}
