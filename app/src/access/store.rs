//! The table of ties.

use super::{Standing, Tie, Ties};
use crate::audit::About;
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
    /// A person's ties to a case and to one conference of it today: own ones, and those of colleagues they stand in for.
    TIES_ABOUT = "SELECT kind, 'own' FROM tie WHERE case_id = $1 AND staff_id = $2 AND (until_day >= $3 OR until_day IS NULL) \
        UNION ALL \
        SELECT t.kind, 'cover' FROM tie t JOIN cover c ON c.absent_id = t.staff_id JOIN staff a ON a.id = c.absent_id \
        JOIN staff d ON d.id = c.deputy_id AND d.office_id = a.office_id \
        WHERE t.case_id = $1 AND c.deputy_id = $2 AND c.from_day <= $3 AND c.to_day >= $3 AND c.ended IS NULL \
        AND (t.until_day >= $3 OR t.until_day IS NULL) \
        UNION ALL \
        SELECT l.kind, 'own' FROM conference_tie l WHERE l.conference_id = $4 AND l.case_id = $1 AND l.staff_id = $2 \
        UNION ALL \
        SELECT l.kind, 'cover' FROM conference_tie l JOIN cover c ON c.absent_id = l.staff_id JOIN staff a ON a.id = c.absent_id \
        JOIN staff d ON d.id = c.deputy_id AND d.office_id = a.office_id \
        WHERE l.conference_id = $4 AND l.case_id = $1 AND c.deputy_id = $2 AND c.from_day <= $3 AND c.to_day >= $3 AND c.ended IS NULL";
    /// A person's live opening of a case, the one that lasts longest.
    LIVE_OPENING = "SELECT id, expires FROM case_opening WHERE staff_id = $1 AND case_id = $2 AND expires > $3 AND ended IS NULL \
        ORDER BY expires DESC LIMIT 1";
    /// Unties everybody from a case.
    FORGET_TIES = "DELETE FROM tie WHERE case_id = $1";
    /// Ties a person to one conference.
    ADD_LEADER = "INSERT INTO conference_tie (conference_id, case_id, staff_id, kind, created) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (conference_id, staff_id, kind) DO NOTHING";
    /// Unties a person from one conference.
    REMOVE_LEADER = "DELETE FROM conference_tie WHERE conference_id = $1 AND staff_id = $2 AND kind = $3";
    /// Unties everybody from the conferences of a case.
    FORGET_LEADERS = "DELETE FROM conference_tie WHERE case_id = $1";
    /// Ties a person to a case.
    ADD_TIE = "INSERT INTO tie (case_id, staff_id, kind, until_day, created) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (case_id, staff_id, kind) DO UPDATE SET until_day = excluded.until_day";
    /// Unties a person.
    REMOVE_TIE = "DELETE FROM tie WHERE case_id = $1 AND staff_id = $2 AND kind = $3";
    /// Everybody tied to a case.
    TIED = "SELECT staff_id, kind, until_day FROM tie WHERE case_id = $1 ORDER BY created, staff_id";
    /// Everybody who leads or writes a conference of a case.
    LEADERS = "SELECT DISTINCT staff_id, kind FROM conference_tie WHERE case_id = $1 ORDER BY staff_id, kind";
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

/// A person's ties to what a record is about on a day: to its case, and to its conference if it belongs to one. Who
/// leads one conference of a case has no tie to the others.
///
/// # Errors
/// Database errors.
pub async fn ties_about<'a>(
    on: impl Into<Session<'a>>,
    about: About,
    staff: Id<Staff>,
    today: Day,
) -> Result<Ties, Failure> {
    Ok(standing(on, about, staff, today).await?.ties)
}

/// The same, with which of the ties are the person's own. Openings are no part of it: see [`live_opening`].
///
/// # Errors
/// Database errors.
pub async fn standing<'a>(
    on: impl Into<Session<'a>>,
    about: About,
    staff: Id<Staff>,
    today: Day,
) -> Result<Standing, Failure> {
    let Some(case) = about.case else { return Ok(Standing::default()) };
    let conference = about.conference.unwrap_or_default();
    let rows: Vec<(String, String)> =
        TIES_ABOUT.bind(case).bind(staff).bind(today).bind(conference).all(on).await?;
    let mut standing = Standing::default();
    for (code, whose) in &rows {
        let Some(tie) = Tie::from_code(code) else { continue };
        standing.ties = standing.ties.with(tie);
        if whose == "own" {
            standing.own = standing.own.with(tie);
        }
    }
    Ok(standing)
}

/// A person's live opening of a case: until when it lasts. It ends by itself, by whoever opened the case, or by the
/// head.
///
/// # Errors
/// Database errors.
pub async fn live_opening<'a>(
    on: impl Into<Session<'a>>,
    case: Uuid,
    staff: Id<Staff>,
    now: Moment,
) -> Result<Option<(Uuid, Moment)>, Failure> {
    Ok(LIVE_OPENING.bind(staff).bind(case).bind(now).one(on).await?)
}

/// Unties everybody from a case that goes to another office, and from its conferences.
///
/// # Errors
/// Database errors.
pub async fn untie_all(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    FORGET_TIES.bind(case).execute(&mut *on).await?;
    FORGET_LEADERS.bind(case).execute(on).await?;
    Ok(())
}

/// Ties a person to one conference, which they lead or write down.
///
/// # Errors
/// Database errors.
pub async fn add_leader(
    on: &mut Transaction,
    (case, conference): (Uuid, Uuid),
    staff: Id<Staff>,
    tie: Tie,
    now: Moment,
) -> Result<(), Failure> {
    ADD_LEADER.bind(conference).bind(case).bind(staff).bind(tie.code()).bind(now).execute(on).await?;
    Ok(())
}

/// Unties a person from one conference.
///
/// # Errors
/// Database errors.
pub async fn remove_leader(
    on: &mut Transaction,
    conference: Uuid,
    staff: Id<Staff>,
    tie: Tie,
) -> Result<(), Failure> {
    REMOVE_LEADER.bind(conference).bind(staff).bind(tie.code()).execute(on).await?;
    Ok(())
}

/// Unties everybody from the conferences of a case that is destroyed.
///
/// # Errors
/// Database errors.
pub async fn forget_leaders(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    FORGET_LEADERS.bind(case).execute(on).await?;
    Ok(())
}

/// Everybody who leads or writes a conference of a case.
///
/// # Errors
/// Database errors.
pub async fn leaders<'a>(on: impl Into<Session<'a>>, case: Uuid) -> Result<Vec<(Id<Staff>, Tie)>, Failure> {
    let rows: Vec<(Id<Staff>, String)> = LEADERS.bind(case).all(on).await?;
    Ok(rows.into_iter().filter_map(|(staff, code)| Some((staff, Tie::from_code(&code)?))).collect())
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
