//! Events of giving the record: identifiers and codes, never a number or a word.

use crate::documents::Document;
use crate::event;
use crate::kernel::Id;
use crate::participants::Participant;

event!(
    /// A step was noted by hand.
    pub ExtractGiven = "minutes.given", "zapsáno předání výpisu" {
        participant: Id<Participant>, document: Id<Document>, channel: &'static str, step: &'static str,
    }
);
event!(
    /// Somebody opened their extract behind the code.
    pub ExtractOpened = "minutes.opened", "otevřen výpis přes odkaz" { participant: Id<Participant>, document: Id<Document> }
);
event!(
    /// Somebody wanted to open their extract, and it was kept in the house.
    pub ExtractHeld = "minutes.held", "zadrženo otevření výpisu" { participant: Id<Participant>, document: Id<Document> }
);
event!(
    /// Somebody was told by mail that their extract is there, or somebody of the staff has to tell them.
    pub ExtractAnnounced = "minutes.announced", "oznámen připravený výpis" {
        participant: Id<Participant>, document: Id<Document>, step: &'static str,
    }
);
