//! Finds protected facts in a text that is about to leave the office.
//!
//! Secrets in (an address, a telephone, a school, a name, free words), places
//! of the text out. Nothing here does I/O, reads a clock or knows children.
//!
//! A text is folded once (`text`): case, diacritics, invisible characters,
//! look-alike letters, `%20` and `&nbsp;` disappear, what stands between words is
//! kept. An index (`index`) stops only at words and numbers that belong to a
//! secret; the secret itself (`pattern`) then looks around whether it is there.
//!
//! How far it goes, kind by kind:
//!
//! - *Address* (`address`): street and number, street and town, postcode and number …; a town alone never.
//! - *Contact* (`contact`): nine digits in any grouping, with or without a country code; e-mail with (at),
//!   zavináč, tečka; one wrong letter before the at sign.
//! - *Organisation* (`organisation`): a telling word of its name beside a generic word of the same sort.
//! - *Name* (`name`): given name and surname in any order, or the surname alone; an everyday word (Nový, Malá,
//!   Svoboda) only where it is written as a name. A given name alone never.
//! - *Words* (`phrase`): the phrase inflected, same order, one word put in.
//!
//! Czech inflection is done by rules (`word`), with all regular endings and changes of the stem. A word
//! misspelt by one letter, or torn by a space, counts only where the rest of the secret is beside it.
//! What it does not know: diminutives and nicknames, numbers in words, other transliterations, synonyms,
//! descriptions (*ten žlutý dům u nádraží*), words in pictures. It is a net under a careful person, not a
//! substitute for one.

mod address;
mod address_parts;
mod contact;
mod frequent;
mod index;
mod name;
mod organisation;
mod pattern;
mod phrase;
mod seek;
mod text;
mod word;

use std::fmt;
use std::ops::Range;

use contact::{Handle, Mailbox, Phone};
use index::Index;
use pattern::Pattern;
use phrase::Phrase;
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
    looks: Reader,
    /// For names written in another alphabet; used only when a text has one.
    sounds: Reader,
}

impl fmt::Debug for Tripwire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tripwire").field("patterns", &self.looks.patterns.len()).finish_non_exhaustive()
    }
}

impl Tripwire {
    /// Makes the secrets ready. A secret without a letter or digit finds nothing.
    #[must_use]
    pub fn of(secrets: &[Secret]) -> Self {
        Self { looks: Reader::of(secrets, Reading::Looks), sounds: Reader::of(secrets, Reading::Sound) }
    }

    /// True when there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.looks.patterns.is_empty()
    }

    /// Every place where a secret stands, in the order of the text. Places of one
    /// secret that overlap are given as one.
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<Alarm> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut alarms = self.looks.read(text);
        if text::has_other_alphabets(text) {
            alarms.extend(self.sounds.read(text));
        }
        merged(alarms)
    }
}

/// The secrets as one reading of foreign letters shows them.
struct Reader {
    reading: Reading,
    patterns: Vec<(Uuid, Box<dyn Pattern>)>,
    index: Index,
}

impl Reader {
    fn of(secrets: &[Secret], reading: Reading) -> Self {
        let patterns: Vec<(Uuid, Box<dyn Pattern>)> = secrets
            .iter()
            .flat_map(|secret| patterns(secret, reading).into_iter().map(|pattern| (secret.id, pattern)))
            .collect();
        let index = Index::of(patterns.iter().map(|(_, pattern)| pattern.anchors()));
        Self { reading, patterns, index }
    }

    fn read(&self, text: &str) -> Vec<Alarm> {
        let folded = Folded::of(text, self.reading);
        let mut alarms = Vec::new();
        // Where the place found last ends, one past, for every pattern: what lies in it is found already.
        let mut ends = vec![0; self.patterns.len()];
        self.index.each(&folded, |at, number| {
            if let (Some((secret, pattern)), Some(end)) = (self.patterns.get(number), ends.get_mut(number))
                && at >= *end
                && let Some((first, last)) = pattern.confirm(&folded, at)
            {
                *end = last + 1;
                alarms.push(Alarm { secret: *secret, range: folded.range(first, last) });
            }
        });
        alarms
    }
}

fn patterns(secret: &Secret, reading: Reading) -> Vec<Box<dyn Pattern>> {
    if secret.kind == Kind::Address {
        return address::patterns(&secret.text, reading);
    }
    let values = secret.text.split([';', '\n', '\r']).map(str::trim).filter(|value| !value.is_empty());
    let mut found: Vec<Box<dyn Pattern>> = Vec::new();
    for value in values {
        match secret.kind {
            Kind::Address => {}
            Kind::Contact => found.extend(contacts(value, reading)),
            Kind::Organisation => found.extend(organisation::patterns(value, reading)),
            Kind::Name => found.extend(name::patterns(value, reading)),
            Kind::Words => {
                found
                    .extend(Phrase::all(value, reading).into_iter().map(|p| Box::new(p) as Box<dyn Pattern>));
            }
        }
    }
    found
}

/// One line of contacts; several may be separated by commas.
fn contacts(value: &str, reading: Reading) -> Vec<Box<dyn Pattern>> {
    value
        .split(',')
        .flat_map(|part| {
            let mut found: Vec<Box<dyn Pattern>> = Vec::new();
            for word in part.split_whitespace().filter(|word| word.contains('@')) {
                found.extend(Mailbox::of(word, reading).map(|p| Box::new(p) as Box<dyn Pattern>));
            }
            let rest: Vec<&str> = part.split_whitespace().filter(|word| !word.contains('@')).collect();
            let rest = rest.join(" ");
            match Phone::of(&rest) {
                Some(phone) => found.push(Box::new(phone)),
                None if found.is_empty() => {
                    found.extend(Handle::of(&rest, reading).map(|p| Box::new(p) as Box<dyn Pattern>));
                    let name = contact::without_label(&rest);
                    if name.split_whitespace().count() > 1 {
                        found.extend(Phrase::of(name, reading).map(|p| Box::new(p) as Box<dyn Pattern>));
                    }
                }
                None => {}
            }
            found
        })
        .collect()
}

/// In the order of the text, overlapping places of one secret joined.
fn merged(mut alarms: Vec<Alarm>) -> Vec<Alarm> {
    alarms.sort_by_key(|alarm| (alarm.secret, alarm.range.start, alarm.range.end));
    let mut joined: Vec<Alarm> = Vec::with_capacity(alarms.len());
    for alarm in alarms {
        match joined.last_mut() {
            Some(last) if last.secret == alarm.secret && alarm.range.start <= last.range.end => {
                last.range.end = last.range.end.max(alarm.range.end);
            }
            _ => joined.push(alarm),
        }
    }
    joined.sort_by_key(|alarm| (alarm.range.start, alarm.range.end));
    joined
}
