//! Pages of handing a case over to another office.

use super::parts::{CaseHead, SECTION, done, told_apart, with_fresh};
use crate::access::{Denied, House, Listing, Permit, Reads, Ties};
use crate::cases::model::{Handover, HandoverReason, HandoverState};
use crate::cases::policy::{DecideHandover, HandOver, ReadHandover, TakeBack};
use crate::cases::{CaseFile, actions, forms, store};
use crate::identity::{self, Office, Role};
use crate::kernel::{Choice, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Html, Input, Onward, PanelContext, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Hand-overs that a head's page lists.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "cases/pages/hand_over.html")]
pub(crate) struct HandOverPage {
    pub frame: Frame,
    pub case: CaseHead,
    pub form: FormState,
    /// Offices that can take a case over.
    pub offices: Vec<(String, String)>,
    /// Address of the hand-over that waits already.
    pub waiting: Option<String>,
}

type OnCase = Permit<CaseFile, HandOver>;

async fn ask_form(
    house: &House,
    permit: &OnCase,
    form: FormState,
) -> Result<(HandOverPage, Vec<Id<Office>>), Denied> {
    let offered = store::handovers::receiving(&house.queries, permit.record().office).await?;
    let waiting = store::handovers::waiting(permit.lookup(house), permit.id()).await?;
    let page = HandOverPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        case: CaseHead::of(permit),
        form,
        offices: offered
            .iter()
            .map(|(id, name, title)| (id.to_string(), format!("{name} – {title}")))
            .collect(),
        waiting: waiting.map(|id| format!("/postoupeni/{id}")),
    };
    Ok((page, offered.into_iter().map(|(id, ..)| id).collect()))
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_page(permit: OnCase, State(house): State<House>) -> Result<Html, Denied> {
    let form = with_fresh::<Handover>(&house, FormState::empty());
    Ok(Html::page(&ask_form(&house, &permit, form).await?.0)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (again, offered) = ask_form(&house, &permit, form.clone()).await?;
    if again.waiting.is_some()
        && form.id::<Handover>("nove_id").map(|id| format!("/postoupeni/{id}")) != again.waiting
    {
        return Ok(Html::stale(&again)?.into_response());
    }
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now()));
    match forms::hand_over(form, &offered) {
        // It was asked for already: the page says so, and nothing is left to correct.
        Err(form) if again.waiting.is_some() => {
            Ok(Html::stale(&HandOverPage { form, ..again })?.into_response())
        }
        Err(form) => Ok(Html::again(&HandOverPage { form, ..again })?.into_response()),
        Ok((to, reason)) => {
            let onward = Onward::to(format!("/postoupeni/{id}")).noticing("pozadano");
            let outcome = actions::ask_handover(&house, &Arc::new(permit), id, to, reason).await;
            let form = told_apart::<Handover>(&house, &outcome, again.form.clone());
            done(outcome, onward, || HandOverPage { form, ..again })
        }
    }
}

/// A hand-over in a list.
pub(crate) struct HandoverRow {
    pub href: String,
    pub mark: String,
    pub other: String,
    /// Whether it comes to the reader's office.
    pub incoming: bool,
    pub asked: String,
    pub state: &'static str,
    pub waits: bool,
    pub decided: Option<String>,
}

#[derive(Template)]
#[template(path = "cases/pages/handovers.html")]
pub(crate) struct HandoversPage {
    pub frame: Frame,
    pub rows: Vec<HandoverRow>,
}

async fn office_title(house: &House, id: Id<Office>) -> Result<String, Failure> {
    let office = identity::store::find_office(&house.queries, id).await?;
    Ok(office.map_or_else(|| "neznámý úřad".to_owned(), |office| office.title))
}

fn at(moment: Moment) -> String {
    czech::dates::local_moment(moment.timestamp())
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(listing: Listing, State(house): State<House>) -> Result<Html, Denied> {
    let actor = listing.actor();
    if !actor.heads(actor.office) {
        return Err(Denied::refused("Postoupené případy vidí vedoucí oddělení."));
    }
    let found = store::handovers::of_office(&house.queries, actor.office, MOST).await?;
    let records = found.into_iter().map(|handover| (handover, Ties::NONE)).collect();
    let mut rows = Vec::new();
    for permit in listing.sieve::<Handover, ReadHandover>(records) {
        let handover = permit.record();
        let incoming = handover.to == actor.office;
        rows.push(HandoverRow {
            href: format!("/postoupeni/{}", handover.id),
            mark: permit.reveal(&handover.mark).clone(),
            other: office_title(&house, if incoming { handover.from } else { handover.to }).await?,
            incoming,
            asked: at(handover.asked),
            state: handover.state.label(),
            waits: handover.state == HandoverState::Asked,
            decided: handover.decided.map(at),
        });
    }
    Ok(Html::page(&HandoversPage { frame: Frame::new(&house, actor, SECTION), rows })?)
}

#[derive(Template)]
#[template(path = "cases/pages/handover.html")]
pub(crate) struct HandoverPage {
    pub frame: Frame,
    pub href: String,
    pub mark: String,
    pub from: String,
    pub to: String,
    pub asked: String,
    pub state: &'static str,
    pub decided: Option<String>,
    /// Why: for the sending office, and for the receiving one once the case is theirs.
    pub reason: Option<String>,
    /// Why it was refused.
    pub answer: Option<String>,
    /// Address of the case, for the office that keeps it.
    pub case_href: Option<String>,
    pub may_decide: bool,
    pub may_take_back: bool,
    pub coordinators: Vec<(String, String)>,
    pub form: FormState,
    pub version: i64,
    pub stale: bool,
}

/// Who of an office can coordinate a case.
async fn coordinators(house: &House, office: Id<Office>) -> Result<Vec<(String, String)>, Failure> {
    let mut found = Vec::new();
    for staff in identity::store::staff_of_office(&house.queries, office).await? {
        let roles = identity::store::roles_of(&house.queries, staff.id).await?;
        if staff.active && roles.any(&[Role::SocialWorker, Role::OfficeHead]) {
            found.push((staff.id.to_string(), staff.name().full()));
        }
    }
    Ok(found)
}

async fn page<A: Reads<Handover>>(
    house: &House,
    permit: &Permit<Handover, A>,
    form: FormState,
) -> Result<HandoverPage, Denied> {
    let (handover, actor) = (permit.record(), permit.actor());
    let sends = actor.heads(handover.from);
    let theirs = handover.state == HandoverState::Accepted && actor.heads(handover.to);
    let may_decide = permit.allows::<DecideHandover>();
    let words = |words: &Option<HandoverReason>| words.as_ref().map(|words| permit.reveal(words).clone());
    let keeps = if handover.state == HandoverState::Accepted { theirs } else { sends };
    Ok(HandoverPage {
        frame: Frame::new(house, actor, SECTION),
        href: format!("/postoupeni/{}", permit.id()),
        mark: permit.reveal(&handover.mark).clone(),
        from: office_title(house, handover.from).await?,
        to: office_title(house, handover.to).await?,
        asked: at(handover.asked),
        state: handover.state.label(),
        decided: handover.decided.map(at),
        reason: if sends || theirs { words(&handover.reason) } else { None },
        answer: words(&handover.answer),
        case_href: keeps.then(|| format!("/pripady/{}", handover.case)),
        may_decide,
        may_take_back: permit.allows::<TakeBack>(),
        coordinators: if may_decide { coordinators(house, handover.to).await? } else { Vec::new() },
        form,
        version: permit.version(),
        stale: false,
    })
}

const NOTICES: &[(&str, &str)] = &[
    ("pozadano", "Úřad jste požádali o převzetí. Dokud případ nepřevezme, nic se nemění."),
    ("odmitnuto", "Převzetí jste odmítli. Případ zůstává úřadu, který ho postupoval."),
    ("zpet", "Postoupení jste vzali zpět. Případ zůstává vám."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Handover, ReadHandover>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let mut page = page(&house, &permit, FormState::empty()).await?;
    page.frame = page.frame.noticing(&query, NOTICES);
    Ok(Html::page(&page)?)
}

type OnDecision = Permit<Handover, DecideHandover>;

#[axum::debug_handler(state = House)]
pub(super) async fn accept(
    permit: OnDecision,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let mut again = page(&house, &permit, form.clone()).await?;
    if form.version() != Some(permit.version()) {
        again.stale = true;
        return Ok(Html::stale(&again)?.into_response());
    }
    let offered = again.coordinators.iter().filter_map(|(id, _)| id.parse().ok()).collect::<Vec<_>>();
    let Some(to) = form.id("koordinator").filter(|id| offered.contains(id)) else {
        again.form = form.failed("koordinator", "Vyberte, kdo bude případ u vás koordinovat.");
        return Ok(Html::again(&again)?.into_response());
    };
    let onward = Onward::to(format!("/pripady/{}", permit.record().case)).noticing("prevzato");
    again.stale = true;
    done(actions::accept(&house, &Arc::new(permit), to).await, onward, || again)
}

#[axum::debug_handler(state = House)]
pub(super) async fn refuse(
    permit: OnDecision,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let mut again = page(&house, &permit, form.clone()).await?;
    if form.version() != Some(permit.version()) {
        again.stale = true;
        return Ok(Html::stale(&again)?.into_response());
    }
    match forms::refusal(form) {
        Err(form) => {
            again.form = form;
            Ok(Html::again(&again)?.into_response())
        }
        Ok(answer) => {
            again.stale = true;
            let onward = Onward::to(again.href.clone()).noticing("odmitnuto");
            done(actions::refuse(&house, &Arc::new(permit), answer).await, onward, || again)
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn take_back(
    permit: Permit<Handover, TakeBack>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let mut again = page(&house, &permit, form.clone()).await?;
    again.stale = true;
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&again)?.into_response());
    }
    let onward = Onward::to(again.href.clone()).noticing("zpet");
    done(actions::take_back(&house, &Arc::new(permit)).await, onward, || again)
}

#[derive(Template)]
#[template(path = "cases/pages/handover_panel.html")]
pub(crate) struct HandoverPanel {
    pub waiting: i64,
}

/// On the head's day: that another office asks them to take a case over. It names none.
pub(in crate::cases) async fn panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let actor = context.actor;
    if !actor.heads(actor.office) {
        return Ok(None);
    }
    let waiting = store::handovers::waiting_for(&context.house.queries, actor.office).await?;
    if waiting == 0 {
        return Ok(None);
    }
    Ok(Some(HandoverPanel { waiting }.render()?))
}
