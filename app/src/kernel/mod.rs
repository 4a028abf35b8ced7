//! Level 0: words that every capability speaks and none owns.
//!
//! * [`Id`] – identifiers that cannot be mixed up; [`Moment`], [`Day`], [`Clock`] – time is an argument, never
//!   a global.
//! * [`FormState`] – what a person typed, with Czech sentences beside the fields.
//! * [`Failure`] – what went wrong, without personal data.
//! * [`Pulse`] – that something changed, for pages that stay open.
//! * [`Memory`] – what the running program remembers until it ends.
//! * [`Keys`] – the installation's key ring together with the table of case keys.
//!
//! Knows nothing of children, conferences, pages or rights.

mod clock;
mod failure;
mod form;
mod ids;
mod keys;
mod memory;
mod paging;
mod pulse;
mod random;

pub use clock::{Clock, Day, Moment, TimeOfDay};
pub use failure::Failure;
pub use form::{Choice, FieldError, FormState};
pub use ids::{Id, derived};
pub use keys::{Keys, STATEMENTS as KEY_STATEMENTS};
pub use memory::Memory;
pub use paging::Page;
pub use pulse::{Beat, Listener, Pulse};
pub use random::{Token, random_bytes};

pub use portable_sql::{Beside, Queries, Session, SqlError, Transaction};
