//! Every string of a PDF's objects, and its XML.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Stream};

use crate::Unreadable;
use crate::guard::Deadline;
use crate::xml;

/// What the objects say.
#[derive(Default)]
pub(super) struct Strings {
    pub(super) words: String,
    pub(super) has_images: bool,
}

const DEEPEST: usize = 64;
const LONGEST_WORDS: usize = 32 * 1024 * 1024;
/// XML larger than this is refused; XMP has a few kilobytes.
const LARGEST_XML: usize = 16 * 1024 * 1024;
/// What plays, or holds a file.
const CARRIERS: [&str; 6] = ["FileAttachment", "RichMedia", "Movie", "Sound", "3D", "Screen"];

/// Walks over all objects of a file, and over what the pages say of their drawings (`ActualText`, `Alt`).
pub(super) fn read(pdf: &Pdf, deadline: Deadline) -> Result<Strings, Unreadable> {
    let mut strings = Strings::default();
    for page in pdf.pages().iter() {
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::BeginMarkedContentWithProperties(mark) => strings.object(mark.1, 0)?,
                TypedInstruction::MarkedContentPointWithProperties(mark) => strings.object(mark.1, 0)?,
                _ => {}
            }
            if strings.words.len() > LONGEST_WORDS || deadline.passed() {
                return Err(Unreadable::TooBig);
            }
        }
    }
    for object in pdf.objects() {
        if deadline.passed() {
            return Err(Unreadable::Bomb);
        }
        strings.object(&object, 0)?;
        if strings.words.len() > LONGEST_WORDS {
            return Err(Unreadable::TooBig);
        }
    }
    Ok(strings)
}

impl Strings {
    fn object(&mut self, object: &Object<'_>, depth: usize) -> Result<(), Unreadable> {
        if depth > DEEPEST {
            return Err(Unreadable::Broken);
        }
        match object {
            Object::String(string) => self.string(string.as_bytes()),
            Object::Array(array) => self.array(array, depth)?,
            Object::Dict(dict) => self.dict(dict, depth)?,
            Object::Stream(stream) => self.stream(stream, depth)?,
            _ => {}
        }
        Ok(())
    }

    fn array(&mut self, array: &Array<'_>, depth: usize) -> Result<(), Unreadable> {
        for item in array.raw_iter() {
            if let MaybeRef::NotRef(object) = item {
                self.object(&object, depth + 1)?;
            }
        }
        Ok(())
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize) -> Result<(), Unreadable> {
        let subtype = dict.get::<Name<'_>>("Subtype");
        let subtype = subtype.as_ref().map_or("", |name| name.as_str());
        let kind = dict.get::<Name<'_>>("Type");
        let kind = kind.as_ref().map_or("", |name| name.as_str());
        if dict.contains_key("EF")
            || kind == "EmbeddedFile"
            || CARRIERS.contains(&subtype)
            || dict.contains_key("EmbeddedFiles")
        {
            return Err(Unreadable::FileInside);
        }
        check_hidden(dict)?;
        check_font(dict, kind, subtype)?;
        for (_, value) in dict.entries() {
            if let MaybeRef::NotRef(object) = value {
                self.object(&object, depth + 1)?;
            }
        }
        Ok(())
    }

    fn stream(&mut self, stream: &Stream<'_>, depth: usize) -> Result<(), Unreadable> {
        let dict = stream.dict();
        let name =
            |key: &str| dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned()).unwrap_or_default();
        let (kind, subtype) = (name("Type"), name("Subtype"));
        self.dict(dict, depth + 1)?;
        if subtype == "Image" {
            self.has_images = true;
            return Ok(());
        }
        let other = ["ObjStm", "XRef"].contains(&kind.as_str())
            || ["Form", "Type1C", "CIDFontType0C", "OpenType"].contains(&subtype.as_str());
        if other
            || dict.contains_key("Length1")
            || dict.contains_key("FunctionType")
            || dict.contains_key("PatternType")
        {
            return Ok(());
        }
        let Ok(data) = stream.decoded() else {
            return if kind == "Metadata" { Err(Unreadable::Broken) } else { Ok(()) };
        };
        let start = data.iter().take(16).copied().find(|byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf | 0xfe | 0xff | 0)
        });
        if start == Some(b'<') && kind != "XObject" {
            if data.len() > LARGEST_XML {
                return Err(Unreadable::TooBig);
            }
            let text = crate::plain::decoded(&data).unwrap_or_default();
            self.words.push_str(&xml::loose(&text));
            self.words.push('\n');
        }
        Ok(())
    }

    /// One string, in every encoding it may be meant in.
    fn string(&mut self, bytes: &[u8]) {
        for text in readings(bytes) {
            let printable = text.chars().all(|c| !c.is_control() || c.is_whitespace());
            let date = text.starts_with("D:") && !text.chars().skip(2).any(char::is_alphabetic);
            if printable && !date && text.chars().any(char::is_alphanumeric) {
                self.words.push_str(&text);
                self.words.push('\n');
            }
        }
    }
}

/// A layer that is switched off, or a hidden note with a drawing of its own, is not drawn: its words would stay unread.
fn check_hidden(dict: &Dict<'_>) -> Result<(), Unreadable> {
    let off = dict.get::<Array<'_>>("OFF").is_some_and(|array| array.raw_iter().next().is_some());
    let base = dict.get::<Name<'_>>("BaseState").is_some_and(|name| name.as_str() != "ON");
    let note = dict.contains_key("AP") && dict.get::<u32>("F").is_some_and(|flags| flags & 2 != 0);
    if off || base || note { Err(Unreadable::Hidden) } else { Ok(()) }
}

/// A two-byte font without a table of its characters draws letters nobody can read back.
fn check_font(dict: &Dict<'_>, kind: &str, subtype: &str) -> Result<(), Unreadable> {
    if kind != "Font" || subtype != "Type0" {
        return Ok(());
    }
    let named = dict.get::<Name<'_>>("Encoding");
    let identity = named.as_ref().is_none_or(|name| matches!(name.as_str(), "Identity-H" | "Identity-V"));
    if dict.contains_key("ToUnicode") && identity { Ok(()) } else { Err(Unreadable::Garbled) }
}

/// 0x80 to 0x9E of PDFDocEncoding.
const DOC_ENCODING: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

fn readings(bytes: &[u8]) -> Vec<String> {
    if bytes.starts_with(&[0xfe, 0xff])
        || bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xef, 0xbb, 0xbf])
    {
        // A language mark (ESC cs ESC) may stand inside.
        let (text, _, _) = encoding_rs::UTF_8.decode(bytes);
        return vec![text.replace('\u{1b}', " ")];
    }
    if bytes.is_ascii() {
        return vec![String::from_utf8_lossy(bytes).into_owned()];
    }
    let own = bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0x9e => DOC_ENCODING.chars().nth(usize::from(byte - 0x80)).unwrap_or(' '),
            0xa0 => '€',
            other => char::from(*other),
        })
        .collect();
    let (czech, _) = encoding_rs::WINDOWS_1250.decode_without_bom_handling(bytes);
    let mut readings = vec![own, czech.into_owned()];
    if let Ok(text) = std::str::from_utf8(bytes) {
        readings.push(text.to_owned());
    }
    readings
}
