//! Figures of the tripwire: the measured forms, sentences and texts, shared by the
//! test that holds the aims and the example that prints the table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, dead_code)]

use std::collections::BTreeMap;

use tripwire::{Kind, Secret, Tripwire};
use uuid::Uuid;

/// Found and planted.
#[derive(Default, Clone, Copy)]
pub struct Count {
    pub found: usize,
    pub all: usize,
}

impl Count {
    pub fn share(self) -> f64 {
        if self.all == 0 { 1.0 } else { self.found as f64 * 100.0 / self.all as f64 }
    }

    pub fn add(&mut self, found: bool) {
        self.all += 1;
        self.found += usize::from(found);
    }
}

pub fn secret(kind: Kind, text: &str) -> Secret {
    Secret { id: Uuid::from_u128(1), kind, text: text.to_owned() }
}

pub fn stops(kind: Kind, text: &str, sentence: &str) -> bool {
    !Tripwire::of(&[secret(kind, text)]).read(sentence).is_empty()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn kind(code: &str) -> Kind {
    match code {
        "address" => Kind::Address,
        "contact" => Kind::Contact,
        "organisation" => Kind::Organisation,
        "name" => Kind::Name,
        "words" => Kind::Words,
        other => panic!("{other}"),
    }
}

/// One ready tripwire for each word of the dictionary with its forms, by what the word is.
fn each_form(mut take: impl FnMut(&str, &str, &str, &Tripwire, String)) {
    for row in rows(include_str!("../fixtures/forms.csv")) {
        let [what, base, forms] = row.as_slice() else { panic!() };
        let (kind, typed) = match what.as_str() {
            "given" => (Kind::Words, base.clone()),
            "family" => (Kind::Name, format!("Jana {base}")),
            "street" => (Kind::Address, format!("{base} 12, 785 01 Šternberk")),
            _ => (Kind::Address, format!("{base} 45")),
        };
        let tripwire = Tripwire::of(&[secret(kind, &typed)]);
        for form in forms.split(' ') {
            let sentence = match what.as_str() {
                "given" => format!("Dnes přišla zpráva, {form} bude na jednání."),
                "family" => format!("Podle sdělení paní {form} je vše v pořádku."),
                "street" => format!("Rodina bydlí v {form} 12 od jara."),
                _ => format!("Rodina bydlí v obci {form} čp. 45 od jara."),
            };
            take(what, base, form, &tripwire, sentence);
        }
    }
}

/// Recall over the dictionary's forms, by what the word is; misses are handed to `missed`.
pub fn forms(mut missed: impl FnMut(&str, &str, &str)) -> BTreeMap<String, Count> {
    let mut figures: BTreeMap<String, Count> = BTreeMap::new();
    each_form(|what, base, form, tripwire, sentence| {
        let found = !tripwire.read(&sentence).is_empty();
        if !found {
            missed(what, base, form);
        }
        figures.entry(what.to_owned()).or_default().add(found);
    });
    figures
}

/// What may be done to a sentence; the given word is the secret in it.
pub const TRANSFORMATIONS: &[(&str, fn(&str, &str) -> Option<String>)] =
    &[
        ("capitals", |s, _| Some(s.to_uppercase())),
        ("small letters", |s, _| Some(s.to_lowercase())),
        ("no diacritics", |s, _| Some(plain(s))),
        ("decomposed", |s, _| Some(unicode_normalization::UnicodeNormalization::nfd(s).collect())),
        ("hard spaces", |s, _| Some(s.replace(' ', "\u{a0}"))),
        ("two spaces and line ends", |s, _| Some(s.replace(' ', " \r\n "))),
        ("soft hyphen", |s, w| inside(s, w, "\u{ad}")),
        ("zero width", |s, w| inside(s, w, "\u{200b}")),
        ("divided at line end", |s, w| inside(s, w, "-\n")),
        ("spaced out", |s, w| {
            let spaced: Vec<String> = w.chars().map(String::from).collect();
            (spaced.len() >= 4).then(|| s.replacen(w, &spaced.join(" "), 1))
        }),
        ("look-alike letters", |s, w| {
            let other: String = w
                .chars()
                .map(|c| match c {
                    'a' => 'а',
                    'e' => 'е',
                    'o' => 'о',
                    'c' => 'с',
                    'p' => 'р',
                    _ => c,
                })
                .collect();
            (other != w).then(|| s.replacen(w, &other, 1))
        }),
        ("file name", |s, _| Some(format!("{}.pdf", plain(s).to_lowercase().replace([' ', ',', '.'], "_")))),
        ("in an address of a page", |s, _| {
            Some(
                s.bytes()
                    .map(|b| {
                        if b.is_ascii_alphanumeric() {
                            char::from(b).to_string()
                        } else {
                            format!("%{b:02X}")
                        }
                    })
                    .collect(),
            )
        }),
        ("page entities", |s, _| Some(s.replace(' ', "&nbsp;"))),
    ];

fn plain(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

fn inside(sentence: &str, word: &str, mark: &str) -> Option<String> {
    let half = word.chars().count() / 2;
    let (at, _) = word.char_indices().nth(half.max(2))?;
    (at < word.len()).then(|| sentence.replacen(word, &format!("{}{mark}{}", &word[..at], &word[at..]), 1))
}

/// Recall per transformation over every `step`-th form of the dictionary.
pub fn transformed(step: usize, mut missed: impl FnMut(&str, &str)) -> Vec<(&'static str, Count)> {
    let mut figures: Vec<(&'static str, Count)> =
        TRANSFORMATIONS.iter().map(|(name, _)| (*name, Count::default())).collect();
    let mut number = 0;
    each_form(|_, _, form, tripwire, sentence| {
        number += 1;
        if number % step != 0 {
            return;
        }
        for ((name, change), (_, count)) in TRANSFORMATIONS.iter().zip(&mut figures) {
            if let Some(text) = change(&sentence, form) {
                let found = !tripwire.read(&text).is_empty();
                if !found {
                    missed(name, &text);
                }
                count.add(found);
            }
        }
    });
    figures
}

/// One wrong letter, made at every place of the word in the four ways; the rest of the pattern is there.
pub fn misspelt(step: usize, mut missed: impl FnMut(&str, &str)) -> Vec<(&'static str, Count)> {
    let mut figures = vec![
        ("letter missing", Count::default()),
        ("letter doubled", Count::default()),
        ("letter wrong", Count::default()),
        ("letters swapped", Count::default()),
    ];
    for row in rows(include_str!("../fixtures/forms.csv"))
        .iter()
        .filter(|row| row[0] == "street" || row[0] == "family")
        .step_by(step)
    {
        let (kind, typed, around): (Kind, String, fn(&str) -> String) = if row[0] == "street" {
            (Kind::Address, format!("{} 12, Šternberk", row[1]), |w| {
                format!("Bydlí na adrese {w} 12 u rodičů.")
            })
        } else {
            (Kind::Name, format!("Jana {}", row[1]), |w| format!("Zavolala nám Jana {w} a omluvila se."))
        };
        let letters: Vec<char> = row[1].chars().collect();
        if letters.len() < 5 {
            continue;
        }
        let tripwire = Tripwire::of(&[secret(kind, &typed)]);
        for at in 1..letters.len() {
            let mut variants = [letters.clone(), letters.clone(), letters.clone(), letters.clone()];
            variants[0].remove(at);
            variants[1].insert(at, letters[at]);
            variants[2][at] = if letters[at] == 'x' { 'q' } else { 'x' };
            variants[3].swap(at, at - 1);
            for (variant, (name, count)) in variants.iter().zip(&mut figures) {
                let text = around(&variant.iter().collect::<String>());
                let found = !tripwire.read(&text).is_empty();
                if !found {
                    missed(name, &text);
                }
                count.add(found);
            }
        }
    }
    figures
}

/// Written before the rules were measured.
pub const FIRST_SENTENCES: &str = include_str!("../sentences.csv");
/// Written after the last change of the rules.
pub const SECOND_SENTENCES: &str = include_str!("../sentences_second.csv");

/// The hand-written sentences: with the secret, and near misses that must pass.
pub fn sentences(text: &str, mut wrong: impl FnMut(&str, &str, &str)) -> (Count, Count) {
    let (mut found, mut passed) = (Count::default(), Count::default());
    for row in rows(text) {
        let stopped = stops(kind(&row[0]), &row[1], &row[2]);
        let planted = row[3] == "yes";
        if stopped != planted {
            wrong(if planted { "MISSED" } else { "FALSE STOP" }, &row[1], &row[2]);
        }
        if planted { found.add(stopped) } else { passed.add(!stopped) }
    }
    (found, passed)
}

/// Trials of the rules while they were made: what they must keep doing, and what they do not do yet.
pub fn trials(mut wrong: impl FnMut(&str, &str, &str)) {
    for row in rows(include_str!("../trials.csv")) {
        let as_wished = (row[3] == "yes") == stops(kind(&row[0]), &row[1], &row[2]);
        if as_wished != (row[4] == "yes") {
            wrong(&row[4], &row[1], &row[2]);
        }
    }
}

/// Real Czech text, cut into letters of about 1,500 characters.
pub fn letters() -> Vec<String> {
    let mut letters = vec![String::new()];
    for line in include_str!("../fixtures/public_text.txt").lines() {
        if letters.last().unwrap().chars().count() > 1500 {
            letters.push(String::new());
        }
        let last = letters.last_mut().unwrap();
        last.push_str(line);
        last.push('\n');
    }
    letters
}

/// Secrets of one conference: what a careful worker would plant. Several conferences, common and rare.
pub fn conferences() -> Vec<Vec<Secret>> {
    let mut secrets: Vec<Vec<Secret>> = Vec::new();
    let people = [
        "Jana Nováková",
        "Petr Novotný",
        "Eva Malá",
        "Martin Dvořák",
        "Lucie Procházková",
        "Tomáš Svoboda",
        "Marie Černá",
        "Jiří Král",
        "Anna Veselá",
        "Karel Beneš",
        "Lenka Horáková",
        "Oksana Kovalenko",
    ];
    let addresses = [
        "Dlouhá 12, 785 01 Šternberk",
        "nám. Míru 3, Olomouc",
        "Nová 5, Praha",
        "Školní 1, Brno",
        "Na Kopečku 45, Uničov",
        "Lhota 45",
        "17. listopadu 9, Olomouc",
        "Husova 7, Plzeň",
        "Zahradní 20, Zlín",
        "Palackého 15/3, Ostrava",
        "Hlavní 100, Opava",
        "Masarykova 2, Brno",
    ];
    let organisations = [
        "ZŠ Svatoplukova, Šternberk",
        "MŠ Klíček, Olomouc",
        "Gymnázium Brno",
        "Nemocnice Prostějov",
        "Kovotex s.r.o.",
        "ZŠ Nová",
        "Azylový dům Naděje, Praha",
        "ZŠ a MŠ Lipová, Plzeň",
        "Základní škola Školní, Zlín",
        "Dům dětí Astra",
        "Škoda Auto a.s.",
        "SOU stavební, Opava",
    ];
    let contacts = [
        "777 123 456",
        "+420 602 000 111",
        "jana.novakova@seznam.cz",
        "585 012 345",
        "eva.mala@email.cz",
        "608 123 123",
        "724 555 666",
        "kral@centrum.cz",
        "731 100 200",
        "benes.karel@gmail.com",
        "603 603 603",
        "+380 67 123 45 67",
    ];
    let words = [
        "krizové bydlení",
        "nový partner",
        "matka je těhotná",
        "léčba závislosti",
        "HIV",
        "trestní stíhání",
        "azyl",
        "náhradní rodina",
        "změna jména",
        "výkon trestu",
        "dluhy",
        "psychiatrická léčebna",
    ];
    for n in 0..people.len() {
        let make =
            |kind, text: &str, id: u128| Secret { id: Uuid::from_u128(id), kind, text: text.to_owned() };
        secrets.push(vec![
            make(Kind::Name, people[n], 1),
            make(Kind::Address, addresses[n], 2),
            make(Kind::Organisation, organisations[n], 3),
            make(Kind::Contact, contacts[n], 4),
            make(Kind::Words, words[n], 5),
        ]);
    }
    secrets
}
