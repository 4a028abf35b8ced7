//! Pages of cases.

use super::{CaseFile, ReadCase, actions, forms, store};
use crate::access::{Actor, Denied, House, Permit, Personal, Routes};
use crate::kernel::{FormState, Page};
use crate::shell::{Frame, Html, Input, Onward, Query, registry};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// The routes of cases.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/pripady", list)
        .get("/pripady/novy", new_page)
        .post("/pripady/novy", create)
        .get("/pripady/{pripad}", show)
}

#[derive(Template)]
#[template(path = "cases/pages/list.html")]
struct ListPage {
    frame: Frame,
    page: Page<Permit<CaseFile, ReadCase>>,
    may_open: bool,
}

#[axum::debug_handler(state = House)]
async fn list(Personal(actor): Personal, State(house): State<House>, query: Query) -> Result<Html, Denied> {
    let number = query.0.value("strana").parse().unwrap_or(1);
    let rows = store::of_worker(
        &house.queries,
        actor.id,
        actor.office,
        actor.today,
        store::Part { open: true, limit: Page::<()>::limit(), offset: Page::<()>::offset(number) },
    )
    .await?;
    let page = Page::cut(Permit::sieve(&actor, rows), number);
    let frame = Frame::new(&house, &actor, "/pripady");
    Ok(Html::page(&ListPage { frame, page, may_open: actions::may_open(&actor) })?)
}

#[derive(Template)]
#[template(path = "cases/pages/new.html")]
struct NewPage {
    frame: Frame,
    form: FormState,
}

impl NewPage {
    fn new(house: &House, actor: &Actor, form: FormState) -> Self {
        Self { frame: Frame::new(house, actor, "/pripady"), form }
    }
}

#[axum::debug_handler(state = House)]
async fn new_page(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    if !actions::may_open(&actor) {
        return Err(Denied::refused("Případ zakládá sociální pracovník nebo vedoucí."));
    }
    Ok(Html::page(&NewPage::new(&house, &actor, FormState::empty()))?)
}

#[axum::debug_handler(state = House)]
async fn create(
    Personal(actor): Personal,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    if !actions::may_open(&actor) {
        return Err(Denied::refused("Případ zakládá sociální pracovník nebo vedoucí."));
    }
    match forms::new_case(form, crate::kernel::Id::fresh(house.clock.now())) {
        Err(form) => Ok(Html::again(&NewPage::new(&house, &actor, form))?.into_response()),
        Ok(new) => {
            let id = actions::open(&house, &actor, new).await?;
            Ok(Onward::to(format!("/pripady/{id}")).noticing("zalozeno").into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "cases/pages/show.html")]
struct ShowPage {
    frame: Frame,
    permit: Permit<CaseFile, ReadCase>,
    panels: Vec<String>,
}

#[axum::debug_handler(state = House)]
async fn show(
    permit: Permit<CaseFile, ReadCase>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let panels = registry().draw("case", &house, permit.actor(), permit.id().uuid()).await?;
    let frame = Frame::new(&house, permit.actor(), "/pripady")
        .noticing(&query, &[("zalozeno", "Případ je založený. Doplňte děti a lidi kolem nich.")]);
    Ok(Html::page(&ShowPage { frame, permit, panels })?)
}
