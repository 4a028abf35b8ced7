//! Level 5: signing in and one's own account.
//!
//! Password, then (outside the demo, always) a code from an authenticator application; an account without one sets
//! it up on the way. A start password handed over by the administrator is replaced at the first sign-in.
//!
//! Source: issue "identity and access"; NIST SP 800-63B for lengths and throttling.
//!
//! Invariants: nothing tells who exists (one sentence, the same work, counted alike); passwords are hashed outside
//! of transactions; every sign-in makes a new session and ends the one before; the trail holds identifiers and a
//! keyed hash, never what was typed. Who may: anybody signs in; everybody changes their own account only.

mod actions;
mod events;
mod forms;
mod lent;
mod own;
mod pages;
mod pending;
mod requester;
mod rules;
mod samples;
mod store;

pub use actions::enter_demo;
pub use events::{
    DeviceTakenBack, PasswordChanged, SecondFactorSet, SessionRevoked, SignInFailed, SignedIn, SignedOut,
};
pub use store::{STATEMENTS, must_change, start_password};

use crate::shell::{Capability, EventKind};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "account",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        events: const {
            &[
                EventKind::of::<SignedIn>(),
                EventKind::of::<SignInFailed>(),
                EventKind::of::<SignedOut>(),
                EventKind::of::<SecondFactorSet>(),
                EventKind::of::<PasswordChanged>(),
                EventKind::of::<SessionRevoked>(),
                EventKind::of::<DeviceTakenBack>(),
            ]
        },
        samples: samples::samples,
        ..Capability::EMPTY
    }
}
