//! What came from a recorder's device only when the record did not change any more, beside the record.

use crate::access::{House, Permit};
use crate::conferences::Conference;
use crate::identity;
use crate::kernel::Failure;
use crate::meeting;
use crate::minutes::ReadMinutes;

/// A line that came too late.
pub(in crate::minutes) struct LateRow {
    /// What was written; none when only a property of a line came.
    pub(in crate::minutes) text: Option<String>,
    /// When it was written, who wrote it, when it came.
    pub(in crate::minutes) note: String,
}

/// Lines that came after the seal, or after the conference was closed.
pub(super) async fn rows(
    house: &House,
    permit: &Permit<Conference, ReadMinutes>,
) -> Result<Vec<LateRow>, Failure> {
    let lookup = permit.lookup(house);
    let mut rows = Vec::new();
    for line in meeting::behind_seal(lookup, permit.record()).await? {
        let by = match line.by {
            Some(by) => identity::store::find_staff(lookup.queries(), by).await?,
            None => None,
        };
        let when = |moment: crate::kernel::Moment| czech::dates::local_moment(moment.timestamp());
        let who = by.map_or_else(String::new, |by| format!(", {}", by.name().full()));
        let note = format!("napsáno {}{who}, přišlo {}", when(line.happened), when(line.came));
        rows.push(LateRow { text: line.text.map(|text| permit.reveal(&text).clone()), note });
    }
    Ok(rows)
}
