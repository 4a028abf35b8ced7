//! The demo's meeting that was held: the conference about Dominik, with presence, lines and tasks. The main
//! conference of the demo has not met yet.

use super::actions::{Act, NotDone, apply};
use super::store::lines::LineInput;
use super::store::{Ending, Tap};
use super::{LineKind, LineText, PresenceStep, Seat, Sitter, TaskNote, Topic, find, seats};
use crate::access::Errand;
use crate::audit::By;
use crate::cases::{self, ReaderKind};
use crate::conferences::{self, Conference, Phase, State};
use crate::kernel::{Day, Failure, Id, Moment};
use crate::shell::DemoContext;
use facts::FactGroup;
use jiff::ToSpan;
use std::sync::Arc;

/// Under which names the demo's held conference may have been left.
const HELD: [&str; 2] = ["conference.held", "conference.dominik"];

/// Who speaks or acts in the story.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Nobody,
    Reader(ReaderKind),
}

/// A line of the story: minutes from the start, phase counted from zero, kind, topic, who, text; for tasks days until
/// the deadline and how its end is known.
struct Told {
    minute: i64,
    phase: usize,
    kind: LineKind,
    topic: FactGroup,
    who: Who,
    text: &'static str,
    task: Option<(i64, &'static str)>,
}

const fn told(
    minute: i64,
    phase: usize,
    kind: LineKind,
    topic: FactGroup,
    who: Who,
    text: &'static str,
) -> Told {
    Told { minute, phase, kind, topic, who, text, task: None }
}

const fn task(minute: i64, who: ReaderKind, text: &'static str, days: i64, indicator: &'static str) -> Told {
    let who = Who::Reader(who);
    let (kind, topic) = (LineKind::Task, FactGroup::PlanTasks);
    Told { minute, phase: 7, kind, topic, who, text, task: Some((days, indicator)) }
}

const STORY: &[Told] = &[
    told(
        4,
        0,
        LineKind::Said,
        FactGroup::PlanTasks,
        Who::Nobody,
        "Přivítání a pravidla. Hledáme, co pomůže, ne kdo za co může.",
    ),
    told(
        14,
        2,
        LineKind::Agreed,
        FactGroup::PlanTasks,
        Who::Nobody,
        "Cíl platí tak, jak je napsaný: Dominik chce dokončit devátou třídu a vědět, co bude potom.",
    ),
    told(
        22,
        3,
        LineKind::Said,
        FactGroup::School,
        Who::Reader(ReaderKind::School),
        "Do střediska dochází pravidelně, za poslední dva měsíce chyběl jednou.",
    ),
    told(
        31,
        4,
        LineKind::Said,
        FactGroup::ChildWords,
        Who::Reader(ReaderKind::Child),
        "Chci se vyučit kuchařem. Ve škole mi vadí, že se všichni dívají, kdy zase něco provedu.",
    ),
    told(
        38,
        4,
        LineKind::Said,
        FactGroup::FamilyHousehold,
        Who::Reader(ReaderKind::ParentWithResponsibility),
        "Doma se to zlepšilo, jenom rána jsou těžká, když mám směnu od čtyř.",
    ),
    told(
        47,
        4,
        LineKind::Said,
        FactGroup::Criminal,
        Who::Reader(ReaderKind::Probation),
        "Podmínky dohledu Dominik plní, poslední schůzka proběhla včas.",
    ),
    told(
        64,
        7,
        LineKind::Agreed,
        FactGroup::PlanTasks,
        Who::Nobody,
        "Do školy nastoupí po svátcích zpátky do své třídy, první dva týdny s kratším rozvrhem.",
    ),
    told(
        71,
        7,
        LineKind::Agreed,
        FactGroup::PlanTasks,
        Who::Nobody,
        "Přihlášku na obor kuchař podá do obou škol, které si vybral.",
    ),
    told(
        74,
        7,
        LineKind::Dissent,
        FactGroup::PlanTasks,
        Who::Reader(ReaderKind::Child),
        "Kratší rozvrh beru, ale ne dýl než dva týdny.",
    ),
    task(
        77,
        ReaderKind::School,
        "Sepsat s Dominikem kratší rozvrh a předat ho škole.",
        14,
        "Škola rozvrh potvrdila.",
    ),
    task(
        80,
        ReaderKind::ParentWithResponsibility,
        "Domluvit v práci, aby první dva týdny začínala až v šest.",
        10,
        "Maminka napíše sociální pracovnici.",
    ),
    task(
        83,
        ReaderKind::Child,
        "Vybrat dvě školy a podívat se do jedné z nich na den otevřených dveří.",
        35,
        "Dominik řekne, jaké to tam bylo.",
    ),
    task(
        86,
        ReaderKind::Probation,
        "Sladit termíny schůzek s rozvrhem.",
        14,
        "Dominik má termíny na jednom papíře.",
    ),
    told(
        90,
        8,
        LineKind::Postponed,
        FactGroup::HousingMoney,
        Who::Nobody,
        "Příspěvek na dojíždění probereme na příští schůzce.",
    ),
];

/// Holds the meeting, if the demo has its conference.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = HELD.iter().find_map(|name| context.named.get(*name)).copied() else { return Ok(()) };
    let (house, now) = (context.house.clone(), context.now);
    let id: Id<Conference> = Id::from_uuid(id);
    let lookup = Errand::begin(&house).lookup();
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
    let past = conference.day.is_some_and(|day| day < now.day());
    if conference.state != State::Convened || !past || find(lookup, id).await?.is_some() {
        return Ok(());
    }
    let (seats, phases) = (seats(lookup, id).await?, conferences::phases(lookup, id).await?);
    let case = cases::find_case(lookup, conference.case).await?;
    let contact = case.map(|case| case.coordinator).ok_or_else(|| Failure::Broken("no case".into()))?;
    let started = conference.starts().unwrap_or(now);
    let acts = acts(&seats, &phases, started, now);
    let conference = Arc::new(conference);
    for act in acts {
        perform(context, &conference, act).await?;
    }
    let day = started.day();
    let deadlines = crate::law::deadlines(lookup.queries(), day).await?;
    let ending = Ending {
        ended: started.plus_seconds(95 * 60),
        next_day: Some(czech::working_days::shift_to_working_day(after(day, 84))),
        next_from: conference.from,
        next_place: conference.place.as_ref().map(|place| place.name.clone()),
        contact,
        comments_until: deadlines.comments.after(deadlines.minutes_draft.after(day)),
    };
    perform(context, &conference, Act::Finish { version: 1, ending }).await?;
    context.named.insert("conference.held".to_owned(), id.uuid());
    Ok(())
}

async fn perform(context: &DemoContext, conference: &Arc<Conference>, act: Act) -> Result<(), Failure> {
    let (conference, act) = (conference.clone(), Arc::new(act));
    let by = By::system(conference.office.uuid());
    let done = context
        .house
        .trail
        .run(by, move |operation| {
            let (conference, act) = (conference.clone(), act.clone());
            async move { Ok((apply(operation, &conference, &act).await?, ())) }
        })
        .await;
    match done {
        Ok(()) | Err(NotDone::Already) => Ok(()),
        Err(NotDone::Stale) => Err(Failure::Broken("the demo's meeting was changed meanwhile".into())),
        Err(NotDone::Failed(failure)) => Err(failure),
    }
}

fn after(day: Day, days: i64) -> Day {
    day.saturating_add(days.days())
}

/// Everything that happened, in order.
fn acts(seats: &[Seat], phases: &[Phase], started: Moment, now: Moment) -> Vec<Act> {
    let at = |minute: i64| started.plus_seconds(minute * 60);
    let mut acts =
        vec![Act::Start { at: started, degrees: true, first: phases.first().map(|p| p.id) }, Act::Remind];
    for (order, seat) in seats.iter().enumerate() {
        // The third one is late by five minutes.
        let at = at(if order == 2 { 5 } else { 0 });
        acts.push(Act::Tap(Tap { id: Id::fresh(now), seat: seat.id, step: PresenceStep::Arrived, at }));
    }
    let mut minute = 0;
    for phase in phases.iter().skip(1) {
        minute =
            phases.iter().find(|p| p.position + 1 == phase.position).map_or(minute, |p| minute + p.minutes);
        acts.push(Act::Enter { phase: phase.id, at: at(minute.min(92)) });
    }
    for told in STORY {
        let phase = phases.get(told.phase).or(phases.last()).map(|p| p.id);
        let input = Box::new(input(told, seats, started.day()));
        acts.push(Act::Write { id: Id::fresh(now), phase, input, at: at(told.minute) });
    }
    acts
}

fn input(told: &Told, seats: &[Seat], day: Day) -> LineInput {
    let seat = match told.who {
        Who::Nobody => None,
        Who::Reader(kind) => seats.iter().find(|seat| match &seat.sitter {
            Sitter::Invited(who) => who.reader == kind,
            Sitter::Guest { .. } => false,
        }),
    };
    let (owner, speaker) = if told.task.is_some() { (seat, None) } else { (None, seat) };
    let deadline = told.task.map(|(days, _)| czech::working_days::shift_to_working_day(after(day, days)));
    LineInput {
        kind: told.kind,
        topic: Topic(told.topic),
        child: None,
        text: LineText::new(told.text),
        speaker: speaker.map(|seat| seat.id),
        owner: owner.map(|seat| seat.id),
        owner_note: (told.task.is_some() && owner.is_none()).then(|| TaskNote::new("sociální pracovnice")),
        deadline,
        indicator: told.task.map(|(_, indicator)| TaskNote::new(indicator)),
        support: None,
        degree: (told.kind == LineKind::Agreed).then_some(if told.minute > 70 { 4 } else { 5 }),
    }
}
