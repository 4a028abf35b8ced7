//! Pages of the preparation: who is ready, and one person.

mod list;
mod person;

pub(super) use list::{ChildRow, ListPage, Row};
pub(super) use person::{NeedRow, PersonPage, TalkRow};

use super::actions::NotNoted;
use super::rules::{Asked, Item, Progress, needs_talk};
use crate::access::{Denied, Routes};
use crate::cases::ReaderKind;
use crate::conferences::Conference;
use crate::kernel::{Day, Id};
use crate::shell::Onward;
use axum::response::{IntoResponse, Response};

/// The routes of the preparation.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/priprava", list::show)
        .get("/konference/{konference}/priprava/{ucastnik}", person::show)
        .post("/konference/{konference}/priprava/{ucastnik}", person::note)
        .post("/konference/{konference}/priprava/{ucastnik}/dnes", person::today)
        .post("/konference/{konference}/priprava/{ucastnik}/zpet", person::take_back)
        .post("/konference/{konference}/priprava/{ucastnik}/potreba", person::settle)
        .post("/konference/{konference}/priprava/{ucastnik}/mlcenlivost", person::statement)
}

/// The address of the list.
pub(super) fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/priprava")
}

/// On to a page after an act, or its failure.
pub(super) fn after(
    outcome: Result<(), NotNoted>,
    to: String,
    code: &'static str,
) -> Result<Response, Denied> {
    match outcome {
        Ok(()) | Err(NotNoted::Already) => Ok(Onward::to(to).noticing(code).into_response()),
        Err(NotNoted::Stale) => Ok(Onward::to(to).noticing("mezitim").into_response()),
        Err(NotNoted::Failed(failure)) => Err(failure.into()),
    }
}

/// One thing as drawn.
#[derive(Clone, Debug)]
pub(in crate::preparation) struct Line {
    /// In words.
    pub words: String,
    /// Whether it is done.
    pub done: bool,
    /// "do pá 4. 12.", "po lhůtě 2 dny".
    pub due: String,
    /// Class of the deadline.
    pub look: &'static str,
}

/// An item in words, with its deadline as people say it.
pub(super) fn line(item: &Item, reader: ReaderKind, today: Day) -> Line {
    let done = item.progress.is_done();
    let (due, look) = match item.due.filter(|_| !done) {
        Some(due) if due < today => {
            let days = (today - due).get_days().unsigned_abs();
            (format!("po lhůtě {}", czech::plural::count(days, "den", "dny", "dní")), "late")
        }
        Some(due) if (due - today).get_days() <= 7 => (format!("do {}", czech::dates::brief(due)), "soon"),
        Some(due) => (format!("do {}", czech::dates::brief(due)), ""),
        None => (String::new(), ""),
    };
    Line { words: words(item, reader), done, due, look }
}

fn words(item: &Item, reader: ReaderKind) -> String {
    let on =
        |day: Option<Day>| day.map_or_else(String::new, |day| format!(" ({})", czech::dates::short(day)));
    match (item.asked, item.progress) {
        (Asked::Informed, Progress::Done(day)) => format!("ví o setkání{}", on(day)),
        (Asked::Informed, Progress::Planned(day)) => {
            format!("promluvit: domluveno na {}", czech::dates::brief(day))
        }
        (Asked::Informed, Progress::Unconfirmed(day)) => {
            format!("potvrdit, že rozhovor {} proběhl", czech::dates::brief(day))
        }
        (Asked::Informed, Progress::Open) if needs_talk(reader) => "promluvit o setkání".into(),
        (Asked::Informed, Progress::Open) => "ověřit, že o setkání ví".into(),
        (Asked::Points, _) => "připravit body, které mají rodiče znát předem".into(),
        (Asked::Paper, Progress::Done(day)) => format!("má podklad č. {}{}", item.what, on(day)),
        (Asked::Paper, _) => format!("předat podklad č. {}", item.what),
        (Asked::View, Progress::Done(day)) => format!("známe vlastní pohled{}", on(day)),
        (Asked::View, _) => "zapsat vlastní pohled".into(),
        (Asked::Need, _) => format!("zařídit: {}", item.what),
    }
}
