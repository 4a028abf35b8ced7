//! Devices and their keys.

use super::Ledger;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Beside, Failure, Id};
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// A new device.
    MAKE = "INSERT INTO meeting_device (id, conference_id, staff_id, device_key, made) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
    /// The key of a device of this person at this meeting.
    KEY = "SELECT device_key FROM meeting_device WHERE id = $1 AND conference_id = $2 AND staff_id = $3 AND emptied IS NULL";
    /// Whether a device is this person's at this meeting.
    IS_OF = "SELECT id FROM meeting_device WHERE id = $1 AND conference_id = $2 AND staff_id = $3";
}

fn cell(device: Uuid) -> Place {
    Place { table: "meeting_device", column: "device_key", row: device }
}

/// The key of a device; a new device gets `fresh`.
pub(in crate::meeting::journal) async fn key(
    operation: &mut Operation,
    ledger: &Ledger,
    (device, staff): (Uuid, Id<Staff>),
    fresh: &[u8],
) -> Result<Vec<u8>, Failure> {
    let now = operation.now();
    let broken = |error: vault::SealError| Failure::Sealed(error.to_string());
    let sealed = ledger.key.seal(cell(device), fresh).map_err(broken)?;
    MAKE.bind(device)
        .bind(ledger.conference)
        .bind(staff)
        .bind(sealed)
        .bind(now)
        .execute(operation.work())
        .await?;
    let row: Option<(Option<Vec<u8>>,)> =
        KEY.bind(device).bind(ledger.conference).bind(staff).one(operation.work()).await?;
    // Of somebody else, of another meeting, or emptied: there is no such device for this person.
    let Some((Some(sealed),)) = row else { return Err(Failure::Withdrawn("")) };
    ledger.key.open(cell(device), &sealed).map_err(broken)
}

/// Whether this device was given a key for this meeting and person.
pub(in crate::meeting::journal) async fn is_of(
    on: Beside<'_>,
    conference: Id<Conference>,
    device: Uuid,
    staff: Id<Staff>,
) -> Result<bool, Failure> {
    let row: Option<(Uuid,)> = IS_OF.bind(device).bind(conference).bind(staff).one(on).await?;
    Ok(row.is_some())
}
