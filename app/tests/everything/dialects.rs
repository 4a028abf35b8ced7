//! Every statement of the program is understood and executed by both databases, with a sample behind every
//! placeholder, inside a transaction that is rolled back.

use crate::harness::{Backend, Furnished, TestHouse};
use portable_sql::{Row, RowRef, Sql, SqlError, Value};
use pripadovka::shell::registry;
use std::collections::BTreeSet;
use std::path::Path;
use uuid::Uuid;

/// Types that the program can read from a row of PostgreSQL.
const READABLE: &[&str] = &[
    "bool",
    "int8",
    "int4",
    "int2",
    "float8",
    "text",
    "varchar",
    "name",
    "bytea",
    "uuid",
    "timestamptz",
    "date",
];

/// Statements with the place they come from.
fn statements() -> Vec<(String, Sql)> {
    let mut found: Vec<(String, Sql)> = Vec::new();
    let mut add = |place: &str, list: &[Sql]| {
        found.extend(list.iter().map(|sql| (format!("{place}::{}", sql.name()), *sql)))
    };
    add("kernel", pripadovka::kernel::KEY_STATEMENTS);
    add("audit", pripadovka::audit::STATEMENTS);
    add("identity", pripadovka::identity::store::STATEMENTS);
    add("identity", pripadovka::identity::sessions::STATEMENTS);
    add("identity", pripadovka::identity::sessions::LENT_STATEMENTS);
    add("identity", pripadovka::identity::throttle::STATEMENTS);
    add("identity", pripadovka::identity::reference::STATEMENTS);
    add("access", pripadovka::access::store::STATEMENTS);
    add("jobs", jobs::STATEMENTS);
    add("start", pripadovka::start::installation::STATEMENTS);
    for capability in &registry().0 {
        for list in capability.statements {
            add(capability.name, list);
        }
    }
    add("commands", &pripadovka::commands::load_statements());
    found
}

/// A row nobody looks at.
struct Ignored;
impl Row for Ignored {
    fn from_row(_: &RowRef<'_>) -> Result<Self, SqlError> {
        Ok(Self)
    }
}

/// A value of a type, as PostgreSQL names it.
pub fn sample(kind: &str) -> Option<Value> {
    Some(match kind {
        "uuid" => Value::Uuid(Uuid::from_u128(0x0193_4000_0000_7000_8000_0000_0000_0001)),
        "text" | "varchar" | "name" => Value::Text("vzorek".into()),
        "int8" | "int4" | "int2" => Value::Integer(3),
        "bool" => Value::Bool(true),
        "float8" => Value::Real(1.5),
        "bytea" => Value::Bytes(vec![7; 16]),
        "timestamptz" => Value::Moment(jiff::Timestamp::from_second(1_795_000_000).ok()?),
        "date" => Value::Day(jiff::civil::date(2026, 12, 10)),
        _ => return None,
    })
}

/// Whether a statement gives rows back.
fn answers(text: &str) -> bool {
    let upper = text.trim_start().to_uppercase();
    upper.starts_with("SELECT")
        || upper.starts_with("WITH")
        || upper.contains(" RETURNING ")
        || upper.contains("\nRETURNING ")
}

/// What is wrong with a statement on one database; nothing when it was executed or refused only by a constraint.
async fn complaint(house: &TestHouse, sql: Sql, values: &[Value]) -> Option<String> {
    let mut statement = sql.statement();
    for value in values {
        statement = statement.bind(value.clone());
    }
    let mut transaction = house.raw.1.begin().await.unwrap();
    let outcome = if answers(sql.text()) {
        statement.all::<Ignored>(&mut transaction).await.map(|_| ())
    } else {
        statement.execute(&mut transaction).await.map(|_| ())
    };
    let complaint = match outcome {
        Ok(()) | Err(SqlError::Duplicate(_) | SqlError::Conflict) => None,
        // SQLite reports a value of the wrong type in a STRICT table as a broken constraint.
        Err(SqlError::Constraint(text)) if !text.contains("cannot store") => None,
        Err(error) => Some(error.to_string()),
    };
    let _ = transaction.roll_back().await;
    complaint
}

/// All complaints about a list of statements.
async fn complaints(list: &[(String, Sql)]) -> Vec<String> {
    let (embedded, server) = (
        TestHouse::new(Backend::Sqlite, Furnished::LivedIn).await,
        TestHouse::new(Backend::Postgres, Furnished::LivedIn).await,
    );
    let mut complaints = Vec::new();
    for (name, sql) in list {
        let types = match sql.types(&server.raw.0).await {
            Ok(types) => types.unwrap(),
            Err(error) => {
                complaints.push(format!("{name}: PostgreSQL does not understand it: {error}"));
                continue;
            }
        };
        for column in &types.columns {
            if !READABLE.contains(&column.as_str()) {
                complaints
                    .push(format!("{name}: a column of type {column} cannot be read on both databases"));
            }
        }
        let values: Option<Vec<Value>> = types.placeholders.iter().map(|kind| sample(kind)).collect();
        let Some(values) = values else {
            complaints
                .push(format!("{name}: a placeholder of a type that no value has: {:?}", types.placeholders));
            continue;
        };
        for (house, which) in [(&server, "PostgreSQL"), (&embedded, "SQLite")] {
            if let Some(complaint) = complaint(house, *sql, &values).await {
                complaints.push(format!("{name}: {which}: {complaint}"));
            }
        }
    }
    complaints
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_statement_is_executed_on_both_databases() {
    pripadovka::shell::set_registry(pripadovka::capabilities::all);
    let list = statements();
    assert!(list.len() > 60, "only {} statements are registered", list.len());
    let complaints = complaints(&list).await;
    assert!(complaints.is_empty(), "{} statements:\n{}", complaints.len(), complaints.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_that_one_database_does_not_understand_is_found() {
    let wrong = [
        ("no such column", "SELECT shoe_size FROM staff WHERE id = $1"),
        ("only PostgreSQL", "SELECT id FROM staff WHERE id = ANY(ARRAY[$1::uuid])"),
        ("only SQLite", "INSERT OR REPLACE INTO installation (name, value) VALUES ($1, $2)"),
        ("a truth that is a number", "UPDATE staff SET active = 1 WHERE id = $1"),
        ("a sum nobody can read", "SELECT sum(version) FROM staff WHERE id = $1"),
    ];
    for (name, text) in wrong {
        let list = [(name.to_owned(), Sql::new("PLANTED", text))];
        assert!(!complaints(&list).await.is_empty(), "{name} was not noticed");
    }
}

/// Names declared inside `statements! { … }` in a source text.
fn declared(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    for block in source.split("statements! {").skip(1) {
        let block = block.split("\n}").next().unwrap_or_default();
        for line in block.lines() {
            let name = line.trim().split(" = ").next().unwrap_or_default();
            let constant = !name.is_empty()
                && name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
            if constant && line.contains(" = ") {
                names.push(name.to_owned());
            }
        }
    }
    names
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Files in which texts of statements are put together, and how many: what they make is executed above like all others.
const APART: &[(&str, usize)] = &[
    // Rows for the synthetic data of measurements, in bulk; `load_statements` gives all of them.
    ("/commands/load/bulk.rs", 2),
];

#[test]
fn no_statement_is_kept_from_the_test() {
    pripadovka::shell::set_registry(pripadovka::capabilities::all);
    let executed: BTreeSet<(String, &str)> = statements()
        .iter()
        .map(|(place, sql)| (place.split("::").next().unwrap().to_owned(), sql.name()))
        .collect();
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&root, &mut files);
    let mut missing = Vec::new();
    for (path, text) in files {
        let folder = Path::new(&path).strip_prefix(&root).unwrap().components().next().unwrap();
        let folder = folder.as_os_str().to_string_lossy().into_owned();
        for name in declared(&text) {
            if !executed.contains(&(folder.clone(), name.as_str())) {
                missing.push(format!("{path}: {name} is in no capability's `statements`"));
            }
        }
        let raw = text.matches("Sql::new(").count();
        let apart = APART.iter().find(|(file, _)| path.ends_with(file)).map_or(0, |(_, texts)| *texts);
        if raw > apart {
            missing.push(format!("{path}: Sql::new beside statements! escapes this test"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
