//! A text as the tripwire reads it: words and numbers of plain ASCII letters,
//! each knowing where in the original it stands.
//!
//! Everything by which two people write the same word differently is removed
//! here: case, diacritics (composed or not), invisible characters, look-alike
//! letters of other alphabets, `%C3%A1` of addresses and `&nbsp;` of pages.
//! What stood *between* two words is kept as a [`Gap`].

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How letters of other alphabets are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// By their looks: Cyrillic `с` is `c`. Finds a Latin word with foreign letters slipped in.
    Looks,
    /// By their sound: Cyrillic `с` is `s`. Finds a name written in the other alphabet.
    Sound,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap(u16);

impl Gap {
    pub(crate) const SPACE: u16 = 1;
    pub(crate) const LINE: u16 = 2;
    pub(crate) const HYPHEN: u16 = 4;
    pub(crate) const DOT: u16 = 8;
    pub(crate) const COMMA: u16 = 16;
    pub(crate) const SLASH: u16 = 32;
    pub(crate) const AT: u16 = 64;
    pub(crate) const STOP: u16 = 128;
    pub(crate) const SOFT: u16 = 256;
    pub(crate) const BRACKET: u16 = 512;
    pub(crate) const PLUS: u16 = 1024;
    pub(crate) const COLON: u16 = 2048;
    pub(crate) const OTHER: u16 = 4096;
    /// An underscore, or `%20` and the like: what file names and addresses put for a space.
    pub(crate) const JOINT: u16 = 8192;

    /// True when any of the given marks is in the gap.
    pub(crate) fn has(self, marks: u16) -> bool {
        self.0 & marks != 0
    }

    /// True when nothing but the given marks is in the gap.
    pub(crate) fn only(self, marks: u16) -> bool {
        self.0 & !marks == 0
    }

    /// A full stop and a space, nothing else.
    pub(crate) fn dot_and_space() -> Self {
        Self(Self::DOT | Self::SPACE)
    }

    /// Nothing at all: a letter beside a digit.
    pub(crate) fn none(self) -> bool {
        self.0 == 0
    }

    /// A word divided at the end of a line, or by a soft hyphen.
    pub(crate) fn divides_word(self) -> bool {
        (self.has(Self::HYPHEN) && self.has(Self::LINE) && self.only(Self::HYPHEN | Self::LINE | Self::SPACE))
            || (self.has(Self::SOFT) && self.only(Self::SOFT | Self::LINE | Self::SPACE | Self::HYPHEN))
    }

    /// A space or a line end that a word may have got by a clumsy export.
    pub(crate) fn may_split_word(self) -> bool {
        self.only(Self::SPACE | Self::LINE | Self::HYPHEN | Self::SOFT | Self::JOINT)
    }
}

/// A word (letters) or a number (digits).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    at: usize,
    len: usize,
    /// Where it begins in the text as given, in bytes.
    pub(crate) start: usize,
    /// Where it ends in the text as given, in bytes.
    pub(crate) end: usize,
    /// Digits, not letters.
    pub(crate) number: bool,
    /// The first letter is a capital.
    pub(crate) capital: bool,
    /// What stands before it.
    pub(crate) gap: Gap,
}

impl Token {
    /// Letters or digits in it.
    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

/// A text folded into tokens.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    letters: Vec<u8>,
    tokens: Vec<Token>,
    pending: Gap,
    open: bool,
    soft: bool,
    capitals: bool,
}

impl Folded {
    /// Folds a text. `Reading` matters only where letters of other alphabets stand in it.
    pub(crate) fn of(text: &str, reading: Reading) -> Self {
        let mut folded = Self {
            letters: Vec::with_capacity(text.len()),
            tokens: Vec::with_capacity(text.len() / 6),
            ..Self::default()
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => {
                    let run = run(bytes, at, u8::is_ascii_alphabetic);
                    folded.put(run, false, byte.is_ascii_uppercase(), at..at + run.len());
                    at += run.len();
                }
                b'0'..=b'9' => {
                    let run = run(bytes, at, u8::is_ascii_digit);
                    folded.put(run, true, false, at..at + run.len());
                    at += run.len();
                }
                b' ' => {
                    folded.between(Gap::SPACE);
                    at += 1;
                }
                b'%' | b'&' | b'=' => at += folded.coded(text, at, reading),
                _ => {
                    let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    let after = at + character.len_utf8();
                    folded.take(character, at..after, reading, false);
                    at = after;
                }
            }
        }
        folded
    }

    /// True when somebody wrote the whole text without a single capital.
    pub(crate) fn without_capitals(&self) -> bool {
        !self.capitals
    }

    /// The tokens, in order.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token at a place, if there is one.
    pub(crate) fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// The folded letters or digits of a token.
    pub(crate) fn letters(&self, token: &Token) -> &[u8] {
        self.letters.get(token.at..token.at + token.len).unwrap_or_default()
    }

    /// The folded letters or digits of the token at a place; empty past the end.
    pub(crate) fn word(&self, index: usize) -> &[u8] {
        self.tokens.get(index).map_or(&[], |token| self.letters(token))
    }

    /// The gap before the token at a place.
    pub(crate) fn gap(&self, index: usize) -> Gap {
        // What stands after the last token is kept too.
        self.tokens
            .get(index)
            .map_or(if index == self.tokens.len() { self.pending } else { Gap(Gap::OTHER) }, |token| {
                token.gap
            })
    }

    /// The bytes of the original from one token to another, both included.
    pub(crate) fn range(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let end = self.tokens.get(last).map_or(start, |token| token.end);
        start..end.max(start)
    }

    fn take(&mut self, character: char, place: Range<usize>, reading: Reading, coded: bool) {
        if let Some(known) = known(character).filter(|known| !known.is_empty()) {
            self.spelt(known, character.is_uppercase(), place);
            return;
        }
        if is_invisible(character) {
            // At the end of a line it divides a word; inside one it is nothing.
            self.soft |= character == '\u{ad}' && self.open;
            return;
        }
        if is_combining_mark(character) {
            if let (true, Some(last)) = (self.open, self.tokens.last_mut()) {
                last.end = place.end;
            }
            return;
        }
        if character.is_alphanumeric() {
            self.spelt(&latin(character, reading), character.is_uppercase(), place);
            return;
        }
        self.between(if coded && character == ' ' { Gap::JOINT } else { mark(character) });
    }

    /// A character written as `%C3%A1` or `&nbsp;`; gives the bytes it took.
    fn coded(&mut self, text: &str, at: usize, reading: Reading) -> usize {
        let Some((decoded, length)) = coded(text.get(at..).unwrap_or_default()) else {
            self.between(Gap::OTHER);
            return 1;
        };
        for inner in decoded.chars() {
            self.take(inner, at..at + length, reading, true);
        }
        length
    }

    /// One character as its Latin letters and digits.
    fn spelt(&mut self, latin: &str, capital: bool, place: Range<usize>) {
        for (n, byte) in latin.bytes().enumerate() {
            self.put(&[byte], byte.is_ascii_digit(), capital && n == 0, place.clone());
        }
    }

    /// Letters, or digits, that stand at one place of the text.
    fn put(&mut self, run: &[u8], number: bool, capital: bool, place: Range<usize>) {
        let at = self.letters.len();
        self.letters.extend(run.iter().map(u8::to_ascii_lowercase));
        self.soft = false;
        match self.tokens.last_mut() {
            Some(last) if self.open && last.number == number => {
                last.len += run.len();
                last.end = last.end.max(place.end);
            }
            _ => {
                let gap = std::mem::take(&mut self.pending);
                self.capitals |= capital;
                let (start, end) = (place.start, place.end);
                self.tokens.push(Token { at, len: run.len(), start, end, number, capital, gap });
                self.open = true;
            }
        }
    }

    fn between(&mut self, mark: u16) {
        if std::mem::take(&mut self.soft) {
            self.pending.0 |= Gap::SOFT;
        }
        self.open = false;
        self.pending.0 |= mark;
    }
}

/// Bytes of one sort from a place on.
fn run(bytes: &[u8], at: usize, sort: impl Fn(&u8) -> bool) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest.iter().position(|byte| !sort(byte)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The mark a character leaves in a gap.
fn mark(character: char) -> u16 {
    match character {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Gap::LINE,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Gap::HYPHEN,
        '.' | '\u{2024}' | '…' | '\u{ff0e}' | '·' | '•' => Gap::DOT,
        ',' | '\u{201a}' | '\u{ff0c}' => Gap::COMMA,
        '/' | '\\' | '\u{2044}' | '\u{2215}' | '\u{ff0f}' | '|' => Gap::SLASH,
        '@' | '\u{fe6b}' | '\u{ff20}' => Gap::AT,
        '!' | '?' | ';' => Gap::STOP,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' => Gap::BRACKET,
        '+' | '\u{ff0b}' => Gap::PLUS,
        ':' => Gap::COLON,
        '_' => Gap::JOINT,
        _ if character.is_whitespace() => Gap::SPACE,
        _ => Gap::OTHER,
    }
}

/// Characters that nobody sees: soft hyphens, joiners, direction marks, variation selectors.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}')
}

/// Latin-1 Supplement to Latin Extended-B, folded once for all.
static TABLE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let spelt = |c: char| if c.is_alphanumeric() { spell(c) } else { String::new() };
    ('\u{80}'..'\u{250}').map(spelt).collect()
});

fn known(character: char) -> Option<&'static str> {
    let place = u32::from(character).checked_sub(0x80)?;
    TABLE.get(usize::try_from(place).ok()?).map(String::as_str)
}

/// Lower-case ASCII letters and digits for a letter; empty when it has none.
fn latin(character: char, reading: Reading) -> std::borrow::Cow<'static, str> {
    if let Some(known) = known(character) {
        return known.into();
    }
    match look_alike(character) {
        Some(twin) if reading == Reading::Looks => twin.into(),
        _ => spell(character).into(),
    }
}

fn spell(character: char) -> String {
    let bare: String = std::iter::once(character).nfkd().filter(|c| !is_combining_mark(*c)).collect();
    deunicode::deunicode(&bare)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn look_alike(character: char) -> Option<&'static str> {
    Some(match character {
        'а' | 'А' | 'α' | 'Α' => "a",
        'В' | 'Β' | 'Ь' | 'ь' => "b",
        'с' | 'С' | 'ϲ' | 'Ϲ' => "c",
        'ԁ' => "d",
        'е' | 'Е' | 'ё' | 'Ё' | 'є' | 'Ε' | 'ε' => "e",
        'һ' | 'Н' | 'Η' => "h",
        'і' | 'І' | 'ї' | 'Ї' | 'ι' | 'Ι' => "i",
        'ј' | 'Ј' => "j",
        'к' | 'К' | 'κ' | 'Κ' => "k",
        'ӏ' | 'Ӏ' => "l",
        'М' | 'м' | 'Μ' => "m",
        'Ν' | 'п' => "n",
        'о' | 'О' | 'ο' | 'Ο' | 'σ' => "o",
        'р' | 'Р' | 'ρ' | 'Ρ' => "p",
        'ԛ' => "q",
        'г' => "r",
        'ѕ' | 'Ѕ' => "s",
        'т' | 'Т' | 'τ' | 'Τ' => "t",
        'υ' => "u",
        'ѵ' | 'ν' => "v",
        'ԝ' | 'ѡ' | 'ω' => "w",
        'х' | 'Х' | 'χ' | 'Χ' => "x",
        'у' | 'У' | 'Υ' | 'γ' => "y",
        'Ζ' => "z",
        _ => return None,
    })
}

/// True when the two readings of a text can differ.
pub(crate) fn has_other_alphabets(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{370}'..='\u{52f}') || matches!(c, '%' | '&' | '='))
}

/// Characters written as `%C3%A1` or `&nbsp;` at the beginning of a text, and the bytes they take.
fn coded(text: &str) -> Option<(String, usize)> {
    match text.as_bytes().first() {
        Some(sign @ (b'%' | b'=')) => {
            // `=C3=A1` of mail headers; `=12` is more likely a sum, so plain letters are left alone.
            percent(text.as_bytes(), *sign).filter(|(decoded, _)| *sign == b'%' || !decoded.is_ascii())
        }
        _ => entity(text),
    }
}

fn percent(bytes: &[u8], sign: u8) -> Option<(String, usize)> {
    let mut decoded = Vec::new();
    for triple in bytes.chunks(3) {
        match triple {
            [first, high, low] if *first == sign => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => decoded.push(high * 16 + low),
                _ => break,
            },
            _ => break,
        }
        // One character at a time keeps the ranges narrow.
        if let Ok(text) = std::str::from_utf8(&decoded) {
            return Some((text.to_owned(), decoded.len() * 3));
        }
        if decoded.len() == 4 {
            break;
        }
    }
    None
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => digits.parse().ok(),
    });
    let character = match (name, number) {
        (_, Some(number)) => char::from_u32(number)?,
        ("nbsp" | "ensp" | "emsp" | "thinsp", _) => ' ',
        ("shy", _) => '\u{ad}',
        ("zwj" | "zwnj", _) => '\u{200b}',
        ("ndash" | "mdash", _) => '-',
        ("amp" | "lt" | "gt" | "quot" | "apos", _) => '&',
        _ => {
            // &aacute; &ccaron; &ring; … are a letter with the name of its mark.
            let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
            let marks = ["acute", "caron", "ring", "uml", "circ", "grave", "cedil"];
            marks.contains(&name.get(1..)?).then_some(letter)?
        }
    };
    Some((character.to_string(), end + 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use proptest::prelude::*;

    use super::*;

    fn spelt(text: &str, reading: Reading) -> String {
        let folded = Folded::of(text, reading);
        let words: Vec<_> =
            folded.tokens().iter().map(|t| String::from_utf8_lossy(folded.letters(t)).into_owned()).collect();
        words.join(" ")
    }

    #[test]
    fn every_way_of_writing_a_word_reads_the_same() {
        for text in [
            "Dlouhá",
            "DLOUHÁ",
            "dlouha",
            "Dlouha\u{301}",
            "Dlou\u{ad}há",
            "Dl\u{200b}ouhá",
            "Dlouh%C3%A1",
            "Dlouh&aacute;",
            "Dlоuhá",
            "Ｄｌｏｕｈá",
        ] {
            assert_eq!(spelt(text, Reading::Looks), "dlouha", "{text}");
        }
        assert_eq!(spelt("č.p.12a/7", Reading::Looks), "c p 12 a 7");
        assert_eq!(spelt("Сосна", Reading::Sound), "sosna");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            for reading in [Reading::Looks, Reading::Sound] {
                let once = spelt(&text, reading);
                prop_assert_eq!(spelt(&once, reading), once.clone());
            }
        }
    }
}
