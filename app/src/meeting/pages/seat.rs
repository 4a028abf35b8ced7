//! Seating somebody among the participants while the meeting runs, and taking a start by mistake back.

use super::flow::sent_before;
use crate::access::{Denied, House, Permit};
use crate::cases::{self, Person, PersonName, ReaderKind};
use crate::conferences::{Conference, LeadConference, WeighConference};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::actions::{Lead, NotDone};
use crate::meeting::{Seat, Sitter, seating, seats};
use crate::participants::{self, OnTheSpot, Participant};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The page that seats somebody on the spot.
#[derive(Template)]
#[template(path = "meeting/pages/seat.html")]
pub(in crate::meeting) struct SeatPage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) form: FormState,
    /// Guests at the table: identifier, name and who that is.
    pub(in crate::meeting) guests: Vec<(String, String)>,
    /// People of the case who do not sit there, for those who may know them.
    pub(in crate::meeting) people: Vec<(String, String)>,
    pub(in crate::meeting) new_id: String,
}

impl SeatPage {
    fn readers() -> Vec<(String, String)> {
        let for_others = |r: &&ReaderKind| {
            !matches!(r, ReaderKind::Child | ReaderKind::Facilitator | ReaderKind::MinuteTaker)
        };
        let all = ReaderKind::ALL.iter().filter(for_others);
        all.map(|r| (r.code().to_owned(), r.label().to_owned())).collect()
    }
}

/// Guests at the table and people of the case who do not sit there.
struct Known {
    guests: Vec<(Id<Seat>, String, String)>,
    people: Vec<Person>,
}

async fn known(house: &House, permit: &Lead) -> Result<Known, Failure> {
    let lookup = permit.lookup(house);
    let seats = seats(lookup, permit.id()).await?;
    let mut people = Vec::new();
    // Who leads the meeting and does not work on the case does not learn who else belongs to it.
    if permit.allows::<WeighConference>() {
        people = cases::people(lookup, permit.record().case).await?;
        people.retain(|person| {
            !seats.iter().any(|seat| match &seat.sitter {
                Sitter::Invited(who) => who.person == Some(person.id),
                Sitter::Guest { .. } => false,
            })
        });
    }
    let guests = seats
        .iter()
        .filter_map(|seat| match &seat.sitter {
            Sitter::Guest { name, label } => {
                Some((seat.id, permit.reveal(name).clone(), permit.reveal(label).clone()))
            }
            Sitter::Invited(_) => None,
        })
        .collect();
    Ok(Known { guests, people })
}

fn draw(house: &House, permit: &Lead, known: &Known, form: FormState) -> Result<Html, Failure> {
    let typed = form.value("nove_id").to_owned();
    let page = SeatPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        id: permit.id(),
        guests: known
            .guests
            .iter()
            .map(|(id, name, label)| (id.to_string(), format!("{name} ({label})")))
            .collect(),
        people: known.people.iter().map(|p| (p.id.to_string(), permit.reveal(&p.name).clone())).collect(),
        new_id: if typed.is_empty() { Id::<Seat>::fresh(house.clock.now()).to_string() } else { typed },
        form,
    };
    if page.form.has_errors() { Html::again(&page) } else { Html::page(&page) }
}

/// Reads the form; sentences are left in it.
fn read(mut form: FormState, permit: &Lead, known: &Known) -> Result<OnTheSpot, FormState> {
    let guest = form.id::<Seat>("host").and_then(|id| known.guests.iter().find(|(seat, ..)| *seat == id));
    let person = form.id::<Person>("osoba").and_then(|id| known.people.iter().find(|p| p.id == id));
    let typed = form.optional("jmeno", 200);
    let chosen = person.map(|p| permit.reveal(&p.name)).or_else(|| guest.map(|(_, name, _)| name));
    if typed.as_ref().is_some_and(|typed| chosen.is_some_and(|chosen| chosen != typed)) {
        form.fail("jmeno", "Buď někoho vyberte, nebo napište jméno. Obojí najednou nejde.");
    }
    let role = form.optional("role", 120);
    let reader = form.optional_choice::<ReaderKind>("ctenar");
    let name = match (person, guest, typed) {
        (Some(person), ..) => Some(permit.reveal(&person.name).clone()),
        (_, Some((_, name, _)), _) => Some(name.clone()),
        (.., typed) => typed,
    };
    if name.is_none() {
        form.fail("jmeno", "Napište jméno, nebo někoho vyberte.");
    }
    let reader = person.map(|p| p.reader).or(reader);
    if reader.is_none() {
        form.fail("ctenar", "Vyberte, kým je. Podle toho se pozná, co smí dostat.");
    }
    let role = role.or_else(|| guest.map(|(.., label)| label.clone()));
    let role = role.or_else(|| reader.map(|reader| reader.label().to_owned()));
    let id = guest.map(|(id, ..)| id.cast()).or_else(|| form.id("nove_id"));
    match (id, name, reader, role) {
        (Some(id), Some(name), Some(reader), Some(role_label)) if !form.has_errors() => Ok(OnTheSpot {
            id,
            person: person.map(|p| p.id),
            name: PersonName::new(name),
            role_label,
            reader,
        }),
        _ => Err(form),
    }
}

/// Whether the form was sent before and says nothing else: who it chose from a list is not offered any more.
async fn is_seated(house: &House, permit: &Lead, form: &FormState) -> Result<bool, Failure> {
    let seat = form.id::<Seat>("host").map(Id::cast).or_else(|| form.id::<Participant>("nove_id"));
    let Some(id) = seat else { return Ok(false) };
    let Some(seated) = participants::find(permit.lookup(house), id).await? else { return Ok(false) };
    let person = form.id::<Person>("osoba");
    let chosen = person.is_some() && seated.person == person || form.id::<Seat>("host").is_some();
    let (role, name) = (form.value("role"), form.value("jmeno"));
    let named = name.is_empty() || name == permit.reveal(&seated.name);
    Ok(named && seated.conference == permit.id() && chosen && (role.is_empty() || role == seated.role_label))
}

/// Refuses before the beginning and after the end.
fn runs(permit: &Lead) -> Result<(), Denied> {
    if permit.record().is_running() {
        return Ok(());
    }
    Err(Denied::refused("Jednání neběží. Účastníky přidáte v plánu konference, dokud neproběhla."))
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    query: Query,
) -> Result<Html, Denied> {
    runs(&permit)?;
    let known = known(&house, &permit).await?;
    let guest = query.0.id::<Seat>("host").and_then(|id| known.guests.iter().find(|(seat, ..)| *seat == id));
    let form = FormState::empty().with_some("host", guest.map(|(id, ..)| id.to_string()));
    Ok(draw(&house, &permit, &known, form)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    runs(&permit)?;
    let known = known(&house, &permit).await?;
    let back = format!("/konference/{}/jednani", permit.id());
    let typed = form.clone();
    if is_seated(&house, &permit, &form).await? {
        return Ok(Onward::to(back).noticing("pridan").into_response());
    }
    match read(form, &permit, &known) {
        Err(form) => Ok(draw(&house, &permit, &known, form)?.into_response()),
        Ok(who) => {
            let permit = Arc::new(permit);
            seating::seat(&house, &permit, who.clone()).await?;
            let seated = participants::find(permit.lookup(&house), who.id).await?;
            let other = |seated: &Participant| permit.reveal(&seated.name) != permit.reveal(&who.name);
            if seated.is_some_and(|seated| other(&seated)) {
                let form = sent_before(&typed, "jmeno");
                return Ok(draw(&house, &permit, &known, form)?.into_response());
            }
            Ok(Onward::to(back).noticing("pridan").into_response())
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn not_started(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
) -> Result<Response, Denied> {
    let back = Onward::to(format!("/konference/{}/jednani", permit.id()));
    match seating::take_start_back(&house, permit).await {
        Ok(()) => Ok(back.noticing("nezahajeno").into_response()),
        Err(NotDone::Already | NotDone::Stale) => Ok(back.noticing("radky").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}
