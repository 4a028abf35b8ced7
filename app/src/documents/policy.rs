//! Who may do what to a document. Pure functions of actor, ties and record; the same rule as for the case.

use super::Document;
use crate::access::{Action, Actor, Reads, Ties, Verdict};

/// Seeing that the document is there, its number and hash.
pub struct ReadDocument;
/// Taking the file.
pub struct DownloadDocument;
/// Entering or correcting the reference number.
pub struct NumberDocument;

fn works(actor: &Actor, ties: Ties, document: &Document) -> bool {
    (ties.works_on() && actor.office == document.office) || actor.heads(document.office)
}

fn reads(actor: &Actor, ties: Ties, document: &Document) -> Verdict {
    if works(actor, ties, document) || actor.protects_data_of(document.office) {
        Verdict::Allow
    } else {
        Verdict::Hide
    }
}

impl Action<Document> for ReadDocument {
    const NAME: &'static str = "document.read";
    fn rule(actor: &Actor, ties: Ties, document: &Document) -> Verdict {
        reads(actor, ties, document)
    }
}
impl Reads<Document> for ReadDocument {}

impl Action<Document> for DownloadDocument {
    const NAME: &'static str = "document.download";
    fn rule(actor: &Actor, ties: Ties, document: &Document) -> Verdict {
        reads(actor, ties, document)
    }
}
impl Reads<Document> for DownloadDocument {}

impl Action<Document> for NumberDocument {
    const NAME: &'static str = "document.number";
    fn rule(actor: &Actor, ties: Ties, document: &Document) -> Verdict {
        if works(actor, ties, document) {
            Verdict::Allow
        } else if actor.protects_data_of(document.office) {
            Verdict::Refuse("Pověřenec do dokumentů nahlíží, ale číslo jednací nedoplňuje.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Document> for NumberDocument {}
