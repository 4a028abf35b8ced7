//! Opening a case: rows on a page, or a list with a preview.

use super::parts::{SECTION, done, told_apart, with_fresh};
use crate::access::{Actor, Denied, House, Personal};
use crate::cases::forms::{self, ListForm};
use crate::cases::import::{Entry, decode};
use crate::cases::model::NewCase;
use crate::cases::{CaseFile, actions};
use crate::kernel::{Choice, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Upload};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

const NOT_ALLOWED: Denied = Denied::refused("Případ zakládá sociální pracovník nebo vedoucí.");
/// Rows for children on a fresh page.
const ROWS: usize = 3;
/// Rows at most.
const MOST_ROWS: usize = 12;

/// Fields of a child's row.
pub(crate) struct RowFields {
    pub number: usize,
    pub name: String,
    pub born: String,
    pub mark: String,
}

#[derive(Template)]
#[template(path = "cases/pages/new.html")]
pub(crate) struct NewPage {
    pub frame: Frame,
    pub form: FormState,
    pub rows: Vec<RowFields>,
    pub may_add: bool,
}

impl NewPage {
    pub(crate) fn new(frame: Frame, form: FormState) -> Self {
        let typed: usize = form.value("radku").parse().unwrap_or(ROWS);
        let more = usize::from(form.ticked("pridat")) * 3;
        let count = (typed + more).clamp(ROWS, MOST_ROWS);
        let rows = (1..=count)
            .map(|number| RowFields {
                number,
                name: format!("dite_jmeno_{number}"),
                born: format!("dite_narozeni_{number}"),
                mark: format!("dite_znacka_{number}"),
            })
            .collect();
        Self { frame, form, rows, may_add: count < MOST_ROWS }
    }
}

fn frame(house: &House, actor: &Actor) -> Frame {
    Frame::new(house, actor, SECTION)
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_page(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    if !actions::may_open(&actor) {
        return Err(NOT_ALLOWED);
    }
    let form = with_fresh::<CaseFile>(&house, FormState::empty());
    Ok(Html::page(&NewPage::new(frame(&house, &actor), form))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn create(
    Personal(actor): Personal,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    if !actions::may_open(&actor) {
        return Err(NOT_ALLOWED);
    }
    // The button that only adds rows: nothing is saved, nothing lost.
    if form.ticked("pridat") {
        return Ok(Html::page(&NewPage::new(frame(&house, &actor), form))?.into_response());
    }
    let typed = form.clone();
    match forms::new_case(form, actor.today, Id::fresh(house.clock.now())) {
        Err(form) => Ok(Html::again(&NewPage::new(frame(&house, &actor), form))?.into_response()),
        Ok(new) => {
            let onward = opened(&new);
            let outcome = actions::open(&house, &actor, new).await;
            let form = told_apart::<CaseFile>(&house, &outcome, typed);
            done(outcome, onward, || NewPage::new(frame(&house, &actor), form))
        }
    }
}

fn opened(new: &NewCase) -> Onward {
    Onward::to(format!("/pripady/{}", new.id)).noticing("zalozeno")
}

/// A line of the preview in words.
pub(crate) struct PreviewLine {
    pub number: usize,
    pub typed: String,
    /// What was understood, or what is wrong.
    pub words: String,
    pub good: bool,
    pub note: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "cases/pages/list_in.html")]
pub(crate) struct ListInPage {
    pub frame: Frame,
    pub form: FormState,
    pub lines: Vec<PreviewLine>,
    pub bad: usize,
    /// "Založit případ se 3 dětmi a 2 dalšími lidmi", when all is good.
    pub button: Option<String>,
}

impl ListInPage {
    pub(crate) fn empty(frame: Frame, form: FormState) -> Self {
        Self { frame, form, lines: Vec::new(), bad: 0, button: None }
    }

    pub(crate) fn looking(frame: Frame, list: ListForm) -> Self {
        let (children, people, bad) = (list.children(), list.people(), list.bad());
        let good = bad == 0 && !list.form.has_errors();
        let button = good.then(|| {
            let kids = czech::plural::count(children, "dítětem", "dětmi", "dětmi");
            let with = if children == 1 { "s" } else { preposition(children) };
            match people {
                0 => format!("Založit případ {with} {kids}"),
                n => format!(
                    "Založit případ {with} {kids} a {}",
                    czech::plural::count(n, "dalším člověkem", "dalšími lidmi", "dalšími lidmi")
                ),
            }
        });
        let lines = list.lines.iter().map(preview).collect();
        Self { frame, form: list.form, lines, bad, button }
    }
}

/// The Czech preposition before a number in digits: "se 3", "s 5".
const fn preposition(number: usize) -> &'static str {
    match number {
        3 | 4 | 7 | 16 | 17 => "se",
        _ => "s",
    }
}

fn preview(line: &crate::cases::import::Line) -> PreviewLine {
    let words = match &line.read {
        Ok(Entry::Child { name, born, file_mark }) => {
            let mut words = format!("dítě {}", name.full());
            if let Some(born) = born {
                words.push_str(&format!(", narozené {}", czech::dates::short(*born)));
            }
            if let Some(mark) = file_mark {
                words.push_str(&format!(", {mark}"));
            }
            words
        }
        Ok(Entry::Person { name, word, reader, of, .. }) if of.is_empty() => {
            format!("{}, {word} všech dětí – {}", name.full(), reader.label())
        }
        Ok(Entry::Person { name, word, reader, of, .. }) => {
            format!("{}, {word} ({}) – {}", name.full(), of.join(", "), reader.label())
        }
        Err(sentence) => sentence.clone(),
    };
    PreviewLine {
        number: line.number,
        typed: line.typed.clone(),
        words,
        good: line.read.is_ok(),
        note: line.note,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn list_page(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    if !actions::may_open(&actor) {
        return Err(NOT_ALLOWED);
    }
    let form = with_fresh::<CaseFile>(&house, FormState::empty());
    Ok(Html::page(&ListInPage::empty(frame(&house, &actor), form))?)
}

/// The form with the text of the file, when one was chosen.
fn with_file(upload: Upload) -> FormState {
    if upload.file.is_empty() {
        return upload.form;
    }
    let others = upload.form.pairs().iter().filter(|(name, _)| name != "seznam").cloned().collect();
    FormState::from_pairs(others).with("seznam", decode(&upload.file).replace("\r\n", "\n"))
}

#[axum::debug_handler(state = House)]
pub(super) async fn look(
    Personal(actor): Personal,
    State(house): State<House>,
    upload: Upload,
) -> Result<Html, Denied> {
    if !actions::may_open(&actor) {
        return Err(NOT_ALLOWED);
    }
    let form = with_file(upload);
    match forms::new_case_from_list(form, actor.today, Id::fresh(house.clock.now()), true) {
        Ok(_) => Err(Denied::hidden()),
        Err(list) => {
            let failed = list.form.has_errors();
            let page = ListInPage::looking(frame(&house, &actor), list);
            Ok(if failed { Html::again(&page)? } else { Html::page(&page)? })
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn create_from_list(
    Personal(actor): Personal,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    if !actions::may_open(&actor) {
        return Err(NOT_ALLOWED);
    }
    let typed = form.clone();
    match forms::new_case_from_list(form, actor.today, Id::fresh(house.clock.now()), false) {
        Err(list) => Ok(Html::again(&ListInPage::looking(frame(&house, &actor), list))?.into_response()),
        Ok(new) => {
            let onward = opened(&new);
            let outcome = actions::open(&house, &actor, new).await;
            let form = told_apart::<CaseFile>(&house, &outcome, typed);
            done(outcome, onward, || ListInPage::empty(frame(&house, &actor), form))
        }
    }
}
