//! Tables of the journal. No statement changes an entry.

pub(in crate::meeting) mod adopt;
pub(in crate::meeting) mod device;
pub(in crate::meeting) mod projection;
pub(in crate::meeting) mod undo;

use super::Ledger;
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Beside, Failure, Id, Moment};
use crate::meeting::Line;
use crate::meeting::store::{open_text, seal_text};
use ::journal::{Act, Entry, List, Note};
use futures_util::future::try_join_all;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// When a meeting began and ended.
    RUN = "SELECT started, ended FROM meeting WHERE conference_id = $1";
    /// How far the journal is.
    HEAD = "SELECT position, stamp FROM meeting_head WHERE conference_id = $1";
    /// The journal begins, once.
    BEGIN = "INSERT INTO meeting_head (conference_id, position, stamp) VALUES ($1, 0, 0)";
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
    /// In which meeting an entry is kept.
    KNOWN = "SELECT id, conference_id FROM meeting_entry WHERE id = $1";
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
pub(super) async fn run(on: Beside<'_>, conference: Id<Conference>) -> Result<Option<Run>, Failure> {
    let row: Option<(Moment, Option<Moment>)> = RUN.bind(conference).one(on).await?;
    Ok(row.map(|(started, ended)| Run { started, ended }))
}

/// How far the journal is; none before its first entry.
pub(super) async fn head(on: Beside<'_>, conference: Id<Conference>) -> Result<Option<Head>, Failure> {
    let row: Option<(i64, i64)> = HEAD.bind(conference).one(on).await?;
    let stamp = |stamp: i64| u64::try_from(stamp).unwrap_or_default();
    Ok(row.map(|(position, highest)| Head { position, stamp: stamp(highest) }))
}

/// The journal begins.
pub(super) async fn begin(operation: &mut Operation, conference: Id<Conference>) -> Result<(), Failure> {
    Ok(BEGIN.bind(conference).again_if_taken().later(operation.work()).await?)
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
    Ok(MOVE_HEAD.bind(conference).bind(head.position).bind(stamp).later(operation.work()).await?)
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
        // Another process has given this position meanwhile.
        .again_if_taken()
        .later(operation.work())
        .await?;
    Ok(())
}

pub(super) async fn of_line(on: Beside<'_>, ledger: &Ledger, line: Uuid) -> Result<Vec<Kept>, Failure> {
    opened(&ledger.key, OF_LINE.bind(ledger.conference).bind(line).all(on).await?)
}

pub(super) async fn of_room(operation: &mut Operation, ledger: &Ledger) -> Result<Vec<Kept>, Failure> {
    opened(&ledger.key, OF_ROOM.bind(ledger.conference).all(operation.work()).await?)
}

/// Who took note of confidentiality, entry by entry: what can be taken back.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub(in crate::meeting) async fn notes(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Vec<Note>, Failure> {
    let rows: Vec<Stored> = OF_ROOM.bind(conference.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    let entries: Vec<Entry> = opened(&key, rows)?.into_iter().map(|one| one.entry).collect();
    Ok(::journal::notes(&entries))
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
pub(super) async fn known(on: Beside<'_>, ids: &[Uuid]) -> Result<Vec<(Uuid, Id<Conference>)>, Failure> {
    // One by one: for a list of them the server would rather read the whole table as long as it takes it for small.
    let asked = ids.iter().map(|id| KNOWN.bind(*id).all::<(Uuid, Id<Conference>)>(on));
    Ok(try_join_all(asked).await?.concat())
}

/// Counts of a device among those that arrived that are taken.
pub(super) async fn counts(
    on: Beside<'_>,
    conference: Id<Conference>,
    device: Uuid,
    arrived: &[Entry],
) -> Result<BTreeSet<(Uuid, u64)>, Failure> {
    let seqs = arrived.iter().filter_map(|entry| i64::try_from(entry.seq).ok());
    let (Some(least), Some(most)) = (seqs.clone().min(), seqs.max()) else { return Ok(BTreeSet::new()) };
    let rows: Vec<(i64,)> = COUNTS.bind(conference).bind(device).bind(least).bind(most).all(on).await?;
    Ok(rows.into_iter().filter_map(|(seq,)| Some((device, u64::try_from(seq).ok()?))).collect())
}

/// Which of these lines belong to other meetings.
pub(super) async fn lines_elsewhere(
    on: Beside<'_>,
    conference: Id<Conference>,
    lines: &[Uuid],
) -> Result<BTreeSet<Uuid>, Failure> {
    let asked = lines.iter().map(|line| LINE_ELSEWHERE.bind(*line).bind(conference).all::<(Uuid,)>(on));
    Ok(try_join_all(asked).await?.into_iter().flatten().map(|(id,)| id).collect())
}

/// Lines and guests' seats of other meetings among those that acts name.
pub(super) async fn elsewhere(
    on: Beside<'_>,
    conference: Id<Conference>,
    acts: impl IntoIterator<Item = &Act>,
) -> Result<BTreeSet<Uuid>, Failure> {
    let (mut lines, mut seats) = (BTreeSet::new(), BTreeSet::new());
    for act in acts {
        lines.extend(act.line());
        if let Act::Guest { seat, .. } = act {
            seats.insert(*seat);
        }
    }
    let lines: Vec<Uuid> = lines.into_iter().collect();
    let seats = seats.into_iter().map(|seat| SEAT_ELSEWHERE.bind(seat).bind(conference).all::<(Uuid,)>(on));
    let (mut found, seats) =
        tokio::try_join!(lines_elsewhere(on, conference, &lines), async { Ok(try_join_all(seats).await?) })?;
    found.extend(seats.into_iter().flatten().map(|(id,)| id));
    Ok(found)
}

/// The highest number ever given in each list.
pub(super) async fn highest(
    on: Beside<'_>,
    conference: Id<Conference>,
) -> Result<BTreeMap<List, u32>, Failure> {
    let (agreed, task): (Option<i64>, Option<i64>) = HIGHEST.bind(conference).get(on).await?;
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
