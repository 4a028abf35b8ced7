//! The second factor: codes from an authenticator application (RFC 6238: SHA-1, six digits, 30 seconds).

use hmac::{Hmac, KeyInit, Mac};

/// The application's name shown beside the code.
const ISSUER: &str = "Případovka";

/// A new secret of 160 bits.
#[must_use]
pub fn fresh_secret() -> Vec<u8> {
    crate::kernel::random_bytes::<20>().to_vec()
}

/// The secret as people type it: base32 without padding, in groups of four.
#[must_use]
pub fn written(secret: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    let (mut buffer, mut bits) = (0u32, 0u32);
    for byte in secret {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let index = (buffer >> bits) & 31;
            text.push(ALPHABET.get(index as usize).copied().unwrap_or(b'A') as char);
        }
    }
    if bits > 0 {
        let index = (buffer << (5 - bits)) & 31;
        text.push(ALPHABET.get(index as usize).copied().unwrap_or(b'A') as char);
    }
    text
}

/// The address that authenticator applications read from a QR code.
#[must_use]
pub fn address(secret: &[u8], login: &str) -> String {
    let encode =
        |t: &str| percent_encoding::utf8_percent_encode(t, percent_encoding::NON_ALPHANUMERIC).to_string();
    format!(
        "otpauth://totp/{}:{}?secret={}&issuer={}",
        encode(ISSUER),
        encode(login),
        written(secret),
        encode(ISSUER)
    )
}

/// The code of a 30-second step.
fn code(secret: &[u8], step: i64) -> Option<String> {
    let mut mac = <Hmac<sha1::Sha1> as KeyInit>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last()? & 0x0f);
    let four: [u8; 4] = digest.get(offset..offset + 4)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000))
}

/// The step whose code was typed: now, or one step earlier or later (clocks differ). Steps up to `last` were
/// used already.
#[must_use]
pub fn matching_step(secret: &[u8], typed: &str, unix_seconds: i64, last: i64) -> Option<i64> {
    use subtle::ConstantTimeEq;
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let now = unix_seconds.div_euclid(30);
    (now - 1..=now + 1).find(|step| {
        *step > last && code(secret, *step).is_some_and(|c| bool::from(c.as_bytes().ct_eq(digits.as_bytes())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let secret = b"12345678901234567890";
        assert_eq!(code(secret, 59 / 30).as_deref(), Some("287082"));
        assert_eq!(code(secret, 1_111_111_109 / 30).as_deref(), Some("081804"));
        assert_eq!(written(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_used_code_does_not_fit_again() {
        let secret = b"12345678901234567890";
        let step = matching_step(secret, "287 082", 59, 0);
        assert_eq!(step, Some(1));
        assert_eq!(matching_step(secret, "287082", 59, 1), None);
        assert_eq!(matching_step(secret, "287082", 59 + 120, 0), None);
    }
}
