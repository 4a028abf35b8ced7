//! Pages of comments: for those who were there at their own address, for staff beside the record.

mod bringing;
mod closing;
mod deciding;
mod known;
mod own;
mod staff;

pub(super) use bringing::BringPage;
pub(in crate::minutes) use closing::panel;
pub(super) use deciding::OnePage;
pub(super) use known::CommentRow;
pub(super) use staff::{ListPage, PersonRow, ReleaseBox};

use crate::access::Routes;

/// The routes.
pub(in crate::minutes) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/zapis/pripominky", staff::list)
        .post("/konference/{konference}/zapis/uvolnit", staff::release)
        .get("/konference/{konference}/zapis/pripominky/{_pripominka}", deciding::one)
        .post("/konference/{konference}/zapis/pripominky/{_pripominka}", deciding::decide)
        .get("/konference/{konference}/zapis/pripominka-za", bringing::bring_form)
        .post("/konference/{konference}/zapis/pripominka-za", bringing::bring)
        .outside_get("/p/{_token}/zapis", own::page)
        .outside_post("/p/{_token}/zapis", own::give)
        .outside_post("/p/{_token}/zapis/zpet", own::withdraw)
}
