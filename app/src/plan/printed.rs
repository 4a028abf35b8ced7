//! Whether the sheets that people hold still say what a sheet would say now.

use super::SHEET;
use super::actions::Close;
use super::gather::Table;
use super::printing;
use crate::access::House;
use crate::audit;
use crate::invitations::doors::Key;
use crate::kernel::{Failure, Id};
use crate::meeting::Seat;
use crate::participants::Participant;
use outbound::{Code, Link};
use std::collections::BTreeMap;

/// How many notes of what left for whom are looked through, the newest first.
const NOTES: i64 = 1000;

/// The fingerprint of each person's newest sheet, as it was noted when the sheet was filed.
async fn noted(house: &House, permit: &Close) -> Result<BTreeMap<Id<Participant>, String>, Failure> {
    let (case, conference) = (permit.record().case.uuid(), permit.id().uuid());
    let told = audit::list_of_case(&house.queries, case, "disclosure.sent", (NOTES, 0)).await?;
    let mut noted = BTreeMap::new();
    for one in told.iter().filter(|one| one.conference == Some(conference)) {
        let detail: serde_json::Value = serde_json::from_str(&one.detail).unwrap_or_default();
        let text = |name: &str| detail.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
        if text("output") == SHEET
            && let Ok(who) = text("participant").parse::<Id<Participant>>()
        {
            noted.entry(who).or_insert_with(|| text("fingerprint").to_owned());
        }
    }
    Ok(noted)
}

/// Any link and code: a fingerprint knows of them only whether there is one.
fn any_key() -> Option<Key> {
    Some(Key { link: Link::new("/p/")?, code: Code::of("") })
}

/// Who of those that hold a sheet would get another one now. Whose sheet was noted nowhere keeps it.
pub(super) async fn outdated(
    house: &House,
    permit: &Close,
    table: &Table,
    held: &[Id<Seat>],
) -> Result<Vec<Id<Seat>>, Failure> {
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let seats: Vec<&Seat> = table.seats.iter().filter(|seat| held.contains(&seat.id)).collect();
    let readers = seats.iter().filter_map(|seat| seat.participant);
    let keys: Vec<(Id<Participant>, Key)> = readers.filter_map(|who| Some((who, any_key()?))).collect();
    let mut now = printing::cut_for(house, permit, table, (&seats, &[])).await?;
    now.extend(printing::cut_for(house, permit, table, (&seats, &keys)).await?);
    let noted = noted(house, permit).await?;
    let says_another = |seat: &&&Seat| {
        let noted = seat.participant.and_then(|who| noted.get(&who));
        noted.is_some_and(|then| {
            now.iter().all(|(cut, _)| cut.seat != seat.id || cut.sheet.fingerprint() != then)
        })
    };
    Ok(seats.iter().filter(says_another).map(|seat| seat.id).collect())
}
