//! PNG: a list of named chunks. Kept are those that the picture is drawn by (PNG, third edition, chapters 11 and 12).

use crate::upright::turned;
use img_parts::png::{Png, PngChunk};
use img_parts::{Bytes, ImageEXIF};

/// What a picture is drawn by: its dots, colours, transparency, and how an animation runs. No texts, no times, nothing
/// of a camera or a program.
const DRAWN_BY: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Most chunks of a picture. Programs write a few dozen; whoever writes millions of empty ones wants memory.
const MOST_CHUNKS: usize = 16_384;

/// The bare picture; `None` when it is damaged or does not go to its end.
pub(crate) fn bare(bytes: Bytes) -> Option<Vec<u8>> {
    if !ends(&bytes) {
        return None;
    }
    let mut png = Png::from_bytes(bytes).ok()?;
    png.dimensions()?;
    let kinds: Vec<[u8; 4]> = png.chunks().iter().map(PngChunk::kind).collect();
    if kinds.first() != Some(b"IHDR") || kinds.last() != Some(b"IEND") || !kinds.contains(b"IDAT") {
        return None;
    }
    let upright = png.exif().and_then(|block| turned(&block));
    png.chunks_mut().retain(|chunk| DRAWN_BY.contains(&&chunk.kind()));
    if let Some(upright) = upright {
        png.set_exif(Some(Bytes::from(upright.block())));
    }
    Some(png.encoder().bytes().to_vec())
}

/// Whether the picture goes to its end within the chunks that are allowed. Asked before they are taken apart: each costs
/// memory.
fn ends(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    for _ in 0..MOST_CHUNKS {
        let Some((length, named)) = rest.split_first_chunk::<4>() else { return false };
        if named.starts_with(b"IEND") {
            return true;
        }
        let Ok(length) = usize::try_from(u32::from_be_bytes(*length)) else { return false };
        // Name and checksum have four bytes each.
        let Some(next) = length.checked_add(8).and_then(|length| named.get(length..)) else { return false };
        rest = next;
    }
    false
}
