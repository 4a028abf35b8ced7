//! What comes back is told apart: not delivered, late, somebody is away, somebody wrote.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use mail::{Cause, MailError, Outcome, incoming};
use proptest::prelude::*;

const ID: &str = "0192f3a4-5b6c-7d8e-9f00-112233445566";

/// A standard report, with the words and fields of one server.
fn standard(from: &str, subject: &str, words: &str, fields: &str) -> Vec<u8> {
    format!(
        "Return-Path: <>\r\nFrom: {from}\r\nTo: setkani@mesto.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; posta.example\r\n\r\n{fields}\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{ID}@mesto.example>\r\nSubject: x\r\n\r\ntext\r\n--b--\r\n"
    )
    .into_bytes()
}

/// A plain message with these headers and words.
fn plain(headers: &str, words: &str) -> Vec<u8> {
    format!("{headers}\r\nTo: setkani@mesto.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n").into_bytes()
}

#[test]
fn standard_reports_say_why_whoever_wrote_them() {
    for (from, subject, words, fields, cause) in [
        (
            "MAILER-DAEMON@email.seznam.cz",
            "Undelivered Mail Returned to Sender",
            "This is the mail system at host email.seznam.cz.",
            "Final-Recipient: rfc822; a@seznam.cz\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 Unknown user",
            Cause::NoMailbox,
        ),
        (
            "=?utf-8?Q?Microsoft_Outlook?= <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@urad.example>",
            "=?utf-8?Q?Nedoru=C4=8Diteln=C3=A9:_Setk=C3=A1n=C3=AD?=",
            "Doručení následujícím příjemcům nebo skupinám se nezdařilo:\r\nPoštovní schránka příjemce je plná.",
            "Final-Recipient: rfc822; a@urad.example\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp;554 5.2.2 mailbox full",
            Cause::Full,
        ),
        (
            "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            "Delivery Status Notification (Failure)",
            "Doména nebyla nalezena",
            "Final-Recipient: rfc822; a@neni.example\r\nAction: failed\r\nStatus: 5.1.2",
            Cause::NoDomain,
        ),
        (
            "postmaster@centrum.cz",
            "Mail delivery failed",
            "zpráva byla odmítnuta jako spam",
            "Final-Recipient: rfc822; a@centrum.cz\r\nAction: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 spam",
            Cause::Refused,
        ),
        (
            "mailer-daemon@x.example",
            "Undelivered",
            "retry timeout exceeded",
            "Action: failed\r\nStatus: 4.4.7",
            Cause::Expired,
        ),
        ("mailer-daemon@x.example", "x", "x", "Action: failed\r\nStatus: 5.0.0", Cause::Unknown),
    ] {
        let report = incoming(&standard(from, subject, words, fields)).unwrap();
        assert_eq!(report.outcome, Outcome::Failed(cause), "{from}");
        assert_eq!(report.references, [ID], "{from}");
    }
}

#[test]
fn a_report_about_several_people_counts_the_one_that_failed() {
    let both = "Final-Recipient: rfc822; a@x.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient: rfc822; b@x.example\r\nAction: failed\r\nStatus: 5.1.1";
    let report = incoming(&standard("mailer-daemon@x.example", "x", "x", both)).unwrap();
    assert_eq!(report.outcome, Outcome::Failed(Cause::NoMailbox));
}

#[test]
fn late_and_delivered_messages_are_not_returned_ones() {
    let late = standard("mailer-daemon@x.example", "Delayed", "x", "Action: delayed\r\nStatus: 4.4.1");
    assert_eq!(incoming(&late).unwrap().outcome, Outcome::Delayed);
    let arrived = standard("mailer-daemon@x.example", "Success", "x", "Action: delivered\r\nStatus: 2.0.0");
    assert_eq!(incoming(&arrived).unwrap().outcome, Outcome::Delivered);
    for words in [
        "Vaši zprávu se zatím nepodařilo doručit. Budeme se pokoušet další 4 dny, není třeba zprávu posílat znovu.",
        "THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE. It could not be delivered for the last 4 hours.",
    ] {
        let late = plain("From: MAILER-DAEMON@posta.example\r\nSubject: Warning", words);
        assert_eq!(incoming(&late).unwrap().outcome, Outcome::Delayed, "{words}");
    }
}

#[test]
fn reports_that_keep_to_no_standard_are_known_by_their_words() {
    for (from, subject, words, cause) in [
        (
            "MAILER-DAEMON@posta.example",
            "Zprava nebyla dorucena",
            "Dobrý den,\r\nVaši zprávu nebylo možné doručit: schránka neexistuje.",
            Cause::NoMailbox,
        ),
        (
            "postmaster@centrum.example",
            "Nedoručená zpráva",
            "Zprávu se nepodařilo doručit. Schránka příjemce je plná.",
            Cause::Full,
        ),
        (
            "Postmaster@volny.example",
            "Vrácená zpráva",
            "Zprávu nelze doručit, uživatel neexistuje (550).",
            Cause::NoMailbox,
        ),
        (
            "MAILER-DAEMON@seznam.example",
            "Nedoručitelná zpráva",
            "Doména příjemce nebyla nalezena.",
            Cause::NoDomain,
        ),
        (
            "noreply@brana.example",
            "Doručení se nezdařilo",
            "Zpráva byla odmítnuta pravidly serveru.",
            Cause::Refused,
        ),
        (
            "MAILER-DAEMON@q.example",
            "failure notice",
            "Hi. This is the qmail-send program.\r\nSorry, no mailbox here by that name. (#5.1.1)\r\nUnable to deliver",
            Cause::NoMailbox,
        ),
        ("MAILER-DAEMON@q.example", "Zpráva se vrací", "Zprávu nebylo možné doručit.", Cause::Unknown),
    ] {
        let raw = plain(
            &format!("From: {from}\r\nSubject: {subject}"),
            &format!("{words}\r\n\r\n--- původní zpráva ---\r\nMessage-ID: <{ID}@mesto.example>"),
        );
        let report = incoming(&raw).unwrap();
        assert_eq!(report.outcome, Outcome::Failed(cause), "{subject}: {words}");
        assert_eq!(report.references, [ID]);
    }
}

#[test]
fn out_of_office_replies_are_no_bounces() {
    for headers in [
        "From: Jana <jana@skola.example>\r\nSubject: =?utf-8?Q?Automatick=C3=A1_odpov=C4=9B=C4=8F:_Setk=C3=A1n=C3=AD?=\r\nAuto-Submitted: auto-generated",
        "From: jana@skola.example\r\nSubject: Re: Setkání\r\nAuto-Submitted: auto-replied",
        "From: jana@skola.example\r\nSubject: Mimo kancelář: Setkání\r\nReturn-Path: <>",
        "From: jana@skola.example\r\nSubject: Dovolená\r\nX-Autoreply: yes",
        "From: jana@skola.example\r\nSubject: Nepřítomnost\r\nPrecedence: auto_reply",
    ] {
        let raw = plain(
            &format!("{headers}\r\nIn-Reply-To: <{ID}@mesto.example>"),
            "Do pondělí jsem mimo, zprávu nelze doručit nikomu jinému; e-mail mi nebyl doručen.",
        );
        let report = incoming(&raw).unwrap();
        assert_eq!(report.outcome, Outcome::Automatic, "{headers}");
        assert_eq!(report.references, [ID]);
    }
}

#[test]
fn what_a_person_writes_is_a_letter_even_about_returned_mail() {
    let raw = plain(
        "From: otec@seznam.example\r\nSubject: Re: Setkání",
        "Váš e-mail se mi vrátil, nelze doručit, user unknown 5.1.1.",
    );
    assert_eq!(incoming(&raw).unwrap().outcome, Outcome::Letter);
}

#[test]
fn the_identifier_is_found_in_the_address_it_came_back_to_and_in_encoded_words() {
    let came = plain(
        "From: MAILER-DAEMON@x.example\r\nDelivered-To: vratky+0192F3A45B6C7D8E9F00112233445566@mesto.example\r\nSubject: nedoručeno",
        "zprávu nelze doručit",
    );
    assert_eq!(incoming(&came).unwrap().references, [ID]);
    let encoded = format!(
        "From: MAILER-DAEMON@x.example\r\nSubject: x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n0192f3a4-5b6c-7d8e-9f00=\r\n{}\r\n",
        "-112233445566"
    );
    assert_eq!(incoming(encoded.as_bytes()).unwrap().references, [ID]);
}

#[test]
fn rubbish_is_refused_and_debug_output_tells_nothing() {
    assert_eq!(incoming(b"").unwrap_err(), MailError::Malformed);
    let raw = plain("From: tajny@x.example\r\nSubject: tajne", "tajne");
    assert!(!format!("{:?}", incoming(&raw).unwrap()).contains("tajn"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_message_makes_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..600), words in "\\PC{0,300}") {
        let _ = incoming(&bytes);
        let _ = incoming(&plain("From: mailer-daemon@x\r\nSubject: x", &words));
        let _ = incoming(&standard("a@b", "x", &words, &words));
    }
}
