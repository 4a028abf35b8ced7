//! Takes every word out of a file that somebody wants to send along.
//!
//! What cannot be read is an error with a sentence for the worker: a file goes
//! out only when its words were read, or when somebody takes the blame.

mod plain;

use thiserror::Error;

/// The largest file that is read: 20 MB, the limit of an ordinary data message.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;

/// What a file is, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Portable Document Format.
    Pdf,
    /// Word document (Office Open XML).
    Docx,
    /// Plain text.
    Plain,
}

/// Every word of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// What the file is.
    pub kind: FileKind,
    /// Body and metadata: title, author, keywords, comments, headers, footers, hidden text,
    /// tracked changes, alternative texts, names of files inside, link targets, XMP.
    pub words: String,
    /// There is a picture in it, whose words nobody has read.
    pub has_images: bool,
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Text")
            .field("kind", &self.kind)
            .field("length", &self.words.len())
            .field("has_images", &self.has_images)
            .finish_non_exhaustive()
    }
}

/// Why a file was not read. `to_string` is for logs; [`Unreadable::sentence`] is for a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Larger than [`LARGEST_FILE`], or too many words or pages.
    #[error("too big")]
    TooBig,
    /// It needs a password.
    #[error("encrypted")]
    Encrypted,
    /// It says what it is, but its inside is damaged.
    #[error("broken")]
    Broken,
    /// A kind of file that is not read here.
    #[error("unknown kind of file")]
    Unknown,
    /// It would unpack into far more than it is.
    #[error("unpacks into too much")]
    Bomb,
    /// It has pictures but no text: a scan or a photograph.
    #[error("no text, only pictures")]
    NoText,
    /// It has nothing to read at all.
    #[error("empty")]
    Empty,
    /// Its name says another kind than its content.
    #[error("content is not what the name says")]
    Mismatch,
    /// There is another file packed inside it, which is not read.
    #[error("another file inside")]
    FileInside,
}

impl Unreadable {
    /// What to tell a worker, in Czech.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TooBig => {
                "Soubor je příliš velký. Přečíst umíme soubory do 20 MB; rozdělte ho, nebo vložte jen potřebné strany."
            }
            Self::Encrypted => {
                "Soubor je chráněný heslem, takže v něm nejde zkontrolovat chráněné údaje. Uložte ho bez hesla a vložte znovu."
            }
            Self::Broken => {
                "Soubor je poškozený a nejde přečíst. Uložte ho v původním programu znovu a vložte ho ještě jednou."
            }
            Self::Unknown => {
                "Tento druh souboru číst neumíme. Vložte PDF, dokument Wordu (DOCX) nebo prostý text."
            }
            Self::Bomb => "Soubor by se po rozbalení zvětšil nad bezpečnou mez, proto jsme ho neotevřeli.",
            Self::NoText => {
                "V souboru jsou jen obrázky, například sken. Slova v obrázcích přečíst neumíme, zkontrolujte je prosím sami."
            }
            Self::Empty => "V souboru není žádný text.",
            Self::Mismatch => {
                "Obsah souboru neodpovídá jeho příponě. Zkontrolujte, že vkládáte správný soubor."
            }
            Self::FileInside => {
                "V souboru je vložený další soubor, který neumíme přečíst. Odstraňte ho, nebo ho vložte zvlášť."
            }
        }
    }
}

/// Reads every word of a file; its kind is told by its content and must agree with its name.
///
/// # Errors
/// [`Unreadable`] whenever some words of the file might stay unread.
pub fn text(bytes: &[u8], name: &str) -> Result<Text, Unreadable> {
    if bytes.len() > LARGEST_FILE {
        return Err(Unreadable::TooBig);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK") {
        return Err(Unreadable::Unknown);
    }
    if matches!(ending.as_deref(), Some("pdf" | "docx")) {
        return Err(Unreadable::Mismatch);
    }
    let words = plain::words(bytes)?;
    Ok(Text { kind: FileKind::Plain, words, has_images: false })
}
