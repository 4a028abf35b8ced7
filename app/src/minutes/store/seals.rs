//! Seals and addenda: what a code and a day are compared with, and what was added to a sealed record.

use super::{open, seal};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::Child;
use crate::conferences::Conference;
use crate::documents::Document;
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries};
use crate::meeting::{Topic, Words};
use crate::minutes::model::AddendumFacts;
use crate::minutes::rules::code;
use facts::FactGroup;
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// A new seal.
    ADD = "INSERT INTO minutes_seal (id, conference_id, case_id, kind, document_id, content_hash, nonce, code_hash, sealed_on, made, staff_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// The day that belongs to a code.
    DAY_OF = "SELECT sealed_on FROM minutes_seal WHERE code_hash = $1";
    /// A new addendum, if the record is sealed and nobody took its number meanwhile.
    ADD_ADDENDUM = "INSERT INTO minutes_addendum (id, conference_id, case_id, number, body, document_id, made, staff_id, topic, child_id) \
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM conference c WHERE c.id = $11 AND c.sealed IS NOT NULL ON CONFLICT (id) DO NOTHING";
    /// The highest number of an addendum.
    HIGHEST_ADDENDUM = "SELECT MAX(number) FROM minutes_addendum WHERE conference_id = $1";
    /// The document of an addendum that a form has made before.
    ADDENDUM_OF_FORM = "SELECT document_id FROM minutes_addendum WHERE id = $1";
    /// Addenda of a conference.
    ADDENDA = "SELECT id, number, body, document_id, made, topic, child_id FROM minutes_addendum WHERE conference_id = $1 ORDER BY number";
    /// When the newest addendum was made.
    NEWEST = "SELECT made FROM minutes_addendum WHERE conference_id = $1 ORDER BY made DESC LIMIT 1";
    /// Lines with their versions: what a record was made of.
    STAMP_LINES = "SELECT id, version FROM meeting_line WHERE conference_id = $1 ORDER BY id";
    /// Taps that count.
    STAMP_PRESENCE = "SELECT id, noted FROM meeting_presence WHERE conference_id = $1 AND undone IS NULL ORDER BY id";
    /// How far the journal is.
    STAMP_HEAD = "SELECT position FROM meeting_head WHERE conference_id = $1";
    /// The meeting, the conference and the fields.
    STAMP_REST = "SELECT m.version, c.version, COALESCE(r.version, 0) FROM meeting m JOIN conference c ON c.id = m.conference_id \
        LEFT JOIN minutes_record r ON r.conference_id = c.id WHERE m.conference_id = $1";
    /// Signatures.
    STAMP_SIGNATURES = "SELECT seat_id, given FROM minutes_signature WHERE conference_id = $1 ORDER BY seat_id";
    /// What people said to the plan: only added.
    STAMP_STANCES = "SELECT id, given FROM plan_stance WHERE conference_id = $1 ORDER BY id";
    /// Comments with their versions, and the day until which they are welcome.
    STAMP_COMMENTS = "SELECT id, version FROM minutes_comment WHERE conference_id = $1 \
        UNION ALL SELECT conference_id, version FROM minutes_release WHERE conference_id = $2 ORDER BY 1";
    /// Forgets the addenda of a destroyed case.
    FORGET_ADDENDA = "DELETE FROM minutes_addendum WHERE case_id = $1";
    /// Forgets the seals of a destroyed case.
    FORGET = "DELETE FROM minutes_seal WHERE case_id = $1";
}

/// What a sealed paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::minutes) enum Sealed {
    /// The record.
    Record,
    /// An extract.
    Extract,
    /// An addendum.
    Addendum,
}

impl Sealed {
    const fn code(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Extract => "extract",
            Self::Addendum => "addendum",
        }
    }
}

/// A seal to be kept.
#[derive(Clone, Debug)]
pub(in crate::minutes) struct NewSeal {
    pub(in crate::minutes) what: Sealed,
    /// Fingerprint of the content without the seal.
    pub(in crate::minutes) fingerprint: String,
    pub(in crate::minutes) nonce: [u8; 16],
    pub(in crate::minutes) code: String,
    pub(in crate::minutes) on: Day,
}

/// Keeps a seal.
pub(in crate::minutes) async fn add(
    operation: &mut Operation,
    conference: &Conference,
    document: Id<Document>,
    new: &NewSeal,
) -> Result<(), Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    ADD.bind(Id::<NewSeal>::fresh(now))
        .bind(conference.id)
        .bind(conference.case)
        .bind(new.what.code())
        .bind(document)
        .bind(new.fingerprint.as_bytes().to_vec())
        .bind(new.nonce.to_vec())
        .bind(code::kept(&new.code))
        .bind(new.on)
        .bind(now)
        .bind(staff)
        .execute(operation.work())
        .await?;
    Ok(())
}

/// The day that belongs to a code; one look-up, whether there is one or not.
pub(in crate::minutes) async fn day_of(queries: &Queries, typed: &str) -> Result<Option<Day>, Failure> {
    let row: Option<(Day,)> = DAY_OF.bind(code::kept(typed)).one(queries).await?;
    Ok(row.map(|(day,)| day))
}

/// What a record is made of, in versions: equal stamps, equal content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::minutes) struct Stamp {
    lines: Vec<(Uuid, i64)>,
    presence: Vec<(Uuid, Moment)>,
    rest: Option<(i64, i64, i64)>,
    head: Option<(i64,)>,
    signatures: Vec<(Uuid, Moment)>,
    stances: Vec<(Uuid, Moment)>,
    comments: Vec<(Uuid, i64)>,
}

/// The stamp as a reader sees it.
pub(in crate::minutes) async fn stamp(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Stamp, Failure> {
    let queries = lookup.queries();
    Ok(Stamp {
        lines: STAMP_LINES.bind(id).all(queries).await?,
        presence: STAMP_PRESENCE.bind(id).all(queries).await?,
        rest: STAMP_REST.bind(id).one(queries).await?,
        head: STAMP_HEAD.bind(id).one(queries).await?,
        signatures: STAMP_SIGNATURES.bind(id).all(queries).await?,
        stances: STAMP_STANCES.bind(id).all(queries).await?,
        comments: STAMP_COMMENTS.bind(id).bind(id).all(queries).await?,
    })
}

/// The stamp inside an operation: the same reads in the transaction that seals, so that on PostgreSQL too a line and a
/// seal written at once cannot both stand without knowing of each other.
pub(in crate::minutes) async fn stamp_now(
    operation: &mut Operation,
    id: Id<Conference>,
) -> Result<Stamp, Failure> {
    Ok(Stamp {
        lines: STAMP_LINES.bind(id).all(operation.work()).await?,
        presence: STAMP_PRESENCE.bind(id).all(operation.work()).await?,
        rest: STAMP_REST.bind(id).one(operation.work()).await?,
        head: STAMP_HEAD.bind(id).one(operation.work()).await?,
        signatures: STAMP_SIGNATURES.bind(id).all(operation.work()).await?,
        stances: STAMP_STANCES.bind(id).all(operation.work()).await?,
        comments: STAMP_COMMENTS.bind(id).bind(id).all(operation.work()).await?,
    })
}

facts::bare_fact! {
    /// What an addendum says.
    pub AddendumWords: String = CareHistory
}

/// What is to be added to a sealed record, about what and whom.
#[derive(Clone, Debug)]
pub(in crate::minutes) struct Addition {
    pub(in crate::minutes) words: AddendumWords,
    pub(in crate::minutes) topic: Topic,
    /// None: all the children.
    pub(in crate::minutes) child: Option<Id<Child>>,
}

/// Something added to a sealed record.
#[derive(Clone, Debug)]
pub(in crate::minutes) struct Addendum {
    pub(in crate::minutes) number: i64,
    pub(in crate::minutes) words: AddendumWords,
    /// None: it was made before addenda had topics.
    pub(in crate::minutes) topic: Option<Topic>,
    pub(in crate::minutes) child: Option<Id<Child>>,
    pub(in crate::minutes) document: Id<Document>,
    pub(in crate::minutes) made: Moment,
}

/// An addendum under its topic, ready to be cut for somebody; `children` are those of the record. One without a topic is
/// as guarded as its words.
pub(in crate::minutes) fn facts_of(addendum: &Addendum, children: &[Id<Child>]) -> AddendumFacts {
    let topic = addendum.topic.unwrap_or(Topic(FactGroup::CareHistory));
    AddendumFacts {
        number: addendum.number,
        on: addendum.made.day(),
        words: Words::under(topic, facts::for_machine(&addendum.words).clone()),
        subjects: topic.subjects(addendum.child, children.iter().copied()),
    }
}

fn cell(addendum: Uuid) -> Place {
    Place { table: "minutes_addendum", column: "body", row: addendum }
}

/// The number that the next addendum will have.
pub(in crate::minutes) async fn next_number(lookup: Lookup<'_>, id: Id<Conference>) -> Result<i64, Failure> {
    let (highest,): (Option<i64>,) = HIGHEST_ADDENDUM.bind(id).get(lookup.queries()).await?;
    Ok(highest.unwrap_or(0) + 1)
}

/// The document of an addendum that this form has made before.
pub(in crate::minutes) async fn made_by_form(
    lookup: Lookup<'_>,
    form: Uuid,
) -> Result<Option<Id<Document>>, Failure> {
    let row: Option<(Id<Document>,)> = ADDENDUM_OF_FORM.bind(form).one(lookup.queries()).await?;
    Ok(row.map(|(document,)| document))
}

/// Keeps an addendum; `false` when this form made it before, its number was taken, or the record is not sealed.
pub(in crate::minutes) async fn add_addendum(
    operation: &mut Operation,
    form: Uuid,
    conference: &Conference,
    addendum: &Addendum,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let (highest,): (Option<i64>,) = HIGHEST_ADDENDUM.bind(conference.id).get(operation.work()).await?;
    if highest.unwrap_or(0) + 1 != addendum.number {
        return Ok(false);
    }
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let body = seal(&key, cell(form), facts::for_machine(&addendum.words))?;
    let statement = ADD_ADDENDUM.bind(form).bind(conference.id).bind(conference.case).bind(addendum.number);
    let statement = statement.bind(body).bind(addendum.document).bind(now).bind(staff);
    let statement = statement.bind(addendum.topic.map(Choice::code)).bind(addendum.child).bind(conference.id);
    Ok(statement.execute(operation.work()).await? == 1)
}

/// Addenda of a conference, in order.
pub(in crate::minutes) async fn addenda(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Vec<Addendum>, Failure> {
    type Row = (Uuid, i64, Vec<u8>, Id<Document>, Moment, Option<String>, Option<Id<Child>>);
    let rows: Vec<Row> = ADDENDA.bind(conference.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    // A topic that is not known would widen who gets the addendum.
    let unknown = || Failure::Broken("an addendum's topic is unknown".into());
    rows.into_iter()
        .map(|(id, number, body, document, made, topic, child)| {
            let words = AddendumWords::new(open(&key, cell(id), body)?);
            let topic = topic.map(|code| Topic::from_code(&code).ok_or_else(unknown)).transpose()?;
            Ok(Addendum { number, words, topic, child, document, made })
        })
        .collect()
}

/// When the newest addendum was made, if there is one.
pub(in crate::minutes) async fn newest(
    lookup: Lookup<'_>,
    id: Id<Conference>,
) -> Result<Option<Moment>, Failure> {
    let row: Option<(Moment,)> = NEWEST.bind(id).one(lookup.queries()).await?;
    Ok(row.map(|(made,)| made))
}

/// Forgets the seals and addenda of a destroyed case.
pub(in crate::minutes) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_ADDENDA.bind(case).execute(operation.work()).await?;
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
