//! One SQL text, two databases.
//!
//! The only crate that names a database driver. A slice writes a statement once, with `$1, $2` placeholders
//! and the shared subset of SQL that `docs/guides/write-a-migration.md` describes, and it runs on the embedded
//! encrypted SQLite as well as on PostgreSQL. SQLite is driven *in place* (no thread hop per statement; see
//! `docs/decisions/0002-embedded-driver.md` for the measurement), PostgreSQL through a pool.
//!
//! * [`Sql`] is a statement's text with the name of the question it answers; [`Statement`] is that text with
//!   every placeholder bound. A forgotten placeholder is an error, never a silent NULL.
//! * [`Queries`] is the read half, [`Writer`] the write half; only a [`Transaction`] changes anything. Changes whose answer
//!   nobody waits for ([`Statement::later`]) and questions asked together ([`Transaction::beside`]) take one way to a server.
//! * [`Migration`]s are one text with type tokens, expanded per dialect.

#![allow(clippy::disallowed_types, reason = "this is the crate that names the drivers")]

mod durability;
mod error;
mod migrate;
mod open;
mod postgres;
mod row;
mod session;
mod sqlite;
mod statement;
mod value;

pub use durability::Weakness;
pub use error::{OpenError, SqlError};
pub use migrate::{Migration, MigrationError, MigrationReport, expand};
pub use open::{Dialect, Location, Queries, Writer, open};
pub use row::{Column, Row, RowRef};
pub use session::{Beside, Session, Transaction};
pub use statement::{Sql, Statement, Types};
pub use value::{Bind, Cell, Value};

/// Declares a slice's statements, each named after the question it answers, and collects them in
/// `STATEMENTS`, so that a test can execute every one on both databases.
///
/// ```
/// portable_sql::statements! {
///     /// Who has this id?
///     FIND_PERSON = "SELECT id, name FROM person WHERE id = $1";
/// }
/// assert_eq!(FIND_PERSON.name(), "FIND_PERSON");
/// assert_eq!(STATEMENTS.len(), 1);
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* pub const $name: $crate::Sql = $crate::Sql::new(stringify!($name), $text);)+
        /// Every statement of this store, for the test that executes them on both databases.
        #[allow(dead_code, reason = "a private store's list is read by its tests only")]
        pub const STATEMENTS: &[$crate::Sql] = &[$($name),+];
    };
}

/// Declares a struct that is read from a row by position: the fields in the order of the selected columns.
///
/// ```
/// portable_sql::row! {
///     /// A person as listed.
///     #[derive(Debug)]
///     pub struct Listed { pub name: String, pub born: Option<jiff::civil::Date> }
/// }
/// ```
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident : $ty:ty),+ $(,)? }) => {
        $(#[$meta])* $vis struct $name { $($(#[$fmeta])* $fvis $field: $ty),+ }
        impl $crate::Row for $name {
            fn from_row(row: &$crate::RowRef<'_>) -> Result<Self, $crate::SqlError> {
                let mut position = 0usize;
                $(
                    let $field = row.get::<$ty>(position)?;
                    position += 1;
                )+
                let _ = position;
                Ok(Self { $($field),+ })
            }
        }
    };
}
