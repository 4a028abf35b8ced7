//! Pages of the minutes: the check before making ([`check`]), extracts ([`extract`]), the list of papers
//! ([`papers`]).

pub(super) mod check;
pub(super) mod extract;
pub(super) mod papers;

use crate::access::Routes;

/// The routes of the minutes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/zapis", check::show)
        .post("/konference/{konference}/zapis", check::make)
        .get("/konference/{konference}/zapis/vypis/{_ucastnik}", extract::show)
        .get("/konference/{konference}/zapis/vypis/{_ucastnik}/nahled", extract::preview)
        .post("/konference/{konference}/zapis/vypis/{_ucastnik}", extract::make)
        .get("/konference/{konference}/dokumenty", papers::list)
}
