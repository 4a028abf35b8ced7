//! Typesetting: a Typst template and JSON in, an archival and accessible PDF out.
//!
//! Every paper is PDF/A-2a (long-term archiving, tagged) and PDF/UA-1
//! (accessibility) at once, in Czech, with a title, with all fonts embedded.
//! This is the only crate that knows Typst; it knows nothing of children or
//! conferences. Templates belong to the capabilities of the application; the
//! common hand (`house.typ`) lives here, so that all papers look like one office.
//!
//! Invariants:
//! - **No character is lost and none stops a paper.** What the fonts cannot show
//!   is printed as its code point, `[U+1F600]`, and reported in [`Pdf::replaced`].
//! - **Equal input, equal bytes.** The clock is an argument, nothing is read from
//!   the machine: no system fonts, no files, no network.
//! - **Errors carry no text of the paper**, only a template's name and a line in it.
//!
//! A paper takes some ten milliseconds of one core: call [`pdf`] from a blocking
//! task, and [`warm`] at start.

mod coverage;
mod error;
mod fonts;
mod press;
mod text;

pub use error::{Place, TypesettingError};

/// A paper's design: a Typst source that begins with `#import "/house.typ": *`.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Stable name for logs and errors, e.g. `minutes/zapis`. Never personal data.
    pub name: &'static str,
    /// The Typst source itself (`include_str!`).
    pub source: &'static str,
}

/// What is printed by a template.
///
/// No `Debug`: the contents are personal data.
#[derive(Clone)]
pub struct Paper {
    /// Title in the PDF's metadata and in the viewer's window. It leaves the
    /// office with the file, so keep names out of it.
    pub title: String,
    /// The template's data; its shape is described at the head of each template.
    pub data: serde_json::Value,
    /// Creation moment written into the metadata (UTC, whole seconds).
    pub moment: jiff::Timestamp,
    /// Print the strip that says the data are invented on every page.
    pub demo: bool,
}

/// A finished paper. No `Debug`, for the bytes are personal data.
#[derive(Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// The words as they are set, a line of the paper per line: what a reader sees,
    /// also where the template brought words together.
    pub text: String,
    /// Characters that had to be printed as code points, each once, in code point order.
    pub replaced: Vec<char>,
}

/// Typesets a paper.
///
/// Compiles once with every character some embedded font knows; should a rare
/// combination of characters still fail the archival rules, once more with only
/// the characters that are safe everywhere.
///
/// # Errors
/// [`TypesettingError`] when the template does not compile with these data or the
/// result does not meet the standards.
pub fn pdf(template: &Template, paper: &Paper) -> Result<Pdf, TypesettingError> {
    let press = press::press()?;
    match press.print(template, paper, coverage::Care::Usual) {
        Err(TypesettingError::Standard { .. }) => press.print(template, paper, coverage::Care::Utmost),
        outcome => outcome,
    }
}

/// Loads the fonts and Typst's library, so that the first paper does not wait.
///
/// # Errors
/// [`TypesettingError::Setup`] when an embedded font cannot be read.
pub fn warm() -> Result<(), TypesettingError> {
    press::press().map(|_| ())
}
