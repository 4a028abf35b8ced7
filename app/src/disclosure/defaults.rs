//! The installation's default table, read from the file beside this one. Pure.

use super::model::{Rule, StoredVerdict, TableOccasion};
use crate::cases::ReaderKind;
use crate::kernel::{Choice, Failure, Id};
use facts::FactGroup;
use jiff::civil::{Date, date};
use outbound::Verdict;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

const TABLE: &str = include_str!("disclosure.csv");
const WORDING: &str = include_str!("wording.csv");

/// The defaults are in effect from this day on: earlier than any conference of an installation.
const FROM: Date = date(2026, 1, 1);

/// All default rules.
///
/// # Errors
/// [`Failure::Broken`] when a file names a reader, group or verdict that the program does not know.
pub(super) fn rules() -> Result<Vec<Rule>, Failure> {
    let wording = wording()?;
    let mut rules = Vec::new();
    for record in csv::Reader::from_reader(TABLE.as_bytes()).into_records() {
        let record = record.map_err(|e| broken(&e.to_string()))?;
        let field = |at: usize| record.get(at).unwrap_or_default();
        let reader = ReaderKind::from_code(field(0)).ok_or_else(|| broken(field(0)))?;
        let group = FactGroup::from_code(field(1)).ok_or_else(|| broken(field(1)))?;
        let (ground, note, purpose) = wording.get(field(0)).cloned().ok_or_else(|| broken(field(0)))?;
        for (at, occasion) in TableOccasion::ALL.iter().enumerate() {
            let code = field(at + 2);
            let StoredVerdict(verdict) = StoredVerdict::from_code(code).ok_or_else(|| broken(code))?;
            rules.push(Rule {
                id: Id::from_uuid(name_of(&[field(0), field(1), occasion.code()])),
                office: Id::from_uuid(Uuid::nil()),
                reader,
                group,
                occasion: *occasion,
                verdict: if group == FactGroup::Notifier { Verdict::Never } else { verdict },
                ground: ground.clone(),
                note: note.clone(),
                purpose: purpose.clone(),
                valid_from: FROM,
                valid_to: None,
                verified_on: field(7).parse().ok(),
                decided_by: None,
            });
        }
    }
    Ok(rules)
}

/// Ground, note and purpose of what a reader is told, in Czech.
type Wording = (String, String, String);

/// The words of the table, by reader.
fn wording() -> Result<HashMap<String, Wording>, Failure> {
    csv::Reader::from_reader(WORDING.as_bytes())
        .into_deserialize::<(String, String, String, String)>()
        .map(|row| row.map(|(reader, ground, note, purpose)| (reader, (ground, note, purpose))))
        .collect::<Result<_, _>>()
        .map_err(|e| broken(&e.to_string()))
}

/// An identifier made of a name: the same row of the file is the same rule at every start.
pub(super) fn name_of(parts: &[&str]) -> Uuid {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let mut bytes = [0u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, from)| *byte = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fn broken(what: &str) -> Failure {
    Failure::Broken(format!("the default disclosure table is unreadable at {what}"))
}
