//! Somebody named instead of an invited person: reached as it was typed when the office accepts them; and when it does
//! not, whoever named them learns it. Also: what was sent is taken back when the meeting is over.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::{Backend, Browser, Person, outsiders};
use crate::outsider::{Guest, guest, links_to_confirm};
use axum::http::StatusCode;
use portable_sql::Sql;

const TOLD: Sql = Sql::new(
    "TOLD",
    "SELECT count(*) FROM audit_event WHERE code = 'invitation.substitute_told' AND detail LIKE $1",
);
const FORGOTTEN: Sql = Sql::new("FORGOTTEN", "UPDATE invitation_substitute SET told = NULL");
const OVER: Sql = Sql::new("OVER", "UPDATE conference SET state = 'held' WHERE id = $1");

async fn name_somebody(guest: &Guest, contact: &str) {
    let mut browser = guest.browser.clone();
    let form = form_of(&mut browser, &guest.link, "/zastup").await;
    let mut fields = plausible(&form);
    let typed = [("zastup_jmeno", "Ludmila Zástupová"), ("zastup_role", "teta"), ("zastup_kontakt", contact)];
    fields.retain(|(name, _)| !typed.iter().any(|(n, _)| n == name));
    fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let answer = browser.submit(&form, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
}

async fn decide(guest: &Guest, worker: &mut Browser, decision: &str) {
    let form = form_of(worker, &guest.staff, "/zastup").await;
    let mut fields = form.hidden();
    fields.push(("rozhodnuti".into(), decision.into()));
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
}

async fn an_accepted_substitute_is_invited_where_the_namer_said(backend: Backend) {
    let guest = guest(backend).await;
    name_somebody(&guest, "600 777 888, ludmila@posta.example").await;
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    decide(&guest, &mut worker, "ano").await;
    let list = guest.staff.rsplit_once('/').unwrap().0.to_owned();
    let page = worker.visit(&format!("{list}/odeslat")).await;
    assert!(page.text().contains("Ludmila Zástupová, teta e-mail s osobním odkazem"), "{}", page.text());
    assert!(!page.text().contains("U člověka není e-mail"), "{}", page.text());
    let form = page.forms().into_iter().find(|form| form.action.contains("/odeslat")).expect("sending");
    let people: Vec<String> =
        form.fields.iter().filter(|f| f.name == "komu").map(|f| f.value.clone()).collect();
    let mut fields = form.hidden();
    for id in people {
        fields.extend([("komu".to_owned(), id.clone()), ("videno".to_owned(), id)]);
    }
    let sent = worker.submit(&form, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{:?}", sent.page().problems());
    pripadovka::worker::drain(&guest.house.house).await.unwrap();
    let reached = outsiders::links(&guest.house).await;
    let theirs =
        reached.iter().find(|(to, _)| to == "ludmila@posta.example").expect("a mail to the substitute");
    assert_eq!(guest.house.stranger().get(&theirs.1).await.status, StatusCode::OK);
}

async fn whoever_named_somebody_whom_the_office_does_not_accept_learns_it(backend: Backend) {
    let guest = guest(backend).await;
    name_somebody(&guest, "600 777 888").await;
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    decide(&guest, &mut worker, "ne").await;
    let tasks = format!("{}/ukoly", guest.staff.rsplit_once('/').unwrap().0);
    assert!(worker.visit(&tasks).await.text().contains("návrh na zástup odmítli"));
    let before = outsiders::links(&guest.house).await;
    pripadovka::worker::drain(&guest.house.house).await.unwrap();
    let kept = guest.house.house.exit.transport.kept().await.unwrap();
    let mut read = kept.iter().filter_map(|sent| mail::read(&sent.raw).ok());
    let mail = read.find(|mail| mail.subject == "Nová zpráva k setkání").expect("a mail about something new");
    assert!(mail.text.as_deref().unwrap_or_default().contains("nová zpráva"), "{:?}", mail.text);
    for word in ["Ludmila", "zástup", "odmít", "nepřizvali"] {
        assert!(!mail.subject.contains(word) && !mail.text.as_deref().unwrap().contains(word), "{word}");
    }
    let links = outsiders::links(&guest.house).await;
    let new: Vec<_> = links.iter().filter(|link| !before.contains(link)).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    // The new link and the one they had lead to the same page, which says it; the task is done.
    for link in [&guest.link, &new[0].1] {
        let page = guest.house.stranger().get(link).await.text();
        assert!(page.contains("jsme nepřizvali"), "{page}");
        assert!(!page.contains("Ludmila"), "whoever holds the link alone reads whom they named");
    }
    let (told,): (i64,) = TOLD.bind("%\"by_staff\":false%").get(&guest.house.raw.0).await.unwrap();
    assert_eq!(told, 1);
    assert!(!worker.visit(&tasks).await.text().contains("návrh na zástup odmítli"));
    // Where no mail went, staff say it and write that down.
    guest
        .house
        .meddle(async |mut work| {
            FORGOTTEN.statement().execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    decide(&guest, &mut worker, "receno").await;
    let (told,): (i64,) = TOLD.bind("%\"by_staff\":true%").get(&guest.house.raw.0).await.unwrap();
    assert_eq!(told, 1);
    // Naming somebody else takes the sentence away.
    name_somebody(&guest, "600 777 889").await;
    assert!(!guest.house.stranger().get(&guest.link).await.text().contains("jsme nepřizvali"));
}

async fn what_was_sent_is_taken_back_when_the_meeting_is_over(backend: Backend) {
    let guest = guest(backend).await;
    let list = guest.staff.rsplit_once('/').unwrap().0.to_owned();
    let conference: uuid::Uuid = list.split('/').nth(2).unwrap().parse().unwrap();
    guest
        .house
        .meddle(async |mut work| {
            OVER.bind(conference).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    assert!(worker.visit(&list).await.links().iter().any(|link| link.ends_with("/odvolani")));
    let form = form_of(&mut worker, &format!("{list}/odvolani"), "/odvolani").await;
    let page = worker.visit(&format!("{list}/odvolani")).await.text();
    assert!(page.contains("otevřel(a) pozvánku"), "what was opened is not listed: {page}");
    let fields = vec![
        ("pozvanka".to_owned(), guest.invitation.to_string()),
        ("duvod".to_owned(), "Zápis patřil jiné rodině.".to_owned()),
    ];
    let done = worker.submit(&form, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{:?}", done.page().problems());
    assert_eq!(guest.house.stranger().get(&guest.link).await.status, StatusCode::GONE);
    let before = guest.house.house.exit.transport.kept().await.unwrap().len();
    pripadovka::worker::drain(&guest.house.house).await.unwrap();
    let kept = guest.house.house.exit.transport.kept().await.unwrap();
    assert_eq!(kept.len(), before + 1, "nobody has to hear that they need not come to what is over");
    assert_eq!(links_to_confirm(&guest.house).await.len(), 1);
    // What is not sending stays shut: nobody is invited to what is over.
    let refused = worker.get(&format!("{list}/odeslat")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

macro_rules! on_each {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            use super::Backend;
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() { super::$name(Backend::Sqlite).await; })+
        }
        mod on_postgres {
            use super::Backend;
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() { super::$name(Backend::Postgres).await; })+
        }
    };
}

on_each!(
    an_accepted_substitute_is_invited_where_the_namer_said,
    whoever_named_somebody_whom_the_office_does_not_accept_learns_it,
    what_was_sent_is_taken_back_when_the_meeting_is_over,
);
