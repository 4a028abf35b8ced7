//! Walls: by their token, of a conference.

use super::model::Wall;
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Failure, Id, Moment, Token};
use uuid::Uuid;

portable_sql::statements! {
    /// The wall that a token opens.
    BY_TOKEN = "SELECT id, conference_id, staff_id, made, ended FROM meeting_wall WHERE token_hash = $1";
    /// Walls of a conference that still show it.
    LIVING = "SELECT id, conference_id, staff_id, made, ended FROM meeting_wall WHERE conference_id = $1 AND ended IS NULL \
        ORDER BY made, id";
    /// A new wall.
    ADD = "INSERT INTO meeting_wall (id, conference_id, case_id, staff_id, token_hash, made) VALUES ($1, $2, $3, $4, $5, $6)";
    /// Takes all walls of a conference down.
    END = "UPDATE meeting_wall SET ended = $2 WHERE conference_id = $1 AND ended IS NULL";
    /// Forgets the walls of a destroyed case.
    FORGET = "DELETE FROM meeting_wall WHERE case_id = $1";
}

type Row = (Id<Wall>, Id<Conference>, Id<Staff>, Moment, Option<Moment>);

fn wall((id, conference, made_by, made, ended): Row) -> Wall {
    Wall { id, conference, made_by, made, ended }
}

/// The wall that a token opens, also one that was taken down.
pub(super) async fn by_token(lookup: Lookup<'_>, token: &Token) -> Result<Option<Wall>, Failure> {
    let row: Option<Row> = BY_TOKEN.bind(token.hash()).one(lookup.queries()).await?;
    Ok(row.map(wall))
}

/// Walls of a conference that were not taken down.
pub(in crate::meeting) async fn living(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<Wall>, Failure> {
    let rows: Vec<Row> = LIVING.bind(conference).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(wall).collect())
}

/// A new wall.
pub(super) async fn add(
    operation: &mut Operation,
    conference: &Conference,
    id: Id<Wall>,
    made_by: Id<Staff>,
    token: &Token,
) -> Result<(), Failure> {
    let now = operation.now();
    ADD.bind(id)
        .bind(conference.id)
        .bind(conference.case)
        .bind(made_by)
        .bind(token.hash())
        .bind(now)
        .execute(operation.work())
        .await?;
    Ok(())
}

/// Takes down whatever walls there are; how many there were.
pub(super) async fn end(operation: &mut Operation, conference: Id<Conference>) -> Result<u64, Failure> {
    let now = operation.now();
    Ok(END.bind(conference).bind(now).execute(operation.work()).await?)
}

/// Forgets the walls of a destroyed case.
pub(in crate::meeting) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
