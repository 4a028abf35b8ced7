//! Czech.

mod child;
mod inner;
mod letter;
mod page;

use super::Words;
use crate::invitations::rules;

pub(super) const WORDS: Words = Words {
    page: page::PAGE,
    inner: inner::INNER,
    letter: letter::LETTER,
    erase: letter::ERASE,
    day: czech::dates::long_with_weekday,
    date: czech::dates::long,
    until: rules::until_day,
    time: |time| time.to_string(),
    and: "a",
    formal: |name| format!("{},", czech::names::split(name).salutation()),
    friendly: |name| format!("{},", czech::names::friendly_salutation(&czech::names::split(name).given)),
    paragraphs: letter::paragraphs,
    news: letter::news,
    why: letter::why,
    bring: letter::bring,
    support: letter::support,
    part: letter::part,
    answer: page::answer,
    reason: page::reason,
    called_off: page::called_off,
    notice: letter::notice,
    notice_rest: letter::notice_rest,
    questions: inner::questions,
    need: page::need,
};

/// How a child is spoken to.
pub(super) const TO_CHILDREN: Words = Words {
    page: child::PAGE,
    inner: child::INNER,
    letter: child::LETTER,
    erase: child::ERASE,
    part: child::part,
    answer: child::answer,
    reason: child::reason,
    called_off: child::called_off,
    need: child::need,
    ..WORDS
};
