//! Who may do what to an invitation. Pure functions of actor, ties and record.

use super::model::Invitation;
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference};

/// Reading an invitation and what was answered.
pub struct ReadInvitation;
/// Marking, withdrawing, writing an answer down.
pub struct HandleInvitation;
/// Reading what each person is told, as they will read it.
pub struct PreviewInvitations;

/// Taking back what was sent. Also of a meeting that was held, or called off: what was sent by mistake stays in wrong
/// hands until then.
pub struct RecallInvitations;

/// Telling somebody by hand: that the meeting was called off, or a new code. Also when the conference is over, because
/// links live on.
pub struct TellInvitation;

/// Whether the actor works on the case or heads its office.
fn works(actor: &Actor, ties: Ties, invitation: &Invitation) -> bool {
    (ties.works_on() && actor.office == invitation.office) || actor.heads(invitation.office)
}

/// Who leads or writes the meeting sees on the list who comes, and therefore knows that there is an invitation; what
/// the invited are told and what they write is read by the office only.
fn knows(actor: &Actor, ties: Ties, invitation: &Invitation) -> bool {
    conferences::leads(actor, ties, invitation.conference_state, invitation.held)
}

const OFFICE_ONLY: Verdict =
    Verdict::Refuse("Co v pozvánkách stojí a co na ně lidé odepsali, čtou jen pracovníci případu.");

impl Action<Conference> for PreviewInvitations {
    const NAME: &'static str = "invitation.preview";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        let works = (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office);
        if works || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            OFFICE_ONLY
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for PreviewInvitations {}

impl Action<Conference> for RecallInvitations {
    const NAME: &'static str = "invitation.recall";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        let works = (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office);
        if works {
            Verdict::Allow
        } else if actor.protects_data_of(conference.office) {
            Verdict::Refuse("Pověřenec pozvánky čte, ale nemění je.")
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            OFFICE_ONLY
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for RecallInvitations {}

impl Action<Invitation> for ReadInvitation {
    const NAME: &'static str = "invitation.read";
    fn rule(actor: &Actor, ties: Ties, invitation: &Invitation) -> Verdict {
        if works(actor, ties, invitation) || actor.protects_data_of(invitation.office) {
            Verdict::Allow
        } else if knows(actor, ties, invitation) {
            OFFICE_ONLY
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
            if invitation.running {
                Verdict::Refuse(conferences::RUNS)
            } else if invitation.conference_state.is_open() {
                Verdict::Allow
            } else {
                Verdict::Refuse("Konference už neběží, její pozvánky se proto nemění.")
            }
        } else if actor.protects_data_of(invitation.office) {
            Verdict::Refuse("Pověřenec pozvánky čte, ale nemění je.")
        } else if knows(actor, ties, invitation) {
            OFFICE_ONLY
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Invitation> for HandleInvitation {}

impl Action<Invitation> for TellInvitation {
    const NAME: &'static str = "invitation.tell";
    fn rule(actor: &Actor, ties: Ties, invitation: &Invitation) -> Verdict {
        // Also after the conference was cancelled: that is when people have to be told. And after it was closed: what
        // stands behind a code stays, and codes are lost.
        if works(actor, ties, invitation) {
            Verdict::Allow
        } else if actor.protects_data_of(invitation.office) {
            Verdict::Refuse("Pověřenec pozvánky čte, ale nemění je.")
        } else if knows(actor, ties, invitation) {
            OFFICE_ONLY
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Invitation> for TellInvitation {}
