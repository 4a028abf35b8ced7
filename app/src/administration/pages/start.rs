//! Where the administration begins.

use super::super::policy;
use crate::access::{Actor, Denied, House, Personal};
use crate::identity::Role;
use crate::shell::{Frame, Html};
use askama::Template;
use axum::extract::State;

/// A way on.
pub(in super::super) struct Way {
    pub(in super::super) href: &'static str,
    pub(in super::super) label: &'static str,
    pub(in super::super) hint: &'static str,
}

#[derive(Template)]
#[template(path = "administration/pages/start.html")]
pub(in super::super) struct StartPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) ways: Vec<Way>,
}

/// What this person finds here.
pub(in super::super) fn ways(administers: bool, heads: bool, protects: bool) -> Vec<Way> {
    let way = |href, label, hint| Way { href, label, hint };
    let mut ways = Vec::new();
    if administers || heads {
        ways.push(way("/sprava/uzivatele", "Uživatelé", "kdo se přihlašuje a co smí"));
    }
    ways.push(way("/sprava/zastupovani", "Zastupování", "kdo za koho od kdy do kdy"));
    if administers || heads {
        ways.push(way("/sprava/urad", "Údaje úřadu", "adresa a kontakty v záhlaví dopisů"));
    }
    if heads || protects {
        ways.push(way("/sprava/auditni-stopa", "Auditní stopa", "kdo kdy co viděl a změnil"));
    }
    if administers {
        ways.push(way("/sprava/urady", "Všechny úřady", "seznam, městské obvody"));
        ways.push(way("/sprava/ulohy", "Nedokončené úlohy", "co se ani po opakování nepovedlo"));
        ways.push(way(
            "/sprava/auditni-stopa/instalace",
            "Stopa instalace",
            "zákony, úřady, příkazy správce",
        ));
    }
    ways.push(way("/zakony", "Zákony a lhůty", "co je ověřené a co ne"));
    ways
}

fn ways_of(actor: &Actor) -> Vec<Way> {
    let protects = actor.roles.has(Role::DataProtectionOfficer);
    ways(policy::administers(actor), actor.roles.has(Role::OfficeHead), protects)
}

#[axum::debug_handler(state = House)]
pub(super) async fn start(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    let frame = Frame::new(&house, &actor, "/sprava");
    Ok(Html::page(&StartPage { frame, ways: ways_of(&actor) })?)
}
