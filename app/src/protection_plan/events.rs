//! Events of protection plans.

use super::ProtectionPlan;
use crate::cases::Child;
use crate::documents::Document;
use crate::event;
use crate::kernel::Id;

event!(
    /// A draft of a version was begun.
    pub PlanBegun = "protection_plan.begun", "založen návrh plánu ochrany" { plan: Id<ProtectionPlan>, child: Id<Child>, number: i64 }
);
event!(
    /// A draft was changed.
    pub PlanChanged = "protection_plan.changed", "upraven návrh plánu ochrany" { plan: Id<ProtectionPlan>, measures: usize }
);
event!(
    /// Lines of a conference became measures by the worker's choice.
    pub PlanTakenOver = "protection_plan.taken_over", "převzaty úkoly z konference do plánu ochrany" { plan: Id<ProtectionPlan>, lines: usize }
);
event!(
    /// A paper of a version was made and filed; the first one closes the version.
    pub PlanMade = "protection_plan.made", "vyhotoven plán ochrany" { plan: Id<ProtectionPlan>, child: Id<Child>, document: Id<Document>, number: i64, copy: bool }
);
