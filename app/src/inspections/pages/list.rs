//! Who asked to read the file of a case, and a new request.

use super::{Case, SECTION, home};
use crate::access::{Denied, House, Permit, Record};
use crate::cases::{self, CaseFile, LegalPosition, Person};
use crate::inspections::actions::{self, NotDone};
use crate::inspections::model::{Asked, InspectionWish};
use crate::inspections::{EditInspections, Inspection, ReadInspections, forms, store};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, PanelContext, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// A request as listed.
pub(in crate::inspections) struct ListRow {
    pub(in crate::inspections) href: String,
    pub(in crate::inspections) who: String,
    pub(in crate::inspections) asked: String,
    pub(in crate::inspections) state: (&'static str, String),
}

#[derive(Template)]
#[template(path = "inspections/pages/list.html")]
pub(in crate::inspections) struct ListPage {
    pub(in crate::inspections) frame: Frame,
    pub(in crate::inspections) case: Case,
    pub(in crate::inspections) rows: Vec<ListRow>,
    pub(in crate::inspections) may_add: bool,
}

fn state(inspection: &Inspection) -> (&'static str, String) {
    match &inspection.record {
        None => ("warning", "čeká na vyřízení".into()),
        Some(made) if made.whole => ("off", format!("odepřeno {}", czech::dates::short(made.on))),
        Some(made) => ("success", format!("nahlédl(a) {}", czech::dates::short(made.on))),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<CaseFile, ReadInspections>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let people = cases::people(lookup, permit.id()).await?;
    let name = |id| {
        let found = people.iter().find(|person: &&Person| person.id == id);
        found.map_or_else(
            || "někdo, kdo už v případu není".to_owned(),
            |person| permit.reveal(&person.name).clone(),
        )
    };
    let row = |inspection: Inspection| ListRow {
        href: super::address(&inspection),
        who: name(inspection.person),
        asked: czech::dates::short(inspection.asked_on),
        state: state(&inspection),
    };
    let rows = store::of_case(lookup, permit.id()).await?.into_iter().map(row).collect();
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, permit.actor(), SECTION).noticing(&query, &[]),
        case: Case::of(&permit),
        rows,
        may_add: permit.allows::<EditInspections>(),
    })?)
}

#[derive(Template)]
#[template(path = "inspections/pages/new.html")]
pub(in crate::inspections) struct NewPage {
    pub(in crate::inspections) frame: Frame,
    pub(in crate::inspections) case: Case,
    pub(in crate::inspections) form: FormState,
    pub(in crate::inspections) people: Vec<(String, String)>,
}

impl NewPage {
    fn back(&self) -> String {
        format!("{}/nahlizeni-do-spisu", self.case.href)
    }
}

type Asking = Permit<CaseFile, EditInspections>;

/// Whoever has a legal position to one of the children, the first of whom are the parents.
async fn may_ask(house: &House, permit: &Asking) -> Result<Vec<Person>, Failure> {
    let lookup = permit.lookup(house);
    let relations = cases::relations(lookup, permit.id()).await?;
    let positions = |person: &Person| -> Vec<usize> {
        let own = relations.iter().filter(|relation| relation.person == person.id);
        let legal = own.map(|relation| relation.legal).filter(|legal| *legal != LegalPosition::None);
        legal.filter_map(|legal| LegalPosition::ALL.iter().position(|one| *one == legal)).collect()
    };
    let mut people = cases::people(lookup, permit.id()).await?;
    people.retain(|person| !positions(person).is_empty());
    people.sort_by_key(|person| positions(person).into_iter().min());
    Ok(people)
}

fn draw(house: &House, permit: &Asking, people: &[Person], form: FormState) -> NewPage {
    let option = |person: &Person| (person.id.to_string(), permit.reveal(&person.name).clone());
    NewPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        case: Case::of(permit),
        form,
        people: people.iter().map(option).collect(),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_page(permit: Asking, State(house): State<House>) -> Result<Html, Denied> {
    let people = may_ask(&house, &permit).await?;
    let today = czech::typography::plain(&czech::dates::short(permit.actor().today));
    let id = Id::<Inspection>::fresh(house.clock.now()).to_string();
    let form = FormState::empty().with("nove_id", id).with("dne", today);
    Ok(Html::page(&draw(&house, &permit, &people, form))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask(
    permit: Asking,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let people = may_ask(&house, &permit).await?;
    let ids: Vec<Id<Person>> = people.iter().map(|person| person.id).collect();
    let typed = form.clone();
    match forms::asked(form, &ids, permit.actor().today) {
        Err(form) => Ok(Html::again(&draw(&house, &permit, &people, form))?.into_response()),
        Ok(asked) => {
            let to = Onward::to(format!("{}/{}", home(permit.id()), asked.id)).noticing("zapsano");
            if let Some(before) = Inspection::find(permit.lookup(&house), asked.id).await? {
                // The very same again is no news; other words are not lost.
                if says(&permit, &before, &asked) {
                    return Ok(to.into_response());
                }
                return sent_before(&house, &permit, &people, typed);
            }
            match actions::ask(&house, permit, asked).await {
                Err(NotDone::Failed(failure)) => Err(failure.into()),
                _ => Ok(to.into_response()),
            }
        }
    }
}

/// Whether a request says what was asked here.
fn says(permit: &Asking, before: &Inspection, asked: &Asked) -> bool {
    let words = |wish: Option<&InspectionWish>| wish.map(|wish| permit.reveal(wish).clone());
    (before.person, before.asked_on, words(before.wish.as_ref()))
        == (asked.person, asked.on, words(asked.wish.as_ref()))
}

/// The same form with other words, after it was sent: they stay, and sending them again writes another request.
fn sent_before(
    house: &House,
    permit: &Asking,
    people: &[Person],
    form: FormState,
) -> Result<Response, Denied> {
    let kept = form.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
    let fresh = Id::<Inspection>::fresh(house.clock.now()).to_string();
    let sentence = "Tento formulář jste už odeslali a žádost je zapsaná. Odesláním teď zapíšete další.";
    let form = FormState::from_pairs(kept).with("nove_id", fresh).failed("", sentence);
    Ok(Html::stale(&draw(house, permit, people, form))?.into_response())
}

#[derive(Template)]
#[template(path = "inspections/pages/panel.html")]
struct CasePanel {
    href: String,
    words: String,
}

/// On the page of a case: the way to its inspections.
pub(in crate::inspections) async fn panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let case = Id::<CaseFile>::from_uuid(context.subject);
    let words = match store::counts(&context.house.queries, case).await? {
        (0, _) => "zatím nikdo nežádal".to_owned(),
        (_, 0) => "všechny žádosti jsou vyřízené".to_owned(),
        (_, open) => format!("na vyřízení čeká: {open}"),
    };
    let panel = CasePanel { href: home(case), words };
    Ok(Some(panel.render()?))
}
