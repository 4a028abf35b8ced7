//! Migrations meet filled databases, and leave both databases alike.

use crate::dialects::sample;
use crate::harness::{Backend, Furnished, TestHouse};
use portable_sql::{Queries, Sql, Value, Writer};
use pripadovka::migrations::ALL;
use std::collections::{BTreeMap, BTreeSet};

/// A column: its type as PostgreSQL names it, and whether it may be empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    name: String,
    kind: String,
    optional: bool,
}

type Schema = BTreeMap<String, Vec<Column>>;

/// Test statements are made at run time; a few hundred bytes stay until the process ends.
fn made(text: String) -> Sql {
    #[allow(clippy::disallowed_methods, reason = "a statement needs a text that stays; this is a test")]
    Sql::new("MADE_BY_TEST", text.leak())
}

async fn server_schema(queries: &Queries) -> Schema {
    let rows: Vec<(String, String, String, bool)> = made(
        "SELECT c.table_name::text, c.column_name::text, c.udt_name::text, c.is_nullable = 'YES' \
         FROM information_schema.columns c WHERE c.table_schema = 'public' ORDER BY 1, 2"
            .into(),
    )
    .statement()
    .all(queries)
    .await
    .unwrap();
    schema(rows)
}

async fn embedded_schema(queries: &Queries) -> Schema {
    let rows: Vec<(String, String, String, bool)> = made(
        "SELECT m.name, p.name, p.type, p.\"notnull\" = 0 FROM sqlite_schema m JOIN pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
            .into(),
    )
    .statement()
    .all(queries)
    .await
    .unwrap();
    schema(rows)
}

fn schema(rows: Vec<(String, String, String, bool)>) -> Schema {
    let mut schema = Schema::new();
    for (table, name, kind, optional) in rows {
        schema.entry(table).or_default().push(Column { name, kind, optional });
    }
    schema
}

/// How the embedded database holds what PostgreSQL calls so.
fn embedded_kind(kind: &str) -> &'static str {
    match kind {
        "uuid" | "bytea" => "BLOB",
        "int8" | "bool" | "timestamptz" => "INTEGER",
        "text" | "date" => "TEXT",
        "float8" => "REAL",
        other => panic!("no token of migrations stands for {other}"),
    }
}

/// One row in every table that is still empty: all identifiers are the same, so that references hold as soon as the
/// table they point to has its row. What cannot be filled is returned.
async fn fill(writer: &Writer, schema: &Schema) -> BTreeSet<String> {
    let mut waiting: BTreeSet<String> = schema.keys().filter(|t| *t != "schema_migration").cloned().collect();
    for _ in 0..waiting.len() {
        for table in waiting.clone() {
            let columns = &schema[&table];
            let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
            let marks: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
            let text = format!(
                "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT DO NOTHING",
                names.join(", "),
                marks.join(", ")
            );
            let mut statement = made(text).statement();
            for column in columns {
                statement = statement.bind(value(column));
            }
            let mut transaction = writer.begin().await.unwrap();
            match statement.execute(&mut transaction).await {
                Ok(_) => {
                    transaction.commit().await.unwrap();
                    waiting.remove(&table);
                }
                Err(_) => transaction.roll_back().await.unwrap(),
            }
        }
        if waiting.is_empty() {
            break;
        }
    }
    waiting
}

fn value(column: &Column) -> Value {
    sample(&column.kind).unwrap_or_else(|| panic!("{column:?} has a type that no value has"))
}

async fn count(queries: &Queries, table: &str) -> i64 {
    let row: (i64,) = made(format!("SELECT count(*) FROM {table}")).statement().get(queries).await.unwrap();
    row.0
}

/// Columns that a migration takes away on purpose: table, column, and why nothing is lost.
const TAKEN_AWAY: &[(&str, &str, &str)] = &[
    ("meeting_phase", "conference_id", "visits of phases stand in meeting_phase_begun, one row each"),
    ("meeting_phase", "phase_id", "visits of phases stand in meeting_phase_begun, one row each"),
    ("meeting_phase", "began", "visits of phases stand in meeting_phase_begun, one row each"),
];

/// How many values stand in every column.
async fn values(queries: &Queries, schema: &Schema) -> BTreeMap<(String, String), i64> {
    let mut values = BTreeMap::new();
    for (table, columns) in schema {
        for column in columns {
            let count = made(format!("SELECT count({}) FROM {table}", column.name));
            let (count,): (i64,) = count.statement().get(queries).await.unwrap();
            values.insert((table.clone(), column.name.clone()), count);
        }
    }
    values
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_databases_get_the_same_tables() {
    let server = TestHouse::new(Backend::Postgres, Furnished::LivedIn).await;
    let embedded = TestHouse::new(Backend::Sqlite, Furnished::LivedIn).await;
    let mut expected = server_schema(&server.raw.0).await;
    for columns in expected.values_mut() {
        for column in columns {
            column.kind = embedded_kind(&column.kind).into();
        }
    }
    let found = embedded_schema(&embedded.raw.0).await;
    assert!(found.len() > 10);
    assert_eq!(found, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_databases_get_the_same_indexes() {
    let server = TestHouse::new(Backend::Postgres, Furnished::LivedIn).await;
    let embedded = TestHouse::new(Backend::Sqlite, Furnished::LivedIn).await;
    let made_by_us = |rows: Vec<(String,)>| -> BTreeSet<String> {
        rows.into_iter()
            .map(|(name,)| name)
            .filter(|n| !n.ends_with("_pkey") && !n.ends_with("_key") && !n.starts_with("sqlite_autoindex"))
            .collect()
    };
    let on_server = made("SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public'".into());
    let in_file = made("SELECT name FROM sqlite_schema WHERE type = 'index'".into());
    assert_eq!(
        made_by_us(in_file.statement().all(&embedded.raw.0).await.unwrap()),
        made_by_us(on_server.statement().all(&server.raw.0).await.unwrap())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_migration_meets_a_filled_database() {
    for known in 1..ALL.len() {
        let (earlier, next) = (&ALL[..known], &ALL[known]);
        let server = TestHouse::bare(Backend::Postgres).await;
        let embedded = TestHouse::bare(Backend::Sqlite).await;
        server.raw.1.migrate(earlier).await.unwrap();
        embedded.raw.1.migrate(earlier).await.unwrap();
        let before = server_schema(&server.raw.0).await;
        for house in [&server, &embedded] {
            let which = house.backend;
            let empty = fill(&house.raw.1, &before).await;
            assert!(empty.is_empty(), "{which:?}: no sample rows could be put into {empty:?}");
            let full = values(&house.raw.0, &before).await;
            house.raw.1.migrate(&ALL[..=known]).await.unwrap_or_else(|error| {
                panic!("{} fails on a filled {which:?} database: {error}", next.name)
            });
            let after = match which {
                Backend::Postgres => server_schema(&house.raw.0).await,
                Backend::Sqlite => embedded_schema(&house.raw.0).await,
            };
            for table in before.keys().filter(|table| after.contains_key(*table)) {
                assert!(count(&house.raw.0, table).await > 0, "{} lost the rows of {table}", next.name);
            }
            let kept = values(&house.raw.0, &after).await;
            for ((table, column), count) in full {
                let taken = TAKEN_AWAY.iter().any(|(t, c, _)| *t == table && *c == column);
                let left = kept.get(&(table.clone(), column.clone())).copied().unwrap_or(0);
                assert!(
                    taken || left >= count,
                    "{which:?}: {} lost what stood in {table}.{column}",
                    next.name
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let house = TestHouse::new(backend, Furnished::Empty).await;
        let refused = house.raw.1.migrate(&ALL[..ALL.len() - 1]).await;
        assert!(refused.is_err(), "{backend:?} let an older program in");
        assert!(house.raw.1.migrate(ALL).await.is_ok_and(|report| report.before == report.after));
    }
}
