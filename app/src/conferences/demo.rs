//! Demo data of conferences: the main one of domain review 10.1, planned; four variants beside it; dates moved to
//! now. Leaves in the context: `conference.*`.

use super::actions::{DecisionInput, settle};
use super::answers::{Answer, Step};
use super::model::{Alternative, DecisionKind, DecisionWords, Goal, GoalText, Kind, Phase, Place, State};
use super::{Conference, ConferenceConsidered, GoalsChanged, Topic, agenda, rules, store};
use crate::access::{Errand, Record};
use crate::audit::{About, By};
use crate::cases::{self, CaseFile};
use crate::demo::shift;
use crate::identity::Staff;
use crate::kernel::{Day, Failure, Id, TimeOfDay};
use crate::shell::DemoContext;
use facts::FactGroup;
use std::sync::Arc;
use uuid::Uuid;

/// Year, month, day as the story tells them.
type Told = (i16, i8, i8);

/// A conference of the story.
struct Story {
    key: &'static str,
    case: &'static str,
    worker: &'static str,
    answers: &'static [(Step, &'static [&'static str], &'static str)],
    verdict: DecisionKind,
    kind: Kind,
    alternative: Option<Alternative>,
    until: Option<Told>,
    words: &'static str,
    goals: &'static [&'static str],
    when: Option<(Told, i64, i64)>,
    place: Option<[&'static str; 4]>,
    phases: &'static [(&'static str, i64, bool)],
}

const LIBRARY: [&str; 4] = [
    "Městská knihovna, zasedací místnost",
    "Masarykova 20, 785 01 Šternberk",
    "Bezbariérový vchod ze dvora, první patro s výtahem. Parkovat jde na náměstí.",
    "Čítárna v přízemí, je tam klid a hračky pro malé děti.",
];

const STORIES: &[Story] = &[
    Story {
        key: "conference.main",
        case: "case.dolezalovi",
        worker: "staff.kubickova",
        answers: &[
            (
                Step::Situation,
                &["align", "school", "housing"],
                "Eliška nechodí do školy, rodině hrozí ztráta bytu a pomáhá nejmíň pět lidí, kteří o sobě nevědí.",
            ),
            (Step::Motion, &["none"], ""),
            (Step::Danger, &["none"], "Děti jsou u maminky v bezpečí, babička pomáhá každý den."),
            (Step::Risks, &["nothing_of_this"], ""),
            (
                Step::Missing,
                &["school", "health", "family_services", "housing_money", "debts"],
                "Hlavně lékařka a bytový odbor.",
            ),
            (
                Step::Stance,
                &["family_agrees", "child_hesitates"],
                "Maminka chce, aby se domluvili všichni najednou. Eliška nechce mluvit o Tomášovi před školou.",
            ),
            (
                Step::Tried,
                &["talks", "visits", "service"],
                "Služba dochází dvakrát týdně, se školou se ale jedná zvlášť.",
            ),
            (Step::Hurry, &["weeks"], "Nejpozději před Vánoci."),
        ],
        verdict: DecisionKind::Convene,
        kind: Kind::Classic,
        alternative: None,
        until: None,
        words: "Souhlasím. Facilitátorku prosím zvenčí a Elišku předem připravit.",
        goals: &[
            "Eliška chodí do školy a má s kým mluvit.",
            "Rodina má i po 31. lednu kde bydlet.",
            "Matyášovo astma je pod kontrolou.",
            "Rodiče se do Velikonoc domluví, jak se děti vídají s tatínkem.",
        ],
        when: Some(((2026, 12, 10), 13 * 60, 15 * 60)),
        place: Some(LIBRARY),
        phases: &[
            ("Přivítání, pravidla a mlčenlivost", 5, false),
            ("Představení a vztah k dětem", 10, false),
            ("Cíle setkání a časový rámec", 5, false),
            ("Hlas dětí", 10, false),
            ("Situace pohledem OSPOD", 10, false),
            ("Pohledy: nejdřív rodina, potom odborníci", 15, false),
            ("Přestávka a čas jen pro rodinu", 10, true),
            ("Návrhy a domlouvání", 40, false),
            ("Čtení plánu: kdo, co a dokdy", 10, false),
            ("Další termín, zápis a zpětná vazba", 5, false),
        ],
    },
    Story {
        key: "conference.nela",
        case: "case.nela",
        worker: "staff.kubickova",
        answers: &[
            (
                Step::Situation,
                &["transition", "big_decision", "align"],
                "Nela se má z pěstounské péče na přechodnou dobu vrátit k mamince.",
            ),
            (Step::Motion, &["considered"], "Záleží na tom, jak se podaří první měsíce."),
            (Step::Danger, &["none"], ""),
            (Step::Risks, &["nothing_of_this"], ""),
            (Step::Missing, &["care", "health", "mother_side"], ""),
            (
                Step::Stance,
                &["family_agrees", "child_unasked"],
                "Nele je pět měsíců, popíší ji maminka a pěstounka.",
            ),
            (Step::Tried, &["talks", "service"], ""),
            (Step::Hurry, &["month"], ""),
        ],
        verdict: DecisionKind::Convene,
        kind: Kind::Classic,
        alternative: None,
        until: None,
        words: "",
        goals: &["Nela se do konce ledna vrátí k mamince a přechod je pro ni klidný."],
        when: Some(((2026, 12, 17), 9 * 60, 11 * 60)),
        place: Some([
            "Komunitní centrum, velká místnost",
            "Radniční 8, 785 01 Šternberk",
            "Přízemí bez schodů, dá se přijet s kočárkem.",
            "",
        ]),
        phases: &[],
    },
    Story {
        key: "conference.held",
        case: "case.nela",
        worker: "staff.kubickova",
        answers: &[
            (
                Step::Situation,
                &["transition", "align"],
                "Maminka chce Nelu zpátky a potřebuje vědět, co k tomu vede.",
            ),
            (Step::Motion, &["none"], ""),
            (Step::Danger, &["none"], ""),
            (Step::Risks, &["nothing_of_this"], ""),
            (Step::Missing, &["care", "mother_side"], ""),
            (
                Step::Stance,
                &["family_agrees", "child_unasked"],
                "Nele byly čtyři měsíce, popsaly ji maminka a pěstounka.",
            ),
            (Step::Tried, &["talks", "service"], ""),
            (Step::Hurry, &["weeks"], ""),
        ],
        verdict: DecisionKind::Convene,
        kind: Kind::Classic,
        alternative: None,
        until: None,
        words: "",
        goals: &[
            "Kristýna tráví s Nelou čím dál víc času a ví, co ji čeká.",
            "Od ledna je jasné, kde budou Kristýna s Nelou bydlet.",
        ],
        when: Some(((2026, 11, 5), 9 * 60, 11 * 60)),
        place: Some([
            "Komunitní centrum, velká místnost",
            "Radniční 8, 785 01 Šternberk",
            "Přízemí bez schodů, dá se přijet s kočárkem.",
            "",
        ]),
        phases: &[],
    },
    Story {
        key: "conference.dominik",
        case: "case.dominik",
        worker: "staff.vesela",
        answers: &[
            (
                Step::Situation,
                &["school", "procedure"],
                "Dominik končí v diagnostickém ústavu a hledá se škola i dohled.",
            ),
            (Step::Motion, &["none"], ""),
            (Step::Danger, &["none"], ""),
            (Step::Risks, &["nothing_of_this"], ""),
            (Step::Missing, &["school", "safety_law"], ""),
            (
                Step::Stance,
                &["family_agrees", "child_agrees"],
                "Dominik chce být u všeho, co se o něm domluví.",
            ),
            (Step::Tried, &["talks", "measures"], ""),
            (Step::Hurry, &["weeks"], ""),
        ],
        verdict: DecisionKind::Convene,
        kind: Kind::Motivational,
        alternative: None,
        until: None,
        words: "",
        goals: &[
            "Dominik má od února školu, která mu sedí.",
            "Dominik ví, kdo mu pomůže, když se něco pokazí.",
        ],
        when: Some(((2026, 12, 15), 14 * 60, 16 * 60)),
        place: Some([
            "Středisko výchovné péče",
            "Opavská 3, 785 01 Šternberk",
            "Zvonek vpravo, druhé patro.",
            "",
        ]),
        phases: &[],
    },
    Story {
        key: "conference.benesovi",
        case: "case.benesovi",
        worker: "staff.kubickova",
        answers: &[
            (Step::Situation, &["violence", "procedure"], "Je potřeba sladit ochranu maminky a dětí."),
            (Step::Motion, &["none"], ""),
            (Step::Danger, &["none"], "Maminka s dětmi je v bezpečí na utajeném místě."),
            (
                Step::Risks,
                &["violence", "criminal"],
                "Otec maminku opakovaně napadl a věc vyšetřuje policie. Společný stůl by ji ohrozil.",
            ),
            (Step::Missing, &["safety_law", "family_services"], ""),
            (Step::Stance, &["family_refuses", "child_unasked"], "Maminka se společného setkání bojí."),
            (Step::Tried, &["talks", "service"], ""),
            (Step::Hurry, &["weeks"], ""),
        ],
        verdict: DecisionKind::OtherWay,
        kind: Kind::Expert,
        alternative: Some(Alternative::ExpertConference),
        until: Some((2027, 1, 14)),
        words: "Společné setkání by maminku ohrozilo a běží trestní řízení. Nejdřív se poradí odborníci bez rodiny.",
        goals: &[],
        when: None,
        place: None,
        phases: &[],
    },
    Story {
        key: "conference.urgent",
        case: "case.tichych",
        worker: "staff.vesela",
        answers: &[
            (
                Step::Situation,
                &["no_care", "big_decision"],
                "Maminka je v nemocnici a o Jakuba se stará strýc.",
            ),
            (Step::Motion, &["planned"], "Návrh na svěření do péče strýce na dobu, než se maminka vrátí."),
            (Step::Danger, &["days"], "Strýc nastupuje za týden do práce na směny."),
            (Step::Risks, &["nothing_of_this"], ""),
            (Step::Missing, &["school", "mother_side"], ""),
            (Step::Stance, &["family_agrees", "child_agrees"], ""),
            (Step::Tried, &["talks", "visits"], ""),
            (Step::Hurry, &["days"], ""),
        ],
        verdict: DecisionKind::Convene,
        kind: Kind::Urgent,
        alternative: None,
        until: None,
        words: "Před podáním návrhu chci jeho důvody projednat s maminkou i strýcem.",
        goals: &["Jakub má do pátku jisté, kdo se o něj stará a jak bude vídat maminku."],
        when: Some(((2026, 11, 26), 10 * 60, 11 * 60)),
        place: Some([
            "Městský úřad, zasedací místnost",
            "Horní náměstí 16, 785 01 Šternberk",
            "Bezbariérový vchod zezadu.",
            "Čekárna ve druhém patře.",
        ]),
        phases: &[],
    },
    Story {
        key: "conference.vymaz",
        case: "case.vymaz",
        worker: "staff.kubickova",
        answers: &[
            (Step::Situation, &["school"], ""),
            (Step::Motion, &["none"], ""),
            (Step::Danger, &["none"], ""),
            (Step::Risks, &["nothing_of_this"], ""),
            (Step::Missing, &["nothing_of_this"], ""),
            (Step::Stance, &["family_agrees", "child_agrees"], ""),
            (Step::Tried, &["nothing"], ""),
            (Step::Hurry, &["later"], ""),
        ],
        verdict: DecisionKind::NotNow,
        kind: Kind::Classic,
        alternative: None,
        until: Some((2027, 2, 1)),
        words: "Stačila schůzka ve škole.",
        goals: &[],
        when: None,
        place: None,
        phases: &[],
    },
];

/// Goals that are not for everybody at the table: which child they concern and what they talk about.
const CONCERNS: &[(&str, &str, FactGroup)] =
    &[("Matyášovo astma je pod kontrolou.", "child.matyas", FactGroup::HealthChild)];

/// Makes the conferences of the demo.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    for story in STORIES {
        if let Some(case) = context.named.get(story.case).copied() {
            let id = tell(context, story, Id::from_uuid(case)).await?;
            context.named.insert(story.key.to_owned(), id.uuid());
        }
    }
    Ok(())
}

fn staff(context: &DemoContext, key: &str) -> Result<Id<Staff>, Failure> {
    let id = context.named.get(key).copied();
    id.map(Id::from_uuid).ok_or_else(|| Failure::Broken(format!("the demo has no {key}")))
}

fn day(context: &DemoContext, (year, month, day): Told) -> Day {
    shift(jiff::civil::date(year, month, day), context.now)
}

/// A conference of the story, ready to be written.
struct Written {
    story: &'static Story,
    conference: Conference,
    worker: Id<Staff>,
    head: Id<Staff>,
    until: Option<Day>,
    when: Option<(Day, TimeOfDay, TimeOfDay)>,
    goals: Vec<Goal>,
}

/// A goal of the story.
fn goal(context: &DemoContext, text: &str) -> Result<Goal, Failure> {
    let mut goal = Goal { id: Id::fresh(context.now), text: GoalText::new(text), topic: None, child: None };
    if let Some((_, child, group)) = CONCERNS.iter().find(|(known, ..)| *known == text) {
        let missing = || Failure::Broken(format!("the demo has no {child}"));
        goal.child = Some(Id::from_uuid(context.named.get(*child).copied().ok_or_else(missing)?));
        goal.topic = Some(Topic(*group));
    }
    Ok(goal)
}

async fn tell(
    context: &DemoContext,
    story: &'static Story,
    case: Id<CaseFile>,
) -> Result<Id<Conference>, Failure> {
    let house = &context.house;
    let missing = || Failure::Broken("a case of the demo is missing".into());
    let file = cases::find_case(Errand::begin(house).lookup(), case).await?.ok_or_else(missing)?;
    let (worker, head) = (staff(context, story.worker)?, staff(context, "staff.hron")?);
    let id = Id::<Conference>::fresh(context.now);
    let by = By::system(file.office.uuid());
    let shared = Arc::new((file, story.kind));
    house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                store::add(&mut operation, id, &shared.0, shared.1, worker).await?;
                let about = About { case: Some(shared.0.id.uuid()), conference: Some(id.uuid()) };
                Ok::<_, Failure>((
                    operation.record(&ConferenceConsidered { about, conference: id }).await?,
                    (),
                ))
            }
        })
        .await?;
    let conference = store::find(Errand::begin(house).lookup(), id).await?.ok_or_else(missing)?;
    let time = TimeOfDay::from_minutes;
    let written = Arc::new(Written {
        story,
        conference,
        worker,
        head,
        until: story.until.map(|told| day(context, told)),
        when: story.when.map(|(told, from, until)| (day(context, told), time(from), time(until))),
        goals: story.goals.iter().map(|text| goal(context, text)).collect::<Result<_, _>>()?,
    });
    let outcome = house.trail.run(by, move |operation| {
        let written = written.clone();
        async move { write(operation, &written).await }
    });
    super::saved(outcome.await)?;
    Ok(id)
}

async fn write(
    mut operation: crate::audit::Operation,
    written: &Written,
) -> Result<(crate::audit::Recorded, ()), super::Refused> {
    let (story, conference) = (written.story, &written.conference);
    let mut check = super::Suitability::default();
    for (step, codes, words) in story.answers {
        let words = (!words.is_empty()).then(|| super::SuitabilityWords::new(*words));
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        let answer = Answer { codes, words, version: 0 };
        store::keep_answer(&mut operation, conference, *step, &answer, written.worker).await?;
        check.answers.insert(*step, answer);
    }
    // The agenda comes before the decision, which otherwise brings the usual one.
    if !story.phases.is_empty() {
        let now = operation.now();
        let phases = story.phases.iter().map(|(title, minutes, private)| Phase {
            id: Id::fresh(now),
            position: 0,
            title: (*title).to_owned(),
            minutes: *minutes,
            private: *private,
            starts: None,
        });
        let phases = agenda::timed(phases.collect(), None);
        store::plan::keep_phases(&mut operation, conference.id, &phases, &[]).await?;
    }
    let weighed = rules::recommend(&check);
    let input = DecisionInput {
        id: Id::<Uuid>::fresh(operation.now()).uuid(),
        version: conference.version,
        verdict: story.verdict,
        kind: story.kind,
        legal: weighed.legal,
        alternative: story.alternative,
        until: written.until,
        overrode: story.verdict == DecisionKind::Convene && !weighed.reasons_against.is_empty(),
        recommended: Some(weighed.recommendation),
        words: (!story.words.is_empty()).then(|| DecisionWords::new(story.words)),
    };
    let decided = settle(&mut operation, conference, &input, written.head).await?;
    let mut version = conference.version + 1;
    if let Some(when) = written.when {
        store::set_date(&mut operation, conference.id, version, when, State::Convened).await?;
        version += 1;
    }
    if let Some([name, address, access, waiting]) = story.place {
        let [name, address, access, waiting] = [name, address, access, waiting].map(str::to_owned);
        let place = Place { name, address, access, waiting };
        store::set_place(&mut operation, conference, version, &place, true).await?;
    }
    store::plan::keep_goals(&mut operation, conference, &written.goals, &[]).await?;
    operation.note(&GoalsChanged::to(conference.about(), &written.goals)).await?;
    Ok((operation.record(&decided).await?, ()))
}
