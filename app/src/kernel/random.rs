//! Randomness and the tokens made of it.

use sha2::{Digest, Sha256};

/// Bytes from the operating system.
///
/// Without them no key, token or identifier can be trusted, so their absence stops the program.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    #[expect(clippy::expect_used, reason = "a machine without randomness must not go on")]
    getrandom::fill(&mut bytes).expect("the operating system gives no random bytes");
    bytes
}

/// A secret in a link or a cookie: 200 random bits, 40 characters without look-alikes. Stored only hashed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Crockford's alphabet in lower case: no i, l, o, u.
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

    /// A new token.
    #[must_use]
    pub fn fresh() -> Self {
        let bytes: [u8; 40] = random_bytes();
        Self(
            bytes
                .iter()
                .map(|b| Self::ALPHABET.get(usize::from(b % 32)).copied().unwrap_or(b'0') as char)
                .collect(),
        )
    }

    /// A token as it came in; anything that cannot be one is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 40 && text.bytes().all(|b| Self::ALPHABET.contains(&b));
        fits.then(|| Self(text.to_owned()))
    }

    /// The text for the link or cookie.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is stored: SHA-256. The token has enough entropy that no salt is needed.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_survives_its_link_and_garbage_does_not_become_one() {
        let token = Token::fresh();
        assert!(Token::parse(token.text()).is_some_and(|back| back == token));
        assert!(Token::parse("").is_none());
        assert!(Token::parse(&"á".repeat(20)).is_none());
        assert!(Token::parse(&token.text().to_uppercase()).is_none());
        assert_ne!(Token::fresh(), token);
    }
}
