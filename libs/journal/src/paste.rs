//! Text from the clipboard.

use crate::text::{is_gap, is_line_end};

/// The longest line that pasted text is split into, in Unicode scalar values.
pub const LONGEST_LINE: usize = 8_000;

/// Lines of the minutes from pasted text: split where a line ends; where one is longer than [`LONGEST_LINE`], at the
/// last end of a sentence that fits, else between two words, else at that length. Blank lines and control characters
/// go, and so do gaps at both ends of a line; nothing else is changed or lost.
#[must_use]
pub fn split_pasted(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for raw in text.split(is_line_end) {
        let clean: Vec<char> = raw.chars().filter(|c| *c == '\t' || !c.is_control()).collect();
        let mut rest = trimmed(&clean);
        while !rest.is_empty() {
            let (line, more) = rest.split_at(cut(rest));
            lines.push(trimmed(line).iter().collect());
            rest = trimmed(more);
        }
    }
    lines
}

/// Where the first line of a text that begins with no gap ends.
fn cut(text: &[char]) -> usize {
    if text.len() <= LONGEST_LINE {
        return text.len();
    }
    // One more character is looked at: a gap may stand right behind the longest line.
    let gaps = |at: &usize| text.get(*at).is_some_and(|c| is_gap(*c));
    let after_sentence = |at: &usize| {
        let end = text.get(..*at).and_then(<[char]>::last);
        end.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'))
    };
    let from_the_end = || (1..=LONGEST_LINE).rev().filter(gaps);
    from_the_end().find(after_sentence).or_else(|| from_the_end().next()).unwrap_or(LONGEST_LINE)
}

fn trimmed(text: &[char]) -> &[char] {
    let gap = |c: &char| is_gap(*c);
    let from = text.iter().position(|c| !gap(c)).unwrap_or(text.len());
    let until = text.iter().rposition(|c| !gap(c)).map_or(from, |last| last + 1);
    text.get(from..until).unwrap_or_default()
}
