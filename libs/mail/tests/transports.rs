//! Messages arrive where they are sent, and failures say whether to try again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::time::Duration;

use common::invitation;
use mail::{MailError, Security, SmtpConfig, Transport, read};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// What the server in the test answers to each command.
#[derive(Clone, Copy)]
struct Answers {
    rcpt: &'static str,
    data_end: &'static str,
    silent_after_greeting: bool,
}

const WILLING: Answers = Answers { rcpt: "250 ok", data_end: "250 queued", silent_after_greeting: false };

/// One received message: sender and recipient of the envelope, content without dot-stuffing.
#[derive(Debug)]
struct Received {
    from: String,
    to: Vec<String>,
    raw: String,
}

async fn server(answers: Answers) -> (u16, mpsc::UnboundedReceiver<Received>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, answers, sender.clone()));
        }
    });
    (port, receiver)
}

async fn converse(stream: TcpStream, answers: Answers, done: mpsc::UnboundedSender<Received>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test ESMTP\r\n").await.unwrap();
    let (mut from, mut to) = (String::new(), Vec::new());
    while let Ok(Some(line)) = lines.next_line().await {
        if answers.silent_after_greeting {
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        let answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250-test\r\n250 8BITMIME",
            "MAIL" => {
                from = line;
                "250 ok"
            }
            "RCPT" => {
                to.push(line);
                answers.rcpt
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                let mut raw = String::new();
                while let Some(line) = lines.next_line().await.unwrap() {
                    if line == "." {
                        break;
                    }
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push_str("\r\n");
                }
                let _ = done.send(Received { from: from.clone(), to: to.clone(), raw });
                answers.data_end
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

fn config(port: u16) -> SmtpConfig {
    SmtpConfig {
        host: "127.0.0.1".into(),
        port,
        security: Security::None,
        user: None,
        password: None,
        timeout: Duration::from_secs(5),
        authority: None,
    }
}

#[tokio::test]
async fn a_server_receives_exactly_the_message() {
    let (port, mut received) = server(WILLING).await;
    let transport = Transport::smtp(&config(port)).unwrap();
    transport.check().await.unwrap();
    let receipt = transport.send(&invitation()).await.unwrap();
    assert_eq!(receipt.kept_as, None);
    let got = received.recv().await.unwrap();
    assert!(got.from.contains("<ospod@mesto.example>"));
    assert_eq!(got.to, ["RCPT TO:<z.prihodova@ordinace.example>"]);
    let back = read(&got.raw).unwrap();
    assert_eq!(back.subject, invitation().subject);
    assert_eq!(back.text.as_deref(), Some(invitation().text.as_str()), "lines with dots survive");
    assert!(back.calendar == invitation().calendar);
}

#[tokio::test]
async fn several_messages_go_through_one_relay() {
    let (port, mut received) = server(WILLING).await;
    let transport = Transport::smtp(&config(port)).unwrap();
    for _ in 0..3 {
        transport.send(&invitation()).await.unwrap();
        assert_eq!(received.recv().await.unwrap().to.len(), 1);
    }
}

#[tokio::test]
async fn refusals_say_whether_to_try_again_and_nothing_about_the_recipient() {
    for (rcpt, data_end, expected, permanent) in [
        ("550 5.1.1 <z.prihodova@ordinace.example> unknown", "250 ok", MailError::Rejected(550), true),
        ("450 4.2.0 <z.prihodova@ordinace.example> greylisted", "250 ok", MailError::Deferred(450), false),
        ("250 ok", "554 5.6.0 refused: Pozvánka", MailError::Rejected(554), true),
        ("250 ok", "452 4.3.1 disk full", MailError::Deferred(452), false),
        ("530 5.7.0 sign in first", "250 ok", MailError::Deferred(530), false),
    ] {
        let (port, _received) = server(Answers { rcpt, data_end, ..WILLING }).await;
        let error = Transport::smtp(&config(port)).unwrap().send(&invitation()).await.unwrap_err();
        assert_eq!(error, expected);
        assert_eq!((error.is_permanent(), error.is_transient()), (permanent, !permanent));
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("ordinace") && !shown.contains("Pozv"), "{shown}");
        assert!(std::error::Error::source(&error).is_none());
    }
}

#[tokio::test]
async fn an_absent_or_silent_server_is_worth_another_try() {
    let free = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
    let error = Transport::smtp(&config(free)).unwrap().send(&invitation()).await.unwrap_err();
    assert_eq!(error, MailError::Unreachable(std::io::ErrorKind::ConnectionRefused));
    assert!(error.is_transient());

    let (port, _received) = server(Answers { silent_after_greeting: true, ..WILLING }).await;
    let hasty = SmtpConfig { timeout: Duration::from_millis(300), ..config(port) };
    let error = Transport::smtp(&hasty).unwrap().send(&invitation()).await.unwrap_err();
    assert_eq!(error, MailError::Timeout);
    assert!(error.is_transient());
}

#[tokio::test]
async fn encryption_that_is_asked_for_is_never_given_up() {
    let (port, mut received) = server(WILLING).await;
    for security in [Security::StartTls, Security::Tls] {
        let config = SmtpConfig { security, timeout: Duration::from_secs(2), ..config(port) };
        let error = Transport::smtp(&config).unwrap().send(&invitation()).await.unwrap_err();
        assert!(error.is_transient(), "{error}");
    }
    assert!(received.try_recv().is_err());
}

#[tokio::test]
async fn configurations_that_cannot_work_are_refused_at_once() {
    let refused = |config: SmtpConfig| Transport::smtp(&config).unwrap_err();
    let with_password = SmtpConfig { user: Some("u".into()), password: Some("tajne".into()), ..config(25) };
    assert!(matches!(refused(SmtpConfig { host: String::new(), ..config(25) }), MailError::Configuration(_)));
    assert!(matches!(
        refused(SmtpConfig { timeout: Duration::ZERO, ..config(25) }),
        MailError::Configuration(_)
    ));
    assert!(matches!(
        refused(SmtpConfig { user: Some("u".into()), ..config(25) }),
        MailError::Configuration(_)
    ));
    let abroad = SmtpConfig { host: "posta.mesto.example".into(), ..with_password.clone() };
    assert_eq!(refused(abroad), MailError::Configuration("a password must not travel unencrypted"));
    assert!(Transport::smtp(&with_password).is_ok(), "the own machine may be trusted");
    assert!(!format!("{with_password:?}").contains("tajne"));
}

#[tokio::test]
async fn memory_lists_the_newest_message_first() {
    let transport = Transport::memory();
    let mut later = invitation();
    later.moment = "2026-11-21T08:00:00Z".parse().unwrap();
    later.to.address = "druhy@skola.example".into();
    let first = transport.send(&invitation()).await.unwrap();
    transport.send(&later).await.unwrap();
    let kept = transport.kept().await.unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].envelope_to, "druhy@skola.example");
    assert_eq!(Some(kept[1].id.clone()), first.kept_as);
    assert_eq!(kept[1].moment, invitation().moment);
}

#[tokio::test]
async fn a_folder_keeps_messages_under_names_that_tell_nothing() {
    let folder = std::env::temp_dir().join(format!("mail-test-{}", std::process::id())).join("posta");
    let transport = Transport::folder(&folder);
    assert!(transport.kept().await.unwrap().is_empty(), "no folder yet");
    let receipt = transport.send(&invitation()).await.unwrap();
    std::fs::write(folder.join("poznamka.txt"), "cizí soubor").unwrap();
    std::fs::write(folder.join("prazdny.eml"), "").unwrap();

    let kept = transport.kept().await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].envelope_to, "z.prihodova@ordinace.example");
    assert_eq!(kept[0].moment, invitation().moment);
    assert_eq!(read(&kept[0].raw).unwrap().subject, invitation().subject);

    let id = receipt.kept_as.unwrap();
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()));
    let file = folder.join(format!("{id}.eml"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
    std::fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_a_clear_error() {
    let error = Transport::folder("/dev/null/posta").send(&invitation()).await.unwrap_err();
    assert!(matches!(error, MailError::Storage(_)) && error.is_transient());
}
