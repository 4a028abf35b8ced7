//! Gentle words beside what was planned: goals, day, length. They never block anything.
//!
//! Source: domain.md section 3 step 3 (goal lint: measurable, non-accusing, child-centred), step 6 (about two
//! hours, two to three weeks ahead), lead times of `law`.

use super::model::{Conference, Kind};
use crate::kernel::Day;
use crate::law::{Deadline, Deadlines, Unit};

/// A goal reads well up to this length.
const LONG_GOAL: usize = 140;

/// Beginnings of words that sound like an accusation, folded.
const ACCUSING: &[&str] = &[
    "selhav",
    "selhal",
    "zanedb",
    "neschopn",
    "nezvlad",
    "lin",
    "vinu",
    "vinen",
    "provinil",
    "spatna",
    "spatny",
    "neplni",
    "prestane pit",
    "nestara",
    "odmita spolupracovat",
];
/// Beginnings of words that speak of a child, folded.
const CHILD: &[&str] =
    &["dite", "deti", "ditet", "detem", "dcer", "syn", "holk", "kluk", "skol", "miminko", "nezl"];
/// Signs of a day or a measure, folded.
const WHEN: &[&str] = &[
    "do ",
    "kazd",
    "denne",
    "tyd",
    "mesic",
    "ledn",
    "unor",
    "brez",
    "dubn",
    "kvetn",
    "cerv",
    "srpn",
    "zari",
    "rijn",
    "listopad",
    "prosin",
    "vanoc",
    "velikonoc",
    "prazdnin",
    "pololet",
    "vysvedc",
];

/// What could read better about a goal; `children` are the given names of the case's children.
#[must_use]
pub(super) fn goal(text: &str, children: &[String]) -> Vec<&'static str> {
    let folded = czech::folding::fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let begins = |list: &[&str]| {
        list.iter().any(|part| {
            if part.contains(' ') { folded.contains(part) } else { words.iter().any(|w| w.starts_with(part)) }
        })
    };
    let mut hints = Vec::new();
    if words.iter().any(|w| ACCUSING.iter().any(|a| *a != "lin" && !a.contains(' ') && w.starts_with(a)))
        || words.iter().any(|w| matches!(*w, "lina" | "liny" | "line"))
        || ACCUSING.iter().any(|a| a.contains(' ') && folded.contains(a))
    {
        hints.push("Zní to jako výtka. Zkuste napsat, jak to bude vypadat, až to bude dobré.");
    }
    let names_child = children.iter().any(|name| names(text, name));
    let has_day = begins(WHEN) || folded.chars().any(|c| c.is_ascii_digit());
    if !names_child && !begins(CHILD) && !has_day {
        hints.push("Není vidět, kterého dítěte se to týká ani dokdy. Stačí jméno nebo den.");
    }
    if text.chars().count() > LONG_GOAL {
        hints.push("Je to dlouhé. Cíl si má každý u stolu zapamatovat.");
    }
    hints
}

/// Endings of given names in all cases, and of what belongs to somebody, folded.
const ENDINGS: &[&str] = &[
    "a", "e", "i", "o", "u", "y", "ou", "em", "ovi", "uv", "ova", "ovo", "ove", "ovu", "ovy", "ovou", "ovym",
    "ovych", "in", "ina", "ino", "inu", "iny", "ine", "inou", "inym", "inych",
];

/// Whether a text names somebody with this given name, in any case. By its stem: it may find a namesake, and misses what
/// people call each other at home.
#[must_use]
pub(super) fn names(text: &str, given: &str) -> bool {
    let name = czech::folding::fold(given);
    let folded = czech::folding::fold(text);
    let words = || folded.split(|c: char| !c.is_alphanumeric());
    let vowel = name.strip_suffix(['a', 'e', 'o']);
    // Eliška – Elišce, Olga – Olze, Marek – Markovi, Pavel – Pavlovi.
    let softened = vowel.and_then(|stem| match stem.chars().last()? {
        'k' => Some(format!("{}c", stem.strip_suffix('k')?)),
        'g' | 'h' => Some(format!("{}z", stem.strip_suffix(['g', 'h'])?)),
        _ => None,
    });
    let dropped = ["ek", "el", "ec"].into_iter().find_map(|end| {
        let stem = name.strip_suffix(end).filter(|stem| stem.len() > 1)?;
        Some(format!("{stem}{}", end.strip_prefix('e')?))
    });
    let stem = vowel.unwrap_or(&name).to_owned();
    let stems = || [Some(&stem), softened.as_ref(), dropped.as_ref()].into_iter().flatten();
    let declined = |word: &str| {
        stems().any(|stem| word.strip_prefix(stem.as_str()).is_some_and(|end| ENDINGS.contains(&end)))
    };
    name.chars().count() > 1 && words().any(|word| word == name || declined(word))
}

/// What to think about before a goal is seen by others: it names a child of `children` (given names), and what is chosen
/// beside it says that it concerns another one, or all.
#[must_use]
pub(super) fn about(text: &str, children: &[String], chosen: Option<&str>) -> Option<String> {
    let named: Vec<&str> = children.iter().map(String::as_str).filter(|name| names(text, name)).collect();
    let (first, others) = named.split_first()?;
    match chosen {
        Some(chosen) if named.contains(&chosen) => None,
        None if children.len() > 1 && others.is_empty() => Some(format!(
            "Cíl jmenuje jedno z dětí ({first}), ale týká se všech. Vyberte dítě: cíl pak uvidí jen ti, kdo o něm smějí vědět."
        )),
        Some(chosen) => Some(format!("Cíl jmenuje jiné dítě ({first}), než jaké je vybrané ({chosen}).")),
        None => None,
    }
}

/// A gentle word about how many goals there are.
#[must_use]
pub(super) const fn number_of_goals(count: usize) -> Option<&'static str> {
    if count > 3 {
        Some("Čtyři cíle jsou na jedno setkání hodně. Nejlépe se stihnou jeden až tři.")
    } else {
        None
    }
}

/// The first day on which a deadline before `day` still holds: the last day to act.
#[must_use]
fn days_before(day: Day, deadline: Deadline) -> Day {
    let amount = i32::try_from(deadline.amount).unwrap_or(0);
    match deadline.unit {
        Unit::WorkingDay => czech::working_days::add_working_days(day, -amount),
        Unit::CalendarDay => day.checked_sub(jiff::Span::new().days(amount)).unwrap_or(day),
        Unit::Month => czech::working_days::add_months_clamped(day, -amount),
        Unit::Year => czech::working_days::add_months_clamped(day, amount.saturating_mul(-12)),
    }
}

/// What to think of a day: holidays, weekends, too soon for invitations.
#[must_use]
pub(super) fn date(day: Day, today: Day, kind: Kind, deadlines: &Deadlines) -> Vec<String> {
    let mut hints = Vec::new();
    if day < today {
        hints.push("Ten den už byl. Pokud setkání teprve plánujete, opravte datum.".to_owned());
        return hints;
    }
    if let Some(name) = czech::holidays::holiday(day) {
        hints.push(format!("Ten den je svátek ({name}). Školy, ordinace a úřady mají zavřeno."));
    } else if !czech::working_days::is_working_day(day) {
        hints.push("Ten den je víkend. Školy, ordinace a úřady mají zavřeno.".to_owned());
    }
    let deadline = if kind == Kind::Urgent { deadlines.urgent } else { deadlines.invitations };
    let last = days_before(day, deadline);
    if last < today {
        let ahead = match deadline.unit {
            Unit::WorkingDay => {
                czech::plural::count(deadline.amount, "pracovní den", "pracovní dny", "pracovních dnů")
            }
            Unit::CalendarDay => czech::plural::count(deadline.amount, "den", "dny", "dnů"),
            Unit::Month => czech::plural::count(deadline.amount, "měsíc", "měsíce", "měsíců"),
            Unit::Year => czech::plural::count(deadline.amount, "rok", "roky", "let"),
        };
        hints.push(format!(
            "Pozvánky mají odejít aspoň {ahead} předem, tedy nejpozději {}. To už se nestihne: zvažte pozdější den, nebo počítejte s tím, že někdo nepřijde.",
            czech::dates::short(last)
        ));
    }
    hints
}

/// What to think of the length of a meeting.
#[must_use]
pub(super) fn length(minutes: i64, kind: Kind) -> Option<String> {
    let longest = if kind == Kind::Interactive { 90 } else { 150 };
    (minutes > longest).then(|| {
        let usual = kind.usual_minutes();
        format!("Setkání má {minutes} minut. Pozornost vydrží zhruba {usual} minut, děti ještě míň.")
    })
}

/// Whether the agenda fits the planned time.
#[must_use]
pub(super) fn fit(conference: &Conference, agenda: i64) -> Option<String> {
    let planned = conference.minutes()?;
    let minutes = |n: i64| czech::plural::count(n, "minuta", "minuty", "minut");
    match agenda - planned {
        0 => None,
        over if over > 0 => Some(format!(
            "Program je delší než setkání: přesahuje o {}.",
            czech::plural::count(over, "minutu", "minuty", "minut")
        )),
        under => Some(format!("Do konce setkání zbývá volných {}.", minutes(-under))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    fn deadlines() -> Deadlines {
        let of = |amount| Deadline { amount, unit: Unit::WorkingDay, verified: false };
        Deadlines {
            invitations: of(10),
            urgent: of(5),
            preparation: of(3),
            readiness: of(2),
            minutes_draft: of(5),
            comments: of(7),
            final_minutes: of(10),
            first_check: of(30),
            task_reminder: of(3),
            protection_plan: of(1),
            follow_up: of(90),
            child_reason: of(12),
        }
    }

    fn names_of() -> Vec<String> {
        vec!["Eliška".into(), "Matyáš".into()]
    }

    #[test]
    fn a_plain_goal_about_a_child_needs_no_hint() {
        assert!(goal("Eliška chodí do školy a má s kým mluvit.", &names_of()).is_empty());
        assert!(goal("Domluvit, jak je Matyášovi s astmatem líp.", &names_of()).is_empty());
        assert!(goal("Rodina má do 31. ledna kde bydlet.", &names_of()).is_empty());
    }

    #[test]
    fn a_name_is_known_in_every_case_and_in_what_belongs_to_somebody() {
        for (given, text) in [
            ("Matyáš", "Matyášovo astma je pod kontrolou."),
            ("Matyáš", "S Matyášem je líp."),
            ("Eliška", "Elišce pomáhá psycholožka."),
            ("Eliška", "Eliščino trápení skončí."),
            ("Anička", "Aničku vozí babička."),
            ("Marek", "Markovi najdeme kroužek."),
            ("Pavel", "Pavlova škola o tom ví."),
            ("Jan", "S Janem mluví kurátor."),
            ("Olga", "Olze zůstane pokoj."),
        ] {
            assert!(names(text, given), "{given}: {text}");
        }
        for (given, text) in [
            ("Jan", "Ví se, jak to bude v lednu."),
            ("Ema", "Rodina má jistotu."),
            ("Marie", "Maminka má oporu."),
            ("", "Cokoli."),
        ] {
            assert!(!names(text, given), "{given}: {text}");
        }
    }

    #[test]
    fn a_goal_that_names_a_child_asks_whether_it_concerns_only_them() {
        let asthma = "Matyášovo astma je pod kontrolou.";
        assert!(about(asthma, &names_of(), None).unwrap().contains("(Matyáš)"));
        assert!(about(asthma, &names_of(), Some("Matyáš")).is_none());
        assert!(about(asthma, &names_of(), Some("Eliška")).unwrap().contains("jiné dítě"));
        assert!(about("Eliška a Matyáš mají klid.", &names_of(), None).is_none());
        assert!(about("Rodina má kde bydlet.", &names_of(), None).is_none());
        assert!(about(asthma, &["Matyáš".to_owned()], None).is_none());
    }

    #[test]
    fn an_accusing_goal_gets_a_gentle_word() {
        assert_eq!(goal("Matka přestane zanedbávat děti.", &names_of()).len(), 1);
        assert!(goal("Linka bezpečí je pro dítě dostupná každý den.", &names_of()).is_empty());
    }

    #[test]
    fn a_meeting_next_week_is_too_soon_for_ten_working_days() {
        let hints = date(day(2026, 11, 26), day(2026, 11, 19), Kind::Classic, &deadlines());
        assert_eq!(hints.len(), 1);
        assert!(date(day(2026, 12, 10), day(2026, 11, 19), Kind::Classic, &deadlines()).is_empty());
    }

    #[test]
    fn a_holiday_is_named() {
        let hints = date(day(2026, 12, 24), day(2026, 11, 19), Kind::Classic, &deadlines());
        assert!(hints[0].contains("svátek"));
    }

    proptest! {
        #[test]
        fn hints_never_fail_whatever_is_typed(text in ".{0,400}", names in proptest::collection::vec(".{0,8}", 0..3)) {
            let _ = goal(&text, &names);
            let _ = about(&text, &names, names.first().map(String::as_str));
        }
    }
}
