//! The page on which a conference is closed, and what it came to afterwards.

use super::near::{self, Near};
use super::staff::{Names, Row, row};
use crate::access::{Action, Denied, House, Permit, Reads};
use crate::conferences::{self, Around, Conference, State as ConferenceState};
use crate::follow_up::closing::{self, NotClosed};
use crate::follow_up::evaluation::{self, NotMade};
use crate::follow_up::model::SummaryWords;
use crate::follow_up::rules::{self, Standing};
use crate::follow_up::{CloseConference, FollowConference, ReadTasks, store};
use crate::kernel::{Failure, FormState};
use crate::plan;
use crate::shell::{Frame, Html, Input, Onward, Query, registry};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Longest summary.
const LONGEST: usize = 6000;

/// The conference that follows.
pub(in crate::follow_up) struct NextRow {
    pub(in crate::follow_up) href: String,
    pub(in crate::follow_up) look: &'static str,
    pub(in crate::follow_up) state: &'static str,
    pub(in crate::follow_up) when: String,
}

/// The evaluation in the office's file.
pub(in crate::follow_up) struct FiledRow {
    pub(in crate::follow_up) href: String,
    /// Whether it has its reference number.
    pub(in crate::follow_up) numbered: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "follow_up/pages/closing.html")]
pub(in crate::follow_up) struct ClosingPage {
    pub(in crate::follow_up) frame: Frame,
    pub(in crate::follow_up) around: Around,
    pub(in crate::follow_up) form: FormState,
    pub(in crate::follow_up) here: String,
    pub(in crate::follow_up) back: String,
    pub(in crate::follow_up) standing: Standing,
    pub(in crate::follow_up) open: Vec<Row>,
    /// Goals with what was said about them, in the order of time.
    pub(in crate::follow_up) goals: Vec<(String, String)>,
    /// Whether the scale can still be written on.
    pub(in crate::follow_up) scale_open: bool,
    pub(in crate::follow_up) sealed: bool,
    pub(in crate::follow_up) near: Near,
    /// When it was closed and what it came to.
    pub(in crate::follow_up) closed: Option<(String, String)>,
    /// The paper that says so.
    pub(in crate::follow_up) paper: Option<FiledRow>,
    pub(in crate::follow_up) may_evaluate: bool,
    pub(in crate::follow_up) may_close: bool,
    pub(in crate::follow_up) may_follow: bool,
    pub(in crate::follow_up) next: Option<NextRow>,
    /// What other slices know that whoever closes should know.
    pub(in crate::follow_up) panels: Vec<String>,
    /// What somebody typed while somebody else closed it.
    pub(in crate::follow_up) unsaved: Option<String>,
    /// It was not closed, because something changed since the page was shown.
    pub(in crate::follow_up) changed: bool,
}

const NOTICES: &[(&str, &str)] = &[
    ("uzavreno", "Konference je uzavřená."),
    ("vyhodnoceno", "Závěrečné vyhodnocení je ve spisu."),
    ("nejdriv", "Vyhodnocení jde vyhotovit, až konferenci uzavřete."),
    (
        "znovu",
        "Vyhodnocení zatím nevzniklo, u úkolů se mezitím něco změnilo. Stiskněte prosím Vyhotovit vyhodnocení ještě jednou.",
    ),
];

/// The conference that follows, for whoever works here.
async fn next<A: Action<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
) -> Result<Option<NextRow>, Failure> {
    let Some(id) = store::after::next(&house.queries, permit.id()).await? else { return Ok(None) };
    let Some(next) = conferences::listed(&house.queries, id).await? else { return Ok(None) };
    let (state, look) = next.tag();
    let when = next.day.map_or_else(|| "termín zatím není".into(), czech::dates::long_with_weekday);
    Ok(Some(NextRow { href: format!("/konference/{id}"), look, state, when }))
}

/// The evaluation, if it was filed.
async fn paper<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
) -> Result<Option<FiledRow>, Failure> {
    let filed = evaluation::filed(permit.lookup(house), permit.id()).await?;
    Ok(filed.map(|document| FiledRow {
        href: format!("/dokumenty/{}", document.id),
        numbered: document.reference_number.is_some(),
    }))
}

async fn draw<A: Action<Conference> + Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    query: Option<&Query>,
    form: FormState,
) -> Result<ClosingPage, Failure> {
    let (lookup, today, record) = (permit.lookup(house), house.clock.today(), permit.record());
    let tasks = store::of_conference(lookup, permit.id()).await?;
    let names = Names::load(house, permit).await?;
    let mut open = Vec::new();
    for one in tasks.iter().filter(|one| one.is_open()) {
        open.push(row(house, permit, &names, one).await?);
    }
    let mut goals = Vec::new();
    for goal in conferences::goals(lookup, permit.id()).await? {
        let said = plan::course(lookup, record, goal.id).await?;
        goals.push((permit.reveal(&goal.text).clone(), plan::course_words(&said)));
    }
    let closed = store::after::summary(lookup, permit.id()).await?;
    let frame = Frame::new(house, permit.actor(), "/konference");
    let conference = format!("/konference/{}", permit.id());
    let held = record.state == ConferenceState::Held;
    let may_close = held && permit.allows::<CloseConference>();
    Ok(ClosingPage {
        frame: match query {
            Some(query) => frame.noticing(query, NOTICES),
            None => frame,
        },
        around: Around::of(house, permit).await?,
        here: format!("{conference}/uzavrit"),
        back: format!("{conference}/ukoly"),
        standing: rules::standing(&tasks, today),
        open,
        goals,
        scale_open: held && permit.allows::<plan::ClosePlan>(),
        sealed: record.sealed.is_some(),
        near: near::load(house, permit).await?,
        closed: closed.map(|closed| {
            (czech::dates::long_with_weekday(closed.at.day()), permit.reveal(&closed.words).clone())
        }),
        paper: paper(house, permit).await?,
        may_evaluate: record.state == ConferenceState::Closed && permit.allows::<CloseConference>(),
        may_close,
        may_follow: permit.allows::<FollowConference>(),
        next: next(house, permit).await?,
        panels: if may_close {
            registry().draw("closing", house, permit.actor(), permit.id().uuid()).await?
        } else {
            Vec::new()
        },
        unsaved: None,
        changed: false,
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadTasks>,
    State(house): State<House>,
    query: Query,
) -> Result<Response, Denied> {
    // Nothing to close yet.
    if !matches!(permit.record().state, ConferenceState::Held | ConferenceState::Closed) {
        return Ok(Onward::to(format!("/konference/{}/ukoly", permit.id())).into_response());
    }
    Ok(Html::page(&draw(&house, &permit, Some(&query), FormState::empty()).await?)?.into_response())
}

/// What is to be seen before a conference is closed, and what was written.
fn read(form: &mut FormState, open: usize, sealed: bool) -> Option<String> {
    let words = form.required_text("souhrn", LONGEST, "Napište pár vět, k čemu konference došla.");
    let seen: usize = form.value("videno").parse().unwrap_or(0);
    if open > 0 && (!form.ticked("vim") || open > seen) {
        form.fail(
            "vim",
            "Některé úkoly nejsou hotové. Podívejte se na ně v části „Co zůstává otevřené“ a zaškrtněte, že to víte, nebo konferenci zatím neuzavírejte.",
        );
    }
    if !sealed && !form.ticked("vim_zapis") {
        form.fail(
            "vim_zapis",
            "Zápis není zapečetěný. Zapečeťte ho nejdřív, nebo zaškrtněte, že má zůstat tak, jak je.",
        );
    }
    words.filter(|_| !form.has_errors())
}

#[axum::debug_handler(state = House)]
pub(super) async fn close(
    permit: Permit<Conference, CloseConference>,
    State(house): State<House>,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(format!("/konference/{}/uzavrit", permit.id()));
    let typed = form.value("souhrn").trim().to_owned();
    if permit.record().state == ConferenceState::Closed {
        return closed_before(&house, &permit, (form, typed)).await;
    }
    let tasks = store::of_conference(permit.lookup(&house), permit.id()).await?;
    let open = rules::standing(&tasks, house.clock.today()).open;
    let Some(words) = read(&mut form, open, permit.record().sealed.is_some()) else {
        return Ok(Html::again(&draw(&house, &permit, None, form).await?)?.into_response());
    };
    let permit = Arc::new(permit);
    match closing::close(&house, &permit, SummaryWords::new(words), open).await {
        Ok(()) => Ok(to.noticing("uzavreno").into_response()),
        Err(NotClosed::Stale) => closed_before(&house, &permit, (form, typed)).await,
        Err(NotClosed::Failed(failure)) => Err(failure.into()),
    }
}

/// Somebody closed it before: the same words are one summary, others are given back beside it. Or something changed that
/// belongs to its end: then the page says so, with what was typed.
async fn closed_before(
    house: &House,
    permit: &Permit<Conference, CloseConference>,
    (form, typed): (FormState, String),
) -> Result<Response, Denied> {
    let to = Onward::to(format!("/konference/{}/uzavrit", permit.id()));
    match store::after::summary(permit.lookup(house), permit.id()).await? {
        None => {
            let mut page = draw(house, permit, None, form).await?;
            page.changed = true;
            Ok(Html::stale(&page)?.into_response())
        }
        Some(closed) if typed.is_empty() || *permit.reveal(&closed.words) == typed => {
            Ok(to.noticing("uzavreno").into_response())
        }
        Some(_) => {
            let mut page = draw(house, permit, None, FormState::empty()).await?;
            page.may_close = false;
            page.unsaved = Some(typed);
            Ok(Html::stale(&page)?.into_response())
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn evaluate(
    permit: Permit<Conference, CloseConference>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let to = Onward::to(format!("/konference/{}/uzavrit", permit.id()));
    let code = match evaluation::make(&house, &Arc::new(permit)).await {
        Ok(()) | Err(NotMade::Before) => "vyhodnoceno",
        Err(NotMade::Open) => "nejdriv",
        Err(NotMade::Changed) => "znovu",
        Err(NotMade::Failed(failure)) => return Err(failure.into()),
    };
    Ok(to.noticing(code).into_response())
}
