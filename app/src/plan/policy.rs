//! Who may close the plan.

use crate::access::{Action, Actor, Reads, Ties, Verdict};
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
