//! Table of children.

use super::{day_of, search, text_of};
use crate::access::{Lookup, Record, Ties};
use crate::audit::About;
use crate::cases::model::{BirthDay, ChildInput, FamilyName, FileMark, GivenName, PersonName};
use crate::cases::{CaseFile, Child};
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Failure, Id, Moment, Queries, Transaction};
use uuid::Uuid;

portable_sql::statements! {
    /// A child by its id.
    FIND_CHILD = "SELECT h.id, h.case_id, h.office_id, c.closed IS NOT NULL, h.given, h.family, h.born, h.file_mark, h.registered_on, h.plan_due, h.plan_made_on, h.version \
        FROM child h JOIN case_file c ON c.id = h.case_id WHERE h.id = $1 AND h.removed IS NULL";
    /// Children of a case.
    CHILDREN = "SELECT h.id, h.case_id, h.office_id, c.closed IS NOT NULL, h.given, h.family, h.born, h.file_mark, h.registered_on, h.plan_due, h.plan_made_on, h.version \
        FROM child h JOIN case_file c ON c.id = h.case_id WHERE h.case_id = $1 AND h.removed IS NULL ORDER BY h.created, h.id";
    /// A new child.
    ADD_CHILD = "INSERT INTO child (id, case_id, office_id, given, family, born, file_mark, registered_on, plan_due, plan_made_on, created, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) ON CONFLICT (id) DO NOTHING";
    /// Changes a child.
    CHANGE_CHILD = "UPDATE child SET given = $3, family = $4, born = $5, file_mark = $6, registered_on = $7, plan_due = $8, plan_made_on = $9, version = version + 1 \
        WHERE id = $1 AND version = $2 AND removed IS NULL";
    /// Takes a child out of the case.
    REMOVE_CHILD = "UPDATE child SET removed = $3, version = version + 1 WHERE id = $1 AND version = $2 AND removed IS NULL";
    /// Forgets a removed child's relations.
    REMOVE_CHILD_RELATIONS = "DELETE FROM relation WHERE child_id = $1";
    /// Forgets all children of a case.
    REMOVE_CHILDREN = "DELETE FROM child WHERE case_id = $1";
    /// Unmade plans of an office by due day: children of open cases.
    PLANS_OF_OFFICE = "SELECT h.id, h.case_id, h.office_id, c.closed IS NOT NULL, h.given, h.family, h.born, h.file_mark, h.registered_on, h.plan_due, h.plan_made_on, h.version, '', c.coordinator_id \
        FROM child h JOIN case_file c ON c.id = h.case_id WHERE h.office_id = $1 AND h.plan_made_on IS NULL AND h.plan_due IS NOT NULL \
        AND h.removed IS NULL AND c.closed IS NULL ORDER BY h.plan_due, h.id LIMIT $2";
    /// Unmade plans of a worker's cases, own or by cover, by due day.
    PLANS_OF_WORKER = "SELECT h.id, h.case_id, h.office_id, c.closed IS NOT NULL, h.given, h.family, h.born, h.file_mark, h.registered_on, h.plan_due, h.plan_made_on, h.version, w.kind, c.coordinator_id \
        FROM (SELECT t.case_id, t.kind FROM tie t WHERE t.staff_id = $1 AND (t.until_day >= $2 OR t.until_day IS NULL) \
        UNION SELECT t.case_id, t.kind FROM cover v JOIN tie t ON t.staff_id = v.absent_id WHERE v.deputy_id = $1 AND v.from_day <= $2 AND v.to_day >= $2 AND v.ended IS NULL \
        AND (t.until_day >= $2 OR t.until_day IS NULL)) w \
        JOIN child h ON h.case_id = w.case_id JOIN case_file c ON c.id = h.case_id \
        WHERE h.plan_made_on IS NULL AND h.plan_due IS NOT NULL AND h.removed IS NULL AND c.closed IS NULL ORDER BY h.plan_due, h.id LIMIT $3";
}

portable_sql::row! {
    struct StoredChild {
        id: Id<Child>,
        case: Id<CaseFile>,
        office: Id<Office>,
        case_closed: bool,
        given: GivenName,
        family: FamilyName,
        born: Option<BirthDay>,
        file_mark: FileMark,
        registered_on: Option<Day>,
        plan_due: Option<Day>,
        plan_made_on: Option<Day>,
        version: i64,
    }
}

portable_sql::row! {
    struct StoredPlan {
        id: Id<Child>,
        case: Id<CaseFile>,
        office: Id<Office>,
        case_closed: bool,
        given: GivenName,
        family: FamilyName,
        born: Option<BirthDay>,
        file_mark: FileMark,
        registered_on: Option<Day>,
        plan_due: Option<Day>,
        plan_made_on: Option<Day>,
        version: i64,
        tie: String,
        coordinator: Id<Staff>,
    }
}

/// Given and family name together.
fn whole(given: &GivenName, family: &FamilyName) -> PersonName {
    PersonName::new(format!("{} {}", text_of(given), text_of(family)).trim().to_owned())
}

impl From<StoredChild> for Child {
    fn from(stored: StoredChild) -> Self {
        Self {
            id: stored.id,
            case: stored.case,
            office: stored.office,
            case_closed: stored.case_closed,
            name: whole(&stored.given, &stored.family),
            given: stored.given,
            family: stored.family,
            born: stored.born,
            file_mark: stored.file_mark,
            registered_on: stored.registered_on,
            plan_due: stored.plan_due,
            plan_made_on: stored.plan_made_on,
            version: stored.version,
        }
    }
}

impl Record for Child {
    const PARAM: &'static str = "dite";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<StoredChild> = FIND_CHILD.bind(id).one(lookup.queries()).await?;
        Ok(stored.map(Self::from))
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

/// Children of a case, the oldest first, those without a birth date last.
///
/// # Errors
/// Database errors.
pub async fn children(lookup: Lookup<'_>, case: Id<CaseFile>) -> Result<Vec<Child>, Failure> {
    let rows: Vec<StoredChild> = CHILDREN.bind(case).all(lookup.queries()).await?;
    let mut children: Vec<Child> = rows.into_iter().map(Child::from).collect();
    children.sort_by_cached_key(|child| {
        let born = child.born.as_ref().map_or(Day::MAX, day_of);
        (born, czech::collation::sort_key(text_of(&child.name)))
    });
    Ok(children)
}

async fn name_child(
    on: &mut Transaction,
    case: &CaseFile,
    id: Id<Child>,
    input: &ChildInput,
) -> Result<(), Failure> {
    let subject =
        search::Subject { office: case.office, case: case.id, kind: search::Kind::Child, id: id.uuid() };
    let (given, family, mark) = (text_of(&input.given), text_of(&input.family), text_of(&input.file_mark));
    let forth = format!("{given} {family}");
    let back = format!("{family} {given}");
    // The case's own mark already finds the case.
    let mark = if mark == text_of(&case.file_mark) { "" } else { mark };
    search::name(on, subject, forth.trim(), &[forth.trim(), back.trim(), mark]).await
}

/// Adds a child; `false` when the same form was already sent.
pub(in crate::cases) async fn add(
    on: &mut Transaction,
    case: &CaseFile,
    id: Id<Child>,
    input: &ChildInput,
    now: Moment,
) -> Result<bool, Failure> {
    let added = ADD_CHILD
        .bind(id)
        .bind(case.id)
        .bind(case.office)
        .bind(&input.given)
        .bind(&input.family)
        .bind(input.born.as_ref().map(day_of))
        .bind(&input.file_mark)
        .bind(input.registered_on)
        .bind(input.plan_due)
        .bind(input.plan_made_on)
        .bind(now)
        .execute(on)
        .await?;
    if added == 1 {
        name_child(on, case, id, input).await?;
    }
    Ok(added == 1)
}

/// Changes a child; `false` when the version is not the current one.
pub(in crate::cases) async fn change(
    on: &mut Transaction,
    case: &CaseFile,
    id: Id<Child>,
    version: i64,
    input: &ChildInput,
) -> Result<bool, Failure> {
    let changed = CHANGE_CHILD
        .bind(id)
        .bind(version)
        .bind(&input.given)
        .bind(&input.family)
        .bind(input.born.as_ref().map(day_of))
        .bind(&input.file_mark)
        .bind(input.registered_on)
        .bind(input.plan_due)
        .bind(input.plan_made_on)
        .execute(on)
        .await?;
    if changed == 1 {
        name_child(on, case, id, input).await?;
    }
    Ok(changed == 1)
}

/// Takes a child out of the case; `false` when the version is not the current one.
pub(in crate::cases) async fn remove(
    on: &mut Transaction,
    id: Id<Child>,
    version: i64,
    now: Moment,
) -> Result<bool, Failure> {
    if REMOVE_CHILD.bind(id).bind(version).bind(now).execute(&mut *on).await? == 0 {
        return Ok(false);
    }
    REMOVE_CHILD_RELATIONS.bind(id).execute(&mut *on).await?;
    search::forget(on, id.uuid()).await?;
    Ok(true)
}

/// Forgets all children of a destroyed case.
pub(super) async fn remove_all(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    REMOVE_CHILDREN.bind(case).execute(on).await?;
    Ok(())
}

/// A child whose plan is not made yet, with the ties that a sieve needs and the case's coordinator.
pub(in crate::cases) type DuePlan = (Child, Ties, Id<Staff>);

fn due(rows: Vec<StoredPlan>) -> Vec<DuePlan> {
    use crate::access::Tie;
    use crate::kernel::Choice;
    let mut plans: Vec<DuePlan> = Vec::with_capacity(rows.len());
    for row in rows {
        let ties = Tie::from_code(&row.tie).map_or(Ties::NONE, |tie| Ties::NONE.with(tie));
        let child = StoredChild {
            id: row.id,
            case: row.case,
            office: row.office,
            case_closed: row.case_closed,
            given: row.given,
            family: row.family,
            born: row.born,
            file_mark: row.file_mark,
            registered_on: row.registered_on,
            plan_due: row.plan_due,
            plan_made_on: row.plan_made_on,
            version: row.version,
        };
        plans.push((child.into(), ties, row.coordinator));
    }
    plans
}

/// Unmade plans of an office, by due day.
pub(in crate::cases) async fn plans_of_office(
    queries: &Queries,
    office: Id<Office>,
    limit: i64,
) -> Result<Vec<DuePlan>, Failure> {
    Ok(due(PLANS_OF_OFFICE.bind(office).bind(limit).all(queries).await?))
}

/// Unmade plans of a worker's cases, own or by cover, by due day.
pub(in crate::cases) async fn plans_of_worker(
    queries: &Queries,
    staff: Id<Staff>,
    today: Day,
    limit: i64,
) -> Result<Vec<DuePlan>, Failure> {
    Ok(due(PLANS_OF_WORKER.bind(staff).bind(today).bind(limit).all(queries).await?))
}
