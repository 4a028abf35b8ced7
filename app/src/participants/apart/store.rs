//! The table of those who must not meet.

use super::rules::{Pair, Side};
use crate::audit::Operation;
use crate::cases::{Child, Person, PersonName};
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Failure, Id, Queries};
use crate::participants::Participant;
use uuid::Uuid;

portable_sql::statements! {
    /// Pairs of a conference that hold, with who sat there when it was said.
    PAIRS = "SELECT k.one_id, a.person_id, a.child_id, a.name, k.other_id, b.person_id, b.child_id, b.name FROM kept_apart k \
        JOIN participant a ON a.id = k.one_id JOIN participant b ON b.id = k.other_id \
        WHERE k.conference_id = $1 AND k.ended IS NULL ORDER BY k.made, k.one_id, k.other_id";
    /// Says that two must not meet; said again it holds again.
    KEEP = "INSERT INTO kept_apart (conference_id, one_id, other_id, made, made_by) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (conference_id, one_id, other_id) DO UPDATE SET made = excluded.made, made_by = excluded.made_by, ended = NULL, ended_by = NULL";
    /// Says that it does not hold any more.
    END = "UPDATE kept_apart SET ended = $4, ended_by = $5 WHERE conference_id = $1 AND one_id = $2 AND other_id = $3 AND ended IS NULL";
    /// Forgets the pairs of a destroyed case.
    FORGET = "DELETE FROM kept_apart WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        one: Id<Participant>,
        one_person: Option<Id<Person>>,
        one_child: Option<Id<Child>>,
        one_name: PersonName,
        other: Id<Participant>,
        other_person: Option<Id<Person>>,
        other_child: Option<Id<Child>>,
        other_name: PersonName,
    }
}

/// Pairs that hold.
pub(in crate::participants) async fn pairs(
    queries: &Queries,
    conference: Id<Conference>,
) -> Result<Vec<Pair>, Failure> {
    let rows: Vec<Stored> = PAIRS.bind(conference).all(queries).await?;
    Ok(rows
        .into_iter()
        .map(|row| Pair {
            one: Side { seat: row.one, person: row.one_person, child: row.one_child, name: row.one_name },
            other: Side {
                seat: row.other,
                person: row.other_person,
                child: row.other_child,
                name: row.other_name,
            },
        })
        .collect())
}

/// Says that two must not meet. They are kept in one order, whichever was named first.
pub(super) async fn keep(
    operation: &mut Operation,
    conference: Id<Conference>,
    (one, other): (Id<Participant>, Id<Participant>),
    by: Id<Staff>,
) -> Result<(), Failure> {
    let (one, other) = if one.uuid() <= other.uuid() { (one, other) } else { (other, one) };
    let now = operation.now();
    KEEP.bind(conference).bind(one).bind(other).bind(now).bind(by).execute(operation.work()).await?;
    Ok(())
}

/// Says that a pair does not hold any more; whether it held until now.
pub(super) async fn end(
    operation: &mut Operation,
    conference: Id<Conference>,
    (one, other): (Id<Participant>, Id<Participant>),
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let ended = END.bind(conference).bind(one).bind(other).bind(now).bind(by);
    Ok(ended.execute(operation.work()).await? > 0)
}

/// Forgets the pairs of a destroyed case.
pub(in crate::participants) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
