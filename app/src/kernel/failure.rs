//! What went wrong, without personal data.

use portable_sql::SqlError;

/// A failure that a person at a screen can do nothing about, except to try again or to call for help. The
/// shell turns it into a page with a way back and a reference number; the log gets the text.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// A key is missing or a sealed value was tampered with.
    #[error("sealed data cannot be opened: {0}")]
    Sealed(String),
    /// The key of this case has been destroyed: its content is gone by design.
    #[error("the case's key was destroyed")]
    Destroyed,
    /// The audit trail cannot be written; without it nothing may be shown.
    #[error("the audit trail cannot be written")]
    Trail,
    /// The right to do it was withdrawn between the page and the act; the sentence is for the person. Nothing has
    /// changed.
    #[error("the right was withdrawn meanwhile")]
    Withdrawn(&'static str),
    /// A paper, mail or page could not be made.
    #[error("output could not be made: {0}")]
    Output(String),
    /// Something that cannot happen happened; the text says where.
    #[error("{0}")]
    Broken(String),
}

impl Failure {
    /// Whether running the whole operation again can help.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Sql(error) if error.is_conflict())
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Output(error.to_string())
    }
}
