//! Pages of protection plans: the versions of a child's plan, one version as a draft and as it was made.

mod draft;
mod list;

pub(super) use draft::{CopyRow, MeasureRow, OnePage, Stage, TakeRow};
pub(super) use list::{ListPage, ListRow, panel};

use super::ProtectionPlan;
use crate::access::{Permit, Reads, Routes};
use crate::cases::{CaseFile, Child};
use crate::kernel::Id;

const SECTION: &str = "/pripady";

/// The routes of protection plans.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/pripady/{pripad}/deti/{dite}/ipod", list::list)
        .post("/pripady/{pripad}/deti/{dite}/ipod", list::begin)
        .get("/pripady/{pripad}/ipod/{ipod}", draft::show)
        .post("/pripady/{pripad}/ipod/{ipod}", draft::save)
        .post("/pripady/{pripad}/ipod/{ipod}/prevzit", draft::take_over)
        .get("/pripady/{pripad}/ipod/{ipod}/nahled", draft::preview)
        .get("/pripady/{pripad}/ipod/{ipod}/word", draft::word)
        .post("/pripady/{pripad}/ipod/{ipod}/vyhotovit", draft::make)
        .post("/pripady/{pripad}/ipod/{ipod}/vytisk", draft::copy)
}

/// The address of a child's plans.
fn home(case: Id<CaseFile>, child: Id<Child>) -> String {
    format!("/pripady/{case}/deti/{child}/ipod")
}

/// The address of a version.
fn address(plan: &ProtectionPlan) -> String {
    format!("/pripady/{}/ipod/{}", plan.case, plan.id)
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
