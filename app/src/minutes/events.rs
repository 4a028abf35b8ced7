//! Events of the minutes.

use crate::documents::Document;
use crate::event;
use crate::kernel::Id;
use crate::participants::Participant;

event!(
    /// An edition of the minutes was made and filed.
    pub MinutesMade = "minutes.made", "vyhotoven zápis" { document: Id<Document>, edition: i64 }
);
event!(
    /// An extract for one participant was made and filed. What left for whom is told by `disclosure.sent`.
    pub ExtractMade = "minutes.extract_made", "vyhotoven výpis ze zápisu" { document: Id<Document>, participant: Id<Participant> }
);
