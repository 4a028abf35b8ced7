//! Tables of openings: who opened which case, why, until when, and who has seen it.

use super::{seal, text_of, unseal};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::CaseFile;
use crate::cases::model::{CaseTitle, FileMark, Opening, OpeningReason};
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Failure, Id, Moment, Queries, Transaction};
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// An opening by its id.
    FIND_OPENING = "SELECT o.id, o.case_id, o.office_id, o.staff_id, o.reason, o.opened, o.expires, o.ended, o.ended_by, o.barred IS NOT NULL, c.file_mark, c.title, o.version \
        FROM case_opening o JOIN case_file c ON c.id = o.case_id WHERE o.id = $1 AND c.destroyed IS NULL";
    /// Openings of a case, the newest first.
    OPENINGS_OF_CASE = "SELECT o.id, o.case_id, o.office_id, o.staff_id, o.reason, o.opened, o.expires, o.ended, o.ended_by, o.barred IS NOT NULL, c.file_mark, c.title, o.version \
        FROM case_opening o JOIN case_file c ON c.id = o.case_id WHERE o.case_id = $1 AND c.destroyed IS NULL ORDER BY o.opened DESC, o.id LIMIT $2";
    /// Openings in an office, the newest first.
    OPENINGS_OF_OFFICE = "SELECT o.id, o.case_id, o.office_id, o.staff_id, o.reason, o.opened, o.expires, o.ended, o.ended_by, o.barred IS NOT NULL, c.file_mark, c.title, o.version \
        FROM case_opening o JOIN case_file c ON c.id = o.case_id WHERE o.office_id = $1 AND c.destroyed IS NULL ORDER BY o.opened DESC, o.id LIMIT $2";
    /// A person's live openings.
    OPENINGS_LIVE = "SELECT o.id, o.case_id, o.office_id, o.staff_id, o.reason, o.opened, o.expires, o.ended, o.ended_by, o.barred IS NOT NULL, c.file_mark, c.title, o.version \
        FROM case_opening o JOIN case_file c ON c.id = o.case_id WHERE o.staff_id = $1 AND o.expires > $2 AND o.ended IS NULL AND c.destroyed IS NULL ORDER BY o.expires, o.id";
    /// Cases of an office that are found by just this text.
    BY_MARK = "SELECT DISTINCT c.id, c.file_mark FROM case_name n JOIN case_file c ON c.id = n.case_id \
        WHERE n.office_id = $1 AND n.folded = $2 AND c.destroyed IS NULL LIMIT 20";
    /// Children of an office that are found by just this text.
    BY_CHILDS_MARK = "SELECT h.case_id, h.file_mark FROM case_name n JOIN child h ON h.id = n.subject_id JOIN case_file c ON c.id = h.case_id \
        WHERE n.office_id = $1 AND n.folded = $2 AND h.removed IS NULL AND c.destroyed IS NULL LIMIT 20";
    /// A new opening.
    ADD_OPENING = "INSERT INTO case_opening (id, case_id, office_id, staff_id, reason, opened, expires, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT (id) DO NOTHING";
    /// Whether the head allows a person no further opening of a case.
    BARRED = "SELECT count(*) FROM case_opening WHERE case_id = $1 AND staff_id = $2 AND barred IS NOT NULL";
    /// Ends an opening before its time.
    END_OPENING = "UPDATE case_opening SET ended = $3, ended_by = $4, barred = $5, version = version + 1 \
        WHERE id = $1 AND version = $2 AND ended IS NULL AND expires > $3";
    /// Rules out further ones after an opening that is over.
    BAR = "UPDATE case_opening SET barred = $3, version = version + 1 WHERE id = $1 AND version = $2 AND barred IS NULL";
    /// Allows again.
    ALLOW = "UPDATE case_opening SET barred = NULL, version = version + 1 WHERE case_id = $1 AND staff_id = $2 AND barred IS NOT NULL";
    /// Ends whatever lives in a case that goes to another office.
    END_ALL = "UPDATE case_opening SET ended = $2, version = version + 1 WHERE case_id = $1 AND ended IS NULL AND expires > $2";
    /// Gives the openings of a case to another office.
    MOVE_OPENINGS = "UPDATE case_opening SET office_id = $2 WHERE case_id = $1";
    /// Marks an opening as seen.
    MARK_SEEN = "INSERT INTO case_opening_seen (opening_id, staff_id, seen) VALUES ($1, $2, $3) ON CONFLICT (opening_id, staff_id) DO NOTHING";
    /// Whether somebody has marked it.
    HAS_SEEN = "SELECT count(*) FROM case_opening_seen WHERE opening_id = $1 AND staff_id = $2";
    /// Openings in an office that its head has not marked as seen.
    UNSEEN_BY_HEAD = "SELECT o.id, o.staff_id, o.opened, o.expires, o.ended IS NOT NULL FROM case_opening o WHERE o.office_id = $1 AND o.staff_id <> $2 \
        AND NOT EXISTS (SELECT 1 FROM case_opening_seen s WHERE s.opening_id = o.id AND s.staff_id = $2) ORDER BY o.opened DESC, o.id LIMIT 20";
    /// Openings of the cases that somebody coordinates today, own or by cover, which they have not marked as seen.
    UNSEEN_BY_COORDINATOR = "SELECT o.id, o.staff_id, o.opened, o.expires, o.ended IS NOT NULL FROM tie t JOIN case_opening o ON o.case_id = t.case_id \
        WHERE t.kind = 'coordinator' AND o.office_id = $1 AND o.staff_id <> $2 AND (t.until_day >= $3 OR t.until_day IS NULL) \
        AND (t.staff_id = $2 OR t.staff_id IN (SELECT v.absent_id FROM cover v JOIN staff a ON a.id = v.absent_id \
        WHERE v.deputy_id = $2 AND v.from_day <= $3 AND v.to_day >= $3 AND v.ended IS NULL AND a.office_id = $1)) \
        AND NOT EXISTS (SELECT 1 FROM case_opening_seen s WHERE s.opening_id = o.id AND s.staff_id = $2) ORDER BY o.opened DESC, o.id LIMIT 20";
    /// How many marks that lead nowhere somebody tried since a moment.
    MISSES = "SELECT count(*) FROM audit_event WHERE office_id = $1 AND actor_id = $2 AND code = 'opening.missed' AND moment >= $3";
    /// Forgets who saw the openings of a destroyed case.
    FORGET_SEEN = "DELETE FROM case_opening_seen WHERE opening_id IN (SELECT id FROM case_opening WHERE case_id = $1)";
    /// Forgets the openings of a destroyed case.
    FORGET_OPENINGS = "DELETE FROM case_opening WHERE case_id = $1";
}

portable_sql::row! {
    struct StoredOpening {
        id: Id<Opening>,
        case: Id<CaseFile>,
        office: Id<Office>,
        staff: Id<Staff>,
        reason: Vec<u8>,
        opened: Moment,
        expires: Moment,
        ended: Option<Moment>,
        ended_by: Option<Id<Staff>>,
        barred: bool,
        mark: FileMark,
        title: CaseTitle,
        version: i64,
    }
}

portable_sql::row! {
    /// An opening that somebody is told of and has not marked as seen. It names no case.
    pub struct Unseen {
        pub id: Id<Opening>,
        pub staff: Id<Staff>,
        pub opened: Moment,
        pub expires: Moment,
        pub ended: bool,
    }
}

fn place(id: Id<Opening>) -> Place {
    Place { table: "case_opening", column: "reason", row: id.uuid() }
}

impl From<StoredOpening> for Opening {
    /// As lists show it: the reason stays sealed.
    fn from(stored: StoredOpening) -> Self {
        Self {
            reason: None,
            id: stored.id,
            case: stored.case,
            office: stored.office,
            staff: stored.staff,
            opened: stored.opened,
            expires: stored.expires,
            ended: stored.ended,
            ended_by: stored.ended_by,
            barred: stored.barred,
            mark: stored.mark,
            title: stored.title,
            version: stored.version,
        }
    }
}

impl Record for Opening {
    const PARAM: &'static str = "nahlednuti";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<StoredOpening> = FIND_OPENING.bind(id).one(lookup.queries()).await?;
        let Some(mut stored) = stored else { return Ok(None) };
        let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
        let reason = unseal(&key, place(id), std::mem::take(&mut stored.reason))?;
        Ok(Some(Self { reason: Some(OpeningReason::new(reason)), ..Self::from(stored) }))
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

/// Openings of a case, the newest first.
pub(in crate::cases) async fn of_case(
    queries: &Queries,
    case: Id<CaseFile>,
    limit: i64,
) -> Result<Vec<Opening>, Failure> {
    let rows: Vec<StoredOpening> = OPENINGS_OF_CASE.bind(case).bind(limit).all(queries).await?;
    Ok(rows.into_iter().map(Opening::from).collect())
}

/// Openings in an office, the newest first.
pub(in crate::cases) async fn of_office(
    queries: &Queries,
    office: Id<Office>,
    limit: i64,
) -> Result<Vec<Opening>, Failure> {
    let rows: Vec<StoredOpening> = OPENINGS_OF_OFFICE.bind(office).bind(limit).all(queries).await?;
    Ok(rows.into_iter().map(Opening::from).collect())
}

/// A person's live openings.
pub(in crate::cases) async fn live_of(
    queries: &Queries,
    staff: Id<Staff>,
    now: Moment,
) -> Result<Vec<Opening>, Failure> {
    let rows: Vec<StoredOpening> = OPENINGS_LIVE.bind(staff).bind(now).all(queries).await?;
    Ok(rows.into_iter().map(Opening::from).collect())
}

/// Cases of an office with exactly this file mark, their own or of one of their children; compared without case,
/// diacritics and doubled spaces.
pub(in crate::cases) async fn by_mark(
    on: &mut Transaction,
    office: Id<Office>,
    mark: &str,
) -> Result<Vec<Id<CaseFile>>, Failure> {
    let folded = czech::folding::fold(mark);
    let mut found: Vec<(Id<CaseFile>, FileMark)> = BY_MARK.bind(office).bind(&folded).all(&mut *on).await?;
    found.extend(BY_CHILDS_MARK.bind(office).bind(&folded).all::<(Id<CaseFile>, FileMark)>(on).await?);
    let mut cases: Vec<Id<CaseFile>> = found
        .into_iter()
        .filter(|(_, mark)| czech::folding::fold(text_of(mark)) == folded)
        .map(|(case, _)| case)
        .collect();
    cases.sort_unstable();
    cases.dedup();
    Ok(cases)
}

/// What an opening is made of.
pub(in crate::cases) struct NewOpening<'a> {
    pub id: Id<Opening>,
    pub case: Id<CaseFile>,
    pub office: Id<Office>,
    pub staff: Id<Staff>,
    pub reason: &'a OpeningReason,
    pub expires: Moment,
}

/// Adds an opening; `false` when the same form was already sent.
pub(in crate::cases) async fn add(operation: &mut Operation, new: NewOpening<'_>) -> Result<bool, Failure> {
    let (keys, now) = (operation.keys(), operation.now());
    let key = keys.of_case(operation.work(), new.case.uuid()).await?;
    let sealed = seal(&key, place(new.id), new.reason)?;
    let added = ADD_OPENING
        .bind(new.id)
        .bind(new.case)
        .bind(new.office)
        .bind(new.staff)
        .bind(sealed)
        .bind(now)
        .bind(new.expires)
        .execute(operation.work())
        .await?;
    Ok(added == 1)
}

/// Whether the head allows a person no further opening of a case.
pub(in crate::cases) async fn is_barred(
    on: &mut Transaction,
    case: Id<CaseFile>,
    staff: Id<Staff>,
) -> Result<bool, Failure> {
    let (count,): (i64,) = BARRED.bind(case).bind(staff).get(on).await?;
    Ok(count > 0)
}

/// Ends an opening, and rules out further ones; `false` when it is over already or somebody else was faster.
pub(in crate::cases) async fn end(
    on: &mut Transaction,
    opening: &Opening,
    (by, now): (Id<Staff>, Moment),
    bar: bool,
) -> Result<bool, Failure> {
    let barred = bar.then_some(now);
    let ended = END_OPENING
        .bind(opening.id)
        .bind(opening.version)
        .bind(now)
        .bind(by)
        .bind(barred)
        .execute(&mut *on)
        .await?;
    if ended == 0 && bar {
        return Ok(BAR.bind(opening.id).bind(opening.version).bind(barred).execute(on).await? == 1);
    }
    Ok(ended == 1)
}

/// Allows a person again what was ruled out.
pub(in crate::cases) async fn allow(on: &mut Transaction, opening: &Opening) -> Result<bool, Failure> {
    Ok(ALLOW.bind(opening.case).bind(opening.staff).execute(on).await? > 0)
}

/// Marks an opening as seen; `false` when it was already.
pub(in crate::cases) async fn mark_seen(
    on: &mut Transaction,
    opening: Id<Opening>,
    staff: Id<Staff>,
    now: Moment,
) -> Result<bool, Failure> {
    Ok(MARK_SEEN.bind(opening).bind(staff).bind(now).execute(on).await? == 1)
}

/// Whether somebody has marked an opening as seen.
pub(in crate::cases) async fn has_seen(
    queries: &Queries,
    opening: Id<Opening>,
    staff: Id<Staff>,
) -> Result<bool, Failure> {
    let (count,): (i64,) = HAS_SEEN.bind(opening).bind(staff).get(queries).await?;
    Ok(count > 0)
}

/// Openings in an office that its head has not marked as seen.
pub(in crate::cases) async fn unseen_by_head(
    queries: &Queries,
    office: Id<Office>,
    head: Id<Staff>,
) -> Result<Vec<Unseen>, Failure> {
    Ok(UNSEEN_BY_HEAD.bind(office).bind(head).all(queries).await?)
}

/// Openings of the cases that somebody coordinates today which they have not marked as seen.
pub(in crate::cases) async fn unseen_by_coordinator(
    queries: &Queries,
    office: Id<Office>,
    staff: Id<Staff>,
    today: Day,
) -> Result<Vec<Unseen>, Failure> {
    Ok(UNSEEN_BY_COORDINATOR.bind(office).bind(staff).bind(today).all(queries).await?)
}

/// How many marks that lead nowhere somebody tried since a moment.
pub(in crate::cases) async fn misses(
    on: &mut Transaction,
    office: Id<Office>,
    staff: Id<Staff>,
    since: Moment,
) -> Result<i64, Failure> {
    let (count,): (i64,) = MISSES.bind(office).bind(staff).bind(since).get(on).await?;
    Ok(count)
}

/// Ends what lives, and gives the record of openings to the office that takes the case over.
pub(super) async fn move_all(on: &mut Transaction, case: Uuid, to: Uuid, now: Moment) -> Result<(), Failure> {
    END_ALL.bind(case).bind(now).execute(&mut *on).await?;
    MOVE_OPENINGS.bind(case).bind(to).execute(on).await?;
    Ok(())
}

/// Forgets the openings of a destroyed case; the trail keeps that they were.
pub(super) async fn remove_all(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    FORGET_SEEN.bind(case).execute(&mut *on).await?;
    FORGET_OPENINGS.bind(case).execute(on).await?;
    Ok(())
}
