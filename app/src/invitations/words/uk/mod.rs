//! Ukrainian.

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
    until: |day| format!("{}, {}", until_weekday(day), date(day)),
    time: super::with_colon,
    and: "та",
    formal: |name| match super::manner(name) {
        super::Manner::Woman(family) => format!("Шановна пані {family}!"),
        super::Manner::Man(family) => format!("Шановний пане {family}!"),
        super::Manner::Unknown => "Добрий день!".into(),
    },
    friendly: |name| format!("Привіт, {}!", czech::names::split(name).given),
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

/// `10 грудня 2026 року`.
fn date(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ];
    let month =
        usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{}\u{a0}{month} {}\u{a0}року", day.day(), day.year())
}

fn weekday(day: Day) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "понеділок",
        Weekday::Tuesday => "вівторок",
        Weekday::Wednesday => "середа",
        Weekday::Thursday => "четвер",
        Weekday::Friday => "п’ятниця",
        Weekday::Saturday => "субота",
        Weekday::Sunday => "неділя",
    }
}

/// In the genitive, after "до".
fn until_weekday(day: Day) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "понеділка",
        Weekday::Tuesday => "вівторка",
        Weekday::Wednesday => "середи",
        Weekday::Thursday => "четверга",
        Weekday::Friday => "п’ятниці",
        Weekday::Saturday => "суботи",
        Weekday::Sunday => "неділі",
    }
}
