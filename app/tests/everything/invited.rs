//! An invited person, from the mail to the answer: no account, no script, and a trace of every act.

use crate::harness::forms::persuade;
use crate::harness::{Person, TestHouse, outsiders, tour};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;

const BY_OUTSIDERS: Sql = Sql::new("BY_OUTSIDERS", "SELECT count(*) FROM audit_event WHERE who = 'outsider'");
const OPENED: Sql = Sql::new("OPENED", "SELECT count(*) FROM invitation WHERE opened_at IS NOT NULL");

async fn number(house: &TestHouse, sql: Sql) -> i64 {
    let (count,): (i64,) = sql.statement().get(&house.raw.0).await.unwrap();
    count
}

/// Sends what can be sent and lets the worker work; paths of personal links.
pub async fn send(house: &TestHouse) -> Vec<String> {
    let mut browser = house.browser_of(Person::Coordinator).await;
    let main = house.named("conference.main");
    let answers = tour::walk(&mut browser, &[format!("/konference/{main}/pozvanky")]).await;
    for page in answers.iter().filter(|a| a.is_html() && a.url.contains("/pozvanky")).map(|a| a.page()) {
        for form in page.forms().into_iter().filter(|f| f.action.ends_with("/odeslat")) {
            persuade(&mut browser, &form).await;
        }
    }
    pripadovka::worker::drain(&house.house).await.unwrap();
    outsiders::links(house).await.into_iter().map(|(_, path)| path).collect()
}

on_both!(
    async fn looking_at_the_page_opens_nothing_and_answering_is_recorded(house: TestHouse) {
        let links = send(&house).await;
        assert!(!links.is_empty(), "no invitation left the house");
        let (before, opened) = (number(&house, BY_OUTSIDERS).await, number(&house, OPENED).await);
        // Programs that scan mail follow links: that is no opening.
        let mut guest = house.stranger();
        let page = guest.visit(&links[0]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(number(&house, OPENED).await, opened);
        let mut recorded = before;
        for path in ["/otevrit", "/odpoved", "/upresneni"] {
            let page = guest.visit(&links[0]).await;
            let Some(form) = page.forms().into_iter().find(|f| f.action.ends_with(path)) else { continue };
            let (answer, sent) = persuade(&mut guest, &form).await;
            assert_eq!(
                answer.status,
                StatusCode::SEE_OTHER,
                "{path}: {sent:?} {:?}",
                answer.page().problems()
            );
            let now = number(&house, BY_OUTSIDERS).await;
            assert!(now > recorded, "{path} left no event");
            recorded = now;
        }
        assert!(recorded >= before + 2, "the page offers neither opening nor answering: {}", page.text());
    }
);

on_both!(
    async fn a_link_that_never_was_tells_nothing(house: TestHouse) {
        let mut guest = house.stranger();
        for token in ["0123456789abcdefghjkmnpqrstvwxyz01234567", "x", "%00", "..%2f..%2fetc"] {
            for path in [format!("/p/{token}"), format!("/p/{token}/kalendar.ics")] {
                let answer = guest.get(&path).await;
                assert!(
                    [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&answer.status),
                    "{path}: {}",
                    answer.status
                );
                assert!(!answer.text().contains("Eliš"), "{path}");
            }
        }
    }
);

on_both!(
    async fn an_answer_sent_twice_is_one_answer_and_can_be_changed(house: TestHouse) {
        let links = send(&house).await;
        let mut guest = house.stranger();
        let page = guest.visit(&links[0]).await;
        let form = page.forms().into_iter().find(|f| f.action.ends_with("/odpoved"));
        let form = match form {
            Some(form) => form,
            None => {
                let open =
                    page.forms().into_iter().find(|f| f.action.ends_with("/otevrit")).expect("a way in");
                persuade(&mut guest, &open).await;
                let page = guest.visit(&links[0]).await;
                page.forms().into_iter().find(|f| f.action.ends_with("/odpoved")).expect("the question")
            }
        };
        let (_, sent) = persuade(&mut guest, &form).await;
        let again = guest.submit(&form, &sent).await;
        assert!([StatusCode::SEE_OTHER, StatusCode::OK].contains(&again.status), "{}", again.status);
        let answered = Sql::new(
            "ANSWERED",
            "SELECT count(*) FROM invitation WHERE answer IS NOT NULL AND answered_by IS NULL",
        );
        assert!(number(&house, answered).await >= 1);
    }
);
