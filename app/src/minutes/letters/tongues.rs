//! What of a record is the house's own wording, said in the language of whoever reads it on a page: days and times, how
//! somebody was there or was heard, degrees of agreement, titles that the house gives. What people said and what staff
//! wrote stays as it is, and so does the paper, which is Czech. Pure.

use crate::invitations::doors::Language;
use crate::kernel::{Choice, Day, Moment, TimeOfDay};
use crate::meeting::rules::Interval;
use crate::minutes::answers;
use crate::minutes::model::RecordContent;
use crate::minutes::rules;
use czech::typography::plain;

/// Fixed words in Czech, Ukrainian and English.
type Row = (&'static str, &'static str, &'static str);

/// Titles of parts of the course that the house gives by itself.
const TITLES: &[Row] = &[
    ("Jednání", "Обговорення", "Discussion"),
    ("Mimo program", "Поза програмою", "Outside the programme"),
    ("Přestávka", "Перерва", "Break"),
    (
        answers::TITLE,
        "Хто що сказав про домовленості та завдання",
        "Who said what about agreements and tasks",
    ),
];

/// How a child was heard, as the rules of the minutes say it.
const HEARD: &[Row] = &[
    ("na celém setkání", "на всій зустрічі", "at the whole meeting"),
    ("na části setkání", "на частині зустрічі", "at a part of the meeting"),
    ("bez účasti na setkání", "без участі в зустрічі", "without being at the meeting"),
    ("v rozhovoru předem", "у розмові перед зустріччю", "in a talk beforehand"),
    ("dopisem nebo obrázkem", "листом або малюнком", "by a letter or a drawing"),
    (
        "slovy člověka, kterému věří",
        "словами людини, якій дитина довіряє",
        "in the words of somebody the child trusts",
    ),
    (
        "nepřímo, slovy těch, kdo ho dobře znají",
        "опосередковано, словами тих, хто добре знає дитину",
        "indirectly, in the words of those who know the child well",
    ),
];

/// How much those present agree.
const DEGREES: &[Row] = &[
    ("nesouhlasí", "не згодні", "disagree"),
    ("spíš nesouhlasí", "скоріше не згодні", "rather disagree"),
    ("dokáže s tím žít", "можуть це прийняти", "can live with it"),
    ("spíš souhlasí", "скоріше згодні", "rather agree"),
    ("plně souhlasí", "цілком згодні", "fully agree"),
    ("souhlasí", "згодні", "agree"),
];

const fn said(language: Language, row: &Row) -> &'static str {
    match language {
        Language::Czech => row.0,
        Language::Ukrainian => row.1,
        Language::English => row.2,
    }
}

fn found(rows: &[Row], language: Language, czech: &str) -> Option<&'static str> {
    rows.iter().find(|row| row.0 == czech).map(|row| said(language, row))
}

/// The title of a part of the course, where it is the house's own; none in Czech.
pub(super) fn title(language: Language, czech: &str) -> Option<&'static str> {
    match language {
        Language::Czech => None,
        Language::Ukrainian | Language::English => {
            language.usual_title(czech).or_else(|| found(TITLES, language, czech))
        }
    }
}

/// How a child was heard.
pub(super) fn heard(language: Language, czech: &str) -> String {
    found(HEARD, language, czech).unwrap_or(czech).to_owned()
}

/// The words of "souhlasí 4", and how many.
fn counted(piece: &str) -> (&str, Option<&str>) {
    match piece.rsplit_once(' ') {
        Some((words, count)) if count.chars().all(|sign| sign.is_ascii_digit()) => (words, Some(count)),
        _ => (piece, None),
    }
}

/// How much those present agree: one degree for all, or how many say what.
pub(super) fn degree(language: Language, czech: &str) -> String {
    let anew = |piece: &str| -> Option<String> {
        let (words, count) = counted(piece);
        let words = found(DEGREES, language, words)?;
        Some(count.map_or_else(|| words.to_owned(), |count| format!("{words} {count}")))
    };
    let pieces: Option<Vec<String>> = czech.split(", ").map(anew).collect();
    pieces.map_or_else(|| czech.to_owned(), |pieces| pieces.join(", "))
}

/// All times of somebody: "13.00–13.40, 14.45–15.00 po telefonu", "13:00–13:40, from 14:45 by phone".
pub(super) fn times(language: Language, there: &[Interval]) -> String {
    let (from, phone, video) = match language {
        Language::Czech => return rules::times(there),
        Language::Ukrainian => ("з", "телефоном", "відеозв’язком"),
        Language::English => ("from", "by\u{a0}phone", "by\u{a0}video"),
    };
    let time = |one: &Interval| {
        let begin = language.time(one.from.time_of_day());
        let span = match one.until {
            Some(until) => format!("{begin}–{}", language.time(until.time_of_day())),
            None => format!("{from}\u{a0}{begin}"),
        };
        match (one.by_phone, one.by_video) {
            (true, _) => format!("{span} {phone}"),
            (_, true) => format!("{span} {video}"),
            _ => span,
        }
    };
    there.iter().map(time).collect::<Vec<_>>().join(", ")
}

/// What stands behind somebody's times when they took note of confidentiality for themselves.
pub(super) fn took_note(language: Language, acknowledged: Option<Moment>) -> String {
    let Some(at) = acknowledged else { return String::new() };
    let at = language.at(at.time_of_day());
    match language {
        Language::Czech => rules::took_note(acknowledged),
        Language::Ukrainian => format!("; про\u{a0}конфіденційність попереджено {at}"),
        Language::English => format!("; took note of confidentiality {at}"),
    }
}

/// Which wording a paper or page is of.
pub(super) fn version(language: Language, record: &RecordContent) -> String {
    let number = record.edition;
    match (language, record.reader.is_some(), record.is_final) {
        (Language::Czech, true, true) => format!("výpis z konečného znění, verze {number}"),
        (Language::Czech, true, false) => format!("výpis pro jednoho účastníka z verze {number}"),
        (Language::Czech, false, true) => format!("konečné znění, verze {number}"),
        (Language::Czech, false, false) => format!("návrh k připomínkám, verze {number}"),
        (Language::Ukrainian, true, true) => format!("витяг з остаточної редакції, версія {number}"),
        (Language::Ukrainian, true, false) => format!("витяг для одного учасника з версії {number}"),
        (Language::Ukrainian, false, true) => format!("остаточна редакція, версія {number}"),
        (Language::Ukrainian, false, false) => format!("проєкт для зауважень, версія {number}"),
        (Language::English, true, true) => format!("extract of the final wording, version {number}"),
        (Language::English, true, false) => format!("extract for one participant, of version {number}"),
        (Language::English, false, true) => format!("final wording, version {number}"),
        (Language::English, false, false) => format!("draft for comments, version {number}"),
    }
}

/// When those present meet next.
pub(super) fn next(language: Language, record: &RecordContent) -> Option<String> {
    let written = record.next_text.as_deref()?;
    Some(match language {
        Language::Czech => written.to_owned(),
        Language::Ukrainian | Language::English => {
            next_anew(language, record.next_day, written).unwrap_or_else(|| written.to_owned())
        }
    })
}

/// The day and time of what was written in Czech and may have been sealed so.
fn next_anew(language: Language, day: Option<Day>, written: &str) -> Option<String> {
    let (day, written) = (day?, plain(written));
    let rest = written.strip_prefix(&plain(&czech::dates::long_with_weekday(day)))?.trim();
    if rest.is_empty() {
        return Some(language.day(day));
    }
    let time = czech::dates::parse_time(rest).ok()?;
    let time = TimeOfDay::new(time.hour().into(), time.minute().into())?;
    Some(format!("{} {}", language.day(day), language.at(time)))
}

/// In which language words stand on a reader's page, by its code: in theirs where they are the house's own, else in
/// Czech, as they were written.
pub(in crate::minutes) fn tongue(reader: Language, words: &str) -> &'static str {
    let among = |rows: &[Row], words: &str| rows.iter().any(|row| said(reader, row) == words);
    let is_degree = || words.split(", ").all(|piece| among(DEGREES, counted(piece).0));
    let own = among(TITLES, words) || among(HEARD, words) || reader.says_as_usual_title(words) || is_degree();
    if own { reader.code() } else { Language::Czech.code() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::minutes::samples::record;
    use crate::participants::ChildForm;
    use crate::plan::Stance;

    const OTHERS: [Language; 2] = [Language::Ukrainian, Language::English];

    fn is_czech(text: &str) -> bool {
        text.chars().any(|c| "ěščřžýáíéúůňťď".contains(c))
    }

    #[test]
    fn all_fixed_words_of_a_record_are_said_in_every_language() {
        for czech in ["Jednání", "Mimo program", "Přestávka", answers::TITLE] {
            assert_eq!(title(Language::Czech, czech), None);
            for language in OTHERS {
                let said = title(language, czech).unwrap_or_else(|| panic!("{language:?}: {czech}"));
                assert!(!is_czech(said), "{said}");
                assert_eq!(tongue(language, said), language.code());
            }
        }
        for form in ChildForm::ALL {
            for (there, whole) in [(true, true), (true, false), (false, false)] {
                let czech = rules::heard(*form, there, whole);
                assert_eq!(heard(Language::Czech, czech), czech);
                for language in OTHERS {
                    let said = heard(language, czech);
                    assert!(said != czech && !is_czech(&said), "{language:?}: {said}");
                    assert_eq!(tongue(language, &said), language.code());
                }
            }
        }
        let degrees = (1..=5).filter_map(crate::meeting::rules::degree_words);
        for czech in degrees.chain(Stance::ALL.iter().map(|stance| stance.label())) {
            assert_eq!(degree(Language::Czech, czech), czech);
            for language in OTHERS {
                let said = degree(language, czech);
                assert!(said != czech && !is_czech(&said), "{language:?}: {said}");
                assert_eq!(tongue(language, &said), language.code());
            }
        }
    }

    #[test]
    fn counts_of_those_who_agree_keep_their_numbers() {
        let counts = "souhlasí 4, dokáže s tím žít 2, nesouhlasí 1";
        assert_eq!(degree(Language::Czech, counts), counts);
        assert_eq!(degree(Language::English, counts), "agree 4, can live with it 2, disagree 1");
        assert_eq!(degree(Language::Ukrainian, counts), "згодні 4, можуть це прийняти 2, не згодні 1");
        assert_eq!(tongue(Language::English, "agree 4, disagree 1"), "en");
        // What the house does not know stays as it was written, and is Czech.
        assert_eq!(degree(Language::English, "skoro souhlasí"), "skoro souhlasí");
        assert_eq!(tongue(Language::English, "skoro souhlasí"), "cs");
        assert_eq!(tongue(Language::Ukrainian, "Škola a Eliščin pohled"), "cs");
    }

    #[test]
    fn what_was_sealed_in_czech_about_the_next_meeting_is_told_in_every_language() {
        let plainly = |language, record: &RecordContent| plain(&next(language, record).unwrap());
        let mut record = record(None);
        assert_eq!(plainly(Language::Czech, &record), "čtvrtek 11. března 2027 v 13.00");
        assert_eq!(plainly(Language::Ukrainian, &record), "четвер, 11 березня 2027 року о 13:00");
        assert_eq!(plainly(Language::English, &record), "Thursday, 11 March 2027 at 13:00");
        record.next_text = record.next_day.map(czech::dates::long_with_weekday);
        assert_eq!(plainly(Language::English, &record), "Thursday, 11 March 2027");
        // What cannot be read stays as it was written.
        record.next_text = Some("na jaře".to_owned());
        assert_eq!(plainly(Language::English, &record), "na jaře");
        record.next_text = None;
        assert_eq!(next(Language::English, &record), None);
    }

    #[test]
    fn times_and_wordings_are_told_in_every_language() {
        let record = record(None);
        let doctor = record.seats.iter().find(|seat| seat.there.first().is_some_and(|one| one.by_phone));
        let there = &doctor.unwrap().there;
        assert_eq!(plain(&times(Language::Czech, there)), "13.30–13.40 po telefonu");
        assert_eq!(plain(&times(Language::Ukrainian, there)), "13:30–13:40 телефоном");
        assert_eq!(plain(&times(Language::English, there)), "13:30–13:40 by phone");
        let open = [Interval { until: None, by_phone: false, ..there[0] }];
        assert_eq!(plain(&times(Language::English, &open)), "from 13:30");
        assert_eq!(version(Language::Czech, &record), "návrh k připomínkám, verze 1");
        for language in OTHERS {
            assert!(!is_czech(&version(language, &record)));
        }
    }
}
