//! Giving the record to its people (předání zápisu): to each the extract cut for them, and the proof that it reached them.
//!
//! Source: domain.md 2.6 point 3 (what others get is an extract), point 7 (ways to reach people), 5 (a return receipt is
//! useful, not obligatory), 3 step 13.
//!
//! * What is given is an extract of the sealed record, made after the seal. Children get a letter of their own
//!   ([`child_letter`](super::child_letter)); guests without a place at the table get nothing.
//! * Before it is posted, handed over, printed or opened, the gate is asked again: the guard reads the filed paper, and
//!   what would be cut for the person now has to be what was cut then. A rule, a position or a concern that changed
//!   since keeps it in the house.
//! * By link it is opened behind the code, by a press of a button: that is the proof. A mail carries no content and goes
//!   only to those who are reached by mail; the others are on a list.
//! * In person it is given to the person and to nobody else of the household: the domain knows no substitute delivery of
//!   a record.
//!
//! Invariants: steps are only added, each at the next position of its person ([`store`]), so of two at once one is refused
//! and shown the other; a mistake is mended by a further row; what somebody opened themselves is not mended. Who may: the
//! case's workers and the head give; the data-protection officer reads; everybody opens their own.

mod actions;
mod bearer;
mod check;
mod events;
mod forms;
mod jobs;
mod letters;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;
mod words;

pub use actions::remaining;
pub(super) use actions::told_of;
pub(super) use bearer::part;
pub(super) use check::gate;
pub use events::{ExtractAnnounced, ExtractGiven, ExtractHeld, ExtractOpened};
pub(super) use jobs::{ANNOUNCE, announce};
pub(super) use pages::{panel, routes};
pub use policy::GiveMinutes;
pub(super) use samples::samples;
pub(super) use store::{STATEMENTS, forget};
