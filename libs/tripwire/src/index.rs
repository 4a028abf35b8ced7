//! One pass over a text that stops only where a secret may begin.
//!
//! Every beginning of a word is hashed on the way; a small bitmap answers almost
//! all of them with no.

use std::collections::HashMap;

use crate::pattern::Anchors;
use crate::text::{Folded, Token};
use crate::word::Word;

/// Bits of a filter; both fit the first cache of a core.
const BITS: usize = 1 << 17;

/// The anchors of all patterns.
pub(crate) struct Index {
    words: Vec<(Word, usize)>,
    /// Hash of a stem to the words that have it.
    stems: HashMap<u32, Vec<usize>>,
    /// Hash of a whole number or generic word to patterns.
    whole: HashMap<u32, Vec<(Vec<u8>, usize)>>,
    /// Beginnings of anchors.
    begins: Vec<u64>,
    /// Whole stems.
    ends: Vec<u64>,
}

impl Index {
    /// Builds the index of the anchors of patterns `0..n`.
    pub(crate) fn of(anchors: impl Iterator<Item = Anchors>) -> Self {
        let mut index = Self {
            words: Vec::new(),
            stems: HashMap::new(),
            whole: HashMap::new(),
            begins: vec![0; BITS / 64],
            ends: vec![0; BITS / 64],
        };
        for (pattern, anchors) in anchors.enumerate() {
            for word in anchors.words {
                index.add(word, pattern);
            }
            for whole in anchors.numbers.into_iter().chain(anchors.fixed) {
                let mut hash = SEED;
                for byte in &whole {
                    hash = step(hash, *byte);
                    mark(&mut index.begins, hash);
                }
                index.whole.entry(hash).or_default().push((whole, pattern));
            }
        }
        index
    }

    fn add(&mut self, word: Word, pattern: usize) {
        let number = self.words.len();
        let stems: Vec<Vec<u8>> = word.stems().map(<[u8]>::to_vec).collect();
        for stem in stems {
            let mut hash = SEED;
            for byte in &stem {
                hash = step(hash, *byte);
                mark(&mut self.begins, hash);
            }
            mark(&mut self.ends, hash);
            remember(&mut self.stems, hash, number);
        }
        self.words.push((word, pattern));
    }

    /// Calls back for every token at which a pattern should look around.
    pub(crate) fn each(&self, text: &Folded, mut found: impl FnMut(usize, usize)) {
        for (at, token) in text.tokens().iter().enumerate() {
            let letters = text.letters(token);
            let mut hash = SEED;
            let mut all = true;
            for byte in letters.iter().take(64) {
                hash = step(hash, *byte);
                // Every beginning of an anchor is marked, so one that is not ends the search.
                if !marked(&self.begins, hash) {
                    all = false;
                    break;
                }
                if token.number || !marked(&self.ends, hash) {
                    continue;
                }
                for number in self.stems.get(&hash).into_iter().flatten() {
                    if let Some((word, pattern)) = self.words.get(*number)
                        && word.fits(letters)
                    {
                        found(at, *pattern);
                    }
                }
            }
            if all {
                for (whole, pattern) in self.whole.get(&hash).into_iter().flatten() {
                    if whole == letters {
                        found(at, *pattern);
                    }
                }
            }
            if divided_after(text, at) {
                self.divided(text, at, &mut found);
            }
        }
    }

    /// A word in pieces has no whole to hash; there are few of them, so every anchor is tried.
    fn divided(&self, text: &Folded, at: usize, found: &mut impl FnMut(usize, usize)) {
        for (word, pattern) in &self.words {
            if word.begins_with(text.word(at)) && crate::seek::word_at(text, at, word, false).is_some() {
                found(at, *pattern);
            }
        }
    }
}

/// A hyphen at a line end follows, or this is the first of letters written apart.
fn divided_after(text: &Folded, at: usize) -> bool {
    let (Some(here), Some(next)) = (text.token(at), text.token(at + 1)) else { return false };
    let letter = |token: &Token| !token.number && token.len() == 1;
    !here.number && next.gap.divides_word() || letter(here) && letter(next)
}

const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

fn place(hash: u32) -> usize {
    usize::try_from(hash ^ (hash >> 15)).unwrap_or(0) % BITS
}

fn marked(filter: &[u64], hash: u32) -> bool {
    let bit = place(hash);
    filter.get(bit / 64).is_some_and(|bits| bits & (1 << (bit % 64)) != 0)
}

fn mark(filter: &mut [u64], hash: u32) {
    let bit = place(hash);
    if let Some(bits) = filter.get_mut(bit / 64) {
        *bits |= 1 << (bit % 64);
    }
}

fn remember(map: &mut HashMap<u32, Vec<usize>>, hash: u32, number: usize) {
    let list = map.entry(hash).or_default();
    if list.last() != Some(&number) {
        list.push(number);
    }
}
