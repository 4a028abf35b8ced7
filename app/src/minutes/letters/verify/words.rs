//! What the public page of seals says, in three languages: whoever holds a sealed paper may read none but their own. One
//! typed set of sentences for each, so that a sentence that somebody forgot to translate does not compile. Written by
//! hand, not by a machine. The paper itself is Czech, and so is the way in which it bears the day.

use crate::invitations::doors::Language;
use crate::minutes::forms::{CodeProblem, DayProblem};
use crate::minutes::rules::code::Typo;
use czech::dates::ReadError;

outbound::view! {
    /// The sentences of the page.
    pub struct VerifyWords {
        pub lang: &'static str,
        pub skip: &'static str,
        pub demo_label: &'static str,
        pub demo: &'static str,
        pub title: &'static str,
        pub lead: &'static str,
        pub agrees: &'static str,
        pub agrees_more: &'static str,
        pub differs: &'static str,
        pub differs_more: &'static str,
        pub wait: &'static str,
        pub wait_more: &'static str,
        pub code: &'static str,
        pub code_hint: &'static str,
        pub day: &'static str,
        pub day_hint: &'static str,
        pub check: &'static str,
        pub seal: &'static str,
    }
}

const CS: VerifyWords = VerifyWords {
    lang: "cs",
    skip: "Přejít na obsah",
    demo_label: "Upozornění na ukázku",
    demo: "Ukázka s vymyšlenými lidmi. Nepatří sem nic skutečného.",
    title: "Ověření zápisu",
    lead: "Držíte zápis, výpis nebo dodatek z případové konference? Podle kódu a data zjistíte, jestli ho úřad zapečetil. Co v něm stojí, tahle stránka neukáže nikomu.",
    agrees: "Souhlasí.",
    agrees_more: "Dokument s tímto kódem úřad zapečetil v tento den. Jestli se shoduje i text, porovná úřad se svým výtiskem; zavolejte tam, když máte pochybnost.",
    differs: "Nesouhlasí.",
    differs_more: "Dokument s tímto kódem a datem neznáme. Zkontrolujte, jestli jste opsali obojí přesně, a když ano, zavolejte úřadu, který je na papíře uvedený.",
    wait: "Přišlo moc pokusů za sebou.",
    wait_more: "Zkuste to, prosím, za chvíli znovu.",
    code: "Kód",
    code_hint: "Čtyři skupiny po čtyřech znacích. Na velikosti písmen a pomlčkách nezáleží.",
    day: "Datum zapečetění",
    day_hint: "Stojí hned u kódu, například 10. 12. 2026.",
    check: "Ověřit",
    seal: "Pečeť odhalí změnu. Není to kvalifikovaný elektronický podpis.",
};

const UK: VerifyWords = VerifyWords {
    lang: "uk",
    skip: "Перейти до змісту",
    demo_label: "Попередження про демонстрацію",
    demo: "Демонстрація з вигаданими людьми. Нічого справжнього тут немає.",
    title: "Перевірка протоколу",
    lead: "Маєте протокол, витяг або додаток із кейс-конференції? За кодом і датою можна дізнатися, чи установа його опечатала. Що в ньому написано, ця сторінка не покаже нікому.",
    agrees: "Збігається.",
    agrees_more: "Документ із цим кодом установа опечатала цього дня. Чи збігається й текст, установа перевірить за своїм примірником; зателефонуйте туди, якщо маєте сумнів.",
    differs: "Не збігається.",
    differs_more: "Документа з таким кодом і датою ми не знаємо. Перевірте, чи точно ви переписали код і дату, і якщо так, зателефонуйте до установи, зазначеної на папері.",
    wait: "Забагато спроб поспіль.",
    wait_more: "Спробуйте, будь ласка, ще раз трохи згодом.",
    code: "Код",
    code_hint: "Чотири групи по чотири знаки, літери латинські. Великі вони чи малі, з дефісами чи без, не має значення.",
    day: "Дата опечатання",
    day_hint: "Вона стоїть одразу біля коду, наприклад 10. 12. 2026.",
    check: "Перевірити",
    seal: "Печатка виявить зміну. Це не кваліфікований електронний підпис.",
};

const EN: VerifyWords = VerifyWords {
    lang: "en",
    skip: "Skip to content",
    demo_label: "Note on the demonstration",
    demo: "A demonstration with invented people. Nothing real belongs here.",
    title: "Check a record",
    lead: "Do you hold a record, an extract or an addendum from a case conference? By its code and date you can find out whether the office sealed it. This page shows nobody what it says.",
    agrees: "They match.",
    agrees_more: "The office sealed a document with this code on this day. Whether the text is the same as well, the office can compare with its own copy; call them if you are in doubt.",
    differs: "They do not match.",
    differs_more: "We know of no document with this code and date. Check whether you copied both exactly, and if you did, call the office that is named on the paper.",
    wait: "Too many attempts one after another.",
    wait_more: "Please try again in a while.",
    code: "Code",
    code_hint: "Four groups of four characters. Capital or small letters and dashes make no difference.",
    day: "Date of sealing",
    day_hint: "It stands right beside the code, for example 10. 12. 2026: first the day, then the month.",
    check: "Check",
    seal: "The seal reveals a change. It is not a qualified electronic signature.",
};

/// The sentences of a language.
pub(super) const fn words(language: Language) -> &'static VerifyWords {
    match language {
        Language::Czech => &CS,
        Language::Ukrainian => &UK,
        Language::English => &EN,
    }
}

/// What is wrong with a code, as a sentence.
pub(super) fn about_code(language: Language, problem: &CodeProblem) -> String {
    match (language, problem) {
        (Language::Czech, CodeProblem::Missing) => {
            "Opište kód z papíru: čtyři skupiny po čtyřech znacích.".to_owned()
        }
        (Language::Ukrainian, CodeProblem::Missing) => {
            "Перепишіть код із паперу: чотири групи по чотири знаки.".to_owned()
        }
        (Language::English, CodeProblem::Missing) => {
            "Copy the code from the paper: four groups of four characters.".to_owned()
        }
        (Language::Czech, CodeProblem::Long { signs, fit }) => {
            format!("Text je moc dlouhý: má {signs} znaků a vejde se jich {fit}. Zkraťte ho, prosím.")
        }
        (Language::Ukrainian, CodeProblem::Long { signs, fit }) => {
            format!("Текст задовгий: знаків у ньому {signs}, а вміститься {fit}. Скоротіть його, будь ласка.")
        }
        (Language::English, CodeProblem::Long { signs, fit }) => {
            format!("The text is too long: it has {signs} characters and {fit} fit. Please shorten it.")
        }
        (Language::Czech, CodeProblem::Typo(typo)) => typo_in_czech(typo),
        (Language::Ukrainian, CodeProblem::Typo(typo)) => typo_in_ukrainian(typo),
        (Language::English, CodeProblem::Typo(typo)) => typo_in_english(typo),
    }
}

fn typo_in_czech(typo: &Typo) -> String {
    match typo {
        Typo::Length(signs) => format!(
            "Kód má šestnáct znaků ve čtyřech skupinách, napsali jste jich {signs}. Opište ho, prosím, celý."
        ),
        Typo::Sign(sign) => {
            format!("Znak „{sign}“ v žádném kódu není. Zkontrolujte, prosím, co na papíře stojí.")
        }
        Typo::Groups(groups) => match groups.as_slice() {
            // "V první", but "ve druhé, ve třetí, ve čtvrté".
            [1] => "V 1. skupině je překlep. Porovnejte ji, prosím, s papírem.".to_owned(),
            [group] => format!("Ve {group}. skupině je překlep. Porovnejte ji, prosím, s papírem."),
            // The full stop of the last number ends the sentence too.
            groups => {
                let list = listed(groups, ".", "a");
                format!("Překlep je ve skupinách {list} Porovnejte je, prosím, s papírem.")
            }
        },
    }
}

fn typo_in_ukrainian(typo: &Typo) -> String {
    match typo {
        Typo::Length(signs) => format!(
            "Код має шістнадцять знаків у чотирьох групах, а ви написали {signs}. Перепишіть його, будь ласка, повністю."
        ),
        Typo::Sign(sign) => {
            format!("Знака «{sign}» немає в жодному коді. Перевірте, будь ласка, що написано на папері.")
        }
        Typo::Groups(groups) => match groups.as_slice() {
            // "У першій, у другій, у третій, у четвертій": all end alike.
            [group] => format!("У {group}-й групі помилка. Порівняйте її, будь ласка, з папером."),
            groups => {
                let list = listed(groups, "-й", "та");
                format!("Помилки є у {list} групах. Порівняйте їх, будь ласка, з папером.")
            }
        },
    }
}

fn typo_in_english(typo: &Typo) -> String {
    match typo {
        Typo::Length(signs) => format!(
            "The code has sixteen characters in four groups; you wrote {signs}. Please copy all of it."
        ),
        Typo::Sign(sign) => {
            format!("The character “{sign}” is in no code. Please check what the paper says.")
        }
        Typo::Groups(groups) => match groups.as_slice() {
            [group] => format!("There is a mistake in group {group}. Please compare it with the paper."),
            groups => {
                let list = listed(groups, "", "and");
                format!("There are mistakes in groups {list}. Please compare them with the paper.")
            }
        },
    }
}

/// "1., 2. a 3.", "1-й, 2-й та 3-й", "1, 2 and 3".
fn listed(groups: &[usize], sign: &str, and: &str) -> String {
    let all: Vec<String> = groups.iter().map(|group| format!("{group}{sign}")).collect();
    match all.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} {and} {last}", before.join(", ")),
        _ => all.concat(),
    }
}

/// What is wrong with a day, as a sentence.
pub(super) fn about_day(language: Language, problem: DayProblem) -> String {
    match (language, problem) {
        (Language::Czech, DayProblem::Missing) => "Opište datum zapečetění, které stojí u kódu.".to_owned(),
        (Language::Czech, DayProblem::OutOfRange) => {
            "Rok je mimo rozsah. Napište datum jako 10. 12. 2026.".to_owned()
        }
        (Language::Czech, DayProblem::Unread(error)) => error.about_date(),
        (Language::Ukrainian, DayProblem::Missing | DayProblem::Unread(ReadError::Empty)) => {
            "Перепишіть дату опечатання, яка стоїть біля коду.".to_owned()
        }
        (Language::Ukrainian, DayProblem::OutOfRange) => {
            "Такий рік сюди не підходить. Напишіть дату так: 10. 12. 2026.".to_owned()
        }
        (Language::Ukrainian, DayProblem::Unread(ReadError::Unreadable)) => {
            "Не вдалося прочитати дату. Напишіть її, наприклад, так: 10. 12. 2026.".to_owned()
        }
        (Language::Ukrainian, DayProblem::Unread(ReadError::DoesNotExist)) => {
            "Такого дня в календарі немає. Перевірте день і місяць.".to_owned()
        }
        (Language::Ukrainian, DayProblem::Unread(ReadError::OtherWeekday(day))) => {
            let day = language.weekday(day);
            format!("День тижня не збігається: за календарем це {day}. Перевірте дату.")
        }
        (Language::English, DayProblem::Missing | DayProblem::Unread(ReadError::Empty)) => {
            "Copy the date of sealing that stands beside the code.".to_owned()
        }
        (Language::English, DayProblem::OutOfRange) => {
            "The year is out of range. Write the date like this: 10. 12. 2026.".to_owned()
        }
        (Language::English, DayProblem::Unread(ReadError::Unreadable)) => {
            "We cannot read the date. Write it for example like this: 10. 12. 2026.".to_owned()
        }
        (Language::English, DayProblem::Unread(ReadError::DoesNotExist)) => {
            "There is no such day in the calendar. Check the day and the month.".to_owned()
        }
        (Language::English, DayProblem::Unread(ReadError::OtherWeekday(day))) => {
            let day = language.weekday(day);
            format!("The day of the week does not fit: in the calendar it is a {day}. Check the date.")
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::kernel::Choice;
    use jiff::civil::Weekday;

    fn all(words: &VerifyWords) -> Vec<&'static str> {
        vec![
            words.skip,
            words.demo_label,
            words.demo,
            words.title,
            words.lead,
            words.agrees,
            words.agrees_more,
            words.differs,
            words.differs_more,
            words.wait,
            words.wait_more,
            words.code,
            words.code_hint,
            words.day,
            words.day_hint,
            words.check,
            words.seal,
        ]
    }

    /// Every sentence about something that was typed.
    fn problems(language: Language) -> Vec<String> {
        let codes = [
            CodeProblem::Missing,
            CodeProblem::Long { signs: 75, fit: 60 },
            CodeProblem::Typo(Typo::Length(5)),
            CodeProblem::Typo(Typo::Sign('%')),
            CodeProblem::Typo(Typo::Groups(vec![2])),
            CodeProblem::Typo(Typo::Groups(vec![1, 3])),
        ];
        let days = [
            DayProblem::Missing,
            DayProblem::OutOfRange,
            DayProblem::Unread(ReadError::Unreadable),
            DayProblem::Unread(ReadError::DoesNotExist),
            DayProblem::Unread(ReadError::OtherWeekday(Weekday::Thursday)),
        ];
        let about_days = days.into_iter().map(|problem| about_day(language, problem));
        codes.iter().map(|problem| about_code(language, problem)).chain(about_days).collect()
    }

    #[test]
    fn a_typo_is_told_of_in_grammatical_words() {
        let told = |language: Language, groups: &[usize]| {
            about_code(language, &CodeProblem::Typo(Typo::Groups(groups.to_vec())))
        };
        let czech = |groups: &[usize]| told(Language::Czech, groups);
        assert!(czech(&[1]).starts_with("V 1. skupině je překlep."));
        assert!(czech(&[2]).starts_with("Ve 2. skupině je překlep."));
        assert!(czech(&[4]).starts_with("Ve 4. skupině je překlep."));
        assert!(czech(&[2, 4]).starts_with("Překlep je ve skupinách 2. a 4. Porovnejte je"));
        assert!(czech(&[1, 2, 3]).starts_with("Překlep je ve skupinách 1., 2. a 3. Porovnejte je"));
        assert!(told(Language::Ukrainian, &[2]).starts_with("У 2-й групі помилка. Порівняйте її"));
        assert!(told(Language::Ukrainian, &[1, 2, 3]).starts_with("Помилки є у 1-й, 2-й та 3-й групах."));
        assert!(
            told(Language::English, &[2]).starts_with("There is a mistake in group 2. Please compare it")
        );
        assert!(told(Language::English, &[1, 2, 3]).starts_with("There are mistakes in groups 1, 2 and 3."));
    }

    #[test]
    fn a_day_is_told_of_in_the_words_that_czech_forms_use() {
        for error in [ReadError::Unreadable, ReadError::DoesNotExist] {
            assert_eq!(about_day(Language::Czech, DayProblem::Unread(error)), error.about_date());
        }
        let thursday = DayProblem::Unread(ReadError::OtherWeekday(Weekday::Thursday));
        assert!(about_day(Language::Ukrainian, thursday).contains("це четвер."));
        assert!(about_day(Language::English, thursday).contains("a Thursday."));
    }

    #[test]
    fn no_sentence_is_empty_none_was_left_in_czech_and_ukrainian_is_written_in_ukrainian_letters() {
        for language in Language::ALL {
            assert_eq!(words(*language).lang, language.code());
            let fixed = all(words(*language)).into_iter().map(str::to_owned);
            for sentence in fixed.chain(problems(*language)) {
                assert!(!sentence.trim().is_empty(), "{language:?}");
                let czech = sentence.chars().any(|c| "ěščřžýáíéúůňťďĚŠČŘŽÝÁÍÉÚŮŇŤĎ".contains(c));
                assert!(!czech || *language == Language::Czech, "{language:?}: {sentence}");
                let latin = sentence.chars().any(|c| c.is_ascii_alphabetic());
                assert!(!latin || *language != Language::Ukrainian, "{sentence}");
                assert!(!sentence.chars().any(|c| "ыъэёЫЪЭЁ".contains(c)), "{sentence} is Russian");
            }
        }
    }
}
