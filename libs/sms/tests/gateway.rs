//! Short messages handed to a stand-in of an operator's service: accepting, refusing, silent, talking nonsense.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use sms::{Authorisation, Delivery, Format, Gateway, HttpConfig, Number, Reports, Short, SmsError, Text};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Answers every request with these bytes (none: never) and keeps what was asked.
fn stand_in(answer: &'static str) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = asked.clone();
    std::thread::spawn(move || {
        let mut open = Vec::new();
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
            if answer.is_empty() {
                open.push(stream);
            }
        }
    });
    (port, asked)
}

fn config(port: u16) -> HttpConfig {
    HttpConfig {
        url: format!("http://127.0.0.1:{port}/send"),
        format: Format::Json,
        number_field: "to".into(),
        text_field: "text".into(),
        id_field: Some("own".into()),
        fields: vec![("sender".into(), "Setkani".into())],
        authorisation: Authorisation::Basic { user: "urad".into(), password: "tajne".into() },
        reference_pointer: Some("/message/id".into()),
        reports: None,
        timeout: Duration::from_secs(3),
        authority: None,
    }
}

fn short() -> Short {
    Short {
        number: Number::new("600 123 456").unwrap(),
        text: Text::new("Dobry den & \"ahoj\"").unwrap(),
        id: "0192f3a4".into(),
        moment: "2026-11-20T08:15:30Z".parse().unwrap(),
    }
}

async fn answered(answer: &'static str) -> Result<Option<String>, SmsError> {
    let (port, _) = stand_in(answer);
    Gateway::http(config(port)).unwrap().send(&short()).await.map(|receipt| receipt.reference)
}

const TAKEN: &str =
    "HTTP/1.1 200 OK\r\nContent-Length: 26\r\nConnection: close\r\n\r\n{\"message\":{\"id\":\"ab-12\"}}";

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_message_is_handed_over_once_with_its_fields_and_gives_the_gateways_identifier() {
    for (format, kind, words) in [
        (Format::Json, "application/json", r#""text":"Dobry den & \"ahoj\"""#),
        (Format::Form, "application/x-www-form-urlencoded", "text=Dobry%20den%20%26%20%22ahoj%22"),
    ] {
        let (port, asked) = stand_in(TAKEN);
        let gateway = Gateway::http(HttpConfig { format, ..config(port) }).unwrap();
        let receipt = gateway.send(&short()).await.unwrap();
        assert_eq!(receipt.reference.as_deref(), Some("ab-12"));
        let asked = asked.lock().unwrap();
        assert_eq!(asked.len(), 1);
        let first = asked[0].lines().next().unwrap();
        assert_eq!(first, "POST /send HTTP/1.1", "no number stands in an address");
        assert!(asked[0].contains(kind) && asked[0].contains(words), "{}", asked[0]);
        assert!(asked[0].contains("Basic dXJhZDp0YWpuZQ=="));
        assert!(
            asked[0].contains("420600123456")
                && asked[0].contains("0192f3a4")
                && asked[0].contains("Setkani")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_says_whether_to_try_again() {
    let refused = "HTTP/1.1 422 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(answered(refused).await, Err(SmsError::Refused(422)));
    let busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let error = answered(busy).await.unwrap_err();
    assert_eq!((error, error.is_transient()), (SmsError::Deferred(503), true));
    let stranger = "HTTP/1.1 401 Who\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(answered(stranger).await, Err(SmsError::Deferred(401)));
    let elsewhere = "HTTP/1.1 302 There\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(answered(elsewhere).await, Err(SmsError::Deferred(302)), "a message follows nobody elsewhere");
    for fallen in [
        "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 504 Late\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ] {
        let error = answered(fallen).await.unwrap_err();
        assert!(!error.is_transient(), "it may have been taken before it fell: {error:?}");
    }
    let odd =
        "HTTP/1.1 200 OK\r\nContent-Length: 26\r\nConnection: close\r\n\r\n{\"message\":{\"id\":\"a:/12\"}}";
    assert_eq!(answered(odd).await, Ok(None), "taken under a name that cannot be asked by");
    let polite = "HTTP/1.1 200 OK\r\nContent-Length: 16\r\nConnection: close\r\n\r\n{\"error\":\"none\"}";
    assert_eq!(
        answered(polite).await,
        Err(SmsError::Refused(200)),
        "an answer without an identifier took nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_may_have_been_taken_is_never_sent_again_by_itself() {
    let (port, asked) = stand_in("");
    let hasty = HttpConfig { timeout: Duration::from_millis(400), ..config(port) };
    let begun = std::time::Instant::now();
    let error = Gateway::http(hasty).unwrap().send(&short()).await.unwrap_err();
    assert_eq!((error, error.is_transient()), (SmsError::Unknown, false));
    assert!(begun.elapsed() < Duration::from_secs(3));
    assert_eq!(asked.lock().unwrap().len(), 1);
    for nonsense in [
        "\u{0}\u{1}nic takoveho\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<p>ok",
    ] {
        assert_eq!(answered(nonsense).await, Err(SmsError::Unknown), "{nonsense}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absent_gateway_is_worth_another_try() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = Gateway::http(config(free)).unwrap().send(&short()).await.unwrap_err();
    assert_eq!((error, error.is_transient()), (SmsError::Unreachable, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_a_message_is_asked_by_the_gateways_identifier() {
    for (answer, expected) in [
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 22\r\nConnection: close\r\n\r\n{\"status\":\"DELIVERED\"}",
            Ok(Delivery::Delivered),
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 20\r\nConnection: close\r\n\r\n{\"status\":\"expired\"}",
            Ok(Delivery::Failed),
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 19\r\nConnection: close\r\n\r\n{\"status\":\"queued\"}",
            Ok(Delivery::Pending),
        ),
        ("HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Err(SmsError::Deferred(500))),
    ] {
        let (port, asked) = stand_in(answer);
        let reports = Reports {
            url: format!("http://127.0.0.1:{port}/status/{{id}}"),
            pointer: "/status".into(),
            delivered: vec!["delivered".into()],
            failed: vec!["expired".into()],
        };
        let gateway = Gateway::http(HttpConfig { reports: Some(reports), ..config(port) }).unwrap();
        assert_eq!(gateway.delivery("ab-12").await, expected);
        assert!(asked.lock().unwrap()[0].starts_with("GET /status/ab-12 HTTP/1.1"));
        assert_eq!(gateway.delivery("../x?y").await, Ok(Delivery::Pending), "nothing else is asked");
        assert_eq!(asked.lock().unwrap().len(), 1);
    }
}

#[test]
fn configurations_that_cannot_work_are_refused_at_once() {
    let refused = |config: HttpConfig| matches!(Gateway::http(config), Err(SmsError::Configuration(_)));
    for url in ["http://brana.example/", "ftp://x", "", "https://", "http://127.0.0.1.utok.example/"] {
        assert!(refused(HttpConfig { url: url.into(), ..config(1) }), "{url}");
    }
    assert!(refused(HttpConfig { number_field: String::new(), ..config(1) }));
    assert!(refused(HttpConfig { timeout: Duration::ZERO, ..config(1) }));
    assert!(refused(HttpConfig { authority: Some(b"nic".to_vec()), ..config(1) }));
    assert!(!refused(HttpConfig { url: "https://brana.example/sms".into(), ..config(1) }));
    assert!(!format!("{:?} {:?}", config(1), short()).contains("tajne"));
}

#[tokio::test]
async fn memory_and_a_folder_keep_messages_newest_first_under_names_that_tell_nothing() {
    let folder = std::env::temp_dir().join(format!("sms-test-{}", std::process::id()));
    for gateway in [Gateway::memory(), Gateway::folder(&folder)] {
        gateway.send(&short()).await.unwrap();
        let later = Short { moment: "2026-11-21T08:00:00Z".parse().unwrap(), ..short() };
        gateway.send(&later).await.unwrap();
        let kept = gateway.kept().await.unwrap();
        assert_eq!((kept.len(), kept[0].moment), (2, later.moment));
        assert_eq!(
            (kept[0].number.as_str(), kept[0].text.as_str()),
            ("+420600123456", "Dobry den & \"ahoj\"")
        );
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn only_mobile_phones_are_written_to() {
    for written in [
        "600123456",
        "600 123 456",
        "+420 600 123 456",
        "00420600123456",
        "(+420) 600-123-456",
        "+420 777/123456",
    ] {
        assert!(
            Number::new(written).unwrap().as_str().starts_with("+4206") || written.contains("777"),
            "{written}"
        );
    }
    assert_eq!(Number::new("+421 905 123 456").unwrap().as_str(), "+421905123456");
    for none in [
        "",
        "585 123 456",
        "+420 585 123 456",
        "112",
        "600 12",
        "volejte",
        "+0123456789",
        "600 123 456 linka 2",
    ] {
        assert!(Number::new(none).is_none(), "{none}");
    }
}

#[test]
fn one_message_is_a_hundred_and_sixty_characters_every_phone_has() {
    assert!(Text::new("a".repeat(160)).is_ok());
    assert_eq!(Text::new("a".repeat(161)), Err(SmsError::Text));
    assert_eq!(Text::new(""), Err(SmsError::Text));
    assert!(Text::new("€".repeat(80)).is_ok() && Text::new("€".repeat(81)).is_err(), "some count double");
    for letter in "řžčěšťďňůŘ😀`\u{a0}".chars() {
        assert_eq!(Text::new(format!("a{letter}")), Err(SmsError::Text), "{letter}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_taken_for_a_number_is_a_plus_and_digits(written in "[0-9+ ()/\\-a-z]{0,25}") {
        if let Some(number) = Number::new(&written) {
            prop_assert!(number.as_str()[1..].bytes().all(|b| b.is_ascii_digit()));
            prop_assert!((10..=16).contains(&number.as_str().len()));
        }
    }
}
