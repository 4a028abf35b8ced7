//! The words of a Word document: every part of the package that is XML.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::guard::guarded;
use crate::{FileKind, Text, Unreadable, xml};

/// Most files in the package.
const MOST_ENTRIES: usize = 3000;
/// All of them unpacked.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// One part of XML unpacked.
const LARGEST_PART: u64 = 48 * 1024 * 1024;
/// How many times larger than packed; text is packed about tenfold, a bomb a thousandfold.
const LARGEST_RATIO: u64 = 250;
/// Below this nobody minds the ratio.
const SMALL: u64 = 1024 * 1024;

/// True when the bytes say that they are a ZIP.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08")
}

/// Every word of a Word document; a ZIP of something else is [`Unreadable::Unknown`].
pub(crate) fn read(bytes: &[u8]) -> Result<Text, Unreadable> {
    guarded(|deadline| {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
        check(&mut archive, bytes.len())?;
        let types = part(&mut archive, "[Content_Types].xml")
            .map_err(|error| if error == Unreadable::Broken { Unreadable::Unknown } else { error })?;
        if !types.contains("wordprocessingml.document.main+xml") {
            return Err(if types.contains("ms-word.document.macroEnabled") {
                Unreadable::FileInside
            } else {
                Unreadable::Unknown
            });
        }
        let names: Vec<String> =
            archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
        if names.len() != archive.len() {
            return Err(Unreadable::Broken);
        }
        let mut words = String::new();
        let mut has_images = false;
        for name in &names {
            if deadline.passed() {
                return Err(Unreadable::Bomb);
            }
            words.push_str(name);
            words.push('\n');
            match sort_of(name) {
                Sort::Words => {
                    let text = part(&mut archive, name)?;
                    words.push_str(&xml::part(&text, name.starts_with("word/"))?);
                    words.push('\n');
                }
                Sort::Picture => has_images = true,
                Sort::Font | Sort::Folder => {}
                Sort::Other => return Err(Unreadable::FileInside),
            }
        }
        words.push_str(&String::from_utf8_lossy(archive.comment()));
        if !body_has_words(&mut archive)? {
            return Err(if has_images { Unreadable::NoText } else { Unreadable::Empty });
        }
        Ok(Text { kind: FileKind::Docx, words, has_images })
    })
}

/// Sizes as the package declares them, before anything is unpacked.
fn check(archive: &mut ZipArchive<Cursor<&[u8]>>, length: usize) -> Result<(), Unreadable> {
    if archive.len() > MOST_ENTRIES {
        return Err(Unreadable::Bomb);
    }
    let (mut packed, mut unpacked) = (0u64, 0u64);
    for number in 0..archive.len() {
        let entry = archive.by_index_raw(number).map_err(unreadable)?;
        if entry.encrypted() {
            return Err(Unreadable::Encrypted);
        }
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
        if entry.size() > SMALL && entry.size() / entry.compressed_size().max(1) > LARGEST_RATIO {
            return Err(Unreadable::Bomb);
        }
    }
    // Entries that share bytes with others are a trick of bombs.
    if unpacked > MOST_UNPACKED || packed > u64::try_from(length).unwrap_or(u64::MAX) {
        return Err(Unreadable::Bomb);
    }
    Ok(())
}

fn unreadable(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => Unreadable::Encrypted,
        _ => Unreadable::Broken,
    }
}

/// One part unpacked, never more than it may be, whatever it declared.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Unreadable> {
    let entry = archive.by_name(name).map_err(unreadable)?;
    let mut bytes = Vec::new();
    entry.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Broken)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_PART {
        return Err(Unreadable::Bomb);
    }
    crate::plain::decoded(&bytes).ok_or(Unreadable::Broken)
}

fn body_has_words(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<bool, Unreadable> {
    let text = part(archive, "word/document.xml")?;
    Ok(text.split("<w:").any(|element| {
        let tag = element.starts_with("t>") || element.starts_with("t ") || element.starts_with("delText");
        tag && element
            .split_once('>')
            .is_some_and(|(_, words)| words.chars().take_while(|c| *c != '<').any(char::is_alphanumeric))
    }))
}

enum Sort {
    Words,
    Picture,
    Font,
    Folder,
    Other,
}

/// What a part of the package is; what is neither words nor a picture is another file.
fn sort_of(name: &str) -> Sort {
    let lower = name.to_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    if lower.ends_with('/') {
        return Sort::Folder;
    }
    if lower.contains("embeddings/") || lower.contains("afchunk") {
        return Sort::Other;
    }
    match ending {
        "xml" | "rels" => Sort::Words,
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "emf" | "wmf" | "svg" | "webp" | "ico"
        | "wdp" => Sort::Picture,
        "odttf" | "ttf" | "fntdata" => Sort::Font,
        _ => Sort::Other,
    }
}
