//! What was sent, and what becomes of it when a fact is protected from its reader afterwards: every page answers like a
//! dead link, no paper comes, nothing breaks, and staff learn of it without looking.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::{Backend, Browser, Person, TestHouse};
use crate::outsider::{Guest, guest, links_to_confirm};
use axum::http::StatusCode;

/// What every dead link says.
const NOTHING: &str = "Na této adrese nic není";

/// The coordinator protects words from everybody.
async fn protect(guest: &Guest, words: &str) {
    protect_in(&guest.house, guest.case, words).await;
}

/// The coordinator protects words of a case from everybody.
pub async fn protect_in(house: &TestHouse, case: uuid::Uuid, words: &str) {
    let mut worker = house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut worker, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
    let about = form.fields.iter().flat_map(|field| field.options.iter().cloned());
    let about = about.into_iter().find(|option| option.starts_with("dite-")).expect("a child to protect");
    let typed = [("druh", "other"), ("o_kom", about.as_str()), ("udaj", words), ("pred_kym", "nikdo")];
    let mut fields = plausible(&form);
    fields.retain(|(name, _)| !typed.iter().any(|(n, _)| n == name));
    fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let kept = worker.submit(&form, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{:?}", kept.page().problems());
}

/// The name of whom to ask, as every page of theirs says it.
async fn whom_to_ask(browser: &mut Browser, path: &str) -> String {
    let text = browser.visit(path).await.text();
    let after = text.split("Ptejte se: ").nth(1).expect("whom to ask").to_owned();
    after.split(',').next().unwrap().trim().to_owned()
}

/// The address answers like one that never led anywhere: by status and by every word.
async fn leads_nowhere(guest: &Guest, browser: &mut Browser, path: &str) {
    let never = format!("/p/{}", pripadovka::kernel::Token::fresh().text());
    let (dead, answer) = (guest.house.stranger().get(&never).await, browser.get(path).await);
    assert_eq!(answer.status, StatusCode::GONE, "{path}");
    assert_eq!(answer.status, dead.status);
    assert!(answer.text().contains(NOTHING), "{path}: {}", answer.text());
    assert_eq!(answer.text(), dead.text(), "{path} can be told from a dead link");
}

async fn what_stands_behind_the_code_answers_like_a_dead_link(backend: Backend) {
    let guest = guest(backend).await;
    let code = guest.code().await;
    let mut owner = guest.browser.clone();
    assert_eq!(guest.give(&mut owner, &code).await.status, StatusCode::SEE_OTHER);
    let inside = format!("{}/priprava", guest.link);
    let page = owner.visit(&inside).await;
    let goal = page.texts(".list li").first().cloned().expect("a goal behind the code");
    protect(&guest, &goal).await;
    leads_nowhere(&guest, &mut owner, &inside).await;
    // The invitation itself does not hold the words: it stays, and nothing on it hints at the rest.
    let first = owner.get(&guest.link).await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(!first.text().contains("chráněn"), "{}", first.text());
}

async fn a_link_stopped_since_is_a_task_of_staff_and_asking_on_it_breaks_nothing(backend: Backend) {
    let guest = guest(backend).await;
    let code = guest.code().await;
    let mut owner = guest.browser.clone();
    assert_eq!(guest.give(&mut owner, &code).await.status, StatusCode::SEE_OTHER);
    let list = guest.staff.rsplit_once('/').unwrap().0.to_owned();
    let desk = list.trim_end_matches("/pozvanky").to_owned();
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    assert!(!worker.visit(&desk).await.text().contains("odkaz nikam nevede"));
    // Whom to ask stands on every page of theirs.
    let clerk = whom_to_ask(&mut owner, &guest.link).await;
    protect(&guest, &clerk).await;
    for path in ["", "/priprava", "/kalendar.ics", "/uvolneni"] {
        leads_nowhere(&guest, &mut owner, &format!("{}{path}", guest.link)).await;
    }
    for path in ["/odpoved", "/upresneni", "/potreby", "/zastup", "/zadost", "/kod", "/skoncit", "/jazyk"] {
        let answer = owner.post(&format!("{}{path}", guest.link), &[]).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
    }
    let page = worker.visit(&list).await.text();
    assert!(page.contains("odkaz teď nikam nevede"), "{page}");
    let page = worker.visit(&desk).await.text();
    assert!(page.contains("odkaz nikam nevede"), "{page}");
    // Papers that staff make for them do not come, and nothing breaks.
    let release = worker.get(&format!("{}/uvolneni", guest.staff)).await;
    assert_eq!(release.status, StatusCode::SEE_OTHER);
}

async fn the_page_to_confirm_that_something_was_destroyed_is_stopped_like_any_other(backend: Backend) {
    let guest = guest(backend).await;
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut worker, &format!("{}/odvolat", guest.staff), "/odvolat").await;
    let mut fields = plausible(&form);
    fields.retain(|(name, _)| name != "duvod");
    fields.push(("duvod".into(), "Přišla na starou adresu.".into()));
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    pripadovka::worker::drain(&guest.house.house).await.unwrap();
    let link = links_to_confirm(&guest.house).await.pop().expect("a mail that asks to destroy");
    let mut stranger = guest.house.stranger();
    let clerk = whom_to_ask(&mut stranger, &link).await;
    protect(&guest, &clerk).await;
    leads_nowhere(&guest, &mut stranger, &link).await;
    let form = form_of(&mut worker, &guest.staff, "/prosba").await;
    let asked = worker.submit(&form, &plausible(&form)).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let back = worker.get(asked.location().unwrap()).await.text();
    assert!(back.contains("Papír nevznikl"), "{back}");
}

macro_rules! on_each {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            use super::Backend;
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() { super::$name(Backend::Sqlite).await; })+
        }
        mod on_postgres {
            use super::Backend;
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() { super::$name(Backend::Postgres).await; })+
        }
    };
}

on_each!(
    what_stands_behind_the_code_answers_like_a_dead_link,
    a_link_stopped_since_is_a_task_of_staff_and_asking_on_it_breaks_nothing,
    the_page_to_confirm_that_something_was_destroyed_is_stopped_like_any_other,
);
