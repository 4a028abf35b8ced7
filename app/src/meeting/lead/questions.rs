//! The next question of a facilitator: fixed words by the part of the meeting (`questions.csv`), never made of what
//! anybody said. Pure.

use crate::kernel::Failure;
use czech::folding::fold;
use std::sync::LazyLock;

/// A question with the part of the meeting it belongs to.
struct Question {
    titles: Vec<String>,
    words: String,
}

static ALL: LazyLock<Result<Vec<Question>, String>> = LazyLock::new(read);

fn read() -> Result<Vec<Question>, String> {
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(include_str!("questions.csv").as_bytes());
    let question = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(|error| error.to_string())?;
        let titles = record.get(1).unwrap_or_default().split('|').filter(|title| !title.is_empty());
        let words = record.get(2).filter(|words| !words.is_empty()).ok_or("a question without words")?;
        Ok(Question { titles: titles.map(fold).collect(), words: words.to_owned() })
    };
    reader.records().map(question).collect()
}

/// The questions for a part of the agenda, by its title. A part that nobody thought of, and the time before the first,
/// has the general ones.
///
/// # Errors
/// [`Failure::Broken`] when the list cannot be read.
pub(in crate::meeting) fn for_part(title: Option<&str>) -> Result<Vec<&'static str>, Failure> {
    let all = ALL.as_ref().map_err(|error| Failure::Broken(format!("the list of questions: {error}")))?;
    let title = fold(title.unwrap_or_default());
    // The first part in the list that the title names: „Přivítání, pravidla a cíl“ is a welcome.
    let named = |question: &&Question| question.titles.iter().any(|known| title.contains(known.as_str()));
    let part: &[String] = all.iter().find(named).map_or(&[], |question| &question.titles);
    Ok(all
        .iter()
        .filter(|question| question.titles == part)
        .map(|question| question.words.as_str())
        .collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn every_part_of_the_usual_agendas_has_questions_of_its_own() {
        let general = for_part(None).unwrap();
        assert!(general.len() >= 3);
        for title in [
            "Přivítání, pravidla a mlčenlivost",
            "Představení a vztah k dítěti",
            "Cíl setkání a časový rámec",
            "Situace pohledem OSPOD",
            "Pohledy: nejdřív rodina, potom odborníci",
            "Hlas dítěte",
            "Návrhy a domlouvání",
            "Čtení plánu: kdo, co a dokdy",
            "Další termín, zápis a zpětná vazba",
            "Témata v pořadí, které určí dítě",
            "Co se má změnit a kdo s čím pomůže",
            "Co se stalo a co teď dítě potřebuje",
            "Kdo, co a dokdy",
        ] {
            let own = for_part(Some(title)).unwrap();
            assert!(own.len() >= 2 && own != general, "{title}");
        }
        assert_eq!(for_part(Some("Škola")).unwrap(), general);
        let first = |title| for_part(Some(title)).unwrap()[0];
        assert_eq!(first("Přivítání, pravidla a cíl setkání"), first("Přivítání"));
    }

    #[test]
    fn no_question_names_or_judges_anybody() {
        for question in ALL.as_ref().unwrap() {
            assert!(question.words.ends_with(['?', '.']), "{}", question.words);
            assert!(!question.words.contains("proč"), "why sounds like a reproach: {}", question.words);
        }
    }
}
