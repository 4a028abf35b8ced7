//! The embedded database, driven in place: a statement runs on the thread that asks.

use crate::{Cell, OpenError, Row, RowRef, SqlError, Statement, Value};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use std::path::{Path, PathBuf};
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::OwnedMutexGuard;

/// How a connection is opened.
#[derive(Clone)]
pub(crate) struct Settings {
    pub path: PathBuf,
    /// The raw-key literal `x'…'`; none for a plain file (used by tests of the crate and by measurements).
    pub key: Option<String>,
    /// Page cache of each connection in KiB.
    pub cache_kib: u32,
}

/// A writer connection that others wait for.
pub(crate) type SharedWriter = Arc<tokio::sync::Mutex<Connection>>;

pub(crate) fn connect(settings: &Settings, write: bool) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | if write { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let connection = Connection::open_with_flags(&settings.path, flags)
        .map_err(|e| OpenError::File(SqlError::from(e).to_string()))?;
    let set = |text: &str| connection.execute_batch(text).map_err(|e| opening(&e));
    set("PRAGMA cipher_log_level = NONE;")?;
    if let Some(key) = &settings.key {
        set(&format!("PRAGMA key = \"{key}\";"))?;
    }
    // The first real read tells whether the key fits.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(|e| opening(&e))?;
    if write {
        set("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    } else {
        set("PRAGMA query_only = ON;")?;
    }
    set(&format!(
        "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
         PRAGMA cell_size_check = ON; PRAGMA cache_size = -{};",
        settings.cache_kib
    ))?;
    connection.set_prepared_statement_cache_capacity(512);
    Ok(connection)
}

fn opening(error: &rusqlite::Error) -> OpenError {
    use rusqlite::ErrorCode as Code;
    match error.sqlite_error_code() {
        Some(Code::NotADatabase | Code::DatabaseCorrupt) => OpenError::WrongKey,
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => OpenError::InUse,
        code => OpenError::File(format!("{code:?}")),
    }
}

/// Read connections. A thread prefers "its" connection, so that its page cache stays warm.
pub struct Readers {
    connections: Vec<Mutex<Connection>>,
    next: AtomicUsize,
}

thread_local! {
    static PREFERRED: std::cell::Cell<usize> = const { std::cell::Cell::new(usize::MAX) };
}

impl Readers {
    pub(crate) fn open(settings: &Settings, count: usize) -> Result<Self, OpenError> {
        let connections =
            (0..count.max(1)).map(|_| connect(settings, false).map(Mutex::new)).collect::<Result<_, _>>()?;
        Ok(Self { connections, next: AtomicUsize::new(0) })
    }

    fn acquire(&self) -> Result<MutexGuard<'_, Connection>, SqlError> {
        let preferred = PREFERRED.with(|cell| {
            if cell.get() == usize::MAX {
                cell.set(self.next.fetch_add(1, Ordering::Relaxed));
            }
            cell.get()
        });
        let count = self.connections.len();
        for step in 0..count {
            if let Some(Ok(guard)) = self.connections.get((preferred + step) % count).map(Mutex::try_lock) {
                return Ok(guard);
            }
        }
        let fallback = self.connections.get(preferred % count);
        fallback
            .and_then(|c| c.lock().ok())
            .ok_or_else(|| SqlError::Connection("a reading connection broke".into()))
    }

    pub(crate) fn all<T: Row>(&self, statement: &Statement) -> Result<Vec<T>, SqlError> {
        all(&*self.acquire()?, statement)
    }
}

fn all<T: Row>(connection: &Connection, statement: &Statement) -> Result<Vec<T>, SqlError> {
    let mut prepared = connection.prepare_cached(statement.sql.text())?;
    bind(&mut prepared, statement)?;
    let mut rows = prepared.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::from_row(&RowRef::Sqlite(row))?);
    }
    Ok(found)
}

fn execute(connection: &Connection, statement: &Statement) -> Result<u64, SqlError> {
    let mut prepared = connection.prepare_cached(statement.sql.text())?;
    bind(&mut prepared, statement)?;
    Ok(prepared.raw_execute()? as u64)
}

/// SQLite numbers `$n` by first appearance, so each is bound by its name.
fn bind(prepared: &mut rusqlite::Statement<'_>, statement: &Statement) -> Result<(), SqlError> {
    for index in 1..=prepared.parameter_count() {
        let number = prepared
            .parameter_name(index)
            .and_then(|name| name.get(1..))
            .and_then(|digits| digits.parse::<usize>().ok());
        let value = number.and_then(|n| statement.values.get(n.checked_sub(1)?)).ok_or(SqlError::Arity {
            name: statement.sql.name(),
            expected: prepared.parameter_count(),
            bound: statement.values.len(),
        })?;
        match value {
            Value::Null => prepared.raw_bind_parameter(index, rusqlite::types::Null)?,
            Value::Bool(v) => prepared.raw_bind_parameter(index, v)?,
            Value::Integer(v) => prepared.raw_bind_parameter(index, v)?,
            Value::Real(v) => prepared.raw_bind_parameter(index, v)?,
            Value::Text(v) => prepared.raw_bind_parameter(index, v.as_str())?,
            Value::Bytes(v) => prepared.raw_bind_parameter(index, v.as_slice())?,
            Value::Uuid(v) => prepared.raw_bind_parameter(index, v.as_bytes().as_slice())?,
            Value::Moment(v) => prepared.raw_bind_parameter(index, v.as_microsecond())?,
            Value::Day(v) => prepared.raw_bind_parameter(index, v.to_string())?,
        }
    }
    Ok(())
}

pub(crate) fn cell<'a>(row: &'a rusqlite::Row<'a>, position: usize) -> Result<Cell<'a>, SqlError> {
    Ok(match row.get_ref(position)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(v) => Cell::Integer(v),
        ValueRef::Real(v) => Cell::Real(v),
        ValueRef::Text(v) => Cell::Text(
            std::str::from_utf8(v).map_err(|_| SqlError::Column { position, expected: "UTF-8 text" })?,
        ),
        ValueRef::Blob(v) => Cell::Bytes(v),
    })
}

/// An open transaction on the one writing connection; rolled back when dropped. Behind a lock that is never waited for: a
/// statement runs on the thread that asks, before anything else of the same transaction can be asked.
pub(crate) struct Open {
    guard: Mutex<Option<OwnedMutexGuard<Connection>>>,
}

impl Open {
    pub(crate) fn begin(guard: OwnedMutexGuard<Connection>) -> Result<Self, SqlError> {
        guard.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self { guard: Mutex::new(Some(guard)) })
    }

    fn on<T>(&self, work: impl FnOnce(&Connection) -> Result<T, SqlError>) -> Result<T, SqlError> {
        // A panic in the middle of a statement leaves nothing half done: the transaction is rolled back when it is dropped.
        let guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        match guard.as_deref() {
            Some(connection) => work(connection),
            None => Err(SqlError::Connection("the transaction is closed".into())),
        }
    }

    pub(crate) fn all<T: Row>(&self, statement: &Statement) -> Result<Vec<T>, SqlError> {
        self.on(|connection| statement.meaning(all(connection, statement)))
    }

    pub(crate) fn execute(&self, statement: &Statement) -> Result<u64, SqlError> {
        self.on(|connection| statement.meaning(execute(connection, statement)))
    }

    pub(crate) fn batch(&self, text: &str) -> Result<(), SqlError> {
        self.on(|connection| Ok(connection.execute_batch(text)?))
    }

    /// How many rows refer to nothing.
    pub(crate) fn references_to_nothing(&self) -> Result<i64, SqlError> {
        const COUNT: &str = "SELECT count(*) FROM pragma_foreign_key_check";
        self.on(|connection| Ok(connection.query_row(COUNT, [], |row| row.get(0))?))
    }

    fn take(&mut self) -> Option<OwnedMutexGuard<Connection>> {
        self.guard.get_mut().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn commit(mut self) -> Result<(), SqlError> {
        let Some(guard) = self.take() else {
            return Err(SqlError::Connection("the transaction is closed".into()));
        };
        // A failed COMMIT leaves the transaction open: roll it back, so that the next one can begin.
        let outcome = in_place(|| guard.execute_batch("COMMIT"));
        if outcome.is_err() {
            let _ = guard.execute_batch("ROLLBACK");
        }
        Ok(outcome?)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(guard) = self.take() {
            let _ = guard.execute_batch("ROLLBACK");
        }
    }
}

/// Lets the runtime move other tasks away while the disk flushes, where the runtime can.
fn in_place<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current() {
        Ok(handle) if handle.runtime_flavor() == RuntimeFlavor::MultiThread => {
            tokio::task::block_in_place(work)
        }
        _ => work(),
    }
}

/// Copies a consistent snapshot of the database into a new, equally encrypted file.
pub(crate) fn snapshot(settings: &Settings, to: &Path) -> Result<(), SqlError> {
    // Only a connection that may create files may attach a new one.
    let source = connect(settings, true).map_err(|e| SqlError::Connection(e.to_string()))?;
    let target = to.to_str().ok_or_else(|| SqlError::CannotWrite("path is not UTF-8".into()))?;
    let key = settings.key.clone().unwrap_or_default();
    source
        .execute_batch(&format!("ATTACH DATABASE '{}' AS copy KEY \"{key}\";", target.replace('\'', "''")))?;
    // One transaction around it: without, every table would be copied as of its own moment.
    source.execute_batch("BEGIN; SELECT sqlcipher_export('copy'); COMMIT; DETACH DATABASE copy;")?;
    Ok(())
}
