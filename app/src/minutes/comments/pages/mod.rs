//! Pages of comments: for those who were there at their own address, for staff beside the record.

mod own;
mod staff;

pub(super) use staff::{BringPage, CommentRow, ListPage, OnePage, PersonRow, ReleaseBox};

use crate::access::Routes;

/// The routes.
pub(in crate::minutes) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/zapis/pripominky", staff::list)
        .post("/konference/{konference}/zapis/uvolnit", staff::release)
        .get("/konference/{konference}/zapis/pripominky/{_pripominka}", staff::one)
        .post("/konference/{konference}/zapis/pripominky/{_pripominka}", staff::decide)
        .get("/konference/{konference}/zapis/pripominka-za", staff::bring_form)
        .post("/konference/{konference}/zapis/pripominka-za", staff::bring)
        .outside_get("/p/{_token}/zapis", own::page)
        .outside_post("/p/{_token}/zapis", own::give)
        .outside_post("/p/{_token}/zapis/zpet", own::withdraw)
}
