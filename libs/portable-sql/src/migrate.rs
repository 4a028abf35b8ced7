//! Migrations: one numbered list of texts with type tokens.

use crate::open::WriteHalf;
use crate::session::Inner;
use crate::{Dialect, SqlError, Statement, Transaction, Writer, sqlite};
use std::sync::Arc;

/// One step of the schema. Forward only; the text never changes once it has been released.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Position in the list, from one, without gaps.
    pub number: u32,
    /// `capability_what`.
    pub name: &'static str,
    /// The text with type tokens (`{uuid}`, `{bytes}`, `{moment}`, `{day}`, `{json}`, `{text}`, `{int}`, `{bool}`, `{real}`).
    pub text: &'static str,
}

/// What migrating did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MigrationReport {
    /// Number of the last migration that was there before.
    pub before: u32,
    /// Number of the last migration that is there now.
    pub after: u32,
}

/// Why the schema could not be brought up to date; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database was made by a newer program.
    #[error("the database has schema {found}, this program knows {known}: a newer version made it")]
    Newer {
        /// In the database.
        found: u32,
        /// In the program.
        known: u32,
    },
    /// A released migration was edited.
    #[error("migration {0} differs from the one this database was made with")]
    Edited(u32),
    /// The list in the program has a gap.
    #[error("migration {0} is out of order")]
    OutOfOrder(u32),
    /// A statement failed.
    #[error("migration {number} failed: {error}")]
    Failed {
        /// Which.
        number: u32,
        /// Why.
        error: SqlError,
    },
    /// The table of migrations cannot be read.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

const TOKENS: &[(&str, &str, &str)] = &[
    ("{uuid}", "BLOB", "uuid"),
    ("{bytes}", "BLOB", "bytea"),
    ("{moment}", "INTEGER", "timestamptz"),
    ("{day}", "TEXT", "date"),
    ("{json}", "TEXT", "text"),
    ("{text}", "TEXT", "text COLLATE \"C\""),
    ("{int}", "INTEGER", "bigint"),
    ("{bool}", "INTEGER", "boolean"),
    ("{real}", "REAL", "double precision"),
    ("{true}", "1", "true"),
    ("{false}", "0", "false"),
];

/// The text for one dialect: tokens replaced, tables made STRICT on SQLite.
#[must_use]
pub fn expand(text: &str, dialect: Dialect) -> Vec<String> {
    let mut expanded = text.lines().map(without_comment).collect::<Vec<_>>().join("\n");
    for (token, sqlite, postgres) in TOKENS {
        expanded = expanded.replace(token, if dialect == Dialect::Sqlite { sqlite } else { postgres });
    }
    expanded
        .split(";\n")
        .map(|s| s.trim().trim_end_matches(';').to_owned())
        .filter(|s| !s.is_empty())
        .map(|s| {
            let table = s.get(..12).is_some_and(|head| head.eq_ignore_ascii_case("CREATE TABLE"));
            if dialect == Dialect::Sqlite && table { format!("{s} STRICT") } else { s }
        })
        .collect()
}

/// The line up to its comment; a `--` inside a quoted text is none.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    for (at, character) in line.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '-' if !quoted && line.get(at..).is_some_and(|rest| rest.starts_with("--")) => {
                return line.get(..at).unwrap_or_default().trim_end();
            }
            _ => {}
        }
    }
    line.trim_end()
}

crate::statements! {
    APPLIED = "SELECT number, checksum FROM schema_migration ORDER BY number";
    APPLY = "INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)";
}

/// FNV-1a over the text as written, so that an edit of a released migration is noticed.
fn checksum(text: &str) -> i64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        as i64
}

impl Transaction {
    /// Runs a schema statement. Migrations only.
    async fn schema(&mut self, text: &str) -> Result<(), SqlError> {
        match &mut self.inner {
            Inner::Sqlite(open) => open.batch(text),
            Inner::Postgres(open) => open.batch(text).await,
        }
    }

    /// Makes up for the references that SQLite did not watch while the schema changed.
    async fn check_references(&mut self) -> Result<(), SqlError> {
        let Inner::Sqlite(open) = &mut self.inner else { return Ok(()) };
        let broken = open.references_to_nothing()?;
        if broken == 0 {
            Ok(())
        } else {
            Err(SqlError::Constraint(format!("{broken} rows refer to nothing")))
        }
    }
}

impl Writer {
    /// A transaction fit for changing the schema.
    async fn begin_schema(&self) -> Result<Transaction, SqlError> {
        match &self.half {
            // A connection of its own that does not enforce references: "new table, copy, drop the old one" would
            // otherwise delete whatever refers to the old one. They are checked before the commit.
            WriteHalf::Sqlite(_, settings) => {
                let connection =
                    sqlite::connect(settings, true).map_err(|e| SqlError::Connection(e.to_string()))?;
                connection.execute_batch("PRAGMA foreign_keys = OFF")?;
                let alone = Arc::new(tokio::sync::Mutex::new(connection));
                let open = sqlite::Open::begin(alone.lock_owned().await)?;
                Ok(Transaction::new(Inner::Sqlite(open)))
            }
            // SERIALIZABLE would look at the schema as it was before the lock was granted.
            WriteHalf::Postgres(_) => {
                let mut transaction = self.begin().await?;
                transaction.schema("SET TRANSACTION ISOLATION LEVEL READ COMMITTED").await?;
                transaction.schema("SELECT pg_advisory_xact_lock(7102015)").await?;
                Ok(transaction)
            }
        }
    }

    /// Applies what is missing, all in one transaction: either the whole schema is there or nothing changed.
    /// Two servers that start at once wait for each other.
    ///
    /// # Errors
    /// [`MigrationError`].
    pub async fn migrate(&self, list: &[Migration]) -> Result<MigrationReport, MigrationError> {
        if let Some((_, wrong)) = list.iter().enumerate().find(|(i, m)| m.number as usize != i + 1) {
            return Err(MigrationError::OutOfOrder(wrong.number));
        }
        let mut transaction = self.begin_schema().await?;
        for text in expand(
            "CREATE TABLE IF NOT EXISTS schema_migration (number {int} NOT NULL PRIMARY KEY, name {text} NOT NULL, checksum {int} NOT NULL)",
            self.dialect(),
        ) {
            transaction.schema(&text).await?;
        }
        let applied: Vec<(u32, i64)> = Statement::from(APPLIED).all(&mut transaction).await?;
        let before = applied.last().map_or(0, |(number, _)| *number);
        let known = list.len() as u32;
        if before > known {
            return Err(MigrationError::Newer { found: before, known });
        }
        for ((number, sum), migration) in applied.iter().zip(list) {
            if *number != migration.number || *sum != checksum(migration.text) {
                return Err(MigrationError::Edited(*number));
            }
        }
        for migration in list.iter().skip(applied.len()) {
            for text in expand(migration.text, self.dialect()) {
                transaction
                    .schema(&text)
                    .await
                    .map_err(|error| MigrationError::Failed { number: migration.number, error })?;
            }
            APPLY
                .bind(migration.number)
                .bind(migration.name)
                .bind(checksum(migration.text))
                .execute(&mut transaction)
                .await?;
        }
        transaction
            .check_references()
            .await
            .map_err(|error| MigrationError::Failed { number: known, error })?;
        transaction.commit().await?;
        Ok(MigrationReport { before, after: known })
    }
}

impl From<crate::Sql> for Statement {
    fn from(sql: crate::Sql) -> Self {
        sql.statement()
    }
}
