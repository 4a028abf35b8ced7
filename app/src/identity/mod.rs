//! Level 2: people who sign in, their offices and regions. No pages (sign-in is in `account`, users are in
//! `administration`).
//!
//! * [`Staff`] of an [`Office`] with [`Role`]s; [`cover`](store) from–to makes a deputy.
//! * [`password`] – argon2id off the runtime's threads; [`second_factor`] – time-based codes; [`sessions`] –
//!   listed and revocable; [`throttle`] – per account and per requester, and nothing tells who exists.
//!
//! Source: standard of quality 12 (documentation, access), decree 473/2012 Sb.; roles from the office's practice
//! (`docs/glossary.md`).

mod model;
pub mod password;
pub mod reference;
pub mod samples;
pub mod second_factor;
pub mod sessions;
pub mod store;
pub mod throttle;

pub use model::{Office, OfficeKind, Region, Role, Roles, Staff, StaffName};
