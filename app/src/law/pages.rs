//! Pages of the law.

use super::model::{Content, Deadline, Unit};
use super::{Entry, ReadLaw, ReviseLaw, VerifyLaw, actions, forms, rules, store};
use crate::access::{Actor, Denied, House, Permit, Personal, Routes};
use crate::kernel::{Choice, Day, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// The routes of the law.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/zakony", list)
        .get("/zakony/{ustanoveni}", show)
        .post("/zakony/{ustanoveni}/overit", verify)
        .get("/zakony/{ustanoveni}/upravit", edit)
        .post("/zakony/{ustanoveni}/upravit", revise)
}

/// How a row stands with verification.
pub(super) struct Checked {
    /// Day and name; `None` when nobody has.
    pub(super) by: Option<(String, String)>,
}

/// A row of the list.
pub(super) struct Line {
    pub(super) id: Id<Entry>,
    pub(super) heading: String,
    pub(super) under: String,
    pub(super) says: String,
    pub(super) valid: String,
    pub(super) checked: Checked,
}

#[derive(Template)]
#[template(path = "law/pages/list.html")]
pub(super) struct ListPage {
    pub(super) frame: Frame,
    pub(super) paragraphs: Vec<Line>,
    pub(super) deadlines: Vec<Line>,
    pub(super) words: Vec<Line>,
    pub(super) unverified: usize,
}

/// "od 1. 1. 2027", "do 31. 12. 2026"; empty when nothing is known.
fn validity(entry: &Entry) -> String {
    match (entry.valid_from, entry.valid_to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("platí od {}", czech::dates::short(from)),
        (None, Some(to)) => format!("platilo do {}", czech::dates::short(to)),
        (Some(from), Some(to)) => {
            format!("platí od {} do {}", czech::dates::short(from), czech::dates::short(to))
        }
    }
}

type Verified = Vec<(Id<Entry>, Day, String)>;

fn checked(entry: &Entry, verified: &Verified) -> Checked {
    let own = verified.iter().find(|(id, ..)| *id == entry.id).map(|(_, day, name)| (*day, name.clone()));
    let whole = entry.verified_on.map(|day| (day, entry.verified_by.clone().unwrap_or_default()));
    Checked { by: whole.or(own).map(|(day, name)| (czech::dates::short(day), name)) }
}

pub(super) fn line(entry: &Entry, verified: &Verified) -> Line {
    let (under, says) = match &entry.content {
        Content::Reference { act, title, wording, .. } => (format!("{title} · {act}"), wording.clone()),
        Content::Deadline { amount, unit, basis } => {
            (basis.clone(), Deadline { amount: *amount, unit: *unit, verified: false }.words())
        }
        Content::Definition { wording, source, .. } => (source.clone(), wording.clone()),
    };
    Line {
        id: entry.id,
        heading: entry.heading(),
        under,
        says,
        valid: validity(entry),
        checked: checked(entry, verified),
    }
}

/// The list page from all rows.
pub(super) fn list_page(frame: Frame, all: &[Entry], verified: &Verified, today: Day) -> ListPage {
    let mut codes: Vec<&str> = Vec::new();
    for entry in all {
        if !codes.contains(&entry.code.as_str()) {
            codes.push(&entry.code);
        }
    }
    let mut page =
        ListPage { frame, paragraphs: Vec::new(), deadlines: Vec::new(), words: Vec::new(), unverified: 0 };
    for code in codes {
        let of_code: Vec<Entry> = all.iter().filter(|e| e.code == code).cloned().collect();
        // What is not valid today any more (or not yet) is still listed by its last row.
        let Some(entry) = rules::current(&of_code, today).or(of_code.last()) else { continue };
        let line = line(entry, verified);
        page.unverified += usize::from(line.checked.by.is_none());
        match entry.content {
            Content::Reference { .. } => page.paragraphs.push(line),
            Content::Deadline { .. } => page.deadlines.push(line),
            Content::Definition { .. } => page.words.push(line),
        }
    }
    page
}

#[axum::debug_handler(state = House)]
async fn list(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    let all = store::rows(&house.queries, "").await?;
    let verified = store::verified(&house.queries, actor.office).await?;
    let frame = Frame::new(&house, &actor, "/zakony");
    Ok(Html::page(&list_page(frame, &all, &verified, actor.today))?)
}

#[derive(Template)]
#[template(path = "law/pages/show.html")]
pub(super) struct ShowPage {
    pub(super) frame: Frame,
    pub(super) id: Id<Entry>,
    pub(super) heading: String,
    pub(super) said: Vec<(&'static str, String)>,
    pub(super) valid: String,
    pub(super) note: Option<String>,
    pub(super) checked: Checked,
    pub(super) older: Vec<Line>,
    pub(super) form: FormState,
    pub(super) may_verify: bool,
    pub(super) may_revise: bool,
}

async fn show_page(
    house: &House,
    actor: &Actor,
    entry: &Entry,
    rights: (bool, bool),
    form: FormState,
) -> Result<ShowPage, Failure> {
    let verified = store::verified(&house.queries, actor.office).await?;
    let all = store::rows(&house.queries, &entry.code).await?;
    let older = all.iter().rev().filter(|row| row.id != entry.id).map(|row| line(row, &verified)).collect();
    Ok(ShowPage {
        frame: Frame::new(house, actor, "/zakony"),
        id: entry.id,
        heading: entry.heading(),
        said: rules::said(&entry.content),
        valid: validity(entry),
        note: entry.note.clone(),
        checked: checked(entry, &verified),
        older,
        form,
        may_verify: rights.0,
        may_revise: rights.1,
    })
}

#[axum::debug_handler(state = House)]
async fn show(
    permit: Permit<Entry, ReadLaw>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let rights = (permit.allows::<VerifyLaw>(), permit.allows::<ReviseLaw>());
    let form = FormState::empty().with("den", czech::dates::short(permit.actor().today));
    let mut page = show_page(&house, permit.actor(), permit.record(), rights, form).await?;
    page.frame = page.frame.noticing(
        &query,
        &[
            ("overeno", "Ověření je zapsané. Odteď se toto znění smí tisknout v dopisech vašeho úřadu."),
            ("zapsano", "Nové znění je zapsané. Dřívější zůstává níže."),
        ],
    );
    Ok(Html::page(&page)?)
}

#[axum::debug_handler(state = House)]
async fn verify(
    permit: Permit<Entry, VerifyLaw>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    match forms::verification(form, permit.actor().today) {
        Err(form) => {
            let rights = (true, permit.allows::<ReviseLaw>());
            let page = show_page(&house, permit.actor(), permit.record(), rights, form).await?;
            Ok(Html::again(&page)?.into_response())
        }
        Ok(day) => {
            let back = format!("/zakony/{}", permit.id());
            actions::verify(&house, permit, day).await?;
            Ok(Onward::to(back).noticing("overeno").into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "law/pages/edit.html")]
pub(super) struct EditPage {
    pub(super) frame: Frame,
    pub(super) id: Id<Entry>,
    pub(super) heading: String,
    pub(super) kind: &'static str,
    pub(super) units: Vec<(String, String)>,
    pub(super) form: FormState,
    /// What stands there by now, when it is not what was typed.
    pub(super) written: Option<Written>,
}

/// What stands there by now: why it is shown, and its words.
pub(super) struct Written {
    pub(super) heading: &'static str,
    pub(super) sentence: &'static str,
    pub(super) said: Vec<(&'static str, String)>,
}

const STALE: (&str, &str) = (
    "Mezitím to změnil někdo jiný",
    "Vaše znění jsme neuložili, ale nic z něj se neztratilo: je níže ve formuláři. Teď je zapsáno:",
);
const ALREADY: (&str, &str) = (
    "Z této stránky už jedno znění zapsané je",
    "To, co je teď ve formuláři, je jiné a zatím jsme ho neuložili. Když formulář odešlete znovu, zapíše se jako další znění. Zapsáno je:",
);

pub(super) fn edit_page(frame: Frame, entry: &Entry, form: FormState) -> EditPage {
    EditPage {
        frame,
        id: entry.id,
        heading: entry.heading(),
        kind: match entry.content {
            Content::Reference { .. } => "reference",
            Content::Deadline { .. } => "deadline",
            Content::Definition { .. } => "definition",
        },
        units: Unit::options(),
        form,
        written: None,
    }
}

#[axum::debug_handler(state = House)]
async fn edit(permit: Permit<Entry, ReviseLaw>, State(house): State<House>) -> Result<Html, Denied> {
    let form = forms::starting(permit.record(), house.clock.now());
    Ok(Html::page(&edit_page(Frame::new(&house, permit.actor(), "/zakony"), permit.record(), form))?)
}

#[axum::debug_handler(state = House)]
async fn revise(
    permit: Permit<Entry, ReviseLaw>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let entry = permit.record().clone();
    let frame = Frame::new(&house, permit.actor(), "/zakony");
    let seen = form.version().unwrap_or_default();
    let (new, typed) = match forms::wording(&entry, form) {
        Err(form) => return Ok(Html::again(&edit_page(frame, &entry, form))?.into_response()),
        Ok(read) => read,
    };
    let sent = new.id;
    let (heading, sentence) = match actions::revise(&house, permit, seen, new).await? {
        actions::Revised::Written => {
            return Ok(Onward::to(format!("/zakony/{sent}")).noticing("zapsano").into_response());
        }
        actions::Revised::Already => ALREADY,
        actions::Revised::Stale => STALE,
    };
    let rows = store::rows(&house.queries, &entry.code).await?;
    let newest = rows.iter().find(|row| row.id == sent).or(rows.last());
    let version = newest.map_or(0, |row| row.version).to_string();
    // The next sending is about the row that is shown beside, and makes a row of its own.
    let kept =
        typed.pairs().iter().filter(|(name, _)| name != "verze" && name != "nove_id").cloned().collect();
    let form = FormState::from_pairs(kept)
        .with("verze", version)
        .with("nove_id", Id::<Entry>::fresh(house.clock.now()).to_string());
    let mut page = edit_page(frame, &entry, form);
    page.written = newest.map(|row| {
        let mut said = rules::said(&row.content);
        said.extend(Some(validity(row)).filter(|words| !words.is_empty()).map(|words| ("Platnost", words)));
        Written { heading, sentence, said }
    });
    Ok(Html::stale(&page)?.into_response())
}
