//! The invited person's page. Opening by the link changes nothing; a button opens, another answers.

use crate::access::{Denied, House, Public, Receipts};
use crate::disclosure;
use crate::invitations::actions::{self, Undone};
use crate::invitations::bearer::{self, Bearer};
use crate::invitations::forms;
use crate::invitations::jobs::Cover;
use crate::invitations::letters::InvitationView;
use crate::invitations::outside::{GoneView, Nothing, OutsideView, Visit};
use crate::kernel::{Failure, FormState};
use crate::shell::{CalendarAnswer, Input, Onward, Query, Sheet};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

/// What an invited person is answered with.
pub(in crate::invitations) enum Answered {
    /// A page.
    Sheet(Sheet),
    /// On to a page.
    Onward(Onward),
    /// A calendar file.
    Calendar(CalendarAnswer),
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        match self {
            Self::Sheet(sheet) => sheet.into_response(),
            Self::Onward(onward) => onward.into_response(),
            Self::Calendar(calendar) => calendar.into_response(),
        }
    }
}

// Each of the three is one of the shell's answers for outsiders.
impl crate::access::Outside for Answered {}

fn output(error: outbound::Error) -> Failure {
    Failure::Output(error.to_string())
}

/// The same calm page for every link that leads nowhere.
fn gone(house: &House) -> Result<Answered, Denied> {
    let page = disclosure::disclose_to_nobody::<GoneView, _>(house.demo, &Nothing);
    Ok(Answered::Sheet(Sheet::gone(outbound::page(&page).map_err(output)?)))
}

fn draw(bearer: &Bearer, visit: &Visit) -> Result<outbound::Page, Failure> {
    let disclosed = disclosure::disclose_by::<OutsideView, _>(&bearer.invitee.rights, visit);
    outbound::page(&disclosed).map_err(output)
}

fn back(token: &str) -> Onward {
    Onward::to(format!("/p/{token}"))
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Extension(receipts): Extension<Receipts>,
    query: Query,
) -> Result<Answered, Denied> {
    let Some(bearer) = bearer::follow(&house, &token, &receipts).await? else { return gone(&house) };
    let saved = query.0.value("hotovo") == "ulozeno";
    let visit = Visit { saved, ..bearer.visit() };
    Ok(Answered::Sheet(Sheet::new(draw(&bearer, &visit)?)))
}

#[axum::debug_handler(state = House)]
pub(super) async fn open(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Extension(receipts): Extension<Receipts>,
) -> Result<Answered, Denied> {
    let Some(bearer) = bearer::follow(&house, &token, &receipts).await? else { return gone(&house) };
    let by = Bearer::by(&bearer.invitation);
    actions::open(&house, by, bearer.invitation).await?;
    Ok(Answered::Onward(back(&token)))
}

/// The meeting changed while somebody wrote: they read so, and their words stand there to be read over the phone.
fn too_late(bearer: &Bearer, form: FormState) -> Result<Answered, Denied> {
    let visit = Visit { unsaved: true, typed: Some(form), ..bearer.visit() };
    Ok(Answered::Sheet(Sheet::again(draw(bearer, &visit)?)))
}

/// Saves and leads back; a link that died meanwhile leads to the calm page.
async fn save(
    house: &House,
    token: &str,
    bearer: Bearer,
    input: crate::invitations::model::AnswerInput,
) -> Result<Answered, Denied> {
    let by = Bearer::by(&bearer.invitation);
    match actions::answer(house, by, bearer.invitation, input).await {
        Ok(()) => Ok(Answered::Onward(back(token).noticing("ulozeno"))),
        Err(Undone::Stale) => gone(house),
        Err(Undone::Failed(failure)) => Err(failure.into()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn answer(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Extension(receipts): Extension<Receipts>,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(bearer) = bearer::follow(&house, &token, &receipts).await? else { return gone(&house) };
    if bearer.called_off.is_some() {
        return too_late(&bearer, form);
    }
    if !bearer.can_answer || bearer.invitation.opened_at.is_none() {
        return Ok(Answered::Onward(back(&token)));
    }
    match forms::first_answer(form, (bearer.reply(), bearer.invitation.reason)) {
        Ok(input) => save(&house, &token, bearer, input).await,
        Err(_) => {
            let visit = Visit { problem: Some("Vyberte, jak se zapojíte."), ..bearer.visit() };
            Ok(Answered::Sheet(Sheet::again(draw(&bearer, &visit)?)))
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn more(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Extension(receipts): Extension<Receipts>,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(bearer) = bearer::follow(&house, &token, &receipts).await? else { return gone(&house) };
    if bearer.called_off.is_some() {
        return too_late(&bearer, form);
    }
    let Some(answer) = bearer.invitation.answer.filter(|_| bearer.can_answer) else {
        return Ok(Answered::Onward(back(&token)));
    };
    match forms::more(form, answer, (bearer.reply(), bearer.invitation.reason)) {
        Ok(input) => save(&house, &token, bearer, input).await,
        Err(form) => {
            let problem = match form.error("telefon") {
                Some(_) => "Napište telefonní číslo, například 600 123 456.",
                None => "Vzkaz je moc dlouhý. Zkraťte ho, prosím, na 2000 znaků.",
            };
            let visit = Visit { more_problem: Some(problem), typed: Some(form), ..bearer.visit() };
            Ok(Answered::Sheet(Sheet::again(draw(&bearer, &visit)?)))
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn calendar(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Extension(receipts): Extension<Receipts>,
) -> Result<Answered, Denied> {
    let Some(bearer) = bearer::follow(&house, &token, &receipts).await? else { return gone(&house) };
    // Nothing to keep before the invitation was shown: its time is a part of it.
    if bearer.invitation.opened_at.is_none() || bearer.called_off.is_some() {
        return Ok(Answered::Onward(back(&token)));
    }
    let invitation = &bearer.invitation;
    let cover = Cover::of(invitation);
    let disclosed = bearer.invitee.disclose::<InvitationView>();
    match crate::invitations::jobs::entry(&house, &cover, &bearer.invitee, &disclosed) {
        Some(file) => Ok(Answered::Calendar(CalendarAnswer(file))),
        None => Ok(Answered::Onward(back(&token))),
    }
}
