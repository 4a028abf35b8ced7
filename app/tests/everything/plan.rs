//! The plan at the end of a meeting: each person says what they think of each line, alone where somebody's safety is at
//! risk; a day on which offices are closed is named; everybody leaves with a sheet cut for them.

use crate::acts::{done, form_of};
use crate::harness::forms::{persuade, plausible};
use crate::harness::html::{Form, Page};
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::kernel::{Clock, Id};
use std::collections::BTreeSet;
use std::time::Instant;
use uuid::Uuid;

const CONCERN: Sql = Sql::new("CONCERN", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
const STANCES: Sql = Sql::new("STANCES", "SELECT count(*) FROM plan_stance WHERE conference_id = $1");
const SHEETS: Sql = Sql::new("SHEETS", "SELECT count(*) FROM plan_sheet WHERE conference_id = $1");
const EVENTS: Sql =
    Sql::new("EVENTS", "SELECT count(*) FROM audit_event WHERE code = 'plan.stance' AND conference_id = $1");
const DETAILS: Sql = Sql::new(
    "DETAILS",
    "SELECT detail FROM audit_event WHERE code IN ('plan.stance', 'plan.stance_alone') AND conference_id = $1",
);

async fn concern(house: &TestHouse) {
    set_concern(house, true).await;
}

async fn set_concern(house: &TestHouse, concern: bool) {
    let case = house.named("case.dolezalovi");
    house
        .meddle(async |mut work| {
            CONCERN.bind(case).bind(concern).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
}

fn fresh() -> String {
    Id::<()>::fresh(Clock::System.now()).to_string()
}

fn room(main: Uuid) -> String {
    format!("/konference/{main}/jednani")
}

fn walk(main: Uuid) -> String {
    format!("/konference/{main}/jednani/uzavreni")
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Begins the meeting with these people at the table.
async fn begin(browser: &mut Browser, main: Uuid, people: &[Uuid]) {
    let form = form_of(browser, &room(main), "/zahajit").await;
    let fields: Vec<_> = plausible(&form).into_iter().filter(|(name, _)| name != "stupne").collect();
    done(&browser.submit(&form, &fields).await);
    for who in people {
        tap(browser, main, *who, "arrived").await;
    }
}

/// The same where everybody is asked for one of five degrees of agreement.
async fn begin_with_degrees(browser: &mut Browser, main: Uuid, people: &[Uuid]) {
    let form = form_of(browser, &room(main), "/zahajit").await;
    let fields = plausible(&form);
    assert!(fields.iter().any(|(name, _)| name == "stupne"), "degrees are not offered: {fields:?}");
    done(&browser.submit(&form, &fields).await);
    for who in people {
        tap(browser, main, *who, "arrived").await;
    }
}

async fn tap(browser: &mut Browser, main: Uuid, who: Uuid, step: &str) {
    let fields = [("nove_id", fresh().as_str()), ("kdo_prisel", who.to_string().as_str()), ("stav", step)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    done(&browser.post(&format!("{}/pritomnost", room(main)), &fields).await);
}

/// Somebody who came without an invitation; their seat.
async fn guest(browser: &mut Browser, main: Uuid) -> String {
    let id = fresh();
    let fields = pairs(&[("nove_id", &id), ("jmeno", "Jarmila Nezvaná"), ("role", "sousedka")]);
    done(&browser.post(&format!("{}/host", room(main)), &fields).await);
    id
}

/// A line; its identifier.
async fn line(browser: &mut Browser, main: Uuid, fields: &[(&str, &str)]) -> String {
    let id = fresh();
    let mut all = pairs(fields);
    all.push(("nove_id".into(), id.clone()));
    let answer = browser.post(&format!("{}/radky", room(main)), &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    id
}

async fn agreed(browser: &mut Browser, main: Uuid) -> String {
    line(browser, main, &[("druh", "agreed"), ("text", "Eliška se vrací do školy.")]).await
}

fn form_with(page: &Page, field: &str) -> Form {
    let form = page.forms().into_iter().find(|form| form.fields.iter().any(|f| f.name == field));
    form.unwrap_or_else(|| panic!("{} has no {field}: {}", page.url, page.text()))
}

/// The number of somebody's fields in the open round.
fn number_of(form: &Form, seat: &str) -> String {
    let field = form.fields.iter().find(|f| f.name.starts_with("kdo_") && f.value == seat).unwrap();
    field.name.trim_start_matches("kdo_").to_owned()
}

/// What the form sends when one person answers.
fn answer(form: &Form, seat: &str, stance: &str, why: &str) -> Vec<(String, String)> {
    let number = number_of(form, seat);
    let mut fields = form.hidden();
    fields.push((format!("postoj_{number}"), stance.to_owned()));
    fields.push((format!("proc_{number}"), why.to_owned()));
    fields
}

/// A form as the page offers it, with some fields typed anew.
fn changed(form: &Form, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let kept = form.fields.iter().filter(|f| !matches!(f.kind.as_str(), "submit" | "button" | "radio"));
    let mut fields: Vec<(String, String)> = kept.map(|f| (f.name.clone(), f.value.clone())).collect();
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

/// What can be chosen in a field of a form.
fn offered(form: &Form, name: &str) -> BTreeSet<String> {
    form.fields.iter().filter(|field| field.name == name).map(|field| field.value.clone()).collect()
}

/// The scale.
fn five() -> BTreeSet<String> {
    ["1", "2", "3", "4", "5"].map(str::to_owned).into()
}

/// Degree, stance and whether it was said alone, from the lowest degree on.
async fn degrees(house: &TestHouse, main: Uuid) -> Vec<(Option<i64>, String, bool)> {
    const DEGREES: Sql = Sql::new(
        "DEGREES",
        "SELECT degree, stance, alone FROM plan_stance WHERE conference_id = $1 ORDER BY degree, stance",
    );
    DEGREES.bind(main).all(&house.raw.0).await.unwrap()
}

/// What a page says, with plain spaces.
async fn told(browser: &mut Browser, address: &str) -> String {
    let page = browser.visit(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text());
    page.text().replace('\u{a0}', " ")
}

/// The whole record as a text document, made now.
async fn draft(browser: &mut Browser, record: &str) -> String {
    let form = form_of(browser, record, "/navrh").await;
    done(&browser.submit(&form, &form.hidden()).await);
    let link = browser.visit(record).await.attributes("#navrh-docx a", "href").pop().expect("the draft");
    let file = browser.get(&link).await;
    reading::text(&file.body, "navrh.docx").unwrap().words.replace('\u{a0}', " ")
}

async fn count(house: &TestHouse, sql: &Sql, main: Uuid) -> i64 {
    let row: (i64,) = sql.bind(main).get(&house.raw.0).await.unwrap();
    row.0
}

fn people(house: &TestHouse) -> (Uuid, Uuid, Uuid) {
    (
        house.named("participant.dolezalova"),
        house.named("participant.dolezal"),
        house.named("participant.becvarova"),
    )
}

on_both!(
    async fn each_person_answers_and_a_double_click_is_one_answer(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, father, teacher) = people(&house);
        let mut browser = house.browser_of(Person::Facilitator).await;
        begin(&mut browser, main, &[mother, father, teacher]).await;
        let point = agreed(&mut browser, main).await;
        // The father leaves early: he is asked afterwards, and nobody waits for him.
        tap(&mut browser, main, father, "left").await;
        let page = browser.visit(&format!("{}/{point}", walk(main))).await;
        assert!(page.text().contains("odešel(a) dřív"), "{}", page.text());
        let form = form_with(&page, "postoj_1");
        // Without a word why, a disagreement comes back, with everything typed.
        let sent = browser.submit(&form, &answer(&form, &mother.to_string(), "disagrees", "")).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = answer(&form, &mother.to_string(), "disagrees", "Bojím se, že se vrátí ten strach.");
        let watch = Watch::begin(&house).await;
        for _ in 0..2 {
            done(&browser.submit(&form, &fields).await);
        }
        let case = Some(house.named("case.dolezalovi"));
        let event = watch.expect(&house, "plan.stance", By::Staff(Person::Facilitator), case).await;
        assert!(!event.detail.contains("strach") && !event.detail.contains("disagree"), "{}", event.detail);
        assert_eq!(count(&house, &STANCES, main).await, 1, "a double click is two answers");
        let page = browser.visit(&format!("{}/{point}", walk(main))).await;
        assert!(page.text().contains("Bojím se, že se vrátí ten strach."), "{}", page.text());
        // Everybody else who is here agrees with one tap; the father, who left, does not by it.
        done(&browser.submit(&form_with(&page, "vsichni"), &form_with(&page, "vsichni").hidden()).await);
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("1 souhlasí, 1 nesouhlasí"), "{list}");
        // The mother thinks again: the newest counts, both stay.
        let form = form_with(&browser.visit(&format!("{}/{point}", walk(main))).await, "postoj_1");
        done(&browser.submit(&form, &answer(&form, &mother.to_string(), "accepts", "")).await);
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("1 souhlasí, 1 s tím dokáže žít"), "{list}");
        assert_eq!(count(&house, &STANCES, main).await, 3);
        assert_eq!(count(&house, &EVENTS, main).await, 3);
    }
);

on_both!(
    async fn what_is_said_to_the_plan_at_the_table_stands_in_the_record_in_its_own_words(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, father, _) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother, father]).await;
        let point = agreed(&mut browser, main).await;
        let form = form_with(&browser.visit(&format!("{}/{point}", walk(main))).await, "postoj_1");
        let mut fields = answer(&form, &mother.to_string(), "disagrees", "Tři hodiny jsou moc.");
        let number = number_of(&form, &mother.to_string());
        fields.push((format!("vys_{number}"), "Kdyby začala na dvou.".to_owned()));
        done(&browser.submit(&form, &fields).await);
        let form = form_with(&browser.visit(&format!("{}/{point}", walk(main))).await, "postoj_1");
        done(&browser.submit(&form, &answer(&form, &father.to_string(), "agrees", "")).await);
        let record = format!("/konference/{main}/zapis");
        let said = browser.visit(&record).await.text();
        for words in
            ["K dohodě 1: nesouhlasí.", "Tři hodiny jsou moc.", "Kdyby začala na dvou.", "souhlasí 1"]
        {
            assert!(said.contains(words), "{words} is not in the record: {said}");
        }
        // Where somebody is afraid nothing of it is: neither words nor numbers.
        concern(&house).await;
        let said = browser.visit(&record).await.text();
        for words in ["K dohodě 1", "Tři hodiny", "začala na dvou", "souhlasí 1"] {
            assert!(!said.contains(words), "{words} is in the record: {said}");
        }
    }
);

on_both!(
    async fn each_of_five_degrees_and_what_would_move_somebody_up_stand_in_the_record(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, father, teacher) = people(&house);
        let [grandmother, doctor] =
            ["hajkova", "zelinkova"].map(|name| house.named(&format!("participant.{name}")));
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin_with_degrees(&mut browser, main, &[mother, father, teacher, grandmother, doctor]).await;
        let point = format!("{}/{}", walk(main), agreed(&mut browser, main).await);
        assert!(told(&mut browser, &point).await.contains("Co by ho (ji) posunulo o stupeň výš?"));
        let form = form_with(&browser.visit(&point).await, "postoj_1");
        let hers = number_of(&form, &mother.to_string());
        assert_eq!(offered(&form, &format!("postoj_{hers}")), five());
        // Nothing beside the scale; and whoever disagrees says why, at either of the two lowest degrees.
        for (degree, why) in [("0", "Ne."), ("6", "Ano."), ("agrees", "Ano."), ("1", ""), ("2", "")] {
            let sent = browser.submit(&form, &answer(&form, &mother.to_string(), degree, why)).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{degree}: {}", sent.text());
        }
        assert_eq!(count(&house, &STANCES, main).await, 0);
        let mut fields = form.hidden();
        for (who, degree, why, step) in [
            (mother, "1", "Tři hodiny jsou moc.", "Kdyby začala na dvou."),
            (father, "2", "Cesta je daleko.", ""),
            (teacher, "3", "", ""),
            (grandmother, "4", "", "Kdyby jezdil autobus."),
            (doctor, "5", "", ""),
        ] {
            let number = number_of(&form, &who.to_string());
            for (name, value) in [("postoj", degree), ("proc", why), ("vys", step)] {
                fields.push((format!("{name}_{number}"), value.to_owned()));
            }
        }
        done(&browser.submit(&form, &fields).await);
        let stances = ["disagrees", "disagrees", "accepts", "agrees", "agrees"];
        let wanted = (1..).zip(stances).map(|(degree, stance)| (Some(degree), stance.to_owned(), false));
        assert_eq!(degrees(&house, main).await, wanted.collect::<Vec<(Option<i64>, String, bool)>>());
        let page = browser.visit(&point).await;
        let tags: BTreeSet<String> = page.texts("fieldset .tag").into_iter().collect();
        let all = ["nesouhlasí", "spíš nesouhlasí", "dokáže s tím žít", "spíš souhlasí", "plně souhlasí"];
        assert_eq!(tags, all.map(str::to_owned).into());
        let quoted = page.texts("fieldset blockquote").concat().replace('\u{a0}', " ");
        assert!(quoted.contains("O stupeň výš: Kdyby začala na dvou."), "{quoted}");
        let record = format!("/konference/{main}/zapis");
        let said = told(&mut browser, &record).await;
        for words in [
            "K dohodě 1: nesouhlasí. „Tři hodiny jsou moc.“ O stupeň výš by pomohlo: „Kdyby začala na dvou.“",
            "K dohodě 1: spíš nesouhlasí. „Cesta je daleko.“",
            "souhlasí 2, dokáže s tím žít 1, nesouhlasí 2",
        ] {
            assert!(said.contains(words), "{words} is not in the record: {said}");
        }
        // It may begin on two: the mother is a degree higher, and the record tells of that one alone.
        let clock = &house.house.clock;
        clock.set(clock.now().plus_seconds(60));
        let form = form_with(&browser.visit(&point).await, "postoj_1");
        done(&browser.submit(&form, &answer(&form, &mother.to_string(), "2", "Zkusíme to.")).await);
        assert_eq!(count(&house, &STANCES, main).await, 6);
        let form = form_of(&mut browser, &format!("{}/konec", room(main)), "/konec").await;
        done(&persuade(&mut browser, &form).await.0);
        let draft = draft(&mut browser, &record).await;
        for said in [told(&mut browser, &record).await, draft.clone()] {
            assert!(said.contains("K dohodě 1: spíš nesouhlasí. „Zkusíme to.“"), "{said}");
            assert!(!said.contains("Tři hodiny") && !said.contains("začala na dvou"), "{said}");
        }
        // Who agrees stands there with what would help; who says nothing more is counted and has no line.
        let help = "K dohodě 1: spíš souhlasí. O stupeň výš by pomohlo: „Kdyby jezdil autobus.“";
        assert!(draft.contains(help), "{draft}");
        for silent in ["K dohodě 1: plně souhlasí", "K dohodě 1: dokáže s tím žít"] {
            assert!(!draft.contains(silent), "{silent}: {draft}");
        }
    }
);

on_both!(
    async fn a_degree_said_alone_and_what_would_help_stand_in_no_record(house: TestHouse) {
        const WORDS: [&str; 2] = ["Nechci ho potkávat.", "Kdyby předával děda."];
        let main = house.named("conference.main");
        let (mother, father, _) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin_with_degrees(&mut browser, main, &[mother, father]).await;
        let point = format!("{}/{}", walk(main), agreed(&mut browser, main).await);
        concern(&house).await;
        for (who, degree, [why, step], pin) in [(mother, "2", WORDS, "2580"), (father, "5", ["", ""], "")] {
            let alone = hand_over(&mut browser, main, who, pin).await;
            let asked = told(&mut browser, &alone).await;
            for words in ["2 – spíš nesouhlasím", "Co by vás posunulo o stupeň výš?"] {
                assert!(asked.contains(words), "{words}: {asked}");
            }
            assert!(WORDS.iter().all(|words| !asked.contains(words)), "{asked}");
            let form = form_with(&browser.visit(&alone).await, "postoj");
            assert_eq!(offered(&form, "postoj"), five());
            let mut fields = form.hidden();
            fields.extend(pairs(&[("postoj", degree), ("proc", why), ("vys", step)]));
            done(&browser.submit(&form, &fields).await);
            take_back(&mut browser, "2580").await;
        }
        let kept = [(Some(2_i64), "disagrees".to_owned(), true), (Some(5_i64), "agrees".to_owned(), true)];
        assert_eq!(degrees(&house, main).await, kept);
        let form = form_of(&mut browser, &format!("{}/konec", room(main)), "/konec").await;
        done(&persuade(&mut browser, &form).await.0);
        // Not in the record, not in an extract, not on the pages of the plan; also once nobody is afraid any more.
        let record = format!("/konference/{main}/zapis");
        let mut pages: Vec<String> = browser.visit(&record).await.links();
        pages.retain(|link| link.contains("/zapis/vypis/"));
        assert!(pages.len() > 1, "nobody gets an extract: {pages:?}");
        pages.push(record.clone());
        let of_plan = [walk(main), point.clone()];
        for afraid in [true, false] {
            set_concern(&house, afraid).await;
            let clock = &house.house.clock;
            clock.set(clock.now().plus_seconds(60));
            for address in pages.iter().chain(&of_plan) {
                let said = told(&mut browser, address).await;
                // Pages that ask name the whole scale.
                let degrees = ["spíš nesouhlasí", "plně souhlasí"].into_iter();
                let degrees = degrees.filter(|_| !of_plan.contains(address));
                for words in WORDS.into_iter().chain(["K dohodě 1"]).chain(degrees) {
                    assert!(!said.contains(words), "{words} stands on {address}: {said}");
                }
            }
            let tags = browser.visit(&point).await.texts("fieldset .tag").concat();
            assert!(!tags.contains("souhlasí"), "{tags}");
            let said = draft(&mut browser, &record).await;
            assert!(said.contains("Eliška se vrací do školy."), "{said}");
            for words in [WORDS[0], WORDS[1], "spíš nesouhlasí", "K dohodě 1"] {
                assert!(!said.contains(words), "{words} stands in the draft: {said}");
            }
        }
    }
);

on_both!(
    async fn who_leads_or_writes_is_not_asked_and_their_agreement_is_not_written_down(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, father, teacher) = people(&house);
        let (leader, writer) = (house.named("participant.souckova"), house.named("participant.dvornik"));
        let mut browser = house.browser_of(Person::Facilitator).await;
        begin(&mut browser, main, &[mother, father, teacher, leader, writer]).await;
        let point = agreed(&mut browser, main).await;
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("bez odpovědi: 3"), "{list}");
        assert_eq!(list.matches("na názor se neptáme").count(), 2, "{list}");
        assert!(list.contains("Vytisknout listy (3)"), "{list}");
        let page = browser.visit(&format!("{}/{point}", walk(main))).await;
        let form = form_with(&page, "vsichni");
        for neutral in [leader, writer] {
            let seat = neutral.to_string();
            assert!(form.fields.iter().all(|field| field.value != seat), "who leads or writes is asked");
        }
        // Not even when a form says so.
        let mut fields = form.hidden();
        fields.extend(pairs(&[("kdo_4", &leader.to_string()), ("nove_4", &fresh())]));
        done(&browser.submit(&form, &fields).await);
        assert_eq!(count(&house, &STANCES, main).await, 3);
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("3 souhlasí") && !list.contains("bez odpovědi"), "{list}");
        let alone = browser.get(&format!("{}/postoj/{leader}", room(main))).await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN);
    }
);

on_both!(
    async fn the_end_proposes_the_coordinator_whoever_ends_the_meeting(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, ..) = people(&house);
        let coordinator = house.named("staff.kubickova").to_string();
        for person in [Person::Facilitator, Person::Head] {
            let mut browser = house.browser_of(person).await;
            if person == Person::Facilitator {
                begin(&mut browser, main, &[mother]).await;
            }
            let page = browser.visit(&format!("{}/konec", room(main))).await;
            let form = form_with(&page, "kontakt");
            let chosen = form.fields.iter().find(|field| field.name == "kontakt").unwrap();
            assert_eq!(chosen.value, coordinator, "{person:?}");
            assert!(page.text().contains("od návrhu zápisu"), "{}", page.text());
        }
    }
);

on_both!(
    async fn a_next_meeting_on_a_day_off_is_kept_and_said(house: TestHouse) {
        let main = house.named("conference.main");
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[]).await;
        for (day, said) in [("24. 12. 2027", Some("Štědrý den")), ("23. 12. 2027", None)] {
            let page = browser.visit(&format!("{}/konec", room(main))).await;
            let form = form_with(&page, "kontakt");
            let answer = browser.submit(&form, &changed(&form, &[("dalsi_den", day)])).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
            let told = browser.visit(answer.location().expect("the room")).await.text();
            assert_eq!(told.contains("den, kdy se nepracuje"), said.is_some(), "{told}");
            let again = browser.visit(&format!("{}/konec", room(main))).await.text();
            assert_eq!(again.contains("je svátek"), said.is_some(), "{again}");
            assert!(said.is_none_or(|name| again.contains(name)), "{again}");
        }
    }
);

on_both!(
    async fn alone_nobody_learns_what_another_said_not_even_as_a_count(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, father, _) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother, father]).await;
        let point = agreed(&mut browser, main).await;
        concern(&house).await;
        // The open round is closed, also for a form that was opened before.
        let page = browser.visit(&format!("{}/{point}", walk(main))).await;
        assert!(page.forms().iter().all(|form| !form.fields.iter().any(|f| f.name == "postoj_1")));
        let open = pairs(&[("kdo_1", &mother.to_string()), ("nove_1", &fresh()), ("postoj_1", "agrees")]);
        let refused = browser.post(&format!("{}/{point}", walk(main)), &open).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        // One after the other on a page of their own.
        for (who, stance, words) in [(mother, "disagrees", "Nechci ho potkávat."), (father, "agrees", "")] {
            let alone =
                hand_over(&mut browser, main, who, if stance == "agrees" { "" } else { "2580" }).await;
            let page = browser.visit(&alone).await;
            assert!(page.text().contains("Eliška se vrací do školy."), "{}", page.text());
            assert!(!page.html.contains("Nechci ho potkávat"), "the father reads what the mother said");
            assert!(page.links().iter().all(|link| !link.starts_with("/konference")), "a way into the file");
            let form = form_with(&page, "postoj");
            let mut fields = form.hidden();
            fields.extend(pairs(&[("postoj", stance), ("proc", words)]));
            // Nothing chosen: asked again. A fact is protected from both, so that their words do not come back.
            let empty: Vec<_> = fields.iter().filter(|(name, _)| name != "postoj").cloned().collect();
            let again = browser.submit(&form, &empty).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(words.is_empty() || !again.text().contains(words));
            for _ in 0..2 {
                done(&browser.submit(&form, &fields).await);
            }
            let page = browser.visit(&alone).await;
            assert!(page.text().contains("Děkujeme, to je všechno"), "{}", page.text());
            assert!(!page.html.contains("Nechci ho potkávat"), "the tablet keeps what was said");
            take_back(&mut browser, "2580").await;
        }
        assert_eq!(count(&house, &STANCES, main).await, 2);
        for person in [Person::Coordinator, Person::Facilitator, Person::Head] {
            let mut browser = house.browser_of(person).await;
            for address in [walk(main), format!("{}/{point}", walk(main))] {
                let page = browser.visit(&address).await;
                assert_eq!(page.status, StatusCode::OK, "{person:?} {address}");
                let told = page.text();
                for word in ["nesouhlasí", "1 souhlasí", "dokáže s tím žít", "Nechci ho potkávat"] {
                    assert!(!told.contains(word), "{person:?} reads {word} on {address}: {told}");
                }
            }
            assert!(browser.visit(&walk(main)).await.text().contains("odpověděl(a) na 1 z 1"));
        }
        let details: Vec<(String,)> = DETAILS.bind(main).all(&house.raw.0).await.unwrap();
        assert_eq!(details.len(), 2);
        assert!(details.iter().all(|(detail,)| !detail.contains("agree")), "{details:?}");
        // It stays hidden when the concern is taken back.
        let case = house.named("case.dolezalovi");
        house
            .meddle(async |mut work| {
                CONCERN.bind(case).bind(false).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let page = browser.visit(&format!("{}/{point}", walk(main))).await;
        assert!(!page.html.contains("Nechci ho potkávat"), "{}", page.text());
        assert!(page.text().contains("odpověděl(a) v soukromí"), "{}", page.text());
    }
);

/// The tablet is handed to somebody, with a PIN or with the one from before; the address of their page.
async fn hand_over(browser: &mut Browser, main: Uuid, who: Uuid, pin: &str) -> String {
    let answer = browser
        .post(&format!("{}/postoj", room(main)), &pairs(&[("komu", &who.to_string()), ("pin", pin)]))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let address = answer.location().unwrap().to_owned();
    assert_eq!(address, format!("{}/postoj/{who}", room(main)));
    address
}

async fn take_back(browser: &mut Browser, pin: &str) {
    let back = browser.post("/odemknout", &pairs(&[("pin", pin)])).await;
    assert!(back.location().is_some_and(|to| to.ends_with("/jednani/postoj")), "{}", back.text());
}

on_both!(
    async fn a_lent_tablet_tells_nobody_which_words_are_protected_from_them(house: TestHouse) {
        const SECRET: &str = "Ledňáčkova ulice 12";
        let main = house.named("conference.main");
        let case = house.named("case.dolezalovi");
        let (mother, father, _) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother, father]).await;
        // One line holds the secret, the next does not.
        line(&mut browser, main, &[("druh", "agreed"), ("text", "Věci se vyzvednou v Ledňáčkově ulici 12.")])
            .await;
        let plain = agreed(&mut browser, main).await;
        concern(&house).await;
        crate::stopped::protect_in(&house, case, SECRET).await;
        let mine = hand_over(&mut browser, main, father, "2580").await;
        let page = browser.visit(&mine).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            !page.text().contains("Ledňáč") && page.text().contains("se vrací do školy"),
            "{}",
            page.text()
        );
        let form = form_with(&page, "postoj");
        // No answer was chosen: right or wrong, the words do not come back, and both pages are the same.
        let mut texts = Vec::new();
        for words in [SECRET, "Růžová ulice 7"] {
            let fields = pairs(&[("bod", &plain), ("nove_id", &fresh()), ("proc", words), ("vys", words)]);
            let again = browser.submit(&form, &fields).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", again.text());
            assert!(!again.text().contains(words), "{}", again.text());
            texts.push(again.page().text());
        }
        assert_eq!(texts[0], texts[1]);
    }
);

on_both!(
    async fn what_somebody_typed_alone_to_a_line_that_was_struck_comes_back_also_after_the_last(
        house: TestHouse,
    ) {
        let main = house.named("conference.main");
        let (mother, ..) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother]).await;
        let points = [agreed(&mut browser, main).await, agreed(&mut browser, main).await];
        let long = "Nevím. ".repeat(1_200);
        let mine = hand_over(&mut browser, main, mother, "2580").await;
        let mut colleague = house.browser_of(Person::MinuteTaker).await;
        for (number, point) in points.iter().enumerate() {
            let page = browser.visit(&mine).await;
            let form = form_with(&page, "postoj");
            assert_eq!(form.hidden().iter().find(|(name, _)| name == "bod").unwrap().1, *point);
            let strike = form_of(&mut colleague, &room(main), &format!("{point}/skrtnout")).await;
            done(&colleague.submit(&strike, &strike.hidden()).await);
            for words in ["Bojím se cesty.", long.as_str()] {
                let fields = changed(&form, &[("postoj", "agrees"), ("proc", words), ("vys", "Doprovod.")]);
                let told = browser.submit(&form, &fields).await.page();
                assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text());
                assert!(told.text().contains("Předchozí bod mezitím někdo škrtl"), "{}", told.text());
                let back = told.text().contains(words.trim()) && told.text().contains("Doprovod.");
                assert!(back, "what was typed is gone: {}", told.text());
                assert_eq!(told.heading().contains("to je všechno"), number == 1, "{}", told.heading());
            }
        }
        assert_eq!(count(&house, &STANCES, main).await, 0);
        // A line that stands asks for a shorter text, and gives it back.
        take_back(&mut browser, "2580").await;
        agreed(&mut browser, main).await;
        hand_over(&mut browser, main, mother, "2580").await;
        let form = form_with(&browser.visit(&mine).await, "postoj");
        let again = browser.submit(&form, &changed(&form, &[("postoj", "agrees"), ("proc", &long)])).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("Text je moc dlouhý") && again.text().contains(long.trim()));
    }
);

on_both!(
    async fn a_lent_tablet_opens_one_page_until_its_owner_has_it_back(house: TestHouse) {
        let main = house.named("conference.main");
        let case = house.named("case.dolezalovi");
        let (mother, father, _) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother, father]).await;
        let point = agreed(&mut browser, main).await;
        concern(&house).await;
        // Nobody answers alone on a device that nobody handed over.
        let mine = format!("{}/postoj/{mother}", room(main));
        assert_eq!(browser.get(&mine).await.status, StatusCode::FORBIDDEN);
        let page = browser.visit(&format!("{}/postoj?komu={mother}", room(main))).await;
        let form = form_with(&page, "komu");
        for pin in ["", "12", "čtyři", "1111", "123456789"] {
            let again = browser.submit(&form, &pairs(&[("komu", &mother.to_string()), ("pin", pin)])).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{pin}");
            assert!(pin.is_empty() || !again.text().contains(&format!("value=\"{pin}\"")), "{pin} came back");
        }
        hand_over(&mut browser, main, mother, "2580").await;
        // Back, an address typed by hand, another's page, a search, the account: nothing opens.
        let file = format!("/pripady/{case}");
        let (walk_page, theirs) = (walk(main), format!("{}/postoj/{father}", room(main)));
        for address in [&file, &walk_page, &room(main), &theirs, "/", "/ucet", "/pripady", "/konference"] {
            let away = browser.get(address).await;
            assert_eq!(away.location(), Some("/odemknout"), "{address} opened: {}", away.status);
        }
        // Nor is anything changed from another tab, and nobody hands it on.
        let open = pairs(&[("kdo_1", &father.to_string()), ("nove_1", &fresh()), ("postoj_1", "agrees")]);
        for (address, fields) in [
            (format!("{walk_page}/{point}"), open),
            (format!("{}/postoj", room(main)), pairs(&[("komu", &father.to_string()), ("pin", "1397")])),
            (theirs.clone(), pairs(&[("postoj", "agrees")])),
        ] {
            let away = browser.post(&address, &fields).await;
            assert_eq!(away.location(), Some("/odemknout"), "{address}: {}", away.status);
        }
        assert_eq!(count(&house, &STANCES, main).await, 0);
        assert_eq!(browser.get(&mine).await.status, StatusCode::OK);
        let locked = browser.visit("/odemknout").await;
        assert!(!locked.text().contains("Kubíčková"), "the locked page names its owner: {}", locked.text());
        let wrong = browser.post("/odemknout", &pairs(&[("pin", "0852")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().replace('\u{a0}', " ").contains("Zbývají 4 pokusy"), "{}", wrong.text());
        take_back(&mut browser, "2580").await;
        assert_eq!(browser.get(&walk_page).await.status, StatusCode::OK);
        // The PIN from before serves again; whoever guesses ends the session, and the right one is too late then.
        hand_over(&mut browser, main, father, "").await;
        for _ in 0..4 {
            browser.post("/odemknout", &pairs(&[("pin", "0000")])).await;
        }
        let fifth = browser.post("/odemknout", &pairs(&[("pin", "0000")])).await;
        assert!(fifth.location().is_some_and(|to| to.starts_with("/prihlaseni")), "{}", fifth.text());
        let late = browser.post("/odemknout", &pairs(&[("pin", "2580")])).await;
        assert!(late.location().is_some_and(|to| to.starts_with("/prihlaseni")), "{}", late.text());
    }
);

on_both!(
    async fn a_deadline_on_christmas_eve_is_kept_and_explained(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, ..) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother]).await;
        let owner = mother.to_string();
        let task =
            [("druh", "task"), ("text", "Podám žádost."), ("ukol_kdo", &owner), ("termin", "24. 12. 2026")];
        let point = line(&mut browser, main, &task).await;
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("Štědrý den") && list.contains("jak poznáme, že je hotovo"), "{list}");
        let page = browser.visit(&format!("{}/{point}", walk(main))).await.text();
        for word in ["24. 12. 2026", "Štědrý den", "st 23. 12.", "po 28. 12."] {
            assert!(page.replace('\u{a0}', " ").contains(word), "{word} is not on {page}");
        }
        // One press moves it to the working day before; the wording becomes the owner's own.
        let form = form_of(&mut browser, &format!("{}/{point}", walk(main)), "/ukol").await;
        let changes =
            [("text", "Podám žádost v úterý."), ("navrh", "2026-12-23"), ("ukazatel", "Mám razítko.")];
        done(&browser.submit(&form, &changed(&form, &changes)).await);
        let list = browser.visit(&walk(main)).await.text().replace('\u{a0}', " ");
        assert!(list.contains("Podám žádost v úterý.") && list.contains("st 23. 12."), "{list}");
        assert!(!list.contains("Štědrý den") && list.contains("Nic v nich nechybí"), "{list}");
        // A day before the meeting comes back with a sentence and everything typed.
        let wrong = changed(&form, &[("text", "Podám žádost hned."), ("termin", "1. 1. 2020")]);
        let answer = browser.submit(&form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page().html.contains("Podám žádost hned."));
    }
);

on_both!(
    async fn a_task_of_somebody_who_was_never_invited_asks_who_tells_them(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, ..) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother]).await;
        let task = [
            ("druh", "task"),
            ("text", "Vydá zprávu."),
            ("ukol_nekdo", "paní primářka Nová"),
            ("termin", "18. 12. 2026"),
        ];
        let point = line(&mut browser, main, &task).await;
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("paní primářka Nová") && list.contains("kdo mu to řekne"), "{list}");
        let form = form_of(&mut browser, &format!("{}/{point}", walk(main)), "/ukol").await;
        let answer = browser.submit(&form, &changed(&form, &[("rekne", "")])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        done(&browser.submit(&form, &changed(&form, &[("rekne", &mother.to_string())])).await);
        let list = browser.visit(&walk(main)).await.text();
        assert!(!list.contains("kdo mu to řekne"), "{list}");
    }
);

on_both!(
    async fn a_serious_worry_asks_for_a_plan_b_and_stands_on_the_walk_with_it(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, ..) = people(&house);
        let mut browser = house.browser_of(Person::Facilitator).await;
        begin(&mut browser, main, &[mother]).await;
        agreed(&mut browser, main).await;
        let worry = line(&mut browser, main, &[("druh", "said"), ("text", "Bojíme se o byt.")]).await;
        let page = format!("{}/{worry}", walk(main));
        let form = form_of(&mut browser, &page, "/ukol").await;
        done(&browser.submit(&form, &changed(&form, &[("vaha", "serious"), ("plan_b", "")])).await);
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("Bojíme se o byt.") && list.contains("co když to nevyjde"), "{list}");
        let form = form_of(&mut browser, &page, "/ukol").await;
        done(&browser.submit(&form, &changed(&form, &[("plan_b", "Město drží krizový byt.")])).await);
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("Město drží krizový byt.") && !list.contains("co když to nevyjde"), "{list}");
    }
);

/// The words of a PDF, page by page.
fn words(pdf: &[u8]) -> String {
    reading::text(pdf, "listy.pdf").unwrap().words.replace('\u{a0}', " ")
}

on_both!(
    async fn everybody_leaves_with_a_sheet_cut_for_them(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, father, teacher) = people(&house);
        let rest = ["hajkova", "horakova", "zelinkova", "mala", "kratochvil"]
            .map(|name| house.named(&format!("participant.{name}")));
        let mut table = vec![mother, father, teacher];
        table.extend(rest);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &table).await;
        let visitor = guest(&mut browser, main).await;
        let own = |who: &str, text: &str, due: &str| {
            pairs(&[
                ("druh", "task"),
                ("text", text),
                ("ukol_kdo", who),
                ("termin", due),
                ("ukazatel", "Máme potvrzení."),
            ])
        };
        for (who, text, due) in [
            (mother.to_string(), "Podám žádost o splátky.", "24. 12. 2026"),
            (father.to_string(), "Zaplatím dlužné výživné.", "18. 12. 2026"),
            (visitor.clone(), "Pohlídám děti ve středu.", "16. 12. 2026"),
        ] {
            let fields = own(&who, text, due);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            line(&mut browser, main, &fields).await;
        }
        let form = form_of(&mut browser, &walk(main), "/listy").await;
        let case = Some(house.named("case.dolezalovi"));
        let watch = Watch::begin(&house).await;
        let started = Instant::now();
        let first = browser.submit(&form, &form.hidden()).await;
        let took = started.elapsed();
        assert_eq!(first.status, StatusCode::OK, "{}", first.text());
        assert_eq!(first.header("content-type"), "application/pdf");
        eprintln!("nine sheets took {took:?}");
        let event = watch.expect(&house, "plan.sheets_filed", By::Staff(Person::Coordinator), case).await;
        assert!(event.detail.contains("\"sheets\":9"), "{}", event.detail);
        // Eight are filed; of a guest the house knows nothing that it could file by.
        assert_eq!(count(&house, &SHEETS, main).await, 8);
        let told = words(&first.body);
        assert_eq!(told.matches("S čím odcházím").count(), 9, "{told}");
        for word in
            ["Podám žádost o splátky.", "Zaplatím dlužné výživné.", "čtvrtek 24. 12. 2026", "Štědrý den"]
        {
            assert_eq!(told.matches(word).count(), 1, "{word} stands on another's sheet too: {told}");
        }
        assert!(told.contains("Napište si, co jste slíbili"), "the guest has no place to write");
        assert!(!told.contains("Jarmila"), "a guest's name was printed");
        // Each link is another's, and leads to the personal page.
        let links: Vec<&str> = told.split_whitespace().filter(|word| word.contains("/p/")).collect();
        assert!(links.len() >= 7, "{links:?}");
        let path = links[0].split_once("/p/").unwrap().1;
        let page = house.stranger().visit(&format!("/p/{path}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        // The same form again: the same papers, nothing filed twice.
        let again = browser.submit(&form, &form.hidden()).await;
        assert_eq!(again.status, StatusCode::OK);
        assert_eq!(count(&house, &SHEETS, main).await, 8);
        let again = words(&again.body);
        assert_eq!(again.matches("S čím odcházím").count(), 9);
        assert!(again.contains(path), "the second press made another link");
        // Another press later prints for those who have none: what somebody holds stays good.
        let list = browser.visit(&walk(main)).await;
        assert!(list.text().contains("Vytisknout listy (1)"), "{}", list.text());
        assert!(list.text().contains("Jejich listy platí dál"), "{}", list.text());
        let form = form_of(&mut browser, &walk(main), "/listy").await;
        let later = browser.submit(&form, &form.hidden()).await;
        assert_eq!(words(&later.body).matches("S čím odcházím").count(), 1);
        assert_eq!(count(&house, &SHEETS, main).await, 8, "a sheet was made for somebody who had one");
        // What somebody takes on after their sheet was printed is not on it, and the page says so.
        let fields = own(&mother.to_string(), "Zavolám na úřad práce.", "18. 12. 2026");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        line(&mut browser, main, &fields).await;
        let list = browser.visit(&walk(main)).await.text();
        assert!(list.contains("Některé vytištěné listy už neplatí"), "{list}");
        assert_eq!(list.matches("list se změnil").count(), 1, "{list}");
        let mut everybody = form_of(&mut browser, &walk(main), "/listy").await.hidden();
        everybody.push(("znovu".to_owned(), "ano".to_owned()));
        let anew = browser.submit(&form, &everybody).await;
        assert_eq!(words(&anew.body).matches("S čím odcházím").count(), 9);
        assert_eq!(count(&house, &SHEETS, main).await, 16);
    }
);

on_both!(
    async fn a_sheet_says_what_the_office_owes_when_all_meet_again_and_whom_to_ask(house: TestHouse) {
        const CONTACT: Sql = Sql::new("CONTACT", "SELECT family FROM staff WHERE id = $1");
        let main = house.named("conference.main");
        let (mother, _, teacher) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother, teacher]).await;
        let task = |text: &'static str| {
            [("druh", "task"), ("text", text), ("termin", "18. 12. 2026"), ("ukazatel", "Máme potvrzení.")]
        };
        let seat = mother.to_string();
        line(&mut browser, main, &[&task("Podám žádost."), &[("ukol_kdo", seat.as_str())][..]].concat())
            .await;
        let duty = task("Zajistíme tlumočnici.");
        let duty = line(&mut browser, main, &[&duty[..], &[("ukol_nekdo", "OSPOD")]].concat()).await;
        let form = form_of(&mut browser, &format!("{}/{duty}", walk(main)), "/ukol").await;
        done(&browser.submit(&form, &changed(&form, &[("strana", "authority"), ("rekne", &seat)])).await);
        // On the walk what the office owes stands apart from what the family does.
        let list = browser.visit(&walk(main)).await.text();
        let owed = list.find("Co dluží úřad rodině").unwrap_or_else(|| panic!("{list}"));
        assert!(list[owed..].contains("Zajistíme tlumočnici."), "{list}");

        let form = form_of(&mut browser, &format!("{}/konec", room(main)), "/konec").await;
        let next = [("dalsi_den", "21. 1. 2027"), ("dalsi_cas", "13.00"), ("dalsi_misto", "Klub Pohoda")];
        let typed = changed(&form, &next);
        let contact = typed.iter().find(|(name, _)| name == "kontakt").map(|(_, id)| id.clone());
        let contact: Uuid = contact.and_then(|id| id.parse().ok()).expect("somebody who answers");
        done(&browser.submit(&form, &typed).await);
        let (family,): (String,) = CONTACT.bind(contact).get(&house.raw.0).await.unwrap();
        let form = form_of(&mut browser, &walk(main), "/listy").await;
        let sheets = browser.submit(&form, &form.hidden()).await;
        assert_eq!(sheets.status, StatusCode::OK, "{}", sheets.text());
        let told = words(&sheets.body);
        assert_eq!(told.matches("S čím odcházím").count(), 2, "{told}");
        // When, where and whom to ask stands on both.
        for word in ["čtvrtek 21. ledna 2027 ve 13.00", "Klub Pohoda", "ozvěte se", family.as_str()] {
            assert_eq!(told.matches(word).count(), 2, "{word}: {told}");
        }
        // What the office owes the family goes home with the family, and with nobody else.
        for word in ["Co pro vás udělá úřad", "Zajistíme tlumočnici.", "Podám žádost."] {
            assert_eq!(told.matches(word).count(), 1, "{word}: {told}");
        }
    }
);

on_both!(
    async fn closing_the_plan_is_one_act(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, ..) = people(&house);
        let mut browser = house.browser_of(Person::MinuteTaker).await;
        begin(&mut browser, main, &[mother]).await;
        agreed(&mut browser, main).await;
        let form = form_of(&mut browser, &walk(main), "/uzavreni").await;
        let watch = Watch::begin(&house).await;
        for _ in 0..2 {
            done(&browser.submit(&form, &form.hidden()).await);
        }
        let written = watch.since(&house).await;
        assert_eq!(written.iter().filter(|event| event.code == "plan.closed").count(), 1);
        let page = browser.visit(&walk(main)).await;
        assert!(page.text().contains("Uzavřeno"), "{}", page.text());
        assert!(page.forms().iter().all(|form| !form.action.ends_with("/uzavreni")));
    }
);

on_both!(
    async fn goals_stand_on_the_same_scale_at_the_start_and_afterwards(house: TestHouse) {
        let main = house.named("conference.main");
        let (mother, ..) = people(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        begin(&mut browser, main, &[mother]).await;
        let address = format!("{}/skala", room(main));
        for (time, value) in [("start", "3"), ("follow_up", "6")] {
            let form = form_of(&mut browser, &address, "/skala").await;
            let mut fields = form.hidden();
            fields.extend(pairs(&[("kdy", time), ("skala_1", value)]));
            done(&browser.submit(&form, &fields).await);
        }
        let told = browser.visit(&address).await.text().replace('\u{a0}', " ");
        assert!(told.contains("na začátku: 3 z 10, při navázání: 6 z 10"), "{told}");
        let form = form_of(&mut browser, &address, "/skala").await;
        let mut fields = form.hidden();
        fields.extend(pairs(&[("kdy", "start"), ("skala_1", "11")]));
        let answer = browser.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);
