//! The table of start passwords.

use crate::identity::Staff;
use crate::kernel::{Failure, Id, Moment, Transaction};
use portable_sql::Session;

portable_sql::statements! {
    /// Until when the start password of an account works, if it still has one.
    START_PASSWORD = "SELECT expires FROM start_password WHERE staff_id = $1";
    /// The account's password was handed over and must be changed.
    MUST_CHANGE = "INSERT INTO start_password (staff_id, expires) VALUES ($1, $2) \
        ON CONFLICT (staff_id) DO UPDATE SET expires = excluded.expires";
    /// The owner has chosen a password.
    CHANGED = "DELETE FROM start_password WHERE staff_id = $1";
}

/// A start password works this long: fourteen days.
const WORKS_SECONDS: i64 = 14 * 24 * 3600;

/// Until when an account's start password works; `None` when the owner has chosen the password.
///
/// # Errors
/// Database errors.
pub async fn start_password<'a>(
    on: impl Into<Session<'a>>,
    staff: Id<Staff>,
) -> Result<Option<Moment>, Failure> {
    let row: Option<(Moment,)> = START_PASSWORD.bind(staff).one(on).await?;
    Ok(row.map(|(expires,)| expires))
}

/// The account's password was handed over by somebody: it must be changed at the next sign-in, and it stops
/// working after fourteen days.
///
/// # Errors
/// Database errors.
pub async fn must_change(on: &mut Transaction, staff: Id<Staff>, now: Moment) -> Result<(), Failure> {
    MUST_CHANGE.bind(staff).bind(now.plus_seconds(WORKS_SECONDS)).execute(on).await?;
    Ok(())
}

/// The owner has chosen a password.
pub(super) async fn changed(on: &mut Transaction, staff: Id<Staff>) -> Result<(), Failure> {
    CHANGED.bind(staff).execute(on).await?;
    Ok(())
}
