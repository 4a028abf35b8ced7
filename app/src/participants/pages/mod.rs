//! Pages of participants: the table with its perspectives, and what surrounds the others.

mod apart;
mod child;
mod leaders;
mod seat;

pub(super) use apart::{ApartCard, TwoLine, distance_in_words};
pub(super) use child::ChildPage;
pub(super) use leaders::{LeadersPage, role_label as leader_label};
pub(super) use seat::{Pick, RemovePage, SeatPage};

use super::model::{ChildParticipation, Participant};
use super::{Timeline, actions, rules, store, timeline};
use crate::access::{Denied, House, Permit, Routes};
use crate::cases::{self, Child, Person, ReaderKind, Relation};
use crate::conferences::{self, Around, Conference, EditConference, Perspective, ReadConference};
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id};
use crate::shell::{Frame, Html, Input, Onward, PanelContext, Query};
use askama::Template;
use axum::extract::State as House_;

/// The address that these pages belong to in the navigation.
pub(super) const SECTION: &str = "/konference";

/// The routes of participants.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/ucastnici", show)
        .post("/konference/{konference}/ucastnici/pohled", weigh)
        .post("/konference/{konference}/ucastnici/oddelene", apart::keep)
        .post("/konference/{konference}/ucastnici/oddelene/zrusit", apart::end)
        .get("/konference/{konference}/ucastnici/pridat", seat::new_page)
        .post("/konference/{konference}/ucastnici/pridat", seat::create)
        .get("/konference/{konference}/ucastnici/vedeni", leaders::show)
        .post("/konference/{konference}/ucastnici/vedeni", leaders::save)
        .get("/konference/{konference}/ucastnici/dite/{_dite}", child::show)
        .post("/konference/{konference}/ucastnici/dite/{_dite}", child::save)
        .get("/konference/{konference}/ucastnici/{ucastnik}", seat::edit)
        .post("/konference/{konference}/ucastnici/{ucastnik}", seat::save)
        .get("/konference/{konference}/ucastnici/{ucastnik}/odebrat", seat::remove_page)
        .post("/konference/{konference}/ucastnici/{ucastnik}/odebrat", seat::remove)
}

/// Somebody at the table.
pub(super) struct Seated {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) how: String,
    pub(super) required: bool,
    /// The place of their own, if they come elsewhere than the others.
    pub(super) elsewhere: Option<String>,
}

/// Somebody of the case who could bring a perspective.
pub(super) struct Suggested {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) role: String,
}

/// A perspective with who brings it.
pub(super) struct Slot {
    pub(super) perspective: Perspective,
    pub(super) needed: bool,
    pub(super) seated: Vec<Seated>,
    pub(super) suggested: Vec<Suggested>,
}

/// A child with how it takes part.
pub(super) struct ChildLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) how: Option<String>,
    /// The place of its own, if it comes elsewhere than the others.
    pub(super) elsewhere: Option<String>,
}

/// The table.
#[derive(Template)]
#[template(path = "participants/pages/table.html")]
pub(super) struct TablePage {
    pub(super) frame: Frame,
    pub(super) around: Around,
    pub(super) slots: Vec<Slot>,
    pub(super) others: Vec<Slot>,
    pub(super) children: Vec<ChildLine>,
    pub(super) leaders: Vec<Seated>,
    pub(super) counted: String,
    pub(super) hint: Option<&'static str>,
    pub(super) conflict: bool,
    pub(super) may_edit: bool,
    pub(super) timeline: Option<Timeline>,
    /// Who must not meet whom.
    pub(super) apart: Option<ApartCard>,
}

impl TablePage {
    /// Whether it is decided for every child how it takes part.
    fn children_decided(&self) -> bool {
        !self.children.is_empty() && self.children.iter().all(|child| child.how.is_some())
    }
}

/// What the table is drawn from.
struct Known {
    participants: Vec<Participant>,
    people: Vec<Person>,
    relations: Vec<Relation>,
    children: Vec<Child>,
    decisions: Vec<ChildParticipation>,
    needed: Vec<Perspective>,
    coordinator: Option<Id<Staff>>,
}

async fn known(house: &House, permit: &Permit<Conference, ReadConference>) -> Result<Known, Failure> {
    let (lookup, case) = (permit.lookup(house), permit.record().case);
    let file = cases::find_case(lookup, case).await?;
    Ok(Known {
        participants: store::of_conference(lookup, permit.id()).await?,
        people: cases::people(lookup, case).await?,
        relations: cases::relations(lookup, case).await?,
        children: cases::children(lookup, case).await?,
        decisions: store::children(lookup, permit.id()).await?,
        needed: super::needed(lookup, permit.record()).await?,
        coordinator: file.map(|file| file.coordinator),
    })
}

/// How somebody takes part, in words.
pub(super) fn how(participant: &Participant) -> String {
    match (participant.from, participant.until) {
        (Some(from), Some(until)) => format!("{}, {from}–{until}", participant.participation.label()),
        _ => participant.participation.label().to_owned(),
    }
}

/// The place of somebody's own in one line.
fn elsewhere(participant: &Participant) -> Option<String> {
    let place = participant.place.as_ref()?;
    let parts = [place.name.as_str(), place.address.as_str()];
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// Where somebody comes, in words.
pub(super) fn where_to(participant: &Participant) -> String {
    elsewhere(participant).unwrap_or_else(|| "stejné jako ostatní".to_owned())
}

fn leads(participant: &Participant) -> bool {
    matches!(participant.reader, ReaderKind::Facilitator | ReaderKind::MinuteTaker)
}

/// How a person of the case is called: position, or the relation to a child.
pub(super) fn role_of(person: &Person, relations: &[Relation]) -> String {
    let relation = relations.iter().find(|r| r.person == person.id).map(|r| r.label().to_owned());
    person.position.clone().or(relation).unwrap_or_else(|| person.reader.label().to_owned())
}

impl Known {
    fn seated(&self, permit: &Permit<Conference, ReadConference>, who: &Participant) -> Seated {
        Seated {
            href: match leads(who) {
                true => format!("{SECTION}/{}/ucastnici/vedeni", permit.id()),
                false => format!("{SECTION}/{}/ucastnici/{}", permit.id(), who.id),
            },
            name: permit.reveal(&who.name).clone(),
            role: who.role_label.clone(),
            how: how(who),
            required: who.required,
            elsewhere: elsewhere(who),
        }
    }

    fn slots(&self, permit: &Permit<Conference, ReadConference>) -> Vec<Slot> {
        let free =
            || self.people.iter().filter(|p| !self.participants.iter().any(|w| w.person == Some(p.id)));
        let relations = |person: &Person| -> Vec<_> {
            self.relations.iter().filter(|r| r.person == person.id).map(|r| r.relation).collect()
        };
        Perspective::ALL
            .iter()
            .map(|perspective| {
                let brings = |p: &&Person| rules::brings(p.reader, &relations(p)).contains(perspective);
                let href = |p: &Person| {
                    let code = perspective.code();
                    format!("{SECTION}/{}/ucastnici/pridat?osoba={}&pohled={code}", permit.id(), p.id)
                };
                // A child stands among the children, with the decision how it takes part.
                let seated = self.participants.iter().filter(|w| {
                    w.perspective == *perspective
                        && (w.child.is_none() || *perspective != Perspective::ChildVoice)
                });
                Slot {
                    perspective: *perspective,
                    needed: self.needed.contains(perspective),
                    seated: seated.map(|who| self.seated(permit, who)).collect(),
                    suggested: free()
                        .filter(brings)
                        .map(|p| Suggested {
                            href: href(p),
                            name: permit.reveal(&p.name).clone(),
                            role: role_of(p, &self.relations),
                        })
                        .collect(),
                }
            })
            .collect()
    }

    fn child_lines(&self, permit: &Permit<Conference, ReadConference>) -> Vec<ChildLine> {
        self.children
            .iter()
            .map(|child| ChildLine {
                href: format!("{SECTION}/{}/ucastnici/dite/{}", permit.id(), child.id),
                name: permit.reveal(&child.name).clone(),
                how: self.decisions.iter().find(|d| d.child == child.id).map(|d| d.form.label().to_owned()),
                elsewhere: self.participants.iter().find(|p| p.child == Some(child.id)).and_then(elsewhere),
            })
            .collect()
    }
}

/// "9 lidí u stolu: 4 z rodiny, 5 odborníků; 2 písemně".
fn counted(table: rules::Table) -> String {
    let people = czech::plural::count(table.people, "člověk", "lidé", "lidí");
    let professionals = czech::plural::count(table.professionals(), "odborník", "odborníci", "odborníků");
    let written = if table.written > 0 { format!("; písemně {}", table.written) } else { String::new() };
    format!("{people} u stolu: z rodiny {}, {professionals}{written}", table.family)
}

#[axum::debug_handler(state = House)]
async fn show(
    permit: Permit<Conference, ReadConference>,
    House_(house): House_<House>,
    query: Query,
) -> Result<Html, Denied> {
    let known = known(&house, &permit).await?;
    let (span, phases) = conferences::schedule(&house.queries, permit.id()).await?;
    let slots = known.slots(&permit);
    let (slots, others): (Vec<Slot>, Vec<Slot>) =
        slots.into_iter().partition(|slot| slot.needed || !slot.seated.is_empty());
    let table = rules::table(&known.participants);
    let called = |p: &Participant| format!("{} ({})", permit.reveal(&p.name), p.role_label);
    let page = TablePage {
        frame: Frame::new(&house, permit.actor(), SECTION).noticing(
            &query,
            &[
                ("pridano", "Účastník je na seznamu."),
                ("ulozeno", "Uloženo."),
                ("odebrano", "Účastník už na seznamu není."),
                ("dite", "Rozhodnutí o účasti dítěte je uložené i s důvody."),
                ("vedeni", "Kdo setkání vede a kdo píše zápis, je uložené."),
                ("oddelene", "Zapsáno, že se nesmí potkat. Podívejte se, kdy a kam má kdo přijít."),
                ("neoddelene", "Zrušeno. Na tuto dvojici už program nedává pozor."),
                ("dva", "Vyberte dva různé lidi ze seznamu. Nic se neuložilo."),
                ("bez_obavy", "Nejdřív v případu zapište obavu o bezpečí. Nic se neuložilo."),
                ("mezitim", "Mezitím to změnil někdo jiný. Podívejte se, prosím, co teď platí."),
            ],
        ),
        around: Around::of(&house, &permit).await?,
        children: known.child_lines(&permit),
        leaders: known.participants.iter().filter(|p| leads(p)).map(|p| known.seated(&permit, p)).collect(),
        counted: counted(table),
        hint: table.hint(),
        conflict: known.coordinator.is_some_and(|worker| rules::conflict(&known.participants, worker)),
        may_edit: permit.allows::<EditConference>(),
        apart: apart::card(&house, &permit, (&known.participants, &phases)).await?,
        timeline: timeline::timeline(span, &phases, &known.participants, called),
        slots,
        others,
    };
    Ok(Html::page(&page)?)
}

#[axum::debug_handler(state = House)]
async fn weigh(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let to = Onward::to(format!("{SECTION}/{}/ucastnici", permit.id()));
    let Some(perspective) = Perspective::from_code(form.value("pohled")) else { return Ok(to) };
    actions::weigh(&house, permit, perspective, form.is("potreba", "ano")).await?;
    Ok(to.noticing("ulozeno"))
}

/// The picture of who is in the room when, for the page of the agenda; people are called by their roles.
pub(super) async fn agenda_panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let id = Id::<Conference>::from_uuid(context.subject);
    let participants = store::listed(&context.house.queries, id).await?;
    let (span, phases) = conferences::schedule(&context.house.queries, id).await?;
    let picture = timeline::timeline(span, &phases, &participants, |p| p.role_label.clone());
    Ok(picture.map(|picture| picture.render()).transpose()?)
}
