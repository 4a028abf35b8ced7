//! What was typed at the table and came only after the seal, or after the conference was closed without one: a tablet that
//! was without a connection. The record does not change any more, the words are kept, and whoever works on the case reads
//! them beside it.

use super::store;
use crate::access::Lookup;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::LineText;
use ::journal::Act;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A line as a device left it, when what it sent came too late for the record.
#[derive(Clone, Debug)]
pub struct LateLine {
    /// When it was written, by the clock of the house.
    pub happened: Moment,
    /// When it came.
    pub came: Moment,
    /// Who was signed in there.
    pub by: Option<Id<Staff>>,
    /// What was written; none when only a property, a place or a strike came.
    pub text: Option<LineText>,
}

/// Lines that came after the seal or the closing, each as its device left it, in the order in which they were written.
/// Empty as long as the record can change.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub async fn behind_seal(lookup: Lookup<'_>, conference: &Conference) -> Result<Vec<LateLine>, Failure> {
    if !conference.is_at_rest() {
        return Ok(Vec::new());
    }
    let mut lines: BTreeMap<(Uuid, Uuid), LateLine> = BTreeMap::new();
    for kept in store::behind(lookup, conference).await? {
        let Some(line) = kept.entry.act.line() else { continue };
        let text = match &kept.entry.act {
            Act::Write { text, .. } if text.as_str().trim().is_empty() => continue,
            Act::Write { text, .. } => Some(LineText::new(text.as_str().to_owned())),
            _ => None,
        };
        let (happened, by) = (store::moment(kept.entry.happened), kept.staff.map(Id::from_uuid));
        let last = lines.entry((line, kept.entry.device)).or_insert(LateLine {
            happened,
            came: kept.received,
            by,
            text: None,
        });
        // The whole text goes with every entry: the last one is what stood there.
        if text.is_some() {
            *last = LateLine { happened, came: kept.received, by, text };
        }
    }
    let mut lines: Vec<LateLine> = lines.into_values().collect();
    lines.sort_by_key(|line| line.happened);
    Ok(lines)
}
