//! A database of its own for every test, on both databases. Shared by the tests of `portable-sql` and `jobs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs, dead_code)]
#![allow(clippy::disallowed_methods, reason = "a test database is named by a fresh identifier")]

use portable_sql::{Location, Migration, Queries, Writer, open};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A raw key that opens the embedded test databases.
pub const KEY: &str = "x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'";

/// An opened database that vanishes with the value.
pub struct Store {
    pub queries: Queries,
    pub writer: Writer,
    pub location: Location,
    _gone_afterwards: Gone,
}

enum Gone {
    Folder(tempfile::TempDir),
    Database { server: String, name: String },
}

/// The embedded database in a folder of its own, encrypted.
pub async fn embedded() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let location = file(&folder.path().join("test.db"));
    let (queries, writer) = open(&location).await.unwrap();
    Store { queries, writer, location, _gone_afterwards: Gone::Folder(folder) }
}

/// An encrypted file, claimed by nobody.
pub fn file(path: &Path) -> Location {
    Location::Sqlite {
        path: path.to_owned(),
        key: Some(KEY.into()),
        readers: 2,
        cache_kib: 2048,
        exclusive: false,
    }
}

/// A fresh database on the test server.
///
/// # Panics
/// When there is no server: a test that silently skips half of its promise would be worse than a red one.
pub async fn server() -> Store {
    let server = std::env::var("PRIPADOVKA_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "PRIPADOVKA_TEST_POSTGRES is not set, so there is no PostgreSQL to test on. Run the tests with ./test, \
             or: export PRIPADOVKA_TEST_POSTGRES=$(scripts/postgres start)"
        )
    });
    let name = format!("test_{}", Uuid::now_v7().simple());
    administer(&server, &format!("CREATE DATABASE {name}")).await;
    let base = server.rsplit_once('/').expect("the address ends in /database").0;
    let location = Location::Postgres { url: format!("{base}/{name}"), connections: 4 };
    let (queries, writer) = open(&location).await.unwrap();
    Store { queries, writer, location, _gone_afterwards: Gone::Database { server, name } }
}

async fn administer(server: &str, statement: &str) {
    let (client, connection) =
        tokio_postgres::connect(server, tokio_postgres::NoTls).await.unwrap_or_else(|e| {
            panic!("the test server does not answer ({e}); start it with scripts/postgres start")
        });
    let connection = tokio::spawn(connection);
    client.batch_execute(statement).await.unwrap();
    drop(client);
    let _ = connection.await;
}

impl Drop for Gone {
    fn drop(&mut self) {
        let Self::Database { server, name } = self else { return };
        let (server, statement) = (server.clone(), format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // A runtime of its own: this may run inside the test's runtime, while that is unwinding.
        let dropping = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(administer(&server, &statement));
        });
        let _ = dropping.join();
    }
}

impl Store {
    /// The schema, as the only migration.
    pub async fn with(self, schema: &'static str) -> Self {
        self.writer.migrate(&[Migration { number: 1, name: "test", text: schema }]).await.unwrap();
        self
    }

    /// Where the embedded file lies.
    pub fn path(&self) -> PathBuf {
        match &self.location {
            Location::Sqlite { path, .. } => path.clone(),
            Location::Postgres { .. } => panic!("a server has no file"),
        }
    }
}

/// One promise, kept on both databases: `on_both!(name_as_a_sentence, |store| { … });`
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* $name:ident, |$store:ident| $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn holds($store: support::Store) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn embedded() {
                holds(support::embedded().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                holds(support::server().await).await;
            }
        }
    };
}
