//! The agenda of a conference.

use super::super::agenda;
use super::super::forms::{self, AgendaAct};
use super::super::model::{Conference, Phase};
use super::super::policy::EditConference;
use super::super::{actions, hints, store};
use super::{Around, Conflict, SECTION, answer, shown_version};
use crate::access::{Denied, House, Permit};
use crate::kernel::{Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query, registry};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A row of the form.
pub(in crate::conferences) struct Row {
    pub(in crate::conferences) id: String,
    pub(in crate::conferences) title_name: String,
    pub(in crate::conferences) minutes_name: String,
    pub(in crate::conferences) time: String,
    pub(in crate::conferences) label: String,
    pub(in crate::conferences) first: bool,
    pub(in crate::conferences) last: bool,
    pub(in crate::conferences) is_new: bool,
}

/// The page of the agenda.
#[derive(Template)]
#[template(path = "conferences/pages/agenda.html")]
pub(in crate::conferences) struct AgendaPage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) rows: Vec<Row>,
    pub(in crate::conferences) empty: bool,
    pub(in crate::conferences) total: String,
    pub(in crate::conferences) usual: String,
    pub(in crate::conferences) fit: Option<String>,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) conflict: Option<Conflict>,
    pub(in crate::conferences) panels: Vec<String>,
}

/// Rows for the form's phases; times are those of the stored ones.
pub(in crate::conferences) fn rows(form: &FormState, stored: &[Phase]) -> Vec<Row> {
    let ids = form.ids::<Phase>("faze");
    let count = ids.iter().filter(|id| form.value("nova") != id.to_string()).count();
    ids.iter()
        .enumerate()
        .map(|(index, id)| {
            let phase = stored.iter().find(|phase| phase.id == *id);
            let is_new = form.value("nova") == id.to_string();
            let time = match phase.and_then(|p| Some((p.starts?, p.ends()?))) {
                Some((from, until)) => format!("{from}–{until}"),
                None if is_new => "nová část".to_owned(),
                None => format!("{}.", index + 1),
            };
            Row {
                id: id.to_string(),
                title_name: format!("nazev_{index}"),
                minutes_name: format!("minuty_{index}"),
                label: format!("část {}", index + 1),
                first: index == 0,
                last: index + 1 == count,
                is_new,
                time,
            }
        })
        .collect()
}

async fn draw(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    frame: Frame,
    form: Option<FormState>,
    conflict: Option<Conflict>,
) -> Result<Html, Failure> {
    let stored = store::plan::phases(permit.lookup(house), permit.id()).await?;
    let form = form.unwrap_or_else(|| forms::agenda_filled(&stored, house.clock.now()));
    let total = agenda::total(&stored);
    let record = permit.record();
    let minutes = |n: i64| czech::plural::count(n, "minuta", "minuty", "minut");
    let page = AgendaPage {
        frame,
        around: Around::of(house, permit).await?,
        rows: rows(&form, &stored),
        empty: stored.is_empty(),
        total: minutes(total),
        usual: minutes(record.kind.usual_minutes()),
        fit: if stored.is_empty() { None } else { hints::fit(record, total) },
        version: shown_version(&form, record.version, conflict.is_some()),
        panels: registry().draw("agenda", house, permit.actor(), permit.id().uuid()).await?,
        form,
        conflict,
    };
    answer(&page, page.conflict.is_some(), page.form.has_errors())
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION).noticing(
        &query,
        &[("ulozeno", "Program je uložený."), ("vzor", "Obvyklý program je vložený, upravte ho.")],
    );
    Ok(draw(&house, &permit, frame, None, None).await?)
}

/// What the pressed button makes of the typed phases: the phases to keep and those that go.
fn outcome(act: AgendaAct, typed: Vec<Phase>, stored: &[Phase]) -> (Vec<Phase>, Vec<Id<Phase>>) {
    let phases = match act {
        AgendaAct::Up(id) => agenda::moved(typed, id, true),
        AgendaAct::Down(id) => agenda::moved(typed, id, false),
        AgendaAct::Remove(id) => typed.into_iter().filter(|phase| phase.id != id).collect(),
        AgendaAct::Save | AgendaAct::Template => typed,
    };
    let gone = stored.iter().map(|p| p.id).filter(|id| !phases.iter().any(|p| p.id == *id)).collect();
    (phases, gone)
}

/// Without what is computed: for comparing.
fn plain(phases: &[Phase]) -> Vec<(Id<Phase>, &str, i64, bool)> {
    phases.iter().map(|p| (p.id, p.title.as_str(), p.minutes, p.private)).collect()
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION);
    let (id, version, act) = (permit.id(), forms::version(&form), forms::agenda_act(&form));
    let stored = store::plan::phases(permit.lookup(&house), id).await?;
    let (phases, gone) = if act == AgendaAct::Template {
        // The usual agenda only fills an empty page: nothing that was written is replaced.
        if !stored.is_empty() {
            return Ok(Onward::to(format!("{SECTION}/{id}/program")).into_response());
        }
        (agenda::template(permit.record().kind, house.clock.now()), Vec::new())
    } else {
        // What is being removed need not be complete.
        let kept = match act {
            AgendaAct::Remove(gone) => without(&form, gone),
            _ => form.clone(),
        };
        match forms::agenda(kept) {
            Err(form) => return Ok(draw(&house, &permit, frame, Some(form), None).await?.into_response()),
            Ok(typed) => outcome(act, typed, &stored),
        }
    };
    if !store::plan::phases_are_own(permit.lookup(&house), id, &phases).await? {
        return Err(Denied::hidden());
    }
    let permit = Arc::new(permit);
    if !actions::set_agenda(&house, &permit, version, phases.clone(), gone).await? {
        let now = store::plan::phases(permit.lookup(&house), id).await?;
        if plain(&now) != plain(&phases) {
            let rows = now.iter().map(|p| (format!("{} min", p.minutes), p.title.clone())).collect();
            let conflict = Some(Conflict { rows });
            return Ok(draw(&house, &permit, frame, Some(form), conflict).await?.into_response());
        }
    }
    let code = if act == AgendaAct::Template { "vzor" } else { "ulozeno" };
    Ok(Onward::to(format!("{SECTION}/{id}/program")).noticing(code).into_response())
}

/// The form without one phase.
fn without(form: &FormState, gone: Id<Phase>) -> FormState {
    let ids = form.ids::<Phase>("faze");
    let mut kept = FormState::empty();
    for name in ["verze", "nova"] {
        kept = kept.with(name, form.value(name));
    }
    for id in form.all("soukrome") {
        kept = kept.with("soukrome", id);
    }
    let rest = ids.iter().enumerate().filter(|(_, id)| **id != gone);
    for (to, (from, id)) in rest.enumerate() {
        kept = kept
            .with("faze", id.to_string())
            .with(&format!("nazev_{to}"), form.value(&format!("nazev_{from}")))
            .with(&format!("minuty_{to}"), form.value(&format!("minuty_{from}")));
    }
    kept
}
