//! What a capability registers: the one way upwards. A lower level triggers what it cannot name through the
//! [`Registry`], which `capabilities.rs` fills at start.

use crate::access::{Actor, House, Lookup, Routes};
use crate::audit::Operation;
use crate::identity::{Role, Roles};
use crate::kernel::{Failure, Moment};
use portable_sql::Sql;
use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use uuid::Uuid;

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An entry of the main navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavEntry {
    /// Position.
    pub order: u8,
    /// Czech label.
    pub label: &'static str,
    /// Address.
    pub href: &'static str,
    /// Who sees it; empty: everybody.
    pub roles: &'static [Role],
}

/// An event's code with its Czech label, for the pages of the trail.
#[derive(Clone, Copy, Debug)]
pub struct EventKind {
    /// Stable code.
    pub code: &'static str,
    /// Czech label.
    pub label: &'static str,
}

impl EventKind {
    /// Of an event type.
    #[must_use]
    pub const fn of<E: crate::audit::Event>() -> Self {
        Self { code: E::CODE, label: E::LABEL }
    }
}

/// A kind of filed document.
#[derive(Clone, Copy, Debug)]
pub struct DocumentKind {
    /// Stable code.
    pub code: &'static str,
    /// Czech label.
    pub label: &'static str,
    /// What reads a paper once more before it leaves the house, if it was made for somebody outside.
    pub gate: Option<Gate>,
}

/// Reads a filed paper again; what keeps it in, or nothing.
pub type Gate = for<'a> fn(GateContext<'a>) -> BoxFuture<'a, Result<Option<KeptIn>, Failure>>;

/// A filed paper about to leave: taken as a file, printed, marked as handed over.
#[derive(Clone, Copy)]
pub struct GateContext<'a> {
    /// The house.
    pub house: &'a House,
    /// What was checked before: the permit of whoever takes it.
    pub lookup: Lookup<'a>,
    /// The document.
    pub document: Uuid,
    /// The participant it was made for; none: the office's own.
    pub reader: Option<Uuid>,
    /// The file.
    pub bytes: &'a [u8],
}

/// Why a filed paper stays in the house.
#[derive(Clone, Debug)]
pub struct KeptIn {
    /// A Czech sentence.
    pub sentence: &'static str,
    /// Where something can be done about it: addresses with what they are called.
    pub ways: Vec<(String, &'static str)>,
}

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobOutcome {
    /// Done.
    Done,
    /// May work later; a stable code for the list of jobs.
    Retry(&'static str),
    /// Will never work.
    GiveUp(&'static str),
}

/// What a job gets: the house and its identifiers. It cuts its content anew when it runs.
pub struct JobContext<'a> {
    /// The house.
    pub house: &'a House,
    /// The record it is about.
    pub subject: Option<Uuid>,
    /// Its identifiers.
    pub ids: serde_json::Value,
    /// Attempts before this one.
    pub attempts: i64,
}

/// A kind of background work.
#[derive(Clone, Copy)]
pub struct Job {
    /// Stable code.
    pub kind: &'static str,
    /// What it does.
    pub run: for<'a> fn(JobContext<'a>) -> BoxFuture<'a, JobOutcome>,
}

/// What a panel gets. The page it stands on holds the permit on the case or conference.
pub struct PanelContext<'a> {
    /// The house.
    pub house: &'a House,
    /// Who looks.
    pub actor: &'a Actor,
    /// The record of the page.
    pub subject: Uuid,
    /// Now.
    pub now: Moment,
}

/// A part of a lower capability's page that a higher one draws.
#[derive(Clone, Copy)]
pub struct Panel {
    /// Which page: `case`, `conference`, `meeting`, `day`.
    pub place: &'static str,
    /// Position.
    pub order: u8,
    /// Draws safe HTML (rendered by askama), or nothing.
    pub draw: for<'a> fn(PanelContext<'a>) -> BoxFuture<'a, Result<Option<String>, Failure>>,
}

/// Somebody at their personal page, to whom a higher capability has something to say there.
#[derive(Clone, Copy)]
pub struct DoorContext<'a> {
    /// The house.
    pub house: &'a House,
    /// The errand of whoever follows a link: what is read is read to be cut for this one reader.
    pub lookup: Lookup<'a>,
    /// Who follows it.
    pub participant: Uuid,
    /// To which conference it belongs.
    pub conference: Uuid,
    /// `/p/…`: the address of their page, below which the capability's own pages lie.
    pub path: &'a outbound::Link,
    /// The stable code of their language.
    pub language: &'static str,
    /// Whether this device gave the code: without it a page tells logistics only.
    pub proved: bool,
}

/// A part of the personal page of an outsider that a higher capability draws.
#[derive(Clone, Copy)]
pub struct DoorPanel {
    /// Position.
    pub order: u8,
    /// A part cut for this very reader, or nothing. One that a protected fact stops is none: the others still stand.
    pub draw: for<'a> fn(DoorContext<'a>) -> BoxFuture<'a, Result<Option<outbound::Page>, Failure>>,
}

/// A sample of an output.
pub enum SampleContent {
    /// A page.
    Html(String),
    /// A mail as text with its subject.
    Mail(String),
    /// A calendar file.
    Calendar(String),
    /// A paper.
    Pdf(Vec<u8>),
}

/// A rendered sample for the gallery and the tests.
pub struct Sample {
    /// ASCII name without extension: `pozvanka-email-skola`.
    pub name: &'static str,
    /// What it is, in Czech.
    pub title: &'static str,
    /// The rendered thing.
    pub content: SampleContent,
}

/// What a capability gets when demo data are made: one operation of the demo's maker, and what earlier
/// capabilities left by name.
pub struct DemoContext {
    /// The house (read half, keys, clock).
    pub house: House,
    /// The moment "now" of the demo.
    pub now: Moment,
    /// Identifiers left by earlier capabilities: "office.sternberk", "staff.kubickova", "case.dolezalovi".
    pub named: std::collections::BTreeMap<String, Uuid>,
}

/// Why what somebody was told about a meeting does not hold any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyCalledOff {
    /// It will be on another day.
    Postponed,
    /// It will not be.
    Cancelled,
    /// It will be, without this person.
    WithoutThem,
}

/// A meeting that was called off, for everybody or for one participant.
#[derive(Clone, Copy, Debug)]
pub struct CalledOff {
    /// The conference.
    pub conference: Uuid,
    /// The participant; none: everybody.
    pub participant: Option<Uuid>,
    /// Why.
    pub why: WhyCalledOff,
}

/// A case that goes to another office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseMoved {
    /// The case.
    pub case: Uuid,
    /// The office that kept it.
    pub from: Uuid,
    /// The office that keeps it from now on.
    pub to: Uuid,
}

type OnCaseMoved = for<'a> fn(&'a mut Operation, CaseMoved) -> BoxFuture<'a, Result<(), Failure>>;

type OnCalledOff = for<'a> fn(&'a mut Operation, CalledOff) -> BoxFuture<'a, Result<(), Failure>>;

/// What a slice registers.
pub struct Capability {
    /// Its name: the folder's.
    pub name: &'static str,
    /// Adds its routes.
    pub routes: fn(Routes) -> Routes,
    /// Its statements, for the test on both databases.
    pub statements: &'static [&'static [Sql]],
    /// Entries of the main navigation.
    pub nav: &'static [NavEntry],
    /// Its events.
    pub events: &'static [EventKind],
    /// Its kinds of documents.
    pub document_kinds: &'static [DocumentKind],
    /// Its jobs.
    pub jobs: &'static [Job],
    /// Parts it draws on other pages.
    pub panels: &'static [Panel],
    /// Parts it draws on the personal page of an outsider.
    pub behind: &'static [DoorPanel],
    /// Removes what a destroyed case leaves in its tables, inside the same operation.
    pub on_case_destroyed: Option<for<'a> fn(&'a mut Operation, Uuid) -> BoxFuture<'a, Result<(), Failure>>>,
    /// Gives its rows of a case to the office that takes the case over, inside the same operation: whoever keeps an
    /// `office_id` beside a `case_id` moves it here.
    pub on_case_moved: Option<OnCaseMoved>,
    /// Tells those who know of a meeting that it was called off, inside the same operation.
    pub on_called_off: Option<OnCalledOff>,
    /// A meeting is over: inside the operation that says so. What follows from the record is left to a job, which reads
    /// it when it is durable.
    pub on_meeting_over: Option<for<'a> fn(&'a mut Operation, Uuid) -> BoxFuture<'a, Result<(), Failure>>>,
    /// Brings reference data in at start (idempotent).
    pub reference: Option<for<'a> fn(&'a House) -> BoxFuture<'a, Result<(), Failure>>>,
    /// Renders samples of everything that leaves the house and of its pages.
    pub samples: fn() -> Result<Vec<Sample>, Failure>,
    /// Makes its demo data.
    pub demo: Option<for<'a> fn(&'a mut DemoContext) -> BoxFuture<'a, Result<(), Failure>>>,
}

impl Capability {
    /// A capability that registers nothing but its name; fields are set with `..`.
    pub const EMPTY: Self = Self {
        name: "",
        routes: |routes| routes,
        statements: &[],
        nav: &[],
        events: &[],
        document_kinds: &[],
        jobs: &[],
        panels: &[],
        behind: &[],
        on_case_destroyed: None,
        on_case_moved: None,
        on_called_off: None,
        on_meeting_over: None,
        reference: None,
        samples: || Ok(Vec::new()),
        demo: None,
    };
}

/// All capabilities, in the order of the levels.
pub struct Registry(pub Vec<Capability>);

static REGISTRY: OnceLock<Registry> = OnceLock::new();

/// Fills the registry; the first call wins (tests build several houses in one process).
pub fn set_registry(make: fn() -> Vec<Capability>) -> &'static Registry {
    REGISTRY.get_or_init(|| Registry(make()))
}

/// The registry; empty before the start.
#[must_use]
pub fn registry() -> &'static Registry {
    static NONE: Registry = Registry(Vec::new());
    REGISTRY.get().unwrap_or(&NONE)
}

impl Registry {
    /// Navigation entries that a person with these roles sees.
    #[must_use]
    pub fn nav_for(&self, roles: Roles) -> Vec<NavEntry> {
        let mut entries: Vec<NavEntry> = self
            .0
            .iter()
            .flat_map(|c| c.nav.iter().copied())
            .filter(|entry| entry.roles.is_empty() || roles.any(entry.roles))
            .collect();
        entries.sort_by_key(|entry| entry.order);
        entries
    }

    /// Draws the panels of a page, in order.
    ///
    /// # Errors
    /// The first failure.
    pub async fn draw(
        &self,
        place: &str,
        house: &House,
        actor: &Actor,
        subject: Uuid,
    ) -> Result<Vec<String>, Failure> {
        let mut panels: Vec<&Panel> =
            self.0.iter().flat_map(|c| c.panels.iter()).filter(|p| p.place == place).collect();
        panels.sort_by_key(|panel| panel.order);
        let mut drawn = Vec::new();
        for panel in panels {
            let context = PanelContext { house, actor, subject, now: house.clock.now() };
            drawn.extend((panel.draw)(context).await?);
        }
        Ok(drawn)
    }

    /// Draws what the capabilities above have for an outsider on their personal page, in order. A part that was cut for
    /// somebody else is a fault and shows nothing.
    ///
    /// # Errors
    /// The first failure.
    pub async fn behind(&self, context: DoorContext<'_>) -> Result<Vec<outbound::Page>, Failure> {
        let mut panels: Vec<&DoorPanel> = self.0.iter().flat_map(|c| c.behind.iter()).collect();
        panels.sort_by_key(|panel| panel.order);
        let mut drawn = Vec::new();
        for panel in panels {
            let Some(page) = (panel.draw)(context).await? else { continue };
            if page.reader() != context.participant {
                return Err(Failure::Broken("a part of a personal page was cut for somebody else".into()));
            }
            drawn.push(page);
        }
        Ok(drawn)
    }

    /// Lets the capabilities above tell those who know of a meeting that it was called off.
    ///
    /// # Errors
    /// The first failure.
    pub async fn called_off(&self, operation: &mut Operation, event: CalledOff) -> Result<(), Failure> {
        for tell in self.0.iter().filter_map(|c| c.on_called_off) {
            tell(operation, event).await?;
        }
        Ok(())
    }

    /// Lets the capabilities above begin what comes after a meeting.
    ///
    /// # Errors
    /// The first failure.
    pub async fn meeting_over(&self, operation: &mut Operation, conference: Uuid) -> Result<(), Failure> {
        for begin in self.0.iter().filter_map(|c| c.on_meeting_over) {
            begin(operation, conference).await?;
        }
        Ok(())
    }

    /// Lets every capability give its rows of a case to the office that takes it over, the lowest first.
    ///
    /// # Errors
    /// The first failure; then nothing has moved.
    pub async fn case_moved(&self, operation: &mut Operation, moved: CaseMoved) -> Result<(), Failure> {
        for give in self.0.iter().filter_map(|c| c.on_case_moved) {
            give(operation, moved).await?;
        }
        Ok(())
    }

    /// The Czech label of an event's code.
    #[must_use]
    pub fn event_label(&self, code: &str) -> &'static str {
        let known = self.0.iter().flat_map(|c| c.events.iter()).find(|kind| kind.code == code);
        let read = match code {
            "case.read" => "nahlédnutí",
            "case.listed" => "případy v seznamu",
            _ => "jiná událost",
        };
        known.map_or(read, |kind| kind.label)
    }

    /// The job of a kind.
    #[must_use]
    pub fn job(&self, kind: &str) -> Option<&Job> {
        self.0.iter().flat_map(|c| c.jobs.iter()).find(|job| job.kind == kind)
    }

    /// All routes.
    #[must_use]
    pub fn routes(&self) -> Routes {
        self.0.iter().fold(Routes::new(), |routes, capability| (capability.routes)(routes))
    }
}
