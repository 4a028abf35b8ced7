//! The parts of the file that hold words: the text, the head and the foot of a page.

use std::collections::BTreeSet;

use quick_xml::escape::partial_escape;

use crate::error::WordError;
use crate::model::{Block, Document, Item, Level, MOST_COLUMNS, Run, Table};
use crate::words::{Piece, begins_leftwards, pieces};

/// The namespace of everything here.
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of references to other parts.
const REFERENCES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Between the margins of A4, in twentieths of a point.
const TEXT_WIDTH: u32 = 9070;

/// What the parts with words are made of.
pub(crate) struct Parts {
    pub(crate) document: String,
    pub(crate) header: String,
    pub(crate) footer: String,
    /// Every word of them, a line per paragraph.
    pub(crate) words: String,
    /// Characters that stand as code points.
    pub(crate) replaced: BTreeSet<char>,
}

/// Writes the parts of a document that hold words.
pub(crate) fn parts(document: &Document) -> Result<Parts, WordError> {
    let mut sheet = Sheet::default();
    let header = sheet.header(document);
    let body = sheet.body(document)?;
    let footer = sheet.footer(document);
    Ok(Parts { document: body, header, footer, words: sheet.words, replaced: sheet.replaced })
}

/// A part in the making. Words reach a part through [`Sheet::run`] and [`Sheet::field`] alone, which also keep them
/// for whoever reads them before they leave.
#[derive(Default)]
struct Sheet {
    xml: String,
    words: String,
    replaced: BTreeSet<char>,
    /// Whether the next paragraph begins a page.
    turned: bool,
}

impl Sheet {
    fn part(&mut self, root: &str, content: impl FnOnce(&mut Self)) -> String {
        self.xml.clear();
        self.xml.push_str(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#);
        self.xml.push_str(&format!(r#"<w:{root} xmlns:w="{NAMESPACE}" xmlns:r="{REFERENCES}">"#));
        content(self);
        self.xml.push_str(&format!("</w:{root}>"));
        std::mem::take(&mut self.xml)
    }

    fn header(&mut self, document: &Document) -> String {
        self.part("hdr", |sheet| {
            if let Some(notice) = &document.notice {
                sheet.paragraph("Notice", "", &[Run::plain(notice.clone()).bold()]);
            }
            sheet.paragraph("Header", "", &document.header);
        })
    }

    fn footer(&mut self, document: &Document) -> String {
        self.part("ftr", |sheet| {
            sheet.open_paragraph("Footer", "");
            sheet.runs(&document.footer);
            sheet.run(&Run::plain("\tstrana "));
            sheet.field("PAGE");
            sheet.run(&Run::plain(" z "));
            sheet.field("NUMPAGES");
            sheet.close_paragraph();
        })
    }

    fn body(&mut self, document: &Document) -> Result<String, WordError> {
        let mut done = Ok(());
        let body = self.part("document", |sheet| {
            sheet.xml.push_str("<w:body>");
            done = document.blocks.iter().try_for_each(|block| sheet.block(block));
            // A page that nothing follows on is none.
            sheet.turned = false;
            sheet.xml.push_str(crate::parts::PAGE);
            sheet.xml.push_str("</w:body>");
        });
        done.map(|()| body)
    }

    fn block(&mut self, block: &Block) -> Result<(), WordError> {
        match block {
            Block::Title(runs) => self.paragraph("Title", "", runs),
            Block::Heading { level, number, runs } => {
                let style = match level {
                    Level::One => "Heading1",
                    Level::Two => "Heading2",
                    Level::Three => "Heading3",
                };
                let hanging = r#"<w:ind w:left="567" w:hanging="567"/>"#;
                self.numbered(style, number.as_ref().map_or("", |_| hanging), number.as_deref(), runs);
            }
            Block::Paragraph(runs) => self.paragraph("BodyText", "", runs),
            Block::List(items) => items.iter().for_each(|item| self.item(item)),
            Block::Table(table) => self.table(table)?,
            // Told to the next paragraph: a break of its own would leave an empty line at the top of the page.
            Block::PageBreak => self.turned = true,
        }
        Ok(())
    }

    fn item(&mut self, item: &Item) {
        let style = if item.number.is_some() { "ListNumber" } else { "ListBullet" };
        self.numbered(style, "", item.number.as_deref(), &item.runs);
    }

    /// A paragraph behind its number. The number is words, so that nothing counts it anew.
    fn numbered(&mut self, style: &str, properties: &str, number: Option<&str>, runs: &[Run]) {
        let Some(number) = number else { return self.paragraph(style, properties, runs) };
        self.open_paragraph_for(style, properties, runs);
        self.run(&Run::plain(format!("{number}\t")));
        self.runs(runs);
        self.close_paragraph();
    }

    fn paragraph(&mut self, style: &str, properties: &str, runs: &[Run]) {
        self.open_paragraph_for(style, properties, runs);
        self.runs(runs);
        self.close_paragraph();
    }

    /// Opens a paragraph in the direction in which its words begin.
    fn open_paragraph_for(&mut self, style: &str, properties: &str, runs: &[Run]) {
        let first =
            runs.iter().map(|run| run.text.as_str()).find(|text| text.chars().any(char::is_alphabetic));
        let direction = if first.is_some_and(begins_leftwards) { "<w:bidi/>" } else { "" };
        self.open_paragraph(style, &format!("{direction}{properties}"));
    }

    fn open_paragraph(&mut self, style: &str, properties: &str) {
        let turn = if std::mem::take(&mut self.turned) { "<w:pageBreakBefore/>" } else { "" };
        self.xml.push_str(&format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{turn}{properties}</w:pPr>"#));
    }

    fn close_paragraph(&mut self) {
        self.xml.push_str("</w:p>");
        self.words.push('\n');
    }

    fn runs(&mut self, runs: &[Run]) {
        runs.iter().for_each(|run| self.run(run));
    }

    fn run(&mut self, run: &Run) {
        for piece in pieces(&run.text, &mut self.replaced) {
            match piece {
                Piece::Words { text, rightwards } => {
                    self.open_run(run, !rightwards);
                    self.say(&text);
                }
                Piece::Break => {
                    self.open_run(run, false);
                    self.xml.push_str("<w:br/>");
                    self.words.push('\n');
                }
                Piece::Tab => {
                    self.open_run(run, false);
                    self.xml.push_str("<w:tab/>");
                    self.words.push('\t');
                }
            }
            self.xml.push_str("</w:r>");
        }
    }

    fn open_run(&mut self, run: &Run, leftwards: bool) {
        self.xml.push_str("<w:r>");
        if run.bold || run.italic || leftwards {
            self.xml.push_str("<w:rPr>");
            for (is, mark) in
                [(run.bold, "<w:b/><w:bCs/>"), (run.italic, "<w:i/><w:iCs/>"), (leftwards, "<w:rtl/>")]
            {
                self.xml.push_str(if is { mark } else { "" });
            }
            self.xml.push_str("</w:rPr>");
        }
    }

    fn say(&mut self, text: &str) {
        self.xml.push_str(r#"<w:t xml:space="preserve">"#);
        self.xml.push_str(&partial_escape(text));
        self.xml.push_str("</w:t>");
        self.words.push_str(text);
    }

    /// A number that the word processor fills in; until it does, it reads 1.
    fn field(&mut self, code: &str) {
        self.xml.push_str(&format!(r#"<w:fldSimple w:instr=" {code} "><w:r>"#));
        self.say("1");
        self.xml.push_str("</w:r></w:fldSimple>");
    }

    fn table(&mut self, table: &Table) -> Result<(), WordError> {
        let columns = table.columns();
        if columns > MOST_COLUMNS {
            return Err(WordError::TooManyColumns);
        }
        if columns == 0 {
            return Ok(());
        }
        let widths = widths(&table.widths, columns);
        let (look, first) = if table.head.is_some() { ("0620", 1) } else { ("0600", 0) };
        self.xml.push_str(&format!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>"#
        ));
        for width in &widths {
            self.xml.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        self.xml.push_str("</w:tblGrid>");
        if let Some(row) = &table.head {
            self.row(row, &widths, true);
        }
        table.rows.iter().for_each(|row| self.row(row, &widths, false));
        // Two tables without a paragraph between them would become one, and none may be the last in a document.
        self.xml.push_str(r#"</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>"#);
        Ok(())
    }

    fn row(&mut self, cells: &[Vec<Run>], widths: &[u32], head: bool) {
        let (properties, style) =
            if head { ("<w:trPr><w:tblHeader/></w:trPr>", "TableHead") } else { ("", "TableText") };
        self.xml.push_str("<w:tr>");
        self.xml.push_str(properties);
        let none = Vec::new();
        for (width, cell) in widths.iter().zip(cells.iter().chain(std::iter::repeat(&none))) {
            self.xml.push_str(&format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#));
            self.paragraph(style, "", cell);
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }
}

/// The columns share the page as their widths are to each other; a column without a width counts as the average.
fn widths(given: &[u32], columns: usize) -> Vec<u32> {
    let given: Vec<u64> = given.iter().map(|width| u64::from((*width).clamp(1, 1000))).collect();
    let usual = match given.len() {
        0 => 1,
        count => (given.iter().sum::<u64>() / count as u64).max(1),
    };
    let parts: Vec<u64> = given.into_iter().chain(std::iter::repeat(usual)).take(columns).collect();
    let whole: u64 = parts.iter().sum::<u64>().max(1);
    let share = |part: u64| u32::try_from(part * u64::from(TEXT_WIDTH) / whole).unwrap_or(TEXT_WIDTH);
    parts.into_iter().map(share).collect()
}
