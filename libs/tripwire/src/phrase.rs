//! Free words: the phrase in any inflection, same order, at most one word put in.

use crate::pattern::{Anchors, Pattern, Place};
use crate::seek::{Row, looks_like_name};
use crate::text::{Folded, Reading};

/// More words than this are a description.
const LONGEST_PHRASE: usize = 6;

/// Words that must stand together.
pub(crate) struct Phrase {
    row: Row,
    /// Only where it is written like a name: a single everyday word that is a name here.
    as_name: bool,
}

impl Phrase {
    /// A phrase of the worker's own words; a single word is found wherever it stands.
    pub(crate) fn of(typed: &str, reading: Reading) -> Option<Self> {
        let words = words_of(typed);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        (!words.is_empty()).then(|| Self { row: Row::of(&words, reading, 1, |_, _| false), as_name: false })
    }

    /// Everything to look for in a worker's words: a long text is never repeated as it is, so its
    /// clauses of at least two telling words are looked for as well.
    pub(crate) fn all(typed: &str, reading: Reading) -> Vec<Self> {
        let mut found: Vec<Self> = Self::of(typed, reading).into_iter().collect();
        if words_of(typed).len() > LONGEST_PHRASE {
            let clauses = typed.split([',', '.', ':', '(', ')', '–']).flat_map(|clause| clause.split(" a "));
            found.extend(
                clauses
                    .filter_map(|clause| Self::of(clause, reading))
                    .filter(|clause| clause.row.weight() > 1),
            );
        }
        found
    }

    /// A name of a place or a firm: an everyday word counts only where it is written as a name.
    pub(crate) fn name(words: &[&str], reading: Reading) -> Option<Self> {
        let row = Row::of(words, reading, 1, |_, _| false);
        (!words.is_empty()).then(|| Self { as_name: row.is_common(), row })
    }
}

/// Splits a line into words and numbers, keeping how they were typed.
pub(crate) fn words_of(typed: &str) -> Vec<String> {
    let folded = Folded::of(typed, Reading::Looks);
    folded
        .tokens()
        .iter()
        .filter_map(|token| typed.get(token.start..token.end))
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|word: &String| !word.is_empty())
        .collect()
}

impl Pattern for Phrase {
    fn anchors(&self) -> Anchors {
        let words = self.row.telling().cloned().collect();
        let numbers = if self.row.telling().next().is_none() {
            self.row.numbers().map(<[u8]>::to_vec).collect()
        } else {
            Vec::new()
        };
        Anchors { words, numbers, fixed: Vec::new() }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        let doubts = usize::from(self.row.weight() >= 2);
        let back = self.row.len() + 2;
        (at.saturating_sub(back)..=at).find_map(|start| {
            let found = self.row.at(text, start, doubts).filter(|found| found.last >= at)?;
            (!self.as_name || looks_like_name(text, found.first)).then_some((found.first, found.last))
        })
    }
}
