//! The one place that commits.

use super::reads::{ReadQueue, Receipt};
use super::{About, AsFailure, By, Entry, Operation, Recorded};
use crate::kernel::{Clock, Failure, Keys, SqlError, Transaction};
use portable_sql::{Dialect, Migration, MigrationError, MigrationReport, Writer};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Technical writes that tell nothing about people and therefore leave no event. A closed list: whoever wants
/// one more has to write it here, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chore {
    /// A session's last use, so that an idle one ends.
    SessionTouched,
    /// An attempt to sign in was counted (the attempt itself is an event).
    AttemptCounted,
    /// A job was claimed, finished or put off by the worker.
    JobMoved,
    /// Reference data (regions, offices, law, disclosure defaults) was brought in at the start.
    ReferenceLoaded,
    /// Case keys were wrapped under a new installation key.
    KeysRewrapped,
    /// Synthetic data for measurement was written into a database made for it.
    SyntheticLoaded,
    /// Demo mail was kept for the demo's mailbox page.
    DemoMailKept,
}

/// The trail: owns the write half.
#[derive(Clone)]
pub struct Trail {
    inner: Arc<Inner>,
}

struct Inner {
    writer: Arc<Writer>,
    locks: OfficeLocks,
    clock: Clock,
    keys: Keys,
    reads: ReadQueue,
}

/// On PostgreSQL operations of one office would collide on the end of its chain and be run again and again; in
/// one process they wait for each other instead. On SQLite the one writing connection does that.
#[derive(Clone, Default)]
pub(super) struct OfficeLocks(Arc<Mutex<HashMap<Uuid, Arc<tokio::sync::Mutex<()>>>>>);

impl OfficeLocks {
    pub(super) async fn hold(&self, office: Uuid) -> tokio::sync::OwnedMutexGuard<()> {
        let lock = {
            let mut locks = match self.0.lock() {
                Ok(locks) => locks,
                Err(poisoned) => poisoned.into_inner(),
            };
            locks.entry(office).or_default().clone()
        };
        lock.lock_owned().await
    }
}

/// How often an operation is run when others are in the way.
const ATTEMPTS: u32 = 12;

impl Trail {
    /// Takes the write half. Must be called inside the runtime that serves (it starts the reads' writer).
    #[must_use]
    pub fn new(writer: Writer, clock: Clock, keys: Keys) -> Self {
        let writer = Arc::new(writer);
        let locks = OfficeLocks::default();
        let reads = ReadQueue::start(writer.clone(), locks.clone());
        Self { inner: Arc::new(Inner { writer, locks, clock, keys, reads }) }
    }

    /// Runs an operation in a task of its own (a dropped client cannot cut it), again when another was in the
    /// way, and commits when its closure returns [`Recorded`].
    ///
    /// # Errors
    /// Whatever the closure refuses with; then nothing has changed.
    pub async fn run<F, Fut, T, E>(&self, by: By, work: F) -> Result<T, E>
    where
        F: Fn(Operation) -> Fut + Send + 'static,
        Fut: Future<Output = Result<(Recorded, T), E>> + Send + 'static,
        T: Send + 'static,
        E: From<Failure> + AsFailure + Send + 'static,
    {
        let trail = self.clone();
        let task = tokio::spawn(async move {
            let mut attempt = 0;
            loop {
                attempt += 1;
                let outcome = match trail.begin(by).await {
                    Ok((turn, operation)) => {
                        let running = work(operation);
                        finish(turn, running).await
                    }
                    Err(failure) => Err(E::from(failure)),
                };
                let again =
                    matches!(&outcome, Err(error) if error.as_failure().is_some_and(Failure::is_conflict));
                if !again || attempt >= ATTEMPTS {
                    return outcome;
                }
                tokio::time::sleep(std::time::Duration::from_millis(u64::from(attempt) * 3)).await;
            }
        });
        match task.await {
            Ok(outcome) => outcome,
            Err(_) => Err(Failure::Broken("an operation broke off".into()).into()),
        }
    }

    async fn begin(&self, by: By) -> Result<(Turn, Operation), Failure> {
        let turn = self.turn(by.office).await;
        let transaction = self.inner.writer.begin().await?;
        Ok((turn, Operation::new(transaction, by, self.inner.clock.now(), self.inner.keys.clone())))
    }

    async fn turn(&self, office: Uuid) -> Turn {
        match self.inner.writer.dialect() {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(self.inner.locks.hold(office).await),
        }
    }

    /// Queues a read event; the receipt comes when its group is durable.
    #[must_use]
    pub fn read(&self, by: By, about: About, detail: String) -> Receipt {
        let entry = Entry { by, code: "case.read".into(), about, detail, moment: self.inner.clock.now() };
        self.inner.reads.push(entry)
    }

    /// Queues the event that these cases were shown in a list; the receipt comes when it is durable. One event for the
    /// whole list: a worker's day names thirty families, and thirty events a page would bury the trail.
    #[must_use]
    pub fn listed(&self, by: By, cases: &[Uuid]) -> Receipt {
        let detail = serde_json::json!({ "cases": cases }).to_string();
        let about = About::default();
        let entry = Entry { by, code: "case.listed".into(), about, detail, moment: self.inner.clock.now() };
        self.inner.reads.push(entry)
    }

    /// A technical write from the closed list; leaves no event.
    ///
    /// # Errors
    /// Database errors; conflicts are tried again.
    pub async fn chore<F, Fut, T>(&self, chore: Chore, work: F) -> Result<T, Failure>
    where
        F: Fn(Transaction) -> Fut + Send,
        Fut: Future<Output = Result<(Transaction, T), Failure>> + Send,
    {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let outcome = self.try_chore(&work).await;
            match outcome {
                Err(failure) if failure.is_conflict() && attempt < ATTEMPTS => {
                    tracing::debug!(?chore, attempt, "a chore is tried again");
                    tokio::time::sleep(std::time::Duration::from_millis(u64::from(attempt) * 3)).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn try_chore<F, Fut, T>(&self, work: &F) -> Result<T, Failure>
    where
        F: Fn(Transaction) -> Fut,
        Fut: Future<Output = Result<(Transaction, T), Failure>>,
    {
        let transaction = self.inner.writer.begin().await?;
        let (transaction, value) = work(transaction).await?;
        transaction.commit().await?;
        Ok(value)
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// [`MigrationError`]; then nothing has changed.
    pub async fn migrate(&self, list: &[Migration]) -> Result<MigrationReport, MigrationError> {
        self.inner.writer.migrate(list).await
    }

    /// Writes a consistent copy of an embedded database into a new file.
    ///
    /// # Errors
    /// When it cannot be written, or the database is a server.
    pub fn snapshot(&self, to: &std::path::Path) -> Result<(), SqlError> {
        self.inner.writer.snapshot(to)
    }
}

/// An office's turn to write, held until the commit.
type Turn = Option<tokio::sync::OwnedMutexGuard<()>>;

async fn finish<T, E: From<Failure>>(
    turn: Turn,
    running: impl Future<Output = Result<(Recorded, T), E>>,
) -> Result<T, E> {
    let (recorded, value) = running.await?;
    recorded.0.commit().await.map_err(Failure::from)?;
    drop(turn);
    Ok(value)
}
