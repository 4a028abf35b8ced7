//! Who may do what to an invitation. Pure functions of actor, ties and record.

use super::model::Invitation;
use crate::access::{Action, Actor, Reads, Ties, Verdict};

/// Reading an invitation and what was answered.
pub struct ReadInvitation;
/// Marking, withdrawing, writing an answer down.
pub struct HandleInvitation;

/// Whether the actor works on the case or heads its office.
fn works(actor: &Actor, ties: Ties, invitation: &Invitation) -> bool {
    (ties.works_on() && actor.office == invitation.office) || actor.heads(invitation.office)
}

impl Action<Invitation> for ReadInvitation {
    const NAME: &'static str = "invitation.read";
    fn rule(actor: &Actor, ties: Ties, invitation: &Invitation) -> Verdict {
        if works(actor, ties, invitation) || actor.protects_data_of(invitation.office) {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Invitation> for ReadInvitation {}

impl Action<Invitation> for HandleInvitation {
    const NAME: &'static str = "invitation.handle";
    fn rule(actor: &Actor, ties: Ties, invitation: &Invitation) -> Verdict {
        if works(actor, ties, invitation) {
            if invitation.conference_state.is_open() {
                Verdict::Allow
            } else {
                Verdict::Refuse("Konference už neběží, její pozvánky se proto nemění.")
            }
        } else if actor.protects_data_of(invitation.office) {
            Verdict::Refuse("Pověřenec pozvánky čte, ale nemění je.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Invitation> for HandleInvitation {}
