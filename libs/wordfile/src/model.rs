//! What a document is made of.

use std::fmt;

/// Most columns of a table that word processors open.
pub(crate) const MOST_COLUMNS: usize = 63;

/// A document on A4 in Czech. No `Debug` of its words anywhere: they are personal data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The title in the file's properties. It leaves the office with the file, so keep names out of it.
    pub title: String,
    /// A strip at the top of every page, for example that the data are invented.
    pub notice: Option<String>,
    /// The head of every page, one paragraph.
    pub header: Vec<Run>,
    /// The foot of every page, one paragraph; the number of the page follows by itself.
    pub footer: Vec<Run>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A part of the text that begins on a line of its own.
#[derive(Clone, PartialEq, Eq)]
pub enum Block {
    /// The title at the top of the first page.
    Title(Vec<Run>),
    /// A heading.
    Heading {
        /// How deep.
        level: Level,
        /// The number as it is printed ("2.", "II."), never counted anew.
        number: Option<String>,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// What follows begins on a new page.
    PageBreak,
}

/// How deep a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A part of the document.
    One,
    /// A part of a part.
    Two,
    /// A part of that.
    Three,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// The number as it is printed ("4."), never counted anew; none for a bullet.
    pub number: Option<String>,
    /// Its words.
    pub runs: Vec<Run>,
}

/// A table. A row with fewer cells than the widest is filled up with empty ones.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Widths of the columns in relation to each other; empty for equal ones.
    pub widths: Vec<u32>,
    /// The row that is repeated on every page and read out as the head of each column.
    pub head: Option<Vec<Vec<Run>>>,
    /// Rows of cells.
    pub rows: Vec<Vec<Vec<Run>>>,
}

/// Words in one hand. A newline in them is a line break, a tab a tab.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
}

impl Run {
    /// Plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false, italic: false }
    }

    /// The same words in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same words in italics.
    #[must_use]
    pub fn italic(self) -> Self {
        Self { italic: true, ..self }
    }
}

impl Table {
    /// The number of columns: those of the widest row.
    pub(crate) fn columns(&self) -> usize {
        let rows = self.head.iter().chain(&self.rows).map(Vec::len).max().unwrap_or(0);
        rows.max(self.widths.len())
    }
}

macro_rules! silent {
    ($($type:ident),+) => {$(
        impl fmt::Debug for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!(stringify!($type), "(…)"))
            }
        }
    )+};
}
silent!(Document, Block, Item, Table, Run);
