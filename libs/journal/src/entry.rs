//! One entry of the journal.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Act;

/// The largest number that may stand in an entry: 2⁵³ − 1, the largest whole number a script counts exactly.
pub const LARGEST: u64 = (1 << 53) - 1;

/// Something that happened, written down once and never changed.
///
/// As JSON: `{"id", "device", "seq", "stamp", "happened", "act": {"do": "write", …}}`, identifiers in small letters
/// with hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its identifier, made where the entry is made; an entry is known by it however often it arrives.
    pub id: Uuid,
    /// The device it was made on: one tab of one browser, or the house.
    pub device: Uuid,
    /// The device's own count, from 1. Gaps are allowed.
    pub seq: u64,
    /// Lamport stamp: higher than that of every entry the device had seen. From 1.
    pub stamp: u64,
    /// When it happened, in microseconds since 1970. Decides about presence, phases and pauses (what was typed as
    /// "odešla v 10.40" counts as 10.40), and about nothing in a line.
    pub happened: i64,
    /// What happened.
    pub act: Act,
}

/// What entries are compared by where the later one counts: stamp, device, count, identifier. Total: two entries are
/// equal in it only if they are one.
pub type Key = (u64, Uuid, u64, Uuid);

impl Entry {
    /// Its place in the order of entries.
    #[must_use]
    pub const fn key(&self) -> Key {
        (self.stamp, self.device, self.seq, self.id)
    }

    /// The entry with its moment brought between the meeting's start and its arrival (microseconds since 1970): a
    /// device cannot tell of what has not happened yet.
    #[must_use]
    pub fn within(mut self, started: i64, received: i64) -> Self {
        self.happened = self.happened.min(received).max(started);
        self
    }
}
