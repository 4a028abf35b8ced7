//! The small markup that templates write.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::{Block, Document, Item, Level, MarkupError, Run, Table};

/// Deepest nesting of elements; the markup itself needs five.
const DEEPEST: usize = 12;

impl Document {
    /// Reads a document from markup. Every printed value is to be escaped as for XML; what is printed can then be
    /// words only, never an element.
    ///
    /// | element | what |
    /// |---|---|
    /// | `<header>`, `<footer>` | the head and foot of every page, once each, anywhere |
    /// | `<title>` | the title at the top of the first page |
    /// | `<h1>`, `<h2>`, `<h3>`, perhaps with `number="2."` | a heading |
    /// | `<p>` | a paragraph |
    /// | `<ul><li>` | a list with bullets |
    /// | `<ol><li number="4.">` | a list with numbers, printed as they are given |
    /// | `<table widths="1 3 2"><tr><th>`, `<tr><td>` | a table; a first row of `<th>` is its head |
    /// | `<page/>` | a new page |
    /// | `<b>`, `<i>`, `<br/>` | within words: bold, italics, a line break |
    /// | `<lines>` | within words: line ends are kept, as somebody typed them |
    ///
    /// Elsewhere spaces and line ends are layout: any number of them is one space, as in HTML.
    ///
    /// # Errors
    /// [`MarkupError`] with the place, when an element is unknown or something stands where it cannot.
    pub fn parse(markup: &str) -> Result<Self, MarkupError> {
        let mut document = Self::default();
        for node in tree(markup)? {
            let Node::Element(element) = node else {
                node.must_be_blank()?;
                continue;
            };
            match element.name.as_str() {
                "header" if document.header.is_empty() => document.header = element.bare()?.words()?,
                "footer" if document.footer.is_empty() => document.footer = element.bare()?.words()?,
                _ => document.blocks.push(element.block()?),
            }
        }
        Ok(document)
    }
}

enum Node {
    Element(Element),
    Words { text: String, at: u64 },
}

struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
    at: u64,
}

const fn is_layout(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

impl Node {
    fn must_be_blank(&self) -> Result<(), MarkupError> {
        match self {
            Self::Words { text, .. } if text.chars().all(is_layout) => Ok(()),
            Self::Words { at, .. } | Self::Element(Element { at, .. }) => Err(MarkupError::Misplaced(*at)),
        }
    }
}

impl Element {
    fn of(start: &BytesStart<'_>, at: u64) -> Result<Self, MarkupError> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| MarkupError::Malformed(at))?;
            let value = unescape(&attribute.value).map_err(|_| MarkupError::Malformed(at))?;
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Self { name: start.name().as_ref().to_owned(), attributes, children: Vec::new(), at })
    }

    fn block(&self) -> Result<Block, MarkupError> {
        let heading = |level| -> Result<Block, MarkupError> {
            let number = self.attribute("number")?.map(str::to_owned);
            Ok(Block::Heading { level, number, runs: self.words()? })
        };
        match self.name.as_str() {
            "title" => Ok(Block::Title(self.bare()?.words()?)),
            "h1" => heading(Level::One),
            "h2" => heading(Level::Two),
            "h3" => heading(Level::Three),
            "p" => Ok(Block::Paragraph(self.bare()?.words()?)),
            "ul" => Ok(Block::List(self.bare()?.items(false)?)),
            "ol" => Ok(Block::List(self.bare()?.items(true)?)),
            "table" => self.table().map(Block::Table),
            "page" if self.children.is_empty() => self.bare().map(|_| Block::PageBreak),
            "header" | "footer" | "page" | "li" | "tr" | "td" | "th" | "b" | "i" | "br" | "lines" => {
                Err(MarkupError::Misplaced(self.at))
            }
            _ => Err(MarkupError::Unknown(self.at)),
        }
    }

    /// The element, which has no attributes.
    fn bare(&self) -> Result<&Self, MarkupError> {
        if self.attributes.is_empty() { Ok(self) } else { Err(MarkupError::Unknown(self.at)) }
    }

    /// The one attribute that the element may have.
    fn attribute(&self, name: &str) -> Result<Option<&str>, MarkupError> {
        match self.attributes.as_slice() {
            [] => Ok(None),
            [(key, value)] if key == name => Ok(Some(value)),
            _ => Err(MarkupError::Unknown(self.at)),
        }
    }

    /// The elements inside, which are all of these names, with nothing but layout between them.
    fn parts(&self, names: &[&str]) -> Result<Vec<&Self>, MarkupError> {
        let mut parts = Vec::new();
        for child in &self.children {
            match child {
                Node::Element(element) if names.contains(&element.name.as_str()) => parts.push(element),
                other => other.must_be_blank()?,
            }
        }
        Ok(parts)
    }

    fn items(&self, numbered: bool) -> Result<Vec<Item>, MarkupError> {
        let item = |item: &Self| -> Result<Item, MarkupError> {
            let number = item.attribute("number")?.map(str::to_owned);
            if number.as_ref().is_some_and(|number| !number.trim().is_empty()) != numbered {
                return Err(MarkupError::Number(item.at));
            }
            Ok(Item { number, runs: item.words()? })
        };
        self.parts(&["li"])?.into_iter().map(item).collect()
    }

    fn table(&self) -> Result<Table, MarkupError> {
        let widths = self.attribute("widths")?.unwrap_or_default();
        let widths: Result<Vec<u32>, _> = widths.split_whitespace().map(str::parse).collect();
        let mut table =
            Table { widths: widths.map_err(|_| MarkupError::Number(self.at))?, ..Table::default() };
        for (position, row) in self.parts(&["tr"])?.into_iter().enumerate() {
            let cells = row.bare()?.parts(&["th", "td"])?;
            let heads = cells.iter().filter(|cell| cell.name == "th").count();
            let words = cells.iter().map(|cell| cell.bare()?.words()).collect::<Result<Vec<_>, _>>()?;
            match heads {
                0 => table.rows.push(words),
                _ if position == 0 && heads == cells.len() => table.head = Some(words),
                _ => return Err(MarkupError::Misplaced(row.at)),
            }
        }
        Ok(table)
    }

    /// The words inside, as runs.
    fn words(&self) -> Result<Vec<Run>, MarkupError> {
        let mut setting = Setting::default();
        setting.children(self, (&Run::default(), false))?;
        Ok(setting.runs)
    }
}

/// Words being set: one space for any layout, none at the beginning or end of a line.
#[derive(Default)]
struct Setting {
    runs: Vec<Run>,
    /// A space, in the hand it was written in, that is set when something follows on the line.
    space: Option<Run>,
    /// Whether something stands on the line.
    begun: bool,
}

impl Setting {
    /// `hand` is bold and italic of the words, and whether their line ends are kept.
    fn children(&mut self, element: &Element, hand: (&Run, bool)) -> Result<(), MarkupError> {
        for child in &element.children {
            match child {
                Node::Words { text, .. } if hand.1 => self.verbatim(text, hand.0),
                Node::Words { text, .. } => self.flowing(text, hand.0),
                Node::Element(inner) => self.element(inner, hand)?,
            }
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, (hand, lines): (&Run, bool)) -> Result<(), MarkupError> {
        match element.bare()?.name.as_str() {
            "b" => self.children(element, (&hand.clone().bold(), lines)),
            "i" => self.children(element, (&hand.clone().italic(), lines)),
            "lines" => self.children(element, (hand, true)),
            "br" if element.children.is_empty() => {
                self.space = None;
                self.begun = false;
                self.push('\n', hand);
                Ok(())
            }
            "br" => Err(MarkupError::Misplaced(element.at)),
            // A block within words: known, but not here.
            _ => Err(element.block().err().unwrap_or(MarkupError::Misplaced(element.at))),
        }
    }

    fn flowing(&mut self, text: &str, hand: &Run) {
        for character in text.chars() {
            if is_layout(character) {
                if self.begun && self.space.is_none() {
                    self.space = Some(hand.clone());
                }
            } else {
                self.set(character, hand);
            }
        }
    }

    fn verbatim(&mut self, text: &str, hand: &Run) {
        text.chars().for_each(|character| self.set(character, hand));
    }

    fn set(&mut self, character: char, hand: &Run) {
        if let Some(hand) = self.space.take() {
            self.push(' ', &hand);
        }
        self.begun = true;
        self.push(character, hand);
    }

    fn push(&mut self, character: char, hand: &Run) {
        match self.runs.last_mut() {
            Some(run) if (run.bold, run.italic) == (hand.bold, hand.italic) => run.text.push(character),
            _ => self.runs.push(Run { text: character.into(), ..*hand }),
        }
    }
}

/// The markup as a tree.
fn tree(markup: &str) -> Result<Vec<Node>, MarkupError> {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Element> = Vec::new();
    let mut top: Vec<Node> = Vec::new();
    loop {
        let at = reader.buffer_position();
        let malformed = MarkupError::Malformed(at);
        match reader.read_event().map_err(|_| malformed)? {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err(MarkupError::Misplaced(at));
                }
                open.push(Element::of(&start, at)?);
            }
            Event::Empty(start) => {
                let element = Node::Element(Element::of(&start, at)?);
                open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(element);
            }
            Event::End(_) => {
                let element = Node::Element(open.pop().ok_or(malformed)?);
                open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(element);
            }
            Event::Text(words) => {
                let text = words.to_string();
                open.last_mut()
                    .map_or(&mut top, |parent| &mut parent.children)
                    .push(Node::Words { text, at });
            }
            Event::GeneralRef(name) => {
                let text = unescape(&format!("&{};", &*name)).map_err(|_| malformed)?.into_owned();
                open.last_mut()
                    .map_or(&mut top, |parent| &mut parent.children)
                    .push(Node::Words { text, at });
            }
            Event::Comment(_) => {}
            Event::CData(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => return Err(malformed),
            Event::Eof => break,
        }
    }
    let end = reader.buffer_position();
    if open.is_empty() { Ok(top) } else { Err(MarkupError::Malformed(end)) }
}
