//! Level 9: disclosure – who may know what, as dated data, and the only door to anything that leaves the house.
//!
//! Source: domain.md 2.5 (minimisation, notifier, protected addresses, each disclosure logged), 2.6 (violence, which
//! child, one record), Q2 (matrix). The defaults come from `disclosure.csv` (its origin stands in `ORIGIN.md`) and are
//! unverified; an office's head or data-protection officer decides otherwise or approves them, and every decision is
//! a further dated row.
//!
//! * [`disclose`] loads the office's table, the reader's legal position to each child and the case's safety concern,
//!   and cuts; `outbound` then prints. [`disclose_by`] is the same for several outputs of one reader.
//! * [`ReaderRights`] only takes away from the table: no position to a child – nothing about it;
//!   another adult's health, address, money – only by the head; with a safety concern no gap is named.
//! * [`Openings`]: decisions about one conference and consents. They narrow anything and open only what the table leaves
//!   to the head.
//! * The guard: protected facts of the case, and contacts where somebody's safety is at risk, are looked for in every
//!   outgoing word; the head alone can justify one ([`JustifyFact`]).
//! * [`RoomRights`]: what everybody who looks at one wall may see, the strictest of all their verdicts with all their guards.
//! * Looks: one of each kind of reader is looked at before anything is sent, and always whom a protected fact concerns.
//! * Invitation: logistics and the child's initials, to anyone. Afterwards: own tasks and the next date.
//!
//! Invariants: the notifier is shown to nobody whatever a row says; what nobody decided is never shown; the shears are
//! claimed here and nowhere else. Who may change: head (or deputy) and data-protection officer of the office;
//! everybody who signs in may read.

mod actions;
mod basis;
mod defaults;
mod demo;
mod door;
mod events;
mod filed;
mod forms;
mod matrix;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;
mod watch;

pub use actions::decisions::{looks, note_look};
pub use door::{
    claim_shears, disclose, disclose_by, disclose_in_room, disclose_sample, disclose_to_file,
    disclose_to_nobody, rights, rights_of_all, rights_of_child, rights_of_person, sample_rights, stopped,
};
pub use events::{
    ConsentGiven, ConsentWithdrawn, ExceptionDecided, ExceptionEnded, FactJustified, JustificationEnded,
    Looked, Sent, Stopped, TableApproved, VerdictDecided,
};
pub use filed::{gate, read_for};
pub use matrix::{Matrix, stricter, strictness};
pub use model::{
    AboutWhom, Consent, ConsentForm, ConsentInput, ConsentKind, ConsentPurpose, DecisionReason, Exception,
    ForWhom, Justification, Reader, Rule, StoredVerdict, TableOccasion,
};
pub use pages::{StopShown, stops_shown};
pub use policy::{
    DecideDisclosure, JustifyFact, KeepConsents, ReadConsents, ReadDisclosureLog, SeeDisclosure,
    WithdrawConsent, knows_protected,
};
pub use rules::{Candidate, Openings, ReaderRights, RoomRights, looks_needed};

use crate::shell::{Capability, EventKind, NavEntry, Panel};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "disclosure",
        routes: pages::routes,
        statements: &[store::STATEMENTS, store::decisions::STATEMENTS, store::consents::STATEMENTS],
        nav: &[NavEntry { order: 70, label: "Kdo smí co vědět", href: "/kdo-smi-co-vedet", roles: &[] }],
        events: const {
            &[
                EventKind::of::<VerdictDecided>(),
                EventKind::of::<TableApproved>(),
                EventKind::of::<Sent>(),
                EventKind::of::<ExceptionDecided>(),
                EventKind::of::<ExceptionEnded>(),
                EventKind::of::<FactJustified>(),
                EventKind::of::<JustificationEnded>(),
                EventKind::of::<Stopped>(),
                EventKind::of::<Looked>(),
                EventKind::of::<ConsentGiven>(),
                EventKind::of::<ConsentWithdrawn>(),
            ]
        },
        panels: &[Panel { place: "case", order: 60, draw: |context| Box::pin(pages::case_panel(context)) }],
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        on_case_moved: Some(|operation, moved| Box::pin(store::consents::move_case(operation, moved))),
        reference: Some(|house| Box::pin(actions::bring_defaults(house))),
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
