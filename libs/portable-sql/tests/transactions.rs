//! Whole or not at all, and never two at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod support;

use portable_sql::{Queries, SqlError};

const SCHEMA: &str = "
CREATE TABLE office (id {int} NOT NULL PRIMARY KEY, name {text} NOT NULL UNIQUE);
CREATE TABLE desk (id {int} NOT NULL PRIMARY KEY, office {int} NOT NULL REFERENCES office (id));
";

portable_sql::statements! {
    PUT = "INSERT INTO office (id, name) VALUES ($1, $2)";
    PUT_AND_TELL = "INSERT INTO office (id, name) VALUES ($1, $2) RETURNING id, name";
    PUT_DESK = "INSERT INTO desk (id, office) VALUES ($1, $2)";
    NAMES = "SELECT name FROM office ORDER BY id";
    COUNT = "SELECT count(*) FROM office";
    RENAME = "UPDATE office SET name = $2 WHERE id = $1";
    LIFT_SQLITE = "PRAGMA query_only = OFF";
    LIFT_POSTGRES = "SET default_transaction_read_only = off";
    END = "END";
    WRONG = "SELECT nowhere FROM office";
}

async fn names(queries: &Queries) -> Vec<String> {
    NAMES.statement().all::<(String,)>(queries).await.unwrap().into_iter().map(|(n,)| n).collect()
}

on_both!(a_committed_transaction_is_seen_and_tells_what_it_changed, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    assert_eq!(PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap(), 1);
    let told: (i64, String) = PUT_AND_TELL.bind(2i64).bind("Praha").get(&mut tx).await.unwrap();
    assert_eq!(told, (2, "Praha".into()));
    assert_eq!(RENAME.bind(9i64).bind("Plzeň").execute(&mut tx).await.unwrap(), 0);
    assert!(names(&store.queries).await.is_empty(), "nobody else sees it yet");
    tx.commit().await.unwrap();
    assert_eq!(names(&store.queries).await, ["Brno", "Praha"]);
});

on_both!(a_dropped_transaction_leaves_nothing_and_the_next_one_works, |store| {
    let store = store.with(SCHEMA).await;
    for round in 0..6i64 {
        let mut tx = store.writer.begin().await.unwrap();
        PUT.bind(1i64).bind(format!("round {round}")).execute(&mut tx).await.unwrap();
        drop(tx);
    }
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("kept").execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names(&store.queries).await, ["kept"]);
});

on_both!(after_a_failed_statement_nothing_can_be_committed, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
    let twice = PUT.bind(1i64).bind("Praha").execute(&mut tx).await.unwrap_err();
    assert!(twice.is_duplicate(), "{twice:?}");
    assert!(!format!("{twice:?}").contains("Praha"), "{twice:?}");
    assert!(tx.commit().await.is_err());
    assert!(names(&store.queries).await.is_empty());

    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
    assert!(WRONG.statement().all::<(String,)>(&mut tx).await.is_err());
    assert!(tx.commit().await.is_err(), "a failed question breaks it as well");
    assert!(names(&store.queries).await.is_empty());
});

on_both!(a_question_given_up_half_way_breaks_the_transaction, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    let answered = {
        let pending = PUT.bind(1i64).bind("Brno").execute(&mut tx);
        let mut pending = std::pin::pin!(pending);
        // One look only: on a server the answer cannot be there yet; the embedded database answers at once.
        let waker = std::task::Waker::noop();
        let mut context = std::task::Context::from_waker(waker);
        std::future::Future::poll(pending.as_mut(), &mut context).is_ready()
    };
    assert_eq!(tx.commit().await.is_ok(), answered);
    assert_eq!(names(&store.queries).await.len(), usize::from(answered));
});

on_both!(what_is_left_for_later_is_seen_by_the_next_question_and_kept_by_the_commit, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    // More than go in one parcel, and in their order: the last name of the first office counts.
    for round in 0..40i64 {
        PUT.bind(round).bind(format!("office {round}")).later(&mut tx).await.unwrap();
        RENAME.bind(0i64).bind(format!("round {round}")).later(&mut tx).await.unwrap();
    }
    let (count,): (i64,) = COUNT.statement().get(&mut tx).await.unwrap();
    assert_eq!(count, 40);
    RENAME.bind(1i64).bind("then").later(&mut tx).await.unwrap();
    assert_eq!(RENAME.bind(1i64).bind("Praha").execute(&mut tx).await.unwrap(), 1);
    RENAME.bind(2i64).bind("Brno").later(&mut tx).await.unwrap();
    assert!(names(&store.queries).await.is_empty(), "nobody else sees it yet");
    tx.commit().await.unwrap();
    assert_eq!(names(&store.queries).await[..4], ["round 39", "Praha", "Brno", "office 3"]);
});

on_both!(a_change_left_for_later_that_fails_takes_everything_with_it, |store| {
    let store = store.with(SCHEMA).await;
    for asked_before_the_commit in [true, false] {
        let mut tx = store.writer.begin().await.unwrap();
        PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
        let left = PUT.bind(1i64).bind("Praha").later(&mut tx).await;
        let next = PUT.bind(2i64).bind("Plzeň").later(&mut tx).await;
        let asked = match asked_before_the_commit {
            true => COUNT.statement().all::<(i64,)>(&mut tx).await.map(|_| ()),
            false => Ok(()),
        };
        let told = [left, next, asked, tx.commit().await];
        assert!(told[3].is_err(), "{told:?}");
        let first = told.iter().find_map(|answer| answer.as_ref().err()).unwrap();
        assert!(first.is_duplicate(), "the first error tells why: {told:?}");
        assert!(names(&store.queries).await.is_empty());
    }
    // No connection came back with something open.
    for id in 0..6i64 {
        let mut tx = store.writer.begin().await.unwrap();
        PUT.bind(id).bind(format!("office {id}")).later(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(names(&store.queries).await.len(), 6);
});

on_both!(a_change_left_for_later_that_cannot_be_written_down_stops_the_commit, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    // A text where a number belongs: the driver refuses it before the server sees it.
    let left = PUT.bind("one").bind("Brno").later(&mut tx).await;
    let next = PUT.bind(2i64).bind("Praha").later(&mut tx).await;
    let told = [left, next, tx.commit().await];
    assert!(told[2].is_err(), "{told:?}");
    assert!(names(&store.queries).await.is_empty(), "what came behind it was committed");
});

struct Panics;

impl portable_sql::Row for Panics {
    fn from_row(_: &portable_sql::RowRef<'_>) -> Result<Self, SqlError> {
        panic!("a row that cannot be read");
    }
}

on_both!(a_panic_in_the_middle_leaves_nothing_open, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
    let broken = tokio::spawn(async move { COUNT.statement().all::<Panics>(&mut tx).await.is_ok() }).await;
    assert!(broken.is_err(), "it did not panic");
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(2i64).bind("Praha").execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names(&store.queries).await, ["Praha"]);
});

on_both!(a_change_left_for_later_and_dropped_leaves_nothing, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").later(&mut tx).await.unwrap();
    drop(tx);
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").later(&mut tx).await.unwrap();
    tx.roll_back().await.unwrap();
    assert!(names(&store.queries).await.is_empty());
});

on_both!(a_key_that_is_taken_means_again_where_the_statement_says_so, |store| {
    let store = store.with(SCHEMA).await;
    for later in [false, true] {
        let mut tx = store.writer.begin().await.unwrap();
        PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
        let again = PUT.bind(1i64).bind("Praha").again_if_taken();
        let told = match later {
            false => again.execute(&mut tx).await.map(|_| ()),
            true => match again.later(&mut tx).await {
                Ok(()) => tx.commit().await,
                told => told,
            },
        };
        assert!(told.is_err_and(|error| error.is_conflict()), "later: {later}");
    }
    assert!(names(&store.queries).await.is_empty());
});

on_both!(questions_asked_together_see_the_changes_before_them, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").later(&mut tx).await.unwrap();
    let beside = tx.beside().await.unwrap();
    let (count, all, same) = tokio::try_join!(
        COUNT.statement().get::<(i64,)>(beside),
        NAMES.statement().all::<(String,)>(beside),
        COUNT.statement().get::<(i64,)>(beside),
    )
    .unwrap();
    assert_eq!((count, all, same), ((1,), vec![("Brno".to_owned(),)], (1,)));
    tx.commit().await.unwrap();
    assert_eq!(names(&store.queries).await, ["Brno"]);
});

on_both!(one_failed_question_of_several_breaks_the_transaction, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").later(&mut tx).await.unwrap();
    let beside = tx.beside().await.unwrap();
    let told = tokio::try_join!(
        COUNT.statement().get::<(i64,)>(beside),
        WRONG.statement().all::<(String,)>(beside),
        NAMES.statement().all::<(String,)>(beside),
    );
    assert!(told.is_err());
    assert!(tx.commit().await.is_err());
    assert!(names(&store.queries).await.is_empty());
});

on_both!(a_reference_to_nothing_is_refused_by_both, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    let error = PUT_DESK.bind(1i64).bind(404i64).execute(&mut tx).await.unwrap_err();
    assert!(matches!(error, SqlError::Constraint(_)), "{error:?}");
});

on_both!(the_read_half_cannot_change_anything, |store| {
    let store = store.with(SCHEMA).await;
    let written = PUT_AND_TELL.bind(1i64).bind("Brno").all::<(i64, String)>(&store.queries).await;
    assert!(matches!(written, Err(SqlError::CannotWrite(_))), "{written:?}");
    for lift in [LIFT_SQLITE, LIFT_POSTGRES, END] {
        assert!(lift.statement().all::<(i64,)>(&store.queries).await.is_err(), "{}", lift.name());
    }
    let again = PUT_AND_TELL.bind(1i64).bind("Brno").all::<(i64, String)>(&store.queries).await;
    assert!(matches!(again, Err(SqlError::CannotWrite(_))), "{again:?}");
    assert!(names(&store.queries).await.is_empty());
});

on_both!(a_slice_cannot_end_the_transaction_around_it, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
    assert!(END.statement().execute(&mut tx).await.is_err());
    drop(tx);
    assert!(names(&store.queries).await.is_empty());
});

/// Two transactions that each decide by what the other is about to change (write skew).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_transactions_in_each_others_way_one_is_told_to_start_again_on_postgres() {
    let store = support::server().await.with(SCHEMA).await;
    let mut first = store.writer.begin().await.unwrap();
    let mut second = store.writer.begin().await.unwrap();
    for (id, tx) in [(1i64, &mut first), (2i64, &mut second)] {
        let (count,): (i64,) = COUNT.statement().get(&mut *tx).await.unwrap();
        assert_eq!(count, 0);
        PUT.bind(id).bind(format!("office {id}")).execute(tx).await.unwrap();
    }
    let outcomes = [first.commit().await, second.commit().await];
    let conflicts = outcomes.iter().filter(|o| o.as_ref().is_err_and(SqlError::is_conflict)).count();
    assert_eq!(conflicts, 1, "{outcomes:?}");
    assert_eq!(names(&store.queries).await.len(), 1);

    let mut again = store.writer.begin().await.unwrap();
    PUT.bind(3i64).bind("again").execute(&mut again).await.unwrap();
    again.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_of_the_same_row_conflicts_on_postgres() {
    let store = support::server().await.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();

    let mut late = store.writer.begin().await.unwrap();
    COUNT.statement().get::<(i64,)>(&mut late).await.unwrap();
    let mut quick = store.writer.begin().await.unwrap();
    RENAME.bind(1i64).bind("Praha").execute(&mut quick).await.unwrap();
    quick.commit().await.unwrap();
    let error = RENAME.bind(1i64).bind("Plzeň").execute(&mut late).await.unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert!(late.commit().await.is_err());
    assert_eq!(names(&store.queries).await, ["Praha"]);
}

on_both!(many_writers_at_once_lose_nothing_when_they_start_again_after_a_conflict, |store| {
    let store = std::sync::Arc::new(store.with(SCHEMA).await);
    let tasks: Vec<_> = (0..8i64)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut done = 0;
                while done < 5 {
                    let write = async {
                        let mut tx = store.writer.begin().await?;
                        let (count,): (i64,) = COUNT.statement().get(&mut tx).await?;
                        PUT.bind(count).bind(format!("{task}-{done}")).execute(&mut tx).await?;
                        tx.commit().await
                    };
                    match write.await {
                        Ok(()) => done += 1,
                        // The number that both counted is taken: PostgreSQL may report that first.
                        Err(error) if error.is_conflict() || error.is_duplicate() => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(names(&store.queries).await.len(), 40);
});
