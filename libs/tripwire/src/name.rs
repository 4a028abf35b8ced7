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
    /// Both names written as one word, as in e-mail addresses: janadvorakova, dvorakovaj.
    glued: Vec<Vec<u8>>,
}

/// Between the names of one person, or of several.
const BETWEEN: [&str; 9] =
    [" roz. ", " rozená ", " rozený ", " dříve ", " alias ", " zvaný ", " zvaná ", " vdaná ", " a "];

/// Everybody named in one line: `Jana Nováková roz. Malá`, `Petr Novotný, Jana Nováková`.
pub(crate) fn patterns(typed: &str, reading: Reading) -> Vec<Box<dyn Pattern>> {
    let mut parts: Vec<String> = vec![format!(" {} ", typed.replace(['(', ')'], " roz. "))];
    for mark in BETWEEN {
        parts =
            parts.iter().flat_map(|part| part.split(mark)).map(|part| format!(" {} ", part.trim())).collect();
    }
    let mut people: Vec<String> = Vec::new();
    for part in parts {
        let mut pieces = part.split(',').map(str::trim).filter(|piece| !piece.is_empty());
        let mut person = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            // A title, or the given name after the surname, belongs to the person before it.
            let single = !piece.contains(' ') && !person.contains(' ');
            if piece.contains('.') || piece.len() <= 4 || single {
                person = format!("{person}, {piece}").replace(", ", if single { " " } else { ", " });
            } else {
                people.push(std::mem::replace(&mut person, piece.to_owned()));
            }
        }
        people.push(person);
    }
    people
        .iter()
        .filter_map(|person| Person::of(person, reading))
        .map(|p| Box::new(p) as Box<dyn Pattern>)
        .collect()
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
        // Which of two foreign names is the surname nobody can tell.
        let mut family = family;
        if !given.is_empty() && names::guess_gender(&name.given, "").is_none() {
            family
                .extend(words(&name.given, Word::surname).into_iter().filter(|word| word.base().len() >= 4));
        }
        let (given, family) = if family.is_empty() { (Vec::new(), given) } else { (given, family) };
        let glued = glued(&given, &family);
        (!family.is_empty()).then_some(Self { given, family, glued })
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
                if let Some(two) = Self::any(text, next, second, one.doubts == 0)
                    && self.written_as_name(text, at)
                    && self.written_as_name(text, next)
                {
                    return Some((at, two.last));
                }
            }
        }
        None
    }

    /// *malá Jana* is no Jana Malá: an everyday word needs its capital, at least.
    fn written_as_name(&self, text: &Folded, at: usize) -> bool {
        let capital = text.token(at).is_some_and(|token| token.capital);
        let everyday = self.family.iter().any(|word| word.common && word_at(text, at, word, true).is_some());
        !everyday || capital || looks_like_name(text, at)
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
        let initial =
            |word: &[u8]| word.len() == 1 && self.given.iter().any(|given| given.base().starts_with(word));
        let after = text.token(at + 1).filter(|next| next.capital && next.gap.only(Gap::SPACE | Gap::COMMA));
        if after.is_some_and(|next| initial(text.letters(next))) && text.gap(at + 2).has(Gap::DOT) {
            return true;
        }
        let Some(before) = at.checked_sub(1).filter(|_| !text.gap(at).has(Gap::STOP)) else { return false };
        let word = text.word(before);
        listed(TITLES, word) && text.token(at).is_some_and(|token| token.capital || text.without_capitals())
            || initial(word) && text.gap(at).has(Gap::DOT)
    }
}

/// Both names, or a name and an initial, as one word; of at least six letters.
fn glued(given: &[Word], family: &[Word]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (one, two) in given.iter().flat_map(|one| family.iter().map(move |two| (one.base(), two.base()))) {
        let initial = one.get(..1).unwrap_or_default();
        found.extend([
            [one, two].concat(),
            [two, one].concat(),
            [initial, two].concat(),
            [two, initial].concat(),
        ]);
    }
    found.retain(|word| word.len() >= 6 && family.iter().all(|name| !name.fits(word)));
    found
}

impl Pattern for Person {
    fn anchors(&self) -> Anchors {
        let words = self.given.iter().chain(&self.family).cloned().collect();
        Anchors { words, numbers: Vec::new(), fixed: self.glued.clone() }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        if self.glued.iter().any(|word| word == text.word(at)) {
            return Some((at, at));
        }
        (at.saturating_sub(4)..=at)
            .find_map(|start| self.both(text, start).filter(|(_, last)| *last >= at))
            .or_else(|| self.alone(text, at))
    }
}
