//! Events of letters to children.

use super::ChildLetter;
use crate::cases::Child;
use crate::documents::Document;
use crate::event;
use crate::kernel::{Day, Id};

event!(
    /// The words of a letter were written or changed.
    pub ChildLetterSaved = "child_letter.saved", "napsán dopis dítěti" { letter: Id<ChildLetter>, child: Id<Child>, band: &'static str }
);
event!(
    /// A letter was made and filed.
    pub ChildLetterMade = "child_letter.made", "vyhotoven dopis dítěti" { letter: Id<ChildLetter>, child: Id<Child>, document: Id<Document> }
);
event!(
    /// A letter reached its child.
    pub ChildLetterHanded = "child_letter.handed", "dopis se dostal k dítěti" { letter: Id<ChildLetter>, child: Id<Child>, document: Id<Document>, how: &'static str, on: Day }
);
