//! One word of a secret and all the forms in which Czech may show it.
//!
//! A form is a stem and an ending. The stem is what is left of the typed word
//! without its last vowel, in all the variants that declension makes of it
//! (Pavel – Pavl-, Eliška – Elišc-, Lhotka – Lhotek, Kůň – Koň-); the endings
//! are those of nouns, adjectives and possessives together. Both are compared
//! without diacritics, which already undoes most of the sound changes.
//!
//! How far it goes: regular declension of nouns, adjectives, names in *-ová*,
//! possessives in *-ův* and *-in*. It knows no diminutives (Eliška – Elka), no
//! words that change their root (přítel – přátelé) and no foreign transliteration.

use std::collections::BTreeSet;

use crate::frequent;
use crate::text::{Folded, Reading};

/// Endings of nouns, adjectives and possessives, folded. The empty one is added where it may stand.
const ENDINGS: &[&str] = &[
    "a", "e", "i", "o", "u", "y", "ou", "em", "ech", "um", "am", "im", "ym", "ich", "ych", "ach", "ami",
    "emi", "imi", "ymi", "mi", "ovi", "ove", "ovy", "ova", "ovo", "ovu", "ovou", "ovych", "ovym", "ovymi",
    "ovyma", "uv", "in", "ina", "ine", "inu", "inou", "iny", "ini", "ino", "inych", "inym", "inymi", "eho",
    "emu", "iho", "imu", "ho", "mu", "ete", "eti", "etem", "ata", "at", "atum", "aty", "atech", "im", "ema",
    "yma", "ich", "ovic", "ovich", "ovec", "m", "ti", "te", "tem", "ova", "ovi", "ovum", "ii",
];

/// Fewest letters a misspelt word must have; shorter ones turn into others too easily.
const SHORTEST_MISSPELT: usize = 5;

/// A word of a secret.
#[derive(Clone)]
pub(crate) struct Word {
    base: Vec<u8>,
    stems: Vec<Stem>,
    /// Also an everyday word, so that alone it proves nothing without a capital letter.
    pub(crate) common: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stem {
    letters: Vec<u8>,
    /// May stand without an ending.
    bare: bool,
    /// May stand with one.
    endings: bool,
}

impl Word {
    /// A word that is declined. `typed` is one word as the worker wrote it.
    pub(crate) fn of(typed: &str, reading: Reading) -> Self {
        let base: Vec<u8> = folded(typed, reading);
        let text = String::from_utf8_lossy(&base).into_owned();
        let stems = if text.len() < 3 || typed.to_lowercase().ends_with('ů') {
            vec![Stem { letters: base.clone(), bare: true, endings: false }]
        } else {
            stems(&text, typed)
        };
        Self { stems, common: frequent::is_common(&text, typed), base }
    }

    /// A surname. An adjectival one keeps to its gender: *Černá* is not *Černý*.
    pub(crate) fn surname(typed: &str, reading: Reading) -> Self {
        let word = Self::of(typed, reading);
        let lower = typed.to_lowercase();
        let endings: &[&str] = if lower.ends_with('á') && !lower.ends_with("ová") {
            &["a", "e", "ou", "ych"]
        } else if lower.ends_with('ý') {
            &["y", "eho", "emu", "em", "ym", "i", "ych", "ymi"]
        } else {
            return word;
        };
        let root = word.base.get(..word.base.len().saturating_sub(1)).unwrap_or_default();
        let forms = endings.iter().map(|ending| [root, ending.as_bytes()].concat());
        let stems = forms.map(|letters| Stem { letters, bare: true, endings: false }).collect();
        Self { stems, ..word }
    }

    /// A word that is never declined: a preposition, a part of an e-mail address.
    pub(crate) fn fixed(typed: &str, reading: Reading) -> Self {
        let base: Vec<u8> = folded(typed, reading);
        Self { stems: vec![Stem { letters: base.clone(), bare: true, endings: false }], common: true, base }
    }

    /// As typed, folded.
    pub(crate) fn base(&self) -> &[u8] {
        &self.base
    }

    /// The beginnings all forms have.
    pub(crate) fn stems(&self) -> impl Iterator<Item = &[u8]> {
        self.stems.iter().map(|stem| stem.letters.as_slice())
    }

    /// The token is a form of this word.
    pub(crate) fn fits(&self, token: &[u8]) -> bool {
        self.stems.iter().any(|stem| match token.strip_prefix(stem.letters.as_slice()) {
            Some([]) => stem.bare,
            Some(ending) => stem.endings && (is_ending(ending) || is_adjective_of(&stem.letters, ending)),
            None => false,
        })
    }

    /// The token is a form of this word with one letter wrong, missing, added or swapped.
    pub(crate) fn nearly(&self, token: &[u8]) -> bool {
        if self.base.len() < SHORTEST_MISSPELT || token.len() + 1 < SHORTEST_MISSPELT || token.len() > 60 {
            return false;
        }
        // One slip leaves at least one of the first two letters where it was, or one place aside.
        if let ([a, b, ..], [x, y, ..]) = (self.base.as_slice(), token)
            && a != x
            && b != y
            && a != y
            && b != x
        {
            return false;
        }
        if one_apart(&self.base, token) {
            return true;
        }
        self.stems.iter().filter(|stem| stem.letters.len() + 1 >= SHORTEST_MISSPELT).any(|stem| {
            let length = stem.letters.len();
            (length.saturating_sub(1)..=length + 1).any(|cut| match token.split_at_checked(cut) {
                Some((beginning, [])) => stem.bare && one_apart(&stem.letters, beginning),
                Some((beginning, ending)) => {
                    stem.endings && is_ending(ending) && one_apart(&stem.letters, beginning)
                }
                None => false,
            })
        })
    }

    /// The token may be the beginning of a form, broken off anywhere.
    pub(crate) fn begins_with(&self, token: &[u8]) -> bool {
        self.stems
            .iter()
            .any(|stem| stem.letters.starts_with(token) || (stem.endings && token.starts_with(&stem.letters)))
    }

    /// The token stands for this word as its abbreviation (a dot follows it).
    pub(crate) fn abbreviated_by(&self, token: &[u8]) -> bool {
        !token.is_empty() && token.len() < self.base.len() && self.base.starts_with(token)
            || (token == b"cs" && self.base.starts_with(b"ceskoslovensk"))
    }

    /// Letters of the longest stem; a form is at most a few longer.
    pub(crate) fn longest(&self) -> usize {
        self.stems.iter().map(|stem| stem.letters.len()).max().unwrap_or(0) + 8
    }
}

fn is_ending(ending: &[u8]) -> bool {
    ending.len() <= 8 && ENDINGS.iter().any(|known| known.as_bytes() == ending)
}

/// *šternberská* of Šternberk, *hejčínské* of Hejčín.
fn is_adjective_of(stem: &[u8], ending: &[u8]) -> bool {
    let forms = ["sky", "ska", "ske", "skeho", "skemu", "skem", "skou", "skym", "skych", "skymi", "sti"];
    stem.len() >= 5 && forms.iter().any(|form| form.as_bytes() == ending)
}

/// Words whose root changes beyond any rule here, folded, with their other root.
const IRREGULAR: &[(&str, &str)] = &[
    ("pes", "ps"),
    // Nová Ves, the commonest name of a Czech village.
    ("ves", "vs"),
    ("lev", "lv"),
    ("den", "dn"),
    ("svec", "sevc"),
    ("dite", "det"),
    ("pritel", "pratel"),
    ("kun", "kon"),
    ("dum", "dom"),
    ("vuz", "voz"),
    ("stul", "stol"),
    ("nuz", "noz"),
    ("hul", "hol"),
    ("clovek", "lid"),
    ("vitr", "vetr"),
    ("snih", "sneh"),
];

fn folded(typed: &str, reading: Reading) -> Vec<u8> {
    let text = Folded::of(typed, reading);
    text.tokens().iter().flat_map(|token| text.letters(token).iter().copied()).collect()
}

/// All stems of a folded word.
fn stems(text: &str, typed: &str) -> Vec<Stem> {
    let mut found = BTreeSet::new();
    let mut add = |letters: &str, bare: bool, endings: bool| {
        if letters.len() >= 2 {
            found.insert(Stem { letters: letters.as_bytes().to_vec(), bare, endings });
        }
    };
    // As typed, always; an -a takes endings only after it is cut off, foreign names keep their vowel (Botló – Botlóa).
    let vowel = text.ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
    add(text, true, !text.ends_with('a'));
    for (_, other) in IRREGULAR.iter().filter(|(word, _)| *word == text) {
        add(other, true, true);
    }
    let mut roots: Vec<String> = vec![text.to_owned()];
    if vowel {
        let cut = text.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
        let shorter = &text[..text.len() - 1];
        roots = vec![shorter.to_owned()];
        add(shorter, shorter.len() >= 4 && !text.ends_with("ova"), true);
        if cut.len() < shorter.len() && cut.len() >= 3 {
            roots.push(cut.to_owned());
            add(cut, false, true);
        }
        // Typed in another case already: Komenského, Zahradách, Němcové.
        for ending in ["eho", "ovi", "emu", "ami", "ymi", "imi"] {
            if let Some(root) = text.strip_suffix(ending).filter(|root| root.len() >= 4) {
                roots.push(root.to_owned());
                add(root, false, true);
            }
        }
    } else {
        for ending in ["ach", "ich", "ych", "ech", "em", "um", "us", "os", "es", "im", "ym"] {
            if let Some(root) = text.strip_suffix(ending).filter(|root| root.len() >= 3) {
                let latin = matches!(ending, "us" | "os" | "es");
                if !latin || typed.to_lowercase().ends_with('s') {
                    roots.push(root.to_owned());
                    add(root, matches!(ending, "ach" | "ech" | "ich") && root.len() >= 5, true);
                }
            }
        }
    }
    for root in roots.clone() {
        roots.extend(movable(&root));
    }
    let long = typed.to_lowercase().contains('ů');
    let plain = typed.is_ascii();
    for root in roots {
        add(&root, false, true);
        if let Some(inserted) = with_vowel(&root) {
            add(&inserted, true, false);
        }
        for changed in softened(&root).into_iter().chain(shortened(&root, long || plain)) {
            add(&changed, false, true);
        }
    }
    found.into_iter().collect()
}

/// Pavel – Pavl-, Čapek – Čapk-, Němec – Němc-: the vowel that drops out.
fn movable(root: &str) -> Option<String> {
    let bytes = root.as_bytes();
    let (&last, before) = bytes.split_last()?;
    let (&vowel, rest) = before.split_last()?;
    let consonant = |b: u8| b.is_ascii_alphabetic() && !b"aeiouy".contains(&b);
    (vowel == b'e' && consonant(last) && rest.len() >= 2 && rest.last().is_some_and(|b| consonant(*b)))
        .then(|| format!("{}{}", String::from_utf8_lossy(rest), char::from(last)))
}

/// Lhotk- – Lhotek, Zahrádk- – Zahrádek: the vowel that comes in.
fn with_vowel(root: &str) -> Option<String> {
    let bytes = root.as_bytes();
    let (&last, before) = bytes.split_last()?;
    let consonant = |b: u8| b.is_ascii_alphabetic() && !b"aeiouy".contains(&b);
    (consonant(last) && before.len() >= 2 && before.last().is_some_and(|b| consonant(*b)))
        .then(|| format!("{}e{}", String::from_utf8_lossy(before), char::from(last)))
}

/// Procházk- – Procházc-, Olg- – Olz-, česk- – češt-: the consonant that softens.
fn softened(root: &str) -> Vec<String> {
    let pairs: &[(&str, &str)] =
        &[("sk", "st"), ("ck", "ct"), ("ch", "s"), ("k", "c"), ("h", "z"), ("g", "z"), ("c", "k")];
    pairs
        .iter()
        .filter(|(hard, _)| *hard != "c" || root.len() >= 5)
        .filter_map(|(hard, soft)| root.strip_suffix(hard).map(|beginning| format!("{beginning}{soft}")))
        .collect()
}

/// Dvůr – Dvor-, Vítr – Větr-, Louk- – Luk: the vowel of the root that shortens.
fn shortened(root: &str, u_may_be_o: bool) -> Vec<String> {
    let Some((at, vowel)) = root.char_indices().rev().find(|(_, c)| "aeiouy".contains(*c)) else {
        return Vec::new();
    };
    let (beginning, rest) = root.split_at(at);
    let rest = &rest[vowel.len_utf8()..];
    match vowel {
        'u' if beginning.ends_with('o') => vec![format!("{}u{rest}", &beginning[..beginning.len() - 1])],
        'u' if u_may_be_o => vec![format!("{beginning}o{rest}")],
        _ => Vec::new(),
    }
}

/// Exactly one letter wrong, missing, added, or two neighbours swapped (or nothing at all).
pub(crate) fn one_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    match (short, long) {
        ([], _) => true,
        (_, [_, rest @ ..]) if short == rest => true,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([x, y, a @ ..], [v, w, b @ ..]) => x == w && y == v && a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn fits(typed: &str, forms: &str) {
        let word = Word::of(typed, Reading::Looks);
        for form in forms.split(' ') {
            assert!(word.fits(&folded(form, Reading::Looks)), "{typed}: {form}");
        }
    }

    #[test]
    fn a_word_is_known_in_every_case() {
        fits("Pavel", "Pavel Pavla Pavlovi Pavlem Pavle Pavlův Pavlova Pavlovou");
        fits("Eliška", "Eliška Elišky Elišce Elišku Eliško Eliškou Eliščin Eliščina");
        fits("Nováková", "Nováková Novákové Novákovou Nováková");
        fits("Procházka", "Procházka Procházky Procházkovi Procházku Procházkou Procházkův");
        fits("Jiří", "Jiří Jiřího Jiřímu Jiřím");
        fits("Marie", "Marie Marii Marií Mariin");
        fits("Lhotka", "Lhotka Lhotce Lhotek Lhotkách");
        fits("Dvůr", "Dvůr Dvora Dvoře Dvorem");
        fits("Dlouhá", "Dlouhá Dlouhé Dlouhou");
        fits("Komenského", "Komenského Komenském Komenská");
        fits("Olga", "Olze Olžin Olgou");
        fits("Ves", "Ves Vsi Vsí");
        fits("Zahradách", "Zahradách Zahrady Zahrad");
    }

    #[test]
    fn one_wrong_letter_is_one() {
        for (a, b) in [("dlouha", "douha"), ("dlouha", "dluoha"), ("dlouha", "dlouhaa"), ("dlouha", "dlouma")]
        {
            assert!(one_apart(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
        for (a, b) in [("dlouha", "douhe"), ("dlouha", "dlouhaaa"), ("novak", "kavon")] {
            assert!(!one_apart(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }
}
