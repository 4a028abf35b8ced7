//! Pages of conferences: the list, the beginning, and what surrounds all others.

mod agenda;
mod call_off;
mod decision;
mod goals;
mod planning;
mod question;

pub(super) use agenda::{AgendaPage, rows as agenda_rows};
pub(super) use decision::{Decided, ResultPage, Said};
pub(super) use goals::{GoalsPage, lines as goal_lines};
pub(super) use planning::{DatePage, PlacePage};
pub(super) use question::{Paragraph, QuestionPage};

use super::model::{Conference, State};
use super::policy::LookBack;
use super::{EditConference, LeadConference, ReadConference, WeighConference, actions, store};
use crate::access::{Action, Denied, House, Listing, Permit, Routes};
use crate::cases::{CaseFile, EditCase, ReadCase};
use crate::kernel::{Choice, Failure, Id, Moment, Page};
use crate::shell::{Frame, Html, Input, NavEntry, Onward, PanelContext, Query};
use askama::Template;
use axum::extract::State as House_;

/// The address that these pages belong to in the navigation.
pub(super) const SECTION: &str = "/konference";

/// The entry of the navigation.
pub(super) const NAV: &[NavEntry] = &[NavEntry { order: 30, label: "Konference", href: SECTION, roles: &[] }];

/// The routes of conferences.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get("/konference", list)
        .post("/pripady/{pripad}/konference/nova", start)
        .get("/konference/{konference}/vhodnost/{_krok}", question::show)
        .post("/konference/{konference}/vhodnost/{_krok}", question::save)
        .get("/konference/{konference}/vhodnost", decision::show)
        .post("/konference/{konference}/vhodnost", decision::decide)
        .post("/konference/{konference}/znovu", decision::reconsider)
        .get("/konference/{konference}/cile", goals::show)
        .post("/konference/{konference}/cile", goals::save)
        .get("/konference/{konference}/termin", planning::date)
        .post("/konference/{konference}/termin", planning::save_date)
        .get("/konference/{konference}/misto", planning::place)
        .post("/konference/{konference}/misto", planning::save_place);
    routes
        .get("/konference/{konference}/program", agenda::show)
        .post("/konference/{konference}/program", agenda::save)
        .get("/konference/{konference}/odlozit", call_off::postpone_page)
        .post("/konference/{konference}/odlozit", call_off::postpone)
        .get("/konference/{konference}/zrusit", call_off::cancel_page)
        .post("/konference/{konference}/zrusit", call_off::cancel)
}

/// Where a page stands: the way back to case and conference.
#[derive(Clone, Debug)]
pub struct Around {
    /// Address of the conference.
    pub href: String,
    /// The case: address and file mark; none for whoever may not open the case.
    pub case: Option<(String, String)>,
    /// The parts of the conference that this person may open.
    pub steps: Vec<Part>,
}

/// A part of a conference's pages.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its name in the navigation.
    pub label: &'static str,
    /// The rest of its address.
    pub path: &'static str,
    /// How much is missing there; 0 is not told.
    pub missing: usize,
}

/// The parts that somebody may open, in the order of the work.
fn steps<A: Action<Conference>>(permit: &Permit<Conference, A>, knows_case: bool) -> Vec<Part> {
    let plans = permit.allows::<EditConference>();
    let all = [
        (true, "Co zbývá", ""),
        (permit.allows::<WeighConference>(), "Vhodnost", "/vhodnost"),
        (plans, "Cíle", "/cile"),
        (plans, "Termín", "/termin"),
        (plans, "Místo", "/misto"),
        (plans, "Program", "/program"),
        (true, "Účastníci", "/ucastnici"),
        (true, "Pozvánky", "/pozvanky"),
        (knows_case, "Podklady", "/podklady"),
        (true, "Příprava", "/priprava"),
        (permit.allows::<LeadConference>(), "Jednání", "/jednani"),
        (knows_case, "Zápis", "/zapis"),
        (permit.allows::<LookBack>(), "Z minula", "/minule"),
        (knows_case, "Úkoly", "/ukoly"),
        (knows_case, "Zpětná vazba", "/zpetna-vazba"),
        (knows_case, "Dokumenty", "/dokumenty"),
    ];
    all.into_iter()
        .filter(|(may, ..)| *may)
        .map(|(_, label, path)| Part { label, path, missing: 0 })
        .collect()
}

/// Parts that not everybody who knows the conference may open.
const SOMETIMES_CLOSED: [&str; 12] = [
    "vhodnost",
    "cile",
    "termin",
    "misto",
    "program",
    "podklady",
    "jednani",
    "zapis",
    "minule",
    "ukoly",
    "zpetna-vazba",
    "dokumenty",
];

impl Around {
    /// An invented one, for samples of pages.
    #[must_use]
    pub fn sample() -> Self {
        let case = ("/pripady/018f0000-0000-7000-8000-000000000118".to_owned(), "Om 118/2026".to_owned());
        let parts = [
            ("Co zbývá", ""),
            ("Účastníci", "/ucastnici"),
            ("Pozvánky", "/pozvanky"),
            ("Podklady", "/podklady"),
            ("Příprava", "/priprava"),
            ("Jednání", "/jednani"),
        ];
        let steps = parts.into_iter().map(|(label, path)| Part { label, path, missing: 0 }).collect();
        let href = format!("{SECTION}/018f0000-0000-7000-8000-000000000004");
        Self { href, case: Some(case), steps }
    }

    /// Around a conference that somebody works on.
    ///
    /// # Errors
    /// Database errors.
    pub async fn of<A>(house: &House, permit: &Permit<Conference, A>) -> Result<Self, Failure>
    where
        A: Action<Conference>,
    {
        let case = match permit.parent::<ReadCase>(house).await {
            Ok(case) => Some(case),
            Err(Denied::Failed(failure)) => return Err(failure),
            Err(_) => None,
        };
        Ok(Self::with(permit, case.as_ref()))
    }

    /// Around a conference whose case was opened already, for those who may know it.
    #[must_use]
    pub fn with<A>(permit: &Permit<Conference, A>, case: Option<&Permit<CaseFile, ReadCase>>) -> Self
    where
        A: Action<Conference>,
    {
        let steps = steps(permit, case.is_some());
        let case = case.map(|case| {
            let mark = case.reveal(&case.record().file_mark).clone();
            (format!("/pripady/{}", case.id()), mark)
        });
        Self { href: format!("{SECTION}/{}", permit.id()), case, steps }
    }

    /// Whether this person may open an address below the conference, as far as it belongs to one of its parts.
    #[must_use]
    pub fn opens(&self, path: &str) -> bool {
        let part = path.split('/').nth(1).unwrap_or_default();
        let shown = self.steps.iter().any(|step| step.path.trim_start_matches('/') == part);
        shown || !SOMETIMES_CLOSED.contains(&part)
    }

    /// With the number of what is missing at one of its parts.
    #[must_use]
    pub fn missing(mut self, path: &str, missing: usize) -> Self {
        for step in self.steps.iter_mut().filter(|step| step.path == path) {
            step.missing = missing;
        }
        self
    }
}

/// What is stored now, beside what was typed: for a page that somebody else changed meanwhile.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Label and stored words.
    pub rows: Vec<(String, String)>,
}

/// The version that the form of a page carries: what was shown when the person began to type; the stored one on a
/// fresh page, and where both versions are shown.
#[must_use]
pub fn shown_version(form: &crate::kernel::FormState, stored: i64, conflict: bool) -> i64 {
    match form.value("verze").parse() {
        Ok(typed) if !conflict => typed,
        _ => stored,
    }
}

/// A page of a record that is shown in one of three ways.
pub(super) fn answer<T: Template>(page: &T, conflict: bool, errors: bool) -> Result<Html, Failure> {
    if conflict {
        Html::stale(page)
    } else if errors {
        Html::again(page)
    } else {
        Html::page(page)
    }
}

/// A row of a list of conferences.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) mark: String,
    pub(super) when: String,
    pub(super) kind: &'static str,
    pub(super) state: State,
}

/// When a conference is, or what is known instead.
pub(super) fn when(conference: &Conference) -> String {
    match (conference.day, conference.from, conference.until) {
        (Some(day), Some(from), Some(until)) => {
            format!("{}, {from}–{until}", czech::dates::long_with_weekday(day))
        }
        (Some(day), ..) => czech::dates::long_with_weekday(day),
        (None, ..) => conference.remind_on.map_or_else(
            || "termín zatím není".into(),
            |day| format!("vrátit se k tomu {}", czech::dates::short(day)),
        ),
    }
}

#[derive(Template)]
#[template(path = "conferences/pages/list.html")]
pub(super) struct ListPage {
    pub(super) frame: Frame,
    pub(super) page: Page<Row>,
    pub(super) waiting: Vec<Row>,
}

async fn rows(house: &House, permits: Vec<Permit<Conference, ReadConference>>) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::with_capacity(permits.len());
    for permit in permits {
        let (title, mark) = match permit.parent::<ReadCase>(house).await {
            Ok(case) => {
                (case.reveal(&case.record().title).clone(), case.reveal(&case.record().file_mark).clone())
            }
            Err(Denied::Failed(failure)) => return Err(failure),
            Err(_) => ("Případová konference".to_owned(), String::new()),
        };
        let record = permit.record();
        rows.push(Row {
            href: format!("{SECTION}/{}", permit.id()),
            title,
            mark,
            when: when(record),
            kind: record.kind.label(),
            state: record.state,
        });
    }
    Ok(rows)
}

#[axum::debug_handler(state = House)]
async fn list(listing: Listing, House_(house): House_<House>, query: Query) -> Result<Html, Denied> {
    let actor = listing.actor();
    let number = query.0.value("strana").parse().unwrap_or(1);
    let (limit, offset) = (Page::<()>::limit(), Page::<()>::offset(number));
    let mine = store::of_worker(&house.queries, actor.id, actor.today, limit, offset).await?;
    let cut = Page::cut(mine, number);
    let permits = listing.sieve::<_, ReadConference>(cut.rows);
    let page = Page { rows: rows(&house, permits).await?, number: cut.number, more: cut.more };
    // The head sees what waits in the whole office, whoever works on it.
    let waiting = if actor.heads(actor.office) {
        let viewer = (actor.id, actor.today);
        let office = store::of_office(&house.queries, actor.office, State::Considered, viewer, 50, 0).await?;
        rows(&house, listing.sieve::<_, ReadConference>(office)).await?
    } else {
        Vec::new()
    };
    Ok(Html::page(&ListPage { frame: Frame::new(&house, actor, SECTION), page, waiting })?)
}

#[axum::debug_handler(state = House)]
async fn start(
    permit: Permit<CaseFile, EditCase>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let id = form.id::<Conference>("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now()));
    let case = permit.id();
    actions::consider(&house, permit, id).await?;
    // An identifier that belongs to another case leads nowhere: its own page decides who may see it.
    let own = store::of_case(&house.queries, case).await?.iter().any(|c| c.id == id);
    Ok(if own {
        Onward::to(format!("{SECTION}/{id}/vhodnost/1"))
    } else {
        Onward::to(format!("/pripady/{case}"))
    })
}

#[derive(Template)]
#[template(path = "conferences/pages/case_panel.html")]
pub(super) struct CasePanel {
    pub(super) start: Option<(String, Id<Conference>)>,
    pub(super) rows: Vec<Row>,
}

/// Conferences on the page of their case, with the button that begins another one.
pub(super) async fn case_panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let case = Id::<CaseFile>::from_uuid(context.subject);
    let ties = crate::access::store::ties(
        &context.house.queries,
        context.subject,
        context.actor.id,
        context.actor.today,
    )
    .await?;
    let conferences = store::of_case(&context.house.queries, case).await?;
    let rows = conferences
        .iter()
        .map(|conference| Row {
            href: format!("{SECTION}/{}", conference.id),
            title: format!("{} konference", capital(conference.kind.label())),
            mark: String::new(),
            when: when(conference),
            kind: conference.kind.label(),
            state: conference.state,
        })
        .collect();
    let may = ties.works_on() || context.actor.roles.has(crate::identity::Role::OfficeHead);
    let start = may.then(|| (format!("/pripady/{case}/konference/nova"), fresh_id(context.now)));
    Ok(Some(CasePanel { start, rows }.render()?))
}

/// An identifier for a form that makes a record.
pub(super) fn fresh_id<T>(now: Moment) -> Id<T> {
    Id::fresh(now)
}

/// With a capital first letter.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
