//! Two people who must not meet: said by staff, kept from being invited to the same time, told to nobody outside.

use crate::acts::{Acts, done, form_of, send};
use crate::harness::browser::Answer;
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse, outsiders};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const CONCERN: Sql = Sql::new("CONCERN", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
const SAYS: Sql = Sql::new("SAYS", "UPDATE invitation SET answer = $2 WHERE participant_id = $1");
const HELD: Sql =
    Sql::new("HELD", "SELECT count(*) FROM kept_apart WHERE conference_id = $1 AND ended IS NULL");
/// Words that only staff read.
const WORDS: &[&str] = &["nesmí potkat", "potkal", "Kdo s kým", "oddelene"];
const SENTENCE: &str = "Má přijít ve stejnou dobu jako někdo, s kým se nesmí potkat.";

async fn concern(house: &TestHouse, there: bool) {
    let case = house.named("case.dolezalovi");
    house
        .meddle(async |mut work| {
            CONCERN.bind(case).bind(there).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
}

async fn answered(house: &TestHouse, who: Uuid, answer: Option<&'static str>) {
    house
        .meddle(async |mut work| {
            SAYS.bind(who).bind(answer).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
}

/// The mother, the father, and the conference.
fn story(house: &TestHouse) -> (Uuid, Uuid, Uuid) {
    let named = |name| house.named(name);
    (named("participant.dolezalova"), named("participant.dolezal"), named("conference.main"))
}

async fn say(browser: &mut Browser, main: Uuid, (one, other): (Uuid, Uuid), path: &str) -> Answer {
    let fields = [("kdo".to_owned(), one.to_string()), ("s_kym".to_owned(), other.to_string())];
    browser.post(&format!("/konference/{main}/ucastnici/oddelene{path}"), &fields).await
}

/// Moves somebody to another time, or another way.
async fn seat(browser: &mut Browser, main: Uuid, who: Uuid, way: &str, (from, until): (&str, &str)) {
    let page = format!("/konference/{main}/ucastnici/{who}");
    let form = form_of(browser, &page, &who.to_string()).await;
    let nowhere_else = ["misto", "misto_adresa", "misto_cesta", "misto_cekani"].map(|field| (field, ""));
    let mut answers = vec![("ucast", way), ("od", from), ("do", until), ("faze", "")];
    answers.extend(nowhere_else);
    done(&send(&mut Acts::default(), browser, &form, &answers).await);
}

/// Tries to invite somebody, everything looked at and ticked.
async fn invite(browser: &mut Browser, main: Uuid, who: Uuid) -> Answer {
    let page = format!("/konference/{main}/pozvanky/odeslat?komu={who}");
    let form = form_of(browser, &page, "/odeslat").await;
    let mut fields = form.hidden();
    fields.extend([("komu".to_owned(), who.to_string()), ("videno".to_owned(), who.to_string())]);
    browser.submit(&form, &fields).await
}

on_both!(
    async fn two_who_must_not_meet_are_invited_to_separate_times_or_not_at_all(house: TestHouse) {
        let (mother, father, main) = story(&house);
        let (case, people) = (house.named("case.dolezalovi"), format!("/konference/{main}/ucastnici"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        // Without a concern there is nothing to say.
        assert!(!worker.visit(&people).await.text().contains("Kdo se nesmí potkat"));
        done(&say(&mut worker, main, (mother, father), "").await);
        let (held,): (i64,) = HELD.bind(main).get(&house.raw.0).await.unwrap();
        assert_eq!(held, 0);
        concern(&house, true).await;
        assert!(worker.visit(&people).await.text().contains("Kdo se nesmí potkat"));
        let alone = say(&mut worker, main, (mother, mother), "").await;
        assert!(alone.location().unwrap().contains("dva"), "{:?}", alone.location());
        let watch = Watch::begin(&house).await;
        done(&say(&mut worker, main, (mother, father), "").await);
        watch.expect(&house, "participant.kept_apart", By::Staff(Person::Coordinator), Some(case)).await;
        // Said the other way round it is the same pair.
        done(&say(&mut worker, main, (father, mother), "").await);
        let (held,): (i64,) = HELD.bind(main).get(&house.raw.0).await.unwrap();
        assert_eq!(held, 1);
        assert!(worker.visit(&people).await.text().contains("Potkali by se:"));
        let desk = worker.visit(&format!("/konference/{main}")).await.text();
        assert!(desk.contains("Oddělit dva lidi, kteří se nesmí potkat"), "{desk}");
        let list = worker.visit(&format!("/konference/{main}/pozvanky")).await.text();
        assert!(list.contains("teď nejde pozvat") && list.contains(SENTENCE), "{list}");
        // Whoever only leads the meeting reads nothing of it.
        let mut leader = house.browser_of(Person::Facilitator).await;
        for path in ["", "/ucastnici", "/pozvanky"] {
            let text = leader.visit(&format!("/konference/{main}{path}")).await.text();
            let told = WORDS.iter().find(|word| text.contains(**word));
            assert!(told.is_none(), "{path} tells {told:?}");
        }
        // Neither is invited while both come to the whole meeting, nor with twenty minutes between.
        pripadovka::worker::drain(&house.house).await.unwrap();
        let before = outsiders::links(&house).await;
        for who in [mother, father] {
            let refused = invite(&mut worker, main, who).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.page().text().contains(SENTENCE), "{}", refused.page().text());
        }
        seat(&mut worker, main, mother, "part", ("13.00", "13.30")).await;
        seat(&mut worker, main, father, "part", ("13.50", "15.00")).await;
        assert_eq!(invite(&mut worker, main, father).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(outsiders::links(&house).await, before, "something left the house");
        // Half an hour apart they are.
        seat(&mut worker, main, father, "part", ("14.00", "15.00")).await;
        assert!(!worker.visit(&people).await.text().contains("Potkali by se:"));
        for who in [mother, father] {
            let sent = invite(&mut worker, main, who).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.page().text());
        }
        pripadovka::worker::drain(&house.house).await.unwrap();
        read_by_outsiders(&house, &before).await;
        // By phone he would not meet her either; who answers that he comes would.
        seat(&mut worker, main, father, "remote", ("", "")).await;
        answered(&house, father, None).await;
        let desk = worker.visit(&format!("/konference/{main}")).await.text();
        assert!(!desk.contains("Oddělit dva lidi"), "{desk}");
        answered(&house, father, Some("comes")).await;
        let desk = worker.visit(&format!("/konference/{main}")).await.text();
        assert!(desk.contains("Oddělit dva lidi, kteří se nesmí potkat"), "{desk}");
        let watch = Watch::begin(&house).await;
        done(&say(&mut worker, main, (father, mother), "/zrusit").await);
        watch.expect(&house, "participant.apart_ended", By::Staff(Person::Coordinator), Some(case)).await;
        let desk = worker.visit(&format!("/konference/{main}")).await.text();
        assert!(!desk.contains("Oddělit dva lidi"), "{desk}");
    }
);

on_both!(
    async fn what_lay_in_the_queue_does_not_bring_two_together_who_were_kept_apart_meanwhile(
        house: TestHouse,
    ) {
        let (mother, father, main) = story(&house);
        let mut worker = house.browser_of(Person::Coordinator).await;
        concern(&house, true).await;
        pripadovka::worker::drain(&house.house).await.unwrap();
        let before = outsiders::links(&house).await;
        for who in [mother, father] {
            let sent = invite(&mut worker, main, who).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.page().text());
        }
        done(&say(&mut worker, main, (mother, father), "").await);
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(outsiders::links(&house).await, before, "both were invited to the same time");
        let list = worker.visit(&format!("/konference/{main}/pozvanky")).await.text();
        assert!(list.contains("Dejte jednomu z nich jiný čas nebo místo"), "{list}");
    }
);

/// Nothing that reached somebody says that there is anybody whom they must not meet.
async fn read_by_outsiders(house: &TestHouse, before: &[(String, String)]) {
    let links = outsiders::links(house).await;
    let new: Vec<_> = links.iter().filter(|link| !before.contains(link)).collect();
    assert!(!new.is_empty(), "no mail left the house");
    let mut texts: Vec<String> = Vec::new();
    for (_, link) in new {
        let mut browser = house.stranger();
        let page = browser.visit(link).await;
        texts.push(page.html.clone());
        if let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with("/otevrit")) {
            browser.submit(&form, &[]).await;
            texts.push(browser.visit(link).await.html.clone());
        }
    }
    for sent in house.house.exit.transport.kept().await.unwrap() {
        texts.push(sent.raw.clone());
        texts.extend(mail::read(&sent.raw).ok().and_then(|mail| mail.text));
    }
    for text in texts {
        let told = WORDS.iter().find(|word| text.contains(**word));
        assert!(told.is_none(), "an outsider reads {told:?}: {text}");
    }
}
