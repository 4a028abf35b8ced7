//! XML read for its words only.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Unreadable;

/// Deepest nesting of elements.
const DEEPEST: usize = 512;

/// The words of a part of a Word document.
#[derive(Default)]
pub(crate) struct Part {
    /// With tracked deletions left out.
    shown: String,
    /// With them.
    all: String,
    /// Field codes.
    codes: String,
    /// Attributes that have letters in them.
    attributes: BTreeSet<String>,
}

/// Elements after which a word cannot go on, and what is put there.
fn separator(name: &str) -> Option<char> {
    Some(match name {
        "p" | "br" | "cr" | "tr" | "lastModifiedBy" | "txbxContent" | "comment" | "v" | "pt" => '\n',
        "tab" | "tc" | "ptab" => '\t',
        "noBreakHyphen" => '-',
        "softHyphen" => '\u{ad}',
        _ => return None,
    })
}

/// Attributes that hold numbers of the program, no words.
fn is_technical(name: &str) -> bool {
    name.starts_with("xmlns")
        || name.contains("rsid")
        || matches!(name, "w14:paraId" | "w14:textId" | "r:id" | "r:embed" | "Id" | "w:rsidR")
}

/// Reads one part. `runs` joins text within a paragraph (Word); otherwise every element stands alone.
pub(crate) fn part(text: &str, runs: bool) -> Result<String, Unreadable> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut part = Part::default();
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().map_err(|_| Unreadable::Broken)? {
            Event::Start(element) => {
                part.attributes(&element);
                open.push(element.local_name().as_ref().to_owned());
                if open.len() > DEEPEST {
                    return Err(Unreadable::Broken);
                }
            }
            Event::Empty(element) => {
                part.attributes(&element);
                part.symbol(&element);
                if let Some(mark) = separator(element.local_name().as_ref()) {
                    part.push(&mark.to_string(), &open);
                }
            }
            Event::End(element) => {
                let mark = if runs { separator(element.local_name().as_ref()) } else { Some('\n') };
                if let Some(mark) = mark {
                    part.push(&mark.to_string(), &open);
                }
                open.pop();
            }
            Event::Text(words) => {
                // Between the elements of a Word document stand only the spaces of the layout.
                if !runs || open.last().is_some_and(|name| holds_text(name)) {
                    part.push(&words, &open);
                }
            }
            Event::CData(words) => part.push(&words, &open),
            Event::GeneralRef(name) => part.push(&character(&name)?, &open),
            Event::Comment(words) => part.codes.push_str(&words),
            Event::DocType(_) => return Err(Unreadable::Bomb),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if open.is_empty() { Ok(part.into_words()) } else { Err(Unreadable::Broken) }
}

fn holds_text(name: &str) -> bool {
    matches!(name, "t" | "delText" | "instrText" | "delInstrText" | "v" | "f" | "posOffset" | "align")
        || name.len() > 2
}

/// `&aacute;` is unknown to XML; numbers and the five names are all there is.
fn character(name: &str) -> Result<String, Unreadable> {
    quick_xml::escape::unescape(&format!("&{name};"))
        .map(|text| text.into_owned())
        .map_err(|_| Unreadable::Broken)
}

impl Part {
    fn push(&mut self, words: &str, open: &[String]) {
        match open.last().map(String::as_str) {
            Some("instrText" | "delInstrText") => {
                self.codes.push_str(words);
                self.codes.push(' ');
            }
            Some("delText") => self.all.push_str(words),
            _ => {
                if !open.iter().any(|name| name == "moveFrom") {
                    self.shown.push_str(words);
                }
                self.all.push_str(words);
            }
        }
    }

    fn attributes(&mut self, element: &BytesStart<'_>) {
        for attribute in element.attributes().with_checks(false).flatten() {
            if is_technical(attribute.key.as_ref()) {
                continue;
            }
            let raw = attribute.value;
            let value =
                quick_xml::escape::unescape(&raw).map_or_else(|_| raw.to_string(), |text| text.into_owned());
            let telling = matches!(
                attribute.key.local_name().as_ref(),
                "descr" | "title" | "name" | "alt" | "Target" | "author"
            );
            if telling || (value.chars().count() > 2 && value.chars().any(char::is_alphabetic)) {
                self.attributes.insert(value);
            }
        }
    }

    /// `<w:sym w:char="00E1"/>`: a letter written by its number.
    fn symbol(&mut self, element: &BytesStart<'_>) {
        if element.local_name().as_ref() != "sym" {
            return;
        }
        let code =
            element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == "char");
        let letter = code
            .and_then(|code| u32::from_str_radix(&code.value, 16).ok())
            // Symbol fonts are written from F000 on.
            .map(|number| if (0xf020..=0xf0ff).contains(&number) { number - 0xf000 } else { number })
            .and_then(char::from_u32);
        if let Some(letter) = letter {
            self.shown.push(letter);
            self.all.push(letter);
        }
    }

    fn into_words(self) -> String {
        let mut words = self.shown;
        if self.all != words {
            words.push('\n');
            words.push_str(&self.all);
        }
        for more in std::iter::once(self.codes).chain(self.attributes) {
            if !more.trim().is_empty() {
                words.push('\n');
                words.push_str(&more);
            }
        }
        words
    }
}

/// XML of unknown quality (XMP, XFA): the text between the tags and the quoted values in them.
pub(crate) fn loose(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, next) = after.split_once('>').unwrap_or((after, ""));
        for quoted in tag.split('"').skip(1).step_by(2).chain(tag.split('\'').skip(1).step_by(2)) {
            if !quoted.starts_with("http://") {
                words.push(' ');
                words.push_str(quoted);
            }
        }
        words.push('\n');
        rest = next;
    }
    words.push_str(rest);
    quick_xml::escape::unescape(&words).map_or_else(|_| words.clone(), |text| text.into_owned())
}
