//! A server whose disk takes nothing more, with PostgreSQL: what the embedded database does stands in
//! `e2e/full-disk.test.mjs`, where files cannot grow.

use crate::acts::form_of;
use crate::follow_up::{body, outsider_with_a_task};
use crate::harness::stages::prepare;
use crate::harness::{Backend, Browser, Furnished, Person, TestHouse};
use axum::http::{Method, StatusCode};

const FULL: &str = "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS \
    'BEGIN RAISE EXCEPTION ''no space left on device'' USING ERRCODE = ''53100''; END'; \
    CREATE TRIGGER no_room BEFORE INSERT ON audit_event EXECUTE FUNCTION no_room()";
const ROOM: &str = "DROP TRIGGER no_room ON audit_event";

/// Changes what the server's tables do, past the house.
async fn change(house: &TestHouse, statements: &str) {
    let (client, connection) =
        tokio_postgres::connect(&house.address(), tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(statements).await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
}

async fn fill(house: &TestHouse) {
    change(house, FULL).await;
}

async fn make_room(house: &TestHouse) {
    change(house, ROOM).await;
}

const SENTENCE: &str = "Na serveru úřadu nejspíš došlo místo na disku. Co bylo uloženo dřív, zůstalo.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_had_no_room_is_given_back_and_sent_again_by_one_press() {
    const LINE: &str = "Babička nabídla dva dny v týdnu, odvoz domluví \"tatínek\" <sám>.";
    let (house, _, conference) = prepare(Backend::Postgres, "running").await;
    let room = format!("/konference/{conference}/jednani");
    let mut browser = house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut browser, &room, "/jednani/radky").await;
    let mut fields = form.hidden();
    fields.push(("text".into(), LINE.into()));

    fill(&house).await;
    let answer = browser.submit(&form, &fields).await;
    assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE);
    let page = answer.page();
    assert!(page.text().contains(SENTENCE), "{}", page.text());
    assert_eq!(page.texts("blockquote"), [LINE]);
    let [back] = &page.forms()[..] else { panic!("not one form to send again") };
    assert_eq!(back.hidden(), fields);
    // Who reads is told the same: without a trail nothing is shown. A script hears a code.
    let page = browser.get(&room).await;
    assert_eq!((page.status, page.text().contains(SENTENCE)), (StatusCode::INSUFFICIENT_STORAGE, true));
    assert!(page.page().forms().is_empty(), "nothing was sent");
    let asked = browser.send_with(Method::GET, &room, None, &[("accept", "application/json")]).await;
    assert_eq!(asked.status, StatusCode::INSUFFICIENT_STORAGE);
    assert!(asked.text().contains("\"error\":\"no_room\""), "{}", asked.text());

    make_room(&house).await;
    for _ in 0..2 {
        assert_eq!(browser.submit(back, &back.hidden()).await.status, StatusCode::SEE_OTHER);
    }
    let told = browser.visit(&room).await.text();
    assert_eq!(told.matches("Babička nabídla dva dny v týdnu").count(), 1, "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_without_an_account_says_of_their_task_is_given_back_too() {
    const WORD: &str = "Termín u lékařky máme, přikládám potvrzení.";
    let house = TestHouse::new(Backend::Postgres, Furnished::LivedIn).await;
    let (mut browser, address) = outsider_with_a_task(&house).await;
    let page = browser.visit(&address).await;
    let form = page.forms().into_iter().find(|form| form.multipart).expect("a form with a word and a file");
    let hidden = form.hidden();
    let mut fields: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("slova", WORD), ("jak", "done")]);
    let sent = body(&fields, Some(("potvrzeni.txt", "Objednáno na pondělí.".as_bytes())));

    fill(&house).await;
    let answer = browser.send(Method::POST, &form.action, Some(sent)).await;
    assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE);
    let page = answer.page();
    assert_eq!(page.texts("blockquote"), [WORD]);
    assert!(page.text().contains("Soubor vyberte prosím znovu"), "{}", page.text());
    make_room(&house).await;
    let [back] = &page.forms()[..] else { panic!("not one form to send again") };
    assert_eq!(browser.submit(back, &back.hidden()).await.status, StatusCode::SEE_OTHER);
}

/// A password that could not be checked is typed again: it stands in no page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_is_not_given_back() {
    let house = TestHouse::new(Backend::Postgres, Furnished::LivedIn).await;
    let mut browser: Browser = house.stranger();
    let form = form_of(&mut browser, "/prihlaseni", "/prihlaseni").await;
    let mut fields = form.hidden();
    for field in &form.fields {
        fields.push((field.name.clone(), "moje dlouhé tajemství".into()));
    }
    fill(&house).await;
    let answer = browser.submit(&form, &fields).await;
    assert!(!answer.text().contains("tajemství"), "{}", answer.text());
}
