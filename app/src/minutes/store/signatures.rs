//! Signatures under the record: on paper, drawn, or refused with a reason.

use super::{open, seal};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Choice, Failure, Id};
use crate::meeting::Seat;
use crate::minutes::model::{DrawnSignature, ObjectionWords, SignatureFacts, Way};
use outbound::Strokes;
use vault::Place;

portable_sql::statements! {
    /// How those at the table signed.
    OF_CONFERENCE = "SELECT seat_id, way, strokes, reason FROM minutes_signature WHERE conference_id = $1 ORDER BY seat_id";
    /// Notes how somebody signed, or changes it, unless the record is sealed.
    KEEP = "INSERT INTO minutes_signature (conference_id, seat_id, case_id, way, strokes, reason, given, staff_id) \
        SELECT $1, $2, $3, $4, $5, $6, $7, $8 FROM conference c WHERE c.id = $9 AND c.sealed IS NULL \
        ON CONFLICT (conference_id, seat_id) DO UPDATE SET way = excluded.way, strokes = excluded.strokes, reason = excluded.reason, given = excluded.given, staff_id = excluded.staff_id";
    /// Takes a signature back, unless the record is sealed.
    TAKE_BACK = "DELETE FROM minutes_signature WHERE conference_id = $1 AND seat_id = $2 \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = minutes_signature.conference_id AND c.sealed IS NULL)";
    /// Forgets the signatures of a destroyed case.
    FORGET = "DELETE FROM minutes_signature WHERE case_id = $1";
}

fn cell(column: &'static str, seat: Id<Seat>) -> Place {
    Place { table: "minutes_signature", column, row: seat.uuid() }
}

/// How those at the table signed.
pub(in crate::minutes) async fn of_conference(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Vec<(Id<Seat>, SignatureFacts)>, Failure> {
    type Row = (Id<Seat>, String, Option<Vec<u8>>, Option<Vec<u8>>);
    let rows: Vec<Row> = OF_CONFERENCE.bind(conference.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    let mut signatures = Vec::with_capacity(rows.len());
    for (seat, way, strokes, reason) in rows {
        let way = Way::from_code(&way).ok_or_else(|| Failure::Broken("an unknown way to sign".into()))?;
        let drawn = match strokes {
            None => None,
            Some(sealed) => {
                Strokes::read(&open(&key, cell("strokes", seat), sealed)?).map(DrawnSignature::new)
            }
        };
        let reason = match reason {
            None => None,
            Some(sealed) => Some(ObjectionWords::new(open(&key, cell("reason", seat), sealed)?)),
        };
        signatures.push((seat, SignatureFacts { way, drawn, reason }));
    }
    Ok(signatures)
}

/// Notes how somebody signed; `false` when the record was sealed meanwhile.
pub(in crate::minutes) async fn keep(
    operation: &mut Operation,
    conference: &Conference,
    seat: Id<Seat>,
    signed: &SignatureFacts,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let sealed =
        |column, text: Option<String>| text.map(|text| seal(&key, cell(column, seat), &text)).transpose();
    let strokes = sealed("strokes", signed.drawn.as_ref().map(|drawn| facts::for_machine(drawn).text()))?;
    let reason = sealed("reason", signed.reason.as_ref().map(|reason| facts::for_machine(reason).clone()))?;
    let statement = KEEP.bind(conference.id).bind(seat).bind(conference.case).bind(signed.way.code());
    let statement = statement.bind(strokes).bind(reason).bind(now).bind(staff).bind(conference.id);
    Ok(statement.execute(operation.work()).await? == 1)
}

/// Takes a signature back; `false` when there is none or the record is sealed.
pub(in crate::minutes) async fn take_back(
    operation: &mut Operation,
    conference: Id<Conference>,
    seat: Id<Seat>,
) -> Result<bool, Failure> {
    Ok(TAKE_BACK.bind(conference).bind(seat).execute(operation.work()).await? == 1)
}

/// Forgets the signatures of a destroyed case.
pub(in crate::minutes) async fn forget(operation: &mut Operation, case: uuid::Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
