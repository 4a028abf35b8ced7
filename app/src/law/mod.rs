//! Level 5: law – paragraphs, deadlines and definitions as dated, editable data.
//!
//! Source: domain.md 2 (legal frame, nothing of it read in full) and 3 (lead times, defaults of practice). No text
//! of an act is a constant of the program: the Act is amended often, and open questions stay open.
//!
//! Invariants: a row never changes, a new wording is a new row from a day on; what nobody has verified appears
//! with a warning and is printed nowhere ([`LegalReference::printable`]); a demo prints it and says so. An office's
//! verification counts for that office only ([`reference_for`]). Who may: everybody signed in reads; the
//! administrator and the methodologist write new rows; head, data-protection officer and methodologist verify for
//! their office.

mod actions;
mod events;
mod forms;
mod initial;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;

pub use events::{LawRevised, LawVerified};
pub use model::{Content, Deadline, Deadlines, Entry, LegalReference, Unit, Word, codes};
pub use policy::{ReadLaw, ReviseLaw, VerifyLaw};
pub use store::{deadlines, definition, reference, reference_for};

use crate::shell::{Capability, EventKind, NavEntry};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "law",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        nav: &[NavEntry { order: 80, label: "Zákony a lhůty", href: "/zakony", roles: &[] }],
        events: const { &[EventKind::of::<LawRevised>(), EventKind::of::<LawVerified>()] },
        reference: Some(|house| Box::pin(initial::bring_in(house))),
        samples: samples::samples,
        ..Capability::EMPTY
    }
}
