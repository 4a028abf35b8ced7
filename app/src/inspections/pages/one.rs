//! One request: what is shown and what refused, and then its record.

use super::{Case, SECTION, address};
use crate::access::{Action, Denied, House, Permit, Reads};
use crate::documents::Document;
use crate::inspections::actions::{self, NotDone};
use crate::inspections::check::{self, Judged};
use crate::inspections::model::{Identified, Inspection, Made, Part, PartOutcome, Signature};
use crate::inspections::{EditInspection, ReadInspection, ReadInspections, forms, rules, store};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::law::{self, LegalReference};
use crate::participants;
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// Paragraphs that a refusal can rest on: the act on protection of children, and the code of procedure.
const GROUNDS: [&str; 2] = [law::codes::INSPECTION, "sr.38"];

/// A paper of the case in the form.
pub(in crate::inspections) struct Row {
    pub(in crate::inspections) document: Id<Document>,
    pub(in crate::inspections) title: String,
    pub(in crate::inspections) more: String,
    /// Why it cannot be shown.
    pub(in crate::inspections) kept: Option<&'static str>,
}

impl Row {
    fn name(&self, what: &str) -> String {
        forms::field(what, self.document)
    }
    fn options(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let offered = PartOutcome::ALL.iter().filter(|o| self.kept.is_none() || **o == PartOutcome::Refused);
        let none = ("", "neptal(a) se na něj", "");
        std::iter::once(none).chain(offered.map(|o| (o.code(), o.label(), ""))).collect()
    }
}

/// The form of what is shown and what refused, with what was chosen before.
pub(in crate::inspections) struct Choosing {
    pub(in crate::inspections) rows: Vec<Row>,
    pub(in crate::inspections) grounds: Vec<(String, String)>,
    /// Whether one of the grounds nobody has verified.
    pub(in crate::inspections) unverified: bool,
    pub(in crate::inspections) shown: usize,
    pub(in crate::inspections) refused: usize,
}

impl Choosing {
    fn offered(&self) -> Vec<(String, String)> {
        self.grounds.clone()
    }
}

/// How far the request is.
pub(in crate::inspections) enum Stage {
    /// It is open.
    Open(Choosing),
    /// Its record is made.
    Made(Made),
}

#[derive(Template)]
#[template(path = "inspections/pages/one.html")]
pub(in crate::inspections) struct OnePage {
    pub(in crate::inspections) frame: Frame,
    pub(in crate::inspections) case: Case,
    pub(in crate::inspections) here: String,
    pub(in crate::inspections) who: String,
    pub(in crate::inspections) asked: String,
    pub(in crate::inspections) wish: Option<String>,
    pub(in crate::inspections) version: i64,
    /// What was typed into a page that somebody overtook, where its fields are gone.
    pub(in crate::inspections) typed_words: Vec<String>,
    pub(in crate::inspections) stage: Stage,
    /// Why they did not sign.
    pub(in crate::inspections) unsigned: Option<String>,
    pub(in crate::inspections) form: FormState,
    pub(in crate::inspections) may_edit: bool,
    /// Whether somebody changed it meanwhile.
    pub(in crate::inspections) stale: bool,
}

impl OnePage {
    fn identified(&self) -> Vec<(String, String)> {
        Identified::options()
    }
    fn is_refused(&self, row: &Row) -> bool {
        self.form.is(&row.name("dokument"), PartOutcome::Refused.code())
    }
    fn on(&self, made: &Made) -> String {
        czech::dates::short(made.on)
    }
    fn signatures(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        Signature::ALL.iter().map(|one| (one.code(), one.label(), "")).collect()
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("zapsano", "Žádost je zapsaná. Teď vyberte, co se ukáže."),
    ("vybrano", "Výběr je uložený."),
    ("vyhotoveno", "Záznam je hotový a uložený ve spisu. Vytiskněte ho a nechte podepsat."),
    ("mezitim", "Mezitím žádost změnil někdo jiný. Takhle vypadá teď."),
    ("podpis", "Podpis je zapsaný."),
    ("odmitnuto", "Odmítnutí podpisu je zapsané i s důvodem."),
];

/// Paragraphs for a refusal as of today, and whether one of them nobody verified.
pub(super) async fn grounds<A: Reads<Inspection>>(
    house: &House,
    permit: &Permit<Inspection, A>,
) -> Result<Vec<LegalReference>, Failure> {
    let (queries, today) = (permit.lookup(house).queries(), permit.actor().today);
    let mut found = Vec::new();
    for code in GROUNDS {
        found.extend(law::reference_for(queries, permit.record().office, code, today).await?);
    }
    Ok(found)
}

/// The papers of the case. A copy that was cut for one reader says whose it is: four extracts are four different papers.
async fn rows<A: Reads<Inspection>>(
    house: &House,
    permit: &Permit<Inspection, A>,
) -> Result<Vec<Row>, Failure> {
    let lookup = permit.lookup(house);
    let papers = check::papers(house, lookup, permit.record()).await?;
    let mut rows = Vec::with_capacity(papers.len());
    for judged in &papers {
        let whose = match judged.document.reader {
            Some(reader) => participants::find(lookup, Id::from_uuid(reader)).await?,
            None => None,
        };
        let whose = whose.map_or_else(String::new, |who| format!(" ({})", permit.reveal(&who.name)));
        rows.push(row(judged, &whose));
    }
    Ok(rows)
}

fn row(judged: &Judged, whose: &str) -> Row {
    let document = &judged.document;
    let number = document.reference_number.clone().unwrap_or_else(|| "čeká na č. j.".into());
    Row {
        document: document.id,
        title: format!("{}{whose}, {}. vyhotovení", document.kind_label(), document.edition),
        more: format!("{number} · uloženo {}", document.filed_text()),
        kept: judged.standing.why(),
    }
}

/// What was chosen before, as a form that starts from it.
fn typed<A: Reads<Inspection>>(permit: &Permit<Inspection, A>, parts: &[Part]) -> FormState {
    parts.iter().fold(FormState::empty(), |form, part| {
        let form = form.with(&forms::field("dokument", part.document), part.outcome.code());
        match &part.refusal {
            None => form,
            Some(refusal) => form
                .with(&forms::field("duvod", part.document), permit.reveal(&refusal.reason).clone())
                .with(&forms::field("zaklad", part.document), refusal.ground.clone()),
        }
    })
}

/// The page of a request; `form` with what was typed, if something was.
pub(super) async fn draw<A: Action<Inspection> + Reads<Inspection>>(
    house: &House,
    permit: &Permit<Inspection, A>,
    form: Option<FormState>,
    frame: Frame,
) -> Result<OnePage, Denied> {
    let (lookup, inspection) = (permit.lookup(house), permit.record());
    let case = permit.parent::<ReadInspections>(house).await?;
    let person = check::person(lookup, inspection).await?;
    let parts = store::parts(lookup, inspection).await?;
    let stage = match &inspection.record {
        Some(made) => Stage::Made(made.clone()),
        None => {
            let grounds = grounds(house, permit).await?;
            let (shown, refused) = rules::count(&parts);
            Stage::Open(Choosing {
                rows: rows(house, permit).await?,
                unverified: grounds.iter().any(|ground| ground.warning().is_some()),
                grounds: grounds.into_iter().map(|ground| (ground.code.clone(), ground.citation())).collect(),
                shown,
                refused,
            })
        }
    };
    let today = czech::typography::plain(&czech::dates::short(permit.actor().today));
    let with_today = |form: FormState, name: &str| {
        if form.pairs().iter().any(|(n, _)| n == name) { form } else { form.with(name, today.clone()) }
    };
    // What was typed in one of the forms of the page stands beside what was chosen before.
    let chosen = typed(permit, &parts);
    let form = match form {
        None => chosen,
        Some(form) if form.pairs().iter().any(|(name, _)| name.starts_with("dokument-")) => form,
        Some(form) => chosen.pairs().iter().fold(form, |form, (name, value)| form.with(name, value.clone())),
    };
    let made = inspection.record.as_ref();
    Ok(OnePage {
        frame,
        case: Case::of(&case),
        here: address(inspection),
        who: person.map_or_else(
            || "někdo, kdo už v případu není".to_owned(),
            |person| permit.reveal(&person.name).clone(),
        ),
        asked: czech::dates::short(inspection.asked_on),
        wish: inspection.wish.as_ref().map(|wish| permit.reveal(wish).clone()),
        version: inspection.version,
        typed_words: Vec::new(),
        unsigned: made.and_then(|made| made.unsigned.as_ref()).map(|why| permit.reveal(why).clone()),
        stage,
        form: with_today(with_today(form, "dne"), "odepreno_dne"),
        may_edit: permit.allows::<EditInspection>(),
        stale: false,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Inspection, ReadInspection>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), SECTION).noticing(&query, NOTICES);
    Ok(Html::page(&draw(&house, &permit, None, frame).await?)?)
}

/// The page again with sentences beside its fields.
pub(super) async fn again(
    house: &House,
    permit: &Permit<Inspection, EditInspection>,
    form: FormState,
) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), SECTION);
    Ok(Html::again(&draw(house, permit, Some(form), frame).await?)?.into_response())
}

/// The page as somebody else left it meanwhile, with what was typed here.
pub(super) async fn overtaken(
    house: &House,
    permit: &Permit<Inspection, EditInspection>,
    form: FormState,
) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), SECTION);
    let worded = |name: &str| ["dalsi", "duvod", "proc"].iter().any(|field| name.starts_with(field));
    let typed = form.pairs().iter().filter(|(name, value)| worded(name) && !value.trim().is_empty());
    let typed_words = typed.map(|(_, value)| value.clone()).collect();
    let page = draw(house, permit, Some(form), frame).await?;
    Ok(Html::stale(&OnePage { stale: true, typed_words, ..page })?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn choose(
    permit: Permit<Inspection, EditInspection>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = address(permit.record());
    let papers = check::papers(&house, permit.lookup(&house), permit.record()).await?;
    let codes: Vec<String> = grounds(&house, &permit).await?.into_iter().map(|g| g.code).collect();
    let typed = form.clone();
    let parts = match forms::parts(form, &papers, &codes) {
        Err(form) => return again(&house, &permit, form).await,
        Ok(parts) => parts,
    };
    if typed.version() != Some(permit.version()) {
        // The same choice sent twice is one.
        let kept = store::parts(permit.lookup(&house), permit.record()).await?;
        let same = |a: &Part, b: &Part| {
            a.document == b.document && a.outcome == b.outcome && words(&permit, a) == words(&permit, b)
        };
        let all = parts.len() == kept.len() && parts.iter().all(|part| kept.iter().any(|k| same(part, k)));
        // A reason beside a paper that is not refused is kept nowhere: then it is not the same.
        let beside = |(name, value): &(String, String)| {
            let paper = name.strip_prefix("duvod-").filter(|_| !value.trim().is_empty());
            paper.is_some_and(|id| typed.value(&format!("dokument-{id}")) != PartOutcome::Refused.code())
        };
        if all && !typed.pairs().iter().any(beside) {
            return Ok(Onward::to(to).noticing("vybrano").into_response());
        }
        return overtaken(&house, &permit, typed).await;
    }
    if permit.record().record.is_some() {
        return Ok(Onward::to(to).into_response());
    }
    match actions::choose(&house, permit, parts).await {
        Ok(()) | Err(NotDone::Already) => Ok(Onward::to(to).noticing("vybrano").into_response()),
        Err(NotDone::Stale) => Ok(Onward::to(to).noticing("mezitim").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Kept | NotDone::Stopped) => Err(Denied::hidden()),
    }
}

fn words(permit: &Permit<Inspection, EditInspection>, part: &Part) -> Option<(String, String)> {
    part.refusal.as_ref().map(|refusal| (permit.reveal(&refusal.reason).clone(), refusal.ground.clone()))
}
