//! The way out onto paper.

use std::fmt;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::{Disclosed, Error, PaperView, View};

/// A paper cut for its reader: PDF/A-2a and PDF/UA-1.
#[derive(Clone)]
pub struct Paper {
    pdf: typesetting::Pdf,
    reader: Uuid,
    fingerprint: String,
}

impl Paper {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.pdf.bytes
    }

    /// The number of pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pdf.pages
    }

    /// Characters that no font has and that were printed as code points.
    #[must_use]
    pub fn replaced(&self) -> &[char] {
        &self.pdf.replaced
    }

    /// The id of the person it was cut for.
    #[must_use]
    pub fn reader(&self) -> Uuid {
        self.reader
    }

    /// The fingerprint of the view it was typeset from.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

impl fmt::Debug for Paper {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Paper").field("pages", &self.pdf.pages).finish_non_exhaustive()
    }
}

/// Typesets a disclosed view. It takes some ten milliseconds of a core: call it from a
/// blocking task, and never inside a write operation. `moment` is written into the
/// metadata; equal input gives equal bytes.
///
/// # Errors
/// [`Error::Typesetting`] if the template does not fit the data or the standards;
/// [`Error::Stopped`] when a protected fact is in it.
pub fn paper<V: PaperView>(disclosed: &Disclosed<V>, moment: Timestamp) -> Result<Paper, Error> {
    typeset(disclosed, disclosed.paper_data(), disclosed.fingerprint().to_owned(), moment)
}

/// [`paper`] with something enclosed that was cut for the same reader on an occasion of
/// its own: the template finds it under the key `enclosed`.
///
/// # Errors
/// As [`paper`]; [`Error::OtherReader`] when the two were cut for different readers.
pub fn paper_with<V: PaperView, W: View>(
    disclosed: &Disclosed<V>,
    enclosed: &Disclosed<W>,
    moment: Timestamp,
) -> Result<Paper, Error> {
    if disclosed.reader() != enclosed.reader() {
        return Err(Error::OtherReader);
    }
    enclosed.let_out(V::PAPER_TITLE)?;
    let mut data = disclosed.paper_data();
    if let Value::Object(fields) = &mut data {
        fields.insert("enclosed".into(), enclosed.paper_data());
    }
    typeset(disclosed, data, disclosed.fingerprint_with(enclosed), moment)
}

fn typeset<V: PaperView>(
    disclosed: &Disclosed<V>,
    data: Value,
    fingerprint: String,
    moment: Timestamp,
) -> Result<Paper, Error> {
    disclosed.let_out(V::PAPER_TITLE)?;
    let pdf = typesetting::pdf(
        &V::PAPER,
        &typesetting::Paper { title: V::PAPER_TITLE.to_owned(), data, moment, demo: disclosed.press().demo },
    )?;
    // What only stands together on paper is read as it stands there.
    disclosed.let_out(&pdf.text)?;
    Ok(Paper { pdf, reader: disclosed.reader(), fingerprint })
}
