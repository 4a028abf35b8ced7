//! One's own account: who I am here, where I am signed in, password, second factor.

use super::super::own::{self as acts, NewFactor, Own};
use super::super::requester::Requester;
use super::super::{forms, pending, rules};
use super::{Picture, grouped, picture};
use crate::access::{Actor, Denied, House, Personal, SessionCookie};
use crate::identity::{Staff, second_factor, sessions, store};
use crate::kernel::{Choice, Failure, FormState, Id, Token};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A session as shown.
pub(in super::super) struct Device {
    pub(in super::super) id: Id<sessions::SignedIn>,
    pub(in super::super) name: String,
    pub(in super::super) since: String,
    pub(in super::super) last: String,
    pub(in super::super) this: bool,
}

#[derive(Template)]
#[template(path = "account/pages/show.html")]
pub(in super::super) struct ShowPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) login: String,
    pub(in super::super) roles: Vec<&'static str>,
    pub(in super::super) devices: Vec<Device>,
    pub(in super::super) has_factor: bool,
}

/// The person's own account.
async fn account(house: &House, actor: &Actor) -> Result<Staff, Denied> {
    store::find_staff(&house.queries, actor.id).await?.ok_or_else(Denied::hidden)
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    Personal(actor): Personal,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let staff = account(&house, &actor).await?;
    let credentials = store::find_credentials(&house.queries, &staff.login).await?;
    let listed = sessions::list(&house.queries, actor.id, house.clock.now()).await?;
    let frame = Frame::new(&house, &actor, "/ucet").noticing(
        &query,
        &[
            ("heslo", "Heslo je změněné. Na ostatních zařízeních jste odhlášeni."),
            ("faktor", "Ověření telefonem je nastavené. Na ostatních zařízeních jste odhlášeni."),
            ("ukonceno", "Přihlášení je ukončené."),
        ],
    );
    Ok(Html::page(&ShowPage {
        frame,
        login: staff.login,
        roles: actor.roles.iter().map(Choice::label).collect(),
        devices: listed.into_iter().map(|session| device(session, &actor)).collect(),
        has_factor: credentials.is_some_and(|c| c.totp_secret.is_some()),
    })?)
}

fn device(session: sessions::Listed, actor: &Actor) -> Device {
    Device {
        id: session.id,
        name: session.device,
        since: czech::dates::local_moment(session.created.timestamp()),
        last: czech::dates::local_moment(session.last_used.timestamp()),
        this: session.id == actor.session,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn revoke(
    Personal(actor): Personal,
    State(house): State<House>,
    Path(session): Path<String>,
) -> Result<Onward, Denied> {
    let session: Id<sessions::SignedIn> = session.parse().map_err(|_| Denied::hidden())?;
    acts::revoke(&house, &actor, Some(session)).await?;
    Ok(Onward::to("/ucet").noticing("ukonceno"))
}

#[axum::debug_handler(state = House)]
pub(super) async fn revoke_others(
    Personal(actor): Personal,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    acts::revoke(&house, &actor, None).await?;
    Ok(Onward::to("/ucet").noticing("ukonceno"))
}

#[derive(Template)]
#[template(path = "account/pages/password.html")]
pub(in super::super) struct PasswordPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) form: FormState,
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_password(
    Personal(actor): Personal,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, &actor, "/ucet");
    Ok(Html::page(&PasswordPage { frame, form: FormState::empty() })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn password(
    Personal(actor): Personal,
    State(house): State<House>,
    requester: Requester,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    let frame = Frame::new(&house, &actor, "/ucet");
    let staff = account(&house, &actor).await?;
    let present = forms::present(&mut form);
    let (new, form) = match forms::new_password(form, &staff.login) {
        Err(form) => return Ok(Html::again(&PasswordPage { frame, form })?.into_response()),
        Ok(read) => read,
    };
    let outcome = acts::change_password(&house, &actor, &staff.login, present, new, requester.device).await?;
    finish(&house, outcome, form, "heslo", |form| Html::again(&PasswordPage { frame, form }))
}

/// The answer to an act that asks for the present password.
fn finish(
    house: &House,
    outcome: Own,
    form: FormState,
    notice: &str,
    page: impl FnOnce(FormState) -> Result<Html, Failure>,
) -> Result<Response, Denied> {
    let form = match outcome {
        Own::Done(token) => {
            let cookie = SessionCookie::carrying(&token, house);
            return Ok(Onward::to("/ucet").noticing(notice).with_cookie(&cookie).into_response());
        }
        Own::Wait(seconds) => {
            let sentence =
                format!("Přišlo moc pokusů za sebou. Zkuste to znovu za {}.", rules::waiting(seconds));
            let mut response = page(form.failed("", sentence))?.into_response();
            *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            return Ok(response);
        }
        Own::WrongPassword => form.failed("nynejsi", "Nynější heslo nesouhlasí."),
        Own::WrongCode => form.failed("kod", "Kód nesouhlasí. Počkejte na další a opište ho."),
    };
    Ok(page(form)?.into_response())
}

#[derive(Template)]
#[template(path = "account/pages/factor.html")]
pub(in super::super) struct FactorPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) form: FormState,
    pub(in super::super) picture: Option<Picture>,
    pub(in super::super) written: String,
}

fn factor_page(house: &House, frame: Frame, staff: &Staff, nonce: &Token, form: FormState) -> FactorPage {
    let secret = pending::new_secret(house, staff.id, nonce);
    FactorPage {
        frame,
        form,
        picture: picture(&second_factor::address(&secret, &staff.login)),
        written: grouped(&second_factor::written(&secret)),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_factor(
    Personal(actor): Personal,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let staff = account(&house, &actor).await?;
    let frame = Frame::new(&house, &actor, "/ucet");
    let nonce = Token::fresh();
    let form = FormState::empty().with("zacatek", nonce.text());
    Ok(Html::page(&factor_page(&house, frame, &staff, &nonce, form))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn factor(
    Personal(actor): Personal,
    State(house): State<House>,
    requester: Requester,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    let staff = account(&house, &actor).await?;
    let frame = Frame::new(&house, &actor, "/ucet");
    let Some(nonce) = Token::parse(form.value("zacatek")) else {
        return Ok(Onward::to("/ucet/druhy-faktor").into_response());
    };
    let present = forms::present(&mut form);
    let (code, form) = match forms::code(form) {
        Err(form) => {
            return Ok(Html::again(&factor_page(&house, frame, &staff, &nonce, form))?.into_response());
        }
        Ok(read) => read,
    };
    let secret = pending::new_secret(&house, staff.id, &nonce);
    let new = NewFactor { present, secret, code, device: requester.device };
    let outcome = acts::renew_factor(&house, &actor, &staff.login, new).await?;
    finish(&house, outcome, form, "faktor", |form| {
        Html::again(&factor_page(&house, frame, &staff, &nonce, form))
    })
}
