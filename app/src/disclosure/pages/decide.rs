//! Deciding about one conference: an exception from the table, a justified protected fact.

use super::conference::fact_words;
use crate::access::{Denied, House, Permit};
use crate::cases::{self, Child, Person, ReaderKind};
use crate::conferences::{Around, Conference};
use crate::disclosure::actions::consents::Undone;
use crate::disclosure::actions::decisions as actions;
use crate::disclosure::forms::{self, Clerk};
use crate::disclosure::model::{Exception, Justification, StoredVerdict, TableOccasion};
use crate::disclosure::policy::{DecideDisclosure, JustifyFact};
use crate::disclosure::store::secrets;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use facts::FactGroup;
use std::sync::Arc;

type Deciding = Permit<Conference, DecideDisclosure>;
type Justifying = Permit<Conference, JustifyFact>;

#[derive(Template)]
#[template(path = "disclosure/pages/exception.html")]
pub(in crate::disclosure) struct ExceptionPage {
    pub(in crate::disclosure) frame: Frame,
    pub(in crate::disclosure) around: Around,
    pub(in crate::disclosure) form: FormState,
    pub(in crate::disclosure) people: Vec<(String, String)>,
    pub(in crate::disclosure) subjects: Vec<(String, String)>,
}

impl ExceptionPage {
    fn back(&self) -> String {
        format!("{}/sdeleni", self.around.href)
    }

    fn kinds(&self) -> Vec<(String, String)> {
        let kinds = ReaderKind::ALL.iter().filter(|kind| !kind.is_of_family());
        kinds.map(|kind| (kind.code().to_owned(), kind.label().to_owned())).collect()
    }

    fn whom(&self) -> Vec<(String, String)> {
        let kinds = self
            .kinds()
            .into_iter()
            .map(|(code, label)| (format!("druh:{code}"), format!("všichni: {label}")));
        self.people.iter().cloned().chain(kinds).collect()
    }

    fn groups(&self) -> Vec<(String, String)> {
        let groups = FactGroup::ALL.into_iter().filter(|group| *group != FactGroup::Notifier);
        groups.map(|group| (group.code().to_owned(), group.label().to_owned())).collect()
    }

    fn occasions(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        TableOccasion::ALL.iter().map(|occasion| (occasion.code(), occasion.label(), "")).collect()
    }

    fn verdicts(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        StoredVerdict::ALL.iter().map(|v| (v.code(), v.label(), super::explanation(v.0))).collect()
    }
}

fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/sdeleni")
}

async fn exception_draw(
    house: &House,
    permit: &Deciding,
    form: FormState,
) -> Result<(ExceptionPage, forms::Known), Failure> {
    let lookup = permit.lookup(house);
    let participants = participants::of_conference(lookup, permit.id()).await?;
    let children = cases::children(lookup, permit.record().case).await?;
    let people_of_case = cases::people(lookup, permit.record().case).await?;
    let outsiders: Vec<&Participant> = participants.iter().filter(|who| who.staff.is_none()).collect();
    let people = outsiders
        .iter()
        .map(|who| (who.id.to_string(), format!("{} ({})", permit.reveal(&who.name), who.role_label)))
        .collect();
    let page = ExceptionPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        form,
        people,
        subjects: subjects(permit, &children, &people_of_case),
    };
    let known = forms::Known {
        participants: outsiders.iter().map(|who| who.id).collect(),
        children: children.iter().map(|child| child.id).collect(),
        people: people_of_case.iter().map(|person| person.id).collect(),
    };
    Ok((page, known))
}

/// About whom an exception can decide: everything, each child, each adult.
fn subjects(permit: &Deciding, children: &[Child], people: &[Person]) -> Vec<(String, String)> {
    let all = ("vse".to_owned(), "o čemkoli, co se tu sděluje".to_owned());
    let child =
        |child: &Child| (format!("dite:{}", child.id), format!("dítě: {}", permit.reveal(&child.name)));
    let adult = |person: &Person| {
        (format!("osoba:{}", person.id), format!("dospělý: {}", permit.reveal(&person.name)))
    };
    std::iter::once(all).chain(children.iter().map(child)).chain(people.iter().map(adult)).collect()
}

#[axum::debug_handler(state = House)]
pub(super) async fn exception_page(
    permit: Deciding,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let form = FormState::empty()
        .with("nove_id", Id::<Exception>::fresh(house.clock.now()).to_string())
        .with("komu", query.0.value("ucastnik"))
        .with("o_kom", "vse");
    let (page, _) = exception_draw(&house, &permit, form).await?;
    Ok(Html::page(&page)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn except(
    permit: Deciding,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (mut page, known) = exception_draw(&house, &permit, form.clone()).await?;
    let clerk = Clerk { conference: permit.id(), by: permit.actor().id, now: house.clock.now() };
    match forms::exception(form, &known, clerk) {
        Err(form) => {
            page.form = form;
            Ok(Html::again(&page)?.into_response())
        }
        Ok(exception) => {
            let onward = Onward::to(home(permit.id())).noticing("vyjimka");
            actions::except(&house, Arc::new(permit), exception).await?;
            Ok(onward.into_response())
        }
    }
}

/// What was taken back already, or is another conference's, is not there.
fn settled(outcome: Result<(), Undone>, onward: Onward) -> Result<Onward, Denied> {
    match outcome {
        Ok(()) => Ok(onward),
        Err(Undone::Stale) => Err(Denied::hidden()),
        Err(Undone::Failed(failure)) => Err(failure.into()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn end_exception(
    permit: Deciding,
    State(house): State<House>,
    Path((_, exception)): Path<(String, String)>,
) -> Result<Onward, Denied> {
    let exception = exception.parse().map_err(|_| Denied::hidden())?;
    let onward = Onward::to(home(permit.id())).noticing("konec-vyjimky");
    settled(actions::end_exception(&house, Arc::new(permit), exception).await, onward)
}

#[derive(Template)]
#[template(path = "disclosure/pages/justify.html")]
pub(in crate::disclosure) struct JustifyPage {
    pub(in crate::disclosure) frame: Frame,
    pub(in crate::disclosure) around: Around,
    pub(in crate::disclosure) form: FormState,
    pub(in crate::disclosure) name: String,
    pub(in crate::disclosure) fact: String,
    pub(in crate::disclosure) value: Option<String>,
}

impl JustifyPage {
    fn back(&self) -> String {
        format!("{}/sdeleni", self.around.href)
    }
}

async fn justify_draw(
    house: &House,
    permit: &Justifying,
    (participant, fact): (&str, &str),
    form: FormState,
) -> Result<(JustifyPage, Id<Participant>, uuid::Uuid), Denied> {
    let lookup = permit.lookup(house);
    let participant: Id<Participant> = participant.parse().map_err(|_| Denied::hidden())?;
    let fact: uuid::Uuid = fact.parse().map_err(|_| Denied::hidden())?;
    let who = participants::find(lookup, participant).await?;
    let who = who.filter(|who| who.conference == permit.id()).ok_or_else(Denied::hidden)?;
    let facts = cases::protected_facts(lookup, permit.record().case).await?;
    let people = cases::people(lookup, permit.record().case).await?;
    // A fact named by its own identifier means its version of now.
    let fact = facts.iter().find(|f| f.id.uuid() == fact).map_or(fact, secrets::id_of_fact);
    let contact = secrets::ids_of_contacts(&people).contains(&fact);
    let seats = participants::of_conference(lookup, permit.id()).await?;
    let place = secrets::ids_of_places(&seats, permit.record().place.as_ref()).contains(&fact);
    let known = contact || place || facts.iter().any(|f| secrets::id_of_fact(f) == fact);
    if !known {
        return Err(Denied::hidden());
    }
    let kinds: Vec<_> = facts.iter().map(|f| (secrets::id_of_fact(f), f.kind.label())).collect();
    let value =
        facts.iter().find(|f| secrets::id_of_fact(f) == fact).map(|f| permit.reveal(&f.value).clone());
    let page = JustifyPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        form,
        name: permit.reveal(&who.name).clone(),
        fact: fact_words(&kinds, fact).to_owned(),
        value,
    };
    Ok((page, participant, fact))
}

#[axum::debug_handler(state = House)]
pub(super) async fn justify_page(
    permit: Justifying,
    State(house): State<House>,
    Path((_, participant, fact)): Path<(String, String, String)>,
) -> Result<Html, Denied> {
    let fresh = Id::<Justification>::fresh(house.clock.now()).to_string();
    let form = FormState::empty().with("nove_id", fresh);
    let (page, _, _) = justify_draw(&house, &permit, (&participant, &fact), form).await?;
    Ok(Html::page(&page)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn justify(
    permit: Justifying,
    State(house): State<House>,
    Path((_, participant, fact)): Path<(String, String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (mut page, participant, fact) =
        justify_draw(&house, &permit, (&participant, &fact), form.clone()).await?;
    let clerk = Clerk { conference: permit.id(), by: permit.actor().id, now: house.clock.now() };
    match forms::justification(form, (participant, fact), clerk) {
        Err(form) => {
            page.form = form;
            Ok(Html::again(&page)?.into_response())
        }
        Ok(justification) => {
            let onward = Onward::to(home(permit.id())).noticing("oduvodneno");
            actions::justify(&house, Arc::new(permit), justification).await?;
            Ok(onward.into_response())
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn end_justification(
    permit: Justifying,
    State(house): State<House>,
    Path((_, justification)): Path<(String, String)>,
) -> Result<Onward, Denied> {
    let justification = justification.parse().map_err(|_| Denied::hidden())?;
    let onward = Onward::to(home(permit.id())).noticing("konec-oduvodneni");
    settled(actions::end_justification(&house, Arc::new(permit), justification).await, onward)
}
