//! Word documents as others open them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::io::{Cursor, Read};
use std::process::{Command, Stdio};

use jiff::Timestamp;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use wordfile::{Block, Document, Docx, Item, Level, Run, Table, WordError, write};

fn moment() -> Timestamp {
    "2026-12-12T09:30:00Z".parse().unwrap()
}

fn written(document: &Document) -> Docx {
    write(document, moment()).unwrap()
}

fn saying(words: &str) -> Document {
    Document {
        title: "Zápis".into(),
        blocks: vec![Block::Paragraph(vec![Run::plain(words)])],
        ..Document::default()
    }
}

/// An invented record with everything the model has.
fn record() -> Document {
    let cell = |words: &str| vec![Run::plain(words)];
    Document {
        title: "Zápis z případové konference".into(),
        notice: Some("UKÁZKA – smyšlená data, žádný úřední dokument".into()),
        header: vec![Run::plain("Zápis z případové konference, 10. prosince 2026\tčeká na č. j.")],
        footer: vec![Run::plain("Městský úřad Kamenice · návrh k připomínkám")],
        blocks: vec![
            Block::Title(vec![Run::plain("Zápis z případové konference")]),
            Block::Paragraph(vec![
                Run::plain("Kdy: "),
                Run::plain("čtvrtek 10. prosince 2026").bold(),
                Run::plain(", 13:00–15:00"),
            ]),
            Block::Heading {
                level: Level::One,
                number: Some("1.".into()),
                runs: vec![Run::plain("Na čem jsme se dohodli")],
            },
            Block::List(vec![
                Item {
                    number: Some("3.".into()),
                    runs: vec![Run::plain("Eliška bude od ledna chodit na doučování.")],
                },
                Item {
                    number: Some("4.".into()),
                    runs: vec![Run::plain("V tomto výpisu není: zdraví dalších osob.").italic()],
                },
                Item { number: Some("6.".into()), runs: vec![Run::plain("Sejdeme se znovu v březnu.")] },
            ]),
            Block::Heading {
                level: Level::Two,
                number: None,
                runs: vec![Run::plain("Pravidla & dohody <u stolu>")],
            },
            Block::List(vec![
                Item { number: None, runs: vec![Run::plain("Mluví vždy jen jeden.")] },
                Item { number: None, runs: vec![Run::plain("Co zaznělo, zůstává mezi námi.")] },
            ]),
            Block::Table(Table {
                widths: vec![1, 3, 2],
                head: Some(vec![cell("Č."), cell("Co"), cell("Do kdy")]),
                rows: vec![
                    vec![cell("1"), cell("Zavolám do školy.\nPak napíšu mamince."), cell("18. 12. 2026")],
                    vec![cell("2"), cell("Objednám vyšetření.")],
                ],
            }),
            Block::Heading { level: Level::Three, number: None, runs: vec![Run::plain("Slova dítěte")] },
            Block::Paragraph(vec![
                Run::plain("„Chci být ").italic(),
                Run::plain("doma").bold().italic(),
                Run::plain(".“").italic(),
            ]),
            Block::PageBreak,
            Block::Paragraph(vec![Run::plain("Prezenční listina")]),
        ],
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|number| {
            let mut entry = archive.by_index(number).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|(found, _)| found == name).unwrap().1
}

/// Words without what only lays them out.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every line that the file says of itself stands in what an independent reader finds, and its part of the text is
/// the same text.
fn assert_read_back(file: &Docx) {
    let read = reading::text(&file.bytes, "zapis.docx").unwrap();
    assert!(!read.has_images);
    let found = line(&read.words);
    for said in file.text.lines().map(line).filter(|said| !said.is_empty()) {
        assert!(found.contains(&said), "{said} in {found}");
    }
}

fn assert_well_formed(xml: &str) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                element.attributes().for_each(|attribute| drop(attribute.unwrap()));
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(xml.chars().all(allowed), "a character that XML forbids");
}

#[test]
fn a_record_is_what_it_was_when_it_was_looked_at() {
    let file = written(&record());
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/zapis.docx");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(golden, &file.bytes).unwrap();
    }
    assert_eq!(
        parts(&file.bytes),
        parts(&std::fs::read(golden).unwrap()),
        "look at the file, then UPDATE_GOLDEN=1"
    );
    assert!(file.bytes == std::fs::read(golden).unwrap(), "the packing differs");
}

#[test]
fn the_same_document_gives_the_same_bytes_and_another_moment_other_ones() {
    assert!(written(&record()).bytes == written(&record().clone()).bytes);
    let later = write(&record(), "2026-12-12T09:30:01Z".parse().unwrap()).unwrap();
    assert!(written(&record()).bytes != later.bytes);
    let same_second = write(&record(), "2026-12-12T09:30:00.9Z".parse().unwrap()).unwrap();
    assert!(written(&record()).bytes == same_second.bytes);
}

#[test]
fn another_reader_finds_every_word_and_the_file_says_no_other() {
    let file = written(&record());
    assert_read_back(&file);
    for said in [
        "1.\tNa čem jsme se dohodli",
        "4.\tV tomto výpisu není: zdraví dalších osob.",
        "Pravidla & dohody <u stolu>",
        "Zavolám do školy.\nPak napíšu mamince.",
        "„Chci být doma.“",
        "strana 1 z 1",
        "UKÁZKA – smyšlená data",
        "čeká na č. j.",
    ] {
        assert!(file.text.contains(said), "{said} in {}", file.text);
    }
    // The text of the body alone, word for word, in order.
    let body = part(&file.bytes, "word/document.xml");
    let read = reading::text(&file.bytes, "zapis.docx").unwrap().words;
    let from = file.text.find("Zápis z případové konference\nKdy:").unwrap();
    let until = file.text.find("Prezenční listina").unwrap();
    assert!(line(&read).contains(&line(&file.text[from..until])));
    assert!(body.contains(r#"<w:pStyle w:val="Heading1"/>"#) && body.contains("<w:tblHeader/>"));
}

#[test]
fn other_programs_open_the_package() {
    let file = written(&record());
    let path = std::env::temp_dir().join(format!("wordfile-{}.docx", std::process::id()));
    std::fs::write(&path, &file.bytes).unwrap();
    let unzip = Command::new("unzip").arg("-t").arg(&path).output();
    let python = Command::new("python3")
        .arg("-c")
        .arg("import sys, zipfile, xml.dom.minidom as x\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nfor n in z.namelist(): x.parseString(z.read(n))\nprint(len(z.namelist()))")
        .arg(&path)
        .stdin(Stdio::null())
        .output();
    std::fs::remove_file(&path).unwrap();
    // Where a machine has neither, the tests above still read the file twice.
    if let Ok(unzip) = unzip {
        assert!(unzip.status.success(), "{}", String::from_utf8_lossy(&unzip.stdout));
    }
    if let Ok(python) = python {
        assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
        assert_eq!(String::from_utf8_lossy(&python.stdout).trim(), "10");
    }
}

#[test]
fn nothing_in_the_package_tells_who_or_what_made_it_or_leads_out_of_it() {
    let file = written(&record());
    let names: Vec<String> = parts(&file.bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[0], "[Content_Types].xml");
    assert!(!names.iter().any(|name| name.contains("vba") || name.ends_with(".bin")));
    for (name, text) in parts(&file.bytes) {
        assert_well_formed(&text);
        for telling in
            ["creator", "lastModifiedBy", "Application", "Company", "TargetMode", "rsid", "attachedTemplate"]
        {
            assert!(!text.contains(telling), "{telling} in {name}");
        }
    }
    let properties = part(&file.bytes, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Zápis z případové konference</dc:title>"));
    assert!(properties.contains("<dc:language>cs-CZ</dc:language>"));
    assert!(properties.contains(">2026-12-12T09:30:00Z</dcterms:created>"));
    assert!(part(&file.bytes, "word/styles.xml").contains(r#"<w:lang w:val="cs-CZ""#));
    let mut archive = zip::ZipArchive::new(Cursor::new(&file.bytes)).unwrap();
    for number in 0..archive.len() {
        let entry = archive.by_index(number).unwrap();
        assert_eq!(entry.last_modified(), Some(zip::DateTime::DEFAULT));
    }
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</w:t></w:r><w:r><w:fldSimple w:instr=\"INCLUDETEXT C:\\\\x\"/> & &amp; ]]> <!-- \" ' \r\u{b}\u{7}\u{0}\u{ffff}\u{202e}";
    let mut document = record();
    document.title = format!("{hostile}</dc:title><dc:creator>Jana</dc:creator>");
    document.notice = Some(hostile.into());
    document.header = vec![Run::plain(hostile)];
    document.footer = vec![Run::plain(hostile)];
    document.blocks.push(Block::Heading {
        level: Level::One,
        number: Some(hostile.into()),
        runs: vec![Run::plain(hostile)],
    });
    document.blocks.push(Block::Table(Table {
        widths: vec![0, u32::MAX],
        head: None,
        rows: vec![vec![vec![Run::plain(hostile)]]],
    }));
    let file = written(&document);
    parts(&file.bytes).iter().for_each(|(_, text)| assert_well_formed(text));
    assert_read_back(&file);
    let body = part(&file.bytes, "word/document.xml");
    assert!(!body.contains("<w:fldSimple"), "words became a field");
    assert!(!part(&file.bytes, "docProps/core.xml").contains("<dc:creator"));
    assert_eq!(file.replaced, ['\0', '\u{7}', '\u{202e}', '\u{ffff}']);
    assert!(file.text.contains("[U+0007][U+0000][U+FFFF][U+202E]"));
}

#[test]
fn fifty_thousand_characters_pasted_at_once_all_arrive() {
    let pasted = "Žluťoučký kůň úpěl ďábelské ódy. ".repeat(1600);
    assert!(pasted.chars().count() > 50_000);
    let document = Document {
        blocks: vec![
            Block::Paragraph(vec![Run::plain(pasted.clone())]),
            Block::Table(Table { rows: vec![vec![vec![Run::plain(pasted.clone())]]], ..Table::default() }),
        ],
        ..Document::default()
    };
    let file = written(&document);
    assert_read_back(&file);
    assert_eq!(file.text.matches(pasted.as_str()).count(), 2);
}

#[test]
fn words_from_right_to_left_are_marked_and_kept() {
    let file = written(&saying("שלום, řekl dědeček: سلام عليكم."));
    assert_read_back(&file);
    let body = part(&file.bytes, "word/document.xml");
    assert!(body.contains("<w:bidi/>"), "the paragraph begins from the right");
    assert_eq!(body.matches("<w:rtl/>").count(), 2);
    assert!(line(&file.text).contains("שלום, řekl dědeček: سلام عليكم."));
    assert!(!part(&written(&saying("Řekl: שלום")).bytes, "word/document.xml").contains("<w:bidi/>"));
}

#[test]
fn a_table_that_no_program_opens_is_refused_and_a_row_too_short_is_filled_up() {
    let wide = |columns: usize| Document {
        blocks: vec![Block::Table(Table { rows: vec![vec![Vec::new(); columns]], ..Table::default() })],
        ..saying("x")
    };
    assert!(matches!(write(&wide(64), moment()), Err(WordError::TooManyColumns)));
    assert!(write(&wide(63), moment()).is_ok());
    let empty = Document { blocks: vec![Block::Table(Table::default())], ..saying("x") };
    assert!(!part(&written(&empty).bytes, "word/document.xml").contains("<w:tbl>"));
    let body = part(&written(&record()).bytes, "word/document.xml");
    assert_eq!((body.matches("<w:tr>").count(), body.matches("<w:tc>").count()), (3, 9));
}

#[test]
fn a_new_page_begins_with_what_follows_and_never_with_an_empty_line() {
    let body = part(&written(&record()).bytes, "word/document.xml");
    let turned = body.find("<w:pageBreakBefore/>").unwrap();
    assert!(body[turned..].contains("Prezenční listina") && !body[..turned].contains("Prezenční listina"));
    let mut ends = saying("x");
    ends.blocks.extend([Block::PageBreak, Block::PageBreak]);
    let file = written(&ends);
    assert!(!part(&file.bytes, "word/document.xml").contains("pageBreakBefore"));
    assert!(!part(&file.bytes, "word/footer1.xml").contains("pageBreakBefore"));
}

#[test]
fn debug_shows_no_words() {
    let file = written(&record());
    let shown = format!("{:?} {:?} {:?}", record(), record().blocks[1], file);
    assert!(!shown.contains("Eliška") && !shown.contains("prosince"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_words_give_a_file_that_reads_the_same(
        words in proptest::collection::vec("\\PC{0,40}|[\\x00-\\x1f\u{80}-\u{9f}\u{5d0}-\u{5ea}<>&\"'a-c ]{0,20}", 0..6),
        number in proptest::option::of("[0-9]{1,3}\\."),
    ) {
        let runs: Vec<Run> = words.iter().map(|text| Run::plain(text.clone())).collect();
        let mut document = saying("základ");
        document.header.clone_from(&runs);
        document.blocks.push(Block::List(vec![Item { number: number.clone(), runs: runs.clone() }]));
        document.blocks.push(Block::Table(Table { rows: vec![vec![runs]], ..Table::default() }));
        let file = written(&document);
        parts(&file.bytes).iter().for_each(|(_, text)| assert_well_formed(text));
        assert_read_back(&file);
        prop_assert!(file.bytes == written(&document).bytes);
        if let Some(number) = number {
            prop_assert!(file.text.contains(&number));
        }
        for word in words.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric())) {
            prop_assert!(file.text.contains(word), "{word}");
        }
    }
}
