//! Who may do what in the administration. Pure functions of actor, ties and record.

use super::CoverRecord;
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::identity::{Office, Role, Staff};

/// Reading an account.
pub struct ReadUser;
/// Changing an account.
pub struct ManageUser;
/// Changing an office's letterhead.
pub struct EditOffice;
/// Reading an office's trail and having it verified.
pub struct ReadTrail;
/// Ending a cover early.
pub struct EndCover;

/// Whether a person administers the installation.
#[must_use]
pub(super) fn administers(actor: &Actor) -> bool {
    actor.roles.has(Role::Administrator)
}

impl Action<Staff> for ReadUser {
    const NAME: &'static str = "user.read";
    fn rule(actor: &Actor, _: Ties, staff: &Staff) -> Verdict {
        if administers(actor) || actor.heads(staff.office) { Verdict::Allow } else { Verdict::Hide }
    }
}
impl Reads<Staff> for ReadUser {}

impl Action<Staff> for ManageUser {
    const NAME: &'static str = "user.manage";
    fn rule(actor: &Actor, _: Ties, staff: &Staff) -> Verdict {
        if administers(actor) {
            Verdict::Allow
        } else if actor.heads(staff.office) {
            Verdict::Refuse("Účty mění správce. Domluvte se s ním, co je potřeba.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Staff> for ManageUser {}

impl Action<Office> for EditOffice {
    const NAME: &'static str = "office.edit";
    fn rule(actor: &Actor, _: Ties, office: &Office) -> Verdict {
        if administers(actor) || actor.heads(office.id) {
            Verdict::Allow
        } else if actor.office == office.id {
            Verdict::Refuse("Údaje úřadu upravuje vedoucí nebo správce.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Office> for EditOffice {}

impl Action<Office> for ReadTrail {
    const NAME: &'static str = "trail.read";
    fn rule(actor: &Actor, _: Ties, office: &Office) -> Verdict {
        if actor.heads(office.id) || actor.protects_data_of(office.id) {
            Verdict::Allow
        } else if actor.office == office.id {
            Verdict::Refuse("Auditní stopu úřadu čte vedoucí a pověřenec.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Office> for ReadTrail {}

impl Action<CoverRecord> for EndCover {
    const NAME: &'static str = "cover.end";
    fn rule(actor: &Actor, _: Ties, record: &CoverRecord) -> Verdict {
        let own = actor.id == record.cover.absent;
        if own || actor.heads(record.office) || administers(actor) {
            Verdict::Allow
        } else if actor.office == record.office {
            Verdict::Refuse("Zastupování ukončí ten, kdo je zastupován, nebo vedoucí.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<CoverRecord> for EndCover {}
