//! The way out into a word processor.

use std::fmt;

use jiff::Timestamp;
use uuid::Uuid;
use wordfile::Document;

use crate::{Disclosed, Error, FileKind, WordView};

/// What stands at the top of every page in a demo, as on paper.
const DEMO: &str = "UKÁZKA – smyšlená data, žádný úřední dokument";

/// A Word document cut for its reader, for offices that must file one.
#[derive(Clone)]
pub struct Word {
    file: wordfile::Docx,
    reader: Uuid,
    fingerprint: String,
}

impl Word {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.file.bytes
    }

    /// The file, taken.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.file.bytes
    }

    /// Media type.
    #[must_use]
    pub const fn mime(&self) -> &'static str {
        FileKind::Docx.mime()
    }

    /// Characters that no file may hold and that were written as code points.
    #[must_use]
    pub fn replaced(&self) -> &[char] {
        &self.file.replaced
    }

    /// The id of the person it was cut for.
    #[must_use]
    pub const fn reader(&self) -> Uuid {
        self.reader
    }

    /// The fingerprint of the view it was written from.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Word").field("reader", &self.reader).finish_non_exhaustive()
    }
}

/// Writes a disclosed view as a Word document. `moment` stands in its properties; equal input gives equal bytes.
///
/// # Errors
/// [`Error::Template`] if the template fails; [`Error::Markup`] when what it prints is no markup of
/// [`wordfile`]; [`Error::Word`] if the file cannot be written; [`Error::Stopped`] when a protected fact is in it.
pub fn word<V: WordView>(disclosed: &Disclosed<V>, moment: Timestamp) -> Result<Word, Error> {
    let printed = Document::parse(&disclosed.view().print_word(disclosed.press())?)?;
    let document = Document {
        title: V::WORD_TITLE.to_owned(),
        notice: disclosed.press().demo.then(|| DEMO.to_owned()),
        ..printed
    };
    let file = wordfile::write(&document, moment)?;
    // Head, foot and title too, as they stand in the file.
    disclosed.let_out(&file.text)?;
    Ok(Word { file, reader: disclosed.reader(), fingerprint: disclosed.fingerprint().to_owned() })
}
