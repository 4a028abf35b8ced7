//! Passwords: argon2id, off the runtime's threads and never while a transaction is open.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// Each hash takes some 20 MB and tens of milliseconds: as many at once as there are cores.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Shortest acceptable password, in characters (NIST SP 800-63B-4 asks for 15 without a second factor and 8 with
/// one; the length in between is our default for an office).
pub const SHORTEST: usize = 12;

/// What is wrong with a new password, as a sentence; `None` when nothing is.
#[must_use]
pub fn objection(password: &str, login: &str) -> Option<&'static str> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let name = login.split('@').next().unwrap_or_default();
    if length < SHORTEST {
        Some("Heslo musí mít alespoň 12 znaků. Dobře se pamatuje několik slov za sebou.")
    } else if length > 200 {
        Some("Heslo je moc dlouhé, vejde se nejvýše 200 znaků.")
    } else if name.len() > 2 && lower.contains(name) {
        Some("Heslo nesmí obsahovat vaše přihlašovací jméno.")
    } else if password.chars().collect::<std::collections::BTreeSet<_>>().len() < 5 {
        Some("Heslo se skládá z příliš málo různých znaků.")
    } else {
        None
    }
}

/// The PHC string to store; `None` if hashing failed.
pub async fn hash(password: String) -> Option<String> {
    let _permit = AT_ONCE.acquire().await.ok()?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
    });
    hashed.await.ok().flatten()
}

/// Whether the password fits. Without a stored hash (nobody has that sign-in name) the same work is done, so
/// that the time does not tell who exists.
pub async fn verify(password: String, stored: Option<String>) -> bool {
    let Ok(_permit) = AT_ONCE.acquire().await else { return false };
    let checked = tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        let text = stored.unwrap_or_else(|| nobody().to_owned());
        let fits = PasswordHash::new(&text)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        fits && known
    });
    checked.await.unwrap_or(false)
}

/// The hash of a password that nobody has.
fn nobody() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let random: [u8; 32] = crate::kernel::random_bytes();
        Argon2::default().hash_password(&random).map(|hash| hash.to_string()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_fits_and_nobody_never_does() {
        let stored = hash("korektní kůň baterie".into()).await;
        assert!(verify("korektní kůň baterie".into(), stored.clone()).await);
        assert!(!verify("korektní kůň".into(), stored).await);
        assert!(!verify("cokoli".into(), None).await);
    }

    #[test]
    fn weak_passwords_are_named() {
        assert!(objection("krátké", "a@b.cz").is_some());
        assert!(objection("kubickova-heslo-123", "kubickova@sternberk.cz").is_some());
        assert!(objection("aaaaaaaaaaaaaaa", "a@b.cz").is_some());
        assert!(objection("tři veverky na dubu", "a@b.cz").is_none());
    }
}
