//! Tables of documents.

use super::{Document, DocumentFiled, NewDocument};
use crate::access::{Lookup, Record, Root};
use crate::audit::{About, Operation};
use crate::identity::{Office, Staff};
use crate::kernel::{Failure, Id, Moment, Transaction};
use crate::shell::CaseMoved;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// A document by its id.
    FIND = "SELECT id, case_id, office_id, conference_id, kind, title, mime, size, sha256, reader_id, edition, reference_number, filed, version \
        FROM document WHERE id = $1";
    /// Documents of a conference, the newest first.
    OF_CONFERENCE = "SELECT id, case_id, office_id, conference_id, kind, title, mime, size, sha256, reader_id, edition, reference_number, filed, version \
        FROM document WHERE conference_id = $1 ORDER BY filed DESC, id DESC";
    /// Documents of a case, the newest first.
    OF_CASE = "SELECT id, case_id, office_id, conference_id, kind, title, mime, size, sha256, reader_id, edition, reference_number, filed, version \
        FROM document WHERE case_id = $1 ORDER BY filed DESC, id DESC";
    /// The document of a kind that a conference has, the oldest first.
    FILED = "SELECT id FROM document WHERE conference_id = $1 AND kind = $2 ORDER BY filed, id";
    /// The highest edition of a paper of a conference for one reader.
    LAST_EDITION = "SELECT MAX(edition) FROM document WHERE case_id = $1 AND kind = $2 \
        AND (conference_id = $3 OR (conference_id IS NULL AND $4)) AND (reader_id = $5 OR (reader_id IS NULL AND $6))";
    /// A new document; a second try with the same id changes nothing.
    ADD = "INSERT INTO document (id, case_id, office_id, conference_id, kind, title, mime, size, sha256, reader_id, edition, filed, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) ON CONFLICT (id) DO NOTHING";
    /// Its sealed content.
    ADD_CONTENT = "INSERT INTO document_content (document_id, sealed) VALUES ($1, $2)";
    /// The sealed content with the case whose key opens it.
    CONTENT = "SELECT d.case_id, c.sealed FROM document_content c JOIN document d ON d.id = c.document_id WHERE c.document_id = $1";
    /// Enters the reference number.
    NUMBER = "UPDATE document SET reference_number = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// Keeps the number among all that were ever given.
    KEEP_NUMBER = "INSERT INTO document_number (document_id, position, reference_number, staff_id, given) \
        SELECT $1, COUNT(*) + 1, $2, $3, $4 FROM document_number WHERE document_id = $5";
    /// All numbers a document was ever given, in order.
    NUMBERS = "SELECT reference_number, given FROM document_number WHERE document_id = $1 ORDER BY position";
    /// Forgets the contents of a destroyed case.
    FORGET_CONTENTS = "DELETE FROM document_content WHERE document_id IN (SELECT id FROM document WHERE case_id = $1)";
    /// Forgets its numbers.
    FORGET_NUMBERS = "DELETE FROM document_number WHERE document_id IN (SELECT id FROM document WHERE case_id = $1)";
    /// Forgets its documents.
    FORGET = "DELETE FROM document WHERE case_id = $1";
    /// Gives the documents of a case to another office.
    MOVE = "UPDATE document SET office_id = $2 WHERE case_id = $1";
}

portable_sql::row! {
    struct Stored {
        id: Id<Document>,
        case: Uuid,
        office: Id<Office>,
        conference: Option<Uuid>,
        kind: String,
        title: String,
        mime: String,
        size: i64,
        sha256: Vec<u8>,
        reader: Option<Uuid>,
        edition: i64,
        reference_number: Option<String>,
        filed: Moment,
        version: i64,
    }
}

impl From<Stored> for Document {
    fn from(s: Stored) -> Self {
        Self {
            id: s.id,
            case: s.case,
            office: s.office,
            conference: s.conference,
            kind: s.kind,
            title: s.title,
            mime: s.mime,
            size: s.size,
            sha256: s.sha256,
            reader: s.reader,
            edition: s.edition,
            reference_number: s.reference_number,
            filed: s.filed,
            version: s.version,
        }
    }
}

impl Record for Document {
    const PARAM: &'static str = "dokument";
    type Parent = Root;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        find(lookup, id).await
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<Root>> {
        None
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case), conference: self.conference }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

fn content_place(id: Id<Document>) -> Place {
    Place { table: "document_content", column: "sealed", row: id.uuid() }
}

/// Files a paper inside the caller's operation: seals it with the case's key, keeps its hash, counts its edition,
/// notes [`DocumentFiled`]. The office is that of the operation.
///
/// # Errors
/// Database errors; [`Failure::Destroyed`] when the case has no key any more.
pub async fn file(operation: &mut Operation, new: NewDocument) -> Result<Id<Document>, Failure> {
    let now = operation.now();
    let id: Id<Document> = new.id.unwrap_or_else(|| Id::fresh(now));
    let office: Id<Office> = Id::from_uuid(operation.by().office);
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), new.case).await?;
    let sealed = key.seal(content_place(id), &new.bytes).map_err(|e| Failure::Sealed(e.to_string()))?;
    let hash = Sha256::digest(&new.bytes).to_vec();
    let size = i64::try_from(new.bytes.len()).unwrap_or(i64::MAX);
    let (last,): (Option<i64>,) = LAST_EDITION
        .bind(new.case)
        .bind(new.kind)
        .bind(new.conference)
        .bind(new.conference.is_none())
        .bind(new.reader)
        .bind(new.reader.is_none())
        .get(operation.work())
        .await?;
    let edition = last.unwrap_or(0) + 1;
    let added = ADD
        .bind(id)
        .bind(new.case)
        .bind(office)
        .bind(new.conference)
        .bind(new.kind)
        .bind(new.title)
        .bind(new.mime)
        .bind(size)
        .bind(hash)
        .bind(new.reader)
        .bind(edition)
        .bind(now)
        .execute(operation.work())
        .await?;
    // A form sent a second time files nothing.
    if added == 0 {
        return Ok(id);
    }
    ADD_CONTENT.bind(id).bind(sealed).execute(operation.work()).await?;
    let about = About { case: Some(new.case), conference: new.conference };
    operation.note(&DocumentFiled { about, document: id, kind: new.kind, edition }).await?;
    Ok(id)
}

/// A document.
///
/// # Errors
/// Database errors.
pub async fn find(lookup: Lookup<'_>, id: Id<Document>) -> Result<Option<Document>, Failure> {
    let stored: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
    Ok(stored.map(Document::from))
}

/// Documents of a conference, the newest first.
///
/// # Errors
/// Database errors.
pub async fn of_conference(lookup: Lookup<'_>, conference: Uuid) -> Result<Vec<Document>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(conference).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(Document::from).collect())
}

/// The first document of a kind that a conference has, inside an operation: who files a paper that there is only one of
/// asks this first, so that two who file at the same time file one.
///
/// # Errors
/// Database errors.
pub async fn filed(
    operation: &mut Operation,
    conference: Uuid,
    kind: &'static str,
) -> Result<Option<Id<Document>>, Failure> {
    let row: Option<(Id<Document>,)> = FILED.bind(conference).bind(kind).one(operation.work()).await?;
    Ok(row.map(|(id,)| id))
}

/// Documents of a case, the newest first.
///
/// # Errors
/// Database errors.
pub async fn of_case(lookup: Lookup<'_>, case: Uuid) -> Result<Vec<Document>, Failure> {
    let rows: Vec<Stored> = OF_CASE.bind(case).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(Document::from).collect())
}

/// The plain file.
///
/// # Errors
/// Database errors; [`Failure::Destroyed`] and [`Failure::Sealed`] when it cannot be opened.
pub async fn content(lookup: Lookup<'_>, id: Id<Document>) -> Result<Option<Vec<u8>>, Failure> {
    let found: Option<(Uuid, Vec<u8>)> = CONTENT.bind(id).one(lookup.queries()).await?;
    let Some((case, sealed)) = found else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    key.open(content_place(id), &sealed).map(Some).map_err(|e| Failure::Sealed(e.to_string()))
}

/// Enters a number; `false` when somebody else changed the document meanwhile.
pub(super) async fn number(
    operation: &mut Operation,
    id: Id<Document>,
    version: i64,
    number: &str,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor.map(Id::<Staff>::from_uuid));
    let changed = NUMBER.bind(id).bind(version).bind(number).execute(operation.work()).await?;
    if changed == 0 {
        return Ok(false);
    }
    KEEP_NUMBER.bind(id).bind(number).bind(staff).bind(now).bind(id).execute(operation.work()).await?;
    Ok(true)
}

/// All numbers a document was ever given.
pub(super) async fn numbers(lookup: Lookup<'_>, id: Id<Document>) -> Result<Vec<(String, Moment)>, Failure> {
    Ok(NUMBERS.bind(id).all(lookup.queries()).await?)
}

/// Removes everything of a destroyed case.
pub(super) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    let work: &mut Transaction = operation.work();
    FORGET_CONTENTS.bind(case).execute(work).await?;
    FORGET_NUMBERS.bind(case).execute(work).await?;
    FORGET.bind(case).execute(work).await?;
    Ok(())
}

/// Gives the documents of a case to the office that takes the case over; numbers and hashes stay.
///
/// # Errors
/// Database errors.
pub(super) async fn move_case(operation: &mut Operation, moved: CaseMoved) -> Result<(), Failure> {
    MOVE.bind(moved.case).bind(moved.to).execute(operation.work()).await?;
    Ok(())
}
