//! Pages that change the case itself: name, safety, coordinator, closing, destroying.

use super::parts::{CaseHead, ConfirmPage, SECTION, Stale, done};
use crate::access::{Denied, House, Permit, Reads};
use crate::cases::policy::{DestroyCase, ReopenCase, TransferCase};
use crate::cases::{CaseFile, EditCase, actions, forms};
use crate::identity::{self, Role, Staff};
use crate::kernel::{Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

type OnCase = Permit<CaseFile, EditCase>;

/// A short form about the case.
#[derive(Template)]
#[template(path = "cases/pages/edit.html")]
struct EditPage {
    frame: Frame,
    case: CaseHead,
    form: FormState,
    version: i64,
    stale: Stale,
}

#[derive(Template)]
#[template(path = "cases/pages/safety.html")]
struct SafetyPage {
    frame: Frame,
    case: CaseHead,
    form: FormState,
    version: i64,
    stale: Stale,
}

#[derive(Template)]
#[template(path = "cases/pages/transfer.html")]
struct TransferPage {
    frame: Frame,
    case: CaseHead,
    form: FormState,
    version: i64,
    stale: Stale,
    now: String,
    offered: Vec<(String, String)>,
}

fn frame<A: Reads<CaseFile>>(house: &House, permit: &Permit<CaseFile, A>) -> Frame {
    Frame::new(house, permit.actor(), SECTION)
}

fn edit_page(house: &House, permit: &OnCase, form: FormState) -> EditPage {
    EditPage {
        frame: frame(house, permit),
        case: CaseHead::of(permit),
        form,
        version: permit.version(),
        stale: Stale::default(),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit(permit: OnCase, State(house): State<House>) -> Result<Html, Denied> {
    Ok(Html::page(&edit_page(&house, &permit, forms::case_form(&permit)))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn change(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    const FIELDS: &[(&str, &str)] = &[("spisova_znacka", "Spisová značka"), ("nazev", "Jak případu říkáte")];
    let mut again = edit_page(&house, &permit, form.clone());
    if form.version() != Some(permit.version()) {
        let stored = forms::case_form(&permit);
        let words = |_: &str, value: &str| value.to_owned();
        again.stale = Stale::with(forms::differences(&form, &stored, &forms::labelled(FIELDS), words));
        return Ok(Html::stale(&again)?.into_response());
    }
    match forms::case(form) {
        Err(form) => {
            again.form = form;
            Ok(Html::again(&again)?.into_response())
        }
        Ok((title, mark)) => {
            again.stale.is = true;
            let onward = onward(&permit, "ulozeno");
            let permit = Arc::new(permit);
            done(actions::change(&house, &permit, title, mark).await, onward, || again)
        }
    }
}

fn onward<A: Reads<CaseFile>>(permit: &Permit<CaseFile, A>, notice: &str) -> Onward {
    Onward::to(format!("/pripady/{}", permit.id())).noticing(notice)
}

fn safety_page(house: &House, permit: &OnCase, form: FormState) -> SafetyPage {
    SafetyPage {
        frame: frame(house, permit),
        case: CaseHead::of(permit),
        form,
        version: permit.version(),
        stale: Stale::default(),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn safety(permit: OnCase, State(house): State<House>) -> Result<Html, Denied> {
    Ok(Html::page(&safety_page(&house, &permit, forms::safety_form(&permit)))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn set_safety(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    const FIELDS: &[(&str, &str)] = &[("obava", "Obava o bezpečí"), ("slova", "Čeho se týká")];
    let mut again = safety_page(&house, &permit, form.clone());
    if form.version() != Some(permit.version()) {
        let stored = forms::safety_form(&permit);
        let words = |_: &str, value: &str| value.to_owned();
        again.stale = Stale::with(forms::differences(&form, &stored, &forms::labelled(FIELDS), words));
        return Ok(Html::stale(&again)?.into_response());
    }
    match forms::safety(form) {
        Err(form) => {
            again.form = form;
            Ok(Html::again(&again)?.into_response())
        }
        Ok(concern) => {
            again.stale.is = true;
            let onward = onward(&permit, "bezpeci");
            let permit = Arc::new(permit);
            done(actions::set_safety(&house, &permit, concern).await, onward, || again)
        }
    }
}

/// Colleagues who can coordinate a case, without the one who does now.
async fn candidates(house: &House, case: &CaseFile) -> Result<Vec<Staff>, Failure> {
    let mut found = Vec::new();
    for staff in identity::store::staff_of_office(&house.queries, case.office).await? {
        let roles = identity::store::roles_of(&house.queries, staff.id).await?;
        let fits = staff.active && roles.any(&[Role::SocialWorker, Role::OfficeHead]);
        if fits && staff.id != case.coordinator {
            found.push(staff);
        }
    }
    Ok(found)
}

type OnTransfer = Permit<CaseFile, TransferCase>;

async fn transfer_form(
    house: &House,
    permit: &OnTransfer,
    form: FormState,
) -> Result<(TransferPage, Vec<Id<Staff>>), Denied> {
    let candidates = candidates(house, permit.record()).await?;
    let now = identity::store::find_staff(&house.queries, permit.record().coordinator).await?;
    let page = TransferPage {
        frame: frame(house, permit),
        case: CaseHead::of(permit),
        form,
        version: permit.version(),
        stale: Stale::default(),
        now: now.map_or_else(|| "neznámý účet".to_owned(), |s| s.name().full()),
        offered: candidates.iter().map(|s| (s.id.to_string(), s.name().full())).collect(),
    };
    Ok((page, candidates.iter().map(|s| s.id).collect()))
}

#[axum::debug_handler(state = House)]
pub(super) async fn transfer_page(permit: OnTransfer, State(house): State<House>) -> Result<Html, Denied> {
    Ok(Html::page(&transfer_form(&house, &permit, FormState::empty()).await?.0)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn transfer(
    permit: OnTransfer,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (mut again, offered) = transfer_form(&house, &permit, form.clone()).await?;
    if form.version() != Some(permit.version()) {
        again.stale.is = true;
        return Ok(Html::stale(&again)?.into_response());
    }
    match forms::transfer(form, &offered) {
        Err(form) => {
            again.form = form;
            Ok(Html::again(&again)?.into_response())
        }
        Ok(to) => {
            again.stale.is = true;
            let onward = onward(&permit, "predano");
            let permit = Arc::new(permit);
            done(actions::transfer(&house, &permit, to).await, onward, || again)
        }
    }
}

fn close_question(house: &House, permit: &OnCase) -> ConfirmPage {
    let mut page = ConfirmPage::ask(
        house,
        permit,
        "Uzavřít případ?".to_owned(),
        vec![
            "Případ zůstane k nahlédnutí, ale nepůjde měnit. Zmizí z přehledu lhůt. Kdykoli ho můžete znovu otevřít.",
        ],
        "Uzavřít případ",
    );
    page.danger = false;
    page
}

#[axum::debug_handler(state = House)]
pub(super) async fn close_page(permit: OnCase, State(house): State<House>) -> Result<Html, Denied> {
    Ok(Html::page(&close_question(&house, &permit))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn close(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let again = close_question(&house, &permit).outdated();
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&again)?.into_response());
    }
    let onward = onward(&permit, "uzavreno");
    let permit = Arc::new(permit);
    done(actions::close(&house, &permit).await, onward, || again)
}

#[axum::debug_handler(state = House)]
pub(super) async fn reopen(
    permit: Permit<CaseFile, ReopenCase>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let again = ConfirmPage::ask(
        &house,
        &permit,
        "Otevřít případ znovu?".to_owned(),
        vec!["Případ půjde zase měnit."],
        "Otevřít případ",
    )
    .outdated();
    let onward = onward(&permit, "otevreno");
    let permit = Arc::new(permit);
    done(actions::reopen(&house, &permit).await, onward, || again)
}

type OnDestroy = Permit<CaseFile, DestroyCase>;

fn destroy_question(house: &House, permit: &OnDestroy, form: FormState) -> ConfirmPage {
    let mut page = ConfirmPage::ask(
        house,
        permit,
        "Vymazat případ natrvalo?".to_owned(),
        vec![
            "Zmizí děti, lidé, konference, pozvánky i dokumenty tohoto případu. Jeho šifrovací klíč se zničí, takže obsah nepůjde obnovit ani ze zálohy.",
            "V auditní stopě zůstane, kdo do případu nahlížel, kdo v něm co změnil a že jste ho vymazali. Jména v ní nejsou.",
        ],
        "Vymazat případ natrvalo",
    );
    page.mark = Some(page.case.mark.clone());
    page.form = form;
    page
}

#[axum::debug_handler(state = House)]
pub(super) async fn destroy_page(permit: OnDestroy, State(house): State<House>) -> Result<Html, Denied> {
    Ok(Html::page(&destroy_question(&house, &permit, FormState::empty()))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn destroy(
    permit: OnDestroy,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let again = destroy_question(&house, &permit, form.clone()).outdated();
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&again)?.into_response());
    }
    if let Err(form) = forms::destroy(form, permit.reveal(&permit.record().file_mark)) {
        return Ok(Html::again(&destroy_question(&house, &permit, form))?.into_response());
    }
    let permit = Arc::new(permit);
    let onward = Onward::to("/pripady").noticing("vymazano");
    done(actions::destroy_case(&house, &permit).await, onward, || again)
}
