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

/// The addresses of an invitation's page for the office, and its case.
async fn for_the_office(house: &TestHouse, link: &str) -> String {
    let token = pripadovka::kernel::Token::parse(link.trim_start_matches("/p/")).expect("a link");
    let of = Sql::new(
        "OFFICE",
        "SELECT i.id, i.conference_id FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id \
         WHERE l.token_hash = $1",
    );
    let (id, conference): (uuid::Uuid, uuid::Uuid) = of.bind(token.hash()).get(&house.raw.0).await.unwrap();
    format!("/konference/{conference}/pozvanky/{id}")
}

on_both!(
    async fn a_withdrawn_invitation_opens_nothing_and_takes_no_answer(house: TestHouse) {
        let link = send(&house).await.into_iter().next().expect("a link has left the house");
        let mut guest = house.stranger();
        let page = guest.visit(&link).await;
        let forms = page.forms();
        let act = forms.iter().find(|f| !f.get).expect("the page offers something");
        let invitation = for_the_office(&house, &link).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("{invitation}/odvolat")).await;
        let withdraw =
            page.forms().into_iter().find(|f| !f.action.ends_with("/odhlasit")).expect("the question");
        let (answer, _) = persuade(&mut worker, &withdraw).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        let recorded = number(&house, BY_OUTSIDERS).await;
        for address in [link.clone(), format!("{link}/kalendar.ics")] {
            let answer = guest.get(&address).await;
            assert!(
                [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&answer.status),
                "{address} still opens: {}",
                answer.status
            );
            let text = answer.text();
            assert!(
                !text.contains("knihovn") && !text.contains("13.00"),
                "a withdrawn invitation still tells: {text}"
            );
        }
        for part in ["/otevrit", "/odpoved", "/upresneni"] {
            let answer = guest.post(&format!("{link}{part}"), &[("odpoved".into(), "comes".into())]).await;
            assert!(
                [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&answer.status),
                "{part} is still taken: {}",
                answer.status
            );
        }
        assert!(!guest.submit(act, &[]).await.status.is_success());
        let after = number(&house, BY_OUTSIDERS).await;
        assert_eq!(after, recorded, "an outsider did something with a withdrawn invitation");
    }
);

on_both!(
    async fn a_further_round_ends_the_link_of_the_one_before(house: TestHouse) {
        let link = send(&house).await.into_iter().next().expect("a link has left the house");
        let invitation = for_the_office(&house, &link).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&invitation).await;
        let again = page.links().into_iter().find(|l| l.contains("/odeslat?komu=")).expect("inviting again");
        let whom = again.split_once("?komu=").unwrap().1.to_owned();
        let page = worker.visit(&again).await;
        let form = page.forms().into_iter().find(|f| f.action.contains("/odeslat")).expect("sending again");
        let mut fields = form.hidden();
        fields.push(("komu".into(), whom));
        let answer = worker.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        pripadovka::worker::drain(&house.house).await.unwrap();
        let links = outsiders::links(&house).await;
        let newest = &links.last().expect("a further link").1;
        assert_ne!(*newest, link);
        let mut guest = house.stranger();
        assert_eq!(guest.get(newest).await.status, StatusCode::OK);
        let old = guest.get(&link).await;
        assert!([StatusCode::NOT_FOUND, StatusCode::GONE].contains(&old.status), "the old link still opens");
    }
);
