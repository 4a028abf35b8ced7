//! Everything that an invited person reads, in three languages: page, letter, mail. One typed set of sentences for each,
//! so that a sentence that somebody forgot to translate does not compile. Written by hand, not by a machine.
//!
//! A language has [`PageWords`] (the page before the code), [`InnerWords`] (behind it), [`LetterWords`] (labels of letter
//! and mail), and functions where a sentence depends on what it is about. Days and times are written in [`days`], the
//! titles that the house proposes for a programme said in [`agenda`]. Law is cited as the office's data say, in Czech: a
//! citation is not translated.

mod agenda;
mod cs;
mod days;
mod en;
mod parts;
mod uk;

pub(super) use parts::{EraseWords, InnerWords, LetterWords, PageWords, Topic};

use super::model::{Answer, Reason};
use super::notices::Reason as NoticeReason;
use super::rules::Audience;
use crate::conferences::State as ConferenceState;
use crate::kernel::{Choice, Day, TimeOfDay};
use crate::papers::leaflets::Tongue;
use crate::participants::Participation;

/// A language in which somebody is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Czech.
    #[default]
    Czech,
    /// Ukrainian.
    Ukrainian,
    /// English.
    English,
}

impl Choice for Language {
    const ALL: &'static [Self] = &[Self::Czech, Self::Ukrainian, Self::English];
    fn code(self) -> &'static str {
        match self {
            Self::Czech => "cs",
            Self::Ukrainian => "uk",
            Self::English => "en",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Czech => "čeština",
            Self::Ukrainian => "ukrajinština",
            Self::English => "angličtina",
        }
    }
}

impl Language {
    /// As its speakers call it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Czech => "Čeština",
            Self::Ukrainian => "Українська",
            Self::English => "English",
        }
    }

    /// What an entry in a calendar is called: neutral, because others see the calendar as well.
    pub(super) const fn calendar_title(self) -> &'static str {
        match self {
            Self::Czech => "Setkání",
            Self::Ukrainian => "Зустріч",
            Self::English => "Meeting",
        }
    }

    /// In what language leaflets are handed to its speakers.
    pub(super) const fn leaflets(self) -> Tongue {
        match self {
            Self::Czech => Tongue::Czech,
            Self::Ukrainian => Tongue::Ukrainian,
            Self::English => Tongue::English,
        }
    }

    /// Its sentences, as it speaks to whoever reads them: a child is spoken to as a child.
    pub(super) const fn words(self, audience: Audience) -> &'static Words {
        match (self, audience) {
            (Self::Czech, Audience::Child) => &cs::TO_CHILDREN,
            (Self::Ukrainian, Audience::Child) => &uk::TO_CHILDREN,
            (Self::English, Audience::Child) => &en::TO_CHILDREN,
            (Self::Czech, _) => &cs::WORDS,
            (Self::Ukrainian, _) => &uk::WORDS,
            (Self::English, _) => &en::WORDS,
        }
    }
}

/// All sentences of one language.
pub(super) struct Words {
    /// The page.
    pub(super) page: PageWords,
    /// The page behind the code.
    pub(super) inner: InnerWords,
    /// Letter and mail.
    pub(super) letter: LetterWords,
    /// Calling back.
    pub(super) erase: EraseWords,
    /// `čtvrtek 10. prosince 2026`.
    pub(super) day: fn(Day) -> String,
    /// `10. prosince 2026`, for a letterhead.
    pub(super) date: fn(Day) -> String,
    /// The day as it stands after "until".
    pub(super) until: fn(Day) -> String,
    /// `13.00`.
    pub(super) time: fn(TimeOfDay) -> String,
    /// Two times joined: `13.00–13.40 a 14.45–15.00`; gets the parts.
    pub(super) and: &'static str,
    /// `Vážená paní Doležalová,` of a full name.
    pub(super) formal: fn(&String) -> String,
    /// `Milá Eliško,` of a full name.
    pub(super) friendly: fn(&String) -> String,
    /// What a meeting is, for whom.
    pub(super) paragraphs: fn(Audience) -> &'static [&'static str],
    /// The same for somebody invited before.
    pub(super) news: fn(Audience) -> &'static [&'static str],
    /// Why them.
    pub(super) why: fn(Audience) -> &'static str,
    /// What to bring.
    pub(super) bring: fn(Audience) -> &'static [&'static str],
    /// Who may come along.
    pub(super) support: fn(Audience) -> Option<&'static str>,
    /// When they are needed, by how they take part; the times stand in for `{}`.
    pub(super) part: fn(Participation, bool) -> Option<&'static str>,
    /// An answer in their words, and what it means.
    pub(super) answer: fn(Answer) -> (&'static str, &'static str),
    /// Why not.
    pub(super) reason: fn(Reason) -> &'static str,
    /// What is said instead of an invitation.
    pub(super) called_off: fn(ConferenceState) -> Option<(&'static str, &'static str)>,
    /// What a mail says that calls off, and to a child.
    pub(super) notice: fn(NoticeReason, bool) -> &'static str,
    /// Of what calendars do by themselves, and whom to ask.
    pub(super) notice_rest: fn(bool) -> (&'static str, &'static str),
    /// What to prepare.
    pub(super) questions: fn(Topic) -> &'static [&'static str],
    /// Names of what is left out, and the plain grounds for it.
    pub(super) naming: outbound::Naming,
    /// What somebody needs.
    pub(super) need: fn(crate::participants::Need) -> &'static str,
}

/// How somebody with this full name is spoken to formally.
enum Manner {
    /// As a woman, by this family name.
    Woman(String),
    /// As a man, by this family name.
    Man(String),
    /// Neither is known.
    Unknown,
}

/// As the Czech salutation would be decided.
fn manner(name: &str) -> Manner {
    let parts = czech::names::split(name);
    match (parts.gender(), parts.family.trim()) {
        (_, "") | (None, _) => Manner::Unknown,
        (Some(czech::names::Gender::Woman), family) => Manner::Woman(family.to_owned()),
        (Some(czech::names::Gender::Man), family) => Manner::Man(family.to_owned()),
    }
}

/// Puts `what` where a sentence has `{}`.
pub(super) fn put(sentence: &str, what: &str) -> String {
    sentence.replacen("{}", what, 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;

    /// Every sentence of a language, as far as it depends on nothing.
    fn all(words: &Words) -> Vec<&'static str> {
        let mut all: Vec<&'static str> = words.page.all();
        all.extend(words.inner.all());
        all.extend(words.letter.all());
        all.extend(words.erase.all());
        for audience in [Audience::Family, Audience::Child, Audience::Health, Audience::Professional] {
            all.extend((words.paragraphs)(audience));
            all.extend((words.news)(audience));
            all.push((words.why)(audience));
            all.extend((words.bring)(audience));
        }
        for topic in Topic::ALL {
            all.extend((words.questions)(*topic));
        }
        for answer in Answer::ALL {
            all.push((words.answer)(*answer).0);
        }
        for reason in Reason::ALL {
            all.push((words.reason)(*reason));
        }
        all
    }

    #[test]
    fn no_sentence_is_empty_and_none_was_left_in_czech() {
        for language in Language::ALL {
            let mut sentences = all(language.words(Audience::Family));
            sentences.extend(all(language.words(Audience::Child)));
            assert!(sentences.len() > 150, "{language:?}");
            assert!(sentences.iter().all(|s| !s.trim().is_empty()), "{language:?} has an empty sentence");
            let czech: Vec<&&str> = sentences
                .iter()
                .filter(|s| s.chars().any(|c| "ěščřžýáíéúůňťďĚŠČŘŽÝÁÍÉÚŮŇŤĎ".contains(c)))
                .collect();
            if *language != Language::Czech {
                assert!(czech.is_empty(), "{language:?} speaks Czech: {czech:?}");
            }
        }
    }

    #[test]
    fn ukrainian_is_written_in_ukrainian_letters() {
        let mut sentences = all(Language::Ukrainian.words(Audience::Family));
        sentences.extend(all(Language::Ukrainian.words(Audience::Child)));
        for sentence in sentences {
            let known = |c: char| {
                !c.is_alphabetic()
                    || ('а'..='я').contains(&c)
                    || ('А'..='Я').contains(&c)
                    || "іїєґІЇЄҐ".contains(c)
            };
            let strange: Vec<char> = sentence.chars().filter(|c| !known(*c)).collect();
            // A short message of Ukrainian letters would be less than half as long.
            let latin =
                ["uk", "UA", Language::Ukrainian.words(Audience::Family).letter.sms].contains(&sentence);
            assert!(strange.is_empty() || latin, "{sentence}: {strange:?}");
            assert!(!sentence.chars().any(|c| "ыъэёЫЪЭЁ".contains(c)), "{sentence} is Russian");
        }
    }

    #[test]
    fn a_day_is_written_as_its_language_writes_it() {
        let day = date(2026, 12, 10);
        let said = |language: Language| (language.words(Audience::Family).day)(day).replace('\u{a0}', " ");
        assert_eq!(said(Language::Czech), "čtvrtek 10. prosince 2026");
        assert_eq!(said(Language::Ukrainian), "четвер, 10 грудня 2026 року");
        assert_eq!(said(Language::English), "Thursday, 10 December 2026");
        let until = |language: Language| {
            (language.words(Audience::Family).until)(date(2026, 11, 27)).replace('\u{a0}', " ")
        };
        assert_eq!(until(Language::Czech), "pátku 27. listopadu 2026");
        assert_eq!(until(Language::Ukrainian), "п’ятниці, 27 листопада 2026 року");
        assert_eq!(until(Language::English), "Friday, 27 November 2026");
    }

    #[test]
    fn what_depends_on_something_keeps_its_place_in_every_language() {
        let audiences = [Audience::Family, Audience::Child];
        let pairs = Language::ALL.iter().flat_map(|language| audiences.map(|audience| (language, audience)));
        for (language, audience) in pairs {
            let words = language.words(audience);
            for (name, sentence) in words.letter.with_a_place() {
                assert_eq!(sentence.matches("{}").count(), 1, "{language:?} {name}: {sentence}");
            }
            for (name, sentence) in words.page.with_a_place() {
                assert_eq!(sentence.matches("{}").count(), 1, "{language:?} {name}: {sentence}");
            }
        }
    }

    #[test]
    fn a_child_is_spoken_to_as_a_child_in_every_language() {
        for language in Language::ALL {
            let words = language.words(Audience::Child);
            assert_ne!((words.why)(Audience::Child), (words.why)(Audience::Family), "{language:?}");
            assert_ne!(
                (words.friendly)(&"Eliška Doležalová".into()),
                (words.formal)(&"Eliška Doležalová".into())
            );
        }
    }

    #[test]
    fn no_sentence_that_a_child_reads_speaks_to_an_adult() {
        const CZECH: &[&str] = &["vy", "vás", "vám", "vámi", "váš", "vaše", "vaši", "vaší", "vašeho"];
        const UKRAINIAN: &[&str] = &["ви", "вас", "вам", "вами", "ваш", "ваша", "ваше", "вашу", "вашої"];
        for language in [Language::Czech, Language::Ukrainian] {
            let words = language.words(Audience::Child);
            let mut read: Vec<&str> = words.page.all();
            // Neither time off work nor the employer's paper is offered to a child.
            read.retain(|sentence| *sentence != words.page.work);
            read.extend(words.inner.all());
            read.retain(|s| *s != words.inner.employer && *s != words.inner.employer_why);
            read.extend(words.letter.all());
            read.retain(|s| *s != words.letter.release && *s != words.letter.confidentiality);
            read.extend(words.erase.all());
            read.extend((words.paragraphs)(Audience::Child));
            read.extend((words.news)(Audience::Child));
            read.extend((words.bring)(Audience::Child));
            read.extend((words.questions)(Topic::Child));
            read.push((words.why)(Audience::Child));
            for answer in Answer::ALL {
                read.extend([(words.answer)(*answer).0, (words.answer)(*answer).1]);
            }
            for state in ConferenceState::ALL {
                read.extend((words.called_off)(*state).into_iter().flat_map(|(title, rest)| [title, rest]));
            }
            for sentence in read {
                let spoken = sentence.to_lowercase();
                let adult = spoken.split(|c: char| !c.is_alphabetic()).find(|word| {
                    CZECH.contains(word)
                        || UKRAINIAN.contains(word)
                        || ["ejte", "ěte", "ište", "íte", "áte", "ete", "йте", "іть"]
                            .iter()
                            .any(|end| word.ends_with(end))
                });
                assert_eq!(adult, None, "{language:?}: {sentence}");
            }
        }
    }
}
