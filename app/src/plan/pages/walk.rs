//! The walk through the plan: each agreement and task once, what is missing, who has not answered, sheets, closing.

use super::{PointRow, after, home, loaded, row, sitter};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::kernel::{Id, Moment};
use crate::meeting::{LineKind, Seat, Side};
use crate::plan::actions::{self, Close};
use crate::plan::gather::{Table, is_asked};
use crate::plan::printed;
use crate::plan::printing::{self, For, NotMade};
use crate::plan::sheet::side_title;
use crate::plan::{ClosePlan, FiledSheet, rules, store};
use crate::shell::{Frame, Html, Input, Onward, Query, download};
use askama::Template;
use axum::extract::{Path, State as From};
use axum::response::{IntoResponse, Response};
use czech::plural::count;
use uuid::Uuid;

/// Somebody at the table, on the page of the walk.
pub(in crate::plan) struct PersonRow {
    pub(in crate::plan) seat: Id<Seat>,
    pub(in crate::plan) name: String,
    pub(in crate::plan) role: String,
    /// Whether they left before the end.
    pub(in crate::plan) left: bool,
    /// How many lines they have answered; none for who leads or writes: nobody asks them.
    pub(in crate::plan) answered: Option<usize>,
    /// Whether a protected fact keeps their sheet in the house.
    pub(in crate::plan) stopped: bool,
    /// Whether they take a sheet home.
    pub(in crate::plan) sheet: bool,
    /// Whether one was made for them already.
    pub(in crate::plan) has_sheet: bool,
    /// Whether that one says something else than one would say now.
    pub(in crate::plan) outdated: bool,
    /// Identifier of the form that makes their sheet alone.
    pub(in crate::plan) form_id: String,
}

impl PersonRow {
    /// Whether they have not answered all of the lines yet.
    fn waits(&self, points: &usize) -> bool {
        self.answered.is_some_and(|answered| answered < *points)
    }
}

/// Tasks of one side.
pub(in crate::plan) struct SideRows {
    pub(in crate::plan) title: &'static str,
    pub(in crate::plan) rows: Vec<PointRow>,
}

/// The page.
#[derive(Template)]
#[template(path = "plan/pages/walk.html")]
pub(in crate::plan) struct WalkPage {
    pub(in crate::plan) frame: Frame,
    pub(in crate::plan) around: Around,
    pub(in crate::plan) here: String,
    pub(in crate::plan) room: String,
    pub(in crate::plan) summary: String,
    /// People answer alone.
    pub(in crate::plan) alone: bool,
    pub(in crate::plan) agreed: Vec<PointRow>,
    pub(in crate::plan) sides: Vec<SideRows>,
    pub(in crate::plan) worries: Vec<(PointRow, Option<String>)>,
    pub(in crate::plan) people: Vec<PersonRow>,
    /// How many lines there are.
    pub(in crate::plan) points: usize,
    /// How many have none yet and will get one, and how many there would be of everybody.
    pub(in crate::plan) sheets: usize,
    pub(in crate::plan) all_sheets: usize,
    /// Of how many the printed sheet says something else than one would say now.
    pub(in crate::plan) outdated: usize,
    /// Identifier of the form that makes them.
    pub(in crate::plan) form_id: String,
    /// The first line to read through.
    pub(in crate::plan) first: Option<String>,
    /// Whether the next meeting is agreed.
    pub(in crate::plan) next: Option<String>,
    /// When the plan was closed.
    pub(in crate::plan) closed: Option<String>,
    pub(in crate::plan) goals: usize,
}

fn people(
    permit: &Close,
    table: &Table,
    (sheets, held, outdated): (&[(Id<Seat>, bool)], &[Id<Seat>], &[Id<Seat>]),
    now: Moment,
) -> Vec<PersonRow> {
    let answered = |seat| {
        let has = |line| rules::answered(&table.newest(line)).contains(&seat);
        table.points.iter().filter(|point| has(point.line.id)).count()
    };
    table
        .present
        .iter()
        .map(|present| {
            let (name, role) = sitter(permit, &present.seat);
            let sheet = sheets.iter().find(|(seat, _)| *seat == present.seat.id);
            PersonRow {
                seat: present.seat.id,
                name,
                role,
                left: !present.now,
                answered: is_asked(&present.seat).then(|| answered(present.seat.id)),
                stopped: sheet.is_some_and(|(_, stopped)| *stopped),
                sheet: sheet.is_some(),
                has_sheet: held.contains(&present.seat.id),
                outdated: outdated.contains(&present.seat.id),
                form_id: Id::<FiledSheet>::fresh(now).to_string(),
            }
        })
        .collect()
}

fn summary(table: &Table) -> String {
    let of = |kind| table.points.iter().filter(|point| point.line.kind == kind).count();
    let lacking = table.points.iter().chain(&table.worries).filter(|point| !point.lacks.is_empty()).count();
    let counted = format!(
        "{} a {}",
        count(of(LineKind::Agreed), "dohoda", "dohody", "dohod"),
        count(of(LineKind::Task), "úkol", "úkoly", "úkolů")
    );
    match lacking {
        0 => format!("{counted}. Nic v nich nechybí."),
        some => format!("{counted}. Něco chybí u {}.", count(some, "bodu", "bodů", "bodů")),
    }
}

async fn draw(house: &House, permit: &Close, frame: Frame) -> Result<WalkPage, Denied> {
    let table = loaded(house, permit).await?;
    let cuts = printing::cut(house, permit, &table).await?;
    let sheets: Vec<(Id<Seat>, bool)> = cuts.iter().map(|cut| (cut.seat, cut.sheet.is_stopped())).collect();
    let holders = store::holders(permit.lookup(house), permit.id(), Uuid::nil()).await?;
    let has_one = |cut: &printing::Cut| cut.participant.is_some_and(|who| holders.contains(&who));
    let held: Vec<Id<Seat>> = cuts.iter().filter(|cut| has_one(cut)).map(|cut| cut.seat).collect();
    let outdated = printed::outdated(house, permit, &table, &held).await?;
    let rows = |kind| {
        let points = table.points.iter().filter(move |point| point.line.kind == kind);
        points.map(|point| (point.side, row(permit, &table, point)))
    };
    let owed = rules::owes(rows(LineKind::Task));
    let side = |side, rows| SideRows { title: side_title(side), rows };
    let sides = vec![
        side(Side::Authority, owed.authority),
        side(Side::Family, owed.family),
        side(Side::Other, owed.other),
    ];
    let waits =
        |point: &&crate::plan::gather::Point| table.waiting(point.line.id) > 0 || !point.lacks.is_empty();
    let first = table.points.iter().find(waits).or(table.points.first());
    let worry = |point: &crate::plan::gather::Point| {
        (row(permit, &table, point), point.line.plan_b.as_ref().map(|plan| permit.reveal(plan).clone()))
    };
    Ok(WalkPage {
        frame,
        around: Around::of(house, permit).await?,
        here: home(permit.id()),
        room: format!("/konference/{}/jednani", permit.id()),
        summary: summary(&table),
        alone: table.alone,
        agreed: rows(LineKind::Agreed).map(|(_, row)| row).collect(),
        sides,
        worries: table.worries.iter().map(worry).collect(),
        people: people(permit, &table, (&sheets, &held, &outdated), house.clock.now()),
        points: table.points.len(),
        outdated: outdated.len(),
        sheets: cuts.iter().filter(|cut| !cut.sheet.is_stopped() && !has_one(cut)).count(),
        all_sheets: sheets.iter().filter(|(_, stopped)| !stopped).count(),
        form_id: Id::<FiledSheet>::fresh(house.clock.now()).to_string(),
        first: first.map(|point| point.line.id.to_string()),
        next: table.meeting.next_day.map(czech::dates::long_with_weekday),
        closed: table.closed.map(|at| czech::dates::local_moment(at.timestamp())),
        goals: table.goals.len(),
    })
}

const NOTICES: &[(&str, &str)] = &[
    ("uzavreno", "Plán je uzavřený. Každému dejte jeho list, než odejde."),
    ("postoj", "Zapsáno."),
    ("hotovo", "Všechny body mají odpověď ode všech, kdo tu jsou."),
    ("nikdo", "Není pro koho list vytisknout: nikdo u stolu není zapsaný jako přítomný."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    Ok(Html::page(&draw(&house, &permit, frame).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn close(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
) -> Result<Response, Denied> {
    let table = loaded(&house, &permit).await?;
    let of = |kind| table.points.iter().filter(|point| point.line.kind == kind).count();
    let counts = (of(LineKind::Agreed), of(LineKind::Task));
    let to = home(permit.id());
    after(actions::close(&house, permit, counts).await, to, "uzavreno")
}

/// One file with a sheet for everybody who was there.
#[axum::debug_handler(state = House)]
pub(super) async fn sheets(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let table = loaded(&house, &permit).await?;
    let to = home(permit.id());
    let Some(id) = form.id::<FiledSheet>("nove_id") else { return Ok(Onward::to(to).into_response()) };
    // Who leaves early takes their sheet along.
    let whom = match form.id::<Seat>("komu") {
        Some(seat) => For::One(seat),
        None if form.is("znovu", "ano") => For::Everybody,
        None => For::WhoHasNone,
    };
    match printing::make(&house, permit, &table, (id.uuid(), whom)).await {
        Ok(bound) => Ok(download(&house, "listy.pdf", "application/pdf", bound)),
        Err(NotMade::Nobody | NotMade::Before) => Ok(Onward::to(to).noticing("nikdo").into_response()),
        Err(NotMade::Failed(failure)) => Err(failure.into()),
    }
}

/// One person's sheet, to look at before it is made.
#[axum::debug_handler(state = House)]
pub(super) async fn preview(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    Path((_, seat)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let table = loaded(&house, &permit).await?;
    let seat: Id<Seat> = seat.parse().map_err(|_| Denied::hidden())?;
    let seat = table.seat(Some(seat)).ok_or_else(Denied::hidden)?;
    match printing::preview(&house, &permit, &table, seat).await? {
        Some(bytes) => Ok(download(&house, "list-nahled.pdf", "application/pdf", bytes)),
        None => Err(Denied::refused(
            "V listu je chráněný údaj, který se k tomuto člověku nesmí dostat. Rozhodne o něm vedoucí.",
        )),
    }
}
