//! Pages of the plan: the walk through all of it ([`walk`]), one line ([`point`], completed by [`task`]), one person alone
//! ([`alone`]) on a device that was handed to them ([`lend`]), goals on the scale ([`scale`]).

pub(super) mod alone;
pub(super) mod lend;
pub(super) mod panel;
pub(super) mod point;
pub(super) mod scale;
mod task;
pub(super) mod walk;

use super::actions::NotDone;
use super::gather::{Point, Table};
use super::rules::Lack;
use crate::access::{Action, Denied, House, Permit, Reads, Routes};
use crate::conferences::Conference;
use crate::kernel::{Choice, Id};
use crate::meeting::{Seat, Sitter};
use crate::shell::Onward;
use axum::response::{IntoResponse, Response};

/// The routes of the plan.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/jednani/uzavreni", walk::show)
        .post("/konference/{konference}/jednani/uzavreni", walk::close)
        .post("/konference/{konference}/jednani/listy", walk::sheets)
        .get("/konference/{konference}/jednani/listy/{_ucastnik}", walk::preview)
        .get("/konference/{konference}/jednani/uzavreni/{_radek}", point::show)
        .post("/konference/{konference}/jednani/uzavreni/{_radek}", point::give)
        .post("/konference/{konference}/jednani/uzavreni/{_radek}/ukol", task::complete)
        .get("/konference/{konference}/jednani/postoj", lend::ask)
        .post("/konference/{konference}/jednani/postoj", lend::hand_over)
        .get("/konference/{konference}/jednani/postoj/{_ucastnik}", alone::show)
        .post("/konference/{konference}/jednani/postoj/{_ucastnik}", alone::give)
        .get("/konference/{konference}/jednani/skala", scale::show)
        .post("/konference/{konference}/jednani/skala", scale::note)
}

/// Where the walk is.
pub(super) fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/jednani/uzavreni")
}

/// The meeting with its plan; before it has begun there is nothing to close.
pub(super) async fn loaded<A: Action<Conference> + Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
) -> Result<Table, Denied> {
    let table = Table::load(permit.lookup(house), permit.record()).await?;
    table.ok_or_else(|| Denied::refused("Jednání ještě nezačalo. Vraťte se a zahajte ho."))
}

/// After an act: on to a page with a sentence, also when it was done before.
pub(super) fn after(done: Result<(), NotDone>, to: String, notice: &str) -> Result<Response, Denied> {
    match done {
        Ok(()) | Err(NotDone::Already | NotDone::Stale) => {
            Ok(Onward::to(to).noticing(notice).into_response())
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

/// Name and role of somebody at the table.
pub(super) fn sitter<A: Action<Conference> + Reads<Conference>>(
    permit: &Permit<Conference, A>,
    seat: &Seat,
) -> (String, String) {
    match &seat.sitter {
        Sitter::Invited(who) => (permit.reveal(&who.name).clone(), who.role_label.clone()),
        Sitter::Guest { name, label } => (permit.reveal(name).clone(), permit.reveal(label).clone()),
    }
}

/// A line of the plan in a list.
pub(in crate::plan) struct PointRow {
    pub(in crate::plan) id: String,
    pub(in crate::plan) kind: &'static str,
    pub(in crate::plan) look: &'static str,
    pub(in crate::plan) number: Option<i64>,
    pub(in crate::plan) text: String,
    /// Who does it: initials with the role, or a name that is not at the table.
    pub(in crate::plan) owner: String,
    /// "do čt 24. 12. 2026".
    pub(in crate::plan) due: String,
    /// "je svátek (Štědrý den)".
    pub(in crate::plan) remark: String,
    /// What is missing.
    pub(in crate::plan) lacks: Vec<&'static str>,
    /// "6 souhlasí, 1 nesouhlasí"; never what was answered alone.
    pub(in crate::plan) tally: String,
    /// How many of those who are here have not answered.
    pub(in crate::plan) waiting: usize,
}

/// A line as the lists show it.
pub(super) fn row<A: Action<Conference> + Reads<Conference>>(
    permit: &Permit<Conference, A>,
    table: &Table,
    point: &Point,
) -> PointRow {
    let line = &point.line;
    let named = table.seat(line.owner).map(|seat| {
        let (name, role) = sitter(permit, seat);
        format!("{name} ({role})")
    });
    let note = line.owner_note.as_ref().map(|note| permit.reveal(note).clone());
    PointRow {
        id: line.id.to_string(),
        kind: line.kind.label(),
        look: line.kind.look(),
        number: line.number(),
        text: permit.reveal(&line.text).clone(),
        owner: named.or(note).unwrap_or_default(),
        due: line.deadline.map(|day| format!("do\u{a0}{}", czech::dates::brief(day))).unwrap_or_default(),
        remark: line.deadline.and_then(super::rules::day_hint).map(|hint| hint.words()).unwrap_or_default(),
        lacks: point.lacks.iter().map(|lack: &Lack| lack.words()).collect(),
        tally: super::rules::tally(&table.newest(line.id), table.alone).words(),
        waiting: table.waiting(line.id),
    }
}
