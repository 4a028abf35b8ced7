//! Takes every word out of a file that somebody wants to send along.
//!
//! What cannot be read is an error with a sentence for the worker: a file goes
//! out only when its words were read, or when somebody takes the blame.

mod docx;
mod guard;
mod pdf;
mod plain;
mod xml;

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
    /// There is a picture in it, or letters drawn as outlines, whose words nobody has read.
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
    /// Its letters cannot be turned into characters (a font without a table of them).
    #[error("letters without characters")]
    Garbled,
    /// A part of it is switched off and would be shown by a click.
    #[error("hidden layers")]
    Hidden,
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
            Self::Garbled => {
                "Písmo v souboru nejde převést na text, takže v něm nejde zkontrolovat chráněné údaje. Uložte ho z původního programu znovu jako PDF."
            }
            Self::Hidden => {
                "Soubor obsahuje skryté vrstvy, které neumíme přečíst. Uložte ho bez nich a vložte znovu."
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
    let named = Named::of(name);
    let read = if pdf::is_pdf(bytes) {
        pdf::read(bytes)
    } else if docx::is_zip(bytes) {
        docx::read(bytes)
    } else if bytes.starts_with(&OLD_OFFICE) {
        // A DOCX with a password is packed in the old format.
        return Err(if named == Named::Docx { Unreadable::Encrypted } else { Unreadable::Unknown });
    } else if is_picture(bytes) {
        return Err(if named == Named::Picture { Unreadable::NoText } else { Unreadable::Mismatch });
    } else if bytes.starts_with(b"{\\rtf") {
        return Err(Unreadable::Unknown);
    } else {
        plain::words(bytes).map(|words| Text { kind: FileKind::Plain, words, has_images: false })
    };
    match (&read, named) {
        (Ok(text), Named::Pdf) if text.kind != FileKind::Pdf => Err(Unreadable::Mismatch),
        (Ok(text), Named::Docx) if text.kind != FileKind::Docx => Err(Unreadable::Mismatch),
        (Ok(text), Named::Plain) if text.kind != FileKind::Plain => Err(Unreadable::Mismatch),
        (Ok(_), Named::Picture) => Err(Unreadable::Mismatch),
        // Markup, mails, spreadsheets: words that a plain reading would not see as they are shown.
        (Ok(text), Named::Other) if text.kind == FileKind::Plain => Err(Unreadable::Unknown),
        // The name promised a kind that is read, the content is none of them.
        (Err(Unreadable::Unknown), Named::Pdf | Named::Docx | Named::Plain) => Err(Unreadable::Mismatch),
        _ => read,
    }
}

/// What the ending of a name promises.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Pdf,
    Docx,
    Plain,
    Picture,
    Other,
    Nothing,
}

impl Named {
    fn of(name: &str) -> Self {
        let Some((_, ending)) = name.rsplit_once('.') else { return Self::Nothing };
        match ending.to_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "docx" => Self::Docx,
            "txt" | "text" | "md" | "csv" | "log" => Self::Plain,
            "jpg" | "jpeg" | "png" | "gif" | "tif" | "tiff" | "bmp" | "webp" | "heic" => Self::Picture,
            _ => Self::Other,
        }
    }
}

/// The first bytes of the office files of the last century.
const OLD_OFFICE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

fn is_picture(bytes: &[u8]) -> bool {
    let signs: [&[u8]; 7] = [b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF"];
    signs.iter().any(|sign| bytes.starts_with(sign))
        && bytes.iter().take(64).any(|byte| *byte < 9 || *byte > 127)
        || bytes.get(4..12).is_some_and(|sign| sign.starts_with(b"ftyphei") || sign.starts_with(b"ftypmif"))
}
