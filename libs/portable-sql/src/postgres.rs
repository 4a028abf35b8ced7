//! PostgreSQL through a pool; values carry their type to the server's own type of the placeholder.

use crate::{Cell, OpenError, Row, RowRef, SqlError, Statement, Types, Value};
use bytes::BytesMut;
use deadpool_postgres::{Hook, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use jiff::{SignedDuration, Timestamp, civil::Date};
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

pub(crate) async fn all<T: Row>(client: &Object, statement: &Statement) -> Result<Vec<T>, SqlError> {
    let prepared = client.prepare_cached(statement.sql.text()).await?;
    let parameters: Vec<&(dyn ToSql + Sync)> =
        statement.values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
    let rows = client.query(&prepared, &parameters).await?;
    rows.iter().map(|row| T::from_row(&RowRef::Postgres(row))).collect()
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

pub(crate) async fn execute(client: &Object, statement: &Statement) -> Result<u64, SqlError> {
    let prepared = client.prepare_cached(statement.sql.text()).await?;
    let parameters: Vec<&(dyn ToSql + Sync)> =
        statement.values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
    Ok(client.execute(&prepared, &parameters).await?)
}

/// An open transaction. A connection dropped with one open leaves the pool, so that nothing can be carried on.
pub(crate) struct Open {
    client: Option<Object>,
}

impl Open {
    pub(crate) async fn begin(pool: &Pool) -> Result<Self, SqlError> {
        let client = client(pool).await?;
        client.batch_execute("BEGIN ISOLATION LEVEL SERIALIZABLE").await?;
        Ok(Self { client: Some(client) })
    }

    pub(crate) fn client(&self) -> Result<&Object, SqlError> {
        self.client.as_ref().ok_or_else(|| SqlError::Connection("the transaction is closed".into()))
    }

    pub(crate) async fn batch(&self, text: &str) -> Result<(), SqlError> {
        Ok(self.client()?.batch_execute(text).await?)
    }

    pub(crate) async fn commit(mut self) -> Result<(), SqlError> {
        let outcome = self.batch("COMMIT").await;
        // A refused COMMIT (a conflict, mostly) has ended the transaction, and the connection goes back to the
        // pool. Without an answer, or when this future is dropped before it, `Drop` closes the connection.
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
        self.batch("ROLLBACK").await?;
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
