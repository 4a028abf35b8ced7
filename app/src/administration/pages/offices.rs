//! Offices: letterheads, the list, boroughs.

use super::super::actions::{self, Changed, Entered};
use super::super::{EditOffice, ReadTrail, forms, policy};
use crate::access::{Actor, Denied, House, Permit, Personal};
use crate::identity::{Office, OfficeKind, store};
use crate::kernel::{Choice, FormState, Id, Page};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

#[axum::debug_handler(state = House)]
pub(super) async fn own(Personal(actor): Personal) -> Onward {
    Onward::to(format!("/sprava/urady/{}", actor.office))
}

/// An office as listed.
pub(in super::super) struct Line {
    pub(in super::super) id: Id<Office>,
    pub(in super::super) name: String,
    pub(in super::super) kind: &'static str,
    pub(in super::super) title: String,
}

#[derive(Template)]
#[template(path = "administration/pages/offices.html")]
pub(in super::super) struct ListPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) page: Page<Line>,
    pub(in super::super) form: FormState,
    pub(in super::super) filter: String,
}

fn must_administer(actor: &Actor) -> Result<(), Denied> {
    if policy::administers(actor) {
        Ok(())
    } else {
        Err(Denied::refused("Seznam všech úřadů spravuje správce. Údaje svého úřadu najdete ve Správě."))
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    Personal(actor): Personal,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    must_administer(&actor)?;
    let number = query.0.value("strana").parse().unwrap_or(1).max(1);
    let wanted = czech::folding::fold(query.0.value("q"));
    let all = store::offices(&house.queries).await?;
    let skip = usize::try_from(Page::<()>::offset(number)).unwrap_or(0);
    let take = usize::try_from(Page::<()>::limit()).unwrap_or(0);
    let lines = all
        .into_iter()
        .filter(|office| czech::folding::fold(&office.name).contains(&wanted))
        .skip(skip)
        .take(take)
        .map(|office| Line {
            id: office.id,
            kind: OfficeKind::from_code(&office.kind).map_or("úřad", Choice::label),
            name: office.name,
            title: office.title,
        })
        .collect();
    let frame = Frame::new(&house, &actor, "/sprava");
    let form = FormState::empty().with("q", query.0.value("q"));
    let encode = percent_encoding::NON_ALPHANUMERIC;
    let filter = format!("&q={}", percent_encoding::utf8_percent_encode(query.0.value("q"), encode));
    Ok(Html::page(&ListPage { frame, page: Page::cut(lines, number), form, filter })?)
}

#[derive(Template)]
#[template(path = "administration/pages/office.html")]
pub(in super::super) struct OfficePage {
    pub(in super::super) frame: Frame,
    pub(in super::super) id: Id<Office>,
    pub(in super::super) name: String,
    pub(in super::super) may_read_trail: bool,
    pub(in super::super) form: FormState,
    /// What somebody else wrote meanwhile.
    pub(in super::super) theirs: Option<Vec<(&'static str, String)>>,
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Office, EditOffice>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let office = permit.record();
    let frame = Frame::new(&house, permit.actor(), "/sprava").noticing(
        &query,
        &[
            ("ulozeno", "Údaje úřadu jsou uložené. Nové dopisy už je mají v záhlaví."),
            ("pridano", "Úřad je přidaný."),
        ],
    );
    Ok(Html::page(&OfficePage {
        frame,
        id: office.id,
        name: office.name.clone(),
        may_read_trail: permit.allows::<ReadTrail>(),
        form: forms::of_office(office),
        theirs: None,
    })?)
}

/// The letterhead for comparing two versions.
fn said(office: &Office) -> Vec<(&'static str, String)> {
    let words = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        ("Název", office.title.clone()),
        ("Ulice", words(&office.street)),
        ("PSČ", words(&office.postcode)),
        ("Město", words(&office.town)),
        ("E-mail", words(&office.email)),
        ("Telefon", words(&office.phone)),
        ("Datová schránka", words(&office.data_box)),
    ]
}

#[axum::debug_handler(state = House)]
pub(super) async fn change(
    permit: Permit<Office, EditOffice>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let before = permit.record().clone();
    let page = OfficePage {
        frame: Frame::new(&house, permit.actor(), "/sprava"),
        id: before.id,
        name: before.name.clone(),
        may_read_trail: permit.allows::<ReadTrail>(),
        form: FormState::empty(),
        theirs: None,
    };
    let (new, form) = match forms::office(form, &before) {
        Err(form) => return Ok(Html::again(&OfficePage { form, ..page })?.into_response()),
        Ok(read) => read,
    };
    match actions::change_office(&house, permit, new).await? {
        Changed::Done => {
            Ok(Onward::to(format!("/sprava/urady/{}", before.id)).noticing("ulozeno").into_response())
        }
        Changed::Stale | Changed::LastAdministrator => {
            let newest = store::find_office(&house.queries, before.id).await?.ok_or_else(Denied::hidden)?;
            let pairs = form.pairs().iter().filter(|(name, _)| name != "verze").cloned().collect();
            let form = FormState::from_pairs(pairs).with("verze", newest.version.to_string());
            let theirs = Some(said(&newest));
            Ok(Html::stale(&OfficePage { form, theirs, ..page })?.into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "administration/pages/office_new.html")]
pub(in super::super) struct NewPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) form: FormState,
    pub(in super::super) regions: Vec<(String, String)>,
}

type Regions = Vec<(Id<crate::identity::Region>, String, String)>;

fn new_page(frame: Frame, regions: &Regions, form: FormState) -> NewPage {
    let regions = regions.iter().map(|(id, _, name)| (id.to_string(), name.clone())).collect();
    NewPage { frame, form, regions }
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask_new(Personal(actor): Personal, State(house): State<House>) -> Result<Html, Denied> {
    must_administer(&actor)?;
    let regions = store::regions(&house.queries).await?;
    let frame = Frame::new(&house, &actor, "/sprava");
    Ok(Html::page(&new_page(frame, &regions, FormState::empty()))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    Personal(actor): Personal,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    must_administer(&actor)?;
    let regions = store::regions(&house.queries).await?;
    let frame = Frame::new(&house, &actor, "/sprava");
    let (new, form) = match forms::new_office(form, &regions) {
        Err(form) => return Ok(Html::again(&new_page(frame, &regions, form))?.into_response()),
        Ok(read) => read,
    };
    match actions::add_office(&house, &actor, new).await? {
        Entered::There(id) => {
            Ok(Onward::to(format!("/sprava/urady/{id}")).noticing("pridano").into_response())
        }
        Entered::Taken(name) => {
            let form = form.failed("kod", format!("Tento kód už má úřad {name}."));
            Ok(Html::again(&new_page(frame, &regions, form))?.into_response())
        }
    }
}
