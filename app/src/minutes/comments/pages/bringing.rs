//! Staff write down what somebody brought on paper or said.

use super::known::{Known, code, home, present};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, FormState, Id, Moment};
use crate::meeting::Line;
use crate::minutes::comments::actions::{self, NotDone};
use crate::minutes::comments::model::{Came, Comment, Wish};
use crate::minutes::comments::store::Added;
use crate::minutes::comments::{HandleComments, forms};
use crate::participants::Participant;
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Writing down what somebody brought.
#[derive(Template)]
#[template(path = "minutes/comments/pages/bring.html")]
pub(in crate::minutes::comments) struct BringPage {
    pub(in crate::minutes::comments) frame: Frame,
    pub(in crate::minutes::comments) around: Around,
    pub(in crate::minutes::comments) id: Id<Conference>,
    pub(in crate::minutes::comments) form: FormState,
    pub(in crate::minutes::comments) new_id: String,
    pub(in crate::minutes::comments) people: Vec<(String, String)>,
    pub(in crate::minutes::comments) lines: Vec<(String, String)>,
    pub(in crate::minutes::comments) window: &'static str,
}

impl BringPage {
    fn back(&self) -> String {
        home(self.id)
    }
    fn wishes(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        Wish::ALL.iter().map(|wish| (wish.code(), wish.label(), "")).collect()
    }
    fn ways(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let ways = Came::ALL.iter().filter(|way| **way != Came::Link);
        ways.map(|way| (way.code(), way.label(), "")).collect()
    }
}

async fn draw_bring(
    house: &House,
    permit: &Permit<Conference, HandleComments>,
    form: FormState,
) -> Result<Html, Denied> {
    let known = Known::load(house, permit).await?;
    let people = present(house, permit, &known.people).await?;
    let named = |person: &Participant| {
        (person.id.to_string(), format!("{}, {}", permit.reveal(&person.name), person.role_label))
    };
    let fresh = |now: Moment| Id::<Comment>::fresh(now).to_string();
    let page = BringPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        id: permit.id(),
        new_id: match form.value("nove_id") {
            "" => fresh(house.clock.now()),
            typed => typed.to_owned(),
        },
        people: people.iter().map(named).collect(),
        lines: known.choices(permit),
        window: code(known.window),
        form,
    };
    Ok(if page.form.has_errors() { Html::again(&page)? } else { Html::page(&page)? })
}

#[axum::debug_handler(state = House)]
pub(super) async fn bring_form(
    permit: Permit<Conference, HandleComments>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    draw_bring(&house, &permit, FormState::empty()).await
}

const OVER: &str = "Konference byla mezitím uzavřená, zápis zůstává, jak je. Připomínku jsme nezapsali.";
const SENT_BEFORE: &str = "Tuhle připomínku jste už jednou zapsali, jen s jinými slovy. Když má přibýt i takhle, odešlete ji znovu.";

#[axum::debug_handler(state = House)]
pub(super) async fn bring(
    permit: Permit<Conference, HandleComments>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let known = Known::load(&house, &permit).await?;
    let people: Vec<Id<Participant>> =
        present(&house, &permit, &known.people).await?.iter().map(|person| person.id).collect();
    let lines: Vec<Id<Line>> = known.lines.iter().map(|line| line.id).collect();
    let kept = form.clone();
    let new = match forms::brought(form, (&people, &lines), Id::fresh(house.clock.now())) {
        Ok(new) => new,
        Err(form) => return Ok(draw_bring(&house, &permit, form).await?.into_response()),
    };
    if let Some(before) = known.comments.iter().find(|comment| comment.id == new.id)
        && !new.is(before)
    {
        let typed = kept.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
        let form = FormState::from_pairs(typed).failed("slova", SENT_BEFORE);
        return Ok(draw_bring(&house, &permit, form).await?.into_response());
    }
    let to = Onward::to(home(permit.id()));
    let late = known.window.is_late();
    let permit = Arc::new(permit);
    let notice = match actions::bring(&house, &permit, new, late).await {
        Ok(Added::After) => "po-peceti",
        Err(NotDone::Over) => {
            let page = draw_bring(&house, &permit, kept.failed("slova", OVER)).await?;
            return Ok(page.into_response());
        }
        Ok(_) | Err(NotDone::Already | NotDone::Stale) => "zapsano",
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
    };
    Ok(to.noticing(notice).into_response())
}
