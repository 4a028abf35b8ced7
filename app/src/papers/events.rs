//! Events of papers.

use super::Paper;
use crate::event;
use crate::kernel::{Day, Id};
use crate::participants::Participant;

event!(
    /// A paper was added.
    pub PaperAdded = "paper.added", "přidán podklad" {
        paper: Id<Paper>, kind: &'static str, groups: Vec<&'static str>, children: usize, readers: usize, read: bool
    }
);
event!(
    /// Who gets a paper was changed.
    pub PaperReadersChanged = "paper.readers_changed", "změněno, kdo dostane podklad" { paper: Id<Paper>, added: usize, taken_off: usize }
);
event!(
    /// The head let a reader have a paper that the table leaves to the head, or that nobody could read.
    pub PaperDecided = "paper.decided", "vedoucí rozhodl o podkladu" {
        paper: Id<Paper>, participant: Id<Participant>, opened: Vec<&'static str>, unread: bool
    }
);
event!(
    /// A paper reached a reader.
    pub PaperHanded = "paper.handed", "předán podklad" { paper: Id<Paper>, participant: Id<Participant>, way: &'static str, on: Day, sha256: String }
);
event!(
    /// A paper was withdrawn from one reader or from all.
    pub PaperWithdrawn = "paper.withdrawn", "odvolán podklad" { paper: Id<Paper>, readers: usize, had_it: usize }
);
event!(
    /// A reader confirmed that they destroyed a withdrawn paper.
    pub PaperDestroyed = "paper.destroyed", "potvrzeno zničení podkladu" { paper: Id<Paper>, participant: Id<Participant>, on: Day }
);
event!(
    /// Staff looked at the pictures of a paper, whose words no program reads.
    pub PaperPicturesChecked = "paper.pictures_checked", "prohlédnuty obrázky v podkladu" { paper: Id<Paper> }
);
