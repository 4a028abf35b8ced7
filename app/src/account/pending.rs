//! Between the password and the session: a short-lived cookie that says whose password was right.
//!
//! Signed with a key of the installation over the account, the end of its validity and the password's hash, so that
//! it ends with the password. It opens nothing by itself.

use crate::access::House;
use crate::identity::{Staff, store};
use crate::kernel::{Failure, Id, Moment, Token};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use std::fmt::Write;

/// Name of the cookie.
const NAME: &str = "pripadovka_vstup";
/// Ten minutes to find the telephone.
const SECONDS: i64 = 600;
const PURPOSE: &str = "sign-in-pending";

/// Somebody whose password was right.
pub(super) struct Pending {
    /// Who.
    pub(super) staff: Staff,
    /// What signing in knows about them.
    pub(super) credentials: store::Credentials,
    /// A random text of this sign-in.
    pub(super) nonce: Token,
}

fn message(staff: Id<Staff>, until: i64, nonce: &Token, password_hash: &str) -> Vec<u8> {
    format!("{staff}.{until}.{}.{password_hash}", nonce.text()).into_bytes()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    (0..32).map(|i| u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()).collect()
}

fn bare(house: &House, value: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(NAME, value);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/prihlaseni");
    cookie.set_secure(house.secure_cookies);
    cookie
}

/// The cookie after the right password.
pub(super) fn cookie(house: &House, staff: Id<Staff>, password_hash: &str, now: Moment) -> Cookie<'static> {
    let until = now.plus_seconds(SECONDS).timestamp().as_second();
    let nonce = Token::fresh();
    let mac = house.keys.ring().mac(PURPOSE, &message(staff, until, &nonce, password_hash));
    bare(house, format!("{staff}.{until}.{}.{}", nonce.text(), hex(&mac)))
}

/// The cookie's end.
pub(super) fn removal(house: &House) -> Cookie<'static> {
    let mut cookie = bare(house, String::new());
    cookie.make_removal();
    cookie
}

/// Whose password was right; `None` when the cookie is missing, too old, not ours, or the account has changed.
///
/// # Errors
/// Database errors.
pub(super) async fn read(house: &House, jar: &CookieJar, now: Moment) -> Result<Option<Pending>, Failure> {
    let Some(cookie) = jar.get(NAME) else { return Ok(None) };
    let mut parts = cookie.value().splitn(4, '.');
    let staff = parts.next().and_then(|t| t.parse::<Id<Staff>>().ok());
    let until = parts.next().and_then(|t| t.parse::<i64>().ok());
    let nonce = parts.next().and_then(Token::parse);
    let mac = parts.next().and_then(unhex);
    let (Some(staff), Some(until), Some(nonce), Some(mac)) = (staff, until, nonce, mac) else {
        return Ok(None);
    };
    if until <= now.timestamp().as_second() {
        return Ok(None);
    }
    let Some(staff) = store::find_staff(&house.queries, staff).await? else { return Ok(None) };
    let Some(credentials) = store::find_credentials(&house.queries, &staff.login).await? else {
        return Ok(None);
    };
    let signed = message(staff.id, until, &nonce, &credentials.password_hash);
    let ours = credentials.active && house.keys.ring().mac_matches(PURPOSE, &signed, &mac);
    Ok(ours.then_some(Pending { staff, credentials, nonce }))
}

/// The secret of a second factor that is being set up: derived, so that it is kept nowhere until its first code
/// was right, and nobody can choose it.
pub(super) fn new_secret(house: &House, staff: Id<Staff>, nonce: &Token) -> Vec<u8> {
    let message = format!("{staff}.{}", nonce.text());
    let mac = house.keys.ring().mac("second-factor-secret", message.as_bytes());
    mac.iter().copied().take(20).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn the_signature_survives_its_text_and_garbage_is_none() {
        let bytes: Vec<u8> = (0..32).collect();
        assert_eq!(unhex(&hex(&bytes)), Some(bytes));
        assert_eq!(unhex(&"ž".repeat(32)), None);
        assert_eq!(unhex(&"g".repeat(64)), None);
        assert_eq!(unhex(""), None);
    }
}
