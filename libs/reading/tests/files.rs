//! Files as people send them, good and bad.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use reading::{FileKind, LARGEST_FILE, Text, Unreadable, text};
use zip::write::{SimpleFileOptions, ZipWriter};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("fixtures/", $name)).as_slice()
    };
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="x"><w:body>{body}</w:body></w:document>"#
    )
}

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let body = document(body);
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", body.as_bytes())];
    parts.extend(more.iter().map(|(name, content)| (*name, content.as_bytes())));
    packed(&parts)
}

fn words(bytes: &[u8], name: &str) -> Text {
    text(bytes, name).unwrap()
}

#[test]
fn czech_is_read_from_pdfs_of_three_makers() {
    for (bytes, name) in [
        (fixture!("chromium.pdf"), "chromium"),
        (fixture!("weasy.pdf"), "weasy"),
        (fixture!("typst.pdf"), "typst"),
    ] {
        let read = words(bytes, "zprava.pdf");
        assert_eq!(read.kind, FileKind::Pdf);
        assert!(!read.has_images);
        let line = read.words.split_whitespace().collect::<Vec<_>>().join(" ");
        for expected in
            ["Příliš žluťoučký kůň úpěl ďábelské ódy.", "Dlouhá 12, Šternberk", "Svatoplukova 1234/7"]
        {
            assert!(line.contains(expected), "{name}: {expected} in {line}");
        }
    }
}

#[test]
fn what_a_pdf_says_beside_its_pages_is_read_too() {
    let chromium = words(fixture!("chromium.pdf"), "a.pdf").words;
    assert!(chromium.contains("Zpráva školy – Eliška Doležalová"), "title");
    assert!(chromium.contains("Skrytý text Hrubešová"), "white text of one point");
    assert!(words(fixture!("embedded.pdf"), "a.pdf").words.contains("Poznámka: bydlí v Lhotě"), "comment");
    let standard = words(fixture!("standard.pdf"), "a.pdf").words;
    assert!(standard.contains("Jana Hrubesova, tel. 777 123 456"), "a font that is only named");
    assert!(
        standard.contains("Hlášení Nováková") && standard.contains("Záložka Lhota"),
        "title and bookmark"
    );
    let typst = words(fixture!("typst.pdf"), "a.pdf").words;
    assert!(typst.contains("Pozvánka – Šternberk") && typst.contains("Městský úřad"), "XMP");
}

#[test]
fn a_pdf_that_cannot_be_read_whole_is_refused() {
    for (bytes, why) in [
        (fixture!("password.pdf"), Unreadable::Encrypted),
        (fixture!("owner.pdf"), Unreadable::Encrypted),
        (fixture!("scan.pdf"), Unreadable::NoText),
        (fixture!("mixed.pdf"), Unreadable::NoText),
        (fixture!("attached.pdf"), Unreadable::FileInside),
        (b"%PDF-1.7\nnothing of a PDF follows".as_slice(), Unreadable::Broken),
    ] {
        assert_eq!(text(bytes, "a.pdf"), Err(why));
    }
    assert!(words(fixture!("picture_and_text.pdf"), "a.pdf").has_images);
}

#[test]
fn a_pdf_cut_short_is_refused_or_read_but_never_a_panic() {
    let whole = fixture!("chromium.pdf");
    for length in (0..whole.len()).step_by(997) {
        let _ = text(&whole[..length], "a.pdf");
    }
}

fn pdf_with(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n".to_vec();
    pdf.extend(format!("4 0 obj\n<</Length {}{dictionary}>>\nstream\n", data.len()).bytes());
    pdf.extend(data);
    pdf.extend(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n");
    pdf
}

/// A page that says "Dlouha 12", and whatever else is given.
fn page_with(catalog: &str, page: &str, objects: &str) -> Vec<u8> {
    let content = "BT /F 12 Tf (Dlouha 12) Tj ET";
    let mut pdf = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R{catalog}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    );
    pdf.push_str(&format!("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{page}>>\nendobj\n"));
    pdf.push_str(&format!("4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n", content.len()));
    pdf.push_str("5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
    pdf.push_str(objects);
    pdf.push_str("\ntrailer\n<</Root 1 0 R/Size 9>>\n");
    pdf.into_bytes()
}

#[test]
fn letters_drawn_as_outlines_are_a_picture_that_somebody_has_to_look_at() {
    let bends = |count: usize| "0 0 m 1 1 2 2 3 3 c f\n".repeat(count).into_bytes();
    assert_eq!(text(&pdf_with("", &bends(60)), "a.pdf"), Err(Unreadable::NoText));
    assert_eq!(
        text(&pdf_with("", &bends(20)), "a.pdf"),
        Err(Unreadable::Empty),
        "round corners of some boxes"
    );
    let lines = "0 0 m 9 9 l S\n".repeat(500).into_bytes();
    assert_eq!(text(&pdf_with("", &lines), "a.pdf"), Err(Unreadable::Empty), "the lines of a table");
}

#[test]
fn what_a_pdf_hides_is_read_or_refused() {
    assert!(words(&page_with("", "", ""), "a.pdf").words.contains("Dlouha 12"));
    let layer = page_with(
        "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>",
        "",
        "6 0 obj\n<</Type/OCG/Name(skryte)>>\nendobj",
    );
    assert_eq!(text(&layer, "a.pdf"), Err(Unreadable::Hidden));
    let note = page_with(
        "",
        "/Annots[6 0 R]",
        "6 0 obj\n<</Type/Annot/Subtype/FreeText/F 2/AP<</N 7 0 R>>/Rect[0 0 9 9]>>\nendobj",
    );
    assert_eq!(text(&note, "a.pdf"), Err(Unreadable::Hidden));
    let field =
        page_with("/AcroForm<</Fields[6 0 R]>>", "", "6 0 obj\n<</FT/Tx/T(jmeno)/V(Hrubesova)>>\nendobj");
    assert!(words(&field, "a.pdf").words.contains("Hrubesova"));
    let link = page_with("", "/Annots[<</Subtype/Link/A<</S/URI/URI(mailto:jana@seznam.cz)>>>>]", "");
    assert!(words(&link, "a.pdf").words.contains("jana@seznam.cz"));
    let letters = page_with("", "", "6 0 obj\n<</Type/Font/Subtype/Type0/Encoding/Identity-H>>\nendobj");
    assert_eq!(text(&letters, "a.pdf"), Err(Unreadable::Garbled));
}

#[test]
fn a_pdf_bomb_is_refused_before_it_is_unpacked() {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..210 {
        packer.write_all(&zeros).unwrap();
    }
    let once = packer.finish().unwrap();
    assert!(once.len() < 3_000_000);
    assert_eq!(text(&pdf_with("/Filter/FlateDecode", &once), "a.pdf"), Err(Unreadable::Bomb));
    assert_eq!(
        text(&pdf_with("/Filter[/FlateDecode/FlateDecode]", b"x\x9c"), "a.pdf"),
        Err(Unreadable::Bomb)
    );
    assert_eq!(text(&pdf_with("/Filter/LZWDecode", &vec![0; 300_000]), "a.pdf"), Err(Unreadable::Bomb));
}

#[test]
fn a_words_document_is_read_with_everything_word_hides() {
    let body = r#"<w:p><w:r><w:t>Bydlí v Dlou</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">hé </w:t></w:r><w:r><w:t>12 &amp; jinde.</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>skrytá Lhota</w:t></w:r></w:p>
<w:p><w:ins w:author="Hrubešová"><w:r><w:t>vloženo</w:t></w:r></w:ins><w:del><w:r><w:delText>smazaná Svatoplukova</w:delText></w:r></w:del></w:p>
<w:p><w:r><wp:docPr id="1" name="Obrázek" descr="dům v Krátké 5"/></w:r><w:r><w:fldChar/><w:instrText>HYPERLINK "mailto:jana@seznam.cz"</w:instrText></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Telefon</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>777</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:t>123</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let more = [
        (
            "word/header1.xml",
            r#"<w:hdr xmlns:w="x"><w:p><w:r><w:t>záhlaví Němcová</w:t></w:r></w:p></w:hdr>"#,
        ),
        (
            "word/comments.xml",
            r#"<w:comments xmlns:w="x"><w:comment w:author="Čapek"><w:p><w:r><w:t>poznámka k babičce</w:t></w:r></w:p></w:comment></w:comments>"#,
        ),
        (
            "docProps/core.xml",
            r#"<cp xmlns:dc="d"><dc:title>Tajný název</dc:title><dc:creator>Markéta H.</dc:creator></cp>"#,
        ),
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Id="r1" Target="https://mapy.example/Dlouha%2012"/></Relationships>"#,
        ),
    ];
    let read = words(&docx(body, &more), "zpráva.docx");
    assert_eq!(read.kind, FileKind::Docx);
    for expected in [
        "Bydlí v Dlouhé 12 & jinde.",
        "skrytá Lhota",
        "vloženo",
        "smazaná Svatoplukova",
        "Hrubešová",
        "dům v Krátké 5",
        "mailto:jana@seznam.cz",
        "777-123",
        "záhlaví Němcová",
        "poznámka k babičce",
        "Čapek",
        "Tajný název",
        "Markéta H.",
        "Dlouha%2012",
    ] {
        assert!(read.words.contains(expected), "{expected} in {}", read.words);
    }
}

#[test]
fn a_deletion_in_the_middle_of_a_word_hides_it_in_neither_reading() {
    let body = r#"<w:p><w:r><w:t>Dlou</w:t></w:r><w:del><w:r><w:delText>XX</w:delText></w:r></w:del><w:r><w:t>há</w:t></w:r></w:p>"#;
    let read = words(&docx(body, &[]), "a.docx").words;
    assert!(read.contains("Dlouhá") && read.contains("DlouXXhá"));
}

#[test]
fn pictures_and_files_in_a_word_document_are_seen() {
    let body = "<w:p><w:r><w:t>text</w:t></w:r></w:p>";
    assert!(words(&docx(body, &[("word/media/image1.png", "x")]), "a.docx").has_images);
    assert_eq!(text(&docx("", &[("word/media/image1.png", "x")]), "a.docx"), Err(Unreadable::NoText));
    assert_eq!(text(&docx("", &[]), "a.docx"), Err(Unreadable::Empty));
    for name in ["word/embeddings/sheet1.xlsx", "word/vbaProject.bin", "word/afchunk1.htm"] {
        assert_eq!(text(&docx(body, &[(name, "x")]), "a.docx"), Err(Unreadable::FileInside), "{name}");
    }
}

#[test]
fn a_zip_bomb_and_a_zip_of_something_else_are_refused() {
    let zeros = vec![b' '; 60 * 1024 * 1024];
    let bomb = packed(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", &zeros)]);
    assert!(bomb.len() < 200_000);
    assert_eq!(text(&bomb, "a.docx"), Err(Unreadable::Bomb));
    let sheet = packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<a/>")]);
    assert_eq!(text(&sheet, "a.docx"), Err(Unreadable::Mismatch));
    assert_eq!(text(&packed(&[("fotky/a.jpg", b"x")]), "a.docx"), Err(Unreadable::Mismatch));
    assert_eq!(text(&packed(&[("fotky/a.jpg", b"x")]), "a.zip"), Err(Unreadable::Unknown));
    let entities = document("").replace("<w:document", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\">]><w:document");
    let laughs =
        packed(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", entities.as_bytes())]);
    assert_eq!(text(&laughs, "a.docx"), Err(Unreadable::Bomb));
}

#[test]
fn a_name_that_promises_something_else_is_said() {
    assert_eq!(text(fixture!("red.jpg"), "sken.pdf"), Err(Unreadable::Mismatch));
    assert_eq!(text(fixture!("red.jpg"), "fotka.JPG"), Err(Unreadable::NoText));
    assert_eq!(text(fixture!("chromium.pdf"), "a.docx"), Err(Unreadable::Mismatch));
    assert_eq!(text(b"text", "a.pdf"), Err(Unreadable::Mismatch));
    assert_eq!(text(b"<html>text</html>", "a.html"), Err(Unreadable::Unknown));
    assert_eq!(text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "a.docx"), Err(Unreadable::Encrypted));
    assert_eq!(text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "a.doc"), Err(Unreadable::Unknown));
}

#[test]
fn plain_text_is_read_in_the_encodings_people_use() {
    let czech = "Příliš žluťoučký kůň, Dlouhá 12";
    let mut wide = vec![0xff, 0xfe];
    wide.extend(czech.encode_utf16().flat_map(u16::to_le_bytes));
    let (old, _, _) = encoding_rs::WINDOWS_1250.encode(czech);
    for bytes in [czech.as_bytes(), format!("\u{feff}{czech}").as_bytes(), &wide, &old] {
        assert_eq!(words(bytes, "a.txt").words, czech);
    }
    assert_eq!(text(b"", "a.txt"), Err(Unreadable::Empty));
    assert_eq!(text(b"a\0b", "a.txt"), Err(Unreadable::Mismatch));
}

#[test]
fn two_hundred_megabytes_are_refused_at_once() {
    assert_eq!(text(&vec![b'a'; LARGEST_FILE + 1], "a.txt"), Err(Unreadable::TooBig));
}

#[test]
fn every_refusal_has_a_czech_sentence() {
    use Unreadable::*;
    for why in
        [TooBig, Encrypted, Broken, Unknown, Bomb, NoText, Empty, Mismatch, Garbled, Hidden, FileInside]
    {
        assert!(why.sentence().ends_with('.') && why.sentence().len() > 20);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0usize..4, name in "[a-z]{1,5}\\.(pdf|docx|txt|jpg)") {
        let heads: [&[u8]; 4] = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe"];
        let _ = text(&[heads[head], &bytes].concat(), &name);
    }

    #[test]
    fn a_pdf_with_wrong_bytes_is_read_or_refused(at in 0usize..16_000, wrong in any::<u8>(), other in 0usize..1600) {
        for whole in [fixture!("embedded.pdf"), fixture!("standard.pdf")] {
            let mut bytes = whole.to_vec();
            let length = bytes.len();
            bytes[at % length] = wrong;
            bytes[other % length] ^= 0x20;
            let _ = text(&bytes, "a.pdf");
        }
    }

    #[test]
    fn a_word_document_with_any_words_gives_them_back(said in "[a-zA-ZáčďéěíňóřšťúůýžÁ-Ž0-9 ]{1,60}") {
        prop_assume!(said.chars().any(char::is_alphanumeric));
        let read = words(&docx(&format!("<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"), &[]), "a.docx");
        prop_assert!(read.words.contains(&said));
    }
}
