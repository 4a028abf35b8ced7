//! The way out onto a page.

use std::fmt;

use serde_json::Value;
use uuid::Uuid;

use crate::guard::words_of_html;
use crate::{Disclosed, Error, Field, PageView, Press};

/// A page cut for its reader, or a part of one that stands in another page for the same reader (a field of its view,
/// printed as it is). The application answers with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    html: String,
    reader: Uuid,
}

impl Page {
    /// The HTML, to answer with.
    #[must_use]
    pub fn into_html(self) -> String {
        self.html
    }

    /// For whom it was cut: whoever puts it into another page asks whether that is the same reader.
    #[must_use]
    pub const fn reader(&self) -> Uuid {
        self.reader
    }
}

impl fmt::Display for Page {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.html)
    }
}

// Its own template escaped what stands in it.
impl crate::askama::filters::HtmlSafe for Page {}

impl Field for Page {
    fn to_json(&self, _press: &Press) -> Value {
        Value::from(words_of_html(&self.html))
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Page(…)")
    }
}

/// Prints a disclosed view as a page.
///
/// # Errors
/// [`Error::Template`] if the template fails; [`Error::Stopped`] when a protected fact is in it.
pub fn page<V: PageView>(disclosed: &Disclosed<V>) -> Result<Page, Error> {
    let html = disclosed.view().print_page(disclosed.press())?;
    disclosed.let_out(&words_of_html(&html))?;
    Ok(Page { html, reader: disclosed.reader() })
}
