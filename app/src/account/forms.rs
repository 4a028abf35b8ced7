//! Forms of signing in and of one's own account. Passwords are taken as typed, not cleaned.

use crate::identity::password;
use crate::kernel::FormState;

/// Longest password that is looked at.
const LONGEST: usize = 200;

/// Sign-in name (lower case) and password.
pub(super) fn sign_in(mut form: FormState) -> Result<(String, String, FormState), FormState> {
    let login = form.required("jmeno", 200, "Napište přihlašovací jméno, svůj pracovní e-mail.");
    let password = form.value("heslo").to_owned();
    if password.is_empty() {
        form.fail("heslo", "Napište heslo.");
    }
    let kept = form.clone();
    let (login, password) = form.finish(|| Some((login?.to_lowercase(), password)))?;
    Ok((login, password.chars().take(LONGEST + 1).collect(), kept))
}

/// A code of six digits.
pub(super) fn code(mut form: FormState) -> Result<(String, FormState), FormState> {
    let digits: String = form.value("kod").chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 6 {
        form.fail("kod", "Napište šest číslic, které teď ukazuje aplikace v telefonu.");
    }
    let kept = form.clone();
    let digits = form.finish(|| Some(digits))?;
    Ok((digits, kept))
}

/// The PIN of a lent device.
pub(super) fn pin(mut form: FormState) -> Result<String, FormState> {
    let digits: String = form.value("pin").chars().filter(char::is_ascii_digit).collect();
    if !(4..=8).contains(&digits.len()) {
        form.fail("pin", "Napište PIN, který jste vybrali, když jste zařízení předávali. Má 4 až 8 číslic.");
    }
    form.finish(|| Some(digits))
}

/// A new password, typed twice.
pub(super) fn new_password(mut form: FormState, login: &str) -> Result<(String, FormState), FormState> {
    let new = form.value("nove").to_owned();
    if new.is_empty() {
        form.fail("nove", "Napište nové heslo.");
    } else if let Some(objection) = password::objection(&new, login) {
        form.fail("nove", objection);
    }
    if form.value("znovu") != new {
        form.fail("znovu", "Hesla se liší. Napište nové heslo znovu a stejně.");
    }
    let kept = form.clone();
    let new = form.finish(|| Some(new))?;
    Ok((new, kept))
}

/// The present password, for acts that ask for it.
pub(super) fn present(form: &mut FormState) -> String {
    let present = form.value("nynejsi").to_owned();
    if present.is_empty() {
        form.fail("nynejsi", "Napište své nynější heslo.");
    }
    present.chars().take(LONGEST + 1).collect()
}
