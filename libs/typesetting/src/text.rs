//! The words of a laid-out paper, as a reader sees them: what the data and the template brought together.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// A gap between two pieces of text that is a space to the eye, as a share of the font size.
const SPACE: f64 = 0.12;

/// All words, a line of the paper per line, a page after the other.
pub(crate) fn of(document: &PagedDocument) -> String {
    let mut writer = Writer::default();
    for page in document.pages() {
        writer.walk(&page.frame, Point::zero());
        writer.break_line();
    }
    writer.text
}

/// Writes pieces down in the order in which they are set.
#[derive(Default)]
struct Writer {
    text: String,
    /// Where the last piece ended, and on which line.
    last: Option<(Abs, Abs)>,
}

impl Writer {
    fn walk(&mut self, frame: &Frame, at: Point) {
        for (offset, item) in frame.items() {
            let here = at + *offset;
            match item {
                FrameItem::Group(group) => self.walk(&group.frame, here),
                FrameItem::Text(piece) => {
                    self.space_before(here, piece.size);
                    self.text.push_str(&piece.text);
                    self.last = Some((here.x + piece.width(), here.y));
                }
                _ => {}
            }
        }
    }

    fn space_before(&mut self, here: Point, size: Abs) {
        match self.last {
            Some((_, line)) if (line - here.y).abs() > size * 0.2 => self.break_line(),
            Some((end, _)) if (here.x - end).abs() > size * SPACE => self.text.push(' '),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        if self.last.take().is_some() {
            self.text.push('\n');
        }
    }
}
