//! Databases: each test gets a copy of a template that is made once per process.

use super::{Cast, Person, browser::Browser};
use jiff::civil;
use portable_sql::{Location, Queries, Writer};
use pripadovka::access::{Exit, House, HouseParts, SessionCookie};
use pripadovka::audit::{Chore, Trail};
use pripadovka::identity::{Staff, sessions};
use pripadovka::kernel::{Clock, Failure, Id, Keys, Moment};
use pripadovka::shell::{DemoContext, registry, set_registry};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};
use uuid::Uuid;
use vault::KeyRing;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// What is in the house when a test comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furnished {
    /// The schema and nothing else.
    Empty,
    /// Reference data, the cast of people, and the demo's cases with everything around them.
    LivedIn,
}

/// A house with its database, clock, mail and people; the database vanishes with the value.
pub struct TestHouse {
    pub backend: Backend,
    pub house: House,
    pub cast: Cast,
    /// Identifiers that the demo data left by name.
    pub named: BTreeMap<String, Uuid>,
    /// A second way to the same database, behind the trail's back: for planting and tampering.
    pub raw: (Queries, Writer),
    router: super::browser::Served,
    _gone_afterwards: Place,
}

enum Place {
    Folder { _gone_with_it: tempfile::TempDir },
    Server { name: String },
}

/// Thursday 19 November 2026, ten o'clock: the day when the demo's invitations leave.
pub fn now() -> Moment {
    Moment::in_prague(civil::date(2026, 11, 19), civil::time(10, 0, 0, 0))
}

/// One ring for all houses of the process, so that copies of the template open.
fn ring() -> Arc<KeyRing> {
    static RING: LazyLock<Arc<KeyRing>> =
        LazyLock::new(|| Arc::new(KeyRing::generate("2026-11-19T09:00:00Z").unwrap()));
    RING.clone()
}

fn file(path: &Path) -> Location {
    Location::Sqlite {
        path: path.to_owned(),
        key: Some(raw_key()),
        readers: 2,
        cache_kib: 4096,
        exclusive: false,
    }
}

/// SQLCipher's raw-key literal of the ring.
fn raw_key() -> String {
    ring().database_key_pragma().to_string()
}

fn server() -> String {
    std::env::var("PRIPADOVKA_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "PRIPADOVKA_TEST_POSTGRES is not set, so there is no PostgreSQL to test on. Run the tests with ./test, \
             or: export PRIPADOVKA_TEST_POSTGRES=$(scripts/postgres start)"
        )
    })
}

fn on_server(name: &str) -> Location {
    let server = server();
    let base = server.rsplit_once('/').expect("the address ends in /database").0;
    Location::Postgres { url: format!("{base}/{name}"), connections: 4 }
}

/// Runs a statement that no transaction may contain.
async fn administer(statement: &str) -> Result<(), tokio_postgres::Error> {
    let (client, connection) =
        tokio_postgres::connect(&server(), tokio_postgres::NoTls).await.unwrap_or_else(|e| {
            panic!("the test server does not answer ({e}); start it with scripts/postgres start")
        });
    let connection = tokio::spawn(connection);
    let outcome = client.batch_execute(statement).await;
    drop(client);
    let _ = connection.await;
    outcome
}

fn fresh_name(kind: &str) -> String {
    format!("pripadovka_{kind}_{}", Id::<Staff>::fresh(Clock::System.now()).uuid().simple())
}

/// Something asynchronous on a thread and runtime of its own, which are gone with all their connections when it
/// returns.
fn apart<T: Send + 'static, F: Future<Output = T>>(work: impl FnOnce() -> F + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(16 * 1024 * 1024).spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_stack_size(16 * 1024 * 1024)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(work())
    });
    match thread.unwrap().join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// What a template's maker leaves to its copies.
#[derive(Clone)]
struct Left {
    cast: Cast,
    named: BTreeMap<String, Uuid>,
}

struct Template<Where> {
    place: Where,
    left: Left,
}

static SQLITE_EMPTY: OnceLock<Template<(tempfile::TempDir, PathBuf)>> = OnceLock::new();
static SQLITE_LIVED_IN: OnceLock<Template<(tempfile::TempDir, PathBuf)>> = OnceLock::new();
static POSTGRES_EMPTY: OnceLock<Template<String>> = OnceLock::new();
static POSTGRES_LIVED_IN: OnceLock<Template<String>> = OnceLock::new();

fn sqlite_template(furnished: Furnished) -> &'static Template<(tempfile::TempDir, PathBuf)> {
    let cell = match furnished {
        Furnished::Empty => &SQLITE_EMPTY,
        Furnished::LivedIn => &SQLITE_LIVED_IN,
    };
    cell.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (made, copy) = (folder.path().join("made.db"), folder.path().join("template.db"));
        let (made_in, copy_to) = (made.clone(), copy.clone());
        let left = apart(move || async move {
            let (house, left) = furnish(&file(&made_in), furnished).await;
            house.trail.snapshot(&copy_to).unwrap();
            left
        });
        Template { place: (folder, copy), left }
    })
}

fn postgres_template(furnished: Furnished) -> &'static Template<String> {
    let cell = match furnished {
        Furnished::Empty => &POSTGRES_EMPTY,
        Furnished::LivedIn => &POSTGRES_LIVED_IN,
    };
    cell.get_or_init(|| {
        let name = fresh_name("template");
        let made = name.clone();
        let left = apart(move || async move {
            sweep().await;
            administer(&format!("CREATE DATABASE {made}")).await.unwrap();
            furnish(&on_server(&made), furnished).await.1
        });
        Template { place: name, left }
    })
}

/// Drops databases that earlier runs left behind (a template outlives its process): older than two hours by the
/// time in their name.
async fn sweep() {
    let (client, connection) = tokio_postgres::connect(&server(), tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let rows = client.query("SELECT datname FROM pg_database WHERE datname LIKE 'pripadovka\\_%'", &[]).await;
    let old = Clock::System.now().plus_seconds(-7200).timestamp().as_millisecond();
    for row in rows.unwrap_or_default() {
        let name: String = row.get(0);
        let born = name.rsplit('_').next().and_then(|hex| i64::from_str_radix(hex.get(..12)?, 16).ok());
        if born.is_some_and(|born| born < old) {
            let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
    drop(client);
    let _ = connection.await;
}

/// Migrates and, if asked, fills a new database.
async fn furnish(location: &Location, furnished: Furnished) -> (House, Left) {
    set_registry(pripadovka::capabilities::all);
    let house = open_house(location).await;
    house.trail.migrate(pripadovka::migrations::ALL).await.expect("migrations");
    if furnished == Furnished::Empty {
        return (house, Left { cast: Cast::default(), named: BTreeMap::new() });
    }
    pripadovka::identity::reference::load(&house.queries, &house.trail, house.clock.now())
        .await
        .expect("offices");
    for capability in &registry().0 {
        if let Some(reference) = capability.reference {
            reference(&house).await.unwrap_or_else(|e| panic!("reference data of {}: {e}", capability.name));
        }
    }
    let mut context = DemoContext {
        house: house.clone(),
        now: house.clock.now(),
        named: super::cast::named_people(&house).await,
    };
    for capability in &registry().0 {
        if let Some(demo) = capability.demo {
            demo(&mut context).await.unwrap_or_else(|e| panic!("demo data of {}: {e}", capability.name));
        }
    }
    let people = super::cast::people(&context.named);
    let mut named = context.named;
    let router = super::browser::serve(&house);
    // Another office has a case of its own; so has this one, should the demo data have none.
    for (person, case, conference) in [
        (Person::OtherWorker, "case.elsewhere", "conference.elsewhere"),
        (Person::Coordinator, "case.dolezalovi", "conference.main"),
    ] {
        if !named.contains_key(case) {
            let mut browser = Browser::new(router.clone());
            browser.keep_cookie(SessionCookie::name(&house), &session_of(&house, people.id(person)).await);
            let (opened, begun) = super::settling::settle(&mut browser).await;
            named.insert(case.into(), opened);
            named.extend(begun.map(|id| (conference.to_owned(), id)));
        }
    }
    super::cast::tie(&house, &people, &named).await;
    (house, Left { cast: people, named })
}

/// A session opened in the house itself.
async fn session_of(house: &House, staff: Id<Staff>) -> String {
    let now = house.clock.now();
    house
        .trail
        .chore(Chore::SessionTouched, move |mut work| async move {
            let (_, token) = sessions::open(&mut work, staff, true, "test", now).await?;
            Ok((work, token.text().to_owned()))
        })
        .await
        .unwrap()
}

async fn open_house(location: &Location) -> House {
    let (queries, writer) = portable_sql::open(location).await.unwrap();
    let (keys, clock) = (Keys::new(ring()), Clock::fixed(now()));
    let trail = Trail::new(writer, clock.clone(), keys.clone());
    House::new(HouseParts {
        queries,
        trail,
        keys,
        clock,
        demo: false,
        secure_cookies: false,
        exit: Exit {
            sms: Some(sms::Gateway::memory()),
            transport: mail::Transport::memory(),
            sender: "setkani@posta.example".into(),
            sender_name: None,
            returns_to: None,
            incoming: None,
            public_url: super::browser::ORIGIN.into(),
            staff_url: super::browser::ORIGIN.into(),
        },
    })
}

impl TestHouse {
    /// A house on a copy of the template.
    pub async fn new(backend: Backend, furnished: Furnished) -> Self {
        let (location, left, place) = match backend {
            Backend::Sqlite => {
                let template = sqlite_template(furnished);
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("house.db");
                std::fs::copy(&template.place.1, &path).unwrap();
                (file(&path), template.left.clone(), Place::Folder { _gone_with_it: folder })
            }
            Backend::Postgres => {
                let template = tokio::task::block_in_place(|| postgres_template(furnished));
                let name = fresh_name("test");
                copy_on_server(&name, &template.place).await;
                (on_server(&name), template.left.clone(), Place::Server { name })
            }
        };
        Self::around(backend, &location, place, left).await
    }

    /// A house without even a schema.
    pub async fn bare(backend: Backend) -> Self {
        let (location, place) = match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                (file(&folder.path().join("house.db")), Place::Folder { _gone_with_it: folder })
            }
            Backend::Postgres => {
                let name = fresh_name("test");
                administer(&format!("CREATE DATABASE {name}")).await.unwrap();
                (on_server(&name), Place::Server { name })
            }
        };
        Self::around(backend, &location, place, Left { cast: Cast::default(), named: BTreeMap::new() }).await
    }

    async fn around(backend: Backend, location: &Location, place: Place, left: Left) -> Self {
        set_registry(pripadovka::capabilities::all);
        let house = open_house(location).await;
        let raw = portable_sql::open(location).await.unwrap();
        let router = super::browser::serve(&house);
        Self { backend, house, cast: left.cast, named: left.named, raw, router, _gone_afterwards: place }
    }

    /// Address of its own database on the test server.
    pub fn address(&self) -> String {
        let Place::Server { name } = &self._gone_afterwards else {
            panic!("an embedded database has no address")
        };
        match on_server(name) {
            Location::Postgres { url, .. } => url,
            Location::Sqlite { .. } => unreachable!("on_server gives a server"),
        }
    }

    /// On the embedded database, lived in: for what does not depend on the database.
    pub async fn lived_in() -> Self {
        Self::new(Backend::Sqlite, Furnished::LivedIn).await
    }

    /// A browser of somebody who is not signed in.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser of somebody who is signed in.
    pub async fn browser_of(&self, person: Person) -> Browser {
        let token = self.sign_in(self.cast.id(person)).await;
        let mut browser = self.stranger();
        browser.keep_cookie(SessionCookie::name(&self.house), &token);
        browser
    }

    /// Opens a session behind the sign-in page and gives its token.
    pub async fn sign_in(&self, staff: Id<Staff>) -> String {
        let now = self.house.clock.now();
        let mut transaction = self.raw.1.begin().await.unwrap();
        let (_, token) = sessions::open(&mut transaction, staff, true, "test", now).await.unwrap();
        transaction.commit().await.unwrap();
        token.text().to_owned()
    }

    /// Runs statements behind the trail's back.
    pub async fn meddle<T, Fut>(&self, work: impl FnOnce(portable_sql::Transaction) -> Fut) -> T
    where
        Fut: Future<Output = Result<(portable_sql::Transaction, T), Failure>>,
    {
        let transaction = self.raw.1.begin().await.unwrap();
        let (transaction, value) = work(transaction).await.unwrap();
        transaction.commit().await.unwrap();
        value
    }

    /// An identifier that the demo data left.
    pub fn named(&self, name: &str) -> Uuid {
        *self
            .named
            .get(name)
            .unwrap_or_else(|| panic!("the demo data left no {name}: {:?}", self.named.keys()))
    }
}

/// The template may still be leaving its last connection: a few tries.
async fn copy_on_server(name: &str, template: &str) {
    for attempt in 0..100u64 {
        match administer(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await {
            Ok(()) => return,
            Err(error) if attempt == 99 => panic!("no copy of the template: {error}"),
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20 + attempt)).await,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        match self {
            Self::Folder { .. } => {}
            Self::Server { name } => {
                let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                // A runtime of its own: this may run inside the test's runtime, while that is unwinding.
                let dropping = std::thread::spawn(move || {
                    tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()
                        .unwrap()
                        .block_on(async { administer(&statement).await.ok() });
                });
                let _ = dropping.join();
            }
        }
    }
}
