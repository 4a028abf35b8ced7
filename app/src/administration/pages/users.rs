//! Accounts: list, adding, changing.

use super::super::{ManageUser, ReadUser, actions, forms, policy, rules};
use crate::access::{Actor, Denied, House, Listing, Permit, Personal, Ties};
use crate::audit::By;
use crate::identity::{Office, Role, Roles, Staff, store};
use crate::kernel::{Choice, Failure, FormState, Id, Page};
use crate::shell::{Frame, Html, Input, Onward, Query};
use actions::Changed;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

const STALE: &str = "Mezitím účet změnil někdo jiný. Nic z toho, co jste napsali, se neztratilo: porovnejte a odešlete znovu.";
const LAST: &str = "Zůstalo by to bez správce. Nejdřív dejte roli správce někomu jinému.";

/// An account as listed.
pub(in super::super) struct Line {
    pub(in super::super) id: Id<Staff>,
    pub(in super::super) name: String,
    pub(in super::super) login: String,
    pub(in super::super) office: String,
    pub(in super::super) roles: String,
    pub(in super::super) active: bool,
}

#[derive(Template)]
#[template(path = "administration/pages/users.html")]
pub(in super::super) struct ListPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) page: Page<Line>,
    pub(in super::super) may_add: bool,
    pub(in super::super) filter: String,
}

/// "vedoucí, sociální pracovník".
fn role_words(roles: Roles) -> String {
    roles.iter().map(Choice::label).collect::<Vec<_>>().join(", ")
}

async fn line(house: &House, staff: &Staff) -> Result<Line, Failure> {
    let office = store::find_office(&house.queries, staff.office).await?;
    Ok(Line {
        id: staff.id,
        name: staff.name().full(),
        login: staff.login.clone(),
        office: office.map_or_else(String::new, |office| office.name),
        roles: role_words(store::roles_of(&house.queries, staff.id).await?),
        active: staff.active,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(listing: Listing, State(house): State<House>, query: Query) -> Result<Html, Denied> {
    let actor = listing.actor();
    if !policy::administers(actor) && !actor.heads(actor.office) {
        return Err(Denied::refused("Seznam uživatelů vidí správce a vedoucí úřadu."));
    }
    let number = query.0.value("strana").parse().unwrap_or(1).max(1);
    let named: Option<Id<Office>> = query.0.id("urad");
    let one = if policy::administers(actor) { named } else { Some(actor.office) };
    let found = match one {
        Some(office) => {
            let all = store::staff_of_office(&house.queries, office).await?;
            let skip = usize::try_from(Page::<()>::offset(number)).unwrap_or(0);
            let take = usize::try_from(Page::<()>::limit()).unwrap_or(0);
            all.into_iter().skip(skip).take(take).collect()
        }
        None => store::all_staff(&house.queries, Page::<()>::limit(), Page::<()>::offset(number)).await?,
    };
    let found: Vec<(Staff, Ties)> = found.into_iter().map(|staff| (staff, Ties::NONE)).collect();
    let mut lines = Vec::new();
    for permit in listing.sieve::<Staff, ReadUser>(found) {
        lines.push(line(&house, permit.record()).await?);
    }
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, actor, "/sprava"),
        page: Page::cut(lines, number),
        may_add: policy::administers(actor),
        filter: named.map(|id| format!("&urad={id}")).unwrap_or_default(),
    })?)
}

/// Codes, labels and hints of the roles.
pub(in super::super) fn role_options() -> Vec<(&'static str, &'static str, &'static str)> {
    let hint = |role: Role| match role {
        Role::SocialWorker => "vede případy a připravuje konference",
        Role::OfficeHead => "rozhoduje o konferencích, vidí všechny případy úřadu",
        Role::DataProtectionOfficer => "nahlíží a čte auditní stopu, nic nemění",
        Role::Facilitator => "vede jednání, vidí jen to, k čemu je přizván",
        Role::MinuteTaker => "zapisuje jednání, ke kterému je přizván",
        Role::Methodologist => "zapisuje znění zákonů a lhůt, případy nevidí",
        Role::Administrator => "spravuje účty a úřady celé instalace, případy nevidí",
    };
    Role::ALL.iter().map(|role| (role.code(), role.label(), hint(*role))).collect()
}

#[derive(Template)]
#[template(path = "administration/pages/user_new.html")]
pub(in super::super) struct NewPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) form: FormState,
    pub(in super::super) offices: Vec<(String, String)>,
    pub(in super::super) roles: Vec<(&'static str, &'static str, &'static str)>,
}

fn new_page(frame: Frame, offices: &[Office], form: FormState) -> NewPage {
    let offices = offices.iter().map(|o| (o.id.to_string(), o.name.clone())).collect();
    NewPage { frame, form, offices, roles: role_options() }
}

/// Only the administrator adds accounts.
fn must_administer(actor: &Actor) -> Result<(), Denied> {
    if policy::administers(actor) {
        Ok(())
    } else {
        Err(Denied::refused("Účty přidává správce. Domluvte se s ním, koho potřebujete."))
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_new(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    must_administer(&actor)?;
    let offices = store::offices(&house.queries).await?;
    let form = FormState::empty().with("urad", actor.office.to_string());
    Ok(Html::page(&new_page(Frame::new(&house, &actor, "/sprava"), &offices, form))?)
}

#[derive(Template)]
#[template(path = "administration/pages/start_password.html")]
pub(in super::super) struct StartPasswordPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) id: Id<Staff>,
    pub(in super::super) name: String,
    pub(in super::super) login: String,
    pub(in super::super) password: String,
}

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    Personal(actor): Personal,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    must_administer(&actor)?;
    let offices = store::offices(&house.queries).await?;
    let frame = Frame::new(&house, &actor, "/sprava");
    let (new, form) = match forms::new_user(form, &offices) {
        Err(form) => return Ok(Html::again(&new_page(frame, &offices, form))?.into_response()),
        Ok(read) => read,
    };
    let (name, login) = (new.name.full(), new.login.clone());
    let by = By { office: new.office.uuid(), ..actor.by() };
    match actions::add_user(&house, by, new).await? {
        Some(added) => {
            let page = StartPasswordPage { frame, id: added.id, name, login, password: added.start_password };
            Ok(Html::page(&page)?.into_response())
        }
        None => {
            let form = form.failed("email", "Účet s tímto e-mailem už existuje.");
            Ok(Html::again(&new_page(frame, &offices, form))?.into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "administration/pages/user.html")]
pub(in super::super) struct UserPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) line: Line,
    pub(in super::super) version: i64,
    pub(in super::super) has_factor: bool,
    pub(in super::super) waits_for_owner: bool,
    pub(in super::super) may_manage: bool,
    pub(in super::super) form: FormState,
    pub(in super::super) roles: Vec<(&'static str, &'static str, &'static str)>,
    /// What somebody else wrote meanwhile.
    pub(in super::super) theirs: Option<Vec<(&'static str, String)>>,
}

async fn user_page(
    house: &House,
    actor: &Actor,
    staff: &Staff,
    may_manage: bool,
    form: FormState,
) -> Result<UserPage, Failure> {
    let credentials = store::find_credentials(&house.queries, &staff.login).await?;
    Ok(UserPage {
        frame: Frame::new(house, actor, "/sprava"),
        line: line(house, staff).await?,
        version: staff.version,
        has_factor: credentials.is_some_and(|c| c.totp_secret.is_some()),
        waits_for_owner: crate::account::start_password(&house.queries, staff.id).await?.is_some(),
        may_manage,
        form,
        roles: role_options(),
        theirs: None,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Staff, ReadUser>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let staff = permit.record();
    let form = forms::of_user(staff, store::roles_of(&house.queries, staff.id).await?);
    let may_manage = permit.allows::<ManageUser>();
    let mut page = user_page(&house, permit.actor(), staff, may_manage, form).await?;
    page.frame = page.frame.noticing(
        &query,
        &[
            ("ulozeno", "Údaje a role jsou uložené."),
            ("vypnuto", "Účet je vypnutý a člověk je všude odhlášený."),
            ("zapnuto", "Účet je zapnutý."),
            ("faktor", "Ověření telefonem je zrušené. Člověk si ho nastaví při příštím přihlášení."),
        ],
    );
    Ok(Html::page(&page)?)
}

/// The page of a change that did not happen.
async fn refused(
    house: &House,
    actor: &Actor,
    id: Id<Staff>,
    form: FormState,
    why: Changed,
) -> Result<Response, Denied> {
    let staff = store::find_staff(&house.queries, id).await?.ok_or_else(Denied::hidden)?;
    let sentence = if why == Changed::Stale { STALE } else { LAST };
    // The next sending is about the version shown beside.
    let pairs = form.pairs().iter().filter(|(name, _)| name != "verze").cloned().collect();
    let form = FormState::from_pairs(pairs).with("verze", staff.version.to_string()).failed("", sentence);
    let roles = store::roles_of(&house.queries, id).await?;
    let mut page = user_page(house, actor, &staff, true, form).await?;
    if why != Changed::Stale {
        return Ok(Html::again(&page)?.into_response());
    }
    page.theirs = Some(vec![
        ("Jméno", staff.name().full()),
        ("Telefon", staff.phone.unwrap_or_default()),
        ("Funkce", staff.position.unwrap_or_default()),
        ("Role", role_words(roles)),
        ("Účet", if staff.active { "zapnutý".into() } else { "vypnutý".into() }),
    ]);
    Ok(Html::stale(&page)?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn change(
    permit: Permit<Staff, ManageUser>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (actor, staff) = (permit.actor().clone(), permit.record().clone());
    let seen = form.version().unwrap_or_default();
    let before = store::roles_of(&house.queries, staff.id).await?;
    let read = forms::user(form).and_then(|(new, form)| {
        match rules::own_account_objection(actor.id == staff.id, before, new.roles) {
            Some(objection) => Err(form.failed("role", objection)),
            None => Ok((new, form)),
        }
    });
    match read {
        Err(form) => {
            let page = user_page(&house, &actor, &staff, true, form).await?;
            Ok(Html::again(&page)?.into_response())
        }
        Ok((new, form)) => match actions::change_user(&house, permit, seen, new).await? {
            Changed::Done => {
                Ok(Onward::to(format!("/sprava/uzivatele/{}", staff.id)).noticing("ulozeno").into_response())
            }
            why => refused(&house, &actor, staff.id, form, why).await,
        },
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn switch(
    permit: Permit<Staff, ManageUser>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (actor, staff) = (permit.actor().clone(), permit.record().clone());
    let active = form.value("zapnout") == "ano";
    let seen = form.version().unwrap_or_default();
    let roles = store::roles_of(&house.queries, staff.id).await?;
    let after = if active { roles } else { Roles::default() };
    let form = forms::of_user(&staff, roles);
    if let Some(objection) = rules::own_account_objection(actor.id == staff.id, roles, after) {
        let page = user_page(&house, &actor, &staff, true, form.failed("", objection)).await?;
        return Ok(Html::again(&page)?.into_response());
    }
    match actions::switch_user(&house, permit, seen, active).await? {
        Changed::Done => {
            let notice = if active { "zapnuto" } else { "vypnuto" };
            Ok(Onward::to(format!("/sprava/uzivatele/{}", staff.id)).noticing(notice).into_response())
        }
        why => refused(&house, &actor, staff.id, form, why).await,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn password(
    permit: Permit<Staff, ManageUser>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let (frame, staff) = (Frame::new(&house, permit.actor(), "/sprava"), permit.record().clone());
    let password = actions::reset_password(&house, permit).await?;
    let (name, login) = (staff.name().full(), staff.login);
    Ok(Html::page(&StartPasswordPage { frame, id: staff.id, name, login, password })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn factor(
    permit: Permit<Staff, ManageUser>,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    let to = format!("/sprava/uzivatele/{}", permit.id());
    actions::reset_factor(&house, permit).await?;
    Ok(Onward::to(to).noticing("faktor"))
}
