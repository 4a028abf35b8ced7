//! Signing in: password, start password, second factor; signing out.

use super::super::actions::{self, Coded, Step, Typed};
use super::super::pending::{self, Pending};
use super::super::requester::Requester;
use super::super::{forms, rules};
use super::{Picture, grouped, picture};
use crate::access::{Denied, House, Public, SessionCookie};
use crate::identity::second_factor;
use crate::kernel::{FormState, Token};
use crate::shell::{Evenly, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Said of every refusal alike.
const WRONG: &str =
    "Přihlašovací jméno nebo heslo nesouhlasí. Zkuste to znovu. Když heslo nevíte, nové vám dá správce.";
const WRONG_CODE: &str =
    "Kód nesouhlasí, nebo už byl použit. Počkejte, až aplikace ukáže další, a opište ho.";
const TOO_MANY_PINS: &str = "PIN byl několikrát špatně, a tak jsme vás pro jistotu odhlásili. Co bylo zapsané, zůstalo. Přihlaste se znovu.";
const EXPIRED: &str = "Přihlášení trvalo moc dlouho. Začněte, prosím, znovu.";

#[derive(Template)]
#[template(path = "account/pages/sign_in.html")]
pub(in super::super) struct SignInPage {
    pub(in super::super) demo: bool,
    pub(in super::super) form: FormState,
    pub(in super::super) notice: Option<&'static str>,
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask(
    Public(actor): Public,
    State(house): State<House>,
    query: Query,
) -> Result<Response, Denied> {
    let back = rules::way_back(query.0.value("zpet")).to_owned();
    if actor.is_some() {
        return Ok(Onward::to(back).into_response());
    }
    let notice = match query.0.value("hotovo") {
        "odhlaseno" => Some("Jste odhlášeni."),
        "vyprselo" => Some(EXPIRED),
        "pin" => Some(TOO_MANY_PINS),
        _ => None,
    };
    let form = FormState::empty().with("zpet", back);
    Ok(Html::page(&SignInPage { demo: house.demo, form, notice })?.into_response())
}

/// The answer to somebody who has to wait.
fn wait_answer(page: Html) -> Response {
    let mut response = page.into_response();
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response
}

fn wait_sentence(seconds: i64) -> String {
    format!("Přišlo moc pokusů za sebou. Zkuste to znovu za {}.", rules::waiting(seconds))
}

#[axum::debug_handler(state = House)]
pub(super) async fn password(
    Public(actor): Public,
    State(house): State<House>,
    requester: Requester,
    Input(form): Input,
) -> Result<Response, Denied> {
    let page = |form: FormState| SignInPage { demo: house.demo, form, notice: None };
    let (login, typed, form) = match forms::sign_in(form) {
        Err(form) => return Ok(Html::again(&page(form))?.into_response()),
        Ok(read) => read,
    };
    let back = rules::way_back(form.value("zpet")).to_owned();
    match actions::check_password(&house, &login, typed, &requester).await? {
        Typed::Wait(seconds) => {
            let form = form.failed("", wait_sentence(seconds));
            Ok(wait_answer(Html::again(&page(form))?))
        }
        Typed::Wrong => {
            let again = Html::again(&page(form.failed("heslo", WRONG)))?;
            Ok(Evenly::SIGN_IN.mark(again.into_response()))
        }
        Typed::Right(credentials, Step::Session) => {
            let (staff, office) = (credentials.staff, credentials.office);
            let token = actions::enter_demo(&house, staff, office, requester.device, actor.as_ref()).await?;
            Ok(entered(&house, &token, &back))
        }
        Typed::Right(credentials, step) => {
            let cookie = actions::carry(&house, credentials.staff, &credentials.password_hash);
            Ok(Onward::to(address(step, &back)).with_cookie(&cookie).into_response())
        }
    }
}

/// The page of a step.
fn address(step: Step, back: &str) -> String {
    let page = match step {
        Step::NewPassword => "/prihlaseni/nove-heslo",
        Step::Enrol => "/prihlaseni/druhy-faktor",
        Step::Code => "/prihlaseni/overeni",
        Step::Session => "/prihlaseni",
    };
    let back = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
    format!("{page}?zpet={back}")
}

/// Signed in: the session's cookie, and on.
fn entered(house: &House, token: &Token, back: &str) -> Response {
    Onward::to(rules::way_back(back))
        .with_cookie(&SessionCookie::carrying(token, house))
        .with_cookie(&pending::removal(house))
        .into_response()
}

/// Whoever stands at this step; anybody else is sent where they belong.
async fn standing(
    house: &House,
    requester: &Requester,
    expected: Step,
    back: &str,
) -> Result<Result<Pending, Response>, Denied> {
    let Some(pending) = pending::read(house, &requester.jar, house.clock.now()).await? else {
        return Ok(Err(Onward::to("/prihlaseni").noticing("vyprselo").into_response()));
    };
    match actions::next_step(house, &pending.credentials).await? {
        Some(step) if step == expected => Ok(Ok(pending)),
        Some(step) => Ok(Err(Onward::to(address(step, back)).into_response())),
        None => Ok(Err(Onward::to("/prihlaseni").noticing("vyprselo").into_response())),
    }
}

#[derive(Template)]
#[template(path = "account/pages/new_password.html")]
pub(in super::super) struct NewPasswordPage {
    pub(in super::super) demo: bool,
    pub(in super::super) form: FormState,
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_new_password(
    Public(_): Public,
    State(house): State<House>,
    requester: Requester,
    query: Query,
) -> Result<Response, Denied> {
    let back = rules::way_back(query.0.value("zpet")).to_owned();
    if let Err(elsewhere) = standing(&house, &requester, Step::NewPassword, &back).await? {
        return Ok(elsewhere);
    }
    let form = FormState::empty().with("zpet", back);
    Ok(Html::page(&NewPasswordPage { demo: house.demo, form })?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_password(
    Public(actor): Public,
    State(house): State<House>,
    requester: Requester,
    Input(form): Input,
) -> Result<Response, Denied> {
    let back = rules::way_back(form.value("zpet")).to_owned();
    let pending = match standing(&house, &requester, Step::NewPassword, &back).await? {
        Err(elsewhere) => return Ok(elsewhere),
        Ok(pending) => pending,
    };
    let new = match forms::new_password(form, &pending.staff.login) {
        Err(form) => {
            return Ok(Html::again(&NewPasswordPage { demo: house.demo, form })?.into_response());
        }
        Ok((new, _)) => new,
    };
    let hash = actions::replace_start_password(&house, &pending, new).await?;
    let (staff, office) = (pending.staff.id, pending.staff.office);
    match actions::next_step(&house, &pending.credentials).await? {
        Some(Step::Session) => {
            let token = actions::enter_demo(&house, staff, office, requester.device, actor.as_ref()).await?;
            Ok(entered(&house, &token, &back))
        }
        Some(step) => {
            let cookie = actions::carry(&house, staff, &hash);
            Ok(Onward::to(address(step, &back)).with_cookie(&cookie).into_response())
        }
        None => Ok(Onward::to("/prihlaseni").noticing("vyprselo").into_response()),
    }
}

#[derive(Template)]
#[template(path = "account/pages/enrol.html")]
pub(in super::super) struct EnrolPage {
    pub(in super::super) demo: bool,
    pub(in super::super) form: FormState,
    pub(in super::super) picture: Option<Picture>,
    pub(in super::super) written: String,
}

fn enrol_page(house: &House, pending: &Pending, form: FormState) -> EnrolPage {
    let secret = pending::new_secret(house, pending.staff.id, &pending.nonce);
    EnrolPage {
        demo: house.demo,
        form,
        picture: picture(&second_factor::address(&secret, &pending.staff.login)),
        written: grouped(&second_factor::written(&secret)),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_enrol(
    Public(_): Public,
    State(house): State<House>,
    requester: Requester,
    query: Query,
) -> Result<Response, Denied> {
    let back = rules::way_back(query.0.value("zpet")).to_owned();
    match standing(&house, &requester, Step::Enrol, &back).await? {
        Err(elsewhere) => Ok(elsewhere),
        Ok(pending) => {
            let form = FormState::empty().with("zpet", back);
            Ok(Html::page(&enrol_page(&house, &pending, form))?.into_response())
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn enrol(
    Public(actor): Public,
    State(house): State<House>,
    requester: Requester,
    Input(form): Input,
) -> Result<Response, Denied> {
    let back = rules::way_back(form.value("zpet")).to_owned();
    let pending = match standing(&house, &requester, Step::Enrol, &back).await? {
        Err(elsewhere) => return Ok(elsewhere),
        Ok(pending) => pending,
    };
    let (typed, form) = match forms::code(form) {
        Err(form) => return Ok(Html::again(&enrol_page(&house, &pending, form))?.into_response()),
        Ok(read) => read,
    };
    let secret = pending::new_secret(&house, pending.staff.id, &pending.nonce);
    let outcome =
        actions::check_code(&house, &pending, &typed, Some(secret), &requester, actor.as_ref()).await?;
    match outcome {
        Coded::Open(token) => Ok(entered(&house, &token, &back)),
        Coded::Wrong => {
            let page = enrol_page(&house, &pending, form.failed("kod", WRONG_CODE));
            Ok(Html::again(&page)?.into_response())
        }
        Coded::Wait(seconds) => {
            let page = enrol_page(&house, &pending, form.failed("", wait_sentence(seconds)));
            Ok(wait_answer(Html::again(&page)?))
        }
    }
}

#[derive(Template)]
#[template(path = "account/pages/code.html")]
pub(in super::super) struct CodePage {
    pub(in super::super) demo: bool,
    pub(in super::super) form: FormState,
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_code(
    Public(_): Public,
    State(house): State<House>,
    requester: Requester,
    query: Query,
) -> Result<Response, Denied> {
    let back = rules::way_back(query.0.value("zpet")).to_owned();
    if let Err(elsewhere) = standing(&house, &requester, Step::Code, &back).await? {
        return Ok(elsewhere);
    }
    let form = FormState::empty().with("zpet", back);
    Ok(Html::page(&CodePage { demo: house.demo, form })?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn code(
    Public(actor): Public,
    State(house): State<House>,
    requester: Requester,
    Input(form): Input,
) -> Result<Response, Denied> {
    let back = rules::way_back(form.value("zpet")).to_owned();
    let pending = match standing(&house, &requester, Step::Code, &back).await? {
        Err(elsewhere) => return Ok(elsewhere),
        Ok(pending) => pending,
    };
    let page = |form: FormState| CodePage { demo: house.demo, form };
    let (typed, form) = match forms::code(form) {
        Err(form) => return Ok(Html::again(&page(form))?.into_response()),
        Ok(read) => read,
    };
    match actions::check_code(&house, &pending, &typed, None, &requester, actor.as_ref()).await? {
        Coded::Open(token) => Ok(entered(&house, &token, &back)),
        Coded::Wrong => Ok(Html::again(&page(form.failed("kod", WRONG_CODE)))?.into_response()),
        Coded::Wait(seconds) => Ok(wait_answer(Html::again(&page(form.failed("", wait_sentence(seconds))))?)),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn out(Public(actor): Public, State(house): State<House>) -> Result<Onward, Denied> {
    if let Some(actor) = actor.as_ref() {
        actions::sign_out(&house, actor).await?;
    }
    Ok(leave(&house))
}

/// To the sign-in page, without a session.
fn leave(house: &House) -> Onward {
    let mut gone = SessionCookie::empty(house);
    gone.make_removal();
    Onward::to("/prihlaseni").noticing("odhlaseno").with_cookie(&gone)
}
