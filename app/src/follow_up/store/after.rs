//! Tables of what a conference came to, which one follows it, and which of its tasks came back there.

use super::{at, close, known, open};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::{Conference, State};
use crate::follow_up::model::{Back, Closed, Report, Said, SummaryWords, Task};
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id, Moment, Queries};
use crate::meeting::Line;
use uuid::Uuid;

portable_sql::statements! {
    /// What a conference came to; the first counts.
    SUMMARIZE = "INSERT INTO conference_summary (conference_id, body, open_tasks, closed, staff_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (conference_id) DO NOTHING";
    /// What it came to.
    SUMMARY = "SELECT c.case_id, s.body, s.closed, s.staff_id FROM conference_summary s JOIN conference c ON c.id = s.conference_id WHERE s.conference_id = $1";
    /// The conference that follows one, if there is none yet.
    CLAIM = "INSERT INTO conference_next (earlier_id, conference_id, begun, staff_id) VALUES ($1, $2, $3, $4) ON CONFLICT (earlier_id) DO NOTHING";
    /// Another in place of one that was cancelled.
    RECLAIM = "UPDATE conference_next SET conference_id = $3, begun = $4, staff_id = $5 WHERE earlier_id = $1 AND conference_id = $2";
    /// Which follows.
    NEXT = "SELECT n.conference_id, c.state FROM conference_next n JOIN conference c ON c.id = n.conference_id WHERE n.earlier_id = $1";
    /// What the next table said about a task; each comes back once.
    GIVE_BACK = "INSERT INTO task_back (task_id, conference_id, said, line_id, noted, staff_id) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (task_id) DO NOTHING";
    /// What was said by a slip is not said.
    TAKE_BACK = "DELETE FROM task_back WHERE task_id = $1 AND conference_id = $2 AND noted = $3";
    /// The report that was written with it.
    TAKE_REPORT_BACK = "DELETE FROM task_report WHERE task_id = $1 AND given = $2 AND said = $3 AND staff_id IS NOT NULL";
    /// Whether it came back.
    CAME_BACK = "SELECT task_id FROM task_back WHERE task_id = $1";
    /// Which tasks of a conference came back, and where.
    BACK = "SELECT b.task_id, b.conference_id, b.said, b.line_id, b.noted FROM task_back b JOIN task t ON t.id = b.task_id WHERE t.conference_id = $1";
    /// How many tasks of a conference nobody has said to be done, and no later table has talked about.
    OPEN_TASKS = "SELECT COUNT(*) FROM task t WHERE t.conference_id = $1 AND t.dropped IS NULL AND NOT EXISTS (SELECT 1 FROM task_back b WHERE b.task_id = t.id) \
        AND NOT EXISTS (SELECT 1 FROM task_report r WHERE r.task_id = t.id AND r.said = $2 \
        AND NOT EXISTS (SELECT 1 FROM task_report n WHERE n.task_id = t.id AND (n.given > r.given OR (n.given = r.given AND n.id > r.id))))";
    /// Tasks with their versions: what an evaluation is made of.
    STAMP_TASKS = "SELECT id, version FROM task WHERE conference_id = $1 AND dropped IS NULL ORDER BY id";
    /// What was said about them.
    STAMP_REPORTS = "SELECT id FROM task_report WHERE conference_id = $1 ORDER BY id";
    /// What the next table said about them.
    STAMP_BACK = "SELECT b.task_id, b.noted FROM task_back b JOIN task t ON t.id = b.task_id WHERE t.conference_id = $1 ORDER BY b.task_id";
    /// Goals on the scale.
    STAMP_SCALES = "SELECT id FROM plan_scale WHERE conference_id = $1 ORDER BY id";
    /// Forgets what a destroyed case's conferences came to.
    FORGET_SUMMARIES = "DELETE FROM conference_summary WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets which followed which.
    FORGET_NEXT = "DELETE FROM conference_next WHERE earlier_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets which tasks came back.
    FORGET_BACK = "DELETE FROM task_back WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

/// Keeps what a conference came to.
pub(in crate::follow_up) async fn summarize(
    operation: &mut Operation,
    conference: &Conference,
    (closed, open): (&Closed, usize),
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let body = close(&key, at("conference_summary", "body", conference.id.uuid()), &closed.words)?;
    let open = i64::try_from(open).unwrap_or(i64::MAX);
    let row = SUMMARIZE.bind(conference.id).bind(body).bind(open).bind(closed.at).bind(closed.by);
    row.execute(operation.work()).await?;
    Ok(())
}

/// What a conference came to, when it was closed and by whom.
pub(in crate::follow_up) async fn summary(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Option<Closed>, Failure> {
    type Row = (Uuid, Vec<u8>, Moment, Option<Id<Staff>>);
    let row: Option<Row> = SUMMARY.bind(conference).one(lookup.queries()).await?;
    let Some((case, body, closed, by)) = row else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    let words = open(&key, at("conference_summary", "body", conference.uuid()), body)?;
    Ok(Some(Closed { words: SummaryWords::new(words), at: closed, by }))
}

/// What an evaluation is made of, in versions: equal stamps, equal content. The goals count with the version of the
/// conference itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::follow_up) struct Stamp {
    tasks: Vec<(Id<Task>, i64)>,
    reports: Vec<(Id<Report>,)>,
    back: Vec<(Id<Task>, Moment)>,
    scales: Vec<(Uuid,)>,
    next: Option<(Id<Conference>, String)>,
}

/// The stamp as a reader sees it.
pub(in crate::follow_up) async fn stamp(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Stamp, Failure> {
    let queries = lookup.queries();
    Ok(Stamp {
        tasks: STAMP_TASKS.bind(id).all(queries).await?,
        reports: STAMP_REPORTS.bind(id).all(queries).await?,
        back: STAMP_BACK.bind(id).all(queries).await?,
        scales: STAMP_SCALES.bind(id).all(queries).await?,
        next: NEXT.bind(id).one(queries).await?,
    })
}

/// The stamp inside the operation that files the evaluation.
pub(in crate::follow_up) async fn stamp_now(
    operation: &mut Operation,
    id: Id<Conference>,
) -> Result<Stamp, Failure> {
    Ok(Stamp {
        tasks: STAMP_TASKS.bind(id).all(operation.work()).await?,
        reports: STAMP_REPORTS.bind(id).all(operation.work()).await?,
        back: STAMP_BACK.bind(id).all(operation.work()).await?,
        scales: STAMP_SCALES.bind(id).all(operation.work()).await?,
        next: NEXT.bind(id).one(operation.work()).await?,
    })
}

/// Says that a conference follows another, if none does yet or the one that did was cancelled. Gives the one that
/// follows: this one, or another that was there before.
pub(in crate::follow_up) async fn claim_next(
    operation: &mut Operation,
    (earlier, next): (Id<Conference>, Id<Conference>),
    by: Id<Staff>,
) -> Result<Id<Conference>, Failure> {
    let now = operation.now();
    let claimed = CLAIM.bind(earlier).bind(next).bind(now).bind(by).execute(operation.work()).await?;
    if claimed == 1 {
        return Ok(next);
    }
    let (there, state): (Id<Conference>, String) = NEXT.bind(earlier).get(operation.work()).await?;
    if known::<State>(&state)? != State::Cancelled {
        return Ok(there);
    }
    let row = RECLAIM.bind(earlier).bind(there).bind(next).bind(now).bind(by);
    if row.execute(operation.work()).await? == 1 {
        return Ok(next);
    }
    let (there, _): (Id<Conference>, String) = NEXT.bind(earlier).get(operation.work()).await?;
    Ok(there)
}

/// The conference that follows one; none when it was cancelled.
pub(in crate::follow_up) async fn next(
    queries: &Queries,
    earlier: Id<Conference>,
) -> Result<Option<Id<Conference>>, Failure> {
    let row: Option<(Id<Conference>, String)> = NEXT.bind(earlier).one(queries).await?;
    let Some((id, state)) = row else { return Ok(None) };
    Ok((known::<State>(&state)? != State::Cancelled).then_some(id))
}

/// Notes what the next table said about a task; `false` when it was said before.
pub(in crate::follow_up) async fn give_back(
    operation: &mut Operation,
    (task, conference): (Id<Task>, Id<Conference>),
    (said, line): (Said, Option<Id<Line>>),
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = GIVE_BACK.bind(task).bind(conference).bind(said.code()).bind(line).bind(now).bind(by);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Takes back what the table said by a slip, with the report written in the same operation; `false` when that does not
/// stand there any more.
pub(in crate::follow_up) async fn take_back(
    operation: &mut Operation,
    task: Id<Task>,
    back: &Back,
) -> Result<bool, Failure> {
    let taken = TAKE_BACK.bind(task).bind(back.conference).bind(back.noted);
    if taken.execute(operation.work()).await? == 0 {
        return Ok(false);
    }
    let report = TAKE_REPORT_BACK.bind(task).bind(back.noted).bind(back.said.code());
    report.execute(operation.work()).await?;
    Ok(true)
}

/// Whether a later table talked about a task.
pub(in crate::follow_up) async fn came_back(
    operation: &mut Operation,
    task: Id<Task>,
) -> Result<bool, Failure> {
    Ok(CAME_BACK.bind(task).one::<(Id<Task>,)>(operation.work()).await?.is_some())
}

/// Which tasks of a conference came back.
pub(super) async fn backs(queries: &Queries, id: Id<Conference>) -> Result<Vec<(Id<Task>, Back)>, Failure> {
    type Row = (Id<Task>, Id<Conference>, String, Option<Id<Line>>, Moment);
    let rows: Vec<Row> = BACK.bind(id).all(queries).await?;
    rows.into_iter()
        .map(|(task, conference, said, line, noted)| {
            Ok((task, Back { conference, said: known::<Said>(&said)?, line, noted }))
        })
        .collect()
}

/// How many tasks of a conference are open, without opening one: for panels.
pub(in crate::follow_up) async fn open_tasks(queries: &Queries, id: Id<Conference>) -> Result<i64, Failure> {
    let (count,): (i64,) = OPEN_TASKS.bind(id).bind(Said::Done.code()).get(queries).await?;
    Ok(count)
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_SUMMARIES, FORGET_NEXT, FORGET_BACK] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
