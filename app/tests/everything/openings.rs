//! A case opened for a reason, who looked, and a case that goes to another office.

use crate::harness::browser::Answer;
use crate::harness::html::Form;
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse, tour};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Verb;
use pripadovka::audit::{Verdict, verify};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Acts that this file carries out.
pub const WRITTEN: &[&str] = &[
    "/nahlednuti",
    "/nahlednuti/{nahlednuti}/dovolit",
    "/postoupeni/{postoupeni}/prijmout",
    "/postoupeni/{postoupeni}/odmitnout",
    "/pripady/{pripad}/nahlizeni/seznam",
];

const MARK: &str = "Om 118/2026";
const REASON: &str = "Volala škola, že dítě nikdo nevyzvedl, a koordinátorka není k zastižení.";

/// The form of a page that leads there.
async fn form_of(browser: &mut Browser, page: &str, action: &str) -> Form {
    let page = browser.visit(page).await;
    let found = page.forms().into_iter().find(|form| !form.get && form.action.ends_with(action));
    found.unwrap_or_else(|| panic!("{} offers no {action}: {}", page.url, page.text()))
}

async fn send(browser: &mut Browser, form: &Form, typed: &[(&str, &str)]) -> Answer {
    let mut fields = form.hidden();
    fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    browser.submit(form, &fields).await
}

/// Asks for an opening as a person does.
async fn open(house: &TestHouse, person: Person, mark: &str, time: &str) -> Answer {
    let mut browser = house.browser_of(person).await;
    let form = form_of(&mut browser, "/nahlednuti", "/nahlednuti").await;
    send(&mut browser, &form, &[("spisova_znacka", mark), ("duvod", REASON), ("doba", time)]).await
}

async fn status(house: &TestHouse, person: Person, address: &str) -> StatusCode {
    house.browser_of(person).await.get(address).await.status
}

/// The opening that somebody has made last.
async fn opening_of(house: &TestHouse, person: Person) -> Uuid {
    let newest = Sql::new(
        "NEWEST",
        "SELECT id FROM case_opening WHERE staff_id = $1 ORDER BY opened DESC, id DESC LIMIT 1",
    );
    let (id,): (Uuid,) = newest.bind(house.cast.id(person)).get(&house.raw.0).await.unwrap();
    id
}

on_both!(
    async fn a_colleague_opens_a_case_for_a_reason_reads_it_and_does_nothing_else(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let (page, meeting) =
            (format!("/pripady/{case}"), format!("/konference/{}", house.named("conference.main")));
        assert_eq!(status(&house, Person::Colleague, &page).await, StatusCode::NOT_FOUND);
        let watch = Watch::begin(&house).await;
        let answer = open(&house, Person::Colleague, "om  118/2026", "two_hours").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        let event = watch.expect(&house, "opening.made", By::Staff(Person::Colleague), Some(case)).await;
        assert!(!event.detail.contains("škola"), "the trail keeps no words: {}", event.detail);
        let mut browser = house.browser_of(Person::Colleague).await;
        for address in [&page, &meeting] {
            let shown = browser.visit(address).await;
            assert_eq!(shown.status, StatusCode::OK, "{address}");
            assert!(
                shown.text().replace('\u{a0}', " ").contains("ještě 2 hodiny"),
                "{address} does not say what is left"
            );
            // Nothing that could be changed is offered.
            let offered: Vec<String> =
                shown.forms().into_iter().filter(|f| !f.get).map(|f| f.action).collect();
            assert_eq!(offered, ["/odhlasit"], "{address}");
        }
        for what in
            ["upravit", "bezpeci", "chranene", "chranene/novy", "nahlizeni", "predat", "postoupit", "vymazat"]
        {
            let address = format!("{page}/{what}");
            assert_eq!(browser.get(&address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
        let shown = browser.visit(&page).await.text();
        assert!(shown.contains("Eliška"));
        // The read says by what right.
        let last = Sql::new(
            "LAST",
            "SELECT detail FROM audit_event WHERE case_id = $1 AND actor_id = $2 AND code = 'case.read' ORDER BY sequence DESC LIMIT 1",
        );
        let (detail,): (String,) =
            last.bind(case).bind(house.cast.id(Person::Colleague)).get(&house.raw.0).await.unwrap();
        assert!(detail.contains(r#""right":"opening""#), "{detail}");
        // It ends by itself.
        let now = house.house.clock.now();
        house.house.clock.set(now.plus_seconds(2 * 3600 - 1));
        assert_eq!(status(&house, Person::Colleague, &page).await, StatusCode::OK);
        house.house.clock.set(now.plus_seconds(2 * 3600));
        for address in [&page, &meeting] {
            assert_eq!(status(&house, Person::Colleague, address).await, StatusCode::NOT_FOUND, "{address}");
        }
        // Whoever opened it reads how it was, without the name of the family.
        let own = format!("/nahlednuti/{}", opening_of(&house, Person::Colleague).await);
        let text = house.browser_of(Person::Colleague).await.visit(&own).await.text();
        assert!(text.contains(MARK) && !text.contains("Doležalovi"), "{text}");
    }
);

on_both!(
    async fn nothing_is_told_before_a_reason_is_given_and_probing_is_stopped(house: TestHouse) {
        let mut browser = house.browser_of(Person::Colleague).await;
        let form = form_of(&mut browser, "/nahlednuti", "/nahlednuti").await;
        let mut answers = Vec::new();
        for mark in ["Om 134/2026", "Om 999/2026"] {
            for reason in ["", "krátce"] {
                let answer = send(
                    &mut browser,
                    &form,
                    &[("spisova_znacka", mark), ("duvod", reason), ("doba", "today")],
                )
                .await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
                answers.push(answer.text().replace(mark, "ZNAČKA"));
            }
        }
        assert_eq!(answers[0], answers[2], "without a reason the answer tells whether the case exists");
        assert_eq!(answers[1], answers[3], "with half a reason the answer tells whether the case exists");
        // A name is no mark; a mark that is none leaves an event, and after five of them nothing more is tried.
        for attempt in 0..6 {
            let watch = Watch::begin(&house).await;
            let mark =
                if attempt == 0 { "Doležalovi".to_owned() } else { format!("Om {}/2031", 500 + attempt) };
            let answer = open(&house, Person::Colleague, &mark, "today").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{mark}");
            let code = if attempt < 5 { "opening.missed" } else { "opening.refused" };
            watch.expect(&house, code, By::Staff(Person::Colleague), None).await;
        }
        let answer = open(&house, Person::Colleague, MARK, "today").await;
        assert!(answer.text().contains("Dnes už jste zkusili"), "{}", answer.text());
        // A case of another office is none.
        let answer = open(&house, Person::OtherWorker, MARK, "today").await;
        assert!(answer.text().contains("jediný případ nenašli"), "{}", answer.text());
    }
);

on_both!(
    async fn every_opening_reaches_the_coordinator_and_the_head_until_they_have_seen_it(house: TestHouse) {
        let openers = [Person::Colleague, Person::FormerDeputy, Person::OtherWorker];
        let mut made = 0;
        for opener in openers {
            made += usize::from(open(&house, opener, MARK, "day").await.status == StatusCode::SEE_OTHER);
        }
        // The demo's own, and two: the third works at another office.
        assert_eq!(made, 2);
        let all: Vec<(Uuid,)> = Sql::new("ALL", "SELECT id FROM case_opening ORDER BY id")
            .statement()
            .all(&house.raw.0)
            .await
            .unwrap();
        assert_eq!(all.len(), 3);
        for told in [Person::Coordinator, Person::Deputy, Person::Head] {
            let mut browser = house.browser_of(told).await;
            let day = browser.visit("/").await;
            for (id,) in &all {
                let link = format!("/nahlednuti/{id}");
                assert!(day.links().contains(&link), "{told:?} is not told of an opening");
                assert!(browser.visit(&link).await.text().contains("Důvod"));
            }
            assert!(!day.text().split("Mimořádná nahlédnutí").nth(1).unwrap_or_default().contains(MARK));
            let link = format!("/nahlednuti/{}", all[0].0);
            let form = form_of(&mut browser, "/", &format!("{}/videno", all[0].0)).await;
            let watch = Watch::begin(&house).await;
            assert_eq!(send(&mut browser, &form, &[]).await.status, StatusCode::SEE_OTHER);
            let case = Some(house.named("case.dolezalovi"));
            watch.expect(&house, "opening.seen", By::Staff(told), case).await;
            let links = browser.visit("/").await.links();
            assert!(!links.contains(&link) && links.contains(&format!("/nahlednuti/{}", all[1].0)));
        }
        // A co-worker, the opener and strangers have no such panel.
        for other in [Person::CoWorker, Person::Colleague, Person::OtherHead] {
            let day = house.browser_of(other).await.visit("/").await.text();
            assert!(!day.contains("Mimořádná nahlédnutí"), "{other:?}");
        }
    }
);

on_both!(
    async fn the_head_ends_an_opening_at_once_rules_out_another_and_allows_it_again(house: TestHouse) {
        let page = format!("/pripady/{}", house.named("case.dolezalovi"));
        let case = Some(house.named("case.dolezalovi"));
        assert_eq!(open(&house, Person::Colleague, MARK, "day").await.status, StatusCode::SEE_OTHER);
        assert_eq!(status(&house, Person::Colleague, &page).await, StatusCode::OK);
        let own = format!("/nahlednuti/{}", opening_of(&house, Person::Colleague).await);
        let mut head = house.browser_of(Person::Head).await;
        assert!(head.visit("/nahlednuti").await.text().contains("Nesvadba"));
        let form = form_of(&mut head, &own, "/ukoncit").await;
        let watch = Watch::begin(&house).await;
        assert_eq!(send(&mut head, &form, &[("dal", "ano")]).await.status, StatusCode::SEE_OTHER);
        let event = watch.expect(&house, "opening.ended", By::Staff(Person::Head), case).await;
        assert!(event.detail.contains("\"barred\":true"), "{}", event.detail);
        assert_eq!(status(&house, Person::Colleague, &page).await, StatusCode::NOT_FOUND);
        let answer = open(&house, Person::Colleague, MARK, "day").await;
        assert!(answer.text().contains("další mimořádné nahlédnutí nedovoluje"), "{}", answer.text());
        let form = form_of(&mut head, &own, "/dovolit").await;
        let watch = Watch::begin(&house).await;
        assert_eq!(send(&mut head, &form, &[]).await.status, StatusCode::SEE_OTHER);
        watch.expect(&house, "opening.allowed", By::Staff(Person::Head), case).await;
        assert_eq!(open(&house, Person::Colleague, MARK, "day").await.status, StatusCode::SEE_OTHER);
        // Whoever looks ends it too, and nobody can make it longer: the second form changes nothing.
        let mut opener = house.browser_of(Person::Colleague).await;
        let before: (pripadovka::kernel::Moment,) =
            Sql::new("LONG", "SELECT max(expires) FROM case_opening WHERE staff_id = $1")
                .bind(house.cast.id(Person::Colleague))
                .get(&house.raw.0)
                .await
                .unwrap();
        open(&house, Person::Colleague, MARK, "day").await;
        let after: (pripadovka::kernel::Moment,) =
            Sql::new("LONG", "SELECT max(expires) FROM case_opening WHERE staff_id = $1")
                .bind(house.cast.id(Person::Colleague))
                .get(&house.raw.0)
                .await
                .unwrap();
        assert_eq!(before, after);
        let own = format!("/nahlednuti/{}", opening_of(&house, Person::Colleague).await);
        let form = form_of(&mut opener, &own, "/ukoncit").await;
        // A word of their own about further ones does nothing.
        assert_eq!(send(&mut opener, &form, &[("dal", "ano")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(opener.get(&page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(open(&house, Person::Colleague, MARK, "day").await.status, StatusCode::SEE_OTHER);
    }
);

/// What a live opening adds to what a colleague may: verb and path with the verdict, written by hand.
fn added() -> BTreeMap<(String, String), char> {
    let text = include_str!("authorisation_openings.csv");
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
    let rows = reader.records().map(|record| record.unwrap());
    rows.map(|row| ((row[0].to_owned(), row[1].to_owned()), row[2].chars().next().unwrap())).collect()
}

/// Statuses as the table of authorisation writes them.
fn letter(answer: &Answer) -> char {
    match answer.status {
        StatusCode::FORBIDDEN => 'R',
        StatusCode::NOT_FOUND => 'H',
        _ => 'A',
    }
}

on_both!(
    async fn a_live_opening_opens_what_the_table_says_and_an_expired_or_ended_one_nothing(house: TestHouse) {
        let addresses = tour::addresses(&house).await;
        let added = added();
        let routes: Vec<_> = tour::routes()
            .into_iter()
            .filter(|r| !r.path.starts_with("/ukazka") && !r.path.starts_with("/odhlasit"))
            .collect();
        let routes: Vec<_> = routes
            .into_iter()
            .filter(|r| !addresses[&(r.verb == Verb::Post, r.path)].contains('{'))
            .collect();
        let (mut checks, mut allowed, mut wrong) = (0, 0, Vec::new());
        let ask = async |person: Person, get: bool, address: &str| {
            let mut browser = house.browser_of(person).await;
            letter(&if get { browser.get(address).await } else { browser.post(address, &[]).await })
        };
        // What anybody of the office gets who has no tie.
        let mut without = BTreeMap::new();
        for route in &routes {
            let get = route.verb == Verb::Get;
            without.insert(
                (get, route.path),
                ask(Person::Colleague, get, &addresses[&(!get, route.path)]).await,
            );
        }
        for state in ["live", "ended", "expired"] {
            let started = house.house.clock.now();
            if state != "expired" {
                assert_eq!(
                    open(&house, Person::Colleague, MARK, "two_hours").await.status,
                    StatusCode::SEE_OTHER
                );
            } else {
                assert_eq!(
                    open(&house, Person::Colleague, MARK, "two_hours").await.status,
                    StatusCode::SEE_OTHER
                );
                house.house.clock.set(started.plus_seconds(2 * 3600 + 1));
            }
            if state == "ended" {
                let end = Sql::new(
                    "END",
                    "UPDATE case_opening SET ended = $1 WHERE ended IS NULL AND staff_id = $2",
                );
                let who = house.cast.id(Person::Colleague);
                house
                    .meddle(async |mut work| {
                        end.bind(started).bind(who).execute(&mut work).await?;
                        Ok((work, ()))
                    })
                    .await;
            }
            for route in &routes {
                let get = route.verb == Verb::Get;
                let verb = if get { "GET" } else { "POST" };
                let plain = without[&(get, route.path)];
                let row = added.get(&(verb.to_owned(), route.path.to_owned())).copied();
                let expected = if state == "live" { row.unwrap_or(plain) } else { plain };
                let found = ask(Person::Colleague, get, &addresses[&(!get, route.path)]).await;
                checks += 1;
                allowed += usize::from(found == 'A');
                // What the words do not open may be refused in either way, once the case is known.
                let refused = row.is_none() && expected == 'H' && found == 'R' && state == "live";
                if found != expected && !(refused && route.path.starts_with("/konference/{konference}/")) {
                    wrong.push(format!("{state}: {verb} {} should be {expected} and is {found}", route.path));
                }
            }
            if state == "live" {
                let end = Sql::new(
                    "END",
                    "UPDATE case_opening SET ended = $1 WHERE ended IS NULL AND staff_id = $2",
                );
                let who = house.cast.id(Person::Colleague);
                house
                    .meddle(async |mut work| {
                        end.bind(started).bind(who).execute(&mut work).await?;
                        Ok((work, ()))
                    })
                    .await;
            }
        }
        eprintln!("openings: {checks} checks, {} % allowed", allowed * 100 / checks);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
);

on_both!(
    async fn the_day_of_the_coordinator_and_the_page_of_the_case_say_who_looked_and_by_what_right(
        house: TestHouse,
    ) {
        let case = house.named("case.dolezalovi");
        let page = format!("/pripady/{case}");
        open(&house, Person::Colleague, MARK, "today").await;
        for (person, times) in
            [(Person::Colleague, 1), (Person::Deputy, 2), (Person::CoWorker, 1), (Person::Head, 1)]
        {
            for _ in 0..times {
                assert_eq!(status(&house, person, &page).await, StatusCode::OK);
            }
        }
        let rights = [
            ("Nesvadba", "mimořádné nahlédnutí"),
            ("Ošťádal", "zastupuje (koordinátor případu)"),
            ("Vránová", "spolupracující pracovník"),
            ("Hron", "vedoucí oddělení"),
        ];
        let mut coordinator = house.browser_of(Person::Coordinator).await;
        let text = coordinator.visit("/").await.text();
        let panel = text.split("Kdo se dnes díval do vašich případů").nth(1).expect("the panel").to_owned();
        for place in ["/kdo-se-dival".to_owned(), format!("{page}/nahlizeni")] {
            let shown = coordinator.visit(&place).await.text();
            for (who, why) in rights {
                assert!(shown.contains(who) && shown.contains(why), "{place} does not say {who}: {why}");
            }
        }
        for (who, why) in rights {
            assert!(panel.contains(who) && panel.contains(why), "the day does not say {who}: {why}: {panel}");
        }
        assert!(!panel.contains(MARK));
        // Yesterday there was nobody; tomorrow it is history and still there.
        let yesterday =
            coordinator.visit(&format!("{page}/nahlizeni?od=18.11.2026&do=18.11.2026")).await.text();
        assert!(yesterday.contains("nikdo nenahlédl"), "{yesterday}");
        let now = house.house.clock.now();
        house.house.clock.set(now.plus_seconds(24 * 3600));
        let mut later = house.browser_of(Person::Coordinator).await;
        let shown = later.visit(&format!("{page}/nahlizeni?od=19.11.2026&do=19.11.2026")).await.text();
        assert!(shown.contains("Nesvadba") && shown.contains("mimořádné nahlédnutí"), "{shown}");
    }
);

/// Tables with a case and an office beside each other.
async fn tables_of_office(house: &TestHouse) -> Vec<String> {
    let text = match house.backend {
        crate::harness::Backend::Postgres => {
            "SELECT a.table_name::text FROM information_schema.columns a JOIN information_schema.columns b \
             ON a.table_name = b.table_name AND a.table_schema = b.table_schema \
             WHERE a.table_schema = 'public' AND a.column_name = 'case_id' AND b.column_name = 'office_id' ORDER BY 1"
        }
        crate::harness::Backend::Sqlite => {
            "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' \
             AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) p WHERE p.name = 'case_id') \
             AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) p WHERE p.name = 'office_id') ORDER BY 1"
        }
    };
    let rows: Vec<(String,)> = Sql::new("TABLES", text).statement().all(&house.raw.0).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

async fn count(house: &TestHouse, table: &str, case: Uuid, office: Uuid) -> i64 {
    let text = format!("SELECT count(*) FROM {table} WHERE case_id = $1 AND office_id = $2");
    #[allow(clippy::disallowed_methods, reason = "a statement needs a text that stays; this is a test")]
    let sql = Sql::new("COUNT", text.leak());
    let (count,): (i64,) = sql.bind(case).bind(office).get(&house.raw.0).await.unwrap();
    count
}

/// The head asks the other office to take the Doležalovi over; the hand-over's address.
async fn hand_over(house: &TestHouse) -> String {
    let case = house.named("case.dolezalovi");
    let mut head = house.browser_of(Person::Head).await;
    let form = form_of(&mut head, &format!("/pripady/{case}/postoupit"), "/postoupit").await;
    let to = house.named("office.unicov").to_string();
    let watch = Watch::begin(house).await;
    let answer =
        send(&mut head, &form, &[("urad", &to), ("duvod", "Rodina se v listopadu přestěhovala do Uničova.")])
            .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    watch.expect(house, "handover.asked", By::Staff(Person::Head), Some(case)).await;
    answer.location().unwrap().split('?').next().unwrap().to_owned()
}

on_both!(
    async fn a_case_goes_to_another_office_whole_and_nothing_of_it_stays(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let (old, new) = (house.named("office.sternberk"), house.named("office.unicov"));
        let meeting = format!("/konference/{}", house.named("conference.main"));
        let pages = [format!("/pripady/{case}"), format!("/pripady/{case}/chranene"), meeting.clone()];
        assert_eq!(open(&house, Person::Colleague, MARK, "day").await.status, StatusCode::SEE_OTHER);
        let tables = tables_of_office(&house).await;
        assert!(
            tables.iter().any(|t| t == "document") && tables.iter().any(|t| t == "protected_fact"),
            "{tables:?}"
        );
        let mut before = BTreeMap::new();
        for table in tables.iter().filter(|t| *t != "audit_event") {
            before.insert(table.clone(), count(&house, table, case, old).await);
        }
        assert!(before.values().filter(|rows| **rows > 0).count() >= 5, "{before:?}");
        let from_facts = Sql::new(
            "FROM_FACTS",
            "SELECT r.person_id FROM protected_fact_from r JOIN protected_fact f ON f.id = r.fact_id WHERE f.case_id = $1 ORDER BY r.person_id",
        );
        let hidden: Vec<(Uuid,)> = from_facts.bind(case).all(&house.raw.0).await.unwrap();
        assert!(!hidden.is_empty());

        let notice = hand_over(&house).await;
        // Until then nothing changes, and the other head learns the mark and the sender.
        for person in [Person::Coordinator, Person::Head] {
            assert_eq!(status(&house, person, &pages[0]).await, StatusCode::OK);
        }
        let mut receiver = house.browser_of(Person::OtherHead).await;
        let text = receiver.visit(&notice).await.text();
        assert!(text.contains(MARK) && text.contains("Šternberk"), "{text}");
        for word in ["Doležal", "Eliška", "přestěhovala"] {
            assert!(!text.contains(word), "the notice says {word}");
        }
        assert_eq!(receiver.get(&pages[0]).await.status, StatusCode::NOT_FOUND);
        assert!(receiver.visit("/").await.links().contains(&"/postoupeni".to_owned()));

        let form = form_of(&mut receiver, &notice, "/prijmout").await;
        let to = house.cast.id(Person::OtherWorker).to_string();
        let watch = Watch::begin(&house).await;
        let answer = send(&mut receiver, &form, &[("koordinator", &to)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        // Both chains know, the new one names the end of the old one, and both hold.
        let since = watch.since(&house).await;
        let left =
            since.iter().find(|e| e.code == "case.handed_over" && e.office == old).expect("the old chain");
        let came =
            since.iter().find(|e| e.code == "case.received" && e.office == new).expect("the new chain");
        let hash = Sql::new("HASH", "SELECT hash FROM audit_event WHERE office_id = $1 AND sequence = $2");
        let (hash,): (Vec<u8>,) = hash.bind(old).bind(left.sequence).get(&house.raw.0).await.unwrap();
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(came.detail.contains(&hash), "{}", came.detail);
        assert!(
            verify(&house.house.queries, |_| {})
                .await
                .unwrap()
                .iter()
                .all(|v| matches!(v, Verdict::Whole { .. }))
        );

        for (table, rows) in &before {
            assert_eq!(count(&house, table, case, old).await, 0, "{table} still belongs to the old office");
            assert!(count(&house, table, case, new).await >= *rows, "{table} lost rows");
        }
        for table in ["tie", "conference_tie"] {
            let text = if table == "tie" {
                "SELECT count(*) FROM tie WHERE case_id = $1"
            } else {
                "SELECT count(*) FROM conference_tie WHERE case_id = $1"
            };
            let (ties,): (i64,) = Sql::new("TIES", text).bind(case).get(&house.raw.0).await.unwrap();
            assert_eq!(ties, i64::from(table == "tie"), "{table}");
        }
        let still: Vec<(Uuid,)> = from_facts.bind(case).all(&house.raw.0).await.unwrap();
        assert_eq!(hidden, still, "whom protected facts must not reach was lost");
        // Nobody of the old office reads anything, by tie, cover, role or opening; the new office does.
        let former = [
            Person::Coordinator,
            Person::CoWorker,
            Person::Deputy,
            Person::Colleague,
            Person::Head,
            Person::DeputyHead,
            Person::DataProtectionOfficer,
            Person::Facilitator,
            Person::MinuteTaker,
        ];
        for person in former {
            for page in &pages {
                assert_eq!(status(&house, person, page).await, StatusCode::NOT_FOUND, "{person:?} {page}");
            }
        }
        for person in [Person::OtherWorker, Person::OtherHead] {
            for page in &pages {
                assert_eq!(status(&house, person, page).await, StatusCode::OK, "{person:?} {page}");
            }
        }
        assert!(
            house
                .browser_of(Person::Coordinator)
                .await
                .visit("/pripady?hledat=dole")
                .await
                .text()
                .contains("Nic jsme nenašli")
        );
        assert!(
            house
                .browser_of(Person::OtherWorker)
                .await
                .visit("/pripady?hledat=dole")
                .await
                .text()
                .contains("Eliška")
        );
        // The line and the own trail stay with the old office.
        let mut head = house.browser_of(Person::Head).await;
        let line = head.visit("/postoupeni").await.text();
        assert!(line.contains(MARK) && line.contains("postoupeno"), "{line}");
        let trail =
            head.visit(&format!("/sprava/urady/{old}/auditni-stopa?druh=case.handed_over")).await.text();
        assert!(trail.contains("případ postoupen jinému úřadu"), "{trail}");
        // A mark of the old office leads nowhere any more.
        assert!(open(&house, Person::FormerDeputy, MARK, "day").await.text().contains("nenašli"));
        // Guests still come in by their links; the new office may also plan on.
        assert_eq!(status(&house, Person::OtherWorker, &format!("{meeting}/termin")).await, StatusCode::OK);
    }
);

on_both!(
    async fn a_refused_or_withdrawn_hand_over_changes_nothing(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let notice = hand_over(&house).await;
        let mut receiver = house.browser_of(Person::OtherHead).await;
        let form = form_of(&mut receiver, &notice, "/odmitnout").await;
        let watch = Watch::begin(&house).await;
        let short = send(&mut receiver, &form, &[("odpoved", "ne")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = "Rodina u nás bydliště nemá, ověřili jsme to.";
        assert_eq!(send(&mut receiver, &form, &[("odpoved", answer)]).await.status, StatusCode::SEE_OTHER);
        watch.expect(&house, "handover.refused", By::Staff(Person::OtherHead), Some(case)).await;
        assert_eq!(
            status(&house, Person::OtherHead, &format!("/pripady/{case}")).await,
            StatusCode::NOT_FOUND
        );
        assert!(house.browser_of(Person::Head).await.visit(&notice).await.text().contains("bydliště nemá"));
        // A second answer comes too late.
        let late = send(&mut receiver, &form, &[("odpoved", answer)]).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        // Asked again and taken back: the receiver cannot accept what is not offered.
        let notice = hand_over(&house).await;
        let accept = form_of(&mut receiver, &notice, "/prijmout").await;
        let mut head = house.browser_of(Person::Head).await;
        let back = form_of(&mut head, &notice, "/zpet").await;
        assert_eq!(send(&mut head, &back, &[]).await.status, StatusCode::SEE_OTHER);
        let to = house.cast.id(Person::OtherWorker).to_string();
        assert_eq!(send(&mut receiver, &accept, &[("koordinator", &to)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(status(&house, Person::Coordinator, &format!("/pripady/{case}")).await, StatusCode::OK);
    }
);

/// Makes the list for the family and reads the paper.
async fn list_for_family(house: &TestHouse, case: Uuid, ticked: bool) -> Answer {
    let mut head = house.browser_of(Person::Head).await;
    let address = format!("/pripady/{case}/nahlizeni/seznam");
    let form = form_of(&mut head, &address, "/seznam").await;
    let mut typed = vec![("od", "1. 11. 2026"), ("do", "19. 11. 2026")];
    typed.extend(ticked.then_some(("zvazeno", "ano")));
    let answer = send(&mut head, &form, &typed).await;
    match answer.location() {
        Some(to) => head.get(&format!("{to}/soubor")).await,
        None => answer,
    }
}

on_both!(
    async fn the_family_gets_a_list_of_readers_without_content_and_in_danger_without_names(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        open(&house, Person::Colleague, MARK, "today").await;
        assert_eq!(status(&house, Person::Colleague, &format!("/pripady/{case}")).await, StatusCode::OK);
        // Somebody invited looks as well: of them the list says nothing.
        let safe = Sql::new("SAFE", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
        let set = async |concern: bool| {
            house
                .meddle(async |mut work| {
                    safe.bind(case).bind(concern).execute(&mut work).await?;
                    Ok((work, ()))
                })
                .await;
        };
        set(false).await;
        let watch = Watch::begin(&house).await;
        let paper = list_for_family(&house, case, false).await;
        watch.expect(&house, "case.readers_given", By::Staff(Person::Head), Some(case)).await;
        let text = crate::canaries::pdf_text(&paper.body);
        assert!(text.contains("Nesvadba") && text.contains("mimořádné nahlédnutí"), "{text}");
        for word in ["Doležal", "Eliška", "Om 118", "škola", "pozvan"] {
            assert!(!text.contains(word), "the list says {word}: {text}");
        }
        set(true).await;
        let refused = list_for_family(&house, case, false).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = crate::canaries::pdf_text(&list_for_family(&house, case, true).await.body);
        assert!(text.contains("mimořádné nahlédnutí"), "{text}");
        for word in ["Nesvadba", "Hron", "19.\u{a0}11.\u{a0}2026 19", "Doležal"] {
            assert!(!text.contains(word), "the list says {word}: {text}");
        }
    }
);

on_both!(
    async fn two_people_of_one_mailbox_are_said_when_one_is_saved_and_beside_both(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let mut browser = house.browser_of(Person::Coordinator).await;
        let add = format!("/pripady/{case}/lide/novy");
        let mut last = String::new();
        for (name, mail, kind, also) in [
            ("Radka", "Spolecna@Schranka.example", "other_relative", "school"),
            ("Zdena", "spolecna@schranka.example ", "school", ""),
        ] {
            let form = form_of(&mut browser, &add, "/novy").await;
            let typed = [
                ("jmeno", name),
                ("prijmeni", "Domácí"),
                ("email", mail),
                ("cte_jako", kind),
                ("cte_i_jako", also),
            ];
            let answer = send(&mut browser, &form, &typed).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
            last = answer.location().unwrap().to_owned();
        }
        assert!(last.contains("clovek-spolecne"), "{last}");
        let page = browser.visit(&format!("/pripady/{case}?hotovo=clovek-spolecne")).await.text();
        assert!(page.contains("Stejný kontakt tu má ještě někdo jiný"), "{page}");
        assert!(page.contains("Tento e-mail má i Zdena Domácí. Kdo z nich ho čte?"), "{page}");
        assert!(page.contains("Tento e-mail má i Radka Domácí. Kdo z nich ho čte?"), "{page}");
        assert!(
            page.contains("Zároveň: škola nebo školské zařízení. Dostane jen to, co smějí obě role."),
            "{page}"
        );
        let id = last.split("#osoba-").nth(1).unwrap().to_owned();
        let edit = browser.visit(&format!("/pripady/{case}/lide/{id}")).await;
        assert!(edit.text().contains("Tento e-mail má i Radka Domácí"), "{}", edit.text());
        // The same role twice is a mistake.
        let form = form_of(&mut browser, &add, "/novy").await;
        let typed = [("jmeno", "Jana"), ("cte_jako", "school"), ("cte_i_jako", "school")];
        assert_eq!(send(&mut browser, &form, &typed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);

on_both!(
    async fn a_fact_may_be_kept_from_everybody_outside(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let mut browser = house.browser_of(Person::Coordinator).await;
        let page = format!("/pripady/{case}/chranene/novy");
        let form = form_of(&mut browser, &page, "/novy").await;
        let about = format!("dite-{}", house.named("child.eliska"));
        let typed = [("druh", "name"), ("o_kom", about.as_str()), ("udaj", "Zdeňka Oznamovatelová")];
        assert_eq!(send(&mut browser, &form, &typed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let typed = [&typed[..], &[("pred_kym", "nikdo")]].concat();
        assert_eq!(send(&mut browser, &form, &typed).await.status, StatusCode::SEE_OTHER);
        let list = browser.visit(&format!("/pripady/{case}/chranene")).await.text();
        assert!(list.contains("Zdeňka Oznamovatelová") && list.contains("K nikomu mimo úřad"), "{list}");
    }
);
