//! The second proof: a code said by phone or printed in the letter, without which a personal link tells logistics only.
//!
//! Source: domain.md 2.6 (partners read telephones), peers' figures E2 8 and 9.
//!
//! * Eight digits, one code for each round of an invitation; a new one ends the one before. Stored as a hash keyed by
//!   the installation: eight digits are few enough to be tried out against any hash whose key lies beside it, however
//!   slow, so the key stands in the key file and not in the database. (A slow hash would also let strangers keep the
//!   server busy.)
//! * Guesses are counted in the write transaction *before* anything is compared, five in a quarter of an hour for a
//!   link, however many arrive at once. A right code sets the count back in the operation that notes it: a family that
//!   gives it on a sixth telephone is not locked out, and whoever guesses has five tries more only when somebody who
//!   knows the code gave it. A device that has given the code is asked no more and therefore never locked out; everybody
//!   else waits until the quarter of an hour is over, or gets a new code by phone.
//! * Success gives a cookie for this one address: a random token, stored hashed, for two hours, bound to the invitation
//!   and its round, so that withdrawing or inviting anew ends it at once.
//!
//! A year of birth, a name or anything else that a partner knows is never accepted instead.

pub(super) mod actions;
mod store;

pub(super) use store::{STATEMENTS, Tried, expire, forget, guessed_of, holds, keep_code, live_code, tried};

use super::model::Invitation;
use crate::access::House;
use crate::kernel::{Choice, Id, Keys, Moment, Token, random_bytes};
use axum_extra::extract::cookie::{Cookie, SameSite};
use hmac::{Hmac, KeyInit, Mac};

/// Guesses that are compared within one window.
pub(super) const MOST_GUESSES: i64 = 5;
/// Wrong guesses from which on staff should ask who it was.
pub(super) const SUSPICIOUS: i64 = 3;
/// How long the window lasts.
pub(super) const WINDOW_SECONDS: i64 = 15 * 60;
/// How long a device that gave the code is not asked again.
pub(super) const PROOF_SECONDS: i64 = 2 * 60 * 60;

/// How a code reached its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Printed in the letter.
    Letter,
    /// Said by phone, or face to face.
    Told,
}

impl Choice for Way {
    const ALL: &'static [Self] = &[Self::Letter, Self::Told];
    fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Told => "told",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Letter => "vytištěný v dopise",
            Self::Told => "sdělený telefonem nebo osobně",
        }
    }
}

/// A code: eight digits.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Code(String);

impl Code {
    /// Digits of a code.
    const DIGITS: usize = 8;
    /// The largest multiple of 10^8 that fits into the random number: above it some codes would be likelier.
    const FAIR: u64 = u64::MAX - u64::MAX % 100_000_000;

    /// A new code, each as likely as any other.
    pub(super) fn fresh() -> Self {
        loop {
            let number = u64::from_be_bytes(random_bytes());
            if number < Self::FAIR {
                return Self(format!("{:08}", number % 100_000_000));
            }
        }
    }

    /// A code as somebody typed it, with spaces or dashes anywhere; `None` when it cannot be one.
    pub(super) fn typed(text: &str) -> Option<Self> {
        let digits: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.')).collect();
        let fits = digits.len() == Self::DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then_some(Self(digits))
    }

    /// As it is printed and said: `1234 5678`, with a space that does not break.
    pub(super) fn spoken(&self) -> String {
        let (first, second) = self.0.split_at(Self::DIGITS / 2);
        format!("{first}\u{a0}{second}")
    }

    fn mac(&self, keys: &Keys, of: (Id<Invitation>, i64)) -> Option<Hmac<sha2::Sha256>> {
        let key = keys.ring().derive("second-proof");
        let mut mac = <Hmac<sha2::Sha256> as KeyInit>::new_from_slice(&key[..]).ok()?;
        mac.update(of.0.uuid().as_bytes());
        mac.update(&of.1.to_be_bytes());
        mac.update(self.0.as_bytes());
        Some(mac)
    }

    /// What is stored: bound to the invitation and its round, so that a row moved elsewhere proves nothing.
    pub(super) fn hash(&self, keys: &Keys, of: (Id<Invitation>, i64)) -> Vec<u8> {
        self.mac(keys, of).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default()
    }

    /// Whether this is the code that was stored. Takes as long for a wrong one as for the right one.
    pub(super) fn fits(&self, keys: &Keys, of: (Id<Invitation>, i64), stored: &[u8]) -> bool {
        self.mac(keys, of).is_some_and(|mac| mac.verify_slice(stored).is_ok())
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// What stands in a letter's preview where the code will be.
pub(super) const CODE_LATER: &str = "•••• ••••";

/// Whether a guess may still be compared, and from when its window runs.
#[must_use]
pub(super) fn window(since: Moment, guesses: i64, now: Moment) -> Window {
    if now.seconds_since(since) >= WINDOW_SECONDS {
        Window::Over
    } else if guesses >= MOST_GUESSES {
        Window::Full
    } else {
        Window::Open
    }
}

/// How a quarter of an hour of guesses stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Window {
    /// Over: the next guess begins a new one.
    Over,
    /// Some guesses are left.
    Open,
    /// None is left.
    Full,
}

/// The cookie of a device that gave the code. Its path is the personal address: it goes to these pages only, and two
/// invitations of one person do not push each other out (for which a `__Host-` cookie, whose path is the whole host,
/// would need the invitation in its name).
pub(super) struct ProofCookie;

impl ProofCookie {
    /// Its name.
    pub(super) fn name(house: &House) -> &'static str {
        if house.secure_cookies { "__Secure-kod" } else { "kod" }
    }

    /// With a token; it ends with the browser, and after two hours in any case.
    pub(super) fn carrying(token: &Token, house: &House, path: &str) -> Cookie<'static> {
        let mut cookie = Self::empty(house, path);
        cookie.set_value(token.text().to_owned());
        cookie.unset_expires();
        cookie.set_max_age(None);
        cookie
    }

    /// To remove it.
    pub(super) fn empty(house: &House, path: &str) -> Cookie<'static> {
        let mut cookie = Cookie::new(Self::name(house), "");
        cookie.set_http_only(true);
        // Lax and not Strict: a person comes back by the link in the mail.
        cookie.set_same_site(SameSite::Lax);
        cookie.set_path(path.to_owned());
        cookie.set_secure(house.secure_cookies);
        cookie.make_removal();
        cookie
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;
    use uuid::Uuid;

    fn keys() -> Keys {
        Keys::new(Arc::new(vault::KeyRing::generate("2026-11-22T04:00:00Z").unwrap()))
    }

    #[test]
    fn a_code_is_said_in_two_groups_and_typed_as_people_type() {
        let code = Code::fresh();
        assert_eq!(code.spoken().chars().count(), 9);
        assert_eq!(Code::typed(&code.spoken()), Some(code.clone()));
        assert_eq!(Code::typed(&format!(" {}-{} ", &code.0[..4], &code.0[4..])), Some(code));
        for bad in ["", "1234567", "123456789", "1986", "12. 3. 1986", "١٢٣٤٥٦٧٨", "abcdefgh"] {
            assert_eq!(Code::typed(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_stored_code_fits_its_own_invitation_and_round_only() {
        let (keys, code) = (keys(), Code::fresh());
        let of = (Id::from_uuid(Uuid::from_u128(1)), 1);
        let stored = code.hash(&keys, of);
        assert!(code.fits(&keys, of, &stored));
        assert!(!code.fits(&keys, (of.0, 2), &stored));
        assert!(!code.fits(&keys, (Id::from_uuid(Uuid::from_u128(2)), 1), &stored));
        assert!(
            !code.fits(&super::tests::keys(), of, &stored),
            "without the key a stored code proves nothing"
        );
        let other = Code(if code.0 == "00000000" { "00000001".into() } else { "00000000".into() });
        assert!(!other.fits(&keys, of, &stored));
        assert!(!code.fits(&keys, of, &[]));
    }

    proptest! {
        #[test]
        fn in_each_window_five_guesses_are_taken_and_windows_begin_a_quarter_of_an_hour_apart(pauses in proptest::collection::vec(0i64..2000, 1..200)) {
            let start = Moment::in_prague(jiff::civil::date(2026, 11, 22), jiff::civil::time(8, 0, 0, 0));
            let (mut since, mut guesses, mut now) = (start, 0, start);
            let mut windows: Vec<(Moment, usize)> = Vec::new();
            for pause in pauses {
                now = now.plus_seconds(pause);
                match window(since, guesses, now) {
                    Window::Full => continue,
                    Window::Over => (since, guesses) = (now, 1),
                    Window::Open => guesses += 1,
                }
                if guesses == 1 {
                    since = now;
                    windows.push((now, 0));
                }
                windows.last_mut().expect("a window").1 += 1;
            }
            prop_assert!(windows.iter().all(|(_, taken)| *taken <= 5), "{windows:?}");
            for pair in windows.windows(2) {
                prop_assert!(pair[1].0.seconds_since(pair[0].0) >= WINDOW_SECONDS, "{windows:?}");
            }
        }

        #[test]
        fn whoever_waits_a_quarter_of_an_hour_may_try_again(guesses in 0i64..10_000, waited in 900i64..100_000) {
            let since = Moment::in_prague(jiff::civil::date(2026, 11, 22), jiff::civil::time(8, 0, 0, 0));
            prop_assert_eq!(window(since, guesses, since.plus_seconds(waited)), Window::Over);
        }
    }
}
