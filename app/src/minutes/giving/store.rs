//! The table of steps: only added to.

use super::model::{Channel, DispatchNumber, Given, NewStep, Step};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::documents::Document;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::participants::Participant;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// A further step; the same form, and a position that somebody else took meanwhile, add nothing.
    ADD = "INSERT INTO minutes_given (id, conference_id, case_id, participant_id, position, document_id, channel, step, reference, happened, noted, staff_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING";
    /// Whether this form was kept before.
    KNOWN = "SELECT participant_id FROM minutes_given WHERE id = $1";
    /// All steps of a conference, each person's in their order.
    OF_CONFERENCE = "SELECT id, case_id, participant_id, position, document_id, channel, step, reference, happened, noted, staff_id \
        FROM minutes_given WHERE conference_id = $1 ORDER BY participant_id, position";
    /// Forgets the steps of a destroyed case.
    FORGET = "DELETE FROM minutes_given WHERE case_id = $1";
}

portable_sql::row! {
    struct Stored {
        id: Id<Given>,
        case: Uuid,
        participant: Id<Participant>,
        position: i64,
        document: Id<Document>,
        channel: String,
        step: String,
        reference: Option<Vec<u8>>,
        happened: Day,
        noted: Moment,
        staff: Option<Id<Staff>>,
    }
}

const fn cell(row: Uuid) -> Place {
    Place { table: "minutes_given", column: "reference", row }
}

fn known<C: Choice>(code: &str) -> Result<C, Failure> {
    C::from_code(code).ok_or_else(|| Failure::Broken(format!("a step holds the unknown code {code}")))
}

impl Stored {
    fn given(self, key: Option<&CaseKey>) -> Result<Given, Failure> {
        let place = cell(self.id.uuid());
        let reference = match (key, self.reference) {
            (Some(key), Some(sealed)) => {
                let text = key.open_text(place, &Sealed::from_bytes(sealed));
                Some(DispatchNumber::new(text.map_err(|e| Failure::Sealed(e.to_string()))?))
            }
            _ => None,
        };
        Ok(Given {
            channel: known::<Channel>(&self.channel)?,
            step: known::<Step>(&self.step)?,
            id: self.id,
            participant: self.participant,
            position: self.position,
            document: self.document,
            reference,
            happened: self.happened,
            noted: self.noted,
            staff: self.staff,
        })
    }
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It is there.
    Now,
    /// The same form noted it before.
    Before,
    /// Another step of this person was noted meanwhile.
    Overtaken,
}

/// Adds a step at a position.
pub(super) async fn add(
    operation: &mut Operation,
    step: &NewStep,
    position: i64,
    staff: Option<Id<Staff>>,
) -> Result<Added, Failure> {
    let reference = match &step.reference {
        Some(number) => {
            let key = operation.keys().of_case(operation.work(), step.case).await?;
            let sealed = key.seal_text(cell(step.id.uuid()), facts::for_machine(number));
            Some(sealed.map_err(|e| Failure::Sealed(e.to_string()))?.into_bytes())
        }
        None => None,
    };
    let now = operation.now();
    let added = ADD
        .bind(step.id)
        .bind(step.conference)
        .bind(step.case)
        .bind(step.participant)
        .bind(position)
        .bind(step.document)
        .bind(step.channel.code())
        .bind(step.step.code())
        .bind(reference)
        .bind(step.happened)
        .bind(now)
        .bind(staff)
        .execute(operation.work())
        .await?;
    if added == 1 {
        return Ok(Added::Now);
    }
    let before: Option<(Id<Participant>,)> = KNOWN.bind(step.id).one(operation.work()).await?;
    Ok(if before.is_some_and(|(of,)| of == step.participant) { Added::Before } else { Added::Overtaken })
}

/// All steps of a conference.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn of_conference(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Given>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(id).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter().map(|row| row.given(Some(&key))).collect()
}

/// The same inside the operation that adds to them, without their numbers.
pub(super) async fn now(operation: &mut Operation, id: Id<Conference>) -> Result<Vec<Given>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(id).all(operation.work()).await?;
    rows.into_iter().map(|row| row.given(None)).collect()
}

/// Forgets the steps of a destroyed case.
pub(in crate::minutes) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
