//! One question of the suitability check a page.

use super::super::answers::{CourtMotion, Step, Suitability};
use super::super::model::{Conference, State};
use super::super::policy::{AnswerConference, WeighConference};
use super::super::questions::{self, Group};
use super::super::{actions, forms, store};
use super::{Around, Conflict, SECTION, answer, shown_version};
use crate::access::{Action, Denied, House, Permit, Reads};
use crate::kernel::{Choice, Failure, FormState};
use crate::law::{self, LegalReference};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State as House_};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A paragraph on screen, with its warning.
pub(in crate::conferences) struct Paragraph {
    pub(in crate::conferences) citation: String,
    pub(in crate::conferences) wording: String,
    pub(in crate::conferences) warning: Option<&'static str>,
}

impl From<LegalReference> for Paragraph {
    fn from(reference: LegalReference) -> Self {
        Self { citation: reference.citation(), warning: reference.warning(), wording: reference.wording }
    }
}

/// The paragraph valid on a day, as this office has verified it.
pub(super) async fn paragraph(
    house: &House,
    conference: &Conference,
    code: &str,
) -> Result<Option<Paragraph>, Failure> {
    let today = house.clock.today();
    let found = law::reference_for(&house.queries, conference.office, code, today).await?;
    Ok(found.map(Paragraph::from))
}

/// One question.
#[derive(Template)]
#[template(path = "conferences/pages/question.html")]
pub(in crate::conferences) struct QuestionPage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) step: Step,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) groups: Vec<Group>,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) law: Option<Paragraph>,
    pub(in crate::conferences) conflict: Option<Conflict>,
}

impl QuestionPage {
    fn words(&self) -> (&'static str, &'static str) {
        questions::words(self.step)
    }
    fn back(&self) -> String {
        match self.step.previous() {
            Some(step) => format!("{}/vhodnost/{}", self.around.href, step.number()),
            None => self.around.href.clone(),
        }
    }
}

async fn draw<A: Reads<Conference> + Action<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    step: Step,
    form: FormState,
    check: &Suitability,
    conflict: Option<Conflict>,
) -> Result<Html, Failure> {
    let law = match step {
        Step::Motion => paragraph(house, permit.record(), law::codes::BEFORE_MOTION).await?,
        _ => None,
    };
    let page = QuestionPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        around: Around::of(house, permit).await?,
        step,
        groups: questions::groups(step),
        version: shown_version(&form, check.answers.get(&step).map_or(0, |a| a.version), conflict.is_some()),
        law,
        conflict,
        form,
    };
    answer(&page, page.conflict.is_some(), page.form.has_errors())
}

fn step_of(text: &str) -> Result<Step, Denied> {
    text.parse().ok().and_then(Step::from_number).ok_or_else(Denied::hidden)
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, WeighConference>,
    House_(house): House_<House>,
    Path((_, number)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Denied> {
    let step = step_of(&number)?;
    if permit.record().state != State::Considered || !permit.allows::<AnswerConference>() {
        return Ok(Onward::to(format!("{SECTION}/{}/vhodnost", permit.id())).into_response());
    }
    let check = store::suitability(permit.lookup(&house), permit.id()).await?.unwrap_or_default();
    let words = check.answers.get(&step).and_then(|answer| answer.words.as_ref());
    let form = questions::filled(step, &check, words.map(|words| permit.reveal(words).as_str()));
    let form = form.with("zpet", query.0.value("zpet"));
    Ok(draw(&house, &permit, step, form, &check, None).await?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, AnswerConference>,
    House_(house): House_<House>,
    Path((_, number)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let step = step_of(&number)?;
    let version = forms::version(&form).max(0);
    let answer = match questions::read(form.clone(), step, version) {
        Err(form) => {
            let check = store::suitability(permit.lookup(&house), permit.id()).await?.unwrap_or_default();
            return Ok(draw(&house, &permit, step, form, &check, None).await?.into_response());
        }
        Ok(answer) => answer,
    };
    let codes = answer.codes.clone();
    let permit = Arc::new(permit);
    if !actions::answer(&house, &permit, step, answer).await? {
        let check = store::suitability(permit.lookup(&house), permit.id()).await?.unwrap_or_default();
        let stored = check.answers.get(&step);
        let words = stored.and_then(|s| s.words.as_ref()).map(|words| permit.reveal(words).clone());
        let typed = czech::lines::clean_text(form.value("slovy"));
        // The same form sent twice is no conflict.
        let same = stored.is_some_and(|s| s.codes == codes) && words.clone().unwrap_or_default() == typed;
        if !same {
            let mut rows = vec![("Odpověď".to_owned(), questions::said(step, &check).join(", "))];
            rows.extend(words.map(|words| ("Slovy".to_owned(), words)));
            let conflict = Some(Conflict { rows });
            return Ok(draw(&house, &permit, step, form, &check, conflict).await?.into_response());
        }
    }
    Ok(Onward::to(onward(permit.id(), step, &form)).into_response())
}

/// The next question; the result when there is none, or when somebody came from there to change one answer.
fn onward(id: crate::kernel::Id<Conference>, step: Step, form: &FormState) -> String {
    match step.next() {
        Some(next) if !form.is("zpet", "vysledek") => format!("{SECTION}/{id}/vhodnost/{}", next.number()),
        _ => format!("{SECTION}/{id}/vhodnost"),
    }
}

/// Whether the answer asks for the paragraph on motions.
pub(super) fn motion(check: &Suitability) -> bool {
    matches!(check.motion(), Some(CourtMotion::Planned | CourtMotion::Considered))
}
