//! Everything a person, a browser or an adversary may send: the answer is a Czech sentence beside the field or a page
//! with a way back; never a 500, an English word, a lost text or a second record.

use crate::harness::forms::{persuade, plausible};
use crate::harness::html::{Field, Form, Page};
use crate::harness::{Backend, Furnished, Person, TestHouse, tour};
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Verb;
use std::collections::BTreeMap;

/// Words of machines; whole words, as a person would read them.
const MACHINE_WORDS: &[&str] = &[
    "error",
    "errors",
    "invalid",
    "failed",
    "failure",
    "panicked",
    "unwrap",
    "null",
    "undefined",
    "sql",
    "sqlite",
    "postgres",
    "constraint",
    "exception",
    "stack",
    "forbidden",
    "unauthorized",
    "request",
    "bad",
    "missing",
    "unexpected",
    "deserialize",
    "none",
    "some",
    "http",
];

/// Somebody's forms, one of each route.
async fn forms_of(house: &TestHouse, person: Person) -> BTreeMap<&'static str, (String, Form)> {
    let routes = tour::routes();
    let mut browser = house.browser_of(person).await;
    let mut forms = BTreeMap::new();
    for answer in tour::walk(&mut browser, &tour::starts(house)).await {
        if !answer.is_html() {
            continue;
        }
        for form in answer.page().forms().into_iter().filter(|f| !f.get) {
            if let Some(route) = tour::route_of(&routes, Verb::Post, &form.action) {
                // Leaving and signing in have no record behind them.
                if !["/odhlasit", "/prihlaseni"].contains(&route.path) {
                    forms.entry(route.path).or_insert((answer.url.clone(), form));
                }
            }
        }
    }
    forms
}

/// Who fills in forms, and which forms only they see.
async fn all_forms(house: &TestHouse) -> Vec<(Person, &'static str, Form)> {
    let mut all: BTreeMap<&'static str, (Person, Form)> = BTreeMap::new();
    for person in [Person::Coordinator, Person::Head, Person::Administrator] {
        for (route, (_, form)) in forms_of(house, person).await {
            all.entry(route).or_insert((person, form));
        }
    }
    all.into_iter().map(|(route, (person, form))| (person, route, form)).collect()
}

/// Fields into which a person types.
fn typed_fields(form: &Form) -> Vec<String> {
    let typed = |kind: &str| {
        !matches!(kind, "hidden" | "submit" | "button" | "radio" | "checkbox" | "select" | "file")
    };
    form.fields.iter().filter(|f| typed(&f.kind)).map(|f| f.name.clone()).collect()
}

/// Whether everything that is typed here is a password, which no page may repeat.
fn is_secret(form: &Form) -> bool {
    let typed = typed_fields(form);
    form.fields.iter().filter(|f| typed.contains(&f.name)).all(|f| f.kind == "password")
}

/// The plausible answers with one text in all typed fields.
fn with_text(form: &Form, text: &str) -> Vec<(String, String)> {
    let typed = typed_fields(form);
    let put = |(name, value): (String, String)| {
        let value = if typed.contains(&name) { text.to_owned() } else { value };
        (name, value)
    };
    plausible(form).into_iter().map(put).collect()
}

/// Machine words that a page shows.
fn machine_words(page: &Page, typed: &str) -> Vec<String> {
    let text = page.text().replace(typed, " ").to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    MACHINE_WORDS.iter().filter(|word| words.contains(word)).map(|word| (*word).to_owned()).collect()
}

/// What is wrong with an answer, if anything.
fn complaint(page: &Page, typed: &str, kept: bool) -> Option<String> {
    if page.status.is_server_error() {
        return Some(format!("answers {}", page.status));
    }
    if page.status.is_client_error() {
        if page.heading().is_empty() {
            return Some(format!("answers {} without a page", page.status));
        }
        let words = machine_words(page, typed);
        if !words.is_empty() {
            return Some(format!("shows {words:?}"));
        }
    }
    if page.status == StatusCode::UNPROCESSABLE_ENTITY {
        if page.problems().is_empty() {
            return Some("refuses without a sentence".into());
        }
        let there = page.forms().iter().flat_map(|f| &f.fields).any(|f| f.value.trim() == typed.trim());
        if kept && !typed.trim().is_empty() && !there {
            return Some("lost what was typed".into());
        }
    }
    None
}

/// Hostile texts: name, text, and whether the page must show it again as it was.
fn hostile() -> Vec<(&'static str, String, bool)> {
    vec![
        ("nothing", String::new(), true),
        ("only spaces", " \t ".into(), false),
        ("ten thousand characters", "Příliš žluťoučký kůň. ".repeat(455), true),
        ("control characters", "a\u{1}b\u{7}c\u{1b}[31md\u{7f}e".into(), false),
        ("a NUL", "před\0po".into(), false),
        ("emoji", "👩‍👧‍👦 🧸 🏠".into(), true),
        ("right-to-left marks", "\u{202e}obráceně\u{202c} \u{200f}שלום".into(), false),
        ("markup", "<script>alert(1)</script><b>&amp;\"'".into(), true),
        ("a template", "{{ 7 * 7 }} {% raw %} ${x} $1 '; DROP TABLE staff; --".into(), true),
        ("a date that does not exist", "31. 2. 2026".into(), true),
        ("another date that does not exist", "2026-13-45".into(), true),
        ("a huge number", "99999999999999999999".into(), true),
        ("a negative number", "-1".into(), true),
        ("half a surrogate", "\u{fffd}\u{d7ff}\u{e000}".into(), false),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_typed_the_answer_is_a_czech_sentence() {
    let origin = TestHouse::lived_in().await;
    let forms = all_forms(&origin).await;
    assert!(forms.len() > 3, "only {} forms were found", forms.len());
    let mut wrong = Vec::new();
    for (person, route, form) in forms {
        let house = TestHouse::lived_in().await;
        let mut browser = house.browser_of(person).await;
        for (name, text, kept) in hostile() {
            let answer = browser.submit(&form, &with_text(&form, &text)).await;
            if let Some(complaint) = complaint(&answer.page(), &text, kept && !is_secret(&form)) {
                wrong.push(format!("{route}: {name}: {complaint}"));
            }
        }
        // Nothing at all, the wrong kind of body, bytes that are no text.
        for (mime, body) in [
            ("application/x-www-form-urlencoded", &b""[..]),
            ("application/json", b"{}"),
            ("application/x-www-form-urlencoded", b"%ff%fe=%80&=&&a"),
            ("multipart/form-data; boundary=x", b"--x\r\nrubbish"),
        ] {
            let body = Some((mime.to_owned(), body.to_vec()));
            let page = browser.send(axum::http::Method::POST, &form.action, body).await.page();
            // What is no form at all has no fields to stand beside: a page says so, with the way back.
            let unreadable = page.heading() == "Formulář nejde přečíst" && page.text().contains("Vraťte se");
            if let Some(complaint) = complaint(&page, "", false).filter(|_| !unreadable) {
                wrong.push(format!("{route}: {mime}: {complaint}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} bad answers:\n{}", wrong.len(), wrong.join("\n"));
}

/// Choices that were never offered, identifiers of nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_choice_that_was_never_offered_is_refused_kindly() {
    let origin = TestHouse::lived_in().await;
    let mut wrong = Vec::new();
    for (person, route, form) in all_forms(&origin).await {
        for (name, value) in
            [("a made-up code", "neco"), ("an identifier of nothing", "01934000-0000-7000-8000-000000000001")]
        {
            let house = TestHouse::lived_in().await;
            let mut browser = house.browser_of(person).await;
            let chosen = |kind: &str| matches!(kind, "hidden" | "radio" | "checkbox" | "select");
            let names: Vec<&str> = form
                .fields
                .iter()
                .filter(|f| chosen(&f.kind) && f.name != "verze")
                .map(|f| f.name.as_str())
                .collect();
            let fields: Vec<(String, String)> = plausible(&form)
                .into_iter()
                .map(|(n, v)| if names.contains(&n.as_str()) { (n, value.to_owned()) } else { (n, v) })
                .collect();
            let answer = browser.submit(&form, &fields).await;
            if let Some(complaint) = complaint(&answer.page(), "", false) {
                wrong.push(format!("{route}: {name}: {complaint}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} bad answers:\n{}", wrong.len(), wrong.join("\n"));
}

/// Pairs of fields of which the second may not lie before the first.
const FROM_TO: &[(&str, &str)] = &[
    ("od", "do"),
    ("od_dne", "do_dne"),
    ("zacatek", "konec"),
    ("cas_od", "cas_do"),
    ("od_hodin", "do_hodin"),
    ("platnost_od", "platnost_do"),
    ("plati_od", "plati_do"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_end_before_its_start_is_refused_beside_the_field() {
    let origin = TestHouse::lived_in().await;
    let mut wrong = Vec::new();
    for (person, route, form) in all_forms(&origin).await {
        let typed = typed_fields(&form);
        for (from, to) in FROM_TO {
            if !(typed.iter().any(|n| n == from) && typed.iter().any(|n| n == to)) {
                continue;
            }
            let house = TestHouse::lived_in().await;
            let mut browser = house.browser_of(person).await;
            let time = from.contains("cas") || from.contains("hodin") || from.contains("zacatek");
            let (start, end) = if time { ("15.00", "13.00") } else { ("24. 12. 2026", "1. 12. 2026") };
            let fields: Vec<(String, String)> = plausible(&form)
                .into_iter()
                .map(|(n, v)| match n.as_str() {
                    n2 if n2 == *from => (n, start.to_owned()),
                    n2 if n2 == *to => (n, end.to_owned()),
                    _ => (n, v),
                })
                .collect();
            let page = browser.submit(&form, &fields).await.page();
            if page.status != StatusCode::UNPROCESSABLE_ENTITY || page.problems().is_empty() {
                wrong.push(format!("{route}: {from}–{to}: answers {}", page.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tables that grow with every try, by right.
const GROWING: &[&str] =
    &["audit_event", "audit_head", "sign_in_session", "sign_in_attempt", "schema_migration"];

/// Rows of every table.
async fn rows(house: &TestHouse) -> BTreeMap<String, i64> {
    let list = match house.backend {
        Backend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        Backend::Postgres => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
        }
    };
    let tables: Vec<(String,)> = Sql::new("TABLES", list).statement().all(&house.raw.0).await.unwrap();
    let mut rows = BTreeMap::new();
    for (table,) in tables.into_iter().filter(|(t,)| !GROWING.contains(&t.as_str())) {
        #[allow(clippy::disallowed_methods, reason = "a statement needs a text that stays; this is a test")]
        let count = Sql::new("COUNT", format!("SELECT count(*) FROM {table}").leak());
        let (n,): (i64,) = count.statement().get(&house.raw.0).await.unwrap();
        rows.insert(table, n);
    }
    rows
}

fn growth(before: &BTreeMap<String, i64>, after: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let grown = before.iter().map(|(table, n)| (table.clone(), after.get(table).unwrap_or(&0) - n));
    grown.filter(|(_, n)| *n != 0).collect()
}

/// Sends the same form a hundred times at once and compares what has grown with what one of them makes.
async fn a_hundred_make_one(backend: Backend) {
    let origin = TestHouse::new(backend, Furnished::LivedIn).await;
    let (mut wrong, mut made) = (Vec::new(), 0);
    for (person, route, form) in all_forms(&origin).await {
        let once = TestHouse::new(backend, Furnished::LivedIn).await;
        let before = rows(&once).await;
        let (_, fields) = persuade(&mut once.browser_of(person).await, &form).await;
        let one = growth(&before, &rows(&once).await);
        if one.is_empty() {
            continue;
        }
        made += 1;
        let house = TestHouse::new(backend, Furnished::LivedIn).await;
        hammer(&house, person, &form, &fields, route, &one, &mut wrong).await;
    }
    assert!(made > 5, "only {made} forms make a record");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[allow(clippy::too_many_arguments, reason = "a test's own helper")]
async fn hammer(
    house: &TestHouse,
    person: Person,
    form: &Form,
    fields: &[(String, String)],
    route: &str,
    one: &BTreeMap<String, i64>,
    wrong: &mut Vec<String>,
) {
    let before = rows(house).await;
    let browser = house.browser_of(person).await;
    let mut posts = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let (mut browser, form, fields) = (browser.clone(), form.clone(), fields.to_vec());
        posts.spawn(async move { browser.submit(&form, &fields).await.status });
    }
    let statuses = posts.join_all().await;
    let failed = statuses.iter().filter(|s| s.is_server_error()).count();
    if failed > 0 {
        wrong.push(format!("{route}: {failed} of 100 failed"));
    }
    let hundred = growth(&before, &rows(house).await);
    if hundred != *one {
        wrong.push(format!("{route}: once makes {one:?}, a hundred times make {hundred:?}"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_a_hundred_times_at_once_makes_one_record_on_sqlite() {
    a_hundred_make_one(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_a_hundred_times_at_once_makes_one_record_on_postgres() {
    a_hundred_make_one(Backend::Postgres).await;
}

/// Forms that carry the version of what they change: a second person's older page overwrites nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stale_page_overwrites_nothing_and_loses_nothing() {
    let origin = TestHouse::lived_in().await;
    let (mut wrong, mut stale) = (Vec::new(), 0);
    for (person, route, form) in all_forms(&origin).await {
        if !form.fields.iter().any(|f| f.name == "verze") || typed_fields(&form).is_empty() {
            continue;
        }
        let house = TestHouse::lived_in().await;
        let mut browser = house.browser_of(person).await;
        // Two people have the page open; what each new record would be called differs.
        let other =
            forms_of(&house, person).await.remove(route).map_or_else(|| form.clone(), |(_, form)| form);
        let (first, sent) = persuade(&mut browser, &form).await;
        if first.status != StatusCode::SEE_OTHER {
            continue;
        }
        // Another text where a text is asked for; where only days, numbers or choices are, the same again.
        let mine = "Moje novější znění";
        let text = |f: &&Field| f.kind == "textarea" || (f.kind == "text" && !is_measured(&f.name, &f.value));
        let changed = form.fields.iter().find(text).map(|f| f.name.clone());
        let second: Vec<(String, String)> = sent
            .into_iter()
            .map(|(n, v)| match other.fields.iter().find(|f| f.name == n && f.kind == "hidden") {
                Some(hidden) => (n, hidden.value.clone()),
                None if changed.as_ref() == Some(&n) => (n, mine.to_owned()),
                None => (n, v),
            })
            .collect();
        let page = browser.submit(&form, &second).await.page();
        match page.status {
            StatusCode::CONFLICT => {
                stale += 1;
                if second.iter().any(|(_, v)| v == mine) && !page.html.contains(mine) {
                    wrong.push(format!("{route}: the stale page lost what was typed"));
                }
            }
            // The same again changes nothing.
            StatusCode::SEE_OTHER if changed.is_none() => {}
            // The act is over, or what is there says more than a version could.
            StatusCode::UNPROCESSABLE_ENTITY | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => {}
            other => wrong.push(format!("{route}: a stale page is answered {other}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(stale > 0, "no form noticed that it was stale");
}

/// Whether a field asks for a day, a time or a number.
fn is_measured(name: &str, value: &str) -> bool {
    let probe = format!("<form><input name=\"{name}\" value=\"{value}\"></form>");
    let page = Page { status: StatusCode::OK, url: "/".into(), html: probe };
    plausible(&page.forms()[0]).iter().any(|(_, v)| v.chars().any(|c| c.is_ascii_digit()))
}

/// A person of one case under the address of another: the address lies, so there is nothing there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_under_the_address_of_another_case_does_not_exist() {
    let house = TestHouse::lived_in().await;
    let own = house.named("case.dolezalovi").to_string();
    let ids: Vec<(uuid::Uuid,)> = Sql::new("CASES", "SELECT id FROM case_file ORDER BY id")
        .statement()
        .all(&house.raw.0)
        .await
        .unwrap();
    let other =
        ids.iter().map(|(id,)| id.to_string()).find(|id| *id != own).expect("the demo has several cases");
    let mut browser = house.browser_of(Person::Head).await;
    let mut tried = 0;
    for ((post, route), address) in tour::addresses(&house).await {
        if route.matches('{').count() < 2 || !address.contains(&own) || route.contains("{_") {
            continue;
        }
        let wrong = address.replace(&own, &other);
        let answer = if post { browser.post(&wrong, &[]).await } else { browser.get(&wrong).await };
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{route}: {wrong}");
        tried += 1;
    }
    assert!(tried > 0);
}

#[test]
fn the_judge_of_answers_sees_what_it_should() {
    let page = |status: StatusCode, html: &str| Page { status, url: "/".into(), html: html.into() };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    assert!(complaint(&page(StatusCode::INTERNAL_SERVER_ERROR, "<h1>Jejda</h1>"), "", false).is_some());
    assert!(complaint(&page(StatusCode::BAD_REQUEST, "Failed to deserialize"), "", false).is_some());
    assert!(complaint(&page(refused, "<h1>Nový</h1>"), "x", true).is_some());
    let lost = r#"<h1>Nový</h1><p class="hint problem">Vyplňte.</p><form><input name="a" value=""></form>"#;
    assert!(complaint(&page(refused, lost), "napsáno", true).is_some());
    let kept =
        r#"<h1>Nový</h1><p class="hint problem">Vyplňte.</p><form><input name="a" value="napsáno"></form>"#;
    assert_eq!(complaint(&page(refused, kept), "napsáno", true), None);
}
