//! Level 13: the minutes (zápis) of a conference as a paper, and extracts (výpisy) of it.
//!
//! Source: domain.md 3 (steps 12 and 13), 5 (documents 7, 8, 13, 14), 2.3 (light "zápis" or "protokol" with all the parts
//! that the procedure act asks for), 2.6 point 3: one signed record is the master; what others get is an extract with
//! the same numbering and, per gap, its ground; point 8: the seal is a tamper check and no signature.
//!
//! * What will stand in the record is shown first, with what is missing; nothing blocks, because a record tells what
//!   was. Then one act makes the PDF (PDF/A-2a and PDF/UA-1) and files it in `documents`; corrections make a further
//!   edition, the earlier ones stay.
//! * The master is cut for the office's own file (`disclosure::disclose_to_file`: all but the notifier); an extract is
//!   cut by the participant's rights. Lines are cut by their topic and by whom they concern ([`content`]), the course
//!   and dissents by when they were said as well: from the parts the reader attended. Agreed points and tasks are the
//!   table's.
//! * With a safety concern an extract lists nobody, names no place and tells of no gap. Breaks say "přestávka",
//!   whatever the reason. Every extract says in the same words what no extract has, so that this tells of nothing.
//! * Whoever took note of confidentiality after the others, and whoever raised an objection, is told as those present are.
//! * The seal ([`sealing`]) freezes the content ([`store::frozen`]); extracts and addenda come from it and bear codes of
//!   their own. After it every write of the meeting and its record finds the conference sealed, in SQL. The public page
//!   `/overeni` compares code and day, shows no content and cannot be used to guess.
//! * An addendum says what it is about and whom it concerns. Extracts that are made after it hold it, or its number with
//!   the ground; those made before do not count any more ([`giving`]).
//! * The draft is given to those who were there and commented on by their link ([`comments`]).
//! * Until the records system has given a number the paper says "čeká na č. j."; the number entered at the document is
//!   printed on the next edition.
//!
//! Who may: the case's workers and the head make; the coordinator and the head seal; the data-protection officer reads;
//! facilitator and minute-taker ask for their copy. The page of a conference's documents lives here, because
//! `documents` cannot name conferences.

mod actions;
mod answers;
pub mod child_letter;
pub mod comments;
mod content;
mod demo;
mod events;
mod export;
mod forms;
pub mod giving;
mod letters;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod sealing;
mod store;

pub use comments::{
    CommentDecided, CommentGiven, CommentWithdrawn, CommentsAttached, DraftReleased, DraftTold,
};
pub use events::{
    AddendumMade, DraftTaken, ExtractMade, FieldsWritten, MinutesMade, MinutesSealed, RecordExported,
    SignatureNoted, SignatureTakenBack,
};
pub use letters::RecordPaper;
pub use model::Minutes;
pub use policy::{AmendMinutes, AskForSeal, ExtractMinutes, MakeMinutes, ReadMinutes, SealMinutes};
pub use store::{Extract, extracts, of_conference};

use crate::shell::{Capability, DocumentKind, DoorPanel, EventKind, Job, Panel};

/// Kind of document: the minutes.
pub const MINUTES: &str = "minutes";
/// Kind of document: an extract of the minutes for one participant.
pub const EXTRACT: &str = "minutes_extract";
/// Kind of document: an addendum to a sealed record.
pub const ADDENDUM: &str = "minutes_addendum";
/// Kind of document: the draft for a word processor.
pub const DRAFT: &str = "minutes_draft";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "minutes",
        routes: |routes| comments::routes(giving::routes(child_letter::routes(pages::routes(routes)))),
        statements: &[
            store::STATEMENTS,
            child_letter::STATEMENTS,
            comments::STATEMENTS,
            store::fields::STATEMENTS,
            store::signatures::STATEMENTS,
            store::frozen::STATEMENTS,
            store::seals::STATEMENTS,
            giving::STATEMENTS,
        ],
        events: const {
            &[
                EventKind::of::<MinutesMade>(),
                EventKind::of::<ExtractMade>(),
                EventKind::of::<child_letter::ChildLetterSaved>(),
                EventKind::of::<child_letter::ChildLetterMade>(),
                EventKind::of::<child_letter::ChildLetterHanded>(),
                EventKind::of::<FieldsWritten>(),
                EventKind::of::<SignatureNoted>(),
                EventKind::of::<SignatureTakenBack>(),
                EventKind::of::<MinutesSealed>(),
                EventKind::of::<AddendumMade>(),
                EventKind::of::<DraftTaken>(),
                EventKind::of::<RecordExported>(),
                EventKind::of::<giving::ExtractGiven>(),
                EventKind::of::<giving::ExtractOpened>(),
                EventKind::of::<giving::ExtractHeld>(),
                EventKind::of::<giving::ExtractAnnounced>(),
                EventKind::of::<DraftReleased>(),
                EventKind::of::<DraftTold>(),
                EventKind::of::<CommentGiven>(),
                EventKind::of::<CommentWithdrawn>(),
                EventKind::of::<CommentDecided>(),
                EventKind::of::<CommentsAttached>(),
            ]
        },
        document_kinds: &[
            DocumentKind { code: MINUTES, label: "zápis", gate: None },
            DocumentKind { code: ADDENDUM, label: "dodatek k zápisu", gate: None },
            DocumentKind { code: DRAFT, label: "návrh zápisu", gate: None },
            DocumentKind {
                code: EXTRACT,
                label: "výpis ze zápisu",
                gate: Some(|context| Box::pin(giving::gate(context))),
            },
            DocumentKind {
                code: child_letter::CHILD_LETTER,
                label: "dopis dítěti",
                gate: Some(|context| Box::pin(child_letter::gate(context))),
            },
        ],
        panels: &[
            Panel { place: "conference", order: 70, draw: |context| Box::pin(child_letter::panel(context)) },
            Panel { place: "closing", order: 10, draw: |context| Box::pin(comments::panel(context)) },
            Panel { place: "closing", order: 20, draw: |context| Box::pin(giving::panel(context)) },
        ],
        jobs: &[
            Job { kind: giving::ANNOUNCE, run: |context| Box::pin(giving::announce(context)) },
            comments::DRAFT_READY,
        ],
        behind: &[DoorPanel { order: 40, draw: |context| Box::pin(giving::part(context)) }, comments::PART],
        on_case_destroyed: Some(|operation, case| {
            Box::pin(async move {
                child_letter::forget(operation, case).await?;
                giving::forget(operation, case).await?;
                store::forget_case(operation, case).await
            })
        }),
        samples: || {
            let mut samples = samples::render()?;
            samples.extend(child_letter::samples()?);
            samples.extend(giving::samples()?);
            samples.extend(comments::samples()?);
            Ok(samples)
        },
        demo: Some(|context| {
            Box::pin(async move {
                demo::make(context).await?;
                child_letter::make_demo(context).await?;
                comments::make_demo(context).await
            })
        }),
        ..Capability::EMPTY
    }
}
