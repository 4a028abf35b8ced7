//! Names of people.

use czech::names;

use crate::pattern::{Anchors, Pattern, Place};
use crate::phrase::words_of;
use crate::seek::{Found, listed, looks_like_name, word_at};
use crate::text::{Folded, Gap, Reading};
use crate::word::Word;

/// Said before a name, so that an everyday word after it is one.
const TITLES: &str = " pan pana panu panem pane pani p pi slecna slecny slecne slecnu sl mgr bc ing mudr judr phdr rndr dr doc prof mga bca dis \
rodina rodiny rodine rodinu manzele manzelu manzelum otec otce matka matky matku bratr sestra dedecek babicka stryc teta nezl ";

/// A person.
pub(crate) struct Person {
    given: Vec<Word>,
    family: Vec<Word>,
}

impl Person {
    /// One person as typed, titles and all. A single name counts as the surname.
    pub(crate) fn of(typed: &str, reading: Reading) -> Option<Self> {
        let name = names::split(typed);
        let words = |part: &str, make: fn(&str, Reading) -> Word| -> Vec<Word> {
            words_of(part)
                .iter()
                .filter(|word| word.chars().count() >= 2)
                .map(|word| make(word, reading))
                .collect()
        };
        let (given, family) = (words(&name.given, Word::of), words(&name.family, Word::surname));
        let (given, family) = if family.is_empty() { (Vec::new(), given) } else { (given, family) };
        (!family.is_empty()).then_some(Self { given, family })
    }

    fn any(text: &Folded, at: usize, words: &[Word], doubts: bool) -> Option<Found> {
        words.iter().find_map(|word| word_at(text, at, word, doubts))
    }

    /// Both names, in either order, at most one token between them, at most one doubt.
    fn both(&self, text: &Folded, at: usize) -> Option<Place> {
        for (first, second) in [(&self.given, &self.family), (&self.family, &self.given)] {
            let Some(one) = Self::any(text, at, first, true) else { continue };
            for next in one.last + 1..=one.last + 2 {
                if (one.last + 1..=next).any(|n| text.gap(n).has(Gap::STOP) || text.token(n).is_none()) {
                    break;
                }
                if let Some(two) = Self::any(text, next, second, one.doubts == 0) {
                    return Some((at, two.last));
                }
            }
        }
        None
    }

    /// The surname alone.
    fn alone(&self, text: &Folded, at: usize) -> Option<Place> {
        self.family.iter().find_map(|word| {
            let found = word_at(text, at, word, false)?;
            let sure = !word.common || looks_like_name(text, at) || self.introduced(text, at);
            sure.then_some((at, found.last))
        })
    }

    /// A title, *paní* or the initial stands before.
    fn introduced(&self, text: &Folded, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| !text.gap(at).has(Gap::STOP)) else { return false };
        let word = text.word(before);
        listed(TITLES, word) && text.token(at).is_some_and(|token| token.capital || text.without_capitals())
            || word.len() == 1
                && self.given.iter().any(|given| given.base().starts_with(word))
                && text.gap(at).has(Gap::DOT)
    }
}

impl Pattern for Person {
    fn anchors(&self) -> Anchors {
        Anchors { words: self.given.iter().chain(&self.family).cloned().collect(), ..Anchors::default() }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        (at.saturating_sub(4)..=at)
            .find_map(|start| self.both(text, start).filter(|(_, last)| *last >= at))
            .or_else(|| self.alone(text, at))
    }
}
