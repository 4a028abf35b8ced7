//! One line: what is missing in it, and what each person says to it.

use super::{PointRow, after, home, loaded, row, sitter};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, Day, FormState, Id};
use crate::meeting::{Line, LineKind, Seat, Side, TaskNote, Weight};
use crate::plan::actions::{self, Close};
use crate::plan::completion::{self, Words};
use crate::plan::forms::{self, Asked};
use crate::plan::gather::{Point, Table};
use crate::plan::{ClosePlan, Given, rules};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State as From};
use axum::response::{IntoResponse, Response};

/// What a person is asked about a line, in the open round.
pub(in crate::plan) struct AskedRow {
    pub(in crate::plan) seat: Id<Seat>,
    /// Identifier of the next answer.
    pub(in crate::plan) fresh: Id<Given>,
    pub(in crate::plan) name: String,
    pub(in crate::plan) role: String,
    /// Left before the end: can be asked afterwards.
    pub(in crate::plan) left: bool,
    /// "souhlasí"; "odpověděl(a) v soukromí" for what was said alone.
    pub(in crate::plan) said: Option<String>,
    /// The look of its tag; nothing to be seen in it of what was said alone.
    pub(in crate::plan) look: &'static str,
    /// Why they disagree, what would move them.
    pub(in crate::plan) words: Vec<String>,
    /// Names of the fields.
    pub(in crate::plan) answer: String,
    pub(in crate::plan) why: String,
    pub(in crate::plan) step: String,
}

/// The page.
#[derive(Template)]
#[template(path = "plan/pages/point.html")]
pub(in crate::plan) struct PointPage {
    pub(in crate::plan) frame: Frame,
    pub(in crate::plan) around: Around,
    pub(in crate::plan) form: FormState,
    pub(in crate::plan) here: String,
    pub(in crate::plan) walk: String,
    pub(in crate::plan) edit: String,
    pub(in crate::plan) point: PointRow,
    pub(in crate::plan) task: bool,
    /// Whether people are asked about it: an agreement or a task.
    pub(in crate::plan) asked: bool,
    /// "24. 12. 2026 je svátek (Štědrý den). … Poslední pracovní den předtím je středa 23. 12. 2026, první pracovní den
    /// potom je pondělí 28. 12. 2026."
    pub(in crate::plan) day_off: Option<String>,
    /// The form on which it is completed.
    pub(in crate::plan) work: FormState,
    pub(in crate::plan) seats: Vec<(String, String)>,
    pub(in crate::plan) goals: Vec<(String, String)>,
    /// Working days that one press makes the deadline.
    pub(in crate::plan) days: Vec<(String, String)>,
    pub(in crate::plan) alone: bool,
    pub(in crate::plan) people: Vec<AskedRow>,
    pub(in crate::plan) answers: Vec<(String, String, String)>,
    /// Whether degrees (1–5) are asked.
    pub(in crate::plan) degrees: bool,
    /// Those who are here and have not answered, for one tap: (number, seat, identifier).
    pub(in crate::plan) silent: Vec<(usize, String, String)>,
    /// The next line.
    pub(in crate::plan) next: Option<String>,
}

impl PointPage {
    fn sides() -> Vec<(String, String)> {
        Side::options()
    }

    fn weights() -> Vec<(String, String)> {
        Weight::options()
    }

    /// Whether the folded part of a person's answer is open.
    fn unfolds(&self, person: &AskedRow) -> bool {
        [&person.why, &person.step].iter().any(|field| {
            self.form.error(field.as_str()).is_some() || !self.form.value(field.as_str()).is_empty()
        })
    }
}

/// The line named in the path, of this plan.
pub(super) fn named<'a>(table: &'a Table, id: &str) -> Result<&'a Point, Denied> {
    let id: Id<Line> = id.parse().map_err(|_| Denied::hidden())?;
    table.point(id).ok_or_else(Denied::hidden)
}

/// Everybody who was there and is asked, with what they said aloud. What was said alone is told to nobody.
fn people(house: &House, permit: &Close, table: &Table, point: &Point) -> Vec<AskedRow> {
    let newest = table.newest(point.line.id);
    let rows = table.asked().enumerate().map(|(at, present)| {
        let (name, role) = sitter(permit, &present.seat);
        let given = newest.iter().find(|given| given.seat == present.seat.id);
        let aloud = given.filter(|given| !given.alone && !table.alone);
        let said = given.map(|given| match aloud {
            None => "odpověděl(a) v soukromí".to_owned(),
            Some(_) => match given.degree.and_then(crate::meeting::rules::degree_words) {
                Some(words) => words.to_owned(),
                None => given.stance.label().to_owned(),
            },
        });
        let why = aloud.and_then(|given| given.words.as_ref());
        let step = aloud.and_then(|given| given.step.as_ref());
        let words = [
            why.map(|words| permit.reveal(words).clone()),
            step.map(|words| format!("{}: {}", step_label(table), permit.reveal(words))),
        ];
        let number = at + 1;
        AskedRow {
            seat: present.seat.id,
            fresh: Id::fresh(house.clock.now()),
            name,
            role,
            left: !present.now,
            look: aloud.map_or("", |given| given.stance.look()),
            said,
            words: words.into_iter().flatten().collect(),
            answer: format!("postoj_{number}"),
            why: format!("proc_{number}"),
            step: format!("vys_{number}"),
        }
    });
    rows.collect()
}

/// What stands before the words of what would move somebody: where no degrees are asked, there is no degree to go up.
const fn step_label(table: &Table) -> &'static str {
    if table.meeting.degrees { "O stupeň výš" } else { "Souhlasit by pomohlo" }
}

/// What to know about the deadline.
fn day_off(point: &Point) -> Option<String> {
    let day = point.line.deadline?;
    let hint = rules::day_hint(day)?;
    let closed = crate::meeting::rules::day_off(day)?;
    let named = |day: Day| format!("{} {}", czech::dates::weekday(day.weekday()), czech::dates::short(day));
    Some(format!(
        "{closed} Poslední pracovní den předtím je {}, první pracovní den potom je {}.",
        named(hint.before),
        named(hint.after),
    ))
}

/// What the form of completion holds.
fn work(permit: &Close, point: &Point) -> FormState {
    let open = |note: &Option<TaskNote>| note.as_ref().map(|note| permit.reveal(note).clone());
    let line = &point.line;
    let words = Words {
        text: permit.reveal(&line.text).clone(),
        owner: open(&line.owner_note),
        indicator: open(&line.indicator),
        support: open(&line.support),
        plan_b: open(&line.plan_b),
    };
    completion::of_point(point, words)
}

/// Working days that one press makes the deadline: around a day off, else in a week, two weeks, a month.
fn days(table: &Table, point: &Point) -> Vec<(String, String)> {
    let days = match (point.line.deadline, point.line.deadline.and_then(rules::day_hint)) {
        (None, _) => rules::proposals(table.day()),
        (Some(_), Some(hint)) => vec![hint.before, hint.after],
        (Some(_), None) => Vec::new(),
    };
    let days = days.into_iter().filter(|day| *day >= table.day());
    days.map(|day| (day.to_string(), czech::dates::brief(day))).collect()
}

async fn draw(
    house: &House,
    permit: &Close,
    (table, point): (&Table, &Point),
    form: FormState,
    frame: Frame,
) -> Result<PointPage, Denied> {
    let people = people(house, permit, table, point);
    let silent = people.iter().enumerate().filter(|(_, person)| person.said.is_none() && !person.left);
    let silent: Vec<(usize, String, String)> =
        silent.map(|(at, person)| (at + 1, person.seat.to_string(), person.fresh.to_string())).collect();
    let at = table.points.iter().position(|other| other.line.id == point.line.id);
    let next = at.and_then(|at| table.points.get(at + 1));
    let walk = home(permit.id());
    Ok(PointPage {
        frame,
        around: Around::of(house, permit).await?,
        here: format!("{walk}/{}", point.line.id),
        edit: format!("/konference/{}/jednani/radky/{}", permit.id(), point.line.id),
        point: row(permit, table, point),
        task: point.line.kind == LineKind::Task,
        asked: rules::is_point(&point.line),
        day_off: day_off(point),
        work: work(permit, point),
        seats: table
            .seats
            .iter()
            .map(|seat| {
                let (name, role) = sitter(permit, seat);
                (seat.id.to_string(), format!("{name} ({role})"))
            })
            .collect(),
        goals: table
            .goals
            .iter()
            .map(|goal| (goal.id.to_string(), permit.reveal(&goal.text).clone()))
            .collect(),
        days: days(table, point),
        alone: table.alone,
        answers: forms::answers(table.meeting.degrees),
        degrees: table.meeting.degrees,
        silent: if table.alone { Vec::new() } else { silent },
        next: next.map(|point| format!("{walk}/{}", point.line.id)),
        walk,
        people,
        form,
    })
}

const NOTICES: &[(&str, &str)] = &[
    ("postoj", "Zapsáno. Kdo si to rozmyslí, odpoví znovu; platí poslední odpověď."),
    ("ukol", "Úkol je doplněný."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    Path((_, line)): Path<(String, String)>,
    query: Query,
) -> Result<Html, Denied> {
    let table = loaded(&house, &permit).await?;
    let point = named(&table, &line)?;
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    Ok(Html::page(&draw(&house, &permit, (&table, point), FormState::empty(), frame).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn give(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    Path((_, line)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let table = loaded(&house, &permit).await?;
    let point = named(&table, &line)?;
    if table.alone {
        return Err(Denied::refused(
            "V případu je obava o bezpečí: každý odpovídá sám. Vraťte se na přehled a předejte tablet jednomu po druhém.",
        ));
    }
    let asked =
        Asked { line: point.line.id, degrees: table.meeting.degrees, alone: false, now: house.clock.now() };
    let seats: Vec<Id<Seat>> = table.asked().map(|present| present.seat.id).collect();
    let to = format!("{}/{}", home(permit.id()), point.line.id);
    if !rules::is_point(&point.line) {
        return Ok(Onward::to(to).into_response());
    }
    if form.ticked("vsichni") {
        let given = forms::everybody(&form, asked, &seats);
        if given.is_empty() {
            return Ok(Onward::to(to).into_response());
        }
        return after(actions::give(&house, permit, asked.line, given).await, to, "postoj");
    }
    match forms::aloud(form, asked, &seats) {
        Ok(given) => after(actions::give(&house, permit, asked.line, given).await, to, "postoj"),
        Err(form) => {
            let frame = Frame::new(&house, permit.actor(), "/konference");
            Ok(Html::again(&draw(&house, &permit, (&table, point), form, frame).await?)?.into_response())
        }
    }
}

/// The page again, with the form of completion as it was typed.
pub(super) async fn draw_again(
    house: &House,
    permit: &Close,
    at: (&Table, &Point),
    typed: FormState,
) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), "/konference");
    let mut page = draw(house, permit, at, FormState::empty(), frame).await?;
    page.work = typed;
    Ok(Html::again(&page)?.into_response())
}
