//! Identifiers: UUID version 7, typed by what they identify.

use super::Moment;
use portable_sql::{Bind, Cell, Column, SqlError, Value};
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};
use uuid::Uuid;

/// How many identifiers this process has made; wraps after 67 millions, which disturbs the order of one moment only.
static MADE: AtomicU32 = AtomicU32::new(0);
/// The bits of it that an identifier carries.
const COUNTED: u32 = (1 << 26) - 1;

/// The identifier of a `T`. Two of different things do not compare and cannot be swapped by mistake.
pub struct Id<T: ?Sized>(Uuid, PhantomData<fn() -> T>);

impl<T: ?Sized> Id<T> {
    /// A new identifier, sortable by the moment it was made; those of one moment sort as they were made, so that
    /// what is listed by `created, id` stands in the order in which it was written.
    #[must_use]
    pub fn fresh(now: Moment) -> Self {
        let millis = u64::try_from(now.timestamp().as_millisecond()).unwrap_or_default();
        let mut low: [u8; 10] = super::random_bytes();
        // Twelve bits before the two of the variant, fourteen behind them; 48 bits stay random.
        let number = MADE.fetch_add(1, Ordering::Relaxed) & COUNTED;
        let spread = ((number >> 14) << 16) | (number & 0x3fff);
        for (byte, counted) in low.iter_mut().zip(spread.to_be_bytes()) {
            *byte = counted;
        }
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &low).into_uuid(), PhantomData)
    }

    /// From its raw form (database, key ring, tests).
    #[must_use]
    pub const fn from_uuid(raw: Uuid) -> Self {
        Self(raw, PhantomData)
    }

    /// The raw form.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }

    /// The same identifier read as that of another type: for records that share a table's key.
    #[must_use]
    pub const fn cast<U: ?Sized>(self) -> Id<U> {
        Id(self.0, PhantomData)
    }
}

impl<T: ?Sized> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: ?Sized> Copy for Id<T> {}
impl<T: ?Sized> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T: ?Sized> Eq for Id<T> {}
impl<T: ?Sized> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T: ?Sized> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T: ?Sized> Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T: ?Sized> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<T: ?Sized> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<T: ?Sized> FromStr for Id<T> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Self::from_uuid)
    }
}
impl<T: ?Sized> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
impl<T: ?Sized> Bind for Id<T> {
    fn into_value(self) -> Value {
        Value::Uuid(self.0)
    }
}
impl<T: ?Sized> Column for Id<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, SqlError> {
        Uuid::from_cell(cell).map(Self::from_uuid)
    }
}

/// An identifier that follows from another and words: the same form sent twice means the same record, the same form with
/// other words another one.
#[must_use]
pub fn derived(from: Uuid, words: &str) -> Uuid {
    let digest = Sha256::new().chain_update(from.as_bytes()).chain_update(words.as_bytes()).finalize();
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(digest) {
        *byte = hashed;
    }
    uuid::Builder::from_bytes(bytes)
        .with_variant(uuid::Variant::RFC4122)
        .with_version(uuid::Version::Custom)
        .into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn identifiers_of_one_moment_sort_as_they_were_made() {
        let now = Moment::from_timestamp(jiff::Timestamp::UNIX_EPOCH);
        MADE.fetch_max(0x3f00, Ordering::Relaxed);
        let made: Vec<Id<()>> = (0..40_000).map(|_| Id::fresh(now)).collect();
        assert!(made.is_sorted(), "a list by moment and identifier would not stand as it was written");
        assert_eq!(made.iter().collect::<BTreeSet<_>>().len(), made.len());
        assert!(made.iter().all(|id| id.uuid().get_version_num() == 7));
        assert!(made.iter().all(|id| id.uuid().get_variant() == uuid::Variant::RFC4122));
    }
}
