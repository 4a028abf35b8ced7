//! A meeting that runs is a state of its conference: nobody postpones it, moves it, invites to it or takes somebody
//! off its list while people sit there; who comes unexpectedly is seated; a start by mistake is taken back.

use crate::acts::form_of;
use crate::harness::forms::{persuade, plausible};
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;

const RUNS: &str = "Jednání právě běží";
const BEGIN: Sql = Sql::new("BEGIN", "UPDATE conference SET running_since = $2 WHERE id = $1");
const STATE: Sql = Sql::new(
    "STATE",
    "SELECT state, running_since IS NOT NULL, place IS NOT NULL FROM conference WHERE id = $1",
);

fn conference(house: &TestHouse) -> String {
    format!("/konference/{}", house.named("conference.main"))
}

async fn start(browser: &mut Browser, home: &str) {
    let form = form_of(browser, &format!("{home}/jednani"), "/jednani/zahajit").await;
    let answer = browser.submit(&form, &plausible(&form)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

on_both!(
    async fn while_a_meeting_runs_its_plan_its_people_and_its_invitations_stay_and_the_sentence_says_why(
        house: TestHouse,
    ) {
        let home = conference(&house);
        let mut worker = house.browser_of(Person::Coordinator).await;
        // Forms that were open when the meeting began.
        let mut open = Vec::new();
        for part in ["cile", "termin", "misto", "program", "odlozit", "zrusit"] {
            open.push(form_of(&mut worker, &format!("{home}/{part}"), &format!("/{part}")).await);
        }
        let list = worker.visit(&format!("{home}/ucastnici")).await;
        let seat =
            list.links().into_iter().find(|link| link.contains("/ucastnici/0") && !link.contains("dite"));
        let seat = seat.expect("somebody on the list");
        let remove = form_of(&mut worker, &format!("{seat}/odebrat"), "/odebrat").await;
        start(&mut worker, &home).await;
        for form in open.iter().chain([&remove]) {
            let answer = worker.submit(form, &plausible(form)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", form.action);
            assert!(answer.text().contains(RUNS), "{}: {}", form.action, answer.text());
        }
        for part in ["cile", "odlozit", "ucastnici/pridat", "pozvanky/odeslat"] {
            let answer = worker.get(&format!("{home}/{part}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{part}");
        }
        let mut head = house.browser_of(Person::Head).await;
        let decide = head.post(&format!("{home}/vhodnost"), &[]).await;
        assert_eq!(decide.status, StatusCode::FORBIDDEN);
        assert!(decide.text().contains("o svolání se teď nerozhoduje"), "{}", decide.text());
        let desk = worker.visit(&home).await;
        assert!(desk.text().contains(RUNS), "{}", desk.text());
        assert!(!desk.text().contains("Odeslat pozvánky"), "{}", desk.text());
        let (state, running, _): (String, bool, bool) =
            STATE.bind(house.named("conference.main")).get(&house.raw.0).await.unwrap();
        assert_eq!((state.as_str(), running), ("convened", true));
    }
);

on_both!(
    async fn a_start_by_mistake_is_taken_back_until_the_first_line_and_not_after(house: TestHouse) {
        let home = conference(&house);
        let room = format!("{home}/jednani");
        let case = house.named("case.dolezalovi");
        let mut worker = house.browser_of(Person::Coordinator).await;
        start(&mut worker, &home).await;
        let tap = form_of(&mut worker, &room, "/jednani/pritomnost").await;
        worker.submit(&tap, &plausible(&tap)).await;
        let undo = form_of(&mut worker, &room, "/zahajeni/zpet").await;
        let watch = Watch::begin(&house).await;
        assert_eq!(worker.submit(&undo, &[]).await.status, StatusCode::SEE_OTHER);
        watch.expect(&house, "meeting.start_taken_back", By::Staff(Person::Coordinator), Some(case)).await;
        let page = worker.visit(&room).await;
        assert!(page.text().contains("Než začnete"), "{}", page.text());
        assert_eq!(worker.get(&format!("{home}/cile")).await.status, StatusCode::OK);
        // Pressed again, or after a line, it takes nothing back.
        assert_eq!(worker.submit(&undo, &[]).await.status, StatusCode::SEE_OTHER);
        start(&mut worker, &home).await;
        let line = form_of(&mut worker, &room, "/jednani/radky").await;
        let (answer, _) = persuade(&mut worker, &line).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        let late = worker.submit(&undo, &[]).await;
        assert!(late.location().is_some_and(|to| to.contains("radky")), "{:?}", late.location());
        assert!(worker.visit(&room).await.forms().iter().any(|f| f.action.ends_with("/jednani/radky")));
        assert!(
            !worker
                .visit(&room)
                .await
                .forms()
                .iter()
                .any(|f| f.action.ends_with("/zpet") && f.action.contains("zahajeni"))
        );
    }
);

on_both!(
    async fn a_guest_who_becomes_a_participant_keeps_their_seat_and_their_presence(house: TestHouse) {
        let home = conference(&house);
        let room = format!("{home}/jednani");
        let mut leader = house.browser_of(Person::Facilitator).await;
        start(&mut leader, &home).await;
        let form = form_of(&mut leader, &room, "/jednani/host").await;
        let mut fields = plausible(&form);
        fields.retain(|(name, _)| name != "jmeno" && name != "role");
        fields.push(("jmeno".into(), "Božena Šafářová".into()));
        fields.push(("role".into(), "sousedka".into()));
        assert_eq!(leader.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        let page = format!("{room}/pridat");
        let form = form_of(&mut leader, &page, "/pridat").await;
        assert!(form.fields.iter().all(|f| f.name != "osoba"), "a facilitator is shown people of the case");
        let guest = form.fields.iter().find(|f| f.name == "host").unwrap().options.last().unwrap().clone();
        let mut fields = form.hidden();
        fields.push(("host".into(), guest.clone()));
        fields.push(("ctenar".into(), "other_relative".into()));
        let nobody = leader.submit(&form, &form.hidden()).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = leader.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        assert_eq!(leader.submit(&form, &fields).await.status, StatusCode::SEE_OTHER, "a double click");
        let text = leader.visit(&room).await.text();
        assert_eq!(text.matches("Božena Šafářová sousedka").count(), 1, "{text}");
        let list = leader.visit(&format!("{home}/ucastnici")).await;
        assert!(list.text().contains("Božena Šafářová"), "{}", list.text());
        let ids: Vec<(uuid::Uuid,)> = Sql::new("P", "SELECT id FROM participant WHERE conference_id = $1")
            .bind(house.named("conference.main"))
            .all(&house.raw.0)
            .await
            .unwrap();
        let same = ids.iter().filter(|(id,)| id.to_string() == guest).count();
        assert_eq!(same, 1, "the seat has another identifier now");
    }
);

on_both!(
    async fn somebody_is_seated_on_the_spot_only_while_the_meeting_runs(house: TestHouse) {
        let home = conference(&house);
        let mut worker = house.browser_of(Person::Coordinator).await;
        let before = worker.get(&format!("{home}/jednani/pridat")).await;
        assert_eq!(before.status, StatusCode::FORBIDDEN);
        let since = house.house.clock.now();
        let main = house.named("conference.main");
        house
            .meddle(async |mut work| {
                BEGIN.bind(main).bind(since).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let form = form_of(&mut worker, &format!("{home}/jednani/pridat"), "/pridat").await;
        let mut fields = form.hidden();
        fields.push(("jmeno".into(), "Mgr. Blažena Zkušební".into()));
        fields.push(("ctenar".into(), "school".into()));
        for _ in 0..2 {
            let answer = worker.submit(&form, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        }
        let list = worker.visit(&format!("{home}/ucastnici")).await.text();
        assert!(list.contains("Blažena Zkušební"), "{list}");
        let count: (i64,) =
            Sql::new("N", "SELECT COUNT(*) FROM participant WHERE conference_id = $1 AND role_label = $2")
                .bind(main)
                .bind("škola")
                .get(&house.raw.0)
                .await
                .unwrap();
        assert!(count.0 <= 1, "the same form twice seats somebody twice");
    }
);
