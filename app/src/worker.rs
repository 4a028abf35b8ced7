//! The worker: takes due jobs, runs what the capabilities registered for them, and writes how they ended.
//!
//! A job may run twice (a crashed worker's lease runs out), and its work has to bear it; see `libs/jobs`.

use crate::access::House;
use crate::audit::Chore;
use crate::config::Work;
use crate::kernel::{Failure, Moment};
use crate::serve::{Ending, ended};
use crate::shell::{JobContext, JobOutcome, registry};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How often an idle worker looks.
const GLANCE: Duration = Duration::from_millis(500);
/// How often incoming mail is looked for.
const INTAKE: Duration = Duration::from_secs(10);
/// How long a job belongs to this worker.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// How long a job may run; shorter than the lease.
const LONGEST: Duration = Duration::from_secs(9 * 60);
/// How long a finished worker waits for running jobs.
const PATIENCE: Duration = Duration::from_secs(8);
/// Done jobs are forgotten this often.
const SWEEP: Duration = Duration::from_secs(6 * 3600);

/// Runs jobs until the end is told.
pub async fn run(house: House, work: Work, ending: Ending) {
    let at_once = work.at_once.clamp(1, 64);
    let places = Arc::new(Semaphore::new(at_once));
    let mut swept: Option<tokio::time::Instant> = None;
    let mut taken_in: Option<tokio::time::Instant> = None;
    loop {
        if *ending.borrow() {
            break;
        }
        if taken_in.is_none_or(|at| at.elapsed() > INTAKE) {
            if let Err(failure) = crate::invitations::take_in(&house).await {
                tracing::error!(error = %failure, "incoming mail cannot be taken in; it waits");
            }
            taken_in = Some(tokio::time::Instant::now());
        }
        if swept.is_none_or(|at| at.elapsed() > SWEEP) {
            swept = Some(tokio::time::Instant::now());
            sweep(&house, work.keep_done_days).await;
        }
        let taken = match claim(&house, places.available_permits()).await {
            Ok(jobs) => jobs,
            Err(failure) => {
                tracing::error!(error = %failure, "jobs cannot be claimed");
                Vec::new()
            }
        };
        let idle = taken.is_empty();
        for job in taken {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let house = house.clone();
            tokio::spawn(async move {
                perform(&house, job).await;
                drop(place);
            });
        }
        if idle {
            tokio::select! {
                () = tokio::time::sleep(GLANCE) => {}
                () = ended(ending.clone()) => {}
            }
        }
    }
    let everybody = u32::try_from(at_once).unwrap_or(1);
    let _ = tokio::time::timeout(PATIENCE, places.acquire_many(everybody)).await;
}

/// Runs what is due now, one after another, until nothing is: for commands. How many ran.
///
/// # Errors
/// Database errors.
pub async fn drain(house: &House) -> Result<usize, Failure> {
    let mut ran = 0;
    loop {
        let jobs = claim(house, 8).await?;
        if jobs.is_empty() {
            return Ok(ran);
        }
        for job in jobs {
            perform(house, job).await;
            ran += 1;
        }
    }
}

async fn claim(house: &House, limit: usize) -> Result<Vec<jobs::Job>, Failure> {
    let now = house.clock.now().timestamp();
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    if limit == 0 || !jobs::any_due(&house.queries, now).await? {
        return Ok(Vec::new());
    }
    house
        .trail
        .chore(Chore::JobMoved, move |mut work| async move {
            let jobs = jobs::claim(&mut work, now, limit, LEASE).await?;
            Ok((work, jobs))
        })
        .await
}

/// Runs one job and writes how it ended. Logs kinds and codes, never what a job is about.
async fn perform(house: &House, job: jobs::Job) {
    let outcome = match registry().job(&job.kind) {
        None => JobOutcome::GiveUp("unknown_kind"),
        Some(found) => {
            let (run, house, job) = (found.run, house.clone(), job.clone());
            // In a task of its own, so that a panic ends the job and not the worker.
            let task = tokio::spawn(async move {
                let attempts = i64::from(job.attempts.saturating_sub(1));
                run(JobContext { house: &house, subject: job.subject, ids: job.ids, attempts }).await
            });
            let stop = task.abort_handle();
            match tokio::time::timeout(LONGEST, task).await {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(_)) => JobOutcome::Retry("broke_off"),
                Err(_) => {
                    stop.abort();
                    JobOutcome::Retry("took_too_long")
                }
            }
        }
    };
    let kind = job.kind.clone();
    if let Err(failure) = settle(house, job, outcome).await {
        tracing::error!(kind, error = %failure, "the end of a job cannot be written; it will run again");
    }
}

async fn settle(house: &House, job: jobs::Job, outcome: JobOutcome) -> Result<(), Failure> {
    let now = house.clock.now().timestamp();
    let kind = job.kind.clone();
    let fate = house
        .trail
        .chore(Chore::JobMoved, move |mut work| {
            let job = job.clone();
            async move {
                let fate = match outcome {
                    JobOutcome::Done => {
                        jobs::done(&mut work, job.id, now).await?;
                        None
                    }
                    JobOutcome::Retry(code) => Some(jobs::retry(&mut work, &job, now, code).await?),
                    JobOutcome::GiveUp(code) => {
                        jobs::give_up(&mut work, job.id, now, code).await?;
                        Some(jobs::Fate::GivenUp)
                    }
                };
                Ok((work, fate))
            }
        })
        .await?;
    match (fate, outcome) {
        (None, _) => tracing::info!(kind, "job done"),
        (Some(jobs::Fate::Again { due }), JobOutcome::Retry(code)) => {
            tracing::warn!(kind, code, %due, "job will be tried again");
        }
        (Some(_), JobOutcome::Retry(code) | JobOutcome::GiveUp(code)) => {
            tracing::error!(kind, code, "job given up; it waits for a person");
        }
        (Some(_), JobOutcome::Done) => {}
    }
    Ok(())
}

/// Forgets jobs done long ago.
async fn sweep(house: &House, days: u32) {
    let until = long_ago(house.clock.now(), days);
    let swept = house
        .trail
        .chore(Chore::JobMoved, move |mut work| async move {
            let count = jobs::forget_done(&mut work, until).await?;
            Ok((work, count))
        })
        .await;
    if let Err(failure) = swept {
        tracing::warn!(error = %failure, "done jobs cannot be forgotten");
    }
}

fn long_ago(now: Moment, days: u32) -> Timestamp {
    now.plus_seconds(-i64::from(days) * 86_400).timestamp()
}
