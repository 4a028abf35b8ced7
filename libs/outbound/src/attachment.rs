//! The way out for a file that somebody else wrote: a report, a list of points.

use std::fmt;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Disclosed, Error, View};

/// What kind of file may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// Word document.
    Docx,
    /// Plain text.
    Text,
}

impl FileKind {
    /// Media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The ending of its name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Text => "txt",
        }
    }
}

/// What a view says about the file it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileOf<'a> {
    /// What its name begins with: plain letters, the same for every file of its sort.
    pub stem: &'static str,
    /// Its number among the papers of its conference: all that its name tells.
    pub number: u32,
    /// Kind.
    pub kind: FileKind,
    /// SHA-256 of the file in 64 hexadecimal digits.
    pub sha256: &'a str,
    /// Whether the reader may have everything that is in it: a file cannot be cut.
    pub whole: bool,
    /// Whether its words stand in the view, where the guard reads them, or somebody who may answers for a file that
    /// nobody could read.
    pub read: bool,
}

/// A view that stands for a file. Its fields hold the words of the file, so that the guard reads them when the view is
/// cut, and the fingerprint covers them.
pub trait AttachmentView: View {
    /// The file.
    fn file(&self) -> FileOf<'_>;
}

/// A file on its way to one reader, under a name that tells nothing.
#[derive(Clone)]
pub struct OutgoingFile {
    bytes: Vec<u8>,
    name: String,
    kind: FileKind,
    reader: Uuid,
    fingerprint: String,
}

impl OutgoingFile {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, taken.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// `podklad-1.pdf`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Media type.
    #[must_use]
    pub const fn mime(&self) -> &'static str {
        self.kind.mime()
    }

    /// The id of the person it was let out to.
    #[must_use]
    pub const fn reader(&self) -> Uuid {
        self.reader
    }

    /// The fingerprint of the view it was let out by.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

impl fmt::Debug for OutgoingFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OutgoingFile").field("reader", &self.reader).finish_non_exhaustive()
    }
}

/// Lets a file out for the reader its view was cut for. The bytes leave as they are: nothing in them is rewritten,
/// because a signature or the hash of what was handed out would not hold any more.
///
/// # Errors
/// [`Error::NotWhole`] when a part of it is not for this reader; [`Error::Unread`] when nobody could read it and nobody
/// answers for it; [`Error::OtherFile`] when the bytes are not those that were read; [`Error::Stopped`] when a
/// protected fact is in its words, its title or its name.
pub fn attachment<V: AttachmentView>(
    disclosed: &Disclosed<V>,
    bytes: Vec<u8>,
) -> Result<OutgoingFile, Error> {
    let file = disclosed.view().file();
    if !file.whole {
        return Err(Error::NotWhole);
    }
    if !file.read {
        return Err(Error::Unread);
    }
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if hash != file.sha256 {
        return Err(Error::OtherFile);
    }
    let name = format!("{}-{}.{}", file.stem, file.number, file.kind.ending());
    disclosed.let_out(&name)?;
    Ok(OutgoingFile {
        bytes,
        name,
        kind: file.kind,
        reader: disclosed.reader(),
        fingerprint: disclosed.fingerprint().to_owned(),
    })
}
