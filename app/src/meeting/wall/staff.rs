//! The wall for those who lead the meeting: putting it up, taking it down, and whether the door may be opened.

use super::look::{Look, leads, screens};
use super::screens::Light;
use super::{actions, store};
use crate::access::{Denied, House, Lookup, Permit, Personal, Routes};
use crate::conferences::{Conference, LeadConference};
use crate::kernel::{Failure, Id};
use crate::meeting::actions::{Lead, NotDone};
use crate::shell::{Frame, Html, Onward, QrPicture, Query, qr};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use std::sync::Arc;

/// The routes of those who lead.
pub(in crate::meeting) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/jednani/stena", show)
        .post("/konference/{konference}/jednani/stena", make)
        .post("/konference/{konference}/jednani/stena/zrusit", take_down)
        .post("/jednani/tu/{_jednani}", here)
}

/// What the screens say, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::meeting) struct LightRow {
    pub(in crate::meeting) code: &'static str,
    pub(in crate::meeting) look: &'static str,
    pub(in crate::meeting) word: &'static str,
    pub(in crate::meeting) sentence: &'static str,
}

impl LightRow {
    /// For a wall that was put up (`up`) or not.
    pub(in crate::meeting) const fn of(up: bool, light: Light) -> Self {
        let (code, look, word, sentence) = match (up, light) {
            (false, _) => ("neni", "off", "vypnutá", "Stěna není zapnutá. Otevřít můžete kdykoli."),
            (true, Light::Dark) => (
                "tma",
                "off",
                "nikde",
                "Stěnu teď neukazuje žádná obrazovka. Pokud ji na plátně vidíte, zakryjte ji.",
            ),
            (true, Light::Waiting) => (
                "ceka",
                "warning",
                "počkejte",
                "Stěna se překresluje. Dveře ještě neotvírejte. Když to trvá, zakryjte ji.",
            ),
            (true, Light::Ready) => {
                ("hotovo", "success", "připravená", "Stěna je připravená, můžete otevřít dveře.")
            }
        };
        Self { code, look, word, sentence }
    }
}

/// What the screens of a meeting say, in words.
///
/// # Errors
/// Database errors.
pub(in crate::meeting) async fn light(
    house: &House,
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<LightRow, Failure> {
    let look = Look::into(house, lookup, conference).await?;
    let up = !store::living(lookup, conference.id).await?.is_empty();
    Ok(LightRow::of(up, look.light(house, conference.id)))
}

#[derive(Template)]
#[template(path = "meeting/wall/pages/staff.html")]
pub(in crate::meeting) struct WallStaffPage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) over: bool,
    pub(in crate::meeting) up: bool,
    pub(in crate::meeting) safety: bool,
    /// Where the short code is typed.
    pub(in crate::meeting) door: String,
    pub(in crate::meeting) code: Option<String>,
    pub(in crate::meeting) address: String,
    pub(in crate::meeting) picture: Option<QrPicture>,
    pub(in crate::meeting) light: LightRow,
    pub(in crate::meeting) left_out: usize,
}

impl WallStaffPage {
    fn left_out_words(&self) -> String {
        let lines = czech::plural::count(self.left_out as u64, "řádek", "řádky", "řádků");
        let missing = czech::plural::plural(self.left_out as u64, "není", "nejsou", "není");
        format!("Na stěně {missing} {lines} zápisu.")
    }
}

const NOTICES: &[(&str, &str)] =
    &[("zapnuto", "Adresa stěny je vytvořená. Otevřete ji u projektoru."), ("vypnuto", "Stěna je vypnutá.")];

/// "4821 7706"
fn spaced(code: &str) -> String {
    let (first, second) = code.split_at_checked(code.len() / 2).unwrap_or((code, ""));
    format!("{first}\u{a0}{second}")
}

#[axum::debug_handler(state = House)]
async fn show(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let (lookup, id) = (permit.lookup(&house), permit.id());
    leads(&house, permit.actor().id, id);
    let look = Look::into(&house, lookup, permit.record()).await?;
    let up = !store::living(lookup, id).await?.is_empty();
    let kept = screens(&house).code_of(id, house.clock.now()).filter(|_| up);
    let base = &house.exit.public_url;
    let address = kept.as_ref().map(|(_, token)| format!("{base}/s/{}", token.text())).unwrap_or_default();
    Ok(Html::page(&WallStaffPage {
        frame: Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES),
        id,
        over: look.is_over(),
        up,
        safety: look.scene.safety_concern,
        door: format!("{}/s", base.split_once("://").map_or(base.as_str(), |(_, host)| host)),
        picture: qr(&address).filter(|_| kept.is_some()),
        code: kept.map(|(code, _)| spaced(&code)),
        address,
        light: LightRow::of(up, look.light(&house, id)),
        left_out: look.left_out(&house, id).len(),
    })?)
}

/// Back to the page, with a sentence.
fn back(permit: &Lead, done: Result<(), NotDone>, notice: &str) -> Result<Onward, Denied> {
    match done {
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        _ => Ok(Onward::to(format!("/konference/{}/jednani/stena", permit.id())).noticing(notice)),
    }
}

#[axum::debug_handler(state = House)]
async fn make(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    let permit = Arc::new(permit);
    if Look::into(&house, permit.lookup(&house), permit.record()).await?.is_over() {
        return Err(Denied::refused("Jednání skončilo, stěna už nic neukáže."));
    }
    let done = actions::make(&house, &permit).await;
    back(&permit, done, "zapnuto")
}

#[axum::debug_handler(state = House)]
async fn take_down(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    let permit = Arc::new(permit);
    let done = actions::take_down(&house, &permit).await;
    back(&permit, done, "vypnuto")
}

/// An open page of somebody who leads says that it is still there; as long as one does, the wall knows that somebody tells
/// it who comes. It reads nothing and changes nothing that is kept, so that it stands behind no permit.
///
/// A program that was started anew knows of no open page. It answers that it does not (205), and the page asks for itself once
/// more, behind its permit: then it counts as opened.
#[axum::debug_handler(state = House)]
async fn here(
    Personal(actor): Personal,
    State(house): State<House>,
    Path(conference): Path<String>,
) -> Result<StatusCode, Denied> {
    let known = conference
        .parse()
        .is_ok_and(|conference| screens(&house).still_led(conference, actor.id, house.clock.now()));
    Ok(if known { StatusCode::OK } else { StatusCode::RESET_CONTENT })
}
