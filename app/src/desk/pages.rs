//! The page of one conference, and the worker's day.

use super::day::{self, Day};
use super::gather::{Gathered, gather};
use super::rules;
use super::table::{self, Chair, Seat, Timeline};
use crate::access::{Denied, House, Listing, Permit, Routes};
use crate::cases::{CaseFile, ReadCase};
use crate::conferences::{
    Around, Conference, DecideConference, EditConference, ReadConference, State as Stage,
};
use crate::kernel::{Choice, Failure};
use crate::shell::{Frame, Html, Query, registry};
use askama::Template;
use axum::extract::State;

/// The routes of the desk.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/", today).get("/konference/{konference}", conference)
}

/// Sentences after acts whose next page is the desk.
const NOTICES: &[(&str, &str)] = &[
    ("ulozeno", "Uloženo."),
    ("zalozeno", "Konference je založená."),
    ("svolano", "Konference je svolaná."),
    ("rozhodnuto", "Rozhodnutí je uložené."),
    ("odlozeno", "Konference je odložená. Najděte nový termín."),
    ("zruseno", "Konference je zrušená."),
    ("ukonceno", "Jednání je ukončené. Teď zbývá zápis."),
];

/// One line of "what is missing" as drawn.
pub struct Act {
    /// The line.
    pub line: rules::Line,
    /// Address.
    pub href: String,
    /// "do 3. 12.", "po lhůtě 4 dny".
    pub due: Option<String>,
    /// Class of the deadline.
    pub due_look: &'static str,
    /// Whether this person may open the address: what others have to do is told without a button.
    pub opens: bool,
}

/// The page of one conference.
#[derive(Template)]
#[template(path = "desk/pages/conference.html")]
pub struct ConferencePage {
    /// Frame.
    pub frame: Frame,
    /// Permit.
    pub permit: Permit<Conference, ReadConference>,
    /// The case behind it, for those who may know it.
    pub case: Option<Permit<CaseFile, ReadCase>>,
    /// Heading: day and time, or the kind.
    pub heading: String,
    /// Place, kind, how far away.
    pub subheading: String,
    /// Leaf of the calendar.
    pub leaf: Option<(String, i8, &'static str)>,
    /// Unfinished acts.
    pub acts: Vec<Act>,
    /// Finished ones.
    pub done: Vec<Act>,
    /// Head of the list.
    pub summary: String,
    /// Class of the summary's tag.
    pub summary_look: &'static str,
    /// Seats.
    pub seats: Vec<Seat>,
    /// Chairs.
    pub chairs: Vec<Chair>,
    /// Who is in the room when.
    pub timeline: Timeline,
    /// What the slices know.
    pub gathered: Gathered,
    /// Clocks of protection plans.
    pub clocks: Vec<String>,
    /// Panels of other slices.
    pub panels: Vec<String>,
    /// Whether the person may change the plan.
    pub may_edit: bool,
    /// The parts of the conference.
    pub around: Around,
}

#[axum::debug_handler(state = House)]
async fn conference(
    permit: Permit<Conference, ReadConference>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let case = if table::knows_case(&permit) { Some(permit.parent::<ReadCase>(&house).await?) } else { None };
    let may_decide = permit.allows::<DecideConference>();
    let concern = case.as_ref().is_some_and(|case| case.record().safety_concern);
    let sees = (may_decide, case.is_some());
    let gathered = gather(&house, permit.lookup(&house), permit.record(), sees, concern).await?;
    let panels = registry().draw("conference", &house, permit.actor(), permit.id().uuid()).await?;
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    let page = ConferencePage::new(frame, permit, case, gathered, panels, house.clock.today())?;
    Ok(Html::page(&page)?)
}

impl ConferencePage {
    fn new(
        frame: Frame,
        permit: Permit<Conference, ReadConference>,
        case: Option<Permit<CaseFile, ReadCase>>,
        gathered: Gathered,
        panels: Vec<String>,
        today: crate::kernel::Day,
    ) -> Result<Self, Failure> {
        let record = permit.record();
        let seats = table::seats(&gathered.participants, &gathered.invitations, &gathered.uncovered);
        let id = permit.id().to_string();
        let around = Around::with(&permit, case.as_ref()).missing("", gathered.desk.missing.len());
        let acts = drawn(&gathered.desk.missing, (&id, &around), today);
        let done = drawn(&gathered.desk.done, (&id, &around), today);
        let late = gathered.desk.missing.iter().any(|l| l.urgency == rules::Urgency::Late);
        let clocks = match &case {
            Some(_) => gathered.children.iter().filter_map(|child| clock(&permit, child, today)).collect(),
            None => Vec::new(),
        };
        Ok(Self {
            heading: heading(record),
            subheading: subheading(record, today),
            leaf: record.day.map(|day| {
                let month = czech::dates::month_year(day);
                let month = month.split(' ').next().unwrap_or_default().to_owned();
                (month, day.day(), czech::dates::weekday(day.weekday()))
            }),
            summary: rules::summary(&gathered.desk.missing, today),
            summary_look: if acts.is_empty() {
                "success"
            } else if late {
                "error late"
            } else {
                "warning"
            },
            acts,
            done,
            chairs: table::chairs(&seats),
            timeline: table::timeline(
                record,
                &gathered.phases,
                &gathered.participants,
                &gathered.invitations,
            ),
            seats,
            clocks,
            panels,
            may_edit: permit.allows::<EditConference>(),
            around,
            gathered,
            case,
            permit,
            frame,
        })
    }

    /// How many seats are sure, for the middle of the table.
    #[must_use]
    pub fn sure(&self) -> usize {
        self.seats.iter().filter(|seat| seat.sure == table::Sure::Yes).count()
    }
}

fn drawn(lines: &[rules::Line], (id, around): (&str, &Around), today: crate::kernel::Day) -> Vec<Act> {
    lines
        .iter()
        .map(|line| Act {
            href: format!("/konference/{id}{}", line.path),
            due: line.due.map(|due| day::due_words(due, today)),
            due_look: match line.urgency {
                rules::Urgency::Late => "late",
                rules::Urgency::Soon => "soon",
                rules::Urgency::Calm => "",
            },
            opens: around.opens(line.path),
            line: line.clone(),
        })
        .collect()
}

fn heading(conference: &Conference) -> String {
    match (conference.day, conference.from, conference.until) {
        (Some(day), Some(from), Some(until)) => {
            let day = capital(&czech::dates::long_with_weekday(day));
            format!("{day}, {}", czech::dates::time_range(from.time(), until.time()))
        }
        (Some(day), _, _) => capital(&czech::dates::long_with_weekday(day)),
        _ => format!("Konference {}", conference.state.label()),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn subheading(conference: &Conference, today: crate::kernel::Day) -> String {
    let mut parts = Vec::new();
    if let Some(place) = conference.place.as_ref().filter(|place| !place.name.is_empty()) {
        parts.push(place.name.clone());
    }
    parts.push(format!("{} konference", conference.kind.label()));
    if let Some(day) = conference.day {
        // A meeting that was begun before its day lies behind, whatever the calendar says.
        let held = matches!(conference.state, Stage::Held | Stage::Closed);
        match conference.held.map(|held| held.day()).filter(|on| held && *on != day) {
            Some(on) => parts.push(format!("sešli jste se {}", czech::dates::short(on))),
            // Its tag says that people sit there now.
            None if conference.is_running() => {}
            None => parts.push(czech::dates::relative(day, today)),
        }
    } else {
        parts.push("termín zatím není".to_owned());
    }
    parts.join(" · ")
}

/// "Eliška: plán z 16. 10. 2026 (lhůta 21. 10. dodržena)".
fn clock(
    permit: &Permit<Conference, ReadConference>,
    child: &crate::cases::Child,
    today: crate::kernel::Day,
) -> Option<String> {
    let name = permit.reveal(&child.given);
    let due = child.plan_due?;
    Some(match child.plan_made_on {
        Some(made) if made <= due => {
            format!(
                "{name}: plán z {}, lhůta {} dodržena",
                czech::dates::short(made),
                czech::dates::short(due)
            )
        }
        Some(made) => {
            format!("{name}: plán z {}, lhůta byla {}", czech::dates::short(made), czech::dates::short(due))
        }
        None => format!("{name}: plán zatím není, {}", day::due_words(due, today)),
    })
}

/// The worker's day.
#[derive(Template)]
#[template(path = "desk/pages/day.html")]
pub struct DayPage {
    /// Frame.
    pub frame: Frame,
    /// Salutation with the day.
    pub heading: String,
    /// What the day holds.
    pub day: Day,
    /// Panels of other slices.
    pub panels: Vec<String>,
    /// Whether the person works on cases.
    pub works: bool,
}

#[axum::debug_handler(state = House)]
async fn today(listing: Listing, State(house): State<House>, query: Query) -> Result<Html, Denied> {
    use crate::identity::Role;
    let day = day::of(&house, &listing).await?;
    let actor = listing.actor();
    let panels = registry().draw("day", &house, actor, actor.id.uuid()).await?;
    let frame = Frame::new(&house, actor, "/").noticing(&query, NOTICES);
    let works = actor.roles.any(&[Role::SocialWorker, Role::OfficeHead]);
    let heading = capital(&czech::dates::long_with_weekday(actor.today));
    Ok(Html::page(&DayPage { frame, heading, day, panels, works })?)
}
