//! Lists of conferences: of a case, of a worker, of an office. Places stay sealed.

use super::{OF_CASE, OF_OFFICE, OF_WORKER, Stored};
use crate::access::{self, Record};
use crate::cases::CaseFile;
use crate::conferences::model::{Conference, Listed, State};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Queries};

/// Conferences of a case, newest first, without their places.
///
/// # Errors
/// Database errors.
pub async fn of_case(queries: &Queries, case: Id<CaseFile>) -> Result<Vec<Conference>, Failure> {
    let rows: Vec<Stored> = OF_CASE.bind(case).all(queries).await?;
    rows.into_iter().map(Stored::listed).collect()
}

/// Conferences of the cases somebody is tied to today, with the ties that a sieve needs; without their places.
///
/// # Errors
/// Database errors.
pub async fn of_worker(
    queries: &Queries,
    staff: Id<Staff>,
    today: Day,
    limit: i64,
    offset: i64,
) -> Result<Vec<Listed>, Failure> {
    let rows: Vec<Stored> = OF_WORKER.bind(staff).bind(today).bind(limit).bind(offset).all(queries).await?;
    with_ties(queries, rows, staff, today).await
}

/// Conferences of an office in one state, soonest first, with the ties that a sieve needs; without their places.
///
/// # Errors
/// Database errors.
pub async fn of_office(
    queries: &Queries,
    office: Id<Office>,
    state: State,
    viewer: (Id<Staff>, Day),
    limit: i64,
    offset: i64,
) -> Result<Vec<Listed>, Failure> {
    let rows: Vec<Stored> =
        OF_OFFICE.bind(office).bind(state.code()).bind(limit).bind(offset).all(queries).await?;
    with_ties(queries, rows, viewer.0, viewer.1).await
}

async fn with_ties(
    queries: &Queries,
    rows: Vec<Stored>,
    staff: Id<Staff>,
    today: Day,
) -> Result<Vec<Listed>, Failure> {
    let mut listed = Vec::with_capacity(rows.len());
    for stored in rows {
        let conference = stored.listed()?;
        let ties = access::store::ties_about(queries, conference.about(), staff, today).await?;
        listed.push((conference, ties));
    }
    Ok(listed)
}
