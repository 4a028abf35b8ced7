//! Cover: who stands in for whom.

use super::super::{CoverRecord, EndCover, actions, forms, policy, rules};
use crate::access::{Actor, Denied, House, Permit, Personal};
use crate::identity::store::Cover;
use crate::identity::{Role, Staff, store};
use crate::kernel::{Day, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// A cover as listed.
pub(in super::super) struct Line {
    pub(in super::super) id: Id<Cover>,
    pub(in super::super) absent: String,
    pub(in super::super) deputy: String,
    pub(in super::super) days: String,
    pub(in super::super) now: bool,
    pub(in super::super) may_end: bool,
}

#[derive(Template)]
#[template(path = "administration/pages/covers.html")]
pub(in super::super) struct CoversPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) lines: Vec<Line>,
    pub(in super::super) heads: bool,
    pub(in super::super) absent: Vec<(String, String)>,
    pub(in super::super) deputies: Vec<(String, String)>,
    pub(in super::super) form: FormState,
}

/// Whether a person enters cover for everybody of their office.
fn for_all(actor: &Actor) -> bool {
    actor.heads(actor.office) || policy::administers(actor)
}

async fn page(house: &House, actor: &Actor, form: FormState) -> Result<CoversPage, Failure> {
    let colleagues = store::staff_of_office(&house.queries, actor.office).await?;
    let covers = store::covers(&house.queries, actor.office, actor.today).await?;
    let name =
        |id: Id<Staff>| colleagues.iter().find(|c| c.id == id).map_or_else(String::new, |c| c.name().full());
    let all = for_all(actor);
    let lines = covers
        .into_iter()
        .filter(|cover| all || cover.absent == actor.id || cover.deputy == actor.id)
        .map(|cover| Line {
            id: cover.id,
            absent: name(cover.absent),
            deputy: name(cover.deputy),
            days: czech::dates::date_range(cover.from, cover.to),
            now: covers_day(&cover, actor.today),
            may_end: all || cover.absent == actor.id,
        })
        .collect();
    let pairs = |but: Option<Id<Staff>>| {
        colleagues
            .iter()
            .filter(|c| c.active && Some(c.id) != but)
            .map(|c| (c.id.to_string(), c.name().full()))
            .collect::<Vec<_>>()
    };
    Ok(CoversPage {
        frame: Frame::new(house, actor, "/sprava"),
        lines,
        heads: all,
        absent: pairs(None),
        deputies: pairs(if all { None } else { Some(actor.id) }),
        form,
    })
}

fn covers_day(cover: &Cover, day: Day) -> bool {
    cover.from <= day && day <= cover.to
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    Personal(actor): Personal,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let fresh: Id<Cover> = Id::fresh(house.clock.now());
    let form = FormState::empty().with("nove_id", fresh.to_string());
    let mut page = page(&house, &actor, form).await?;
    page.frame = page.frame.noticing(
        &query,
        &[
            ("zapsano", "Zastupování je zapsané. Platí samo od prvního do posledního dne."),
            ("ukonceno", "Zastupování je ukončené."),
        ],
    );
    Ok(Html::page(&page)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    Personal(actor): Personal,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let colleagues = store::staff_of_office(&house.queries, actor.office).await?;
    // Who does not enter cover for all can only name their own deputy.
    let absent = if for_all(&actor) { None } else { Some(actor.id) };
    let read = forms::cover(form, absent, &colleagues, house.clock.now());
    let (cover, form) = match read {
        Err(form) => return Ok(Html::again(&page(&house, &actor, form).await?)?.into_response()),
        Ok(read) => read,
    };
    let objection = rules::cover_objection(
        cover.absent == actor.id,
        actor.roles.has(Role::Administrator),
        store::roles_of(&house.queries, cover.absent).await?,
        cover.absent == cover.deputy,
        cover.deputy == actor.id,
        (cover.from, cover.to),
        actor.today,
    );
    if let Some((field, sentence)) = objection {
        let page = page(&house, &actor, form.failed(field, sentence)).await?;
        return Ok(Html::again(&page)?.into_response());
    }
    actions::add_cover(&house, &actor, cover).await?;
    Ok(Onward::to("/sprava/zastupovani").noticing("zapsano").into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn end(
    permit: Permit<CoverRecord, EndCover>,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    actions::end_cover(&house, permit).await?;
    Ok(Onward::to("/sprava/zastupovani").noticing("ukonceno"))
}
