//! Reads of cases from the trail, for those who answer for them.

use crate::access::{Lookup, Right};
use crate::cases::CaseFile;
use crate::cases::rules::looks::{Gathered, Look, area, gather};
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Failure, Id, Moment, Queries};
use serde::Deserialize;
use uuid::Uuid;

portable_sql::statements! {
    /// Reads of a case from a moment until another, the newest first.
    LOOKS_OF_CASE = "SELECT actor_id, who, detail, moment FROM audit_event WHERE case_id = $1 AND code = 'case.read' AND moment >= $2 AND moment < $3 \
        ORDER BY moment DESC, sequence DESC LIMIT $4";
    /// Reads, by others, of the cases that somebody coordinates today, own or by cover.
    LOOKS_OF_COORDINATOR = "SELECT e.case_id, e.actor_id, e.who, e.detail, e.moment FROM tie t JOIN audit_event e ON e.case_id = t.case_id \
        WHERE t.kind = 'coordinator' AND (t.until_day >= $2 OR t.until_day IS NULL) AND e.code = 'case.read' AND e.moment >= $3 AND e.moment < $4 \
        AND e.actor_id <> $1 AND (t.staff_id = $1 OR t.staff_id IN (SELECT v.absent_id FROM cover v JOIN staff a ON a.id = v.absent_id \
        WHERE v.deputy_id = $1 AND v.from_day <= $2 AND v.to_day >= $2 AND v.ended IS NULL AND a.office_id = $5)) \
        ORDER BY e.moment DESC, e.sequence DESC LIMIT $6";
}

/// What a read event says besides who and when.
#[derive(Default, Deserialize)]
struct Detail {
    #[serde(default)]
    action: String,
    #[serde(default)]
    right: String,
}

fn look(actor: Option<Uuid>, who: String, detail: &str, moment: Moment) -> Look {
    let detail: Detail = serde_json::from_str(detail).unwrap_or_default();
    Look { actor, who, right: Right::from_code(&detail.right), area: area(&detail.action), moment }
}

/// Reads of a case from a moment until another, the newest first.
pub(in crate::cases) async fn of_case(
    queries: &Queries,
    case: Id<CaseFile>,
    (since, until): (Moment, Moment),
    limit: i64,
) -> Result<Vec<Look>, Failure> {
    let rows: Vec<(Option<Uuid>, String, String, Moment)> =
        LOOKS_OF_CASE.bind(case).bind(since).bind(until).bind(limit).all(queries).await?;
    Ok(rows.into_iter().map(|(actor, who, detail, moment)| look(actor, who, &detail, moment)).collect())
}

/// Reads, by others, of the cases that somebody coordinates today, each with its case.
pub(in crate::cases) async fn of_coordinator(
    queries: &Queries,
    (staff, office, today): (Id<Staff>, Id<Office>, Day),
    (since, until): (Moment, Moment),
    limit: i64,
) -> Result<Vec<(Id<CaseFile>, Look)>, Failure> {
    let rows: Vec<(Id<CaseFile>, Option<Uuid>, String, String, Moment)> = LOOKS_OF_COORDINATOR
        .bind(staff)
        .bind(today)
        .bind(since)
        .bind(until)
        .bind(office)
        .bind(limit)
        .all(queries)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(case, actor, who, detail, moment)| (case, look(actor, who, &detail, moment)))
        .collect())
}

/// Who read a case from a day to another, both included, by day, person and right; the newest first, at most as many
/// reads as one period shows.
///
/// # Errors
/// Database errors.
pub async fn looks(
    lookup: Lookup<'_>,
    case: Id<CaseFile>,
    (from, to): (Day, Day),
) -> Result<Vec<Gathered>, Failure> {
    let midnight = |day: Day| Moment::in_prague(day, jiff::civil::Time::midnight());
    let period = (midnight(from), midnight(to.saturating_add(jiff::Span::new().days(1))));
    Ok(gather(&of_case(lookup.queries(), case, period, 20_000).await?))
}
