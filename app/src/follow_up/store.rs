//! Tables of tasks, what was said about them, calls, reminders.

pub(super) mod after;

use super::model::{
    Agreed, Call, CallNote, Followed, NewCall, NewReport, Reminded, Reminder, Report, ReportWords, Said,
    Task, TaskOwner, TaskText,
};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::conferences::{Conference, State};
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::meeting::{self, LineKind, Sitter};
use crate::participants::Participant;
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// A task by its id.
    FIND = "SELECT t.id, t.conference_id, c.case_id, c.office_id, c.state, t.number, t.participant_id, t.owner, t.words, t.indicator, t.support, t.due, t.caller_id, t.version \
        FROM task t JOIN conference c ON c.id = t.conference_id WHERE t.id = $1 AND t.dropped IS NULL";
    /// The tasks of a conference.
    OF_CONFERENCE = "SELECT t.id, t.conference_id, c.case_id, c.office_id, c.state, t.number, t.participant_id, t.owner, t.words, t.indicator, t.support, t.due, t.caller_id, t.version \
        FROM task t JOIN conference c ON c.id = t.conference_id WHERE t.conference_id = $1 AND t.dropped IS NULL ORDER BY t.number, t.id";
    /// What was said about the tasks of a conference, the newest first.
    REPORTS = "SELECT r.id, r.task_id, r.said, r.words, r.document_id, r.proved, r.given, r.staff_id, r.seen \
        FROM task_report r WHERE r.conference_id = $1 ORDER BY r.given DESC, r.id DESC";
    /// Calls about the tasks of a conference, the newest first.
    CALLS = "SELECT k.id, k.task_id, k.reached, k.note, k.called, k.staff_id FROM task_call k \
        WHERE k.conference_id = $1 ORDER BY k.called DESC, k.id DESC";
    /// Reminders of the tasks of a conference.
    REMINDERS = "SELECT r.task_id, r.round, r.state, r.noted FROM task_reminder r WHERE r.conference_id = $1 ORDER BY r.round";
    /// How many tasks somebody has.
    HOW_MANY = "SELECT COUNT(*) FROM task WHERE conference_id = $1 AND participant_id = $2 AND dropped IS NULL";
    /// A task taken from the record; one there stays.
    ADD = "INSERT INTO task (id, conference_id, number, participant_id, owner, words, indicator, support, due, taken, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1) ON CONFLICT (id) DO NOTHING";
    /// It says something else in the record now; one that had been dropped comes back.
    CHANGE = "UPDATE task SET number = $3, participant_id = $4, owner = $5, words = $6, indicator = $7, support = $8, due = $9, dropped = NULL, version = version + 1 \
        WHERE id = $1 AND conference_id = $2";
    /// It is no task any more.
    DROP = "UPDATE task SET dropped = $2, version = version + 1 WHERE id = $1 AND dropped IS NULL";
    /// Keeps what was said; the same form twice is one.
    ADD_REPORT = "INSERT INTO task_report (id, task_id, conference_id, said, words, document_id, proved, given, staff_id, seen, seen_by) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING";
    /// Whether this form was kept before.
    KNOWN_REPORT = "SELECT id FROM task_report WHERE id = $1";
    /// Files that came with a task.
    FILES = "SELECT COUNT(*) FROM task_report WHERE task_id = $1 AND document_id IS NOT NULL";
    /// Staff read what the owner said.
    SEE = "UPDATE task_report SET seen = $2, seen_by = $3 WHERE task_id = $1 AND seen IS NULL";
    /// Who calls.
    SET_CALLER = "UPDATE task SET caller_id = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// Notes a call; the same form twice is one.
    ADD_CALL = "INSERT INTO task_call (id, task_id, conference_id, reached, note, called, staff_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    /// What became of a reminder; one that was noted stays.
    ADD_REMINDER = "INSERT INTO task_reminder (task_id, conference_id, round, state, trouble, noted) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (task_id, round) DO NOTHING";
    /// Forgets what was said about a destroyed case's tasks.
    FORGET_REPORTS = "DELETE FROM task_report WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the calls.
    FORGET_CALLS = "DELETE FROM task_call WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the reminders.
    FORGET_REMINDERS = "DELETE FROM task_reminder WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the tasks.
    FORGET = "DELETE FROM task WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct StoredTask {
        id: Id<Task>,
        conference: Id<Conference>,
        case: Uuid,
        office: Id<Office>,
        state: String,
        number: i64,
        participant: Option<Id<Participant>>,
        owner: Option<Vec<u8>>,
        words: Vec<u8>,
        indicator: Option<Vec<u8>>,
        support: Option<Vec<u8>>,
        due: Option<Day>,
        caller: Option<Id<Staff>>,
        version: i64,
    }
}

portable_sql::row! {
    struct StoredReport {
        id: Id<Report>,
        task: Id<Task>,
        said: String,
        words: Option<Vec<u8>>,
        file: Option<Id<Document>>,
        proved: bool,
        given: Moment,
        by: Option<Id<Staff>>,
        seen: Option<Moment>,
    }
}

portable_sql::row! {
    struct StoredCall {
        id: Id<Call>,
        task: Id<Task>,
        reached: bool,
        note: Option<Vec<u8>>,
        called: Moment,
        by: Option<Id<Staff>>,
    }
}

fn known<C: Choice>(code: &str) -> Result<C, Failure> {
    C::from_code(code).ok_or_else(|| Failure::Broken(format!("a task holds the unknown code {code}")))
}

const fn at(table: &'static str, column: &'static str, row: Uuid) -> Place {
    Place { table, column, row }
}

fn open(key: &CaseKey, place: Place, sealed: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(sealed)).map_err(|e| Failure::Sealed(e.to_string()))
}

fn close<F: Fact<Inner = String>>(key: &CaseKey, place: Place, fact: &F) -> Result<Vec<u8>, Failure> {
    key.seal_text(place, facts::for_machine(fact))
        .map(Sealed::into_bytes)
        .map_err(|e| Failure::Sealed(e.to_string()))
}

fn close_some<F: Fact<Inner = String>>(
    key: &CaseKey,
    place: Place,
    fact: Option<&F>,
) -> Result<Option<Vec<u8>>, Failure> {
    fact.map(|fact| close(key, place, fact)).transpose()
}

impl StoredTask {
    fn task(self, key: &CaseKey) -> Result<Task, Failure> {
        let cell = |column| at("task", column, self.id.uuid());
        let text = |column, sealed: Option<Vec<u8>>| {
            sealed.map(|sealed| open(key, cell(column), sealed).map(TaskText::new)).transpose()
        };
        Ok(Task {
            state: known::<State>(&self.state)?,
            owner: self
                .owner
                .map(|sealed| open(key, cell("owner"), sealed).map(TaskOwner::new))
                .transpose()?,
            words: TaskText::new(open(key, cell("words"), self.words)?),
            indicator: text("indicator", self.indicator)?,
            support: text("support", self.support)?,
            id: self.id,
            conference: self.conference,
            case: self.case,
            office: self.office,
            number: self.number,
            participant: self.participant,
            due: self.due,
            caller: self.caller,
            version: self.version,
        })
    }
}

impl Record for Task {
    const PARAM: &'static str = "ukol";
    type Parent = Conference;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let Some(row) = FIND.bind(id).one::<StoredTask>(lookup.queries()).await? else { return Ok(None) };
        let key = lookup.keys().of_case(lookup.queries(), row.case).await?;
        row.task(&key).map(Some)
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<Conference>> {
        Some(self.conference)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case), conference: Some(self.conference.uuid()) }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

fn of(followed: &mut [Followed], task: Id<Task>) -> Option<&mut Followed> {
    followed.iter_mut().find(|one| one.task.id == task)
}

/// The tasks of a conference with everything that was done about them, in the order of their numbers.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn of_conference(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Followed>, Failure> {
    let rows: Vec<StoredTask> = OF_CONFERENCE.bind(id).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    let reports: Vec<StoredReport> = REPORTS.bind(id).all(lookup.queries()).await?;
    let calls: Vec<StoredCall> = CALLS.bind(id).all(lookup.queries()).await?;
    let reminders: Vec<(Id<Task>, i64, String, Moment)> = REMINDERS.bind(id).all(lookup.queries()).await?;
    let mut followed = Vec::with_capacity(rows.len());
    for row in rows {
        let task = row.task(&key)?;
        followed.push(Followed {
            task,
            reports: Vec::new(),
            calls: Vec::new(),
            reminders: Vec::new(),
            back: None,
        });
    }
    for row in reports {
        let Some(one) = of(&mut followed, row.task) else { continue };
        let cell = at("task_report", "words", row.id.uuid());
        let words = row.words.map(|sealed| open(&key, cell, sealed).map(ReportWords::new)).transpose()?;
        let said = known::<Said>(&row.said)?;
        let (id, file, proved) = (row.id, row.file, row.proved);
        one.reports.push(Report {
            id,
            said,
            words,
            file,
            proved,
            given: row.given,
            by: row.by,
            seen: row.seen,
        });
    }
    for row in calls {
        let Some(one) = of(&mut followed, row.task) else { continue };
        let cell = at("task_call", "note", row.id.uuid());
        let note = row.note.map(|sealed| open(&key, cell, sealed).map(CallNote::new)).transpose()?;
        one.calls.push(Call { id: row.id, reached: row.reached, note, called: row.called, by: row.by });
    }
    for (task, round, state, noted) in reminders {
        let Some(one) = of(&mut followed, task) else { continue };
        one.reminders.push(Reminded { round, state: known::<Reminder>(&state)?, noted });
    }
    for (task, back) in after::backs(lookup.queries(), id).await? {
        let Some(one) = of(&mut followed, task) else { continue };
        one.back = Some(back);
    }
    Ok(followed)
}

/// The tasks of one participant.
pub(super) async fn of_participant(
    lookup: Lookup<'_>,
    (conference, participant): (Id<Conference>, Id<Participant>),
) -> Result<Vec<Followed>, Failure> {
    let (count,): (i64,) = HOW_MANY.bind(conference).bind(participant).get(lookup.queries()).await?;
    if count == 0 {
        return Ok(Vec::new());
    }
    let mut all = of_conference(lookup, conference).await?;
    all.retain(|one| one.task.participant == Some(participant));
    Ok(all)
}

/// What the record says about tasks now: the lines of that kind that were not struck.
pub(super) async fn agreed(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Agreed>, Failure> {
    let seats = meeting::seats(lookup, conference).await?;
    let text = |note: &meeting::TaskNote| TaskText::new(facts::for_machine(note).clone());
    let mut agreed = Vec::new();
    for line in meeting::lines(lookup, conference).await? {
        let Some(number) = line.task_number.filter(|_| line.kind == LineKind::Task && line.struck.is_none())
        else {
            continue;
        };
        let seat = line.owner.and_then(|owner| seats.iter().find(|seat| seat.id == owner));
        let guest = seat.and_then(|seat| match &seat.sitter {
            Sitter::Invited(_) => None,
            Sitter::Guest { name, label } => {
                let (name, label) = (facts::for_machine(name), facts::for_machine(label));
                Some(if label.is_empty() { name.clone() } else { format!("{name} ({label})") })
            }
        });
        let noted = line.owner_note.as_ref().map(|note| facts::for_machine(note).clone());
        agreed.push(Agreed {
            id: Id::from_uuid(line.id.uuid()),
            number,
            participant: seat.and_then(|seat| seat.participant),
            owner: guest.or(noted).filter(|words| !words.is_empty()).map(TaskOwner::new),
            words: TaskText::new(facts::for_machine(&line.text).clone()),
            indicator: line.indicator.as_ref().map(text),
            support: line.support.as_ref().map(text),
            due: line.deadline,
        });
    }
    agreed.sort_by_key(|one| one.number);
    Ok(agreed)
}

pub(super) async fn add(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, Uuid),
    one: &Agreed,
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), case).await?;
    let (now, cell) = (operation.now(), |column| at("task", column, one.id.uuid()));
    let row = ADD.bind(one.id).bind(conference).bind(one.number).bind(one.participant);
    let added = row
        .bind(close_some(&key, cell("owner"), one.owner.as_ref())?)
        .bind(close(&key, cell("words"), &one.words)?)
        .bind(close_some(&key, cell("indicator"), one.indicator.as_ref())?)
        .bind(close_some(&key, cell("support"), one.support.as_ref())?)
        .bind(one.due)
        .bind(now)
        .execute(operation.work())
        .await?;
    if added == 0 {
        change(operation, (conference, case), one).await?;
    }
    Ok(())
}

pub(super) async fn change(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, Uuid),
    one: &Agreed,
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), case).await?;
    let cell = |column| at("task", column, one.id.uuid());
    let row = CHANGE.bind(one.id).bind(conference).bind(one.number).bind(one.participant);
    row.bind(close_some(&key, cell("owner"), one.owner.as_ref())?)
        .bind(close(&key, cell("words"), &one.words)?)
        .bind(close_some(&key, cell("indicator"), one.indicator.as_ref())?)
        .bind(close_some(&key, cell("support"), one.support.as_ref())?)
        .bind(one.due)
        .execute(operation.work())
        .await?;
    Ok(())
}

pub(super) async fn drop_task(operation: &mut Operation, task: Id<Task>) -> Result<(), Failure> {
    let now = operation.now();
    DROP.bind(task).bind(now).execute(operation.work()).await?;
    Ok(())
}

/// Whether a form was kept before: then neither it nor its file is kept again.
pub(super) async fn is_known(operation: &mut Operation, report: Id<Report>) -> Result<bool, Failure> {
    Ok(KNOWN_REPORT.bind(report).one::<(Id<Report>,)>(operation.work()).await?.is_some())
}

/// How many files came with a task.
pub(super) async fn files(operation: &mut Operation, task: Id<Task>) -> Result<i64, Failure> {
    let (count,): (i64,) = FILES.bind(task).get(operation.work()).await?;
    Ok(count)
}

/// Keeps what was said. What staff wrote down themselves is read.
pub(super) async fn report(
    operation: &mut Operation,
    task: &Task,
    (new, file): (&NewReport, Option<Id<Document>>),
    by: Option<Id<Staff>>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), task.case).await?;
    let now = operation.now();
    let words = close_some(&key, at("task_report", "words", new.id.uuid()), new.words.as_ref())?;
    let row = ADD_REPORT
        .bind(new.id)
        .bind(task.id)
        .bind(task.conference)
        .bind(new.said.code())
        .bind(words)
        .bind(file)
        .bind(new.proved);
    let row = row.bind(now).bind(by).bind(by.map(|_| now)).bind(by);
    Ok(row.execute(operation.work()).await? == 1)
}

pub(super) async fn see(operation: &mut Operation, task: Id<Task>, by: Id<Staff>) -> Result<u64, Failure> {
    let now = operation.now();
    Ok(SEE.bind(task).bind(now).bind(by).execute(operation.work()).await?)
}

pub(super) async fn set_caller(
    operation: &mut Operation,
    (task, version): (Id<Task>, i64),
    caller: Id<Staff>,
) -> Result<bool, Failure> {
    Ok(SET_CALLER.bind(task).bind(version).bind(caller).execute(operation.work()).await? == 1)
}

pub(super) async fn call(
    operation: &mut Operation,
    task: &Task,
    new: &NewCall,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), task.case).await?;
    let now = operation.now();
    let note = close_some(&key, at("task_call", "note", new.id.uuid()), new.note.as_ref())?;
    let row = ADD_CALL
        .bind(new.id)
        .bind(task.id)
        .bind(task.conference)
        .bind(new.reached)
        .bind(note)
        .bind(now)
        .bind(by);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Writes down what became of a reminder; `false` when it was noted before.
pub(super) async fn remind(
    operation: &mut Operation,
    (task, round): (&Task, i64),
    state: Reminder,
    trouble: Option<&'static str>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = ADD_REMINDER
        .bind(task.id)
        .bind(task.conference)
        .bind(round)
        .bind(state.code())
        .bind(trouble)
        .bind(now);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    after::forget(operation, case).await?;
    for statement in [FORGET_REPORTS, FORGET_CALLS, FORGET_REMINDERS, FORGET] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
