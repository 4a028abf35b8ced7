//! Tables of the journal. No statement changes an entry.

pub(in crate::meeting) mod adopt;
pub(in crate::meeting) mod device;
pub(in crate::meeting) mod projection;
pub(in crate::meeting) mod undo;

use super::Ledger;
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::Line;
use crate::meeting::store::{open_text, seal_text};
use ::journal::{Act, Entry, List};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// When a meeting began and ended.
    RUN = "SELECT started, ended FROM meeting WHERE conference_id = $1";
    /// How far the journal is.
    HEAD = "SELECT position, stamp FROM meeting_head WHERE conference_id = $1";
    /// The journal begins, once.
    BEGIN = "INSERT INTO meeting_head (conference_id, position, stamp) VALUES ($1, 0, 0) ON CONFLICT (conference_id) DO NOTHING";
    /// How far it is now.
    MOVE_HEAD = "UPDATE meeting_head SET position = $2, stamp = $3 WHERE conference_id = $1";
    /// One more entry.
    ADD = "INSERT INTO meeting_entry (id, conference_id, position, device_id, seq, stamp, happened, received, staff_id, act, line_id, body, late, behind) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    /// Entries about a line, in the order in which they were kept.
    OF_LINE = "SELECT id, position, device_id, seq, stamp, happened, received, staff_id, body FROM meeting_entry WHERE conference_id = $1 AND line_id = $2 ORDER BY position";
    /// Entries about the room.
    OF_ROOM = "SELECT id, position, device_id, seq, stamp, happened, received, staff_id, body FROM meeting_entry WHERE conference_id = $1 AND line_id IS NULL ORDER BY position";
    /// Entries kept after a position.
    AFTER = "SELECT id, position, device_id, seq, stamp, happened, received, staff_id, body FROM meeting_entry WHERE conference_id = $1 AND position > $2 ORDER BY position LIMIT $3";
    /// Entries about lines that came when nothing changed any more.
    BEHIND = "SELECT id, position, device_id, seq, stamp, happened, received, staff_id, body FROM meeting_entry WHERE conference_id = $1 AND behind = $2 AND line_id IS NOT NULL ORDER BY position";
    /// Which of these are kept, and in which meeting.
    KNOWN = "SELECT id, conference_id FROM meeting_entry WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    /// Counts of a device that are taken.
    COUNTS = "SELECT seq FROM meeting_entry WHERE conference_id = $1 AND device_id = $2 AND seq >= $3 AND seq <= $4";
    /// Whether a line belongs to another meeting.
    LINE_ELSEWHERE = "SELECT id FROM meeting_line WHERE id = $1 AND conference_id <> $2";
    /// Whether a seat was made at another meeting.
    SEAT_ELSEWHERE = "SELECT id FROM meeting_guest WHERE id = $1 AND conference_id <> $2";
    /// The highest numbers ever given.
    HIGHEST = "SELECT max(agreed_number), max(task_number) FROM meeting_line WHERE conference_id = $1";
    /// Forgets entries of a destroyed case.
    FORGET_ENTRIES = "DELETE FROM meeting_entry WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets its devices.
    FORGET_DEVICES = "DELETE FROM meeting_device WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets how far the journal was.
    FORGET_HEADS = "DELETE FROM meeting_head WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        id: Uuid,
        position: i64,
        device: Uuid,
        seq: i64,
        stamp: i64,
        happened: Moment,
        received: Moment,
        staff: Option<Uuid>,
        body: Vec<u8>,
    }
}

/// How far a journal is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::meeting) struct Head {
    /// The last position given; 0 before the first entry.
    pub(in crate::meeting) position: i64,
    /// The highest stamp kept.
    pub(in crate::meeting) stamp: u64,
}

/// When a meeting began and ended.
#[derive(Clone, Copy, Debug)]
pub(in crate::meeting) struct Run {
    pub(in crate::meeting) started: Moment,
    pub(in crate::meeting) ended: Option<Moment>,
}

/// An entry as it is kept.
#[derive(Clone, Debug)]
pub(in crate::meeting) struct Kept {
    pub(in crate::meeting) entry: Entry,
    /// Its place in the order in which entries were kept.
    pub(in crate::meeting) position: i64,
    /// When it came.
    pub(in crate::meeting) received: Moment,
    /// Who was signed in where it was made.
    pub(in crate::meeting) staff: Option<Uuid>,
}

fn cell(entry: Uuid) -> Place {
    Place { table: "meeting_entry", column: "body", row: entry }
}

fn opened(key: &CaseKey, rows: Vec<Stored>) -> Result<Vec<Kept>, Failure> {
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    rows.into_iter()
        .map(|row| {
            let body = open_text(key, cell(row.id), row.body)?;
            let act: Act = serde_json::from_str(&body)
                .map_err(|_| Failure::Broken("an entry of a meeting cannot be read".into()))?;
            let entry = Entry {
                id: row.id,
                device: row.device,
                seq: count(row.seq),
                stamp: count(row.stamp),
                happened: row.happened.timestamp().as_microsecond(),
                act,
            };
            Ok(Kept { entry, position: row.position, received: row.received, staff: row.staff })
        })
        .collect()
}

/// A moment of an entry.
pub(in crate::meeting) fn moment(micros: i64) -> Moment {
    Moment::from_timestamp(jiff::Timestamp::from_microsecond(micros).unwrap_or_default())
}

/// When the meeting began and ended; none before it began.
pub(super) async fn run(
    operation: &mut Operation,
    conference: Id<Conference>,
) -> Result<Option<Run>, Failure> {
    let row: Option<(Moment, Option<Moment>)> = RUN.bind(conference).one(operation.work()).await?;
    Ok(row.map(|(started, ended)| Run { started, ended }))
}

/// How far the journal is, and whether it begins just now.
pub(super) async fn head(
    operation: &mut Operation,
    conference: Id<Conference>,
) -> Result<(Head, bool), Failure> {
    let new = BEGIN.bind(conference).execute(operation.work()).await? == 1;
    let (position, stamp): (i64, i64) = HEAD.bind(conference).get(operation.work()).await?;
    Ok((Head { position, stamp: u64::try_from(stamp).unwrap_or_default() }, new))
}

/// How far the journal of a meeting is: what a page holds that is drawn now. To be asked before the lines are read, so that
/// a page never claims to have shown what it did not.
///
/// # Errors
/// Database errors.
pub(in crate::meeting) async fn position(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Head, Failure> {
    let row: Option<(i64, i64)> = HEAD.bind(conference).one(lookup.queries()).await?;
    let (position, stamp) = row.unwrap_or_default();
    Ok(Head { position, stamp: u64::try_from(stamp).unwrap_or_default() })
}

pub(super) async fn move_head(
    operation: &mut Operation,
    conference: Id<Conference>,
    head: Head,
) -> Result<(), Failure> {
    let stamp = i64::try_from(head.stamp).unwrap_or(i64::MAX);
    MOVE_HEAD.bind(conference).bind(head.position).bind(stamp).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn add(operation: &mut Operation, ledger: &Ledger, kept: &Kept) -> Result<(), Failure> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let entry = &kept.entry;
    let body = serde_json::to_string(&entry.act).map_err(|e| Failure::Broken(e.to_string()))?;
    ADD.bind(entry.id)
        .bind(ledger.conference)
        .bind(kept.position)
        .bind(entry.device)
        .bind(number(entry.seq))
        .bind(number(entry.stamp))
        .bind(moment(entry.happened))
        .bind(kept.received)
        .bind(kept.staff)
        .bind(entry.act.code())
        .bind(entry.act.line())
        .bind(seal_text(&ledger.key, cell(entry.id), &body)?)
        .bind(ledger.at_rest || ledger.run.ended.is_some_and(|ended| kept.received > ended))
        .bind(ledger.at_rest)
        .execute(operation.work())
        .await?;
    Ok(())
}

pub(super) async fn of_line(
    operation: &mut Operation,
    ledger: &Ledger,
    line: Uuid,
) -> Result<Vec<Kept>, Failure> {
    opened(&ledger.key, OF_LINE.bind(ledger.conference).bind(line).all(operation.work()).await?)
}

pub(super) async fn of_room(operation: &mut Operation, ledger: &Ledger) -> Result<Vec<Kept>, Failure> {
    opened(&ledger.key, OF_ROOM.bind(ledger.conference).all(operation.work()).await?)
}

/// Entries about a line, for its history.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub(in crate::meeting) async fn history(
    lookup: Lookup<'_>,
    conference: &Conference,
    line: Id<Line>,
) -> Result<Vec<Kept>, Failure> {
    let rows: Vec<Stored> = OF_LINE.bind(conference.id).bind(line).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    opened(&key, rows)
}

/// Entries kept after a position, at most `most`.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub(in crate::meeting) async fn after(
    lookup: Lookup<'_>,
    conference: &Conference,
    position: i64,
    most: i64,
) -> Result<Vec<Kept>, Failure> {
    let rows: Vec<Stored> = AFTER.bind(conference.id).bind(position).bind(most).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    opened(&key, rows)
}

/// Entries about lines that came when nothing changed any more, in the order in which they were kept.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub(super) async fn behind(lookup: Lookup<'_>, conference: &Conference) -> Result<Vec<Kept>, Failure> {
    let rows: Vec<Stored> = BEHIND.bind(conference.id).bind(true).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    opened(&key, rows)
}

/// Which of these entries are kept, and at which conference.
pub(super) async fn known(
    operation: &mut Operation,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, Id<Conference>)>, Failure> {
    let mut known = Vec::new();
    for some in ids.chunks(16) {
        let mut statement = KNOWN.statement();
        for number in 0..16 {
            statement = statement.bind(some.get(number).copied().unwrap_or_default());
        }
        let rows: Vec<(Uuid, Id<Conference>)> = statement.all(operation.work()).await?;
        known.extend(rows);
    }
    Ok(known)
}

/// Counts of a device among those that arrived that are taken.
pub(super) async fn counts(
    operation: &mut Operation,
    conference: Id<Conference>,
    device: Uuid,
    arrived: &[Entry],
) -> Result<BTreeSet<(Uuid, u64)>, Failure> {
    let seqs = arrived.iter().filter_map(|entry| i64::try_from(entry.seq).ok());
    let (Some(least), Some(most)) = (seqs.clone().min(), seqs.max()) else { return Ok(BTreeSet::new()) };
    let rows: Vec<(i64,)> =
        COUNTS.bind(conference).bind(device).bind(least).bind(most).all(operation.work()).await?;
    Ok(rows.into_iter().filter_map(|(seq,)| Some((device, u64::try_from(seq).ok()?))).collect())
}

/// Whether an act names a line or a guest's seat of another meeting.
pub(super) async fn is_elsewhere(
    operation: &mut Operation,
    conference: Id<Conference>,
    act: &Act,
) -> Result<bool, Failure> {
    let line: Option<(Uuid,)> = match act.line() {
        Some(line) => LINE_ELSEWHERE.bind(line).bind(conference).one(operation.work()).await?,
        None => None,
    };
    let seat: Option<(Uuid,)> = match act {
        Act::Guest { seat, .. } => SEAT_ELSEWHERE.bind(*seat).bind(conference).one(operation.work()).await?,
        _ => None,
    };
    Ok(line.is_some() || seat.is_some())
}

/// The highest number ever given in each list.
pub(super) async fn highest(
    operation: &mut Operation,
    conference: Id<Conference>,
) -> Result<BTreeMap<List, u32>, Failure> {
    let (agreed, task): (Option<i64>, Option<i64>) = HIGHEST.bind(conference).get(operation.work()).await?;
    let number = |list, number: Option<i64>| Some((list, u32::try_from(number?).ok()?));
    Ok([number(List::Agreed, agreed), number(List::Task, task)].into_iter().flatten().collect())
}

/// Forgets the journal of a destroyed case.
pub(in crate::meeting) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_ENTRIES, FORGET_DEVICES, FORGET_HEADS] {
        statement.bind(case).execute(operation.work()).await?;
    }
    projection::forget_case(operation, case).await
}
