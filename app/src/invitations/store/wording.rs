//! The table of the words for institutions.

use super::code;
use crate::audit::Operation;
use crate::identity::{Office, Staff};
use crate::invitations::wording::{Decided, Wording};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries};

portable_sql::statements! {
    /// What an office decided, the newest first.
    OF_OFFICE = "SELECT wording, valid_from, decided, decided_by FROM invitation_wording WHERE office_id = $1 ORDER BY valid_from DESC, decided DESC, id DESC";
    /// The last decision.
    LAST = "SELECT wording, valid_from FROM invitation_wording WHERE office_id = $1 ORDER BY decided DESC, id DESC LIMIT 1";
    /// A decision.
    DECIDE = "INSERT INTO invitation_wording (id, office_id, wording, valid_from, decided, decided_by) VALUES ($1, $2, $3, $4, $5, $6)";
}

/// All decisions of an office, the newest first.
pub(in crate::invitations) async fn history(
    queries: &Queries,
    office: Id<Office>,
) -> Result<Vec<Decided>, Failure> {
    let rows: Vec<(String, Day, Moment, Id<Staff>)> = OF_OFFICE.bind(office).all(queries).await?;
    rows.into_iter()
        .map(|(wording, from, at, by)| Ok(Decided { wording: code(&wording)?, from, at, by }))
        .collect()
}

/// Keeps a decision, unless it is the last one again.
pub(in crate::invitations) async fn add(
    operation: &mut Operation,
    office: Id<Office>,
    (wording, from): (Wording, Day),
    by: Id<Staff>,
) -> Result<(), Failure> {
    let last: Option<(String, Day)> = LAST.bind(office).one(operation.work()).await?;
    if last.is_some_and(|last| last == (wording.code().to_owned(), from)) {
        return Ok(());
    }
    let now = operation.now();
    let row = DECIDE.bind(Id::<Office>::fresh(now)).bind(office).bind(wording.code()).bind(from);
    row.bind(now).bind(by).execute(operation.work()).await?;
    Ok(())
}
