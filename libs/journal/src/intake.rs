//! The house's door: what becomes of entries that arrive.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::{Act, Entry, LARGEST, Text};

/// How far a stamp may lie above the highest one of the house. An honest device gains one an entry; without a bound one
/// broken device would use up all numbers there are.
pub const STAMP_LEAP: u64 = 1_000_000;

/// The longest text of a line that is taken, in Unicode scalar values. Pasted text is split far below
/// ([`split_pasted`](crate::split_pasted)); this only bounds what an entry may weigh.
const LONGEST_TEXT: usize = 64_000;

/// How many texts one act may have seen.
const MOST_SEEN: usize = 256;

/// The longest name of a guest, in Unicode scalar values.
const LONGEST_NAME: usize = 400;

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A device of somebody who leads the meeting.
    Device,
    /// The house itself.
    House,
}

/// Why an entry is not taken. Nothing refused is lost: the device keeps it and does what stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Its device has sent another entry under this count, as two tabs do that were copied from each other. The device
    /// takes a new name and sends again.
    #[error("another entry of the device has this count")]
    CountTaken,
    /// Its stamp lies too far above the house's. The device stamps anew and sends again.
    #[error("the stamp is too far ahead")]
    StampAhead,
    /// A number outside what can be counted. The device sets it aside and shows it.
    #[error("a number is out of range")]
    OutOfRange,
    /// A text or list that is too long. The device sets it aside and shows it.
    #[error("too long")]
    TooLong,
    /// A value that its field does not take. The device sets it aside and shows it.
    #[error("the field does not take this value")]
    BadValue,
    /// An act that only the house does. The device sets it aside.
    #[error("only the house does this")]
    HouseOnly,
}

/// What the house knows already of what arrives. Only identifiers and counts that occur in what arrives have to be
/// in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Identifiers of kept entries.
    pub ids: BTreeSet<Uuid>,
    /// Devices and counts of kept entries.
    pub counts: BTreeSet<(Uuid, u64)>,
    /// The highest stamp kept in this journal; 0 if it is empty.
    pub stamp: u64,
}

/// An entry that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The entry.
    pub entry: Uuid,
    /// Why.
    pub why: Refusal,
}

/// What arrived, sorted out. Every identifier that arrived is in `fresh`, `known` or `refused`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sifted {
    /// To be kept now, in the order of arrival.
    pub fresh: Vec<Entry>,
    /// Kept before, or twice in what arrived: to be acknowledged without any effect.
    pub known: Vec<Uuid>,
    /// Not taken.
    pub refused: Vec<Refused>,
    /// The highest stamp once `fresh` is kept.
    pub stamp: u64,
}

/// Sorts out what arrives. Whether an entry is known is asked before anything else, so that one that was kept is
/// acknowledged for ever, also after the device has taken a new name because the first answer was lost. An identifier is
/// believed: whoever makes an entry draws a new one, and an [`Outbox`](crate::Outbox) never uses one for two texts.
#[must_use]
pub fn sift(arrived: Vec<Entry>, known: &Known, sender: Sender) -> Sifted {
    let mut sifted = Sifted { stamp: known.stamp, ..Sifted::default() };
    let mut ids = known.ids.clone();
    let mut counts = known.counts.clone();
    for entry in arrived {
        if ids.contains(&entry.id) {
            sifted.known.push(entry.id);
            continue;
        }
        let fault = check(&entry, sender).err().or_else(|| {
            if counts.contains(&(entry.device, entry.seq)) {
                Some(Refusal::CountTaken)
            } else if entry.stamp > known.stamp.saturating_add(STAMP_LEAP) {
                Some(Refusal::StampAhead)
            } else {
                None
            }
        });
        if let Some(why) = fault {
            sifted.refused.push(Refused { entry: entry.id, why });
            continue;
        }
        ids.insert(entry.id);
        counts.insert((entry.device, entry.seq));
        sifted.stamp = sifted.stamp.max(entry.stamp);
        sifted.fresh.push(entry);
    }
    sifted
}

/// Whether an entry makes sense by itself.
///
/// # Errors
/// The [`Refusal`] that tells what is wrong.
pub fn check(entry: &Entry, sender: Sender) -> Result<(), Refusal> {
    let counted = 1..=LARGEST;
    let moment = u64::try_from(entry.happened).is_ok_and(|moment| moment <= LARGEST);
    if !counted.contains(&entry.seq) || !counted.contains(&entry.stamp) || !moment {
        return Err(Refusal::OutOfRange);
    }
    match &entry.act {
        Act::Write { text, over, .. } if is_longer(text, LONGEST_TEXT) || over.len() > MOST_SEEN => {
            Err(Refusal::TooLong)
        }
        Act::Strike { over, .. } if over.len() > MOST_SEEN => Err(Refusal::TooLong),
        Act::Guest { name, label, .. } if is_longer(name, LONGEST_NAME) || is_longer(label, LONGEST_NAME) => {
            Err(Refusal::TooLong)
        }
        Act::Mark { field, value: Some(value), .. } if !field.accepts(value.as_str()) => {
            Err(Refusal::BadValue)
        }
        Act::Number { .. } if sender == Sender::Device => Err(Refusal::HouseOnly),
        Act::Number { number: 0, .. } => Err(Refusal::OutOfRange),
        _ => Ok(()),
    }
}

fn is_longer(text: &Text, most: usize) -> bool {
    text.as_str().chars().nth(most).is_some()
}
