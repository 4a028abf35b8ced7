//! Telephone numbers in any grouping, e-mail addresses in any disguise.

use crate::pattern::{Anchors, Pattern, Place};
use crate::text::{Folded, Gap, Reading};
use crate::word::{Word, one_apart};

/// Digits without their country code.
pub(crate) struct Phone {
    core: Vec<u8>,
}

impl Phone {
    /// A telephone number: at least nine digits and nothing but digits and their separators.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        let folded = Folded::of(typed, Reading::Looks);
        let digits: Vec<u8> =
            folded.tokens().iter().filter(|t| t.number).flat_map(|t| folded.letters(t).to_vec()).collect();
        let letters = folded.tokens().iter().filter(|t| !t.number).map(|t| t.len()).sum::<usize>();
        // The last nine digits are the subscriber's, also abroad; the code before them comes and goes.
        (digits.len() >= 9 && digits.len() <= 15 && letters <= 12)
            .then(|| Self { core: digits.get(digits.len() - 9..).unwrap_or_default().to_vec() })
    }

    /// The digits from a token on, as far as they belong together, with the last token.
    fn digits_from(&self, text: &Folded, at: usize) -> Option<Place> {
        let separators = Gap::SPACE
            | Gap::LINE
            | Gap::HYPHEN
            | Gap::DOT
            | Gap::SLASH
            | Gap::BRACKET
            | Gap::PLUS
            | Gap::JOINT
            | Gap::SOFT
            | Gap::OTHER;
        let mut digits = Vec::new();
        for last in at..at + 15 {
            let token = text.token(last).filter(|t| t.number)?;
            if last > at && !token.gap.only(separators) {
                return None;
            }
            digits.extend_from_slice(text.letters(token));
            if digits.len() > 20 {
                return None;
            }
            let before = digits.len().checked_sub(self.core.len());
            if before.is_some_and(|before| before <= 6) && digits.ends_with(&self.core) {
                return Some((at, last));
            }
        }
        None
    }
}

impl Pattern for Phone {
    fn anchors(&self) -> Anchors {
        // Any beginning of the number may be the first group; a country code is looked for backwards.
        let beginnings = (1..=self.core.len()).filter_map(|n| self.core.get(..n)).map(<[u8]>::to_vec);
        let with_code = ["0", "420", "00420", "421", "380", "00421", "00380"]
            .iter()
            .flat_map(|code| (0..=self.core.len()).map(move |n| (code, n)))
            .filter_map(|(code, n)| Some([code.as_bytes(), self.core.get(..n)?].concat()));
        Anchors { numbers: beginnings.chain(with_code).collect(), ..Anchors::default() }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        self.digits_from(text, at)
    }
}

/// A mailbox.
pub(crate) struct Mailbox {
    /// Letters and digits of the part before the at sign.
    local: Vec<u8>,
    /// Letters and digits of the domain, without its last label.
    domain: Vec<u8>,
    /// Words to look for.
    anchors: Vec<Vec<u8>>,
}

impl Mailbox {
    /// An e-mail address.
    pub(crate) fn of(typed: &str, reading: Reading) -> Option<Self> {
        let (local, domain) = typed.trim().split_once('@')?;
        let domain = domain.rsplit_once('.').map_or(domain, |(domain, _)| domain);
        let glue = |part: &str| -> Vec<u8> {
            let folded = Folded::of(part, reading);
            folded.tokens().iter().flat_map(|t| folded.letters(t).to_vec()).collect()
        };
        let local_words = Folded::of(local, reading);
        let domain_words = Folded::of(domain, reading);
        let (local, domain) = (glue(local), glue(domain));
        let first = |folded: &Folded| folded.word(0).to_vec();
        let mut anchors = vec![first(&local_words), local.clone(), first(&domain_words)];
        anchors.sort();
        anchors.dedup();
        (!local.is_empty() && !domain.is_empty()).then_some(Self { local, domain, anchors })
    }

    /// The address from a token on.
    fn from(&self, text: &Folded, start: usize) -> Option<Place> {
        let mut local = Vec::new();
        let mut domain = Vec::new();
        let mut seen_at = false;
        for last in start..start + 14 {
            let token = text.token(last)?;
            let letters = text.letters(token);
            if last > start && token.gap.has(Gap::STOP) {
                return None;
            }
            if last > start && token.gap.has(Gap::AT) {
                seen_at = true;
            } else if !local.is_empty()
                && matches!(letters, b"zavinac" | b"at")
                && !seen_at
                && self.reached(&local)
            {
                seen_at = true;
                continue;
            }
            if matches!(letters, b"tecka" | b"dot" | b"pomlcka" | b"podtrzitko") {
                continue;
            }
            let part = if seen_at { &mut domain } else { &mut local };
            part.extend_from_slice(letters);
            if local.len() > self.local.len() + 1 || domain.len() > self.domain.len() {
                return None;
            }
            if seen_at && domain == self.domain {
                return self.reached(&local).then_some((start, last));
            }
        }
        None
    }

    fn reached(&self, local: &[u8]) -> bool {
        local == self.local || (self.local.len() >= 5 && one_apart(&self.local, local))
    }
}

impl Pattern for Mailbox {
    fn anchors(&self) -> Anchors {
        Anchors { fixed: self.anchors.clone(), ..Anchors::default() }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        (at.saturating_sub(8)..=at).find_map(|start| self.from(text, start).filter(|(_, last)| *last >= at))
    }
}

/// Another contact: a data box, a name in a messenger. Found as it is, whatever stands between.
pub(crate) struct Handle {
    letters: Vec<u8>,
    word: Word,
    first: Vec<u8>,
}

impl Handle {
    /// Anything that is neither a telephone number nor an e-mail address.
    pub(crate) fn of(typed: &str, reading: Reading) -> Option<Self> {
        let typed = without_label(typed);
        let folded = Folded::of(typed, reading);
        let letters: Vec<u8> = folded.tokens().iter().flat_map(|t| folded.letters(t).to_vec()).collect();
        let first = folded.word(0).to_vec();
        (letters.len() >= 4).then(|| Self { word: Word::fixed(typed, reading), letters, first })
    }
}

impl Pattern for Handle {
    fn anchors(&self) -> Anchors {
        Anchors { fixed: vec![self.first.clone(), self.word.base().to_vec()], ..Anchors::default() }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        let mut joined = Vec::new();
        for last in at..at + 12 {
            joined.extend_from_slice(text.word(last));
            if joined == self.letters {
                return Some((at, last));
            }
            if !self.letters.starts_with(&joined) || text.token(last).is_none() {
                return None;
            }
        }
        None
    }
}

/// What people write before a contact.
const LABELS: &str = " facebook fb instagram ig messenger whatsapp wa signal telegram viber skype discord tiktok snapchat profil ucet datova schranka \
ds id isds tel telefon mobil mob email mail e kontakt web www na jmeno prezdivka ";

/// A contact without the words that say what it is.
pub(crate) fn without_label(typed: &str) -> &str {
    let folded = Folded::of(typed, Reading::Looks);
    let first = folded.tokens().iter().find(|token| !crate::seek::listed(LABELS, folded.letters(token)));
    first.and_then(|token| typed.get(token.start..)).unwrap_or(typed)
}
