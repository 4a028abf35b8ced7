//! Messages handed to a mail server in a process of its own, well-behaved and not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;
mod server;

use common::{ICS, invitation};
use mail::{Attachment, MailError, Outcome, Security, SmtpConfig, Transport, incoming, read};
use server::Server;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

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

async fn send(server: &Server, timeout: Duration) -> Result<(), MailError> {
    let config = SmtpConfig { timeout, ..config(server.port) };
    Transport::smtp(&config).unwrap().send(&invitation()).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_took_reads_back_with_every_part_and_header() {
    let server = Server::start("accept", &[]);
    let mut message = invitation();
    let paper = Attachment {
        file_name: "pozvanka.pdf".into(),
        mime: "application/pdf".into(),
        bytes: (0..=255).cycle().take(70_000).collect(),
    };
    message.attachments.push(paper);
    message.return_path = Some("vratky+0192f3a45b6c7d8e9f00112233445566@mesto.example".into());
    Transport::smtp(&config(server.port)).unwrap().send(&message).await.unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].from, "vratky+0192f3a45b6c7d8e9f00112233445566@mesto.example", "bounces go there");
    assert_eq!(taken[0].to, ["z.prihodova@ordinace.example"]);
    let raw = String::from_utf8(taken[0].raw.clone()).unwrap();
    assert!(raw.contains("Auto-Submitted: auto-generated") && !raw.contains("Return-Path"));
    assert!(
        raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n')),
        "lines as the standard says"
    );
    let back = read(&raw).unwrap();
    assert_eq!(back.subject, message.subject);
    assert_eq!(back.text.as_deref(), Some(message.text.as_str()), "a lone dot and two dots survive");
    assert_eq!(back.html, message.html);
    let calendar = back.calendar.unwrap();
    assert_eq!((calendar.method.as_str(), calendar.text.as_str()), ("REQUEST", ICS));
    assert!(back.attachments == message.attachments);
    assert_eq!(back.message_id.as_deref(), Some(message.message_id.as_str()));
    assert_eq!(back.from.unwrap().address, message.from.address);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_took_and_then_returned_is_recognised_by_its_identifier() {
    let server = Server::start("bounce", &[]);
    send(&server, Duration::from_secs(5)).await.unwrap();
    let report = incoming(&server.report(1)).unwrap();
    assert_eq!(report.outcome, Outcome::Failed(mail::Cause::NoMailbox));
    assert_eq!(report.references, ["0192f3a4-5b6c-7d8e-9f00-112233445566"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_way_to_refuse_becomes_the_right_error_and_nothing_is_taken() {
    for (mode, expected) in [
        ("refuse", MailError::Rejected(550)),
        ("spam", MailError::Rejected(554)),
        ("full", MailError::Deferred(452)),
    ] {
        let server = Server::start(mode, &[]);
        assert_eq!(send(&server, Duration::from_secs(5)).await, Err(expected), "{mode}");
        assert!(server.taken().is_empty(), "{mode}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_greylisting_server_takes_the_second_try_once() {
    let server = Server::start("greylist", &[]);
    let first = send(&server, Duration::from_secs(5)).await.unwrap_err();
    assert_eq!((first, first.is_transient()), (MailError::Deferred(451), true));
    send(&server, Duration::from_secs(5)).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_dropping_and_talkative_servers_are_errors_within_the_time_allowed() {
    for mode in ["hang", "mute", "hang-data"] {
        let server = Server::start(mode, &[]);
        let begun = std::time::Instant::now();
        assert_eq!(send(&server, Duration::from_millis(700)).await, Err(MailError::Timeout), "{mode}");
        assert!(begun.elapsed() < Duration::from_secs(4), "{mode}");
    }
    for mode in ["nonsense", "drop"] {
        let server = Server::start(mode, &[]);
        let error = send(&server, Duration::from_secs(5)).await.unwrap_err();
        assert!(error.is_transient(), "{mode}: {error}");
        assert!(server.taken().is_empty(), "{mode}");
    }
}

fn openssl(folder: &Path, words: &[&str]) {
    let done = Command::new("openssl").args(words).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_demands_encryption_gets_it_or_nothing() {
    let folder = std::env::temp_dir().join(format!("smtp-authority-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    let make = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "key.pem", "-out",
        "own.pem",
    ];
    openssl(&folder, &[&make[..], &subject[..]].concat());
    let (own, key) = (folder.join("own.pem"), folder.join("key.pem"));
    let server = Server::start("starttls", &[&own, &key]);

    let plain = config(server.port);
    let error = Transport::smtp(&plain).unwrap().send(&invitation()).await.unwrap_err();
    assert_eq!(error, MailError::Deferred(530), "unencrypted it takes nothing");

    let encrypted = SmtpConfig { host: "localhost".into(), security: Security::StartTls, ..plain };
    let error = Transport::smtp(&encrypted).unwrap().send(&invitation()).await.unwrap_err();
    assert!(error.is_transient() && server.taken().is_empty(), "nobody vouches for its certificate: {error}");

    let trusted = SmtpConfig { authority: Some(std::fs::read(&own).unwrap()), ..encrypted };
    Transport::smtp(&trusted).unwrap().send(&invitation()).await.unwrap();
    assert_eq!(server.taken().len(), 1);
    std::fs::remove_dir_all(folder).unwrap();
}
