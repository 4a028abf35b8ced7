//! Who was there when a line was said follows from the taps, and stands at the line.

use crate::acts::form_of;
use crate::harness::stages::prepare;
use crate::harness::{Backend, Browser, Person, TestHouse};
use axum::http::StatusCode;
use uuid::Uuid;

/// One minute passes, and somebody at the table does something.
async fn tap(house: &TestHouse, worker: &mut Browser, room: &str, whose: usize, step: &str) -> String {
    house.house.clock.set(house.house.clock.now().plus_seconds(60));
    let page = worker.visit(&format!("{room}/pritomni")).await;
    let names = page.texts("li.person b.strong");
    let of_people = page.forms().into_iter().filter(|form| form.action.ends_with("/jednani/pritomnost"));
    let form = of_people.into_iter().nth(whose).expect("somebody at the table");
    let mut fields = form.hidden();
    fields.push(("stav".into(), step.into()));
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    names[whose].clone()
}

/// A line is said a minute later; the address of its page.
async fn say(house: &TestHouse, worker: &mut Browser, room: &str, words: &str) -> String {
    house.house.clock.set(house.house.clock.now().plus_seconds(60));
    let form = form_of(worker, room, "/jednani/radky").await;
    let id = Uuid::from_bytes(pripadovka::kernel::random_bytes::<16>()).to_string();
    let fields = form.hidden().into_iter().map(|(name, value)| match name.as_str() {
        "nove_id" => (name, id.clone()),
        _ => (name, value),
    });
    let fields: Vec<_> = fields.chain([("text".to_owned(), words.to_owned())]).collect();
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    format!("{room}/radky/{id}")
}

async fn at_each_line(backend: Backend) {
    let (house, _, conference) = prepare(backend, "running").await;
    let room = format!("/konference/{conference}/jednani");
    let mut worker = house.browser_of(Person::Coordinator).await;
    let empty = say(&house, &mut worker, &room, "Ještě nikdo nepřišel.").await;
    let first = tap(&house, &mut worker, &room, 0, "arrived").await;
    let second = tap(&house, &mut worker, &room, 1, "by_phone").await;
    let both = say(&house, &mut worker, &room, "Jsou tu dva.").await;
    tap(&house, &mut worker, &room, 0, "asked_out").await;
    let one = say(&house, &mut worker, &room, "Zůstala jedna.").await;
    tap(&house, &mut worker, &room, 0, "arrived").await;
    let again = say(&house, &mut worker, &room, "Zase jsou tu dva.").await;

    let by_phone = format!("{second} po telefonu");
    let heard = async |worker: &mut Browser, line: &str| {
        let page = worker.visit(line).await;
        assert!(page.text().contains("Kdo u toho byl"), "{}", page.text());
        let plain = |name: String| name.replace('\u{a0}', " ");
        page.texts("section.card ul li").into_iter().map(plain).collect::<Vec<String>>()
    };
    assert!(heard(&mut worker, &empty).await.is_empty());
    for line in [&both, &again] {
        assert_eq!(heard(&mut worker, line).await, [first.clone(), by_phone.clone()], "{line}");
    }
    assert_eq!(heard(&mut worker, &one).await, [by_phone]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_says_who_was_there_on_sqlite() {
    at_each_line(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_says_who_was_there_on_postgres() {
    at_each_line(Backend::Postgres).await;
}
