//! Several papers bound into one file, to be printed at one go.
//!
//! * Pages are copied as they are: nothing is set, scaled or rewritten.
//! * For a printer that prints on both sides every paper begins on the front of a sheet: after an odd number of pages
//!   comes an empty one. Two people's papers never share a sheet.
//! * What is bound is for the printer, not for the archive: the tags and metadata of the papers are not copied.
//!
//! This crate knows nothing of the domain, reads no clock and no file.

use hayro_write::hayro_syntax::Pdf as Source;
use hayro_write::{ChunkSettings, ExtractionQuery, extract};
use pdf_writer::{Finish, Pdf, Rect, Ref};

/// Why papers could not be bound. Holds no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindingError {
    /// There is nothing to bind.
    #[error("there is nothing to bind")]
    Nothing,
    /// One of the papers is no readable PDF; its position, from zero.
    #[error("paper {0} cannot be read")]
    Unreadable(usize),
    /// More pages than a file is made of here.
    #[error("too many pages")]
    TooLong,
}

/// A4, for the empty page after a paper whose own pages tell no size.
const SHEET: (f32, f32) = (595.28, 841.89);

/// Binds papers in their order, each beginning on the front of a sheet.
///
/// # Errors
/// See [`BindingError`].
pub fn bind(papers: &[Vec<u8>]) -> Result<Vec<u8>, BindingError> {
    if papers.is_empty() {
        return Err(BindingError::Nothing);
    }
    let mut bound = Pdf::new();
    let mut next = Ref::new(1);
    let (catalog, tree) = (next.bump(), next.bump());
    let (mut branches, mut total) = (Vec::new(), 0);
    for (position, paper) in papers.iter().enumerate() {
        let unreadable = BindingError::Unreadable(position);
        let source = Source::new(paper.clone()).map_err(|_| unreadable)?;
        let size = source.pages().first().map_or(SHEET, |page| page.render_dimensions());
        let pages = source.pages().len();
        if pages == 0 {
            return Err(unreadable);
        }
        let wanted: Vec<ExtractionQuery> = (0..pages).map(ExtractionQuery::new_page).collect();
        let taken = extract(&source, Box::new(|| next.bump()), ChunkSettings::default(), |_| {}, &wanted)
            .map_err(|_| unreadable)?;
        let mut kids =
            taken.root_refs.into_iter().collect::<Result<Vec<Ref>, _>>().map_err(|_| unreadable)?;
        let branch = taken.page_tree_parent_ref;
        bound.extend(&taken.chunk);
        if kids.len() % 2 == 1 {
            let empty = next.bump();
            let mut page = bound.page(empty);
            page.parent(branch).media_box(Rect::new(0.0, 0.0, size.0, size.1));
            page.resources();
            page.finish();
            kids.push(empty);
        }
        let count = i32::try_from(kids.len()).map_err(|_| BindingError::TooLong)?;
        bound.pages(branch).parent(tree).kids(kids).count(count);
        branches.push(branch);
        total += count;
    }
    bound.pages(tree).kids(branches).count(total);
    bound.catalog(catalog).pages(tree);
    Ok(bound.finish())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    /// A paper with this many pages of this width.
    fn paper(pages: usize, width: f32) -> Vec<u8> {
        let mut pdf = Pdf::new();
        let mut next = Ref::new(1);
        let (catalog, tree) = (next.bump(), next.bump());
        let kids: Vec<Ref> = (0..pages).map(|_| next.bump()).collect();
        for kid in &kids {
            let mut page = pdf.page(*kid);
            page.parent(tree).media_box(Rect::new(0.0, 0.0, width, 842.0));
            page.resources();
            page.finish();
        }
        pdf.pages(tree).count(i32::try_from(kids.len()).unwrap()).kids(kids);
        pdf.catalog(catalog).pages(tree);
        pdf.finish()
    }

    fn widths(bytes: Vec<u8>) -> Vec<f32> {
        let read = Source::new(bytes).unwrap();
        read.pages().iter().map(|page| page.render_dimensions().0).collect()
    }

    #[test]
    fn every_paper_begins_on_the_front_of_a_sheet_and_none_is_lost() {
        let bound = bind(&[paper(1, 500.0), paper(2, 510.0), paper(3, 520.0)]).unwrap();
        assert_eq!(widths(bound), [500.0, 500.0, 510.0, 510.0, 520.0, 520.0, 520.0, 520.0]);
    }

    #[test]
    fn what_is_no_paper_is_named_by_its_place_and_nothing_is_bound() {
        assert_eq!(bind(&[]), Err(BindingError::Nothing));
        assert_eq!(bind(&[paper(1, 500.0), b"rubbish".to_vec()]), Err(BindingError::Unreadable(1)));
    }
}
