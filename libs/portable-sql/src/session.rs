//! Where a statement runs: on the read half, or inside a transaction.

use crate::{Queries, Row, SqlError, Statement, postgres, sqlite};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where a statement reads from.
pub enum Session<'a> {
    /// The read half: any free connection, no transaction around it.
    Queries(&'a Queries),
    /// An open transaction: sees its own changes.
    Transaction(&'a mut Transaction),
    /// An open transaction that answers several questions at once.
    Beside(Beside<'a>),
}

/// An open transaction that answers several questions at once: whoever asks them together (`tokio::try_join!`) waits once
/// for a server, where one after another would wait for each. It can only be asked. From
/// [`Transaction::beside`].
#[derive(Clone, Copy)]
pub struct Beside<'a>(&'a Transaction);

impl<'a> From<Beside<'a>> for Session<'a> {
    fn from(beside: Beside<'a>) -> Self {
        Self::Beside(beside)
    }
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
            Session::Beside(beside) => Session::Beside(*beside),
        }
    }
}

impl Session<'_> {
    /// Notes that a statement was refused before it reached the database: the transaction around it is as
    /// broken as if the database had refused it.
    pub(crate) fn refuse(self) {
        match self {
            Self::Transaction(transaction) => transaction.unanswered.begin(),
            Self::Beside(Beside(transaction)) => transaction.unanswered.begin(),
            Self::Queries(_) => {}
        }
    }

    pub(crate) async fn all<T: Row>(self, statement: &Statement) -> Result<Vec<T>, SqlError> {
        match self {
            Self::Queries(Queries::Sqlite(pool)) => pool.all(statement),
            Self::Queries(Queries::Postgres(pool)) => postgres::all_from_pool(pool, statement).await,
            Self::Transaction(transaction) => {
                transaction.unanswered.begin();
                let found = match &mut transaction.inner {
                    Inner::Sqlite(open) => open.all(statement),
                    Inner::Postgres(open) => open.all(statement).await,
                };
                transaction.unanswered.end(found)
            }
            Self::Beside(Beside(transaction)) => {
                transaction.unanswered.begin();
                let found = match &transaction.inner {
                    Inner::Sqlite(open) => open.all(statement),
                    Inner::Postgres(open) => open.beside(statement).await,
                };
                transaction.unanswered.end(found)
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
    unanswered: Unanswered,
}

pub(crate) enum Inner {
    Sqlite(sqlite::Open),
    Postgres(Box<postgres::Open>),
}

/// How many statements were asked and not answered well. One that failed stays, and so does one whose future was dropped
/// half-way: both leave the transaction unusable.
#[derive(Default)]
struct Unanswered(AtomicUsize);

impl Unanswered {
    fn begin(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn end<T>(&self, answer: Result<T, SqlError>) -> Result<T, SqlError> {
        if answer.is_ok() {
            self.0.fetch_sub(1, Ordering::Relaxed);
        }
        answer
    }

    fn any(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

impl Transaction {
    pub(crate) fn new(inner: Inner) -> Self {
        Self { inner, unanswered: Unanswered::default() }
    }

    pub(crate) async fn execute(&mut self, statement: &Statement) -> Result<u64, SqlError> {
        self.unanswered.begin();
        let changed = match &mut self.inner {
            Inner::Sqlite(open) => open.execute(statement),
            Inner::Postgres(open) => open.execute(statement).await,
        };
        self.unanswered.end(changed)
    }

    pub(crate) async fn hold(&mut self, statement: Statement) -> Result<(), SqlError> {
        self.unanswered.begin();
        let held = match &mut self.inner {
            Inner::Sqlite(open) => open.execute(&statement).map(|_| ()),
            Inner::Postgres(open) => open.hold(statement).await,
        };
        self.unanswered.end(held)
    }

    /// The transaction as one that answers several questions at once. What was [left for
    /// later](Statement::later) is written first.
    ///
    /// # Errors
    /// The error of a change that was left for later.
    pub async fn beside(&mut self) -> Result<Beside<'_>, SqlError> {
        self.unanswered.begin();
        let written = match &mut self.inner {
            Inner::Sqlite(_) => Ok(()),
            Inner::Postgres(open) => open.send_held().await,
        };
        self.unanswered.end(written)?;
        Ok(Beside(self))
    }

    /// Makes the changes durable.
    ///
    /// # Errors
    /// [`SqlError::Conflict`] when another transaction was in the way, [`SqlError::Other`] when a statement of
    /// it had failed, the error of a change that was [left for later](Statement::later); then nothing has changed.
    pub async fn commit(self) -> Result<(), SqlError> {
        if self.unanswered.any() {
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
