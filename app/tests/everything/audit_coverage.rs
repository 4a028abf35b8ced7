//! Nothing changes and no case is read without a trace, and the trace cannot be changed unnoticed.

use crate::harness::forms::persuade;
use crate::harness::{Person, TestHouse, tour};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::{Policy, Verb};
use pripadovka::audit::{Verdict, verify};
use std::collections::BTreeMap;

const EVENTS: Sql = Sql::new("EVENTS", "SELECT count(*) FROM audit_event WHERE code <> 'case.read'");
const READS: Sql = Sql::new(
    "READS",
    "SELECT count(*) FROM audit_event WHERE code = 'case.read' AND case_id = $1 AND actor_id = $2",
);

async fn events(house: &TestHouse) -> i64 {
    let row: (i64,) = EVENTS.statement().get(&house.raw.0).await.unwrap();
    row.0
}

/// Who can do most of what a person of the house can do.
const DOERS: &[Person] = &[
    Person::Coordinator,
    Person::Head,
    Person::Administrator,
    Person::DataProtectionOfficer,
    Person::Methodologist,
];

/// Parameters that name a case or what belongs to one.
const OF_A_CASE: &[&str] =
    &["pripad", "konference", "ucastnik", "pozvanka", "dokument", "dite", "osoba", "udaj"];

/// Acts that change nothing that an auditor would ask for, each with its reason.
const WITHOUT_EVENT: &[(&str, &str)] = &[];

on_both!(
    async fn every_read_of_a_case_leaves_an_event(house: TestHouse) {
        let addresses = tour::addresses(&house).await;
        let case = house.named("case.dolezalovi");
        let reader = house.cast.id(Person::Coordinator);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let mut looked = 0;
        for route in tour::routes() {
            let of_case = matches!(route.policy, Policy::Permit { param, .. } if OF_A_CASE.contains(&param));
            if route.verb != Verb::Get || !of_case {
                continue;
            }
            let before: (i64,) = READS.bind(case).bind(reader).get(&house.raw.0).await.unwrap();
            let answer = browser.get(&addresses[&(false, route.path)]).await;
            let after: (i64,) = READS.bind(case).bind(reader).get(&house.raw.0).await.unwrap();
            if answer.status == StatusCode::OK {
                looked += 1;
                assert!(after.0 > before.0, "{} was read and nobody will ever know", route.path);
            }
        }
        assert!(looked > 0);
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_act_leaves_an_event() {
    let origin = TestHouse::lived_in().await;
    let mut done: BTreeMap<&'static str, bool> = BTreeMap::new();
    let routes = tour::routes();
    let mut silent = Vec::new();
    for person in DOERS {
        let mut browser = origin.browser_of(*person).await;
        let mut forms = Vec::new();
        for answer in tour::walk(&mut browser, &tour::starts(&origin)).await {
            if answer.is_html() {
                forms.extend(answer.page().forms().into_iter().filter(|f| !f.get));
            }
        }
        for form in forms {
            let Some(route) = tour::route_of(&routes, Verb::Post, &form.action) else {
                panic!("a form leads to {}, which no route serves", form.action)
            };
            if done.get(route.path) == Some(&true) {
                continue;
            }
            // Each act in a house of its own, so that one does not close the door to another.
            let house = TestHouse::lived_in().await;
            let mut browser = house.browser_of(*person).await;
            let before = events(&house).await;
            let (answer, _) = persuade(&mut browser, &form).await;
            assert!(!answer.status.is_server_error(), "{} fails: {}", form.action, answer.status);
            let accepted = answer.status == StatusCode::SEE_OTHER;
            let traced = events(&house).await > before;
            let excused = WITHOUT_EVENT.iter().any(|(path, _)| *path == route.path);
            if accepted && !traced && !excused {
                silent.push(format!("{} by {person:?}", route.path));
            }
            let entry = done.entry(route.path).or_default();
            *entry |= accepted && traced;
        }
    }
    assert!(silent.is_empty(), "acts without an event: {silent:#?}");
    let mute: Vec<&&str> = done.iter().filter(|(_, done)| !**done).map(|(path, _)| path).collect();
    let staff = routes
        .iter()
        .filter(|r| r.verb == Verb::Post && r.policy != Policy::Public && !r.path.starts_with("/ukazka"));
    let unreached: Vec<&str> = staff.map(|r| r.path).filter(|path| !done.contains_key(path)).collect();
    let known = include_str!("acts_not_reached.txt");
    let unknown: Vec<&str> = mute
        .iter()
        .map(|p| **p)
        .chain(unreached.iter().copied())
        .filter(|p| !known.lines().any(|line| line == *p))
        .collect();
    assert!(
        unknown.is_empty(),
        "acts that this walk could not carry out, and that are not in acts_not_reached.txt: {unknown:#?}"
    );
}

on_both!(
    async fn the_chain_holds_after_a_day_of_work(house: TestHouse) {
        for person in DOERS {
            let mut browser = house.browser_of(*person).await;
            tour::walk(&mut browser, &tour::starts(&house)).await;
        }
        let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
        assert!(!verdicts.is_empty());
        for verdict in verdicts {
            assert!(matches!(verdict, Verdict::Whole { events, .. } if events > 0), "{verdict:?}");
        }
    }
);

on_both!(
    async fn a_changed_removed_or_cut_off_event_is_found(house: TestHouse) {
        let office = house.cast.office;
        let mut browser = house.browser_of(Person::Coordinator).await;
        for _ in 0..5 {
            browser.get(&format!("/pripady/{}", house.named("case.dolezalovi"))).await;
        }
        let whole = verify(&house.house.queries, |_| {}).await.unwrap();
        assert!(whole.iter().all(|v| matches!(v, Verdict::Whole { .. })), "{whole:?}");
        let removed = "DELETE FROM audit_event WHERE office_id = $1 AND sequence = 3";
        let changed =
            "UPDATE audit_event SET code = 'case.opened_twice' WHERE office_id = $1 AND sequence = 2";
        for (what, text) in [("removed", removed), ("changed", changed)] {
            let broken =
                |v: &Verdict| matches!(v, Verdict::Broken { office: o, at } if *o == office && *at <= 4);
            house
                .meddle(async |mut work| {
                    assert_eq!(Sql::new("TAMPER", text).bind(office).execute(&mut work).await?, 1, "{what}");
                    Ok((work, ()))
                })
                .await;
            let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
            assert!(verdicts.iter().any(broken), "an event was {what} and nobody noticed: {verdicts:?}");
        }
    }
);

on_both!(
    async fn an_end_that_was_cut_off_is_found(house: TestHouse) {
        let office = house.cast.office;
        let mut browser = house.browser_of(Person::Coordinator).await;
        browser.get(&format!("/pripady/{}", house.named("case.dolezalovi"))).await;
        let cut = Sql::new(
            "CUT",
            "DELETE FROM audit_event WHERE office_id = $1 AND sequence = (SELECT max(sequence) FROM audit_event WHERE office_id = $1)",
        );
        house
            .meddle(async |mut work| {
                assert_eq!(cut.bind(office).execute(&mut work).await?, 1);
                Ok((work, ()))
            })
            .await;
        let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
        assert!(
            verdicts.iter().any(|v| matches!(v, Verdict::Broken { office: o, .. } if *o == office)),
            "{verdicts:?}"
        );
    }
);
