//! Word documents (DOCX): a plain model in, a file out that any word processor opens.
//!
//! It knows headings, paragraphs, lists, tables, bold and italic words, a head and a
//! foot on every page with the number of the page; nothing else. It knows nothing of
//! children or conferences. A [`Document`] is built by hand or [read](Document::parse)
//! from a small markup that templates can write.
//!
//! Invariants:
//! - **Equal input, equal bytes**, on every machine and whatever else is compiled: the
//!   moment is an argument, the parts stand in a fixed order with a fixed date, and
//!   nothing is compressed, because compressors change between versions.
//! - **Nothing of the maker in it**: no author, no name of a program or machine, no
//!   macros, no reference to anything outside the file.
//! - **[`Docx::text`] is all it says**: every word of the document goes into the file and
//!   into that text by the same door, so that whoever has to read the words before the
//!   file leaves reads them as they stand there.
//! - **No character is lost and none breaks the file.** Line ends of every kind become
//!   line breaks; what XML forbids, and marks that would turn the direction of the words
//!   around them, are written as code points, `[U+202E]`, as on paper.
//! - **Numbers are words.** A numbered place keeps the number it was given; a word
//!   processor never counts it anew when something before it is missing.

mod body;
mod error;
mod markup;
mod model;
mod package;
mod parts;
mod words;

pub use error::{MarkupError, WordError};
pub use model::{Block, Document, Item, Level, Run, Table};
pub use package::{Docx, write};
