//! The press: Typst's `World` over three fixed files, and the way from data to bytes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::json;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::coverage::{self, Care};
use crate::error::Place;
use crate::{Paper, Pdf, Template, TypesettingError, fonts, text};

const HOUSE: &str = include_str!("house.typ");

/// What all papers share, made once per process.
pub(crate) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// File ids are interned for ever and limited to 65,535, so there are three, always the same.
    main: FileId,
    house: Source,
    data: FileId,
}

/// The press, made at the first call.
pub(crate) fn press() -> Result<&'static Press, TypesettingError> {
    static PRESS: LazyLock<Result<Press, TypesettingError>> = LazyLock::new(Press::assemble);
    PRESS.as_ref().map_err(Clone::clone)
}

fn file(path: &str) -> Result<FileId, TypesettingError> {
    let path = VirtualPath::new(path).map_err(|_| TypesettingError::Setup("a fixed path is refused"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Press {
    fn assemble() -> Result<Self, TypesettingError> {
        let fonts = fonts::load()?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: file("/main.typ")?,
            house: Source::new(file("/house.typ")?, HOUSE.to_owned()),
            data: file("/data.json")?,
        })
    }

    /// From data to bytes, with a stated care for rare characters.
    pub(crate) fn print(
        &self,
        template: &Template,
        paper: &Paper,
        care: Care,
    ) -> Result<Pdf, TypesettingError> {
        let mut replaced = BTreeSet::new();
        let data = json!({
            "title": coverage::spell_out(&self.fonts, care, &paper.title, &mut replaced),
            "demo": paper.demo,
            "data": coverage::spell_out_all(&self.fonts, care, &paper.data, &mut replaced),
        });
        let data =
            serde_json::to_vec(&data).map_err(|_| TypesettingError::Data { template: template.name })?;
        let job = Job {
            press: self,
            source: Source::new(self.main, template.source.to_owned()),
            data: Bytes::new(data),
        };
        let outcome = job.run(template, paper.moment);
        // Memory of this paper is personal data and of no use to the next one.
        typst::comemo::evict(0);
        let Set { bytes, pages, text } = outcome?;
        Ok(Pdf { bytes, pages, text, replaced: replaced.into_iter().collect() })
    }
}

/// What came off the press.
struct Set {
    bytes: Vec<u8>,
    pages: usize,
    text: String,
}

/// One paper on the press.
struct Job<'a> {
    press: &'a Press,
    source: Source,
    data: Bytes,
}

impl Job<'_> {
    fn run(&self, template: &Template, moment: jiff::Timestamp) -> Result<Set, TypesettingError> {
        let options = PdfOptions {
            timestamp: Some(Timestamp::new_utc(to_typst(moment)?)),
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
                .map_err(|_| TypesettingError::Setup("PDF/A-2a with PDF/UA-1 is refused"))?,
            ident: Smart::Auto,
            ..PdfOptions::default()
        };
        let document = typst::compile::<PagedDocument>(self).output.map_err(|found| {
            TypesettingError::Template { template: template.name, at: self.place(&found) }
        })?;
        let bytes = typst_pdf::pdf(&document, &options).map_err(|found| TypesettingError::Standard {
            template: template.name,
            at: self.place(&found),
        })?;
        Ok(Set { bytes, pages: document.pages().len(), text: text::of(&document) })
    }

    /// Where the first diagnostic points; its message may quote the paper and stays here.
    fn place(&self, found: &[SourceDiagnostic]) -> Place {
        let Some((id, range)) = found.iter().find_map(|one| Some((one.span.id()?, self.range(one.span)?)))
        else {
            return Place::Unknown;
        };
        let line = |source: &Source| source.lines().byte_to_line(range.start).map(|line| line + 1);
        if id == self.press.main {
            line(&self.source).map_or(Place::Unknown, Place::Template)
        } else if id == self.press.house.id() {
            line(&self.press.house).map_or(Place::Unknown, Place::House)
        } else {
            Place::Unknown
        }
    }
}

fn to_typst(moment: jiff::Timestamp) -> Result<Datetime, TypesettingError> {
    let moment = moment.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |value: i8| u8::try_from(value).map_err(|_| TypesettingError::Moment);
    Datetime::from_ymd_hms(
        i32::from(moment.year()),
        part(moment.month())?,
        part(moment.day())?,
        part(moment.hour())?,
        part(moment.minute())?,
        part(moment.second())?,
    )
    .ok_or(TypesettingError::Moment)
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.main {
            Ok(self.source.clone())
        } else if id == self.press.house.id() {
            Ok(self.press.house.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// None: a paper's dates come in its data, never from the machine's clock.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
