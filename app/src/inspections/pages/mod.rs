//! Pages of inspections: the list of a case, a new request, one request with its record.

mod list;
mod one;
mod record;

pub(super) use list::{ListPage, ListRow, NewPage, panel};
pub(super) use one::{Choosing, OnePage, Row, Stage};

use super::Inspection;
use crate::access::{Permit, Reads, Routes};
use crate::cases::CaseFile;
use crate::kernel::Id;

const SECTION: &str = "/pripady";

/// The routes of inspections.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/pripady/{pripad}/nahlizeni-do-spisu", list::list)
        .get("/pripady/{pripad}/nahlizeni-do-spisu/nove", list::new_page)
        .post("/pripady/{pripad}/nahlizeni-do-spisu/nove", list::ask)
        .get("/pripady/{pripad}/nahlizeni-do-spisu/{nahlizeni}", one::show)
        .post("/pripady/{pripad}/nahlizeni-do-spisu/{nahlizeni}/vyber", one::choose)
        .get("/pripady/{pripad}/nahlizeni-do-spisu/{nahlizeni}/nahled", record::preview)
        .post("/pripady/{pripad}/nahlizeni-do-spisu/{nahlizeni}/zaznam", record::make)
        .post("/pripady/{pripad}/nahlizeni-do-spisu/{nahlizeni}/odeprit", record::refuse)
        .post("/pripady/{pripad}/nahlizeni-do-spisu/{nahlizeni}/podpis", record::sign)
}

/// The address of the list.
pub(super) fn home(case: Id<CaseFile>) -> String {
    format!("/pripady/{case}/nahlizeni-do-spisu")
}

/// The address of one.
pub(super) fn address(inspection: &Inspection) -> String {
    format!("{}/{}", home(inspection.case), inspection.id)
}

/// The case in the way back.
pub(super) struct Case {
    pub(super) href: String,
    pub(super) mark: String,
}

impl Case {
    fn of<A: Reads<CaseFile>>(permit: &Permit<CaseFile, A>) -> Self {
        let mark = permit.reveal(&permit.record().file_mark).clone();
        Self { href: format!("/pripady/{}", permit.id()), mark }
    }
}
