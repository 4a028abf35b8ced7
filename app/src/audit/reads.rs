//! Read events, committed in groups. There is no waiting window: the commit under way is the window.

use super::trail::OfficeLocks;
use super::{Entry, Link, link, store};
use crate::kernel::{Failure, SqlError};
use portable_sql::{Dialect, Writer};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Events in one group at most.
const GROUP: usize = 512;

/// Why a group was not written, as each of those who wait for it is told.
#[derive(Clone, Copy)]
enum Unwritten {
    /// The disk takes nothing more.
    NoRoom,
    /// Anything else.
    Failed,
}

/// Comes when the event is durable.
pub struct Receipt(oneshot::Receiver<Result<(), Unwritten>>);

impl Receipt {
    /// Waits until the event is durable.
    ///
    /// # Errors
    /// [`Failure::Trail`] when it could not be written, [`SqlError::CannotWrite`] when the disk is full: then nothing may
    /// be shown.
    pub async fn durable(self) -> Result<(), Failure> {
        match self.0.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Unwritten::NoRoom)) => Err(Failure::Sql(SqlError::CannotWrite("the audit trail".into()))),
            Ok(Err(Unwritten::Failed)) | Err(_) => Err(Failure::Trail),
        }
    }
}

struct Waiting {
    entry: Entry,
    answer: oneshot::Sender<Result<(), Unwritten>>,
}

pub(super) struct ReadQueue(mpsc::Sender<Waiting>);

impl ReadQueue {
    pub(super) fn start(writer: Arc<Writer>, locks: OfficeLocks) -> Self {
        let (sender, receiver) = mpsc::channel(4096);
        tokio::spawn(write_groups(writer, locks, receiver));
        Self(sender)
    }

    /// A full queue answers like a broken trail: the page is not shown, and the person may try again.
    pub(super) fn push(&self, entry: Entry) -> Receipt {
        let (answer, receipt) = oneshot::channel();
        if let Err(refused) = self.0.try_send(Waiting { entry, answer }) {
            tracing::error!("the queue of read events is full or closed");
            drop(refused);
        }
        Receipt(receipt)
    }
}

async fn write_groups(writer: Arc<Writer>, locks: OfficeLocks, mut queue: mpsc::Receiver<Waiting>) {
    while let Some(first) = queue.recv().await {
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(next) = queue.try_recv()
        {
            group.push(next);
        }
        let written = write_patiently(&writer, &locks, &group).await;
        if let Err(error) = &written {
            tracing::error!(%error, events = group.len(), "read events could not be written");
        }
        let told = written.map_err(|error| match error {
            SqlError::CannotWrite(_) => Unwritten::NoRoom,
            _ => Unwritten::Failed,
        });
        for waiting in group {
            // A client that left does not wait any more.
            let _ = waiting.answer.send(told);
        }
    }
}

async fn write_patiently(writer: &Writer, locks: &OfficeLocks, group: &[Waiting]) -> Result<(), SqlError> {
    let mut offices: Vec<Uuid> = group.iter().map(|w| w.entry.by.office).collect();
    offices.sort_unstable();
    offices.dedup();
    let mut turns = Vec::new();
    if writer.dialect() == Dialect::Postgres {
        for office in offices {
            turns.push(locks.hold(office).await);
        }
    }
    let mut attempt = 0u64;
    loop {
        attempt += 1;
        match write(writer, group).await {
            Err(error) if error.is_conflict() && attempt < 20 => {
                tokio::time::sleep(std::time::Duration::from_millis(attempt)).await;
            }
            outcome => return outcome,
        }
    }
}

async fn write(writer: &Writer, group: &[Waiting]) -> Result<(), SqlError> {
    let mut transaction = writer.begin().await?;
    let mut heads: BTreeMap<Uuid, Link> = BTreeMap::new();
    for Waiting { entry, .. } in group {
        let office = entry.by.office;
        let head = match heads.remove(&office) {
            Some(head) => head,
            None => store::head(&mut transaction, office).await?,
        };
        let next = link(&head, entry);
        store::append(&mut transaction, entry, &next).await?;
        heads.insert(office, next);
    }
    for (office, head) in &heads {
        store::move_head(&mut transaction, *office, head).await?;
    }
    transaction.commit().await
}
