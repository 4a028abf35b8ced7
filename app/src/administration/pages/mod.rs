//! Pages of the administration.

pub(super) mod accessibility;
pub(super) mod covers;
pub(super) mod jobs;
pub(super) mod offices;
pub(super) mod readers_list;
pub(super) mod start;
pub(super) mod trail;
pub(super) mod users;

use crate::access::Routes;

/// The routes of the administration.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/sprava", start::start)
        .get("/sprava/uzivatele", users::list)
        .get("/sprava/uzivatele/novy", users::ask_new)
        .post("/sprava/uzivatele/novy", users::add)
        .get("/sprava/uzivatele/{uzivatel}", users::show)
        .post("/sprava/uzivatele/{uzivatel}", users::change)
        .post("/sprava/uzivatele/{uzivatel}/ucet", users::switch)
        .post("/sprava/uzivatele/{uzivatel}/heslo", users::password)
        .post("/sprava/uzivatele/{uzivatel}/druhy-faktor", users::factor)
        .get("/sprava/zastupovani", covers::list)
        .post("/sprava/zastupovani", covers::add)
        .post("/sprava/zastupovani/{zastup}/ukoncit", covers::end)
        .get("/sprava/urad", offices::own)
        .get("/sprava/urady", offices::list)
        .get("/sprava/urady/novy", offices::ask_new)
        .post("/sprava/urady/novy", offices::add)
        .get("/sprava/urady/{urad}", offices::show)
        .post("/sprava/urady/{urad}", offices::change)
        .get("/sprava/auditni-stopa", trail::own)
        .get("/sprava/auditni-stopa/instalace", trail::installation)
        .get("/sprava/urady/{urad}/auditni-stopa", trail::show)
        .post("/sprava/urady/{urad}/auditni-stopa/overit", trail::verify)
        .get("/sprava/ulohy", jobs::list)
        .post("/sprava/ulohy/{_uloha}/znovu", jobs::revive)
        .get("/pripady/{pripad}/nahlizeni/seznam", readers_list::show)
        .post("/pripady/{pripad}/nahlizeni/seznam", readers_list::make)
        .get("/pristupnost", accessibility::show)
}
