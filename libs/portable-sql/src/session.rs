//! Where a statement runs: on the read half, or inside a transaction.

use crate::{Queries, Row, SqlError, Statement, postgres, sqlite};

/// Where a statement reads from.
pub enum Session<'a> {
    /// The read half: any free connection, no transaction around it.
    Queries(&'a Queries),
    /// An open transaction: sees its own changes.
    Transaction(&'a mut Transaction),
}

impl<'a> From<&'a Queries> for Session<'a> {
    fn from(queries: &'a Queries) -> Self {
        Self::Queries(queries)
    }
}

impl<'a> From<&'a mut Transaction> for Session<'a> {
    fn from(transaction: &'a mut Transaction) -> Self {
        Self::Transaction(transaction)
    }
}

impl<'a> From<&'a mut Session<'_>> for Session<'a> {
    fn from(session: &'a mut Session<'_>) -> Self {
        match session {
            Session::Queries(queries) => Session::Queries(queries),
            Session::Transaction(transaction) => Session::Transaction(transaction),
        }
    }
}

impl Session<'_> {
    /// Notes that a statement was refused before it reached the database: the transaction around it is as
    /// broken as if the database had refused it.
    pub(crate) fn refuse(self) {
        if let Self::Transaction(transaction) = self {
            transaction.broken = true;
        }
    }

    pub(crate) async fn all<T: Row>(self, statement: &Statement) -> Result<Vec<T>, SqlError> {
        match self {
            Self::Queries(Queries::Sqlite(pool)) => pool.all(statement),
            Self::Queries(Queries::Postgres(pool)) => postgres::all_from_pool(pool, statement).await,
            Self::Transaction(transaction) => {
                // Broken until the answer is here: a future dropped half-way leaves the transaction unusable.
                let broken = std::mem::replace(&mut transaction.broken, true);
                let found = match &mut transaction.inner {
                    Inner::Sqlite(open) => sqlite::all(open.connection()?, statement),
                    Inner::Postgres(open) => postgres::all(open.client()?, statement).await,
                };
                transaction.broken = broken || found.is_err();
                found
            }
        }
    }
}

/// An open transaction. Dropped without [`commit`](Transaction::commit), it leaves nothing behind.
///
/// A failed statement breaks the whole transaction on both databases (PostgreSQL insists on it): whoever wants
/// to "try and see" uses `ON CONFLICT`.
pub struct Transaction {
    pub(crate) inner: Inner,
    pub(crate) broken: bool,
}

pub(crate) enum Inner {
    Sqlite(sqlite::Open),
    Postgres(Box<postgres::Open>),
}

impl Transaction {
    pub(crate) async fn execute(&mut self, statement: &Statement) -> Result<u64, SqlError> {
        let broken = std::mem::replace(&mut self.broken, true);
        let changed = match &mut self.inner {
            Inner::Sqlite(open) => sqlite::execute(open.connection()?, statement),
            Inner::Postgres(open) => postgres::execute(open.client()?, statement).await,
        };
        self.broken = broken || changed.is_err();
        changed
    }

    /// Makes the changes durable.
    ///
    /// # Errors
    /// [`SqlError::Conflict`] when another transaction was in the way, [`SqlError::Other`] when a statement of
    /// it had failed; then nothing has changed.
    pub async fn commit(self) -> Result<(), SqlError> {
        if self.broken {
            self.roll_back().await?;
            return Err(SqlError::Other("a statement of this transaction had failed".into()));
        }
        match self.inner {
            Inner::Sqlite(open) => open.commit(),
            Inner::Postgres(open) => open.commit().await,
        }
    }

    /// Drops all changes.
    ///
    /// # Errors
    /// When the connection is gone; the changes are dropped all the same.
    pub async fn roll_back(self) -> Result<(), SqlError> {
        match self.inner {
            Inner::Sqlite(open) => {
                drop(open);
                Ok(())
            }
            Inner::Postgres(open) => open.roll_back().await,
        }
    }
}
