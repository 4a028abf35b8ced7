//! Words as a file can carry them: line breaks, tabs, directions, characters that no file may hold.

use std::collections::BTreeSet;
use std::mem::take;

/// What a run is cut into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of one direction.
    Words { text: String, rightwards: bool },
    /// A line break.
    Break,
    /// A tab.
    Tab,
}

/// Line ends of every kind: Unix, Windows, the vertical tab and form feed that Word puts on the clipboard, Unicode's.
const fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What XML forbids, what has no shape, and what turns the direction of the words around it.
fn is_unwritable(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || code & 0xFFFE == 0xFFFE
}

/// Letters of scripts that run from right to left (Hebrew, Arabic and their neighbours).
pub(crate) const fn runs_leftwards(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether the first letter that has a direction runs from right to left.
pub(crate) fn begins_leftwards(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic() || runs_leftwards(*c)).is_some_and(runs_leftwards)
}

/// Cuts a text into pieces. Characters that cannot be written stand as code points and are told in `replaced`.
pub(crate) fn pieces(text: &str, replaced: &mut BTreeSet<char>) -> Vec<Piece> {
    let mut cutting = Cutting::default();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\t' => cutting.end_with(Piece::Tab),
            '\r' if characters.peek() == Some(&'\n') => {}
            _ if is_line_end(character) => cutting.end_with(Piece::Break),
            _ if is_unwritable(character) => {
                replaced.insert(character);
                format!("[U+{:04X}]", u32::from(character)).chars().for_each(|sign| cutting.push(sign));
            }
            _ => cutting.push(character),
        }
    }
    cutting.finish();
    cutting.done
}

/// The same on one line, for a property of the file.
pub(crate) fn one_line(text: &str, replaced: &mut BTreeSet<char>) -> String {
    pieces(text, replaced)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words { text, .. } => text,
            Piece::Break | Piece::Tab => " ".to_owned(),
        })
        .collect()
}

/// Words on their way into pieces of one direction each. Signs between two directions stay with the words that run
/// from left to right, because the paragraphs of a Czech document do.
#[derive(Default)]
struct Cutting {
    done: Vec<Piece>,
    words: String,
    leftwards: bool,
    /// Signs without a direction after words that run from right to left.
    between: String,
}

impl Cutting {
    fn push(&mut self, character: char) {
        if runs_leftwards(character) {
            if !self.leftwards {
                self.flush();
                self.leftwards = true;
            }
            let between = take(&mut self.between);
            self.words.push_str(&between);
            self.words.push(character);
        } else if !self.leftwards {
            self.words.push(character);
        } else if character.is_alphanumeric() {
            self.flush();
            self.words.push(character);
        } else {
            self.between.push(character);
        }
    }

    /// Ends the words so far; what stood between goes on with the next.
    fn flush(&mut self) {
        let text = take(&mut self.words);
        if !text.is_empty() {
            self.done.push(Piece::Words { text, rightwards: !self.leftwards });
        }
        self.words = take(&mut self.between);
        self.leftwards = false;
    }

    /// Ends the words and what stood behind them.
    fn finish(&mut self) {
        self.flush();
        self.flush();
    }

    fn end_with(&mut self, piece: Piece) {
        self.finish();
        self.done.push(piece);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn cut(text: &str) -> Vec<(String, bool)> {
        let words = |piece| match piece {
            Piece::Words { text, rightwards } => (text, rightwards),
            Piece::Break => ("⏎".into(), true),
            Piece::Tab => ("⇥".into(), true),
        };
        pieces(text, &mut BTreeSet::new()).into_iter().map(words).collect()
    }

    #[test]
    fn line_ends_of_every_kind_are_one_break_each() {
        let all = cut("a\nb\r\nc\rd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}i\tj");
        let joined: String = all.into_iter().map(|(text, _)| text).collect();
        assert_eq!(joined, "a⏎b⏎c⏎d⏎e⏎f⏎g⏎h⏎i⇥j");
    }

    #[test]
    fn what_cannot_be_written_stands_as_a_code_point_and_is_told() {
        let mut replaced = BTreeSet::new();
        let cut = pieces("Li\u{7}po\u{202e}vá\u{0}\u{ffff}", &mut replaced);
        assert_eq!(cut.len(), 1);
        assert_eq!(
            cut[0],
            Piece::Words { text: "Li[U+0007]po[U+202E]vá[U+0000][U+FFFF]".into(), rightwards: true }
        );
        assert_eq!(replaced.into_iter().collect::<Vec<_>>(), ['\0', '\u{7}', '\u{202e}', '\u{ffff}']);
    }

    #[test]
    fn words_of_two_directions_are_cut_apart_and_nothing_is_lost() {
        assert_eq!(
            cut("Řekl: שלום עולם, a odešel."),
            [("Řekl: ".into(), true), ("שלום עולם".into(), false), (", a odešel.".into(), true)]
        );
        assert_eq!(cut("سلام!"), [("سلام".into(), false), ("!".into(), true)]);
    }
}
