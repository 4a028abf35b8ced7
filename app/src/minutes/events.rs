//! Events of the minutes.

use crate::documents::Document;
use crate::event;
use crate::kernel::Id;
use crate::meeting::Seat;
use crate::participants::Participant;

event!(
    /// An edition of the minutes was made and filed.
    pub MinutesMade = "minutes.made", "vyhotoven zápis" { document: Id<Document>, edition: i64 }
);
event!(
    /// An extract for one participant was made and filed. What left for whom is told by `disclosure.sent`.
    pub ExtractMade = "minutes.extract_made", "vyhotoven výpis ze zápisu" { document: Id<Document>, participant: Id<Participant> }
);
event!(
    /// The fields of the record were written.
    pub FieldsWritten = "minutes.fields_written", "upraveny části zápisu" { form: &'static str }
);
event!(
    /// How somebody at the table signed was noted. Never why not.
    pub SignatureNoted = "minutes.signature_noted", "zapsán podpis zápisu" { seat: Id<Seat>, way: &'static str }
);
event!(
    /// A signature was taken back.
    pub SignatureTakenBack = "minutes.signature_taken_back", "vzat zpět podpis zápisu" { seat: Id<Seat> }
);
event!(
    /// The record was sealed: from now on nothing of it changes.
    pub MinutesSealed = "minutes.sealed", "zapečetěn zápis" { document: Id<Document>, edition: i64 }
);
event!(
    /// An addendum to a sealed record was made.
    pub AddendumMade = "minutes.addendum_made", "vyhotoven dodatek k zápisu" { document: Id<Document>, number: i64 }
);
event!(
    /// The draft was taken as a text document.
    pub DraftTaken = "minutes.draft_taken", "uložen návrh zápisu jako textový dokument" { document: Id<Document> }
);
event!(
    /// The sealed record was taken out for the records system.
    pub RecordExported = "minutes.exported", "vyveden zápis pro spisovou službu" { files: usize }
);
