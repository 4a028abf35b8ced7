//! Level 1: the trail. Owns the write half of the database, so nothing changes without an event and no read of a
//! case stays unseen.
//!
//! * [`Trail::run`] is the only way to commit: its closure must return a [`Recorded`], and only
//!   [`Operation::record`] makes one.
//! * [`Trail::read`] queues a read event; one writer commits them in groups without a waiting window, and the
//!   response is released when its group is durable. [`Trail::listed`] does the same for the cases that a list names.
//! * Events are chained by SHA-256 per office ([`chain`]); [`verify`] recomputes the chain.
//! * Technical writes that tell nothing about people go through the closed list [`Chore`].
//!
//! Source: accountability under GDPR art. 5(2) and 32; access to files as ordinary duty of an authority.
//! No pages here (they are in `administration`), no knowledge of cases.

mod chain;
mod event;
mod operation;
mod reads;
mod refusal;
mod store;
mod trail;
mod verify;

pub use chain::{Entry, Link, link};
pub use event::{About, By, Event, Who};
pub use operation::{Operation, Recorded};
pub use reads::Receipt;
pub use refusal::AsFailure;
pub use store::{
    Listed, STATEMENTS, list_by_case, list_by_office, list_of_case, listed_case, read_by_outsiders,
    readers_of_case,
};
pub use trail::{Chore, Trail};
pub use verify::{Verdict, verify};
