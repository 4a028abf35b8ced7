//! A conference with its goals, agenda, participants and invitations.

use super::bulk::{self, Bulk, Row};
use super::family::{Family, Seat};
use super::names::Dice;
use super::offices::Desk;
use crate::commands::arguments::Load;
use crate::kernel::{Day, Failure, Id, Moment};
use jiff::ToSpan;
use uuid::Uuid;
use vault::Place;

/// Which conference of the whole, and how many people sit there.
pub struct Share {
    /// Number, from zero.
    pub number: u64,
    /// Participants.
    pub participants: u64,
}

impl Share {
    /// Participants are spread as evenly as whole people allow.
    pub const fn of(number: u64, asked: &Load) -> Self {
        let participants = asked.participants / asked.conferences
            + if number < asked.participants % asked.conferences { 1 } else { 0 };
        Self { number, participants }
    }

    /// When the case was opened: over the last four years; the newest are still under way.
    pub fn opened(&self, now: Moment) -> Moment {
        let days = i64::try_from(self.number * 7919 % 1400).unwrap_or_default();
        now.plus_seconds(-(days + 25) * 86_400)
    }

    /// Where the conference stands: a code of its state.
    const fn state(&self) -> &'static str {
        match self.number % 20 {
            0..=10 => "held",
            11..=16 => "convened",
            17 | 18 => "considered",
            _ => "not_now",
        }
    }
}

const PHASES: &[(&str, i64, bool)] = &[
    ("Přivítání, pravidla a mlčenlivost", 5, false),
    ("Představení a vztah k dítěti", 10, false),
    ("Cíl setkání a časový rámec", 5, false),
    ("Situace pohledem OSPOD", 15, false),
    ("Pohledy: nejdřív rodina, potom odborníci", 25, false),
    ("Hlas dítěte", 10, false),
    ("Přestávka a čas jen pro rodinu", 10, true),
    ("Návrhy a domlouvání", 25, false),
    ("Čtení plánu: kdo, co a dokdy", 10, false),
    ("Další termín, zápis a zpětná vazba", 5, false),
];

const GOALS: &[&str] = &[
    "Dítě chodí do školy a má s kým mluvit.",
    "Rodina má kde bydlet i po zimě.",
    "Rodiče se domluví, jak se budou s dítětem vídat.",
    "Dítě se bezpečně vrátí domů.",
    "Zdravotní prohlídky proběhnou včas.",
];

/// Makes the conference of a family.
pub fn make(
    desk: &Desk,
    share: &Share,
    family: &Family,
    dice: &mut Dice,
    bulk: &mut Bulk,
) -> Result<(), Failure> {
    let id = Id::<crate::conferences::Conference>::fresh(family.opened).uuid();
    let state = share.state();
    let planned = matches!(state, "held" | "convened");
    let day = planned.then(|| day(family, state, dice));
    let convened = planned.then(|| family.opened.plus_seconds(3 * 86_400));
    let held =
        day.filter(|_| state == "held").map(|day| Moment::in_prague(day, jiff::civil::time(15, 0, 0, 0)));
    let seal = |table: &'static str, column: &'static str, row: Uuid, text: &str| {
        family
            .key
            .seal_text(Place { table, column, row }, text)
            .map(vault::Sealed::into_bytes)
            .map_err(|e| Failure::Sealed(e.to_string()))
    };
    let place = planned.then(|| seal("conference", "place", id, &place(&desk.town))).transpose()?;
    bulk.add(
        &bulk::CONFERENCE,
        Row::of(id)
            .and(family.case)
            .and(desk.office)
            .and("classic")
            .and(state)
            .and("10_3_e")
            .and(day)
            .and(planned.then_some(780i64))
            .and(planned.then_some(900i64))
            .and(place)
            .and(convened)
            .and(held)
            .and(family.opened)
            .and(family.coordinator)
            .and(1i64),
    );
    if let Some(convened) = convened {
        let decision = Id::<Share>::fresh(convened);
        let row = Row::of(decision).and(id).and("convene").and("classic").and("convene").and(false);
        bulk.add(&bulk::DECISION, row.and(desk.head).and(convened));
    }
    for rank in 0..2i64 {
        let goal = Id::<Share>::fresh(family.opened).uuid();
        let words = seal("goal", "words", goal, dice.one(GOALS, "Dítě je v bezpečí."))?;
        bulk.add(&bulk::GOAL, Row::of(goal).and(id).and(rank).and(words));
    }
    if planned {
        for (rank, (title, minutes, private)) in (0i64..).zip(PHASES) {
            let phase = Id::<Share>::fresh(family.opened);
            bulk.add(&bulk::PHASE, Row::of(phase).and(id).and(rank).and(*title).and(*minutes).and(*private));
        }
    }
    for (number, seat) in (0i64..).zip(&family.seats) {
        sit(id, family, (number, seat), convened, state, bulk);
    }
    Ok(())
}

/// In the coming weeks for what is convened, in the past for what was held; never on a weekend.
fn day(family: &Family, state: &str, dice: &mut Dice) -> Day {
    let opened = family.opened.day();
    let day = if state == "held" {
        opened.saturating_add((10 + dice.below(14)).days())
    } else {
        family.today.saturating_add((3 + dice.below(40)).days())
    };
    czech::working_days::shift_to_working_day(day)
}

fn place(town: &str) -> String {
    serde_json::json!({
        "name": "Městská knihovna, zasedací místnost",
        "address": format!("Náměstí 1, {town}"),
        "access": "bezbariérový vchod ze dvora",
        "waiting": "čítárna v přízemí",
    })
    .to_string()
}

fn sit(
    conference: Uuid,
    family: &Family,
    (number, seat): (i64, &Seat),
    convened: Option<Moment>,
    state: &str,
    bulk: &mut Bulk,
) {
    let id = Id::<Share>::fresh(family.opened).uuid();
    bulk.add(
        &bulk::PARTICIPANT,
        Row::of(id)
            .and(conference)
            .and(seat.person)
            .and(seat.child)
            .and(&seat.name)
            .and(seat.label)
            .and(seat.reader)
            .and(seat.perspective)
            .and(number < 3)
            .and("whole")
            .and(family.opened)
            .and(1i64),
    );
    let Some(convened) = convened else { return };
    // Of what is only convened, the last ones invited have not answered yet.
    let answered = state == "held" || number % 3 != 2;
    let answer = answered.then_some(if number % 5 == 4 { "written" } else { "comes" });
    let invitation = Id::<Share>::fresh(convened);
    bulk.add(
        &bulk::INVITATION,
        Row::of(invitation)
            .and(conference)
            .and(id)
            .and("email")
            .and("sent")
            .and(1i64)
            .and(Id::<Share>::fresh(convened))
            .and(Some(convened))
            .and(answer)
            .and(answered.then(|| convened.plus_seconds(86_400)))
            .and(convened)
            .and(1i64),
    );
}
