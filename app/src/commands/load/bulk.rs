//! Many rows at once. The one place where the text of a statement is put together: from names of tables and columns
//! that stand in this folder's code.

use crate::kernel::{Failure, Transaction};
use portable_sql::{Bind, Sql, Value};
use std::sync::OnceLock;

/// Rows in one statement.
const ROWS: usize = 40;

/// A table with the columns that are written.
pub struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    many: OnceLock<String>,
    one: OnceLock<String>,
    look: OnceLock<String>,
}

impl Table {
    const fn new(name: &'static str, columns: &'static [&'static str]) -> Self {
        Self { name, columns, many: OnceLock::new(), one: OnceLock::new(), look: OnceLock::new() }
    }

    fn text(&self, rows: usize) -> String {
        let width = self.columns.len();
        let tuple = |row: usize| {
            let marks: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
            format!("({})", marks.join(", "))
        };
        let tuples: Vec<String> = (0..rows).map(tuple).collect();
        format!("INSERT INTO {} ({}) VALUES {}", self.name, self.columns.join(", "), tuples.join(", "))
    }

    fn sql(&'static self, rows: usize) -> Sql {
        let text = if rows == ROWS {
            self.many.get_or_init(|| self.text(ROWS))
        } else {
            self.one.get_or_init(|| self.text(1))
        };
        Sql::new(self.name, text)
    }

    fn look(&'static self) -> Sql {
        Sql::new(self.name, self.look.get_or_init(|| format!("ANALYZE {}", self.name)))
    }
}

macro_rules! tables {
    ($($constant:ident = $name:literal [$($column:literal),+ $(,)?];)+) => {
        $(#[doc = concat!("Rows of `", $name, "`.")]
        pub static $constant: Table = Table::new($name, &[$($column),+]);)+
        /// In the order in which references allow them to be written.
        static ORDER: &[&Table] = &[$(&$constant),+];
    };
}
tables! {
    CASE_FILE = "case_file" ["id", "office_id", "coordinator_id", "title", "sort_key", "folded", "file_mark", "safety_concern", "created", "version"];
    CASE_KEY = "case_key" ["case_id", "key_id", "wrapped", "created"];
    TIE = "tie" ["case_id", "staff_id", "kind", "created"];
    CHILD = "child" ["id", "case_id", "office_id", "given", "family", "born", "file_mark", "registered_on", "plan_due", "plan_made_on", "created", "version"];
    PERSON = "person" ["id", "case_id", "office_id", "title_before", "given", "family", "title_after", "reader", "organisation", "position", "email", "phone", "created", "version"];
    RELATION = "relation" ["person_id", "child_id", "kind", "words", "legal"];
    CASE_NAME = "case_name" ["office_id", "folded", "subject_id", "case_id", "kind", "label"];
    CONFERENCE = "conference" ["id", "case_id", "office_id", "kind", "state", "legal", "on_day", "from_minute", "until_minute", "place", "convened", "held", "created", "created_by", "version"];
    DECISION = "conference_decision" ["id", "conference_id", "verdict", "kind", "recommended", "overrode", "decided_by", "decided"];
    GOAL = "goal" ["id", "conference_id", "rank", "words"];
    PHASE = "phase" ["id", "conference_id", "rank", "title", "minutes", "private"];
    PARTICIPANT = "participant" ["id", "conference_id", "person_id", "child_id", "name", "role_label", "reader", "perspective", "required", "participation", "created", "version"];
    INVITATION = "invitation" ["id", "conference_id", "participant_id", "channel", "state", "round", "calendar_uid", "sent_at", "answer", "answered_at", "created", "version"];
}

/// Every statement that this file puts together, so that all of them are tried on both databases.
pub fn statements() -> Vec<Sql> {
    ORDER.iter().flat_map(|table| [table.sql(ROWS), table.sql(1), table.look()]).collect()
}

/// Lets the server look at what has been loaded, so that its plans fit. Only at that: a table that was looked at while it
/// is empty counts as small until the server looks again, and is then read whole for every row.
pub async fn look(work: &mut Transaction) -> Result<(), Failure> {
    for table in ORDER {
        table.look().statement().execute(work).await?;
    }
    Ok(())
}

/// Rows waiting to be written.
pub struct Bulk(Vec<Vec<Value>>);

impl Bulk {
    /// None yet.
    pub fn new() -> Self {
        Self(ORDER.iter().map(|_| Vec::new()).collect())
    }

    /// Adds a row; the values in the order of the columns.
    pub fn add(&mut self, table: &'static Table, row: Row) {
        debug_assert_eq!(row.0.len(), table.columns.len(), "{}", table.name);
        let place = ORDER.iter().position(|known| std::ptr::eq(*known, table));
        if let Some(rows) = place.and_then(|at| self.0.get_mut(at)) {
            rows.extend(row.0);
        }
    }

    /// Writes everything.
    pub async fn write(self, work: &mut Transaction) -> Result<(), Failure> {
        for (table, mut values) in ORDER.iter().zip(self.0) {
            let width = table.columns.len();
            while !values.is_empty() {
                let rows = if values.len() >= ROWS * width { ROWS } else { 1 };
                let rest = values.split_off(rows * width);
                let statement = values
                    .into_iter()
                    .fold(table.sql(rows).statement(), |statement, value| statement.bind(value));
                statement.execute(work).await?;
                values = rest;
            }
        }
        Ok(())
    }
}

/// The values of a row.
#[derive(Default)]
pub struct Row(Vec<Value>);

impl Row {
    /// Starts with a value.
    pub fn of(value: impl Bind) -> Self {
        Self::default().and(value)
    }

    /// One value more.
    pub fn and(mut self, value: impl Bind) -> Self {
        self.0.push(value.into_value());
        self
    }
}
