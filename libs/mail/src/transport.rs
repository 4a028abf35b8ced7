//! Where messages go: to a server, into a folder, or into memory.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::compose::{Composed, compose};
use crate::error::MailError;
use crate::message::{Message, silent_debug};
use crate::read::read;
use crate::smtp::{Relay, SmtpConfig};

/// A message that was kept instead of sent, as a mailbox page lists and shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    /// Random, 32 hexadecimal digits; fit for a URL.
    pub id: String,
    /// Address of the recipient.
    pub envelope_to: String,
    /// The whole message (RFC 5322), for [`read`](crate::read).
    pub raw: String,
    /// When the message was made.
    pub moment: Timestamp,
}

silent_debug!(Sent);

/// That a message was taken over. Whether it arrives nobody knows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Id of the kept message ([`Sent::id`]); `None` if a server took it.
    pub kept_as: Option<String>,
}

/// Where messages go. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Transport {
    /// To a mail server.
    Smtp(Relay),
    /// Into a folder, one `.eml` file each. File names are random ids: a list of the folder
    /// tells nobody who was written to.
    Folder(PathBuf),
    /// Into memory, oldest first.
    Memory(Arc<Mutex<Vec<Sent>>>),
}

impl Transport {
    /// To a mail server. Needs a running tokio runtime.
    ///
    /// # Errors
    /// As [`Relay::new`].
    pub fn smtp(config: &SmtpConfig) -> Result<Self, MailError> {
        Relay::new(config).map(Self::Smtp)
    }

    /// Into a folder, which is made (readable by the owner only) with the first message.
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self::Folder(path.into())
    }

    /// Into new, empty memory.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Composes and sends a message.
    ///
    /// After [`MailError::Timeout`] the server may still have taken it; sent again with the
    /// same message id, the second copy can be recognised.
    ///
    /// # Errors
    /// See [`MailError`]; [`MailError::is_transient`] says whether to try again.
    pub async fn send(&self, message: &Message) -> Result<Receipt, MailError> {
        let composed = compose(message)?;
        match self {
            Self::Smtp(relay) => {
                relay.hand_over(&composed.envelope, composed.raw.as_bytes()).await?;
                Ok(Receipt { kept_as: None })
            }
            Self::Folder(path) => {
                let sent = kept(message, composed)?;
                write(path, &sent).await.map_err(storage)?;
                Ok(Receipt { kept_as: Some(sent.id) })
            }
            Self::Memory(memory) => {
                let sent = kept(message, composed)?;
                let receipt = Receipt { kept_as: Some(sent.id.clone()) };
                memory.lock().unwrap_or_else(PoisonError::into_inner).push(sent);
                Ok(receipt)
            }
        }
    }

    /// Whether messages can be handed over, without sending one: connects and signs in, or
    /// makes the folder.
    ///
    /// # Errors
    /// See [`MailError`].
    pub async fn check(&self) -> Result<(), MailError> {
        match self {
            Self::Smtp(relay) => relay.check().await,
            Self::Folder(path) => make_folder(path).await.map_err(storage),
            Self::Memory(_) => Ok(()),
        }
    }

    /// The messages kept in the folder or in memory, newest first; none with a server.
    /// Files in the folder that are no messages of ours are passed over.
    ///
    /// # Errors
    /// [`MailError::Storage`] if the folder exists and cannot be read.
    pub async fn kept(&self) -> Result<Vec<Sent>, MailError> {
        let mut all = match self {
            Self::Smtp(_) => Vec::new(),
            Self::Folder(path) => read_folder(path).await.map_err(storage)?,
            Self::Memory(memory) => memory.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        };
        // Memory is in order of sending, so reversing first makes equal moments newest first.
        all.reverse();
        all.sort_by_key(|sent| std::cmp::Reverse(sent.moment));
        Ok(all)
    }
}

fn kept(message: &Message, composed: Composed) -> Result<Sent, MailError> {
    Ok(Sent {
        id: random_id()?,
        envelope_to: message.to.address.clone(),
        raw: composed.raw,
        moment: message.moment,
    })
}

fn random_id() -> Result<String, MailError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| MailError::Storage(io::ErrorKind::Other))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn storage(error: io::Error) -> MailError {
    MailError::Storage(error.kind())
}

async fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(path).await
}

/// Writes beside and renames, so that no half message is ever listed.
async fn write(folder: &Path, sent: &Sent) -> io::Result<()> {
    use tokio::io::AsyncWriteExt as _;
    make_folder(folder).await?;
    let beside = folder.join(format!("{}.part", sent.id));
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(&beside).await?;
    file.write_all(sent.raw.as_bytes()).await?;
    file.sync_all().await?;
    tokio::fs::rename(&beside, folder.join(format!("{}.eml", sent.id))).await
}

async fn read_folder(folder: &Path) -> io::Result<Vec<Sent>> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut all = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.extension().is_none_or(|extension| extension != "eml") {
            continue;
        }
        let Ok(raw) = tokio::fs::read_to_string(&path).await else { continue };
        let Ok(message) = read(&raw) else { continue };
        let (Some(to), Some(moment)) = (message.to, message.moment) else { continue };
        all.push(Sent { id: id.to_owned(), envelope_to: to.address, raw, moment });
    }
    Ok(all)
}
