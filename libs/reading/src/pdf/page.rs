//! What the pages draw.

use std::sync::Arc;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Vec2};

use crate::Unreadable;
use crate::guard::Deadline;

/// Stands in for fonts that a file names but does not bring: only their character names matter here.
static STAND_IN: &[u8] = include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf");

/// Most things drawn in one file; a nested drawing may multiply a few bytes into billions.
const MOST_EVENTS: usize = 20_000_000;
/// Most characters.
const LONGEST_WORDS: usize = 32 * 1024 * 1024;
/// So many letters in a row that nobody can name make the page unread; single ones are bullets.
const UNKNOWN_IN_A_ROW: usize = 3;
/// A gap as wide as this part of the letters' size is a space.
const SPACE: f64 = 0.2;

/// So many bends on a page may be letters drawn as outlines; a dozen boxes with round corners have fewer.
const MOST_BENDS: usize = 50;

/// A page with a picture and fewer letters than this is a scan with a number or a maker's mark on it.
const FEWEST_LETTERS: usize = 30;

/// The words of all pages.
pub(super) struct Drawn {
    pub(super) words: String,
    pub(super) has_images: bool,
    /// A page with a picture and hardly a word.
    pub(super) has_picture_page: bool,
}

/// Draws all pages into a listener.
pub(super) fn read(pdf: &Pdf, deadline: Deadline) -> Result<Drawn, Unreadable> {
    let settings = InterpreterSettings {
        font_resolver: Arc::new(|_| Some((Arc::new(STAND_IN), 0))),
        cmap_resolver: Arc::new(|_| None),
        warning_sink: Arc::new(|_| {}),
        render_annotations: true,
    };
    let mut drawn = Drawn { words: String::new(), has_images: false, has_picture_page: false };
    let mut events = 0;
    for page in pdf.pages().iter() {
        let cache = InterpreterCache::new();
        let bbox = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, bbox, &cache, pdf.xref(), settings.clone());
        let mut listener = Listener { deadline, events, ..Listener::new(deadline) };
        interpret_page(page, &mut context, &mut listener);
        events = listener.events;
        if listener.garbled {
            return Err(Unreadable::Garbled);
        }
        let words = listener.text.trim();
        drawn.has_images |= listener.images;
        drawn.has_picture_page |=
            listener.images && words.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST_LETTERS;
        drawn.words.push_str(words);
        drawn.words.push_str("\n\n");
        if drawn.words.len() > LONGEST_WORDS {
            return Err(Unreadable::TooBig);
        }
    }
    Ok(drawn)
}

/// Hears what a page draws and writes down the letters.
struct Listener {
    text: String,
    /// Where the last letter ended and how big it was.
    last: Option<(Point, f64)>,
    unknown: usize,
    garbled: bool,
    images: bool,
    /// Bends of what is drawn as lines and areas.
    bends: usize,
    events: usize,
    deadline: Deadline,
}

impl Listener {
    fn new(deadline: Deadline) -> Self {
        Self {
            text: String::new(),
            last: None,
            unknown: 0,
            garbled: false,
            images: false,
            bends: 0,
            events: 0,
            deadline,
        }
    }

    fn event(&mut self) {
        self.events += 1;
        if self.events > MOST_EVENTS || (self.events.is_multiple_of(1024) && self.deadline.passed()) {
            Deadline::leave();
        }
    }

    /// A space or a line end where the letters stand apart.
    fn separate(&mut self, origin: Point, along: Vec2, size: f64) {
        let Some((end, last_size)) = self.last else { return };
        let size = size.max(last_size).max(f64::MIN_POSITIVE);
        let way = origin - end;
        let along = if along.hypot() > 0.0 { along / along.hypot() } else { Vec2::new(1.0, 0.0) };
        let (forward, aside) = (way.dot(along) / size, way.cross(along).abs() / size);
        if aside > 0.4 || forward < -1.0 {
            self.text.push('\n');
        } else if forward > SPACE {
            self.text.push(' ');
        }
    }
}

impl<'a> Device<'a> for Listener {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.event();
        let place = transform * glyph_transform;
        let origin = place * Point::ZERO;
        let size = (place * Point::new(0.0, 1000.0) - origin).hypot();
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(500.0, f64::from),
            Glyph::Type3(_) => 500.0,
        };
        let end = place * Point::new(width, 0.0);
        self.separate(origin, place * Point::new(1000.0, 0.0) - origin, size);
        self.last = Some((end, size));
        let letters = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let known = !letters.is_empty()
            && !letters.contains(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\0'));
        if known {
            self.unknown = 0;
            self.text.push_str(&letters);
        } else {
            self.unknown += 1;
            self.garbled |= self.unknown >= UNKNOWN_IN_A_ROW;
            self.text.push('\u{fffd}');
        }
        if self.text.len() > LONGEST_WORDS {
            Deadline::leave();
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.event();
        self.images = true;
    }

    /// Frames and tables are straight; letters turned into outlines, handwriting and seals are not. Nobody here can read
    /// these, so somebody has to look at them like at a picture.
    fn draw_path(&mut self, path: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.event();
        let bent = |step: &PathEl| matches!(step, PathEl::CurveTo(..) | PathEl::QuadTo(..));
        self.bends += path.elements().iter().filter(|step| bent(step)).count();
        self.images |= self.bends >= MOST_BENDS;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.event();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.event();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {
        self.event();
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
