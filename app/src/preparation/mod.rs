//! Level 12: preparation – who is ready for the meeting, and who still has to be talked to, by when.
//!
//! Source: domain.md section 3 step 7 (everyone knows what a conference is, why, how it runs, what will be asked; special
//! preparation for the child) and its lead-time rules (dated data in `law`, counted in Czech working days); 2.5 point 1.
//!
//! * A talk is noted in one click or one form: when, how, by whom, what the person needs, their own view in their words.
//!   A talk in the future is an appointment: it prepares nobody until somebody says that it took place.
//! * Papers count when `papers` has a proof that they reached the reader; needs live in `participants`, because the
//!   invited person's own page writes them too; an answer given in writing is somebody's own view.
//! * [`readiness`] derives all of it; nothing is stored as complete.
//!
//! Invariants: nothing is called ready before it is (a property test holds it); talks are only added or taken back; words
//! are sealed. Who may: the case's workers and the head; the data-protection officer reads; facilitator and minute-taker
//! see who is ready, without words.

mod actions;
mod demo;
mod events;
mod forms;
mod gather;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;

pub use events::{NeedSettled, StatementNoted, TalkNoted, TalkTakenBack};
pub use gather::{Readiness, readiness};
pub use model::{OwnView, Statement, Talk, TalkWay};
pub use policy::{PreparePerson, ReadPerson, ReadPreparation};
pub use rules::{Asked, Item, Missing, missing};

use crate::shell::{Capability, EventKind};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "preparation",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        events: const {
            &[
                EventKind::of::<TalkNoted>(),
                EventKind::of::<TalkTakenBack>(),
                EventKind::of::<StatementNoted>(),
                EventKind::of::<NeedSettled>(),
            ]
        },
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
