//! The update of a child's protection plan: what is taken over by choice, versions, papers, copies.

use crate::acts::form_of;
use crate::canaries::pdf_text;
use crate::harness::browser::Answer;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse};
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

/// The demo has a draft of its own, in a case without a conference that was held.
const PLANS: Sql = Sql::new("PLANS", "SELECT count(*) - 1 FROM protection_plan");
const MEASURES: Sql = Sql::new("MEASURES_ALL", "SELECT count(*) - 1 FROM protection_measure");
const PAPERS: Sql = Sql::new("PLAN_PAPERS", "SELECT count(*) FROM document WHERE kind = 'protection_plan'");
const CHILD: Sql = Sql::new(
    "CHILD_OF_CASE",
    "SELECT id FROM child WHERE case_id = $1 AND removed IS NULL ORDER BY created, id",
);
const PARENT: Sql = Sql::new(
    "PARENT_OF",
    "SELECT person_id FROM relation WHERE child_id = $1 AND legal = 'parent_with_responsibility' ORDER BY person_id",
);

async fn number(house: &TestHouse, sql: Sql) -> i64 {
    let (count,): (i64,) = sql.statement().get(&house.raw.0).await.unwrap();
    count
}

fn typed(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

struct Plan {
    house: TestHouse,
    case: Uuid,
    child: Uuid,
    browser: Browser,
    list: String,
    page: String,
}

/// A draft in a case whose conference was held.
async fn begun(backend: Backend) -> Plan {
    let (house, case, _) = prepare(backend, "held").await;
    let (child,): (Uuid,) = CHILD.bind(case).get(&house.raw.0).await.unwrap();
    let mut browser = house.browser_of(Person::Coordinator).await;
    let list = format!("/pripady/{case}/deti/{child}/ipod");
    let case_page = browser.visit(&format!("/pripady/{case}")).await;
    assert!(case_page.links().contains(&list), "no way to the plan: {:?}", case_page.links());
    let form = form_of(&mut browser, &list, "/ipod").await;
    let mut page = String::new();
    for _ in 0..2 {
        let answer = browser.submit(&form, &form.hidden()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        page = answer.location().unwrap().split('?').next().unwrap().to_owned();
    }
    assert_eq!(number(&house, PLANS).await, 1, "a double click is two drafts");
    Plan { house, case, child, browser, list, page }
}

/// The form of a draft with everything in it as it stands, and these answers.
async fn save(plan: &mut Plan, answers: &[(&str, &str)]) -> Answer {
    let ending = plan.page.rsplit('/').next().unwrap().to_owned();
    let form = form_of(&mut plan.browser, &plan.page, &ending).await;
    let mut fields: Vec<(String, String)> = form
        .fields
        .iter()
        .filter(|f| f.kind != "submit" && !answers.iter().any(|(name, _)| *name == f.name))
        .map(|f| (f.name.clone(), f.value.clone()))
        .collect();
    fields.extend(typed(answers));
    plan.browser.submit(&form, &fields).await
}

const WHOLE: &[(&str, &str)] =
    &[("priciny", "Zameškané hodiny od září."), ("cile", "Chodí do školy."), ("vyhodnoceni", "11. 3. 2027")];

async fn a_draft_from_before_takes_over_too(backend: Backend) {
    const STATE: Sql = Sql::new("STATE", "UPDATE conference SET state = $2 WHERE id = $1");
    let (house, case, held) = prepare(backend, "held").await;
    let to = async |state: &str| {
        house
            .meddle(async |mut work| {
                STATE.bind(held).bind(state).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
    };
    to("convened").await;
    let (child,): (Uuid,) = CHILD.bind(case).get(&house.raw.0).await.unwrap();
    let mut browser = house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut browser, &format!("/pripady/{case}/deti/{child}/ipod"), "/ipod").await;
    let begun = browser.submit(&form, &form.hidden()).await;
    let page = begun.location().unwrap().split('?').next().unwrap().to_owned();
    let before = browser.visit(&page).await;
    assert!(before.text().contains("nemá žádnou konferenci, která proběhla"), "{}", before.text());
    to("held").await;
    let form = form_of(&mut browser, &page, "/prevzit").await;
    let mut fields = form.hidden();
    fields
        .extend(form.fields.iter().filter(|f| f.name == "radky").map(|f| (f.name.clone(), f.value.clone())));
    assert_eq!(browser.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(number(&house, MEASURES).await > 1, "nothing was taken over");
    let follows = Sql::new("FOLLOWS", "SELECT conference_id FROM protection_plan WHERE child_id = $1");
    let (follows,): (Option<Uuid>,) = follows.bind(child).get(&house.raw.0).await.unwrap();
    assert_eq!(follows, Some(held));
}

async fn only_what_is_ticked_is_taken_over_and_once(backend: Backend) {
    let mut plan = begun(backend).await;
    let by = By::Staff(Person::Coordinator);
    assert_eq!(number(&plan.house, MEASURES).await, 0, "something was taken over by itself");
    let form = form_of(&mut plan.browser, &plan.page, "/prevzit").await;
    let offered: Vec<String> =
        form.fields.iter().filter(|f| f.name == "radky").map(|f| f.value.clone()).collect();
    assert!(offered.len() > 1, "the held conference of the demo agreed on more than one thing");
    let none = plan.browser.submit(&form, &form.hidden()).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut fields = form.hidden();
    fields.extend(typed(&[("radky", &offered[0]), ("radky", &Uuid::from_u128(77).to_string())]));
    let watch = Watch::begin(&plan.house).await;
    for _ in 0..2 {
        assert_eq!(plan.browser.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    }
    watch.expect(&plan.house, "protection_plan.taken_over", by, Some(plan.case)).await;
    assert_eq!(
        number(&plan.house, MEASURES).await,
        1,
        "a line became two measures, or a stranger's one came in"
    );
    let page = plan.browser.visit(&plan.page).await;
    assert!(page.text().contains("převzato z konference"));
    let left = page.forms().into_iter().find(|f| f.action.ends_with("/prevzit")).unwrap();
    assert!(left.fields.iter().all(|f| f.value != offered[0]), "it is offered again");
    // An own measure; twice the same form is one.
    let ending = plan.page.rsplit('/').next().unwrap().to_owned();
    let form = form_of(&mut plan.browser, &plan.page, &ending).await;
    let mut fields: Vec<(String, String)> = form
        .fields
        .iter()
        .filter(|f| f.kind != "submit" && f.name != "opatreni-nove" && f.name != "priciny")
        .map(|f| (f.name.clone(), f.value.clone()))
        .collect();
    fields
        .extend(typed(&[("opatreni-nove", "Logopedie od ledna."), ("priciny", "Zameškané hodiny od září.")]));
    for _ in 0..2 {
        let answer = plan.browser.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    }
    assert_eq!(number(&plan.house, MEASURES).await, 2);
    // Bad days are said beside the field and nothing typed is lost.
    let bad = save(&mut plan, &[("vyhodnoceni", "někdy na jaře"), ("cile", "Ať se to zlepší.")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text().contains("někdy na jaře") && bad.text().contains("Ať se to zlepší."));
}

async fn a_made_version_is_closed_and_the_next_begins_from_its_words(backend: Backend) {
    let mut plan = begun(backend).await;
    let by = By::Staff(Person::Coordinator);
    let form = form_of(&mut plan.browser, &plan.page, "/vyhotovit").await;
    let answer = plan.browser.submit(&form, &form.hidden()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "an empty plan was made");
    let mut words = WHOLE.to_vec();
    words.push(("opatreni-nove", "Logopedie od ledna."));
    let answer = save(&mut plan, &words).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    let word = plan.browser.get(&format!("{}/word", plan.page)).await;
    assert_eq!(word.status, StatusCode::OK);
    let read = reading::text(&word.body, "navrh.docx").unwrap().words;
    assert!(read.contains("Logopedie od ledna.") && read.contains("návrh"), "{read}");
    let form = form_of(&mut plan.browser, &plan.page, "/vyhotovit").await;
    let watch = Watch::begin(&plan.house).await;
    for _ in 0..2 {
        assert_eq!(plan.browser.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    }
    watch.expect(&plan.house, "protection_plan.made", by, Some(plan.case)).await;
    assert_eq!(number(&plan.house, PAPERS).await, 2, "one PDF and one Word document");
    // What was made does not change any more.
    let ending = plan.page.rsplit('/').next().unwrap().to_owned();
    let page = plan.browser.visit(&plan.page).await;
    assert!(page.forms().iter().all(|f| !f.action.ends_with(&ending)), "a made version can be edited");
    plan.browser.post(&plan.page, &typed(&[("priciny", "Úplně jiná slova.")])).await;
    assert!(!plan.browser.visit(&plan.page).await.html.contains("Úplně jiná slova."));
    let form = form_of(&mut plan.browser, &plan.list, "/ipod").await;
    let answer = plan.browser.submit(&form, &form.hidden()).await;
    plan.page = answer.location().unwrap().split('?').next().unwrap().to_owned();
    let page = plan.browser.visit(&plan.page).await;
    assert!(page.html.contains("Logopedie od ledna.") && page.html.contains("Zameškané hodiny"));
    assert!(page.text().contains("Verze 2"), "{}", page.text());
    let form = form_of(&mut plan.browser, &plan.page, "/vyhotovit").await;
    let answer = plan.browser.submit(&form, &form.hidden()).await;
    assert!(answer.page().problems().iter().any(|p| p.contains("mění")), "what changed was not asked");
}

async fn a_copy_is_cut_for_its_reader_and_stopped_by_a_protected_fact(backend: Backend) {
    let mut plan = begun(backend).await;
    let (parent,): (Uuid,) = PARENT.bind(plan.child).get(&plan.house.raw.0).await.unwrap();
    let case = plan.case;
    let form = form_of(&mut plan.browser, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
    let whose = form.fields.iter().find(|f| f.name == "o_kom").unwrap();
    let whose = whose.options.iter().find(|o| !o.is_empty()).unwrap().clone();
    let mut fields = form.hidden();
    fields.extend(typed(&[
        ("druh", "name"),
        ("o_kom", &whose),
        ("udaj", "Evženie Mráčková"),
        ("pred_kym", &parent.to_string()),
    ]));
    let answer = plan.browser.submit(&form, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    let mut words = WHOLE.to_vec();
    words.push(("opatreni-nove", "Hlídá paní Evženie Mráčková."));
    assert_eq!(save(&mut plan, &words).await.status, StatusCode::SEE_OTHER);
    let form = form_of(&mut plan.browser, &plan.page, "/vyhotovit").await;
    assert_eq!(plan.browser.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    let before = number(&plan.house, PAPERS).await;
    let form = form_of(&mut plan.browser, &plan.page, "/vytisk").await;
    let answer = plan.browser.submit(&form, &typed(&[("komu", &parent.to_string())])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a protected fact went out on a copy");
    assert_eq!(number(&plan.house, PAPERS).await, before);
    // Without the fact the copy is made once, and what the table leaves to the head is not in it.
    let form = form_of(&mut plan.browser, &plan.list, "/ipod").await;
    let answer = plan.browser.submit(&form, &form.hidden()).await;
    plan.page = answer.location().unwrap().split('?').next().unwrap().to_owned();
    let page = plan.browser.visit(&plan.page).await;
    let ending = plan.page.rsplit('/').next().unwrap().to_owned();
    let form = page.forms().into_iter().find(|f| f.action.ends_with(&ending)).unwrap();
    let old = form.fields.iter().find(|f| f.name.starts_with("opatreni-") && !f.value.is_empty()).unwrap();
    let name = old.name.clone();
    let answers =
        [(name.as_str(), "Hlídání odpoledne."), ("zmena", "Jiné hlídání."), ("vyhodnoceni", "11. 3. 2027")];
    let answer = save(&mut plan, &answers).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    let form = form_of(&mut plan.browser, &plan.page, "/vyhotovit").await;
    plan.browser.submit(&form, &form.hidden()).await;
    let form = form_of(&mut plan.browser, &plan.page, "/vytisk").await;
    for _ in 0..2 {
        let answer = plan.browser.submit(&form, &typed(&[("komu", &parent.to_string())])).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    }
    assert_eq!(number(&plan.house, PAPERS).await, before + 3, "two for the file, one copy");
    let links = plan.browser.visit(&plan.page).await.links();
    let mut copy = String::new();
    for link in links.into_iter().filter(|link| link.starts_with("/dokumenty/")) {
        let file = plan.browser.get(&format!("{link}/soubor")).await;
        assert_eq!(file.status, StatusCode::OK);
        if file.body.starts_with(b"%PDF") {
            let text = pdf_text(&file.body);
            if text.contains("výtisk pro jednoho") {
                copy = text;
            }
        }
    }
    assert!(copy.contains("Hlídání odpoledne."), "{copy}");
    assert!(!copy.contains("Mráčkov"), "{copy}");
}

macro_rules! on_each {
    ($($act:ident: $embedded:ident, $server:ident;)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $embedded() {
            $act(Backend::Sqlite).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $server() {
            $act(Backend::Postgres).await;
        }
    )+};
}

on_each! {
    a_draft_from_before_takes_over_too: a_draft_from_before_takes_over_embedded, a_draft_from_before_takes_over_server;
    only_what_is_ticked_is_taken_over_and_once: only_what_is_ticked_embedded, only_what_is_ticked_server;
    a_made_version_is_closed_and_the_next_begins_from_its_words: a_made_version_is_closed_embedded, a_made_version_is_closed_server;
    a_copy_is_cut_for_its_reader_and_stopped_by_a_protected_fact: a_copy_is_cut_embedded, a_copy_is_cut_server;
}
