//! Pages of signing in and of one's own account.

pub(super) mod own;
pub(super) mod sign_in;
pub(super) mod unlock;

use crate::access::Routes;
pub(super) use crate::shell::{QrPicture as Picture, qr as picture};

/// The routes of the account.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/prihlaseni", sign_in::ask)
        .post("/prihlaseni", sign_in::password)
        .get("/prihlaseni/nove-heslo", sign_in::ask_new_password)
        .post("/prihlaseni/nove-heslo", sign_in::new_password)
        .get("/prihlaseni/druhy-faktor", sign_in::ask_enrol)
        .post("/prihlaseni/druhy-faktor", sign_in::enrol)
        .get("/prihlaseni/overeni", sign_in::ask_code)
        .post("/prihlaseni/overeni", sign_in::code)
        .post("/odhlasit", sign_in::out)
        .get("/odemknout", unlock::ask)
        .post("/odemknout", unlock::pin)
        .get("/ucet", own::show)
        .post("/ucet/prihlaseni/{_prihlaseni}/ukoncit", own::revoke)
        .post("/ucet/prihlaseni/ukoncit-ostatni", own::revoke_others)
        .get("/ucet/heslo", own::ask_password)
        .post("/ucet/heslo", own::password)
        .get("/ucet/druhy-faktor", own::ask_factor)
        .post("/ucet/druhy-faktor", own::factor)
}

/// The secret in groups of four, as people type it.
pub(super) fn grouped(written: &str) -> String {
    let mut text = String::new();
    for (index, letter) in written.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push(' ');
        }
        text.push(letter);
    }
    text
}
