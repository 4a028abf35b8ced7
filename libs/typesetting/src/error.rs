//! What can go wrong, told without a word of the paper's contents.

/// Why a paper was not made. Safe to log: Typst's own messages quote text and
/// values of the document, so they are never carried along.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypesettingError {
    /// The crate itself is broken (an embedded font or a fixed path is unusable).
    #[error("typesetting cannot start: {0}")]
    Setup(&'static str),
    /// The template does not compile with these data.
    #[error("template {template} does not compile (at {at})")]
    Template {
        /// [`crate::Template::name`].
        template: &'static str,
        /// Where in the sources.
        at: Place,
    },
    /// The laid out document does not meet PDF/A-2a and PDF/UA-1.
    #[error("paper made with {template} does not meet PDF/A-2a and PDF/UA-1 (at {at})")]
    Standard {
        /// [`crate::Template::name`].
        template: &'static str,
        /// Where in the sources.
        at: Place,
    },
    /// The moment lies outside the years a PDF can hold.
    #[error("the paper's moment cannot be written into a PDF")]
    Moment,
    /// The data could not be written as JSON.
    #[error("the data of template {template} cannot be written as JSON")]
    Data {
        /// [`crate::Template::name`].
        template: &'static str,
    },
}

/// A place in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Line of the template, counted from one.
    Template(usize),
    /// Line of `house.typ`, counted from one.
    House(usize),
    /// Typst did not say.
    Unknown,
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Template(line) => write!(out, "template line {line}"),
            Self::House(line) => write!(out, "house.typ line {line}"),
            Self::Unknown => out.write_str("an unknown place"),
        }
    }
}
