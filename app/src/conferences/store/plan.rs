//! Tables of the plan: goals and agenda.

use super::super::model::{Conference, Goal, GoalFacts, GoalText, Phase};
use super::super::words::Topic;
use super::{seal, sealing, unseal};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::{CaseFile, Child};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries, TimeOfDay};
use crate::shell::CaseMoved;
use uuid::Uuid;

portable_sql::statements! {
    /// Goals in order.
    GOALS = "SELECT g.id, g.words, g.topic, g.child_id, c.case_id FROM goal g JOIN conference c ON c.id = g.conference_id WHERE g.conference_id = $1 ORDER BY g.rank, g.id";
    /// Keeps a goal.
    KEEP_GOAL = "INSERT INTO goal (id, conference_id, rank, words, topic, child_id) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (id) DO UPDATE SET rank = excluded.rank, words = excluded.words, topic = excluded.topic, child_id = excluded.child_id";
    /// A goal taken over from an earlier conference; a second try with the same id changes nothing.
    TAKE_GOAL = "INSERT INTO goal (id, conference_id, rank, words, follows, topic, child_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    /// The goal that one was taken over from, with its conference.
    GOAL_BEFORE = "SELECT e.id, e.conference_id, c.on_day, c.held FROM goal g JOIN goal e ON e.id = g.follows JOIN conference c ON c.id = e.conference_id WHERE g.id = $1";
    /// Removes a goal.
    REMOVE_GOAL = "DELETE FROM goal WHERE id = $1 AND conference_id = $2";
    /// The conference a goal belongs to.
    GOAL_OWNER = "SELECT conference_id FROM goal WHERE id = $1";
    /// Phases in order.
    PHASES = "SELECT p.id, p.rank, p.title, p.minutes, p.private, c.from_minute FROM phase p JOIN conference c ON c.id = p.conference_id WHERE p.conference_id = $1 ORDER BY p.rank, p.id";
    /// Whether there is an agenda.
    COUNT_PHASES = "SELECT COUNT(*) FROM phase WHERE conference_id = $1";
    /// Keeps a phase.
    KEEP_PHASE = "INSERT INTO phase (id, conference_id, rank, title, minutes, private) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (id) DO UPDATE SET rank = excluded.rank, title = excluded.title, minutes = excluded.minutes, private = excluded.private";
    /// The conference a phase belongs to.
    PHASE_OWNER = "SELECT conference_id FROM phase WHERE id = $1";
    /// Removes a phase.
    REMOVE_PHASE = "DELETE FROM phase WHERE id = $1 AND conference_id = $2";
    /// Empties what a destroyed case leaves: words cannot be opened any more, titles go.
    FORGET_PHASES = "DELETE FROM phase WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the goals.
    FORGET_GOALS = "DELETE FROM goal WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets what was answered to the eight questions.
    FORGET_ANSWERS = "DELETE FROM suitability_answer WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets what the head decided.
    FORGET_DECISIONS = "DELETE FROM conference_decision WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the conferences themselves.
    FORGET_CONFERENCES = "DELETE FROM conference WHERE case_id = $1";
    /// When a conference is, without opening anything.
    SPAN = "SELECT from_minute, until_minute FROM conference WHERE id = $1";
    /// Gives the conferences of a case to another office.
    MOVE = "UPDATE conference SET office_id = $2, version = version + 1 WHERE case_id = $1";
}

/// A goal as it is stored, opened: the words, what they talk about, which child they concern.
type Opened = (Id<Goal>, String, Option<Topic>, Option<Id<Child>>);

async fn opened(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Opened>, Failure> {
    type Row = (Id<Goal>, Vec<u8>, Option<String>, Option<Id<Child>>, Id<CaseFile>);
    let rows: Vec<Row> = GOALS.bind(id).all(lookup.queries()).await?;
    let Some((.., case)) = rows.first() else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    let open = |(id, words, topic, child, _): Row| {
        let text = unseal(&key, sealing("words", "goal", id.uuid()), words)?;
        // A topic that is not known would widen who sees the goal.
        let unknown = || Failure::Broken("a goal's topic is unknown".into());
        let topic = topic.map(|code| Topic::from_code(&code).ok_or_else(unknown)).transpose()?;
        Ok((id, text, topic, child))
    };
    rows.into_iter().map(open).collect()
}

/// The goals in order, for staff. Everybody else gets [`goal_facts`].
///
/// # Errors
/// Database errors; [`Failure::Destroyed`] when the case's key is gone.
pub async fn goals(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Goal>, Failure> {
    let goal = |(id, text, topic, child)| Goal { id, text: GoalText::new(text), topic, child };
    Ok(opened(lookup, id).await?.into_iter().map(goal).collect())
}

/// The goals in order, ready to be cut for somebody; `children` are those of the case.
///
/// # Errors
/// As of [`goals`].
pub async fn goal_facts(
    lookup: Lookup<'_>,
    id: Id<Conference>,
    children: &[Id<Child>],
) -> Result<Vec<GoalFacts>, Failure> {
    let facts = |(_, text, topic, child)| GoalFacts::of(text, (topic, child), children.iter().copied());
    Ok(opened(lookup, id).await?.into_iter().map(facts).collect())
}

/// Replaces the goals; the conference has been touched before.
pub(in crate::conferences) async fn keep_goals(
    operation: &mut Operation,
    conference: &Conference,
    goals: &[Goal],
    removed: &[Id<Goal>],
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    for (rank, goal) in goals.iter().enumerate() {
        let owner: Option<(Id<Conference>,)> = GOAL_OWNER.bind(goal.id).one(operation.work()).await?;
        if owner.is_some_and(|(owner,)| owner != conference.id) {
            return Err(Failure::Broken("a goal of another conference was sent".into()));
        }
        let sealed = seal(&key, sealing("words", "goal", goal.id.uuid()), facts::for_machine(&goal.text))?;
        let rank = i64::try_from(rank).unwrap_or(i64::MAX);
        let row = KEEP_GOAL.bind(goal.id).bind(conference.id).bind(rank).bind(sealed);
        row.bind(topic_code(goal)).bind(goal.child).execute(operation.work()).await?;
    }
    for id in removed {
        REMOVE_GOAL.bind(*id).bind(conference.id).execute(operation.work()).await?;
    }
    Ok(())
}

/// Takes goals of an earlier conference of the same case over, in their order, inside an operation that has just begun
/// the conference. Each remembers which one it was.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub async fn take_over_goals(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, Id<CaseFile>),
    goals: &[Goal],
) -> Result<(), Failure> {
    let (key, now) = (operation.keys().of_case(operation.work(), case.uuid()).await?, operation.now());
    for (rank, goal) in goals.iter().enumerate() {
        let id = Id::<Goal>::fresh(now);
        let sealed = seal(&key, sealing("words", "goal", id.uuid()), facts::for_machine(&goal.text))?;
        let rank = i64::try_from(rank).unwrap_or(i64::MAX);
        let row = TAKE_GOAL.bind(id).bind(conference).bind(rank).bind(sealed).bind(goal.id);
        row.bind(topic_code(goal)).bind(goal.child).execute(operation.work()).await?;
    }
    Ok(())
}

fn topic_code(goal: &Goal) -> Option<&'static str> {
    goal.topic.map(Choice::code)
}

/// A goal as an earlier conference had it: the goal, its conference, that day.
pub type Before = (Id<Goal>, Id<Conference>, Option<Day>);

/// How many conferences back a goal is followed.
const FAR: usize = 20;

/// What a goal was at earlier conferences that it was taken over from, the newest first.
///
/// # Errors
/// Database errors.
pub async fn before(queries: &Queries, goal: Id<Goal>) -> Result<Vec<Before>, Failure> {
    let mut found: Vec<Before> = Vec::new();
    while found.len() < FAR {
        let from = found.last().map_or(goal, |(id, ..)| *id);
        type Row = (Id<Goal>, Id<Conference>, Option<Day>, Option<Moment>);
        let Some(row) = GOAL_BEFORE.bind(from).one::<Row>(queries).await? else { break };
        let (goal, conference, planned, held) = row;
        // The day it took place, not the one it was planned for.
        found.push((goal, conference, held.map(Moment::day).or(planned)));
    }
    Ok(found)
}

/// The phases of the agenda in order, with their beginnings when the conference's is known.
///
/// # Errors
/// Database errors.
pub async fn phases(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Phase>, Failure> {
    phases_by(lookup.queries(), id).await
}

/// From when to when.
pub type Span = (TimeOfDay, TimeOfDay);

/// Beginning and end, and the phases: for panels, which hold no permit and open nothing.
///
/// # Errors
/// Database errors.
pub async fn schedule(queries: &Queries, id: Id<Conference>) -> Result<(Option<Span>, Vec<Phase>), Failure> {
    let row: Option<(Option<TimeOfDay>, Option<TimeOfDay>)> = SPAN.bind(id).one(queries).await?;
    let span = row.and_then(|(from, until)| Some((from?, until?)));
    Ok((span, phases_by(queries, id).await?))
}

async fn phases_by(queries: &Queries, id: Id<Conference>) -> Result<Vec<Phase>, Failure> {
    let rows: Vec<(Id<Phase>, i64, String, i64, bool, Option<TimeOfDay>)> =
        PHASES.bind(id).all(queries).await?;
    let from = rows.first().and_then(|row| row.5);
    let phases = rows
        .into_iter()
        .map(|(id, position, title, minutes, private, _)| Phase {
            id,
            position,
            title,
            minutes,
            private,
            starts: None,
        })
        .collect();
    Ok(super::super::agenda::timed(phases, from))
}

/// Whether none of these goals belongs to another conference; one that does not exist yet belongs to nobody.
pub(in crate::conferences) async fn goals_are_own(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    goals: &[Id<Goal>],
) -> Result<bool, Failure> {
    for goal in goals {
        let owner: Option<(Id<Conference>,)> = GOAL_OWNER.bind(*goal).one(lookup.queries()).await?;
        if owner.is_some_and(|(owner,)| owner != conference) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether none of these phases belongs to another conference.
pub(in crate::conferences) async fn phases_are_own(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    phases: &[Phase],
) -> Result<bool, Failure> {
    for phase in phases {
        let owner: Option<(Id<Conference>,)> = PHASE_OWNER.bind(phase.id).one(lookup.queries()).await?;
        if owner.is_some_and(|(owner,)| owner != conference) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether there is an agenda already.
pub(in crate::conferences) async fn has_phases(
    operation: &mut Operation,
    id: Id<Conference>,
) -> Result<bool, Failure> {
    let row: Option<(i64,)> = COUNT_PHASES.bind(id).one(operation.work()).await?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

/// Replaces the agenda; the conference has been touched before.
pub(in crate::conferences) async fn keep_phases(
    operation: &mut Operation,
    conference: Id<Conference>,
    phases: &[Phase],
    removed: &[Id<Phase>],
) -> Result<(), Failure> {
    for (rank, phase) in phases.iter().enumerate() {
        let owner: Option<(Id<Conference>,)> = PHASE_OWNER.bind(phase.id).one(operation.work()).await?;
        if owner.is_some_and(|(owner,)| owner != conference) {
            return Err(Failure::Broken("a phase of another conference was sent".into()));
        }
        let rank = i64::try_from(rank).unwrap_or(i64::MAX);
        let statement = KEEP_PHASE.bind(phase.id).bind(conference).bind(rank).bind(&phase.title);
        statement.bind(phase.minutes).bind(phase.private).execute(operation.work()).await?;
    }
    for id in removed {
        REMOVE_PHASE.bind(*id).bind(conference).execute(operation.work()).await?;
    }
    Ok(())
}

/// Removes all conferences of a destroyed case.
pub(in crate::conferences) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_PHASES, FORGET_GOALS, FORGET_ANSWERS, FORGET_DECISIONS, FORGET_CONFERENCES] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}

/// Gives the conferences of a case to the office that takes the case over: they stay convened, their invitations stay
/// alive, and the new office decides whether they are held. Who led them for the old one leads them no more.
///
/// # Errors
/// Database errors.
pub(in crate::conferences) async fn move_case(
    operation: &mut Operation,
    moved: CaseMoved,
) -> Result<(), Failure> {
    MOVE.bind(moved.case).bind(moved.to).execute(operation.work()).await?;
    Ok(())
}
