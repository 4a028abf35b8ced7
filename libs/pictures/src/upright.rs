//! Which way up a photograph is held: the one thing that is kept of what a camera writes beside it.

use exif::{In, Reader, Tag};

/// How what the camera saw has to be turned and mirrored: 2 to 8 of the standard's eight ways (1 is as it is).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turned(u8);

/// Reads it out of what a camera wrote. `None` also for what cannot be read: a photograph that lies on its side is still
/// one.
pub(crate) fn turned(exif: &[u8]) -> Option<Turned> {
    let read = Reader::new()
        .continue_on_error(true)
        .read_raw(exif.to_vec())
        .or_else(|error| error.distill_partial_result(|_| {}))
        .ok()?;
    let way = read.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(way).ok().filter(|way| (2..=8).contains(way)).map(Turned)
}

impl Turned {
    /// The shortest block that says nothing else: a header, one entry of one short number, no next directory.
    pub(crate) fn exif(self) -> Vec<u8> {
        let mut block = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        block.extend_from_slice(&[self.0, 0, 0, 0, 0, 0, 0]);
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_read_back_as_it_was_written_and_nothing_is_read_out_of_rubbish() {
        for way in 2..=8 {
            assert_eq!(turned(&Turned(way).exif()), Some(Turned(way)));
        }
        for way in [0, 1, 9, 255] {
            assert_eq!(turned(&Turned(way).exif()), None);
        }
        assert_eq!(turned(b""), None);
        assert_eq!(turned(b"MM\0\x2a\xff\xff\xff\xff"), None);
    }
}
