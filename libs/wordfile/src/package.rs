//! The file itself.

use std::fmt;
use std::io::{Cursor, Write};

use jiff::Timestamp;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, System};

use crate::body::{self, Parts};
use crate::words::one_line;
use crate::{Document, WordError, parts};

/// A finished file. No `Debug` of its content, for it is personal data.
#[derive(Clone)]
pub struct Docx {
    /// The file.
    pub bytes: Vec<u8>,
    /// Every word in it as it stands there, a line per paragraph, cell and line break: head, text, foot, title.
    pub text: String,
    /// Characters that had to be written as code points, each once, in code point order.
    pub replaced: Vec<char>,
}

impl fmt::Debug for Docx {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Docx").field("length", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// Writes a document as a file. `moment` stands in its properties, in whole seconds; equal input gives equal bytes.
///
/// # Errors
/// [`WordError`] when a table is too wide or the file cannot be put together.
pub fn write(document: &Document, moment: Timestamp) -> Result<Docx, WordError> {
    let Parts { document: body, header, footer, mut words, mut replaced } = body::parts(document)?;
    let title = one_line(&document.title, &mut replaced);
    let properties = parts::properties(&title, moment);
    words.push_str(&title);
    let bytes = packed(&[
        ("[Content_Types].xml", parts::TYPES),
        ("_rels/.rels", parts::PACKAGE_REFERENCES),
        ("docProps/core.xml", &properties),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_REFERENCES),
        ("word/styles.xml", parts::STYLES),
        ("word/numbering.xml", parts::NUMBERING),
        ("word/settings.xml", parts::SETTINGS),
        ("word/header1.xml", &header),
        ("word/footer1.xml", &footer),
    ])
    .map_err(|_| WordError::Packing)?;
    Ok(Docx { bytes, text: words, replaced: replaced.into_iter().collect() })
}

/// Packs parts without compressing them: what a compressor makes differs between its versions, and a file that has to
/// be the same file again next year must not depend on them. A record of sixty pages has less than a megabyte.
fn packed(parts: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(*name, options)?;
        writer.write_all(part.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
