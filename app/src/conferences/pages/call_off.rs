//! Postponing and cancelling a convened conference, with a reason.

use super::super::actions::{self, keeping};
use super::super::model::{Conference, DecisionKind, State};
use super::super::policy::EditConference;
use super::super::{forms, store};
use super::{Around, SECTION, answer, fresh_id, shown_version, when};
use crate::access::{Denied, House, Permit};
use crate::kernel::{Failure, FormState};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A confirm page with a reason.
#[derive(Template)]
#[template(path = "conferences/pages/call_off.html")]
pub(in crate::conferences) struct CallOffPage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) cancel: bool,
    pub(in crate::conferences) when: String,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) new_id: String,
    pub(in crate::conferences) stale: bool,
}

impl CallOffPage {
    fn here(&self) -> &'static str {
        if self.cancel { "Zrušit" } else { "Odložit" }
    }
}

/// Only what was convened can be called off.
fn convened(permit: &Permit<Conference, EditConference>) -> Result<(), Denied> {
    match permit.record().state {
        State::Convened | State::Postponed => Ok(()),
        _ => Err(Denied::refused("Odložit nebo zrušit jde jen svolanou konferenci.")),
    }
}

async fn draw(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    form: FormState,
    cancel: bool,
    stale: bool,
) -> Result<Html, Failure> {
    let typed = form.value("nove_id").to_owned();
    let page = CallOffPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        around: Around::of(house, permit).await?,
        when: when(permit.record()),
        version: shown_version(&form, permit.version(), stale),
        new_id: if typed.is_empty() { fresh_id::<()>(house.clock.now()).to_string() } else { typed },
        form,
        cancel,
        stale,
    };
    answer(&page, stale, page.form.has_errors())
}

async fn act(
    house: &House,
    permit: Permit<Conference, EditConference>,
    form: FormState,
    verdict: DecisionKind,
) -> Result<Response, Denied> {
    let cancel = verdict == DecisionKind::Cancel;
    let id = permit.id();
    let done = if cancel { "zruseno" } else { "odlozeno" };
    let (decision, words) = match forms::reason(form.clone()) {
        Err(form) => return Ok(draw(house, &permit, form, cancel, false).await?.into_response()),
        Ok(input) => input,
    };
    let input = keeping(permit.record(), decision, forms::version(&form), verdict, Some(words));
    let permit = Arc::new(permit);
    if !actions::call_off(house, &permit, input).await? {
        let now = store::find(permit.lookup(house), id).await?.ok_or_else(Denied::hidden)?;
        let reached = if cancel { State::Cancelled } else { State::Postponed };
        if now.state != reached {
            return Ok(draw(house, &permit, form, cancel, true).await?.into_response());
        }
    }
    Ok(Onward::to(format!("{SECTION}/{id}")).noticing(done).into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn postpone_page(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
) -> Result<Html, Denied> {
    convened(&permit)?;
    Ok(draw(&house, &permit, FormState::empty(), false, false).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn postpone(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    convened(&permit)?;
    act(&house, permit, form, DecisionKind::Postpone).await
}

#[axum::debug_handler(state = House)]
pub(super) async fn cancel_page(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
) -> Result<Html, Denied> {
    convened(&permit)?;
    Ok(draw(&house, &permit, FormState::empty(), true, false).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn cancel(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    convened(&permit)?;
    act(&house, permit, form, DecisionKind::Cancel).await
}
