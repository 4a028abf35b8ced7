//! Events of documents.

use super::Document;
use crate::event;
use crate::kernel::Id;

event!(
    /// A paper was filed.
    pub DocumentFiled = "document.filed", "dokument uložen do spisu" { document: Id<Document>, kind: &'static str, edition: i64 }
);
event!(
    /// The records system's number was entered.
    pub DocumentNumbered = "document.numbered", "doplněno číslo jednací dokumentu" { document: Id<Document> }
);
event!(
    /// The number was corrected.
    pub DocumentNumberCorrected = "document.number_corrected", "opraveno číslo jednací dokumentu" { document: Id<Document> }
);
