//! A protected fact on its way out, looks before sending, decisions about one conference, and consents.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::html::Form;
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const EVENTS: Sql = Sql::new("EVENTS_OF", "SELECT count(*) FROM audit_event WHERE code = $1");
const LOOKS: Sql = Sql::new("LOOKS_OF", "SELECT count(*) FROM look WHERE participant_id = $1");
const ROUND: Sql = Sql::new("ROUND_OF", "SELECT round FROM invitation WHERE participant_id = $1");

async fn events(house: &TestHouse, code: &'static str) -> i64 {
    let (count,): (i64,) = EVENTS.bind(code).get(&house.raw.0).await.unwrap();
    count
}

async fn round(house: &TestHouse, participant: Uuid) -> i64 {
    let found: Option<(i64,)> = ROUND.bind(participant).one(&house.raw.0).await.unwrap();
    found.map_or(0, |(round,)| round)
}

fn with(form: &Form, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = plausible(form);
    fields.retain(|(name, _)| !answers.iter().any(|(n, _)| n == name));
    let kept = answers.iter().filter(|(_, value)| !value.is_empty());
    fields.extend(kept.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

/// The housing department must not learn of the girl's self-harm; the way in mentions it.
async fn betray(browser: &mut Browser, main: Uuid) {
    let form = form_of(browser, &format!("/konference/{main}/misto"), "/misto").await;
    let answers = [
        ("nazev", "Městská knihovna"),
        ("adresa", "Ukázkové náměstí 3, Šternberk"),
        ("pristup", "Kvůli sebepoškozování přijde Eliška zadním vchodem."),
        ("cekani", ""),
    ];
    let answer = browser.submit(&form, &with(&form, &answers)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
}

on_both!(
    async fn a_protected_fact_stays_in_the_house_until_the_head_says_why(house: TestHouse) {
        let main = house.named("conference.main");
        let reader = house.named("participant.kratochvil");
        let mut worker = house.browser_of(Person::Coordinator).await;
        betray(&mut worker, main).await;
        let check = format!("/konference/{main}/pozvanky/odeslat?komu={reader}");
        let page = worker.visit(&check).await;
        assert!(page.html.contains("<mark>sebepoškozování</mark>"), "{}", page.text());
        let before = round(&house, reader).await;
        let form = page.forms().into_iter().find(|f| !f.get && !f.action.ends_with("/odhlasit")).unwrap();
        let id = reader.to_string();
        let forced = with(&form, &[("komu", id.as_str()), ("videno", id.as_str())]);
        let refused = worker.submit(&form, &forced).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(round(&house, reader).await, before, "it went out all the same");
        // Neither preview shows the words as they would go out.
        for part in ["dopis", "stranka", "priprava"] {
            let shown = worker.get(&format!("/konference/{main}/pozvanky/nahled/{reader}/{part}")).await;
            assert_eq!(shown.status, StatusCode::SEE_OTHER, "{part}");
        }
        let justify = page.attributes("a", "href").into_iter().find(|href| href.contains("/udaj/"));
        assert_eq!(justify, None, "a worker is not led where only the head decides");

        let mut head = house.browser_of(Person::Head).await;
        let page = head.visit(&check).await;
        let justify = page.attributes("a", "href").into_iter().find(|href| href.contains("/udaj/")).unwrap();
        assert_eq!(worker.get(&justify).await.status, StatusCode::FORBIDDEN);
        let form =
            head.visit(&justify).await.forms().into_iter().find(|f| !f.get && f.asks().contains(&"duvod"));
        let form = form.expect("the question why");
        let short = head.submit(&form, &with(&form, &[("duvod", "ano"), ("vim", "ano")])).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason has to say something");
        let why = "Bytový odbor to ví od matky a zařizuje kvůli tomu oddělený vchod.";
        let done = head.submit(&form, &with(&form, &[("duvod", why), ("vim", "ano")])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{:?}", done.page().problems());
        assert!(events(&house, "disclosure.justified").await >= 1);

        // Justified it still has to be looked at: a protected fact concerns him.
        let page = worker.visit(&check).await;
        let form = page.forms().into_iter().find(|f| !f.get && !f.action.ends_with("/odhlasit")).unwrap();
        let unseen = worker.submit(&form, &with(&form, &[("komu", id.as_str()), ("videno", "")])).await;
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unseen.text().contains("Podívejte se, co dostane"), "{}", unseen.page().text());
        let seen =
            worker.submit(&form, &with(&form, &[("komu", id.as_str()), ("videno", id.as_str())])).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{:?}", seen.page().problems());
        assert_eq!(round(&house, reader).await, before + 1);
        let (looks,): (i64,) = LOOKS.bind(reader).get(&house.raw.0).await.unwrap();
        assert_eq!(
            looks, 2,
            "the look is noted with the sending: at the invitation and at what is behind the code"
        );

        // Taken back, the fact is stopped again.
        let overview = head.visit(&format!("/konference/{main}/sdeleni")).await;
        for form in overview.forms().into_iter().filter(|f| f.action.contains("/oduvodneni/")) {
            assert_eq!(head.submit(&form, &plausible(&form)).await.status, StatusCode::SEE_OTHER);
        }
        let page = worker.visit(&check).await;
        assert!(
            page.text().contains("chráněný údaj, který se k tomuto člověku nesmí dostat"),
            "{}",
            page.text()
        );
    }
);

on_both!(
    async fn a_mail_in_the_queue_does_not_leave_with_a_fact_protected_meanwhile(house: TestHouse) {
        let (case, main) = (house.named("case.dolezalovi"), house.named("conference.main"));
        let reader = house.named("participant.dolezalova");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let check = format!("/konference/{main}/pozvanky/odeslat?komu={reader}");
        let page = worker.visit(&check).await;
        let form = page.forms().into_iter().find(|f| !f.get && !f.action.ends_with("/odhlasit")).unwrap();
        let id = reader.to_string();
        let sent =
            worker.submit(&form, &with(&form, &[("komu", id.as_str()), ("videno", id.as_str())])).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{:?}", sent.page().problems());
        // The place where they meet becomes a secret before the worker of the queue comes.
        let form = form_of(&mut worker, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
        let about = format!("dite-{}", house.named("child.eliska"));
        let typed = [
            ("druh", "other"),
            ("o_kom", about.as_str()),
            ("udaj", "městská knihovna"),
            ("pred_kym", "nikdo"),
        ];
        let kept = worker.submit(&form, &with(&form, &typed)).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{:?}", kept.page().problems());
        let mails = house.house.exit.transport.kept().await.unwrap().len();
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(house.house.exit.transport.kept().await.unwrap().len(), mails, "a mail left");
        let list = worker.visit(&format!("/konference/{main}/pozvanky?komu={reader}")).await.text();
        assert!(list.contains("Je v ní chráněný údaj"), "{list}");
    }
);

on_both!(
    async fn a_consent_is_withdrawn_once_and_the_log_of_what_was_told_is_restricted(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let list = format!("/pripady/{case}/souhlasy");
        let page = worker.visit(&list).await;
        let withdraw = page.attributes("a", "href").into_iter().find(|h| h.ends_with("/odvolat")).unwrap();
        let form = form_of(&mut worker, &withdraw, "/odvolat").await;
        let done = worker.submit(&form, &with(&form, &[("jak", "phone")])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let again = worker.submit(&form, &with(&form, &[("jak", "phone")])).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "withdrawn is withdrawn");
        assert_eq!(events(&house, "consent.withdrawn").await, 1);
        assert!(worker.visit(&list).await.text().contains("odvolaný"));

        let log = format!("/pripady/{case}/sdeleno");
        assert_eq!(worker.get(&log).await.status, StatusCode::OK);
        for (person, status) in [
            (Person::CoWorker, StatusCode::FORBIDDEN),
            (Person::Head, StatusCode::OK),
            (Person::Colleague, StatusCode::NOT_FOUND),
        ] {
            assert_eq!(house.browser_of(person).await.get(&log).await.status, status, "{person:?}");
        }
    }
);

on_both!(
    async fn a_substitute_learns_no_more_than_the_one_who_named_them(house: TestHouse) {
        let main = house.named("conference.main");
        let (named_by, substitute) =
            (house.named("participant.kratochvil"), house.named("participant.dolezalova"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        betray(&mut worker, main).await;
        let check = format!("/konference/{main}/pozvanky/odeslat?komu={substitute}");
        assert!(
            !worker.visit(&check).await.html.contains("<mark>"),
            "it is kept from the housing office only"
        );
        // As somebody sits whom the housing office sent instead: a typed name that is no person of the case.
        house
            .meddle(async |mut work| {
                let set = Sql::new(
                    "SEND",
                    "UPDATE participant SET person_id = NULL, reader = 'municipal_department', instead_of = $2 WHERE id = $1",
                );
                assert_eq!(set.bind(substitute).bind(named_by).execute(&mut work).await?, 1);
                Ok((work, ()))
            })
            .await;
        let page = worker.visit(&check).await;
        assert!(page.html.contains("<mark>sebepoškozování</mark>"), "{}", page.text());
    }
);

on_both!(
    async fn an_extract_with_a_protected_fact_says_where_it_stands_and_is_not_made(house: TestHouse) {
        let held = house.named("conference.held");
        let of_case = Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
        let (case,): (Uuid,) = of_case.bind(held).get(&house.raw.0).await.unwrap();
        let reader = house.named("participant.held_vlckova");
        let mut head = house.browser_of(Person::Head).await;
        let extract = format!("/konference/{held}/zapis/vypis/{reader}");
        assert_eq!(head.get(&format!("{extract}/nahled")).await.status, StatusCode::OK);
        let form = form_of(&mut head, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
        let child: (Uuid,) = Sql::new("CHILD_OF", "SELECT id FROM child WHERE case_id = $1")
            .bind(case)
            .get(&house.raw.0)
            .await
            .unwrap();
        let about = format!("dite-{}", child.0);
        let typed =
            [("druh", "other"), ("o_kom", about.as_str()), ("udaj", "třikrát týdně"), ("pred_kym", "nikdo")];
        let kept = head.submit(&form, &with(&form, &typed)).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{:?}", kept.page().problems());

        let page = head.visit(&extract).await;
        assert!(page.html.contains("<mark>třikrát týdně</mark>"), "{}", page.text());
        assert!(
            page.attributes("a", "href").iter().any(|href| href.contains("/udaj/")),
            "no way to justify it"
        );
        assert!(page.forms().iter().all(|form| !form.action.contains("/vypis/")), "it can be made");
        let preview = head.get(&format!("{extract}/nahled")).await;
        assert!(preview.status.is_client_error(), "{}", preview.status);
        assert!(preview.text().contains("chráněný údaj"), "{}", preview.page().text());
        let forced = head.post(&extract, &[("nove_id".into(), Uuid::from_u128(77).to_string())]).await;
        assert!(forced.status.is_client_error(), "{}", forced.status);
    }
);

on_both!(
    async fn an_exception_says_about_whom_it_opens(house: TestHouse) {
        let main = house.named("conference.main");
        let mut head = house.browser_of(Person::Head).await;
        let address = format!("/konference/{main}/sdeleni/vyjimka");
        let form = form_of(&mut head, &address, "/vyjimka").await;
        let reader = house.named("participant.dolezal").to_string();
        let mother = format!("osoba:{}", house.named("person.marketa"));
        let typed = |about: &str| {
            let answers = [
                ("komu", reader.as_str()),
                ("o_kom", about),
                ("skupina", "health_others"),
                ("prilezitost", "preparation"),
                ("verdikt", "show"),
                ("duvod", "Otec bude o děti pečovat, matka o tom mluví otevřeně."),
                ("do", ""),
            ];
            with(&form, &answers)
        };
        for about in ["", "vse", "osoba:00000000-0000-0000-0000-000000000001", "dite:x"] {
            let refused = head.submit(&form, &typed(about)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{about}");
            assert!(!refused.page().problems().is_empty(), "{about}");
        }
        let done = head.submit(&form, &typed(&mother)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{:?}", done.page().problems());
        let list = head.visit(&format!("/konference/{main}/sdeleni")).await.text();
        assert!(list.contains("(týká se: Markéta"), "{list}");
    }
);
