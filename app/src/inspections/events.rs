//! Events of inspections. Identifiers and codes; never a reason.

use super::Inspection;
use crate::cases::Person;
use crate::documents::Document;
use crate::event;
use crate::kernel::{Day, Id};

event!(
    /// Somebody asked to read the file.
    pub InspectionAsked = "inspection.asked", "zapsána žádost o nahlédnutí do spisu" { inspection: Id<Inspection>, person: Id<Person>, on: Day }
);
event!(
    /// What will be shown and what refused was chosen.
    pub InspectionChosen = "inspection.chosen", "vybráno, co se z dokumentů ukáže" { inspection: Id<Inspection>, shown: usize, refused: usize }
);
event!(
    /// A paper was shown to whoever read the file.
    pub PaperInspected = "inspection.shown", "ukázán dokument při nahlížení do spisu" {
        inspection: Id<Inspection>, person: Id<Person>, document: Id<Document>, sha256: String
    }
);
event!(
    /// The record was made and filed: they read, or were refused.
    pub InspectionMade = "inspection.made", "vyhotoven záznam o nahlížení do spisu" {
        inspection: Id<Inspection>, person: Id<Person>, document: Id<Document>, on: Day, shown: usize, refused: usize, whole: bool, copies: bool
    }
);
event!(
    /// The record was signed, or not.
    pub InspectionSigned = "inspection.signed", "zapsán podpis záznamu o nahlížení" { inspection: Id<Inspection>, how: &'static str }
);
