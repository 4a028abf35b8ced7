//! A photograph as it may be kept: what it shows, and nothing of where, when and with what it was taken.
//!
//! A telephone writes the place into every photograph, the name of its owner, a small picture of what was cut away
//! later, and whole further pictures and films behind the end. Somebody who hides sends a photo of a certificate; the
//! place of the hiding must not lie in the office's files. So only what is needed to show the picture is kept: parts that
//! are not known to be harmless go. The picture itself is not encoded anew: not a dot of it changes.
//!
//! Which way up it is held is read before and written again, alone.

mod jpeg;
mod png;
mod upright;

use thiserror::Error;

/// What a picture is, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// JPEG, as telephones take photographs.
    Jpeg,
    /// PNG, as telephones keep what stands on their screen.
    Png,
}

impl PictureKind {
    /// How a file of this kind begins.
    const fn sign(self) -> &'static [u8] {
        match self {
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Png => b"\x89PNG\r\n\x1a\n",
        }
    }

    /// The kind of which a file says by its beginning to be; `None` for anything else.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        [Self::Jpeg, Self::Png].into_iter().find(|kind| bytes.starts_with(kind.sign()))
    }

    /// Media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// A picture without anything that is not needed to show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bare {
    /// What it is.
    pub kind: PictureKind,
    /// The file. What is bare stays as it is: cleaned again, these are the same bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Bare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bare")
            .field("kind", &self.kind)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// Why a file was not taken as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoPicture {
    /// It is neither JPEG nor PNG.
    #[error("not a picture of a known kind")]
    OtherKind,
    /// It is damaged, or only a part of it came.
    #[error("damaged or incomplete")]
    Broken,
}

/// Takes everything out of a picture that is not needed to show it.
///
/// # Errors
///
/// [`NoPicture::OtherKind`] when it does not begin like a picture, [`NoPicture::Broken`] when its parts cannot be told
/// apart to the end: what is not understood is not kept.
pub fn bare(bytes: Vec<u8>) -> Result<Bare, NoPicture> {
    let kind = PictureKind::of(&bytes).ok_or(NoPicture::OtherKind)?;
    let cleaned = match kind {
        PictureKind::Jpeg => jpeg::bare(&bytes),
        PictureKind::Png => png::bare(bytes.into()),
    };
    cleaned.map(|bytes| Bare { kind, bytes }).ok_or(NoPicture::Broken)
}
