//! The result of the suitability check, and the head's decision on the same page.

use super::super::actions::{self, DecisionInput};
use super::super::answers::{Step, Suitability};
use super::super::model::{Alternative, Conference, Decision, DecisionKind, Kind, State};
use super::super::policy::{AnswerConference, DecideConference, ReconsiderConference, WeighConference};
use super::super::rules::{self, Result as Weighed};
use super::super::{forms, questions, store};
use super::question::{Paragraph, motion, paragraph};
use super::{Around, SECTION, capital, fresh_id, shown_version};
use crate::access::{Action, Denied, House, Permit, Reads};
use crate::identity::store::find_staff;
use crate::kernel::{Choice, Failure, FormState};
use crate::law;
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// One answer as shown.
pub(in crate::conferences) struct Said {
    pub(in crate::conferences) step: Step,
    pub(in crate::conferences) what: Vec<String>,
    pub(in crate::conferences) words: Option<String>,
}

/// One decision as shown.
pub(in crate::conferences) struct Decided {
    pub(in crate::conferences) what: String,
    pub(in crate::conferences) who: String,
    pub(in crate::conferences) words: Option<String>,
    pub(in crate::conferences) overrode: bool,
}

/// The result page.
#[derive(Template)]
#[template(path = "conferences/pages/result.html")]
pub(in crate::conferences) struct ResultPage {
    pub(in crate::conferences) frame: Frame,
    pub(in crate::conferences) around: Around,
    pub(in crate::conferences) state: State,
    pub(in crate::conferences) complete: bool,
    pub(in crate::conferences) first_open: i64,
    pub(in crate::conferences) result: Weighed,
    pub(in crate::conferences) said: Vec<Said>,
    pub(in crate::conferences) law: Option<Paragraph>,
    pub(in crate::conferences) decisions: Vec<Decided>,
    pub(in crate::conferences) may_answer: bool,
    pub(in crate::conferences) may_decide: bool,
    pub(in crate::conferences) may_reconsider: bool,
    pub(in crate::conferences) form: FormState,
    pub(in crate::conferences) version: i64,
    pub(in crate::conferences) new_id: String,
    pub(in crate::conferences) stale: bool,
}

type Triples = Vec<(&'static str, String, &'static str)>;

impl ResultPage {
    fn verdicts(&self) -> Triples {
        vec![
            (
                DecisionKind::Convene.code(),
                "Svolat konferenci".into(),
                "Případ povede dál plán: cíle, lidé, termín.",
            ),
            (
                DecisionKind::NotNow.code(),
                "Teď ne".into(),
                "Vrátíme se k tomu v určený den. I to je úplné rozhodnutí.",
            ),
            (
                DecisionKind::OtherWay.code(),
                "Nejdřív jiná cesta".into(),
                "Zkusíme něco jiného a podíváme se, jestli to pomohlo.",
            ),
        ]
    }
    fn kinds(&self) -> Triples {
        Kind::ALL.iter().map(|kind| (kind.code(), capital(kind.label()), kind.explanation())).collect()
    }
    fn ways(&self) -> Triples {
        Alternative::ALL.iter().map(|way| (way.code(), capital(way.label()), way.explanation())).collect()
    }
}

/// What was decided, in words.
fn decided_words(decision: &Decision) -> String {
    let until = decision.until.map(czech::dates::short);
    match decision.verdict {
        DecisionKind::Convene => format!("Svolat: {} konference.", decision.kind.label()),
        DecisionKind::NotNow => match until {
            Some(day) => format!("Teď ne, vrátit se k tomu {day}."),
            None => "Teď ne.".into(),
        },
        DecisionKind::OtherWay => {
            let way = decision.alternative.map_or("jiná cesta", Choice::label);
            match until {
                Some(day) => format!("Nejdřív jiná cesta: {way}. Podívat se {day}."),
                None => format!("Nejdřív jiná cesta: {way}."),
            }
        }
        DecisionKind::Reconsider => "Znovu posoudit.".into(),
        DecisionKind::Postpone => "Odložit.".into(),
        DecisionKind::Cancel => "Zrušit.".into(),
    }
}

async fn draw<A: Reads<Conference> + Action<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    frame: Frame,
    form: FormState,
    stale: bool,
) -> Result<Html, Failure> {
    let lookup = permit.lookup(house);
    let check = store::suitability(lookup, permit.id()).await?.unwrap_or_default();
    let mut decisions = Vec::new();
    for decision in store::decisions(lookup, permit.id()).await? {
        let staff = find_staff(&house.queries, decision.by).await?;
        let who = staff.map_or_else(String::new, |staff| staff.name().full());
        decisions.push(Decided {
            what: decided_words(&decision),
            who: format!("{who}, {}", czech::dates::short(decision.at.day())),
            words: decision.words.as_ref().map(|words| permit.reveal(words).clone()),
            overrode: decision.overrode,
        });
    }
    let law = match motion(&check) {
        true => paragraph(house, permit.record(), law::codes::BEFORE_MOTION).await?,
        false => paragraph(house, permit.record(), law::codes::CONFERENCE).await?,
    };
    let result = rules::recommend(&check);
    let form = if form.pairs().is_empty() { form.with("druh", result.kind.code()) } else { form };
    let page = ResultPage {
        around: Around::of(house, permit).await?,
        state: permit.record().state,
        complete: check.complete(),
        first_open: check.first_open().map_or(1, Step::number),
        said: said(permit, &check),
        result,
        law,
        decisions,
        may_answer: permit.allows::<AnswerConference>(),
        may_decide: permit.allows::<DecideConference>() && permit.record().state == State::Considered,
        may_reconsider: permit.allows::<ReconsiderConference>(),
        version: shown_version(&form, permit.version(), stale),
        new_id: fresh_id::<()>(house.clock.now()).to_string(),
        frame,
        form,
        stale,
    };
    super::answer(&page, stale, page.form.has_errors())
}

fn said<A: Reads<Conference> + Action<Conference>>(
    permit: &Permit<Conference, A>,
    check: &Suitability,
) -> Vec<Said> {
    let words = |step: &Step| {
        let answer = check.answers.get(step)?;
        answer.words.as_ref().map(|words| permit.reveal(words).clone())
    };
    Step::ALL
        .iter()
        .map(|step| Said { step: *step, what: questions::said(*step, check), words: words(step) })
        .collect()
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, WeighConference>,
    House_(house): House_<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION).noticing(
        &query,
        &[
            ("rozhodnuto", "Rozhodnutí je uložené i s důvodem."),
            ("znovu", "Konference se zase zvažuje. Odpovědi zůstaly, můžete je upravit."),
        ],
    );
    Ok(draw(&house, &permit, frame, FormState::empty(), false).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn decide(
    permit: Permit<Conference, DecideConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION);
    let id = permit.id();
    let check = store::suitability(permit.lookup(&house), id).await?.unwrap_or_default();
    if permit.record().state != State::Considered {
        let same = forms::version(&form) < permit.version();
        // Already decided: by the same form sent twice, or by somebody else meanwhile. Both see what holds.
        return Ok(if same {
            Onward::to(format!("{SECTION}/{id}/vhodnost")).into_response()
        } else {
            draw(&house, &permit, frame, form, true).await?.into_response()
        });
    }
    if !check.complete() {
        let form = form.failed("", "Ještě nejsou zodpovězené všechny otázky.");
        return Ok(draw(&house, &permit, frame, form, false).await?.into_response());
    }
    let weighed = rules::recommend(&check);
    let input: DecisionInput = match forms::decision(form.clone(), &weighed, house.clock.today()) {
        Err(form) => return Ok(draw(&house, &permit, frame, form, false).await?.into_response()),
        Ok(input) => input,
    };
    let convened = input.verdict == DecisionKind::Convene;
    let permit = Arc::new(permit);
    if !actions::decide(&house, &permit, input).await? {
        return Ok(draw(&house, &permit, frame, form, true).await?.into_response());
    }
    let to = if convened { format!("{SECTION}/{id}/cile") } else { format!("{SECTION}/{id}/vhodnost") };
    Ok(Onward::to(to).noticing("rozhodnuto").into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn reconsider(
    permit: Permit<Conference, ReconsiderConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let id = permit.id();
    let decision = form.id::<()>("nove_id").unwrap_or_else(|| fresh_id(house.clock.now()));
    let done = actions::reconsider(&house, permit, decision.uuid()).await?;
    let to = Onward::to(format!("{SECTION}/{id}/vhodnost"));
    Ok(if done { to.noticing("znovu") } else { to })
}

impl ResultPage {
    /// Whether the plan can be gone on with.
    fn planned(&self) -> bool {
        matches!(self.state, State::Convened | State::Postponed)
    }
}
