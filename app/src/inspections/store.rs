//! Tables of inspections. What people said and why something was refused is sealed.

use super::model::{
    Asked, Ending, Identified, Inspection, InspectionWish, Made, OtherParts, Part, PartOutcome, Read,
    Refusal, RefusalReason, Signature, UnsignedReason,
};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::{CaseFile, Person};
use crate::documents::Document;
use crate::identity::Office;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::shell::CaseMoved;
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// An inspection by its id.
    FIND = "SELECT id, case_id, office_id, person_id, asked_on, wish, document_id, done_on, whole, made, signature, unsigned, version FROM inspection WHERE id = $1";
    /// The inspection whose record a document is.
    BY_DOCUMENT = "SELECT id, case_id, office_id, person_id, asked_on, wish, document_id, done_on, whole, made, signature, unsigned, version FROM inspection WHERE document_id = $1";
    /// Inspections of a case, the newest first.
    OF_CASE = "SELECT id, case_id, office_id, person_id, asked_on, wish, document_id, done_on, whole, made, signature, unsigned, version FROM inspection WHERE case_id = $1 ORDER BY created DESC, id DESC";
    /// How many inspections of a case there are, and how many wait for their record.
    COUNTS = "SELECT COUNT(*), COUNT(*) - COUNT(document_id) FROM inspection WHERE case_id = $1";
    /// A new request by somebody of the case; the same form sent twice is one.
    ADD = "INSERT INTO inspection (id, case_id, office_id, person_id, asked_on, wish, whole, copies, created, created_by, version) \
        SELECT $1, c.id, c.office_id, p.id, $2, $3, $4, $5, $6, $7, 1 FROM case_file c JOIN person p ON p.case_id = c.id WHERE c.id = $8 AND p.id = $9 \
        ON CONFLICT (id) DO NOTHING";
    /// Moves the version of an open request on.
    TOUCH = "UPDATE inspection SET version = version + 1 WHERE id = $1 AND version = $2 AND document_id IS NULL";
    /// The parts of a request.
    PARTS = "SELECT id, document_id, outcome, reason, ground FROM inspection_part WHERE inspection_id = $1 ORDER BY id";
    /// Forgets the parts of a request, which are chosen anew.
    CLEAR_PARTS = "DELETE FROM inspection_part WHERE inspection_id = $1";
    /// A part.
    ADD_PART = "INSERT INTO inspection_part (id, inspection_id, case_id, document_id, outcome, reason, ground) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The record of a request was made.
    MAKE = "UPDATE inspection SET document_id = $3, done_on = $4, whole = $5, identified = $6, copies = $7, other_parts = $8, reason = $9, ground = $10, made = $11, made_by = $12, version = version + 1 \
        WHERE id = $1 AND version = $2 AND document_id IS NULL";
    /// How a request ended, as it was typed.
    ENDED = "SELECT done_on, identified, copies, other_parts, reason, ground FROM inspection WHERE id = $1 AND document_id IS NOT NULL";
    /// The record was signed, or not.
    SIGN = "UPDATE inspection SET signature = $3, unsigned = $4, version = version + 1 WHERE id = $1 AND version = $2 AND document_id IS NOT NULL AND signature IS NULL";
    /// Forgets the parts of a destroyed case.
    FORGET_PARTS = "DELETE FROM inspection_part WHERE case_id = $1";
    /// Forgets its inspections.
    FORGET = "DELETE FROM inspection WHERE case_id = $1";
    /// Gives the inspections of a case to another office.
    MOVE = "UPDATE inspection SET office_id = $2 WHERE case_id = $1";
}

portable_sql::row! {
    struct Stored {
        id: Id<Inspection>,
        case: Id<CaseFile>,
        office: Id<Office>,
        person: Id<Person>,
        asked_on: Day,
        wish: Option<Vec<u8>>,
        document: Option<Id<Document>>,
        done_on: Option<Day>,
        whole: bool,
        made: Option<Moment>,
        signature: Option<String>,
        unsigned: Option<Vec<u8>>,
        version: i64,
    }
}

portable_sql::row! {
    struct StoredPart {
        id: Uuid,
        document: Id<Document>,
        outcome: String,
        reason: Option<Vec<u8>>,
        ground: Option<String>,
    }
}

fn at(column: &'static str, row: Uuid) -> Place {
    Place { table: "inspection", column, row }
}

fn part_at(row: Uuid) -> Place {
    Place { table: "inspection_part", column: "reason", row }
}

fn open(key: &CaseKey, place: Place, sealed: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(sealed)).map_err(|e| Failure::Sealed(e.to_string()))
}

fn close<F: Fact<Inner = String>>(
    key: &CaseKey,
    place: Place,
    fact: Option<&F>,
) -> Result<Option<Vec<u8>>, Failure> {
    fact.map(|fact| {
        let sealed = key.seal_text(place, facts::for_machine(fact));
        sealed.map(Sealed::into_bytes).map_err(|e| Failure::Sealed(e.to_string()))
    })
    .transpose()
}

impl Stored {
    fn opened(self, key: &CaseKey) -> Result<Inspection, Failure> {
        let row = self.id.uuid();
        let text =
            |column, sealed: Option<Vec<u8>>| sealed.map(|s| open(key, at(column, row), s)).transpose();
        let signature = self.signature.as_deref().and_then(Signature::from_code);
        let unsigned = text("unsigned", self.unsigned)?.map(UnsignedReason::new);
        let record = match (self.document, self.done_on, self.made) {
            (Some(document), Some(on), Some(made)) => {
                Some(Made { document, on, whole: self.whole, at: made, signature, unsigned })
            }
            _ => None,
        };
        Ok(Inspection {
            wish: text("wish", self.wish)?.map(InspectionWish::new),
            id: self.id,
            case: self.case,
            office: self.office,
            person: self.person,
            asked_on: self.asked_on,
            record,
            version: self.version,
        })
    }
}

async fn opened(lookup: Lookup<'_>, stored: Option<Stored>) -> Result<Option<Inspection>, Failure> {
    let Some(stored) = stored else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
    stored.opened(&key).map(Some)
}

impl Record for Inspection {
    const PARAM: &'static str = "nahlizeni";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        opened(lookup, FIND.bind(id).one(lookup.queries()).await?).await
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<CaseFile>> {
        Some(self.case)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case.uuid()), conference: None }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// The inspection whose record a document is.
pub(super) async fn by_document(lookup: Lookup<'_>, id: Id<Document>) -> Result<Option<Inspection>, Failure> {
    opened(lookup, BY_DOCUMENT.bind(id).one(lookup.queries()).await?).await
}

/// Inspections of a case, the newest first.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn of_case(lookup: Lookup<'_>, case: Id<CaseFile>) -> Result<Vec<Inspection>, Failure> {
    let rows: Vec<Stored> = OF_CASE.bind(case).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    rows.into_iter().map(|row| row.opened(&key)).collect()
}

/// How many inspections of a case there are, and how many of them wait for their record.
pub(super) async fn counts(
    queries: &crate::kernel::Queries,
    case: Id<CaseFile>,
) -> Result<(i64, i64), Failure> {
    Ok(COUNTS.bind(case).get(queries).await?)
}

/// What was chosen for a request, in the order in which it was chosen.
pub(super) async fn parts(lookup: Lookup<'_>, inspection: &Inspection) -> Result<Vec<Part>, Failure> {
    let rows: Vec<StoredPart> = PARTS.bind(inspection.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), inspection.case.uuid()).await?;
    let unknown = || Failure::Broken("an outcome of an inspection is unknown".into());
    rows.into_iter()
        .map(|row| {
            let reason = row.reason.map(|sealed| open(&key, part_at(row.id), sealed)).transpose()?;
            Ok(Part {
                document: row.document,
                outcome: PartOutcome::from_code(&row.outcome).ok_or_else(unknown)?,
                refusal: reason
                    .zip(row.ground)
                    .map(|(reason, ground)| Refusal { reason: RefusalReason::new(reason), ground }),
            })
        })
        .collect()
}

/// Writes a request down; `false` when the same form did before.
pub(super) async fn add(
    operation: &mut Operation,
    case: Id<CaseFile>,
    asked: &Asked,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), case.uuid()).await?;
    let wish = close(&key, at("wish", asked.id.uuid()), asked.wish.as_ref())?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let add = ADD.bind(asked.id).bind(asked.on).bind(wish).bind(false).bind(false).bind(now).bind(staff);
    Ok(add.bind(case).bind(asked.person).execute(operation.work()).await? == 1)
}

/// Chooses the parts of a request anew; `false` when somebody changed it meanwhile, or its record is made.
pub(super) async fn choose(
    operation: &mut Operation,
    inspection: &Inspection,
    parts: &[Part],
) -> Result<bool, Failure> {
    if TOUCH.bind(inspection.id).bind(inspection.version).execute(operation.work()).await? != 1 {
        return Ok(false);
    }
    CLEAR_PARTS.bind(inspection.id).execute(operation.work()).await?;
    place_parts(operation, (inspection.id, inspection.case), parts).await?;
    Ok(true)
}

/// Writes the parts of a request.
pub(super) async fn place_parts(
    operation: &mut Operation,
    (inspection, case): (Id<Inspection>, Id<CaseFile>),
    parts: &[Part],
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), case.uuid()).await?;
    for part in parts {
        let id = Id::<Part>::fresh(operation.now()).uuid();
        let reason = close(&key, part_at(id), part.refusal.as_ref().map(|refusal| &refusal.reason))?;
        ADD_PART
            .bind(id)
            .bind(inspection)
            .bind(case)
            .bind(part.document)
            .bind(part.outcome.code())
            .bind(reason)
            .bind(part.refusal.as_ref().map(|refusal| refusal.ground.clone()))
            .execute(operation.work())
            .await?;
    }
    Ok(())
}

/// The record was made; `false` when somebody changed the request meanwhile, or made it before.
pub(super) async fn make(
    operation: &mut Operation,
    inspection: &Inspection,
    ending: &Ending,
    document: Id<Document>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), inspection.case.uuid()).await?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let (read, refusal) = match ending {
        Ending::Read(read) => (Some(read), None),
        Ending::Refused(_, refusal) => (None, Some(refusal)),
    };
    let row = inspection.id.uuid();
    let other: Option<&OtherParts> = read.and_then(|read| read.other.as_ref());
    let make = MAKE
        .bind(inspection.id)
        .bind(inspection.version)
        .bind(document)
        .bind(ending.on())
        .bind(refusal.is_some())
        .bind(read.map(|read| read.identified.code()))
        .bind(read.is_some_and(|read| read.copies))
        .bind(close(&key, at("other_parts", row), other)?)
        .bind(close(&key, at("reason", row), refusal.map(|refusal| &refusal.reason))?)
        .bind(refusal.map(|refusal| refusal.ground.clone()))
        .bind(now)
        .bind(staff);
    Ok(make.execute(operation.work()).await? == 1)
}

/// How a request ended, as it was typed; none while it is open.
pub(super) async fn ending(lookup: Lookup<'_>, inspection: &Inspection) -> Result<Option<Ending>, Failure> {
    type Row = (Day, Option<String>, bool, Option<Vec<u8>>, Option<Vec<u8>>, Option<String>);
    let rows: Vec<Row> = ENDED.bind(inspection.id).all(lookup.queries()).await?;
    let Some((on, identified, copies, other, reason, ground)) = rows.into_iter().next() else {
        return Ok(None);
    };
    let key = lookup.keys().of_case(lookup.queries(), inspection.case.uuid()).await?;
    let row = inspection.id.uuid();
    let text = |column, sealed: Option<Vec<u8>>| {
        sealed.map(|sealed| open(&key, at(column, row), sealed)).transpose()
    };
    let identified = identified.as_deref().and_then(Identified::from_code);
    Ok(match (identified, text("reason", reason)?, ground) {
        (Some(identified), ..) => {
            let other = text("other_parts", other)?.map(OtherParts::new);
            Some(Ending::Read(Read { on, identified, copies, other }))
        }
        (None, Some(reason), Some(ground)) => {
            Some(Ending::Refused(on, Refusal { reason: RefusalReason::new(reason), ground }))
        }
        _ => None,
    })
}

/// The record was signed, or not; `false` when that was written down before.
pub(super) async fn sign(
    operation: &mut Operation,
    inspection: &Inspection,
    signature: Signature,
    why: Option<&UnsignedReason>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), inspection.case.uuid()).await?;
    let why = close(&key, at("unsigned", inspection.id.uuid()), why)?;
    let sign = SIGN.bind(inspection.id).bind(inspection.version).bind(signature.code()).bind(why);
    Ok(sign.execute(operation.work()).await? == 1)
}

/// Removes what is known here of a destroyed case.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_PARTS, FORGET] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}

/// Gives the inspections of a case to the office that takes it over.
pub(super) async fn move_case(operation: &mut Operation, moved: CaseMoved) -> Result<(), Failure> {
    MOVE.bind(moved.case).bind(moved.to).execute(operation.work()).await?;
    Ok(())
}
