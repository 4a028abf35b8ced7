//! A place of somebody's own: two who must not meet come to different places at one time; where, only the one it is for
//! reads behind the code, and who works on the case or leads the meeting.

use crate::acts::{Acts, done, form_of, send};
use crate::harness::browser::Answer;
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse, outsiders};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const CONCERN: Sql = Sql::new("CONCERN", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
const STORED: Sql = Sql::new("STORED", "SELECT place FROM participant WHERE id = $1");
const INVITATION: Sql = Sql::new("INVITATION", "SELECT id FROM invitation WHERE participant_id = $1");

/// Words of the place of her own, none of which stands anywhere else.
const HERS: [(&str, &str); 4] = [
    ("misto", "Klubovna U Lípy"),
    ("misto_adresa", "Zadní 4, Šternberk"),
    ("misto_cesta", "Zvoňte na hnědé dveře."),
    ("misto_cekani", "Zimní zahrada"),
];
/// Words of the common place.
const COMMON: [&str; 3] = ["Městská knihovna", "Masarykova 20", "Čítárna"];
const CLASH: &str = "Potkali by se:";

/// Sends the page of somebody's seat: the whole meeting, at this place.
async fn seat(browser: &mut Browser, main: Uuid, who: Uuid, place: &[(&str, &str)]) -> Answer {
    let page = format!("/konference/{main}/ucastnici/{who}");
    let form = form_of(browser, &page, &who.to_string()).await;
    let mut answers = vec![("ucast", "whole"), ("od", ""), ("do", ""), ("faze", "")];
    let empty = HERS.iter().filter(|(name, _)| !place.iter().any(|(given, _)| given == name));
    answers.extend(empty.map(|(name, _)| (*name, "")));
    answers.extend(place);
    send(&mut Acts::default(), browser, &form, &answers).await
}

/// Looks at what somebody will get, and does not send it yet.
async fn look(
    browser: &mut Browser,
    main: Uuid,
    who: Uuid,
) -> (crate::harness::html::Form, Vec<(String, String)>) {
    let page = format!("/konference/{main}/pozvanky/odeslat?komu={who}");
    let form = form_of(browser, &page, "/odeslat").await;
    let mut fields = form.hidden();
    fields.push(("komu".to_owned(), who.to_string()));
    (form, fields)
}

fn ticked(fields: &[(String, String)], who: Uuid) -> Vec<(String, String)> {
    fields.iter().cloned().chain([("videno".to_owned(), who.to_string())]).collect()
}

fn told<'a>(text: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let text = text.replace('\u{a0}', " ").replace("\r\n ", "");
    words.into_iter().find(|word| text.contains(word))
}

fn hers() -> impl Iterator<Item = &'static str> {
    HERS.iter().map(|(_, words)| *words)
}

/// Kept apart, both of whom are to come to the whole meeting.
async fn kept_apart(house: &TestHouse, worker: &mut Browser) -> (Uuid, Uuid, Uuid) {
    let (mother, father, main) = (
        house.named("participant.dolezalova"),
        house.named("participant.dolezal"),
        house.named("conference.main"),
    );
    let case = house.named("case.dolezalovi");
    house
        .meddle(async |mut work| {
            CONCERN.bind(case).bind(true).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    let fields = [("kdo".to_owned(), mother.to_string()), ("s_kym".to_owned(), father.to_string())];
    done(&worker.post(&format!("/konference/{main}/ucastnici/oddelene"), &fields).await);
    (mother, father, main)
}

on_both!(
    async fn two_who_must_not_meet_come_to_different_places_and_each_reads_their_own(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let (mother, father, main) = kept_apart(&house, &mut worker).await;
        let case = house.named("case.dolezalovi");
        let people = format!("/konference/{main}/ucastnici");
        assert!(worker.visit(&people).await.text().contains(CLASH));
        // Half of a place is asked for the other half, and nothing that was typed is lost.
        let nameless = seat(&mut worker, main, mother, &HERS[1..]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nameless.text().contains("hnědé dveře") && nameless.text().contains("Zadní 4"));
        // The common place in other letters is no other place.
        let common = ("misto", "mestska knihovna  Zasedací místnost");
        done(&seat(&mut worker, main, mother, &[common]).await);
        assert!(worker.visit(&people).await.text().contains(CLASH));
        let watch = Watch::begin(&house).await;
        done(&seat(&mut worker, main, mother, &HERS).await);
        let by = By::Staff(Person::Coordinator);
        let event = watch.expect(&house, "participant.placed", by, Some(case)).await;
        assert_eq!(told(&event.detail, hers()), None, "the trail keeps no place");
        let (stored,): (Vec<u8>,) = STORED.bind(mother).get(&house.raw.0).await.unwrap();
        assert_eq!(told(&String::from_utf8_lossy(&stored), hers()), None, "it is stored readable");
        // Who works on the case and who leads the meeting read where; the office's others open neither page.
        for person in [Person::Coordinator, Person::Facilitator] {
            let page = house.browser_of(person).await.visit(&people).await.text();
            assert!(page.contains("jiné místo") && page.contains(HERS[0].1), "{person:?}: {page}");
            assert!(!page.contains(CLASH), "{page}");
        }
        let form = worker.visit(&format!("{people}/{mother}")).await.html;
        assert!(HERS.iter().all(|(_, words)| form.contains(words)), "{form}");
        pripadovka::worker::drain(&house.house).await.unwrap();
        let earlier = house.house.exit.transport.kept().await.unwrap().len();
        invite_both(&house, &mut worker, (mother, father, main)).await;
        read_by_both(&house, &mut worker, (mother, father, main), earlier).await;
        // Back where everybody comes they would meet.
        let watch = Watch::begin(&house).await;
        done(&seat(&mut worker, main, mother, &[]).await);
        watch.expect(&house, "participant.placed", by, Some(case)).await;
        assert!(worker.visit(&people).await.text().contains(CLASH));
    }
);

on_both!(
    async fn where_somebody_else_comes_is_watched_for_in_every_output_but_their_own(house: TestHouse) {
        const NAMED: Sql = Sql::new("NAMED", "UPDATE phase SET title = $2 WHERE conference_id = $1");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let (mother, father, main) = kept_apart(&house, &mut worker).await;
        done(&seat(&mut worker, main, mother, &HERS).await);
        let preview = async |worker: &mut Browser, who| {
            worker.visit(&format!("/konference/{main}/pozvanky?komu={who}")).await.text()
        };
        const STOPPED: &str = "Tohle se k tomuto člověku nesmí dostat";
        assert!(!preview(&mut worker, father).await.contains(STOPPED));
        house
            .meddle(async |mut work| {
                NAMED.bind(main).bind("S maminkou v ulici Zadní č. p. 4").execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let his = preview(&mut worker, father).await;
        assert!(his.contains(STOPPED), "{his}");
        assert!(!preview(&mut worker, mother).await.contains(STOPPED), "her own place is kept from her");
        // Somebody who comes there with her knows where it is.
        let with_her = house.named("participant.hajkova");
        assert!(preview(&mut worker, with_her).await.contains(STOPPED));
        done(&seat(&mut worker, main, with_her, &HERS).await);
        assert!(
            !preview(&mut worker, with_her).await.contains(STOPPED),
            "their common place is kept from them"
        );
        let refused = {
            let (form, fields) = look(&mut worker, main, father).await;
            worker.submit(&form, &ticked(&fields, father)).await
        };
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it left the house");
    }
);

/// Both are invited, after a look at what holds now.
async fn invite_both(house: &TestHouse, worker: &mut Browser, (mother, father, main): (Uuid, Uuid, Uuid)) {
    // A look at another place is no look at this one.
    let (form, before) = look(worker, main, mother).await;
    let other = [("misto", "Klubovna U Dubu"), ("misto_adresa", "Boční 5, Šternberk")];
    done(&seat(worker, main, mother, &other).await);
    let stale = worker.submit(&form, &ticked(&before, mother)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.page().text());
    done(&seat(worker, main, mother, &HERS).await);
    // Somebody looks at hers, whoever of her kind was looked at before.
    let (form, fields) = look(worker, main, father).await;
    assert_eq!(worker.submit(&form, &ticked(&fields, father)).await.status, StatusCode::SEE_OTHER);
    let (form, fields) = look(worker, main, mother).await;
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = worker.visit(&format!("/konference/{main}/pozvanky?komu={mother}")).await.text();
    assert!(list.contains("jiné místo než ostatní"), "{list}");
    let sent = worker.submit(&form, &ticked(&fields, mother)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.page().text());
    pripadovka::worker::drain(&house.house).await.unwrap();
}

/// Neither place stands in a mail, a calendar file or a first page; behind the code each reads their own.
async fn read_by_both(
    house: &TestHouse,
    worker: &mut Browser,
    (mother, father, main): (Uuid, Uuid, Uuid),
    earlier: usize,
) {
    let mut texts: Vec<String> = Vec::new();
    for sent in house.house.exit.transport.kept().await.unwrap().into_iter().skip(earlier) {
        texts.push(sent.raw.clone());
        texts.extend(mail::read(&sent.raw).ok().and_then(|mail| mail.text));
    }
    let links = outsiders::links(house).await;
    for (who, address) in [(mother, "marketa.dolezalova"), (father, "radek.dolezal")] {
        let mut theirs =
            links.iter().filter(|(to, path)| to.starts_with(address) && path.matches('/').count() == 2);
        let link = theirs.next_back().map(|(_, path)| path.clone()).expect("a mail with a link");
        let mut browser = house.stranger();
        texts.push(browser.visit(&link).await.html);
        let page = browser.visit(&link).await;
        if let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with("/otevrit")) {
            browser.submit(&form, &[]).await;
            texts.push(browser.visit(&link).await.html);
        }
        texts.push(browser.get(&format!("{link}/kalendar.ics")).await.text());
        let (invitation,): (Uuid,) = INVITATION.bind(who).get(&house.raw.0).await.unwrap();
        let answer = worker.post(&format!("/konference/{main}/pozvanky/{invitation}/kod"), &[]).await;
        let code = answer.page().texts(".code b").first().expect("a code").clone();
        done(&browser.post(&format!("{link}/kod"), &[("kod".into(), code)]).await);
        let inside = browser.visit(&format!("{link}/priprava")).await.html.replace('\u{a0}', " ");
        if who == mother {
            let missing = hers().find(|word| !inside.contains(word));
            assert_eq!((missing, told(&inside, COMMON)), (None, None), "{inside}");
        } else {
            assert!(inside.contains(COMMON[0]) && inside.contains(COMMON[1]), "{inside}");
            assert_eq!(told(&inside, hers()), None, "he reads where she comes");
        }
    }
    assert!(texts.len() >= 8, "no mail left the house");
    for text in texts {
        let place = told(&text, hers().chain(COMMON));
        assert!(place.is_none(), "a place before the code: {place:?} in {text}");
    }
}

on_both!(
    async fn a_child_has_a_place_of_its_own_and_who_is_on_the_page_twice_saves_once(house: TestHouse) {
        let (child, main) = (house.named("child.eliska"), house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        let address = format!("/konference/{main}/ucastnici/dite/{child}");
        let form = form_of(&mut worker, &address, &child.to_string()).await;
        let mut answers = vec![("forma", "whole")];
        answers.extend(HERS);
        let mut fields: Vec<(String, String)> = form.hidden();
        fields.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        done(&worker.submit(&form, &fields).await);
        let page = worker.visit(&format!("/konference/{main}/ucastnici")).await.text();
        assert!(page.contains("jiné místo") && page.contains(HERS[0].1), "{page}");
        // The same form again is no conflict; another place over what meanwhile holds is one, and is kept.
        done(&worker.submit(&form, &fields).await);
        let mut other = fields.clone();
        other.iter_mut().filter(|(name, _)| name == "misto").for_each(|(_, v)| *v = "Klubovna U Dubu".into());
        let stale = worker.submit(&form, &other).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text().contains("Klubovna U Dubu") && stale.text().contains(HERS[0].1));
    }
);

on_both!(
    async fn a_place_of_ones_own_is_looked_at_although_another_of_the_kind_was(house: TestHouse) {
        let main = house.named("conference.main");
        let schools = ["participant.horakova", "participant.becvarova"].map(|name| house.named(name));
        let mut worker = house.browser_of(Person::Coordinator).await;
        let check = format!("/konference/{main}/pozvanky/odeslat?komu={}&komu={}", schools[0], schools[1]);
        let before = form_of(&mut worker, &check, "/odeslat").await;
        let asked = |form: &crate::harness::html::Form, who: Uuid| {
            form.fields.iter().any(|field| field.name == "videno" && field.value == who.to_string())
        };
        let unasked =
            schools.into_iter().find(|who| !asked(&before, *who)).expect("one look stands for both");
        done(&seat(&mut worker, main, unasked, &HERS).await);
        let after = form_of(&mut worker, &check, "/odeslat").await;
        assert!(asked(&after, unasked), "nobody has to look at a place that nobody else's invitation shows");
    }
);
