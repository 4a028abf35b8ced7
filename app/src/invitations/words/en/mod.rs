//! English.

mod child;
mod inner;
mod letter;
mod page;

use super::Words;
use crate::kernel::Day;
use jiff::civil::Weekday;

pub(super) const WORDS: Words = Words {
    page: page::PAGE,
    inner: inner::INNER,
    letter: letter::LETTER,
    erase: letter::ERASE,
    day: |day| format!("{}, {}", weekday(day), date(day)),
    date,
    until: |day| format!("{}, {}", weekday(day), date(day)),
    time: super::with_colon,
    and: "and",
    formal: |name| match super::manner(name) {
        super::Manner::Woman(family) => format!("Dear Ms {family},"),
        super::Manner::Man(family) => format!("Dear Mr {family},"),
        super::Manner::Unknown => "Good day,".into(),
    },
    friendly: |name| format!("Hello {},", czech::names::split(name).given),
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

/// `10 December 2026`.
fn date(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month =
        usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{}\u{a0}{month} {}", day.day(), day.year())
}

fn weekday(day: Day) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
