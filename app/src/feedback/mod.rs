//! Level 13: feedback – how it was, said at the door on a phone or on paper, by adults and by children.
//!
//! Source: domain.md 5 document 16 (questions; anonymous; shown from three on), 3 step 15.
//!
//! * A door is a short code for a conference, printed as a picture to scan and as an address to type; it is open until
//!   two weeks after the meeting. Whoever comes says only as whom: family, by profession, a child.
//! * A sheet holds no participant, a day instead of a moment, and an identifier that tells no time. The trail says that
//!   one came, and nothing of what it says. Paper sheets are copied by staff into the same form.
//! * Numbers and messages are told when a collection is over (the door is closed, or its last day has passed), from three
//!   sheets on, and grow by three sheets or not at all, so that nobody who looks twice can subtract; groups stand apart
//!   only where nobody can be subtracted either. A sheet copied after the end belongs to the collection that comes next.
//!
//! Invariants: no page at the door sets a cookie or reads one; the same form twice is one sheet; staff see no sheet by
//! itself. Who may: the case's workers and the head open and read, the data-protection officer reads.

mod actions;
mod bearer;
mod code;
mod demo;
mod events;
mod forms;
mod letters;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;
mod words;

pub use events::{FeedbackClosed, FeedbackGiven, FeedbackOpened};
pub use model::{
    Asked, AskedChild, Collection, Door, DoorCode, FeedbackWords, Kept, NewSheet, Sheet, WhoAnswers,
};
pub use policy::{OpenFeedback, ReadFeedback};
pub use rules::{FEWEST, Mean, Tally, Told, batch_of, told, told_through};

use crate::shell::{Capability, EventKind};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "feedback",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        events: const {
            &[
                EventKind::of::<FeedbackOpened>(),
                EventKind::of::<FeedbackClosed>(),
                EventKind::of::<FeedbackGiven>(),
            ]
        },
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
