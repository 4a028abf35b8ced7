//! Opening a case through the pages, as a worker does: with a child, a person, and a conference that is considered.

use super::browser::Browser;
use super::forms::{persuade, plausible};
use axum::http::StatusCode;
use uuid::Uuid;

/// Opens a case and everything that its pages offer to add; the case, and the conference if one was begun.
pub async fn settle(browser: &mut Browser) -> (Uuid, Option<Uuid>) {
    let opened = add(browser, "/pripady/novy").await.expect("a case can be opened");
    let case: Uuid =
        opened.split(['/', '?']).nth(2).and_then(|id| id.parse().ok()).expect("the address of the case");
    for place in ["deti/nove", "lide/novy", "chranene/novy"] {
        add(browser, &format!("/pripady/{case}/{place}")).await;
    }
    (case, begin(browser, case).await)
}

/// Begins to consider a conference, from the page of the case.
pub async fn begin(browser: &mut Browser, case: Uuid) -> Option<Uuid> {
    let page = browser.visit(&format!("/pripady/{case}")).await;
    let form = page.forms().into_iter().find(|f| f.action.ends_with("/konference/nova"))?;
    let begun = browser.submit(&form, &plausible(&form)).await;
    begun.location().and_then(|to| to.split(['/', '?']).nth(2)?.parse().ok())
}

/// Submits the first form of a page that posts to this very page, plausibly filled in; where it led.
async fn add(browser: &mut Browser, address: &str) -> Option<String> {
    let page = browser.visit(address).await;
    let form = page.forms().into_iter().find(|f| !f.get && f.action.split('?').next() == Some(address))?;
    let (answer, sent) = persuade(browser, &form).await;
    let (problems, done) = (answer.page().problems(), StatusCode::SEE_OTHER);
    assert_eq!(answer.status, done, "{address}: {problems:?} {sent:?}");
    answer.location().map(str::to_owned)
}
