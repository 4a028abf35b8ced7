//! The goals of a conference.

use super::super::model::{Conference, Goal};
use super::super::policy::EditConference;
use super::super::{actions, forms, hints, store};
use super::{Around, Conflict, SECTION, answer, fresh_id, shown_version};
use crate::access::{Denied, House, Permit};
use crate::cases;
use crate::kernel::{Failure, FormState};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A line of the page: number and the hints beside it.
pub(in crate::conferences) struct Line {
    pub(in crate::conferences) name: String,
    pub(in crate::conferences) id_name: String,
    pub(in crate::conferences) label: String,
    pub(in crate::conferences) hints: Vec<&'static str>,
}

/// The page of the goals.
#[derive(Template)]
#[template(path = "conferences/pages/goals.html")]
pub(in crate::conferences) struct GoalsPage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) lines: Vec<Line>,
    pub(in crate::conferences) number_hint: Option<&'static str>,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) conflict: Option<Conflict>,
}

/// Lines of the page for what stands in the form.
pub(in crate::conferences) fn lines(form: &FormState, children: &[String]) -> Vec<Line> {
    (1..=forms::MOST_GOALS)
        .map(|number| {
            let name = format!("cil_{number}");
            let typed = form.value(&name);
            let hints = if typed.trim().is_empty() { Vec::new() } else { hints::goal(typed, children) };
            let label = if number == 1 { "Cíl 1".to_owned() } else { format!("Cíl {number} (nepovinný)") };
            Line { id_name: format!("cil_id_{number}"), name, label, hints }
        })
        .collect()
}

async fn draw(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    frame: Frame,
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<Html, Failure> {
    let children = cases::children(permit.lookup(house), permit.record().case).await?;
    let names: Vec<String> = children.iter().map(|child| permit.reveal(&child.given).clone()).collect();
    let lines = lines(&form, &names);
    let count = lines.iter().filter(|line| !form.value(&line.name).trim().is_empty()).count();
    let page = GoalsPage {
        frame,
        around: Around::of(house, permit).await?,
        number_hint: hints::number_of_goals(count),
        version: shown_version(&form, permit.version(), conflict.is_some()),
        lines,
        form,
        conflict,
    };
    answer(&page, page.conflict.is_some(), page.form.has_errors())
}

/// The form with the stored goals and identifiers for new ones.
fn filled(house: &House, permit: &Permit<Conference, EditConference>, goals: &[Goal]) -> FormState {
    let mut form = FormState::empty();
    for number in 1..=forms::MOST_GOALS {
        let stored = goals.get(number - 1);
        let id = stored.map_or_else(|| fresh_id(house.clock.now()), |goal| goal.id);
        form = form
            .with(&format!("cil_id_{number}"), id.to_string())
            .with_some(&format!("cil_{number}"), stored.map(|goal| permit.reveal(&goal.text).clone()));
    }
    form
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    query: Query,
) -> Result<Html, Denied> {
    let goals = store::plan::goals(permit.lookup(&house), permit.id()).await?;
    let form = filled(&house, &permit, &goals);
    let frame = Frame::new(&house, permit.actor(), SECTION).noticing(
        &query,
        &[
            ("rozhodnuto", "Konference je svolaná a má obvyklý program. Teď napište, čeho má dosáhnout."),
            ("navrhy", "Cíle jsou uložené. U některých máme malý návrh, jestli chcete."),
        ],
    );
    Ok(draw(&house, &permit, frame, form, None).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION);
    let (goals, removed) = match forms::goals(form.clone()) {
        Err(form) => return Ok(draw(&house, &permit, frame, form, None).await?.into_response()),
        Ok(input) => input,
    };
    let ids: Vec<_> = goals.iter().map(|goal| goal.id).chain(removed.iter().copied()).collect();
    if !store::plan::goals_are_own(permit.lookup(&house), permit.id(), &ids).await? {
        return Err(Denied::hidden());
    }
    let children = cases::children(permit.lookup(&house), permit.record().case).await?;
    let names: Vec<String> = children.iter().map(|child| permit.reveal(&child.given).clone()).collect();
    let hinted = lines(&form, &names).iter().any(|line| !line.hints.is_empty());
    let (id, version) = (permit.id(), forms::version(&form));
    let permit = Arc::new(permit);
    if !actions::set_goals(&house, &permit, version, goals.clone(), removed).await? {
        let stored = store::plan::goals(permit.lookup(&house), id).await?;
        let same = stored.len() == goals.len()
            && stored.iter().zip(&goals).all(|(a, b)| permit.reveal(&a.text) == permit.reveal(&b.text));
        if !same {
            let rows = stored.iter().enumerate();
            let rows =
                rows.map(|(n, goal)| (format!("Cíl {}", n + 1), permit.reveal(&goal.text).clone())).collect();
            return Ok(draw(&house, &permit, frame, form, Some(Conflict { rows })).await?.into_response());
        }
    }
    Ok(if hinted {
        Onward::to(format!("{SECTION}/{id}/cile")).noticing("navrhy").into_response()
    } else {
        Onward::to(format!("{SECTION}/{id}")).noticing("ulozeno").into_response()
    })
}
