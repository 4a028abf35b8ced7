//! Which way up a photograph is held: the one thing that is kept of what a camera writes beside it.
//!
//! One number is read, and nothing else is looked at: what cameras write is a tree whose branches may point at each other,
//! and whoever reads all of it reads what somebody made to be endless. Source: Exif 2.3, 4.6.2 and 4.6.4 (tag 0x0112).

/// How what the camera saw has to be turned and mirrored: 2 to 8 of the standard's eight ways (1 is as it is).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turned(u8);

/// The order of bytes in a camera's block.
#[derive(Clone, Copy)]
enum Order {
    Big,
    Little,
}

impl Order {
    fn short(self, block: &[u8], at: usize) -> Option<u16> {
        let bytes = [*block.get(at)?, *block.get(at.checked_add(1)?)?];
        Some(match self {
            Self::Big => u16::from_be_bytes(bytes),
            Self::Little => u16::from_le_bytes(bytes),
        })
    }

    /// A number of four bytes, as a place in the block.
    fn place(self, block: &[u8], at: usize) -> Option<usize> {
        let (first, second) = (self.short(block, at)?, self.short(block, at.checked_add(2)?)?);
        let (high, low) = match self {
            Self::Big => (first, second),
            Self::Little => (second, first),
        };
        Some((usize::from(high) << 16) | usize::from(low))
    }
}

/// Length of an entry of a directory.
const ENTRY: usize = 12;
/// The entry that is looked for, its type (a short number), and how many of them.
const ORIENTATION: (u16, u16, usize) = (0x0112, 3, 1);

/// Reads it out of what a camera wrote. `None` also for what cannot be read: a photograph that lies on its side is still
/// one.
pub(crate) fn turned(block: &[u8]) -> Option<Turned> {
    let order = match block.get(..4)? {
        b"MM\0\x2a" => Order::Big,
        b"II\x2a\0" => Order::Little,
        _ => return None,
    };
    let directory = order.place(block, 4)?;
    let entries = usize::from(order.short(block, directory)?);
    let first = directory.checked_add(2)?;
    // A directory is no longer than the block.
    for number in 0..entries.min(block.len() / ENTRY) {
        let at = first.checked_add(number * ENTRY)?;
        let head = (order.short(block, at)?, order.short(block, at + 2)?, order.place(block, at + 4)?);
        if head == ORIENTATION {
            let way = u8::try_from(order.short(block, at + 8)?).ok();
            return way.filter(|way| (2..=8).contains(way)).map(Turned);
        }
    }
    None
}

impl Turned {
    /// The shortest block that says nothing else: a header, one entry of one short number, no next directory.
    pub(crate) fn block(self) -> Vec<u8> {
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
            assert_eq!(turned(&Turned(way).block()), Some(Turned(way)));
        }
        for way in [0, 1, 9, 255] {
            assert_eq!(turned(&Turned(way).block()), None);
        }
        for rubbish in
            [&b""[..], b"MM\0\x2a", b"MM\0\x2a\xff\xff\xff\xff", b"MM\0\x2a\0\0\0\x08\xff\xff\x01\x12"]
        {
            assert_eq!(turned(rubbish), None);
        }
    }

    #[test]
    fn the_other_order_of_bytes_is_read_too() {
        let block =
            b"II\x2a\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x04\0\0\0abcd\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(turned(block), Some(Turned(6)));
    }
}
