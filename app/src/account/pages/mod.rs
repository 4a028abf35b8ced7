//! Pages of signing in and of one's own account.

pub(super) mod own;
pub(super) mod sign_in;

use crate::access::Routes;

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
        .get("/ucet", own::show)
        .post("/ucet/prihlaseni/{_prihlaseni}/ukoncit", own::revoke)
        .post("/ucet/prihlaseni/ukoncit-ostatni", own::revoke_others)
        .get("/ucet/heslo", own::ask_password)
        .post("/ucet/heslo", own::password)
        .get("/ucet/druhy-faktor", own::ask_factor)
        .post("/ucet/druhy-faktor", own::factor)
}

/// A QR code as the path of a picture, with its width in modules (four modules of white around it).
pub(super) struct Picture {
    /// The path.
    pub(super) path: String,
    /// Width and height.
    pub(super) width: usize,
}

/// Draws an address; `None` when it is too long for a QR code.
pub(super) fn picture(address: &str) -> Option<Picture> {
    use std::fmt::Write;
    let code = qrcode::QrCode::new(address.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let (x, y) = (index % width + 4, index / width + 4);
            // Writing into a String cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Some(Picture { path, width: width + 8 })
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
