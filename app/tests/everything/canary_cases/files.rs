//! What stands in a file, however it is packed: a secret that hides in a compressed part, in the metadata of a PDF or
//! between two runs of a Word document is out of the house like any other.

use crate::canaries::pdf_text;
use std::io::{Cursor, Read};

/// The words of an answer or an attachment: of a PDF with its metadata, of a package (DOCX, ZIP) with the names of its
/// parts and everything in them, of anything else as it is.
pub fn words(bytes: &[u8]) -> String {
    if bytes.starts_with(b"%PDF") {
        pdf_text(bytes)
    } else if is_package(bytes) {
        unpacked(bytes)
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    }
}

/// Whether it is a file that holds files.
pub fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package that opens");
    let mut told = String::from_utf8_lossy(archive.comment()).into_owned();
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut inside = Vec::new();
        entry.read_to_end(&mut inside).unwrap();
        let text = words(&inside);
        told.push_str(&format!("\n{name}\n{text}\n"));
        // A word processor cuts words where it likes: read without the marks they are whole again.
        if name.ends_with(".xml") || name.ends_with(".rels") {
            told.push_str(&without_marks(&text));
        }
    }
    told
}

/// The words of XML, put together where only marks stood between them.
fn without_marks(xml: &str) -> String {
    let (mut told, mut in_mark) = (String::with_capacity(xml.len()), false);
    for sign in xml.chars() {
        match sign {
            '<' => in_mark = true,
            '>' => in_mark = false,
            sign if !in_mark => told.push(sign),
            _ => {}
        }
    }
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    marks.iter().fold(told, |told, (written, sign)| told.replace(written, sign))
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::canaries::{bare, pdf_text};
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, part) in parts {
            writer.start_file(*name, stored).unwrap();
            writer.write_all(part).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// The smallest file in which a reader of PDF finds a line.
    fn pdf(line: &str) -> Vec<u8> {
        let file = by_hand(line);
        assert!(bare(&pdf_text(&file)).contains(&bare(line)), "the sample itself is unreadable");
        file
    }

    fn by_hand(line: &str) -> Vec<u8> {
        let stream = format!("BT /F1 12 Tf 20 100 Td ({line}) Tj ET");
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        ];
        let (mut file, mut places) = (String::from("%PDF-1.4\n"), Vec::new());
        for (at, object) in objects.iter().enumerate() {
            places.push(file.len());
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
        }
        let table = file.len();
        file.push_str("xref\n0 6\n0000000000 65535 f \n");
        for place in places {
            file.push_str(&format!("{place:010} 00000 n \n"));
        }
        file.push_str(&format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        file.into_bytes()
    }

    #[test]
    fn a_secret_is_found_in_whatever_it_is_packed() {
        let runs = "<w:p><w:r><w:t>Žiž</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>lavská</w:t></w:r></w:p>";
        let docx = package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", runs.as_bytes())]);
        let found = |file: &[u8]| bare(&words(file)).contains("zizlavska");
        assert!(
            !bare(&String::from_utf8_lossy(&docx)).contains("zizlavska"),
            "it would be found without care"
        );
        assert!(found(&docx), "cut into two runs");
        assert!(found(&package(&[("priloha.docx", &docx)])), "a file in a file");
        assert!(found(&package(&[("Žižlavská.txt", b"nic")])), "the name of a part");
        assert!(found(&package(&[("metadata.xml", "<nazev>Žižlavská</nazev>".as_bytes())])));
        assert!(found("Žižlavská".as_bytes()));
        assert!(!found(&package(&[("metadata.xml", b"<nazev>Nic</nazev>")])));
        assert!(found(&package(&[("zapis.pdf", &pdf("Zizlavska"))])), "a paper in an export");
    }
}
