//! Secrets are planted in every column that holds words about people, and then every output is read for them: what an
//! outsider sees, mails, calendar files, papers, logs, addresses, file names, error pages, pages of those who do not
//! work on the case. Who may know what is written by hand in `canaries.csv`.

use crate::canary_cases::files;
use crate::harness::forms::{persuade, plausible};
use crate::harness::stages::prepare;
use crate::harness::{Backend, Furnished, Person, TestHouse, outsiders, tour};
use portable_sql::{Sql, Transaction};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::{LazyLock, Mutex, OnceLock};
use uuid::Uuid;
use vault::{Place, Sealed};

const LIST: &str = include_str!("canaries.csv");

/// Tables that hold no words about the people of a case.
const ELSEWHERE: &[&str] = &[
    "schema_migration",
    "case_key",
    "installation",
    "audit_event",
    "audit_head",
    "region",
    "office",
    "staff",
    "staff_role",
    "cover",
    "sign_in_session",
    "sign_in_attempt",
    "tie",
    "conference_tie",
    "job",
    "legal_reference",
    "deadline_rule",
    "definition",
    "law_verification",
    "disclosure_rule",
    "start_password",
    "minutes_default",
];

#[derive(Clone, Debug)]
pub struct Planted {
    pub table: String,
    pub column: String,
    pub sealed: bool,
    pub row: String,
    pub secret: String,
    pub may: Vec<String>,
}

pub fn list() -> Vec<(String, String, Option<Planted>)> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(LIST.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let at = |n: usize| record.get(n).unwrap_or_default().to_owned();
        assert!(["code", "plain", "sealed"].contains(&record[2].trim()), "{record:?}");
        let planted = (!at(4).is_empty()).then(|| Planted {
            table: at(0),
            column: at(1),
            sealed: at(2) == "sealed",
            row: at(3),
            secret: at(4),
            may: at(5).split('|').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
        });
        rows.push((at(0), at(1), planted));
    }
    rows
}

/// Test statements are made at run time; a few hundred bytes stay until the process ends.
pub fn made(text: String) -> Sql {
    #[allow(clippy::disallowed_methods, reason = "a statement needs a text that stays; this is a test")]
    Sql::new("MADE_BY_TEST", text.leak())
}

/// Letters and digits only, without case and diacritics: how words are compared.
pub fn bare(text: &str) -> String {
    czech::folding::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_of_words_is_in_the_list() {
    let house = TestHouse::new(Backend::Postgres, Furnished::LivedIn).await;
    let rows: Vec<(String, String)> = made(
        "SELECT table_name::text, column_name::text FROM information_schema.columns \
         WHERE table_schema = 'public' AND udt_name IN ('text', 'bytea') ORDER BY 1, 2"
            .into(),
    )
    .statement()
    .all(&house.raw.0)
    .await
    .unwrap();
    let listed: BTreeSet<(String, String)> = list().into_iter().map(|(t, c, _)| (t, c)).collect();
    let missing: Vec<_> = rows
        .into_iter()
        .filter(|(t, c)| !ELSEWHERE.contains(&t.as_str()) && !listed.contains(&(t.clone(), c.clone())))
        .collect();
    assert!(missing.is_empty(), "say in canaries.csv what these hold and who may know it: {missing:#?}");
}

/// How the case of a row is found.
fn with_case(table: &str, columns: &BTreeSet<String>) -> (&'static str, &'static str) {
    if table == "case_file" {
        ("", "t.id")
    } else if columns.contains("case_id") {
        ("", "t.case_id")
    } else if columns.contains("conference_id") {
        (" JOIN conference c ON c.id = t.conference_id", "c.case_id")
    } else if columns.contains("participant_id") {
        (
            " JOIN participant p ON p.id = t.participant_id JOIN conference c ON c.id = p.conference_id",
            "c.case_id",
        )
    } else if columns.contains("document_id") {
        (" JOIN document d ON d.id = t.document_id", "d.case_id")
    } else if columns.contains("line_id") {
        (" JOIN meeting_line l ON l.id = t.line_id JOIN conference c ON c.id = l.conference_id", "c.case_id")
    } else if columns.contains("person_id") {
        (" JOIN person p ON p.id = t.person_id", "p.case_id")
    } else if columns.contains("invitation_id") {
        (
            " JOIN invitation i ON i.id = t.invitation_id JOIN conference c ON c.id = i.conference_id",
            "c.case_id",
        )
    } else {
        panic!("nobody knows the case of {table}")
    }
}

/// A text with the secret in it; structured content stays structured.
fn salted(text: &str, secret: &str) -> String {
    fn salt(value: &mut serde_json::Value, secret: &str) {
        match value {
            serde_json::Value::String(text) => *text = format!("{text} {secret}"),
            serde_json::Value::Array(list) => list.iter_mut().for_each(|v| salt(v, secret)),
            serde_json::Value::Object(map) => map.values_mut().for_each(|v| salt(v, secret)),
            _ => {}
        }
    }
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(mut value) if text.starts_with(['{', '[']) => {
            salt(&mut value, secret);
            value.to_string()
        }
        _ => format!("{text} {secret}"),
    }
}

/// The columns of a table, on either database.
async fn columns_of(house: &TestHouse, table: &str) -> BTreeSet<String> {
    let text = match house.backend {
        Backend::Sqlite => format!("SELECT p.name FROM pragma_table_info('{table}') p"),
        Backend::Postgres => {
            format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'")
        }
    };
    let columns: Vec<(String,)> = made(text).statement().all(&house.raw.0).await.unwrap();
    columns.into_iter().map(|(column,)| column).collect()
}

/// Plants one secret in every row; how many rows took it.
pub async fn plant(house: &TestHouse, mut work: Transaction, planted: &Planted) -> (Transaction, usize) {
    let Planted { table, column, secret, .. } = planted;
    let columns = columns_of(house, table).await;
    let elsewhere = house.named("case.elsewhere");
    if !planted.sealed {
        // In the cases of this office only: what the other office's own people see is theirs to see.
        let (join, case) = with_case(table, &columns);
        let rowid = if house.backend == Backend::Sqlite { "rowid" } else { "ctid" };
        let text = format!(
            "UPDATE {table} SET {column} = COALESCE({column}, '') || $1 \
             WHERE {rowid} IN (SELECT t.{rowid} FROM {table} t{join} WHERE {case} <> $2)"
        );
        let rows = made(text).bind(format!(" {secret}")).bind(elsewhere).execute(&mut work).await.unwrap();
        return (work, usize::try_from(rows).unwrap());
    }
    let (join, case) = with_case(table, &columns);
    let step = if columns.contains("step") { "t.step" } else { "0" };
    let rows: Vec<(Uuid, Uuid, Option<Vec<u8>>, i64)> = made(format!(
        "SELECT t.{}, {case}, t.{column}, {step} FROM {table} t{join} WHERE {case} <> $1",
        planted.row
    ))
    .bind(elsewhere)
    .all(&mut work)
    .await
    .unwrap();
    let mut count = 0;
    for (row, case, sealed, step) in rows {
        let key = house.house.keys.of_case(&house.raw.0, case).await.unwrap();
        let at = place(table, column, row, step);
        let text = match sealed {
            // A place is written by its parts.
            None if column == "place" => {
                serde_json::json!({ "name": secret, "address": "", "access": "", "waiting": secret })
                    .to_string()
            }
            None => secret.clone(),
            Some(bytes) => {
                let open = key.open_text(at, &Sealed::from_bytes(bytes));
                salted(
                    &open.unwrap_or_else(|_| panic!("{table}.{column} is sealed at another place")),
                    secret,
                )
            }
        };
        let bytes = key.seal_text(at, &text).unwrap().into_bytes();
        let narrow = if step > 0 { format!(" AND step = {step}") } else { String::new() };
        made(format!("UPDATE {table} SET {column} = $1 WHERE {} = $2{narrow}", planted.row))
            .bind(bytes)
            .bind(row)
            .execute(&mut work)
            .await
            .unwrap();
        count += 1;
    }
    (work, count)
}

/// Where a column is sealed. Answers of the suitability check are told apart by the step in the column's name.
fn place(table: &str, column: &str, row: Uuid, step: i64) -> Place {
    static NAMES: LazyLock<Mutex<BTreeMap<String, &'static str>>> = LazyLock::new(Mutex::default);
    let lasting = |name: String| -> &'static str {
        #[allow(clippy::disallowed_methods, reason = "a place needs a name that stays; this is a test")]
        let lasting: &'static str = NAMES.lock().unwrap().entry(name.clone()).or_insert_with(|| name.leak());
        lasting
    };
    let column = if step > 0 { format!("{column}.{step}") } else { column.to_owned() };
    Place { table: lasting(table.to_owned()), column: lasting(column), row }
}

/// What has been written to the log by this process.
#[derive(Clone, Default)]
struct Kept;

pub static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps everything that the program and its libraries log, at the most talkative level of the program.
pub fn listen() {
    static LISTENING: OnceLock<()> = OnceLock::new();
    LISTENING.get_or_init(|| {
        let filter = tracing_subscriber::EnvFilter::new(
            "info,pripadovka=trace,mail=trace,outbound=trace,vault=trace,jobs=trace,portable_sql=trace",
        );
        let subscriber =
            tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(|| Kept).finish();
        let _ = tracing::subscriber::set_global_default(subscriber);
    });
}

/// Something that left the house or was shown: its kind, where it was seen, its words.
struct Output {
    kind: &'static str,
    place: String,
    text: String,
}

fn output(kind: &'static str, place: impl Into<String>, text: impl Into<String>) -> Output {
    Output { kind, place: place.into(), text: text.into() }
}

/// The words of a PDF and of its metadata.
pub fn pdf_text(bytes: &[u8]) -> String {
    let run = |program: &str, arguments: &[&str]| {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|_| panic!("{program} is missing; ./test installs it"));
        let mut stdin = child.stdin.take().unwrap();
        let bytes = bytes.to_vec();
        let feeding = std::thread::spawn(move || stdin.write_all(&bytes));
        let output = child.wait_with_output().unwrap();
        let _ = feeding.join();
        assert!(output.status.success(), "{program} cannot read a paper");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    run("pdftotext", &["-", "-"]) + &run("pdfinfo", &["-"])
}

/// Addresses and file names that an answer shows or leads to.
pub fn addresses_of(answer: &crate::harness::browser::Answer) -> String {
    let mut text =
        format!("{} {} {}", answer.url, answer.header("location"), answer.header("content-disposition"));
    if answer.is_html() {
        let page = answer.page();
        for (selector, attribute) in [("a[href]", "href"), ("form[action]", "action"), ("[id]", "id")] {
            text.push(' ');
            text.push_str(&page.attributes(selector, attribute).join(" "));
        }
        // Forms that put what is typed into the address.
        assert!(page.forms().iter().filter(|f| f.get).all(|f| f.fields.iter().all(|f| f.kind != "textarea")));
    }
    percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// Everything of the mails that left, and of the pages their links lead to.
async fn outside(house: &TestHouse, outputs: &mut Vec<Output>) -> usize {
    let sent = house.house.exit.transport.kept().await.unwrap();
    for mail in &sent {
        let read = mail::read(&mail.raw).unwrap();
        outputs.push(output("subject", "a mail's subject", read.subject.clone()));
        outputs.push(output(
            "mail",
            "a mail",
            read.text.clone().unwrap_or_default() + &read.html.clone().unwrap_or_default(),
        ));
        let headers = mail.raw.split("\r\n\r\n").next().unwrap_or_default();
        let headers: Vec<&str> = headers.lines().filter(|l| !l.to_lowercase().starts_with("to:")).collect();
        outputs.push(output("header", "a mail's headers", headers.join("\n")));
        if let Some(calendar) = &read.calendar {
            outputs.push(output("ics", "a calendar part", calendar.text.clone()));
        }
        for attachment in &read.attachments {
            outputs.push(output("file name", "an attachment's name", attachment.file_name.clone()));
            let bytes = &attachment.bytes;
            let paper = bytes.starts_with(b"%PDF") || files::is_package(bytes);
            let kind = if paper { "paper" } else { "ics" };
            outputs.push(output(kind, "an attachment", files::words(bytes)));
        }
    }
    for (_, link) in outsiders::links(house).await {
        let mut browser = house.stranger();
        for address in [link.clone(), format!("{link}/kalendar.ics")] {
            let answer = browser.get(&address).await;
            let kind = if address.ends_with(".ics") { "ics" } else { "page" };
            outputs.push(output("address", "an outsider's address", addresses_of(&answer)));
            outputs.push(output(kind, "an outsider's page", answer.text()));
        }
        // Every form of the page as it stands, and the pages that follow; what is behind the code is read family by
        // family in `canary_cases`.
        let page = browser.get(&link).await;
        for form in page.is_html().then(|| page.page().forms()).into_iter().flatten() {
            let answer = browser.submit(&form, &form.hidden()).await;
            outputs.push(output("address", "where an outsider's form leads", addresses_of(&answer)));
            outputs.push(output("page", "an outsider's form again", answer.text()));
            if let Some(next) = answer.location().map(str::to_owned) {
                outputs.push(output(
                    "page",
                    "an outsider's page after a form",
                    browser.get(&next).await.text(),
                ));
            }
        }
    }
    sent.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_planted_secret_is_found_where_it_may_not_be() {
    listen();
    // A meeting under way, with a guest, a line that was corrected, and a numbered document: rows of every kind.
    let (house, _, main) = prepare(Backend::Sqlite, "running").await;
    let mut browser = house.browser_of(Person::Coordinator).await;
    for page in
        tour::walk(&mut browser, &tour::starts(&house)).await.iter().filter(|a| a.is_html()).map(|a| a.page())
    {
        for form in page.forms() {
            let host = form.action == format!("/konference/{main}/jednani/host");
            let line = form.action.contains(&format!("{main}/jednani/radky/"))
                && form.action.matches('/').count() == 5;
            if host || line || form.action.ends_with("/cislo") {
                persuade(&mut browser, &form).await;
            }
        }
    }
    let planted: Vec<Planted> = list().into_iter().filter_map(|(_, _, planted)| planted).collect();
    let mut barren = Vec::new();
    let mut work = house.raw.1.begin().await.unwrap();
    // While a meeting runs nobody is invited (`running.rs` holds it); here invitations have to leave as well.
    let still = Sql::new("STILL", "UPDATE conference SET running_since = NULL WHERE id = $1");
    still.bind(main).execute(&mut work).await.unwrap();
    // One conference was closed with a summary.
    let held = house.named("conference.held");
    let of = Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
    let (case,): (Uuid,) = of.bind(held).get(&house.raw.0).await.unwrap();
    let key = house.house.keys.of_case(&house.raw.0, case).await.unwrap();
    let body = key.seal_text(place("conference_summary", "body", held, 0), "Domů.").unwrap().into_bytes();
    let closed = Sql::new(
        "CLOSED",
        "INSERT INTO conference_summary (conference_id, body, open_tasks, closed) VALUES ($1, $2, $3, $4)",
    );
    let closed = closed.bind(held).bind(body).bind(0_i64).bind(house.house.clock.now());
    closed.execute(&mut work).await.unwrap();
    for secret in &planted {
        let (next, rows) = plant(&house, work, secret).await;
        work = next;
        if rows == 0 {
            barren.push(format!("{}.{}", secret.table, secret.column));
        }
    }
    work.commit().await.unwrap();

    let mut outputs = Vec::new();
    // What screens show in the room.
    let (house, frames) = crate::wall::frames(house, main).await;
    outputs.extend(frames.into_iter().map(|frame| output("wall", "the wall", frame)));
    // Those who work on the case: their pages may say everything; their addresses and file names nothing.
    let mut own = String::new();
    for person in [Person::Coordinator, Person::Head, Person::DataProtectionOfficer] {
        let mut browser = house.browser_of(person).await;
        for answer in tour::walk(&mut browser, &tour::starts(&house)).await {
            outputs.push(output("address", format!("addresses of {}", answer.url), addresses_of(&answer)));
            if answer.header("content-type") == "application/pdf" || files::is_package(&answer.body) {
                outputs.push(output("paper", answer.url.clone(), files::words(&answer.body)));
            } else if answer.status.is_success() {
                own.push_str(&answer.text());
            } else {
                outputs.push(output("error page", answer.url.clone(), answer.text()));
            }
        }
    }
    // Everything that is sent: each invitation that can be, then the worker.
    let mut browser = house.browser_of(Person::Coordinator).await;
    for answer in tour::walk(&mut browser, &tour::starts(&house)).await {
        if !answer.url.contains("/pozvank") || !answer.is_html() {
            continue;
        }
        for form in answer.page().forms().into_iter().filter(|f| !f.get && f.action.contains("/pozvank")) {
            let answer = browser.submit(&form, &plausible(&form)).await;
            outputs.push(output("address", format!("answer of {}", form.action), addresses_of(&answer)));
        }
    }
    pripadovka::worker::drain(&house.house).await.unwrap();
    let mails = outside(&house, &mut outputs).await;
    // Those who do not work on the case.
    for person in [
        Person::Colleague,
        Person::FormerDeputy,
        Person::OtherWorker,
        Person::OtherHead,
        Person::OtherOfficer,
        Person::Methodologist,
        Person::Administrator,
    ] {
        let mut browser = house.browser_of(person).await;
        let mut starts = tour::starts(&house);
        starts.extend(planted.iter().map(|p| format!("/pripady?hledat={}", bare(&p.secret))));
        let addresses = tour::addresses(&house).await;
        starts.extend(addresses.into_iter().filter(|((post, _), _)| !post).map(|(_, address)| address));
        for answer in tour::walk(&mut browser, &starts).await {
            if answer.url.starts_with("/p/") {
                continue;
            }
            // The search field repeats what was typed into it.
            let typed = answer.url.split("hledat=").nth(1).unwrap_or_default().to_owned();
            let text = bare(&answer.text());
            let text = if typed.is_empty() { text } else { text.replace(&typed, " ") };
            outputs.push(output(
                "page of a stranger to the case",
                format!("{person:?} {}", answer.url),
                text,
            ));
        }
    }
    // Those who lead and write the meeting: a minimal brief, never the file.
    for person in [Person::Facilitator, Person::MinuteTaker] {
        let mut browser = house.browser_of(person).await;
        let mut starts = tour::starts(&house);
        let addresses = tour::addresses(&house).await;
        starts.extend(addresses.into_iter().filter(|((post, _), _)| !post).map(|(_, address)| address));
        let mut rooms = 0;
        for answer in tour::walk(&mut browser, &starts).await.iter().filter(|a| !a.url.starts_with("/p/")) {
            rooms += usize::from(answer.url.contains("/jednani") && answer.status.is_success());
            outputs.push(output("led", format!("{person:?} {}", answer.url), answer.text()));
        }
        assert!(rooms > 0, "{person:?} never came into the room");
    }
    let log = String::from_utf8_lossy(&LOG.lock().unwrap()).into_owned();
    assert!(log.contains("request"), "nothing was logged at all");
    outputs.push(output("log", "the log", log));

    let leaks = leaks(&planted, &outputs);
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    for kind in ["page", "mail", "subject", "ics", "paper", "error page", "address", "log", "wall"] {
        let seen = outputs.iter().filter(|o| o.kind == kind && !o.text.trim().is_empty()).count();
        assert!(seen > 0, "no output of the kind {kind} was looked at");
    }
    assert!(mails > 0, "no mail left the house, so nothing about mails is proved");
    assert!(barren.is_empty(), "the demo data have no row for a secret in {barren:?}");
    let own = bare(&own);
    let shown = planted.iter().filter(|p| own.contains(&bare(&p.secret))).count();
    assert!(
        shown * 2 > planted.len(),
        "only {shown} of {} secrets are seen even by the coordinator",
        planted.len()
    );
}

fn leaks(planted: &[Planted], outputs: &[Output]) -> Vec<String> {
    let mut leaks = Vec::new();
    for output in outputs {
        let text = bare(&output.text);
        for secret in planted {
            if text.contains(&bare(&secret.secret)) && !secret.may.iter().any(|kind| kind == output.kind) {
                leaks.push(format!(
                    "{}.{} stands in {} ({})",
                    secret.table, secret.column, output.place, output.kind
                ));
            }
        }
    }
    leaks.sort();
    leaks.dedup();
    leaks
}

#[test]
fn a_secret_is_found_however_it_is_written() {
    let secret = |may: &[&str]| Planted {
        table: "t".into(),
        column: "c".into(),
        sealed: false,
        row: String::new(),
        secret: "Žižlavská".into(),
        may: may.iter().map(|m| (*m).to_owned()).collect(),
    };
    let seen =
        |kind: &'static str, text: &str| leaks(&[secret(&["paper"])], &[output(kind, "x", text)]).len();
    assert_eq!(seen("subject", "Pozvánka pro Žižlav-\nskou"), 0, "an inflected form is another word");
    assert_eq!(seen("subject", "pozvánka: ŽIŽLAVSKÁ"), 1);
    assert_eq!(seen("address", "/lide/zizlavska"), 1);
    assert_eq!(seen("log", "{\"name\":\"Žižlav\u{ad}ská\"}"), 1);
    assert_eq!(seen("paper", "Žižlavská"), 0);
}
