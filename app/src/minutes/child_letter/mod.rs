//! The letter to a child after the conference (dopis dítěti): what was agreed, in words for the child.
//!
//! Source: domain.md section 5 (document 17, letter to the child), Q6 (information letter afterwards, the form most
//! used), Q5 (informing is the minimum, whatever the age).
//!
//! * Three bands of age, each with its own frame: to 8 pictures and few words, 9 to 12, from 13. The child's age
//!   proposes one, the worker decides: maturity is no number.
//! * The frames are fixed words in the second person, without gender. What concerns the child is written by the worker,
//!   field by field; nothing is taken over from the record and nothing is generated.
//! * The child is the reader: each field is a fact of its group and goes through the table, the guard reads for the
//!   child and for the adults to whom the child belongs, because a letter lies on the kitchen table. No place is named.
//! * A changed letter is made anew; earlier editions stay in the file. Handing over is written down.
//!
//! Who may: the case's workers and the head write; the data-protection officer reads.

mod actions;
mod demo;
mod events;
mod forms;
mod letter;
mod model;
mod pages;
mod policy;
mod samples;
mod store;
mod words;

pub(super) use actions::gate;
pub(super) use demo::make as make_demo;
pub use events::{ChildLetterHanded, ChildLetterMade, ChildLetterSaved};
pub use model::{Band, ChildLetter, HandedBy};
pub(super) use pages::{panel, routes};
pub use policy::{ReadChildLetters, WriteChildLetter};
pub(super) use samples::samples;
pub(super) use store::{STATEMENTS, forget};

/// Kind of document: a letter to a child.
pub const CHILD_LETTER: &str = "child_letter";
