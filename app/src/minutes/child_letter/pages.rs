//! Pages of letters to children: one form for each child, with what was agreed beside it.

use super::actions::{self, NotDone, Writing};
use super::model::{ChildLetter, Letter};
use super::store::{self, State as Progress};
use super::{Band, HandedBy, ReadChildLetters, WriteChildLetter, forms};
use crate::access::{Denied, House, Permit, Reads, Routes};
use crate::cases::{self, Child};
use crate::conferences::Conference;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::{self, Line, LineKind};
use crate::participants;
use crate::shell::{Frame, Html, Input, Onward, PanelContext, Query, download};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const SECTION: &str = "/konference";

/// The routes of letters to children.
pub(in crate::minutes) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/zapis/dopisy", list)
        .get("/konference/{konference}/zapis/dopis/{_dite}", show)
        .post("/konference/{konference}/zapis/dopis/{_dite}", save)
        .get("/konference/{konference}/zapis/dopis/{_dite}/nahled", preview)
        .post("/konference/{konference}/zapis/dopis/{_dite}/vyhotovit", make)
        .post("/konference/{konference}/zapis/dopis/{_dite}/predano", hand)
}

/// A letter that is written, as the page tells of it.
pub(super) struct Written {
    pub(super) document: Option<String>,
    /// When and how the child got it.
    pub(super) handed: Option<String>,
    pub(super) version: i64,
}

#[derive(Template)]
#[template(path = "minutes/child_letter/pages/letter.html")]
pub(super) struct LetterPage {
    pub(super) frame: Frame,
    pub(super) conference: Id<Conference>,
    pub(super) here: String,
    pub(super) name: String,
    pub(super) age: Option<i16>,
    /// What was agreed and who does what, for the worker to put into other words.
    pub(super) agreed: Vec<String>,
    /// What the child wished.
    pub(super) wish: Option<String>,
    pub(super) written: Option<Written>,
    pub(super) form: FormState,
    pub(super) may_write: bool,
    pub(super) safety_concern: bool,
    pub(super) stale: bool,
}

impl LetterPage {
    fn bands(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        Band::ALL.iter().map(|band| (band.code(), band.label(), "")).collect()
    }
    fn ways(&self) -> Vec<(String, String)> {
        HandedBy::options()
    }
    fn back(&self) -> String {
        format!("/konference/{}/zapis/dopisy", self.conference)
    }
    fn version(&self) -> i64 {
        self.written.as_ref().map_or(0, |written| written.version)
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("ulozeno", "Dopis je uložený. Podívejte se na náhled a pak ho vyhotovte."),
    ("vyhotoveno", "Dopis je hotový a uložený ve spisu. Vytiskněte ho, nejlíp barevně."),
    ("predano", "Předání je zapsané."),
    ("mezitim", "Mezitím dopis změnil někdo jiný. Takhle vypadá teď."),
];

/// The child named in the path, of this case, with the letter that is written to it.
async fn named<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    child: &str,
) -> Result<(Child, Option<ChildLetter>), Denied> {
    let id: Id<Child> = child.parse().map_err(|_| Denied::hidden())?;
    let lookup = permit.lookup(house);
    let children = cases::children(lookup, permit.record().case).await?;
    let child = children.into_iter().find(|child| child.id == id).ok_or_else(Denied::hidden)?;
    let letter = store::find(lookup, permit.id(), id).await?;
    Ok((child, letter))
}

fn address(conference: Id<Conference>, child: Id<Child>) -> String {
    format!("/konference/{conference}/zapis/dopis/{child}")
}

/// The words of a letter as a form that starts from them.
fn typed<A: Reads<Conference>>(permit: &Permit<Conference, A>, letter: &Letter) -> FormState {
    FormState::empty()
        .with("vek", letter.band.code())
        .with("osloveni", permit.reveal(&letter.greeting).clone())
        .with_some("slyseli", letter.heard.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with("dohoda", permit.reveal(&letter.agreed).clone())
        .with_some("ukol", letter.yours.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with_some("otevrene", letter.open_ends.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with("dal", permit.reveal(&letter.next_steps).clone())
        .with_some("zaver", letter.closing.as_ref().map(|fact| permit.reveal(fact).clone()))
}

/// What stands beside the form: agreed points and tasks of the record.
async fn beside<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
) -> Result<Vec<String>, Failure> {
    let lines = meeting::lines(permit.lookup(house), permit.id()).await?;
    let wanted =
        |line: &&Line| line.struck.is_none() && matches!(line.kind, LineKind::Agreed | LineKind::Task);
    Ok(lines.iter().filter(wanted).map(|line| permit.reveal(&line.text).clone()).collect())
}

async fn draw<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    (child, letter): (&Child, Option<&ChildLetter>),
    form: Option<FormState>,
    frame: Frame,
) -> Result<LetterPage, Denied> {
    let lookup = permit.lookup(house);
    let today = permit.actor().today;
    let age = child.born.as_ref().and_then(|born| participants::age(*permit.reveal(born), today));
    let part = participants::children(lookup, permit.id()).await?;
    let part = part.into_iter().find(|part| part.child == child.id);
    let wish = part.and_then(|part| part.wish).map(|wish| permit.reveal(&wish).clone());
    let case = cases::find_case(lookup, permit.record().case).await?;
    let blank = || FormState::empty().with("vek", Band::of_age(age).code());
    let form = form.unwrap_or_else(|| letter.map_or_else(blank, |letter| typed(permit, &letter.letter)));
    let short = czech::typography::plain(&czech::dates::short(today));
    let dated = form.pairs().iter().any(|(name, _)| name == "dne");
    Ok(LetterPage {
        frame,
        conference: permit.id(),
        here: address(permit.id(), child.id),
        name: permit.reveal(&child.name).clone(),
        age,
        agreed: beside(house, permit).await?,
        wish,
        written: letter.map(|letter| Written {
            document: letter.document.map(|id| format!("/dokumenty/{id}")),
            handed: letter
                .handed
                .filter(|_| letter.is_handed())
                .map(|(on, how, _)| format!("{}, {}", czech::dates::short(on), how.label())),
            version: letter.version,
        }),
        form: if dated { form } else { form.with("dne", short) },
        may_write: permit.allows::<WriteChildLetter>(),
        safety_concern: case.is_some_and(|case| case.safety_concern),
        stale: false,
    })
}

#[axum::debug_handler(state = House)]
async fn show(
    permit: Permit<Conference, ReadChildLetters>,
    State(house): State<House>,
    Path((_, child)): Path<(String, String)>,
    query: Query,
) -> Result<Html, Denied> {
    let (child, letter) = named(&house, &permit, &child).await?;
    let frame = Frame::new(&house, permit.actor(), SECTION).noticing(&query, NOTICES);
    Ok(Html::page(&draw(&house, &permit, (&child, letter.as_ref()), None, frame).await?)?)
}

async fn again(
    house: &House,
    permit: &Writing,
    about: (&Child, Option<&ChildLetter>),
    form: FormState,
) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), SECTION);
    Ok(Html::again(&draw(house, permit, about, Some(form), frame).await?)?.into_response())
}

#[axum::debug_handler(state = House)]
async fn save(
    permit: Writing,
    State(house): State<House>,
    Path((_, child)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (child, before) = named(&house, &permit, &child).await?;
    let to = Onward::to(address(permit.id(), child.id));
    let words = match forms::letter(form.clone()) {
        Err(form) => return again(&house, &permit, (&child, before.as_ref()), form).await,
        Ok(words) => words,
    };
    if let Some(before) = &before {
        // The same words again (a repeated post) change nothing.
        if typed(&permit, &before.letter).pairs() == typed(&permit, &words).pairs() {
            return Ok(to.noticing("ulozeno").into_response());
        }
        if form.version() != Some(before.version) {
            let frame = Frame::new(&house, permit.actor(), SECTION);
            let page = draw(&house, &permit, (&child, Some(before)), Some(form), frame).await?;
            return Ok(Html::stale(&LetterPage { stale: true, ..page })?.into_response());
        }
    }
    let id = before.as_ref().map_or_else(|| Id::fresh(house.clock.now()), |letter| letter.id);
    let row = (id, child.id, before.map(|letter| letter.version));
    match actions::save(&house, Arc::new(permit), row, words).await {
        Ok(()) => Ok(to.noticing("ulozeno").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Stale | NotDone::Stopped) => Ok(to.noticing("mezitim").into_response()),
    }
}

#[axum::debug_handler(state = House)]
async fn preview(
    permit: Permit<Conference, ReadChildLetters>,
    State(house): State<House>,
    Path((_, child)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let (child, letter) = named(&house, &permit, &child).await?;
    let to = Onward::to(address(permit.id(), child.id));
    let Some(letter) = letter else { return Ok(to.into_response()) };
    let (disclosed, _) = actions::cut(&house, &permit, &child, &letter.letter).await?;
    match actions::typeset(&house, disclosed).await {
        Ok(paper) => Ok(download(&house, "dopis-nahled.pdf", "application/pdf", paper.bytes().to_vec())),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Stopped | NotDone::Stale) => Ok(to.into_response()),
    }
}

const STOPPED: &str = "V dopise je chráněný údaj, který se k dítěti nebo k těm, u kterých žije, nesmí dostat. Napište to, prosím, jinak.";

#[axum::debug_handler(state = House)]
async fn make(
    permit: Writing,
    State(house): State<House>,
    Path((_, child)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (child, letter) = named(&house, &permit, &child).await?;
    let to = Onward::to(address(permit.id(), child.id));
    let Some(letter) = letter else { return Ok(to.into_response()) };
    if letter.document.is_some() {
        return Ok(to.noticing("vyhotoveno").into_response());
    }
    if form.version() != Some(letter.version) {
        return Ok(to.noticing("mezitim").into_response());
    }
    let permit = Arc::new(permit);
    match actions::make(&house, permit.clone(), &child, letter.clone()).await {
        Ok(()) => Ok(to.noticing("vyhotoveno").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Stale) => Ok(to.noticing("mezitim").into_response()),
        Err(NotDone::Stopped) => {
            let form = typed(&permit, &letter.letter).failed("", STOPPED);
            again(&house, &permit, (&child, Some(&letter)), form).await
        }
    }
}

#[axum::debug_handler(state = House)]
async fn hand(
    permit: Writing,
    State(house): State<House>,
    Path((_, child)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (child, letter) = named(&house, &permit, &child).await?;
    let to = Onward::to(address(permit.id(), child.id));
    let Some(letter) = letter.filter(|letter| letter.document.is_some()) else {
        return Ok(to.into_response());
    };
    if letter.is_handed() {
        return Ok(to.noticing("predano").into_response());
    }
    let today = permit.actor().today;
    let met = meeting::find(permit.lookup(&house), permit.id()).await?;
    let met = met.map_or(today, |meeting| meeting.started.day());
    match forms::handed(form, (met, today)) {
        Err(form) => {
            // What was typed about the handing stands beside the letter as it is.
            let letter_form = typed(&permit, &letter.letter);
            let mut both = form;
            for (name, value) in letter_form.pairs() {
                both = both.with(name, value.clone());
            }
            again(&house, &permit, (&child, Some(&letter)), both).await
        }
        Ok(handed) => match actions::hand(&house, Arc::new(permit), &letter, handed).await {
            Err(NotDone::Failed(failure)) => Err(failure.into()),
            _ => Ok(to.noticing("predano").into_response()),
        },
    }
}

/// A child in the list.
pub(super) struct ListRow {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) state: (&'static str, &'static str),
}

#[derive(Template)]
#[template(path = "minutes/child_letter/pages/list.html")]
pub(super) struct ListPage {
    pub(super) frame: Frame,
    pub(super) conference: Id<Conference>,
    pub(super) rows: Vec<ListRow>,
}

const fn progress_words(progress: Option<Progress>) -> (&'static str, &'static str) {
    match progress {
        None => ("warning", "není napsaný"),
        Some(Progress::Written) => ("warning", "rozepsaný"),
        Some(Progress::Made) => ("warning", "hotový, čeká na předání"),
        Some(Progress::Handed) => ("success", "dítě ho má"),
    }
}

#[axum::debug_handler(state = House)]
async fn list(
    permit: Permit<Conference, ReadChildLetters>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let states = store::states(lookup.queries(), permit.id()).await?;
    let row = |child: Child| {
        let progress = states.iter().find(|(one, _)| *one == child.id).map(|(_, state)| *state);
        ListRow {
            href: address(permit.id(), child.id),
            name: permit.reveal(&child.name).clone(),
            state: progress_words(progress),
        }
    };
    let children = cases::children(lookup, permit.record().case).await?;
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, permit.actor(), SECTION),
        conference: permit.id(),
        rows: children.into_iter().map(row).collect(),
    })?)
}

#[derive(Template)]
#[template(path = "minutes/child_letter/pages/panel.html")]
struct ConferencePanel {
    href: String,
    words: String,
}

/// On the page of a conference that was held: the way to the letters to its children, for those who work on the case.
pub(in crate::minutes) async fn panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let (house, id) = (context.house, Id::<Conference>::from_uuid(context.subject));
    let Some((case, office)) = store::held(&house.queries, id).await? else { return Ok(None) };
    let today = context.actor.today;
    let ties = crate::access::store::ties(&house.queries, case, context.actor.id, today).await?;
    let works = ties.works_on() && context.actor.office == office;
    if !works && !context.actor.heads(office) && !context.actor.protects_data_of(office) {
        return Ok(None);
    }
    let states = store::states(&house.queries, id).await?;
    let handed = states.iter().filter(|(_, state)| *state == Progress::Handed).count();
    let words = match (states.len(), handed) {
        (0, _) => "zatím žádný není napsaný".to_owned(),
        (all, handed) if all == handed => format!("předané: {handed}"),
        (all, handed) => format!("rozepsané nebo hotové: {}, předané: {handed}", all - handed),
    };
    let panel = ConferencePanel { href: format!("/konference/{id}/zapis/dopisy"), words };
    Ok(Some(panel.render()?))
}
