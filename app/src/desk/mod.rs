//! Level 14: the desk – one conference's page that says in order what is still missing, and the worker's day.
//!
//! Composition: it owns no records, asks every slice once ([`gather`]) and weighs the answers with pure rules
//! ([`rules`]). A conference's stage is derived here and stored nowhere.
//!
//! Source: the steps of a case conference (domain words in `docs/glossary.md`), practice review 2.6 (fast start, what is
//! still missing before what is done), method of task lists that never call complete what is not.
//!
//! Who may: whoever may read the conference; facilitator and minute-taker see what leads to the meeting, not the
//! case behind it.

mod day;
mod gather;
mod pages;
pub mod rules;
mod samples;
mod table;

pub use gather::{Gathered, gather};

use crate::shell::{Capability, NavEntry};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "desk",
        routes: pages::routes,
        nav: &[NavEntry { order: 10, label: "Můj den", href: "/", roles: &[] }],
        samples: samples::samples,
        ..Capability::EMPTY
    }
}
