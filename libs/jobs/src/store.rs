//! The queue's table.

use crate::backoff::{MOST_ATTEMPTS, next_delay};
use crate::{WORKER_LOST, carries_identifiers_only};
use jiff::{SignedDuration, Timestamp};
use portable_sql::{Session, SqlError, Transaction};
use uuid::Uuid;

portable_sql::statements! {
    /// Here is a new job.
    ENQUEUE = "INSERT INTO job (id, kind, subject, ids, state, attempts, due, created)
               VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $6)";
    /// Is anything to be done?
    ANY_DUE = "SELECT 1 FROM job
               WHERE (state = 'waiting' AND due <= $1) OR (state = 'running' AND claimed_until <= $1) LIMIT 1";
    /// Whose worker disappeared on the last attempt?
    GIVE_UP_LOST = "UPDATE job SET state = 'given_up', last_error = $3, finished = $1, claimed_until = NULL
                    WHERE state = 'running' AND claimed_until <= $1 AND attempts >= $2";
    /// Which jobs are mine until the lease ends? The condition stands twice, so that a job somebody else has
    /// taken between choosing and changing is left alone.
    CLAIM = "UPDATE job SET state = 'running', attempts = attempts + 1, claimed_until = $2
             WHERE id IN (SELECT id FROM job
                          WHERE (state = 'waiting' AND due <= $1) OR (state = 'running' AND claimed_until <= $1)
                          ORDER BY due, id LIMIT $3)
               AND (state = 'waiting' OR (state = 'running' AND claimed_until <= $1))
             RETURNING id, kind, subject, ids, attempts, due, claimed_until";
    /// This one is done.
    DONE = "UPDATE job SET state = 'done', finished = $2, claimed_until = NULL, last_error = NULL
            WHERE id = $1 AND state <> 'done'";
    /// This one waits for another attempt, if it is still mine.
    AGAIN = "UPDATE job SET state = 'waiting', due = $3, last_error = $4, claimed_until = NULL
             WHERE id = $1 AND state = 'running' AND claimed_until = $2";
    /// Nobody tries this one any more.
    GIVE_UP = "UPDATE job SET state = 'given_up', finished = $2, last_error = $3, claimed_until = NULL
               WHERE id = $1 AND (state = 'waiting' OR state = 'running')";
    /// Nobody tries this one any more, if it is still mine.
    GIVE_UP_MINE = "UPDATE job SET state = 'given_up', finished = $3, last_error = $4, claimed_until = NULL
                    WHERE id = $1 AND state = 'running' AND claimed_until = $2";
    /// Which jobs does somebody have to look at?
    GIVEN_UP = "SELECT id, kind, subject, attempts, last_error, created, finished FROM job
                WHERE state = 'given_up' ORDER BY finished, id";
    /// Try this one again from the beginning.
    REVIVE = "UPDATE job SET state = 'waiting', attempts = 0, due = $2, finished = NULL, last_error = NULL
              WHERE id = $1 AND state = 'given_up'";
    /// How many jobs wait or run?
    WAITING = "SELECT count(*) FROM job WHERE state = 'waiting' OR state = 'running'";
    /// Away with what has been done long ago.
    FORGET_DONE = "DELETE FROM job WHERE state = 'done' AND finished <= $1";
}

/// A job to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// A fresh identifier.
    pub id: Uuid,
    /// What is to be done, as a stable code of the program.
    pub kind: &'static str,
    /// What it is about (a case, an account), so that a person can find it among those given up.
    pub subject: Option<Uuid>,
    /// What else the worker needs to know: identifiers and codes, never content
    /// ([`carries_identifiers_only`]).
    pub ids: serde_json::Value,
    /// Not before this moment.
    pub due: Timestamp,
}

portable_sql::row! {
    /// A job in a worker's hands.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Job {
        /// Its identifier.
        pub id: Uuid,
        /// What is to be done.
        pub kind: String,
        /// What it is about.
        pub subject: Option<Uuid>,
        /// Identifiers and codes.
        pub ids: serde_json::Value,
        /// How often it has been tried, this time included.
        pub attempts: u32,
        /// Since when it could have run.
        pub due: Timestamp,
        /// Until when it belongs to this worker.
        pub claimed_until: Timestamp,
    }
}

portable_sql::row! {
    /// A job that has been given up and waits for a person.
    #[derive(Clone, Debug, PartialEq)]
    pub struct GivenUp {
        /// Its identifier.
        pub id: Uuid,
        /// What was to be done.
        pub kind: String,
        /// What it is about.
        pub subject: Option<Uuid>,
        /// How often it was tried.
        pub attempts: u32,
        /// Why the last attempt failed, as a stable code.
        pub last_error: Option<String>,
        /// When it was queued.
        pub created: Timestamp,
        /// When it was given up.
        pub finished: Option<Timestamp>,
    }
}

/// What becomes of a job after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is tried again.
    Again {
        /// From this moment on.
        due: Timestamp,
    },
    /// It is not tried again by itself.
    GivenUp,
}

/// Queues a job; it exists if and only if the transaction is committed.
///
/// # Errors
/// [`SqlError::Constraint`] when `ids` carries content, [`SqlError::Duplicate`] when the identifier is taken.
pub async fn enqueue(tx: &mut Transaction, job: &NewJob, now: Timestamp) -> Result<(), SqlError> {
    if !carries_identifiers_only(&job.ids) {
        return Err(SqlError::Constraint(format!("job {} carries content instead of identifiers", job.kind)));
    }
    ENQUEUE
        .bind(job.id)
        .bind(job.kind)
        .bind(job.subject)
        .bind(&job.ids)
        .bind(job.due)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
}

/// Whether [`claim`] would find anything. Cheap, and without a transaction: an idle worker that asks this first
/// takes no write lock.
///
/// # Errors
/// Any [`SqlError`].
pub async fn any_due<'a>(on: impl Into<Session<'a>>, now: Timestamp) -> Result<bool, SqlError> {
    Ok(ANY_DUE.bind(now).one::<(i64,)>(on).await?.is_some())
}

/// Takes up to `limit` jobs that are due, or whose worker has let its lease run out, for the length of `lease`;
/// the longest due first. The caller commits before it starts working.
///
/// A job whose worker disappeared on the last attempt is given up with [`WORKER_LOST`] instead: it may be the
/// job that brings the workers down.
///
/// # Errors
/// [`SqlError::Conflict`] when another worker was in the way (PostgreSQL): run the transaction again. Two
/// workers never both commit the same job.
pub async fn claim(
    tx: &mut Transaction,
    now: Timestamp,
    limit: u32,
    lease: SignedDuration,
) -> Result<Vec<Job>, SqlError> {
    let until = after(now, lease)?;
    GIVE_UP_LOST.bind(now).bind(MOST_ATTEMPTS).bind(WORKER_LOST).execute(tx).await?;
    let mut jobs: Vec<Job> = CLAIM.bind(now).bind(until).bind(limit).all(tx).await?;
    // RETURNING promises no order.
    jobs.sort_by_key(|job| (job.due, job.id));
    Ok(jobs)
}

/// The job has been done. True whoever holds the lease by now, so a late worker may say so as well; `false` when
/// it was done already or does not exist.
///
/// # Errors
/// Any [`SqlError`].
pub async fn done(tx: &mut Transaction, id: Uuid, now: Timestamp) -> Result<bool, SqlError> {
    Ok(DONE.bind(id).bind(now).execute(tx).await? > 0)
}

/// The attempt failed for the reason `code` (a stable code, never a message): the job is due again after
/// [`next_delay`], or given up after the last attempt. Changes nothing when the lease had run out and the job
/// is another worker's by now.
///
/// # Errors
/// Any [`SqlError`].
pub async fn retry(
    tx: &mut Transaction,
    job: &Job,
    now: Timestamp,
    code: &'static str,
) -> Result<Fate, SqlError> {
    let Some(pause) = next_delay(job.attempts) else {
        GIVE_UP_MINE.bind(job.id).bind(job.claimed_until).bind(now).bind(code).execute(tx).await?;
        return Ok(Fate::GivenUp);
    };
    let due = after(now, pause)?;
    AGAIN.bind(job.id).bind(job.claimed_until).bind(due).bind(code).execute(tx).await?;
    Ok(Fate::Again { due })
}

/// Gives an unfinished job up at once, because trying again cannot help (`code` is why); `false` when it was
/// finished already or does not exist.
///
/// # Errors
/// Any [`SqlError`].
pub async fn give_up(
    tx: &mut Transaction,
    id: Uuid,
    now: Timestamp,
    code: &'static str,
) -> Result<bool, SqlError> {
    Ok(GIVE_UP.bind(id).bind(now).bind(code).execute(tx).await? > 0)
}

/// The jobs given up, the longest abandoned first.
///
/// # Errors
/// Any [`SqlError`].
pub async fn given_up<'a>(on: impl Into<Session<'a>>) -> Result<Vec<GivenUp>, SqlError> {
    GIVEN_UP.statement().all(on).await
}

/// A person has removed the cause: a job that was given up starts over, due at once. `false` when it is not
/// among those given up.
///
/// # Errors
/// Any [`SqlError`].
pub async fn revive(tx: &mut Transaction, id: Uuid, now: Timestamp) -> Result<bool, SqlError> {
    Ok(REVIVE.bind(id).bind(now).execute(tx).await? > 0)
}

/// How many jobs are unfinished: waiting (due or not) or running.
///
/// # Errors
/// Any [`SqlError`].
pub async fn waiting_count<'a>(on: impl Into<Session<'a>>) -> Result<u32, SqlError> {
    WAITING.statement().get::<(u32,)>(on).await.map(|(count,)| count)
}

/// Deletes jobs done until `until`; how many. Those given up stay.
///
/// # Errors
/// Any [`SqlError`].
pub async fn forget_done(tx: &mut Transaction, until: Timestamp) -> Result<u64, SqlError> {
    FORGET_DONE.bind(until).execute(tx).await
}

/// A moment later, cut to the microseconds that both databases keep: a lease is recognised by its end.
fn after(now: Timestamp, pause: SignedDuration) -> Result<Timestamp, SqlError> {
    now.checked_add(pause)
        .and_then(|moment| Timestamp::from_microsecond(moment.as_microsecond()))
        .map_err(|_| SqlError::Other("the moment lies beyond the calendar".into()))
}
