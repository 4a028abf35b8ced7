//! Who may come where: every route, tried by everybody, against a table that was written by hand from the texts that
//! say who may (`authorisation.csv`), not from what the program answers.
//!
//! Verdicts: `A` may, `R` may know but not do it (403), `H` may not know (404), `S` has to sign in first (303).

use crate::harness::cast::EVERYBODY;
use crate::harness::forms::persuade;
use crate::harness::stages::prepare;
use crate::harness::{Backend, Browser, Person, TestHouse, browser::Answer, tour};
use axum::http::{Method, StatusCode};
use portable_sql::Sql;
use pripadovka::access::{Audience, Policy, RouteEntry, Verb};
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = include_str!("authorisation.csv");

/// The table: for verb and path, the expected verdict of each column.
struct Table {
    rows: BTreeMap<(String, String), BTreeMap<String, char>>,
    /// What the row is about.
    about: BTreeMap<(String, String), String>,
}

fn table(text: &str) -> Table {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let (mut rows, mut about) = (BTreeMap::new(), BTreeMap::new());
    for record in reader.records() {
        let record = record.unwrap();
        let verdicts = columns
            .iter()
            .zip(record.iter())
            .skip(3)
            .map(|(column, verdict)| (column.clone(), verdict.chars().next().unwrap_or('?')))
            .collect();
        let double = rows.insert((record[0].to_owned(), record[1].to_owned()), verdicts);
        about.insert((record[0].to_owned(), record[1].to_owned()), record[2].to_owned());
        assert!(double.is_none(), "two rows for {} {}", &record[0], &record[1]);
    }
    Table { rows, about }
}

fn verb(route: &RouteEntry) -> &'static str {
    match route.verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
    }
}

/// What an answer says about the right to come; a text when it says nothing sensible.
fn verdict(answer: &Answer) -> Result<char, String> {
    match answer.status {
        StatusCode::SEE_OTHER if answer.location().is_some_and(|to| to.starts_with("/prihlaseni")) => Ok('S'),
        StatusCode::FORBIDDEN => Ok('R'),
        StatusCode::NOT_FOUND => Ok('H'),
        // 205: a page that lies open is to be opened anew, which asks who may.
        StatusCode::OK
        | StatusCode::RESET_CONTENT
        | StatusCode::SEE_OTHER
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::CONFLICT
        | StatusCode::GONE
        | StatusCode::TOO_MANY_REQUESTS => Ok('A'),
        other => Err(format!("answers {other}")),
    }
}

/// Who is tried: nobody in particular, and everybody.
fn visitors() -> Vec<Option<Person>> {
    std::iter::once(None).chain(EVERYBODY.iter().copied().map(Some)).collect()
}

fn column(visitor: Option<Person>) -> &'static str {
    visitor.map_or("anonymous", Person::column)
}

async fn browser(house: &TestHouse, visitor: Option<Person>) -> Browser {
    match visitor {
        Some(person) => house.browser_of(person).await,
        None => house.stranger(),
    }
}

async fn ask(house: &TestHouse, visitor: Option<Person>, route: &RouteEntry, address: &str) -> Answer {
    let mut browser = browser(house, visitor).await;
    match route.verb {
        Verb::Get => browser.get(address).await,
        // Forms with a file want to be sent as such.
        Verb::Post if WITH_FILE.contains(&route.path) => {
            let body = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--x--\r\n".to_vec();
            browser.send(Method::POST, address, Some(("multipart/form-data; boundary=x".into(), body))).await
        }
        Verb::Post if WITH_DATA.contains(&route.path) => {
            browser.send(Method::POST, address, Some(("application/json".into(), b"{}".to_vec()))).await
        }
        Verb::Post => {
            let answer = browser.post(address, &[]).await;
            // A form that lacks its hidden fields is refused whoever sends it: then as its page offers it.
            let page = browser.visit(address).await;
            match page.forms().into_iter().find(|f| !f.get && f.action.split('?').next() == Some(address)) {
                Some(form) if answer.status == StatusCode::FORBIDDEN => persuade(&mut browser, &form).await.0,
                _ => answer,
            }
        }
    }
}

/// Forms that carry a file.
const WITH_FILE: &[&str] = &["/pripady/novy/seznam"];

/// Doors that take JSON from a script.
const WITH_DATA: &[&str] = &["/konference/{konference}/jednani/denik"];

/// Routes that the table speaks about: the demo's own pages exist in demos only.
fn routes() -> Vec<RouteEntry> {
    tour::routes().into_iter().filter(|route| !route.path.starts_with("/ukazka")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_speaks_about_every_route_and_no_other() {
    pripadovka::shell::set_registry(pripadovka::capabilities::all);
    let table = table(TABLE);
    let served: BTreeSet<(String, String)> =
        routes().iter().map(|r| (verb(r).to_owned(), r.path.to_owned())).collect();
    let written: BTreeSet<(String, String)> = table.rows.keys().cloned().collect();
    let missing: Vec<_> = served.difference(&written).collect();
    let surplus: Vec<_> = written.difference(&served).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "not in the table: {missing:#?}\nnot served: {surplus:#?}"
    );
}

#[test]
fn the_table_is_complete_and_not_a_list_of_refusals() {
    let table = table(TABLE);
    let (mut allowed, mut all) = (0usize, 0usize);
    for ((verb, path), verdicts) in &table.rows {
        for visitor in visitors() {
            let verdict = verdicts.get(column(visitor)).copied().unwrap_or('?');
            assert!("ARHS".contains(verdict), "{verb} {path}: {} has no verdict", column(visitor));
            all += 1;
            allowed += usize::from(verdict == 'A');
        }
    }
    eprintln!("{all} verdicts, {} % of them allow", allowed * 100 / all);
    assert!(allowed * 100 >= all * 30, "only {allowed} of {all} verdicts allow");
}

/// Actions of which the table says only one thing, and why.
const ONE_VERDICT: &[(&str, &str)] = &[
    ("law.read", "what the office rests on is no secret to anybody who works there: no rule to take away"),
    (
        "case.reopen",
        "the table's case is open, so nobody opens it again; `a_closed_case_is_read_and_not_changed` tries a closed one",
    ),
    (
        "plan.answer_alone",
        "no device in the table's case was handed over; `plan::a_lent_tablet_…` hands one over",
    ),
    (
        "opening.allow",
        "nobody is barred in the table's case; `openings` bars somebody and lets them in again",
    ),
];

/// A rule that is taken away (everybody is allowed) or that allows nobody differs from the table somewhere.
#[test]
fn the_table_tells_every_policy_from_none() {
    let table = table(TABLE);
    let mut of_action: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for route in routes() {
        let Policy::Permit { action, .. } = &route.policy else { continue };
        let row = table.rows.get(&(verb(&route).to_owned(), route.path.to_owned()));
        let verdicts = EVERYBODY.iter().filter_map(|person| row?.get(person.column()).copied());
        let seen = of_action.entry(action).or_default();
        seen.extend(verdicts.map(|verdict| if verdict == 'A' { 'A' } else { 'D' }));
    }
    assert!(of_action.len() > 30, "only {} actions stand at a route", of_action.len());
    let excepted = |action: &str| ONE_VERDICT.iter().any(|(known, _)| *known == action);
    let wrong: Vec<String> = of_action
        .iter()
        .filter(|(action, seen)| seen.len() != if excepted(action) { 1 } else { 2 })
        .map(|(action, seen)| format!("{action}: {seen:?}"))
        .collect();
    eprintln!("{} actions, {} with one verdict", of_action.len(), ONE_VERDICT.len());
    assert!(wrong.is_empty(), "the table does not say both who may and who may not: {wrong:#?}");
}

/// What a row is about when it is not the planned conference of the Doležalovi: `running` – its meeting has begun;
/// `following` – one that follows the held one, its meeting has begun; `held`, `considered`, `not_now` – another conference of the demo, by its state.
fn about(table: &Table, route: &RouteEntry) -> String {
    let row = (verb(route).to_owned(), route.path.to_owned());
    table.about.get(&row).cloned().unwrap_or_default()
}

/// Compares what the program answers with the table, for routes of one verb.
async fn compare(backend: Backend, which: Verb) -> Vec<String> {
    let table = table(TABLE);
    let (mut wrong, mut tried, mut allowed) = (Vec::new(), 0, 0);
    for record in ["", "running", "following", "held", "sealed", "considered", "not_now"] {
        let rows: Vec<RouteEntry> =
            routes().into_iter().filter(|r| r.verb == which && about(&table, r) == record).collect();
        if rows.is_empty() {
            continue;
        }
        let (house, case, conference) = prepare(backend, record).await;
        let addresses = tour::survey(&house).await.about(Some(case), Some(conference));
        for route in &rows {
            let address = &addresses[&(which == Verb::Post, route.path)];
            let Some(expected) = table.rows.get(&(verb(route).to_owned(), route.path.to_owned())) else {
                continue;
            };
            if address.contains('{') {
                let (verb, path) = (verb(route), route.path);
                wrong.push(format!("{verb} {path}: no page leads there, and no page names its parameters"));
                continue;
            }
            // Those who may not come first: they change nothing.
            let mut visitors = visitors();
            visitors.sort_by_key(|visitor| expected[column(*visitor)] == 'A');
            let may: Vec<_> = visitors.iter().copied().filter(|v| expected[column(*v)] == 'A').collect();
            let turn = may.get(tried % may.len().max(1)).copied();
            for visitor in visitors {
                let expected = expected[column(visitor)];
                // What is allowed changes something: it gets a house of its own, unless the test made the record
                // and the change leaves it as it is.
                let alone = !["running", "following"].contains(&record) || route.path.ends_with("/konec");
                let fresh = match (which, expected) {
                    // On the server every act once, by one of those who may, another each time.
                    (Verb::Post, 'A') if backend == Backend::Postgres && Some(visitor) != turn => continue,
                    (Verb::Post, 'A') if alone => Some(prepare(backend, record).await),
                    _ => None,
                };
                tried += 1;
                let answer = match &fresh {
                    Some((house, _, begun)) => {
                        let address = address.replace(&conference.to_string(), &begun.to_string());
                        ask(house, visitor, route, &address).await
                    }
                    None => ask(&house, visitor, route, address).await,
                };
                let (verb, path, who) = (verb(route), route.path, column(visitor));
                allowed += usize::from(expected == 'A');
                match verdict(&answer) {
                    Ok(found) if found == expected => {}
                    Ok(found) => {
                        wrong.push(format!("{verb} {path}: {who} should get {expected} and gets {found}"))
                    }
                    Err(answer) => wrong.push(format!("{verb} {path}: to {who} it {answer}")),
                }
            }
        }
    }
    eprintln!("{backend:?} {which:?}: {tried} checks, {} % of them allowed", allowed * 100 / tried.max(1));
    assert!(tried > 500, "only {tried} answers were compared");
    wrong
}

macro_rules! as_written {
    ($name:ident, $backend:expr, $verb:expr) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let wrong = compare($backend, $verb).await;
            assert!(
                wrong.is_empty(),
                "{} verdicts differ from the table:\n{}",
                wrong.len(),
                wrong.join("\n")
            );
        }
    };
}
as_written!(everybody_sees_what_the_table_says_on_sqlite, Backend::Sqlite, Verb::Get);
as_written!(everybody_sees_what_the_table_says_on_postgres, Backend::Postgres, Verb::Get);
as_written!(everybody_does_what_the_table_says_on_sqlite, Backend::Sqlite, Verb::Post);
as_written!(everybody_does_what_the_table_says_on_postgres, Backend::Postgres, Verb::Post);

/// A record of another office, one that never was, and garbage look the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_may_not_know_looks_like_what_does_not_exist() {
    let house = TestHouse::lived_in().await;
    let addresses = tour::addresses(&house).await;
    let mut browser = house.browser_of(Person::OtherWorker).await;
    let blank = |text: String| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let never = browser.visit("/pripady/01934000-0000-7000-8000-000000000001").await;
    let table = table(TABLE);
    for route in routes().iter().filter(|r| r.verb == Verb::Get && r.audience == Audience::Staff) {
        let expected = table.rows.get(&(verb(route).to_owned(), route.path.to_owned()));
        if expected.is_none_or(|row| row["other_worker"] != 'H') {
            continue;
        }
        let address = &addresses[&(false, route.path)];
        let page = browser.visit(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(blank(page.text()), blank(never.text()), "{} tells that something is there", route.path);
    }
}

/// A case that is closed can be read and not changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_case_is_read_and_not_changed() {
    let house = TestHouse::lived_in().await;
    let addresses = tour::addresses(&house).await;
    let (case, now) = (house.named("case.dolezalovi"), house.house.clock.now());
    let close = Sql::new("CLOSE", "UPDATE case_file SET closed = $2 WHERE id = $1");
    house
        .meddle(async |mut work| {
            assert_eq!(close.bind(case).bind(now).execute(&mut work).await?, 1);
            Ok((work, ()))
        })
        .await;
    let mut tried = 0;
    for route in routes() {
        let Policy::Permit { action, .. } = &route.policy else { continue };
        // What is not asked here might open it again.
        if !["case.read", "case.edit"].contains(action) {
            continue;
        }
        let address = &addresses[&(route.verb == Verb::Post, route.path)];
        let answer = ask(&house, Some(Person::Coordinator), &route, address).await;
        match *action {
            "case.read" => assert_eq!(verdict(&answer), Ok('A'), "{}", route.path),
            "case.edit" => {
                tried += 1;
                assert_eq!(verdict(&answer), Ok('R'), "{} {}", verb(&route), route.path);
            }
            _ => {}
        }
    }
    assert!(tried > 0, "no route changes a case");
    // Opening it again is for those who work on it; whoever only reads it, or does not know it, does not.
    for (person, expected) in [
        (Person::Colleague, 'H'),
        (Person::OtherHead, 'H'),
        (Person::DataProtectionOfficer, 'R'),
        (Person::Coordinator, 'A'),
    ] {
        let again: Vec<RouteEntry> = routes()
            .into_iter()
            .filter(|route| matches!(&route.policy, Policy::Permit { action: "case.reopen", .. }))
            .collect();
        assert!(!again.is_empty(), "no route opens a case again");
        for route in again {
            let address = &addresses[&(route.verb == Verb::Post, route.path)];
            let answer = ask(&house, Some(person), &route, address).await;
            assert_eq!(verdict(&answer), Ok(expected), "{person:?} {} {}", verb(&route), route.path);
        }
    }
}
