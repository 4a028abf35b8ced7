//! Tables of cases.

pub(super) mod children;
pub(super) mod handovers;
pub(super) mod looks;
pub(super) mod mailboxes;
pub(super) mod openings;
pub(super) mod people;
pub(super) mod protected;
pub(super) mod search;

use super::CaseFile;
use super::model::{BirthDay, CaseTitle, FamilyName, FileMark, GivenName, NewCase, SafetyNote};
use crate::access::{Lookup, Record, Root, Tie, Ties};
use crate::audit::{About, Operation};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries, Transaction};
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// A case by its id.
    FIND = "SELECT id, office_id, coordinator_id, title, file_mark, safety_concern, safety_note, closed IS NOT NULL, version \
        FROM case_file WHERE id = $1 AND destroyed IS NULL";
    /// A new case.
    ADD = "INSERT INTO case_file (id, office_id, coordinator_id, title, sort_key, folded, file_mark, safety_concern, created, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (id) DO NOTHING";
    /// How a case that a coordinator opened is called.
    CALLED = "SELECT title, file_mark FROM case_file WHERE id = $1 AND coordinator_id = $2 AND destroyed IS NULL";
    /// Its children as they were typed.
    CHILDREN_TYPED = "SELECT given, family, born, file_mark, registered_on FROM child WHERE case_id = $1 AND removed IS NULL ORDER BY created, id";
    /// Its people as they were typed.
    PEOPLE_TYPED = "SELECT given, family, reader FROM person WHERE case_id = $1 AND removed IS NULL ORDER BY created, id";
    /// Changes the title and the file mark.
    CHANGE = "UPDATE case_file SET title = $3, sort_key = $4, folded = $5, file_mark = $6, version = version + 1 \
        WHERE id = $1 AND version = $2 AND destroyed IS NULL";
    /// Records or lifts a safety concern.
    SET_SAFETY = "UPDATE case_file SET safety_concern = $3, safety_note = $4, version = version + 1 \
        WHERE id = $1 AND version = $2 AND destroyed IS NULL";
    /// Closes or opens.
    SET_CLOSED = "UPDATE case_file SET closed = $3, version = version + 1 WHERE id = $1 AND version = $2 AND destroyed IS NULL";
    /// Another coordinator.
    SET_COORDINATOR = "UPDATE case_file SET coordinator_id = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND destroyed IS NULL";
    /// Leaves an empty row of a destroyed case.
    EMPTY = "UPDATE case_file SET title = '', sort_key = $2, folded = '', file_mark = '', safety_concern = $3, safety_note = NULL, \
        closed = $4, destroyed = $4, version = version + 1 WHERE id = $1";
    /// Open cases a person works on today, own or by cover.
    OF_WORKER = "SELECT c.id, c.office_id, c.coordinator_id, c.title, c.file_mark, c.safety_concern, c.closed IS NOT NULL, c.version \
        FROM case_file c WHERE c.office_id = $2 AND (c.closed IS NULL) = $6 AND c.destroyed IS NULL \
        AND (EXISTS (SELECT 1 FROM tie t WHERE t.case_id = c.id AND t.staff_id = $1 AND (t.until_day >= $3 OR t.until_day IS NULL)) \
        OR EXISTS (SELECT 1 FROM tie t JOIN cover v ON v.absent_id = t.staff_id WHERE t.case_id = c.id AND v.deputy_id = $1 AND v.from_day <= $3 AND v.to_day >= $3 AND v.ended IS NULL)) \
        ORDER BY c.sort_key, c.id LIMIT $4 OFFSET $5";
    /// A case of an office as lists show it.
    IN_LIST = "SELECT id, office_id, coordinator_id, title, file_mark, safety_concern, closed IS NOT NULL, version \
        FROM case_file WHERE id = $1 AND office_id = $2 AND destroyed IS NULL";
    /// All cases of an office.
    OF_OFFICE = "SELECT c.id, c.office_id, c.coordinator_id, c.title, c.file_mark, c.safety_concern, c.closed IS NOT NULL, c.version \
        FROM case_file c WHERE c.office_id = $1 AND (c.closed IS NULL) = $4 AND c.destroyed IS NULL \
        ORDER BY c.sort_key, c.id LIMIT $2 OFFSET $3";
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

portable_sql::row! {
    /// A case in a list: without its sealed note.
    struct StoredInList {
        id: Id<CaseFile>,
        office: Id<Office>,
        coordinator: Id<Staff>,
        title: CaseTitle,
        file_mark: FileMark,
        safety_concern: bool,
        closed: bool,
        version: i64,
    }
}

impl From<StoredInList> for CaseFile {
    fn from(stored: StoredInList) -> Self {
        Self {
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
}

/// Where a safety note is sealed.
fn note_place(id: Id<CaseFile>) -> Place {
    Place { table: "case_file", column: "safety_note", row: id.uuid() }
}

/// Seals a text fact for its column.
fn seal<F: Fact<Inner = String>>(key: &CaseKey, place: Place, fact: &F) -> Result<Vec<u8>, Failure> {
    let sealed =
        key.seal_text(place, facts::for_machine(fact)).map_err(|e| Failure::Sealed(e.to_string()))?;
    Ok(sealed.into_bytes())
}

/// Opens a sealed column.
fn unseal(key: &CaseKey, place: Place, bytes: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(bytes)).map_err(|e| Failure::Sealed(e.to_string()))
}

/// The text of a fact, for sorting and for the columns that searching reads.
fn text_of<F: Fact<Inner = String>>(fact: &F) -> &str {
    facts::for_machine(fact)
}

/// The day of a fact, for sorting.
fn day_of<F: Fact<Inner = Day>>(fact: &F) -> Day {
    *facts::for_machine(fact)
}

/// A stored code, which must be one that the program knows.
fn code_of<C: Choice>(code: &str, column: &'static str) -> Result<C, Failure> {
    C::from_code(code).ok_or_else(|| Failure::Broken(format!("{column} holds an unknown code")))
}

impl Record for CaseFile {
    const PARAM: &'static str = "pripad";
    type Parent = Root;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
        let Some(stored) = stored else { return Ok(None) };
        let safety_note = match stored.safety_note {
            None => None,
            Some(sealed) => {
                let key = lookup.keys().of_case(lookup.queries(), stored.id.uuid()).await?;
                Some(SafetyNote::new(unseal(&key, note_place(stored.id), sealed)?))
            }
        };
        Ok(Some(Self {
            id: stored.id,
            office: stored.office,
            coordinator: stored.coordinator,
            title: stored.title,
            file_mark: stored.file_mark,
            safety_concern: stored.safety_concern,
            safety_note,
            closed: stored.closed,
            version: stored.version,
        }))
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

/// A case by its id; nothing when it does not exist or was destroyed.
///
/// # Errors
/// Database errors, a key that cannot be opened.
pub async fn find_case(lookup: Lookup<'_>, id: Id<CaseFile>) -> Result<Option<CaseFile>, Failure> {
    CaseFile::find(lookup, id).await
}

/// Whether the case that a form names is written exactly as the form says: the same form sent twice.
pub(super) async fn is_written(
    operation: &mut Operation,
    coordinator: Id<Staff>,
    new: &NewCase,
) -> Result<bool, Failure> {
    type TypedChild = (GivenName, FamilyName, Option<BirthDay>, FileMark, Option<Day>);
    let called: Option<(CaseTitle, FileMark)> =
        CALLED.bind(new.id).bind(coordinator).one(operation.work()).await?;
    let children: Vec<TypedChild> = CHILDREN_TYPED.bind(new.id).all(operation.work()).await?;
    let people: Vec<(GivenName, FamilyName, String)> =
        PEOPLE_TYPED.bind(new.id).all(operation.work()).await?;
    let typed_children = new.children.iter().map(|child| {
        let words = (child.given.clone(), child.family.clone(), child.born.clone(), child.file_mark.clone());
        (words.0, words.1, words.2, words.3, child.registered_on)
    });
    let typed_people = new.people.iter().map(|person| {
        let input = &person.input;
        (input.given.clone(), input.family.clone(), input.reader.code().to_owned())
    });
    Ok(called == Some((new.title.clone(), new.file_mark.clone()))
        && children == typed_children.collect::<Vec<_>>()
        && people == typed_people.collect::<Vec<_>>())
}

/// Adds a case with its key and its coordinator's tie; `false` when the same form was already sent.
pub(super) async fn add(
    operation: &mut Operation,
    office: Id<Office>,
    coordinator: Id<Staff>,
    new: &NewCase,
) -> Result<bool, Failure> {
    let now = operation.now();
    let title = text_of(&new.title);
    let added = ADD
        .bind(new.id)
        .bind(office)
        .bind(coordinator)
        .bind(&new.title)
        .bind(czech::collation::sort_key(title))
        .bind(czech::folding::fold(title))
        .bind(&new.file_mark)
        .bind(false)
        .bind(now)
        .execute(operation.work())
        .await?;
    if added == 0 {
        return Ok(false);
    }
    let keys = operation.keys();
    keys.create(operation.work(), new.id.uuid(), now).await?;
    name_case(operation.work(), new.id, office, &new.title, &new.file_mark).await?;
    crate::access::store::add_tie(operation.work(), new.id.uuid(), coordinator, Tie::Coordinator, None, now)
        .await?;
    Ok(true)
}

async fn name_case(
    on: &mut Transaction,
    case: Id<CaseFile>,
    office: Id<Office>,
    title: &CaseTitle,
    file_mark: &FileMark,
) -> Result<(), Failure> {
    let subject = search::Subject { office, case, kind: search::Kind::Case, id: case.uuid() };
    let (title, mark) = (text_of(title), text_of(file_mark));
    search::name(on, subject, title, &[title, mark]).await
}

/// Changes title and file mark; `false` when the version is not the current one.
pub(super) async fn change(
    operation: &mut Operation,
    case: &CaseFile,
    title: &CaseTitle,
    file_mark: &FileMark,
) -> Result<bool, Failure> {
    let text = text_of(title);
    let changed = CHANGE
        .bind(case.id)
        .bind(case.version)
        .bind(title)
        .bind(czech::collation::sort_key(text))
        .bind(czech::folding::fold(text))
        .bind(file_mark)
        .execute(operation.work())
        .await?;
    if changed == 1 {
        name_case(operation.work(), case.id, case.office, title, file_mark).await?;
    }
    Ok(changed == 1)
}

/// Records (with words) or lifts a safety concern; `false` when the version is not the current one.
pub(super) async fn set_safety(
    operation: &mut Operation,
    case: Id<CaseFile>,
    version: i64,
    concern: Option<&SafetyNote>,
) -> Result<bool, Failure> {
    let keys = operation.keys();
    let sealed = match concern {
        None => None,
        Some(note) => {
            let key = keys.of_case(operation.work(), case.uuid()).await?;
            Some(seal(&key, note_place(case), note)?)
        }
    };
    let changed = SET_SAFETY
        .bind(case)
        .bind(version)
        .bind(concern.is_some())
        .bind(sealed)
        .execute(operation.work())
        .await?;
    Ok(changed == 1)
}

/// Closes or opens a case; `false` when the version is not the current one.
pub(super) async fn set_closed(
    on: &mut Transaction,
    case: Id<CaseFile>,
    version: i64,
    closed: Option<Moment>,
) -> Result<bool, Failure> {
    Ok(SET_CLOSED.bind(case).bind(version).bind(closed).execute(on).await? == 1)
}

/// Gives a case to another coordinator; `false` when the version is not the current one.
pub(super) async fn set_coordinator(
    operation: &mut Operation,
    case: &CaseFile,
    to: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let on = operation.work();
    if SET_COORDINATOR.bind(case.id).bind(case.version).bind(to).execute(on).await? == 0 {
        return Ok(false);
    }
    let raw = case.id.uuid();
    crate::access::store::remove_tie(on, raw, case.coordinator, Tie::Coordinator).await?;
    crate::access::store::add_tie(on, raw, to, Tie::Coordinator, None, now).await?;
    Ok(true)
}

/// Forgets everything in the case, and leaves its own row empty: the trail still has something to point at.
pub(super) async fn empty(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    let now = operation.now();
    let on = operation.work();
    protected::remove_all(on, case).await?;
    people::remove_all(on, case).await?;
    children::remove_all(on, case).await?;
    search::remove_all(on, case).await?;
    openings::remove_all(on, case).await?;
    handovers::remove_all(on, case).await?;
    EMPTY.bind(case).bind(Vec::new()).bind(false).bind(now).execute(on).await?;
    crate::access::store::forget_leaders(on, case).await?;
    for (staff, tie, _) in crate::access::store::tied(&mut *on, case).await? {
        crate::access::store::remove_tie(on, case, staff, tie).await?;
    }
    Ok(())
}

/// What part of a list is wanted.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Open or closed cases.
    pub open: bool,
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
}

/// Cases of a worker, with the ties that a sieve needs.
pub(super) async fn of_worker(
    queries: &Queries,
    staff: Id<Staff>,
    office: Id<Office>,
    today: Day,
    part: Part,
) -> Result<Vec<(CaseFile, Ties)>, Failure> {
    let rows: Vec<StoredInList> = OF_WORKER
        .bind(staff)
        .bind(office)
        .bind(today)
        .bind(part.limit)
        .bind(part.offset)
        .bind(part.open)
        .all(queries)
        .await?;
    let mut cases = Vec::with_capacity(rows.len());
    for stored in rows {
        let ties = crate::access::store::ties(queries, stored.id.uuid(), staff, today).await?;
        cases.push((CaseFile::from(stored), ties));
    }
    Ok(cases)
}

/// All cases of an office, for its head and its data-protection officer, who need no ties.
pub(super) async fn of_office(
    queries: &Queries,
    office: Id<Office>,
    part: Part,
) -> Result<Vec<(CaseFile, Ties)>, Failure> {
    let rows: Vec<StoredInList> =
        OF_OFFICE.bind(office).bind(part.limit).bind(part.offset).bind(part.open).all(queries).await?;
    Ok(rows.into_iter().map(|stored| (CaseFile::from(stored), Ties::NONE)).collect())
}

/// Cases of an office by their ids, for lists; those of other offices and destroyed ones are left out.
pub(super) async fn of_ids(
    queries: &Queries,
    office: Id<Office>,
    ids: impl Iterator<Item = Id<CaseFile>>,
) -> Result<Vec<CaseFile>, Failure> {
    let mut cases = Vec::new();
    for id in ids {
        let found: Option<StoredInList> = IN_LIST.bind(id).bind(office).one(queries).await?;
        cases.extend(found.map(CaseFile::from));
    }
    Ok(cases)
}
