//! Giving for staff: who has what, one person's steps, making what is missing, printing for the post.

use crate::access::{Denied, House, Permit, Reads};
use crate::cases;
use crate::conferences::{Around, Conference};
use crate::documents::Document;
use crate::identity::{Staff, store::find_staff};
use crate::invitations::{self, doors};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::minutes::giving::actions::{self, Bound, NotGiven, Person};
use crate::minutes::giving::forms;
use crate::minutes::giving::model::{Channel, Given, State, Step};
use crate::minutes::giving::policy::GiveMinutes;
use crate::minutes::giving::rules::{self, Reach};
use crate::minutes::pages::check::refused;
use crate::minutes::{ExtractMinutes, ReadMinutes};
use crate::participants::Participant;
use crate::shell::{Frame, Html, Input, Onward, Query, download};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Somebody in the list.
pub(in crate::minutes::giving) struct Row {
    pub(in crate::minutes::giving) name: String,
    pub(in crate::minutes::giving) role: String,
    pub(in crate::minutes::giving) href: String,
    /// What they get: an extract, a letter.
    pub(in crate::minutes::giving) what: &'static str,
    pub(in crate::minutes::giving) child: bool,
    /// By which channel it went, or would go.
    pub(in crate::minutes::giving) channel: Channel,
    pub(in crate::minutes::giving) proposed: bool,
    pub(in crate::minutes::giving) state: State,
    /// The day, by whom, under which number.
    pub(in crate::minutes::giving) when: String,
    pub(in crate::minutes::giving) by: String,
    pub(in crate::minutes::giving) reference: String,
    pub(in crate::minutes::giving) untold: bool,
}

/// The list.
#[derive(Template)]
#[template(path = "minutes/giving/pages/list.html")]
pub(in crate::minutes::giving) struct ListPage {
    pub(in crate::minutes::giving) frame: Frame,
    pub(in crate::minutes::giving) around: Around,
    pub(in crate::minutes::giving) id: Id<Conference>,
    pub(in crate::minutes::giving) sealed: bool,
    /// Whether something was added after the seal.
    pub(in crate::minutes::giving) amended: bool,
    pub(in crate::minutes::giving) may_give: bool,
    pub(in crate::minutes::giving) rows: Vec<Row>,
    /// How many have not got theirs.
    pub(in crate::minutes::giving) remaining: usize,
    /// How many extracts are missing, and how many wait for the post.
    pub(in crate::minutes::giving) missing: usize,
    pub(in crate::minutes::giving) posting: usize,
    /// Whose extract may not leave although it waits for the post, and how many may.
    pub(in crate::minutes::giving) kept: Vec<(String, String)>,
    pub(in crate::minutes::giving) rest: usize,
}

impl ListPage {
    /// Whom no mail reached: somebody has to tell them.
    fn untold(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.untold).collect()
    }
}

/// A step that was noted.
pub(in crate::minutes::giving) struct Told {
    pub(in crate::minutes::giving) what: String,
    pub(in crate::minutes::giving) look: &'static str,
    pub(in crate::minutes::giving) when: String,
    pub(in crate::minutes::giving) noted: String,
    pub(in crate::minutes::giving) by: String,
    pub(in crate::minutes::giving) reference: String,
    /// Whether it belongs to an earlier extract.
    pub(in crate::minutes::giving) earlier: bool,
}

/// One person.
#[derive(Template)]
#[template(path = "minutes/giving/pages/one.html")]
pub(in crate::minutes::giving) struct OnePage {
    pub(in crate::minutes::giving) frame: Frame,
    pub(in crate::minutes::giving) around: Around,
    pub(in crate::minutes::giving) id: Id<Conference>,
    pub(in crate::minutes::giving) participant: Id<Participant>,
    pub(in crate::minutes::giving) name: String,
    pub(in crate::minutes::giving) role: String,
    pub(in crate::minutes::giving) state: State,
    pub(in crate::minutes::giving) sealed: bool,
    /// Whether something was added after the seal.
    pub(in crate::minutes::giving) amended: bool,
    pub(in crate::minutes::giving) proposed: Channel,
    pub(in crate::minutes::giving) shared: bool,
    pub(in crate::minutes::giving) document: Option<Id<Document>>,
    pub(in crate::minutes::giving) told: Vec<Told>,
    pub(in crate::minutes::giving) offered: Vec<(String, String, String)>,
    pub(in crate::minutes::giving) may_give: bool,
    pub(in crate::minutes::giving) stale: bool,
    pub(in crate::minutes::giving) form: FormState,
    pub(in crate::minutes::giving) new_id: String,
    pub(in crate::minutes::giving) seen: i64,
}

const NOTICES: &[(&str, &str)] = &[
    ("vyhotoveno", "Výpisy jsou vyhotovené a uložené ve spisu. Teď je předejte."),
    ("nic", "Všechny výpisy už vyhotovené jsou."),
    (
        "zastaveno",
        "Některé výpisy nejdou vyhotovit: stojí v nich chráněný údaj. Otevřete u těch lidí výpis, je tam vidět, kde.",
    ),
    ("zapsano", "Předání je zapsané."),
    ("bez_posty", "Na poštu teď žádný výpis nečeká, nebo nesmí odejít. Podívejte se k jednotlivým lidem."),
];

fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/zapis/predani")
}

/// What is the same for all rows.
struct Ways {
    concern: bool,
    /// How many people of the case have each address.
    addresses: BTreeMap<String, usize>,
    emails: BTreeMap<Id<cases::Person>, String>,
    told: Vec<(Id<Participant>, invitations::Channel)>,
    staff: BTreeMap<Id<Staff>, String>,
}

impl Ways {
    async fn load<A: Reads<Conference>>(
        house: &House,
        permit: &Permit<Conference, A>,
        people: &[Person],
    ) -> Result<Self, Failure> {
        let lookup = permit.lookup(house);
        let case = permit.record().case;
        let concern = cases::find_case(lookup, case).await?.is_some_and(|case| case.safety_concern);
        let mut addresses: BTreeMap<String, usize> = BTreeMap::new();
        let mut emails = BTreeMap::new();
        for person in cases::people(lookup, case).await? {
            let Some(email) = &person.email else { continue };
            let address = permit.reveal(email).trim().to_lowercase();
            *addresses.entry(address.clone()).or_default() += 1;
            emails.insert(person.id, address);
        }
        let told = invitations::of_conference(lookup, permit.id()).await?;
        let told = told.iter().filter_map(|one| Some((one.participant, one.may_know()?.channel))).collect();
        let mut staff = BTreeMap::new();
        for id in people.iter().flat_map(|person| &person.steps).filter_map(|step| step.staff) {
            if let std::collections::btree_map::Entry::Vacant(entry) = staff.entry(id) {
                let name = find_staff(&house.queries, id).await?;
                entry.insert(name.map_or_else(String::new, |staff| staff.name().full()));
            }
        }
        Ok(Self { concern, addresses, emails, told, staff })
    }

    /// Whether somebody else of the case has the same address.
    fn shares(&self, participant: &Participant) -> bool {
        let email = participant.person.and_then(|person| self.emails.get(&person));
        email.and_then(|email| self.addresses.get(email)).is_some_and(|people| *people > 1)
    }

    async fn proposed<A: Reads<Conference>>(
        &self,
        house: &House,
        permit: &Permit<Conference, A>,
        participant: &Participant,
    ) -> Result<Channel, Failure> {
        let staff = participant.staff.is_some();
        let to = match staff {
            true => None,
            false => doors::addressee(house, permit.lookup(house), participant.id).await?,
        };
        Ok(rules::proposed(Reach {
            staff,
            by_mail: to.is_some_and(|to| to.by_mail()),
            shared: self.shares(participant),
            concern: self.concern,
            told: self.told.iter().find(|(of, _)| *of == participant.id).map(|(_, channel)| *channel),
        }))
    }

    fn name(&self, step: &Given) -> String {
        match (step.staff, step.step) {
            (Some(id), _) => self.staff.get(&id).cloned().unwrap_or_default(),
            (None, Step::Taken | Step::Held) => "sám/sama přes odkaz".to_owned(),
            (None, _) => "program".to_owned(),
        }
    }
}

async fn row<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    around: &Ways,
    person: &Person,
) -> Result<Row, Failure> {
    let last = person.standing.last.and_then(|(channel, _, noted)| {
        person.steps.iter().find(|step| step.noted == noted && step.channel == channel)
    });
    let child = person.is_child();
    let channel = match last {
        Some(step) => step.channel,
        None if child => Channel::InPerson,
        None => around.proposed(house, permit, &person.participant).await?,
    };
    Ok(Row {
        name: permit.reveal(&person.participant.name).clone(),
        role: person.participant.role_label.clone(),
        href: match person.participant.child {
            Some(child) => format!("/konference/{}/zapis/dopis/{child}", permit.id()),
            None => format!("{}/{}", home(permit.id()), person.participant.id),
        },
        what: match (child, person.participant.staff) {
            (true, _) => "dopis dítěti",
            (false, Some(_)) => "výpis, když si o něj řekne",
            (false, None) => "výpis ze zápisu",
        },
        child,
        channel,
        proposed: last.is_none(),
        state: person.standing.state,
        when: last.map_or_else(String::new, when),
        by: last.map_or_else(String::new, |step| around.name(step)),
        reference: last.map_or_else(String::new, |step| number(permit, &person.steps, step)),
        untold: person.standing.untold,
    })
}

/// The day; with the hour where the person opened it.
fn when(step: &Given) -> String {
    let day = czech::dates::short(step.happened);
    if rules::is_opening(step) { format!("{day} {}", step.noted.time_of_day().at()) } else { day }
}

/// The number of a step, or of the sending that it answers.
fn number<A: Reads<Conference>>(permit: &Permit<Conference, A>, steps: &[Given], step: &Given) -> String {
    let same = |one: &&Given| one.channel == step.channel && one.document == step.document;
    let before = steps.iter().rev().filter(same).filter(|one| one.position <= step.position);
    let found = before.filter_map(|one| one.reference.as_ref()).next();
    found.map_or_else(String::new, |number| permit.reveal(number).clone())
}

fn for_post(person: &Person, channel: Channel) -> bool {
    person.waits() && person.standing.state == State::Ready && channel == Channel::Post
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    Ok(Html::page(&draw_list(&house, &permit, frame).await?)?)
}

async fn draw_list<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    frame: Frame,
) -> Result<ListPage, Denied> {
    let people = actions::everybody(permit.lookup(house), permit.record()).await?;
    let around = Ways::load(house, permit, &people).await?;
    let mut rows = Vec::with_capacity(people.len());
    let mut posting = 0;
    for person in &people {
        let row = row(house, permit, &around, person).await?;
        posting += usize::from(for_post(person, row.channel));
        rows.push((!person.waits(), row));
    }
    // Who has not got theirs stands first.
    rows.sort_by_key(|(settled, _)| *settled);
    let sealed = permit.record().sealed.is_some();
    Ok(ListPage {
        frame,
        around: Around::of(house, permit).await?,
        id: permit.id(),
        sealed,
        amended: actions::is_amended(permit.lookup(house), permit.record()).await?,
        may_give: permit.allows::<GiveMinutes>(),
        remaining: people.iter().filter(|person| person.waits()).count(),
        missing: people.iter().filter(|person| person.lacks()).count(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        posting,
        kept: Vec::new(),
        rest: 0,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn make(
    permit: Permit<Conference, GiveMinutes>,
    Shared(house): Shared<House>,
) -> Result<Response, Denied> {
    let to = home(permit.id());
    let permit = permit
        .also::<ExtractMinutes>()
        .map_err(|_| Denied::refused("Výpisy vyhotovuje pracovník, který případ vede."))?;
    let made = actions::make_missing(&house, permit).await.map_err(refused)?;
    let notice = match made {
        made if made.kept_in > 0 => "zastaveno",
        made if made.made > 0 => "vyhotoveno",
        _ => "nic",
    };
    Ok(Onward::to(to).noticing(notice).into_response())
}

/// What waits for the post, bound for the printer.
#[axum::debug_handler(state = House)]
pub(super) async fn print(
    permit: Permit<Conference, GiveMinutes>,
    Shared(house): Shared<House>,
    Query(query): Query,
) -> Result<Response, Denied> {
    let people = actions::everybody(permit.lookup(&house), permit.record()).await?;
    let around = Ways::load(&house, &permit, &people).await?;
    let mut waiting = Vec::new();
    for person in people.iter().filter(|person| person.waits() && person.standing.state == State::Ready) {
        let channel = around.proposed(&house, &permit, &person.participant).await?;
        if for_post(person, channel) {
            waiting.push(person);
        }
    }
    match actions::bound(&house, &permit, &waiting, query.is("ostatni", "ano")).await? {
        Bound::File(bytes) => Ok(download(&house, "vypisy-na-postu.pdf", "application/pdf", bytes)),
        Bound::Nothing => Ok(Onward::to(home(permit.id())).noticing("bez_posty").into_response()),
        Bound::Kept(kept, rest) => {
            let kept = waiting.iter().filter(|person| kept.contains(&person.participant.id)).map(|person| {
                let to = format!("{}/{}", home(permit.id()), person.participant.id);
                (to, permit.reveal(&person.participant.name).clone())
            });
            let kept = kept.collect();
            let page = draw_list(&house, &permit, Frame::new(&house, permit.actor(), "/konference")).await?;
            Ok(Html::stale(&ListPage { kept, rest, ..page })?.into_response())
        }
    }
}

/// Somebody of this table who gets an extract.
async fn named<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    id: &str,
) -> Result<Person, Denied> {
    let id: Id<Participant> = id.parse().map_err(|_| Denied::hidden())?;
    let person = actions::one(permit.lookup(house), permit.record(), id).await?;
    person.filter(|person| !person.is_child()).ok_or_else(Denied::hidden)
}

fn told<A: Reads<Conference>>(permit: &Permit<Conference, A>, around: &Ways, person: &Person) -> Vec<Told> {
    let current = person.extract.as_ref().map(|extract| extract.document);
    let one = |step: &Given| Told {
        what: match step.step {
            Step::Sent | Step::Taken | Step::Returned => {
                let opened = if rules::is_opening(step) { " (otevřeno)" } else { "" };
                format!("{}{opened}: {}", step.step.label(), step.channel.label())
            }
            other => other.label().to_owned(),
        },
        look: match step.step {
            Step::Sent => "primary",
            Step::Taken => "success",
            Step::Returned | Step::Held => "error",
            Step::Unmailed => "warning",
            Step::Undone | Step::Mailed => "bare",
        },
        when: when(step),
        noted: format!("{}, {}", czech::dates::short(step.noted.day()), step.noted.time_of_day()),
        by: around.name(step),
        reference: step.reference.as_ref().map_or_else(String::new, |n| permit.reveal(n).clone()),
        earlier: Some(step.document) != current,
    };
    person.steps.iter().rev().map(one).collect()
}

/// What is said on the page of one person beside what stands there.
struct Said<'a> {
    query: Option<&'a Query>,
    form: FormState,
    stale: bool,
}

async fn draw<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    person: &Person,
    said: Said<'_>,
) -> Result<Html, Denied> {
    let around = Ways::load(house, permit, std::slice::from_ref(person)).await?;
    let frame = Frame::new(house, permit.actor(), "/konference");
    let proposed = around.proposed(house, permit, &person.participant).await?;
    let today = czech::dates::short(house.clock.today());
    let form = if said.form.pairs().is_empty() { said.form.with("den", today) } else { said.form };
    let kept = form.value("nove_id");
    let page = OnePage {
        frame: match said.query {
            Some(query) => frame.noticing(query, NOTICES),
            None => frame,
        },
        around: Around::of(house, permit).await?,
        id: permit.id(),
        participant: person.participant.id,
        name: permit.reveal(&person.participant.name).clone(),
        role: person.participant.role_label.clone(),
        state: person.standing.state,
        sealed: permit.record().sealed.is_some(),
        amended: actions::is_amended(permit.lookup(house), permit.record()).await?,
        proposed,
        shared: around.concern && around.shares(&person.participant),
        document: person.extract.as_ref().map(|extract| extract.document),
        told: told(permit, &around, person),
        offered: forms::offered(person),
        may_give: permit.allows::<GiveMinutes>(),
        new_id: match kept.is_empty() || said.stale {
            true => Id::<Given>::fresh(house.clock.now()).to_string(),
            false => kept.to_owned(),
        },
        seen: actions::last_position(&person.steps),
        stale: said.stale,
        form,
    };
    Ok(match (page.stale, page.form.has_errors()) {
        (true, _) => Html::stale(&page)?,
        (false, true) => Html::again(&page)?,
        (false, false) => Html::page(&page)?,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn one(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
    Path((_, participant)): Path<(String, String)>,
    query: Query,
) -> Result<Html, Denied> {
    let person = named(&house, &permit, &participant).await?;
    let said = Said { query: Some(&query), form: FormState::empty(), stale: false };
    draw(&house, &permit, &person, said).await
}

#[axum::debug_handler(state = House)]
pub(super) async fn note(
    permit: Permit<Conference, GiveMinutes>,
    Shared(house): Shared<House>,
    Path((_, participant)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let permit = Arc::new(permit);
    let person = named(&house, &permit, &participant).await?;
    let done = || {
        let to = format!("{}/{}", home(permit.id()), person.participant.id);
        Ok(Onward::to(to).noticing("zapsano").into_response())
    };
    // The same form twice is one step.
    if forms::is_noted(&form, &person) {
        return done();
    }
    let typed = form.clone();
    let again = |form, stale| Said { query: None, form, stale };
    let seen = form.version().unwrap_or(-1);
    if seen != actions::last_position(&person.steps) {
        return Ok(draw(&house, &permit, &person, again(typed, true)).await?.into_response());
    }
    let (new, seen) = match forms::step(form, (permit.record(), &person), house.clock.today()) {
        Ok(step) => step,
        Err(form) => return Ok(draw(&house, &permit, &person, again(form, false)).await?.into_response()),
    };
    match actions::give(&house, &permit, (&person, new), seen).await {
        Ok(()) | Err(NotGiven::Before) => done(),
        Err(NotGiven::Refused(why)) => {
            let form = typed.failed("co", why);
            Ok(draw(&house, &permit, &person, again(form, false)).await?.into_response())
        }
        Err(NotGiven::Stale) => {
            let now = named(&house, &permit, &participant).await?;
            Ok(draw(&house, &permit, &now, again(typed, true)).await?.into_response())
        }
        Err(NotGiven::Failed(failure)) => Err(failure.into()),
    }
}
