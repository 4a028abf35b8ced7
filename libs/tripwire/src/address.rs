//! Addresses.
//!
//! What raises an alarm, out of street, house number, postcode and town:
//!
//! 1. street and house number, in either order, with nothing but the small words
//!    of an address between them (`č. p.`, `v domě`, the town, the postcode);
//! 2. the street said to be a street (`v Dlouhé ulici`), unless its name already
//!    contains the word (`náměstí Míru` is in every town);
//! 3. street and town, or street and postcode, side by side;
//! 4. postcode and house number;
//! 5. in a village without streets, its name and the house number;
//! 6. both numbers of a house (`1234/12`) beside the town.
//!
//! A town alone, a postcode alone, a house number alone and a street's name alone
//! raise none – unless it is all that the worker wrote: then it is the secret.
//! A misspelt street counts in 1 and 3, never in 2.

use crate::address_parts::{Parts, units};
use crate::pattern::{Anchors, Pattern, Place};
use crate::phrase::Phrase;
use crate::seek::{Found, Row, listed, looks_like_name};
use crate::text::{Folded, Gap, Reading};

/// Words that may stand between the parts of an address.
const FILLERS: &str = " c cp co cislo cislem cisla cislu popisne popisneho popisnem orientacni p o ev evidencni dum dome domu domem byt bytu byte bytem \
v ve na z ze u do a ulice ulici ulic ulicemi ul psc cz cr obec obci mesto meste mesta adresa adrese bydlem bytem patro patre dvere dveri vchod nam namesti tr trida tride tridy tridu \
sidl sidliste sidlisti nabr nabrezi ";

/// Words that say that a street is meant.
const STREET_WORDS: &str = " ul ulice ulici ulic trida tride tridy tridu tr namesti nam nabrezi nabr sidliste sidlisti sidl alej aleje aleji ";

/// What a number counts when it is no house number.
const UNITS: &str = " hodin hodinu hodiny hodine hod h minut minuty minutu min dni dnu dny den let roku rok roky tyden tydnu tydny mesicu mesice mesic \
km m cm mm kg g mg ml l kc korun koruny procent krat x deti zaku osob lidi stran strany bodu ledna unora brezna dubna kvetna cervna \
cervence srpna zari rijna listopadu prosince ";

/// A longer name is a description; none of its words may be missing.
const LONGEST_STREET: usize = 6;

/// Tokens between the two parts of an address at most.
const WIDEST_GAP: usize = 7;

/// One address.
pub(crate) struct Address {
    street: Option<Row>,
    /// The name of the street contains a street word itself.
    named_as_street: bool,
    town: Option<Row>,
    /// The house numbers, one or two, without their letter.
    numbers: Vec<Vec<u8>>,
    postcode: Option<Vec<u8>>,
}

/// Everything to look for in what a worker wrote as an address.
pub(crate) fn patterns(typed: &str, reading: Reading) -> Vec<Box<dyn Pattern>> {
    let mut found: Vec<Box<dyn Pattern>> = Vec::new();
    for parts in units(typed) {
        for house in &parts.houses {
            found.extend(crate::organisation::patterns(house, reading));
        }
        match Address::of(&parts, reading) {
            Some(address) => found.push(Box::new(address)),
            None => {
                // A single part is the whole secret.
                for words in [&parts.street, &parts.town] {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    if let Some(phrase) = Phrase::name(&words, reading) {
                        found.push(Box::new(phrase));
                    }
                }
                if let Some(postcode) =
                    parts.postcode.filter(|_| parts.street.is_empty() && parts.town.is_empty())
                {
                    found.extend(Phrase::of(&postcode, reading).map(|p| Box::new(p) as Box<dyn Pattern>));
                }
            }
        }
    }
    found
}

impl Address {
    /// An address of at least two parts.
    fn of(parts: &Parts, reading: Reading) -> Option<Self> {
        let row = |words: &[String], droppable: bool| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let last = words.len().saturating_sub(1);
            (!words.is_empty()).then(|| {
                Row::of(&words, reading, 0, |n, word| {
                    droppable
                        && n < last
                        && words.len() <= LONGEST_STREET
                        && !word.bytes().all(|b| b.is_ascii_digit())
                })
            })
        };
        let known = [
            !parts.street.is_empty(),
            !parts.town.is_empty(),
            !parts.numbers.is_empty(),
            parts.postcode.is_some(),
        ];
        if known.iter().filter(|known| **known).count() < 2 {
            return None;
        }
        // Town and postcode are one place, no address.
        if parts.street.is_empty() && parts.numbers.is_empty() {
            return None;
        }
        Some(Self {
            street: row(&parts.street, true),
            named_as_street: parts.named_as_street,
            town: row(&parts.town, false),
            numbers: parts.numbers.iter().map(|n| n.clone().into_bytes()).collect(),
            postcode: parts.postcode.clone().map(String::into_bytes),
        })
    }

    /// What a house number must stand beside.
    fn named(&self) -> Option<&Row> {
        self.street.as_ref().or(self.town.as_ref())
    }

    fn is_number(&self, text: &Folded, at: usize) -> bool {
        let Some(token) = text.token(at) else { return false };
        let said = if token.number { Some(text.word(at)) } else { in_digits(text.word(at)) };
        said.is_some_and(|said| self.numbers.iter().any(|number| number == said))
    }

    /// The last token of a house number with its second half and letter.
    fn number_end(&self, text: &Folded, at: usize) -> usize {
        let mut end = at;
        let next = text.token(at + 1);
        if next.is_some_and(|t| t.number && t.gap.only(Gap::SLASH | Gap::SPACE) && t.gap.has(Gap::SLASH)) {
            end += 1;
        }
        if text.token(end + 1).is_some_and(|t| !t.number && t.len() == 1 && t.gap.none()) {
            end += 1;
        }
        end
    }

    /// The number counts something, or belongs to a date or a time.
    fn counts_something(&self, text: &Folded, at: usize) -> bool {
        let Some(next) = text.token(at + 1) else { return false };
        let unit = next.gap.only(Gap::SPACE | Gap::LINE | Gap::DOT) && listed(UNITS, text.letters(next));
        let dated = next.number
            && next.gap.has(Gap::DOT | Gap::COLON)
            && next.gap.only(Gap::DOT | Gap::SPACE | Gap::COLON);
        let ordinal = !next.number && !next.capital && next.gap == Gap::dot_and_space();
        // Fifth-graders and twelve-year-olds: 5členná, 12letý.
        let glued = !next.number && next.len() > 1 && next.gap.none() && !self.is_filler(text, at + 1);
        unit || dated || glued || ordinal && !text.without_capitals()
    }

    fn postcode_at(&self, text: &Folded, at: usize) -> Option<usize> {
        let code = self.postcode.as_deref()?;
        let here = text.token(at).filter(|t| t.number)?;
        if text.letters(here) == code {
            return Some(at);
        }
        let next = text.token(at + 1).filter(|t| t.number && t.gap.may_split_word())?;
        (code.strip_prefix(text.letters(here)) == Some(text.letters(next))).then_some(at + 1)
    }

    fn is_filler(&self, text: &Folded, at: usize) -> bool {
        listed(FILLERS, text.word(at))
            || self.postcode_at(text, at).is_some()
            || at > 0 && self.postcode_at(text, at - 1) == Some(at)
            || self.town.as_ref().is_some_and(|town| {
                (at.saturating_sub(town.len())..=at)
                    .any(|s| town.at(text, s, 1).is_some_and(|f| f.last >= at))
            })
    }

    /// Only the small words of an address stand between two tokens.
    fn fillers_between(&self, text: &Folded, left: usize, right: usize) -> bool {
        right > left
            && right - left <= WIDEST_GAP + 1
            && (left + 1..=right).all(|at| !text.gap(at).has(Gap::STOP))
            && (left + 1..right).all(|at| self.is_filler(text, at))
    }

    fn street_word_beside(text: &Folded, found: Found) -> Option<Place> {
        let close = |at: usize| {
            text.gap(at)
                .only(Gap::SPACE | Gap::DOT | Gap::LINE | Gap::JOINT | Gap::HYPHEN | Gap::OTHER | Gap::COLON)
        };
        if found.first > 0 && close(found.first) && listed(STREET_WORDS, text.word(found.first - 1)) {
            return Some((found.first - 1, found.last));
        }
        let next = found.last + 1;
        (close(next) && !text.gap(next).has(Gap::DOT) && listed(STREET_WORDS, text.word(next)))
            .then_some((found.first, next))
    }

    /// The name of the street stands at these tokens: does anything beside it make it an address?
    fn around_name(&self, text: &Folded, name: &Row, found: Found) -> Option<Place> {
        let beside = Self::street_word_beside(text, found);
        let capital = text.token(found.first).is_some_and(|token| token.capital);
        let plain = !name.is_common() || looks_like_name(text, found.first) || beside.is_some();
        for at in found.last + 1..=found.last + 1 + WIDEST_GAP {
            if self.is_number(text, at)
                && self.fillers_between(text, found.last, at)
                && (plain || capital || at == found.last + 1)
                && (beside.is_some() || !self.counts_something(text, self.number_end(text, at)))
            {
                return Some((found.first, self.number_end(text, at)));
            }
        }
        for at in found.first.saturating_sub(WIDEST_GAP + 1)..found.first {
            let end = self.number_end(text, at);
            if self.is_number(text, at)
                && self.fillers_between(text, end, found.first)
                && (plain || capital)
                && !self.counts_something(text, end)
                && !text.gap(at).has(Gap::COLON)
            {
                return Some((at, found.last));
            }
        }
        self.street.as_ref()?;
        if found.doubts == 0 && !self.named_as_street && beside.is_some() {
            return beside;
        }
        let next = text.token(found.last + 1);
        let listed = next.is_some_and(|next| next.capital && next.gap.has(Gap::COMMA));
        if plain || (listed && capital) { self.beside_town(text, found) } else { None }
    }

    /// Street and town, or street and postcode.
    fn beside_town(&self, text: &Folded, found: Found) -> Option<Place> {
        let town = self.town.as_ref();
        for at in found.last + 1..=found.last + 5 {
            let end = self.postcode_at(text, at).or_else(|| Some(town?.at(text, at, 0)?.last));
            if let Some(end) = end
                && self.fillers_between(text, found.last, at)
            {
                return Some((found.first, end));
            }
        }
        for at in found.first.saturating_sub(5)..found.first {
            let end = self.postcode_at(text, at).or_else(|| Some(town?.at(text, at, 0)?.last));
            if let Some(end) = end.filter(|end| *end < found.first)
                && self.fillers_between(text, end, found.first)
            {
                return Some((at, found.last));
            }
        }
        None
    }

    /// Without the street: postcode and house number, or both house numbers and the town.
    fn around_number(&self, text: &Folded, at: usize) -> Option<Place> {
        let end = self.number_end(text, at);
        let both = self.numbers.len() == 2
            && end > at
            && self.is_number(text, at + 1)
            && text.word(at) != text.word(at + 1);
        for other in at.saturating_sub(WIDEST_GAP)..=end + WIDEST_GAP {
            let postcode = self.postcode_at(text, other);
            let town = if both {
                self.town.as_ref().and_then(|town| town.at(text, other, 0)).map(|f| f.last)
            } else {
                None
            };
            let Some(last) = postcode.or(town) else { continue };
            if other > end && self.fillers_between(text, end, other) && !self.counts_something(text, end) {
                return Some((at, last));
            }
            if last < at && self.fillers_between(text, last, at) && !self.counts_something(text, end) {
                return Some((other, end));
            }
        }
        None
    }
}

/// A number in words, up to twenty.
fn in_digits(word: &[u8]) -> Option<&'static [u8]> {
    const WORDS: [&str; 20] = [
        "jedna",
        "dva",
        "tri",
        "ctyri",
        "pet",
        "sest",
        "sedm",
        "osm",
        "devet",
        "deset",
        "jedenact",
        "dvanact",
        "trinact",
        "ctrnact",
        "patnact",
        "sestnact",
        "sedmnact",
        "osmnact",
        "devatenact",
        "dvacet",
    ];
    const DIGITS: [&str; 20] = [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18",
        "19", "20",
    ];
    let at = WORDS.iter().position(|known| known.as_bytes() == word)?;
    DIGITS.get(at).map(|digits| digits.as_bytes())
}

impl Pattern for Address {
    fn anchors(&self) -> Anchors {
        let words = self.named().into_iter().flat_map(|row| row.telling().cloned()).collect();
        Anchors { words, numbers: self.numbers.clone(), fixed: Vec::new() }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        let name = self.named()?;
        let number = text.token(at).is_some_and(|token| token.number);
        let reach = name.len() + if number { WIDEST_GAP } else { 1 };
        for start in at.saturating_sub(reach)..=at + if number { WIDEST_GAP } else { 0 } {
            if let Some(found) = name.at(text, start, 1)
                && let Some(place) = self.around_name(text, name, found)
            {
                return Some(place);
            }
        }
        if number && self.is_number(text, at) { self.around_number(text, at) } else { None }
    }
}
