//! A statement's text and its bound values.

use crate::{Bind, Row, Session, SqlError, Value};

/// A statement's text, named after the question it answers.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    name: &'static str,
    text: &'static str,
}

impl Sql {
    /// Used by [`statements!`](crate::statements) only.
    #[must_use]
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text }
    }

    /// The question's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The text.
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.text
    }

    /// The statement with nothing bound yet.
    #[must_use]
    pub const fn statement(self) -> Statement {
        Statement { sql: self, values: Vec::new(), taken_means_again: false }
    }

    /// Binds `$1`; see [`Statement::bind`].
    #[must_use]
    pub fn bind(self, value: impl Bind) -> Statement {
        self.statement().bind(value)
    }

    /// The types that the server gives to the placeholders and to the columns of the answer, in order ("uuid",
    /// "timestamptz"): for the test that executes every statement with samples. The embedded database gives
    /// placeholders no types: nothing.
    ///
    /// # Errors
    /// When the server does not understand the statement.
    pub async fn types(self, on: &crate::Queries) -> Result<Option<Types>, SqlError> {
        match on {
            crate::Queries::Sqlite(_) => Ok(None),
            crate::Queries::Postgres(pool) => crate::postgres::types(pool, self.text).await.map(Some),
        }
    }

    /// How many placeholders the text has: the highest `$n`.
    #[must_use]
    pub fn placeholders(self) -> usize {
        let mut highest = 0usize;
        let mut rest = self.text;
        while let Some(at) = rest.find('$') {
            rest = rest.get(at + 1..).unwrap_or_default();
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            highest = highest.max(rest.get(..end).and_then(|n| n.parse().ok()).unwrap_or(0));
        }
        highest
    }
}

/// The server's types of a statement's placeholders and of its answer's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Types {
    /// Of `$1`, `$2` and so on.
    pub placeholders: Vec<String>,
    /// Of the columns.
    pub columns: Vec<String>,
}

/// First words of statements that would end the transaction, lift the read half's fence or change the schema.
const NOT_OF_A_SLICE: &[&str] = &[
    "COMMIT",
    "END",
    "ROLLBACK",
    "ABORT",
    "BEGIN",
    "START",
    "SAVEPOINT",
    "RELEASE",
    "PREPARE",
    "PRAGMA",
    "ATTACH",
    "DETACH",
    "SET",
    "RESET",
    "DISCARD",
    "VACUUM",
    "LOCK",
    "COPY",
    "CREATE",
    "ALTER",
    "DROP",
    "TRUNCATE",
];

/// A statement with bound values, ready to run.
#[derive(Clone, Debug)]
pub struct Statement {
    pub(crate) sql: Sql,
    pub(crate) values: Vec<Value>,
    taken_means_again: bool,
}

impl Statement {
    /// Binds the next placeholder: the first call `$1`, the second `$2`, and so on.
    #[must_use]
    pub fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.into_value());
        self
    }

    /// Whoever has written a row with this key before was in the way: [`SqlError::Conflict`] instead of
    /// [`SqlError::Duplicate`], so that the whole operation is run again.
    #[must_use]
    pub fn again_if_taken(mut self) -> Self {
        self.taken_means_again = true;
        self
    }

    /// What an error of this statement means.
    pub(crate) fn meaning<T>(&self, answer: Result<T, SqlError>) -> Result<T, SqlError> {
        answer.map_err(|error| match error {
            SqlError::Duplicate(_) if self.taken_means_again => SqlError::Conflict,
            error => error,
        })
    }

    /// The first row, or `None`.
    ///
    /// # Errors
    /// Any [`SqlError`].
    pub async fn one<'a, T: Row>(self, on: impl Into<Session<'a>>) -> Result<Option<T>, SqlError> {
        Ok(self.all(on).await?.into_iter().next())
    }

    /// The first row, which must exist.
    ///
    /// # Errors
    /// [`SqlError::Missing`] when there is none.
    pub async fn get<'a, T: Row>(self, on: impl Into<Session<'a>>) -> Result<T, SqlError> {
        let name = self.sql.name;
        self.one(on).await?.ok_or(SqlError::Missing(name))
    }

    /// All rows.
    ///
    /// # Errors
    /// Any [`SqlError`].
    pub async fn all<'a, T: Row>(self, on: impl Into<Session<'a>>) -> Result<Vec<T>, SqlError> {
        let on = on.into();
        if let Err(error) = self.check() {
            on.refuse();
            return Err(error);
        }
        on.all(&self).await
    }

    /// Changes rows inside a transaction; the number of rows changed.
    ///
    /// # Errors
    /// Any [`SqlError`].
    pub async fn execute(self, on: &mut crate::Transaction) -> Result<u64, SqlError> {
        if let Err(error) = self.check() {
            Session::from(on).refuse();
            return Err(error);
        }
        on.execute(&self).await
    }

    /// Changes rows inside a transaction without waiting for it: on a server it goes together with the next statement, or
    /// the commit, which then gives its error. For changes of which nobody has to know how many rows they changed.
    ///
    /// # Errors
    /// Any [`SqlError`], also of what was left for later before.
    pub async fn later(self, on: &mut crate::Transaction) -> Result<(), SqlError> {
        if let Err(error) = self.check() {
            Session::from(on).refuse();
            return Err(error);
        }
        on.hold(self).await
    }

    fn check(&self) -> Result<(), SqlError> {
        let expected = self.sql.placeholders();
        if expected != self.values.len() {
            return Err(SqlError::Arity { name: self.sql.name, expected, bound: self.values.len() });
        }
        if self.values.iter().any(|v| matches!(v, Value::Text(t) if t.contains('\0'))) {
            return Err(SqlError::Nul(self.sql.name));
        }
        // SQLite stores NaN as NULL, PostgreSQL as NaN: no value that both hold.
        if self.values.iter().any(|v| matches!(v, Value::Real(r) if r.is_nan())) {
            return Err(SqlError::Other(format!("{} was given a number that is none", self.sql.name)));
        }
        let text = self.sql.text.trim_start();
        let head = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        if NOT_OF_A_SLICE.iter().any(|word| head.eq_ignore_ascii_case(word)) {
            return Err(SqlError::Other(format!("{} is not a statement of a slice", self.sql.name)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_counted_by_their_highest_number() {
        assert_eq!(Sql::new("A", "SELECT $2, $1, $12").placeholders(), 12);
        assert_eq!(Sql::new("A", "SELECT 1").placeholders(), 0);
    }

    #[test]
    fn a_forgotten_value_and_a_nul_character_are_refused() {
        let forgotten = Sql::new("A", "SELECT $1, $2").bind(1i64).check();
        assert!(matches!(forgotten, Err(SqlError::Arity { expected: 2, bound: 1, .. })));
        let nul = Sql::new("A", "SELECT $1").bind("a\0b").check();
        assert!(matches!(nul, Err(SqlError::Nul("A"))));
        assert!(Sql::new("A", "COMMIT").statement().check().is_err());
    }
}
