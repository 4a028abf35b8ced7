//! Pages of papers: the list, a new one, one with its readers.

mod add;
mod list;
mod one;
mod readers;

pub(super) use add::NewPage;
pub(super) use list::{ListPage, ListRow};
pub(super) use one::{OnePage, Reader, RecallPage};

use super::Paper;
use super::actions::NotDone;
use crate::access::{Denied, Routes};
use crate::conferences::Conference;
use crate::kernel::Id;
use crate::shell::Onward;
use axum::response::{IntoResponse, Response};

/// The routes of papers.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/podklady", list::show)
        .get("/konference/{konference}/podklady/novy", add::form)
        .post("/konference/{konference}/podklady/novy", add::save)
        .get("/konference/{konference}/podklady/{podklad}", one::show)
        .get("/konference/{konference}/podklady/{podklad}/soubor/{_komu}", one::print)
        .post("/konference/{konference}/podklady/{podklad}/prijemci", readers::set)
        .post("/konference/{konference}/podklady/{podklad}/obrazky", readers::pictures)
        .post("/konference/{konference}/podklady/{podklad}/rozhodnout/{_komu}", readers::decide)
        .post("/konference/{konference}/podklady/{podklad}/predano/{_komu}", readers::hand)
        .get("/konference/{konference}/podklady/{podklad}/odvolat", one::recall)
        .post("/konference/{konference}/podklady/{podklad}/odvolat", readers::withdraw)
        .post("/konference/{konference}/podklady/{podklad}/zniceno/{_komu}", readers::destroyed)
}

/// The address of the list.
pub(super) fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/podklady")
}

/// The address of one.
pub(super) fn address(conference: Id<Conference>, paper: Id<Paper>) -> String {
    format!("{}/{paper}", home(conference))
}

/// On to a page after an act, or its failure. What somebody else changed meanwhile is shown as it is now.
pub(super) fn after(
    outcome: Result<(), NotDone>,
    to: String,
    code: &'static str,
) -> Result<Response, Denied> {
    match outcome {
        Ok(()) | Err(NotDone::Already) => Ok(Onward::to(to).noticing(code).into_response()),
        Err(NotDone::Stale) => Ok(Onward::to(to).noticing("mezitim").into_response()),
        Err(NotDone::Kept) => Ok(Onward::to(to).noticing("nejde").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}
