//! Looks for a word, or a row of words, at one place of a text.

use crate::text::{Folded, Gap, Reading, Token};
use crate::word::Word;

/// A place found: the last token of it and how many doubts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The first token.
    pub(crate) first: usize,
    /// The last token.
    pub(crate) last: usize,
    /// Words that were misspelt, or torn apart by a space.
    pub(crate) doubts: usize,
}

/// Finds a word that begins at a token.
///
/// Sure: a form of it, also divided at the end of a line or spaced out letter by
/// letter. Doubtful (only when allowed): one letter wrong, or torn by a space.
pub(crate) fn word_at(text: &Folded, at: usize, word: &Word, doubts_allowed: bool) -> Option<Found> {
    let token = text.token(at)?;
    if token.number {
        return None;
    }
    let letters = text.letters(token);
    // The whole of a divided word before its first half: *Dlouh-* is a form already, *Dlouhou* is meant.
    if let Some(last) = divided(text, at, word) {
        return Some(Found { first: at, last, doubts: 0 });
    }
    if word.fits(letters) {
        return Some(Found { first: at, last: at, doubts: 0 });
    }
    if !doubts_allowed {
        return None;
    }
    // Torn before misspelt: *Dlou há* is a whole word, *Dlou* would be one with a letter missing.
    let last = torn(text, at, word).or_else(|| word.nearly(letters).then_some(at))?;
    Some(Found { first: at, last, doubts: 1 })
}

/// A word divided by a hyphen at the end of a line, or written l e t t e r by letter.
fn divided(text: &Folded, at: usize, word: &Word) -> Option<usize> {
    let single = text.word(at).len() == 1;
    let continues = |next: &Token| {
        let spaced = single
            && next.len() == 1
            && next.gap.only(Gap::SPACE | Gap::DOT | Gap::HYPHEN | Gap::JOINT | Gap::LINE);
        !next.number && (next.gap.divides_word() || spaced)
    };
    if word.base().len() < 3 {
        return None;
    }
    text.token(at + 1).filter(|next| continues(next))?;
    let mut joined = text.word(at).to_vec();
    let mut longest = None;
    for last in at + 1..at + 2 + word.longest() {
        let Some(next) = text.token(last).filter(|next| continues(next)) else { break };
        joined.extend_from_slice(text.letters(next));
        if joined.len() > word.longest() {
            break;
        }
        if joined.len() >= 4 && word.fits(&joined) {
            longest = Some(last);
        }
    }
    longest
}

/// A word torn into two or three by a space or a line end.
fn torn(text: &Folded, at: usize, word: &Word) -> Option<usize> {
    if word.base().len() < 5 || !word.begins_with(text.word(at)) {
        return None;
    }
    let mut joined = text.word(at).to_vec();
    for last in at + 1..at + 3 {
        let next = text.token(last).filter(|next| !next.number && next.gap.may_split_word())?;
        joined.extend_from_slice(text.letters(next));
        if word.fits(&joined) {
            return Some(last);
        }
    }
    None
}

/// One word of a row.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) word: Word,
    /// May be missing: a preposition, a title, a given name in the name of a street.
    pub(crate) optional: bool,
    /// Digits: must stand there as they are.
    pub(crate) number: bool,
}

/// Words in a fixed order: the name of a street, a phrase.
#[derive(Clone)]
pub(crate) struct Row {
    parts: Vec<Part>,
    /// The same written as one word.
    glued: Option<Word>,
    /// Words that may be put in between.
    inserted: usize,
}

const PREPOSITIONS: &str = " v ve na nad pod u za k ke ku o od do z ze s se po pri pro pred mezi a i in na ";

/// True for a word of one of the closed classes that tells nothing by itself.
pub(crate) fn is_preposition(folded: &[u8]) -> bool {
    listed(PREPOSITIONS, folded)
}

/// True when a folded word is in a list of words between spaces.
pub(crate) fn listed(list: &str, folded: &[u8]) -> bool {
    std::str::from_utf8(folded)
        .is_ok_and(|word| !word.is_empty() && list.split(' ').any(|known| known == word))
}

impl Row {
    /// A row of words as typed. `droppable` says which may be missing.
    pub(crate) fn of(
        typed: &[&str],
        reading: Reading,
        inserted: usize,
        droppable: impl Fn(usize, &str) -> bool,
    ) -> Self {
        let parts: Vec<Part> = typed
            .iter()
            .enumerate()
            .map(|(n, word)| {
                let number = word.bytes().all(|b| b.is_ascii_digit());
                let fixed = Word::fixed(word, reading);
                let small = number || is_preposition(fixed.base());
                Part {
                    word: if small { fixed } else { Word::of(word, reading) },
                    optional: droppable(n, word),
                    number,
                }
            })
            .collect();
        let letters: String = typed.concat();
        let glued =
            (parts.len() > 1 && !parts.iter().any(|part| part.number)).then(|| Word::of(&letters, reading));
        Self { parts, glued, inserted }
    }

    /// The words that tell something, to look for them first.
    pub(crate) fn telling(&self) -> impl Iterator<Item = &Word> {
        let any = self.parts.iter().any(|part| !part.number && !is_preposition(part.word.base()));
        self.parts
            .iter()
            .filter(move |part| !part.number && (!any || !is_preposition(part.word.base())))
            .map(|part| &part.word)
            .chain(&self.glued)
    }

    /// The numbers in it.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &[u8]> {
        self.parts.iter().filter(|part| part.number).map(|part| part.word.base())
    }

    /// Words that tell something.
    pub(crate) fn weight(&self) -> usize {
        self.parts.iter().filter(|part| !is_preposition(part.word.base())).count()
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// True when all its telling words are everyday words.
    pub(crate) fn is_common(&self) -> bool {
        self.weight() <= 1
            && self.parts.iter().filter(|part| !is_preposition(part.word.base())).all(|part| part.word.common)
    }

    /// Finds the row from a token on, with at most so many doubts.
    pub(crate) fn at(&self, text: &Folded, at: usize, doubts: usize) -> Option<Found> {
        if let Some(found) = self.glued.as_ref().and_then(|word| word_at(text, at, word, doubts > 0)) {
            return Some(found);
        }
        self.rest(text, at, 0, doubts, self.inserted, false)
    }

    fn rest(
        &self,
        text: &Folded,
        at: usize,
        from: usize,
        doubts: usize,
        inserted: usize,
        begun: bool,
    ) -> Option<Found> {
        let Some(part) = self.parts.get(from) else {
            return begun.then_some(Found { first: at, last: at.saturating_sub(1), doubts: 0 });
        };
        if begun && text.gap(at).has(Gap::STOP) {
            return None;
        }
        if let Some(here) = self.part_at(text, at, part, doubts, from + 1 == self.parts.len()) {
            let left = doubts.saturating_sub(here.doubts);
            if let Some(rest) = self.rest(text, here.last + 1, from + 1, left, inserted, true) {
                return Some(Found { first: at, last: rest.last, doubts: here.doubts + rest.doubts });
            }
        }
        if part.optional
            && let Some(rest) = self.rest(text, at, from + 1, doubts, inserted, begun)
        {
            return Some(Found { first: at, ..rest });
        }
        if begun && inserted > 0 && text.token(at).is_some() {
            return self.rest(text, at + 1, from, doubts, inserted - 1, true);
        }
        None
    }

    fn part_at(&self, text: &Folded, at: usize, part: &Part, doubts: usize, last: bool) -> Option<Found> {
        let here = Found { first: at, last: at, doubts: 0 };
        let token = text.token(at)?;
        let letters = text.letters(token);
        if part.number {
            let same = token.number && letters == part.word.base();
            return (same || ordinal(letters) == Some(part.word.base())).then_some(here);
        }
        if let Some(found) = word_at(text, at, &part.word, doubts > 0) {
            return Some(found);
        }
        let dotted = text.gap(at + 1).has(Gap::DOT);
        let shortest = if last { 4 } else { 1 };
        let abbreviated = dotted && letters.len() >= shortest && part.word.abbreviated_by(letters);
        // The worker wrote the abbreviation, the text has the whole word.
        let spelt_out = !last
            && part.word.base().len() <= 3
            && letters.len() > 3
            && letters.starts_with(part.word.base());
        (abbreviated || spelt_out).then_some(here)
    }
}

/// The number that an ordinal of a street's name says: *prvního máje*, *sedmnáctého listopadu*.
fn ordinal(letters: &[u8]) -> Option<&'static [u8]> {
    Some(match letters {
        b"prvniho" => b"1",
        b"pateho" => b"5",
        b"osmeho" => b"8",
        b"devateho" => b"9",
        b"sedmnacteho" => b"17",
        b"osmadvacateho" => b"28",
        _ => return None,
    })
}

/// True when a capital letter here would be there in any case.
pub(crate) fn begins_sentence(text: &Folded, at: usize) -> bool {
    at == 0 || text.gap(at).has(Gap::STOP | Gap::DOT | Gap::COLON | Gap::OTHER)
}

/// True when the token is written as a name is: with a capital inside a sentence,
/// or where nobody uses capitals (a file name, a message in small letters).
pub(crate) fn looks_like_name(text: &Folded, at: usize) -> bool {
    let Some(token) = text.token(at) else { return false };
    let joined = Gap::JOINT | Gap::SLASH | Gap::AT;
    (token.capital && !begins_sentence(text, at))
        || text.without_capitals()
        || token.gap.has(joined)
        || (text.gap(at + 1).has(joined) && at + 1 < text.tokens().len())
}
