//! Pages of the table: readable by everybody who signs in, changed by head and data-protection officer.

pub(super) mod conference;
pub(super) mod consents;
pub(super) mod decide;
pub(super) mod log;
mod stops;

pub(super) use consents::case_panel;
pub use stops::{StopShown, stops_shown};

use super::actions::{self, Undecided};
use super::model::{Rule, StoredVerdict, TableOccasion};
use super::{Matrix, forms, store};
use crate::access::{Actor, Denied, House, Personal, Routes};
use crate::cases::ReaderKind;
use crate::identity;
use crate::kernel::{Choice, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use facts::FactGroup;
use outbound::Verdict;

const HOME: &str = "/kdo-smi-co-vedet";
const MAY_NOT: &str = "O tabulce rozhoduje vedoucí oddělení nebo pověřenec pro ochranu osobních údajů.";

/// The routes of disclosure.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/kdo-smi-co-vedet", index)
        .get("/kdo-smi-co-vedet/{_ctenar}", table)
        .post("/kdo-smi-co-vedet/{_ctenar}/schvalit", approve)
        .get("/kdo-smi-co-vedet/{_ctenar}/{_skupina}", group_page)
        .post("/kdo-smi-co-vedet/{_ctenar}/{_skupina}", decide_group)
        .get("/konference/{konference}/sdeleni", conference::page)
        .get("/konference/{konference}/sdeleni/vyjimka", decide::exception_page)
        .post("/konference/{konference}/sdeleni/vyjimka", decide::except)
        .post("/konference/{konference}/sdeleni/vyjimka/{_vyjimka}/zrusit", decide::end_exception)
        .get("/konference/{konference}/sdeleni/{_ucastnik}/udaj/{_udaj}", decide::justify_page)
        .post("/konference/{konference}/sdeleni/{_ucastnik}/udaj/{_udaj}", decide::justify)
        .post("/konference/{konference}/sdeleni/oduvodneni/{_oduvodneni}/zrusit", decide::end_justification)
        .get("/pripady/{pripad}/souhlasy", consents::list)
        .get("/pripady/{pripad}/souhlasy/novy", consents::new_page)
        .post("/pripady/{pripad}/souhlasy/novy", consents::give)
        .get("/pripady/{pripad}/souhlasy/{souhlas}/odvolat", consents::withdraw_page)
        .post("/pripady/{pripad}/souhlasy/{souhlas}/odvolat", consents::withdraw)
        .get("/pripady/{pripad}/sdeleno", log::page)
}

/// The look of a verdict's tag.
fn look(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Show => "success",
        Verdict::Oral => "primary",
        Verdict::AskHead => "warning",
        Verdict::Never => "error",
    }
}

/// A verdict as a page shows it.
pub(super) struct Cell {
    pub(super) occasion: &'static str,
    pub(super) look: &'static str,
    pub(super) words: &'static str,
    pub(super) verified: bool,
}

impl Cell {
    fn of(matrix: &Matrix, reader: ReaderKind, group: FactGroup, occasion: TableOccasion) -> Self {
        let verdict = matrix.verdict(reader, group, occasion);
        Self {
            occasion: occasion.label(),
            look: look(verdict),
            words: StoredVerdict(verdict).label(),
            verified: matrix.rule(reader, group, occasion).is_some_and(|rule| rule.verified_on.is_some()),
        }
    }
}

/// A group with its three verdicts.
pub(super) struct Line {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) cells: Vec<Cell>,
}

/// A reader in the list.
pub(super) struct ReaderLine {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) unverified: usize,
}

#[derive(Template)]
#[template(path = "disclosure/pages/index.html")]
pub(super) struct IndexPage {
    pub(super) frame: Frame,
    pub(super) readers: Vec<ReaderLine>,
}

#[derive(Template)]
#[template(path = "disclosure/pages/table.html")]
pub(super) struct TablePage {
    pub(super) frame: Frame,
    pub(super) reader: ReaderLine,
    pub(super) ground: String,
    pub(super) note: String,
    pub(super) lines: Vec<Line>,
    pub(super) may_decide: bool,
}

/// One decision in the history.
pub(super) struct Past {
    pub(super) occasion: &'static str,
    pub(super) verdict: Cell,
    pub(super) from: String,
    pub(super) until: Option<String>,
    pub(super) who: String,
    pub(super) reason: String,
    pub(super) ground: String,
    pub(super) purpose: String,
}

#[derive(Template)]
#[template(path = "disclosure/pages/change.html")]
pub(super) struct ChangePage {
    pub(super) frame: Frame,
    pub(super) reader: ReaderLine,
    pub(super) line: Line,
    pub(super) history: Vec<Past>,
    pub(super) occasion: TableOccasion,
    pub(super) others: Vec<(&'static str, &'static str)>,
    pub(super) form: FormState,
    pub(super) stale: Option<Cell>,
    pub(super) may_decide: bool,
}

impl ChangePage {
    fn verdicts(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        StoredVerdict::ALL.iter().map(|v| (v.code(), v.label(), explanation(v.0))).collect()
    }
}

fn explanation(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Show => "Dostane to písemně.",
        Verdict::Oral => "Řekne se to v místnosti, písemně nikdy.",
        Verdict::AskHead => "Dokud vedoucí nerozhodne, nedozví se to.",
        Verdict::Never => "Nedozví se to.",
    }
}

pub(super) fn reader_line(matrix: &Matrix, reader: ReaderKind) -> ReaderLine {
    let cells = FactGroup::ALL.into_iter().flat_map(|g| TableOccasion::ALL.iter().map(move |o| (g, *o)));
    let unverified = cells
        .filter_map(|(group, occasion)| matrix.rule(reader, group, occasion))
        .filter(|rule| rule.verified_on.is_none())
        .count();
    ReaderLine { code: reader.code(), label: reader.label(), unverified }
}

pub(super) fn line(matrix: &Matrix, reader: ReaderKind, group: FactGroup) -> Line {
    let cells = TableOccasion::ALL.iter().map(|o| Cell::of(matrix, reader, group, *o)).collect();
    Line { code: group.code(), label: group.label(), cells }
}

pub(super) fn table_of(frame: Frame, matrix: &Matrix, reader: ReaderKind, may_decide: bool) -> TablePage {
    let first = matrix.rule(reader, FactGroup::School, TableOccasion::Record);
    TablePage {
        frame,
        reader: reader_line(matrix, reader),
        ground: first.map_or_else(String::new, |rule| rule.ground.clone()),
        note: first.map_or_else(String::new, |rule| rule.note.clone()),
        lines: FactGroup::ALL.into_iter().map(|group| line(matrix, reader, group)).collect(),
        may_decide,
    }
}

async fn matrix(house: &House, actor: &Actor) -> Result<Matrix, Denied> {
    let rules = store::rules(&house.queries, actor.office).await?;
    Ok(Matrix::on(actor.today, rules))
}

#[axum::debug_handler(state = House)]
async fn index(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    let matrix = matrix(&house, &actor).await?;
    let readers = ReaderKind::ALL.iter().map(|reader| reader_line(&matrix, *reader)).collect();
    Ok(Html::page(&IndexPage { frame: Frame::new(&house, &actor, HOME), readers })?)
}

#[axum::debug_handler(state = House)]
async fn table(
    Personal(actor): Personal,
    State(house): State<House>,
    Path(reader): Path<String>,
    query: Query,
) -> Result<Html, Denied> {
    let reader = ReaderKind::from_code(&reader).ok_or_else(Denied::hidden)?;
    let matrix = matrix(&house, &actor).await?;
    let frame = Frame::new(&house, &actor, HOME).noticing(
        &query,
        &[
            ("rozhodnuto", "Rozhodnutí platí. Předchozí stav zůstal v historii."),
            ("schvaleno", "Tabulka pro tohoto čtenáře je schválená."),
        ],
    );
    Ok(Html::page(&table_of(frame, &matrix, reader, actions::may_decide(&actor)))?)
}

#[axum::debug_handler(state = House)]
async fn approve(
    Personal(actor): Personal,
    State(house): State<House>,
    Path(reader): Path<String>,
) -> Result<Onward, Denied> {
    if !actions::may_decide(&actor) {
        return Err(Denied::refused(MAY_NOT));
    }
    let reader = ReaderKind::from_code(&reader).ok_or_else(Denied::hidden)?;
    actions::approve(&house, &actor, reader).await?;
    Ok(Onward::to(format!("{HOME}/{}", reader.code())).noticing("schvaleno"))
}

/// The page of one group: what holds, the form, the history.
async fn change_page(
    house: &House,
    actor: &Actor,
    (reader, group): (ReaderKind, FactGroup),
    form: FormState,
) -> Result<ChangePage, Denied> {
    let rules = store::rules(&house.queries, actor.office).await?;
    let staff = identity::store::staff_of_office(&house.queries, actor.office).await?;
    let history = rules
        .iter()
        .rev()
        .filter(|rule| rule.reader == reader && rule.group == group)
        .map(|rule| past(rule, &staff))
        .collect();
    let matrix = Matrix::on(actor.today, rules);
    let occasion = TableOccasion::from_code(form.value("prilezitost")).unwrap_or(TableOccasion::Preparation);
    let others =
        TableOccasion::ALL.iter().filter(|o| **o != occasion).map(|o| (o.code(), o.label())).collect();
    let form = if form.value("nove_id").is_empty() {
        let standing = matrix.rule(reader, group, occasion);
        form.with("nove_id", Id::<Rule>::fresh(house.clock.now()).to_string())
            .with("videno", standing.map_or_else(String::new, |rule| rule.id.to_string()))
            .with("verdikt", StoredVerdict(matrix.verdict(reader, group, occasion)).code())
    } else {
        form
    };
    Ok(ChangePage {
        frame: Frame::new(house, actor, HOME),
        reader: reader_line(&matrix, reader),
        line: line(&matrix, reader, group),
        history,
        occasion,
        others,
        form,
        stale: None,
        may_decide: actions::may_decide(actor) && group != FactGroup::Notifier,
    })
}

fn past(rule: &Rule, staff: &[identity::Staff]) -> Past {
    let who = match rule.decided_by {
        None => "výchozí tabulka programu".to_owned(),
        Some(id) => {
            staff.iter().find(|s| s.id == id).map_or_else(|| "kolega úřadu".into(), |s| s.name().full())
        }
    };
    Past {
        occasion: rule.occasion.label(),
        verdict: Cell {
            occasion: rule.occasion.label(),
            look: look(rule.verdict),
            words: StoredVerdict(rule.verdict).label(),
            verified: rule.verified_on.is_some(),
        },
        from: czech::dates::short(rule.valid_from),
        until: rule.valid_to.map(czech::dates::short),
        who,
        reason: rule.note.clone(),
        ground: rule.ground.clone(),
        purpose: rule.purpose.clone(),
    }
}

fn place(reader: &str, group: &str) -> Result<(ReaderKind, FactGroup), Denied> {
    let reader = ReaderKind::from_code(reader).ok_or_else(Denied::hidden)?;
    let group = FactGroup::from_code(group).ok_or_else(Denied::hidden)?;
    Ok((reader, group))
}

#[axum::debug_handler(state = House)]
async fn group_page(
    Personal(actor): Personal,
    State(house): State<House>,
    Path((reader, group)): Path<(String, String)>,
    query: Query,
) -> Result<Html, Denied> {
    let at = place(&reader, &group)?;
    let form = FormState::empty().with("prilezitost", query.0.value("kdy"));
    Ok(Html::page(&change_page(&house, &actor, at, form).await?)?)
}

#[axum::debug_handler(state = House)]
async fn decide_group(
    Personal(actor): Personal,
    State(house): State<House>,
    Path((reader, group)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let at = place(&reader, &group)?;
    if !actions::may_decide(&actor) || at.1 == FactGroup::Notifier {
        return Err(Denied::refused(MAY_NOT));
    }
    let decision = match forms::decision(form.clone(), at.0, at.1, actor.today) {
        Ok(decision) => decision,
        Err(form) => {
            return Ok(Html::again(&change_page(&house, &actor, at, form).await?)?.into_response());
        }
    };
    let seen = decision.occasion;
    match actions::decide(&house, &actor, decision).await {
        Ok(()) | Err(Undecided::Already) => {
            Ok(Onward::to(format!("{HOME}/{}", at.0.code())).noticing("rozhodnuto").into_response())
        }
        Err(Undecided::Failed(failure)) => Err(failure.into()),
        Err(Undecided::Stale(standing)) => {
            // What stands now is shown beside what was typed; sending the form again decides on top of it.
            let now = standing.map_or_else(String::new, |rule| rule.id.to_string());
            let hidden = ["videno", "nove_id"];
            let kept =
                form.pairs().iter().filter(|(name, _)| !hidden.contains(&name.as_str())).cloned().collect();
            let fresh = Id::<Rule>::fresh(house.clock.now()).to_string();
            let form = FormState::from_pairs(kept).with("videno", now).with("nove_id", fresh);
            let mut page = change_page(&house, &actor, at, form).await?;
            let matrix = matrix(&house, &actor).await?;
            page.stale = Some(Cell::of(&matrix, at.0, at.1, seen));
            Ok(Html::stale(&page)?.into_response())
        }
    }
}
