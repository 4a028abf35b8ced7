//! Pages of a meeting: the room ([`room`]), acts of its people and clock ([`flow`]), who knows of confidentiality
//! ([`aware`]), its lines ([`lines`]), its end ([`end`]); the recorder's page and the doors for its
//! script ([`recorder`], [`sync`]), and what a window of it left on a device ([`handover`]).

pub(super) mod aware;
mod end;
mod flow;
pub(super) mod handover;
mod history;
mod lines;
pub(super) mod present;
pub(super) mod recorder;
pub(super) mod room;
pub(super) mod rows;
pub(super) mod seat;
mod sync;

use crate::access::Routes;

/// The routes of a meeting.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/jednani", room::show)
        .post("/konference/{konference}/jednani/zahajit", flow::start)
        .post("/konference/{konference}/jednani/zahajeni/zpet", seat::not_started)
        .get("/konference/{konference}/jednani/pridat", seat::page)
        .post("/konference/{konference}/jednani/pridat", seat::add)
        .post("/konference/{konference}/jednani/mlcenlivost", aware::note)
        .post("/konference/{konference}/jednani/mlcenlivost/zpet", aware::take_back)
        .post("/konference/{konference}/jednani/pritomnost", flow::tap)
        .post("/konference/{konference}/jednani/pritomnost/zpet", flow::take_back)
        .post("/konference/{konference}/jednani/host", flow::guest)
        .post("/konference/{konference}/jednani/bod", flow::enter)
        .post("/konference/{konference}/jednani/prestavka", flow::pause)
        .post("/konference/{konference}/jednani/pokracovat", flow::go_on)
        .get("/konference/{konference}/jednani/pritomni", present::show)
        .get("/konference/{konference}/jednani/zapisovat", recorder::show)
        .get("/konference/{konference}/jednani/predat", handover::show)
        .post("/konference/{konference}/jednani/zarizeni", sync::device)
        .post("/konference/{konference}/jednani/denik", sync::keep)
        .get("/konference/{konference}/jednani/zive", sync::live)
        .post("/konference/{konference}/jednani/radky", lines::add)
        .get("/konference/{konference}/jednani/radky/{_radek}", lines::edit_page)
        .post("/konference/{konference}/jednani/radky/{_radek}", lines::edit)
        .post("/konference/{konference}/jednani/radky/{_radek}/posunout", lines::shift)
        .post("/konference/{konference}/jednani/radky/{_radek}/skrtnout", lines::strike)
        .get("/konference/{konference}/jednani/konec", end::page)
        .post("/konference/{konference}/jednani/konec", end::finish)
}
