//! Level 5: documents – finished papers of a case, filed once and never changed.
//!
//! Source: domain.md 2.4 (records management, 499/2004 Sb.: final documents are handed to the office's records
//! system, which gives the reference number), 2.6 points 3, 5 and 8 (one record, "čeká na č. j.", the hash is a
//! tamper check and no signature).
//!
//! * [`file`] seals the bytes with the case's key inside the caller's operation, keeps their SHA-256 and counts the
//!   edition: a corrected paper is a further document of the same kind, the earlier ones stay.
//! * A title is fixed words; a file name is the kind with the edition. Neither tells anything about people.
//! * The reference number is entered by hand when the records system has given it; a later change is a correction,
//!   and every number ever given stays in `document_number`.
//! * [`Letterhead`] is the head of the office's own papers, whichever slice writes them.
//!
//! This level cannot name a conference or a case file: a document carries their raw identifiers, its rule asks for
//! the holder's ties to the case. Who may: coordinator and co-workers, the office's head (read, download, number),
//! its data-protection officer (read, download). For everybody else a document does not exist. The list of a
//! conference's documents is a page of `minutes`, which may name conferences.

mod actions;
mod events;
mod forms;
mod letterhead;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;

pub use events::{DocumentFiled, DocumentNumberCorrected, DocumentNumbered};
pub use letterhead::{Letterhead, OfficeFacts};
pub use model::{Document, NewDocument};
pub use policy::{DownloadDocument, NumberDocument, ReadDocument};
pub use store::{content, file, filed, find, of_case, of_conference};

use crate::access::{House, Lookup};
use crate::kernel::Failure;
use crate::shell::{Capability, EventKind, GateContext, KeptIn, registry};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "documents",
        routes: pages::routes,
        statements: &[store::STATEMENTS],
        events: const {
            &[
                EventKind::of::<DocumentFiled>(),
                EventKind::of::<DocumentNumbered>(),
                EventKind::of::<DocumentNumberCorrected>(),
            ]
        },
        on_case_moved: Some(|operation, moved| Box::pin(store::move_case(operation, moved))),
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget_case(operation, case))),
        samples: samples::render,
        ..Capability::EMPTY
    }
}

/// What keeps a filed paper in the house, as the slice that files its kind says: everything that hands a file over asks
/// this first.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn kept_in(
    house: &House,
    lookup: Lookup<'_>,
    document: &Document,
    bytes: &[u8],
) -> Result<Option<KeptIn>, Failure> {
    kept_from(house, lookup, document, document.reader, bytes).await
}

/// What keeps a filed paper from a participant whom it may not have been made for: whoever reads the file of a case.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn kept_from(
    house: &House,
    lookup: Lookup<'_>,
    document: &Document,
    reader: Option<uuid::Uuid>,
    bytes: &[u8],
) -> Result<Option<KeptIn>, Failure> {
    let kinds = registry().0.iter().flat_map(|capability| capability.document_kinds.iter());
    let gate = kinds.filter(|kind| kind.code == document.kind).find_map(|kind| kind.gate);
    let context = GateContext { house, lookup, document: document.id.uuid(), reader, bytes };
    match gate {
        Some(gate) => gate(context).await,
        None => Ok(None),
    }
}

/// The Czech label of a document's kind, as the slice that files it registered it.
#[must_use]
pub fn kind_label(code: &str) -> &'static str {
    let known = registry().0.iter().flat_map(|c| c.document_kinds.iter()).find(|kind| kind.code == code);
    known.map_or("dokument", |kind| kind.label)
}
