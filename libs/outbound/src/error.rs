//! Why something could not go out.

/// Why a disclosed view could not be printed. Never holds content.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template failed.
    #[error("the template could not be filled")]
    Template(#[from] askama::Error),
    /// The calendar file was refused.
    #[error("the calendar file could not be written")]
    Calendar(#[from] calendar::CalendarError),
    /// The paper could not be typeset.
    #[error("the paper could not be typeset")]
    Typesetting(#[from] typesetting::TypesettingError),
    /// The template printed no markup of a Word document.
    #[error("the template's markup was not understood")]
    Markup(#[from] wordfile::MarkupError),
    /// The Word document could not be written.
    #[error("the Word document could not be written")]
    Word(#[from] wordfile::WordError),
    /// What should travel in one mail was cut for different readers.
    #[error("the attachment was cut for another reader")]
    OtherReader,
    /// A protected fact is in it, and nobody has justified that this reader learns it.
    #[error("a protected fact must not reach this reader")]
    Stopped,
    /// The number is not a mobile phone's.
    #[error("the number is not a mobile phone's")]
    Number,
    /// Words and link do not fit into one short message, or there is no link.
    #[error("the short message cannot be written")]
    Short,
    /// A part of a file is not for this reader, and a file cannot be cut.
    #[error("a part of the file is not for this reader")]
    NotWhole,
    /// Nobody could read the file, and nobody answers for it.
    #[error("the file could not be read")]
    Unread,
    /// The file is another one than the one that was read.
    #[error("the file is not the one that was read")]
    OtherFile,
}
