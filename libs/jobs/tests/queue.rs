//! The queue on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "identifiers of jobs that nobody keeps")]

#[path = "../../portable-sql/tests/support/mod.rs"]
mod support;

use jiff::{SignedDuration, Timestamp};
use jobs::{Fate, Job, MIGRATION, MOST_ATTEMPTS, NewJob, WORKER_LOST};
use portable_sql::{SqlError, Writer};
use serde_json::json;
use std::sync::Arc;
use support::Store;
use uuid::Uuid;

const LEASE: SignedDuration = SignedDuration::from_mins(5);

portable_sql::statements! {
    STATE = "SELECT state, last_error FROM job WHERE id = $1";
    OPEN_JOBS = "SELECT count(*) FROM job WHERE state <> 'done'";
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_797_000_000 + minute * 60).unwrap()
}

fn mail(due: Timestamp) -> NewJob {
    NewJob {
        id: Uuid::now_v7(),
        kind: "invitation_mail",
        subject: Some(Uuid::from_u128(5)),
        ids: json!({"invitation": Uuid::from_u128(9), "version": 2}),
        due,
    }
}

async fn put(store: &Store, job: &NewJob, now: Timestamp) {
    let mut tx = store.writer.begin().await.unwrap();
    jobs::enqueue(&mut tx, job, now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn try_take(writer: &Writer, now: Timestamp, limit: u32) -> Result<Vec<Job>, SqlError> {
    let mut tx = writer.begin().await?;
    let jobs = jobs::claim(&mut tx, now, limit, LEASE).await?;
    tx.commit().await?;
    Ok(jobs)
}

async fn take(store: &Store, now: Timestamp) -> Vec<Job> {
    try_take(&store.writer, now, 10).await.unwrap()
}

async fn fail(store: &Store, job: &Job, now: Timestamp) -> Fate {
    let mut tx = store.writer.begin().await.unwrap();
    let fate = jobs::retry(&mut tx, job, now, "smtp_refused").await.unwrap();
    tx.commit().await.unwrap();
    fate
}

async fn finish(store: &Store, id: Uuid, now: Timestamp) -> bool {
    let mut tx = store.writer.begin().await.unwrap();
    let changed = jobs::done(&mut tx, id, now).await.unwrap();
    tx.commit().await.unwrap();
    changed
}

async fn state(store: &Store, id: Uuid) -> (String, Option<String>) {
    STATE.bind(id).get(&store.queries).await.unwrap()
}

on_both!(a_job_exists_only_when_the_change_it_belongs_to_was_committed, |store| {
    let store = store.with(MIGRATION).await;
    let mut tx = store.writer.begin().await.unwrap();
    jobs::enqueue(&mut tx, &mail(at(0)), at(0)).await.unwrap();
    drop(tx);
    assert_eq!(jobs::waiting_count(&store.queries).await.unwrap(), 0);
    assert!(!jobs::any_due(&store.queries, at(0)).await.unwrap());

    let job = mail(at(0));
    put(&store, &job, at(0)).await;
    assert!(jobs::any_due(&store.queries, at(0)).await.unwrap());
    let taken = take(&store, at(0)).await;
    assert_eq!(taken.len(), 1);
    let first = &taken[0];
    assert_eq!((first.id, first.kind.as_str(), first.subject), (job.id, job.kind, job.subject));
    assert_eq!((&first.ids, first.attempts), (&job.ids, 1));
    assert_eq!(first.claimed_until, at(5));
});

on_both!(a_job_that_carries_content_is_refused_together_with_the_change, |store| {
    let store = store.with(MIGRATION).await;
    let mut tx = store.writer.begin().await.unwrap();
    jobs::enqueue(&mut tx, &mail(at(0)), at(0)).await.unwrap();
    let content = NewJob { ids: json!({"to": "Jana Nováková"}), ..mail(at(0)) };
    let error = jobs::enqueue(&mut tx, &content, at(0)).await.unwrap_err();
    assert!(!error.to_string().contains("Jana"), "{error}");
    drop(tx);
    assert_eq!(jobs::waiting_count(&store.queries).await.unwrap(), 0);
});

on_both!(jobs_are_taken_when_due_the_longest_due_first_and_no_more_than_asked_for, |store| {
    let store = store.with(MIGRATION).await;
    let (late, early, later) = (mail(at(2)), mail(at(1)), mail(at(3)));
    for job in [&late, &early, &later] {
        put(&store, job, at(0)).await;
    }
    assert!(take(&store, at(0)).await.is_empty(), "nothing is due yet");
    assert!(!jobs::any_due(&store.queries, at(0)).await.unwrap());
    let first = try_take(&store.writer, at(2), 1).await.unwrap();
    assert_eq!(first.iter().map(|j| j.id).collect::<Vec<_>>(), [early.id]);
    let rest = take(&store, at(3)).await;
    assert_eq!(rest.iter().map(|j| j.id).collect::<Vec<_>>(), [late.id, later.id]);
    assert_eq!(jobs::waiting_count(&store.queries).await.unwrap(), 3);
    for job in [&late, &early, &later] {
        assert!(finish(&store, job.id, at(4)).await);
    }
    assert_eq!(jobs::waiting_count(&store.queries).await.unwrap(), 0);
    assert!(take(&store, at(1000)).await.is_empty(), "what is done is not done again");
});

on_both!(a_failed_job_is_tried_again_after_growing_pauses_and_then_given_up_visibly, |store| {
    let store = store.with(MIGRATION).await;
    let job = mail(at(0));
    put(&store, &job, at(0)).await;
    let mut now = at(0);
    for pause in [1, 5, 30, 120, 480] {
        let taken = take(&store, now).await;
        let due = now + SignedDuration::from_mins(pause);
        assert_eq!(fail(&store, &taken[0], now).await, Fate::Again { due });
        assert!(
            take(&store, due - SignedDuration::from_secs(1)).await.is_empty(),
            "not before {pause} minutes"
        );
        assert!(jobs::given_up(&store.queries).await.unwrap().is_empty());
        now = due;
    }
    let last = take(&store, now).await;
    assert_eq!(last[0].attempts, MOST_ATTEMPTS);
    assert_eq!(fail(&store, &last[0], now).await, Fate::GivenUp);
    let abandoned = jobs::given_up(&store.queries).await.unwrap();
    assert_eq!(abandoned.len(), 1);
    assert_eq!(
        (abandoned[0].id, abandoned[0].subject, abandoned[0].attempts),
        (job.id, job.subject, MOST_ATTEMPTS)
    );
    assert_eq!(abandoned[0].last_error.as_deref(), Some("smtp_refused"));
    assert_eq!((abandoned[0].created, abandoned[0].finished), (at(0), Some(now)));
    assert!(take(&store, now + SignedDuration::from_hours(1000)).await.is_empty());

    let mut tx = store.writer.begin().await.unwrap();
    assert!(jobs::revive(&mut tx, job.id, now).await.unwrap());
    assert!(!jobs::revive(&mut tx, job.id, now).await.unwrap(), "only what was given up can be revived");
    assert!(jobs::given_up(&mut tx).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    let again = take(&store, now).await;
    assert_eq!((again[0].id, again[0].attempts), (job.id, 1), "it starts over");
});

on_both!(a_job_of_a_dead_worker_is_taken_again_after_its_lease_and_the_dead_cannot_disturb_it, |store| {
    let store = store.with(MIGRATION).await;
    let job = mail(at(0));
    put(&store, &job, at(0)).await;
    let first = take(&store, at(0)).await.remove(0);
    assert!(take(&store, at(4)).await.is_empty(), "the lease still runs");
    assert!(jobs::any_due(&store.queries, at(5)).await.unwrap());
    let second = take(&store, at(5)).await.remove(0);
    assert_eq!((second.id, second.attempts), (job.id, 2));
    fail(&store, &first, at(6)).await;
    assert_eq!(state(&store, job.id).await.0, "running", "the late worker's failure is not the second one's");
    assert!(finish(&store, first.id, at(6)).await, "but what it has done is done");
    assert!(!finish(&store, second.id, at(7)).await);
    fail(&store, &second, at(8)).await;
    assert_eq!(state(&store, job.id).await, ("done".into(), None));
});

on_both!(a_job_that_brings_every_worker_down_is_given_up_in_the_end, |store| {
    let store = store.with(MIGRATION).await;
    let job = mail(at(0));
    put(&store, &job, at(0)).await;
    let mut minute = 0;
    for attempt in 1..=MOST_ATTEMPTS {
        assert_eq!(take(&store, at(minute)).await[0].attempts, attempt);
        minute += 5;
    }
    assert!(take(&store, at(minute)).await.is_empty());
    assert_eq!(state(&store, job.id).await, ("given_up".into(), Some(WORKER_LOST.into())));
});

on_both!(a_hopeless_job_is_given_up_at_once_and_done_jobs_are_forgotten, |store| {
    let store = store.with(MIGRATION).await;
    let (hopeless, old, fresh) = (mail(at(0)), mail(at(0)), mail(at(0)));
    for job in [&hopeless, &old, &fresh] {
        put(&store, job, at(0)).await;
    }
    take(&store, at(0)).await;
    let mut tx = store.writer.begin().await.unwrap();
    assert!(jobs::give_up(&mut tx, hopeless.id, at(1), "no_address").await.unwrap());
    assert!(jobs::done(&mut tx, old.id, at(1)).await.unwrap());
    assert!(jobs::done(&mut tx, fresh.id, at(3)).await.unwrap());
    assert!(!jobs::give_up(&mut tx, fresh.id, at(3), "no_address").await.unwrap(), "done is done");
    assert_eq!(jobs::forget_done(&mut tx, at(2)).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(state(&store, hopeless.id).await, ("given_up".into(), Some("no_address".into())));
    assert_eq!(state(&store, fresh.id).await.0, "done");
    assert!(STATE.bind(old.id).one::<(String, Option<String>)>(&store.queries).await.unwrap().is_none());
});

on_both!(several_workers_at_once_never_take_the_same_job, |store| {
    let store = Arc::new(store.with(MIGRATION).await);
    let mut tx = store.writer.begin().await.unwrap();
    for _ in 0..60 {
        jobs::enqueue(&mut tx, &mail(at(0)), at(0)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    match try_take(&store.writer, at(1), 7).await {
                        Ok(jobs) if jobs.is_empty() => return mine,
                        Ok(jobs) => mine.extend(jobs.into_iter().map(|j| j.id)),
                        Err(error) if error.is_conflict() => {}
                        Err(error) => panic!("{error:?}"),
                    }
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    let mut taken = Vec::new();
    for worker in workers {
        taken.extend(worker.await.unwrap());
    }
    assert_eq!(taken.len(), 60, "each once");
    taken.sort();
    taken.dedup();
    assert_eq!(taken.len(), 60, "and all of them");
    assert_eq!(OPEN_JOBS.statement().get::<(i64,)>(&store.queries).await.unwrap(), (60,));
});
