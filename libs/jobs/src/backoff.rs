//! How long a failed job waits before it is tried again.

use jiff::SignedDuration;

/// Pauses after the first, second, … failed attempt. Short at first (a mail server that is restarting), long at
/// the end (a morning on which somebody has to notice).
const PAUSES: [SignedDuration; 5] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(8),
];

/// How often a job is attempted before it is given up.
pub const MOST_ATTEMPTS: u32 = PAUSES.len() as u32 + 1;

/// The pause after `attempts` failed attempts (from one), or `None` when the job is to be given up.
#[must_use]
pub fn next_delay(attempts: u32) -> Option<SignedDuration> {
    PAUSES.get(attempts.saturating_sub(1) as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_pauses_are_a_minute_five_minutes_half_an_hour_two_hours_and_eight_hours() {
        let minutes: Vec<_> = (1..=MOST_ATTEMPTS).map(|n| next_delay(n).map(|d| d.as_mins())).collect();
        assert_eq!(minutes, [Some(1), Some(5), Some(30), Some(120), Some(480), None]);
    }

    proptest! {
        #[test]
        fn every_pause_is_longer_than_the_one_before_and_none_comes_after_the_last(attempts in 1u32..) {
            match (next_delay(attempts), next_delay(attempts.saturating_add(1))) {
                (Some(now), Some(later)) => prop_assert!(now.is_positive() && later > now),
                (None, Some(_)) => prop_assert!(false, "given up, and yet tried again"),
                (_, None) => prop_assert!(attempts.saturating_add(1) >= MOST_ATTEMPTS),
            }
        }
    }
}
