//! Where messages go: to an operator, into a folder, or into memory.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{Delivery, HttpConfig, HttpGateway, Number, SmsError, Text};

/// One message to one phone. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Short {
    /// Whose.
    pub number: Number,
    /// What.
    pub text: Text,
    /// Identifies it with the gateway; the same when sending is tried again.
    pub id: String,
    /// When it was made.
    pub moment: Timestamp,
}

/// A message that was kept instead of sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// Random, 32 hexadecimal digits; fit for a URL.
    pub id: String,
    /// Number of the recipient.
    pub number: String,
    /// Words.
    pub text: String,
    /// When it was made.
    pub moment: Timestamp,
}

/// That a message was taken over. Whether it arrives nobody knows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The gateway's identifier, to ask what became of it.
    pub reference: Option<String>,
}

impl fmt::Debug for Short {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Short(…)")
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Kept(…)")
    }
}

/// Where messages go. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Gateway {
    /// To an operator's HTTP service.
    Http(Arc<HttpGateway>),
    /// Into a folder, one `.json` file each, under random names.
    Folder(PathBuf),
    /// Into memory, oldest first.
    Memory(Arc<Mutex<Vec<Kept>>>),
}

impl Gateway {
    /// To an operator's HTTP service. Connects to nothing yet.
    ///
    /// # Errors
    /// As [`HttpGateway::new`].
    pub fn http(config: HttpConfig) -> Result<Self, SmsError> {
        HttpGateway::new(config).map(|gateway| Self::Http(Arc::new(gateway)))
    }

    /// Into a folder, which is made (readable by the owner only) with the first message.
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self::Folder(path.into())
    }

    /// Into new, empty memory.
    #[must_use]
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Sends a message.
    ///
    /// # Errors
    /// See [`SmsError`]; [`SmsError::is_transient`] says whether to try again.
    pub async fn send(&self, short: &Short) -> Result<Receipt, SmsError> {
        match self {
            Self::Http(gateway) => {
                let (gateway, short) = (gateway.clone(), short.clone());
                // Whatever broke off there may have broken off after the message had gone.
                let sent = tokio::task::spawn_blocking(move || gateway.send(&short)).await;
                sent.map_err(|_| SmsError::Unknown)?
            }
            Self::Folder(path) => {
                let kept = kept(short)?;
                write(path, &kept).await.map_err(storage)?;
                Ok(Receipt { reference: None })
            }
            Self::Memory(memory) => {
                memory.lock().unwrap_or_else(PoisonError::into_inner).push(kept(short)?);
                Ok(Receipt { reference: None })
            }
        }
    }

    /// What became of a message, by the gateway's identifier. A folder and memory deliver nothing.
    ///
    /// # Errors
    /// See [`SmsError`].
    pub async fn delivery(&self, reference: &str) -> Result<Delivery, SmsError> {
        match self {
            Self::Http(gateway) => {
                let (gateway, reference) = (gateway.clone(), reference.to_owned());
                let asked = tokio::task::spawn_blocking(move || gateway.delivery(&reference)).await;
                asked.map_err(|_| SmsError::Unreachable)?
            }
            Self::Folder(_) | Self::Memory(_) => Ok(Delivery::Pending),
        }
    }

    /// Whether the gateway can be asked what became of a message.
    #[must_use]
    pub fn has_reports(&self) -> bool {
        matches!(self, Self::Http(gateway) if gateway.has_reports())
    }

    /// The messages kept in the folder or in memory, newest first; none with a gateway.
    ///
    /// # Errors
    /// [`SmsError::Storage`] if the folder exists and cannot be read.
    pub async fn kept(&self) -> Result<Vec<Kept>, SmsError> {
        let mut all = match self {
            Self::Http(_) => Vec::new(),
            Self::Folder(path) => read_folder(path).await.map_err(storage)?,
            Self::Memory(memory) => memory.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        };
        all.reverse();
        all.sort_by_key(|kept| std::cmp::Reverse(kept.moment));
        Ok(all)
    }
}

fn kept(short: &Short) -> Result<Kept, SmsError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| SmsError::Storage(io::ErrorKind::Other))?;
    Ok(Kept {
        id: bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        number: short.number.as_str().to_owned(),
        text: short.text.as_str().to_owned(),
        moment: short.moment,
    })
}

fn storage(error: io::Error) -> SmsError {
    SmsError::Storage(error.kind())
}

/// Writes beside and renames, so that no half message is ever listed.
async fn write(folder: &Path, kept: &Kept) -> io::Result<()> {
    use tokio::io::AsyncWriteExt as _;
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder).await?;
    let beside = folder.join(format!("{}.part", kept.id));
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(&beside).await?;
    let text = json!({ "number": kept.number, "text": kept.text, "moment": kept.moment.to_string() });
    file.write_all(text.to_string().as_bytes()).await?;
    file.sync_all().await?;
    tokio::fs::rename(&beside, folder.join(format!("{}.json", kept.id))).await
}

async fn read_folder(folder: &Path) -> io::Result<Vec<Kept>> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut all = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let Ok(text) = tokio::fs::read_to_string(&path).await else { continue };
        all.extend(parsed(id, &text));
    }
    Ok(all)
}

fn parsed(id: &str, text: &str) -> Option<Kept> {
    let value: Value = serde_json::from_str(text).ok()?;
    let field = |name: &str| value.get(name)?.as_str().map(str::to_owned);
    Some(Kept {
        id: id.to_owned(),
        number: field("number")?,
        text: field("text")?,
        moment: field("moment")?.parse().ok()?,
    })
}
