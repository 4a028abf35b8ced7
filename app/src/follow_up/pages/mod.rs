//! Pages of what comes after a meeting: for staff all tasks and one task, for their owner the page at their own address.

mod back;
mod closing;
mod near;
mod next;
mod own;
pub(super) mod panel;
mod staff;

pub(super) use back::{BackPage, BackRow, Group};
pub(super) use closing::{ClosingPage, FiledRow, NextRow};
pub(super) use near::{Near, NearRow};
pub(super) use next::NextPage;
pub(super) use staff::{ListPage, OnePage, Onwards, Row, Told};

use crate::access::Routes;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/ukoly", staff::list)
        .post("/konference/{konference}/ukoly/prevzit", staff::take)
        .get("/konference/{konference}/ukoly/{ukol}", staff::one)
        .post("/konference/{konference}/ukoly/{ukol}/hovor", staff::call)
        .post("/konference/{konference}/ukoly/{ukol}/volam", staff::will_call)
        .post("/konference/{konference}/ukoly/{ukol}/precteno", staff::seen)
        .get("/konference/{konference}/uzavrit", closing::show)
        .post("/konference/{konference}/uzavrit", closing::close)
        .post("/konference/{konference}/uzavrit/vyhodnoceni", closing::evaluate)
        .get("/konference/{konference}/navazat", next::show)
        .post("/konference/{konference}/navazat", next::begin)
        .get("/konference/{konference}/minule", back::show)
        .post("/konference/{konference}/minule/{_ukol}", back::settle)
        .post("/konference/{konference}/minule/{_ukol}/vratit", back::undo)
        .outside_get("/p/{_token}/ukoly", own::page)
        .outside_post("/p/{_token}/ukoly/{_ukol}", own::report)
}
