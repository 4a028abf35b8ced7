//! What is left of a case that was destroyed: an empty row, a key that opens nothing, and the trail.

use crate::harness::{Backend, Person, TestHouse, forms::plausible};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where identifiers of a destroyed case may stay, and why.
const STAYS: &[&str] = &[
    // Who did what, by identifiers.
    "audit_event",
    // The empty row that the trail points at.
    "case_file",
    // The destroyed key's row: that it was destroyed, and when.
    "case_key",
    // Identifiers of work that finds nothing any more.
    "job",
];

/// Everything that belongs to a case, by identifier, from the bottom up.
const BELONGING: &[&str] = &[
    "SELECT id FROM child WHERE case_id = $1",
    "SELECT id FROM person WHERE case_id = $1",
    "SELECT id FROM protected_fact WHERE case_id = $1",
    "SELECT id FROM conference WHERE case_id = $1",
    "SELECT p.id FROM participant p JOIN conference c ON c.id = p.conference_id WHERE c.case_id = $1",
    "SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1",
    "SELECT g.id FROM goal g JOIN conference c ON c.id = g.conference_id WHERE c.case_id = $1",
    "SELECT f.id FROM phase f JOIN conference c ON c.id = f.conference_id WHERE c.case_id = $1",
    "SELECT id FROM document WHERE case_id = $1",
];

#[allow(clippy::disallowed_methods, reason = "a statement needs a text that stays; this is a test")]
fn sql(text: String) -> Sql {
    Sql::new("LOOK", text.leak())
}

/// Columns that can hold an identifier: table and name.
async fn columns(house: &TestHouse) -> Vec<(String, String)> {
    let list = match house.backend {
        Backend::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Backend::Postgres => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND data_type = 'uuid'"
        }
    };
    sql(list.to_owned()).statement().all(&house.raw.0).await.unwrap()
}

/// Everybody of a case is kept apart from themselves: rows that have to go with it.
const PAIRS: &str = "INSERT INTO kept_apart (conference_id, one_id, other_id, made, made_by) \
    SELECT p.conference_id, p.id, p.id, p.created, p.id FROM participant p \
    JOIN conference c ON c.id = p.conference_id WHERE c.case_id = $1";

/// Tables and columns where one of the identifiers stands.
async fn places(house: &TestHouse, ids: &BTreeSet<Uuid>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (table, column) in columns(house).await {
        let count = sql(format!("SELECT count(*) FROM {table} WHERE {column} = $1"));
        for id in ids {
            let (rows,): (i64,) = count.bind(*id).get(&house.raw.0).await.unwrap();
            if rows > 0 {
                found.insert(format!("{table}.{column}"));
            }
        }
    }
    found
}

on_both!(
    async fn nothing_but_the_trail_remembers_a_destroyed_case(house: TestHouse) {
        for name in ["case.dolezalovi", "case.nela"] {
            let case = house.named(name);
            // Who must not meet whom is in no story of the demo.
            let pair = sql(PAIRS.to_owned());
            house
                .meddle(async |mut work| {
                    pair.bind(case).execute(&mut work).await?;
                    Ok((work, ()))
                })
                .await;
            let mut ids = BTreeSet::from([case]);
            for text in BELONGING {
                let rows: Vec<(Uuid,)> = sql((*text).to_owned()).bind(case).all(&house.raw.0).await.unwrap();
                ids.extend(rows.into_iter().map(|(id,)| id));
            }
            assert!(ids.len() > 5, "{name} is too empty to prove anything");
            assert!(places(&house, &ids).await.len() > 15, "the search for identifiers finds nothing");
            let mark = sql("SELECT file_mark FROM case_file WHERE id = $1".to_owned());
            let (mark,): (String,) = mark.bind(case).get(&house.raw.0).await.unwrap();
            let mut browser = house.browser_of(Person::Head).await;
            let close = format!("/pripady/{case}/uzavrit");
            if let Some(form) = browser.visit(&close).await.forms().into_iter().find(|f| f.action == close) {
                browser.submit(&form, &plausible(&form)).await;
            }
            let address = format!("/pripady/{case}/vymazat");
            let page = browser.visit(&address).await;
            let form = page.forms().into_iter().find(|f| f.action == address).unwrap();
            let mut fields = plausible(&form);
            let typed = form.fields.iter().find(|f| f.kind == "text").map(|f| f.name.clone());
            fields.retain(|(field, _)| Some(field) != typed.as_ref());
            fields.push((typed.unwrap(), mark.clone()));
            let answer = browser.submit(&form, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page().text());
            let left = places(&house, &ids).await;
            let left: Vec<&String> = left
                .iter()
                .filter(|place| !STAYS.iter().any(|t| place.starts_with(&format!("{t}."))))
                .collect();
            assert!(left.is_empty(), "{name} is destroyed, and yet stands in {left:?}");
            let row = sql("SELECT title, file_mark, folded FROM case_file WHERE id = $1".to_owned());
            let (title, kept, folded): (String, String, String) =
                row.bind(case).get(&house.raw.0).await.unwrap();
            assert_eq!((title, kept, folded), (String::new(), String::new(), String::new()));
            let gone = browser.get(&format!("/pripady/{case}")).await;
            assert_eq!(gone.status, StatusCode::NOT_FOUND);
        }
    }
);
