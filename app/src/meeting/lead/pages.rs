//! The page and its acts. Every act leads back to the page.

use super::{questions, store};
use crate::access::{Denied, House, Permit, Record, Routes};
use crate::audit::{Operation, Recorded};
use crate::conferences::{self, Conference, LeadConference, Phase};
use crate::kernel::{Beat, Choice, Failure, FormState, Id, Listener, Moment};
use crate::meeting::actions::{Act, Lead, NotDone, perform};
use crate::meeting::clock::Sign;
use crate::meeting::store::Tap;
use crate::meeting::wall::{self, LightRow, Look};
use crate::meeting::{
    FloorChanged, LineKind, Pause, PauseKind, Presence, PresenceStep, Seat, Sitter, lines, pauses, rules,
};
use crate::shell::{Frame, Html, Input, Message, Onward, Query, StaffStream};
use askama::Template;
use axum::extract::State;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

/// The routes of the facilitator.
pub(in crate::meeting) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/jednani/vedeni", show)
        .get("/konference/{konference}/jednani/vedeni/zive", live)
        .post("/konference/{konference}/jednani/vedeni/slovo", floor)
        .post("/konference/{konference}/jednani/vedeni/stopka", stop)
        .post("/konference/{konference}/jednani/vedeni/pokracovat", go_on)
        .post("/konference/{konference}/jednani/vedeni/bod", enter)
        .post("/konference/{konference}/jednani/vedeni/dvere", door)
}

/// Somebody at the table.
pub(in crate::meeting) struct Person {
    pub(in crate::meeting) id: Id<Seat>,
    pub(in crate::meeting) name: String,
    pub(in crate::meeting) label: String,
    pub(in crate::meeting) step: Option<PresenceStep>,
    /// Waits for the word.
    pub(in crate::meeting) waits: bool,
    /// Has the word.
    pub(in crate::meeting) speaks: bool,
    /// Identifier of the next tap.
    pub(in crate::meeting) next: Id<Presence>,
}

impl Person {
    pub(in crate::meeting) fn is_here(&self) -> bool {
        self.step.is_some_and(|step| !matches!(step, PresenceStep::Left | PresenceStep::AskedOut))
    }

    pub(in crate::meeting) fn is_in_room(&self) -> bool {
        self.step == Some(PresenceStep::Arrived)
    }

    pub(in crate::meeting) fn state(&self) -> &'static str {
        self.step.map_or("ještě nepřišel(a)", Choice::label)
    }
}

#[derive(Template)]
#[template(path = "meeting/lead/pages/lead.html")]
pub(in crate::meeting) struct LeadPage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) started: bool,
    pub(in crate::meeting) ended: bool,
    /// Whether those present have not taken note of confidentiality yet.
    pub(in crate::meeting) unreminded: bool,
    pub(in crate::meeting) title: Option<String>,
    pub(in crate::meeting) left: Option<String>,
    pub(in crate::meeting) sign: Sign,
    pub(in crate::meeting) ends: Option<String>,
    pub(in crate::meeting) next_phase: Option<(Id<Phase>, String, Option<String>)>,
    pub(in crate::meeting) question: Option<&'static str>,
    pub(in crate::meeting) next_question: usize,
    /// The break under way, and whether a child asked for it or somebody needs safety.
    pub(in crate::meeting) pause: Option<(Id<Pause>, bool)>,
    pub(in crate::meeting) people: Vec<Person>,
    /// Who waits for the word, in order.
    pub(in crate::meeting) waiting: Vec<(Id<Seat>, String)>,
    pub(in crate::meeting) parked: Vec<String>,
    pub(in crate::meeting) light: LightRow,
    pub(in crate::meeting) left_out: usize,
    pub(in crate::meeting) next_pause: Id<Pause>,
    /// Changes when the page has to be drawn anew.
    pub(in crate::meeting) print: u64,
}

impl LeadPage {
    fn speaker(&self) -> Option<&Person> {
        self.people.iter().find(|person| person.speaks)
    }

    /// Everything stands: a child asked for it, or somebody needs safety. Nobody is led on to anything.
    fn stands(&self) -> bool {
        self.pause.is_some_and(|(_, safety)| safety)
    }

    /// When the meeting ends, as long as time runs.
    fn ends_at(&self) -> Option<&str> {
        self.ends.as_deref().filter(|_| self.pause.is_none())
    }

    fn here(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.is_here())
    }

    fn away(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| !person.is_here())
    }
}

/// Everything of the page, as loaded.
struct Loaded {
    look: Look,
    pauses: Vec<Pause>,
    floor: Vec<(Id<Seat>, Option<Moment>)>,
    parked: Vec<crate::meeting::Line>,
    up: bool,
}

impl Loaded {
    async fn of(house: &House, permit: &Lead) -> Result<Self, Failure> {
        let (lookup, id) = (permit.lookup(house), permit.id());
        let mut parked = lines(lookup, id).await?;
        parked.retain(|line| line.kind == LineKind::Postponed && line.struck.is_none());
        Ok(Self {
            look: Look::into(house, lookup, permit.record()).await?,
            pauses: pauses(lookup, id).await?,
            floor: store::floor(lookup, id).await?,
            parked,
            up: !wall::living(lookup, id).await?.is_empty(),
        })
    }

    fn step(&self, seat: Id<Seat>) -> Option<PresenceStep> {
        let steps: Vec<_> =
            self.look.presence.iter().filter(|tap| tap.seat == seat).map(|tap| (tap.step, tap.at)).collect();
        rules::whereabouts(&steps)
    }

    fn light(&self, house: &House, id: Id<Conference>) -> LightRow {
        LightRow::of(self.up, self.look.light(house, id))
    }

    /// What the page is drawn from besides the clock and the light; the same as long as nothing happened.
    fn print(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let look = &self.look;
        look.meeting
            .as_ref()
            .map(|meeting| (meeting.current_phase.map(Id::uuid), meeting.ended))
            .hash(&mut hasher);
        for tap in &look.presence {
            (tap.id.uuid(), tap.step.code()).hash(&mut hasher);
        }
        look.seats.len().hash(&mut hasher);
        for pause in &self.pauses {
            (pause.id.uuid(), pause.ended).hash(&mut hasher);
        }
        for (seat, given) in &self.floor {
            (seat.uuid(), given).hash(&mut hasher);
        }
        for line in &self.parked {
            (line.id.uuid(), line.version).hash(&mut hasher);
        }
        // A browser's numbers hold 53 bits.
        hasher.finish() >> 12
    }
}

fn people(permit: &Lead, loaded: &Loaded, now: Moment) -> Vec<Person> {
    let person = |seat: &Seat| {
        let (name, label) = match &seat.sitter {
            Sitter::Invited(who) => (permit.reveal(&who.name).clone(), who.role_label.clone()),
            Sitter::Guest { name, label } => (permit.reveal(name).clone(), permit.reveal(label).clone()),
        };
        let place = loaded.floor.iter().find(|(waiting, _)| *waiting == seat.id);
        Person {
            id: seat.id,
            name,
            label,
            step: loaded.step(seat.id),
            waits: place.is_some_and(|(_, given)| given.is_none()),
            speaks: place.is_some_and(|(_, given)| given.is_some()),
            next: Id::fresh(now),
        }
    };
    loaded.look.seats.iter().map(person).collect()
}

const NOTICES: &[(&str, &str)] = &[
    ("stopka", "Všechno stojí. Na stěně zůstal jen název bodu a čas."),
    ("pokracujeme", "Pokračujeme."),
    ("bod", "Jdeme na další bod."),
];

#[axum::debug_handler(state = House)]
async fn show(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let id = permit.id();
    wall::leads(&house, permit.actor().id, id);
    let loaded = Loaded::of(&house, &permit).await?;
    let asked: usize = query.0.value("otazka").parse().unwrap_or(0);
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    Ok(Html::page(&draw(frame, &house, &permit, &loaded, asked)?)?)
}

fn draw(
    frame: Frame,
    house: &House,
    permit: &Lead,
    loaded: &Loaded,
    asked: usize,
) -> Result<LeadPage, Failure> {
    let (look, now, id) = (&loaded.look, house.clock.now(), permit.id());
    let current = look.phases.iter().position(|phase| Some(phase.id) == look.scene.phase);
    let next = look.phases.get(current.map_or(0, |at| at + 1));
    let title = current.and_then(|at| look.phases.get(at)).map(|phase| phase.title.clone());
    let questions = questions::for_part(title.as_deref())?;
    let people = people(permit, loaded, now);
    let name = |seat: Id<Seat>| people.iter().find(|person| person.id == seat).map(|p| p.name.clone());
    let waits = loaded.floor.iter().filter(|(_, given)| given.is_none());
    let waiting = waits.filter_map(|(seat, _)| Some((*seat, name(*seat)?))).collect();
    let open = loaded.pauses.iter().find(|pause| pause.ended.is_none());
    Ok(LeadPage {
        frame,
        id,
        started: look.meeting.is_some(),
        ended: look.is_over(),
        unreminded: look.meeting.as_ref().is_some_and(|meeting| meeting.reminded.is_none()),
        left: look.clock.words(),
        sign: look.clock.sign(),
        ends: (!look.phases.is_empty()).then(|| look.clock.end_words()),
        next_phase: next.map(|phase| {
            let when = look.clock.turn(phase.id).and_then(crate::meeting::clock::Turn::words);
            (phase.id, phase.title.clone(), when)
        }),
        question: questions.get(asked % questions.len().max(1)).copied(),
        next_question: (asked + 1) % questions.len().max(1),
        title,
        pause: open.map(|pause| (pause.id, pause.kind != PauseKind::Break)),
        people,
        waiting,
        parked: loaded.parked.iter().map(|line| permit.reveal(&line.text).clone()).collect(),
        light: loaded.light(house, id),
        left_out: look.left_out(house, id).len(),
        next_pause: Id::fresh(now),
        print: loaded.print(),
    })
}

/// Back to the page.
fn back(permit: &Lead, done: Result<(), NotDone>, notice: Option<&str>) -> Result<Onward, Denied> {
    let back = Onward::to(format!("/konference/{}/jednani/vedeni", permit.id()));
    match done {
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        // Whatever somebody else did meanwhile stands; the page shows it.
        _ => Ok(match notice {
            Some(notice) => back.noticing(notice),
            None => back,
        }),
    }
}

/// The room of a meeting under way; there is nothing to lead before and afterwards.
async fn running(house: &House, permit: &Lead) -> Result<Loaded, Denied> {
    wall::leads(house, permit.actor().id, permit.id());
    let loaded = Loaded::of(house, permit).await?;
    if !loaded.look.scene.running {
        return Err(Denied::refused("Jednání právě neběží. Vraťte se na stránku jednání."));
    }
    Ok(loaded)
}

/// A seat that a form names.
fn seat(form: &FormState, field: &str, loaded: &Loaded) -> Option<Id<Seat>> {
    form.id(field).filter(|id: &Id<Seat>| loaded.look.seats.iter().any(|seat| seat.id == *id))
}

/// The child's stop sign: everything stops, and the wall is empty at once.
#[axum::debug_handler(state = House)]
async fn stop(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let loaded = running(&house, &permit).await?;
    let permit = Arc::new(permit);
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(loaded.look.scene.now));
    let stop = Act::Break { id, kind: PauseKind::StopSign, at: loaded.look.scene.now };
    let done = perform(&house, &permit, stop).await;
    house.pulse().beat(permit.id().uuid());
    back(&permit, done, Some("stopka"))
}

#[axum::debug_handler(state = House)]
async fn go_on(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let loaded = running(&house, &permit).await?;
    let permit = Arc::new(permit);
    let Some(id) = form.id("pauza") else { return back(&permit, Ok(()), None) };
    let done = perform(&house, &permit, Act::GoOn { id, at: loaded.look.scene.now }).await;
    house.pulse().beat(permit.id().uuid());
    back(&permit, done, Some("pokracujeme"))
}

#[axum::debug_handler(state = House)]
async fn enter(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let loaded = running(&house, &permit).await?;
    let permit = Arc::new(permit);
    let phases = conferences::phases(permit.lookup(&house), permit.id()).await?;
    let phase = form.id("bod").filter(|id: &Id<Phase>| phases.iter().any(|phase| phase.id == *id));
    match phase {
        Some(phase) if Some(phase) != loaded.look.scene.phase => {
            let done = perform(&house, &permit, Act::Enter { phase, at: loaded.look.scene.now }).await;
            house.pulse().beat(permit.id().uuid());
            back(&permit, done, Some("bod"))
        }
        // The same form twice, or a phase that the agenda has no more.
        _ => back(&permit, Ok(()), None),
    }
}

/// Somebody is brought in or asked out. Who is to come in is written down first, so that the wall narrows before the door
/// opens.
#[axum::debug_handler(state = House)]
async fn door(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let loaded = running(&house, &permit).await?;
    let permit = Arc::new(permit);
    let step = PresenceStep::from_code(form.value("stav"));
    let (Some(seat), Some(step), Some(id)) = (seat(&form, "kdo", &loaded), step, form.id("nove_id")) else {
        return back(&permit, Ok(()), None);
    };
    let tap = Tap { id, seat, step, at: loaded.look.scene.now };
    let done = perform(&house, &permit, Act::Tap(tap)).await;
    house.pulse().beat(permit.id().uuid());
    back(&permit, done, None)
}

/// Steps in the order of speaking.
const ASKED: &str = "asked";
const GIVEN: &str = "given";
const LEFT: &str = "left";

/// Somebody asks for the word, gets it, or does not want it any more.
#[axum::debug_handler(state = House)]
async fn floor(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let loaded = running(&house, &permit).await?;
    let permit = Arc::new(permit);
    let step = [ASKED, GIVEN, LEFT].into_iter().find(|step| *step == form.value("krok"));
    let (Some(seat), Some(step)) = (seat(&form, "kdo", &loaded), step) else {
        return back(&permit, Ok(()), None);
    };
    let done = change_floor(&house, &permit, seat, step).await;
    house.pulse().beat(permit.id().uuid());
    back(&permit, done, None)
}

async fn change_floor(
    house: &House,
    permit: &Arc<Lead>,
    seat: Id<Seat>,
    step: &'static str,
) -> Result<(), NotDone> {
    let held = permit.clone();
    let done = house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = held.clone();
            async move {
                permit.renew(&mut operation).await?;
                Ok((spoken(operation, permit.record(), seat, step).await?, ()))
            }
        })
        .await;
    match done {
        Err(NotDone::Already) => Ok(()),
        other => other,
    }
}

async fn spoken(
    mut operation: Operation,
    conference: &Conference,
    seat: Id<Seat>,
    step: &'static str,
) -> Result<Recorded, NotDone> {
    let changed = match step {
        ASKED => store::ask(&mut operation, conference, seat).await?,
        GIVEN => store::give(&mut operation, conference, seat).await?,
        _ => store::leave(&mut operation, conference.id, seat).await?,
    };
    if !changed {
        return Err(NotDone::Already);
    }
    Ok(operation.record(&FloorChanged { about: conference.about(), seat, step }).await?)
}

/// How long an open page waits for a sign before it looks by itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// After how many seconds the right to it is asked for anew, and after how many the trail says so again.
const RENEW: i64 = 10;
const READ: i64 = 600;

/// An open page of somebody who leads.
struct Open {
    house: House,
    permit: Lead,
    listener: Listener,
    last: Option<String>,
    checked: Moment,
    noted: Moment,
}

/// What is new: whether the door may be opened, what is left of the phase, and a number that changes when the page has
/// to be drawn anew. No word about anybody.
#[axum::debug_handler(state = House)]
async fn live(
    permit: Permit<Conference, LeadConference>,
    State(house): State<House>,
) -> Result<StaffStream, Denied> {
    let (listener, now) = (house.pulse().listen(permit.id().uuid()), house.clock.now());
    let open = Open { house, permit, listener, last: None, checked: now, noted: now };
    Ok(StaffStream::telling(open, next))
}

async fn next(mut open: Open) -> Option<(Message, Open)> {
    loop {
        let json = match open.tell().await {
            Ok(json) => json?,
            Err(failure) => {
                tracing::error!(error = %failure, "an open page of a meeting could not be told");
                return None;
            }
        };
        if open.last.as_ref() != Some(&json) {
            open.last = Some(json.clone());
            return Some((Message { event: "stav", id: None, json }, open));
        }
        if open.listener.next(PATIENCE).await == Beat::Over {
            return None;
        }
    }
}

impl Open {
    /// How things stand; nothing when the holder may not know it any more.
    async fn tell(&mut self) -> Result<Option<String>, Failure> {
        let now = self.house.clock.now();
        let again = now.seconds_since(self.noted) >= READ;
        if again || now.seconds_since(self.checked) >= RENEW {
            if !self.permit.still_holds(&self.house, again).await? {
                return Ok(None);
            }
            (self.checked, self.noted) = (now, if again { now } else { self.noted });
        }
        let loaded = Loaded::of(&self.house, &self.permit).await?;
        let light = loaded.light(&self.house, self.permit.id());
        let clock = &loaded.look.clock;
        let state = serde_json::json!({
            "stena": light.code,
            "vzhled": light.look,
            "slovo": light.word,
            "veta": light.sentence,
            "zbyva": clock.words(),
            "znak": clock.sign().look(),
            "konec": (!loaded.look.phases.is_empty()).then(|| clock.end_words()),
            "otisk": loaded.print(),
        });
        Ok(Some(state.to_string()))
    }
}
