//! Lists of people pasted or read from a CSV file: pure reading, line by line, nothing saved.
//!
//! A line is a name and, in any order, a date of birth, a relation and a file mark, divided by semicolons, tabs or
//! commas. A line without a relation, or with "dítě", "syn", "dcera", is a child. A relation to some of the children
//! only names them in brackets, because half-siblings have different fathers: "otec (Anička)".

use super::kinds::{LegalPosition, ReaderKind, RelationKind, read_word};
use super::rules::age_on;
use crate::kernel::Day;
use czech::names::PersonName;

/// Lines that are read at most.
pub const LONGEST_LIST: usize = 80;
/// Characters of a name at most.
const LONGEST_NAME: usize = 120;

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A child.
    Child {
        /// Name.
        name: PersonName,
        /// Day of birth.
        born: Option<Day>,
        /// Own file mark.
        file_mark: Option<String>,
    },
    /// Somebody else.
    Person {
        /// Name.
        name: PersonName,
        /// The relation as typed.
        word: String,
        /// What it means.
        relation: RelationKind,
        /// As what the person reads.
        reader: ReaderKind,
        /// By what right.
        legal: LegalPosition,
        /// Given names of the children it holds for: "otec (Anička)"; empty means all of them.
        of: Vec<String>,
    },
}

/// A line with what it says, or with a sentence about what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Number in the text, from one.
    pub number: usize,
    /// As typed.
    pub typed: String,
    /// What it says.
    pub read: Result<Entry, String>,
    /// What the person should know although the line is good.
    pub note: Option<&'static str>,
}

/// The text of a file: UTF-8 with or without its mark, UTF-16, otherwise Windows-1250, as older systems export.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.trim_start_matches('\u{feff}').to_owned();
    }
    encoding_rs::WINDOWS_1250.decode(bytes).0.into_owned()
}

/// Reads a list. Empty lines and a heading are left out; a line is never dropped silently.
#[must_use]
pub fn read_list(text: &str, today: Day) -> Vec<Line> {
    let mut lines = read_lines(text, today);
    let children: Vec<String> = lines
        .iter()
        .filter_map(|line| match &line.read {
            Ok(Entry::Child { name, .. }) => Some(name.given.clone()),
            _ => None,
        })
        .collect();
    check_children(&mut lines, &children);
    lines
}

/// Reads a list of people around children whose given names are known.
#[must_use]
pub fn read_people(text: &str, today: Day, children: &[String]) -> Vec<Line> {
    let mut lines = read_lines(text, today);
    check_children(&mut lines, children);
    lines
}

fn read_lines(text: &str, today: Day) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let typed =
        text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter(|(_, l)| !l.is_empty());
    for (number, typed) in typed {
        let cells = cells(typed);
        if lines.is_empty() && is_heading(&cells) {
            continue;
        }
        let (mut read, note) = match read_cells(&cells, today) {
            Ok((entry, note)) => (Ok(entry), note),
            Err(sentence) => (Err(sentence), None),
        };
        if read.is_ok() && lines.iter().any(|line| line.read == read) {
            read = Err("Stejný řádek je tu dvakrát. Jeden z nich smažte.".to_owned());
        }
        if lines.len() >= LONGEST_LIST {
            read = Err(format!("Najednou vložíte nejvýš {LONGEST_LIST} řádků. Zbytek přidejte potom."));
        }
        lines.push(Line { number, typed: czech::lines::clean_line(typed), read, note });
    }
    lines
}

/// The cells of a line, cleaned; quotes as in CSV.
fn cells(line: &str) -> Vec<String> {
    let delimiter = if line.contains(';') {
        b';'
    } else if line.contains('\t') {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(line.as_bytes());
    match reader.records().next() {
        Some(Ok(record)) => record.iter().map(czech::lines::clean_line).collect(),
        _ => vec![czech::lines::clean_line(line)],
    }
}

fn is_heading(cells: &[String]) -> bool {
    let first = cells.first().map(|cell| czech::folding::fold(cell)).unwrap_or_default();
    ["jmeno", "prijmeni", "jmeno a prijmeni", "prijmeni a jmeno", "cele jmeno", "dite", "osoba"]
        .contains(&first.as_str())
}

type Read = Result<(Entry, Option<&'static str>), String>;

fn read_cells(cells: &[String], today: Day) -> Read {
    let (mut born, mut file_mark, mut word) = (None, None, None);
    for cell in cells.iter().skip(1).filter(|cell| !cell.is_empty()) {
        if cell.chars().count() > LONGEST_NAME {
            return Err("Některý údaj na řádku je moc dlouhý. Zkraťte ho.".to_owned());
        }
        let slot = if cell.starts_with(|c: char| c.is_ascii_digit()) {
            let day = czech::dates::parse_birth_date(cell, today).map_err(|error| error.about_date())?;
            if day > today {
                return Err("Datum narození je v budoucnosti. Zkontrolujte rok.".to_owned());
            }
            born.replace(day).map(|_| "data narození")
        } else if cell.contains('/') {
            file_mark.replace(cell.clone()).map(|_| "spisové značky")
        } else {
            word.replace(cell.clone()).map(|_| "vztahy")
        };
        if let Some(what) = slot {
            return Err(format!(
                "Na řádku jsou dvakrát {what}. Na řádek patří jeden člověk: jméno; datum narození; vztah."
            ));
        }
    }
    let name = read_name(cells.first().map_or("", String::as_str))?;
    let folded = word.as_deref().map(czech::folding::fold).unwrap_or_default();
    if folded.is_empty() || ["dite", "syn", "dcera", "chlapec", "divka"].contains(&folded.as_str()) {
        let age = born.and_then(|born| age_on(born, today));
        if let Some(age) = age.filter(|age| age.years >= 26) {
            return Err(format!(
                "Podle data narození je to dospělý člověk ({}). Opravte datum, nebo dopište vztah, například matka.",
                age.words()
            ));
        }
        return Ok((Entry::Child { name, born, file_mark }, None));
    }
    let (word, of) = word_and_children(&word.unwrap_or_default());
    let (relation, reader, legal) = read_word(&word);
    let note = match (born, &file_mark) {
        (Some(_), _) => Some("Datum narození se u dospělých neukládá."),
        (None, Some(_)) => Some("Spisová značka se ukládá jen u dětí."),
        (None, None) => None,
    };
    Ok((Entry::Person { name, word, relation, reader, legal, of }, note))
}

/// A relation and the given names of the children in its brackets: "otec (Anička a Matyáš)".
fn word_and_children(cell: &str) -> (String, Vec<String>) {
    let Some((word, rest)) = cell.split_once('(') else { return (cell.to_owned(), Vec::new()) };
    let names = rest.trim_end_matches(')').replace(" a ", ",");
    let names = names.split([',', ' ']).map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
    (word.trim().to_owned(), names)
}

/// Says on the lines of people which children they name that the list does not have.
fn check_children(lines: &mut [Line], children: &[String]) {
    let known: Vec<String> = children.iter().map(|name| czech::folding::fold(name)).collect();
    for line in lines {
        let Ok(Entry::Person { of, .. }) = &line.read else { continue };
        let missing = of.iter().find(|name| !known.contains(&czech::folding::fold(name)));
        if let Some(name) = missing {
            line.read = Err(format!(
                "Dítě {name} tu není. V závorce má být křestní jméno dítěte, například otec (Anička)."
            ));
        }
    }
}

fn read_name(cell: &str) -> Result<PersonName, String> {
    if cell.is_empty() {
        return Err("Chybí jméno. Napište ho na začátek řádku.".to_owned());
    }
    if cell.chars().count() > LONGEST_NAME {
        return Err(format!("Jméno je moc dlouhé. Vejde se {LONGEST_NAME} znaků."));
    }
    if !cell.chars().any(char::is_alphabetic) {
        return Err("Na začátku řádku má být jméno.".to_owned());
    }
    let mut name = czech::names::split(cell);
    if name.given.is_empty() && name.family.is_empty() {
        name.given = cell.to_owned();
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Day = date(2026, 11, 19);

    #[test]
    fn a_family_pasted_from_the_records_system_is_understood() {
        let text = "Jméno;Datum narození;Vztah\nEliška Doležalová; 4. 3. 2013; dítě; Om 119/2026\nMatyáš Doležal;2017-05-02\n\nMarkéta Doležalová;;matka\n\"Hájková, Věra\";babička";
        let lines = read_list(text, TODAY);
        assert_eq!(lines.len(), 4);
        assert!(matches!(&lines[0].read, Ok(Entry::Child { name, born: Some(born), file_mark: Some(mark) })
            if name.given == "Eliška" && *born == date(2013, 3, 4) && mark == "Om 119/2026"));
        assert_eq!(lines[2].number, 5);
        assert!(matches!(&lines[2].read, Ok(Entry::Person { relation: RelationKind::Mother, .. })));
        assert!(
            matches!(&lines[3].read, Ok(Entry::Person { name, relation: RelationKind::Grandparent, .. }) if name.family == "Hájková")
        );
    }

    #[test]
    fn a_father_can_belong_to_one_half_sibling_only() {
        let lines = read_list("Eliška\nAnička\nRadek Doležal; otec (anička)\nIvo Malý; otec (Petr)", TODAY);
        assert!(matches!(&lines[2].read, Ok(Entry::Person { of, relation: RelationKind::Father, word, .. })
            if of == &["anička"] && word == "otec"));
        assert!(lines[3].read.is_err());
    }

    #[test]
    fn each_bad_line_says_what_is_wrong_and_the_good_ones_stay() {
        let lines = read_list("Eliška; 31. 2. 2013\n; 1. 1. 2014\nAnička; 1. 1. 2030\nMatyáš\nMatyáš", TODAY);
        let bad: Vec<usize> = lines.iter().filter(|l| l.read.is_err()).map(|l| l.number).collect();
        assert_eq!(bad, [1, 2, 3, 5]);
        assert!(lines.iter().filter_map(|l| l.read.as_ref().err()).all(|sentence| sentence.ends_with('.')));
    }

    #[test]
    fn a_file_of_an_older_system_keeps_its_diacritics() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode("Eliška Doležalová;4. 3. 2013;dítě");
        assert_eq!(decode(&bytes), "Eliška Doležalová;4. 3. 2013;dítě");
        assert_eq!(decode("\u{feff}Matyáš".as_bytes()), "Matyáš");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading_and_no_line_is_dropped(text in "(?s).{0,300}") {
            let lines = read_list(&text, TODAY);
            let written = text.lines().filter(|line| !line.trim().is_empty()).count();
            prop_assert!(lines.len() == written || lines.len() + 1 == written, "only a heading is left out");
        }

        #[test]
        fn a_child_with_a_date_is_read_back(given in "[A-Z][a-z]{2,8}", family in "[A-Z][a-z]{2,8}ova", year in 2009i16..2026, month in 1i8..=12, day in 1i8..=28) {
            let line = format!("{given} {family};{day}. {month}. {year};dítě");
            let lines = read_list(&line, TODAY);
            if date(year, month, day) <= TODAY {
                let born = matches!(lines[0].read, Ok(Entry::Child { born: Some(born), .. }) if born == date(year, month, day));
                prop_assert!(born);
            }
        }
    }
}
