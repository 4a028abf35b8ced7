//! Facts about the installation itself: its schema, and whether its data are invented.

use super::is_missing_table;
use crate::audit::Chore;
use crate::kernel::{Failure, Queries, SqlError};

portable_sql::statements! {
    /// Which migration was the last?
    SCHEMA = "SELECT number FROM schema_migration ORDER BY number DESC LIMIT 1";
    /// What is this installation marked as?
    MARKS = "SELECT name, value FROM installation ORDER BY name";
    /// Marks the installation.
    MARK = "INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    /// How many cases and accounts are there?
    FILLED = "SELECT (SELECT count(*) FROM case_file) + (SELECT count(*) FROM staff)";
}

/// Name of the mark of a demo; its value is `making` or `ready`.
const DEMO: &str = "demo";
/// Name of the mark of synthetic data.
const SYNTHETIC: &str = "synthetic";

/// How far a demo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demo {
    /// Its data are being made, or making them was cut short.
    Making,
    /// All there.
    Ready,
}

/// What an installation is marked as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// A demo.
    pub demo: Option<Demo>,
    /// Synthetic data for measurement.
    pub synthetic: bool,
}

/// The number of the last migration; zero for an empty database.
///
/// # Errors
/// Database errors.
pub async fn schema(queries: &Queries) -> Result<u32, SqlError> {
    match SCHEMA.statement().one::<(u32,)>(queries).await {
        Ok(found) => Ok(found.map_or(0, |(number,)| number)),
        Err(error) if is_missing_table(&error, "schema_migration") => Ok(0),
        Err(error) => Err(error),
    }
}

/// What the installation is marked as.
///
/// # Errors
/// Database errors.
pub async fn marks(queries: &Queries) -> Result<Marks, Failure> {
    let rows: Vec<(String, String)> = MARKS.statement().all(queries).await?;
    let mut marks = Marks::default();
    for (name, value) in rows {
        match name.as_str() {
            DEMO => marks.demo = Some(if value == "ready" { Demo::Ready } else { Demo::Making }),
            SYNTHETIC => marks.synthetic = true,
            _ => {}
        }
    }
    Ok(marks)
}

/// Marks the installation as a demo.
///
/// # Errors
/// Database errors.
pub async fn mark_demo(house: &crate::access::House, demo: Demo) -> Result<(), Failure> {
    let value = match demo {
        Demo::Making => "making",
        Demo::Ready => "ready",
    };
    mark(house, DEMO, value).await
}

/// Marks the installation as one of synthetic data.
///
/// # Errors
/// Database errors.
pub async fn mark_synthetic(house: &crate::access::House) -> Result<(), Failure> {
    mark(house, SYNTHETIC, "yes").await
}

async fn mark(house: &crate::access::House, name: &'static str, value: &'static str) -> Result<(), Failure> {
    house
        .trail
        .chore(Chore::ReferenceLoaded, move |mut work| async move {
            MARK.bind(name).bind(value).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await
}

/// Whether there are cases or accounts.
///
/// # Errors
/// Database errors.
pub async fn is_filled(queries: &Queries) -> Result<bool, Failure> {
    let (count,): (i64,) = FILLED.statement().get(queries).await?;
    Ok(count > 0)
}
