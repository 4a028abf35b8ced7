//! Pages of openings: asking for one, reading one, ending it, and the panel of those who are told.

use super::parts::{SECTION, done};
use crate::access::{Denied, House, Listing, Permit, Ties, remaining};
use crate::cases::actions::{self, Answered, Stopped};
use crate::cases::policy::{AllowAgain, EndOpening, ReadOpening, SeeOpening, may_open_for_reason};
use crate::cases::rules::opening::OpeningTime;
use crate::cases::{Opening, forms, store};
use crate::identity::{self, Staff};
use crate::kernel::{Choice, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Html, Input, Onward, PanelContext, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Openings that the head's page lists.
const MOST: i64 = 50;

/// An opening in a list.
pub(crate) struct OpeningRow {
    pub href: String,
    pub who: String,
    pub case: String,
    pub since: String,
    /// What is left, when it lives.
    pub left: Option<String>,
    /// How it ended, when it does not.
    pub over: String,
    /// Version for ending it right here; nothing when the reader cannot.
    pub end: Option<i64>,
}

#[derive(Template)]
#[template(path = "cases/pages/open.html")]
pub(crate) struct OpenPage {
    pub frame: Frame,
    pub form: FormState,
    pub times: Vec<(String, String, String)>,
    /// The person's own live openings.
    pub own: Vec<OpeningRow>,
    /// Openings in the office, for its head and officer.
    pub office: Option<Vec<OpeningRow>>,
}

impl OpenPage {
    pub(crate) fn new(frame: Frame, form: FormState) -> Self {
        let times =
            OpeningTime::ALL.iter().map(|t| (t.code().to_owned(), t.label().to_owned(), String::new()));
        Self { frame, form, times: times.collect(), own: Vec::new(), office: None }
    }
}

const REFUSED: &str = "Mimořádně nahlížet mohou sociální pracovníci úřadu.";

/// How an opening that does not live ended.
fn over(opening: &Opening) -> String {
    let at = |moment: Moment| czech::dates::local_moment(moment.timestamp());
    match opening.ended {
        Some(ended) => format!("ukončeno {}", at(ended)),
        None => format!("skončilo {}", at(opening.expires)),
    }
}

async fn name_of(house: &House, id: Id<Staff>) -> Result<String, Failure> {
    let staff = identity::store::find_staff(&house.queries, id).await?;
    Ok(staff.map_or_else(|| "neznámý účet".to_owned(), |s| s.name().full()))
}

async fn row(house: &House, permit: &Permit<Opening, ReadOpening>) -> Result<OpeningRow, Failure> {
    let (opening, now) = (permit.record(), house.clock.now());
    let lives = opening.lives(now);
    Ok(OpeningRow {
        href: format!("/nahlednuti/{}", opening.id),
        who: name_of(house, opening.staff).await?,
        case: format!("{}, {}", permit.reveal(&opening.title), permit.reveal(&opening.mark)),
        since: czech::dates::local_moment(opening.opened.timestamp()),
        left: remaining(opening.expires, now).filter(|_| lives),
        over: if lives { String::new() } else { over(opening) },
        end: (lives && permit.allows::<EndOpening>()).then_some(opening.version),
    })
}

async fn page(house: &House, listing: &Listing, form: FormState) -> Result<OpenPage, Denied> {
    let actor = listing.actor();
    let mut page = OpenPage::new(Frame::new(house, actor, SECTION), form);
    let now = house.clock.now();
    let rows = |openings: Vec<Opening>| openings.into_iter().map(|o| (o, Ties::NONE)).collect();
    let live = store::openings::live_of(&house.queries, actor.id, now).await?;
    for permit in listing.sieve::<Opening, ReadOpening>(rows(live)) {
        page.own.push(row(house, &permit).await?);
    }
    if actor.heads(actor.office) || actor.protects_data_of(actor.office) {
        let all = store::openings::of_office(&house.queries, actor.office, MOST).await?;
        let mut list = Vec::new();
        for permit in listing.sieve::<Opening, ReadOpening>(rows(all)) {
            list.push(row(house, &permit).await?);
        }
        page.office = Some(list);
    }
    Ok(page)
}

#[axum::debug_handler(state = House)]
pub(super) async fn open_page(
    listing: Listing,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let actor = listing.actor();
    if !may_open_for_reason(actor) && !actor.protects_data_of(actor.office) {
        return Err(Denied::refused(REFUSED));
    }
    let form = super::parts::with_fresh::<Opening>(&house, FormState::empty())
        .with("doba", OpeningTime::TwoHours.code());
    let mut page = page(&house, &listing, form).await?;
    page.frame = page.frame.noticing(&query, NOTICES);
    Ok(Html::page(&page)?)
}

const NOTICES: &[(&str, &str)] = &[
    ("videno", "Vzali jste to na vědomí."),
    ("ukonceno", "Nahlédnutí je ukončené."),
    ("povoleno", "Další nahlédnutí je zase možné."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn open(
    listing: Listing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let actor = listing.actor().clone();
    if !may_open_for_reason(&actor) {
        return Err(Denied::refused(REFUSED));
    }
    let asked = match forms::opening_for_reason(form.clone(), Id::fresh(house.clock.now())) {
        Ok(asked) => asked,
        Err(form) => return Ok(Html::again(&page(&house, &listing, form).await?)?.into_response()),
    };
    let answered = match actions::open_for_reason(&house, &actor, asked).await {
        Ok(answered) => answered,
        // The same form a second time: the opening stands among the person's own.
        Err(Stopped::Already | Stopped::Otherwise | Stopped::Stale) => {
            return Ok(Onward::to("/nahlednuti").into_response());
        }
        Err(Stopped::Failed(failure)) => return Err(failure.into()),
    };
    let answer = match answered {
        Answered::Open(case) => {
            let onward = Onward::to(format!("/pripady/{case}")).noticing("nahlednuti");
            return Ok(onward.into_response());
        }
        Answered::NoCase => {
            "Pod touto značkou jsme ve vašem úřadu jediný případ nenašli. Zkontrolujte ji celou, i rok. I tento pokus je zapsaný."
        }
        Answered::Barred => {
            "Vedoucí vám do tohoto případu další mimořádné nahlédnutí nedovoluje. Domluvte se, prosím, přímo s ním nebo s ní."
        }
        Answered::TooMany => {
            "Dnes už jste zkusili několik značek, ke kterým případ není. Další zkoušení dnes nejde, obraťte se na vedoucí nebo vedoucího."
        }
    };
    let page = page(&house, &listing, form.failed("spisova_znacka", answer)).await?;
    Ok(Html::again(&page)?.into_response())
}

#[derive(Template)]
#[template(path = "cases/pages/opening.html")]
pub(crate) struct OpeningPage {
    pub frame: Frame,
    pub href: String,
    pub who: String,
    pub case: String,
    /// Address of the case, for those who may open it now.
    pub case_href: Option<String>,
    pub reason: String,
    pub since: String,
    pub until: String,
    pub left: Option<String>,
    pub over: String,
    pub barred: bool,
    pub version: i64,
    pub may_see: bool,
    pub may_end: bool,
    /// Whether ending may rule out further ones.
    pub may_bar: bool,
    pub may_allow: bool,
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Opening, ReadOpening>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let opening = permit.record();
    let now = house.clock.now();
    let lives = opening.lives(now);
    let case = permit.parent::<crate::cases::ReadCase>(&house).await.ok();
    let at = |moment: Moment| czech::dates::local_moment(moment.timestamp());
    let heads = permit.actor().heads(opening.office);
    let page = OpeningPage {
        frame: Frame::new(&house, permit.actor(), SECTION).noticing(&query, NOTICES),
        href: format!("/nahlednuti/{}", permit.id()),
        who: name_of(&house, opening.staff).await?,
        // Once it is over its holder reads the mark, not the name of the family.
        case: match &case {
            Some(case) => format!("{}, {}", case.reveal(&case.record().title), permit.reveal(&opening.mark)),
            None => permit.reveal(&opening.mark).clone(),
        },
        case_href: case.map(|case| format!("/pripady/{}", case.id())),
        reason: opening.reason.as_ref().map(|reason| permit.reveal(reason).clone()).unwrap_or_default(),
        since: at(opening.opened),
        until: at(opening.expires),
        left: remaining(opening.expires, now).filter(|_| lives),
        over: if lives { String::new() } else { over(opening) },
        barred: opening.barred,
        version: permit.version(),
        may_see: permit.allows::<SeeOpening>()
            && !store::openings::has_seen(&house.queries, permit.id(), permit.actor().id).await?,
        may_end: lives && permit.allows::<EndOpening>(),
        may_bar: heads && !opening.barred,
        may_allow: permit.allows::<AllowAgain>(),
    };
    Ok(Html::page(&page)?)
}

/// Said when the act came too late: the page shows how it stands now.
#[derive(Template)]
#[template(path = "cases/pages/opening_over.html")]
struct OverPage {
    frame: Frame,
    href: String,
}

fn too_late<A: crate::access::Reads<Opening>>(house: &House, permit: &Permit<Opening, A>) -> OverPage {
    OverPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        href: format!("/nahlednuti/{}", permit.id()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn end(
    permit: Permit<Opening, EndOpening>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let late = too_late(&house, &permit);
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&late)?.into_response());
    }
    let own = permit.actor().id == permit.record().staff;
    let to = if own { "/nahlednuti".to_owned() } else { late.href.clone() };
    let outcome = actions::end_opening(&house, &Arc::new(permit), form.ticked("dal")).await;
    done(outcome, Onward::to(to).noticing("ukonceno"), || late)
}

#[axum::debug_handler(state = House)]
pub(super) async fn allow(
    permit: Permit<Opening, AllowAgain>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let late = too_late(&house, &permit);
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&late)?.into_response());
    }
    let onward = Onward::to(late.href.clone()).noticing("povoleno");
    done(actions::allow(&house, &Arc::new(permit)).await, onward, || late)
}

#[axum::debug_handler(state = House)]
pub(super) async fn see(
    permit: Permit<Opening, SeeOpening>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let late = too_late(&house, &permit);
    let to = if form.is("zpet", "den") { "/".to_owned() } else { late.href.clone() };
    done(actions::mark_seen(&house, &Arc::new(permit)).await, Onward::to(to).noticing("videno"), || late)
}

/// An opening on the day of somebody who is told. It names no case: the page behind it does.
pub(crate) struct UnseenRow {
    pub href: String,
    pub who: String,
    pub when: String,
}

#[derive(Template)]
#[template(path = "cases/pages/unseen_panel.html")]
pub(crate) struct UnseenPanel {
    pub rows: Vec<UnseenRow>,
}

/// Openings on the day of the coordinator and the head, until they say that they have seen them.
pub(in crate::cases) async fn unseen_panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let (house, actor) = (context.house, context.actor);
    let queries = &house.queries;
    let mut unseen =
        store::openings::unseen_by_coordinator(queries, actor.office, actor.id, actor.today).await?;
    if actor.heads(actor.office) {
        for row in store::openings::unseen_by_head(queries, actor.office, actor.id).await? {
            if !unseen.iter().any(|known| known.id == row.id) {
                unseen.push(row);
            }
        }
    }
    if unseen.is_empty() {
        return Ok(None);
    }
    let mut rows = Vec::new();
    for opening in unseen {
        let left = remaining(opening.expires, context.now).filter(|_| !opening.ended);
        let since = czech::dates::local_moment(opening.opened.timestamp());
        rows.push(UnseenRow {
            href: format!("/nahlednuti/{}", opening.id),
            who: name_of(house, opening.staff).await?,
            when: match left {
                Some(left) => format!("{since}, ještě {left}"),
                None => format!("{since}, už skončilo"),
            },
        });
    }
    Ok(Some(UnseenPanel { rows }.render()?))
}
