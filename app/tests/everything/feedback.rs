//! How it was: said at the door by nobody known, and told from three sheets on.

use crate::harness::trace::Watch;
use crate::harness::{Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const SHEETS: Sql = Sql::new("SHEETS", "SELECT count(*) FROM feedback_sheet WHERE conference_id = $1");

async fn sheets(house: &TestHouse, conference: Uuid) -> i64 {
    let (count,): (i64,) = SHEETS.bind(conference).get(&house.raw.0).await.unwrap();
    count
}

/// The coordinator opens the door of the main conference; the address at the door.
async fn open(house: &TestHouse) -> (Uuid, String) {
    let main = house.named("conference.main");
    let mut worker = house.browser_of(Person::Coordinator).await;
    let page = worker.visit(&format!("/konference/{main}/zpetna-vazba")).await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/otevrit")).expect("to open it");
    assert_eq!(worker.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
    let page = worker.visit(&format!("/konference/{main}/zpetna-vazba")).await;
    let address = page.texts("p b.strong").first().cloned().expect("the address");
    let path = address.split_once("/z/").expect("a short address").1.to_owned();
    (main, format!("/z/{path}"))
}

fn answers(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

on_both!(
    async fn a_sheet_names_nobody_and_the_same_form_twice_is_one(house: TestHouse) {
        let (main, path) = open(&house).await;
        let case = Some(house.named("case.dolezalovi"));
        let mut somebody = house.stranger();
        let page = somebody.visit(&path).await;
        assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, "Jaké to bylo?"));
        let page = somebody.visit(&format!("{path}?kdo=family")).await;
        let form = page.forms().into_iter().next().expect("a form");
        let mut fields = form.hidden();
        fields.extend(answers(&[("heard", "4"), ("safe", "5"), ("slova", "Bylo to dobré.")]));
        let watch = Watch::begin(&house).await;
        for _ in 0..2 {
            let answer = somebody.submit(&form, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
            assert!(answer.header("set-cookie").is_empty(), "the door remembers somebody");
        }
        assert_eq!(sheets(&house, main).await, 1);
        // With other answers it is no second sheet either, and nobody is thanked for what was not kept.
        let mut other = form.hidden();
        other.extend(answers(&[("heard", "4"), ("safe", "1"), ("slova", "Báli jsme se.")]));
        for _ in 0..2 {
            let told = somebody.submit(&form, &other).await.page();
            assert!(told.text().contains("už je odevzdaný a měnit se nedá"), "{}", told.text());
            assert!(told.text().contains("Báli jsme se."), "what was typed is gone");
            let again = told.forms().into_iter().next().expect("a form").hidden();
            let form_id =
                |fields: Vec<(String, String)>| fields.into_iter().find(|(name, _)| name == "nove_id");
            assert_eq!(form_id(again), form_id(form.hidden()), "sent once more it would be a second sheet");
        }
        assert_eq!(sheets(&house, main).await, 1);
        let since = watch.since(&house).await;
        let given: Vec<_> = since.iter().filter(|event| event.code == "feedback.given").collect();
        let [event] = given[..] else { panic!("{} sheets in the trail", given.len()) };
        assert_eq!((event.who.as_str(), event.actor, event.case), ("outsider", None, case));
        for tells in ["family", "heard", "4", "dobré"] {
            assert!(!event.detail.contains(tells), "the trail says what was said: {}", event.detail);
        }
        // No identifier of a row tells a time: none is of the kind that begins with a moment.
        let ids = Sql::new("IDS", "SELECT id FROM feedback_sheet");
        let rows: Vec<(Uuid,)> = ids.statement().all(&house.raw.0).await.unwrap();
        assert!(rows.iter().all(|(id,)| id.get_version_num() != 7));
    }
);

on_both!(
    async fn numbers_and_words_are_told_from_three_sheets_on(house: TestHouse) {
        let (main, path) = open(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let staff = format!("/konference/{main}/zpetna-vazba");
        for (n, who) in [(1, "family"), (2, "professional")] {
            let id = Uuid::from_u128(n).to_string();
            let fields =
                [("nove_id", id.as_str()), ("kdo", who), ("heard", "2"), ("slova", "Chvěla jsem se.")];
            let answer = house.stranger().post(&path, &answers(&fields)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        let page = worker.visit(&staff).await.text();
        assert!(page.contains("málo lidí") && !page.contains("2,0") && !page.contains("Chvěla"), "{page}");
        // The third is copied from paper.
        let copy = worker.visit(&format!("{staff}/papir/family")).await;
        let form = copy.forms().into_iter().find(|form| form.action.contains("/papir/")).expect("a form");
        let empty = worker.submit(&form, &form.hidden()).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut fields = form.hidden();
        fields.extend(answers(&[("heard", "5")]));
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        let page = worker.visit(&staff).await.text();
        assert!(page.contains("3,0 z 5") && page.contains("Chvěla jsem se."), "{page}");
        assert!(!page.contains("Rodina a blízcí"), "one professional could be subtracted: {page}");
    }
);

on_both!(
    async fn children_choose_faces_and_every_language_asks_in_its_own_words(house: TestHouse) {
        let (main, path) = open(&house).await;
        let page = house.stranger().visit(&format!("{path}?kdo=child&jazyk=uk")).await;
        assert!(page.text().contains("Мене слухали"), "{}", page.text());
        let id = Uuid::from_u128(77).to_string();
        let fields =
            answers(&[("nove_id", &id), ("kdo", "child"), ("listened", "3"), ("heard", "5"), ("well", "9")]);
        assert_eq!(house.stranger().post(&path, &fields).await.status, StatusCode::SEE_OTHER);
        let kept = Sql::new("KEPT", "SELECT answers FROM feedback_sheet WHERE conference_id = $1");
        let (kept,): (serde_json::Value,) = kept.bind(main).get(&house.raw.0).await.unwrap();
        assert_eq!(
            kept,
            serde_json::json!({ "listened": 3 }),
            "only what a child is asked, only what stands on the scale"
        );
    }
);

on_both!(
    async fn a_door_is_found_however_it_is_typed_and_ends(house: TestHouse) {
        let (main, path) = open(&house).await;
        let loose = path.to_lowercase().replace('-', "");
        assert_eq!(house.stranger().get(&loose).await.status, StatusCode::OK);
        let wrong = if path.ends_with('0') {
            format!("{}1", &path[..path.len() - 1])
        } else {
            format!("{}0", &path[..path.len() - 1])
        };
        for dead in [wrong.as_str(), "/z/neco", "/z/7K2M-9QHT-4XRB"] {
            let answer = house.stranger().get(dead).await;
            assert_eq!(answer.status, StatusCode::GONE, "{dead}");
            // Nobody sent a message: the address stands on a sheet at the door.
            let told = answer.page().text();
            assert!(told.contains("z papíru u dveří") && !told.contains("ze zprávy"), "{told}");
        }
        let empty = house.stranger().post(&path, &answers(&[("kdo", "family")])).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut worker = house.browser_of(Person::Coordinator).await;
        let staff = format!("/konference/{main}/zpetna-vazba");
        let paper = worker.get(&format!("{staff}/tisk")).await;
        assert!(paper.body.starts_with(b"%PDF-"), "papers for the door");
        let page = worker.visit(&staff).await;
        let close =
            page.forms().into_iter().find(|form| form.action.ends_with("/zavrit")).expect("to close it");
        assert_eq!(worker.submit(&close, &[]).await.status, StatusCode::SEE_OTHER);
        let page = house.stranger().visit(&format!("{path}?kdo=family")).await;
        assert!(page.text().contains("už se nesbírá") && page.forms().is_empty(), "{}", page.text());
        let late = house.stranger().post(&path, &answers(&[("kdo", "family"), ("heard", "1")])).await;
        assert_eq!(
            (late.status, sheets(&house, main).await),
            (StatusCode::OK, 0),
            "nothing is kept any more"
        );
        // Opened again it has the address of the papers that hang there.
        let (_, again) = open(&house).await;
        assert_eq!(again, path);
    }
);
