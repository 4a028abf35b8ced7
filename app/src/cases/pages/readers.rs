//! Who looked into a case, by what right and how often: by day, and on the coordinator's day.

use super::parts::{CaseHead, SECTION};
use crate::access::{Denied, House, Listing, Permit, Right, Ties, store as ties};
use crate::audit;
use crate::cases::policy::{GiveReaders, ReadReaders};
use crate::cases::rules::looks::{Gathered, Look, gather};
use crate::cases::{CaseFile, ReadCase, store};
use crate::identity::{self, Role};
use crate::kernel::{Day, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Html, PanelContext, Query, registry};
use askama::Template;
use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Time;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Changes that are listed.
const MOST_EVENTS: i64 = 40;
/// Reads that one period shows at most; more of them ask for a shorter one.
const MOST_READS: usize = 5000;
/// Lines on one page.
const LINES: usize = 50;
/// Days of the longest period: a year and a day.
const LONGEST: i64 = 366;

/// Somebody who looked.
pub(crate) struct ReaderLine {
    pub day: String,
    pub who: String,
    pub why: String,
    pub what: String,
    pub times: String,
    pub last: String,
}

/// Something that happened.
pub(crate) struct EventLine {
    pub when: String,
    pub who: String,
    pub what: &'static str,
}

/// An opening of the case.
pub(crate) struct OpeningLine {
    pub href: String,
    pub who: String,
    pub since: String,
    pub lives: bool,
}

#[derive(Template)]
#[template(path = "cases/pages/readers.html")]
pub(crate) struct ReadersPage {
    pub frame: Frame,
    pub case: CaseHead,
    pub form: FormState,
    pub period: String,
    pub readers: Vec<ReaderLine>,
    /// Whether the period has more reads than are shown.
    pub many: bool,
    pub number: usize,
    pub more: bool,
    /// The period in the addresses of other pages.
    pub address: String,
    pub openings: Vec<OpeningLine>,
    /// Whether the reader may give the list to the family.
    pub give: bool,
    /// Who saw the case in a list, without opening it or besides.
    pub listed: Vec<ReaderLine>,
    pub events: Vec<EventLine>,
}

/// A period of days, both included.
#[derive(Clone, Copy)]
struct Period {
    from: Day,
    to: Day,
}

impl Period {
    /// As asked for, today when nothing was; never in the future, never longer than allowed.
    fn of(form: &mut FormState, today: Day) -> Self {
        let from = form.optional_day("od");
        let to = form.optional_day("do").unwrap_or(today).min(today);
        let from = from.unwrap_or(to).min(to);
        let earliest = to.saturating_sub(LONGEST.days());
        Self { from: from.max(earliest), to }
    }

    fn moments(self) -> (Moment, Moment) {
        let after = self.to.saturating_add(1.day());
        (Moment::in_prague(self.from, Time::midnight()), Moment::in_prague(after, Time::midnight()))
    }

    fn words(self, today: Day) -> String {
        match (self.from == self.to, self.to == today) {
            (true, true) => "Dnes".to_owned(),
            (true, false) => czech::dates::short(self.from),
            (false, _) => format!("{} až {}", czech::dates::short(self.from), czech::dates::short(self.to)),
        }
    }
}

/// Names of staff, each asked for once; of other offices too.
#[derive(Default)]
struct Names(BTreeMap<Uuid, String>);

impl Names {
    async fn of(&mut self, house: &House, actor: Option<Uuid>, who: &str) -> Result<String, Failure> {
        let Some(id) = actor.filter(|_| who == "staff") else {
            return Ok(
                if who == "outsider" { "někdo z pozvaných přes svůj odkaz" } else { "program" }.to_owned()
            );
        };
        if let Some(name) = self.0.get(&id) {
            return Ok(name.clone());
        }
        let staff = identity::store::find_staff(&house.queries, Id::from_uuid(id)).await?;
        let name = staff.map_or_else(|| "neznámý účet".to_owned(), |s| s.name().full());
        self.0.insert(id, name.clone());
        Ok(name)
    }

    async fn line(&mut self, house: &House, line: &Gathered) -> Result<ReaderLine, Failure> {
        Ok(ReaderLine {
            day: czech::dates::short(line.day),
            who: self.of(house, line.actor, &line.who).await?,
            why: why(line.right, &line.who),
            what: line.areas.join(", "),
            times: czech::plural::count(line.times as i64, "stránka", "stránky", "stránek"),
            last: line.last.time_of_day().to_string(),
        })
    }
}

/// By what right somebody read, as the trail kept it.
fn why(right: Option<Right>, who: &str) -> String {
    match (right, who) {
        (Some(right), _) => right.label(),
        (None, "outsider") => "pozvánka".to_owned(),
        (None, "staff") => "tehdy se nezapisovalo".to_owned(),
        (None, _) => "práce na pozadí".to_owned(),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<CaseFile, ReadReaders>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let today = permit.actor().today;
    let mut form = FormState::empty().with("od", query.0.value("od")).with("do", query.0.value("do"));
    let period = Period::of(&mut form, today);
    let mut looks: Vec<Look> =
        store::looks::of_case(&house.queries, permit.id(), period.moments(), MOST_READS as i64 + 1).await?;
    let many = looks.len() > MOST_READS;
    looks.truncate(MOST_READS);
    let lines = gather(&looks);
    let number = query.0.value("strana").parse::<usize>().unwrap_or(1).clamp(1, 10_000);
    let mut names = Names::default();
    let mut readers = Vec::new();
    for line in lines.iter().skip((number - 1) * LINES).take(LINES) {
        readers.push(names.line(&house, line).await?);
    }
    let page = ReadersPage {
        frame: Frame::new(&house, permit.actor(), SECTION),
        case: CaseHead::of(&permit),
        period: period.words(today),
        address: format!("od={}&do={}", typed(period.from), typed(period.to)),
        form,
        readers,
        many,
        number,
        more: lines.len() > number * LINES,
        openings: openings(&house, &permit, &mut names).await?,
        give: permit.allows::<GiveReaders>(),
        listed: listed(&house, &permit, period, &mut names).await?,
        events: events(&house, &permit, &mut names).await?,
    };
    Ok(Html::page(&page)?)
}

/// A day as it stands in an address.
fn typed(day: Day) -> String {
    format!("{}.{}.{}", day.day(), day.month(), day.year())
}

type OnReaders = Permit<CaseFile, ReadReaders>;

async fn openings(house: &House, permit: &OnReaders, names: &mut Names) -> Result<Vec<OpeningLine>, Failure> {
    let now = house.clock.now();
    let mut lines = Vec::new();
    for opening in store::openings::of_case(&house.queries, permit.id(), MOST_EVENTS).await? {
        lines.push(OpeningLine {
            href: format!("/nahlednuti/{}", opening.id),
            who: names.of(house, Some(opening.staff.uuid()), "staff").await?,
            since: czech::dates::local_moment(opening.opened.timestamp()),
            lives: opening.lives(now),
        });
    }
    Ok(lines)
}

/// Who saw the case in a list in the period. The ties of today say why; a list's event names many cases and no right.
async fn listed(
    house: &House,
    permit: &OnReaders,
    period: Period,
    names: &mut Names,
) -> Result<Vec<ReaderLine>, Failure> {
    let (office, raw) = (permit.record().office.uuid(), permit.id().uuid());
    let (since, until) = period.moments();
    let tied = ties::tied(&house.queries, raw).await?;
    let mut lines = Vec::new();
    for (actor, who, count, last) in audit::listed_case(&house.queries, office, raw, (since, until)).await? {
        let own = tied.iter().find(|(staff, ..)| Some(staff.uuid()) == actor).map(|(_, tie, _)| *tie);
        let right = match (own, actor) {
            (Some(tie), _) => Some(Right::Own(tie)),
            (None, Some(id)) => {
                let roles = identity::store::roles_of(&house.queries, Id::from_uuid(id)).await?;
                let officer = roles.has(Role::DataProtectionOfficer).then_some(Right::Officer);
                if roles.has(Role::OfficeHead) { Some(Right::Head) } else { officer }
            }
            (None, None) => None,
        };
        lines.push(ReaderLine {
            day: czech::dates::short(last.day()),
            who: names.of(house, actor, &who).await?,
            why: right.map_or_else(|| "zastupování nebo dřívější práce na případu".to_owned(), Right::label),
            what: "název a značka".to_owned(),
            times: czech::plural::count(count, "seznam", "seznamy", "seznamů"),
            last: last.time_of_day().to_string(),
        });
    }
    Ok(lines)
}

async fn events(house: &House, permit: &OnReaders, names: &mut Names) -> Result<Vec<EventLine>, Failure> {
    let recent = audit::list_by_case(&house.queries, permit.id().uuid(), MOST_EVENTS * 5, 0).await?;
    let mut lines = Vec::new();
    for event in recent.iter().filter(|e| e.code != "case.read").take(MOST_EVENTS as usize) {
        lines.push(EventLine {
            when: czech::dates::local_moment(event.moment.timestamp()),
            who: names.of(house, event.actor, &event.who).await?,
            what: registry().event_label(&event.code),
        });
    }
    Ok(lines)
}

/// One case of the coordinator with those who looked into it.
pub(crate) struct LookedCase {
    pub href: String,
    pub name: String,
    pub readers: Vec<ReaderLine>,
}

#[derive(Template)]
#[template(path = "cases/pages/looked.html")]
pub(crate) struct LookedPage {
    pub frame: Frame,
    pub day: String,
    pub before: String,
    pub after: Option<String>,
    pub cases: Vec<LookedCase>,
}

#[axum::debug_handler(state = House)]
pub(super) async fn looked(
    listing: Listing,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let actor = listing.actor();
    let mut form = FormState::empty().with("do", query.0.value("den"));
    let day = Period::of(&mut form, actor.today).to;
    let period = Period { from: day, to: day };
    let whose = (actor.id, actor.office, actor.today);
    let looks =
        store::looks::of_coordinator(&house.queries, whose, period.moments(), MOST_READS as i64).await?;
    let mut by_case: BTreeMap<Id<CaseFile>, Vec<Look>> = BTreeMap::new();
    for (case, look) in looks {
        by_case.entry(case).or_default().push(look);
    }
    let mut records: Vec<(CaseFile, Ties)> = Vec::new();
    for case in store::of_ids(&house.queries, actor.office, by_case.keys().copied()).await? {
        let ties = ties::ties(&house.queries, case.id.uuid(), actor.id, actor.today).await?;
        records.push((case, ties));
    }
    let (mut cases, mut names) = (Vec::new(), Names::default());
    for permit in listing.sieve::<CaseFile, ReadCase>(records) {
        let mut readers = Vec::new();
        for line in gather(by_case.get(&permit.id()).map_or(&[][..], Vec::as_slice)) {
            readers.push(names.line(&house, &line).await?);
        }
        let (title, mark) =
            (permit.reveal(&permit.record().title), permit.reveal(&permit.record().file_mark));
        cases.push(LookedCase {
            href: format!("/pripady/{}/nahlizeni", permit.id()),
            name: format!("{title}, {mark}"),
            readers,
        });
    }
    let page = LookedPage {
        frame: Frame::new(&house, actor, SECTION),
        day: czech::dates::long_with_weekday(day),
        before: typed(day.saturating_sub(1.day())),
        after: (day < actor.today).then(|| typed(day.saturating_add(1.day()))),
        cases,
    };
    Ok(Html::page(&page)?)
}

/// A person on the panel: who, why, how often, in how many cases. It names no case.
pub(crate) struct LookedRow {
    pub who: String,
    pub why: String,
    pub times: String,
}

#[derive(Template)]
#[template(path = "cases/pages/looked_panel.html")]
pub(crate) struct LookedPanel {
    pub rows: Vec<LookedRow>,
}

/// On the coordinator's day: who else looked into their cases today.
pub(in crate::cases) async fn panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let (house, actor) = (context.house, context.actor);
    let period = Period { from: actor.today, to: actor.today };
    let whose = (actor.id, actor.office, actor.today);
    let looks =
        store::looks::of_coordinator(&house.queries, whose, period.moments(), MOST_READS as i64).await?;
    if looks.is_empty() {
        return Ok(None);
    }
    let all: Vec<Look> = looks.iter().map(|(_, look)| look.clone()).collect();
    let (mut rows, mut names) = (Vec::new(), Names::default());
    for line in gather(&all).iter().take(12) {
        let mut cases: Vec<Id<CaseFile>> = looks
            .iter()
            .filter(|(_, look)| look.actor == line.actor && look.right == line.right)
            .map(|(case, _)| *case)
            .collect();
        cases.sort_unstable();
        cases.dedup();
        let pages = czech::plural::count(line.times as i64, "stránka", "stránky", "stránek");
        let of = czech::plural::count(cases.len() as i64, "případu", "případů", "případů");
        rows.push(LookedRow {
            who: names.of(house, line.actor, &line.who).await?,
            why: why(line.right, &line.who),
            times: format!("{pages} {}\u{a0}{of}", czech::prepositions::of(cases.len())),
        });
    }
    Ok(Some(LookedPanel { rows }.render()?))
}
