//! The facilitator's page: the clock, the next question, who speaks and who waits for the word, what was parked, who is
//! in the room and who waits outside, and the child's stop sign. One tap each.
//!
//! Source: domain.md 1 (the facilitator leads the process and is not responsible for its content), 3 steps 8 and 9;
//! 2.6 (somebody is asked out or brought in only when the wall has narrowed). Who may: whoever leads the conference.

mod pages;
mod questions;
pub(super) mod samples;
mod store;

pub(super) use pages::routes;
pub(super) use store::{STATEMENTS, forget_case};
