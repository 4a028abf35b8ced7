//! Level 13: protection_plan – the update of a child's individual protection plan (IPOD) after a conference.
//!
//! Source: domain.md 2.1 (§ 10 odst. 3 písm. d), § 10 odst. 5, § 2 of the decree: causes, measures, responsible people,
//! time plan, evaluation), section 5 document 15, section 3 step 11 (the result of a conference feeds the plan).
//!
//! * A draft begins from the words of the version before, if there is one, and from nothing else. What was agreed in the
//!   last conference stands beside it, and the worker ticks what becomes a measure; each line once. Nothing is taken over
//!   by itself and nothing is generated.
//! * Every version is kept. A made version is closed; the next one says what changed. At most one draft for a child.
//! * The office's own paper is whole but for the notifier, as PDF and as a Word document for offices that must file one.
//!   A copy for somebody of the case is cut for them and read by their guard.
//! * The deadline is that of `law`: a month from the entry in the register, as the case's clock says it.
//!
//! Who may: the case's workers and the head; the data-protection officer reads.

mod actions;
mod demo;
mod events;
mod forms;
mod letters;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;

pub use events::{PlanBegun, PlanChanged, PlanMade, PlanTakenOver};
pub use model::{Measure, MeasureKind, ProtectionPlan};
pub use policy::{EditPlans, EditProtectionPlan, ReadPlans, ReadProtectionPlan};
pub use store::of_child;

use crate::shell::{Capability, DocumentKind, EventKind};

/// The kind of document that a plan is filed as.
pub const DOCUMENT: &str = "protection_plan";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "protection_plan",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        document_kinds: &[DocumentKind {
            code: DOCUMENT,
            label: "individuální plán ochrany dítěte",
            gate: Some(|context| Box::pin(actions::gate(context))),
        }],
        events: const {
            &[
                EventKind::of::<PlanBegun>(),
                EventKind::of::<PlanChanged>(),
                EventKind::of::<PlanTakenOver>(),
                EventKind::of::<PlanMade>(),
            ]
        },
        panels: &[crate::shell::Panel {
            place: "case",
            order: 45,
            draw: |context| Box::pin(pages::panel(context)),
        }],
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
