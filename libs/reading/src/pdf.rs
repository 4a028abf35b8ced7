//! The words of a PDF: what its pages draw, in the order in which they draw it,
//! and every string of its objects (title, author, bookmarks, comments, form
//! fields, alternative texts, link targets), and its XML (XMP, XFA).
//!
//! Fails closed: a file inside, a layer that may be hidden, letters that cannot be
//! turned into characters, or any encryption is an error.

mod bounds;
mod objects;
mod page;

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use crate::guard::{Deadline, guarded};
use crate::{FileKind, Text, Unreadable};

/// Most pages of one file.
const MOST_PAGES: usize = 1000;

/// True when the bytes say that they are a PDF; junk may stand before.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Every word of a PDF.
pub(crate) fn read(bytes: &[u8]) -> Result<Text, Unreadable> {
    guarded(|deadline| read_within(bytes, deadline))
}

fn read_within(bytes: &[u8], deadline: Deadline) -> Result<Text, Unreadable> {
    bounds::check(bytes, deadline)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Unreadable::Encrypted,
        LoadPdfError::Invalid => Unreadable::Broken,
    })?;
    if pdf.pages().is_empty() {
        return Err(Unreadable::Broken);
    }
    if pdf.pages().len() > MOST_PAGES {
        return Err(Unreadable::TooBig);
    }
    let objects = objects::read(&pdf, deadline)?;
    let drawn = page::read(&pdf, deadline)?;
    if drawn.words.trim().is_empty() {
        return Err(if drawn.has_images || objects.has_images {
            Unreadable::NoText
        } else {
            Unreadable::Empty
        });
    }
    // A page that only has a picture is unread, whatever the other pages say.
    if drawn.has_picture_page {
        return Err(Unreadable::NoText);
    }
    let has_images = drawn.has_images || objects.has_images;
    Ok(Text { kind: FileKind::Pdf, words: format!("{}\n{}", drawn.words, objects.words), has_images })
}
