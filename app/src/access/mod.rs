//! Level 3: who may do what. A record is only reachable through a [`Permit`], and a permit only through the
//! policy of the slice that owns the record.
//!
//! * [`Permit<R, A>`] is the first argument of a handler: the record named in the path, loaded by the one
//!   [`Lookup`] that only this level makes, together with the proof that this actor may do `A` to it.
//! * [`Record`] says how a record is found and whose child it is; [`Action`] is a verb with a pure rule in
//!   the slice's `policy.rs`; what one may not know exists answers 404.
//! * [`Ties`] between a person and a case are data ([`store`]); the head and deputies of the office that a case
//!   belongs to are derived. [`Tie::Opening`] (a case opened for a reason and a time) is
//!   no work on the case: only policies that say so let it read.
//! * Extracting a permit queues the read event; the shell releases the answer when it is durable.
//! * A [`Listing`] is the same for many records at once: one event names every case that the list shows.
//! * While a device is lent its session is a key to one page of one seat: [`Borrowed`] takes it back by a PIN, actions marked
//!   [`Action::WHILE_LENT`] work, and everything else sends there.
//! * [`Routes`] keeps (verb, path, policy) of everything that is served: the list that the authorisation test
//!   walks.

mod actor;
mod diagnostics;
mod guard;
mod house;
mod listing;
mod permit;
mod record;
mod routes;
pub mod store;
mod ties;

pub use actor::{Actor, Opened, remaining};
pub use diagnostics::{Denied, Note, status_of};
pub use guard::{Borrowed, Personal, Public, SessionCookie};
pub use house::{Exit, House, HouseParts};
pub use listing::Listing;
pub use permit::{Permit, Receipts};
pub use record::{Action, Errand, Lookup, Reads, Record, Root, Trace, Verdict};
pub use routes::{Answers, Audience, Guard, Outside, Policed, Policy, RouteEntry, Routes, Verb};
pub use ties::{Right, Standing, Tie, Ties};
