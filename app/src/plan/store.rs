//! Tables of the plan. Words of people are sealed.

use super::model::{DoerWords, FiledSheet, Given, Scale, ScaleTime, Stance, StanceWords, StepWords};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::{Conference, Goal};
use crate::documents::Document;
use crate::kernel::{Choice, Failure, Id, Moment, Queries};
use crate::meeting::{GuestLabel, Line, Seat, TaskNote};
use crate::participants::Participant;
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// All answers of a conference, oldest first.
    STANCES = "SELECT id, case_id, line_id, seat_id, stance, degree, words, higher, alone, given FROM plan_stance WHERE conference_id = $1 ORDER BY given, id";
    /// An answer; the same form twice is one.
    GIVE = "INSERT INTO plan_stance (id, conference_id, case_id, line_id, seat_id, stance, degree, words, higher, alone, given, staff_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING";
    /// When the plan was closed.
    CLOSED = "SELECT closed FROM plan_closed WHERE conference_id = $1";
    /// Closes the plan; a second time is none.
    CLOSE = "INSERT INTO plan_closed (conference_id, case_id, closed, staff_id) VALUES ($1, $2, $3, $4) ON CONFLICT (conference_id) DO NOTHING";
    /// Sheets of a conference, the newest last.
    SHEETS = "SELECT participant_id, document_id, made FROM plan_sheet WHERE conference_id = $1 AND document_id IS NOT NULL ORDER BY made, id";
    /// Sheets that one form made.
    OF_FORM = "SELECT document_id FROM plan_sheet WHERE conference_id = $1 AND form_id = $2 ORDER BY id";
    /// Who has a sheet that another form made.
    HOLDERS = "SELECT participant_id FROM plan_sheet WHERE conference_id = $1 AND document_id IS NOT NULL AND form_id <> $2";
    /// A sheet that is being made; the same form makes one for each person.
    RESERVE = "INSERT INTO plan_sheet (id, conference_id, case_id, form_id, participant_id, made) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (form_id, participant_id) DO NOTHING";
    /// It is filed.
    FILE_SHEET = "UPDATE plan_sheet SET document_id = $3 WHERE form_id = $1 AND participant_id = $2 AND document_id IS NULL";
    /// Goals on the scale, oldest first.
    SCALES = "SELECT id, goal_id, occasion, value, given FROM plan_scale WHERE conference_id = $1 ORDER BY given, id";
    /// Goals of a conference in the order of their marks.
    MARKS = "SELECT id FROM goal WHERE conference_id = $1 ORDER BY rank, id";
    /// A goal on the scale; the same form twice is one.
    SCALE = "INSERT INTO plan_scale (id, conference_id, case_id, goal_id, occasion, value, given, staff_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
        ON CONFLICT (id) DO NOTHING";
    /// Forgets the answers of a destroyed case.
    FORGET_STANCES = "DELETE FROM plan_stance WHERE case_id = $1";
    /// Forgets that its plans were closed.
    FORGET_CLOSED = "DELETE FROM plan_closed WHERE case_id = $1";
    /// Forgets its sheets.
    FORGET_SHEETS = "DELETE FROM plan_sheet WHERE case_id = $1";
    /// Forgets its scales.
    FORGET_SCALES = "DELETE FROM plan_scale WHERE case_id = $1";
}

portable_sql::row! {
    struct StoredStance {
        id: Id<Given>,
        case: Uuid,
        line: Id<Line>,
        seat: Id<Seat>,
        stance: String,
        degree: Option<i64>,
        words: Option<Vec<u8>>,
        step: Option<Vec<u8>>,
        alone: bool,
        at: Moment,
    }
}

fn unknown() -> Failure {
    Failure::Broken("a stored code of the plan is unknown".into())
}

fn cell(column: &'static str, row: Id<Given>) -> Place {
    Place { table: "plan_stance", column, row: row.uuid() }
}

fn open(key: &CaseKey, place: Place, sealed: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(sealed)).map_err(|e| Failure::Sealed(e.to_string()))
}

fn close_words<F: Fact<Inner = String>>(
    key: &CaseKey,
    place: Place,
    fact: Option<&F>,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(fact) = fact else { return Ok(None) };
    let sealed = key.seal_text(place, facts::for_machine(fact)).map(Sealed::into_bytes);
    sealed.map(Some).map_err(|e| Failure::Sealed(e.to_string()))
}

/// All answers of a conference, oldest first. Those given alone (`Given::alone`) are for the record only: no page of
/// the meeting may tell what they say.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub async fn stances(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Given>, Failure> {
    let rows: Vec<StoredStance> = STANCES.bind(conference).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter()
        .map(|row| {
            let words = row.words.map(|sealed| open(&key, cell("words", row.id), sealed)).transpose()?;
            let step = row.step.map(|sealed| open(&key, cell("higher", row.id), sealed)).transpose()?;
            Ok(Given {
                stance: Stance::from_code(&row.stance).ok_or_else(unknown)?,
                words: words.map(StanceWords::new),
                step: step.map(StepWords::new),
                id: row.id,
                line: row.line,
                seat: row.seat,
                degree: row.degree,
                alone: row.alone,
                at: row.at,
            })
        })
        .collect()
}

/// Writes an answer down; `false` when this form did before.
pub(super) async fn give(
    operation: &mut Operation,
    conference: &Conference,
    given: &Given,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(&mut *operation.work(), conference.case.uuid()).await?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let rows = GIVE
        .bind(given.id)
        .bind(conference.id)
        .bind(conference.case)
        .bind(given.line)
        .bind(given.seat)
        .bind(given.stance.code())
        .bind(given.degree)
        .bind(close_words(&key, cell("words", given.id), given.words.as_ref())?)
        .bind(close_words(&key, cell("higher", given.id), given.step.as_ref())?)
        .bind(given.alone)
        .bind(now)
        .bind(staff)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// When the plan of a conference was closed.
///
/// # Errors
/// Database errors.
pub async fn closed(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Option<Moment>, Failure> {
    let row: Option<(Moment,)> = CLOSED.bind(conference).one(lookup.queries()).await?;
    Ok(row.map(|(closed,)| closed))
}

/// Closes the plan; `false` when it was closed before.
pub(super) async fn close(operation: &mut Operation, conference: &Conference) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let close = CLOSE.bind(conference.id).bind(conference.case).bind(now).bind(staff);
    Ok(close.execute(operation.work()).await? == 1)
}

/// Sheets that were filed for people of a conference, the newest last.
///
/// # Errors
/// Database errors.
pub async fn sheets(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<FiledSheet>, Failure> {
    let rows: Vec<(Id<Participant>, Id<Document>, Moment)> =
        SHEETS.bind(conference).all(lookup.queries()).await?;
    let sheet = |(participant, document, made)| FiledSheet { participant, document, made };
    Ok(rows.into_iter().map(sheet).collect())
}

/// Documents that one form made, in the order of the sheets; none for one that is not filed yet.
pub(super) async fn of_form(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    form: Uuid,
) -> Result<Vec<Option<Id<Document>>>, Failure> {
    let rows: Vec<(Option<Id<Document>>,)> =
        OF_FORM.bind(conference).bind(form).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(document,)| document).collect())
}

/// Who has a sheet already that another form made.
pub(super) async fn holders(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    form: Uuid,
) -> Result<Vec<Id<Participant>>, Failure> {
    let rows: Vec<(Id<Participant>,)> = HOLDERS.bind(conference).bind(form).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(participant,)| participant).collect())
}

/// Reserves a sheet for somebody; `false` when this form did before.
pub(super) async fn reserve(
    operation: &mut Operation,
    conference: &Conference,
    form: Uuid,
    participant: Id<Participant>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let rows = RESERVE
        .bind(Id::<FiledSheet>::fresh(now))
        .bind(conference.id)
        .bind(conference.case)
        .bind(form)
        .bind(participant)
        .bind(now)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Notes that a reserved sheet is filed; `false` when it was before.
pub(super) async fn file_sheet(
    operation: &mut Operation,
    form: Uuid,
    (participant, document): (Id<Participant>, Id<Document>),
) -> Result<bool, Failure> {
    let file = FILE_SHEET.bind(form).bind(participant).bind(document);
    Ok(file.execute(operation.work()).await? == 1)
}

/// Goals of a conference on the scale, oldest first.
///
/// # Errors
/// Database errors.
pub async fn scales(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Scale>, Failure> {
    scales_in(lookup.queries(), conference).await
}

/// Goals of a conference, by their marks: C1 comes first. For panels, which hold no permit.
pub(super) async fn marks(queries: &Queries, conference: Id<Conference>) -> Result<Vec<Id<Goal>>, Failure> {
    let rows: Vec<(Id<Goal>,)> = MARKS.bind(conference).all(queries).await?;
    Ok(rows.into_iter().map(|(goal,)| goal).collect())
}

/// [`scales`], for panels: numbers only.
pub(super) async fn scales_in(queries: &Queries, conference: Id<Conference>) -> Result<Vec<Scale>, Failure> {
    let rows: Vec<(Id<Scale>, Id<Goal>, String, i64, Moment)> = SCALES.bind(conference).all(queries).await?;
    rows.into_iter()
        .map(|(id, goal, occasion, value, at)| {
            let occasion = ScaleTime::from_code(&occasion).ok_or_else(unknown)?;
            Ok(Scale { id, goal, occasion, value, at })
        })
        .collect()
}

/// Puts a goal on the scale; `false` when this form did before.
pub(super) async fn scale(
    operation: &mut Operation,
    conference: &Conference,
    scale: &Scale,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let rows = SCALE
        .bind(scale.id)
        .bind(conference.id)
        .bind(conference.case)
        .bind(scale.goal)
        .bind(scale.occasion.code())
        .bind(scale.value)
        .bind(now)
        .bind(staff)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Who does a task, closed anew for the sheet: the role at the table, a guest's, or whoever was written down.
pub(super) fn doer(
    role: Option<&str>,
    guest: Option<&GuestLabel>,
    note: Option<&TaskNote>,
) -> Option<DoerWords> {
    let guest = guest.map(|label| facts::for_machine(label).clone());
    let note = note.map(|note| facts::for_machine(note).clone());
    role.map(str::to_owned).or(guest).or(note).map(DoerWords::new)
}

/// Removes what is known here of a destroyed case.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_SHEETS, FORGET_SCALES, FORGET_CLOSED, FORGET_STANCES] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
