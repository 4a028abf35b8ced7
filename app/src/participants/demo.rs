//! Demo data of participants: who sits at the tables of the demo's conferences, and how each child takes part.
//! Leaves in the context: `participant.*`, by the family name and by the name of the person of the case.

use super::actions::{ChildDecision, place, settle_child};
use super::model::{ChildForm, ChildInput, ChildReasons, ChildWish, Factor, GuideName, NewParticipant, Seat};
use super::pages::{leader_label, role_of};
use super::{ChildParticipation, Participant, ParticipantChanged, Participation};
use crate::access::{Errand, Record};
use crate::audit::By;
use crate::cases::{self, Child, Person, PersonName, ReaderKind};
use crate::conferences::{self, Conference, Perspective as P, Refused, saved};
use crate::demo::shift;
use crate::identity::Staff;
use crate::identity::store::find_staff;
use crate::kernel::{Day, Failure, Id, TimeOfDay};
use crate::shell::DemoContext;
use Participation::{Part, Remote, Whole, Written};
use std::sync::Arc;

/// A person at a table: key of the person, key left behind, perspective, required, how, exact time.
type Who = (&'static str, &'static str, P, bool, Participation, Option<(i64, i64)>);
/// A child: key, form, positions of phases, factors, reasons, wish, guide.
type Kid =
    (&'static str, ChildForm, &'static [usize], &'static [Factor], &'static str, &'static str, &'static str);

struct Story {
    conference: &'static str,
    people: &'static [Who],
    children: &'static [Kid],
    led: bool,
}

const STORIES: &[Story] = &[
    Story {
        conference: "conference.main",
        people: &[
            ("person.marketa", "participant.dolezalova", P::MotherSide, true, Whole, None),
            ("person.radek", "participant.dolezal", P::FatherSide, true, Whole, None),
            ("person.vera", "participant.hajkova", P::MotherSide, true, Whole, None),
            ("person.horakova", "participant.horakova", P::School, false, Whole, None),
            ("person.becvarova", "participant.becvarova", P::School, true, Whole, None),
            (
                "person.zelinkova",
                "participant.zelinkova",
                P::Health,
                false,
                Remote,
                Some((13 * 60 + 30, 13 * 60 + 40)),
            ),
            ("person.mala", "participant.mala", P::FamilyServices, true, Whole, None),
            (
                "person.kratochvil",
                "participant.kratochvil",
                P::HousingMoney,
                true,
                Part,
                Some((14 * 60 + 5, 14 * 60 + 20)),
            ),
            (
                "person.poradce",
                "participant.simek",
                P::Debts,
                false,
                Remote,
                Some((14 * 60 + 20, 14 * 60 + 30)),
            ),
            ("person.skolka", "participant.soukupova", P::School, false, Written, None),
        ],
        children: &[
            (
                "child.eliska",
                ChildForm::Part,
                &[0, 1, 2, 3, 4, 8, 9],
                &[Factor::OwnWish, Factor::Maturity, Factor::DailyLife],
                "Mluví se o její škole a chce u toho být. Na dospělé věci zůstane s průvodkyní vedle.",
                "Nechci, aby se před školou mluvilo o Tomášovi.",
                "Mgr. Alena Bečvářová",
            ),
            (
                "child.matyas",
                ChildForm::Letter,
                &[],
                &[Factor::OwnWish, Factor::Maturity],
                "Sám řekl, že radši něco nakreslí. Obrázek a dopis předá průvodkyně.",
                "Chtěl bych, aby mi kluci dali pokoj.",
                "Mgr. Alena Bečvářová",
            ),
            (
                "child.anicka",
                ChildForm::Indirect,
                &[],
                &[Factor::Maturity],
                "Jsou jí čtyři roky. Jak se jí daří, popíše maminka a školka.",
                "",
                "",
            ),
        ],
        led: true,
    },
    Story {
        conference: "conference.nela",
        people: &[
            ("person.kristyna", "participant.kucerova", P::MotherSide, true, Whole, None),
            ("person.ivana", "participant.ivana", P::MotherSide, false, Whole, None),
            ("person.pestounka", "participant.vlckova", P::Care, true, Whole, None),
            ("person.hola", "participant.hola", P::Care, true, Whole, None),
        ],
        children: &[(
            "child.nela",
            ChildForm::Indirect,
            &[],
            &[Factor::Maturity],
            "Je jí půl roku. Jak se jí daří, popíší maminka a pěstounka.",
            "",
            "",
        )],
        led: true,
    },
    Story {
        conference: "conference.held",
        people: &[
            ("person.kristyna", "participant.held_kucerova", P::MotherSide, true, Whole, None),
            ("person.ivana", "participant.held_ivana", P::MotherSide, false, Whole, None),
            ("person.pestounka", "participant.held_vlckova", P::Care, true, Whole, None),
            ("person.hola", "participant.held_hola", P::Care, true, Whole, None),
        ],
        children: &[(
            "child.nela",
            ChildForm::Indirect,
            &[],
            &[Factor::Maturity],
            "Jsou jí čtyři měsíce. Jak se jí daří, popíší maminka a pěstounka.",
            "",
            "",
        )],
        led: true,
    },
    Story {
        conference: "conference.dominik",
        people: &[
            ("person.simona", "participant.markova", P::MotherSide, true, Whole, None),
            ("person.kubat", "participant.kubat", P::SafetyLaw, true, Whole, None),
            ("person.peskova", "participant.peskova", P::School, true, Whole, None),
        ],
        children: &[(
            "child.dominik",
            ChildForm::Whole,
            &[],
            &[Factor::OwnWish, Factor::Maturity, Factor::DailyLife],
            "Je mu šestnáct a úkoly z plánu bude plnit hlavně on.",
            "Chci být u všeho, co o mně domluvíte.",
            "",
        )],
        led: false,
    },
    Story {
        conference: "conference.urgent",
        people: &[
            ("person.monika", "participant.ticha", P::MotherSide, true, Remote, None),
            ("person.stryc", "participant.tichy", P::MotherSide, true, Whole, None),
            ("person.ucitelka_jakuba", "participant.nova", P::School, false, Whole, None),
        ],
        children: &[],
        led: false,
    },
];

/// Makes the participants of the demo.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    for story in STORIES {
        let Some(id) = context.named.get(story.conference).copied() else { continue };
        let lookup = Errand::begin(&context.house).lookup();
        let Some(conference) = conferences::find(lookup, Id::from_uuid(id)).await? else { continue };
        let table = table(context, story, &conference).await?;
        let left: Vec<(String, Id<Participant>)> =
            table.people.iter().flat_map(|(keys, new)| keys.iter().map(|k| (k.clone(), new.id))).collect();
        let left_children: Vec<(String, Id<Participant>)> =
            table.children.iter().map(|(key, child)| (key.clone(), child.row.0.cast())).collect();
        let by = By::system(conference.office.uuid());
        let table = Arc::new(table);
        let outcome = context.house.trail.run(by, move |operation| {
            let table = table.clone();
            async move { write(operation, &table).await }
        });
        saved(outcome.await)?;
        for (key, id) in left.into_iter().chain(left_children) {
            // The first table of the story keeps the name: facilitator and minute-taker sit at several.
            context.named.entry(key).or_insert(id.uuid());
        }
    }
    Ok(())
}

/// A table ready to be written.
struct Table {
    conference: Conference,
    worker: Id<Staff>,
    people: Vec<(Vec<String>, NewParticipant)>,
    children: Vec<(String, ChildDecision)>,
}

fn named<T>(context: &DemoContext, key: &str) -> Result<Id<T>, Failure> {
    let id = context.named.get(key).copied();
    id.map(Id::from_uuid).ok_or_else(|| Failure::Broken(format!("the demo has no {key}")))
}

async fn table(context: &DemoContext, story: &Story, conference: &Conference) -> Result<Table, Failure> {
    let lookup = Errand::begin(&context.house).lookup();
    let people = cases::people(lookup, conference.case).await?;
    let relations = cases::relations(lookup, conference.case).await?;
    let time = TimeOfDay::from_minutes;
    let mut placed = Vec::new();
    for (key, left, perspective, required, participation, exact) in story.people {
        let id: Id<Person> = named(context, key)?;
        let Some(person) = people.iter().find(|p| p.id == id) else { continue };
        let keys = vec![(*left).to_owned(), key.replacen("person", "participant", 1)];
        let seat = Seat {
            perspective: *perspective,
            required: *required,
            participation: *participation,
            phases: Vec::new(),
            from: exact.map(|(from, _)| time(from)),
            until: exact.map(|(_, until)| time(until)),
            place: None,
        };
        let new = NewParticipant {
            id: Id::fresh(context.now),
            person: Some(id),
            child: None,
            staff: None,
            name: person.name.clone(),
            role_label: role_of(person, &relations),
            reader: person.reader,
            instead_of: None,
            seat,
        };
        placed.push((keys, new));
    }
    if story.led {
        placed
            .push(leader(context, "staff.souckova", ReaderKind::Facilitator, "participant.souckova").await?);
        placed.push(leader(context, "staff.dvornik", ReaderKind::MinuteTaker, "participant.dvornik").await?);
    }
    Ok(Table {
        conference: conference.clone(),
        worker: named(context, "staff.kubickova")?,
        people: placed,
        children: children(context, story, conference).await?,
    })
}

async fn leader(
    context: &DemoContext,
    key: &str,
    reader: ReaderKind,
    left: &str,
) -> Result<(Vec<String>, NewParticipant), Failure> {
    let id: Id<Staff> = named(context, key)?;
    let staff = find_staff(&context.house.queries, id).await?;
    let name = staff.map_or_else(String::new, |staff| staff.name().full());
    let new = NewParticipant {
        id: Id::fresh(context.now),
        person: None,
        child: None,
        staff: Some(id),
        role_label: leader_label(reader, &name).to_owned(),
        name: PersonName::new(name),
        reader,
        instead_of: None,
        seat: Seat {
            perspective: P::Office,
            required: true,
            participation: Whole,
            phases: Vec::new(),
            from: None,
            until: None,
            place: None,
        },
    };
    Ok((vec![left.to_owned()], new))
}

async fn children(
    context: &DemoContext,
    story: &Story,
    conference: &Conference,
) -> Result<Vec<(String, ChildDecision)>, Failure> {
    let lookup = Errand::begin(&context.house).lookup();
    let phases = conferences::phases(lookup, conference.id).await?;
    let known = cases::children(lookup, conference.case).await?;
    let asked: Day = shift(jiff::civil::date(2026, 11, 16), context.now);
    let some = |text: &'static str| (!text.is_empty()).then_some(text);
    let mut decisions = Vec::new();
    for (key, form, positions, factors, reasons, wish, guide) in story.children {
        let id: Id<Child> = named(context, key)?;
        let Some(child) = known.iter().find(|child| child.id == id) else { continue };
        let input = ChildInput {
            form: *form,
            factors: factors.to_vec(),
            reasons: some(reasons).map(ChildReasons::new),
            wish: some(wish).map(ChildWish::new),
            asked_on: some(wish).map(|_| asked),
            guide: some(guide).map(GuideName::new),
        };
        let chosen = positions.iter().filter_map(|at| phases.get(*at)).map(|phase| phase.id);
        let decision = ChildDecision {
            row: (Id::<ChildParticipation>::fresh(context.now), id, 0),
            input,
            phases: chosen.collect(),
            place: None,
            name: child.name.clone(),
            seated: None,
        };
        // Only a child that is invited has a seat of its own.
        let invited = if form.is_invited() { "participant" } else { "child_participation" };
        decisions.push((key.replacen("child", invited, 1), decision));
    }
    Ok(decisions)
}

async fn write(
    mut operation: crate::audit::Operation,
    table: &Table,
) -> Result<(crate::audit::Recorded, ()), Refused> {
    let mut last = None;
    for (_, new) in &table.people {
        last = Some(place(&mut operation, &table.conference, new).await?);
    }
    for (_, decision) in &table.children {
        let decided = settle_child(&mut operation, &table.conference, decision, table.worker).await?;
        operation.note(&decided).await?;
    }
    let about = table.conference.about();
    let participant = last.unwrap_or_else(|| Id::from_uuid(table.conference.id.uuid()));
    Ok((operation.record(&ParticipantChanged { about, participant }).await?, ()))
}
