//! Who took note of confidentiality: a tap by mistake is taken back, a forgotten one is noted afterwards, and each says
//! who it was.

use crate::acts::form_of;
use crate::harness::html::Form;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person};
use axum::http::StatusCode;

const TOGETHER: &str = "Mlčenlivost vzali na vědomí všichni, kdo ";

/// The ways back, in the order in which the notes happened.
async fn ways_back(browser: &mut Browser, room: &str) -> Vec<Form> {
    let page = browser.visit(room).await;
    page.forms().into_iter().filter(|form| form.action.ends_with("/mlcenlivost/zpet")).collect()
}

/// A time so many minutes after the beginning of the meeting, as a person types it.
fn after_the_beginning(room: &str, minutes: u32) -> String {
    let begun = room.split("Začalo ").nth(1).and_then(|rest| rest.split(',').next()).expect("a beginning");
    let (hour, minute) = begun.split_whitespace().last().and_then(|at| at.split_once('.')).expect("a time");
    let (hour, minute): (u32, u32) = (hour.parse().unwrap(), minute.parse().unwrap());
    let all = hour * 60 + minute + minutes;
    format!("{}.{:02}", all / 60, all % 60)
}

/// The time in a sentence.
fn at(time: &str) -> String {
    czech::prepositions::at(time).replace('\u{a0}', " ")
}

async fn noted_and_taken_back(backend: Backend) {
    let (house, case, held) = prepare(backend, "held").await;
    let by = By::Staff(Person::Coordinator);
    let room = format!("/konference/{held}/jednani");
    let mut worker = house.browser_of(Person::Coordinator).await;
    let text = worker.visit(&room).await.text();
    assert!(text.contains(TOGETHER), "the demo's table took note");
    let [own, other, first, second] = [10, 15, 20, 30].map(|minutes| after_the_beginning(&text, minutes));

    // By mistake: taken back, once.
    let [back] = &ways_back(&mut worker, &room).await[..] else { panic!("not one way back") };
    for code in [Some("meeting.acknowledgement_taken_back"), None] {
        let watch = Watch::begin(&house).await;
        assert_eq!(worker.submit(back, &back.hidden()).await.status, StatusCode::SEE_OTHER);
        match code {
            Some(code) => drop(watch.expect(&house, code, by, Some(case)).await),
            None => assert!(watch.since(&house).await.is_empty(), "what is taken back was taken back again"),
        }
    }
    assert!(!worker.visit(&room).await.text().contains(TOGETHER));
    let missing = "Není zapsané, že přítomní vzali na vědomí mlčenlivost.";
    assert!(worker.visit(&format!("/konference/{held}/zapis")).await.text().contains(missing));

    // Forgotten: noted afterwards, with a time of the meeting. What is typed wrong stays typed.
    let late = form_of(&mut worker, &room, "/jednani/mlcenlivost").await;
    let seats = late.fields.iter().find(|field| field.name == "kdo_vzal").unwrap().options.clone();
    let seat = seats.iter().find(|seat| !seat.is_empty()).expect("somebody at the table").clone();
    let typed = |whose: &str, at: &str| {
        let mut fields = late.hidden();
        fields.extend([("kdo_vzal".into(), whose.into()), ("cas_mlcenlivosti".into(), at.into())]);
        fields
    };
    for at in ["", "3.15", "23.59", "půl druhé"] {
        let answer = worker.submit(&late, &typed(&seat, at)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
        let page = answer.page();
        let kept: Vec<Form> =
            page.forms().into_iter().filter(|f| f.action.ends_with("/mlcenlivost")).collect();
        let field = kept.iter().flat_map(|form| &form.fields).find(|field| field.name == "cas_mlcenlivosti");
        assert_eq!(field.map(|field| field.value.as_str()), Some(at), "{:?}", page.problems());
    }
    let stranger = uuid::Uuid::from_u128(9).to_string();
    let answer = worker.submit(&late, &typed(&stranger, &own)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let watch = Watch::begin(&house).await;
    let answer = worker.submit(&late, &typed(&seat, &own)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    watch.expect(&house, "meeting.acknowledged", by, Some(case)).await;
    // The same form again is one note; with another time it is told, and what was typed stays.
    assert_eq!(worker.submit(&late, &typed(&seat, &own)).await.status, StatusCode::SEE_OTHER);
    let answer = worker.submit(&late, &typed(&seat, &other)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Tohle jste už jednou odeslali"), "{}", answer.text());

    // All who were there, twice: each time is one note, and taking one back leaves the others.
    for at in [&first, &second] {
        let all = form_of(&mut worker, &room, "/jednani/mlcenlivost").await;
        let mut fields = all.hidden();
        fields.extend([("kdo_vzal".into(), String::new()), ("cas_mlcenlivosti".into(), at.clone())]);
        assert_eq!(worker.submit(&all, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let shown = async |worker: &mut Browser| {
        let text = worker.visit(&room).await.text();
        let all = |time: &str| text.contains(&format!("{TOGETHER}{} byli u stolu", at(time)));
        (text.contains(&format!("mlčenlivost na vědomí {}", at(&own))), all(&first), all(&second))
    };
    assert_eq!(shown(&mut worker).await, (true, true, true));
    let [one, earlier, later] = &ways_back(&mut worker, &room).await[..] else { panic!("not three notes") };
    for (back, left) in [(earlier, (true, false, true)), (one, (false, false, true))] {
        let watch = Watch::begin(&house).await;
        assert_eq!(worker.submit(back, &back.hidden()).await.status, StatusCode::SEE_OTHER);
        watch.expect(&house, "meeting.acknowledgement_taken_back", by, Some(case)).await;
        assert_eq!(shown(&mut worker).await, left);
    }
    // What was taken back is not noted again by its old form; who sees an old page takes nothing of the new back.
    let answer = worker.submit(&late, &typed(&seat, &own)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let watch = Watch::begin(&house).await;
    assert_eq!(worker.submit(earlier, &earlier.hidden()).await.status, StatusCode::SEE_OTHER);
    assert!(watch.since(&house).await.is_empty(), "an old page took something back");
    assert_eq!(shown(&mut worker).await, (false, false, true));
    assert_eq!(worker.submit(later, &later.hidden()).await.status, StatusCode::SEE_OTHER);
    assert_eq!(shown(&mut worker).await, (false, false, false));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_of_confidentiality_is_taken_back_and_made_up_for_on_sqlite() {
    noted_and_taken_back(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_of_confidentiality_is_taken_back_and_made_up_for_on_postgres() {
    noted_and_taken_back(Backend::Postgres).await;
}
