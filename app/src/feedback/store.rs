//! Tables of doors and sheets.

use super::model::{Collection, Door, DoorCode, FeedbackWords, Kept, NewSheet, Sheet, WhoAnswers};
use super::{code, rules};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::{Place, Sealed};

portable_sql::statements! {
    /// The door of a conference.
    DOOR = "SELECT d.conference_id, c.case_id, d.code, d.until, d.closed, d.batch, d.version FROM feedback_door d JOIN conference c ON c.id = d.conference_id WHERE d.conference_id = $1";
    /// The conference behind a door.
    BEHIND = "SELECT conference_id FROM feedback_door WHERE code_hash = $1";
    /// Opens a door; one that has ended opens again with the same code, for another collection.
    OPEN = "INSERT INTO feedback_door (conference_id, code, code_hash, until, closed, batch, version) VALUES ($1, $2, $3, $4, $5, 1, 1) \
        ON CONFLICT (conference_id) DO UPDATE SET until = excluded.until, closed = excluded.closed, \
        batch = feedback_door.batch + CASE WHEN feedback_door.closed IS NULL AND feedback_door.until >= $6 THEN 0 ELSE 1 END, \
        version = feedback_door.version + 1";
    /// Takes the door without changing it, so that a sheet is kept wholly before or wholly after it is closed or opened.
    HOLD = "UPDATE feedback_door SET batch = batch WHERE conference_id = $1";
    /// Its collection.
    COLLECTION = "SELECT batch, until, closed FROM feedback_door WHERE conference_id = $1";
    /// Closes it.
    CLOSE = "UPDATE feedback_door SET closed = $2, version = version + 1 WHERE conference_id = $1 AND closed IS NULL";
    /// Sheets of a conference, in an order that tells nothing.
    SHEETS = "SELECT s.id, c.case_id, s.who, s.answers, s.words, s.batch FROM feedback_sheet s JOIN conference c ON c.id = s.conference_id WHERE s.conference_id = $1 ORDER BY s.id";
    /// How many there are.
    COUNT = "SELECT COUNT(*) FROM feedback_sheet WHERE conference_id = $1";
    /// Keeps a sheet; the same form twice is one.
    ADD = "INSERT INTO feedback_sheet (id, conference_id, who, answers, words, on_day, batch) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    /// Forgets the sheets of a destroyed case.
    FORGET_SHEETS = "DELETE FROM feedback_sheet WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets its doors.
    FORGET_DOORS = "DELETE FROM feedback_door WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct StoredDoor {
        conference: Id<Conference>,
        case: Uuid,
        code: Vec<u8>,
        until: Day,
        closed: Option<Moment>,
        batch: i64,
        version: i64,
    }
}

portable_sql::row! {
    struct StoredSheet {
        id: Id<Sheet>,
        case: Uuid,
        who: String,
        answers: serde_json::Value,
        words: Option<Vec<u8>>,
        batch: i64,
    }
}

fn door_place(conference: Id<Conference>) -> Place {
    Place { table: "feedback_door", column: "code", row: conference.uuid() }
}

fn words_place(sheet: Id<Sheet>) -> Place {
    Place { table: "feedback_sheet", column: "words", row: sheet.uuid() }
}

fn sealed(error: vault::SealError) -> Failure {
    Failure::Sealed(error.to_string())
}

/// The door of a conference.
pub(super) async fn door(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Option<Door>, Failure> {
    let Some(row) = DOOR.bind(id).one::<StoredDoor>(lookup.queries()).await? else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), row.case).await?;
    let text = key.open_text(door_place(id), &Sealed::from_bytes(row.code)).map_err(sealed)?;
    Ok(Some(Door {
        conference: row.conference,
        code: DoorCode::new(text),
        collection: Collection { batch: row.batch, until: row.until, closed: row.closed.is_some() },
        version: row.version,
    }))
}

/// The conference behind a door, as it was typed or scanned.
pub(super) async fn behind(lookup: Lookup<'_>, typed: &str) -> Result<Option<Id<Conference>>, Failure> {
    let Some(typed) = code::typed(typed) else { return Ok(None) };
    let row: Option<(Id<Conference>,)> = BEHIND.bind(code::hash(&typed)).one(lookup.queries()).await?;
    Ok(row.map(|(id,)| id))
}

/// The code of a door as it is printed and scanned.
pub(super) fn address(door: &Door) -> String {
    code::printed(facts::for_machine(&door.code))
}

/// Opens the door of a conference; one that is there keeps its code, so that papers on the wall still lead there. One
/// that is open goes on with the same collection; one that has ended begins another.
pub(super) async fn open(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, Uuid),
    until: Day,
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), case).await?;
    let fresh = code::fresh();
    let kept = key.seal_text(door_place(conference), &fresh).map_err(sealed)?.into_bytes();
    let today = operation.now().day();
    let row = OPEN.bind(conference).bind(kept).bind(code::hash(&fresh)).bind(until).bind(None::<Moment>);
    row.bind(today).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn close(operation: &mut Operation, conference: Id<Conference>) -> Result<bool, Failure> {
    let now = operation.now();
    Ok(CLOSE.bind(conference).bind(now).execute(operation.work()).await? == 1)
}

/// The sheets of a conference.
pub(super) async fn sheets(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Kept>, Failure> {
    let kept = numbered(lookup, id).await?;
    Ok(kept.into_iter().map(|(_, kept)| kept).collect())
}

/// One sheet of a conference.
pub(super) async fn sheet(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    id: Id<Sheet>,
) -> Result<Option<Sheet>, Failure> {
    let kept = numbered(lookup, conference).await?;
    Ok(kept.into_iter().find(|(kept, _)| *kept == id).map(|(_, kept)| kept.sheet))
}

/// Whether a sheet is kept under an identifier that says something else.
pub(super) async fn says_otherwise(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    new: &NewSheet,
) -> Result<bool, Failure> {
    let words = |sheet: &Sheet| sheet.words.as_ref().map(facts::for_machine).cloned();
    let kept = sheet(lookup, conference, new.id).await?;
    Ok(kept.is_some_and(|kept| {
        (kept.who, &kept.answers, words(&kept)) != (new.sheet.who, &new.sheet.answers, words(&new.sheet))
    }))
}

async fn numbered(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<(Id<Sheet>, Kept)>, Failure> {
    let rows: Vec<StoredSheet> = SHEETS.bind(id).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter()
        .map(|row| {
            let who = WhoAnswers::from_code(&row.who)
                .ok_or_else(|| Failure::Broken("a sheet of nobody known".into()))?;
            let given = row.answers.as_object().into_iter().flatten();
            let answers: BTreeMap<String, i64> =
                given.filter_map(|(name, value)| Some((name.clone(), value.as_i64()?))).collect();
            let open = |kept: Vec<u8>| key.open_text(words_place(row.id), &Sealed::from_bytes(kept));
            let words = row.words.map(open).transpose().map_err(sealed)?;
            let sheet = Sheet { who, answers, words: words.map(FeedbackWords::new) };
            Ok((row.id, Kept { sheet, batch: row.batch }))
        })
        .collect()
}

/// To which collection a sheet belongs that is kept now. The door is taken first: nobody may close it and read the numbers
/// while a sheet of that collection is still on its way to be kept.
async fn batch_now(operation: &mut Operation, conference: Id<Conference>) -> Result<i64, Failure> {
    let today = operation.now().day();
    HOLD.bind(conference).execute(operation.work()).await?;
    let row: Option<(i64, Day, Option<Moment>)> = COLLECTION.bind(conference).one(operation.work()).await?;
    let collection = row.map(|(batch, until, closed)| Collection { batch, until, closed: closed.is_some() });
    Ok(rules::batch_of(collection, today))
}

/// Keeps a sheet; `false` when this form was kept before, or there are more than anybody believes.
pub(super) async fn add(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, Uuid),
    new: &NewSheet,
) -> Result<bool, Failure> {
    let batch = batch_now(operation, conference).await?;
    let (count,): (i64,) = COUNT.bind(conference).get(operation.work()).await?;
    if count >= rules::MOST {
        return Ok(false);
    }
    let key = operation.keys().of_case(operation.work(), case).await?;
    let words = new.sheet.words.as_ref().map(|words| {
        key.seal_text(words_place(new.id), facts::for_machine(words)).map(Sealed::into_bytes).map_err(sealed)
    });
    let (today, words) = (operation.now().day(), words.transpose()?);
    let answers = serde_json::json!(new.sheet.answers);
    let row = ADD.bind(new.id).bind(conference).bind(new.sheet.who.code()).bind(answers);
    Ok(row.bind(words).bind(today).bind(batch).execute(operation.work()).await? == 1)
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_SHEETS.bind(case).execute(operation.work()).await?;
    FORGET_DOORS.bind(case).execute(operation.work()).await?;
    Ok(())
}
