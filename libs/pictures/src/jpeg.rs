//! JPEG: segments up to the first scan, then scans and tables in turn up to the end mark, then whatever a telephone hangs
//! on. Source: ITU-T T.81, annex B.

use crate::upright::turned;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::{Bytes, ImageEXIF};

/// What every marker begins with.
const MARK: u8 = 0xff;

/// The application segment in which pictures say how their colours are meant.
const COLOURS: u8 = markers::APP14;

/// The bare picture; `None` when it is damaged or does not go to its end mark.
pub(crate) fn bare(bytes: Bytes) -> Option<Vec<u8>> {
    let mut jpeg = Jpeg::from_bytes(bytes).ok()?;
    jpeg.dimensions()?;
    let upright = jpeg.exif().and_then(|exif| turned(&exif));
    let (last, head) = jpeg.segments().split_last()?;
    if last.marker() != markers::SOS {
        return None;
    }
    let scans = scans(&scans_of(last)?)?;
    let mut kept: Vec<JpegSegment> = head.iter().filter_map(harmless).collect();
    kept.push(JpegSegment::new_with_entropy(markers::SOS, last.contents().clone(), Bytes::from(scans)));
    *jpeg.segments_mut() = kept;
    if let Some(upright) = upright {
        jpeg.set_exif(Some(Bytes::from(upright.exif())));
    }
    Some(jpeg.encoder().bytes().to_vec())
}

/// Everything behind the header of the first scan.
fn scans_of(scan: &JpegSegment) -> Option<Bytes> {
    let whole = scan.clone().encoder().bytes();
    whole.get(scan.len()..).map(Bytes::copy_from_slice)
}

/// Whether a picture is drawn by such a segment: frames, scans, their tables and distances. All others are free: anybody
/// may write anything into them.
const fn is_drawn_by(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xc7 | 0xc9..=0xcf | markers::SOS..=markers::DRI)
}

/// A segment as it may stay; `None` when it has to go.
fn harmless(segment: &JpegSegment) -> Option<JpegSegment> {
    let contents = segment.contents();
    match segment.marker() {
        // Without the small picture, which may show what was cut away: two numbers, its width and height, are nothing.
        markers::APP0 if contents.starts_with(b"JFIF\0") => {
            let mut header = contents.get(..12)?.to_vec();
            header.extend_from_slice(&[0, 0]);
            Some(JpegSegment::new_with_contents(markers::APP0, Bytes::from(header)))
        }
        markers::APP2 if contents.starts_with(b"ICC_PROFILE\0") => Some(segment.clone()),
        COLOURS if contents.starts_with(b"Adobe") => {
            let header = Bytes::copy_from_slice(contents.get(..12)?);
            Some(JpegSegment::new_with_contents(COLOURS, header))
        }
        marker => is_drawn_by(marker).then(|| segment.clone()),
    }
}

/// The scans with their tables up to the end mark, without free segments between them and without what hangs behind;
/// `None` when there is no end mark.
fn scans(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut at = 0;
    loop {
        let mark = at + bytes.get(at..)?.iter().position(|byte| *byte == MARK)?;
        kept.extend_from_slice(bytes.get(at..mark)?);
        // Any number of the same byte may fill the place before a marker.
        let name = mark + bytes.get(mark..)?.iter().position(|byte| *byte != MARK)?;
        at = name + 1;
        match *bytes.get(name)? {
            // A dot of that value, and the marks from which a damaged scan goes on.
            marker @ (0 | 0xd0..=0xd7) => kept.extend_from_slice(&[MARK, marker]),
            markers::EOI => {
                kept.extend_from_slice(&[MARK, markers::EOI]);
                return Some(kept);
            }
            // Another picture begins inside this one, or a mark that has no place here.
            markers::SOI | 0x01..=0xbf => return None,
            marker => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
                let segment = bytes.get(at..at + length.max(2))?;
                if is_drawn_by(marker) {
                    kept.extend_from_slice(&[MARK, marker]);
                    kept.extend_from_slice(segment);
                }
                at += segment.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_behind_the_end_and_between_the_scans_goes() {
        let sent =
            b"ab\xff\x00c\xff\xd3d\xff\xc4\0\x04\xff\xd9\xff\xe1\0\x07Prahaef\xff\xff\xd9Olomouc\xff\xd8";
        let kept = scans(sent).unwrap();
        assert_eq!(kept, b"ab\xff\x00c\xff\xd3d\xff\xc4\0\x04\xff\xd9ef\xff\xd9");
    }

    #[test]
    fn a_picture_of_which_only_a_part_came_is_none() {
        for part in
            [&b""[..], b"abc", b"abc\xff", b"ab\xff\xc4", b"ab\xff\xc4\0", b"ab\xff\xc4\xff\xffabc\xff\xd9"]
        {
            assert_eq!(scans(part), None, "{part:?}");
        }
    }
}
