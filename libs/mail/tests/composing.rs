//! What a recipient's program finds in a composed message, and what never gets into one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{ICS, invitation, mailbox};
use mail::{Attachment, CalendarPart, MailError, Message, Role, Transport, is_deliverable, read};
use proptest::prelude::*;

fn composed(message: &Message) -> Result<String, MailError> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let transport = Transport::memory();
    runtime.block_on(transport.send(message))?;
    Ok(runtime.block_on(transport.kept()).unwrap().remove(0).raw)
}

/// Names of the header fields of the message itself, unfolded by RFC 5322.
fn header_names(raw: &str) -> Vec<String> {
    let head = raw.split("\r\n\r\n").next().unwrap();
    head.split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap().to_owned())
        .collect()
}

fn types(raw: &str) -> Vec<String> {
    let unfolded = raw.replace("\r\n ", " ").replace("\r\n\t", " ");
    let fields = unfolded.split("\r\n").filter_map(|line| line.strip_prefix("Content-Type: "));
    fields.map(|value| value.split(';').next().unwrap().to_owned()).collect()
}

#[test]
fn an_invitation_is_text_html_and_calendar_as_alternatives() {
    let raw = composed(&invitation()).unwrap();
    assert_eq!(types(&raw), ["multipart/alternative", "text/plain", "text/html", "text/calendar"]);
    assert!(raw.contains("Auto-Submitted: auto-generated\r\n"));
    assert!(raw.contains("text/calendar; method=REQUEST; charset=utf-8;\r\n name=\"pozvanka.ics\""), "{raw}");
    assert!(!raw.contains("Content-Disposition"), "the calendar file is not attached a second time");
    assert!(raw.is_ascii() && raw.lines().all(|line| line.len() <= 998));
}

#[test]
fn what_was_written_is_read_back() {
    let mut message = invitation();
    message.attachments.push(Attachment {
        file_name: "Žádost o uvolnění ze zaměstnání – dlouhý název přílohy.pdf".into(),
        mime: "application/pdf".into(),
        bytes: vec![0, 159, 146, 150, 13, 10, 46, 13, 10],
    });
    let raw = composed(&message).unwrap();
    assert_eq!(types(&raw)[..2], ["multipart/mixed", "multipart/alternative"]);
    let back = read(&raw).unwrap();
    assert_eq!(back.subject, message.subject);
    assert!(back.from == Some(message.from.clone()) && back.to == Some(message.to.clone()));
    assert!(back.reply_to == message.reply_to);
    assert_eq!(back.message_id.as_deref(), Some(message.message_id.as_str()));
    assert_eq!(back.moment, Some(message.moment));
    assert_eq!(back.text.as_deref(), Some(message.text.as_str()));
    assert_eq!(back.html, message.html);
    assert!(back.calendar == message.calendar, "byte for byte, CRLF and folding included");
    assert!(back.attachments == message.attachments);
}

#[test]
fn a_message_without_extras_is_plain_text_alone() {
    let mut message = invitation();
    (message.html, message.calendar) = (None, None);
    let raw = composed(&message).unwrap();
    assert_eq!(types(&raw), ["text/plain"]);
    // The library ends such a message with one more empty line.
    assert_eq!(read(&raw).unwrap().text.unwrap().trim_end(), message.text.trim_end());
    message.attachments.push(Attachment {
        file_name: "a.txt".into(),
        mime: "text/plain".into(),
        bytes: b"ahoj".to_vec(),
    });
    let back = read(&composed(&message).unwrap()).unwrap();
    assert_eq!(back.text.as_deref(), Some(message.text.as_str()));
    assert_eq!(back.attachments[0].bytes, b"ahoj");
}

#[test]
fn addresses_that_cannot_be_delivered_to_are_refused_by_role() {
    for address in [
        "",
        "nikdo",
        "@mesto.cz",
        "a@",
        "a b@mesto.cz",
        "a@b@mesto.cz",
        "novák@mesto.cz",
        "a@město.cz",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "\"a b\"@mesto.cz",
        "a@mesto.cz,b@mesto.cz",
        "a@mesto.cz\r\nBcc: zly@example.com",
        "a@mesto.cz>",
        "a@mesto.cz\u{0}",
        ".a@mesto.cz",
        "a..b@mesto.cz",
        "a@-mesto.cz",
        "a@mesto..cz",
    ] {
        assert!(!is_deliverable(address), "{address:?}");
        let mut message = invitation();
        message.to.address = address.into();
        assert_eq!(composed(&message), Err(MailError::Address(Role::To)), "{address:?}");
    }
    let mut message = invitation();
    message.from.address = "x".into();
    assert_eq!(composed(&message), Err(MailError::Address(Role::From)));
    let mut message = invitation();
    message.reply_to = Some(mailbox("", "x"));
    assert_eq!(composed(&message), Err(MailError::Address(Role::ReplyTo)));
    assert!(is_deliverable("jana.novakova+pk@skola-lhota.example") && is_deliverable("root@localhost"));
    assert!(MailError::Address(Role::To).is_permanent());
}

#[test]
fn a_calendar_part_must_have_the_method_it_says() {
    for (method, text) in [
        ("CANCEL", ICS),
        ("REQUEST\r\nX: 1", ICS),
        ("request", ICS),
        ("", ICS),
        ("REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ] {
        let mut message = invitation();
        message.calendar = Some(CalendarPart { method: method.into(), text: text.into() });
        assert_eq!(composed(&message), Err(MailError::CalendarMethod), "{method:?}");
    }
}

#[test]
fn identifiers_types_and_moments_outside_their_form_are_refused() {
    for id in ["", "x", "a@", "<a@b>", "a@b\r\nBcc: c@d", "a b@c", "a@b@c"] {
        let mut message = invitation();
        message.message_id = id.into();
        assert_eq!(composed(&message), Err(MailError::MessageId), "{id:?}");
    }
    for mime in ["", "pdf", "multipart/mixed; boundary=x", "message/rfc822", "text/plain\r\nX: 1"] {
        let mut message = invitation();
        message.attachments = vec![Attachment { file_name: "a".into(), mime: mime.into(), bytes: vec![] }];
        assert_eq!(composed(&message), Err(MailError::MimeType), "{mime:?}");
    }
    let mut message = invitation();
    message.moment = "1969-12-31T23:59:59Z".parse().unwrap();
    assert_eq!(composed(&message), Err(MailError::Moment));
}

#[test]
fn headers_hidden_in_fields_stay_text() {
    let attack =
        "Pozvánka\r\nBcc: zly@example.com\r\n\r\n<script>\u{85}X: 1\u{2028}Y: 2\u{0}\nTo: dalsi@example.com";
    let mut message = invitation();
    message.subject = attack.into();
    message.from.name = attack.into();
    message.to.name = attack.into();
    message.reply_to.as_mut().unwrap().name = attack.into();
    message.attachments = vec![Attachment {
        file_name: format!("../{attack}\".pdf"),
        mime: "application/pdf".into(),
        bytes: vec![1],
    }];
    let raw = composed(&message).unwrap();
    let mut plain = invitation();
    plain.attachments =
        vec![Attachment { file_name: "a.pdf".into(), mime: "application/pdf".into(), bytes: vec![1] }];
    assert_eq!(header_names(&raw), header_names(&composed(&plain).unwrap()));
    let back = read(&raw).unwrap();
    assert_eq!(back.subject, "Pozvánka Bcc: zly@example.com <script> X: 1 Y: 2 To: dalsi@example.com");
    assert_eq!(back.to.unwrap().address, message.to.address);
    assert!(
        !back.attachments[0].file_name.contains(['/', '\\', '\r', '\n'])
            && !back.attachments[0].file_name.starts_with('.')
    );
}

#[test]
fn fields_of_ten_thousand_characters_keep_lines_within_the_limit_of_servers() {
    for long in ["x".repeat(10_000), "ž".repeat(10_000), "😀 ".repeat(3_000), "\"\\".repeat(3_000)] {
        let mut message = invitation();
        message.subject = long.clone();
        message.from.name = long.clone();
        message.to.name = long.clone();
        message.text = long.clone();
        message.html = Some(long.clone());
        message.attachments =
            vec![Attachment { file_name: long.clone(), mime: "application/pdf".into(), bytes: vec![1] }];
        let raw = composed(&message).unwrap();
        assert!(
            raw.split("\r\n").all(|line| line.len() <= 998),
            "{}",
            long.chars().take(1).collect::<String>()
        );
        let back = read(&raw).unwrap();
        assert!(
            back.to.unwrap().address == message.to.address && back.text.as_deref() == Some(long.as_str())
        );
        assert!(back.attachments.len() == 1 && !back.subject.is_empty());
    }
}

#[test]
fn debug_output_and_errors_tell_neither_names_nor_content() {
    let message = invitation();
    let raw = composed(&message).unwrap();
    let shown = format!("{message:?} {:?} {:?} {:?}", message.to, message.calendar, read(&raw).unwrap());
    let errors = format!("{} {:?}", MailError::Address(Role::To), MailError::Rejected(550));
    for secret in ["Příhodová", "ordinace", "Dobrý", "Pozvánka", "VCALENDAR"] {
        assert!(!shown.contains(secret) && !errors.contains(secret), "{secret}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ěščřžýáíéůúďťňÁŽ ,;:<>@\\\\\"()=?_\u{a0}a-z]{0,120}",
        Just("\r\nBcc: zly@example.com\r\n\r\n".to_owned()),
        Just("\n.\n".to_owned()),
        Just("=?utf-8?B?DQpCY2M6IHpseUBleGFtcGxlLmNvbQ==?=".to_owned()),
        Just("\u{0b}\u{0c}\u{85}\u{2028}\u{0}\u{7f}\t\u{202e}😀".to_owned()),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn whatever_people_type_adds_no_header_and_can_be_sent(
        subject in any_text(), from in any_text(), to in any_text(), reply_to in any_text(), text in any_text(), html in any_text(),
    ) {
        let mut message = invitation();
        let expected = header_names(&composed(&message).unwrap());
        message.subject = subject;
        message.from.name = from;
        message.to.name = to;
        message.reply_to = Some(mailbox(&reply_to, "spis@mesto.example"));
        message.text = text;
        message.html = Some(html);
        let raw = composed(&message).unwrap();
        prop_assert_eq!(header_names(&raw), expected);
        prop_assert!(raw.split("\r\n").all(|line| line.len() <= 998), "a line longer than servers take");
        prop_assert!(raw.is_ascii(), "only ASCII travels safely everywhere");
        prop_assert!(!raw.replace("\r\n", "").contains(['\r', '\n', '\0']), "bare line break or NUL");
        let back = read(&raw).unwrap();
        prop_assert_eq!(back.to.unwrap().address, message.to.address);
        prop_assert_eq!(back.from.unwrap().address, message.from.address);
        prop_assert!(back.calendar == message.calendar && back.attachments.is_empty());
    }
}
