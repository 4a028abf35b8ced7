//! How it was: said at the door by nobody known, and told from three sheets on, when nobody can be subtracted.

use crate::harness::trace::{By, Watch};
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

/// Somebody at the door leaves a sheet.
async fn leave(house: &TestHouse, path: &str, fields: &[(&str, &str)]) {
    let id = Uuid::from_bytes(pripadovka::kernel::random_bytes::<16>()).to_string();
    let mut all = answers(fields);
    all.push(("nove_id".to_owned(), id));
    let answer = house.stranger().post(path, &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
}

/// The coordinator presses a button of the page.
async fn press(house: &TestHouse, conference: Uuid, end: &str) {
    let mut worker = house.browser_of(Person::Coordinator).await;
    let page = worker.visit(&format!("/konference/{conference}/zpetna-vazba")).await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with(end)).expect("a button");
    assert_eq!(worker.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
}

/// What staff read.
async fn told(house: &TestHouse, conference: Uuid) -> String {
    let mut worker = house.browser_of(Person::Coordinator).await;
    worker.visit(&format!("/konference/{conference}/zpetna-vazba")).await.texts("section.card").join(" ")
}

/// The coordinator copies a paper sheet.
async fn copy(house: &TestHouse, conference: Uuid, who: &str, fields: &[(&str, &str)]) {
    let mut worker = house.browser_of(Person::Coordinator).await;
    let page = worker.visit(&format!("/konference/{conference}/zpetna-vazba/papir/{who}")).await;
    let form = page.forms().into_iter().find(|form| form.action.contains("/papir/")).expect("a form");
    let empty = worker.submit(&form, &form.hidden()).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut all = form.hidden();
    all.extend(answers(fields));
    assert_eq!(worker.submit(&form, &all).await.status, StatusCode::SEE_OTHER);
}

on_both!(
    async fn numbers_and_words_are_told_when_the_collection_is_over_from_three_sheets_on(house: TestHouse) {
        let (main, path) = open(&house).await;
        let page = told(&house, main).await;
        assert!(page.contains("Zatím nic nepřišlo.") && page.contains("až sběr skončí: "), "{page}");
        for who in ["family", "professional"] {
            leave(&house, &path, &[("kdo", who), ("heard", "2"), ("slova", "Chvěla jsem se.")]).await;
        }
        // The third is copied from paper. Whoever watches the page sees nothing move.
        let two = told(&house, main).await;
        copy(&house, main, "family", &[("heard", "5")]).await;
        let three = told(&house, main).await;
        assert_eq!(two, three, "the page tells of the third sheet");
        assert!(two.contains("Zatím něco přišlo.") && two.contains("nebo až ho zavřete"), "{two}");
        assert!(!two.contains("z 5") && !two.contains("Chvěla"), "{two}");
        press(&house, main, "/zavrit").await;
        let page = told(&house, main).await;
        assert!(page.contains("3,0 z 5") && page.contains("Chvěla jsem se."), "{page}");
        assert!(!page.contains("Rodina a blízcí"), "one professional could be subtracted: {page}");
    }
);

on_both!(
    async fn of_two_sheets_nothing_is_told_after_the_end_either(house: TestHouse) {
        let (main, path) = open(&house).await;
        for _ in 0..2 {
            leave(&house, &path, &[("kdo", "family"), ("heard", "2"), ("slova", "Chvěla jsem se.")]).await;
        }
        // The last day passes.
        house.house.clock.set(house.house.clock.now().plus_seconds(60 * 24 * 3600));
        let page = told(&house, main).await;
        assert!(page.contains("Odpovědělo málo lidí") && page.contains("Sběr skončil."), "{page}");
        assert!(!page.contains("z 5") && !page.contains("Chvěla"), "{page}");
    }
);

on_both!(
    async fn opening_again_for_one_sheet_tells_nothing_of_it(house: TestHouse) {
        let (main, path) = open(&house).await;
        for _ in 0..3 {
            leave(&house, &path, &[("kdo", "family"), ("heard", "4")]).await;
        }
        press(&house, main, "/zavrit").await;
        let first = told(&house, main).await;
        assert!(first.contains("4,0 z 5"), "{first}");
        // Paper copied after the end waits for the next collection.
        copy(&house, main, "family", &[("heard", "1"), ("slova", "Nechtěla jsem tam být.")]).await;
        assert_eq!(told(&house, main).await, first, "a sheet copied after the end is told by itself");
        press(&house, main, "/otevrit").await;
        let open = told(&house, main).await;
        assert!(open.contains("Zatím něco přišlo.") && !open.contains("z 5"), "{open}");
        leave(&house, &path, &[("kdo", "family"), ("heard", "1")]).await;
        press(&house, main, "/zavrit").await;
        assert_eq!(told(&house, main).await, first, "closing, opening and closing tells of two sheets");
        // With a third since the last telling all three are told together.
        press(&house, main, "/otevrit").await;
        leave(&house, &path, &[("kdo", "family"), ("heard", "1")]).await;
        press(&house, main, "/zavrit").await;
        let second = told(&house, main).await;
        assert!(second.contains("2,5 z 5") && second.contains("Nechtěla jsem tam být."), "{second}");
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
        let (case, watch) = (house.named("case.dolezalovi"), Watch::begin(&house).await);
        assert_eq!(worker.submit(&close, &[]).await.status, StatusCode::SEE_OTHER);
        watch.expect(&house, "feedback.closed", By::Staff(Person::Coordinator), Some(case)).await;
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
