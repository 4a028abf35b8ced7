//! Papers as they leave the house: standards, rare characters, repeatability, gaps, and the templates with their samples.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use typesetting::{Paper, Pdf, Place, Template, TypesettingError, pdf, warm};

const MINUTES: Template =
    Template { name: "minutes/zapis", source: include_str!("../../../app/src/minutes/zapis.typ") };
const LETTER: Template =
    Template { name: "invitations/letter", source: include_str!("../../../app/src/invitations/letter.typ") };
const PLAIN: Template = Template {
    name: "plain",
    source: "#import \"/house.typ\": *\n#show: house\n#title(paper.title)\n#prose(data.text)\n*#data.text* _#data.text _",
};

fn minutes_sample() -> Value {
    serde_json::from_str(include_str!("../../../app/src/minutes/zapis.sample.json")).unwrap()
}

fn letter_sample() -> Value {
    serde_json::from_str(include_str!("../../../app/src/invitations/letter.sample.json")).unwrap()
}

fn paper(data: Value) -> Paper {
    Paper { title: "Zápis".into(), data, moment: "2026-12-28T09:30:00Z".parse().unwrap(), demo: true }
}

fn plain(text: &str) -> Pdf {
    pdf(&PLAIN, &paper(json!({ "text": text }))).expect("any text makes a paper")
}

fn contains(pdf: &Pdf, needle: &str) -> bool {
    pdf.bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// The text a reader would copy from the file, when poppler is there to say.
fn text_of(pdf: &Pdf, name: &str) -> Option<String> {
    let directory = std::env::temp_dir().join(format!("typesetting-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    let path = directory.join(name);
    fs::write(&path, &pdf.bytes).unwrap();
    let output = Command::new("pdftotext").args(["-layout", path.to_str().unwrap(), "-"]).output().ok()?;
    Some(String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_paper_declares_archival_and_accessible_conformance_in_czech() {
    warm().unwrap();
    let pdf = pdf(&MINUTES, &paper(minutes_sample())).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "cs-CZ",
    ] {
        assert!(contains(&pdf, said), "{said}");
    }
}

#[test]
fn a_name_with_an_emoji_or_a_chinese_sign_still_makes_a_paper_and_is_reported() {
    let pdf = plain("Kamarádka 山田 😀 Nováková");
    assert_eq!(pdf.replaced, vec!['山', '田', '😀']);
    if let Some(text) = text_of(&pdf, "emoji.pdf") {
        assert!(text.contains("[U+5C71][U+7530]"), "{text}");
        assert!(text.contains("Nováková"), "{text}");
    }
}

#[test]
fn names_of_other_scripts_the_fonts_know_are_printed_as_they_are() {
    let pdf = plain("Олена Шевченко, Nguyễn Thị Hương, გიორგი, Արամ, ✓ ☐ →");
    assert_eq!(pdf.replaced, Vec::<char>::new());
}

#[test]
fn texts_that_need_shaping_or_mix_scripts_in_one_letter_never_refuse_a_paper() {
    for text in [
        "محمد العلي",
        "שָׁלוֹם",
        "a\u{05B0}b\u{0301}\u{064E}",
        "e\u{030C}s\u{030C}",
        "👨\u{200D}👩\u{200D}👧\u{FE0F}",
    ] {
        plain(text);
    }
}

#[test]
fn controls_and_direction_overrides_are_shown_instead_of_obeyed() {
    let pdf = plain("a\u{0}b\u{202E}c\u{7}\td\r\ne");
    assert_eq!(pdf.replaced, vec!['\u{0}', '\u{7}', '\u{202E}']);
}

#[test]
fn every_character_of_the_basic_plane_makes_a_paper() {
    let all: Vec<char> = (0..=0xFFFF_u32).filter_map(char::from_u32).collect();
    for chunk in all.chunks(8192) {
        let spaced: String = chunk.iter().flat_map(|character| [*character, ' ']).collect();
        plain(&spaced);
    }
}

#[test]
fn equal_input_gives_equal_bytes() {
    let first = pdf(&MINUTES, &paper(minutes_sample())).unwrap();
    pdf(&LETTER, &paper(letter_sample())).unwrap();
    let second = pdf(&MINUTES, &paper(minutes_sample())).unwrap();
    assert!(first.bytes == second.bytes);
}

#[test]
fn the_strip_for_invented_data_is_printed_only_in_the_demo() {
    let mut real = paper(letter_sample());
    real.demo = false;
    let (real, demo) = (pdf(&LETTER, &real).unwrap(), pdf(&LETTER, &paper(letter_sample())).unwrap());
    if let (Some(real), Some(demo)) = (text_of(&real, "real.pdf"), text_of(&demo, "demo.pdf")) {
        assert!(demo.contains("UKÁZKA – smyšlená data, žádný úřední dokument"));
        assert!(!real.contains("UKÁZKA"));
    }
}

#[test]
fn the_sample_minutes_and_letter_fit_their_paper() {
    let minutes = pdf(&MINUTES, &paper(minutes_sample())).unwrap();
    let letter = pdf(&LETTER, &paper(letter_sample())).unwrap();
    assert!((4..=6).contains(&minutes.pages), "{}", minutes.pages);
    // The letter for the window of the envelope, and what stands behind the code.
    assert_eq!(letter.pages, 2);
    assert!(minutes.replaced.is_empty() && letter.replaced.is_empty());
    if let Some(text) = text_of(&minutes, "minutes.pdf") {
        assert!(text.contains("čeká na č. j."));
        assert!(text.contains("Není to kvalifikovaný elektronický podpis"));
        assert!(
            text.contains(
                "Vynecháno: údaje o dřívějším partnerovi matky (důvod: netýkají se cílů konference)"
            )
        );
    }
}

/// Every field of a record may be cut by disclosure, also deep inside.
fn with_each_leaf_cut(value: &Value, cut: &mut dyn FnMut(Value)) {
    fn paths(value: &Value, here: &str, out: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(key, field)| {
                out.push(format!("{here}/{key}"));
                paths(field, &format!("{here}/{key}"), out);
            }),
            Value::Array(items) => items.iter().take(1).enumerate().for_each(|(i, item)| {
                out.push(format!("{here}/{i}"));
                paths(item, &format!("{here}/{i}"), out);
            }),
            _ => {}
        }
    }
    let mut all = Vec::new();
    paths(value, "", &mut all);
    for path in all {
        let mut copy = value.clone();
        *copy.pointer_mut(&path).unwrap() = Value::Null;
        cut(copy);
    }
}

#[test]
fn any_field_may_be_missing() {
    for (template, sample) in [(&MINUTES, minutes_sample()), (&LETTER, letter_sample())] {
        pdf(template, &paper(json!({}))).expect("an empty record");
        with_each_leaf_cut(&sample, &mut |cut| {
            pdf(template, &paper(cut)).expect("a gap");
        });
    }
}

#[test]
fn every_list_may_be_empty() {
    let mut data = minutes_sample();
    for field in data.as_object_mut().unwrap().values_mut() {
        if field.is_array() {
            *field = json!([]);
        }
    }
    let pdf = pdf(&MINUTES, &paper(data)).unwrap();
    if let Some(text) = text_of(&pdf, "empty.pdf") {
        assert!(text.contains("Žádný nesouhlas nezazněl."), "{text}");
    }
}

#[test]
fn a_cut_block_says_what_was_left_out_and_why_and_nothing_else_of_it() {
    let mut data = minutes_sample();
    data["tasks"] = Value::Null;
    data["omitted"] = json!([
        { "block": "tasks", "what": "úkoly jiných osob", "ground": "nejsou pro vás potřebné" },
        { "block": null, "what": "jména sourozenců", "ground": null }
    ]);
    let pdf = pdf(&MINUTES, &paper(data)).unwrap();
    if let Some(text) = text_of(&pdf, "cut.pdf") {
        assert!(text.contains("Vynecháno: úkoly jiných osob (důvod: nejsou pro vás potřebné)"));
        assert!(text.contains("Co v tomto výtisku není"));
        assert!(!text.contains("logopedii"));
    }
}

#[test]
fn markup_in_the_data_stays_text() {
    let pdf = plain("*tučně* #panic(\"x\") $x^2$ <a> @b = nadpis");
    if let Some(text) = text_of(&pdf, "markup.pdf") {
        assert!(text.contains("*tučně* #panic"), "{text}");
    }
}

#[test]
fn an_error_names_the_place_and_no_word_of_the_paper() {
    let broken = Template {
        name: "broken",
        source: "#import \"/house.typ\": *\n#show: house\n#panic(\"Doležalová \" + data.text)",
    };
    let error = pdf(&broken, &paper(json!({ "text": "tajné" }))).err().unwrap();
    assert_eq!(error, TypesettingError::Template { template: "broken", at: Place::Template(3) });
    assert!(!format!("{error} {error:?}").contains("tajné"));
}

#[test]
fn a_template_reaches_no_file_of_the_machine() {
    let curious = Template { name: "curious", source: "#read(\"/etc/passwd\")" };
    assert!(matches!(pdf(&curious, &paper(json!({}))), Err(TypesettingError::Template { .. })));
}

#[test]
fn the_words_as_set_are_those_that_a_reader_copies_from_the_file() {
    for (name, template, data) in
        [("zapis.pdf", MINUTES, minutes_sample()), ("dopis.pdf", LETTER, letter_sample())]
    {
        let pdf = pdf(&template, &paper(data)).unwrap();
        let Some(copied) = text_of(&pdf, name) else { continue };
        let words = |text: &str| -> std::collections::BTreeSet<String> {
            text.split_whitespace().map(str::to_owned).collect()
        };
        let missing: Vec<_> = words(&copied).difference(&words(&pdf.text)).cloned().collect();
        assert!(missing.is_empty(), "{name}: not read as set: {missing:?}\n{}", pdf.text);
        assert!(words(&copied).len() > 50, "{name}: hardly anything was copied");
    }
}
