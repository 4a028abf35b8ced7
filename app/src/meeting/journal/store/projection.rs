//! What entries come to, as the rest of the program reads it: lines, presence, phases, pauses, guests, who took note of
//! confidentiality. Written here and nowhere else.

use super::{Kept, Ledger, moment, of_room};
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::meeting::Topic;
use crate::meeting::journal::acts::{derived, kind_of};
use crate::meeting::store::lines::{cell, sealed_variants};
use crate::meeting::store::{guest_place, seal_text};
use ::journal::{Act, Field, LineState, List, RoomState, fold_room};
use uuid::Uuid;

portable_sql::statements! {
    /// A line as its entries have it. A line of another meeting is never touched.
    WRITE_LINE = "INSERT INTO meeting_line (id, conference_id, phase_id, kind, topic, child_id, words, speaker_id, owner_id, owner_note, deadline, indicator, support, \
        agreed_number, task_number, noted, rank, struck, version, place, happened, staff_id, heads, weight, side, goal_id, told_by_id, plan_b, variants) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29) \
        ON CONFLICT (id) DO UPDATE SET phase_id = excluded.phase_id, kind = excluded.kind, topic = excluded.topic, child_id = excluded.child_id, words = excluded.words, \
        speaker_id = excluded.speaker_id, owner_id = excluded.owner_id, owner_note = excluded.owner_note, deadline = excluded.deadline, indicator = excluded.indicator, \
        support = excluded.support, agreed_number = excluded.agreed_number, task_number = excluded.task_number, noted = excluded.noted, rank = excluded.rank, \
        struck = excluded.struck, version = excluded.version, place = excluded.place, happened = excluded.happened, staff_id = excluded.staff_id, heads = excluded.heads, \
        weight = excluded.weight, side = excluded.side, goal_id = excluded.goal_id, told_by_id = excluded.told_by_id, plan_b = excluded.plan_b, variants = excluded.variants \
        WHERE meeting_line.conference_id = excluded.conference_id";
    /// How much those present agree with a line: a word about all of them together, no entry.
    SET_DEGREE = "UPDATE meeting_line SET degree = $3, version = version + 1 WHERE id = $1 AND conference_id = $2 \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = meeting_line.conference_id AND c.sealed IS NULL)";
    /// Presence is written anew.
    CLEAR_PRESENCE = "DELETE FROM meeting_presence WHERE conference_id = $1";
    /// One step.
    ADD_PRESENCE = "INSERT INTO meeting_presence (id, conference_id, seat_id, step, happened, noted, staff_id, undone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Guests are written anew.
    CLEAR_GUESTS = "DELETE FROM meeting_guest WHERE conference_id = $1";
    /// One guest.
    ADD_GUEST = "INSERT INTO meeting_guest (id, conference_id, name, label, added) VALUES ($1, $2, $3, $4, $5)";
    /// Phases are written anew.
    CLEAR_PHASES = "DELETE FROM meeting_phase_begun WHERE conference_id = $1";
    /// One visit of a phase.
    ADD_PHASE = "INSERT INTO meeting_phase_begun (id, conference_id, phase_id, began) VALUES ($1, $2, $3, $4)";
    /// Pauses are written anew.
    CLEAR_PAUSES = "DELETE FROM meeting_pause WHERE conference_id = $1";
    /// One pause.
    ADD_PAUSE = "INSERT INTO meeting_pause (id, conference_id, kind, began, ended) VALUES ($1, $2, $3, $4, $5)";
    /// Who took note is written anew.
    CLEAR_ACKNOWLEDGED = "DELETE FROM meeting_acknowledged WHERE conference_id = $1";
    /// One who took note.
    ADD_ACKNOWLEDGED = "INSERT INTO meeting_acknowledged (conference_id, seat_id, happened) VALUES ($1, $2, $3)";
    /// Where the talk is, and when all were reminded.
    SET_ROOM = "UPDATE meeting SET current_phase = $2, reminded = $3 WHERE conference_id = $1";
    /// Forgets pauses of a destroyed case.
    FORGET_PAUSES = "DELETE FROM meeting_pause WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets phases.
    FORGET_PHASES = "DELETE FROM meeting_phase_begun WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets presence.
    FORGET_PRESENCE = "DELETE FROM meeting_presence WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets guests.
    FORGET_GUESTS = "DELETE FROM meeting_guest WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets who took note.
    FORGET_ACKNOWLEDGED = "DELETE FROM meeting_acknowledged WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
    /// Forgets lines.
    FORGET_LINES = "DELETE FROM meeting_line WHERE conference_id IN (SELECT conference_id FROM meeting WHERE case_id = $1)";
}

fn id_of(line: &LineState, field: Field) -> Option<Uuid> {
    line.mark(field).and_then(|value| Uuid::try_parse(value).ok())
}

/// The place of a line as the number that old rows have: its first sixteen digits.
fn rank(line: &LineState) -> i64 {
    let digits = line.place.as_ref().and_then(|place| place.as_str().get(..16));
    digits.and_then(|digits| i64::from_str_radix(digits, 16).ok()).unwrap_or(i64::MAX)
}

/// Writes a line down as its entries have it. That it is no line of another meeting, the ledger has asked.
pub(in crate::meeting::journal) async fn write_line(
    operation: &mut Operation,
    ledger: &Ledger,
    line: &LineState,
    kept: &[Kept],
) -> Result<(), Failure> {
    let Some(first) = kept.iter().min_by_key(|one| one.received) else { return Ok(()) };
    let key = &ledger.key;
    let note = |column: &'static str, field: Field| {
        line.mark(field).map(|text| seal_text(key, cell(column, line.id), text)).transpose()
    };
    let begun = kept.iter().find(|one| matches!(one.entry.act, Act::Begin { .. }));
    let kind = kind_of(line);
    let topic = line.mark(Field::Topic).and_then(Topic::from_code).unwrap_or(Topic::usual(kind));
    let number = |list: List| line.numbers.get(&list).copied().map(i64::from);
    let deadline: Option<Day> = line.mark(Field::Due).and_then(|day| day.parse().ok());
    let struck_at = kept.iter().filter(|one| matches!(one.entry.act, Act::Strike { away: true, .. }));
    let struck = struck_at.map(|one| one.received).max().filter(|_| line.struck);
    let happened = line.begun.map_or(first.received, |begun| moment(begun.happened));
    let heads: Vec<String> = line.heads.iter().map(Uuid::to_string).collect();
    WRITE_LINE
        .bind(line.id)
        .bind(ledger.conference)
        .bind(line.phase)
        .bind(kind.code())
        .bind(topic.code())
        .bind(id_of(line, Field::Child))
        .bind(seal_text(key, cell("words", line.id), line.text.as_str())?)
        .bind(id_of(line, Field::Speaker))
        .bind(id_of(line, Field::Owner))
        .bind(note("owner_note", Field::OwnerNote)?)
        .bind(deadline)
        .bind(note("indicator", Field::Indicator)?)
        .bind(note("support", Field::Support)?)
        .bind(number(List::Agreed))
        .bind(number(List::Task))
        .bind(first.received)
        .bind(rank(line))
        .bind(struck)
        .bind(i64::try_from(kept.len()).unwrap_or(i64::MAX))
        .bind(line.place.as_ref().map_or("", |place| place.as_str()))
        .bind(happened)
        .bind(begun.unwrap_or(first).staff)
        .bind(heads.join(" "))
        .bind(line.mark(Field::Weight))
        .bind(line.mark(Field::Side))
        .bind(id_of(line, Field::Goal))
        .bind(id_of(line, Field::ToldBy))
        .bind(note("plan_b", Field::PlanB)?)
        .bind(sealed_variants(key, line, kept)?)
        .later(operation.work())
        .await?;
    Ok(())
}

/// Notes how much those present agree with a line. The line counts as another from now on: a seal that is being made sees
/// it.
pub(in crate::meeting) async fn set_degree(
    operation: &mut Operation,
    conference: Id<Conference>,
    line: Uuid,
    degree: Option<i64>,
) -> Result<(), Failure> {
    SET_DEGREE.bind(line).bind(conference).bind(degree).execute(operation.work()).await?;
    Ok(())
}

/// Writes the room down as its entries have it.
pub(in crate::meeting::journal) async fn write_room(
    operation: &mut Operation,
    ledger: &Ledger,
) -> Result<(), Failure> {
    let kept = of_room(operation, ledger).await?;
    let entries: Vec<_> = kept.iter().map(|one| one.entry.clone()).collect();
    let ended = ledger.run.ended.map(|end| end.timestamp().as_microsecond());
    let room = fold_room(&entries, ended);
    write_presence(operation, ledger, &kept).await?;
    write_guests(operation, ledger, &room, &kept).await?;
    write_course(operation, ledger, &room).await
}

async fn write_presence(operation: &mut Operation, ledger: &Ledger, kept: &[Kept]) -> Result<(), Failure> {
    let undone = |entry: Uuid| {
        kept.iter()
            .find(|one| matches!(one.entry.act, Act::Undo { entry: named, .. } if named == entry))
            .map(|one| one.received)
    };
    CLEAR_PRESENCE.bind(ledger.conference).later(operation.work()).await?;
    for one in kept {
        if let Act::Step { seat, step } = one.entry.act {
            ADD_PRESENCE
                .bind(one.entry.id)
                .bind(ledger.conference)
                .bind(seat)
                .bind(step.code())
                .bind(moment(one.entry.happened))
                .bind(one.received)
                .bind(one.staff)
                .bind(undone(one.entry.id))
                .later(operation.work())
                .await?;
        }
    }
    Ok(())
}

async fn write_guests(
    operation: &mut Operation,
    ledger: &Ledger,
    room: &RoomState,
    kept: &[Kept],
) -> Result<(), Failure> {
    CLEAR_GUESTS.bind(ledger.conference).later(operation.work()).await?;
    for (seat, guest) in &room.guests {
        let named = kept.iter().filter(|one| one.entry.act.subject() == Some(*seat));
        let added: Option<Moment> = named.map(|one| one.received).min();
        ADD_GUEST
            .bind(*seat)
            .bind(ledger.conference)
            .bind(seal_text(&ledger.key, guest_place("name", *seat), guest.name.as_str())?)
            .bind(seal_text(&ledger.key, guest_place("label", *seat), guest.label.as_str())?)
            .bind(added.unwrap_or(ledger.run.started))
            .later(operation.work())
            .await?;
    }
    Ok(())
}

async fn write_course(operation: &mut Operation, ledger: &Ledger, room: &RoomState) -> Result<(), Failure> {
    let conference = ledger.conference;
    let named = |what: &str, number: usize| derived(conference.uuid(), &format!("{what} {number}"));
    CLEAR_PHASES.bind(conference).later(operation.work()).await?;
    for (number, visit) in room.visits.iter().enumerate() {
        ADD_PHASE
            .bind(named("visit", number))
            .bind(conference)
            .bind(visit.phase)
            .bind(moment(visit.from))
            .later(operation.work())
            .await?;
    }
    CLEAR_PAUSES.bind(conference).later(operation.work()).await?;
    for (number, pause) in room.pauses.iter().enumerate() {
        ADD_PAUSE
            .bind(named("pause", number))
            .bind(conference)
            .bind(pause.pause.code())
            .bind(moment(pause.from))
            .bind(pause.until.map(moment))
            .later(operation.work())
            .await?;
    }
    CLEAR_ACKNOWLEDGED.bind(conference).later(operation.work()).await?;
    for (seat, at) in &room.acknowledged {
        ADD_ACKNOWLEDGED.bind(conference).bind(*seat).bind(moment(*at)).later(operation.work()).await?;
    }
    // After the end the last phase stays where lines are still written to.
    let current = room.visits.last().map(|visit| visit.phase);
    SET_ROOM.bind(conference).bind(current).bind(room.reminded.map(moment)).later(operation.work()).await?;
    Ok(())
}

pub(super) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in
        [FORGET_PAUSES, FORGET_PHASES, FORGET_PRESENCE, FORGET_GUESTS, FORGET_ACKNOWLEDGED, FORGET_LINES]
    {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
