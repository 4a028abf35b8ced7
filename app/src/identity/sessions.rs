//! Sessions: random tokens, stored hashed, listed and revocable; and lent, while the device is in somebody else's hands.

mod lent;

pub use lent::{Lent, STATEMENTS as LENT_STATEMENTS, TRIES, has_pin, lend, lent_now, pin_to_try, take_back};

use super::{Office, Roles, Staff, StaffName};
use crate::kernel::{Failure, Id, Moment, Token, Transaction};
use portable_sql::Session as On;
use uuid::Uuid;

/// Idle for this long, a session ends: four hours.
pub const IDLE_SECONDS: i64 = 4 * 3600;
/// Even in use, a session ends after twelve hours: a working day.
pub const LONGEST_SECONDS: i64 = 12 * 3600;
/// The last use is written at most this often.
pub const TOUCH_SECONDS: i64 = 120;

portable_sql::statements! {
    /// Who is behind a token.
    BY_TOKEN = "SELECT s.id, s.staff_id, s.created, s.last_used, s.expires, s.lent_conference, s.lent_seat, s.lent_back, f.office_id, f.title_before, f.given, f.family, f.title_after, o.name \
        FROM sign_in_session s JOIN staff f ON f.id = s.staff_id JOIN office o ON o.id = f.office_id \
        WHERE s.token_hash = $1 AND s.revoked IS NULL AND f.active = $2";
    /// A new session.
    OPEN = "INSERT INTO sign_in_session (id, staff_id, token_hash, second_factor, device, created, last_used, expires) \
        VALUES ($1, $2, $3, $4, $5, $6, $6, $7)";
    /// It was used.
    TOUCH = "UPDATE sign_in_session SET last_used = $2 WHERE id = $1 AND last_used < $2";
    /// A person's sessions that are not over.
    LIST = "SELECT id, device, created, last_used, second_factor FROM sign_in_session \
        WHERE staff_id = $1 AND revoked IS NULL AND expires > $2 AND last_used > $3 ORDER BY last_used DESC, id";
    /// Ends one of a person's sessions.
    REVOKE = "UPDATE sign_in_session SET revoked = $3 WHERE id = $1 AND staff_id = $2 AND revoked IS NULL";
    /// Ends all of a person's sessions but one.
    REVOKE_OTHERS = "UPDATE sign_in_session SET revoked = $3 WHERE staff_id = $1 AND id <> $2 AND revoked IS NULL";
}

/// A signed-in device.
pub struct SignedIn;

portable_sql::row! {
    struct Found {
        session: Id<SignedIn>,
        staff: Id<Staff>,
        created: Moment,
        last_used: Moment,
        expires: Moment,
        lent_conference: Option<Uuid>,
        lent_seat: Option<Uuid>,
        lent_back: Option<String>,
        office: Id<Office>,
        title_before: String,
        given: String,
        family: String,
        title_after: String,
        office_name: String,
    }
}

/// The person behind a token.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// The session.
    pub session: Id<SignedIn>,
    /// Who.
    pub staff: Id<Staff>,
    /// Name.
    pub name: StaffName,
    /// Office.
    pub office: Id<Office>,
    /// Its short name.
    pub office_name: String,
    /// Own roles and those by cover.
    pub roles: Roles,
    /// Whether the last use should be written.
    pub stale: bool,
    /// What it opens while the device is lent; none: it is in its owner's hands.
    pub lent: Option<Lent>,
}

portable_sql::row! {
    /// A session as listed to its owner.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// Identifier.
        pub id: Id<SignedIn>,
        /// "Firefox, Windows".
        pub device: String,
        /// Since.
        pub created: Moment,
        /// Last use.
        pub last_used: Moment,
        /// Whether the second factor was given.
        pub second_factor: bool,
    }
}

/// Who is behind a token, with roles; `None` when the session is over, revoked or unknown.
///
/// # Errors
/// Database errors.
pub async fn bearer(
    on: &crate::kernel::Queries,
    token: &Token,
    now: Moment,
) -> Result<Option<Bearer>, Failure> {
    let found: Option<Found> = BY_TOKEN.bind(token.hash()).bind(true).one(on).await?;
    let Some(found) = found else { return Ok(None) };
    let idle = now.seconds_since(found.last_used);
    if now >= found.expires || idle > IDLE_SECONDS || now < found.created {
        return Ok(None);
    }
    let roles = super::store::roles_today(on, found.staff, now.day()).await?;
    Ok(Some(Bearer {
        session: found.session,
        staff: found.staff,
        name: StaffName {
            title_before: found.title_before,
            given: found.given,
            family: found.family,
            title_after: found.title_after,
        },
        office: found.office,
        office_name: found.office_name,
        roles,
        stale: idle > TOUCH_SECONDS,
        lent: Lent::of(found.lent_conference, found.lent_seat, found.lent_back),
    }))
}

/// Opens a session and gives its token (kept nowhere but in the cookie).
///
/// # Errors
/// Database errors.
pub async fn open(
    on: &mut Transaction,
    staff: Id<Staff>,
    second_factor: bool,
    device: &str,
    now: Moment,
) -> Result<(Id<SignedIn>, Token), Failure> {
    let (id, token) = (Id::fresh(now), Token::fresh());
    OPEN.bind(id)
        .bind(staff)
        .bind(token.hash())
        .bind(second_factor)
        .bind(device)
        .bind(now)
        .bind(now.plus_seconds(LONGEST_SECONDS))
        .execute(on)
        .await?;
    Ok((id, token))
}

/// Writes the last use.
///
/// # Errors
/// Database errors.
pub async fn touch(on: &mut Transaction, id: Id<SignedIn>, now: Moment) -> Result<(), Failure> {
    TOUCH.bind(id).bind(now).execute(on).await?;
    Ok(())
}

/// A person's sessions that are not over.
///
/// # Errors
/// Database errors.
pub async fn list<'a>(on: impl Into<On<'a>>, staff: Id<Staff>, now: Moment) -> Result<Vec<Listed>, Failure> {
    Ok(LIST.bind(staff).bind(now).bind(now.plus_seconds(-IDLE_SECONDS)).all(on).await?)
}

/// Ends one of a person's sessions; `false` when it is not theirs or over already.
///
/// # Errors
/// Database errors.
pub async fn revoke(
    on: &mut Transaction,
    id: Id<SignedIn>,
    staff: Id<Staff>,
    now: Moment,
) -> Result<bool, Failure> {
    Ok(REVOKE.bind(id).bind(staff).bind(now).execute(on).await? == 1)
}

/// Ends all of a person's sessions but one (or all, with a nil identifier).
///
/// # Errors
/// Database errors.
pub async fn revoke_others(
    on: &mut Transaction,
    staff: Id<Staff>,
    keep: Id<SignedIn>,
    now: Moment,
) -> Result<u64, Failure> {
    Ok(REVOKE_OTHERS.bind(staff).bind(keep).bind(now).execute(on).await?)
}
