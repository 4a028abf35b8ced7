//! The goals of a conference.

use super::super::model::{Conference, Goal};
use super::super::policy::EditConference;
use super::super::{actions, forms, hints, store};
use super::{Around, Conflict, SECTION, answer, fresh_id, shown_version};
use crate::access::{Denied, House, Permit};
use crate::cases::{self, Child};
use crate::conferences::Topic;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A goal of the page: the names of its fields and the hints beside it.
pub(in crate::conferences) struct Line {
    pub(in crate::conferences) name: String,
    pub(in crate::conferences) id_name: String,
    pub(in crate::conferences) child_name: String,
    pub(in crate::conferences) topic_name: String,
    pub(in crate::conferences) label: String,
    pub(in crate::conferences) hints: Vec<String>,
    /// Whether nothing was chosen beside a text, so that everybody at the table sees it.
    pub(in crate::conferences) open: bool,
}

/// The page of the goals.
#[derive(Template)]
#[template(path = "conferences/pages/goals.html")]
pub(in crate::conferences) struct GoalsPage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) lines: Vec<Line>,
    pub(in crate::conferences) children: Vec<Offered>,
    pub(in crate::conferences) topics: Vec<(String, String)>,
    pub(in crate::conferences) number_hint: Option<&'static str>,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) conflict: Option<Conflict>,
}

/// A child of the case as the page offers it: identifier, given name.
pub(in crate::conferences) type Offered = (String, String);

/// The children of the case.
async fn offered(
    house: &House,
    permit: &Permit<Conference, EditConference>,
) -> Result<Vec<(Id<Child>, String)>, Failure> {
    let children = cases::children(permit.lookup(house), permit.record().case).await?;
    Ok(children.iter().map(|child| (child.id, permit.reveal(&child.given).clone())).collect())
}

/// Lines of the page for what stands in the form.
pub(in crate::conferences) fn lines(form: &FormState, children: &[Offered]) -> Vec<Line> {
    let names: Vec<String> = children.iter().map(|(_, name)| name.clone()).collect();
    (1..=forms::MOST_GOALS)
        .map(|number| {
            let name = format!("cil_{number}");
            let (child_name, topic_name) = (format!("tyka_{number}"), format!("oblast_{number}"));
            let typed = form.value(&name);
            let chosen = children.iter().find(|(id, _)| form.is(&child_name, id));
            let mut hints = Vec::new();
            let written = !typed.trim().is_empty();
            if written {
                hints.extend(hints::goal(typed, &names).into_iter().map(str::to_owned));
                hints.extend(hints::about(typed, &names, chosen.map(|(_, name)| name.as_str())));
            }
            let open = written && chosen.is_none() && form.value(&topic_name).is_empty();
            let label = if number == 1 { "Cíl 1".to_owned() } else { format!("Cíl {number} (nepovinný)") };
            Line { id_name: format!("cil_id_{number}"), name, child_name, topic_name, label, hints, open }
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
    let children: Vec<Offered> =
        offered(house, permit).await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let lines = lines(&form, &children);
    let count = lines.iter().filter(|line| !form.value(&line.name).trim().is_empty()).count();
    let page = GoalsPage {
        frame,
        around: Around::of(house, permit).await?,
        number_hint: hints::number_of_goals(count),
        version: shown_version(&form, permit.version(), conflict.is_some()),
        topics: Topic::options(),
        children,
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
            .with_some(&format!("cil_{number}"), stored.map(|goal| permit.reveal(&goal.text).clone()))
            .with_some(&format!("tyka_{number}"), stored.and_then(|goal| goal.child).map(|id| id.to_string()))
            .with_some(&format!("oblast_{number}"), stored.and_then(|goal| goal.topic).map(Choice::code));
    }
    form
}

/// Whom and what a goal concerns, in words.
fn about(goal: &Goal, children: &[(Id<Child>, String)]) -> String {
    let child = goal.child.and_then(|id| children.iter().find(|(child, _)| *child == id));
    let child = child.map_or("všechny děti", |(_, name)| name.as_str());
    match goal.topic {
        Some(topic) => format!("{child}, {}", topic.label()),
        None => child.to_owned(),
    }
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
    let children = offered(&house, &permit).await?;
    let ids: Vec<Id<Child>> = children.iter().map(|(id, _)| *id).collect();
    let (goals, removed) = match forms::goals(form.clone(), &ids) {
        Err(form) => return Ok(draw(&house, &permit, frame, form, None).await?.into_response()),
        Ok(input) => input,
    };
    let ids: Vec<_> = goals.iter().map(|goal| goal.id).chain(removed.iter().copied()).collect();
    if !store::plan::goals_are_own(permit.lookup(&house), permit.id(), &ids).await? {
        return Err(Denied::hidden());
    }
    let named: Vec<Offered> = children.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let hinted = lines(&form, &named).iter().any(|line| !line.hints.is_empty());
    let (id, version) = (permit.id(), forms::version(&form));
    let permit = Arc::new(permit);
    if !actions::set_goals(&house, &permit, version, goals.clone(), removed).await? {
        let stored = store::plan::goals(permit.lookup(&house), id).await?;
        let text = |goal: &Goal| permit.reveal(&goal.text).clone();
        let all = |goal: &Goal| (text(goal), goal.topic, goal.child);
        if !stored.iter().map(all).eq(goals.iter().map(all)) {
            let rows = stored.iter().enumerate();
            let words = |goal: &Goal| format!("{} ({})", text(goal), about(goal, &children));
            let rows = rows.map(|(n, goal)| (format!("Cíl {}", n + 1), words(goal))).collect();
            return Ok(draw(&house, &permit, frame, form, Some(Conflict { rows })).await?.into_response());
        }
    }
    Ok(if hinted {
        Onward::to(format!("{SECTION}/{id}/cile")).noticing("navrhy").into_response()
    } else {
        Onward::to(format!("{SECTION}/{id}")).noticing("ulozeno").into_response()
    })
}
