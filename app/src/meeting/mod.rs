//! Level 11: the meeting – who was there when, the agenda with its clock, the minutes line by line.
//!
//! Source: domain.md 3 (steps 8–11), 2.5 point 1 (confidentiality), 2.6 point 1 (safety); peers.md D 10–11: Enter
//! writes a line, a key turns it into said / agreed / task / dissent / put off; tasks with owner and day; degrees of
//! agreement 1–5; dissent in the person's own words; breaks and safety pauses are events.
//!
//! Invariants
//! * Nothing is lost: whatever happens is an entry of the [journal](::journal) that nobody changes or deletes; lines and
//!   presence are what the entries come to, whatever the order in which they arrive. A refused form comes back with
//!   everything typed; two people who change one text at once leave both.
//! * A task may be born while people talk, without its owner or day; it is completed at the end.
//! * The number of an agreed point or task never changes and is never given again.
//! * A line belongs to a topic (a group of facts) and perhaps to one child; by that, and by nothing else, extracts are
//!   cut. Without a topic it is kept with the most guarded of the everyday groups ([`Topic::usual`]).
//! * The program reads no sentences and judges nobody.
//!
//! Who may: whoever may lead the conference (`LeadConference`): the case's workers, the head, and the facilitator
//! and minute-taker tied to the case. Those two see who sits at the table, by name: they lead the talk.

mod actions;
pub mod clock;
mod demo;
mod events;
mod forms;
mod journal;
mod lead;
mod model;
mod pages;
mod policy;
pub mod rules;
mod samples;
mod seating;
mod store;
pub mod wall;

pub use crate::conferences::{Topic, Words};
pub use ::journal::Field;
pub use events::{
    ConfidentialityAcknowledged, ConfidentialityReminded, ConfidentialityTakenBack, DeviceReady,
    FloorChanged, GuestCame, JournalKept, LineChanged, LineMoved, LineRestored, LineStruck, LineWritten,
    MeetingEnded, MeetingStartTakenBack, MeetingStarted, PauseBegan, PauseEnded, PhaseBegan, PresenceNoted,
    PresenceTakenBack, WallMade, WallTakenDown,
};
pub use journal::{BroughtTask, LateLine, behind_seal, bring_task, mark, mark_all, rewrite, strike};
pub use model::{
    GuestLabel, GuestName, Line, LineKind, LineText, LineVariant, Meeting, Pause, PauseKind, Presence,
    PresenceStep, Seat, Side, Sitter, TaskNote, Weight,
};
pub use policy::SyncJournal;
pub use rules::present_at;
pub use store::lines::lines;
pub use store::{acknowledged, find, pauses, phases_begun, presence, seats, welcome_comments};

use crate::shell::{Capability, EventKind};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "meeting",
        routes: |routes| lead::routes(wall::routes(pages::routes(routes))),
        statements: &[
            store::STATEMENTS,
            store::lines::STATEMENTS,
            journal::store::STATEMENTS,
            journal::store::projection::STATEMENTS,
            journal::store::adopt::STATEMENTS,
            journal::store::device::STATEMENTS,
            wall::STATEMENTS,
            lead::STATEMENTS,
            journal::store::undo::STATEMENTS,
        ],
        events: const {
            &[
                EventKind::of::<MeetingStarted>(),
                EventKind::of::<MeetingStartTakenBack>(),
                EventKind::of::<ConfidentialityReminded>(),
                EventKind::of::<ConfidentialityAcknowledged>(),
                EventKind::of::<ConfidentialityTakenBack>(),
                EventKind::of::<JournalKept>(),
                EventKind::of::<DeviceReady>(),
                EventKind::of::<PresenceNoted>(),
                EventKind::of::<PresenceTakenBack>(),
                EventKind::of::<GuestCame>(),
                EventKind::of::<PhaseBegan>(),
                EventKind::of::<PauseBegan>(),
                EventKind::of::<PauseEnded>(),
                EventKind::of::<LineWritten>(),
                EventKind::of::<LineChanged>(),
                EventKind::of::<LineMoved>(),
                EventKind::of::<LineStruck>(),
                EventKind::of::<LineRestored>(),
                EventKind::of::<MeetingEnded>(),
                EventKind::of::<WallMade>(),
                EventKind::of::<WallTakenDown>(),
                EventKind::of::<FloorChanged>(),
            ]
        },
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget_case(operation, case))),
        samples: samples::render,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
