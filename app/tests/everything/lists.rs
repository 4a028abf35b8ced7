//! Nobody sees a family unseen: whatever case a page names, the trail says who saw it. And nobody acts on a right
//! that was withdrawn between the page and the act.

use crate::harness::{Person, TestHouse, forms::plausible, tour};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const SEEN: Sql = Sql::new(
    "SEEN",
    "SELECT sequence, case_id, detail FROM audit_event \
     WHERE office_id = $1 AND actor_id = $2 AND code IN ('case.read', 'case.listed') AND sequence > $3",
);
const LAST: Sql = Sql::new("LAST", "SELECT coalesce(max(sequence), 0) FROM audit_event WHERE office_id = $1");
const CASES: Sql = Sql::new("CASES", "SELECT id, case_id FROM conference");

/// People whose pages name cases.
const READERS: &[Person] = &[
    Person::Coordinator,
    Person::Head,
    Person::DataProtectionOfficer,
    Person::Facilitator,
    Person::MinuteTaker,
];

/// Cases that a page leads to, by the addresses in it.
fn named(links: &[String], case_of: &BTreeMap<Uuid, Uuid>) -> BTreeSet<Uuid> {
    let mut cases = BTreeSet::new();
    for link in links {
        let parts: Vec<&str> = link.split(['/', '?', '#']).collect();
        if let ["", folder, id, ..] = parts.as_slice()
            && let Ok(id) = id.parse::<Uuid>()
        {
            match *folder {
                "pripady" => cases.extend([id]),
                "konference" => cases.extend(case_of.get(&id)),
                _ => {}
            }
        }
    }
    cases
}

on_both!(
    async fn whoever_sees_a_case_named_on_any_page_leaves_a_trace(house: TestHouse) {
        let office = house.cast.office;
        let conferences: Vec<(Uuid, Uuid)> = CASES.statement().all(&house.raw.0).await.unwrap();
        let case_of: BTreeMap<Uuid, Uuid> = conferences.into_iter().collect();
        let mut lists = 0;
        for person in READERS {
            let reader = house.cast.id(*person);
            let mut browser = house.browser_of(*person).await;
            let mut addresses: Vec<String> =
                tour::walk(&mut browser, &tour::starts(&house)).await.into_iter().map(|a| a.url).collect();
            addresses.extend(["/pripady?hledat=dole".to_owned(), "/pripady?hledat=om".to_owned()]);
            for address in addresses {
                let before: (i64,) = LAST.bind(office).get(&house.raw.0).await.unwrap();
                let answer = browser.get(&address).await;
                if answer.status != StatusCode::OK || !answer.is_html() {
                    continue;
                }
                let shown = named(&answer.page().links(), &case_of);
                let events: Vec<(i64, Option<Uuid>, String)> =
                    SEEN.bind(office).bind(reader).bind(before.0).all(&house.raw.0).await.unwrap();
                for case in &shown {
                    let id = case.to_string();
                    assert!(
                        events.iter().any(|(_, about, detail)| *about == Some(*case) || detail.contains(&id)),
                        "{person:?} saw the case {case} on {address}, and nobody will ever know"
                    );
                }
                lists += usize::from(shown.len() > 1);
            }
        }
        assert!(lists > 10, "only {lists} pages named more than one case: this proves nothing");
    }
);

on_both!(
    async fn a_list_leaves_one_event_that_names_only_what_was_shown(house: TestHouse) {
        let (office, case) = (house.cast.office, house.named("case.dolezalovi"));
        let mut browser = house.browser_of(Person::Coordinator).await;
        let before: (i64,) = LAST.bind(office).get(&house.raw.0).await.unwrap();
        browser.get("/pripady?hledat=dole").await;
        let events: Vec<(i64, Option<Uuid>, String)> = SEEN
            .bind(office)
            .bind(house.cast.id(Person::Coordinator))
            .bind(before.0)
            .all(&house.raw.0)
            .await
            .unwrap();
        assert_eq!(events.len(), 1, "{events:?}");
        assert_eq!(events[0].2, format!(r#"{{"cases":["{case}"]}}"#));
        // A colleague's list does not name the case, and so leaves nothing behind.
        let mut colleague = house.browser_of(Person::Colleague).await;
        let before: (i64,) = LAST.bind(office).get(&house.raw.0).await.unwrap();
        colleague.get("/pripady?hledat=dole").await;
        let after: (i64,) = LAST.bind(office).get(&house.raw.0).await.unwrap();
        assert_eq!(before, after);
    }
);

on_both!(
    async fn a_case_says_who_saw_it_in_a_list(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        house.browser_of(Person::Head).await.get("/pripady?hledat=dole").await;
        let page =
            house.browser_of(Person::Coordinator).await.visit(&format!("/pripady/{case}/nahlizeni")).await;
        assert!(page.text().contains("Dnes v seznamech"), "{}", page.text());
        let after = page.text().split("Dnes v seznamech").nth(1).unwrap().to_owned();
        assert!(after.contains("vedoucí oddělení"), "{after}");
    }
);

on_both!(
    async fn a_case_is_found_from_any_word_of_its_name_or_mark_by_whoever_works_on_it(house: TestHouse) {
        let case = format!("/pripady/{}", house.named("case.dolezalovi"));
        for (person, finds) in [
            (Person::Coordinator, true),
            (Person::Deputy, true),
            (Person::Head, true),
            (Person::Colleague, false),
            (Person::FormerDeputy, false),
            (Person::OtherHead, false),
        ] {
            let mut browser = house.browser_of(person).await;
            for words in ["Doležal", "dolezalovi", "eliška d", "118/2026", "Om 118", "Hájková", "bartos"]
            {
                let address = format!("/pripady?hledat={}", words.replace(' ', "+"));
                let links = browser.visit(&address).await.links();
                let found = links.iter().any(|link| link.starts_with(&case));
                assert_eq!(found, finds, "{person:?} looks for {words}");
            }
        }
    }
);

/// Begins an act, takes the right away while it waits for its turn to write, and gives the answer.
async fn withdrawn_meanwhile(person: Person, withdraw: &'static str) -> (StatusCode, bool) {
    let house = TestHouse::lived_in().await;
    let conference = house.named("conference.main");
    let mut browser = house.browser_of(person).await;
    let address = format!("/konference/{conference}/zrusit");
    let page = browser.visit(&address).await;
    let form = page.forms().into_iter().find(|form| form.action == address).unwrap();
    let fields = plausible(&form);
    let staff = house.cast.id(person);
    let mut work = house.raw.1.begin().await.unwrap();
    let (answer, ()) = tokio::join!(browser.submit(&form, &fields), async {
        // The act has passed the door and waits for the write lock, which is held here.
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        let gone = Sql::new("WITHDRAW", withdraw).bind(staff).execute(&mut work).await.unwrap();
        assert!(gone > 0, "there was nothing to withdraw");
        work.commit().await.unwrap();
    });
    let state: (String,) = Sql::new("STATE", "SELECT state FROM conference WHERE id = $1")
        .bind(conference)
        .get(&house.raw.0)
        .await
        .unwrap();
    (answer.status, state.0 == "cancelled")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tie_or_role_withdrawn_between_the_page_and_the_act_stops_it() {
    let untied = withdrawn_meanwhile(Person::Coordinator, "DELETE FROM tie WHERE staff_id = $1").await;
    assert_eq!(untied, (StatusCode::NOT_FOUND, false), "an untied worker cancelled a conference");
    let stripped = withdrawn_meanwhile(Person::Head, "DELETE FROM staff_role WHERE staff_id = $1").await;
    assert_eq!(stripped, (StatusCode::NOT_FOUND, false), "somebody who heads nothing cancelled a conference");
    let over =
        "UPDATE conference SET state = 'held' WHERE case_id IN (SELECT case_id FROM tie WHERE staff_id = $1)";
    let over = withdrawn_meanwhile(Person::Coordinator, over).await;
    assert_eq!(over, (StatusCode::FORBIDDEN, false), "a conference that was held meanwhile was cancelled");
}
