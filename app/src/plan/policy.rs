//! Who may close the plan.

use crate::access::{Action, Actor, Reads, Record, Ties, Verdict};
use crate::conferences::{Conference, LeadConference};

/// Reading the plan through, completing it, printing its sheets: whoever leads the meeting.
pub struct ClosePlan;

impl Action<Conference> for ClosePlan {
    const NAME: &'static str = "plan.close";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        <LeadConference as Action<Conference>>::rule(actor, ties, conference)
    }
}
impl Reads<Conference> for ClosePlan {}

/// One person answers alone, on a device that was handed to them for it. The device is in their hands then: neither this
/// rule nor any other opens anything else for it.
pub struct AnswerAlone;

impl Action<Conference> for AnswerAlone {
    const NAME: &'static str = "plan.answer_alone";
    const WHILE_LENT: bool = true;
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        let lent = actor.lent.as_ref().map(|lent| lent.conference);
        match <LeadConference as Action<Conference>>::rule(actor, ties, conference) {
            Verdict::Allow if lent == Some(conference.id().uuid()) => Verdict::Allow,
            Verdict::Allow if lent.is_some() => Verdict::Hide,
            Verdict::Allow => Verdict::Refuse(
                "Tohle je stránka pro toho, komu předáte tablet. Předejte ho z přehledu Uzavření plánu.",
            ),
            other => other,
        }
    }
}
impl Reads<Conference> for AnswerAlone {}
