//! The schema comes as a whole, once, and only forward.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod support;

use portable_sql::{Dialect, Migration, MigrationError, MigrationReport, expand, open};

const FIRST: Migration = Migration {
    number: 1,
    name: "office_table",
    text: "CREATE TABLE office (id {int} NOT NULL PRIMARY KEY, name {text} NOT NULL);\n\
           CREATE TABLE desk (id {int} NOT NULL PRIMARY KEY,\n\
           office {int} NOT NULL REFERENCES office (id) ON DELETE CASCADE);",
};
const SECOND: Migration =
    Migration { number: 2, name: "office_town", text: "ALTER TABLE office ADD COLUMN town {text};" };

portable_sql::statements! {
    PUT = "INSERT INTO office (id, name) VALUES ($1, $2)";
    PUT_DESK = "INSERT INTO desk (id, office) VALUES ($1, $2)";
    TOWNS = "SELECT name, town FROM office ORDER BY id";
    DESKS = "SELECT id, office FROM desk ORDER BY id";
    OFFICES = "SELECT id FROM office ORDER BY id";
    OTHER = "SELECT id FROM other";
}

on_both!(migrating_twice_changes_nothing_the_second_time, |store| {
    let report = store.writer.migrate(&[FIRST]).await.unwrap();
    assert_eq!(report, MigrationReport { before: 0, after: 1 });
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let report = store.writer.migrate(&[FIRST, SECOND]).await.unwrap();
    assert_eq!(report, MigrationReport { before: 1, after: 2 });
    let report = store.writer.migrate(&[FIRST, SECOND]).await.unwrap();
    assert_eq!(report, MigrationReport { before: 2, after: 2 });
    let rows: Vec<(String, Option<String>)> = TOWNS.statement().all(&store.queries).await.unwrap();
    assert_eq!(rows, [("Brno".into(), None)]);
});

on_both!(a_database_of_a_newer_program_is_refused, |store| {
    store.writer.migrate(&[FIRST, SECOND]).await.unwrap();
    let error = store.writer.migrate(&[FIRST]).await.unwrap_err();
    assert!(matches!(error, MigrationError::Newer { found: 2, known: 1 }), "{error:?}");
});

on_both!(an_edited_migration_is_refused, |store| {
    store.writer.migrate(&[FIRST]).await.unwrap();
    let edited = Migration { text: "CREATE TABLE office (id {int} NOT NULL PRIMARY KEY);", ..FIRST };
    let error = store.writer.migrate(&[edited, SECOND]).await.unwrap_err();
    assert!(matches!(error, MigrationError::Edited(1)), "{error:?}");
    let report = store.writer.migrate(&[FIRST, SECOND]).await.unwrap();
    assert_eq!(report.before, 1, "the refusal changed nothing");
});

on_both!(a_list_with_a_gap_is_refused, |store| {
    let error = store.writer.migrate(&[FIRST, Migration { number: 3, ..SECOND }]).await.unwrap_err();
    assert!(matches!(error, MigrationError::OutOfOrder(3)), "{error:?}");
    assert!(OFFICES.statement().all::<(i64,)>(&store.queries).await.is_err(), "nothing was applied");
});

on_both!(a_failing_migration_changes_nothing, |store| {
    let failing = Migration {
        number: 2,
        name: "broken",
        text: "CREATE TABLE other (id {int} NOT NULL PRIMARY KEY);\nALTER TABLE nowhere ADD COLUMN town {text};",
    };
    let error = store.writer.migrate(&[FIRST, failing]).await.unwrap_err();
    assert!(matches!(error, MigrationError::Failed { number: 2, .. }), "{error:?}");
    assert!(OTHER.statement().all::<(i64,)>(&store.queries).await.is_err());
    assert!(OFFICES.statement().all::<(i64,)>(&store.queries).await.is_err(), "not even the first one stays");
    assert_eq!(
        store.writer.migrate(&[FIRST, SECOND]).await.unwrap(),
        MigrationReport { before: 0, after: 2 }
    );
});

on_both!(two_programs_started_at_once_wait_for_each_other, |store| {
    let (_, other) = open(&store.location).await.unwrap();
    let list = [FIRST, SECOND];
    let (one, two) = futures_util::future::join(store.writer.migrate(&list), other.migrate(&list)).await;
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.after, two.after), (2, 2));
    assert_eq!(one.before.min(two.before), 0);
    assert_eq!(one.before.max(two.before), 2);
});

/// "New table, copy, drop, rename" is the only way to change a column on SQLite. Dropping the old table there
/// deletes its rows first, and with them whatever refers to them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rebuilding_a_table_on_sqlite_keeps_the_rows_that_refer_to_it() {
    let store = support::embedded().await;
    store.writer.migrate(&[FIRST]).await.unwrap();
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind("Brno").execute(&mut tx).await.unwrap();
    PUT_DESK.bind(5i64).bind(1i64).execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let rebuild = Migration {
        number: 2,
        name: "office_rebuild",
        text: "CREATE TABLE office_new (id {int} NOT NULL PRIMARY KEY, name {text});\n\
               INSERT INTO office_new (id, name) SELECT id, name FROM office;\n\
               DROP TABLE office;\nALTER TABLE office_new RENAME TO office;",
    };
    store.writer.migrate(&[FIRST, rebuild]).await.unwrap();
    assert_eq!(DESKS.statement().all::<(i64, i64)>(&store.queries).await.unwrap(), [(5, 1)]);
    let mut tx = store.writer.begin().await.unwrap();
    assert!(
        PUT_DESK.bind(6i64).bind(404i64).execute(&mut tx).await.is_err(),
        "references are enforced again"
    );
    drop(tx);

    let losing = Migration { number: 3, name: "office_lost", text: "DELETE FROM office;" };
    let error = store.writer.migrate(&[FIRST, rebuild, losing]).await.unwrap_err();
    assert!(matches!(error, MigrationError::Failed { .. }), "{error:?}");
    assert_eq!(OFFICES.statement().all::<(i64,)>(&store.queries).await.unwrap(), [(1,)]);
}

const GOLDEN: &str = "
-- A comment; with a semicolon
CREATE TABLE thing ( -- what it is
    id {uuid} NOT NULL PRIMARY KEY,
    raw {bytes}, at {moment}, day {day}, data {json}, words {text} NOT NULL DEFAULT 'a -- b',
    number {int}, flag {bool} NOT NULL DEFAULT {false}, other {bool} NOT NULL DEFAULT {true}, fraction {real}
); -- the end
CREATE INDEX thing_by_words ON thing (words, id);
create table small (id {int} NOT NULL PRIMARY KEY);
";

#[test]
fn one_text_becomes_the_schema_of_sqlite() {
    assert_eq!(
        expand(GOLDEN, Dialect::Sqlite),
        [
            "CREATE TABLE thing (\n    id BLOB NOT NULL PRIMARY KEY,\n    raw BLOB, at INTEGER, day TEXT, data TEXT, \
             words TEXT NOT NULL DEFAULT 'a -- b',\n    number INTEGER, flag INTEGER NOT NULL DEFAULT 0, \
             other INTEGER NOT NULL DEFAULT 1, fraction REAL\n) STRICT",
            "CREATE INDEX thing_by_words ON thing (words, id)",
            "create table small (id INTEGER NOT NULL PRIMARY KEY) STRICT",
        ]
    );
}

#[test]
fn one_text_becomes_the_schema_of_postgres() {
    assert_eq!(
        expand(GOLDEN, Dialect::Postgres),
        [
            "CREATE TABLE thing (\n    id uuid NOT NULL PRIMARY KEY,\n    raw bytea, at timestamptz, day date, \
             data text, words text COLLATE \"C\" NOT NULL DEFAULT 'a -- b',\n    number bigint, \
             flag boolean NOT NULL DEFAULT false, other boolean NOT NULL DEFAULT true, fraction double precision\n)",
            "CREATE INDEX thing_by_words ON thing (words, id)",
            "create table small (id bigint NOT NULL PRIMARY KEY)",
        ]
    );
}
