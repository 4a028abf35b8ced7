//! The key ring with the table of case keys: what seals the sensitive columns of a case.

use super::{Failure, Moment};
use portable_sql::{Session, Transaction};
use std::sync::Arc;
use uuid::Uuid;
use vault::{CaseKey, DestroyedList, KeyRing, WrappedKey};

portable_sql::statements! {
    /// The wrapped key of a case.
    CASE_KEY = "SELECT key_id, wrapped FROM case_key WHERE case_id = $1 AND destroyed IS NULL";
    /// Keeps a new case's wrapped key.
    KEEP_CASE_KEY = "INSERT INTO case_key (case_id, key_id, wrapped, created) VALUES ($1, $2, $3, $4)";
    /// Destroys a case's key: what it sealed can never be opened again.
    DESTROY_CASE_KEY = "UPDATE case_key SET wrapped = $2, destroyed = $3 WHERE case_id = $1";
    /// Case keys that an older installation key wraps.
    KEYS_TO_REWRAP = "SELECT case_id, key_id, wrapped FROM case_key WHERE key_id <> $1 AND destroyed IS NULL ORDER BY case_id LIMIT 500";
    /// Replaces a wrapping.
    REWRAP = "UPDATE case_key SET key_id = $2, wrapped = $3 WHERE case_id = $1";
}

/// Opens and makes case keys.
#[derive(Clone)]
pub struct Keys(Arc<KeyRing>, Option<Arc<DestroyedList>>);

impl Keys {
    /// Around the installation's ring.
    #[must_use]
    pub fn new(ring: Arc<KeyRing>) -> Self {
        Self(ring, None)
    }

    /// Keeping the list of destroyed cases beside the key file, which a restore of an older backup replays.
    #[must_use]
    pub fn recording(self, list: DestroyedList) -> Self {
        Self(self.0, Some(Arc::new(list)))
    }

    /// The installation's ring.
    #[must_use]
    pub fn ring(&self) -> &KeyRing {
        &self.0
    }

    /// The key of a case.
    ///
    /// # Errors
    /// [`Failure::Destroyed`] when the case has none (any more).
    pub async fn of_case<'a>(&self, on: impl Into<Session<'a>>, case: Uuid) -> Result<CaseKey, Failure> {
        let (key_id, bytes): (String, Vec<u8>) =
            CASE_KEY.bind(case).one(on).await?.ok_or(Failure::Destroyed)?;
        let wrapped = wrapped_key(&key_id, bytes)?;
        self.0.unwrap(case, &wrapped).map_err(|e| Failure::Sealed(e.to_string()))
    }

    /// Makes and keeps the key of a new case.
    ///
    /// # Errors
    /// Database errors.
    pub async fn create(&self, on: &mut Transaction, case: Uuid, now: Moment) -> Result<CaseKey, Failure> {
        let key = self.0.new_case_key().map_err(|e| Failure::Sealed(e.to_string()))?;
        let wrapped = self.0.wrap(case, &key).map_err(|e| Failure::Sealed(e.to_string()))?;
        KEEP_CASE_KEY
            .bind(case)
            .bind(wrapped.key_id.to_string())
            .bind(wrapped.bytes)
            .bind(now)
            .execute(on)
            .await?;
        Ok(key)
    }

    /// Destroys the key of a case. It is listed first: should the commit then fail, the list knows too much, never
    /// too little, and the next start says so.
    ///
    /// # Errors
    /// Database errors; [`Failure::Broken`] when the list cannot be written: then nothing is destroyed.
    pub async fn destroy(&self, on: &mut Transaction, case: Uuid, now: Moment) -> Result<(), Failure> {
        if let Some(list) = &self.1 {
            list.record(case, &now.timestamp().to_string())
                .map_err(|_| Failure::Broken("the list of destroyed cases cannot be written".into()))?;
        }
        DESTROY_CASE_KEY.bind(case).bind(Vec::new()).bind(now).execute(on).await?;
        Ok(())
    }

    /// Wraps up to 500 case keys anew under the current installation key; how many were wrapped.
    ///
    /// # Errors
    /// When a key cannot be opened: then nothing of the batch has changed.
    pub async fn rewrap(&self, on: &mut Transaction) -> Result<usize, Failure> {
        let rows: Vec<(Uuid, String, Vec<u8>)> =
            KEYS_TO_REWRAP.bind(self.0.current_key_id().to_string()).all(&mut *on).await?;
        let count = rows.len();
        for (case, key_id, bytes) in rows {
            let old = wrapped_key(&key_id, bytes)?;
            let wrapped = self.0.rewrap(case, &old).map_err(|e| Failure::Sealed(e.to_string()))?;
            REWRAP.bind(case).bind(wrapped.key_id.to_string()).bind(wrapped.bytes).execute(on).await?;
        }
        Ok(count)
    }
}

fn wrapped_key(key_id: &str, bytes: Vec<u8>) -> Result<WrappedKey, Failure> {
    let key_id =
        key_id.parse().map_err(|_| Failure::Sealed("a case key names no installation key".into()))?;
    Ok(WrappedKey { key_id, bytes })
}
