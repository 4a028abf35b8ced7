//! Pages of feedback: for staff what it comes to and papers to print, for people at the door a page on their phone.

mod phone;
mod staff;

pub(super) use staff::{CopyPage, FeedbackPage};

use crate::access::Routes;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/zpetna-vazba", staff::show)
        .post("/konference/{konference}/zpetna-vazba/otevrit", staff::open)
        .post("/konference/{konference}/zpetna-vazba/zavrit", staff::close)
        .get("/konference/{konference}/zpetna-vazba/tisk", staff::print)
        .get("/konference/{konference}/zpetna-vazba/papir/{_kdo}", staff::copy_form)
        .post("/konference/{konference}/zpetna-vazba/papir/{_kdo}", staff::copy)
        .outside_get("/z/{_token}", phone::page)
        .outside_post("/z/{_token}", phone::give)
}
