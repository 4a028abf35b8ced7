//! Opening a case that one does not work on: how long, how often, who is told. Fixed here, not by whoever asks.
//!
//! Source: issue "opening any other case one is not on needs a typed reason, expires, notifies the coordinator and the
//! head, and cannot change its own terms".

use crate::kernel::{Choice, Moment};

/// Least letters of a reason: less than this says nothing that could be checked later.
pub const SHORTEST_REASON: usize = 15;

/// How many marks that lead nowhere somebody may try on one day; then only the head helps.
pub const MOST_MISSES: i64 = 5;

/// For how long a case is opened: what the office allows, and nothing longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningTime {
    /// Two hours.
    TwoHours,
    /// Until midnight.
    Today,
    /// A day and a night.
    Day,
}

impl Choice for OpeningTime {
    const ALL: &'static [Self] = &[Self::TwoHours, Self::Today, Self::Day];
    fn code(self) -> &'static str {
        match self {
            Self::TwoHours => "two_hours",
            Self::Today => "today",
            Self::Day => "day",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::TwoHours => "na 2 hodiny",
            Self::Today => "do konce dneška",
            Self::Day => "na 24 hodin",
        }
    }
}

/// Seconds of the longest opening.
pub const LONGEST: i64 = 24 * 3600;

/// When an opening of this time ends, for an opening that begins at a moment. Never later than [`LONGEST`] after it.
#[must_use]
pub fn expires(time: OpeningTime, from: Moment) -> Moment {
    let wanted = match time {
        OpeningTime::TwoHours => from.plus_seconds(2 * 3600),
        OpeningTime::Today => {
            let tomorrow = from.day().saturating_add(jiff::Span::new().days(1));
            Moment::in_prague(tomorrow, jiff::civil::Time::midnight())
        }
        OpeningTime::Day => from.plus_seconds(LONGEST),
    };
    wanted.min(from.plus_seconds(LONGEST))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::access::remaining;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    fn at(hour: i8, minute: i8) -> Moment {
        Moment::in_prague(date(2026, 11, 19), time(hour, minute, 0, 0))
    }

    #[test]
    fn an_opening_until_the_end_of_the_day_ends_at_midnight() {
        let end = expires(OpeningTime::Today, at(10, 30));
        assert_eq!((end.day(), end.time_of_day().minutes()), (date(2026, 11, 20), 0));
        assert_eq!(remaining(end, at(23, 59)), Some("1\u{a0}minutu".into()));
        assert_eq!(remaining(end, end), None);
        assert_eq!(remaining(end, at(21, 30)), Some("2\u{a0}hodiny a 30\u{a0}minut".into()));
    }

    proptest! {
        #[test]
        fn nobody_gets_longer_than_a_day_and_everybody_gets_something(
            seconds in 0i64..3_000_000_000,
            which in 0usize..3,
        ) {
            let from = Moment::from_timestamp(jiff::Timestamp::from_second(seconds).unwrap());
            let end = expires(OpeningTime::ALL[which], from);
            prop_assert!(end > from);
            prop_assert!(end.seconds_since(from) <= LONGEST);
            prop_assert!(remaining(end, from).is_some());
            prop_assert!(remaining(end, from.plus_seconds(LONGEST)).is_none());
        }
    }
}
