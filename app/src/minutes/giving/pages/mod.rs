//! Pages of giving: for staff ([`staff`]) and for whoever came by a link ([`own`]).

mod closing;
mod own;
mod staff;

use crate::access::Routes;

pub(in crate::minutes) use closing::panel;
pub(super) use staff::{ListPage, OnePage, Row, Told};

/// The routes of giving.
pub(in crate::minutes) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/zapis/predani", staff::list)
        .get("/konference/{konference}/zapis/predani/tisk", staff::print)
        .post("/konference/{konference}/zapis/predani/vyhotovit", staff::make)
        .get("/konference/{konference}/zapis/predani/{_ucastnik}", staff::one)
        .post("/konference/{konference}/zapis/predani/{_ucastnik}", staff::note)
        .outside_get("/p/{_token}/vypis", own::page)
        .outside_post("/p/{_token}/vypis", own::open)
}
