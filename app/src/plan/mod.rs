//! Level 12: the plan made in the room – read through at the end, agreed to by each person, and taken home on paper.
//!
//! Source: domain.md 3 (step 8: "plan reading: who – what – by when"; step 11), 5 (document 14), 2.6 point 1 (agreement
//! in front of a violent partner is coerced), peers.md D 10–13 (tasks with owner, day and indicator; degrees 1–5 with
//! "what would move you one up?"; what the authority owes stands beside what the family owes).
//!
//! * Lines, tasks and their fields live in the journal of `meeting`; here is what people said to them, when the plan was
//!   closed, the sheets, and the goals on the scale 0–10.
//! * [`rules`]: what a task lacks, who has answered, whose duty a task is, what to know about a day. Nothing that is
//!   missing keeps anybody from closing.
//! * An answer is only added; the newest of a person counts. Dissent is kept in its own words.
//! * Where a safety concern is recorded people answer alone: one person at a time, on a page cut for them. What they say
//!   is shown to nobody, not even as a count, and told by no event; that they answered is. It stays so when the concern
//!   is taken back later.
//! * The closing sheet is cut for its reader like everything that leaves: own tasks, what the authority owes the family
//!   (not with a safety concern: what it does for one parent is not for the other), the next date, whom to ask. Of a
//!   guest nothing is known that could be cut by: their sheet has lines to write on.
//!
//! Who may: whoever leads the meeting (`LeadConference`).

mod actions;
mod completion;
mod course;
mod demo;
mod events;
mod forms;
mod gather;
mod letters;
mod model;
mod pages;
mod policy;
mod printed;
mod printing;
pub mod rules;
mod samples;
mod sheet;
mod store;

pub use course::{Step, course, course_words};
pub use events::{
    AnsweredAlone, DeviceLent, GoalsScaled, PlanClosed, SheetsFiled, SheetsMade, StancesGiven, TaskCompleted,
};
pub use letters::ClosingSheet;
pub use model::{FiledSheet, Given, Scale, ScaleTime, Stance, StanceWords, StepWords};
pub use policy::{AnswerAlone, ClosePlan};
pub use store::{closed, scales, sheets, stances};

use crate::shell::{Capability, DocumentKind, EventKind, Panel};

/// Kind of document: the sheet that somebody takes home.
pub const SHEET: &str = "closing_sheet";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "plan",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        events: const {
            &[
                EventKind::of::<StancesGiven>(),
                EventKind::of::<AnsweredAlone>(),
                EventKind::of::<DeviceLent>(),
                EventKind::of::<TaskCompleted>(),
                EventKind::of::<PlanClosed>(),
                EventKind::of::<SheetsMade>(),
                EventKind::of::<SheetsFiled>(),
                EventKind::of::<GoalsScaled>(),
            ]
        },
        document_kinds: &[DocumentKind {
            code: SHEET,
            label: "list ze setkání",
            gate: Some(|context| Box::pin(crate::disclosure::gate(context))),
        }],
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        panels: &[Panel {
            place: "conference",
            order: 60,
            draw: |context| Box::pin(pages::panel::course(context)),
        }],
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
