//! The tasks of a conference for staff: how each stands, what was said, who calls.

use crate::access::{Denied, House, Permit};
use crate::cases;
use crate::conferences::{Around, Conference, State as ConferenceState};
use crate::follow_up::actions::{self, NotDone};
use crate::follow_up::model::{Call, CallNote, Followed, NewCall, Reminder, Report, Said, Task};
use crate::follow_up::rules::{self, Standing, Waits};
use crate::follow_up::{
    CloseConference, FollowConference, HandleTask, ReadTask, ReadTasks, TakeTasks, forms, store,
};
use crate::identity::{Staff, store::find_staff};
use crate::kernel::{Choice, Day, Failure, FormState, Id};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// One task in the list.
pub(in crate::follow_up) struct Row {
    pub(in crate::follow_up) id: Id<Task>,
    pub(in crate::follow_up) number: i64,
    pub(in crate::follow_up) words: String,
    pub(in crate::follow_up) owner: String,
    pub(in crate::follow_up) due: String,
    pub(in crate::follow_up) said: Option<Said>,
    /// Done, or talked about by the next table.
    pub(in crate::follow_up) settled: bool,
    pub(in crate::follow_up) waits: Waits,
    pub(in crate::follow_up) files: usize,
    pub(in crate::follow_up) caller: String,
}

/// The list.
#[derive(Template)]
#[template(path = "follow_up/pages/list.html")]
pub(in crate::follow_up) struct ListPage {
    pub(in crate::follow_up) frame: Frame,
    pub(in crate::follow_up) around: Around,
    pub(in crate::follow_up) here: String,
    pub(in crate::follow_up) rows: Vec<Row>,
    pub(in crate::follow_up) standing: Standing,
    /// How many tasks of the record differ from these.
    pub(in crate::follow_up) changed: usize,
    pub(in crate::follow_up) may_take: bool,
    pub(in crate::follow_up) held: bool,
    /// Ways onward: closing, beginning the next one; the next one that is there; what it came to.
    pub(in crate::follow_up) onward: Onwards,
}

/// Where it goes from the tasks.
#[derive(Clone, Copy, Default)]
pub(in crate::follow_up) struct Onwards {
    pub(in crate::follow_up) close: bool,
    pub(in crate::follow_up) follow: bool,
    pub(in crate::follow_up) next: Option<Id<Conference>>,
    pub(in crate::follow_up) closed: bool,
}

/// Something that was said, or a call, or a reminder.
pub(in crate::follow_up) struct Told {
    pub(in crate::follow_up) when: String,
    pub(in crate::follow_up) what: String,
    pub(in crate::follow_up) look: &'static str,
    pub(in crate::follow_up) words: Option<String>,
    pub(in crate::follow_up) file: Option<String>,
    pub(in crate::follow_up) unread: bool,
}

/// One task.
#[derive(Template)]
#[template(path = "follow_up/pages/one.html")]
pub(in crate::follow_up) struct OnePage {
    pub(in crate::follow_up) frame: Frame,
    pub(in crate::follow_up) around: Around,
    pub(in crate::follow_up) here: String,
    pub(in crate::follow_up) back: String,
    pub(in crate::follow_up) form: FormState,
    pub(in crate::follow_up) new_id: String,
    pub(in crate::follow_up) version: i64,
    pub(in crate::follow_up) row: Row,
    pub(in crate::follow_up) indicator: Option<String>,
    pub(in crate::follow_up) support: Option<String>,
    pub(in crate::follow_up) told: Vec<Told>,
    pub(in crate::follow_up) may_handle: bool,
    pub(in crate::follow_up) may_remind: bool,
    pub(in crate::follow_up) mine: bool,
    /// The conference where it came back.
    pub(in crate::follow_up) back_at: Option<Id<Conference>>,
}

impl OnePage {
    fn saids(&self) -> Vec<(String, String, String)> {
        forms::saids()
    }
    fn unread(&self) -> bool {
        self.told.iter().any(|one| one.unread)
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("prevzato", "Úkoly jsou převzaté ze zápisu."),
    ("hovor", "Hovor je zapsaný."),
    ("volam", "Zapsáno: zavoláte vy."),
    ("precteno", "Označeno jako přečtené."),
    ("mezitim", "Mezitím to změnil někdo jiný. Podívejte se prosím, co platí teď."),
];

fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/ukoly")
}

/// Names that stand beside tasks.
pub(super) struct Names {
    people: Vec<Participant>,
    coordinator: Option<Id<Staff>>,
}

impl Names {
    /// Those of a conference, where nobody asks who calls.
    pub(super) fn of(people: Vec<Participant>) -> Self {
        Self { people, coordinator: None }
    }

    /// Who has a task, of those at the table.
    pub(super) fn of_task(&self, task: &Task) -> Option<&Participant> {
        task.participant.and_then(|id| self.people.iter().find(|who| who.id == id))
    }

    pub(super) async fn load<A: crate::access::Reads<Conference>>(
        house: &House,
        permit: &Permit<Conference, A>,
    ) -> Result<Self, Failure> {
        let lookup = permit.lookup(house);
        let people = participants::of_conference(lookup, permit.id()).await?;
        let case = cases::find_case(lookup, permit.record().case).await?;
        Ok(Self { people, coordinator: case.map(|case| case.coordinator) })
    }
}

async fn staff_name(house: &House, id: Option<Id<Staff>>) -> Result<String, Failure> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(find_staff(&house.queries, id).await?.map_or_else(String::new, |staff| staff.name().full()))
}

/// "do pá 4. 12.", with the weekday.
fn due(day: Option<Day>) -> String {
    day.map_or_else(|| "bez termínu".into(), |day| format!("do {}", czech::dates::brief(day)))
}

/// One task as drawn; `reveal` opens what staff may read.
pub(super) async fn row<R, A>(
    house: &House,
    permit: &Permit<R, A>,
    names: &Names,
    one: &Followed,
) -> Result<Row, Failure>
where
    R: crate::access::Record,
    A: crate::access::Reads<R>,
{
    let owner = names.of_task(&one.task);
    let owner = match (owner, &one.task.owner) {
        (Some(who), _) => permit.reveal(&who.name).clone(),
        (None, Some(words)) => permit.reveal(words).clone(),
        (None, None) => "nikdo".into(),
    };
    let waits = rules::waits(one, house.clock.today());
    Ok(Row {
        id: one.task.id,
        number: one.task.number,
        words: permit.reveal(&one.task.words).clone(),
        owner,
        due: due(one.task.due),
        said: one.said(),
        settled: !one.is_open(),
        waits,
        files: one.reports.iter().filter(|report| report.file.is_some()).count(),
        caller: match waits.overdue || waits.helpless || waits.call {
            true => staff_name(house, one.task.caller.or(names.coordinator)).await?,
            false => String::new(),
        },
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<Conference, ReadTasks>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let tasks = store::of_conference(lookup, permit.id()).await?;
    let names = Names::load(&house, &permit).await?;
    let mut rows = Vec::with_capacity(tasks.len());
    for one in &tasks {
        rows.push(row(&house, &permit, &names, one).await?);
    }
    // What waits stands first, then by numbers.
    rows.sort_by_key(|row| (!row.waits.any(), row.settled, row.number));
    let held = matches!(permit.record().state, ConferenceState::Held | ConferenceState::Closed);
    let may_take = permit.allows::<TakeTasks>();
    let next = store::after::next(&house.queries, permit.id()).await?;
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES),
        around: Around::of(&house, &permit).await?,
        here: home(permit.id()),
        standing: rules::standing(&tasks, house.clock.today()),
        changed: if may_take { actions::compare(lookup, permit.id()).await?.count() } else { 0 },
        rows,
        may_take,
        held,
        onward: Onwards {
            close: permit.record().state == ConferenceState::Held && permit.allows::<CloseConference>(),
            follow: next.is_none() && permit.allows::<FollowConference>(),
            next,
            closed: permit.record().state == ConferenceState::Closed,
        },
    })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn take(
    permit: Permit<Conference, TakeTasks>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let to = home(permit.id());
    let changes = actions::compare(permit.lookup(&house), permit.id()).await?;
    if changes.is_empty() {
        return Ok(Onward::to(to).noticing("prevzato").into_response());
    }
    after(actions::take(&house, permit, changes).await, to, "prevzato")
}

fn after(outcome: Result<(), NotDone>, to: String, code: &'static str) -> Result<Response, Denied> {
    match outcome {
        Ok(()) | Err(NotDone::Already) => Ok(Onward::to(to).noticing(code).into_response()),
        Err(NotDone::Stale) => Ok(Onward::to(to).noticing("mezitim").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

fn moment(at: crate::kernel::Moment) -> String {
    format!("{}, {}", czech::dates::short(at.day()), at.time_of_day())
}

fn of_report<A: crate::access::Reads<Task>>(permit: &Permit<Task, A>, report: &Report) -> Told {
    let how = match (report.by, report.proved) {
        (Some(_), _) => "zapsal úřad",
        (None, true) => "napsal(a) sám/sama",
        (None, false) => "přes odkaz bez kódu",
    };
    Told {
        when: moment(report.given),
        what: format!("{} ({how})", report.said.label()),
        look: report.said.look(),
        words: report.words.as_ref().map(|words| permit.reveal(words).clone()),
        file: report.file.map(|file| format!("/dokumenty/{file}")),
        unread: report.by.is_none() && report.seen.is_none(),
    }
}

/// Everything that happened, the newest first.
fn told<A: crate::access::Reads<Task>>(permit: &Permit<Task, A>, one: &Followed) -> Vec<Told> {
    let plain = |when, what: &str, look, words| Told {
        when: moment(when),
        what: what.to_owned(),
        look,
        words,
        file: None,
        unread: false,
    };
    let mut all: Vec<(crate::kernel::Moment, Told)> =
        one.reports.iter().map(|report| (report.given, of_report(permit, report))).collect();
    all.extend(one.calls.iter().map(|call| {
        let what = if call.reached { "hovor" } else { "nedovolali jsme se" };
        let words = call.note.as_ref().map(|note| permit.reveal(note).clone());
        (call.called, plain(call.called, what, "primary", words))
    }));
    all.extend(one.reminders.iter().map(|reminded| {
        let look = if reminded.state == Reminder::Sent { "bare" } else { "warning" };
        (reminded.noted, plain(reminded.noted, reminded.state.label(), look, None))
    }));
    all.sort_by_key(|(when, _)| std::cmp::Reverse(*when));
    all.into_iter().map(|(_, told)| told).collect()
}

async fn followed<A: crate::access::Reads<Task>>(
    house: &House,
    permit: &Permit<Task, A>,
) -> Result<Followed, Failure> {
    let all = store::of_conference(permit.lookup(house), permit.record().conference).await?;
    let found = all.into_iter().find(|one| one.task.id == permit.id());
    found.ok_or_else(|| Failure::Broken("a task is missing in its own conference".into()))
}

async fn draw<A: crate::access::Reads<Task>>(
    house: &House,
    permit: &Permit<Task, A>,
    query: Option<&Query>,
    form: FormState,
) -> Result<Html, Denied> {
    let above = permit.parent::<ReadTasks>(house).await?;
    let one = followed(house, permit).await?;
    let names = Names::load(house, &above).await?;
    let frame = Frame::new(house, permit.actor(), "/konference");
    let page = OnePage {
        frame: match query {
            Some(query) => frame.noticing(query, NOTICES),
            None => frame,
        },
        around: Around::of(house, &above).await?,
        here: format!("{}/{}", home(above.id()), permit.id()),
        back: home(above.id()),
        new_id: match form.value("nove_id") {
            "" => Id::<Task>::fresh(house.clock.now()).to_string(),
            typed => typed.to_owned(),
        },
        version: one.task.version,
        indicator: one.task.indicator.as_ref().map(|text| permit.reveal(text).clone()),
        support: one.task.support.as_ref().map(|text| permit.reveal(text).clone()),
        told: told(permit, &one),
        may_handle: permit.allows::<HandleTask>() && one.back.is_none(),
        may_remind: rules::may_remind_again(&one) && one.task.participant.is_some(),
        mine: one.task.caller == Some(permit.actor().id),
        back_at: one.back.map(|back| back.conference),
        row: row(house, permit, &names, &one).await?,
        form,
    };
    Ok(if page.form.has_errors() { Html::again(&page)? } else { Html::page(&page)? })
}

#[axum::debug_handler(state = House)]
pub(super) async fn one(
    permit: Permit<Task, ReadTask>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    draw(&house, &permit, Some(&query), FormState::empty()).await
}

fn here(permit: &Permit<Task, HandleTask>) -> String {
    format!("{}/{}", home(permit.record().conference), permit.id())
}

#[axum::debug_handler(state = House)]
pub(super) async fn call(
    permit: Permit<Task, HandleTask>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let typed = form.clone();
    let new = match forms::call(form, house.clock.now()) {
        Ok(new) => new,
        Err(form) => return Ok(draw(&house, &permit, None, form).await?.into_response()),
    };
    let (to, one) = (here(&permit), followed(&house, &permit).await?);
    if !one.calls.iter().any(|call| says_the_same(&permit, call, &new)) && one.has_call(new.id) {
        // The same form with other words comes back under an identifier of its own: nothing typed is lost.
        let kept = typed.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
        let form = FormState::from_pairs(kept).failed("poznamka", SENT_BEFORE);
        return Ok(draw(&house, &permit, None, form).await?.into_response());
    }
    after(actions::call(&house, permit, (new, one)).await, to, "hovor")
}

const SENT_BEFORE: &str =
    "Tenhle hovor jste už jednou zapsali, jen s jinými slovy. Když má přibýt i takhle, odešlete to znovu.";

fn says_the_same(permit: &Permit<Task, HandleTask>, call: &Call, new: &NewCall) -> bool {
    let words = |note: &Option<CallNote>| note.as_ref().map(|note| permit.reveal(note).clone());
    call.reached == new.reached && words(&call.note) == words(&new.note)
}

#[axum::debug_handler(state = House)]
pub(super) async fn will_call(
    permit: Permit<Task, HandleTask>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = here(&permit);
    let version = form.version().unwrap_or_default();
    after(actions::will_call(&house, permit, version).await, to, "volam")
}

#[axum::debug_handler(state = House)]
pub(super) async fn seen(
    permit: Permit<Task, HandleTask>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let to = here(&permit);
    after(actions::see(&house, permit).await, to, "precteno")
}
