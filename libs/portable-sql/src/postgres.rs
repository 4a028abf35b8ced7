//! PostgreSQL through a pool; values carry their type to the server's own type of the placeholder.

use crate::{Cell, OpenError, Row, RowRef, SqlError, Statement, Types, Value};
use bytes::BytesMut;
use deadpool_postgres::{Hook, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::future::{join, join_all};
use jiff::{SignedDuration, Timestamp, civil::Date};
use tokio_postgres::Statement as Prepared;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};
use uuid::Uuid;

/// Seconds from 1970-01-01 to PostgreSQL's epoch, 2000-01-01.
const EPOCH_SECONDS: i64 = 946_684_800;

pub(crate) fn pool(url: &str, size: usize, read_only: bool) -> Result<Pool, OpenError> {
    let config: tokio_postgres::Config =
        url.parse().map_err(|_| OpenError::Server("the address is not readable".into()))?;
    let manager = Manager::from_config(
        config,
        tokio_postgres::NoTls,
        ManagerConfig { recycling_method: RecyclingMethod::Fast },
    );
    let builder = Pool::builder(manager)
        .max_size(size.max(2))
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(std::time::Duration::from_secs(10)))
        .create_timeout(Some(std::time::Duration::from_secs(10)));
    // What is acknowledged shall be in the server's log on the disk, whatever its administrator finds usual.
    let manner =
        if read_only { "SET default_transaction_read_only = on" } else { "SET synchronous_commit = on" };
    let builder = builder.post_create(Hook::async_fn(move |client, _| {
        Box::pin(
            async move { client.batch_execute(manner).await.map_err(deadpool_postgres::HookError::Backend) },
        )
    }));
    builder.build().map_err(|e| OpenError::Server(e.to_string()))
}

pub(crate) async fn client(pool: &Pool) -> Result<Object, SqlError> {
    pool.get().await.map_err(|e| match e {
        deadpool_postgres::PoolError::Backend(b) => SqlError::Connection(SqlError::from(b).to_string()),
        deadpool_postgres::PoolError::Timeout(_) => SqlError::Connection("no connection is free".into()),
        _ => SqlError::Connection("the pool is closed".into()),
    })
}

pub(crate) async fn all_from_pool<T: Row>(pool: &Pool, statement: &Statement) -> Result<Vec<T>, SqlError> {
    all(&client(pool).await?, statement).await
}

async fn all<T: Row>(client: &Object, statement: &Statement) -> Result<Vec<T>, SqlError> {
    let prepared = client.prepare_cached(statement.sql.text()).await?;
    ask(client, &prepared, statement).await
}

/// Asks; sent when this is first looked at.
async fn ask<T: Row>(
    client: &Object,
    prepared: &Prepared,
    statement: &Statement,
) -> Result<Vec<T>, SqlError> {
    let rows = client.query(prepared, &parameters(statement)).await.map_err(SqlError::from);
    let rows = statement.meaning(rows)?;
    rows.iter().map(|row| T::from_row(&RowRef::Postgres(row))).collect()
}

/// Changes; sent when this is first looked at.
async fn change(client: &Object, prepared: &Prepared, statement: &Statement) -> Result<u64, SqlError> {
    statement.meaning(client.execute(prepared, &parameters(statement)).await.map_err(SqlError::from))
}

fn parameters(statement: &Statement) -> Vec<&(dyn ToSql + Sync)> {
    statement.values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

pub(crate) async fn types(pool: &Pool, text: &str) -> Result<Types, SqlError> {
    let prepared = client(pool).await?.prepare(text).await?;
    Ok(Types {
        placeholders: prepared.params().iter().map(|kind| kind.name().to_owned()).collect(),
        columns: prepared.columns().iter().map(|column| column.type_().name().to_owned()).collect(),
    })
}

/// The value of one of the server's settings.
pub(crate) async fn setting(pool: &Pool, name: &str) -> Result<String, SqlError> {
    let row = client(pool).await?.query_one("SELECT current_setting($1)", &[&name]).await?;
    Ok(row.try_get(0)?)
}

/// How many changes are held back at most.
const MOST_HELD: usize = 16;

/// An open transaction. A connection dropped with one open leaves the pool, so that nothing can be carried on.
///
/// Changes whose answer nobody waits for are held back and go with the next statement, or the commit, in one parcel:
/// what costs time is the way to the server and back. `BEGIN` is never part of a parcel. Should it fail alone,
/// everything behind it would stand for itself.
pub(crate) struct Open {
    client: Option<Object>,
    held: Vec<Statement>,
}

/// Whether a statement can be written for the server. One that cannot would be left out of its parcel, and what follows
/// it, the commit too, would be sent.
fn fits(prepared: &Prepared, statement: &Statement) -> Result<(), SqlError> {
    let (name, bound, types) = (statement.sql.name(), statement.values.len(), prepared.params());
    if types.len() != bound {
        return Err(SqlError::Arity { name, expected: types.len(), bound });
    }
    let mut written = BytesMut::new();
    for (value, kind) in statement.values.iter().zip(types) {
        let fits = value.to_sql_checked(kind, &mut written);
        fits.map_err(|_| SqlError::Other(format!("{name} is given a value that does not fit")))?;
    }
    Ok(())
}

/// What was held back, ready to be sent.
struct Parcel(Vec<(Prepared, Statement)>);

impl Parcel {
    /// Sent in its order when this is first looked at, and before whatever is looked at after it. Once one change
    /// fails, the server refuses all that follow, and a `COMMIT` rolls back; the first error is the one that tells why.
    async fn send(&self, client: &Object) -> Result<(), SqlError> {
        let answers = join_all(self.0.iter().map(|(prepared, held)| change(client, prepared, held))).await;
        answers.into_iter().try_for_each(|answer| answer.map(|_| ()))
    }
}

impl Open {
    pub(crate) async fn begin(pool: &Pool) -> Result<Self, SqlError> {
        let client = client(pool).await?;
        client.batch_execute("BEGIN ISOLATION LEVEL SERIALIZABLE").await?;
        Ok(Self { client: Some(client), held: Vec::new() })
    }

    fn client(&self) -> Result<&Object, SqlError> {
        self.client.as_ref().ok_or_else(|| SqlError::Connection("the transaction is closed".into()))
    }

    /// Holds a change back until the next statement.
    pub(crate) async fn hold(&mut self, statement: Statement) -> Result<(), SqlError> {
        self.held.push(statement);
        if self.held.len() < MOST_HELD { Ok(()) } else { self.send_held().await }
    }

    /// Sends what is held back and waits for the answers.
    pub(crate) async fn send_held(&mut self) -> Result<(), SqlError> {
        let parcel = self.parcel().await?;
        parcel.send(self.client()?).await
    }

    /// Prepares what is held back, and fails before anything of it is sent when one does not fit. A statement that this
    /// connection does not know yet takes a way of its own.
    async fn parcel(&mut self) -> Result<Parcel, SqlError> {
        let held = std::mem::take(&mut self.held);
        let client = self.client()?;
        let mut ready = Vec::with_capacity(held.len());
        for statement in held {
            let prepared = client.prepare_cached(statement.sql.text()).await?;
            fits(&prepared, &statement)?;
            ready.push((prepared, statement));
        }
        Ok(Parcel(ready))
    }

    pub(crate) async fn all<T: Row>(&mut self, statement: &Statement) -> Result<Vec<T>, SqlError> {
        let parcel = self.parcel().await?;
        let client = self.client()?;
        let prepared = client.prepare_cached(statement.sql.text()).await?;
        let (sent, found) = join(parcel.send(client), ask(client, &prepared, statement)).await;
        sent.and(found)
    }

    pub(crate) async fn execute(&mut self, statement: &Statement) -> Result<u64, SqlError> {
        let parcel = self.parcel().await?;
        let client = self.client()?;
        let prepared = client.prepare_cached(statement.sql.text()).await?;
        let (sent, changed) = join(parcel.send(client), change(client, &prepared, statement)).await;
        sent.and(changed)
    }

    /// Asks beside other questions; nothing may be held back then.
    pub(crate) async fn beside<T: Row>(&self, statement: &Statement) -> Result<Vec<T>, SqlError> {
        if !self.held.is_empty() {
            return Err(SqlError::Other("a question overtakes a change".into()));
        }
        all(self.client()?, statement).await
    }

    pub(crate) async fn batch(&mut self, text: &str) -> Result<(), SqlError> {
        self.send_held().await?;
        Ok(self.client()?.batch_execute(text).await?)
    }

    pub(crate) async fn commit(mut self) -> Result<(), SqlError> {
        // A failure here closes the connection by `Drop`: no COMMIT was sent.
        let parcel = self.parcel().await?;
        let client = self.client()?;
        let (sent, ended) = join(parcel.send(client), client.batch_execute("COMMIT")).await;
        let outcome = sent.and(ended.map_err(SqlError::from));
        // A refused COMMIT (a conflict, mostly) has ended the transaction, and the connection goes back to the
        // pool; so has one that a failed change made a rollback. Without an answer, or when this future is dropped
        // before it, `Drop` closes the connection.
        if matches!(
            outcome,
            Ok(()) | Err(SqlError::Conflict | SqlError::Duplicate(_) | SqlError::Constraint(_))
        ) {
            drop(self.client.take());
        }
        outcome
    }

    pub(crate) async fn roll_back(mut self) -> Result<(), SqlError> {
        // On an error or a dropped future the connection is closed by `Drop`, which rolls back as well.
        self.client()?.batch_execute("ROLLBACK").await?;
        drop(self.client.take());
        Ok(())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            drop(Object::take(client));
        }
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => return Ok(IsNull::Yes),
            (Self::Bool(v), &Type::BOOL) => return v.to_sql(ty, out),
            (Self::Integer(v), &Type::INT8) => return v.to_sql(ty, out),
            (Self::Integer(v), &Type::INT4) => return i32::try_from(*v)?.to_sql(ty, out),
            (Self::Integer(v), &Type::INT2) => return i16::try_from(*v)?.to_sql(ty, out),
            (Self::Real(v), &Type::FLOAT8) => return v.to_sql(ty, out),
            (Self::Text(v), &(Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME)) => {
                return v.to_sql(ty, out);
            }
            (Self::Bytes(v), &Type::BYTEA) => return v.to_sql(ty, out),
            (Self::Uuid(v), &Type::UUID) => return v.to_sql(ty, out),
            (Self::Moment(v), &Type::TIMESTAMPTZ) => {
                let micros = v.as_microsecond() - EPOCH_SECONDS * 1_000_000;
                out.extend_from_slice(&micros.to_be_bytes());
            }
            (Self::Day(v), &Type::DATE) => {
                let days = i32::try_from(v.duration_since(Date::constant(2000, 1, 1)).as_hours() / 24)?;
                out.extend_from_slice(&days.to_be_bytes());
            }
            _ => return Err(format!("a {} cannot be bound here", ty.name()).into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

/// A cell with its type, read without copying.
struct Raw<'a>(Cell<'a>);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::BOOL => Cell::Bool(bool::from_sql(ty, raw)?),
            Type::INT8 => Cell::Integer(i64::from_sql(ty, raw)?),
            Type::INT4 => Cell::Integer(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Cell::Integer(i16::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Cell::Real(f64::from_sql(ty, raw)?),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => Cell::Text(<&str>::from_sql(ty, raw)?),
            Type::BYTEA => Cell::Bytes(<&[u8]>::from_sql(ty, raw)?),
            Type::UUID => Cell::Uuid(Uuid::from_sql(ty, raw)?),
            Type::TIMESTAMPTZ => {
                let micros = i64::from_be_bytes(raw.try_into()?);
                // PostgreSQL's "infinity" is the largest number there is; no moment of ours.
                let micros = micros.checked_add(EPOCH_SECONDS * 1_000_000).ok_or("not a moment")?;
                Cell::Moment(Timestamp::from_microsecond(micros)?)
            }
            Type::DATE => {
                let days = i32::from_be_bytes(raw.try_into()?);
                let span = SignedDuration::from_hours(i64::from(days) * 24);
                Cell::Day(Date::constant(2000, 1, 1).checked_add(span)?)
            }
            _ => return Err(format!("type {} is not portable", ty.name()).into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(Cell::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

pub(crate) fn cell(row: &tokio_postgres::Row, position: usize) -> Result<Cell<'_>, SqlError> {
    match row.try_get::<_, Raw<'_>>(position) {
        Ok(Raw(cell)) => Ok(cell),
        Err(_) => Err(SqlError::Column { position, expected: "a portable type" }),
    }
}
