//! The tables of the trail.

use super::{About, By, Entry, Link, Who};
use crate::kernel::{Moment, Queries, SqlError, Transaction};
use portable_sql::Session;
use uuid::Uuid;

portable_sql::statements! {
    /// The end of an office's chain.
    HEAD = "SELECT sequence, hash FROM audit_head WHERE office_id = $1";
    /// Moves the end of a chain, or starts it.
    MOVE_HEAD = "INSERT INTO audit_head (office_id, sequence, hash) VALUES ($1, $2, $3) \
        ON CONFLICT (office_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash";
    /// Appends an event.
    APPEND = "INSERT INTO audit_event (office_id, sequence, moment, who, actor_id, code, case_id, conference_id, detail, hash) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// An office's events in order, from a number on.
    CHAIN = "SELECT sequence, moment, who, actor_id, code, case_id, conference_id, detail, hash FROM audit_event \
        WHERE office_id = $1 AND sequence > $2 ORDER BY sequence LIMIT 1000";
    /// The ends of all chains.
    HEADS = "SELECT office_id, sequence, hash FROM audit_head ORDER BY office_id";
    /// An office's newest events.
    LIST_BY_OFFICE = "SELECT sequence, moment, who, actor_id, code, case_id, conference_id, detail FROM audit_event \
        WHERE office_id = $1 AND (code = $2 OR $2 = '') ORDER BY sequence DESC LIMIT $3 OFFSET $4";
    /// A case's newest events.
    LIST_BY_CASE = "SELECT sequence, moment, who, actor_id, code, case_id, conference_id, detail FROM audit_event \
        WHERE case_id = $1 ORDER BY moment DESC, sequence DESC LIMIT $2 OFFSET $3";
    /// A case's newest events of one kind.
    LIST_OF_CASE = "SELECT sequence, moment, who, actor_id, code, case_id, conference_id, detail FROM audit_event \
        WHERE case_id = $1 AND code = $2 ORDER BY moment DESC, sequence DESC LIMIT $3 OFFSET $4";
    /// Who read a case since a moment, how often, and when last.
    READERS_OF_CASE = "SELECT actor_id, who, count(*), max(moment) FROM audit_event \
        WHERE case_id = $1 AND code = 'case.read' AND moment >= $2 GROUP BY actor_id, who ORDER BY max(moment) DESC";
    /// What outsiders read of a conference: who, what, how often, when last.
    READ_BY_OUTSIDERS = "SELECT actor_id, detail, count(*), max(moment) FROM audit_event \
        WHERE case_id = $1 AND conference_id = $2 AND code = 'case.read' AND who = 'outsider' GROUP BY actor_id, detail ORDER BY max(moment)";
    /// Who saw a case in a list since a moment, how often, and when last: the lists of one office name their cases.
    LISTED_CASE = "SELECT actor_id, who, count(*), max(moment) FROM audit_event \
        WHERE office_id = $1 AND code = 'case.listed' AND moment >= $2 AND moment < $4 AND detail LIKE $3 \
        GROUP BY actor_id, who ORDER BY max(moment) DESC";
}

portable_sql::row! {
    /// An event as listed.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// Number in the office's chain.
        pub sequence: i64,
        /// When.
        pub moment: Moment,
        /// Code of the kind of actor.
        pub who: String,
        /// The actor.
        pub actor: Option<Uuid>,
        /// The event's code.
        pub code: String,
        /// The case.
        pub case: Option<Uuid>,
        /// The conference.
        pub conference: Option<Uuid>,
        /// Fields as JSON.
        pub detail: String,
    }
}

portable_sql::row! {
    /// An event with its hash, for checking the chain.
    pub struct Chained {
        pub sequence: i64,
        pub moment: Moment,
        pub who: String,
        pub actor: Option<Uuid>,
        pub code: String,
        pub case: Option<Uuid>,
        pub conference: Option<Uuid>,
        pub detail: String,
        pub hash: Vec<u8>,
    }
}

impl Chained {
    /// As it was written; `None` when the kind of actor is none that the program writes, so that the row cannot be
    /// as it was written.
    pub fn entry(&self, office: Uuid) -> Option<Entry> {
        Some(Entry {
            by: By { who: Who::from_code(&self.who)?, actor: self.actor, office },
            code: self.code.clone(),
            about: About { case: self.case, conference: self.conference },
            detail: self.detail.clone(),
            moment: self.moment,
        })
    }
}

pub(super) async fn head(on: &mut Transaction, office: Uuid) -> Result<Link, SqlError> {
    let found: Option<(i64, Vec<u8>)> = HEAD.bind(office).one(on).await?;
    Ok(found.map_or_else(Link::start, |(sequence, hash)| Link { sequence, hash }))
}

pub(super) async fn move_head(on: &mut Transaction, office: Uuid, head: &Link) -> Result<(), SqlError> {
    MOVE_HEAD.bind(office).bind(head.sequence).bind(&head.hash).later(on).await
}

pub(super) async fn append(on: &mut Transaction, entry: &Entry, head: &Link) -> Result<(), SqlError> {
    APPEND
        .bind(entry.by.office)
        .bind(head.sequence)
        .bind(entry.moment)
        .bind(entry.by.who.code())
        .bind(entry.by.actor)
        .bind(&entry.code)
        .bind(entry.about.case)
        .bind(entry.about.conference)
        .bind(&entry.detail)
        .bind(&head.hash)
        // Somebody else has written this number meanwhile (another process, or an operation of two offices, which
        // holds the turn of one only): the end of the chain has moved, and everything is run again.
        .again_if_taken()
        .later(on)
        .await
}

pub(super) async fn chain(on: &Queries, office: Uuid, after: i64) -> Result<Vec<Chained>, SqlError> {
    CHAIN.bind(office).bind(after).all(on).await
}

pub(super) async fn heads(on: &Queries) -> Result<Vec<(Uuid, i64, Vec<u8>)>, SqlError> {
    HEADS.statement().all(on).await
}

/// An office's newest events; an empty code lists all.
///
/// # Errors
/// Database errors.
pub async fn list_by_office(
    on: &Queries,
    office: Uuid,
    code: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<Listed>, SqlError> {
    LIST_BY_OFFICE.bind(office).bind(code).bind(limit).bind(offset).all(on).await
}

/// A case's newest events.
///
/// # Errors
/// Database errors.
pub async fn list_by_case(
    on: &Queries,
    case: Uuid,
    limit: i64,
    offset: i64,
) -> Result<Vec<Listed>, SqlError> {
    LIST_BY_CASE.bind(case).bind(limit).bind(offset).all(on).await
}

/// What outsiders read of a conference of a case: actor (the invitation), detail of the event, how often, when last.
///
/// # Errors
/// Database errors.
pub async fn read_by_outsiders(
    on: &Queries,
    case: Uuid,
    conference: Uuid,
) -> Result<Vec<(Option<Uuid>, String, i64, Moment)>, SqlError> {
    READ_BY_OUTSIDERS.bind(case).bind(conference).all(on).await
}

/// A case's newest events of one kind.
///
/// # Errors
/// Database errors.
pub async fn list_of_case(
    on: &Queries,
    case: Uuid,
    code: &str,
    (limit, offset): (i64, i64),
) -> Result<Vec<Listed>, SqlError> {
    LIST_OF_CASE.bind(case).bind(code).bind(limit).bind(offset).all(on).await
}

/// Who read a case since a moment: actor, kind of actor, how often, when last.
///
/// # Errors
/// Database errors.
pub async fn readers_of_case<'a>(
    on: impl Into<Session<'a>>,
    case: Uuid,
    since: Moment,
) -> Result<Vec<(Option<Uuid>, String, i64, Moment)>, SqlError> {
    READERS_OF_CASE.bind(case).bind(since).all(on).await
}

/// Who saw a case in a list of its office from a moment until another: actor, kind of actor, how often, when last.
///
/// # Errors
/// Database errors.
pub async fn listed_case<'a>(
    on: impl Into<Session<'a>>,
    office: Uuid,
    case: Uuid,
    (since, until): (Moment, Moment),
) -> Result<Vec<(Option<Uuid>, String, i64, Moment)>, SqlError> {
    LISTED_CASE.bind(office).bind(since).bind(format!("%{case}%")).bind(until).all(on).await
}
