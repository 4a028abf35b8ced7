//! Values that both databases can hold, and cells read from either.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// A value on its way into the database.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Absent.
    Null,
    /// Truth.
    Bool(bool),
    /// Whole number.
    Integer(i64),
    /// Fraction.
    Real(f64),
    /// Text without U+0000.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Identifier.
    Uuid(Uuid),
    /// Moment, microseconds are kept (SQLite: integer of microseconds since 1970, PostgreSQL: timestamptz).
    Moment(Timestamp),
    /// Day (SQLite: text `2026-12-10`, PostgreSQL: date).
    Day(Date),
}

/// Whatever can be bound in both databases.
pub trait Bind {
    /// The value as bound.
    fn into_value(self) -> Value;
}

impl Bind for Value {
    fn into_value(self) -> Value {
        self
    }
}

macro_rules! bind {
    ($($ty:ty => |$v:ident| $value:expr;)+) => {
        $(impl Bind for $ty { fn into_value(self) -> Value { let $v = self; $value } })+
    };
}
bind! {
    bool => |v| Value::Bool(v);
    i64 => |v| Value::Integer(v);
    i32 => |v| Value::Integer(v.into());
    i16 => |v| Value::Integer(v.into());
    u32 => |v| Value::Integer(v.into());
    u16 => |v| Value::Integer(v.into());
    u8 => |v| Value::Integer(v.into());
    f64 => |v| Value::Real(v);
    String => |v| Value::Text(v);
    &str => |v| Value::Text(v.to_owned());
    &String => |v| Value::Text(v.clone());
    Vec<u8> => |v| Value::Bytes(v);
    &[u8] => |v| Value::Bytes(v.to_vec());
    &Vec<u8> => |v| Value::Bytes(v.clone());
    Uuid => |v| Value::Uuid(v);
    Timestamp => |v| Value::Moment(v);
    Date => |v| Value::Day(v);
    serde_json::Value => |v| Value::Text(v.to_string());
    &serde_json::Value => |v| Value::Text(v.to_string());
}

impl<T: Bind> Bind for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Null, Bind::into_value)
    }
}

/// A cell as read, borrowed from the driver's row.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// Absent.
    Null,
    /// Truth (PostgreSQL only; SQLite gives 0 or 1).
    Bool(bool),
    /// Whole number.
    Integer(i64),
    /// Fraction.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// Identifier (PostgreSQL only; SQLite gives 16 bytes).
    Uuid(Uuid),
    /// Moment (PostgreSQL only).
    Moment(Timestamp),
    /// Day (PostgreSQL only).
    Day(Date),
}
