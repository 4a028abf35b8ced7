//! Inviting by a short message: neutral words and the personal link, and nothing else, because whoever holds the phone
//! reads it.
//!
//! At most once: that a message is about to be handed over is written down first. A try that did not come back, or that
//! the gateway did not answer, is never repeated; staff are told that nobody knows, and call.

pub(super) mod jobs;

pub use jobs::fits;
pub(super) use jobs::{REPORT, UNKNOWN, ask, compose, go, settle};
