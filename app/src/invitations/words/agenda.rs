//! The titles of the usual agendas in the other languages. Pure.
//!
//! A title is staff's words as soon as they change it, and then it stays as they wrote it; those that the house proposes
//! (`conferences::usual_titles`) are its own, and are said in the reader's language.

use super::Language;

/// A title in Czech, Ukrainian and English.
type Title = (&'static str, &'static str, &'static str);

const TITLES: &[Title] = &[
    (
        "Přivítání, pravidla a mlčenlivost",
        "Привітання, правила та конфіденційність",
        "Welcome, rules and confidentiality",
    ),
    (
        "Přivítání a pravidla, která si dítě přeje",
        "Привітання та правила, яких хоче дитина",
        "Welcome, and the rules the child wishes for",
    ),
    (
        "Přivítání, pravidla a cíl setkání",
        "Привітання, правила та мета зустрічі",
        "Welcome, rules and the aim",
    ),
    (
        "Přivítání, pravidla a otázka setkání",
        "Привітання, правила та питання зустрічі",
        "Welcome, rules and the question of the meeting",
    ),
    (
        "Představení a vztah k dítěti",
        "Знайомство: хто ким є для дитини",
        "Who we are and how we know the child",
    ),
    ("Představení: kdo je tu pro dítě", "Знайомство: хто тут заради дитини", "Who is here for the child"),
    ("Cíl setkání a časový rámec", "Мета зустрічі та її тривалість", "The aim of the meeting and its time"),
    (
        "Situace pohledem OSPOD",
        "Ситуація, як її бачить служба захисту дітей (OSPOD)",
        "The situation as child protection (OSPOD) sees it",
    ),
    (
        "Pohledy: nejdřív rodina, potom odborníci",
        "Погляди: спочатку родина, потім фахівці",
        "How each of us sees it: first the family, then the professionals",
    ),
    ("Hlas dítěte", "Голос дитини", "The child's voice"),
    (
        "Hlas dítěte: co o něm víme",
        "Голос дитини: що ми про нього знаємо",
        "The child's voice: what we know of it",
    ),
    (
        "Přestávka a čas jen pro rodinu",
        "Перерва та час лише для родини",
        "A break, and time for the family alone",
    ),
    ("Návrhy a domlouvání", "Пропозиції та домовленості", "Proposals and coming to an agreement"),
    ("Návrhy postupu", "Пропозиції, як діяти далі", "Proposals on how to go on"),
    (
        "Čtení plánu: kdo, co a dokdy",
        "Читання плану: хто, що та до коли",
        "Reading the plan: who, what and by when",
    ),
    ("Čtení plánu a rozloučení", "Читання плану та прощання", "Reading the plan and saying goodbye"),
    ("Čtení plánu, další termín", "Читання плану, наступна зустріч", "Reading the plan, the next date"),
    ("Kdo, co a dokdy", "Хто, що та до коли", "Who, what and by when"),
    (
        "Další termín, zápis a zpětná vazba",
        "Наступна зустріч, протокол і відгуки",
        "The next date, the record and feedback",
    ),
    (
        "Témata v pořadí, které určí dítě",
        "Теми в тому порядку, який визначить дитина",
        "Topics in the order the child decides",
    ),
    (
        "Co se má změnit a kdo s čím pomůže",
        "Що має змінитися і хто з чим допоможе",
        "What should change, and who helps with what",
    ),
    (
        "Co se stalo a co teď dítě potřebuje",
        "Що сталося і що дитині потрібно зараз",
        "What happened, and what the child needs now",
    ),
    ("Otázky a pohledy odborníků", "Питання та погляди фахівців", "Questions and views of the professionals"),
];

impl Language {
    /// A title that the house proposes for a part of the meeting, as this language says it; none in Czech, and none for
    /// a title that somebody wrote.
    #[must_use]
    pub fn usual_title(self, czech: &str) -> Option<&'static str> {
        let title = TITLES.iter().find(|title| title.0 == czech)?;
        match self {
            Self::Czech => None,
            Self::Ukrainian => Some(title.1),
            Self::English => Some(title.2),
        }
    }

    /// Whether this language says a title of the house with these words.
    #[must_use]
    pub fn says_as_usual_title(self, words: &str) -> bool {
        TITLES.iter().any(|title| self.usual_title(title.0) == Some(words))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_title_that_the_house_proposes_is_said_in_every_language() {
        let usual = crate::conferences::usual_titles();
        assert!(usual.len() > 20, "{usual:?}");
        for title in &usual {
            assert_eq!(Language::Czech.usual_title(title), None);
            for language in [Language::Ukrainian, Language::English] {
                let said = language.usual_title(title).unwrap_or_else(|| panic!("{language:?}: {title}"));
                assert!(!said.chars().any(|c| "ěščřžýáíéúůňťď".contains(c)), "{said}");
            }
            let ukrainian = Language::Ukrainian.usual_title(title).unwrap().replace("(OSPOD)", "");
            assert!(!ukrainian.chars().any(|c| c.is_ascii_alphabetic()), "{ukrainian}");
        }
        assert_eq!(TITLES.len(), usual.len(), "a title that nobody proposes any more");
    }

    #[test]
    fn different_titles_stay_different_and_what_somebody_wrote_stays_as_it_is() {
        let english: BTreeSet<&str> = TITLES.iter().map(|title| title.2).collect();
        let ukrainian: BTreeSet<&str> = TITLES.iter().map(|title| title.1).collect();
        assert_eq!((english.len(), ukrainian.len()), (TITLES.len(), TITLES.len()));
        assert_eq!(Language::English.usual_title("Škola a Eliščin pohled"), None);
        assert!(Language::English.says_as_usual_title("The child's voice"));
        assert!(!Language::Ukrainian.says_as_usual_title("The child's voice"));
    }
}
