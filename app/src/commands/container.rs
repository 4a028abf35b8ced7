//! What is inside a backup: one line of JSON that says what follows, then the copy of the embedded database.
//! The whole is encrypted by `vault::backup`.

use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use uuid::Uuid;

/// Longest first line.
const LONGEST_HEAD: usize = 16 * 1024 * 1024;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Format of the inside; this program knows 1.
    pub format: u32,
    /// Version of the program.
    pub program: String,
    /// When the backup was made (RFC 3339).
    pub made: String,
    /// Schema of the database.
    pub schema: u32,
    /// Whether the copy of an embedded database follows; a server is backed up by its own tools.
    pub database: bool,
    /// Cases whose key was destroyed, with the moment.
    pub destroyed: Vec<(Uuid, String)>,
}

impl Head {
    /// The first line as bytes.
    pub fn line(&self) -> io::Result<Vec<u8>> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        Ok(line)
    }
}

/// Takes the inside apart while it is decrypted: the first line is kept, the rest is written on.
pub struct Unpacking<W> {
    head: Vec<u8>,
    ended: bool,
    rest: W,
}

impl<W: Write> Unpacking<W> {
    /// Writes what follows the first line to `rest`.
    pub fn new(rest: W) -> Self {
        Self { head: Vec::new(), ended: false, rest }
    }

    /// The first line, when all has been written.
    pub fn finish(self) -> Option<(Head, W)> {
        let head = self.ended.then(|| serde_json::from_slice(&self.head).ok()).flatten()?;
        Some((head, self.rest))
    }
}

impl<W: Write> Write for Unpacking<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.ended {
            return self.rest.write(bytes);
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(bytes.len());
        self.head.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        if self.head.len() > LONGEST_HEAD {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        self.ended = end.is_some();
        Ok(taken + usize::from(self.ended))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.rest.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_out_in_whatever_pieces_it_is_read(
            body in proptest::collection::vec(any::<u8>(), 0..300), piece in 1usize..50
        ) {
            let head = Head {
                format: 1, program: "0.1.0".into(), made: "2026-01-01T00:00:00Z".into(), schema: 16, database: true,
                destroyed: vec![(Uuid::from_u128(7), "2026-01-01T00:00:00Z".into())],
            };
            let mut packed = head.line().unwrap();
            packed.extend_from_slice(&body);
            let mut unpacking = Unpacking::new(Vec::new());
            for part in packed.chunks(piece) {
                unpacking.write_all(part).unwrap();
            }
            let (found, rest) = unpacking.finish().unwrap();
            prop_assert_eq!(found, head);
            prop_assert_eq!(rest, body);
        }
    }

    #[test]
    fn something_without_a_first_line_is_no_backup() {
        let mut unpacking = Unpacking::new(Vec::new());
        unpacking.write_all(b"{").unwrap();
        assert!(unpacking.finish().is_none());
    }
}
