//! A lent device: its owner handed it to somebody at the table, who shall not get at the file by going back.
//!
//! Until the PIN is typed that was chosen when it was handed over, the session opens one page of one seat and nothing else;
//! access holds it for every record, list and page of one's own. A PIN is short, so each try is counted before it is looked
//! at, and after [`TRIES`] wrong ones the session is over: who owns it signs in again.

use super::{SignedIn, Staff};
use crate::kernel::{Failure, Id, Queries, Transaction};
use portable_sql::Session as On;
use uuid::Uuid;

/// How many times a PIN may be typed wrongly.
pub const TRIES: i64 = 5;

portable_sql::statements! {
    /// The device is handed over with a new PIN.
    LEND = "UPDATE sign_in_session SET lent_conference = $3, lent_seat = $4, lent_back = $5, lent_pin = $6, lent_tries = 0 \
        WHERE id = $1 AND staff_id = $2 AND revoked IS NULL AND lent_conference IS NULL";
    /// The device is handed over with the PIN from before.
    LEND_AGAIN = "UPDATE sign_in_session SET lent_conference = $3, lent_seat = $4, lent_back = $5, lent_tries = 0 \
        WHERE id = $1 AND staff_id = $2 AND revoked IS NULL AND lent_conference IS NULL AND lent_pin IS NOT NULL";
    /// One try more, if there is one left.
    COUNT = "UPDATE sign_in_session SET lent_tries = lent_tries + 1 \
        WHERE id = $1 AND revoked IS NULL AND lent_conference IS NOT NULL AND lent_tries < $2";
    /// To whom a session is lent now.
    NOW = "SELECT lent_conference, lent_seat, lent_back FROM sign_in_session WHERE id = $1 AND revoked IS NULL";
    /// The PIN as it is stored, and how often it was tried.
    PIN = "SELECT lent_pin, lent_tries FROM sign_in_session WHERE id = $1 AND lent_pin IS NOT NULL";
    /// The owner has the device back.
    TAKE_BACK = "UPDATE sign_in_session SET lent_conference = NULL, lent_seat = NULL, lent_back = NULL, lent_tries = 0 \
        WHERE id = $1 AND revoked IS NULL AND lent_conference IS NOT NULL";
}

/// What a lent session opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lent {
    /// The conference.
    pub conference: Uuid,
    /// The seat whose page it is.
    pub seat: Uuid,
    /// Where the owner goes on when they have it back.
    pub back: String,
}

impl Lent {
    /// From the columns. A row that says half of it is lent to nobody: then nothing opens, which is the safe side.
    pub(super) fn of(conference: Option<Uuid>, seat: Option<Uuid>, back: Option<String>) -> Option<Self> {
        let conference = conference?;
        Some(Self {
            conference,
            seat: seat.unwrap_or_default(),
            back: back.unwrap_or_else(|| "/".to_owned()),
        })
    }
}

/// What a session is lent for at this moment; none when it is not.
///
/// # Errors
/// Database errors.
pub async fn lent_now<'a>(on: impl Into<On<'a>>, session: Id<SignedIn>) -> Result<Option<Lent>, Failure> {
    let row: Option<(Option<Uuid>, Option<Uuid>, Option<String>)> = NOW.bind(session).one(on).await?;
    Ok(row.and_then(|(conference, seat, back)| Lent::of(conference, seat, back)))
}

/// Whether a PIN was chosen for this session before.
///
/// # Errors
/// Database errors.
pub async fn has_pin(on: &Queries, session: Id<SignedIn>) -> Result<bool, Failure> {
    let pin: Option<(String, i64)> = PIN.bind(session).one(on).await?;
    Ok(pin.is_some())
}

/// Hands the device over, with the hash of a new PIN or with the one from before; `false` when there is none, or when it is
/// lent already.
///
/// # Errors
/// Database errors.
pub async fn lend(
    on: &mut Transaction,
    (session, owner): (Id<SignedIn>, Id<Staff>),
    to: Lent,
    pin: Option<String>,
) -> Result<bool, Failure> {
    let with_pin = if pin.is_some() { LEND } else { LEND_AGAIN };
    let query = with_pin.bind(session).bind(owner).bind(to.conference).bind(to.seat).bind(to.back);
    let changed = match pin {
        Some(pin) => query.bind(pin).execute(on).await?,
        None => query.execute(on).await?,
    };
    Ok(changed == 1)
}

/// Counts a try and gives the hash it is compared with and how many tries are left after this one; none when there is none
/// left.
///
/// # Errors
/// Database errors.
pub async fn pin_to_try(
    on: &mut Transaction,
    session: Id<SignedIn>,
) -> Result<Option<(String, i64)>, Failure> {
    if COUNT.bind(session).bind(TRIES).execute(&mut *on).await? != 1 {
        return Ok(None);
    }
    let pin: Option<(String, i64)> = PIN.bind(session).one(on).await?;
    Ok(pin.map(|(pin, tries)| (pin, (TRIES - tries).max(0))))
}

/// The owner has it back; `false` when it was not lent.
///
/// # Errors
/// Database errors.
pub async fn take_back(on: &mut Transaction, session: Id<SignedIn>) -> Result<bool, Failure> {
    Ok(TAKE_BACK.bind(session).execute(on).await? == 1)
}
