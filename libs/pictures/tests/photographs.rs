//! What is left of a photograph that somebody sends.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation)]

use image::GenericImageView;
use pictures::{NoPicture, PictureKind, bare};
use proptest::prelude::*;

/// Where the photograph was taken: nothing of it may be left.
const PLACE: &[u8] = b"Azylovy dum, Krizkovskeho 7";

/// Red, 16 by 16 dots, as a camera's file: on its side, with place, comment, preview and what hangs behind the end.
fn photograph() -> Vec<u8> {
    let mut dots = Vec::new();
    let red = image::RgbImage::from_fn(16, 16, |x, y| image::Rgb([200, (x * 9) as u8, (y * 9) as u8]));
    image::codecs::jpeg::JpegEncoder::new(&mut dots).encode_image(&red).unwrap();
    let segment = |marker: u8, words: &[u8]| {
        let length = u16::try_from(words.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], words].concat()
    };
    let jfif = [&b"JFIF\0\x01\x02\0\0\x01\0\x01\x09\x01"[..], PLACE].concat();
    [
        &dots[..2],
        &segment(0xe0, &jfif),
        &segment(0xe1, &[b"Exif\0\0", &camera()[..]].concat()),
        &segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
        &segment(0xed, PLACE),
        &segment(0xf3, PLACE),
        &segment(0xfe, PLACE),
        &dots[2..],
        &[0xff, 0xd8],
        PLACE,
    ]
    .concat()
}

/// What a camera writes: turned by 90 degrees, and the place as a description.
fn camera() -> Vec<u8> {
    let length = u8::try_from(PLACE.len()).unwrap();
    [
        &b"MM\0\x2a\0\0\0\x08\0\x02\x01\x0e\0\x02\0\0\0"[..],
        &[length, 0, 0, 0, 0x26],
        b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
        PLACE,
    ]
    .concat()
}

/// The same dots as a picture of a screen.
fn screen() -> Vec<u8> {
    let mut dots = std::io::Cursor::new(Vec::new());
    let red = image::RgbaImage::from_fn(16, 16, |x, y| image::Rgba([200, (x * 9) as u8, (y * 9) as u8, 90]));
    red.write_to(&mut dots, image::ImageFormat::Png).unwrap();
    let mut png = img_parts::png::Png::from_bytes(dots.into_inner().into()).unwrap();
    let texts =
        [(*b"tEXt", [b"Comment\0", PLACE].concat()), (*b"eXIf", camera()), (*b"ruDe", PLACE.to_vec())];
    for (kind, words) in texts {
        png.chunks_mut().insert(1, img_parts::png::PngChunk::new(kind, words.into()));
    }
    [&png.encoder().bytes()[..], PLACE].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn nothing_of_the_place_is_left_and_every_dot_is() {
    for (sent, kind) in [(photograph(), PictureKind::Jpeg), (screen(), PictureKind::Png)] {
        assert!(holds(&sent, PLACE));
        let kept = bare(sent.clone()).unwrap();
        assert_eq!(kept.kind, kind);
        assert!(!holds(&kept.bytes, PLACE), "{kind:?}");
        assert!(!holds(&kept.bytes, b"Azyl"), "{kind:?}");
        let (before, after) =
            (image::load_from_memory(&sent).unwrap(), image::load_from_memory(&kept.bytes).unwrap());
        assert_eq!(before.dimensions(), (16, 16));
        assert!(before == after, "{kind:?}: the picture changed");
    }
}

#[test]
fn a_photograph_that_lies_on_its_side_is_still_turned() {
    use image::ImageDecoder;
    for sent in [photograph(), screen()] {
        let kept = std::io::Cursor::new(bare(sent).unwrap().bytes);
        let mut decoder =
            image::ImageReader::new(kept).with_guessed_format().unwrap().into_decoder().unwrap();
        assert_eq!(decoder.orientation().unwrap(), image::metadata::Orientation::Rotate90);
    }
}

#[test]
fn what_is_bare_stays_as_it_is() {
    for sent in [photograph(), screen()] {
        let once = bare(sent).unwrap();
        assert_eq!(bare(once.bytes.clone()).unwrap(), once);
    }
}

#[test]
fn a_part_of_a_picture_and_other_files_are_not_taken() {
    for whole in [photograph(), screen()] {
        let end = bare(whole.clone()).unwrap().bytes.len();
        let whole = bare(whole).unwrap().bytes;
        for cut in 8..end {
            assert_eq!(bare(whole[..cut].to_vec()), Err(NoPicture::Broken), "{cut} of {end}");
        }
    }
    for other in [&b""[..], b"%PDF-1.7", b"GIF89a", b"\xff\xd8", b"\x89PNG"] {
        assert_eq!(bare(other.to_vec()), Err(NoPicture::OtherKind));
    }
}

#[test]
fn scans_in_turn_profiles_and_four_inks_stay_as_they_are() {
    for (sent, profile) in [
        (&include_bytes!("fixtures/progressive.jpg")[..], true),
        (include_bytes!("fixtures/cmyk.jpg"), false),
    ] {
        assert!(holds(sent, PLACE));
        let kept = bare(sent.to_vec()).unwrap().bytes;
        assert!(!holds(&kept, PLACE) && !holds(&kept, b"Azyl"));
        assert_eq!(holds(&kept, b"ICC_PROFILE"), profile);
        assert_eq!(holds(sent, b"Adobe"), holds(&kept, b"Adobe"));
        assert!(image::load_from_memory(sent).unwrap() == image::load_from_memory(&kept).unwrap());
        assert_eq!(bare(kept.clone()).unwrap().bytes, kept);
    }
}

#[test]
fn what_was_made_to_be_endless_ends() {
    // Directories of a camera that point into each other, as many as fit.
    let pointer = b"\x87\x69\0\x04\0\0\0\x01\0\0\0\x10";
    let tree = [&b"MM\0\x2a\0\0\0\x08\xff\xff"[..], &pointer.repeat(5_000), &[0xff; 3_000]].concat();
    let camera = |block: &[u8]| {
        let words = [b"Exif\0\0", block].concat();
        [&[0xff, 0xe1], &u16::try_from(words.len() + 2).unwrap().to_be_bytes()[..], &words].concat()
    };
    let photo = photograph();
    let sent = [&photo[..2], &camera(&tree), &photo[2..]].concat();
    assert!(!holds(&bare(sent).unwrap().bytes, PLACE));
    // A head of millions of empty segments is no larger afterwards than before.
    let empty = [&photo[..2], &b"\xff\xdb\0\x02".repeat(1_000_000), &photo[2..]].concat();
    assert!(bare(empty.clone()).unwrap().bytes.len() <= empty.len());
    // And so are millions of empty chunks: nobody draws with them.
    let screen = screen();
    let chunk = img_parts::png::PngChunk::new(*b"tEXt", Vec::new().into()).encoder().bytes();
    let chunks = [&screen[..33], &chunk.repeat(1_000_000), &screen[33..]].concat();
    assert_eq!(bare(chunks), Err(NoPicture::Broken));
}

proptest! {
    /// Whatever is done to a picture, it is refused, or what is kept of it is bare already.
    #[test]
    fn a_damaged_picture_is_refused_or_bare(
        screen_one: bool,
        blows in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        rest in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut sent = if screen_one { screen() } else { photograph() };
        for (place, byte) in blows {
            let place = place.index(sent.len());
            sent[place] = byte;
        }
        sent.extend(rest);
        if let Ok(kept) = bare(sent) {
            prop_assert_eq!(bare(kept.bytes.clone()), Ok(kept));
        }
    }
}
