//! The demo's meeting that was held: the first conference about little Nela, with presence, lines and tasks. The main
//! conference of the demo has not met yet.

use super::actions::{Act, NewLine, NotDone, apply};
use super::journal::LineInput;
use super::store::{Ending, Tap};
use super::{LineKind, PresenceStep, Seat, Sitter, Topic, find, seats};
use crate::access::Errand;
use crate::audit::By;
use crate::cases::{self, ReaderKind};
use crate::conferences::{self, Conference, Phase, State};
use crate::kernel::{Day, Failure, Id, Moment};
use crate::shell::DemoContext;
use facts::FactGroup;
use jiff::ToSpan;
use std::sync::Arc;

/// Under which name `conferences` leaves the demo's conference that lies in the past.
const HELD: &str = "conference.held";

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

const MOTHER: Who = Who::Reader(ReaderKind::ParentWithResponsibility);
const GRANDMOTHER: Who = Who::Reader(ReaderKind::OtherRelative);
const CARER: Who = Who::Reader(ReaderKind::FosterCarer);
const COMPANION: Who = Who::Reader(ReaderKind::AccompanyingOrganisation);

const STORY: &[Told] = &[
    told(
        4,
        0,
        LineKind::Said,
        FactGroup::PlanTasks,
        Who::Nobody,
        "Přivítání a pravidla. Hledáme, co pomůže, ne kdo za co může.",
    ),
    told(17, 2, LineKind::Agreed, FactGroup::PlanTasks, Who::Nobody, "Cíle platí tak, jak jsou napsané."),
    told(
        24,
        3,
        LineKind::Said,
        FactGroup::CareHistory,
        CARER,
        "Nela spí celou noc, usmívá se a na maminku reaguje čím dál víc.",
    ),
    told(
        38,
        4,
        LineKind::Said,
        FactGroup::FamilyHousehold,
        MOTHER,
        "Chci ji mít doma. Bojím se prvních nocí, když budu sama.",
    ),
    told(
        46,
        4,
        LineKind::Said,
        FactGroup::FamilyHousehold,
        GRANDMOTHER,
        "Pomůžu, ale bydlet u mě natrvalo nemůžou, máme dvě místnosti.",
    ),
    told(
        55,
        4,
        LineKind::Said,
        FactGroup::HousingMoney,
        MOTHER,
        "Na byt nemám kauci, žádost o příspěvek zatím leží.",
    ),
    told(
        82,
        7,
        LineKind::Agreed,
        FactGroup::PlanTasks,
        Who::Nobody,
        "Kristýna bude s Nelou třikrát týdně, z toho jednou přes noc u pěstounky.",
    ),
    told(
        88,
        7,
        LineKind::Agreed,
        FactGroup::PlanTasks,
        Who::Nobody,
        "O návratu domů se rozhodne na další konferenci podle toho, jak se povedou noci.",
    ),
    told(
        92,
        7,
        LineKind::Dissent,
        FactGroup::PlanTasks,
        GRANDMOTHER,
        "Podle mě to jde rychleji. Nechci, aby si malá zvykla jinde.",
    ),
    task(
        97,
        ReaderKind::FosterCarer,
        "Napsat Kristýně rozpis dne a ukázat jí uspávání.",
        10,
        "Rozpis visí u postýlky.",
    ),
    task(
        100,
        ReaderKind::ParentWithResponsibility,
        "Přinést potvrzení o žádosti o příspěvek na bydlení.",
        14,
        "Potvrzení je ve spisu.",
    ),
    task(
        103,
        ReaderKind::AccompanyingOrganisation,
        "Domluvit první přespání a být ten večer na telefonu.",
        21,
        "Přespání proběhlo.",
    ),
    task(
        106,
        ReaderKind::OtherRelative,
        "Pohlídat Nelu dvě odpoledne, než budou jesle.",
        28,
        "Obě odpoledne proběhla.",
    ),
    told(
        112,
        8,
        LineKind::Postponed,
        FactGroup::HousingMoney,
        COMPANION,
        "Kauci na byt probereme, až bude jasné, kde se hledá.",
    ),
];

/// Holds the meeting, if the demo has its conference.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get(HELD).copied() else { return Ok(()) };
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
        ended: started.plus_seconds(118 * 60),
        next_day: Some(czech::working_days::shift_to_working_day(after(day, 42))),
        next_from: conference.from,
        next_place: conference.place.as_ref().map(|place| place.name.clone()),
        contact,
        comments_until: deadlines.comments.after(deadlines.minutes_draft.after(day)),
    };
    perform(context, &conference, Act::Finish { version: 1, ending }).await?;
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
    let mut acts = vec![Act::Start { at: started, degrees: true, first: phases.first().map(|p| p.id) }];
    for (order, seat) in seats.iter().enumerate() {
        // The third one is late by five minutes.
        let at = at(if order == 2 { 5 } else { 0 });
        acts.push(Act::Tap(Tap { id: Id::fresh(now), seat: seat.id, step: PresenceStep::Arrived, at }));
    }
    acts.push(Act::Remind { form: Id::<Seat>::fresh(now).uuid(), at: at(6) });
    let mut minute = 0;
    for phase in phases.iter().skip(1) {
        minute =
            phases.iter().find(|p| p.position + 1 == phase.position).map_or(minute, |p| minute + p.minutes);
        acts.push(Act::Enter { phase: phase.id, at: at(minute.min(115)) });
    }
    for told in STORY {
        let phase = phases.get(told.phase).or(phases.last()).map(|p| p.id);
        let input = input(told, seats, started.day());
        let line = NewLine { id: Id::fresh(now), phase, last: None, input, at: at(told.minute) };
        acts.push(Act::Write(Box::new(line)));
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
        topic: Some(Topic(told.topic)),
        child: None,
        text: told.text.into(),
        more: Vec::new(),
        speaker: speaker.map(|seat| seat.id),
        owner: owner.map(|seat| seat.id),
        owner_note: (told.task.is_some() && owner.is_none()).then(|| "sociální pracovnice".into()),
        deadline,
        indicator: told.task.map(|(_, indicator)| indicator.into()),
        support: None,
        degree: (told.kind == LineKind::Agreed).then_some(if told.minute > 70 { 4 } else { 5 }),
    }
}
