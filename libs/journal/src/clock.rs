//! What time it is on a device whose own clock is not to be trusted.

use serde::{Deserialize, Serialize};

/// Moments of the house, carried forward by a counter of the device that only grows (microseconds since any beginning;
/// in a browser `performance.now()`). The clock on the wall of the device takes no part: it may be two hours wrong, or
/// be put right during the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// A moment of the house, in microseconds since 1970.
    house: i64,
    /// What the device counted then.
    counted: i64,
}

impl Clock {
    /// The house said `house` (microseconds since 1970) when the device had counted `counted` microseconds.
    #[must_use]
    pub const fn new(house: i64, counted: i64) -> Self {
        Self { house, counted }
    }

    /// The moment at which the device has counted `counted`, in microseconds since 1970.
    #[must_use]
    pub const fn now(&self, counted: i64) -> i64 {
        self.house.saturating_add(counted.saturating_sub(self.counted))
    }

    /// An answer of the house came: it says `house`, was asked for at `sent` and came at `came` by the device's
    /// counter. The middle of the two is taken for the house's moment. A tablet that slept is right again from here on.
    #[must_use]
    pub const fn answered(self, house: i64, sent: i64, came: i64) -> Self {
        if came < sent {
            return self;
        }
        Self { house, counted: sent.saturating_add(came.saturating_sub(sent) / 2) }
    }
}
