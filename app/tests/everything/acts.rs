//! Acts that no walk over the pages can carry out, because they need something that only a person knows or does
//! first: each written down step by step, with the event that it must leave.

use crate::harness::browser::Answer;
use crate::harness::forms::plausible;
use crate::harness::html::Form;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Furnished, Person, TestHouse, tour};
use crate::invited;
use axum::http::StatusCode;
use pripadovka::access::Verb;
use std::collections::BTreeSet;

/// The routes of the acts below; `audit_coverage` counts on them, and a test holds that each was carried out.
pub const WRITTEN: &[&str] = &[
    "/konference/{konference}/odlozit",
    "/konference/{konference}/zrusit",
    "/konference/{konference}/vhodnost",
    "/konference/{konference}/ucastnici/pridat",
    "/konference/{konference}/ucastnici/{ucastnik}",
    "/konference/{konference}/pozvanky/{pozvanka}/predano",
    "/konference/{konference}/pozvanky/{pozvanka}/receno",
    "/konference/{konference}/jednani/pritomnost/zpet",
    "/konference/{konference}/jednani/mlcenlivost/zpet",
    "/pripady/{pripad}/vymazat",
    "/pripady/novy/seznam/ulozit",
    "/sprava/urady/novy",
    "/konference/{konference}/podklady/{podklad}/predano/{_komu}",
    "/konference/{konference}/podklady/{podklad}/odvolat",
    "/konference/{konference}/podklady/{podklad}/zniceno/{_komu}",
    "/p/{_token}/otevrit",
    "/p/{_token}/odpoved",
    "/p/{_token}/upresneni",
    "/p/{_token}/jazyk",
    "/p/{_token}/potreby",
    "/p/{_token}/zastup",
    "/p/{_token}/zadost",
    "/p/{_token}/kod",
    "/p/{_token}/skoncit",
    "/p/{_token}/smazani",
    "/konference/{konference}/pozvanky/{pozvanka}/kod",
    "/konference/{konference}/pozvanky/{pozvanka}/zastup",
    "/konference/{konference}/pozvanky/{pozvanka}/zadost",
    "/konference/{konference}/pozvanky/{pozvanka}/odvolat",
    "/konference/{konference}/pozvanky/{pozvanka}/prosba",
    "/konference/{konference}/pozvanky/{pozvanka}/smazano",
];

/// The form of a page whose action ends so.
pub async fn form_of(browser: &mut Browser, page: &str, action: &str) -> Form {
    let page = browser.visit(page).await;
    let offered: Vec<String> = page.forms().into_iter().map(|f| f.action).collect();
    page.forms()
        .into_iter()
        .find(|f| !f.get && f.action.split('?').next().unwrap().ends_with(action))
        .unwrap_or_else(|| panic!("{} ({}) offers no {action}: {offered:?}", page.url, page.heading()))
}

/// The routes that were posted to.
#[derive(Default)]
pub struct Acts(BTreeSet<&'static str>);

/// Fills a form in as a person would, with these answers, and sends it.
pub async fn send(acts: &mut Acts, browser: &mut Browser, form: &Form, answers: &[(&str, &str)]) -> Answer {
    let routes = tour::routes();
    acts.0.extend(tour::route_of(&routes, Verb::Post, &form.action).map(|route| route.path));
    let mut fields = plausible(form);
    fields.retain(|(name, _)| !answers.iter().any(|(n, _)| n == name));
    fields.extend(
        answers.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
    );
    browser.submit(form, &fields).await
}

/// Whether it was done, or which sentences came back.
pub fn done(answer: &Answer) {
    let problems = answer.page().problems();
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}: {problems:?}", answer.url);
}

/// A conference is called off; nothing but the reason is asked.
async fn call_off(acts: &mut Acts, backend: Backend, word: &str, verdict: &str) {
    let (house, case, main) = prepare(backend, "").await;
    let mut browser = house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut browser, &format!("/konference/{main}/{word}"), word).await;
    assert_eq!(form.asks(), ["duvod"]);
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[("duvod", "Rodiče si přáli víc času na přípravu.")]).await);
    let event = watch.expect(&house, "conference.decided", By::Staff(Person::Coordinator), Some(case)).await;
    assert!(event.detail.contains(verdict), "{}", event.detail);
    assert!(!event.detail.contains("přáli"), "the trail keeps no words of people: {}", event.detail);
    // Whom no mail tells, staff tell.
    let form = form_of(&mut browser, &format!("/konference/{main}/pozvanky"), "/receno").await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[]).await);
    watch.expect(&house, "invitation.notice_told", By::Staff(Person::Coordinator), Some(case)).await;
}

/// All eight questions by the worker, then the head's decision.
async fn weigh_and_convene(acts: &mut Acts, backend: Backend) {
    let (house, case, conference) = prepare(backend, "considered").await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    for step in 1..=8 {
        let page = format!("/konference/{conference}/vhodnost/{step}");
        let form = form_of(&mut worker, &page, &format!("/vhodnost/{step}")).await;
        let watch = Watch::begin(&house).await;
        // Of boxes that can all be ticked, the first.
        let boxes: Vec<&str> =
            form.fields.iter().filter(|f| f.kind == "checkbox").map(|f| f.name.as_str()).collect();
        let first = form.fields.iter().find(|f| f.kind == "checkbox").map(|f| f.value.clone());
        let mut answers = vec![("slovy", "Víme to od rodičů.")];
        answers.extend(boxes.first().zip(first.as_deref()).map(|(name, value)| (*name, value)));
        done(&send(acts, &mut worker, &form, &answers).await);
        watch
            .expect(&house, "conference.question_answered", By::Staff(Person::Coordinator), Some(case))
            .await;
    }
    let mut head = house.browser_of(Person::Head).await;
    let form = form_of(&mut head, &format!("/konference/{conference}/vhodnost"), "/vhodnost").await;
    let watch = Watch::begin(&house).await;
    done(
        &send(
            acts,
            &mut head,
            &form,
            &[("rozhodnuti", "convene"), ("duvod", "Všichni chtějí mluvit spolu.")],
        )
        .await,
    );
    let event = watch.expect(&house, "conference.decided", By::Staff(Person::Head), Some(case)).await;
    assert!(event.detail.contains("convene"), "{}", event.detail);
}

/// Somebody who is not in the case is put on the list, and then called otherwise.
async fn seat_somebody(acts: &mut Acts, backend: Backend) {
    let (house, case, main) = prepare(backend, "").await;
    let by = By::Staff(Person::Coordinator);
    let mut browser = house.browser_of(Person::Coordinator).await;
    let page = format!("/konference/{main}/ucastnici/pridat");
    let form = form_of(&mut browser, &page, "/ucastnici/pridat").await;
    let watch = Watch::begin(&house).await;
    let who =
        [("osoba", ""), ("jmeno", "Mgr. Blažena Zkušební"), ("role", "vychovatelka"), ("ucast", "whole")];
    done(
        &send(acts, &mut browser, &form, &[&who[..], &[("od", ""), ("do", ""), ("faze", "")]].concat()).await,
    );
    let event = watch.expect(&house, "participant.added", by, Some(case)).await;
    let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap();
    let seat = detail["participant"].as_str().expect("the participant's identifier").to_owned();
    let page = format!("/konference/{main}/ucastnici/{seat}");
    let form = form_of(&mut browser, &page, &seat).await;
    let watch = Watch::begin(&house).await;
    done(
        &send(acts, &mut browser, &form, &[("role", "vychovatelka v družině"), ("od", ""), ("do", "")]).await,
    );
    let event = watch.expect(&house, "participant.changed", by, Some(case)).await;
    assert!(event.detail.contains(&seat), "{}", event.detail);
}

/// Those on the list of invitations.
async fn on_list(house: &TestHouse, list: &str) -> Vec<String> {
    let page = house.browser_of(Person::Coordinator).await.visit(list).await;
    let whom = |link: String| link.split_once("?komu=").map(|(_, whom)| whom.to_owned());
    page.links().into_iter().filter(|link| link.starts_with(list)).filter_map(whom).collect()
}

/// Invites somebody of the list, again if need be, in this way.
async fn invite(acts: &mut Acts, house: &TestHouse, list: &str, whom: &str, way: &str) {
    let mut browser = house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut browser, &format!("{list}?komu={whom}"), "/pozvanky/zpusob").await;
    done(&send(acts, &mut browser, &form, &[("zpusob", way)]).await);
    let form = form_of(&mut browser, &format!("{list}/odeslat?komu={whom}"), "/odeslat").await;
    done(&send(acts, &mut browser, &form, &[("komu", whom)]).await);
    pripadovka::worker::drain(&house.house).await.unwrap();
}

/// An invitation that is handed over in person.
async fn hand_over(acts: &mut Acts, backend: Backend) {
    let (house, case, main) = prepare(backend, "").await;
    let mut browser = house.browser_of(Person::Coordinator).await;
    let list = format!("/konference/{main}/pozvanky");
    let whom = on_list(&house, &list).await.pop().expect("somebody to invite");
    invite(acts, &house, &list, &whom, "in_person").await;
    let one = invitation_of(&house, &whom).await;
    let form = form_of(&mut browser, &format!("{list}/{one}"), "/predano").await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[("den", "19. 11. 2026")]).await);
    let event = watch.expect(&house, "invitation.handed", By::Staff(Person::Coordinator), Some(case)).await;
    assert!(event.detail.contains(&one), "{}", event.detail);
}

async fn invitation_of(house: &TestHouse, participant: &str) -> String {
    let participant: uuid::Uuid = participant.parse().unwrap();
    let of = portable_sql::Sql::new("OF", "SELECT id FROM invitation WHERE participant_id = $1");
    let (id,): (uuid::Uuid,) = of.bind(participant).get(&house.raw.0).await.unwrap();
    id.to_string()
}

/// A paper is handed over, withdrawn from that one reader, and its destruction confirmed.
async fn recall_a_paper(acts: &mut Acts, backend: Backend) {
    let (house, case, main) = prepare(backend, "").await;
    let by = By::Staff(Person::Coordinator);
    let mut browser = house.browser_of(Person::Coordinator).await;
    let list = format!("/konference/{main}/podklady");
    let mut links = browser.visit(&list).await.links();
    links.retain(|link| link.starts_with(&format!("{list}/")) && !link.ends_with("/novy"));
    let paper = links.first().expect("a paper of the story").clone();
    let handing = browser.visit(&paper).await.forms().into_iter().find(|f| f.action.contains("/predano/"));
    let handing = handing.expect("somebody who may have it");
    let whom = handing.action.rsplit('/').next().unwrap().to_owned();
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &handing, &[("jak", "post")]).await);
    let event = watch.expect(&house, "paper.handed", by, Some(case)).await;
    assert!(event.detail.contains("sha256") && event.detail.contains(&whom), "{}", event.detail);
    let sent = watch.expect(&house, "disclosure.sent", by, Some(case)).await;
    assert!(sent.detail.contains("handout") && sent.detail.contains("fingerprint"), "{}", sent.detail);
    let form = form_of(&mut browser, &format!("{paper}/odvolat?komu={whom}"), "/odvolat").await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[]).await);
    let event = watch.expect(&house, "paper.withdrawn", by, Some(case)).await;
    assert!(event.detail.contains("\"had_it\":1"), "{}", event.detail);
    let gone = browser.get(&format!("{paper}/soubor/{whom}")).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "what was withdrawn can still be had");
    let form = form_of(&mut browser, &paper, &format!("/zniceno/{whom}")).await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[]).await);
    watch.expect(&house, "paper.destroyed", by, Some(case)).await;
}

/// A presence that was noted by mistake.
async fn take_presence_back(acts: &mut Acts, backend: Backend) {
    let (house, case, main) = prepare(backend, "running").await;
    let by = By::Staff(Person::MinuteTaker);
    let mut browser = house.browser_of(Person::MinuteTaker).await;
    let room = format!("/konference/{main}/jednani");
    let form = form_of(&mut browser, &room, "/jednani/pritomnost").await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[]).await);
    watch.expect(&house, "meeting.presence", by, Some(case)).await;
    let form = form_of(&mut browser, &room, "/pritomnost/zpet").await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[]).await);
    watch.expect(&house, "meeting.presence_taken_back", by, Some(case)).await;
    // And that those present took note of confidentiality.
    let mut form = form_of(&mut browser, &room, "/jednani/mlcenlivost").await;
    form.fields.retain(|field| field.kind == "hidden");
    done(&send(acts, &mut browser, &form, &[]).await);
    let form = form_of(&mut browser, &room, "/mlcenlivost/zpet").await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[]).await);
    watch.expect(&house, "meeting.acknowledgement_taken_back", by, Some(case)).await;
}

/// The head destroys a case: the file mark is typed again.
async fn destroy(acts: &mut Acts, backend: Backend) {
    let (house, case, _) = prepare(backend, "").await;
    let mut head = house.browser_of(Person::Head).await;
    let address = format!("/pripady/{case}/vymazat");
    let form = form_of(&mut head, &address, "/vymazat").await;
    let watch = Watch::begin(&house).await;
    let page = send(acts, &mut head, &form, &[("znacka", "Om 1/1999")]).await.page();
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "another file mark destroyed the case");
    assert!(watch.since(&house).await.is_empty());
    let mark = page.texts("form b.strong").first().expect("the file mark").clone();
    done(&send(acts, &mut head, &form, &[("znacka", &mark)]).await);
    watch.expect(&house, "case.destroyed", By::Staff(Person::Head), Some(case)).await;
    let after = head.get(&format!("/pripady/{case}")).await;
    assert!(!after.text().contains("Eliška"), "the case can still be read");
}

/// A case from a list, looked at first.
async fn open_from_list(acts: &mut Acts, backend: Backend) {
    let house = TestHouse::new(backend, Furnished::LivedIn).await;
    let mut browser = house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut browser, "/pripady/novy/seznam", "/pripady/novy/seznam").await;
    let watch = Watch::begin(&house).await;
    let list = "Blažena Zkušební; 12. 3. 2015\nKarel Zkušební; 1. 9. 2018\nHana Zkušební; matka";
    let answers =
        [("spisova_znacka", "Om 777/2026"), ("nazev", "Zkušební"), ("seznam", list), ("soubor", "")];
    let looked =
        send(acts, &mut browser, &form, &[&answers[..], &[("zapis_do_evidence", "")]].concat()).await.page();
    assert_eq!(looked.status, StatusCode::OK, "{:?}", looked.problems());
    assert!(watch.since(&house).await.is_empty(), "looking at a list wrote something");
    let form =
        looked.forms().into_iter().find(|f| f.action.ends_with("/seznam/ulozit")).expect("a good list");
    let opened = send(acts, &mut browser, &form, &[]).await;
    done(&opened);
    let case = opened.location().unwrap().split(['/', '?']).nth(2).unwrap().parse().unwrap();
    let event = watch.expect(&house, "case.opened", By::Staff(Person::Coordinator), Some(case)).await;
    assert!(
        event.detail.contains("\"children\":2") && event.detail.contains("\"people\":1"),
        "{}",
        event.detail
    );
}

/// A borough's office, by its code.
async fn add_office(acts: &mut Acts, backend: Backend) {
    let house = TestHouse::new(backend, Furnished::LivedIn).await;
    let mut browser = house.browser_of(Person::Administrator).await;
    let form = form_of(&mut browser, "/sprava/urady/novy", "/sprava/urady/novy").await;
    let watch = Watch::begin(&house).await;
    done(&send(acts, &mut browser, &form, &[("kratce", "Zkušební obvod"), ("kod", "554821")]).await);
    watch.expect(&house, "office.added", By::Staff(Person::Administrator), None).await;
}

/// The invitation behind a link, and its case.
pub async fn behind(house: &TestHouse, link: &str) -> (uuid::Uuid, uuid::Uuid) {
    let token = pripadovka::kernel::Token::parse(link.trim_start_matches("/p/")).expect("a link");
    let of = portable_sql::Sql::new(
        "BEHIND",
        "SELECT i.id, c.case_id FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id \
         JOIN conference c ON c.id = i.conference_id WHERE l.token_hash = $1",
    );
    of.bind(token.hash()).get(&house.raw.0).await.unwrap()
}

/// An invited person opens, answers and adds; each leaves an event that names the invitation.
async fn answer_from_outside(acts: &mut Acts, backend: Backend) {
    let house = TestHouse::new(backend, Furnished::LivedIn).await;
    let link = invited::send(&house).await.into_iter().next().expect("a link has left the house");
    let (invitation, case) = behind(&house, &link).await;
    let mut guest = house.stranger();
    for (step, code, answers) in [
        ("/otevrit", "invitation.opened", &[][..]),
        ("/odpoved", "invitation.answered", &[("odpoved", "remote")]),
        ("/upresneni", "invitation.answered", &[("telefon", "600 123 456"), ("slova", "Volejte po obědě.")]),
    ] {
        let form = form_of(&mut guest, &link, step).await;
        let watch = Watch::begin(&house).await;
        done(&send(acts, &mut guest, &form, answers).await);
        let event = watch.expect(&house, code, By::Outsider, Some(case)).await;
        assert_eq!(event.actor, Some(invitation));
        assert!(!event.detail.contains("obědě") && !event.detail.contains("600"), "{}", event.detail);
        let token = link.trim_start_matches("/p/");
        assert!(!event.detail.contains(token), "the trail would open the invitation: {}", event.detail);
    }
}

/// Every act that is written here, on one database.
async fn all(backend: Backend) {
    let acts = &mut Acts::default();
    call_off(acts, backend, "odlozit", "postpone").await;
    call_off(acts, backend, "zrusit", "cancel").await;
    weigh_and_convene(acts, backend).await;
    seat_somebody(acts, backend).await;
    hand_over(acts, backend).await;
    recall_a_paper(acts, backend).await;
    take_presence_back(acts, backend).await;
    destroy(acts, backend).await;
    open_from_list(acts, backend).await;
    add_office(acts, backend).await;
    answer_from_outside(acts, backend).await;
    crate::outsider::ask_and_be_answered(acts, backend).await;
    crate::outsider::call_back(acts, backend).await;
    let left: Vec<_> = WRITTEN.iter().filter(|route| !acts.0.contains(*route)).collect();
    assert!(left.is_empty(), "said to be carried out here, and not: {left:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_only_a_person_can_do_leaves_its_event_on_sqlite() {
    all(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_only_a_person_can_do_leaves_its_event_on_postgres() {
    all(Backend::Postgres).await;
}
