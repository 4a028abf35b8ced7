//! Level 10: inspections – somebody reads the file of a case (nahlížení do spisu), and what they were shown and refused
//! is written down.
//!
//! Source: domain.md 2.1 (§ 55: the parent may inspect and copy, parts may be withheld), 2.6 point 3 (one master, each
//! gap with its ground; refusing is a decision that courts review). Nobody has verified the paragraphs: the ground is a
//! dated row of `law` and is printed only when the office verified it.
//!
//! * A request is written down as it came: who, when, what they want to see. Then the worker goes through the papers of
//!   the case. A paper can be shown only whole: one that was cut for this very reader and still may go to them, or a
//!   handout that the table opens for them ([`check`], the same gate by which papers leave). The master record and what
//!   was cut for somebody else cannot be shown; an extract of it can.
//! * What is refused carries its reason, in words for the reader, and its ground. The record (záznam) names what was
//!   shown; of what was refused it says the reason and the ground and neither title nor number, because a title tells
//!   what lies there.
//! * The record is cut for the reader and read by their guard, typeset, filed, and signed by hand; that it was signed,
//!   or why not, is written down afterwards. What was shown is a disclosure: it stands in the trail.
//!
//! Invariants: at most one record for a request; nothing changes after it but the signature. A closed case can be
//! inspected too. Who may: the case's workers and the head; the data-protection officer reads.

mod actions;
mod check;
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

pub use events::{InspectionAsked, InspectionChosen, InspectionMade, InspectionSigned, PaperInspected};
pub use model::{Identified, Inspection, Part, PartOutcome, Signature};
pub use policy::{EditInspection, EditInspections, ReadInspection, ReadInspections};
pub use store::of_case;

use crate::shell::{Capability, DocumentKind, EventKind, Panel};

/// The kind of document that a record is filed as.
pub(crate) const DOCUMENT: &str = "inspection";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "inspections",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        document_kinds: &[DocumentKind {
            code: DOCUMENT,
            label: "záznam o nahlížení",
            gate: Some(|context| Box::pin(check::gate(context))),
        }],
        events: const {
            &[
                EventKind::of::<InspectionAsked>(),
                EventKind::of::<InspectionChosen>(),
                EventKind::of::<PaperInspected>(),
                EventKind::of::<InspectionMade>(),
                EventKind::of::<InspectionSigned>(),
            ]
        },
        panels: &[Panel { place: "case", order: 65, draw: |context| Box::pin(pages::panel(context)) }],
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        on_case_moved: Some(|operation, moved| Box::pin(store::move_case(operation, moved))),
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
