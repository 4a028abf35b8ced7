//! What the kinds of secrets have in common: anchors to look for, and a check of
//! the surroundings of a found anchor.

use crate::text::Folded;
use crate::word::Word;

/// A place of the text, first and last token.
pub(crate) type Place = (usize, usize);

/// Where a pattern may be found at all.
#[derive(Default)]
pub(crate) struct Anchors {
    /// Words any form of which is worth a look around.
    pub(crate) words: Vec<Word>,
    /// Numbers, digit by digit.
    pub(crate) numbers: Vec<Vec<u8>>,
    /// Short generic words, as they are written (`zs`, `skola`).
    pub(crate) fixed: Vec<Vec<u8>>,
}

/// A secret that knows how it may be written.
pub(crate) trait Pattern: Send + Sync {
    /// What to look for first.
    fn anchors(&self) -> Anchors;
    /// Looks around an anchor that stands at a token.
    fn confirm(&self, text: &Folded, at: usize) -> Option<Place>;
}
