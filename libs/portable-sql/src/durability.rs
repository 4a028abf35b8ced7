//! What a database promises about a transaction it has acknowledged when the power fails.
//!
//! The embedded one: its log is synced at every commit (`journal_mode = WAL`, `synchronous = FULL`, set on the writing
//! connection). A disk that says it has synced and has not is beyond it. PostgreSQL: as its server is set up; ours is
//! only to ask for `synchronous_commit` on the writing connections and to look at the rest.

use crate::{Queries, SqlError, postgres};

/// A setting of a PostgreSQL server with which lost power can take what was acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// `fsync = off`: nothing is promised at all.
    NoSync,
    /// `full_page_writes = off`: a page may be torn.
    TornPages,
}

impl Weakness {
    /// The server's name of the setting that is off.
    #[must_use]
    pub const fn setting(self) -> &'static str {
        match self {
            Self::NoSync => "fsync",
            Self::TornPages => "full_page_writes",
        }
    }
}

impl Queries {
    /// What keeps this database from holding to what it acknowledged when the power fails; empty: nothing known.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn weaknesses(&self) -> Result<Vec<Weakness>, SqlError> {
        let Self::Postgres(pool) = self else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for weakness in [Weakness::NoSync, Weakness::TornPages] {
            if postgres::setting(pool, weakness.setting()).await? == "off" {
                found.push(weakness);
            }
        }
        Ok(found)
    }
}
