//! Tables of the preparation. Notes, names of talkers and own views are sealed.

use super::model::{
    NewTalk, OwnView, OwnWords, Statement, StatementWay, Talk, TalkNote, TalkWay, TalkerName,
};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::participants::Participant;
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// Talks of a conference that were not taken back.
    TALKS = "SELECT t.id, t.participant_id, t.on_day, t.way, t.talker, t.note, t.created, t.staff_id, c.case_id \
        FROM preparation_talk t JOIN conference c ON c.id = t.conference_id WHERE t.conference_id = $1 AND t.undone IS NULL ORDER BY t.on_day, t.id";
    /// Own views of a conference, the last one last.
    VIEWS = "SELECT v.id, v.participant_id, v.on_day, v.words, c.case_id FROM preparation_view v JOIN conference c ON c.id = v.conference_id \
        WHERE v.conference_id = $1 ORDER BY v.on_day, v.created, v.id";
    /// Who took note of confidentiality.
    STATEMENTS_OF = "SELECT participant_id, way, on_day FROM preparation_statement WHERE conference_id = $1";
    /// A talk; the same form with other words keeps the later ones.
    NOTE_TALK = "INSERT INTO preparation_talk (id, conference_id, participant_id, on_day, way, talker, note, created, staff_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET on_day = excluded.on_day, way = excluded.way, talker = excluded.talker, note = excluded.note, created = excluded.created \
        WHERE preparation_talk.participant_id = excluded.participant_id AND preparation_talk.undone IS NULL";
    /// An own view that came with a talk.
    KEEP_VIEW = "INSERT INTO preparation_view (id, conference_id, participant_id, on_day, words, created, staff_id) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (id) DO UPDATE SET on_day = excluded.on_day, words = excluded.words WHERE preparation_view.participant_id = excluded.participant_id";
    /// A talk was noted by mistake.
    TAKE_BACK = "UPDATE preparation_talk SET undone = $3 WHERE id = $1 AND participant_id = $2 AND undone IS NULL";
    /// Somebody took note of confidentiality.
    NOTE_STATEMENT = "INSERT INTO preparation_statement (participant_id, conference_id, way, on_day, created, staff_id) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (participant_id) DO UPDATE SET way = excluded.way, on_day = excluded.on_day \
        WHERE preparation_statement.way <> excluded.way OR preparation_statement.on_day <> excluded.on_day";
    /// Forgets the talks of a destroyed case.
    FORGET_TALKS = "DELETE FROM preparation_talk WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets its views.
    FORGET_VIEWS = "DELETE FROM preparation_view WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets its statements.
    FORGET_STATEMENTS = "DELETE FROM preparation_statement WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct StoredTalk {
        id: Id<Talk>,
        participant: Id<Participant>,
        on: Day,
        way: String,
        talker: Option<Vec<u8>>,
        note: Option<Vec<u8>>,
        created: Moment,
        staff: Option<Id<Staff>>,
        case: Uuid,
    }
}

portable_sql::row! {
    struct StoredView {
        id: Uuid,
        participant: Id<Participant>,
        on: Day,
        words: Vec<u8>,
        case: Uuid,
    }
}

fn unknown() -> Failure {
    Failure::Broken("a stored code of the preparation is unknown".into())
}

fn at(table: &'static str, column: &'static str, row: Uuid) -> Place {
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

/// Talks of a conference that were not taken back, by their days.
pub(super) async fn talks(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Talk>, Failure> {
    let rows: Vec<StoredTalk> = TALKS.bind(conference).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter()
        .map(|row| {
            let cell = |column| at("preparation_talk", column, row.id.uuid());
            let talker = row.talker.map(|sealed| open(&key, cell("talker"), sealed)).transpose()?;
            let note = row.note.map(|sealed| open(&key, cell("note"), sealed)).transpose()?;
            Ok(Talk {
                way: TalkWay::from_code(&row.way).ok_or_else(unknown)?,
                talker: talker.map(TalkerName::new),
                note: note.map(TalkNote::new),
                id: row.id,
                participant: row.participant,
                on: row.on,
                created: row.created,
                staff: row.staff,
            })
        })
        .collect()
}

/// Own views of a conference, the last one last.
pub(super) async fn views(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<OwnView>, Failure> {
    let rows: Vec<StoredView> = VIEWS.bind(conference).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter()
        .map(|row| {
            let words = open(&key, at("preparation_view", "words", row.id), row.words)?;
            Ok(OwnView { participant: row.participant, on: row.on, words: OwnWords::new(words) })
        })
        .collect()
}

/// Who took note of confidentiality.
pub(super) async fn statements(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<Statement>, Failure> {
    let rows: Vec<(Id<Participant>, String, Day)> =
        STATEMENTS_OF.bind(conference).all(lookup.queries()).await?;
    rows.into_iter()
        .map(|(participant, way, on)| {
            Ok(Statement { participant, way: StatementWay::from_code(&way).ok_or_else(unknown)?, on })
        })
        .collect()
}

/// Notes a talk with the own view that came with it; `false` when the identifier belongs to something else.
pub(super) async fn note_talk(
    operation: &mut Operation,
    participant: &Participant,
    talk: &NewTalk,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), participant.case.uuid()).await?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let cell = |column| at("preparation_talk", column, talk.id.uuid());
    let rows = NOTE_TALK
        .bind(talk.id)
        .bind(participant.conference)
        .bind(participant.id)
        .bind(talk.on)
        .bind(talk.way.code())
        .bind(talk.talker.as_ref().map(|fact| close(&key, cell("talker"), fact)).transpose()?)
        .bind(talk.note.as_ref().map(|fact| close(&key, cell("note"), fact)).transpose()?)
        .bind(now)
        .bind(staff)
        .execute(operation.work())
        .await?;
    if let Some(view) = talk.view.as_ref().filter(|_| rows == 1) {
        let sealed = close(&key, at("preparation_view", "words", talk.id.uuid()), view)?;
        let keep = KEEP_VIEW.bind(talk.id.uuid()).bind(participant.conference).bind(participant.id);
        keep.bind(talk.on).bind(sealed).bind(now).bind(staff).execute(operation.work()).await?;
    }
    Ok(rows == 1)
}

/// Takes a talk back; `false` when it was before.
pub(super) async fn take_back(
    operation: &mut Operation,
    participant: Id<Participant>,
    talk: Id<Talk>,
) -> Result<bool, Failure> {
    let now = operation.now();
    Ok(TAKE_BACK.bind(talk).bind(participant).bind(now).execute(operation.work()).await? == 1)
}

/// Somebody took note of confidentiality; `false` when it says so already.
pub(super) async fn note_statement(
    operation: &mut Operation,
    participant: &Participant,
    (way, on): (StatementWay, Day),
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let note = NOTE_STATEMENT.bind(participant.id).bind(participant.conference).bind(way.code()).bind(on);
    Ok(note.bind(now).bind(staff).execute(operation.work()).await? == 1)
}

/// Removes what is known here of a destroyed case.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_TALKS, FORGET_VIEWS, FORGET_STATEMENTS] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
