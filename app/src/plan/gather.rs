//! What the pages of the plan show, loaded once from the slices that know it.

use super::model::Given;
use super::rules::{self, Known, Lack};
use super::store;
use crate::access::Lookup;
use crate::cases::{self, Child, ReaderKind};
use crate::conferences::{self, Conference, Goal};
use crate::kernel::{Day, Failure, Id, Moment};
use crate::meeting::{self, Line, LineKind, Meeting, PresenceStep, Seat, Side, Sitter, Weight};

/// Somebody who was at the table.
#[derive(Clone, Debug)]
pub(super) struct Present {
    pub(super) seat: Seat,
    /// Whether they are in the room or on the phone now; once the meeting has ended, whether they were at its end.
    pub(super) now: bool,
}

/// Whether whoever sits there is asked what they think of a line.
pub(super) fn is_asked(seat: &Seat) -> bool {
    rules::is_asked(match &seat.sitter {
        Sitter::Invited(who) => Some(who.reader),
        Sitter::Guest { .. } => None,
    })
}

/// A line of the plan with what was said about it as a task.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) line: Line,
    pub(super) side: Side,
    pub(super) lacks: Vec<Lack>,
}

/// A meeting with its plan.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) meeting: Meeting,
    /// Everybody with a seat, in their order.
    pub(super) seats: Vec<Seat>,
    /// Those who were there at all, in the order of their seats.
    pub(super) present: Vec<Present>,
    /// Agreements and tasks, in the order of their numbers, agreements first.
    pub(super) points: Vec<Point>,
    /// Serious worries.
    pub(super) worries: Vec<Point>,
    /// Every other line, struck ones too: somebody may have struck it while its page was open.
    pub(super) others: Vec<Point>,
    /// All answers, oldest first.
    pub(super) given: Vec<Given>,
    /// Whether people answer alone only: somebody's safety is at risk.
    pub(super) alone: bool,
    pub(super) closed: Option<Moment>,
    pub(super) goals: Vec<Goal>,
    pub(super) children: Vec<Child>,
}

impl Table {
    /// Loads it; nothing before the meeting has begun.
    pub(super) async fn load(lookup: Lookup<'_>, conference: &Conference) -> Result<Option<Self>, Failure> {
        let Some(meeting) = meeting::find(lookup, conference.id).await? else { return Ok(None) };
        let case = cases::find_case(lookup, conference.case).await?;
        let case = case.ok_or_else(|| Failure::Broken("a conference without its case".into()))?;
        let seats = meeting::seats(lookup, conference.id).await?;
        let presence = meeting::presence(lookup, conference.id).await?;
        let present: Vec<Present> = seats
            .iter()
            .filter_map(|seat| {
                let steps: Vec<PresenceStep> =
                    presence.iter().filter(|p| p.seat == seat.id).map(|p| p.step).collect();
                let there =
                    |step: &PresenceStep| !matches!(step, PresenceStep::Left | PresenceStep::AskedOut);
                let last = steps.last()?;
                steps.iter().any(there).then(|| Present { seat: seat.clone(), now: there(last) })
            })
            .collect();
        let lines = meeting::lines(lookup, conference.id).await?;
        let mut points: Vec<Point> = lines
            .iter()
            .filter(|line| rules::is_point(line))
            .map(|line| Point::of(line, meeting.started.day(), (&seats, &present)))
            .collect();
        points.sort_by_key(|point| (point.line.kind == LineKind::Task, point.line.number()));
        let (worries, others) = lines
            .iter()
            .filter(|line| !rules::is_point(line))
            .map(|line| Point::of(line, meeting.started.day(), (&seats, &present)))
            .partition(|point| point.line.struck.is_none() && serious(&point.line));
        Ok(Some(Self {
            given: store::stances(lookup, conference.id).await?,
            closed: store::closed(lookup, conference.id).await?,
            goals: conferences::goals(lookup, conference.id).await?,
            children: cases::children(lookup, conference.case).await?,
            alone: case.safety_concern,
            meeting,
            seats,
            present,
            points,
            worries,
            others,
        }))
    }

    /// The day of the meeting.
    pub(super) fn day(&self) -> Day {
        self.meeting.started.day()
    }

    /// A line.
    pub(super) fn point(&self, id: Id<Line>) -> Option<&Point> {
        self.points.iter().chain(&self.worries).chain(&self.others).find(|point| point.line.id == id)
    }

    /// A seat.
    pub(super) fn seat(&self, id: Option<Id<Seat>>) -> Option<&Seat> {
        id.and_then(|id| self.seats.iter().find(|seat| seat.id == id))
    }

    /// The newest answer of each person to a line.
    pub(super) fn newest(&self, line: Id<Line>) -> Vec<&Given> {
        rules::newest(&self.given, line)
    }

    /// Those who are asked what they think, in the order of their seats.
    pub(super) fn asked(&self) -> impl Iterator<Item = &Present> {
        self.present.iter().filter(|present| is_asked(&present.seat))
    }

    /// How many of those who are here and are asked have not answered a line.
    pub(super) fn waiting(&self, line: Id<Line>) -> usize {
        let answered = rules::answered(&self.newest(line));
        self.asked().filter(|present| present.now && !answered.contains(&present.seat.id)).count()
    }
}

/// Whether a line is a serious worry.
fn serious(line: &Line) -> bool {
    line.weight == Some(Weight::Serious)
}

impl Point {
    fn of(line: &Line, met: Day, (seats, present): (&[Seat], &[Present])) -> Self {
        let owner = line.owner.and_then(|id| seats.iter().find(|seat| seat.id == id));
        let known = Known {
            task: line.kind == LineKind::Task,
            serious: serious(line),
            owner: line.owner.is_some(),
            absent: line.owner.is_none() && line.owner_note.is_some(),
            never_came: line.owner.is_some_and(|id| !present.iter().any(|p| p.seat.id == id)),
            told_by: line.told_by.is_some(),
            // A device may have brought a day before the meeting: that is a slip of the pen, and no day.
            day: line.deadline.is_some_and(|day| day >= met),
            indicator: line.indicator.is_some(),
            plan_b: line.plan_b.is_some(),
        };
        Self {
            side: line.side.unwrap_or_else(|| usual_side(owner)),
            lacks: rules::missing(known),
            line: line.clone(),
        }
    }
}

/// Whose duty the task of somebody usually is.
fn usual_side(owner: Option<&Seat>) -> Side {
    let (reader, staff): (Option<ReaderKind>, bool) = match owner.map(|seat| &seat.sitter) {
        Some(Sitter::Invited(who)) => (Some(who.reader), who.staff.is_some()),
        Some(Sitter::Guest { .. }) | None => (None, false),
    };
    rules::usual_side(reader, staff)
}
