//! Pages of the minutes: the check before making ([`check`]), what stands beside the lines ([`fields`]), signatures
//! ([`sign`]), extracts ([`extract`]), the seal and addenda ([`seal`]), taking the record out ([`export`]), the list of
//! papers ([`papers`]), and the public page that compares code and day ([`verify`]).

pub(super) mod check;
pub(super) mod export;
pub(super) mod extract;
pub(super) mod fields;
pub(super) mod late;
pub(super) mod papers;
pub(super) mod seal;
pub(super) mod sign;
pub(super) mod verify;

use crate::access::Routes;

/// The routes of the minutes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/zapis", check::show)
        .post("/konference/{konference}/zapis", check::make)
        .get("/konference/{konference}/zapis/casti", fields::show)
        .post("/konference/{konference}/zapis/casti", fields::save)
        .get("/konference/{konference}/zapis/podpisy", sign::show)
        .post("/konference/{konference}/zapis/podpisy", sign::note)
        .post("/konference/{konference}/zapis/podpisy/zpet", sign::take_back)
        .get("/konference/{konference}/zapis/podpisy/listina", sign::sheet)
        .get("/konference/{konference}/zapis/pecet", seal::show)
        .post("/konference/{konference}/zapis/pecet", seal::seal)
        .get("/konference/{konference}/zapis/dodatek", seal::addendum)
        .post("/konference/{konference}/zapis/dodatek", seal::amend)
        .post("/konference/{konference}/zapis/navrh", export::draft)
        .post("/konference/{konference}/zapis/vyvest", export::take)
        .get("/konference/{konference}/zapis/vypis/{_ucastnik}", extract::show)
        .get("/konference/{konference}/zapis/vypis/{_ucastnik}/nahled", extract::preview)
        .post("/konference/{konference}/zapis/vypis/{_ucastnik}", extract::make)
        .get("/konference/{konference}/dokumenty", papers::list)
        .outside_get("/overeni", verify::ask)
        .outside_post("/overeni", verify::answer)
}
