//! Goals on the scale 0 to 10: asked at the beginning, and again when a follow-up conference looks back.

use super::{after, home, loaded};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference, Goal};
use crate::kernel::{FormState, Id};
use crate::plan::actions::{self, Close};
use crate::plan::course::{course, course_words};
use crate::plan::gather::Table;
use crate::plan::model::{Scale, ScaleTime};
use crate::plan::{ClosePlan, forms};
use crate::shell::{Frame, Html, Input, Query};
use askama::Template;
use axum::extract::State as From;
use axum::response::{IntoResponse, Response};

/// A goal with what was said before.
pub(in crate::plan) struct GoalRow {
    pub(in crate::plan) goal: Id<Goal>,
    pub(in crate::plan) fresh: Id<Scale>,
    pub(in crate::plan) text: String,
    /// "na začátku 3 z 10".
    pub(in crate::plan) before: String,
    pub(in crate::plan) field: String,
}

/// The page.
#[derive(Template)]
#[template(path = "plan/pages/scale.html")]
pub(in crate::plan) struct ScalePage {
    pub(in crate::plan) frame: Frame,
    pub(in crate::plan) around: Around,
    pub(in crate::plan) form: FormState,
    pub(in crate::plan) here: String,
    pub(in crate::plan) walk: String,
    pub(in crate::plan) goals: Vec<GoalRow>,
    pub(in crate::plan) times: Vec<(String, String, String)>,
}

async fn draw(
    house: &House,
    permit: &Close,
    table: &Table,
    form: FormState,
    frame: Frame,
) -> Result<ScalePage, Denied> {
    let mut goals = Vec::with_capacity(table.goals.len());
    for (at, goal) in table.goals.iter().enumerate() {
        let said = course(permit.lookup(house), permit.record(), goal.id).await?;
        goals.push(GoalRow {
            goal: goal.id,
            fresh: Id::fresh(house.clock.now()),
            text: permit.reveal(&goal.text).clone(),
            before: course_words(&said),
            field: format!("skala_{}", at + 1),
        });
    }
    let times = <ScaleTime as crate::kernel::Choice>::options();
    Ok(ScalePage {
        frame,
        around: Around::of(house, permit).await?,
        form,
        here: format!("/konference/{}/jednani/skala", permit.id()),
        walk: home(permit.id()),
        goals,
        times: times.into_iter().map(|(code, label)| (code, label, String::new())).collect(),
    })
}

const NOTICES: &[(&str, &str)] = &[("skala", "Čísla jsou zapsaná. Uvidíte je u konference vedle sebe.")];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    query: Query,
) -> Result<Html, Denied> {
    let table = loaded(&house, &permit).await?;
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    let form = FormState::empty().with("kdy", "start");
    Ok(Html::page(&draw(&house, &permit, &table, form, frame).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn note(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let table = loaded(&house, &permit).await?;
    let goals: Vec<Id<Goal>> = table.goals.iter().map(|goal| goal.id).collect();
    match forms::scales(form, &goals, house.clock.now()) {
        Ok((time, scales)) => {
            let to = format!("/konference/{}/jednani/skala", permit.id());
            after(actions::scale(&house, permit, time, scales).await, to, "skala")
        }
        Err(form) => {
            let frame = Frame::new(&house, permit.actor(), "/konference");
            Ok(Html::again(&draw(&house, &permit, &table, form, frame).await?)?.into_response())
        }
    }
}
