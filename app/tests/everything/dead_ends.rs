//! No page leads somebody to where they are refused: whatever stands there as a link or a button opens, for everybody who
//! works at a conference and at every stage of it.

use crate::harness::stages::prepare;
use crate::harness::{Backend, Person, TestHouse};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use uuid::Uuid;

const COLLEAGUES: [Person; 6] = [
    Person::Coordinator,
    Person::CoWorker,
    Person::Head,
    Person::DataProtectionOfficer,
    Person::Facilitator,
    Person::MinuteTaker,
];

const STAGES: [&str; 9] =
    ["", "running", "held", "sealed", "following", "considered", "not_now", "postponed", "cancelled"];

/// How many addresses of one shape are opened: people and lines are alike.
const ALIKE: usize = 2;

/// An address without its identifiers and without what is asked of it.
fn shape(path: &str) -> String {
    let parts = path.split('?').next().unwrap_or_default().split('/');
    parts.map(|part| if part.parse::<Uuid>().is_ok() { "…" } else { part }).collect::<Vec<_>>().join("/")
}

/// Opens whatever can be reached from a conference without leaving it; the addresses that were refused, and where they
/// stood.
async fn refused(house: &TestHouse, person: Person, conference: Uuid) -> (usize, Vec<String>) {
    let home = format!("/konference/{conference}");
    let mut browser = house.browser_of(person).await;
    if !browser.get(&home).await.status.is_success() {
        return (0, Vec::new());
    }
    let (mut opened, mut alike) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut refused = Vec::new();
    let mut next = VecDeque::from([(home.clone(), String::new())]);
    while let Some((path, from)) = next.pop_front() {
        let seen = alike.entry(shape(&path)).or_default();
        if !opened.insert(path.clone()) || *seen >= ALIKE {
            continue;
        }
        *seen += 1;
        let answer = browser.get(&path).await;
        if answer.status.is_client_error() || answer.status.is_server_error() {
            refused.push(format!("{person:?}: {from} leads to {}, {}", shape(&path), answer.status.as_u16()));
        }
        if answer.header("content-type").starts_with("text/html") {
            let below = answer
                .page()
                .links()
                .into_iter()
                .map(|link| link.split('#').next().unwrap_or_default().to_owned());
            // A stream does not end, and a file is opened by its own tests.
            let ours = below.filter(|link| link.starts_with(&home) && !link.ends_with("/zive"));
            next.extend(ours.map(|link| (link, shape(&path))));
        }
    }
    (opened.len(), refused)
}

async fn nobody_is_led_to_a_refusal(backend: Backend) {
    let mut trouble = Vec::new();
    for stage in STAGES {
        let (house, _, conference) = prepare(backend, stage).await;
        for person in COLLEAGUES {
            let (opened, refused) = refused(&house, person, conference).await;
            assert!(opened > 8 || person != Person::Coordinator, "{stage}: {opened} pages only");
            trouble.extend(refused.into_iter().map(|one| format!("{stage}: {one}")));
        }
    }
    assert!(trouble.is_empty(), "{}", trouble.join("\n"));
}

mod no_link_leads_a_colleague_to_a_refusal {
    use super::{Backend, nobody_is_led_to_a_refusal};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        nobody_is_led_to_a_refusal(Backend::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        nobody_is_led_to_a_refusal(Backend::Postgres).await;
    }
}
