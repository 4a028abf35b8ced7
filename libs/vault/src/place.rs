//! Where a sealed value lives. It is bound into the encryption, so that nobody with write access to the
//! database can move one person's text under another person's name.

use uuid::Uuid;

use crate::crypto::bind;

/// A cell of the database: table, column and the id of the row.
///
/// Table and column are names from the migrations, so they are written in code and never come from a request.
/// Renaming a table or column that holds sealed values needs a migration that opens and seals them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Name of the table.
    pub table: &'static str,
    /// Name of the column.
    pub column: &'static str,
    /// Id of the row.
    pub row: Uuid,
}

impl Place {
    /// The cell `table.column` in the row `row`.
    #[must_use]
    pub const fn new(table: &'static str, column: &'static str, row: Uuid) -> Self {
        Self { table, column, row }
    }

    /// Associated data of this cell within a domain.
    pub(crate) fn bind(self, domain: &str) -> Vec<u8> {
        bind(&[domain.as_bytes(), self.table.as_bytes(), self.column.as_bytes(), self.row.as_bytes()])
    }
}
