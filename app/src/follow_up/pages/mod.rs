//! Pages of what comes after a meeting: for staff all tasks and one task, for their owner the page at their own address.

mod own;
mod staff;

pub(super) use staff::{ListPage, OnePage, Row, Told};

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
        .outside_get("/p/{_token}/ukoly", own::page)
        .outside_post("/p/{_token}/ukoly/{_ukol}", own::report)
}
