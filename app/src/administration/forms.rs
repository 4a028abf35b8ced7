//! Forms of the administration.

use super::model::{ChangedUser, NewOffice, NewUser};
use crate::identity::store::Cover;
use crate::identity::{Office, OfficeKind, Role, Roles, Staff, StaffName};
use crate::kernel::{Choice, FormState, Id, Moment};

/// A form that starts from an account.
pub(super) fn of_user(staff: &Staff, roles: Roles) -> FormState {
    let form = FormState::empty()
        .with("verze", staff.version.to_string())
        .with("titul_pred", &staff.title_before)
        .with("jmeno", &staff.given)
        .with("prijmeni", &staff.family)
        .with("titul_za", &staff.title_after)
        .with_some("telefon", staff.phone.clone())
        .with_some("funkce", staff.position.clone());
    roles.iter().fold(form, |form, role| form.with("role", role.code()))
}

fn name(form: &mut FormState) -> Option<StaffName> {
    let title_before = form.optional("titul_pred", 40).unwrap_or_default();
    let given = form.required("jmeno", 60, "Napište jméno.");
    let family = form.required("prijmeni", 60, "Napište příjmení.");
    let title_after = form.optional("titul_za", 40).unwrap_or_default();
    Some(StaffName { title_before, given: given?, family: family?, title_after })
}

fn phone(form: &mut FormState) -> Option<String> {
    let phone = form.optional("telefon", 40)?;
    let known = phone.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '/' | '-' | '(' | ')'));
    if !known || phone.chars().filter(char::is_ascii_digit).count() < 3 {
        form.fail("telefon", "Napište telefon číslicemi, například 585 123 456.");
        return None;
    }
    Some(phone)
}

fn email(form: &mut FormState, field: &str, typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    let fits = typed.split_once('@').is_some_and(|(before, after)| {
        !before.is_empty() && after.contains('.') && !after.starts_with('.') && !after.ends_with('.')
    }) && typed.is_ascii()
        && typed.matches('@').count() == 1
        && !typed.contains([' ', ',', ';', '<', '>', '"']);
    if !fits {
        form.fail(field, "Napište e-mail, například jana.novakova@mesto.cz.");
        return None;
    }
    Some(typed)
}

/// Changed data and roles of an account.
pub(super) fn user(mut form: FormState) -> Result<(ChangedUser, FormState), FormState> {
    let name = name(&mut form);
    let phone = phone(&mut form);
    let position = form.optional("funkce", 80);
    let roles: Roles = form.choices::<Role>("role").into_iter().collect();
    let kept = form.clone();
    let changed = form.finish(|| Some(ChangedUser { name: name?, phone, position, roles }))?;
    Ok((changed, kept))
}

/// A new account; `offices` are those that can be chosen.
pub(super) fn new_user(mut form: FormState, offices: &[Office]) -> Result<(NewUser, FormState), FormState> {
    let name = name(&mut form);
    let login = form.required("email", 120, "Napište pracovní e-mail, bude to přihlašovací jméno.");
    let login = login.and_then(|typed| email(&mut form, "email", &typed));
    let office: Option<Id<Office>> = form.id("urad").filter(|id| offices.iter().any(|o| o.id == *id));
    if office.is_none() {
        form.fail("urad", "Vyberte úřad, na kterém člověk pracuje.");
    }
    let phone = phone(&mut form);
    let position = form.optional("funkce", 80);
    let roles: Roles = form.choices::<Role>("role").into_iter().collect();
    if roles == Roles::default() {
        form.fail("role", "Vyberte aspoň jednu roli.");
    }
    let kept = form.clone();
    let new = form
        .finish(|| Some(NewUser { office: office?, login: login?, name: name?, phone, position, roles }))?;
    Ok((new, kept))
}

/// A new cover among people of one office.
pub(super) fn cover(
    mut form: FormState,
    absent: Option<Id<Staff>>,
    colleagues: &[Staff],
    now: Moment,
) -> Result<(Cover, FormState), FormState> {
    let known = |id: Option<Id<Staff>>| id.filter(|id| colleagues.iter().any(|c| c.id == *id && c.active));
    let absent = absent.or_else(|| known(form.id("zastoupeny")));
    if absent.is_none() {
        form.fail("zastoupeny", "Vyberte, kdo bude pryč.");
    }
    let deputy = known(form.id("zastupce"));
    if deputy.is_none() {
        form.fail("zastupce", "Vyberte, kdo bude zastupovat.");
    }
    let from = form.required_day("od", "Napište první den zastupování.");
    let to = form.required_day("do", "Napište poslední den zastupování.");
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(now));
    let kept = form.clone();
    let cover = form.finish(|| Some(Cover { id, absent: absent?, deputy: deputy?, from: from?, to: to? }))?;
    Ok((cover, kept))
}

/// A form that starts from an office.
pub(super) fn of_office(office: &Office) -> FormState {
    FormState::empty()
        .with("verze", office.version.to_string())
        .with("nazev", &office.title)
        .with_some("ulice", office.street.clone())
        .with_some("psc", office.postcode.clone())
        .with_some("mesto", office.town.clone())
        .with_some("email", office.email.clone())
        .with_some("telefon", office.phone.clone())
        .with_some("schranka", office.data_box.clone())
}

/// An office's letterhead.
pub(super) fn office(mut form: FormState, before: &Office) -> Result<(Office, FormState), FormState> {
    let title = form.required("nazev", 120, "Napište název úřadu, jak má stát v dopisech.");
    let street = form.optional("ulice", 120);
    let postcode = postcode(&mut form);
    let town = form.optional("mesto", 80);
    let public = form.optional("email", 120);
    let email = public.and_then(|typed| email(&mut form, "email", &typed));
    let phone = phone(&mut form);
    let data_box = form.optional("schranka", 20).map(|typed| typed.to_lowercase());
    if data_box.as_ref().is_some_and(|b| b.len() != 7 || !b.bytes().all(|c| c.is_ascii_alphanumeric())) {
        form.fail("schranka", "Datová schránka má sedm písmen a číslic, například 6h4qvbm.");
    }
    let version = form.version().unwrap_or_default();
    let kept = form.clone();
    let office = form.finish(|| {
        Some(Office {
            title: title?,
            street,
            postcode,
            town,
            email,
            phone,
            data_box,
            version,
            ..before.clone()
        })
    })?;
    Ok((office, kept))
}

/// "78501" and "785 01" become "785 01".
fn postcode(form: &mut FormState) -> Option<String> {
    let typed = form.optional("psc", 10)?;
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    match (digits.get(..3), digits.get(3..)) {
        (Some(first), Some(rest)) if digits.len() == 5 => Some(format!("{first} {rest}")),
        _ => {
            form.fail("psc", "PSČ má pět číslic, například 785 01.");
            None
        }
    }
}

/// A borough's office.
pub(super) fn new_office(
    mut form: FormState,
    regions: &[(Id<crate::identity::Region>, String, String)],
) -> Result<(NewOffice, FormState), FormState> {
    let name = form.required("kratce", 80, "Napište krátký název, například Ostrava-Jih.");
    let title = form.required("nazev", 120, "Napište název úřadu, jak má stát v dopisech.");
    let code = form.required("kod", 6, "Napište kód městské části nebo obvodu z číselníku ČSÚ.");
    if code.as_ref().is_some_and(|c| c.len() != 6 || !c.bytes().all(|b| b.is_ascii_digit())) {
        form.fail("kod", "Kód městské části nebo obvodu má šest číslic.");
    }
    let region = form.id("kraj").filter(|id| regions.iter().any(|(known, ..)| known == id));
    if region.is_none() {
        form.fail("kraj", "Vyberte kraj.");
    }
    let kept = form.clone();
    let new = form.finish(|| {
        let kind = OfficeKind::Borough;
        Some(NewOffice { code: code?, kind, region: region?, name: name?, title: title? })
    })?;
    Ok((new, kept))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn an_address_that_cannot_be_one_gets_a_sentence() {
        for wrong in ["jana", "@mesto.cz", "jana@mesto", "a b@mesto.cz", "a@b@c.cz", "jana@mesto."] {
            let mut form = FormState::empty();
            assert_eq!(email(&mut form, "email", wrong), None, "{wrong}");
            assert!(form.error("email").is_some());
        }
        let mut form = FormState::empty();
        assert_eq!(email(&mut form, "email", "Jana.N@Mesto.cz").as_deref(), Some("jana.n@mesto.cz"));
    }

    #[test]
    fn a_postcode_is_written_as_on_envelopes() {
        let mut form = FormState::empty().with("psc", "78501");
        assert_eq!(postcode(&mut form).as_deref(), Some("785 01"));
        let mut form = FormState::empty().with("psc", "7850");
        assert_eq!(postcode(&mut form), None);
        assert!(form.error("psc").is_some());
    }
}
