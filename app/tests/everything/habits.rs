//! What people do with forms: press Enter in a field, go back and send again.

use crate::harness::forms::plausible;
use crate::harness::html::{Field, Form};
use crate::harness::stages::prepare;
use crate::harness::trace::Watch;
use crate::harness::{Backend, Person, TestHouse, tour};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use std::collections::BTreeMap;

/// Fields in which Enter sends the form.
fn sends_by_enter(field: &Field) -> bool {
    !matches!(
        field.kind.as_str(),
        "hidden" | "submit" | "button" | "reset" | "textarea" | "select" | "checkbox" | "radio" | "file"
    )
}

/// What is wrong with the first button of a form, which Enter presses: the main act, the nameless button, has to be
/// first; where every button says what the line is, any may.
fn wrong_by_enter(form: &Form) -> Option<String> {
    if !form.fields.iter().any(sends_by_enter) {
        return None;
    }
    let buttons: Vec<&Field> = form.fields.iter().filter(|f| f.kind == "submit").collect();
    let Some(first) = buttons.first() else { return Some(format!("{} has no button", form.action)) };
    let of_one_name = buttons.iter().all(|b| b.name == first.name);
    (!first.name.is_empty() && !of_one_name)
        .then(|| format!("{}: Enter presses {}={}", form.action, first.name, first.value))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn enter_in_a_field_presses_the_main_button() {
    let (mut wrong, mut several) = (Vec::new(), 0);
    for stage in ["", "running", "considered"] {
        let (house, _, _) = prepare(Backend::Sqlite, stage).await;
        for person in [Person::Coordinator, Person::Head, Person::Administrator] {
            let mut browser = house.browser_of(person).await;
            for answer in tour::walk(&mut browser, &tour::starts(&house)).await.iter().filter(|a| a.is_html())
            {
                for form in answer.page().forms() {
                    several += usize::from(form.fields.iter().filter(|f| f.kind == "submit").count() > 1);
                    wrong.extend(wrong_by_enter(&form));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(several > 3, "only {several} forms with several buttons were seen");
}

on_both!(
    async fn enter_on_a_new_case_opens_it(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        let page = browser.visit("/pripady/novy").await;
        let form =
            page.forms().into_iter().find(|f| f.fields.iter().any(|f| f.name == "spisova_znacka")).unwrap();
        let mut fields = form.hidden();
        // As Enter does: the first button goes with the fields.
        let first = form.fields.iter().find(|f| f.kind == "submit").unwrap();
        fields.extend(Some((first.name.clone(), first.value.clone())).filter(|(name, _)| !name.is_empty()));
        for (name, value) in
            [("spisova_znacka", "Om 777/2026"), ("nazev", "Zkušební"), ("dite_jmeno_1", "Blažena Zkušební")]
        {
            fields.push((name.into(), value.into()));
        }
        let answer = browser.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    }
);

/// Rows of the law, by their words.
async fn wordings(house: &TestHouse, words: &str) -> i64 {
    let count = Sql::new("WORDINGS", "SELECT count(*) FROM legal_reference WHERE wording = $1");
    let (count,): (i64,) = count.bind(words).get(&house.raw.0).await.unwrap();
    count
}

on_both!(
    async fn a_wording_of_the_law_that_was_written_already_is_not_replaced_and_no_word_is_lost(
        house: TestHouse,
    ) {
        let mut browser = house.browser_of(Person::Methodologist).await;
        let list = browser.visit("/zakony").await;
        let mut form = None;
        for link in list.links().into_iter().filter(|l| l.starts_with("/zakony/")) {
            let page = browser.visit(&format!("{link}/upravit")).await;
            form = page.forms().into_iter().find(|f| f.fields.iter().any(|f| f.name == "oznaceni"));
            if form.is_some() {
                break;
            }
        }
        let form = form.expect("a paragraph that can be revised");
        let with = |words: &str, fields: Vec<(String, String)>| -> Vec<(String, String)> {
            let put = |(n, v): (String, String)| if n == "zneni" { (n, words.to_owned()) } else { (n, v) };
            fields.into_iter().map(put).collect()
        };
        let dated = |form: &Form| -> Vec<(String, String)> {
            let fields = plausible(form).into_iter().filter(|(name, _)| name != "od" && name != "do");
            fields.chain([("od".to_owned(), "1. 1. 2027".to_owned())]).collect()
        };
        let sent = dated(&form);
        let (first, second) = ("Případ se projedná.", "Případ se projedná vždy předem.");
        let answer = browser.submit(&form, &with(first, sent.clone())).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        // Sent twice by a nervous finger: one row, and no fuss.
        let watch = Watch::begin(&house).await;
        let again = browser.submit(&form, &with(first, sent.clone())).await;
        assert_eq!(again.location(), answer.location());
        assert!(watch.since(&house).await.is_empty(), "nothing was written, and the trail says it was");
        assert_eq!(wordings(&house, first).await, 1);
        // Back, other words, sent again: not silently dropped.
        let page = browser.submit(&form, &with(second, sent)).await.page();
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.heading());
        assert!(page.text().contains("Z této stránky už jedno znění zapsané je"), "{}", page.text());
        let kept = page.forms().into_iter().find(|f| f.fields.iter().any(|f| f.value == second));
        let kept = kept.expect("the words are lost");
        assert!(page.text().contains(first), "what stands written is not shown");
        assert_eq!((wordings(&house, first).await, wordings(&house, second).await), (1, 0));
        // Once more, and it is a wording of its own.
        let answer = browser.submit(&kept, &dated(&kept)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        assert_eq!((wordings(&house, first).await, wordings(&house, second).await), (1, 1));
    }
);

on_both!(
    async fn of_many_who_save_the_same_page_at_once_one_saves_and_the_others_are_told(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let mut browser = house.browser_of(Person::Coordinator).await;
        let page = browser.visit(&format!("/pripady/{case}")).await;
        let child =
            page.links().into_iter().find(|l| l.contains("/deti/0")).expect("a child that can be changed");
        let page = browser.visit(&child).await;
        let form = page
            .forms()
            .into_iter()
            .find(|f| f.fields.iter().any(|f| f.name == "verze" && f.kind == "hidden"));
        let form = form.expect("the form of the child");
        let mut posts = tokio::task::JoinSet::new();
        for number in 0..24 {
            let (mut browser, form) = (browser.clone(), form.clone());
            let fields: Vec<(String, String)> = plausible(&form)
                .into_iter()
                .map(|(n, v)| if n == "jmeno" { (n, format!("Jméno{number}")) } else { (n, v) })
                .collect();
            posts.spawn(async move { (number, browser.submit(&form, &fields).await) });
        }
        let answers = posts.join_all().await;
        let saved: Vec<i32> = answers
            .iter()
            .filter(|(_, a)| a.status == StatusCode::SEE_OTHER)
            .map(|(number, _)| *number)
            .collect();
        let [saved] = saved[..] else {
            panic!("{} of {} were told that they saved", saved.len(), answers.len())
        };
        for (number, answer) in &answers {
            if *number != saved {
                assert_eq!(answer.status, StatusCode::CONFLICT, "{:?}", answer.page().problems());
                assert!(answer.text().contains(&format!("Jméno{number}")), "what was typed is lost");
            }
        }
        let page = browser.visit(&format!("/pripady/{case}")).await;
        assert!(page.text().contains(&format!("Jméno{saved}")), "who was told so did not save");
    }
);

/// Back in the browser, other words, sent again: whatever the page says, it may not say that they were saved when
/// they were not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_with_other_words_never_loses_them_silently() {
    let (house, _, _) = prepare(Backend::Sqlite, "running").await;
    let routes = tour::routes();
    let mut forms: BTreeMap<&'static str, (Person, Form)> = BTreeMap::new();
    for person in [Person::Coordinator, Person::Head, Person::Administrator] {
        let mut browser = house.browser_of(person).await;
        for answer in tour::walk(&mut browser, &tour::starts(&house)).await.iter().filter(|a| a.is_html()) {
            for form in answer.page().forms().into_iter().filter(|f| !f.get) {
                let made = form.fields.iter().any(|f| f.name == "nove_id");
                let route = tour::route_of(&routes, pripadovka::access::Verb::Post, &form.action);
                if let Some(route) = route.filter(|_| made) {
                    forms.entry(route.path).or_insert((person, form));
                }
            }
        }
    }
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (route, (person, form)) in forms {
        let text = |f: &&Field| f.kind == "textarea" || (f.kind == "text" && !f.name.contains("cas"));
        let plain = |name: &str| {
            !["den", "dne", "narozen", "od", "do", "datum", "znacka", "lide", "seznam"]
                .iter()
                .any(|w| name.contains(w))
        };
        let Some(field) = form.fields.iter().filter(text).find(|f| plain(&f.name)) else { continue };
        let mut browser = house.browser_of(person).await;
        let (answer, sent) = crate::harness::forms::persuade(&mut browser, &form).await;
        if answer.status != StatusCode::SEE_OTHER {
            continue;
        }
        tried += 1;
        let mine = "Úplně jiná slova";
        let again_hidden = form.hidden();
        // The very same again is no news.
        let twice = browser.submit(&form, &sent).await;
        if twice.status != StatusCode::SEE_OTHER {
            wrong.push(format!("{route}: the same sent twice is answered {}", twice.status));
        }
        let other =
            sent.into_iter().map(|(n, v)| if n == field.name { (n, mine.to_owned()) } else { (n, v) });
        let page = browser.submit(&form, &other.collect::<Vec<_>>()).await;
        let lost = match page.status {
            StatusCode::SEE_OTHER => {
                let to = page.location().unwrap_or_default().to_owned();
                !browser.visit(&to).await.html.contains(mine)
            }
            _ => {
                // Told so, and once more it is a record of its own.
                let page = page.page();
                let kept = page.forms().into_iter().find(|f| f.fields.iter().any(|f| f.value == mine));
                let fresh = |form: &Form| form.hidden() != again_hidden;
                (page.status != StatusCode::CONFLICT && page.problems().is_empty())
                    || !kept.as_ref().is_some_and(fresh)
            }
        };
        if lost {
            wrong.push(format!("{route}: {} ({})", field.name, page.status));
        }
    }
    assert!(tried > 4, "only {tried} forms were sent again");
    assert!(wrong.is_empty(), "words were lost:\n{}", wrong.join("\n"));
}

/// Of many lines sent at once from one form with different words one is written; nobody else is told that theirs was.
async fn one_of_many_lines(backend: Backend) {
    let (house, _, main) = prepare(backend, "running").await;
    let mut browser = house.browser_of(Person::Coordinator).await;
    let page = browser.visit(&format!("/konference/{main}/jednani")).await;
    let form = page.forms().into_iter().find(|f| f.action.ends_with("/jednani/radky")).unwrap();
    let (_, mut fields) = crate::harness::forms::persuade(&mut browser, &form).await;
    // What a line needs is known now; another one, on a fresh form.
    let page = browser.visit(&format!("/konference/{main}/jednani")).await;
    let form = page.forms().into_iter().find(|f| f.action.ends_with("/jednani/radky")).unwrap();
    let fresh = form.fields.iter().find(|f| f.name == "nove_id").unwrap().value.clone();
    fields.retain(|(name, _)| name != "nove_id");
    fields.push(("nove_id".to_owned(), fresh));
    let mut sending = tokio::task::JoinSet::new();
    for number in 0..20 {
        let (mut browser, form) = (browser.clone(), form.clone());
        let words = format!("Slova číslo {number}");
        let mut mine: Vec<(String, String)> = fields.iter().filter(|(n, _)| n != "text").cloned().collect();
        mine.push(("text".to_owned(), words.clone()));
        sending.spawn(async move { (words, browser.submit(&form, &mine).await) });
    }
    let mut told = Vec::new();
    while let Some(outcome) = sending.join_next().await {
        let (words, answer) = outcome.unwrap();
        match answer.status {
            StatusCode::SEE_OTHER => told.push(words),
            StatusCode::UNPROCESSABLE_ENTITY => assert!(answer.text().contains(&words), "{words} was lost"),
            other => panic!("{words}: {other}"),
        }
    }
    let room = browser.visit(&format!("/konference/{main}/jednani")).await.text();
    assert_eq!(told.len(), 1, "{told:?} were told that their words are written");
    assert!(room.contains(&told[0]), "{room}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_lines_from_one_form_one_is_written_and_the_others_say_so_on_sqlite() {
    one_of_many_lines(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_lines_from_one_form_one_is_written_and_the_others_say_so_on_postgres() {
    one_of_many_lines(Backend::Postgres).await;
}
