//! What can go wrong, without ever quoting a value.

/// A failed statement. The text names statements, columns and codes, never values, because values are
/// personal data and errors end up in logs.
#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// Another transaction was in the way; the whole operation may be run again.
    #[error("the transaction collided with another one")]
    Conflict,
    /// A row with this key exists already.
    #[error("a row with this key exists already ({0})")]
    Duplicate(String),
    /// A reference points to a row that does not exist (or is still referred to), or a NOT NULL is empty.
    #[error("a constraint of the schema was broken ({0})")]
    Constraint(String),
    /// The disk is full or the file cannot be written.
    #[error("the database cannot be written: {0}")]
    CannotWrite(String),
    /// The number of bound values differs from the placeholders.
    #[error("statement {name} has {expected} placeholders and {bound} bound values")]
    Arity {
        /// The statement.
        name: &'static str,
        /// Placeholders in the text.
        expected: usize,
        /// Values bound.
        bound: usize,
    },
    /// A text with U+0000, which PostgreSQL cannot store.
    #[error("statement {0} was given a text with a NUL character")]
    Nul(&'static str),
    /// A column does not hold what the code expects.
    #[error("column {position} does not hold {expected}")]
    Column {
        /// Position, from zero.
        position: usize,
        /// The type that was asked for.
        expected: &'static str,
    },
    /// Exactly one row was expected and none came.
    #[error("statement {0} found no row")]
    Missing(&'static str),
    /// The connection is gone or none is free.
    #[error("no connection to the database: {0}")]
    Connection(String),
    /// Anything else, as code and statement.
    #[error("statement failed: {0}")]
    Other(String),
}

impl SqlError {
    /// Whether running the whole operation again can help (serialization failure, deadlock, busy file).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }

    /// Whether a row with this key existed already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Duplicate(_))
    }
}

impl From<rusqlite::Error> for SqlError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return Self::Other(describe(&error));
        };
        let text = message.clone().unwrap_or_default();
        match failure.code {
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Conflict,
            Code::ConstraintViolation => match failure.extended_code {
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                    Self::Duplicate(text)
                }
                _ => Self::Constraint(text),
            },
            Code::DiskFull | Code::ReadOnly | Code::SystemIoFailure | Code::CannotOpen => {
                Self::CannotWrite(format!("{:?}", failure.code))
            }
            // The export of an encrypted copy gives the words of a full disk without their code.
            Code::Unknown if text.contains("disk I/O error") => Self::CannotWrite("SystemIoFailure".into()),
            _ => Self::Other(format!("{:?} {text}", failure.code)),
        }
    }
}

/// Driver errors that carry no values.
fn describe(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::InvalidParameterName(name) => format!("unknown placeholder {name}"),
        rusqlite::Error::InvalidColumnIndex(index) => format!("no column {index}"),
        rusqlite::Error::MultipleStatement => "more than one statement".into(),
        // Quotes the SQL text ("no such column: x"), which holds no values: those are bound.
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        _ => "the embedded database refused the statement".into(),
    }
}

impl From<tokio_postgres::Error> for SqlError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            return if error.is_closed() {
                Self::Connection("closed".into())
            } else {
                Self::Other(error_kind(&error))
            };
        };
        let constraint = db.constraint().unwrap_or_default().to_owned();
        match db.code().code() {
            // 25P02: an earlier statement of the transaction failed, and of several asked together its answer was not the first
            // to be looked at. That was a conflict, or it says itself what it is when everything is run again.
            "40001" | "40P01" | "55P03" | "25P02" => Self::Conflict,
            "23505" => Self::Duplicate(constraint),
            "23503" | "23502" | "23514" => {
                Self::Constraint(format!("{constraint}{}", db.column().unwrap_or_default()))
            }
            "53100" | "25006" => Self::CannotWrite(db.code().code().into()),
            "57P01" | "57P02" | "57P03" => Self::Connection(db.code().code().into()),
            // Syntax and type errors quote SQL, not values; everything else keeps only its code.
            code @ ("42601" | "42703" | "42P01" | "42804" | "42883" | "42P18" | "42P08" | "42702"
            | "42803") => Self::Other(format!("{code} {}", db.message())),
            code => Self::Other(code.into()),
        }
    }
}

/// The outermost text of a driver error: it names the stage ("error serializing parameter 1"), no value.
fn error_kind(error: &tokio_postgres::Error) -> String {
    error.to_string().split(':').next().unwrap_or("driver error").to_owned()
}

/// Why a database could not be opened; each is a sentence for the person who started the program.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key does not fit, or the file is no database of ours.
    #[error("the key does not open this database (wrong key file, or the file is not a database)")]
    WrongKey,
    /// Another process serves this file.
    #[error("another program is already using this database file")]
    InUse,
    /// The folder or file cannot be used.
    #[error("the database file cannot be opened: {0}")]
    File(String),
    /// The server cannot be reached.
    #[error("the PostgreSQL server cannot be reached: {0}")]
    Server(String),
    /// A first statement failed.
    #[error(transparent)]
    Sql(#[from] SqlError),
}
