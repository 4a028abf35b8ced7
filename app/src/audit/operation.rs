//! A change under way, and the proof that its event has been written.

use super::{By, Entry, Event, Link, link, store};
use crate::kernel::{Keys, Moment, SqlError, Transaction};
use uuid::Uuid;

/// A change under way: statements run on [`work`](Operation::work), and the last word is
/// [`record`](Operation::record), which consumes it, so that nothing is written after the event.
pub struct Operation {
    transaction: Transaction,
    by: By,
    now: Moment,
    keys: Keys,
    head: Option<Link>,
}

/// The proof that the operation's event has been written; returning it commits.
#[must_use = "an operation without its Recorded is rolled back"]
pub struct Recorded(pub(super) Transaction);

impl Operation {
    pub(super) fn new(transaction: Transaction, by: By, now: Moment, keys: Keys) -> Self {
        Self { transaction, by, now, keys, head: None }
    }

    /// Where statements run. No begin, no commit.
    pub fn work(&mut self) -> &mut Transaction {
        &mut self.transaction
    }

    /// The moment of the operation: one for all its rows.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Who acts.
    #[must_use]
    pub fn by(&self) -> By {
        self.by
    }

    /// The keys that seal.
    #[must_use]
    pub fn keys(&self) -> Keys {
        self.keys.clone()
    }

    /// Writes a further event of this operation (a lower capability's event inside mine).
    ///
    /// # Errors
    /// Database errors.
    pub async fn note<E: Event>(&mut self, event: &E) -> Result<(), SqlError> {
        let head = match self.head.take() {
            Some(head) => head,
            None => store::head(&mut self.transaction, self.by.office).await?,
        };
        let detail =
            serde_json::to_string(event).map_err(|_| SqlError::Other(format!("{} is no JSON", E::CODE)))?;
        let entry =
            Entry { by: self.by, code: E::CODE.into(), about: event.about(), detail, moment: self.now };
        let next = link(&head, &entry);
        store::append(&mut self.transaction, &entry, &next).await?;
        self.head = Some(next);
        Ok(())
    }

    /// Writes an event of this operation into the chain of another office, and gives the end of that chain: for what
    /// one office hands over and another receives. It stays where it is written.
    ///
    /// # Errors
    /// Database errors; an event for the operation's own chain, which is written by [`note`](Operation::note).
    pub async fn note_in<E: Event>(&mut self, office: Uuid, event: &E) -> Result<Link, SqlError> {
        if office == self.by.office {
            return Err(SqlError::Other(format!("{} belongs to the operation's own chain", E::CODE)));
        }
        let head = store::head(&mut self.transaction, office).await?;
        let detail =
            serde_json::to_string(event).map_err(|_| SqlError::Other(format!("{} is no JSON", E::CODE)))?;
        let by = By { office, ..self.by };
        let entry = Entry { by, code: E::CODE.into(), about: event.about(), detail, moment: self.now };
        let next = link(&head, &entry);
        store::append(&mut self.transaction, &entry, &next).await?;
        store::move_head(&mut self.transaction, office, &next).await?;
        Ok(next)
    }

    /// Writes the operation's event and ends it.
    ///
    /// # Errors
    /// Database errors.
    pub async fn record<E: Event>(mut self, event: &E) -> Result<Recorded, SqlError> {
        self.note(event).await?;
        if let Some(head) = &self.head {
            store::move_head(&mut self.transaction, self.by.office, head).await?;
        }
        Ok(Recorded(self.transaction))
    }
}
