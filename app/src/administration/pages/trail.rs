//! Pages of the trail: who saw and changed what.

use super::super::{ReadTrail, actions, policy, store as own_store};
use crate::access::{Denied, House, Listing, Lookup, Permit, Personal};
use crate::audit::{self, Listed};
use crate::cases::{CaseFile, ReadCase};
use crate::identity::{Office, Staff, store};
use crate::kernel::{Failure, FormState, Id, Page};
use crate::shell::{Frame, Html, Onward, Query, registry};
use askama::Template;
use axum::extract::State;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An event as a Czech sentence.
pub(in super::super) struct Line {
    pub(in super::super) number: i64,
    pub(in super::super) when: String,
    pub(in super::super) who: String,
    pub(in super::super) what: &'static str,
    pub(in super::super) mark: Option<(Uuid, String)>,
}

/// The result of the last verification.
pub(in super::super) struct Checked {
    pub(in super::super) when: String,
    pub(in super::super) whole: bool,
    pub(in super::super) events: String,
    pub(in super::super) broken_at: i64,
}

#[derive(Template)]
#[template(path = "administration/pages/trail.html")]
pub(in super::super) struct TrailPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) heading: String,
    pub(in super::super) base: String,
    /// Where to verify; empty on the installation's page.
    pub(in super::super) verify: String,
    pub(in super::super) checked: Option<Checked>,
    pub(in super::super) page: Page<Line>,
    pub(in super::super) kinds: Vec<(String, String)>,
    pub(in super::super) people: Vec<(String, String)>,
    pub(in super::super) form: FormState,
    pub(in super::super) filter: String,
}

#[axum::debug_handler(state = House)]
pub(super) async fn own(Personal(actor): Personal) -> Onward {
    Onward::to(format!("/sprava/urady/{}/auditni-stopa", actor.office))
}

/// All kinds of events by their Czech labels.
pub(in super::super) fn kinds() -> Vec<(String, String)> {
    let mut kinds: Vec<(String, String)> = registry()
        .0
        .iter()
        .flat_map(|capability| capability.events.iter())
        .map(|kind| (kind.code.to_owned(), kind.label.to_owned()))
        .collect();
    for code in ["case.read", "case.listed"] {
        kinds.push((code.to_owned(), registry().event_label(code).to_owned()));
    }
    kinds.sort_by_cached_key(|(_, label)| czech::collation::sort_key(label));
    kinds
}

/// What the filter asks for.
struct Wanted {
    code: String,
    person: Option<Uuid>,
    number: u32,
}

impl Wanted {
    fn read(query: &Query) -> Self {
        let code = query.0.value("udalost");
        // Only codes that exist: anything else lists all.
        let known = kinds().iter().any(|(known, _)| known == code);
        Self {
            code: if known { code.to_owned() } else { String::new() },
            person: query.0.id::<Staff>("kdo").map(Id::uuid),
            number: query.0.value("strana").parse().unwrap_or(1).max(1),
        }
    }

    fn form(&self) -> FormState {
        let person = self.person.map(|id| id.to_string());
        FormState::empty().with("udalost", &self.code).with_some("kdo", person)
    }

    /// For the links to other pages.
    fn filter(&self) -> String {
        let person = self.person.map(|id| format!("&kdo={id}")).unwrap_or_default();
        let code = if self.code.is_empty() { String::new() } else { format!("&udalost={}", self.code) };
        format!("{code}{person}")
    }
}

/// Names of the people in a list of events.
async fn names(house: &House, events: &[Listed]) -> Result<BTreeMap<Uuid, String>, Failure> {
    let mut names = BTreeMap::new();
    for actor in events.iter().filter(|e| e.who == "staff").filter_map(|e| e.actor) {
        if names.contains_key(&actor) {
            continue;
        }
        let staff = store::find_staff(&house.queries, Id::from_uuid(actor)).await?;
        names.insert(actor, staff.map_or_else(|| "neznámý účet".to_owned(), |s| s.name().full()));
    }
    Ok(names)
}

/// File marks of the cases in a list of events, for whom the case's own policy lets read them.
async fn marks(
    lookup: Lookup<'_>,
    listing: &Listing,
    events: &[Listed],
) -> Result<BTreeMap<Uuid, String>, Failure> {
    let actor = listing.actor();
    let cases: BTreeSet<Uuid> = events.iter().filter_map(|event| event.case).collect();
    let mut records = Vec::new();
    for case in cases {
        let found = match crate::cases::find_case(lookup, Id::from_uuid(case)).await {
            // A case whose key was destroyed has no mark to show.
            Ok(None) | Err(Failure::Destroyed) => continue,
            Ok(Some(found)) => found,
            Err(failure) => return Err(failure),
        };
        let ties = crate::access::store::ties(lookup.queries(), case, actor.id, actor.today).await?;
        records.push((found, ties));
    }
    let permits = listing.sieve::<CaseFile, ReadCase>(records);
    let mark = |permit: &Permit<CaseFile, ReadCase>| permit.reveal(&permit.record().file_mark).clone();
    Ok(permits.iter().map(|permit| (permit.id().uuid(), mark(permit))).collect())
}

fn lines(events: Vec<Listed>, names: &BTreeMap<Uuid, String>, marks: &BTreeMap<Uuid, String>) -> Vec<Line> {
    let who = |event: &Listed| match (event.who.as_str(), event.actor) {
        ("staff", Some(actor)) => names.get(&actor).cloned().unwrap_or_default(),
        ("outsider", _) => "pozvaný člověk".to_owned(),
        _ => "Případovka".to_owned(),
    };
    events
        .into_iter()
        .map(|event| Line {
            number: event.sequence,
            when: czech::dates::local_moment(event.moment.timestamp()),
            who: who(&event),
            what: registry().event_label(&event.code),
            mark: event.case.and_then(|case| Some((case, marks.get(&case)?.clone()))),
        })
        .collect()
}

/// What the last verification found.
async fn last_check(house: &House, office: Uuid) -> Result<Option<Checked>, Failure> {
    let found = audit::list_by_office(&house.queries, office, "trail.verified", 1, 0).await?;
    Ok(found.into_iter().next().map(|event| {
        let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap_or_default();
        let number = |name: &str| detail.get(name).and_then(serde_json::Value::as_i64).unwrap_or(0);
        Checked {
            when: czech::dates::local_moment(event.moment.timestamp()),
            whole: detail.get("whole").and_then(serde_json::Value::as_bool).unwrap_or(false),
            events: czech::plural::count(number("events"), "událost", "události", "událostí"),
            broken_at: number("broken_at"),
        }
    }))
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Office, ReadTrail>,
    listing: Listing,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let wanted = Wanted::read(&query);
    let (office, actor) = (permit.record(), permit.actor());
    let paging = (Page::<()>::limit(), Page::<()>::offset(wanted.number));
    let events =
        own_store::events(&house.queries, office.id.uuid(), &wanted.code, wanted.person, paging).await?;
    let names = names(&house, &events).await?;
    let marks = marks(permit.lookup(&house), &listing, &events).await?;
    let people = store::staff_of_office(&house.queries, office.id).await?;
    let base = format!("/sprava/urady/{}/auditni-stopa", office.id);
    Ok(Html::page(&TrailPage {
        frame: Frame::new(&house, actor, "/sprava")
            .noticing(&query, &[("overeno", "Stopa je přepočítaná. Výsledek je níže.")]),
        heading: format!("Auditní stopa: {}", office.name),
        verify: format!("{base}/overit"),
        base,
        checked: last_check(&house, office.id.uuid()).await?,
        page: Page::cut(lines(events, &names, &marks), wanted.number),
        kinds: kinds(),
        people: people.iter().map(|s| (s.id.to_string(), s.name().full())).collect(),
        form: wanted.form(),
        filter: wanted.filter(),
    })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn verify(
    permit: Permit<Office, ReadTrail>,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    let back = format!("/sprava/urady/{}/auditni-stopa", permit.id());
    actions::verify_trail(&house, permit).await?;
    Ok(Onward::to(back).noticing("overeno"))
}

#[axum::debug_handler(state = House)]
pub(super) async fn installation(
    Personal(actor): Personal,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    if !policy::administers(&actor) {
        return Err(Denied::refused("Stopu instalace čte správce."));
    }
    let wanted = Wanted::read(&query);
    let paging = (Page::<()>::limit(), Page::<()>::offset(wanted.number));
    let events = own_store::events(&house.queries, Uuid::nil(), &wanted.code, wanted.person, paging).await?;
    let names = names(&house, &events).await?;
    Ok(Html::page(&TrailPage {
        frame: Frame::new(&house, &actor, "/sprava"),
        heading: "Stopa instalace".to_owned(),
        verify: String::new(),
        base: "/sprava/auditni-stopa/instalace".to_owned(),
        checked: None,
        page: Page::cut(lines(events, &names, &BTreeMap::new()), wanted.number),
        kinds: kinds(),
        people: Vec::new(),
        form: wanted.form(),
        filter: wanted.filter(),
    })?)
}
