//! Why a document could not be written. Errors never hold its words.

/// Why a Word document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// A table is wider than word processors allow.
    #[error("a table has more than {} columns", crate::model::MOST_COLUMNS)]
    TooManyColumns,
    /// The file could not be put together.
    #[error("the file could not be packed")]
    Packing,
}

/// Why markup was not understood, and at which byte of it. The fault is the template's:
/// what it prints is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkupError {
    /// It is not well formed.
    #[error("the markup is not well formed near byte {0}")]
    Malformed(u64),
    /// An element that does not exist.
    #[error("the markup has an unknown element near byte {0}")]
    Unknown(u64),
    /// An element or words where they cannot stand. Nothing is skipped, because skipped
    /// words would be missing in a record.
    #[error("the markup has something in a wrong place near byte {0}")]
    Misplaced(u64),
    /// An item of a numbered list without its number, or widths that are no numbers.
    #[error("the markup lacks a number near byte {0}")]
    Number(u64),
}
