//! The tasks that come back from earlier conferences: for the preparation to read, for the table to settle.

use super::staff::{Names, Row, row};
use crate::access::{Action, Denied, House, Lookup, Permit, Reads, Record, store as ties};
use crate::conferences::{self, Around, Conference, ReadConference, State as ConferenceState};
use crate::follow_up::back::{self, NotBack, Returned};
use crate::follow_up::model::{Back, Followed, ReportWords, Said, Task};
use crate::follow_up::rules::{seat_of, with_reference};
use crate::follow_up::{ReadBack, ReadTasks, SettleBack, UndoBack, next, store};
use crate::kernel::{Choice, Day, Failure, FormState, Id};
use crate::meeting::{self, BroughtTask, Line, LineKind, Seat, Topic};
use crate::participants;
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

/// Longest reason.
const LONGEST: usize = 1000;

/// A task that comes back.
pub(in crate::follow_up) struct BackRow {
    pub(in crate::follow_up) id: Id<Task>,
    pub(in crate::follow_up) number: i64,
    pub(in crate::follow_up) words: String,
    pub(in crate::follow_up) owner: String,
    pub(in crate::follow_up) due: String,
    /// How its owner says that it goes, for those who may read it; none inside: no answer.
    pub(in crate::follow_up) said: Option<Option<Said>>,
    /// Whether somebody does it at all.
    pub(in crate::follow_up) owned: bool,
    /// What its owner said, for those who may read it.
    pub(in crate::follow_up) told: Option<String>,
    /// What the table said.
    pub(in crate::follow_up) settled: Option<String>,
    /// When this table said it, for the form that takes it back; none: it cannot be taken back here and now.
    pub(in crate::follow_up) undo: Option<i64>,
    /// Whether its owner sits here.
    pub(in crate::follow_up) seated: bool,
    pub(in crate::follow_up) fresh: Id<Line>,
    pub(in crate::follow_up) due_field: String,
    pub(in crate::follow_up) word_field: String,
    pub(in crate::follow_up) unfold: bool,
    pub(in crate::follow_up) unfold_word: bool,
}

/// Those of one conference.
pub(in crate::follow_up) struct Group {
    pub(in crate::follow_up) day: String,
    pub(in crate::follow_up) href: Option<String>,
    /// How many were done, for those who may read it.
    pub(in crate::follow_up) done: usize,
    pub(in crate::follow_up) rows: Vec<BackRow>,
}

/// The page.
#[derive(Template)]
#[template(path = "follow_up/pages/back.html")]
pub(in crate::follow_up) struct BackPage {
    pub(in crate::follow_up) frame: Frame,
    pub(in crate::follow_up) around: Around,
    pub(in crate::follow_up) form: FormState,
    pub(in crate::follow_up) here: String,
    pub(in crate::follow_up) groups: Vec<Group>,
    pub(in crate::follow_up) open: usize,
    pub(in crate::follow_up) may_settle: bool,
    pub(in crate::follow_up) considered: bool,
    /// A task that somebody else settled meanwhile, and why it was not needed as typed here.
    pub(in crate::follow_up) unsaved: Option<(i64, String)>,
}

const NOTICES: &[(&str, &str)] = &[
    ("zalozeno", "Navazující konference je založená."),
    ("uz", "Navazující konference už existuje, tady je."),
    ("done", "Zapsáno: splněno."),
    ("goes_on", "Zapsáno: úkol trvá dál a má v zápise nové číslo."),
    ("not_needed", "Zapsáno: už není třeba."),
    ("vraceno", "Vráceno: úkol znovu čeká na to, co se u stolu řekne."),
    ("jinak", "Mezitím je u úkolu zapsáno něco jiného. Tady je, co platí."),
    ("receno", "O tomhle úkolu už je zapsáno, jak to je."),
    ("pecet", "Zápis je zapečetěný, úkol už do něj nejde přidat."),
];

fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/minule")
}

/// What the next table said, in words.
fn settled(one: &Followed, here: Id<Conference>, lines: &[Line]) -> Option<String> {
    let back = one.back?;
    let line = back.line.and_then(|id| lines.iter().find(|line| line.id == id));
    let number = line.and_then(|line| line.task_number).map(|number| format!(" jako úkol č. {number}"));
    Some(match (back.conference == here, back.said) {
        (false, _) => "Probráno v jiné navazující konferenci.".into(),
        (true, Said::GoesOn) => {
            let closed = line.and_then(|line| line.deadline).and_then(meeting::rules::day_off);
            let closed = closed.map_or_else(String::new, |words| format!(" {words}"));
            format!("Trvá dál{}.{closed}", number.unwrap_or_default())
        }
        (true, said) => format!("U stolu zapsáno: {}.", said.label()),
    })
}

/// The moment by which a form knows what it takes back.
fn seen(back: &Back) -> i64 {
    back.noted.timestamp().as_microsecond()
}

/// What is loaded once for the page.
struct Table {
    seats: Vec<Seat>,
    lines: Vec<Line>,
}

async fn group<A: Action<Conference> + Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    (earlier, table): (&Conference, &Table),
    form: &FormState,
) -> Result<Group, Failure> {
    let lookup = permit.lookup(house);
    let actor = permit.actor();
    let tied = ties::ties_about(&house.queries, earlier.about(), actor.id, actor.today).await?;
    let allowed = |verdict| verdict == crate::access::Verdict::Allow;
    let reads = allowed(<ReadConference as Action<Conference>>::rule(actor, tied, earlier));
    // Owners' own words are for those who read how people do with their tasks.
    let hears = allowed(<ReadTasks as Action<Conference>>::rule(actor, tied, earlier));
    let undoes = permit.allows::<UndoBack>();
    let tasks = store::of_conference(lookup, earlier.id).await?;
    let people = participants::of_conference(lookup, earlier.id).await?;
    let names = Names::of(people);
    let mut rows = Vec::new();
    let mut done = 0;
    for one in &tasks {
        if one.back.is_none() && !one.is_open() {
            done += usize::from(hears);
            continue;
        }
        let Row { id, number, words, owner, due, said, .. } = row(house, permit, &names, one).await?;
        let (due_field, word_field) = (format!("termin_{id}"), format!("slovo_{id}"));
        let told = one.reports.first().filter(|_| hears && one.back.is_none());
        rows.push(BackRow {
            seated: names.of_task(&one.task).is_some_and(|who| seat_of(&table.seats, who).is_some()),
            told: told.and_then(|report| report.words.as_ref()).map(|words| permit.reveal(words).clone()),
            settled: settled(one, permit.id(), &table.lines),
            undo: one.back.filter(|back| undoes && back.conference == permit.id()).map(|back| seen(&back)),
            fresh: Id::fresh(house.clock.now()),
            unfold: form.error(&due_field).is_some(),
            unfold_word: form.error(&word_field).is_some(),
            id,
            number,
            words,
            owner,
            due,
            said: hears.then_some(said),
            owned: one.task.participant.is_some() || one.task.owner.is_some(),
            due_field,
            word_field,
        });
    }
    let day = earlier.met_on().map(czech::dates::short).unwrap_or_default();
    Ok(Group { day, href: reads.then(|| format!("/konference/{}", earlier.id)), done, rows })
}

async fn draw<A: Action<Conference> + Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    query: Option<&Query>,
    form: FormState,
) -> Result<BackPage, Failure> {
    let lookup = permit.lookup(house);
    let table = Table {
        seats: meeting::seats(lookup, permit.id()).await?,
        lines: meeting::lines(lookup, permit.id()).await?,
    };
    let mut groups = Vec::new();
    for earlier in next::earlier(lookup, permit.record()).await? {
        groups.push(group(house, permit, (&earlier, &table), &form).await?);
    }
    let frame = Frame::new(house, permit.actor(), "/konference");
    Ok(BackPage {
        frame: match query {
            Some(query) => frame.noticing(query, NOTICES),
            None => frame,
        },
        around: Around::of(house, permit).await?,
        here: home(permit.id()),
        open: groups.iter().flat_map(|group| &group.rows).filter(|row| row.settled.is_none()).count(),
        groups,
        may_settle: permit.allows::<SettleBack>(),
        considered: permit.record().state == ConferenceState::Considered
            && permit.allows::<conferences::AnswerConference>(),
        unsaved: None,
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadBack>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    Ok(Html::page(&draw(&house, &permit, Some(&query), FormState::empty()).await?)?)
}

/// The task of the address, among those of the conferences that this one follows.
async fn named(
    lookup: Lookup<'_>,
    conference: &Conference,
    id: &str,
) -> Result<(Conference, Followed), Denied> {
    let id: Id<Task> = id.parse().map_err(|_| Denied::hidden())?;
    for earlier in next::earlier(lookup, conference).await? {
        let tasks = store::of_conference(lookup, earlier.id).await?;
        if let Some(one) = tasks.into_iter().find(|one| one.task.id == id) {
            return Ok((earlier, one));
        }
    }
    Err(Denied::hidden())
}

/// The line with which a task goes on: the same words with where they come from, the same topic, child and duty, the
/// same owner if they sit here.
async fn line(
    house: &House,
    permit: &Permit<Conference, SettleBack>,
    (earlier, one): (&Conference, &Followed),
    (id, due): (Id<Line>, Day),
) -> Result<BroughtTask, Failure> {
    let lookup = permit.lookup(house);
    let task = &one.task;
    let before = meeting::lines(lookup, earlier.id).await?.into_iter().find(|line| line.id == task.line());
    let lines = meeting::lines(lookup, permit.id()).await?;
    let phase = meeting::find(lookup, permit.id()).await?.and_then(|meeting| meeting.current_phase);
    let last = lines.iter().rfind(|line| line.phase == phase).and_then(|line| line.place.clone());
    let seats = meeting::seats(lookup, permit.id()).await?;
    let names = Names::of(participants::of_conference(lookup, earlier.id).await?);
    let who = names.of_task(task);
    let owner = who.and_then(|who| seat_of(&seats, who)).map(|seat| seat.id);
    let away = who.map(|who| format!("{} ({})", permit.reveal(&who.name), who.role_label));
    let noted = task.owner.as_ref().map(|words| permit.reveal(words).clone());
    let text = |text: &crate::follow_up::TaskText| permit.reveal(text).clone();
    Ok(BroughtTask {
        id,
        phase,
        last,
        text: with_reference(permit.reveal(&task.words), task.number, earlier.met_on()),
        // A task whose line is gone keeps to the most guarded of the everyday groups.
        topic: before.as_ref().map_or(Topic::usual(LineKind::Said), |line| line.topic),
        child: before.as_ref().and_then(|line| line.child),
        owner,
        owner_note: if owner.is_some() { None } else { away.or(noted) },
        due,
        indicator: task.indicator.as_ref().map(text),
        support: task.support.as_ref().map(text),
        side: before.as_ref().and_then(|line| line.side),
    })
}

/// Somebody settled it before: the same words are one answer, others are given back beside what stands.
async fn settled_before(
    house: &House,
    permit: &Permit<Conference, SettleBack>,
    (one, typed): (&Followed, String),
) -> Result<Response, Denied> {
    let kept = one.reports.iter().filter_map(|report| report.words.as_ref());
    if typed.is_empty() || kept.into_iter().any(|words| *permit.reveal(words) == typed) {
        return Ok(Onward::to(home(permit.id())).noticing("receno").into_response());
    }
    let mut page = draw(house, permit, None, FormState::empty()).await?;
    page.unsaved = Some((one.task.number, typed));
    Ok(Html::stale(&page)?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn settle(
    permit: Permit<Conference, SettleBack>,
    State(house): State<House>,
    Path((_, id)): Path<(String, String)>,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(home(permit.id()));
    let (earlier, one) = named(permit.lookup(&house), permit.record(), &id).await?;
    let typed = form.value(&format!("slovo_{}", one.task.id)).trim().to_owned();
    if one.back.is_some() {
        return settled_before(&house, &permit, (&one, typed)).await;
    }
    let (due_field, word_field) = (format!("termin_{}", one.task.id), format!("slovo_{}", one.task.id));
    let said = Said::from_code(form.value("jak"));
    let (mut words, mut brought) = (None, None);
    match said {
        Some(Said::Done) => {}
        Some(Said::GoesOn) => {
            let due = form.required_day(&due_field, "Napište, do kdy má být úkol hotový teď.");
            let today = house.clock.today();
            if due.is_some_and(|due| due < today) {
                form.fail(&due_field, "Ten den už byl. Napište den, který teprve přijde.");
            }
            if let Some(due) = due.filter(|_| !form.has_errors()) {
                // A line that was struck with a slip stays struck; the task goes on with another.
                let lines = meeting::lines(permit.lookup(&house), permit.id()).await?;
                let unused = |id: &Id<Line>| lines.iter().all(|line| line.id != *id);
                let id = form.id("nove_id").filter(unused);
                let id = id.unwrap_or_else(|| Id::fresh(house.clock.now()));
                brought = Some(line(&house, &permit, (&earlier, &one), (id, due)).await?);
            }
        }
        Some(Said::NotNeeded) => {
            words = form.required_text(&word_field, LONGEST, "Napište pár slov, proč už úkol není třeba.");
        }
        _ => form.fail("", "Vyberte, jestli je úkol splněný, trvá dál, nebo už není třeba."),
    }
    let Some(said) = said.filter(|_| !form.has_errors()) else {
        return Ok(Html::again(&draw(&house, &permit, None, form).await?)?.into_response());
    };
    let returned = Returned { task: one.task, said, words: words.map(ReportWords::new), line: brought };
    match back::give(&house, permit, returned).await {
        Ok(()) => Ok(to.noticing(said.code()).into_response()),
        Err(NotBack::Already) => Ok(to.noticing("receno").into_response()),
        Err(NotBack::Sealed) => Ok(to.noticing("pecet").into_response()),
        Err(NotBack::Failed(failure)) => Err(failure.into()),
    }
}

/// Takes a slip back. The same form twice, or one that was shown before something else was said, changes nothing.
#[axum::debug_handler(state = House)]
pub(super) async fn undo(
    permit: Permit<Conference, UndoBack>,
    State(house): State<House>,
    Path((_, id)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let to = Onward::to(home(permit.id()));
    let (_, one) = named(permit.lookup(&house), permit.record(), &id).await?;
    let shown =
        |back: &Back| back.conference == permit.id() && form.value("videno") == seen(back).to_string();
    let Some(back) = one.back.filter(shown) else {
        return Ok(to.noticing(if one.back.is_none() { "vraceno" } else { "jinak" }));
    };
    match back::undo(&house, permit, (one.task.id, back)).await {
        Ok(()) => Ok(to.noticing("vraceno")),
        Err(NotBack::Already) => Ok(to.noticing("jinak")),
        Err(NotBack::Sealed) => Ok(to.noticing("pecet")),
        Err(NotBack::Failed(failure)) => Err(failure.into()),
    }
}
