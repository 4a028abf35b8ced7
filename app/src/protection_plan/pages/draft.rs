//! One version: as a draft with what the conference agreed beside it, and as it was made.

use super::{Case, SECTION, address, home};
use crate::access::{Denied, House, Permit, Reads};
use crate::cases::{self, LegalPosition, Person, ReadCase};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::{Line, LineKind};
use crate::protection_plan::actions::{self, Editing, NotDone};
use crate::protection_plan::model::{Measure, MeasureKind, ProtectionPlan};
use crate::protection_plan::{EditProtectionPlan, ReadProtectionPlan, forms, store};
use crate::shell::{Frame, Html, Input, Onward, Query, download};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A measure in the form.
pub(in crate::protection_plan) struct MeasureRow {
    pub(in crate::protection_plan) name: String,
    pub(in crate::protection_plan) legend: String,
    pub(in crate::protection_plan) taken: bool,
}

impl MeasureRow {
    fn field(&self, what: &str) -> String {
        forms::field(what, &self.name)
    }
}

/// A line of the conference that can become a measure.
pub(in crate::protection_plan) struct TakeRow {
    pub(in crate::protection_plan) id: String,
    pub(in crate::protection_plan) words: String,
    pub(in crate::protection_plan) more: String,
}

/// A paper of a made version.
pub(in crate::protection_plan) struct CopyRow {
    pub(in crate::protection_plan) href: String,
    pub(in crate::protection_plan) words: String,
}

/// How far a version is.
pub(in crate::protection_plan) enum Stage {
    /// A draft.
    Draft {
        /// Its measures, and a further row.
        measures: Vec<MeasureRow>,
        /// What can be taken over.
        offered: Vec<TakeRow>,
        /// How many lines were taken over before.
        taken: usize,
        /// Whether there is a conference it follows from.
        follows: bool,
    },
    /// Made: its papers, and for whom a copy can be cut.
    Made {
        /// Papers.
        papers: Vec<CopyRow>,
        /// People.
        people: Vec<(String, String)>,
    },
}

#[derive(Template)]
#[template(path = "protection_plan/pages/one.html")]
pub(in crate::protection_plan) struct OnePage {
    pub(in crate::protection_plan) frame: Frame,
    pub(in crate::protection_plan) case: Case,
    pub(in crate::protection_plan) here: String,
    pub(in crate::protection_plan) list: String,
    pub(in crate::protection_plan) name: String,
    pub(in crate::protection_plan) number: i64,
    pub(in crate::protection_plan) version: i64,
    pub(in crate::protection_plan) stage: Stage,
    pub(in crate::protection_plan) form: FormState,
    pub(in crate::protection_plan) new_id: String,
    pub(in crate::protection_plan) may_edit: bool,
    pub(in crate::protection_plan) stale: bool,
}

impl OnePage {
    fn kinds(&self) -> Vec<(String, String)> {
        MeasureKind::options()
    }
    fn triples(&self, offered: &[TakeRow]) -> Vec<(String, String, String)> {
        offered.iter().map(|row| (row.id.clone(), row.words.clone(), row.more.clone())).collect()
    }
    fn pairs(&self, people: &[(String, String)]) -> Vec<(String, String)> {
        people.to_vec()
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("zalozeno", "Návrh je založený. Doplňte ho a zaškrtněte, co se přebírá z konference."),
    ("ulozeno", "Návrh je uložený."),
    ("prevzato", "Vybrané body jsou mezi opatřeními. Upravte je tak, aby byly srozumitelné samy o sobě."),
    ("vyhotoveno", "Plán je hotový, PDF i dokument Word jsou ve spisu."),
    ("vytisk", "Výtisk je uložený ve spisu."),
    ("mezitim", "Mezitím plán změnil někdo jiný. Takhle vypadá teď."),
];

fn blank(text: Option<String>) -> String {
    text.unwrap_or_default()
}

/// What is stored, as a form that starts from it.
fn typed<A: Reads<ProtectionPlan>>(permit: &Permit<ProtectionPlan, A>, measures: &[Measure]) -> FormState {
    let words = &permit.record().words;
    let day = |day| czech::typography::plain(&czech::dates::short(day));
    let form = FormState::empty()
        .with_some("zmena", words.change_reason.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with_some("priciny", words.causes.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with_some("potreby", words.needs.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with_some("cile", words.goals.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with_some("nazor_ditete", words.child_view.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with_some("nazor_rodicu", words.parents_view.as_ref().map(|fact| permit.reveal(fact).clone()))
        .with_some("vyhodnoceni", words.evaluation_on.map(day));
    let further = forms::field("druh", forms::NEW);
    let form = form.with(&further, MeasureKind::HelpFamily.code());
    measures.iter().fold(form, |form, measure| {
        let name = measure.id.to_string();
        let owner = measure.owner.as_ref().map(|owner| permit.reveal(owner).clone());
        form.with(&forms::field("opatreni", &name), permit.reveal(&measure.words).clone())
            .with(&forms::field("kdo", &name), blank(owner))
            .with(&forms::field("do", &name), blank(measure.due.map(day)))
            .with(&forms::field("druh", &name), measure.kind.code())
    })
}

fn take_row<A: Reads<ProtectionPlan>>(permit: &Permit<ProtectionPlan, A>, line: &Line) -> TakeRow {
    let kind = if line.kind == LineKind::Task { "úkol" } else { "dohodnuto" };
    let due = line.deadline.map(|due| format!(", do {}", czech::dates::short(due)));
    let owner = line.owner_note.as_ref().map(|note| format!(", {}", permit.reveal(note)));
    TakeRow {
        id: line.id.to_string(),
        words: permit.reveal(&line.text).clone(),
        more: format!("{kind}{}{}", blank(owner), blank(due)),
    }
}

async fn drafted<A: Reads<ProtectionPlan>>(
    house: &House,
    permit: &Permit<ProtectionPlan, A>,
    measures: &[Measure],
) -> Result<Stage, Failure> {
    let taken: Vec<_> = measures.iter().filter_map(|measure| measure.line).collect();
    let lines = actions::offered(permit.lookup(house), permit.record()).await?;
    let open = lines.iter().filter(|line| !taken.contains(&line.id));
    let rows = measures.iter().enumerate().map(|(at, measure)| MeasureRow {
        name: measure.id.to_string(),
        legend: format!("Opatření {}", at + 1),
        taken: measure.line.is_some(),
    });
    let further =
        MeasureRow { name: forms::NEW.to_owned(), legend: "Další opatření".to_owned(), taken: false };
    Ok(Stage::Draft {
        measures: rows.chain(std::iter::once(further)).collect(),
        offered: open.map(|line| take_row(permit, line)).collect(),
        taken: taken.len(),
        follows: actions::follows(permit.lookup(house), permit.record()).await?.is_some(),
    })
}

/// People of the case who have a legal position to the child.
async fn people<A: Reads<ProtectionPlan>>(
    house: &House,
    permit: &Permit<ProtectionPlan, A>,
) -> Result<Vec<Person>, Failure> {
    let (lookup, plan) = (permit.lookup(house), permit.record());
    let relations = cases::relations(lookup, plan.case).await?;
    let near = |person: &Person| {
        relations.iter().any(|relation| {
            relation.person == person.id
                && relation.child == plan.child
                && relation.legal != LegalPosition::None
        })
    };
    let mut people = cases::people(lookup, plan.case).await?;
    people.retain(near);
    Ok(people)
}

async fn finished<A: Reads<ProtectionPlan>>(
    house: &House,
    permit: &Permit<ProtectionPlan, A>,
) -> Result<Stage, Failure> {
    let filed = store::papers(permit.lookup(house), permit.id()).await?;
    let people = people(house, permit).await?;
    let name = |id: Id<Person>| {
        let found = people.iter().find(|person| person.id == id);
        found.map_or_else(|| "někdo, kdo už v případu není".into(), |p| permit.reveal(&p.name).clone())
    };
    let papers = filed.iter().map(|paper| CopyRow {
        href: format!("/dokumenty/{}", paper.document),
        words: match (paper.person, paper.word) {
            (Some(person), _) => format!("výtisk pro: {}", name(person)),
            (None, true) => "dokument Word pro spis".to_owned(),
            (None, false) => "PDF pro spis".to_owned(),
        },
    });
    let without = people.iter().filter(|person| filed.iter().all(|paper| paper.person != Some(person.id)));
    Ok(Stage::Made {
        papers: papers.collect(),
        people: without.map(|p| (p.id.to_string(), permit.reveal(&p.name).clone())).collect(),
    })
}

async fn draw<A: Reads<ProtectionPlan>>(
    house: &House,
    permit: &Permit<ProtectionPlan, A>,
    form: Option<FormState>,
    frame: Frame,
) -> Result<OnePage, Denied> {
    let (lookup, plan) = (permit.lookup(house), permit.record());
    let case = permit.parent::<ReadCase>(house).await?;
    let children = cases::children(lookup, plan.case).await?;
    let child = children.iter().find(|child| child.id == plan.child).ok_or_else(Denied::hidden)?;
    let measures = store::measures(lookup, plan).await?;
    let stage = match plan.made {
        None => drafted(house, permit, &measures).await?,
        Some(_) => finished(house, permit).await?,
    };
    // What the form did not show (a measure that somebody added meanwhile) stands there as it is stored: an empty row
    // would take it out.
    let stored = typed(permit, &measures);
    let form = form.map(|form| {
        let missing = stored.pairs().iter().filter(|(name, _)| form.pairs().iter().all(|(n, _)| n != name));
        let missing: Vec<(String, String)> = missing.cloned().collect();
        missing.into_iter().fold(form, |form, (name, value)| form.with(&name, value))
    });
    Ok(OnePage {
        frame,
        case: Case::of(&case),
        here: address(plan),
        list: home(plan.case, plan.child),
        name: permit.reveal(&child.name).clone(),
        number: plan.number,
        version: plan.version,
        stage,
        form: form.unwrap_or(stored),
        new_id: Id::<Measure>::fresh(house.clock.now()).to_string(),
        may_edit: permit.allows::<EditProtectionPlan>(),
        stale: false,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<ProtectionPlan, ReadProtectionPlan>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION).noticing(&query, NOTICES);
    Ok(Html::page(&draw(&house, &permit, None, frame).await?)?)
}

async fn again(house: &House, permit: &Editing, form: FormState) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), SECTION);
    Ok(Html::again(&draw(house, permit, Some(form), frame).await?)?.into_response())
}

fn after(outcome: Result<(), NotDone>, to: Onward, code: &str) -> Result<Response, Denied> {
    match outcome {
        Ok(()) => Ok(to.noticing(code).into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Stale | NotDone::Stopped) => Ok(to.noticing("mezitim").into_response()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Editing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(address(permit.record()));
    if permit.record().made.is_some() {
        return Ok(to.into_response());
    }
    let before = store::measures(permit.lookup(&house), permit.record()).await?;
    let now = (house.clock.now(), permit.actor().today);
    let (words, measures) = match forms::plan(form.clone(), &before, now) {
        Err(form) => return again(&house, &permit, form).await,
        Ok(input) => input,
    };
    if form.version() != Some(permit.version()) {
        // The very same again (a repeated post) is no news.
        if same(&permit, &before, &form) {
            return Ok(to.noticing("ulozeno").into_response());
        }
        let frame = Frame::new(&house, permit.actor(), SECTION);
        let page = draw(&house, &permit, Some(form), frame).await?;
        return Ok(Html::stale(&OnePage { stale: true, ..page })?.into_response());
    }
    after(actions::change(&house, permit, (words, measures)).await, to, "ulozeno")
}

/// Whether a form says exactly what is stored. Its further measure may have become one meanwhile: by this very form.
fn same(permit: &Editing, before: &[Measure], form: &FormState) -> bool {
    let further = form.id::<Measure>("nove_id").filter(|id| before.iter().any(|one| one.id == *id));
    let further = further.map(|id| id.to_string());
    let called = |name: &str| match (&further, name.strip_suffix("-nove")) {
        (Some(id), Some(what)) => forms::field(what, id),
        _ => name.to_owned(),
    };
    let said = |form: &FormState| {
        let mut pairs: Vec<(String, String)> = form
            .pairs()
            .iter()
            .filter(|(name, value)| !value.is_empty() && name != "verze" && name != "nove_id")
            // What a measure is for has a default in the further row: it tells nothing.
            .filter(|(name, _)| name != "druh-nove")
            .map(|(name, value)| (called(name), value.clone()))
            .filter(|(name, _)| further.as_ref().is_none_or(|id| *name != forms::field("druh", id)))
            .collect();
        pairs.sort();
        pairs
    };
    said(&typed(permit, before)) == said(form)
}

#[axum::debug_handler(state = House)]
pub(super) async fn take_over(
    permit: Editing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(address(permit.record()));
    if permit.record().made.is_some() {
        return Ok(to.into_response());
    }
    let ticked: Vec<Id<Line>> = form.ids("radky");
    if ticked.is_empty() {
        let measures = store::measures(permit.lookup(&house), permit.record()).await?;
        let form = typed(&permit, &measures).failed("radky", "Zaškrtněte aspoň jeden bod.");
        return again(&house, &permit, form).await;
    }
    after(actions::take_over(&house, permit, &ticked).await.map(|_| ()), to, "prevzato")
}

/// The draft as it would be filed.
async fn files(
    house: &House,
    permit: &Permit<ProtectionPlan, ReadProtectionPlan>,
) -> Result<(Vec<u8>, Vec<u8>), Denied> {
    let content = actions::content(house, permit, false).await?;
    let disclosed = crate::disclosure::disclose_to_file(house.demo, permit.record().office, &content);
    actions::typeset(house, disclosed).await.map_err(|error| match error {
        NotDone::Failed(failure) => Denied::Failed(failure),
        NotDone::Stale | NotDone::Stopped => Denied::hidden(),
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn preview(
    permit: Permit<ProtectionPlan, ReadProtectionPlan>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let (pdf, _) = files(&house, &permit).await?;
    Ok(download(&house, "ipod-nahled.pdf", "application/pdf", pdf))
}

#[axum::debug_handler(state = House)]
pub(super) async fn word(
    permit: Permit<ProtectionPlan, ReadProtectionPlan>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let (_, word) = files(&house, &permit).await?;
    let mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(download(&house, "ipod-nahled.docx", mime, word))
}

#[axum::debug_handler(state = House)]
pub(super) async fn make(
    permit: Editing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(address(permit.record()));
    if permit.record().made.is_some() {
        return Ok(to.noticing("vyhotoveno").into_response());
    }
    if form.version() != Some(permit.version()) {
        return Ok(to.noticing("mezitim").into_response());
    }
    let measures = store::measures(permit.lookup(&house), permit.record()).await?;
    let plan = permit.record();
    let missing = forms::missing(&plan.words, measures.len(), plan.number);
    if !missing.is_empty() {
        let form = typed(&permit, &measures);
        let form = missing.into_iter().fold(form, |form, (field, sentence)| form.failed(field, sentence));
        return again(&house, &permit, form).await;
    }
    after(actions::make(&house, Arc::new(permit)).await, to, "vyhotoveno")
}

const STOPPED: &str =
    "V plánu je chráněný údaj, který se k tomuto člověku nesmí dostat. Výtisk pro něj proto nejde vyhotovit.";

#[axum::debug_handler(state = House)]
pub(super) async fn copy(
    permit: Editing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(address(permit.record()));
    if permit.record().made.is_none() {
        return Ok(to.into_response());
    }
    let people = people(&house, &permit).await?;
    let chosen = form.id::<Person>("komu").and_then(|id| people.into_iter().find(|person| person.id == id));
    let Some(person) = chosen else {
        return again(&house, &permit, form.failed("komu", "Vyberte, pro koho výtisk je.")).await;
    };
    let permit = Arc::new(permit);
    match actions::copy(&house, permit.clone(), &person).await {
        Err(NotDone::Stopped) => again(&house, &permit, form.failed("komu", STOPPED)).await,
        // The same copy asked for twice at once is one.
        Err(NotDone::Stale) => Ok(to.noticing("vytisk").into_response()),
        outcome => after(outcome, to, "vytisk"),
    }
}
