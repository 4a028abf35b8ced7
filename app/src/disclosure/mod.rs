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
//! * Invitation: logistics and the child's initials, to anyone. Afterwards: own tasks and the next date.
//!
//! Invariants: the notifier is shown to nobody whatever a row says; what nobody decided is never shown; the shears are
//! claimed here and nowhere else. Who may change: head (or deputy) and data-protection officer of the office;
//! everybody who signs in may read.

mod actions;
mod defaults;
mod door;
mod events;
mod forms;
mod matrix;
mod model;
mod pages;
mod rules;
mod samples;
mod store;

pub use door::{
    claim_shears, disclose, disclose_by, disclose_sample, disclose_to_file, disclose_to_nobody, reader,
    rights,
};
pub use events::{Sent, TableApproved, VerdictDecided};
pub use matrix::{Matrix, stricter, strictness};
pub use model::{Reader, Rule, StoredVerdict, TableOccasion};
pub use rules::ReaderRights;

use crate::shell::{Capability, EventKind, NavEntry};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "disclosure",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        nav: &[NavEntry { order: 70, label: "Kdo smí co vědět", href: "/kdo-smi-co-vedet", roles: &[] }],
        events: const {
            &[EventKind::of::<VerdictDecided>(), EventKind::of::<TableApproved>(), EventKind::of::<Sent>()]
        },
        reference: Some(|house| Box::pin(actions::bring_defaults(house))),
        samples: samples::samples,
        ..Capability::EMPTY
    }
}
