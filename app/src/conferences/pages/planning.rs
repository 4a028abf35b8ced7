//! Day and place of a conference.

use super::super::model::{Conference, Place};
use super::super::policy::EditConference;
use super::super::{actions, forms, hints, store};
use super::{Around, Conflict, SECTION, answer, shown_version, when};
use crate::access::{Denied, House, Permit};
use crate::cases::ReadCase;
use crate::kernel::{Choice, Failure, FormState};
use crate::law;
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The page of the day.
#[derive(Template)]
#[template(path = "conferences/pages/date.html")]
pub(in crate::conferences) struct DatePage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) hints: Vec<String>,
    pub(in crate::conferences) usual: String,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) conflict: Option<Conflict>,
}

/// The page of the place.
#[derive(Template)]
#[template(path = "conferences/pages/place.html")]
pub(in crate::conferences) struct PlacePage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) concern: bool,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) conflict: Option<Conflict>,
}

/// Words about a stored day: holiday, too soon, too long.
async fn day_hints(house: &House, conference: &Conference) -> Result<Vec<String>, Failure> {
    let Some(day) = conference.day else { return Ok(Vec::new()) };
    let today = house.clock.today();
    let deadlines = law::deadlines(&house.queries, today).await?;
    let mut words = hints::date(day, today, conference.kind, &deadlines);
    words.extend(conference.minutes().and_then(|minutes| hints::length(minutes, conference.kind)));
    Ok(words)
}

async fn draw_date(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    frame: Frame,
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<Html, Failure> {
    let record = permit.record();
    let minutes = czech::plural::count(record.kind.usual_minutes(), "minuta", "minuty", "minut");
    let page = DatePage {
        frame,
        around: Around::of(house, permit).await?,
        hints: day_hints(house, record).await?,
        usual: format!("{} konference obvykle trvá {minutes}.", super::capital(record.kind.label())),
        version: shown_version(&form, record.version, conflict.is_some()),
        form,
        conflict,
    };
    answer(&page, page.conflict.is_some(), page.form.has_errors())
}

#[axum::debug_handler(state = House)]
pub(super) async fn date(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    query: Query,
) -> Result<Html, Denied> {
    let record = permit.record();
    let form = FormState::empty()
        .with_some("den", record.day.map(czech::dates::short))
        .with_some("od", record.from.map(|time| time.to_string()))
        .with_some("do", record.until.map(|time| time.to_string()));
    let frame = Frame::new(&house, permit.actor(), SECTION)
        .noticing(&query, &[("upozorneni", "Termín je uložený. Podívejte se, prosím, na upozornění.")]);
    Ok(draw_date(&house, &permit, frame, form, None).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn save_date(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION);
    let input = match forms::date(form.clone()) {
        Err(form) => return Ok(draw_date(&house, &permit, frame, form, None).await?.into_response()),
        Ok(input) => input,
    };
    let (id, version) = (permit.id(), forms::version(&form));
    let mut changed = permit.record().clone();
    (changed.day, changed.from, changed.until) = (Some(input.0), Some(input.1), Some(input.2));
    let permit = Arc::new(permit);
    if !actions::set_date(&house, &permit, version, input).await? {
        let now = store::find(permit.lookup(&house), id).await?.ok_or_else(Denied::hidden)?;
        if (now.day, now.from, now.until) != (changed.day, changed.from, changed.until) {
            let conflict = Some(Conflict { rows: vec![("Termín".to_owned(), when(&now))] });
            return Ok(draw_date(&house, &permit, frame, form, conflict).await?.into_response());
        }
    }
    let hinted = !day_hints(&house, &changed).await?.is_empty();
    Ok(if hinted {
        Onward::to(format!("{SECTION}/{id}/termin")).noticing("upozorneni").into_response()
    } else {
        Onward::to(format!("{SECTION}/{id}")).noticing("ulozeno").into_response()
    })
}

/// Whether somebody's safety is at risk in the case.
async fn concern(house: &House, permit: &Permit<Conference, EditConference>) -> Result<bool, Failure> {
    match permit.parent::<ReadCase>(house).await {
        Ok(case) => Ok(case.record().safety_concern),
        Err(Denied::Failed(failure)) => Err(failure),
        Err(_) => Ok(false),
    }
}

async fn draw_place(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<Html, Failure> {
    let concern = concern(house, permit).await?;
    let page = PlacePage {
        frame: Frame::new(house, permit.actor(), SECTION),
        around: Around::of(house, permit).await?,
        version: shown_version(&form, permit.version(), conflict.is_some()),
        form,
        concern,
        conflict,
    };
    answer(&page, page.conflict.is_some(), page.form.has_errors())
}

/// A place as rows of words.
fn place_rows(place: Option<&Place>) -> Vec<(String, String)> {
    let Some(place) = place else { return vec![("Místo".into(), "zatím nevyplněno".into())] };
    vec![
        ("Místo".into(), place.name.clone()),
        ("Adresa".into(), place.address.clone()),
        ("Jak se tam dostat".into(), place.access.clone()),
        ("Kde čekat".into(), place.waiting.clone()),
    ]
}

#[axum::debug_handler(state = House)]
pub(super) async fn place(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
) -> Result<Html, Denied> {
    let form = match &permit.record().place {
        None => FormState::empty(),
        Some(place) => FormState::empty()
            .with("nazev", place.name.clone())
            .with("adresa", place.address.clone())
            .with("pristup", place.access.clone())
            .with("cekani", place.waiting.clone()),
    };
    Ok(draw_place(&house, &permit, form, None).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn save_place(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let input = match forms::place(form.clone()) {
        Err(form) => return Ok(draw_place(&house, &permit, form, None).await?.into_response()),
        Ok(input) => input,
    };
    let (id, version) = (permit.id(), forms::version(&form));
    let concern = concern(&house, &permit).await?;
    let permit = Arc::new(permit);
    if !actions::set_place(&house, &permit, version, input.clone(), concern).await? {
        let now = store::find(permit.lookup(&house), id).await?.ok_or_else(Denied::hidden)?;
        if now.place.as_ref() != Some(&input) {
            let conflict = Some(Conflict { rows: place_rows(now.place.as_ref()) });
            return Ok(draw_place(&house, &permit, form, conflict).await?.into_response());
        }
    }
    Ok(Onward::to(format!("{SECTION}/{id}")).noticing("ulozeno").into_response())
}
