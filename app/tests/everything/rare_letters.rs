//! A name is printed as its bearer writes it; what no font knows is spelled out, and the paper still comes.

use crate::harness::{Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use std::io::Write;
use std::process::{Command, Stdio};
use uuid::Uuid;

/// Letters of a PDF in reading order.
fn words(pdf: &[u8]) -> String {
    let mut reading = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils is installed by ./test");
    reading.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = reading.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Gives somebody at the table of a conference this name.
async fn rename(house: &TestHouse, conference: Uuid, name: &'static str) -> Uuid {
    let somebody = "SELECT id FROM participant WHERE conference_id = $1 AND person_id IS NOT NULL AND removed IS NULL \
        AND role_label IN ('maminka', 'tatínek') ORDER BY created, id LIMIT 1";
    let (id,): (Uuid,) = Sql::new("SOMEBODY", somebody).bind(conference).get(&house.raw.0).await.unwrap();
    house
        .meddle(async |mut work| {
            let set = Sql::new("RENAME", "UPDATE participant SET name = $2 WHERE id = $1");
            assert_eq!(set.bind(id).bind(name).execute(&mut work).await?, 1);
            Ok((work, ()))
        })
        .await;
    id
}

on_both!(
    async fn a_name_in_any_script_is_printed_and_nothing_is_dropped(house: TestHouse) {
        const NAME: &str = "Жанна Հակոբյան 李 🙂 Nguyễnová";
        for (conference, papers) in [
            ("conference.main", &["pozvanky/nahled/{}/dopis"][..]),
            ("conference.held", &["zapis/vypis/{}/nahled"]),
        ] {
            let conference = house.named(conference);
            let id = rename(&house, conference, NAME).await;
            let mut browser = house.browser_of(Person::Coordinator).await;
            for paper in papers {
                let address = format!("/konference/{conference}/{}", paper.replace("{}", &id.to_string()));
                let answer = browser.get(&address).await;
                assert_eq!(answer.status, StatusCode::OK, "{paper}: {}", answer.text());
                assert_eq!(answer.header("content-type"), "application/pdf", "{paper}");
                let words = words(&answer.body);
                for part in ["Жанна", "Հակոբյան", "[U+674E]", "[U+1F642]", "Nguyễnová"] {
                    assert!(words.contains(part), "{part} was dropped from {paper}: {words}");
                }
            }
        }
    }
);
