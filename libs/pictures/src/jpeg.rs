//! JPEG: segments, scans and tables in turn up to the end mark, then whatever a telephone hangs on. Source: ITU-T T.81,
//! annex B. One walk, which keeps nothing but what it writes.

use crate::upright::{Turned, turned};

/// What every marker begins with.
const MARK: u8 = 0xff;
/// Beginning and end of a picture.
const BEGIN: u8 = 0xd8;
const END: u8 = 0xd9;
/// A scan: the dots follow.
const SCAN: u8 = 0xda;
/// The segments with the format's own header, with what a camera writes, with a profile of colours, and with how
/// colours are meant.
const HEADER: u8 = 0xe0;
const CAMERA: u8 = 0xe1;
const PROFILE: u8 = 0xe2;
const COLOURS: u8 = 0xee;
/// How the segment of a camera begins.
const EXIF: &[u8] = b"Exif\0\0";

/// The bare picture; `None` when it is damaged or does not go to its end mark.
pub(crate) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut walk = Walk::new(bytes);
    while walk.step()? {}
    Some(walk.finished())
}

/// Whether a picture is drawn by such a segment: frames, scans, their tables and distances. All others are free: anybody
/// may write anything into them.
const fn is_drawn_by(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xc7 | 0xc9..=0xcf | SCAN..=0xdd)
}

/// Whether it is the header of a frame: it says how large the picture is.
const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf)
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    kept: Vec<u8>,
    /// Where in what is kept the way up has its place: behind the format's own header.
    place: usize,
    turned: Option<Turned>,
    has_size: bool,
    in_scan: bool,
}

impl<'a> Walk<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut kept = Vec::with_capacity(bytes.len());
        kept.extend_from_slice(&[MARK, BEGIN]);
        Self { bytes, at: 2, kept, place: 2, turned: None, has_size: false, in_scan: false }
    }

    /// One marker with what precedes it; `Some(false)` at the end of the picture, `None` when it cannot go on.
    fn step(&mut self) -> Option<bool> {
        let mark = self.at + self.bytes.get(self.at..)?.iter().position(|byte| *byte == MARK)?;
        // Between segments nothing has a place; in a scan these are its dots.
        if self.in_scan {
            self.kept.extend_from_slice(self.bytes.get(self.at..mark)?);
        }
        // Any number of the same byte may fill the place before a marker.
        let name = mark + self.bytes.get(mark..)?.iter().position(|byte| *byte != MARK)?;
        self.at = name + 1;
        match *self.bytes.get(name)? {
            // A dot of that value, and the marks from which a damaged scan goes on.
            marker @ (0 | 0xd0..=0xd7) if self.in_scan => self.kept.extend_from_slice(&[MARK, marker]),
            END if self.in_scan => {
                self.kept.extend_from_slice(&[MARK, END]);
                return Some(false);
            }
            // Another picture begins inside this one, there is none in it, or a mark that has no place here.
            BEGIN | END | 0..=0xbf | 0xd0..=0xd7 => return None,
            marker => self.segment(marker)?,
        }
        Some(true)
    }

    fn segment(&mut self, marker: u8) -> Option<()> {
        let length = u16::from_be_bytes([*self.bytes.get(self.at)?, *self.bytes.get(self.at + 1)?]);
        let words = self.bytes.get(self.at + 2..self.at.checked_add(usize::from(length))?)?;
        self.at += usize::from(length);
        match marker {
            // The small picture in it may show what was cut away: two numbers, its width and height, are nothing.
            HEADER if words.starts_with(b"JFIF\0") && !self.in_scan => {
                self.keep(marker, &[words.get(..12)?, &[0, 0]].concat());
                if self.place == 2 {
                    self.place = self.kept.len();
                }
            }
            CAMERA if words.starts_with(EXIF) && self.turned.is_none() => {
                self.turned = turned(words.get(EXIF.len()..)?);
            }
            PROFILE if words.starts_with(b"ICC_PROFILE\0") => self.keep(marker, words),
            COLOURS if words.starts_with(b"Adobe") => self.keep(marker, words.get(..12)?),
            marker if is_drawn_by(marker) => {
                // A scan before anybody said how large the picture is draws nothing.
                self.has_size |= is_frame(marker) && words.get(1..5)? != [0; 4];
                self.in_scan |= marker == SCAN;
                if marker == SCAN && !self.has_size {
                    return None;
                }
                self.keep(marker, words);
            }
            _ => {}
        }
        Some(())
    }

    fn keep(&mut self, marker: u8, words: &[u8]) {
        // No segment is kept that is longer than it was.
        let length = u16::try_from(words.len() + 2).unwrap_or(u16::MAX);
        self.kept.extend_from_slice(&[MARK, marker]);
        self.kept.extend_from_slice(&length.to_be_bytes());
        self.kept.extend_from_slice(words);
    }

    /// What was kept, with the way up.
    fn finished(self) -> Vec<u8> {
        let Some(turned) = self.turned else { return self.kept };
        let (head, rest) = self.kept.split_at(self.place.min(self.kept.len()));
        let mut segment = Self { kept: head.to_vec(), ..Self::new(&[]) };
        segment.keep(CAMERA, &[EXIF, &turned.block()].concat());
        segment.kept.extend_from_slice(rest);
        segment.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a picture of one dot.
    const HEAD: &[u8] =
        b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0";

    #[test]
    fn what_hangs_behind_the_end_and_between_the_scans_goes() {
        let sent =
            b"ab\xff\x00c\xff\xd3d\xff\xc4\0\x04\xff\xd9\xff\xe1\0\x07Prahaef\xff\xff\xd9Olomouc\xff\xd8";
        let kept = b"ab\xff\x00c\xff\xd3d\xff\xc4\0\x04\xff\xd9ef\xff\xd9";
        assert_eq!(bare(&[HEAD, sent].concat()), Some([HEAD, kept].concat()));
    }

    #[test]
    fn a_picture_of_which_only_a_part_came_is_none() {
        for part in
            [&b""[..], b"abc", b"abc\xff", b"ab\xff\xc4", b"ab\xff\xc4\0", b"ab\xff\xc4\xff\xffabc\xff\xd9"]
        {
            assert_eq!(bare(&[HEAD, part].concat()), None, "{part:?}");
        }
        assert_eq!(bare(b"\xff\xd8\xff\xd9"), None, "nothing is drawn");
        assert_eq!(bare(b"\xff\xd8\xff\xda\0\x02abc\xff\xd9"), None, "without a size");
    }
}
