//! Protected facts: values about people that nobody can read by accident.
//!
//! A *fact* is a newtype made by [`fact!`] (or [`bare_fact!`]). It knows which of
//! the thirteen [groups](FactGroup) of the disclosure matrix it belongs to, and it
//! is opaque: it has no `Display`, no `Serialize`, no `Deref`, and its `Debug`
//! prints only its name. Three doors lead to what is inside:
//!
//! | door | who has it | what comes out |
//! |---|---|---|
//! | [`reveal`] with the [`StaffKey`] | the app's `access` slice, for staff under a permit | a borrow |
//! | [`Shears`] | the app's `disclosure` slice, through `outbound` | a [`Shown`] copy |
//! | [`for_machine`] | the database binding, the vault, the envelope of a mail | a borrow |
//!
//! Each key exists once per process. This crate lies below `portable-sql` and
//! `outbound` and knows neither.
//!
//! What does not compile:
//!
//! ```compile_fail,E0277
//! facts::bare_fact!(pub Address: String = ContactsAddresses);
//! println!("{}", Address::new("Lipová 3")); // a fact has no Display
//! ```
//! ```compile_fail,E0277
//! facts::bare_fact!(pub Address: String = ContactsAddresses);
//! fn serialise<T: serde::Serialize>(_: &T) {}
//! serialise(&Address::new("Lipová 3")); // a fact has no Serialize
//! ```
//! ```compile_fail,E0599
//! facts::bare_fact!(pub Address: String = ContactsAddresses);
//! let _ = Address::new("Lipová 3").len(); // a fact has no Deref
//! ```
//! ```compile_fail,E0616
//! mod model {
//!     facts::bare_fact!(pub Address: String = ContactsAddresses);
//!     pub fn peek(address: &Address) -> usize {
//!         address.0.inner.len() // not even where it was declared
//!     }
//! }
//! ```
//! ```compile_fail,E0423
//! let forged = facts::Shown("Lipová 3"); // only the shears make a Shown
//! ```
//! ```compile_fail,E0423
//! let forged = facts::StaffKey(()); // a key is claimed, not made
//! ```

mod group;
mod key;
mod newtype;
mod shown;

pub use group::FactGroup;
pub use key::{Opening, Shears, StaffKey, for_machine, reveal};
pub use newtype::{Fact, Opaque};
pub use shown::Shown;
