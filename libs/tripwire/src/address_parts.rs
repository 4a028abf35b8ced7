//! Takes what a worker typed as an address apart: street, numbers, postcode, town.

use crate::seek::listed;
use crate::text::{Folded, Gap, Reading, Token};

/// The parts of one address; any may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Words of the street's name, without `ulice`, `náměstí` and the like.
    pub(crate) street: Vec<String>,
    /// The name had `náměstí` or `třída` in it, so that the word proves nothing.
    pub(crate) named_as_street: bool,
    /// House numbers, digits only.
    pub(crate) numbers: Vec<String>,
    /// Five digits.
    pub(crate) postcode: Option<String>,
    /// Words of the town's name.
    pub(crate) town: Vec<String>,
    /// Lines that name a house: *Azylový dům Samaritán*.
    pub(crate) houses: Vec<String>,
}

/// Left out of a street's name.
const GENERIC: &str = " ul ulice namesti nam n trida tr nabrezi nabr sidliste sidl ";
/// Proves nothing, since the name is never said without it.
const OFFICIAL: &str = " namesti nam n trida tr nabrezi nabr sidliste sidl ";
/// Between the name and the number.
const LABELS: &str = " c cp co cislo p o popisne orientacni ev evidencni dum ";
/// Towns whose parts are numbered: Praha 4.
const NUMBERED: &str = " praha brno plzen ostrava olomouc pardubice liberec usti ";
/// Names of the country, and districts, tell nothing.
const COUNTRY: &str = " ceska republika cr cesko czech republic okr okres ";
/// After a house number, no town.
const INSIDE: &str = " byt patro dvere vchod schodiste blok ";

/// Every address in what was typed: separated by `;`, or by a new line that begins another one.
pub(crate) fn units(typed: &str) -> Vec<Parts> {
    let mut found = Vec::new();
    for value in typed.split(';') {
        let mut unit = Parts::default();
        for line in value.lines() {
            let before = unit.clone();
            let mut next = unit.clone();
            let complete = !before.numbers.is_empty();
            let mut conflict = false;
            for segment in line.split(',') {
                conflict |= next.add(segment) && complete;
            }
            if conflict {
                found.push(before);
                unit = Parts::default();
                for segment in line.split(',') {
                    unit.add(segment);
                }
            } else {
                unit = next;
            }
        }
        if unit != Parts::default() {
            found.push(unit);
        }
    }
    found
}

fn typed_word(segment: &str, token: &Token) -> String {
    segment.get(token.start..token.end).unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Parts {
    /// Adds one line or the part between two commas. True when it had a house number.
    fn add(&mut self, segment: &str) -> bool {
        let text = Folded::of(segment, Reading::Looks);
        if text.tokens().is_empty() {
            return false;
        }
        let spelt = |at: usize| text.word(at).to_vec();
        let country = (0..text.tokens().len()).all(|at| listed(COUNTRY, &spelt(at)));
        let first = if text.token(0).is_some_and(|token| token.number) { spelt(1) } else { spelt(0) };
        if country || listed(INSIDE, &first) {
            return false;
        }
        let mut rest: Vec<usize> = (0..text.tokens().len()).collect();
        let postcode = take_postcode(&text, &mut rest);
        let numbered_town = rest.first().is_some_and(|at| listed(NUMBERED, text.word(*at)));
        let house = rest.iter().position(|at| {
            is_house_number(&text, *at)
                && !(numbered_town && (!self.numbers.is_empty() || postcode.is_some()))
        });
        let words = |places: &[usize]| -> Vec<String> {
            places.iter().filter_map(|at| text.token(*at)).map(|token| typed_word(segment, token)).collect()
        };
        let before = house.unwrap_or(rest.len());
        let name: Vec<usize> = rest.get(..before).unwrap_or_default().to_vec();
        let has_word = |list: &str| name.iter().any(|at| listed(list, text.word(*at)));
        let official = has_word(OFFICIAL);
        let generic = has_word(GENERIC);
        let mut name: Vec<usize> = name.into_iter().filter(|at| !listed(GENERIC, text.word(*at))).collect();
        while house.is_some() && name.last().is_some_and(|at| listed(LABELS, text.word(*at))) {
            name.pop();
        }
        if house.is_none() && numbered_town {
            name.truncate(1);
        }
        let name = words(&name);
        let had_postcode = postcode.is_some();
        self.postcode = self.postcode.take().or(postcode);
        let Some(house) = house else {
            self.place_without_number(segment, name, generic, official, had_postcode);
            return false;
        };
        if !self.numbers.is_empty() && numbered_town {
            self.town = name;
            return false;
        }
        let (numbers, after) = numbers_from(&text, rest.get(house..).unwrap_or_default());
        self.numbers = numbers;
        if !name.is_empty() {
            self.street = name;
            self.named_as_street = official;
        }
        let after: Vec<usize> = after
            .into_iter()
            .take_while(|at| !listed(INSIDE, text.word(*at)) && text.token(*at).is_some_and(|t| !t.number))
            .collect();
        if !after.is_empty() {
            self.town = words(&after);
        }
        true
    }

    fn place_without_number(
        &mut self,
        segment: &str,
        name: Vec<String>,
        generic: bool,
        official: bool,
        postcode: bool,
    ) {
        if name.is_empty() || (name.len() == 1 && name.iter().all(|word| word.len() < 2)) {
            return;
        }
        if crate::organisation::is_house(segment) {
            self.houses.push(segment.trim().to_owned());
        } else if generic && self.street.is_empty() {
            self.street = name;
            self.named_as_street = official;
        } else if self.street.is_empty() && self.numbers.is_empty() && !postcode && self.town.is_empty() {
            // "Dlouhá" before "Šternberk", or alone.
            self.street = name;
        } else if self.town.is_empty() || postcode {
            self.town = name;
        }
    }
}

/// Five digits, or three and two, that begin with 1 to 7.
fn take_postcode(text: &Folded, rest: &mut Vec<usize>) -> Option<String> {
    let digits = |at: usize| {
        text.token(at).filter(|t| t.number).map_or("", |t| std::str::from_utf8(text.letters(t)).unwrap_or(""))
    };
    for n in 0..rest.len() {
        let at = *rest.get(n)?;
        let (first, second) = (digits(at), digits(at + 1));
        let plausible = first.starts_with(['1', '2', '3', '4', '5', '6', '7']);
        if plausible && first.len() == 5 {
            let code = first.to_owned();
            rest.remove(n);
            return Some(code);
        }
        if plausible && first.len() == 3 && second.len() == 2 && text.gap(at + 1).only(Gap::SPACE) {
            let code = format!("{first}{second}");
            rest.drain(n..=n + 1);
            return Some(code);
        }
    }
    None
}

/// A number that is no ordinal of a street's name (`28. října`) and no floor.
fn is_house_number(text: &Folded, at: usize) -> bool {
    let ordinal = text.token(at + 1).is_some_and(|next| !next.number && next.gap.has(Gap::DOT));
    text.token(at).is_some_and(|token| token.number && token.len() <= 4) && !ordinal
}

/// The numbers of a house (`1234/12a`) and what stands after them.
fn numbers_from(text: &Folded, rest: &[usize]) -> (Vec<String>, Vec<usize>) {
    let mut numbers = Vec::new();
    let mut rest = rest.iter().copied().peekable();
    while let Some(at) = rest.peek().copied() {
        let Some(token) = text.token(at) else { break };
        let letters = String::from_utf8_lossy(text.letters(token)).into_owned();
        let second = !numbers.is_empty() && token.number && token.gap.has(Gap::SLASH);
        let letter = !numbers.is_empty()
            && !token.number
            && token.len() == 1
            && token.gap.only(Gap::SPACE | Gap::SLASH)
            && !matches!(letters.as_str(), "v" | "u");
        if numbers.is_empty() || second {
            numbers.push(letters);
        } else if !letter {
            break;
        }
        rest.next();
    }
    (numbers, rest.collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn parts(typed: &str) -> String {
        units(typed)
            .iter()
            .map(|p| {
                format!(
                    "{}|{}|{}|{}",
                    p.street.join(" "),
                    p.numbers.join("/"),
                    p.postcode.clone().unwrap_or_default(),
                    p.town.join(" ")
                )
            })
            .collect::<Vec<_>>()
            .join(" + ")
    }

    #[test]
    fn an_address_is_taken_apart_however_it_was_typed() {
        for (typed, expected) in [
            ("Dlouhá 12, 785 01 Šternberk", "Dlouhá|12|78501|Šternberk"),
            ("Dlouhá 1234/12a\n78501 Šternberk", "Dlouhá|1234/12|78501|Šternberk"),
            ("ul. Dlouhá č. p. 12, Šternberk", "Dlouhá|12||Šternberk"),
            ("nám. Míru 3, Olomouc", "Míru|3||Olomouc"),
            ("28. října 15, 779 00 Olomouc", "28 října|15|77900|Olomouc"),
            ("Lhota 45", "Lhota|45||"),
            ("č. p. 45, 785 01 Lhota", "|45|78501|Lhota"),
            ("Na Kopečku 7 Šternberk", "Na Kopečku|7||Šternberk"),
            ("Nuselská 5, Praha 4", "Nuselská|5||Praha"),
            ("Dlouhá 12, Šternberk; Krátká 3, Olomouc", "Dlouhá|12||Šternberk + Krátká|3||Olomouc"),
            ("Dlouhá 12, Šternberk\nKrátká 3, Olomouc", "Dlouhá|12||Šternberk + Krátká|3||Olomouc"),
            ("Dlouhá, Šternberk", "Dlouhá|||Šternberk"),
        ] {
            assert_eq!(parts(typed), expected, "{typed}");
        }
    }
}
