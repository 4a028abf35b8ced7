//! Work for later, queued in the same transaction as the change that calls for it.
//!
//! A letter is only ever sent when the change it tells about has been committed, and a committed change never
//! loses its letter: [`enqueue`] writes the job with the caller's transaction. A worker [`claim`]s jobs for the
//! length of a lease, does them, and says [`done`] or [`retry`]. A worker that dies keeps nothing: its lease
//! runs out and another takes the job, so **a job may run twice and has to bear it**.
//!
//! A job carries identifiers only. What it says is cut anew when it runs, so that a recalled or corrected fact
//! is not sent from the queue, and the queue holds nothing worth reading. [`enqueue`] refuses anything that
//! looks like prose.
//!
//! After [`MOST_ATTEMPTS`] failures (about ten and a half hours) a job is *given up visibly*: it stays in
//! [`given_up`] until somebody [`revive`]s it.
//!
//! Every function takes the time as an argument; nothing here looks at a clock.

mod backoff;
mod content;
mod store;

pub use backoff::{MOST_ATTEMPTS, next_delay};
pub use content::carries_identifiers_only;
pub use store::{
    Fate, GivenUp, Job, NewJob, STATEMENTS, any_due, claim, done, enqueue, forget_done, give_up, given_up,
    retry, revive, waiting_count,
};

/// The code in `last_error` of a job whose worker disappeared (crash, power cut) on the last attempt.
pub const WORKER_LOST: &str = "worker_lost";

/// The table, for the application's numbered list of migrations.
///
/// `state` is `waiting` (from `due` on), `running` (until `claimed_until`), `done` or `given_up` (since
/// `finished`). `attempts` counts how often the job has been claimed. `last_error` is a stable code of the
/// program, never a message, because messages quote content.
pub const MIGRATION: &str = "
CREATE TABLE job (
    id {uuid} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    subject {uuid},
    ids {json} NOT NULL,
    state {text} NOT NULL,
    attempts {int} NOT NULL,
    due {moment} NOT NULL,
    claimed_until {moment},
    last_error {text},
    created {moment} NOT NULL,
    finished {moment}
);
CREATE INDEX job_by_state ON job (state, due, id);
";
