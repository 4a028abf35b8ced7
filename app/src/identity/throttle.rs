//! Slowing down guesses, per account and per requester, without telling who exists: an unknown sign-in name is
//! counted like a known one. Counted under a keyed hash, so the table holds no names and no addresses.

use crate::kernel::{Failure, Keys, Moment, Transaction};
use hmac::{Hmac, KeyInit, Mac};
use portable_sql::Session;

portable_sql::statements! {
    /// How a subject stands.
    STANDING = "SELECT failures, first_at, blocked_until FROM sign_in_attempt WHERE subject = $1";
    /// Counts a failure.
    COUNT = "INSERT INTO sign_in_attempt (subject, failures, first_at, blocked_until) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, first_at = excluded.first_at, blocked_until = excluded.blocked_until";
    /// A success wipes the count.
    FORGIVE = "DELETE FROM sign_in_attempt WHERE subject = $1";
}

/// Failures of one account until waiting begins.
const FREE: i64 = 5;
/// Failures of one network address until waiting begins: a whole office may share one.
const FREE_OF_REQUESTER: i64 = 50;
/// Tries of everybody together at one door until waiting begins.
const FREE_OF_EVERYBODY: i64 = 2000;
/// Failures older than this do not count.
const WINDOW_SECONDS: i64 = 3600;

/// Who is counted: a keyed hash, and how many failures are free of waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    hash: Vec<u8>,
    free: i64,
}

impl Subject {
    /// An account, by what was typed as its sign-in name.
    #[must_use]
    pub fn account(keys: &Keys, login: &str) -> Self {
        Self::keyed(keys, "account", login, FREE)
    }

    /// A requester, by network address.
    #[must_use]
    pub fn requester(keys: &Keys, address: &str) -> Self {
        Self::keyed(keys, "requester", address, FREE_OF_REQUESTER)
    }

    /// Everybody together at one door that has nothing to do with accounts: a brake for many addresses at once, so high
    /// that nobody who asks honestly meets it.
    #[must_use]
    pub fn everybody(keys: &Keys, door: &str) -> Self {
        Self::keyed(keys, "everybody", door, FREE_OF_EVERYBODY)
    }

    fn keyed(keys: &Keys, kind: &str, text: &str, free: i64) -> Self {
        let key = keys.ring().derive("throttle");
        let mac = <Hmac<sha2::Sha256> as KeyInit>::new_from_slice(&key[..]);
        let Ok(mut mac) = mac else { return Self { hash: Vec::new(), free } };
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        Self { hash: mac.finalize().into_bytes().to_vec(), free }
    }
}

/// Seconds to wait after so many failures: none for the first four, then 15 s doubling up to 15 minutes.
#[must_use]
pub fn wait_after(failures: i64) -> i64 {
    if failures < FREE { 0 } else { (15_i64 << (failures - FREE).min(6)).min(900) }
}

/// Seconds this subject must still wait.
///
/// # Errors
/// Database errors.
pub async fn must_wait<'a>(
    on: impl Into<Session<'a>>,
    subject: &Subject,
    now: Moment,
) -> Result<i64, Failure> {
    let row: Option<(i64, Moment, Option<Moment>)> = STANDING.bind(&subject.hash).one(on).await?;
    Ok(row.and_then(|(_, _, until)| until).map_or(0, |until| until.seconds_since(now).max(0)))
}

/// Counts a failure and returns the seconds to wait from now.
///
/// # Errors
/// Database errors.
pub async fn count(on: &mut Transaction, subject: &Subject, now: Moment) -> Result<i64, Failure> {
    let row: Option<(i64, Moment, Option<Moment>)> = STANDING.bind(&subject.hash).one(&mut *on).await?;
    let (failures, first) = match row {
        Some((failures, first, _)) if now.seconds_since(first) < WINDOW_SECONDS => (failures + 1, first),
        _ => (1, now),
    };
    let wait = wait_after(failures - subject.free + FREE);
    let until = (wait > 0).then(|| now.plus_seconds(wait));
    COUNT.bind(&subject.hash).bind(failures).bind(first).bind(until).execute(on).await?;
    Ok(wait)
}

/// Wipes the count after a success.
///
/// # Errors
/// Database errors.
pub async fn forgive(on: &mut Transaction, subject: &Subject) -> Result<(), Failure> {
    FORGIVE.bind(&subject.hash).execute(on).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn waiting_begins_at_the_fifth_failure_and_stays_bearable() {
        assert_eq!(wait_after(4), 0);
        assert_eq!(wait_after(5), 15);
        assert_eq!(wait_after(7), 60);
        assert_eq!(wait_after(1000), 900);
    }
}
