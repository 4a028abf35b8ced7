//! A house of its own for every test, on either database, and a browser to visit it with.

pub mod browser;
pub mod cast;
pub mod database;
pub mod forms;
pub mod html;
pub mod outsiders;
pub mod settling;
pub mod stages;
pub mod tour;
pub mod trace;

pub use browser::Browser;
pub use cast::{Cast, Person};
pub use database::{Backend, Furnished, TestHouse};

/// One promise, kept on both databases.
///
/// ```ignore
/// on_both!(async fn a_sentence(house: TestHouse) { … });
/// ```
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($house:ident: TestHouse $(,)?) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::harness::{Backend, Furnished, TestHouse};

            async fn holds($house: TestHouse) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                holds(TestHouse::new(Backend::Sqlite, Furnished::LivedIn).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                holds(TestHouse::new(Backend::Postgres, Furnished::LivedIn).await).await;
            }
        }
    };
}
