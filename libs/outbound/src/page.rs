//! The way out onto a page.

use std::fmt;

use crate::guard::words_of_html;
use crate::{Disclosed, Error, PageView};

/// A page cut for its reader. The application answers with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Page(String);

impl Page {
    /// The HTML, to answer with.
    #[must_use]
    pub fn into_html(self) -> String {
        self.0
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
    Ok(Page(html))
}
