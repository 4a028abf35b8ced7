//! Tables of cases.

use super::CaseFile;
use super::model::{CaseTitle, FileMark, NewCase, SafetyNote};
use crate::access::{Lookup, Record, Root, Tie, Ties};
use crate::audit::{About, Operation};
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Failure, Id, Queries};
use vault::{Place, Sealed};

portable_sql::statements! {
    /// A case by its id.
    FIND = "SELECT id, office_id, coordinator_id, title, file_mark, safety_concern, safety_note, closed IS NOT NULL, version \
        FROM case_file WHERE id = $1";
    /// A new case.
    ADD = "INSERT INTO case_file (id, office_id, coordinator_id, title, folded, file_mark, safety_concern, created, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    /// Open cases a person works on today, own or by cover.
    OF_WORKER = "SELECT c.id, c.office_id, c.coordinator_id, c.title, c.file_mark, c.safety_concern, c.safety_note, c.closed IS NOT NULL, c.version \
        FROM case_file c WHERE c.office_id = $2 AND c.closed IS NULL AND (EXISTS (SELECT 1 FROM tie t WHERE t.case_id = c.id AND t.staff_id = $1 AND (t.until_day >= $3 OR t.until_day IS NULL)) \
        OR EXISTS (SELECT 1 FROM tie t JOIN cover v ON v.absent_id = t.staff_id WHERE t.case_id = c.id AND v.deputy_id = $1 AND v.from_day <= $3 AND v.to_day >= $3 AND v.ended IS NULL)) \
        ORDER BY c.folded, c.id LIMIT $4 OFFSET $5";
}

portable_sql::row! {
    /// A case as stored: what is sealed is still sealed.
    struct Stored {
        id: Id<CaseFile>,
        office: Id<Office>,
        coordinator: Id<Staff>,
        title: CaseTitle,
        file_mark: FileMark,
        safety_concern: bool,
        safety_note: Option<Vec<u8>>,
        closed: bool,
        version: i64,
    }
}

/// Where a safety note is sealed.
fn note_place(id: Id<CaseFile>) -> Place {
    Place { table: "case_file", column: "safety_note", row: id.uuid() }
}

async fn open(stored: Stored, lookup: &Lookup<'_>) -> Result<CaseFile, Failure> {
    let safety_note = match stored.safety_note {
        None => None,
        Some(sealed) => {
            let key = lookup.keys().of_case(lookup.queries(), stored.id.uuid()).await?;
            let text = key
                .open_text(note_place(stored.id), &Sealed::from_bytes(sealed))
                .map_err(|e| Failure::Sealed(e.to_string()))?;
            Some(SafetyNote::new(text))
        }
    };
    Ok(CaseFile {
        id: stored.id,
        office: stored.office,
        coordinator: stored.coordinator,
        title: stored.title,
        file_mark: stored.file_mark,
        safety_concern: stored.safety_concern,
        safety_note,
        closed: stored.closed,
        version: stored.version,
    })
}

impl Record for CaseFile {
    const PARAM: &'static str = "pripad";
    type Parent = Root;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
        match stored {
            Some(stored) => open(stored, &lookup).await.map(Some),
            None => Ok(None),
        }
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
        About { case: Some(self.id.uuid()), conference: None }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

pub(super) async fn add(
    operation: &mut Operation,
    id: Id<CaseFile>,
    office: Id<Office>,
    coordinator: Id<Staff>,
    new: &NewCase,
    folded: &str,
) -> Result<(), Failure> {
    let now = operation.now();
    let keys = operation.keys();
    keys.create(operation.work(), id.uuid(), now).await?;
    ADD.bind(id)
        .bind(office)
        .bind(coordinator)
        .bind(&new.title)
        .bind(folded)
        .bind(&new.file_mark)
        .bind(false)
        .bind(now)
        .execute(operation.work())
        .await?;
    crate::access::store::add_tie(operation.work(), id.uuid(), coordinator, Tie::Coordinator, None, now).await
}

/// Open cases of a worker, with the ties that a sieve needs.
pub(super) async fn of_worker(
    queries: &Queries,
    staff: Id<Staff>,
    office: Id<Office>,
    today: Day,
    limit: i64,
    offset: i64,
) -> Result<Vec<(CaseFile, Ties)>, Failure> {
    let rows: Vec<Stored> =
        OF_WORKER.bind(staff).bind(office).bind(today).bind(limit).bind(offset).all(queries).await?;
    let mut cases = Vec::with_capacity(rows.len());
    for stored in rows {
        let ties = crate::access::store::ties(queries, stored.id.uuid(), staff, today).await?;
        cases.push((listed(stored), ties));
    }
    Ok(cases)
}

/// A case in a list: nothing sealed is opened.
fn listed(stored: Stored) -> CaseFile {
    CaseFile {
        id: stored.id,
        office: stored.office,
        coordinator: stored.coordinator,
        title: stored.title,
        file_mark: stored.file_mark,
        safety_concern: stored.safety_concern,
        safety_note: None,
        closed: stored.closed,
        version: stored.version,
    }
}
