//! Tables of protected facts.

use super::{code_of, seal, unseal};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::model::{ProtectedInput, ProtectedNote, ProtectedValue};
use crate::cases::{CaseFile, Child, Person, ProtectedFact};
use crate::identity::Office;
use crate::kernel::{Choice, Failure, Id, Transaction};
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// A protected fact by its id.
    FIND_PROTECTED = "SELECT f.id, f.case_id, f.office_id, c.closed IS NOT NULL, f.kind, f.about_person_id, f.about_child_id, f.content, f.note, f.outside IS NOT NULL, f.version \
        FROM protected_fact f JOIN case_file c ON c.id = f.case_id WHERE f.id = $1";
    /// Protected facts of a case.
    PROTECTED = "SELECT f.id, f.case_id, f.office_id, c.closed IS NOT NULL, f.kind, f.about_person_id, f.about_child_id, f.content, f.note, f.outside IS NOT NULL, f.version \
        FROM protected_fact f JOIN case_file c ON c.id = f.case_id WHERE f.case_id = $1 ORDER BY f.created, f.id";
    /// How many protected facts a case has.
    COUNT_PROTECTED = "SELECT count(*) FROM protected_fact WHERE case_id = $1";
    /// Whom a fact must not reach.
    FROM_OF_FACT = "SELECT person_id FROM protected_fact_from WHERE fact_id = $1 ORDER BY person_id";
    /// Whom the facts of a case must not reach.
    FROM_OF_CASE = "SELECT r.fact_id, r.person_id FROM protected_fact_from r JOIN protected_fact f ON f.id = r.fact_id \
        WHERE f.case_id = $1 ORDER BY r.fact_id, r.person_id";
    /// A new protected fact.
    ADD_PROTECTED = "INSERT INTO protected_fact (id, case_id, office_id, kind, about_person_id, about_child_id, content, note, created, outside, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1) ON CONFLICT (id) DO NOTHING";
    /// Changes a protected fact.
    CHANGE_PROTECTED = "UPDATE protected_fact SET kind = $3, about_person_id = $4, about_child_id = $5, content = $6, note = $7, outside = $8, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// Adds a person whom a fact must not reach.
    ADD_FROM = "INSERT INTO protected_fact_from (fact_id, person_id) VALUES ($1, $2) ON CONFLICT (fact_id, person_id) DO NOTHING";
    /// Forgets whom a fact must not reach.
    FORGET_FROM = "DELETE FROM protected_fact_from WHERE fact_id = $1";
    /// Forgets a fact.
    REMOVE_PROTECTED = "DELETE FROM protected_fact WHERE id = $1 AND version = $2";
    /// Forgets whom the facts of a case must not reach.
    REMOVE_ALL_FROM = "DELETE FROM protected_fact_from WHERE fact_id IN (SELECT id FROM protected_fact WHERE case_id = $1)";
    /// Forgets all protected facts of a case.
    REMOVE_ALL_PROTECTED = "DELETE FROM protected_fact WHERE case_id = $1";
}

portable_sql::row! {
    struct StoredFact {
        id: Id<ProtectedFact>,
        case: Id<CaseFile>,
        office: Id<Office>,
        case_closed: bool,
        kind: String,
        about_person: Option<Id<Person>>,
        about_child: Option<Id<Child>>,
        content: Vec<u8>,
        note: Option<Vec<u8>>,
        reaches_nobody: bool,
        version: i64,
    }
}

/// The code in the column `outside` of what must reach nobody outside the office.
const NOBODY: &str = "nobody";

fn place(column: &'static str, id: Id<ProtectedFact>) -> Place {
    Place { table: "protected_fact", column, row: id.uuid() }
}

impl StoredFact {
    fn open(self, key: &CaseKey, must_not_reach: Vec<Id<Person>>) -> Result<ProtectedFact, Failure> {
        let note = self.note.map(|note| unseal(key, place("note", self.id), note)).transpose()?;
        Ok(ProtectedFact {
            id: self.id,
            case: self.case,
            office: self.office,
            case_closed: self.case_closed,
            kind: code_of(&self.kind, "protected_fact.kind")?,
            about_person: self.about_person,
            about_child: self.about_child,
            value: ProtectedValue::new(unseal(key, place("content", self.id), self.content)?),
            note: note.map(ProtectedNote::new),
            must_not_reach,
            reaches_nobody: self.reaches_nobody,
            version: self.version,
        })
    }
}

impl Record for ProtectedFact {
    const PARAM: &'static str = "udaj";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<StoredFact> = FIND_PROTECTED.bind(id).one(lookup.queries()).await?;
        let Some(stored) = stored else { return Ok(None) };
        let from: Vec<(Id<Person>,)> = FROM_OF_FACT.bind(id).all(lookup.queries()).await?;
        let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
        stored.open(&key, from.into_iter().map(|(person,)| person).collect()).map(Some)
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

/// Protected facts of a case: what must not reach whom.
///
/// # Errors
/// Database errors, a key that cannot be opened.
pub async fn protected_facts(lookup: Lookup<'_>, case: Id<CaseFile>) -> Result<Vec<ProtectedFact>, Failure> {
    let rows: Vec<StoredFact> = PROTECTED.bind(case).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let from: Vec<(Id<ProtectedFact>, Id<Person>)> = FROM_OF_CASE.bind(case).all(lookup.queries()).await?;
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    rows.into_iter()
        .map(|row| {
            let hidden = from.iter().filter(|(fact, _)| *fact == row.id).map(|(_, person)| *person).collect();
            row.open(&key, hidden)
        })
        .collect()
}

/// How many protected facts a case has: all that a colleague without the right to read them learns.
pub(in crate::cases) async fn count(lookup: Lookup<'_>, case: Id<CaseFile>) -> Result<i64, Failure> {
    let (count,): (i64,) = COUNT_PROTECTED.bind(case).get(lookup.queries()).await?;
    Ok(count)
}

struct SealedContent {
    value: Vec<u8>,
    note: Option<Vec<u8>>,
}

async fn seal_content(
    operation: &mut Operation,
    case: Id<CaseFile>,
    id: Id<ProtectedFact>,
    input: &ProtectedInput,
) -> Result<SealedContent, Failure> {
    let keys = operation.keys();
    let key = keys.of_case(operation.work(), case.uuid()).await?;
    Ok(SealedContent {
        value: seal(&key, place("content", id), &input.value)?,
        note: input.note.as_ref().map(|note| seal(&key, place("note", id), note)).transpose()?,
    })
}

/// Adds a protected fact; `false` when the same form was already sent.
pub(in crate::cases) async fn add(
    operation: &mut Operation,
    case: &CaseFile,
    id: Id<ProtectedFact>,
    input: &ProtectedInput,
) -> Result<bool, Failure> {
    let sealed = seal_content(operation, case.id, id, input).await?;
    let now = operation.now();
    let on = operation.work();
    let added = ADD_PROTECTED
        .bind(id)
        .bind(case.id)
        .bind(case.office)
        .bind(input.kind.code())
        .bind(input.about_person)
        .bind(input.about_child)
        .bind(sealed.value)
        .bind(sealed.note)
        .bind(now)
        .bind(input.reaches_nobody.then_some(NOBODY))
        .execute(&mut *on)
        .await?;
    if added == 1 {
        hide_from(on, id, &input.must_not_reach).await?;
    }
    Ok(added == 1)
}

/// Changes a protected fact; `false` when the version is not the current one.
pub(in crate::cases) async fn change(
    operation: &mut Operation,
    fact: &ProtectedFact,
    input: &ProtectedInput,
) -> Result<bool, Failure> {
    let sealed = seal_content(operation, fact.case, fact.id, input).await?;
    let on = operation.work();
    let changed = CHANGE_PROTECTED
        .bind(fact.id)
        .bind(fact.version)
        .bind(input.kind.code())
        .bind(input.about_person)
        .bind(input.about_child)
        .bind(sealed.value)
        .bind(sealed.note)
        .bind(input.reaches_nobody.then_some(NOBODY))
        .execute(&mut *on)
        .await?;
    if changed == 1 {
        hide_from(on, fact.id, &input.must_not_reach).await?;
    }
    Ok(changed == 1)
}

async fn hide_from(
    on: &mut Transaction,
    fact: Id<ProtectedFact>,
    people: &[Id<Person>],
) -> Result<(), Failure> {
    FORGET_FROM.bind(fact).execute(&mut *on).await?;
    for person in people {
        ADD_FROM.bind(fact).bind(*person).execute(&mut *on).await?;
    }
    Ok(())
}

/// Forgets a protected fact; `false` when the version is not the current one.
pub(in crate::cases) async fn remove(
    on: &mut Transaction,
    id: Id<ProtectedFact>,
    version: i64,
) -> Result<bool, Failure> {
    FORGET_FROM.bind(id).execute(&mut *on).await?;
    Ok(REMOVE_PROTECTED.bind(id).bind(version).execute(on).await? == 1)
}

/// Forgets all protected facts of a destroyed case.
pub(super) async fn remove_all(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    REMOVE_ALL_FROM.bind(case).execute(&mut *on).await?;
    REMOVE_ALL_PROTECTED.bind(case).execute(on).await?;
    Ok(())
}
