//! What somebody drew by hand: a signature on the tablet.

use std::fmt::{self, Write as _};

/// Lines drawn with a finger or pen, in thousandths of the width of the field they were drawn in; `y` grows downwards.
///
/// It is a fact about whoever drew it: keep it in one (`fact!(pub Signature: Strokes = Identity)`) and show that. It is
/// printed on paper only, as a picture: `image(bytes(data.signature), format: "svg", alt: "…")`. The guard, which reads
/// words, is told that there is one and not its numbers, in which it would find telephone numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct Strokes(Vec<Vec<Point>>);

/// `x` and `y`.
type Point = (u16, u16);

/// What stands around the lines, and half as thick as they are.
const MARGIN: u16 = 6;

impl Strokes {
    /// The largest coordinate.
    pub const FARTHEST: u16 = 1000;
    /// Most points of all lines together.
    pub const MOST_POINTS: usize = 2000;

    /// Reads lines as a form sends them and a column keeps them: `12,40 13,44;80,10`, points apart by a space, lines by
    /// a semicolon. `None` for anything else, for nothing, for too much.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        // Far more than that many points can take.
        if text.len() > Self::MOST_POINTS * 12 {
            return None;
        }
        let lines: Option<Vec<Vec<Point>>> =
            text.trim().split(';').map(|line| line.split(' ').map(point).collect()).collect();
        let lines = lines?;
        (lines.iter().map(Vec::len).sum::<usize>() <= Self::MOST_POINTS).then_some(Self(lines))
    }

    /// The text that [`read`](Self::read) gives back the same lines for.
    #[must_use]
    pub fn text(&self) -> String {
        let line = |line: &Vec<Point>| {
            let points: Vec<String> = line.iter().map(|(x, y)| format!("{x},{y}")).collect();
            points.join(" ")
        };
        self.0.iter().map(line).collect::<Vec<_>>().join(";")
    }

    /// A picture cut to what was drawn. Equal lines give an equal picture.
    pub(crate) fn svg(&self) -> String {
        let points = || self.0.iter().flatten().copied();
        let (left, right) = span(points().map(|(x, _)| x));
        let (top, bottom) = span(points().map(|(_, y)| y));
        // Around the margin, so that no coordinate is below zero.
        let (width, height) = (right - left + 2 * MARGIN, bottom - top + 2 * MARGIN);
        let mut path = String::new();
        for line in &self.0 {
            for (position, (x, y)) in line.iter().enumerate() {
                let command = if position == 0 { 'M' } else { 'L' };
                // Writing to a String cannot fail.
                let _ = write!(path, "{command}{} {}", x - left + MARGIN, y - top + MARGIN);
            }
            if line.len() == 1 {
                // A dot is a line too.
                path.push_str("h1");
            }
        }
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"><path d="{path}" fill="none" stroke="#1a1a2e" stroke-width="{MARGIN}" stroke-linecap="round" stroke-linejoin="round"/></svg>"##
        )
    }
}

impl fmt::Debug for Strokes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Strokes(…)")
    }
}

fn point(text: &str) -> Option<Point> {
    let (x, y) = text.split_once(',')?;
    let coordinate = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u16>().ok().filter(|number| digits && *number <= Strokes::FARTHEST)
    };
    Some((coordinate(x)?, coordinate(y)?))
}

/// The least and the greatest.
fn span(numbers: impl Iterator<Item = u16>) -> (u16, u16) {
    numbers.fold((Strokes::FARTHEST, 0), |(least, most), number| (least.min(number), most.max(number)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn lines_come_back_as_they_were_drawn() {
        for text in ["12,40 13,44;80,10", "0,0", "1000,1000 0,0"] {
            assert_eq!(Strokes::read(text).unwrap().text(), text);
        }
        assert_eq!(Strokes::read(" 007,1 \n").unwrap().text(), "7,1");
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        let many = vec!["1,1"; Strokes::MOST_POINTS + 1].join(" ");
        let long = "0".repeat(1_000_000);
        for bad in [
            "", " ", ";", "1,1;", "1", "1,", "1,1001", "-1,1", "+1,1", "1,1,1", "1.5,2", "1,1  2,2", "a,b",
            &many, &long,
        ] {
            assert_eq!(Strokes::read(bad), None, "{:.20}", bad);
        }
        assert!(Strokes::read(&vec!["1000,1000"; Strokes::MOST_POINTS].join(";")).is_some());
    }

    #[test]
    fn the_picture_is_cut_to_what_was_drawn_and_a_dot_can_be_seen() {
        let picture = Strokes::read("100,200 150,230;120,210").unwrap().svg();
        assert!(picture.contains(r#"viewBox="0 0 62 42""#), "{picture}");
        assert!(picture.contains(r#"d="M6 6L56 36M26 16h1""#), "{picture}");
        assert!(Strokes::read("0,0").unwrap().svg().contains(r#"viewBox="0 0 12 12""#));
        assert_eq!(format!("{:?}", Strokes::read("5,5").unwrap()), "Strokes(…)");
    }
}
