//! Exceptions, justified facts and looks of a conference.

use super::{seal, unseal};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::{Child, Person, ReaderKind};
use crate::conferences::Conference;
use crate::disclosure::model::{
    AboutWhom, DecisionReason, Exception, ForWhom, Justification, StoredVerdict, TableOccasion,
};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::participants::Participant;
use facts::FactGroup;
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// Exceptions of a conference, in the order in which they were decided.
    EXCEPTIONS = "SELECT id, participant_id, reader, about_child, about_person, fact_group, occasion, verdict, reason, until_day, decided_by, decided, ended \
        FROM disclosure_exception WHERE conference_id = $1 ORDER BY decided, id";
    /// A new exception; a second try with the same id changes nothing.
    ADD_EXCEPTION = "INSERT INTO disclosure_exception (id, conference_id, participant_id, reader, fact_group, occasion, verdict, reason, until_day, decided_by, decided, about_child, about_person) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING";
    /// Takes an exception back.
    END_EXCEPTION = "UPDATE disclosure_exception SET ended = $3, ended_by = $4 WHERE id = $1 AND conference_id = $2 AND ended IS NULL";
    /// Justified facts of a conference, in the order in which they were decided.
    JUSTIFICATIONS = "SELECT id, participant_id, fact_id, reason, decided_by, decided, ended \
        FROM justification WHERE conference_id = $1 ORDER BY decided, id";
    /// A new justification; a second try with the same id changes nothing.
    ADD_JUSTIFICATION = "INSERT INTO justification (id, conference_id, participant_id, fact_id, reason, decided_by, decided) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    /// Takes a justification back.
    END_JUSTIFICATION = "UPDATE justification SET ended = $3, ended_by = $4 WHERE id = $1 AND conference_id = $2 AND ended IS NULL";
    /// What was looked at before it went out.
    LOOKS = "SELECT participant_id, fingerprint FROM look WHERE conference_id = $1";
    /// Somebody looked.
    ADD_LOOK = "INSERT INTO look (conference_id, participant_id, reader, fingerprint, looked_by, looked) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (conference_id, participant_id, fingerprint) DO NOTHING";
    /// Ends the exceptions of a case that another office takes over: its head decides anew.
    END_EXCEPTIONS_OF = "UPDATE disclosure_exception SET ended = $2 WHERE ended IS NULL AND conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Ends the justified facts of a case that another office takes over.
    END_JUSTIFICATIONS_OF = "UPDATE justification SET ended = $2 WHERE ended IS NULL AND conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the exceptions of a destroyed case.
    REMOVE_EXCEPTIONS = "DELETE FROM disclosure_exception WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the justified facts of a destroyed case.
    REMOVE_JUSTIFICATIONS = "DELETE FROM justification WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets the looks of a destroyed case.
    REMOVE_LOOKS = "DELETE FROM look WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct StoredException {
        id: Id<Exception>,
        participant: Option<Id<Participant>>,
        reader: Option<String>,
        child: Option<Id<Child>>,
        person: Option<Id<Person>>,
        group: String,
        occasion: String,
        verdict: String,
        reason: Vec<u8>,
        until: Option<Day>,
        decided_by: Id<Staff>,
        decided: Moment,
        ended: Option<Moment>,
    }
}

portable_sql::row! {
    struct StoredJustification {
        id: Id<Justification>,
        participant: Id<Participant>,
        fact: Uuid,
        reason: Vec<u8>,
        decided_by: Id<Staff>,
        decided: Moment,
        ended: Option<Moment>,
    }
}

fn exception_place(id: Id<Exception>) -> Place {
    Place { table: "disclosure_exception", column: "reason", row: id.uuid() }
}

fn justification_place(id: Id<Justification>) -> Place {
    Place { table: "justification", column: "reason", row: id.uuid() }
}

impl StoredException {
    fn open(self, conference: Id<Conference>, key: &CaseKey) -> Result<Exception, Failure> {
        let unknown = || Failure::Broken("an exception with a code that this program does not know".into());
        let reader = self.reader.as_deref().and_then(ReaderKind::from_code);
        let whom = match (self.participant, reader) {
            (Some(participant), _) => ForWhom::Participant(participant),
            (None, Some(kind)) => ForWhom::Kind(kind),
            (None, None) => return Err(unknown()),
        };
        Ok(Exception {
            id: self.id,
            conference,
            whom,
            about: match (self.child, self.person) {
                (Some(child), _) => AboutWhom::Child(child),
                (None, Some(person)) => AboutWhom::Person(person),
                (None, None) => AboutWhom::Everything,
            },
            group: FactGroup::from_code(&self.group).ok_or_else(unknown)?,
            occasion: TableOccasion::from_code(&self.occasion).ok_or_else(unknown)?,
            verdict: StoredVerdict::from_code(&self.verdict).ok_or_else(unknown)?,
            reason: DecisionReason::new(unseal(key, exception_place(self.id), self.reason)?),
            until: self.until,
            decided_by: self.decided_by,
            decided: self.decided,
            ended: self.ended,
        })
    }
}

/// Exceptions of a conference, in the order in which they were decided. A code that this program does not know is an
/// error: leaving a narrowing exception out would show too much.
pub(in crate::disclosure) async fn exceptions(
    lookup: Lookup<'_>,
    case: Uuid,
    conference: Id<Conference>,
) -> Result<Vec<Exception>, Failure> {
    let rows: Vec<StoredException> = EXCEPTIONS.bind(conference).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter().map(|row| row.open(conference, &key)).collect()
}

/// Adds an exception; `false` when the same form was already sent.
pub(in crate::disclosure) async fn add_exception(
    operation: &mut Operation,
    case: Uuid,
    exception: &Exception,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), case).await?;
    let reason = seal(&key, exception_place(exception.id), &exception.reason)?;
    let (participant, reader) = match exception.whom {
        ForWhom::Participant(id) => (Some(id), None),
        ForWhom::Kind(kind) => (None, Some(kind.code())),
    };
    let (child, person) = match exception.about {
        AboutWhom::Everything => (None, None),
        AboutWhom::Child(id) => (Some(id), None),
        AboutWhom::Person(id) => (None, Some(id)),
    };
    let added = ADD_EXCEPTION
        .bind(exception.id)
        .bind(exception.conference)
        .bind(participant)
        .bind(reader)
        .bind(exception.group.code())
        .bind(exception.occasion.code())
        .bind(exception.verdict.code())
        .bind(reason)
        .bind(exception.until)
        .bind(exception.decided_by)
        .bind(exception.decided)
        .bind(child)
        .bind(person)
        .execute(operation.work())
        .await?;
    Ok(added == 1)
}

/// Takes an exception back; `false` when it is not this conference's or was taken back already.
pub(in crate::disclosure) async fn end_exception(
    operation: &mut Operation,
    conference: Id<Conference>,
    id: Id<Exception>,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let ended = END_EXCEPTION.bind(id).bind(conference).bind(now).bind(by).execute(operation.work()).await?;
    Ok(ended == 1)
}

/// Justified facts of a conference.
pub(in crate::disclosure) async fn justifications(
    lookup: Lookup<'_>,
    case: Uuid,
    conference: Id<Conference>,
) -> Result<Vec<Justification>, Failure> {
    let rows: Vec<StoredJustification> = JUSTIFICATIONS.bind(conference).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Justification {
                id: row.id,
                conference,
                participant: row.participant,
                fact: row.fact,
                reason: DecisionReason::new(unseal(&key, justification_place(row.id), row.reason)?),
                decided_by: row.decided_by,
                decided: row.decided,
                ended: row.ended,
            })
        })
        .collect()
}

/// Adds a justification; `false` when the same form was already sent.
pub(in crate::disclosure) async fn add_justification(
    operation: &mut Operation,
    case: Uuid,
    justification: &Justification,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), case).await?;
    let reason = seal(&key, justification_place(justification.id), &justification.reason)?;
    let added = ADD_JUSTIFICATION
        .bind(justification.id)
        .bind(justification.conference)
        .bind(justification.participant)
        .bind(justification.fact)
        .bind(reason)
        .bind(justification.decided_by)
        .bind(justification.decided)
        .execute(operation.work())
        .await?;
    Ok(added == 1)
}

/// Takes a justification back; `false` when it is not this conference's or was taken back already.
pub(in crate::disclosure) async fn end_justification(
    operation: &mut Operation,
    conference: Id<Conference>,
    id: Id<Justification>,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let ended =
        END_JUSTIFICATION.bind(id).bind(conference).bind(now).bind(by).execute(operation.work()).await?;
    Ok(ended == 1)
}

/// What was looked at before it went out: participants with fingerprints.
pub(in crate::disclosure) async fn looks(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<(Id<Participant>, String)>, Failure> {
    Ok(LOOKS.bind(conference).all(lookup.queries()).await?)
}

/// Somebody looked at what a participant will get.
pub(in crate::disclosure) async fn add_look(
    operation: &mut Operation,
    conference: Id<Conference>,
    (participant, kind, fingerprint): (Id<Participant>, ReaderKind, &str),
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let statement = ADD_LOOK.bind(conference).bind(participant).bind(kind.code()).bind(fingerprint);
    Ok(statement.bind(by).bind(now).execute(operation.work()).await? == 1)
}

/// Ends what the old office decided about a case that another one takes over.
pub(super) async fn end_all(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    let now = operation.now();
    END_EXCEPTIONS_OF.bind(case).bind(now).execute(operation.work()).await?;
    END_JUSTIFICATIONS_OF.bind(case).bind(now).execute(operation.work()).await?;
    Ok(())
}

/// Forgets what was decided about a destroyed case.
pub(super) async fn remove_all(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [&REMOVE_EXCEPTIONS, &REMOVE_JUSTIFICATIONS, &REMOVE_LOOKS] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
