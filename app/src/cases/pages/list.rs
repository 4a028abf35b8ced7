//! The list of cases and the search by name.

use super::parts::SECTION;
use crate::access::{Actor, Denied, House, Listing, Permit, Ties};
use crate::cases::store::search::{Hit, Kind, Within, search};
use crate::cases::{CaseFile, ReadCase, actions, store};
use crate::identity::{self, Staff};
use crate::kernel::{Choice, FormState, Id, Page};
use crate::shell::{Evenly, Frame, Html, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;

/// Hits that are shown at most.
const MOST_HITS: i64 = 60;

/// A case in the list.
pub(crate) struct CaseRow {
    pub href: String,
    pub title: String,
    pub mark: String,
    pub coordinator: String,
    pub safety: bool,
}

/// Something found.
pub(crate) struct HitRow {
    pub href: String,
    pub label: String,
    pub what: String,
    pub case: String,
    pub closed: bool,
}

#[derive(Template)]
#[template(path = "cases/pages/list.html")]
pub(crate) struct ListPage {
    pub frame: Frame,
    pub form: FormState,
    /// Whether something was searched for.
    pub searched: bool,
    /// Whether too little was typed to search.
    pub too_short: bool,
    pub hits: Vec<HitRow>,
    /// Whether more was found than is shown.
    pub many: bool,
    pub cases: Vec<CaseRow>,
    pub number: u32,
    pub more: bool,
    pub may_open: bool,
    /// Whether the whole office is listed.
    pub whole_office: bool,
    pub closed: bool,
    /// Whether the reader heads the office.
    pub heads: bool,
}

/// Whether a person sees all cases of the office.
pub(super) fn sees_office(actor: &Actor) -> bool {
    actor.heads(actor.office) || actor.protects_data_of(actor.office)
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    listing: Listing,
    State(house): State<House>,
    query: Query,
) -> Result<Response, Denied> {
    let actor = listing.actor();
    let frame = Frame::new(&house, actor, SECTION).noticing(
        &query,
        &[("vymazano", "Případ je vymazaný. V auditní stopě zůstalo, kdo a kdy to udělal.")],
    );
    let words = czech::lines::clean_line(query.0.value("hledat"));
    let mut page = ListPage {
        frame,
        form: FormState::empty().with("hledat", words.chars().take(100).collect::<String>()),
        searched: !words.is_empty(),
        too_short: !words.is_empty() && czech::folding::prefix_range(&words).is_none(),
        hits: Vec::new(),
        many: false,
        cases: Vec::new(),
        number: query.0.value("strana").parse::<u32>().unwrap_or(1).clamp(1, 10_000),
        more: false,
        may_open: actions::may_open(actor),
        whole_office: sees_office(actor),
        closed: query.0.is("stav", "uzavrene"),
        heads: actor.heads(actor.office),
    };
    if page.searched {
        page.hits = find(&house, &listing, &words).await?;
        page.many = page.hits.len() >= 50;
    } else {
        fill(&house, &listing, &mut page).await?;
    }
    let answer = Html::page(&page)?.into_response();
    Ok(if page.searched { Evenly::SEARCH.mark(answer) } else { answer })
}

async fn fill(house: &House, listing: &Listing, page: &mut ListPage) -> Result<(), Denied> {
    let actor = listing.actor();
    let part = store::Part {
        open: !page.closed,
        limit: Page::<()>::limit(),
        offset: Page::<()>::offset(page.number),
    };
    let rows: Vec<(CaseFile, Ties)> = if page.whole_office {
        store::of_office(&house.queries, actor.office, part).await?
    } else {
        store::of_worker(&house.queries, actor.id, actor.office, actor.today, part).await?
    };
    let staff = identity::store::staff_of_office(&house.queries, actor.office).await?;
    // Cut first: what is not shown leaves no trace of having been seen.
    let cut = Page::cut(rows, page.number);
    page.more = cut.more;
    page.cases = listing
        .sieve::<CaseFile, ReadCase>(cut.rows)
        .iter()
        .map(|permit| CaseRow {
            href: format!("/pripady/{}", permit.id()),
            title: permit.reveal(&permit.record().title).clone(),
            mark: permit.reveal(&permit.record().file_mark).clone(),
            coordinator: name_of(&staff, permit.record().coordinator),
            safety: permit.record().safety_concern,
        })
        .collect();
    Ok(())
}

/// The name of a member of the office.
pub(super) fn name_of(staff: &[Staff], id: Id<Staff>) -> String {
    staff.iter().find(|s| s.id == id).map_or_else(|| "neznámý účet".to_owned(), |s| s.name().full())
}

async fn find(house: &House, listing: &Listing, words: &str) -> Result<Vec<HitRow>, Denied> {
    let actor = listing.actor();
    let within = if sees_office(actor) {
        Within::Office(actor.office)
    } else {
        Within::Worker(actor.id, actor.today, actor.office)
    };
    let hits = search(&house.queries, within, words, MOST_HITS).await?;
    // One case may be found by several names; its permit is made once.
    let mut cases: BTreeMap<Id<CaseFile>, (CaseFile, Ties)> = BTreeMap::new();
    for hit in &hits {
        cases.entry(hit.case.id).or_insert_with(|| (hit.case.clone(), hit.ties));
    }
    let permits: BTreeMap<Id<CaseFile>, Permit<CaseFile, ReadCase>> = listing
        .sieve::<CaseFile, ReadCase>(cases.into_values().collect())
        .into_iter()
        .map(|permit| (permit.id(), permit))
        .collect();
    Ok(hits.iter().filter_map(|hit| Some(row(permits.get(&hit.case.id)?, hit))).collect())
}

/// A hit as shown to whom may read its case.
fn row(permit: &Permit<CaseFile, ReadCase>, hit: &Hit) -> HitRow {
    let case = format!("/pripady/{}", permit.id());
    let (kind, subject) = (hit.kind, hit.subject);
    let href = match kind {
        Kind::Case => case,
        Kind::Child => format!("{case}#dite-{subject}"),
        Kind::Person => format!("{case}#osoba-{subject}"),
    };
    HitRow {
        href,
        label: permit.reveal(&hit.label).clone(),
        what: kind.label().to_owned(),
        case: format!(
            "{}, {}",
            permit.reveal(&permit.record().title),
            permit.reveal(&permit.record().file_mark)
        ),
        closed: permit.record().closed,
    }
}
