//! Tables of hand-overs between offices, and the rows of a case that change their office.

use super::{code_of, openings, seal, unseal};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::CaseFile;
use crate::cases::model::{FileMark, Handover, HandoverReason, HandoverState};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Failure, Id, Moment, Queries, Transaction};
use crate::shell::CaseMoved;
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// A hand-over by its id.
    FIND_HANDOVER = "SELECT h.id, h.case_id, h.from_office, h.to_office, h.state, h.file_mark, h.reason, h.answer, h.asked, h.asked_by, h.decided, h.version \
        FROM case_handover h JOIN case_file c ON c.id = h.case_id WHERE h.id = $1 AND c.destroyed IS NULL";
    /// Hand-overs from and to an office, the newest first.
    HANDOVERS_OF_OFFICE = "SELECT h.id, h.case_id, h.from_office, h.to_office, h.state, h.file_mark, h.reason, h.answer, h.asked, h.asked_by, h.decided, h.version \
        FROM case_handover h JOIN case_file c ON c.id = h.case_id WHERE (h.from_office = $1 OR h.to_office = $1) AND c.destroyed IS NULL ORDER BY h.asked DESC, h.id LIMIT $2";
    /// The hand-over of a case that waits.
    WAITING_OF_CASE = "SELECT id FROM case_handover WHERE case_id = $1 AND state = 'asked'";
    /// How many hand-overs wait for an office.
    WAITING_FOR = "SELECT count(*) FROM case_handover WHERE to_office = $1 AND state = 'asked'";
    /// A new hand-over.
    ADD_HANDOVER = "INSERT INTO case_handover (id, case_id, from_office, to_office, state, file_mark, reason, asked, asked_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (id) DO NOTHING";
    /// Decides a hand-over that waits.
    DECIDE = "UPDATE case_handover SET state = $3, answer = $4, decided = $5, decided_by = $6, version = version + 1 \
        WHERE id = $1 AND version = $2 AND state = 'asked'";
    /// Gives a case to an office and its coordinator there.
    MOVE_CASE = "UPDATE case_file SET office_id = $2, coordinator_id = $3, version = version + 1 WHERE id = $1 AND office_id = $4 AND destroyed IS NULL";
    /// Gives the children of a case to an office.
    MOVE_CHILDREN = "UPDATE child SET office_id = $2, version = version + 1 WHERE case_id = $1";
    /// Gives its people.
    MOVE_PEOPLE = "UPDATE person SET office_id = $2, version = version + 1 WHERE case_id = $1";
    /// Gives its protected facts; whom they must not reach stays.
    MOVE_PROTECTED = "UPDATE protected_fact SET office_id = $2, version = version + 1 WHERE case_id = $1";
    /// Gives what it is found by.
    MOVE_NAMES = "UPDATE case_name SET office_id = $2 WHERE case_id = $1";
    /// Forgets the hand-overs of a destroyed case.
    FORGET_HANDOVERS = "DELETE FROM case_handover WHERE case_id = $1";
    /// Offices other than one whose head can sign in: to them a case can be handed over.
    RECEIVING = "SELECT DISTINCT o.id, o.name, o.title FROM office o JOIN staff s ON s.office_id = o.id JOIN staff_role r ON r.staff_id = s.id \
        WHERE r.role = 'office_head' AND s.active = $2 AND o.id <> $1 ORDER BY o.name, o.id";
}

portable_sql::row! {
    struct StoredHandover {
        id: Id<Handover>,
        case: Id<CaseFile>,
        from: Id<Office>,
        to: Id<Office>,
        state: String,
        mark: FileMark,
        reason: Vec<u8>,
        answer: Option<Vec<u8>>,
        asked: Moment,
        asked_by: Id<Staff>,
        decided: Option<Moment>,
        version: i64,
    }
}

fn place(column: &'static str, id: Id<Handover>) -> Place {
    Place { table: "case_handover", column, row: id.uuid() }
}

impl StoredHandover {
    /// Without the words, which stay sealed unless there is a key.
    fn listed(self, key: Option<&CaseKey>) -> Result<Handover, Failure> {
        let words = |column: &'static str, sealed: Vec<u8>| {
            key.map(|key| unseal(key, place(column, self.id), sealed).map(HandoverReason::new)).transpose()
        };
        Ok(Handover {
            reason: words("reason", self.reason)?,
            answer: self.answer.map(|sealed| words("answer", sealed)).transpose()?.flatten(),
            id: self.id,
            case: self.case,
            from: self.from,
            to: self.to,
            state: code_of(&self.state, "case_handover.state")?,
            mark: self.mark,
            asked: self.asked,
            asked_by: self.asked_by,
            decided: self.decided,
            version: self.version,
        })
    }
}

impl Record for Handover {
    const PARAM: &'static str = "postoupeni";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<StoredHandover> = FIND_HANDOVER.bind(id).one(lookup.queries()).await?;
        let Some(stored) = stored else { return Ok(None) };
        let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
        stored.listed(Some(&key)).map(Some)
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<CaseFile>> {
        Some(self.case)
    }
    /// The office that keeps the case: its chain gets the read.
    fn office(&self) -> Id<Office> {
        if self.state == HandoverState::Accepted { self.to } else { self.from }
    }
    fn about(&self) -> About {
        About { case: Some(self.case.uuid()), conference: None }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// Hand-overs from and to an office, the newest first; their words stay sealed.
pub(in crate::cases) async fn of_office(
    queries: &Queries,
    office: Id<Office>,
    limit: i64,
) -> Result<Vec<Handover>, Failure> {
    let rows: Vec<StoredHandover> = HANDOVERS_OF_OFFICE.bind(office).bind(limit).all(queries).await?;
    rows.into_iter().map(|row| row.listed(None)).collect()
}

/// The hand-over of a case that waits for an answer.
pub(in crate::cases) async fn waiting(
    lookup: Lookup<'_>,
    case: Id<CaseFile>,
) -> Result<Option<Id<Handover>>, Failure> {
    let found: Option<(Id<Handover>,)> = WAITING_OF_CASE.bind(case).one(lookup.queries()).await?;
    Ok(found.map(|(id,)| id))
}

/// How many hand-overs wait for an office.
pub(in crate::cases) async fn waiting_for(queries: &Queries, office: Id<Office>) -> Result<i64, Failure> {
    let (count,): (i64,) = WAITING_FOR.bind(office).get(queries).await?;
    Ok(count)
}

/// Offices to which a case can be handed over: identifier, short name, whole name.
pub(in crate::cases) async fn receiving(
    queries: &Queries,
    but: Id<Office>,
) -> Result<Vec<(Id<Office>, String, String)>, Failure> {
    Ok(RECEIVING.bind(but).bind(true).all(queries).await?)
}

/// Asks another office to take a case over; `false` when the same form was already sent or another one waits.
pub(in crate::cases) async fn ask(
    operation: &mut Operation,
    case: &CaseFile,
    id: Id<Handover>,
    (to, by): (Id<Office>, Id<Staff>),
    reason: &HandoverReason,
) -> Result<bool, Failure> {
    let (keys, now) = (operation.keys(), operation.now());
    let key = keys.of_case(operation.work(), case.id.uuid()).await?;
    let sealed = seal(&key, place("reason", id), reason)?;
    let waits: Option<(Id<Handover>,)> = WAITING_OF_CASE.bind(case.id).one(operation.work()).await?;
    if waits.is_some() {
        return Ok(false);
    }
    let added = ADD_HANDOVER
        .bind(id)
        .bind(case.id)
        .bind(case.office)
        .bind(to)
        .bind(HandoverState::Asked.code())
        .bind(&case.file_mark)
        .bind(sealed)
        .bind(now)
        .bind(by)
        .execute(operation.work())
        .await?;
    Ok(added == 1)
}

/// Decides a hand-over that waits; `false` when somebody was faster.
pub(in crate::cases) async fn decide(
    operation: &mut Operation,
    handover: &Handover,
    state: HandoverState,
    answer: Option<&HandoverReason>,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let (keys, now) = (operation.keys(), operation.now());
    let sealed = match answer {
        None => None,
        Some(words) => {
            let key = keys.of_case(operation.work(), handover.case.uuid()).await?;
            Some(seal(&key, place("answer", handover.id), words)?)
        }
    };
    let decided = DECIDE
        .bind(handover.id)
        .bind(handover.version)
        .bind(state.code())
        .bind(sealed)
        .bind(now)
        .bind(by)
        .execute(operation.work())
        .await?;
    Ok(decided == 1)
}

/// Gives a case itself to its new office and coordinator, and unties everybody of the old one; `false` when the old
/// office does not keep it any more.
pub(in crate::cases) async fn move_case(
    operation: &mut Operation,
    handover: &Handover,
    coordinator: Id<Staff>,
) -> Result<bool, Failure> {
    let (now, raw) = (operation.now(), handover.case.uuid());
    let on = operation.work();
    let moved =
        MOVE_CASE.bind(raw).bind(handover.to).bind(coordinator).bind(handover.from).execute(&mut *on).await?;
    if moved == 0 {
        return Ok(false);
    }
    crate::access::store::untie_all(&mut *on, raw).await?;
    let tie = crate::access::Tie::Coordinator;
    crate::access::store::add_tie(on, raw, coordinator, tie, None, now).await?;
    Ok(true)
}

/// Gives what cases keep beside the case itself to its new office: children, people, protected facts, names, openings.
pub(in crate::cases) async fn move_rows(operation: &mut Operation, moved: CaseMoved) -> Result<(), Failure> {
    let now = operation.now();
    let on = operation.work();
    for statement in [MOVE_CHILDREN, MOVE_PEOPLE, MOVE_PROTECTED, MOVE_NAMES] {
        statement.bind(moved.case).bind(moved.to).execute(&mut *on).await?;
    }
    openings::move_all(on, moved.case, moved.to, now).await
}

/// Forgets the hand-overs of a destroyed case.
pub(super) async fn remove_all(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    FORGET_HANDOVERS.bind(case).execute(on).await?;
    Ok(())
}
