//! Lines of the minutes and their history.

use super::{open_text, seal, seal_text};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::Child;
use crate::conferences::{Conference, Phase};
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::meeting::rules::{self, Direction};
use crate::meeting::{Line, LineKind, LineText, Seat, TaskNote, Topic, Words};
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// Lines of a meeting in their order, struck ones too.
    LINES = "SELECT id, phase_id, kind, topic, child_id, words, speaker_id, owner_id, owner_note, deadline, indicator, support, degree, agreed_number, task_number, noted, rank, struck, version \
        FROM meeting_line WHERE conference_id = $1 ORDER BY rank, id";
    /// The case of a meeting.
    CASE_OF = "SELECT case_id FROM meeting WHERE conference_id = $1";
    /// A new line; the same form twice is one line.
    ADD = "INSERT INTO meeting_line (id, conference_id, phase_id, kind, topic, child_id, words, speaker_id, owner_id, owner_note, deadline, indicator, support, degree, agreed_number, task_number, noted, rank, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1) ON CONFLICT (id) DO NOTHING";
    /// A changed line.
    CHANGE = "UPDATE meeting_line SET kind = $3, topic = $4, child_id = $5, words = $6, speaker_id = $7, owner_id = $8, owner_note = $9, deadline = $10, \
        indicator = $11, support = $12, degree = $13, agreed_number = $14, task_number = $15, version = version + 1 WHERE id = $1 AND version = $2";
    /// Numbers ever given at a meeting.
    NUMBERS = "SELECT agreed_number, task_number FROM meeting_line WHERE conference_id = $1 AND (agreed_number IS NOT NULL OR task_number IS NOT NULL)";
    /// Lines of one phase with their ranks, in order, without struck ones.
    RANKS = "SELECT id, rank FROM meeting_line WHERE conference_id = $1 AND (phase_id = $2 OR (phase_id IS NULL AND $3)) AND struck IS NULL ORDER BY rank, id";
    /// A line's new rank. No new version: who edits its words meanwhile is not disturbed.
    RANK = "UPDATE meeting_line SET rank = $2 WHERE id = $1";
    /// Strikes a line.
    STRIKE = "UPDATE meeting_line SET struck = $3, version = version + 1 WHERE id = $1 AND conference_id = $2 AND struck IS NULL";
    /// Brings a struck line back.
    RESTORE = "UPDATE meeting_line SET struck = NULL, version = version + 1 WHERE id = $1 AND conference_id = $2 AND struck IS NOT NULL";
    /// Keeps what a line said before.
    REMEMBER = "INSERT INTO meeting_line_history (id, line_id, line_version, what, words, staff_id, noted) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// What a line said before, oldest first.
    HISTORY = "SELECT id, line_version, what, words, noted FROM meeting_line_history WHERE line_id = $1 ORDER BY line_version, id";
    /// Forgets the history of a destroyed case's lines.
    FORGET_HISTORY = "DELETE FROM meeting_line_history WHERE line_id IN (SELECT l.id FROM meeting_line l JOIN meeting m ON m.conference_id = l.conference_id WHERE m.case_id = $1)";
    /// Forgets its lines.
    FORGET_LINES = "DELETE FROM meeting_line WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        id: Id<Line>,
        phase: Option<Id<Phase>>,
        kind: String,
        topic: String,
        child: Option<Id<Child>>,
        words: Vec<u8>,
        speaker: Option<Id<Seat>>,
        owner: Option<Id<Seat>>,
        owner_note: Option<Vec<u8>>,
        deadline: Option<Day>,
        indicator: Option<Vec<u8>>,
        support: Option<Vec<u8>>,
        degree: Option<i64>,
        agreed_number: Option<i64>,
        task_number: Option<i64>,
        at: Moment,
        rank: i64,
        struck: Option<Moment>,
        version: i64,
    }
}

/// A line as typed.
#[derive(Clone, Debug)]
pub(in crate::meeting) struct LineInput {
    pub(in crate::meeting) kind: LineKind,
    pub(in crate::meeting) topic: Topic,
    pub(in crate::meeting) child: Option<Id<Child>>,
    pub(in crate::meeting) text: LineText,
    pub(in crate::meeting) speaker: Option<Id<Seat>>,
    pub(in crate::meeting) owner: Option<Id<Seat>>,
    pub(in crate::meeting) owner_note: Option<TaskNote>,
    pub(in crate::meeting) deadline: Option<Day>,
    pub(in crate::meeting) indicator: Option<TaskNote>,
    pub(in crate::meeting) support: Option<TaskNote>,
    pub(in crate::meeting) degree: Option<i64>,
}

fn cell(column: &'static str, line: Id<Line>) -> Place {
    Place { table: "meeting_line", column, row: line.uuid() }
}

fn open(stored: Stored, key: &CaseKey) -> Result<Line, Failure> {
    let id = stored.id;
    let note = |column, sealed: Option<Vec<u8>>| -> Result<Option<TaskNote>, Failure> {
        sealed.map(|sealed| open_text(key, cell(column, id), sealed).map(TaskNote::new)).transpose()
    };
    let unknown = || Failure::Broken("a line of an unknown kind or topic".into());
    let text = open_text(key, cell("words", id), stored.words)?;
    let topic = Topic::from_code(&stored.topic).ok_or_else(unknown)?;
    Ok(Line {
        id,
        phase: stored.phase,
        kind: LineKind::from_code(&stored.kind).ok_or_else(unknown)?,
        topic,
        child: stored.child,
        words: Words::under(topic, text.clone()),
        text: LineText::new(text),
        speaker: stored.speaker,
        owner: stored.owner,
        owner_note: note("owner_note", stored.owner_note)?,
        deadline: stored.deadline,
        indicator: note("indicator", stored.indicator)?,
        support: note("support", stored.support)?,
        degree: stored.degree,
        agreed_number: stored.agreed_number,
        task_number: stored.task_number,
        at: stored.at,
        rank: stored.rank,
        struck: stored.struck,
        version: stored.version,
    })
}

/// All lines of a meeting in their order; struck ones too.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub async fn lines(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Line>, Failure> {
    let rows: Vec<Stored> = LINES.bind(conference).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (case,): (Uuid,) = CASE_OF.bind(conference).get(lookup.queries()).await?;
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter().map(|stored| open(stored, &key)).collect()
}

struct SealedInput {
    words: Vec<u8>,
    owner_note: Option<Vec<u8>>,
    indicator: Option<Vec<u8>>,
    support: Option<Vec<u8>>,
}

fn seal_input(key: &CaseKey, id: Id<Line>, input: &LineInput) -> Result<SealedInput, Failure> {
    let note = |column, note: &Option<TaskNote>| {
        note.as_ref().map(|note| seal(key, cell(column, id), note)).transpose()
    };
    Ok(SealedInput {
        words: seal(key, cell("words", id), &input.text)?,
        owner_note: note("owner_note", &input.owner_note)?,
        indicator: note("indicator", &input.indicator)?,
        support: note("support", &input.support)?,
    })
}

/// The numbers a line of this kind carries, given its own.
async fn numbers(
    operation: &mut Operation,
    conference: Id<Conference>,
    kind: LineKind,
    own: (Option<i64>, Option<i64>),
) -> Result<(Option<i64>, Option<i64>), Failure> {
    let rows: Vec<(Option<i64>, Option<i64>)> = NUMBERS.bind(conference).all(operation.work()).await?;
    let agreed: Vec<i64> = rows.iter().filter_map(|row| row.0).collect();
    let tasks: Vec<i64> = rows.iter().filter_map(|row| row.1).collect();
    Ok(match kind {
        LineKind::Agreed => (rules::number(kind, own.0, &agreed), own.1),
        LineKind::Task => (own.0, rules::number(kind, own.1, &tasks)),
        _ => own,
    })
}

/// Appends a line to its phase; `false` when this form was sent before.
pub(in crate::meeting) async fn add(
    operation: &mut Operation,
    conference: &Conference,
    id: Id<Line>,
    phase: Option<Id<Phase>>,
    input: &LineInput,
    at: Moment,
) -> Result<bool, Failure> {
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), conference.case.uuid()).await?;
    let sealed = seal_input(&key, id, input)?;
    let (agreed, task) = numbers(operation, conference.id, input.kind, (None, None)).await?;
    let rows = ADD
        .bind(id)
        .bind(conference.id)
        .bind(phase)
        .bind(input.kind.code())
        .bind(input.topic.code())
        .bind(input.child)
        .bind(sealed.words)
        .bind(input.speaker)
        .bind(input.owner)
        .bind(sealed.owner_note)
        .bind(input.deadline)
        .bind(sealed.indicator)
        .bind(sealed.support)
        .bind(input.degree)
        .bind(agreed)
        .bind(task)
        .bind(at)
        // Lines stand in the order in which they were written; the identifier settles equal moments.
        .bind(at.timestamp().as_microsecond())
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

async fn remember(operation: &mut Operation, case: Uuid, line: &Line, text: String) -> Result<(), Failure> {
    let (now, staff, keys) = (operation.now(), operation.by().actor, operation.keys());
    let key = keys.of_case(&mut *operation.work(), case).await?;
    let id = Id::<Line>::fresh(now).uuid();
    let place = Place { table: "meeting_line_history", column: "words", row: id };
    REMEMBER
        .bind(id)
        .bind(line.id)
        .bind(line.version)
        .bind(line.kind.code())
        .bind(seal_text(&key, place, &text)?)
        .bind(staff)
        .bind(now)
        .execute(operation.work())
        .await?;
    Ok(())
}

/// Everything a line said, as one text for its history.
fn whole_text(line: &Line) -> String {
    let mut text = facts::for_machine(&line.text).clone();
    for note in [&line.owner_note, &line.indicator, &line.support].into_iter().flatten() {
        text.push_str(" | ");
        text.push_str(facts::for_machine(note));
    }
    if let Some(day) = line.deadline {
        text.push_str(" | ");
        text.push_str(&czech::dates::short(day));
    }
    text
}

/// Changes a line that the person saw as `seen`; `false` when somebody else changed it meanwhile.
pub(in crate::meeting) async fn change(
    operation: &mut Operation,
    conference: &Conference,
    seen: &Line,
    input: &LineInput,
) -> Result<bool, Failure> {
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), conference.case.uuid()).await?;
    let sealed = seal_input(&key, seen.id, input)?;
    let own = (seen.agreed_number, seen.task_number);
    let (agreed, task) = numbers(operation, conference.id, input.kind, own).await?;
    let rows = CHANGE
        .bind(seen.id)
        .bind(seen.version)
        .bind(input.kind.code())
        .bind(input.topic.code())
        .bind(input.child)
        .bind(sealed.words)
        .bind(input.speaker)
        .bind(input.owner)
        .bind(sealed.owner_note)
        .bind(input.deadline)
        .bind(sealed.indicator)
        .bind(sealed.support)
        .bind(input.degree)
        .bind(agreed)
        .bind(task)
        .execute(operation.work())
        .await?;
    if rows == 0 {
        return Ok(false);
    }
    remember(operation, conference.case.uuid(), seen, whole_text(seen)).await?;
    Ok(true)
}

/// Moves a line by one among the lines of its phase.
pub(in crate::meeting) async fn shift(
    operation: &mut Operation,
    conference: Id<Conference>,
    line: &Line,
    way: Direction,
) -> Result<(), Failure> {
    let ranks: Vec<(Id<Line>, i64)> =
        RANKS.bind(conference).bind(line.phase).bind(line.phase.is_none()).all(operation.work()).await?;
    for (id, rank) in rules::moved(&ranks, line.id, way) {
        RANK.bind(id).bind(rank).execute(operation.work()).await?;
    }
    Ok(())
}

/// Strikes a line, or brings it back; `false` when it was so already.
pub(in crate::meeting) async fn strike(
    operation: &mut Operation,
    conference: Id<Conference>,
    line: Id<Line>,
    away: bool,
) -> Result<bool, Failure> {
    let now = operation.now();
    let rows = if away {
        STRIKE.bind(line).bind(conference).bind(now).execute(operation.work()).await?
    } else {
        RESTORE.bind(line).bind(conference).execute(operation.work()).await?
    };
    Ok(rows == 1)
}

/// What a line said before it was changed: kind, text, moment.
pub(in crate::meeting) async fn history(
    lookup: Lookup<'_>,
    conference: &Conference,
    line: Id<Line>,
) -> Result<Vec<(LineKind, LineText, Moment)>, Failure> {
    let rows: Vec<(Uuid, i64, String, Vec<u8>, Moment)> = HISTORY.bind(line).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    rows.into_iter()
        .map(|(id, _, kind, sealed, at)| {
            let place = Place { table: "meeting_line_history", column: "words", row: id };
            let kind = LineKind::from_code(&kind).unwrap_or(LineKind::Said);
            Ok((kind, LineText::new(open_text(&key, place, sealed)?), at))
        })
        .collect()
}

/// Forgets lines and history of a destroyed case.
pub(super) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_HISTORY.bind(case).execute(operation.work()).await?;
    FORGET_LINES.bind(case).execute(operation.work()).await?;
    Ok(())
}
