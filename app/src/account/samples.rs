//! Samples of the pages of signing in and of one's own account.

use super::pages::own::{Device, FactorPage, PasswordPage, ShowPage};
use super::pages::sign_in::{CodePage, EnrolPage, NewPasswordPage, SignInPage};
use super::pages::unlock::UnlockPage;
use super::pages::{grouped, picture};
use crate::identity::second_factor;
use crate::kernel::{Failure, FormState, Id};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

const LOGIN: &str = "kubickova@sternberk.example";

fn page(name: &'static str, title: &'static str, template: &impl Template) -> Result<Sample, Failure> {
    Ok(Sample { name, title, content: SampleContent::Html(template.render()?) })
}

/// Samples of all pages.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    // An invented secret that opens nothing.
    let secret = b"ukazka-ukazka-ukazka";
    let drawn = || picture(&second_factor::address(secret, LOGIN));
    let written = grouped(&second_factor::written(secret));
    let empty = FormState::empty;
    let wrong = empty().with("jmeno", LOGIN).failed(
        "heslo",
        "Přihlašovací jméno nebo heslo nesouhlasí. Zkuste to znovu. Když heslo nevíte, nové vám dá správce.",
    );
    let frame = || Frame::sample("/ucet");
    Ok(vec![
        page("prihlaseni", "Přihlášení", &SignInPage { demo: true, form: empty(), notice: None })?,
        page(
            "prihlaseni-chyba",
            "Přihlášení se nepovedlo",
            &SignInPage { demo: true, form: wrong, notice: None },
        )?,
        page("prihlaseni-nove-heslo", "Vlastní heslo", &NewPasswordPage { demo: true, form: empty() })?,
        page(
            "prihlaseni-druhy-faktor",
            "Nastavení ověření telefonem",
            &EnrolPage { demo: true, form: empty(), picture: drawn(), written: written.clone() },
        )?,
        page("prihlaseni-overeni", "Kód z telefonu", &CodePage { demo: true, form: empty() })?,
        page(
            "odemknout",
            "Půjčený tablet se vrací",
            &UnlockPage {
                demo: true,
                form: empty().failed("pin", "PIN nesouhlasí. Zbývají 3 pokusy, pak vás odhlásíme."),
                lent_page: "/konference/4/jednani/postoj/21".into(),
            },
        )?,
        page("ucet", "Můj účet", &account_page())?,
        page("ucet-heslo", "Změna hesla", &PasswordPage { frame: frame(), form: empty() })?,
        page(
            "ucet-druhy-faktor",
            "Nový telefon pro ověření",
            &FactorPage { frame: frame(), form: empty(), picture: drawn(), written },
        )?,
    ])
}

fn account_page() -> ShowPage {
    let device = |number: u128, name: &str, this: bool| Device {
        id: Id::from_uuid(Uuid::from_u128(number)),
        name: name.into(),
        since: "21. 11. 2026 7.42".into(),
        last: "21. 11. 2026 9.05".into(),
        this,
    };
    ShowPage {
        frame: Frame::sample("/ucet"),
        login: LOGIN.into(),
        roles: vec!["sociální pracovník"],
        devices: vec![device(1, "Firefox, Windows", true), device(2, "Chrome, Android", false)],
        has_factor: true,
    }
}
