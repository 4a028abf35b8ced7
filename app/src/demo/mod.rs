//! The demo: an invented case told from the first doubt to the minutes, in a database that says on every page
//! and paper that it is a demo.
//!
//! * [`people`] – the invented staff of the office in Šternberk and around it; [`make`] – fills an empty, marked
//!   database by asking every capability for its part, in the order of the levels.
//! * `/ukazka` – the signpost: five steps, one-click sign-in per role, links of invited people;
//!   `/ukazka/posta` – the mail that would have left the house.
//! * [`shift`] – the story's dates moved to now.
//!
//! Invariants: outside a demo every page here answers 404 and nobody signs in without a password; `serve` refuses a
//! demo's database. Source of the story: domain review 10.1; all people, numbers and places in it are invented.

mod mailbox;
mod make;
mod pages;
mod people;
mod shift;
mod tour;

pub use make::make;
pub use people::{PASSWORD, PEOPLE, Person};
pub use shift::shift;
pub use tour::{Guest, STEPS, guests};

use crate::shell::{Capability, EventKind};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "demo",
        routes: pages::routes,
        events: const { &[EventKind::of::<people::DemoPeopleMade>()] },
        samples: pages::samples,
        ..Capability::EMPTY
    }
}
