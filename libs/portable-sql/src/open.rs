//! Opening a database as a read half and a write half.

use crate::session::Inner;
use crate::sqlite::{Readers, Settings, SharedWriter};
use crate::{OpenError, SqlError, Transaction, postgres, sqlite};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

/// Where a database is.
#[derive(Clone)]
pub enum Location {
    /// An embedded, encrypted file.
    Sqlite {
        /// The file; its folder must exist.
        path: PathBuf,
        /// SQLCipher's raw-key literal `x'…'`; `None` leaves the file in plain text (measurements only).
        key: Option<String>,
        /// Reading connections (about as many as cores).
        readers: usize,
        /// Page cache of each connection, in KiB.
        cache_kib: u32,
        /// Whether this process claims the file for itself (a server does, a command beside it does not).
        exclusive: bool,
    },
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://user:password@host/database`.
        url: String,
        /// Connections for reading and again for writing.
        connections: usize,
    },
}

/// The read half; cheap to clone, and it cannot change anything.
#[derive(Clone)]
pub enum Queries {
    /// The embedded one.
    Sqlite(Arc<Readers>),
    /// The server.
    Postgres(deadpool_postgres::Pool),
}

impl Queries {
    /// Which database answers.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }
}

/// The write half. There is one, and whoever holds it decides what a transaction must contain.
pub struct Writer {
    pub(crate) half: WriteHalf,
    /// Held as long as this process claims the file.
    _claim: Option<File>,
}

pub(crate) enum WriteHalf {
    Sqlite(SharedWriter, Settings),
    Postgres(deadpool_postgres::Pool),
}

/// Opens both halves.
///
/// # Errors
/// [`OpenError`]: wrong key, file in use or unreachable, server unreachable.
pub async fn open(location: &Location) -> Result<(Queries, Writer), OpenError> {
    match location {
        Location::Sqlite { path, key, readers, cache_kib, exclusive } => {
            let claim = if *exclusive { Some(claim(path)?) } else { None };
            let settings = Settings { path: path.clone(), key: key.clone(), cache_kib: *cache_kib };
            let writer = sqlite::connect(&settings, true)?;
            let readers = Readers::open(&settings, *readers)?;
            let writer = Arc::new(tokio::sync::Mutex::new(writer));
            Ok((
                Queries::Sqlite(Arc::new(readers)),
                Writer { half: WriteHalf::Sqlite(writer, settings), _claim: claim },
            ))
        }
        Location::Postgres { url, connections } => {
            let writing = postgres::pool(url, *connections, false)?;
            let _reached = postgres::client(&writing).await.map_err(|e| OpenError::Server(e.to_string()))?;
            let reading = postgres::pool(url, *connections, true)?;
            Ok((Queries::Postgres(reading), Writer { half: WriteHalf::Postgres(writing), _claim: None }))
        }
    }
}

/// Claims the file for this process by a lock on a file beside it (a lock on the database itself would keep
/// out backups and commands).
fn claim(path: &Path) -> Result<File, OpenError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(PathBuf::from(name))
        .map_err(|e| OpenError::File(e.kind().to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(std::fs::TryLockError::Error(e)) => Err(OpenError::File(e.kind().to_string())),
    }
}

impl Writer {
    /// Opens a transaction: `BEGIN IMMEDIATE` on the one writing connection of SQLite, SERIALIZABLE on
    /// PostgreSQL.
    ///
    /// # Errors
    /// [`SqlError::Conflict`] when another process holds the write lock for too long, connection errors.
    pub async fn begin(&self) -> Result<Transaction, SqlError> {
        let inner = match &self.half {
            WriteHalf::Sqlite(writer, _) => {
                Inner::Sqlite(sqlite::Open::begin(writer.clone().lock_owned().await)?)
            }
            WriteHalf::Postgres(pool) => Inner::Postgres(Box::new(postgres::Open::begin(pool).await?)),
        };
        Ok(Transaction::new(inner))
    }

    /// Which database is written.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self.half {
            WriteHalf::Sqlite(..) => Dialect::Sqlite,
            WriteHalf::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Writes a consistent copy of an embedded database into a new file, under the same key.
    ///
    /// # Errors
    /// When the file cannot be written, or the database is a PostgreSQL server (use its own tools).
    pub fn snapshot(&self, to: &Path) -> Result<(), SqlError> {
        match &self.half {
            WriteHalf::Sqlite(_, settings) => sqlite::snapshot(settings, to),
            WriteHalf::Postgres(_) => Err(SqlError::Other("a server is backed up with its own tools".into())),
        }
    }
}
