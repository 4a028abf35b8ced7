//! The letter to a child after the conference: in the worker's words, cut for the child, one for each conference.

use crate::acts::form_of;
use crate::canaries::pdf_text;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse};
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const LETTERS: Sql = Sql::new("LETTERS", "SELECT count(*) FROM child_letter");
const PAPERS: Sql = Sql::new("LETTER_PAPERS", "SELECT count(*) FROM document WHERE kind = 'child_letter'");
const CHILD: Sql = Sql::new(
    "CHILD_OF_CASE",
    "SELECT id FROM child WHERE case_id = $1 AND removed IS NULL ORDER BY created, id",
);

async fn number(house: &TestHouse, sql: Sql) -> i64 {
    let (count,): (i64,) = sql.statement().get(&house.raw.0).await.unwrap();
    count
}

fn typed(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const WORDS: &[(&str, &str)] = &[
    ("vek", "middle"),
    ("osloveni", "Milý Matyáši"),
    ("slyseli", "Chceš chodit na fotbal."),
    ("dohoda", "V úterý přijde paní ze služby.\nV sobotu jedete za tátou."),
    ("ukol", ""),
    ("otevrene", ""),
    ("dal", "V lednu se u vás zastavím."),
    ("zaver", ""),
];

struct Letter {
    house: TestHouse,
    case: Uuid,
    browser: Browser,
    /// The page of the letter.
    page: String,
}

async fn letter(backend: Backend) -> Letter {
    let (house, case, held) = prepare(backend, "held").await;
    let (child,): (Uuid,) = CHILD.bind(case).get(&house.raw.0).await.unwrap();
    let mut browser = house.browser_of(Person::Coordinator).await;
    // The way there is on the page of the conference.
    let desk = browser.visit(&format!("/konference/{held}")).await;
    let list = format!("/konference/{held}/zapis/dopisy");
    assert!(desk.links().contains(&list), "no way to the letters: {:?}", desk.links());
    let page = format!("/konference/{held}/zapis/dopis/{child}");
    assert!(browser.visit(&list).await.links().contains(&page));
    Letter { house, case, browser, page }
}

async fn write(letter: &mut Letter, words: &[(&str, &str)]) -> crate::harness::browser::Answer {
    let ending = letter.page.rsplit('/').next().unwrap().to_owned();
    let form = form_of(&mut letter.browser, &letter.page, &ending).await;
    let mut fields = form.hidden();
    fields.extend(typed(words));
    letter.browser.submit(&form, &fields).await
}

async fn paper(letter: &mut Letter) -> String {
    let page = letter.browser.visit(&letter.page).await;
    let link = page.links().into_iter().find(|link| link.starts_with("/dokumenty/")).expect("the paper");
    let file = letter.browser.get(&format!("{link}/soubor")).await;
    assert_eq!(file.status, StatusCode::OK);
    pdf_text(&file.body)
}

async fn a_letter_is_written_made_and_handed_once(backend: Backend) {
    let mut letter = letter(backend).await;
    let (case, by) = (Some(letter.case), By::Staff(Person::Coordinator));
    // What is missing is said, and what was typed stays.
    let missing: Vec<_> = WORDS.iter().copied().filter(|(name, _)| *name != "dal").collect();
    let answer = write(&mut letter, &missing).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("V sobotu jedete za tátou."), "what was typed is lost");
    let ending = letter.page.rsplit('/').next().unwrap().to_owned();
    let form = form_of(&mut letter.browser, &letter.page, &ending).await;
    let mut fields = form.hidden();
    fields.extend(typed(WORDS));
    let watch = Watch::begin(&letter.house).await;
    for _ in 0..2 {
        assert_eq!(letter.browser.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let event = watch.expect(&letter.house, "child_letter.saved", by, case).await;
    assert!(!event.detail.contains("fotbal"), "the trail keeps no words: {}", event.detail);
    assert_eq!(number(&letter.house, LETTERS).await, 1);
    // An older window does not overwrite it.
    let mut late = form.hidden();
    late.extend(typed(WORDS).into_iter().filter(|(name, _)| name != "dal"));
    late.extend(typed(&[("dal", "Něco jiného.")]));
    let stale = letter.browser.submit(&form, &late).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("Něco jiného."), "what was typed is lost");
    let form = form_of(&mut letter.browser, &letter.page, "/vyhotovit").await;
    let watch = Watch::begin(&letter.house).await;
    for _ in 0..2 {
        assert_eq!(letter.browser.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    }
    watch.expect(&letter.house, "child_letter.made", by, case).await;
    watch.expect(&letter.house, "disclosure.sent", by, case).await;
    assert_eq!(number(&letter.house, PAPERS).await, 1);
    let text = paper(&mut letter).await;
    for words in
        ["Milý Matyáši", "V sobotu jedete", "Chceš chodit na fotbal", "Co se stane dál", "Na koho se můžeš"]
    {
        assert!(text.contains(words), "{words} is missing: {text}");
    }
    let form = form_of(&mut letter.browser, &letter.page, "/predano").await;
    let early = typed(&[("dne", "1. 1. 2020"), ("jak", "together")]);
    let answer = letter.browser.submit(&form, &early).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("1. 1. 2020"));
    let watch = Watch::begin(&letter.house).await;
    let given = typed(&[("dne", "19. 11. 2026"), ("jak", "together")]);
    for _ in 0..2 {
        assert_eq!(letter.browser.submit(&form, &given).await.status, StatusCode::SEE_OTHER);
    }
    watch.expect(&letter.house, "child_letter.handed", by, case).await;
    assert!(letter.browser.visit(&letter.page).await.text().contains("dítě ho má"));
    // Other words make another edition; the earlier one stays.
    let mut other: Vec<_> = WORDS.iter().copied().filter(|(name, _)| *name != "zaver").collect();
    other.push(("zaver", "Držím ti palce."));
    assert_eq!(write(&mut letter, &other).await.status, StatusCode::SEE_OTHER);
    assert!(!letter.browser.visit(&letter.page).await.text().contains("dítě ho má"));
    let form = form_of(&mut letter.browser, &letter.page, "/vyhotovit").await;
    letter.browser.submit(&form, &form.hidden()).await;
    assert_eq!(number(&letter.house, PAPERS).await, 2);
}

async fn what_must_not_reach_the_adults_at_home_stops_the_letter(backend: Backend) {
    let mut letter = letter(backend).await;
    let case = letter.case;
    let people: Vec<(Uuid,)> = Sql::new(
        "PARENTS",
        "SELECT person_id FROM relation r JOIN child c ON c.id = r.child_id WHERE c.case_id = $1",
    )
    .bind(case)
    .all(&letter.house.raw.0)
    .await
    .unwrap();
    let page = letter.browser.visit(&format!("/pripady/{case}/chranene/novy")).await;
    let form = page.forms().into_iter().find(|f| f.action.ends_with("/novy")).unwrap();
    let about = form.fields.iter().find(|f| f.name == "o_kom").unwrap();
    let mut fields = form.hidden();
    let whose = about.options.iter().find(|o| !o.is_empty()).unwrap().clone();
    fields.extend(typed(&[("druh", "name"), ("o_kom", &whose), ("udaj", "Evženie Mráčková")]));
    fields.extend(people.iter().map(|(id,)| ("pred_kym".to_owned(), id.to_string())));
    let answer = letter.browser.submit(&form, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    let mut words: Vec<_> = WORDS.iter().copied().filter(|(name, _)| *name != "dohoda").collect();
    words.push(("dohoda", "Pomohla nám paní Evženie Mráčková."));
    assert_eq!(write(&mut letter, &words).await.status, StatusCode::SEE_OTHER);
    let form = form_of(&mut letter.browser, &letter.page, "/vyhotovit").await;
    let answer = letter.browser.submit(&form, &form.hidden()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("chráněný údaj") && answer.text().contains("Milý Matyáši"));
    assert_eq!(number(&letter.house, PAPERS).await, 0, "it was filed all the same");
    let preview = letter.browser.get(&format!("{}/nahled", letter.page)).await;
    assert_eq!(preview.status, StatusCode::SEE_OTHER, "the preview shows what may not be told");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_is_written_made_and_handed_once_on_the_embedded_database() {
    a_letter_is_written_made_and_handed_once(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_is_written_made_and_handed_once_on_the_server() {
    a_letter_is_written_made_and_handed_once(Backend::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_must_not_reach_the_adults_stops_the_letter_on_the_embedded_database() {
    what_must_not_reach_the_adults_at_home_stops_the_letter(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_must_not_reach_the_adults_stops_the_letter_on_the_server() {
    what_must_not_reach_the_adults_at_home_stops_the_letter(Backend::Postgres).await;
}
