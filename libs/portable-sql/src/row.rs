//! Reading rows into types.

use crate::{Cell, SqlError};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// A row of either database, borrowed while it is read.
pub enum RowRef<'a> {
    /// From the embedded database.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From the server.
    Postgres(&'a tokio_postgres::Row),
}

impl RowRef<'_> {
    /// The column at a position (from zero).
    ///
    /// # Errors
    /// [`SqlError::Column`] when the cell does not hold a `T`.
    pub fn get<T: Column>(&self, position: usize) -> Result<T, SqlError> {
        let cell = match self {
            Self::Sqlite(row) => crate::sqlite::cell(row, position)?,
            Self::Postgres(row) => crate::postgres::cell(row, position)?,
        };
        T::from_cell(cell).map_err(|error| match error {
            SqlError::Column { expected, .. } => SqlError::Column { position, expected },
            other => other,
        })
    }
}

/// Whatever can be read from a row of both databases.
pub trait Row: Sized + Send {
    /// Reads the columns by position.
    ///
    /// # Errors
    /// [`SqlError::Column`] when a cell does not hold the field's type.
    fn from_row(row: &RowRef<'_>) -> Result<Self, SqlError>;
}

/// Whatever can be read from one cell of both databases.
pub trait Column: Sized {
    /// Reads the cell.
    ///
    /// # Errors
    /// [`SqlError::Column`] (its position is filled in by the row).
    fn from_cell(cell: Cell<'_>) -> Result<Self, SqlError>;
}

/// The error of a cell that holds something else than `expected`.
#[must_use]
pub fn mismatch(expected: &'static str) -> SqlError {
    SqlError::Column { position: 0, expected }
}

macro_rules! column {
    ($($ty:ty : $expected:literal { $($pattern:pat => $value:expr),+ $(,)? })+) => {
        $(impl Column for $ty {
            fn from_cell(cell: Cell<'_>) -> Result<Self, SqlError> {
                #[allow(unreachable_patterns, reason = "one macro for all types")]
                match cell { $($pattern => $value,)+ _ => Err(mismatch($expected)) }
            }
        })+
    };
}
column! {
    bool: "a truth value" { Cell::Bool(v) => Ok(v), Cell::Integer(0) => Ok(false), Cell::Integer(1) => Ok(true) }
    i64: "a whole number" { Cell::Integer(v) => Ok(v) }
    i32: "a small whole number" { Cell::Integer(v) => v.try_into().map_err(|_| mismatch("a small whole number")) }
    i16: "a small whole number" { Cell::Integer(v) => v.try_into().map_err(|_| mismatch("a small whole number")) }
    u32: "a count" { Cell::Integer(v) => v.try_into().map_err(|_| mismatch("a count")) }
    u16: "a small count" { Cell::Integer(v) => v.try_into().map_err(|_| mismatch("a small count")) }
    u8: "a small count" { Cell::Integer(v) => v.try_into().map_err(|_| mismatch("a small count")) }
    f64: "a number" { Cell::Real(v) => Ok(v), Cell::Integer(v) => Ok(v as f64) }
    serde_json::Value: "JSON" { Cell::Text(v) => serde_json::from_str(v).map_err(|_| mismatch("JSON")) }
    String: "text" { Cell::Text(v) => Ok(v.to_owned()) }
    Vec<u8>: "bytes" { Cell::Bytes(v) => Ok(v.to_vec()) }
    Uuid: "an identifier" { Cell::Uuid(v) => Ok(v), Cell::Bytes(v) => Uuid::from_slice(v).map_err(|_| mismatch("an identifier")) }
    Timestamp: "a moment" { Cell::Moment(v) => Ok(v), Cell::Integer(v) => Timestamp::from_microsecond(v).map_err(|_| mismatch("a moment")) }
    Date: "a day" { Cell::Day(v) => Ok(v), Cell::Text(v) => v.parse().map_err(|_| mismatch("a day")) }
}

impl<T: Column> Column for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, SqlError> {
        if matches!(cell, Cell::Null) { Ok(None) } else { T::from_cell(cell).map(Some) }
    }
}

macro_rules! tuples {
    ($($($name:ident $index:tt),+;)+) => {
        $(impl<$($name: Column + Send),+> Row for ($($name,)+) {
            fn from_row(row: &RowRef<'_>) -> Result<Self, SqlError> {
                Ok(($(row.get::<$name>($index)?,)+))
            }
        })+
    };
}
tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
}
