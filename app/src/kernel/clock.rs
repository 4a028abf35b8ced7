//! Time. Rules get it as an argument; only [`Clock`] knows what time it is.

use jiff::{Timestamp, ToSpan, civil};
use portable_sql::{Bind, Cell, Column, SqlError, Value};
use serde::{Serialize, Serializer};
use std::sync::{Arc, Mutex};

/// A day of the calendar.
pub type Day = civil::Date;

/// A moment, cut to microseconds at birth (PostgreSQL keeps no more, and audit hashes must survive read-back).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

impl Moment {
    /// Cuts a timestamp to microseconds.
    #[must_use]
    pub fn from_timestamp(timestamp: Timestamp) -> Self {
        Self(Timestamp::from_microsecond(timestamp.as_microsecond()).unwrap_or(timestamp))
    }

    /// A day and time of day in Prague.
    #[must_use]
    pub fn in_prague(day: Day, time: civil::Time) -> Self {
        let zoned = day.to_datetime(time).to_zoned(czech::dates::prague());
        zoned.map_or(Self(Timestamp::UNIX_EPOCH), |z| Self::from_timestamp(z.timestamp()))
    }

    /// The timestamp.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        self.0
    }

    /// The day in Prague.
    #[must_use]
    pub fn day(self) -> Day {
        self.0.to_zoned(czech::dates::prague()).date()
    }

    /// The time of day in Prague, to the minute.
    #[must_use]
    pub fn time_of_day(self) -> TimeOfDay {
        let time = self.0.to_zoned(czech::dates::prague()).time();
        TimeOfDay(i16::from(time.hour()) * 60 + i16::from(time.minute()))
    }

    /// Some seconds later (or earlier).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        self.0.checked_add(seconds.seconds()).map_or(self, Self)
    }

    /// Seconds from `earlier` to this moment.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.as_second() - earlier.0.as_second()
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
impl Bind for Moment {
    fn into_value(self) -> Value {
        Value::Moment(self.0)
    }
}
impl Column for Moment {
    fn from_cell(cell: Cell<'_>) -> Result<Self, SqlError> {
        Timestamp::from_cell(cell).map(Self)
    }
}

/// Minutes since midnight, 0 to 1439.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TimeOfDay(i16);

impl TimeOfDay {
    /// From hours and minutes; `None` when no such time exists.
    #[must_use]
    pub fn new(hour: i16, minute: i16) -> Option<Self> {
        ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(Self(hour * 60 + minute))
    }

    /// From minutes since midnight; the last minute of the day at most.
    #[must_use]
    pub fn from_minutes(minutes: i64) -> Self {
        Self(i16::try_from(minutes.clamp(0, 1439)).unwrap_or(0))
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> i64 {
        self.0.into()
    }

    /// With the preposition that Czech says before it: `v 9.00`, `ve 13.00`.
    #[must_use]
    pub fn at(self) -> String {
        czech::prepositions::at(&self.to_string())
    }

    /// As jiff's time.
    #[must_use]
    pub fn time(self) -> civil::Time {
        civil::Time::new((self.0 / 60) as i8, (self.0 % 60) as i8, 0, 0).unwrap_or_default()
    }
}

impl std::fmt::Display for TimeOfDay {
    /// As Czechs write it: `13.00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 60, self.0 % 60)
    }
}
impl Bind for TimeOfDay {
    fn into_value(self) -> Value {
        Value::Integer(self.0.into())
    }
}
impl Column for TimeOfDay {
    fn from_cell(cell: Cell<'_>) -> Result<Self, SqlError> {
        i64::from_cell(cell).map(Self::from_minutes)
    }
}

/// What time it is: the system's clock, or a fixed one in tests and samples.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// Stands still until it is moved.
    Fixed(Arc<Mutex<Moment>>),
}

impl Clock {
    /// A clock that stands at `moment`.
    #[must_use]
    pub fn fixed(moment: Moment) -> Self {
        Self::Fixed(Arc::new(Mutex::new(moment)))
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Moment {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
            Self::System => Moment::from_timestamp(Timestamp::now()),
            Self::Fixed(moment) => match moment.lock() {
                Ok(moment) => *moment,
                Err(poisoned) => *poisoned.into_inner(),
            },
        }
    }

    /// Today in Prague.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Moves a fixed clock; the system's clock cannot be moved.
    pub fn set(&self, to: Moment) {
        if let Self::Fixed(moment) = self
            && let Ok(mut moment) = moment.lock()
        {
            *moment = to;
        }
    }
}
