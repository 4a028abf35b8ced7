//! Finds protected facts in a text that is about to leave the office.
//!
//! Secrets in (an address, a telephone, a school, a name, free words), places
//! of the text out. Nothing here does I/O, reads a clock or knows children.

mod text;

use std::fmt;
use std::ops::Range;

use text::{Folded, Reading};
use uuid::Uuid;

/// What sort of fact a secret is; it decides how the text is compared with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Where somebody lives or stays.
    Address,
    /// A telephone number or an e-mail address.
    Contact,
    /// A school, a workplace, a doctor.
    Organisation,
    /// A person's name.
    Name,
    /// Free words.
    Words,
}

/// One protected fact.
#[derive(Clone)]
pub struct Secret {
    /// Given back in the alarm.
    pub id: Uuid,
    /// What sort of fact it is.
    pub kind: Kind,
    /// As a worker typed it: several lines, or several values separated by `;` or a new line.
    pub text: String,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// A place in the text where a secret stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Whose place it is.
    pub secret: Uuid,
    /// Bytes of the text as given, on character boundaries.
    pub range: Range<usize>,
}

/// Secrets made ready for reading many texts.
pub struct Tripwire {
    phrases: Vec<(Uuid, Vec<Vec<u8>>)>,
}

impl fmt::Debug for Tripwire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tripwire").field("secrets", &self.phrases.len()).finish_non_exhaustive()
    }
}

impl Tripwire {
    /// Makes the secrets ready. A secret without a letter or digit finds nothing.
    #[must_use]
    pub fn of(secrets: &[Secret]) -> Self {
        let mut phrases = Vec::new();
        for secret in secrets {
            for value in secret.text.split([';', '\n']) {
                let folded = Folded::of(value, Reading::Looks);
                let words: Vec<Vec<u8>> =
                    folded.tokens().iter().map(|t| folded.letters(t).to_vec()).collect();
                if !words.is_empty() {
                    phrases.push((secret.id, words));
                }
            }
        }
        Self { phrases }
    }

    /// True when there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Every place where a secret stands, in the order of the text.
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<Alarm> {
        let folded = Folded::of(text, Reading::Looks);
        let mut alarms = Vec::new();
        for start in 0..folded.tokens().len() {
            for (secret, words) in &self.phrases {
                if words.iter().enumerate().all(|(n, word)| folded.word(start + n) == word.as_slice()) {
                    alarms
                        .push(Alarm { secret: *secret, range: folded.range(start, start + words.len() - 1) });
                }
            }
        }
        alarms
    }
}
