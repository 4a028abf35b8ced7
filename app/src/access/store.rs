//! The table of ties.

use super::{Tie, Ties};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment, Transaction};
use portable_sql::Session;
use uuid::Uuid;

portable_sql::statements! {
    /// A person's ties to a case today: own ones, and those of colleagues of the same office they stand in for.
    TIES = "SELECT kind FROM tie WHERE case_id = $1 AND staff_id = $2 AND (until_day >= $3 OR until_day IS NULL) \
        UNION ALL \
        SELECT t.kind FROM tie t JOIN cover c ON c.absent_id = t.staff_id JOIN staff a ON a.id = c.absent_id \
        JOIN staff d ON d.id = c.deputy_id AND d.office_id = a.office_id \
        WHERE t.case_id = $1 AND c.deputy_id = $2 AND c.from_day <= $3 AND c.to_day >= $3 AND c.ended IS NULL \
        AND (t.until_day >= $3 OR t.until_day IS NULL)";
    /// Ties a person to a case.
    ADD_TIE = "INSERT INTO tie (case_id, staff_id, kind, until_day, created) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (case_id, staff_id, kind) DO UPDATE SET until_day = excluded.until_day";
    /// Unties a person.
    REMOVE_TIE = "DELETE FROM tie WHERE case_id = $1 AND staff_id = $2 AND kind = $3";
    /// Everybody tied to a case.
    TIED = "SELECT staff_id, kind, until_day FROM tie WHERE case_id = $1 ORDER BY created, staff_id";
}

/// A person's ties to a case on a day.
///
/// # Errors
/// Database errors.
pub async fn ties<'a>(
    on: impl Into<Session<'a>>,
    case: Uuid,
    staff: Id<Staff>,
    today: Day,
) -> Result<Ties, Failure> {
    let rows: Vec<(String,)> = TIES.bind(case).bind(staff).bind(today).all(on).await?;
    Ok(rows.iter().filter_map(|(code,)| Tie::from_code(code)).collect())
}

/// Ties a person to a case.
///
/// # Errors
/// Database errors.
pub async fn add_tie(
    on: &mut Transaction,
    case: Uuid,
    staff: Id<Staff>,
    tie: Tie,
    until: Option<Day>,
    now: Moment,
) -> Result<(), Failure> {
    ADD_TIE.bind(case).bind(staff).bind(tie.code()).bind(until).bind(now).execute(on).await?;
    Ok(())
}

/// Unties a person.
///
/// # Errors
/// Database errors.
pub async fn remove_tie(on: &mut Transaction, case: Uuid, staff: Id<Staff>, tie: Tie) -> Result<(), Failure> {
    REMOVE_TIE.bind(case).bind(staff).bind(tie.code()).execute(on).await?;
    Ok(())
}

/// Everybody tied to a case: who, how, until when.
///
/// # Errors
/// Database errors.
pub async fn tied<'a>(
    on: impl Into<Session<'a>>,
    case: Uuid,
) -> Result<Vec<(Id<Staff>, Tie, Option<Day>)>, Failure> {
    let rows: Vec<(Id<Staff>, String, Option<Day>)> = TIED.bind(case).all(on).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(staff, code, until)| Some((staff, Tie::from_code(&code)?, until)))
        .collect())
}
