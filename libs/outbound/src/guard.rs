//! What stops words on their way out: facts that must not reach this reader.

use std::ops::Range;

use uuid::Uuid;

/// Reads every outgoing word for one reader. The application's `disclosure` slice
/// implements it with the facts that must not reach them.
///
/// A view is read when it is cut (all its words), and once more when it is printed
/// (words that only the template brought together).
pub trait Guard: Send + Sync {
    /// The places of a text that must not reach the reader. Ranges are bytes of
    /// `text`, on character boundaries.
    fn read(&self, text: &str) -> Vec<Stop>;
}

/// A place that must not reach the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Which protected fact it tells.
    pub fact: Uuid,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether somebody who may has justified that this reader learns it.
    pub excused: bool,
}

/// A stopped place with its surroundings, for the member of staff who previews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedWords {
    /// Which protected fact it tells.
    pub fact: Uuid,
    /// What stands before it.
    pub before: String,
    /// The words that must not reach the reader.
    pub words: String,
    /// What stands after it.
    pub after: String,
    /// Whether somebody who may has justified it.
    pub excused: bool,
}

/// How much stands around stopped words when they are shown, in characters.
const AROUND: usize = 60;

impl StoppedWords {
    /// Cuts a stopped place out of its text. A range that does not fit the text shows
    /// the whole of it, because hiding an alarm would be worse.
    pub(crate) fn of(text: &str, stop: &Stop) -> Self {
        let whole = 0..text.len();
        let fits = text.get(stop.range.clone()).is_some();
        let range = if fits { stop.range.clone() } else { whole };
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let before: Vec<char> = part(0..range.start).chars().rev().take(AROUND).collect();
        Self {
            fact: stop.fact,
            before: before.into_iter().rev().collect(),
            words: part(range.clone()).to_owned(),
            after: part(range.end..text.len()).chars().take(AROUND).collect(),
            excused: stop.excused,
        }
    }
}

/// The words of rendered HTML: tags become line breaks, the escapes that templates
/// write become characters again.
pub(crate) fn words_of_html(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                words.push('\n');
            }
            _ if inside => {}
            other => words.push(other),
        }
    }
    let escapes = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", "\u{a0}"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    escapes.into_iter().fold(words, |text, (escape, character)| text.replace(escape, character))
}
