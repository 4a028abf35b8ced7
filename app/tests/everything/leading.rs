//! Who leads a meeting and who writes it down: what they see, until when, and what happens when two people choose them
//! at once. And pages of a conference that name something of another one.

use crate::harness::forms::plausible;
use crate::harness::html::Form;
use crate::harness::{Browser, Person, TestHouse, outsiders, settling};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const SET_STATE: Sql = Sql::new("SET_STATE", "UPDATE conference SET state = $2 WHERE id = $1");
const SET_HELD: Sql = Sql::new("SET_HELD", "UPDATE conference SET state = 'held', held = $2 WHERE id = $1");

fn conference(house: &TestHouse) -> String {
    format!("/konference/{}", house.named("conference.main"))
}

async fn form_on(browser: &mut Browser, address: &str, end: &str) -> Form {
    let page = browser.visit(address).await;
    let form =
        page.forms().into_iter().find(|f| !f.get && f.action.split('?').next().unwrap().ends_with(end));
    form.unwrap_or_else(|| panic!("{address} ({}) offers no {end}: {}", page.status, page.text()))
}

/// What a form sends without anybody typing.
fn hidden(form: &Form) -> Vec<(String, String)> {
    form.fields.iter().filter(|f| f.kind == "hidden").map(|f| (f.name.clone(), f.value.clone())).collect()
}

fn with(mut fields: Vec<(String, String)>, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    for (name, value) in changes {
        match fields.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = (*value).to_owned(),
            None => fields.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    fields
}

on_both!(
    async fn who_leads_one_meeting_sees_this_one_with_its_people_and_no_other_of_the_case(house: TestHouse) {
        let home = conference(&house);
        let mut worker = house.browser_of(Person::Coordinator).await;
        let other = settling::begin(&mut worker, house.named("case.dolezalovi")).await.unwrap();
        house
            .meddle(async |mut work| {
                SET_STATE.bind(other).bind("convened").execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        assert_eq!(worker.get(&format!("/konference/{other}")).await.status, StatusCode::OK);
        for person in [Person::Facilitator, Person::MinuteTaker] {
            let mut leader = house.browser_of(person).await;
            for path in ["", "/ucastnici", "/pozvanky", "/jednani"] {
                let page = leader.visit(&format!("{home}{path}")).await;
                assert_eq!(page.status, StatusCode::OK, "{person:?} {path}");
                let hidden = leader.get(&format!("/konference/{other}{path}")).await.status;
                assert_eq!(hidden, StatusCode::NOT_FOUND, "{person:?} sees {path} of another conference");
                if !path.is_empty() {
                    assert!(
                        page.text().contains("Markéta Doležalová"),
                        "{path} names nobody: {}",
                        page.text()
                    );
                }
            }
            let list = leader.visit("/konference").await;
            assert!(list.html.contains(&house.named("conference.main").to_string()));
            assert!(!list.html.contains(&other.to_string()), "{person:?} finds it in the list");
            let case = format!("/pripady/{}", house.named("case.dolezalovi"));
            assert_eq!(leader.get(&case).await.status, StatusCode::NOT_FOUND);
        }
    }
);

on_both!(
    async fn who_led_a_meeting_loses_it_three_weeks_later_and_at_once_when_replaced(house: TestHouse) {
        let main = house.named("conference.main");
        let home = conference(&house);
        let mut leader = house.browser_of(Person::Facilitator).await;
        let now = house.house.clock.now();
        for (days, status) in [(1, StatusCode::OK), (21, StatusCode::OK), (22, StatusCode::NOT_FOUND)] {
            let held = now.plus_seconds(-days * 86_400);
            house
                .meddle(async |mut work| {
                    SET_HELD.bind(main).bind(held).execute(&mut work).await?;
                    Ok((work, ()))
                })
                .await;
            for path in ["", "/ucastnici"] {
                assert_eq!(
                    leader.get(&format!("{home}{path}")).await.status,
                    status,
                    "{days} days later {path}"
                );
            }
        }
        house
            .meddle(async |mut work| {
                SET_STATE.bind(main).bind("convened").execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        assert_eq!(leader.get(&home).await.status, StatusCode::OK);
        let mut worker = house.browser_of(Person::Coordinator).await;
        let form = form_on(&mut worker, &format!("{home}/ucastnici/vedeni"), "/vedeni").await;
        let changes = [("facilitator", ""), ("facilitator_jmeno", "Mgr. Karel Nestranný")];
        let fields = with(plausible(&form), &[changes[0], changes[1], ("zapisovatel_jmeno", "")]);
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(leader.get(&home).await.status, StatusCode::NOT_FOUND, "replaced, and still sees it");
    }
);

/// The choice as it stands, with nothing typed beside it.
fn as_shown(form: &Form) -> Vec<(String, String)> {
    let mut fields = hidden(form);
    for field in &form.fields {
        if ["facilitator", "zapisovatel", "facilitator_jmeno", "zapisovatel_jmeno"]
            .contains(&field.name.as_str())
        {
            fields.push((field.name.clone(), field.value.clone()));
        }
    }
    fields
}

on_both!(
    async fn a_stale_choice_of_leaders_overwrites_nobody_and_shows_both(house: TestHouse) {
        let address = format!("{}/ucastnici/vedeni", conference(&house));
        let mut first = house.browser_of(Person::Coordinator).await;
        let mut second = house.browser_of(Person::CoWorker).await;
        let (early, late) =
            (form_on(&mut first, &address, "/vedeni").await, form_on(&mut second, &address, "/vedeni").await);
        let chosen = |form: &Form, name: &str| {
            with(as_shown(form), &[("facilitator", ""), ("facilitator_jmeno", name)])
        };
        let winner = chosen(&early, "Mgr. Karel Nestranný");
        assert_eq!(first.submit(&early, &winner).await.status, StatusCode::SEE_OTHER);
        // The same form again is no conflict.
        assert_eq!(first.submit(&early, &winner).await.status, StatusCode::SEE_OTHER);
        let stale = second.submit(&late, &chosen(&late, "Bc. Alena Druhá")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let page = stale.page();
        assert!(page.text().contains("Karel Nestranný"), "{}", page.text());
        assert!(page.html.contains("Bc. Alena Druhá"), "what was typed is lost");
        let table = second.visit(&format!("{}/ucastnici", conference(&house))).await.text();
        assert!(table.contains("Karel Nestranný") && !table.contains("Alena Druhá"), "{table}");
        // Knowing both, the second may insist.
        let again = page.forms().into_iter().find(|f| f.action.ends_with("/vedeni")).unwrap();
        let fields = chosen(&again, "Bc. Alena Druhá");
        assert_eq!(second.submit(&again, &fields).await.status, StatusCode::SEE_OTHER);
        let table = second.visit(&format!("{}/ucastnici", conference(&house))).await.text();
        assert!(table.contains("Alena Druhá") && !table.contains("Karel Nestranný"), "{table}");
    }
);

on_both!(
    async fn a_form_of_leaders_that_lost_its_fields_takes_nobody_off(house: TestHouse) {
        let address = format!("{}/ucastnici/vedeni", conference(&house));
        let mut browser = house.browser_of(Person::Coordinator).await;
        let form = form_on(&mut browser, &address, "/vedeni").await;
        for lost in [&["zapisovatel", "zapisovatel_jmeno"][..], &["facilitator", "facilitator_jmeno"][..]] {
            let kept: Vec<_> =
                as_shown(&form).into_iter().filter(|(name, _)| !lost.contains(&name.as_str())).collect();
            let answer = browser.submit(&form, &kept).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{lost:?}");
            assert!(answer.text().contains("Formulář přišel neúplný"));
        }
        let table = browser.visit(&format!("{}/ucastnici", conference(&house))).await.text();
        assert!(table.contains("Ivana Součková") && table.contains("Lukáš Dvorník"), "{table}");
    }
);

on_both!(
    async fn the_table_shows_every_child_once_and_who_leads_it(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        let page = browser.visit(&format!("{}/ucastnici", conference(&house))).await;
        let seats = page.texts(".seats li div");
        let named = |name: &str| seats.iter().filter(|seat| seat.contains(name)).count();
        assert_eq!(named("Eliška Doležalová"), 1, "{seats:#?}");
        assert!(named("Ivana Součková") > 0, "{seats:#?}");
        assert!(!page.text().contains("OSPOD a vedení setkání zatím nikdo"), "{}", page.text());
        let current = page.texts("nav.steps [aria-current=page]");
        assert_eq!(current, ["Účastníci"]);
        // Nobody is offered a part of the conference that would be refused.
        for person in [Person::Coordinator, Person::Facilitator, Person::DataProtectionOfficer] {
            let mut browser = house.browser_of(person).await;
            for from in ["/ucastnici", "/pozvanky", ""] {
                let page = browser.visit(&format!("{}{from}", conference(&house))).await;
                let steps = page.attributes("nav.steps a", "href");
                assert!(steps.len() > 2, "{person:?} {from}");
                for step in steps {
                    assert_eq!(browser.get(&step).await.status, StatusCode::OK, "{person:?} {step}");
                }
            }
        }
    }
);

on_both!(
    async fn a_goal_or_phase_of_another_conference_is_not_found_and_not_touched(house: TestHouse) {
        let (main, other) = (house.named("conference.main"), house.named("conference.held"));
        let (goal, phase) = (Uuid::from_u128(0xf00d), Uuid::from_u128(0xf00e));
        let add_goal =
            Sql::new("GOAL", "INSERT INTO goal (id, conference_id, rank, words) VALUES ($1, $2, 9, $3)");
        let add_phase = Sql::new(
            "PHASE",
            "INSERT INTO phase (id, conference_id, rank, title, minutes, private) VALUES ($1, $2, 9, 'Cizí část', 5, $3)",
        );
        house
            .meddle(async |mut work| {
                add_goal.bind(goal).bind(other).bind(vec![1u8]).execute(&mut work).await?;
                add_phase.bind(phase).bind(other).bind(false).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let mut browser = house.browser_of(Person::Coordinator).await;
        let version = form_on(&mut browser, &format!("/konference/{main}/cile"), "/cile").await;
        let version = hidden(&version).into_iter().find(|(name, _)| name == "verze").unwrap().1;
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let (goal_id, phase_id) = (goal.to_string(), phase.to_string());
        for fields in [
            vec![field("verze", &version), field("cil_id_1", &goal_id), field("cil_1", "Cizí cíl")],
            vec![
                field("verze", &version),
                field("cil_id_1", &Uuid::from_u128(1).to_string()),
                field("cil_1", "Cíl"),
                field("cil_id_2", &goal_id),
            ],
        ] {
            let answer = browser.post(&format!("/konference/{main}/cile"), &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{fields:?}");
        }
        let fields = [
            field("verze", &version),
            field("faze", &phase_id),
            field("nazev_0", "Naše část"),
            field("minuty_0", "10"),
        ];
        let answer = browser.post(&format!("/konference/{main}/program"), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let kept = Sql::new("KEPT", "SELECT count(*) FROM phase WHERE id = $1 AND title = 'Cizí část'");
        let (kept,): (i64,) = kept.bind(phase).get(&house.raw.0).await.unwrap();
        assert_eq!(kept, 1);
    }
);

on_both!(
    async fn the_minutes_made_in_two_windows_are_one_edition(house: TestHouse) {
        let held = house.named("conference.held");
        house
            .meddle(async |mut work| {
                SET_STATE.bind(held).bind("held").execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let editions = Sql::new("EDITIONS", "SELECT count(*) FROM minutes_edition WHERE conference_id = $1");
        let count = async || {
            let (count,): (i64,) = editions.bind(held).get(&house.raw.0).await.unwrap();
            count
        };
        let before = count().await;
        let address = format!("/konference/{held}/zapis");
        let mut browser = house.browser_of(Person::Coordinator).await;
        let (one, two) = (
            form_on(&mut browser, &address, "/zapis").await,
            form_on(&mut browser, &address, "/zapis").await,
        );
        assert_ne!(hidden(&one), hidden(&two));
        let (mut left, mut right) = (browser.clone(), browser.clone());
        let (one_fields, two_fields) = (hidden(&one), hidden(&two));
        let (a, b) = tokio::join!(left.submit(&one, &one_fields), right.submit(&two, &two_fields));
        assert_eq!((a.status, b.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(count().await, before + 1, "one wish, two editions");
        let notices = [a.location().unwrap(), b.location().unwrap()];
        assert!(notices.iter().any(|to| to.contains("mezitim")), "{notices:?}");
        // Whoever wants another one after all gets it.
        let again = form_on(&mut browser, &address, "/zapis").await;
        assert_eq!(browser.submit(&again, &hidden(&again)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count().await, before + 2);
    }
);

on_both!(
    async fn whoever_changes_an_answer_finds_the_earlier_one_chosen(house: TestHouse) {
        pripadovka::worker::drain(&house.house).await.unwrap();
        let (_, link) = outsiders::links(&house).await.remove(0);
        let mut guest = house.stranger();
        let page = guest.visit(&link).await;
        if let Some(open) = page.forms().into_iter().find(|f| f.action.ends_with("/otevrit")) {
            guest.submit(&open, &plausible(&open)).await;
        }
        for answer in ["remote", "written", "cannot"] {
            let form = form_on(&mut guest, &link, "/odpoved").await;
            let fields = [("odpoved".to_owned(), answer.to_owned())];
            assert_eq!(guest.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
            let page = guest.visit(&link).await;
            assert_eq!(page.attributes("button[name=odpoved][aria-current]", "value"), [answer]);
        }
    }
);

/// The lines that wait on the facilitator's page, and the number by which an open page knows that it is out of date.
async fn parked(leader: &mut Browser, home: &str) -> (Vec<String>, String) {
    let page = leader.visit(&format!("{home}/jednani/vedeni")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let parked = page.texts("section.card ul.goals li");
    assert_eq!(page.text().contains("Nic nečeká."), parked.is_empty(), "{}", page.text());
    (parked, page.attributes("[data-otisk]", "data-otisk").concat())
}

/// A line of the room changed by its own form: what it is, everything else as it stands.
async fn becomes(browser: &mut Browser, link: &str, kind: &str) {
    let form = form_on(browser, link, link.rsplit('/').next().unwrap()).await;
    let kept = form.fields.iter().filter(|field| !["submit", "button"].contains(&field.kind.as_str()));
    let fields = kept.map(|field| (field.name.clone(), field.value.clone())).collect();
    let answer = browser.submit(&form, &with(fields, &[("druh", kind)])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
}

on_both!(
    async fn what_is_put_off_waits_for_the_leader_until_it_is_settled_or_struck(house: TestHouse) {
        const PUT_OFF: &str = "Kauci probereme příště.";
        let home = conference(&house);
        let room = format!("{home}/jednani");
        let mut leader = house.browser_of(Person::Facilitator).await;
        let mut writer = house.browser_of(Person::MinuteTaker).await;
        let begin = form_on(&mut writer, &room, "/zahajit").await;
        assert_eq!(writer.submit(&begin, &plausible(&begin)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(parked(&mut leader, &home).await.0, Vec::<String>::new());
        for (kind, text) in [
            ("said", "Byt je malý."),
            ("postponed", PUT_OFF),
            ("agreed", "Sejdeme se."),
            ("task", "Zavolám."),
        ] {
            let form = form_on(&mut writer, &room, "/radky").await;
            let fields = with(hidden(&form), &[("druh", kind), ("text", text)]);
            assert_eq!(writer.submit(&form, &fields).await.status, StatusCode::SEE_OTHER, "{kind}");
        }
        // Nothing but what was put off waits there, and the page leads to where something can be done about it.
        let (waiting, mut seen) = parked(&mut leader, &home).await;
        assert_eq!(waiting, [PUT_OFF]);
        let page = leader.visit(&format!("{home}/jednani/vedeni")).await;
        assert!(page.links().contains(&room), "no way from what waits to the lines: {:?}", page.links());
        let lines = leader.visit(&room).await.links();
        let mut link = String::new();
        for one in lines.iter().filter(|link| link.contains("/jednani/radky/")) {
            let form = form_on(&mut leader, one, one.rsplit('/').next().unwrap()).await;
            if form.fields.iter().any(|field| field.name == "text" && field.value == PUT_OFF) {
                link.clone_from(one);
            }
        }
        assert!(!link.is_empty(), "the line cannot be opened: {lines:?}");
        // Settled it waits no more; put off again it waits again; struck it is gone, brought back it is there. Whoever
        // has the page open is told each time that it is out of date.
        let strike = format!("{}/skrtnout", link.rsplit('/').next().unwrap());
        for (step, waits) in
            [("agreed", false), ("postponed", true), ("skrtnout", false), ("zpet", true), ("task", false)]
        {
            if ["skrtnout", "zpet"].contains(&step) {
                let form = form_on(&mut leader, &room, &strike).await;
                let back = form.hidden().iter().any(|(name, value)| name == "jak" && value == "zpet");
                assert_eq!(back, step == "zpet", "the room offers the other of both");
                let answer = leader.submit(&form, &form.hidden()).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
            } else {
                becomes(&mut leader, &link, step).await;
            }
            let (waiting, now) = parked(&mut leader, &home).await;
            assert_eq!(waiting, if waits { vec![PUT_OFF] } else { Vec::new() }, "{step}");
            assert_ne!(now, seen, "an open page does not learn of it: {step}");
            seen = now;
        }
    }
);
