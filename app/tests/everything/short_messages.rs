//! Invitations by short message, to a stand-in of an operator's service: neutral words, at most once, and what becomes of
//! it is said.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::{Exit, House, HouseParts};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Answers every request with these bytes (none: breaks off) and keeps what was asked.
fn stand_in(answer: &'static str) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            let mut piece = [0; 4096];
            loop {
                let read = stream.read(&mut piece).unwrap_or(0);
                request.extend_from_slice(&piece[..read]);
                let text = String::from_utf8_lossy(&request).to_lowercase();
                let wanted = text.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
                let wanted: usize = wanted.and_then(|number| number.parse().ok()).unwrap_or(0);
                let body = text.split_once("\r\n\r\n").map(|(_, body)| body.len());
                if read == 0 || body.is_some_and(|length| length >= wanted) {
                    break;
                }
            }
            kept.lock().unwrap().push(String::from_utf8_lossy(&request).into_owned());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (port, asked)
}

/// The same house, whose short messages go to this service.
fn wired(house: &TestHouse, port: u16) -> House {
    let inner = &house.house;
    let gateway = sms::Gateway::http(sms::HttpConfig {
        url: format!("http://127.0.0.1:{port}/send"),
        format: sms::Format::Json,
        number_field: "to".into(),
        text_field: "text".into(),
        id_field: Some("own".into()),
        fields: Vec::new(),
        authorisation: sms::Authorisation::Bearer("token".into()),
        reference_pointer: Some("/id".into()),
        reports: Some(sms::Reports {
            url: format!("http://127.0.0.1:{port}/report/{{id}}"),
            pointer: "/status".into(),
            delivered: vec!["delivered".into()],
            failed: vec!["failed".into()],
        }),
        timeout: Duration::from_secs(5),
        authority: None,
    });
    House::new(HouseParts {
        queries: inner.queries.clone(),
        trail: inner.trail.clone(),
        keys: inner.keys.clone(),
        clock: inner.clock.clone(),
        demo: false,
        secure_cookies: false,
        exit: Exit { sms: Some(gateway.unwrap()), ..inner.exit.clone() },
    })
}

async fn count(house: &TestHouse, text: &'static str) -> i64 {
    let (count,): (i64,) = Sql::new("COUNT", text).statement().get(&house.raw.0).await.unwrap();
    count
}

async fn meddle(house: &TestHouse, text: &'static str) {
    let change = Sql::new("CHANGE", text);
    house
        .meddle(async |mut work| {
            change.statement().execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
}

/// Gives the mother's invitation out as a short message; the address of the list with her.
async fn give_out(house: &TestHouse, worker: &mut Browser) -> String {
    pripadovka::worker::drain(&house.house).await.unwrap();
    let home = format!("/konference/{}", house.named("conference.main"));
    let reader = house.named("participant.dolezalova").to_string();
    let list = format!("{home}/pozvanky?komu={reader}");
    let form = form_of(worker, &list, "/zpusob").await;
    let mut fields = plausible(&form);
    fields.retain(|(name, _)| name != "zpusob");
    fields.push(("zpusob".into(), "sms".into()));
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    let form = form_of(worker, &format!("{home}/pozvanky/odeslat?komu={reader}"), "/odeslat").await;
    let mut fields = plausible(&form);
    fields.retain(|(name, _)| name != "videno" && name != "komu");
    fields.extend(["komu", "videno"].map(|name| (name.to_owned(), reader.clone())));
    let sent = worker.submit(&form, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{:?}", sent.page().problems());
    list
}

const TAKEN: &str = "HTTP/1.1 200 OK\r\nContent-Length: 34\r\nConnection: close\r\n\r\n{\"id\":\"ab-1\",\"status\":\"delivered\"}";
const LOST: &str = "HTTP/1.1 200 OK\r\nContent-Length: 33\r\nConnection: close\r\n\r\n{\"id\":\"ab-1\",\"status\":\"failed\"}  ";
const BUSY: &str = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
const REFUSED: &str = "HTTP/1.1 422 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// What must stand in no message: names, file mark, agenda, place, in any form.
const FORBIDDEN: [&str; 12] = [
    "dolež",
    "dolez",
    "elišk",
    "elisk",
    "ospod",
    "sociál",
    "social",
    "dít",
    "dite",
    "konferenc",
    "knihovn",
    "šternberk",
];

on_both!(
    async fn a_short_message_is_neutral_leaves_once_and_its_delivery_is_said(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let list = give_out(&house, &mut worker).await;
        let preview = worker.visit(&list).await.text();
        assert!(preview.contains("Pozvanka na setkani. Kdy, kde a jak odpovedet"), "{preview}");
        let (port, asked) = stand_in(TAKEN);
        let wired = wired(&house, port);
        pripadovka::worker::drain(&wired).await.unwrap();
        let requests = asked.lock().unwrap().clone();
        assert_eq!(requests.len(), 1, "{requests:?}");
        let request = requests[0].to_lowercase();
        assert!(!request.lines().next().unwrap().contains("600"), "a number in an address is logged");
        let body = requests[0].split_once("\r\n\r\n").unwrap().1;
        let told: serde_json::Value = serde_json::from_str(body).unwrap();
        let text = told["text"].as_str().unwrap();
        assert!(text.len() <= 160 && text.contains("/p/"), "{text}");
        for word in FORBIDDEN {
            assert!(!text.to_lowercase().contains(word), "{word}: {text}");
        }
        let sent = "SELECT count(*) FROM invitation_message WHERE channel = 'sms' AND state = 'sent' AND outside = 'ab-1'";
        assert_eq!(count(&house, sent).await, 1);
        // The link leads to her page.
        let link = text.split_once("/p/").map(|(_, token)| format!("/p/{token}")).unwrap();
        assert_eq!(house.stranger().get(&link).await.status, StatusCode::OK);
        // Run again it sends nothing; asked later, the gateway says that it arrived.
        meddle(&house, "UPDATE job SET state = 'waiting', finished = NULL WHERE kind = 'invitation.send'")
            .await;
        meddle(&house, "UPDATE job SET due = created WHERE kind = 'invitation.sms_report'").await;
        pripadovka::worker::drain(&wired).await.unwrap();
        let requests = asked.lock().unwrap().clone();
        assert_eq!(requests.iter().filter(|request| request.starts_with("POST")).count(), 1, "it went twice");
        assert_eq!(
            count(&house, "SELECT count(*) FROM invitation_message WHERE state = 'delivered'").await,
            1
        );
    }
);

on_both!(
    async fn a_lost_answer_is_never_repeated_and_somebody_calls(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let list = give_out(&house, &mut worker).await;
        let (port, asked) = stand_in("");
        pripadovka::worker::drain(&wired(&house, port)).await.unwrap();
        meddle(
            &house,
            "UPDATE job SET state = 'waiting', finished = NULL, due = created WHERE kind = 'invitation.send'",
        )
        .await;
        pripadovka::worker::drain(&wired(&house, port)).await.unwrap();
        assert_eq!(asked.lock().unwrap().len(), 1, "it may have gone twice");
        let unsure = "SELECT count(*) FROM invitation WHERE state = 'failed' AND trouble = 'sms_unknown'";
        assert_eq!(count(&house, unsure).await, 1);
        let text = worker.visit(&list).await.text();
        assert!(text.contains("Není jisté, jestli SMS odešla. Zavolejte"), "{text}");
        let desk = worker.visit(list.split("/pozvanky").next().unwrap()).await.text().replace('\u{a0}', " ");
        assert!(desk.contains("Doručit jinak"), "{desk}");
    }
);

on_both!(
    async fn a_try_that_never_came_back_is_not_repeated(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        give_out(&house, &mut worker).await;
        // The power went after the first busy try was marked as being handed over.
        let (busy, _) = stand_in(BUSY);
        pripadovka::worker::drain(&wired(&house, busy)).await.unwrap();
        let waits = "SELECT count(*) FROM invitation_message WHERE channel = 'sms' AND state = 'waiting'";
        assert_eq!(count(&house, waits).await, 1, "it surely was not taken");
        assert_eq!(
            count(
                &house,
                "SELECT count(*) FROM invitation WHERE state = 'queued' AND trouble = 'sms_deferred'"
            )
            .await,
            1
        );
        meddle(&house, "UPDATE invitation_message SET state = 'sending' WHERE channel = 'sms'").await;
        meddle(&house, "UPDATE job SET due = created WHERE state = 'waiting'").await;
        let (port, asked) = stand_in(TAKEN);
        pripadovka::worker::drain(&wired(&house, port)).await.unwrap();
        assert!(asked.lock().unwrap().is_empty(), "it may have gone twice");
        assert_eq!(count(&house, "SELECT count(*) FROM invitation WHERE trouble = 'sms_unknown'").await, 1);
    }
);

on_both!(
    async fn a_busy_service_is_tried_again_a_refusal_and_a_lost_message_become_tasks(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let list = give_out(&house, &mut worker).await;
        let (busy, _) = stand_in(BUSY);
        pripadovka::worker::drain(&wired(&house, busy)).await.unwrap();
        let text = worker.visit(&list).await.text();
        assert!(text.contains("Služba krátkých zpráv teď neodpovídá. Zkoušíme to znovu sami."), "{text}");
        meddle(&house, "UPDATE job SET due = created WHERE state = 'waiting'").await;
        let (lost, asked) = stand_in(LOST);
        let wired_lost = wired(&house, lost);
        pripadovka::worker::drain(&wired_lost).await.unwrap();
        assert_eq!(asked.lock().unwrap().len(), 1);
        meddle(&house, "UPDATE job SET due = created WHERE state = 'waiting'").await;
        pripadovka::worker::drain(&wired_lost).await.unwrap();
        let text = worker.visit(&list).await.text();
        assert!(text.contains("SMS nedorazila. Zavolejte"), "{text}");

        let list = give_out(&house, &mut worker).await;
        let (refusing, _) = stand_in(REFUSED);
        pripadovka::worker::drain(&wired(&house, refusing)).await.unwrap();
        let text = worker.visit(&list).await.text();
        assert!(text.contains("Služba krátkých zpráv ji odmítla."), "{text}");
    }
);

on_both!(
    async fn who_has_no_mobile_phone_is_offered_another_way_beside_the_choice(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let spoil = Sql::new("SPOIL", "UPDATE person SET phone = $1");
        house
            .meddle(async |mut work| {
                spoil.bind(None::<Vec<u8>>).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let home = format!("/konference/{}", house.named("conference.main"));
        let reader = house.named("participant.dolezalova").to_string();
        let list = format!("{home}/pozvanky?komu={reader}");
        let form = form_of(&mut worker, &list, "/zpusob").await;
        let mut fields = plausible(&form);
        fields.retain(|(name, _)| name != "zpusob");
        fields.push(("zpusob".into(), "sms".into()));
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        let sentence =
            "U člověka není číslo mobilního telefonu. Doplňte ho v případu, nebo zvolte jiný způsob.";
        assert!(worker.visit(&list).await.text().contains(sentence));
        let check = worker.visit(&format!("{home}/pozvanky/odeslat?komu={reader}")).await;
        assert!(check.text().contains(sentence), "{}", check.text());
    }
);
