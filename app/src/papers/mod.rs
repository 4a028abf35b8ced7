//! Level 10: papers – files handed to participants before the meeting (podklady): a report, the points about which the
//! parents should hear first, questions to prepare.
//!
//! Source: domain.md 2.5 (minimisation, each disclosure logged), 2.6 (one record), section 3 step 7; peers' finding 2:
//! the documented harm is an address inside an attached report.
//!
//! * A file is stored sealed as it came, in `documents`. A worker says which groups of facts it holds and which children
//!   it concerns; the disclosure table then decides over all of them, and every one must be shown: a file cannot be cut.
//!   What the table leaves to the head the head may open for one reader, in words; never more.
//! * Its words are read once, sealed, and stand in the disclosed view, so that the guard reads them, the title and the
//!   name it was uploaded under for each reader, each time it goes out. A file that cannot be read goes out only when the
//!   head answers for it in words.
//! * Names going out are neutral (`podklad-1.pdf`). The bytes are not rewritten, because a signature and the kept hash
//!   would not hold; what the file's own properties say is read with its words.
//! * Each handing out is kept with the fingerprint of what went out; recall ends it at once and lists who has it.
//!
//! Invariants: `outbound::attachment` is the only way to the bytes for a reader. Who may: the case's workers and the
//! head; the data-protection officer reads; the head decides. Facilitator and minute-taker see none of it.

mod actions;
mod called_back;
mod check;
mod demo;
mod events;
mod forms;
pub mod leaflets;
mod letters;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod sheets;
mod store;

pub use actions::take;
pub use called_back::{CALLED_BACK, CalledBack, called_back_from, confirm};
pub use check::{PaperForReader, for_participant};
pub use events::{
    PaperAdded, PaperDecided, PaperDestroyed, PaperHanded, PaperPicturesChecked, PaperReadersChanged,
    PaperWithdrawn,
};
pub use forms::kind_of;
pub use model::{Format, Handing, Paper, PaperKind, PaperTitle, Pictures, Recipient, Way};
pub use policy::{DecidePaper, EditPaper, EditPapers, ReadPaper, ReadPapers, RecallPaper};
pub use store::{handings, of_conference, recipients};

use crate::shell::{Capability, DocumentKind, EventKind};

/// The kind of document that a paper's file is filed as.
pub(crate) const DOCUMENT: &str = "handout";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "papers",
        routes: |routes| sheets::routes(leaflets::routes(pages::routes(routes))),
        statements: &[store::STATEMENTS],
        document_kinds: &[DocumentKind {
            code: DOCUMENT,
            label: "podklad",
            gate: Some(|context| Box::pin(check::gate(context))),
        }],
        events: const {
            &[
                EventKind::of::<PaperAdded>(),
                EventKind::of::<PaperReadersChanged>(),
                EventKind::of::<PaperDecided>(),
                EventKind::of::<PaperHanded>(),
                EventKind::of::<PaperWithdrawn>(),
                EventKind::of::<PaperDestroyed>(),
                EventKind::of::<PaperPicturesChecked>(),
            ]
        },
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        samples: || {
            Ok([samples::samples()?, leaflets::samples()?, sheets::samples()?]
                .into_iter()
                .flatten()
                .collect())
        },
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
