//! The page where the head decides under which words institutions are invited.

use crate::access::{Actor, Denied, House, Personal};
use crate::identity;
use crate::invitations::store::wording as rows;
use crate::invitations::wording::{self, Wording};
use crate::kernel::{Choice, FormState};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

const HOME: &str = "/pozvanky-institucim";

#[derive(Template)]
#[template(path = "invitations/pages/wording.html")]
pub(in crate::invitations) struct WordingPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) office: String,
    pub(in crate::invitations) now: &'static str,
    pub(in crate::invitations) history: Vec<String>,
    pub(in crate::invitations) may_decide: bool,
    pub(in crate::invitations) form: FormState,
}

impl WordingPage {
    fn choices(&self) -> Vec<(&'static str, &'static str, String)> {
        let hint = |wording: &Wording| match wording {
            Wording::Neutral => "Odesílatel i předmět: Pozvánka na setkání.".to_owned(),
            Wording::Office => {
                format!("Odesílatel: {}. Předmět: Pozvánka na případovou konferenci.", self.office)
            }
        };
        Wording::ALL.iter().map(|wording| (wording.code(), wording.label(), hint(wording))).collect()
    }
}

async fn draw(house: &House, actor: &Actor, frame: Frame, form: FormState) -> Result<WordingPage, Denied> {
    let history = rows::history(&house.queries, actor.office).await?;
    let office = identity::store::find_office(&house.queries, actor.office).await?;
    let staff = identity::store::staff_of_office(&house.queries, actor.office).await?;
    let line = |decided: &wording::Decided| {
        let who = staff.iter().find(|s| s.id == decided.by).map(|s| format!(", {}", s.name().full()));
        format!(
            "od {}: {} ({}{})",
            czech::dates::short(decided.from),
            decided.wording.label(),
            czech::dates::local_moment(decided.at.timestamp()),
            who.unwrap_or_default()
        )
    };
    Ok(WordingPage {
        frame,
        office: office.map(|office| office.title).unwrap_or_default(),
        now: wording::on(&history, actor.today).label(),
        history: history.iter().map(line).collect(),
        may_decide: actor.heads(actor.office),
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    Personal(actor): Personal,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame =
        Frame::new(&house, &actor, "/sprava").noticing(&query, &[("ulozeno", "Rozhodnutí je zapsané.")]);
    let history = rows::history(&house.queries, actor.office).await?;
    let form = FormState::empty()
        .with("slova", wording::on(&history, actor.today).code())
        .with("od", czech::dates::short(actor.today));
    Ok(Html::page(&draw(&house, &actor, frame, form).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn decide(
    Personal(actor): Personal,
    State(house): State<House>,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    if !actor.heads(actor.office) {
        return Err(Denied::refused("O tom, jak se zvou instituce, rozhoduje vedoucí oddělení."));
    }
    let chosen = form.required_choice::<Wording>("slova", "Vyberte, jakými slovy se instituce zvou.");
    let from = form.required_day("od", "Napište, od kdy to platí.");
    if from.is_some_and(|day| day < actor.today) {
        form.fail("od", "Zpětně to změnit nejde. Napište dnešní den nebo pozdější.");
    }
    match form.finish(|| chosen.zip(from)) {
        Err(form) => {
            let frame = Frame::new(&house, &actor, "/sprava");
            Ok(Html::again(&draw(&house, &actor, frame, form).await?)?.into_response())
        }
        Ok(decision) => {
            wording::decide(&house, &actor, decision).await?;
            Ok(Onward::to(HOME).noticing("ulozeno").into_response())
        }
    }
}
