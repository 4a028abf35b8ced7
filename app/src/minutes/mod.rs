//! Level 13: the minutes (zápis) of a conference as a paper, and extracts (výpisy) of it.
//!
//! Source: domain.md 3 (steps 12 and 13), 5 (documents 7, 8, 13, 14), 2.3 (light "zápis"), 2.6 point 3: one signed
//! record is the master; what others get is an extract with the same numbering and, per gap, its ground.
//!
//! * What will stand in the record is shown first, with what is missing; nothing blocks, because a record tells what
//!   was. Then one act makes the PDF (PDF/A-2a and PDF/UA-1) and files it in `documents`; corrections make a further
//!   edition, the earlier ones stay.
//! * The master is cut for the office's own file (`disclosure::disclose_to_file`: all but the notifier); an extract is
//!   cut by the participant's rights. Lines are cut by their topic and by whom they concern ([`content`]).
//! * With a safety concern an extract lists nobody and names no place. Breaks say "přestávka", whatever the reason.
//! * Until the records system has given a number the paper says "čeká na č. j."; the number entered at the document is
//!   printed on the next edition.
//!
//! Who may: the case's workers and the head make; the data-protection officer reads; facilitator and minute-taker ask
//! for their copy. The page of a conference's documents lives here, because `documents` cannot name conferences.

mod actions;
pub mod child_letter;
mod content;
mod demo;
mod events;
mod letters;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;

pub use events::{ExtractMade, MinutesMade};
pub use letters::RecordPaper;
pub use model::Minutes;
pub use policy::{MakeMinutes, ReadMinutes};
pub use store::{Extract, extracts, of_conference};

use crate::shell::{Capability, DocumentKind, EventKind, Panel};

/// Kind of document: the minutes.
pub const MINUTES: &str = "minutes";
/// Kind of document: an extract of the minutes for one participant.
pub const EXTRACT: &str = "minutes_extract";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "minutes",
        routes: |routes| child_letter::routes(pages::routes(routes)),
        statements: &[store::STATEMENTS, child_letter::STATEMENTS],
        events: const {
            &[
                EventKind::of::<MinutesMade>(),
                EventKind::of::<ExtractMade>(),
                EventKind::of::<child_letter::ChildLetterSaved>(),
                EventKind::of::<child_letter::ChildLetterMade>(),
                EventKind::of::<child_letter::ChildLetterHanded>(),
            ]
        },
        document_kinds: &[
            DocumentKind { code: MINUTES, label: "zápis", gate: None },
            DocumentKind {
                code: EXTRACT,
                label: "výpis ze zápisu",
                gate: Some(|context| Box::pin(crate::disclosure::gate(context))),
            },
            DocumentKind {
                code: child_letter::CHILD_LETTER,
                label: "dopis dítěti",
                gate: Some(|context| Box::pin(child_letter::gate(context))),
            },
        ],
        panels: &[Panel {
            place: "conference",
            order: 70,
            draw: |context| Box::pin(child_letter::panel(context)),
        }],
        on_case_destroyed: Some(|operation, case| {
            Box::pin(async move {
                child_letter::forget(operation, case).await?;
                store::forget_case(operation, case).await
            })
        }),
        samples: || {
            let mut samples = samples::render()?;
            samples.extend(child_letter::samples()?);
            Ok(samples)
        },
        demo: Some(|context| {
            Box::pin(async move {
                demo::make(context).await?;
                child_letter::make_demo(context).await
            })
        }),
        ..Capability::EMPTY
    }
}
