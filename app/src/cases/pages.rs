//! Pages of cases.

pub(super) mod board;
mod children;
mod governance;
pub(super) mod handover;
pub(super) mod list;
pub(super) mod opening;
pub(super) mod openings;
pub(super) mod overview;
pub(super) mod parts;
mod people;
mod protected;
pub(super) mod readers;

pub(super) use children::ChildPage;
pub(super) use people::{PersonPage, child_fields};
pub(super) use protected::{FactView, ProtectedListPage};
pub(super) use readers::{EventLine, OpeningLine, ReaderLine, ReadersPage};

use crate::access::Routes;

/// The routes of cases.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get("/pripady", list::list)
        .get("/lhuty", board::board)
        .get("/pripady/novy", opening::new_page)
        .post("/pripady/novy", opening::create)
        .get("/pripady/novy/seznam", opening::list_page)
        .post("/pripady/novy/seznam", opening::look)
        .post("/pripady/novy/seznam/ulozit", opening::create_from_list)
        .get("/pripady/{pripad}", overview::show)
        .get("/pripady/{pripad}/nahlizeni", readers::show);
    let routes = routes
        .get("/kdo-se-dival", readers::looked)
        .get("/nahlednuti", openings::open_page)
        .post("/nahlednuti", openings::open)
        .get("/nahlednuti/{nahlednuti}", openings::show)
        .post("/nahlednuti/{nahlednuti}/videno", openings::see)
        .post("/nahlednuti/{nahlednuti}/ukoncit", openings::end)
        .post("/nahlednuti/{nahlednuti}/dovolit", openings::allow)
        .get("/pripady/{pripad}/postoupit", handover::ask_page)
        .post("/pripady/{pripad}/postoupit", handover::ask)
        .get("/postoupeni", handover::list)
        .get("/postoupeni/{postoupeni}", handover::show)
        .post("/postoupeni/{postoupeni}/prijmout", handover::accept)
        .post("/postoupeni/{postoupeni}/odmitnout", handover::refuse)
        .post("/postoupeni/{postoupeni}/zpet", handover::take_back);
    let routes = routes
        .get("/pripady/{pripad}/upravit", governance::edit)
        .post("/pripady/{pripad}/upravit", governance::change)
        .get("/pripady/{pripad}/bezpeci", governance::safety)
        .post("/pripady/{pripad}/bezpeci", governance::set_safety)
        .get("/pripady/{pripad}/predat", governance::transfer_page)
        .post("/pripady/{pripad}/predat", governance::transfer)
        .get("/pripady/{pripad}/uzavrit", governance::close_page)
        .post("/pripady/{pripad}/uzavrit", governance::close)
        .post("/pripady/{pripad}/otevrit", governance::reopen)
        .get("/pripady/{pripad}/vymazat", governance::destroy_page)
        .post("/pripady/{pripad}/vymazat", governance::destroy);
    let routes = routes
        .get("/pripady/{pripad}/deti/nove", children::new_page)
        .post("/pripady/{pripad}/deti/nove", children::add)
        .get("/pripady/{pripad}/deti/{dite}", children::edit)
        .post("/pripady/{pripad}/deti/{dite}", children::change)
        .get("/pripady/{pripad}/deti/{dite}/odebrat", children::remove_page)
        .post("/pripady/{pripad}/deti/{dite}/odebrat", children::remove)
        .get("/pripady/{pripad}/lide/novy", people::new_page)
        .post("/pripady/{pripad}/lide/novy", people::add)
        .get("/pripady/{pripad}/lide/{osoba}", people::edit)
        .post("/pripady/{pripad}/lide/{osoba}", people::change)
        .get("/pripady/{pripad}/lide/{osoba}/odebrat", people::remove_page)
        .post("/pripady/{pripad}/lide/{osoba}/odebrat", people::remove);
    routes
        .get("/pripady/{pripad}/chranene", protected::list)
        .get("/pripady/{pripad}/chranene/novy", protected::new_page)
        .post("/pripady/{pripad}/chranene/novy", protected::add)
        .get("/pripady/{pripad}/chranene/{udaj}", protected::edit)
        .post("/pripady/{pripad}/chranene/{udaj}", protected::change)
        .get("/pripady/{pripad}/chranene/{udaj}/smazat", protected::remove_page)
        .post("/pripady/{pripad}/chranene/{udaj}/smazat", protected::remove)
}
