//! PNG: a list of named chunks. Kept are those that the picture is drawn by (PNG, third edition, chapters 11 and 12).

use crate::upright::turned;
use img_parts::png::Png;
use img_parts::{Bytes, ImageEXIF};

/// What a picture is drawn by: its dots, colours, transparency, and how an animation runs. No texts, no times, nothing
/// of a camera or a program.
const DRAWN_BY: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// The bare picture; `None` when it is damaged or does not go to its end.
pub(crate) fn bare(bytes: Bytes) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(bytes).ok()?;
    png.dimensions()?;
    let kinds: Vec<[u8; 4]> = png.chunks().iter().map(img_parts::png::PngChunk::kind).collect();
    if kinds.first() != Some(b"IHDR") || kinds.last() != Some(b"IEND") || !kinds.contains(b"IDAT") {
        return None;
    }
    let upright = png.exif().and_then(|exif| turned(&exif));
    png.chunks_mut().retain(|chunk| DRAWN_BY.contains(&&chunk.kind()));
    if let Some(upright) = upright {
        png.set_exif(Some(Bytes::from(upright.exif())));
    }
    Some(png.encoder().bytes().to_vec())
}
