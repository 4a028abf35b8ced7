//! Pure rules of the minutes: what is missing, ages, order of the course.

pub(super) mod code;

use crate::kernel::{Day, Moment};
use crate::meeting::Words;
use crate::meeting::rules::Interval;
use crate::participants::ChildForm;

/// An age in words, as of a day; months for the youngest.
#[must_use]
pub(super) fn age_words(born: Day, day: Day) -> String {
    if born > day {
        return "ještě nenarozené".to_owned();
    }
    let months = i32::from(day.year() - born.year()) * 12 + i32::from(day.month() - born.month())
        - i32::from(day.day() < born.day());
    let count = |n: i32, one, few, many| czech::plural::count(u32::try_from(n).unwrap_or(0), one, few, many);
    if months < 24 {
        count(months, "měsíc", "měsíce", "měsíců")
    } else {
        count(months / 12, "rok", "roky", "let")
    }
}

/// What the check page counts before the minutes are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) ended: bool,
    pub(super) reminded: bool,
    /// Whether somebody came after the reminder of confidentiality and never took note of it.
    pub(super) unaware: bool,
    pub(super) present: usize,
    pub(super) facilitator: bool,
    pub(super) minute_taker: bool,
    pub(super) goals: usize,
    pub(super) lines: usize,
    pub(super) agreed: usize,
    pub(super) tasks: usize,
    /// Dissents without anybody who dissents.
    pub(super) nameless_dissents: usize,
    /// Objections without anybody who raised them.
    pub(super) nameless_objections: usize,
    /// Lines for which nobody chose a topic and which therefore hardly anybody gets.
    pub(super) guarded_lines: usize,
    pub(super) next_day: bool,
    pub(super) contact: bool,
    pub(super) comments_until: bool,
    /// What a protocol asks for beside; none for a light record.
    pub(super) protocol: Option<ProtocolCounts>,
}

/// What only a protocol asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ProtocolCounts {
    pub(super) acts: bool,
    pub(super) reading: bool,
    /// Those who were there and of whom nobody noted whether they signed.
    pub(super) unsigned: usize,
}

/// What is missing, as sentences; the most important first. Nothing of it blocks: a record tells what was, not
/// what should have been.
#[must_use]
pub(super) fn missing(counts: &Counts) -> Vec<&'static str> {
    let Counts { ended, reminded, present, facilitator, minute_taker, goals, lines, agreed, tasks, .. } =
        *counts;
    let nothing_agreed = agreed == 0 && tasks == 0;
    [
        (!ended, "Jednání ještě není ukončené. Zapište, kdy skončilo."),
        (present == 0, "Není zapsané, kdo byl přítomný."),
        (lines == 0, "Není zapsaný žádný řádek jednání."),
        (nothing_agreed, "Není zapsaná žádná dohoda ani úkol."),
        (agreed > 0 && tasks == 0, "Dohody jsou, ale nikdo nemá žádný úkol."),
        (counts.nameless_dissents > 0, "U nesouhlasu chybí, kdo nesouhlasil."),
        (counts.nameless_objections > 0, "U námitky proti zápisu chybí, kdo ji vznesl."),
        (goals == 0, "Konference nemá zapsané cíle."),
        (!facilitator, "Není zapsané, kdo jednání vedl."),
        (!minute_taker, "Není zapsané, kdo zapisoval."),
        (!reminded, "Není zapsané, že přítomní vzali na vědomí mlčenlivost."),
        (reminded && counts.unaware, "Není zapsané, že mlčenlivost vzali na vědomí ti, kdo přišli později."),
        (!counts.next_day, "Není domluvené příští setkání."),
        (!counts.contact, "Není zapsané, kdo bude účastníkům odpovídat."),
        (!counts.comments_until, "Není zapsaná lhůta pro připomínky."),
        (counts.protocol.is_some_and(|p| !p.acts), "V protokolu chybí popis úkonů."),
        (counts.protocol.is_some_and(|p| !p.reading), "V protokolu chybí, jak se s ním přítomní seznámili."),
        (
            counts.protocol.is_some_and(|p| p.unsigned > 0),
            "V protokolu chybí podpis některého z přítomných, nebo že ho odmítl a proč.",
        ),
    ]
    .into_iter()
    .filter_map(|(missing, sentence)| missing.then_some(sentence))
    .collect()
}

/// Whether somebody was there at a moment, given when they were there. Who comes at that moment is there already, who
/// leaves at it still is.
#[must_use]
pub(super) fn present_at(there: &[Interval], at: Moment) -> bool {
    there.iter().any(|time| time.from <= at && time.until.is_none_or(|until| at <= until))
}

/// All times of somebody as a paper says them: "13.00–13.40, 14.45–15.00 po telefonu".
#[must_use]
pub(super) fn times(there: &[Interval]) -> String {
    let time = |one: &Interval| {
        let span = match one.until {
            Some(until) => format!("{}–{}", one.from.time_of_day(), until.time_of_day()),
            None => format!("od\u{a0}{}", one.from.time_of_day()),
        };
        match (one.by_phone, one.by_video) {
            (true, _) => format!("{span} po\u{a0}telefonu"),
            (_, true) => format!("{span} přes\u{a0}video"),
            _ => span,
        }
    };
    there.iter().map(time).collect::<Vec<_>>().join(", ")
}

/// When somebody took note of confidentiality for themselves. Whoever did so at the first reminder did it with everybody,
/// and the record says that once for all.
#[must_use]
pub(super) fn for_themselves(acknowledged: Option<Moment>, reminded: Option<Moment>) -> Option<Moment> {
    acknowledged.filter(|at| reminded != Some(*at))
}

/// Whether somebody came when the others had taken note of confidentiality and never did.
#[must_use]
pub(super) fn is_unaware(there: &[Interval], acknowledged: Option<Moment>, reminded: Option<Moment>) -> bool {
    let late = |reminded: Moment| there.iter().any(|time| time.from > reminded);
    acknowledged.is_none() && reminded.is_some_and(late)
}

/// What stands behind somebody's times when they took note of confidentiality for themselves: "; mlčenlivost na vědomí
/// ve 13.07".
#[must_use]
pub(super) fn took_note(acknowledged: Option<Moment>) -> String {
    acknowledged.map_or_else(String::new, |at| {
        let at = czech::prepositions::at(&at.time_of_day().to_string());
        format!("; mlčenlivost na\u{a0}vědomí {at}")
    })
}

/// How a child was really heard, as the record says it: a child that was expected at the table and never came was not
/// there, whatever was planned. `whole`: it was there from the beginning to the end.
#[must_use]
pub(super) const fn heard(form: ChildForm, was_there: bool, whole: bool) -> &'static str {
    match (form, was_there) {
        (_, true) if whole => "na celém setkání",
        (_, true) => "na části setkání",
        (ChildForm::Whole | ChildForm::Part, false) => "bez účasti na setkání",
        (ChildForm::SeparateTalk, false) => "v rozhovoru předem",
        (ChildForm::Letter, false) => "dopisem nebo obrázkem",
        (ChildForm::ThroughTrusted, false) => "slovy člověka, kterému věří",
        (ChildForm::Indirect, false) => "nepřímo, slovy těch, kdo ho dobře znají",
    }
}

/// Whether somebody was there all the time between two moments, without going away.
#[must_use]
pub(super) fn all_the_time(there: &[Interval], started: Moment, ended: Option<Moment>) -> bool {
    let Some(ended) = ended else { return false };
    there.iter().any(|time| time.from <= started && time.until.is_none_or(|until| until >= ended))
}

/// Whether somebody's own words are cut for their extract as something about themselves, not about those they speak of:
/// the table still says whether such a reader may know such a thing at all. Never where somebody is afraid, and never about violence, crime or what a child said: a paper lies at home, and
/// a child's words are the child's, whoever repeated them.
#[must_use]
pub(super) const fn is_given_back(words: &Words, safety_concern: bool) -> bool {
    !safety_concern && !matches!(words, Words::Safety(_) | Words::Criminal(_) | Words::Childs(_))
}

/// When parts of the course ended: each when the next one began, the last with the meeting. Given and returned in
/// the order of their beginnings.
#[must_use]
pub(super) fn ends(begun: &[Moment], ended: Option<Moment>) -> Vec<Option<Moment>> {
    begun.iter().skip(1).copied().map(Some).chain([ended]).take(begun.len()).collect()
}

/// The characters that the font lacks, as a sentence for the worker.
#[must_use]
pub(super) fn replaced_sentence(replaced: &str) -> Option<String> {
    if replaced.is_empty() {
        return None;
    }
    let signs: Vec<String> =
        replaced.chars().map(|sign| format!("{sign} ([U+{:04X}])", u32::from(sign))).collect();
    Some(format!(
        "Písmo dokumentu nezná tyto znaky, vytiskl se místo nich jejich kód: {}. Zkontrolujte, jestli je text srozumitelný.",
        signs.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn ages_are_told_as_people_tell_them() {
        assert_eq!(age_words(date(2013, 5, 14), date(2026, 12, 10)), "13\u{a0}let");
        assert_eq!(age_words(date(2026, 7, 11), date(2026, 12, 10)), "4\u{a0}měsíce");
        assert_eq!(age_words(date(2024, 12, 10), date(2026, 12, 10)), "2\u{a0}roky");
        assert_eq!(age_words(date(2024, 12, 11), date(2026, 12, 10)), "23\u{a0}měsíců");
    }

    #[test]
    fn a_complete_record_misses_nothing() {
        let whole = Counts {
            ended: true,
            reminded: true,
            unaware: false,
            present: 8,
            facilitator: true,
            minute_taker: true,
            goals: 2,
            lines: 12,
            agreed: 3,
            tasks: 4,
            nameless_dissents: 0,
            nameless_objections: 0,
            guarded_lines: 0,
            next_day: true,
            contact: true,
            comments_until: true,
            protocol: None,
        };
        assert!(missing(&whole).is_empty());
        let protocol = Some(ProtocolCounts { acts: true, reading: true, unsigned: 0 });
        assert!(missing(&Counts { protocol, ..whole }).is_empty());
        assert_eq!(missing(&Counts { protocol: Some(ProtocolCounts::default()), ..whole }).len(), 2);
        assert_eq!(missing(&Counts { tasks: 0, ..whole }), ["Dohody jsou, ale nikdo nemá žádný úkol."]);
        assert!(missing(&Counts::default()).len() >= 9);
        let late = missing(&Counts { unaware: true, ..whole });
        assert_eq!(late, ["Není zapsané, že mlčenlivost vzali na vědomí ti, kdo přišli později."]);
        let nobody = missing(&Counts { unaware: true, reminded: false, ..whole });
        assert_eq!(nobody, ["Není zapsané, že přítomní vzali na vědomí mlčenlivost."]);
        assert_eq!(missing(&Counts { nameless_objections: 1, ..whole }).len(), 1);
    }

    #[test]
    fn replaced_characters_are_named() {
        assert_eq!(replaced_sentence(""), None);
        assert!(replaced_sentence("ⰱ").unwrap().contains("[U+2C31]"));
    }

    fn interval(from: i64, until: Option<i64>, by_phone: bool) -> Interval {
        let start = Moment::in_prague(date(2026, 12, 10), jiff::civil::time(13, 0, 0, 0));
        let at = |minute: i64| start.plus_seconds(minute * 60);
        Interval { from: at(from), until: until.map(at), by_phone, by_video: false }
    }

    #[test]
    fn somebody_who_left_and_came_back_has_one_row_with_both_times() {
        let there = [interval(0, Some(40), false), interval(105, Some(120), true)];
        assert_eq!(times(&there), "13.00–13.40, 14.45–15.00 po\u{a0}telefonu");
        assert_eq!(times(&[interval(0, None, false)]), "od\u{a0}13.00");
    }

    #[test]
    fn whoever_came_after_the_reminder_took_note_for_themselves_or_never() {
        let (whole, late) = ([interval(0, Some(120), false)], [interval(25, Some(120), false)]);
        let at = |minute: i64| whole[0].from.plus_seconds(minute * 60);
        let reminded = Some(at(6));
        // With everybody: nothing is told of one.
        assert_eq!(for_themselves(reminded, reminded), None);
        assert!(!is_unaware(&whole, reminded, reminded));
        // Later: the time is told.
        assert_eq!(for_themselves(Some(at(26)), reminded), Some(at(26)));
        assert_eq!(took_note(Some(at(26))), "; mlčenlivost na\u{a0}vědomí ve\u{a0}13.26");
        assert_eq!(took_note(None), "");
        assert!(!is_unaware(&late, Some(at(26)), reminded));
        // Never: only of those who came after it, and only where the others were reminded.
        assert!(is_unaware(&late, None, reminded));
        assert!(is_unaware(&[interval(0, Some(5), false), late[0]], None, reminded));
        assert!(!is_unaware(&[interval(0, Some(5), false)], None, reminded));
        assert!(!is_unaware(&late, None, None));
        assert_eq!(for_themselves(Some(at(26)), None), Some(at(26)));
    }

    #[test]
    fn an_absent_child_is_not_said_to_have_been_there() {
        use crate::kernel::Choice;
        for form in ChildForm::ALL {
            let absent = heard(*form, false, false);
            assert!(!absent.contains("části setkání") && !absent.contains("celém setkání"), "{absent}");
            assert!(heard(*form, true, false).contains("části setkání"));
        }
        let start = interval(0, Some(120), false);
        assert!(all_the_time(&[start], start.from, start.until));
        assert!(!all_the_time(&[interval(5, Some(120), false)], start.from, start.until));
        assert!(!all_the_time(
            &[interval(0, Some(60), false), interval(70, Some(120), false)],
            start.from,
            start.until
        ));
    }

    proptest! {
        #[test]
        fn every_part_of_the_course_ends_where_the_next_begins(minutes in prop::collection::vec(0..180_i64, 0..9)) {
            let mut minutes = minutes;
            minutes.sort_unstable();
            let start = Moment::in_prague(date(2026, 12, 10), jiff::civil::time(13, 0, 0, 0));
            let begun: Vec<Moment> = minutes.iter().map(|m| start.plus_seconds(m * 60)).collect();
            let ended = start.plus_seconds(200 * 60);
            let ends = ends(&begun, Some(ended));
            prop_assert_eq!(ends.len(), begun.len());
            for (at, end) in ends.iter().enumerate() {
                prop_assert_eq!(*end, Some(begun.get(at + 1).copied().unwrap_or(ended)));
            }
        }
    }
}
