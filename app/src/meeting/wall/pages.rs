//! What a screen is answered: the page, its frames, and the door for a short code. Nobody signs in here.

use super::bearer::{self, Bearer};
use super::live;
use super::look::screens;
use super::view::{CodeView, GoneView, Nothing, Typed, WallPage};
use crate::access::{Denied, House, Outside, Public, Receipts, Routes};
use crate::disclosure;
use crate::kernel::Failure;
use crate::shell::{Input, Onward, Query, Sheet, SheetStream};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The routes of screens.
pub(in crate::meeting) fn routes(routes: Routes) -> Routes {
    routes
        .outside_get("/s", ask)
        .outside_post("/s", find)
        .outside_get("/s/{_token}", page)
        .outside_get("/s/{_token}/zive", frames)
        .outside_post("/s/{_token}/videno", seen)
}

/// What a screen is answered with.
pub(in crate::meeting) enum Answered {
    /// A page.
    Sheet(Sheet),
    /// Frames.
    Stream(SheetStream),
    /// On to the wall.
    Onward(Onward),
    /// Heard.
    Heard,
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        match self {
            Self::Sheet(sheet) => sheet.into_response(),
            Self::Stream(stream) => stream.into_response(),
            Self::Onward(onward) => onward.into_response(),
            Self::Heard => StatusCode::NO_CONTENT.into_response(),
        }
    }
}

// Each of them is one of the shell's answers for outsiders, or none at all.
impl Outside for Answered {}

fn output(error: outbound::Error) -> Failure {
    Failure::Output(error.to_string())
}

/// The same calm page for every address that leads nowhere (any more).
fn gone(house: &House) -> Result<Answered, Denied> {
    let page = disclosure::disclose_to_nobody::<GoneView, _>(house.demo, &Nothing);
    Ok(Answered::Sheet(Sheet::gone(outbound::page(&page).map_err(output)?)))
}

fn door(house: &House, typed: &Typed) -> Result<Answered, Denied> {
    let page = disclosure::disclose_to_nobody::<CodeView, _>(house.demo, typed);
    let page = outbound::page(&page).map_err(output)?;
    Ok(Answered::Sheet(if typed.problem.is_some() { Sheet::again(page) } else { Sheet::new(page) }))
}

const WRONG: &str = "Tenhle kód nic neotvírá. Zkontrolujte číslice, nebo si u vedení setkání řekněte o nový.";
const TOO_OFTEN: &str =
    "Kód tu někdo zkoušel mockrát za sebou. Počkejte čtvrt hodiny, nebo otevřete stěnu celou adresou.";

/// The field for the short code.
#[axum::debug_handler(state = House)]
async fn ask(_: Public, State(house): State<House>) -> Result<Answered, Denied> {
    door(&house, &Typed::default())
}

/// Leads from the short code to the wall. Nothing is changed by it.
#[axum::debug_handler(state = House)]
async fn find(_: Public, State(house): State<House>, Input(form): Input) -> Result<Answered, Denied> {
    let typed = form.value("kod").to_owned();
    let code: String = typed.chars().filter(char::is_ascii_digit).collect();
    match screens(&house).token_of(&code, house.clock.now()) {
        Ok(Some(token)) => Ok(Answered::Onward(Onward::to(format!("/s/{}", token.text())))),
        Ok(None) => door(&house, &Typed { problem: Some(WRONG), typed }),
        Err(_) => door(&house, &Typed { problem: Some(TOO_OFTEN), typed }),
    }
}

/// The page of a screen. With script it opens empty and its frames come live; without script it comes back every three
/// seconds and says which frame it has shown.
#[axum::debug_handler(state = House)]
async fn page(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Query(query): Query,
    Extension(receipts): Extension<Receipts>,
) -> Result<Answered, Denied> {
    let Some(bearer) = bearer::follow(&house, &token).await? else { return gone(&house) };
    let shown: Option<u64> = query.value("videno").parse().ok();
    if shown.unwrap_or(0) == 0 {
        bearer.leaves_a_trace(&house, &receipts);
    }
    let composed = match shown {
        None => bearer::draw_bare::<WallPage>(&house, &bearer, false).await?,
        Some(shown) => {
            let number = bearer::next_number(&house);
            let composed = bearer::draw::<WallPage>(&house, &bearer, number).await?;
            let at = (bearer.conference.id, bearer.wall.id);
            let now = house.clock.now();
            screens(&house).plain(at, shown, (number, composed.frame.clone()), now);
            house.pulse().beat(bearer.conference.id.uuid());
            composed
        }
    };
    Ok(Answered::Sheet(Sheet::new(composed.page)))
}

/// The frames, as they change.
#[axum::debug_handler(state = House)]
async fn frames(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Extension(receipts): Extension<Receipts>,
) -> Result<Answered, Denied> {
    let Some(bearer) = bearer::follow(&house, &token).await? else { return gone(&house) };
    bearer.leaves_a_trace(&house, &receipts);
    Ok(Answered::Stream(live::stream(&house, token, bearer)))
}

/// A screen says that it shows a frame. Kept in memory, for the door.
#[axum::debug_handler(state = House)]
async fn seen(
    _: Public,
    State(house): State<House>,
    Path(token): Path<String>,
    Query(query): Query,
) -> Result<Answered, Denied> {
    let Some(Bearer { wall, conference, .. }) = bearer::follow(&house, &token).await? else {
        return gone(&house);
    };
    if let Ok(number) = query.value("cislo").parse() {
        screens(&house).seen(conference.id, wall.id, number);
        house.pulse().beat(conference.id.uuid());
    }
    Ok(Answered::Heard)
}
