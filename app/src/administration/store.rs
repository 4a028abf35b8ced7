//! What the administration reads and writes besides `identity`.

use super::model::{ChangedUser, CoverRecord};
use crate::access::{Lookup, Record, Root};
use crate::audit::{About, Listed};
use crate::identity::store::{Cover, find_office, find_staff};
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Failure, Id, Queries, Transaction};
use uuid::Uuid;

portable_sql::statements! {
    /// A cover that has not been ended, with its office.
    FIND_COVER = "SELECT c.id, c.absent_id, c.deputy_id, c.from_day, c.to_day, a.office_id FROM cover c JOIN staff a ON a.id = c.absent_id \
        WHERE c.id = $1 AND c.ended IS NULL";
    /// Changes name and contact of an account.
    CHANGE_STAFF = "UPDATE staff SET title_before = $3, given = $4, family = $5, title_after = $6, phone = $7, position = $8, sort_key = $9, \
        version = version + 1 WHERE id = $1 AND version = $2";
    /// An office's newest events of one person; an empty code lists all.
    LIST_BY_PERSON = "SELECT sequence, moment, who, actor_id, code, case_id, conference_id, detail FROM audit_event \
        WHERE office_id = $1 AND actor_id = $2 AND (code = $3 OR $3 = '') ORDER BY sequence DESC LIMIT $4 OFFSET $5";
    /// How many people sign in and administer the installation?
    ADMINISTRATORS = "SELECT count(*) FROM staff_role r JOIN staff s ON s.id = r.staff_id WHERE r.role = 'administrator' AND s.active = $1 AND s.id <> $2";
}

portable_sql::row! {
    struct FoundCover {
        id: Id<Cover>,
        absent: Id<Staff>,
        deputy: Id<Staff>,
        from: Day,
        to: Day,
        office: Id<Office>,
    }
}

impl Record for Staff {
    const PARAM: &'static str = "uzivatel";
    type Parent = Root;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        find_staff(lookup.queries(), id).await
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
        About::default()
    }
    fn version(&self) -> i64 {
        self.version
    }
}

impl Record for Office {
    const PARAM: &'static str = "urad";
    type Parent = Root;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        find_office(lookup.queries(), id).await
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<Root>> {
        None
    }
    fn office(&self) -> Id<Office> {
        self.id
    }
    fn about(&self) -> About {
        About::default()
    }
    fn version(&self) -> i64 {
        self.version
    }
}

impl Record for CoverRecord {
    const PARAM: &'static str = "zastup";
    type Parent = Root;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let found: Option<FoundCover> = FIND_COVER.bind(id).one(lookup.queries()).await?;
        Ok(found.map(|row| Self {
            cover: Cover { id: row.id, absent: row.absent, deputy: row.deputy, from: row.from, to: row.to },
            office: row.office,
        }))
    }
    fn id(&self) -> Id<Self> {
        self.cover.id.cast()
    }
    fn parent(&self) -> Option<Id<Root>> {
        None
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About::default()
    }
    fn version(&self) -> i64 {
        1
    }
}

/// Changes name and contact of an account; `false` when somebody else changed it meanwhile.
pub(super) async fn change_staff(
    on: &mut Transaction,
    id: Id<Staff>,
    version: i64,
    new: &ChangedUser,
) -> Result<bool, Failure> {
    let key = czech::collation::sort_key(&format!("{} {}", new.name.family, new.name.given));
    let changed = CHANGE_STAFF
        .bind(id)
        .bind(version)
        .bind(&new.name.title_before)
        .bind(&new.name.given)
        .bind(&new.name.family)
        .bind(&new.name.title_after)
        .bind(new.phone.clone())
        .bind(new.position.clone())
        .bind(key)
        .execute(on)
        .await?;
    Ok(changed == 1)
}

/// How many other active administrators there are.
pub(super) async fn other_administrators(on: &mut Transaction, but: Id<Staff>) -> Result<i64, Failure> {
    let (count,): (i64,) = ADMINISTRATORS.bind(true).bind(but).get(on).await?;
    Ok(count)
}

/// An office's newest events, of one kind or one person or all.
pub(super) async fn events(
    on: &Queries,
    office: Uuid,
    code: &str,
    person: Option<Uuid>,
    (limit, offset): (i64, i64),
) -> Result<Vec<Listed>, Failure> {
    Ok(match person {
        Some(person) => {
            LIST_BY_PERSON.bind(office).bind(person).bind(code).bind(limit).bind(offset).all(on).await?
        }
        None => crate::audit::list_by_office(on, office, code, limit, offset).await?,
    })
}
