//! What recipients' calendars get, byte by byte and as another parser reads it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use calendar::{CalendarError, Event, Mailbox, Method, Party, cancel, publish, request, update};
use icalendar::parser::{read_calendar, unfold};
use jiff::civil::date;
use proptest::prelude::*;

fn event() -> Event {
    Event {
        uid: "0192f3a4-5b6c-7d8e-9f00-112233445566@pripadovka.example".into(),
        sequence: 0,
        start: date(2026, 12, 3).at(13, 0, 0, 0).in_tz("Europe/Prague").unwrap(),
        end: date(2026, 12, 3).at(14, 30, 0, 0).in_tz("Europe/Prague").unwrap(),
        summary: "Pracovní schůzka; Městský úřad, místnost 12".into(),
        location: Some("Náměstí Míru 1, Lhota – přízemí, vchod ze dvora (bezbariérový přístup)".into()),
        description: Some(
            "Potřebujeme Vás 13:20–13:50.\r\nCesta: C:\\mapa\nOdpověď prosíme přes odkaz.".into(),
        ),
        organiser: Mailbox { name: "OSPOD Lhota".into(), address: "ospod@lhota.example".into() },
        attendee: Mailbox {
            name: "MUDr. Žofie \"Žofka\" Příhodová, Ph.D.".into(),
            address: "z.prihodova+pk@ordinace.example".into(),
        },
        stamp: "2026-11-20T08:15:30Z".parse().unwrap(),
        url: Some("https://pripadovka.example/odpoved/7Qm2x".into()),
    }
}

/// Set `GOLDEN=write` to write the files anew after a wanted change.
fn same_as_golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var("GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{name}");
}

/// Unfolds by RFC 5545 without help of the code under test.
fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn names(text: &str) -> Vec<String> {
    lines(text).iter().map(|line| line.split([':', ';']).next().unwrap().to_owned()).collect()
}

/// Properties of the only event, as another parser reads them.
fn first_event(text: &str) -> Vec<(String, String)> {
    let unfolded = unfold(text);
    let read = read_calendar(&unfolded).unwrap();
    assert!(read.properties.iter().any(|p| p.name == "VERSION"));
    assert_eq!(read.components.len(), 1);
    assert_eq!(read.components[0].name, "VEVENT");
    let properties = read.components[0].properties.iter();
    properties.map(|p| (p.name.as_ref().to_owned(), p.val.as_ref().to_owned())).collect()
}

fn value(event: &[(String, String)], name: &str) -> String {
    event.iter().find(|(key, _)| key == name).unwrap().1.clone()
}

#[test]
fn an_invitation_is_written_as_agreed() {
    let file = request(&event()).unwrap();
    assert_eq!(file.method, Method::Request);
    assert_eq!(file.mime_type(), "text/calendar; method=REQUEST; charset=utf-8");
    same_as_golden("request.ics", &file.text);
}

#[test]
fn a_change_keeps_the_uid_and_raises_the_sequence() {
    let mut moved = event();
    moved.sequence = 1;
    moved.start = date(2026, 12, 10).at(9, 0, 0, 0).in_tz("Europe/Prague").unwrap();
    moved.end = date(2026, 12, 10).at(10, 0, 0, 0).in_tz("Europe/Prague").unwrap();
    let file = update(&moved).unwrap();
    assert_eq!(file.method, Method::Request);
    same_as_golden("update.ics", &file.text);
    let (before, after) = (lines(&request(&event()).unwrap().text), lines(&file.text));
    let uid = |all: &[String]| all.iter().find(|l| l.starts_with("UID:")).unwrap().clone();
    assert_eq!(uid(&before), uid(&after));
    assert!(after.contains(&"SEQUENCE:1".to_owned()));
}

#[test]
fn a_cancellation_says_so_in_method_and_status() {
    let mut off = event();
    off.sequence = 2;
    let file = cancel(&off).unwrap();
    assert_eq!(file.mime_type(), "text/calendar; method=CANCEL; charset=utf-8");
    same_as_golden("cancel.ics", &file.text);
    let all = lines(&file.text);
    assert!(all.contains(&"METHOD:CANCEL".to_owned()) && all.contains(&"STATUS:CANCELLED".to_owned()));
}

#[test]
fn an_update_or_cancellation_that_calendars_would_ignore_is_refused() {
    assert_eq!(update(&event()), Err(CalendarError::SequenceNotRaised));
    assert_eq!(cancel(&event()), Err(CalendarError::SequenceNotRaised));
}

#[test]
fn a_feed_names_no_attendee_and_may_be_empty() {
    let mut second = event();
    second.uid = "second@pripadovka.example".into();
    let file = publish("Případovka – moje schůzky", &[event(), second]).unwrap();
    same_as_golden("feed.ics", &file.text);
    assert!(!file.text.contains("ATTENDEE") && !file.text.contains("ordinace.example"));
    assert_eq!(names(&file.text).iter().filter(|n| *n == "UID").count(), 2);
    let empty = publish("Prázdný", &[]).unwrap();
    assert!(empty.text.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn another_parser_reads_back_what_was_meant() {
    let read = first_event(&request(&event()).unwrap().text);
    let value = |name: &str| value(&read, name);
    assert_eq!(value("SUMMARY"), event().summary);
    assert_eq!(value("LOCATION"), event().location.unwrap());
    assert_eq!(
        value("DESCRIPTION"),
        "Potřebujeme Vás 13:20–13:50.\nCesta: C:\\mapa\nOdpověď prosíme přes odkaz."
    );
    // 13:00 in Prague in winter is 12:00 UTC.
    assert_eq!(value("DTSTART"), "20261203T120000Z");
    assert_eq!(value("DTEND"), "20261203T133000Z");
    assert_eq!(value("ATTENDEE"), "mailto:z.prihodova+pk@ordinace.example");
    assert_eq!(value("CLASS"), "PRIVATE");
}

#[test]
fn summer_time_is_two_hours_before_utc() {
    let mut summer = event();
    summer.start = date(2027, 6, 1).at(13, 0, 0, 0).in_tz("Europe/Prague").unwrap();
    summer.end = date(2027, 6, 1).at(14, 0, 0, 0).in_tz("Europe/Prague").unwrap();
    assert!(lines(&request(&summer).unwrap().text).contains(&"DTSTART:20270601T110000Z".to_owned()));
}

#[test]
fn unusable_values_are_refused_by_name() {
    let refused = |change: fn(&mut Event)| {
        let mut bad = event();
        change(&mut bad);
        request(&bad).unwrap_err()
    };
    for uid in ["", "a b", "a\r\nX:1", "a;b", "č"] {
        let mut bad = event();
        bad.uid = uid.into();
        assert_eq!(request(&bad), Err(CalendarError::Uid), "{uid:?}");
    }
    assert_eq!(refused(|e| e.end = e.start.clone()), CalendarError::Period);
    assert_eq!(refused(|e| std::mem::swap(&mut e.start, &mut e.end)), CalendarError::Period);
    assert_eq!(refused(|e| e.organiser.address = "nikdo".into()), CalendarError::Address(Party::Organiser));
    for address in [
        "",
        "@",
        "a@",
        "@b.cz",
        "a b@c.cz",
        "a@b.cz\r\nATTENDEE:mailto:x@y.cz",
        "a@b.cz,c@d.cz",
        "novák@b.cz",
    ] {
        let mut bad = event();
        bad.attendee.address = address.into();
        assert_eq!(request(&bad), Err(CalendarError::Address(Party::Attendee)), "{address:?}");
    }
    for url in ["javascript:alert(1)", "https://a b", "https://a\r\nX:1", "ftp://a"] {
        let mut bad = event();
        bad.url = Some(url.into());
        assert_eq!(request(&bad), Err(CalendarError::Url), "{url:?}");
    }
}

#[test]
fn errors_and_debug_output_tell_nothing_of_the_event() {
    let shown = format!("{:?} {:?} {:?}", event(), event().attendee, request(&event()).unwrap());
    for secret in ["Příhodová", "ordinace", "Lhota", "schůzka"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}

#[test]
fn properties_hidden_in_fields_stay_text() {
    let attack =
        "x\r\nATTENDEE:mailto:zly@example\nEND:VEVENT\u{85}X:1\u{2028}Y:2\u{0}\";CN=\"z^n:mailto:q@q";
    let mut bad = event();
    bad.summary = attack.into();
    bad.location = Some(attack.into());
    bad.description = Some(attack.into());
    bad.organiser.name = attack.into();
    bad.attendee.name = attack.into();
    assert_eq!(names(&request(&bad).unwrap().text), names(&request(&event()).unwrap().text));
}

/// Text as hostile and as Czech as a form may send.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ěščřžýáíéúůďťňĚŠČŘŽ ,;:\\\\\"^\u{a0}a-z]{0,90}",
        Just("\r\n".to_owned()),
        Just("\r\n ".to_owned()),
        Just("\r\nATTENDEE:mailto:zly@example.com\r\n".to_owned()),
        Just("\nEND:VEVENT\nBEGIN:VEVENT\n".to_owned()),
        Just("\u{0b}\u{0c}\u{85}\u{2028}\u{2029}\u{0}\u{7f}\t".to_owned()),
        Just("😀👩‍👧‍👦\u{202e}".to_owned()),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_field_ever_adds_a_property_or_breaks_a_line(
        summary in any_text(), location in any_text(), description in any_text(),
        organiser in any_text(), attendee in any_text(), feed in any_text(),
    ) {
        let mut hostile = event();
        hostile.sequence = 3;
        hostile.summary = summary;
        hostile.location = Some(format!("m{location}"));
        hostile.description = Some(format!("p{description}"));
        hostile.organiser.name = organiser;
        hostile.attendee.name = attendee;
        let mut plain = event();
        plain.sequence = 3;
        for (dirty, clean) in [
            (request(&hostile).unwrap(), request(&plain).unwrap()),
            (cancel(&hostile).unwrap(), cancel(&plain).unwrap()),
            (publish(&format!("f{feed}"), &[hostile.clone()]).unwrap(), publish("f", &[plain.clone()]).unwrap()),
        ] {
            prop_assert_eq!(names(&dirty.text), names(&clean.text));
            for line in dirty.text.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75);
                prop_assert!(!line.chars().any(char::is_control));
                prop_assert!(!line.contains(['\u{2028}', '\u{2029}']), "a break that some readers see");
            }
            prop_assert!(dirty.text.ends_with("\r\n"));
            let attendees = names(&dirty.text).iter().filter(|n| *n == "ATTENDEE").count();
            prop_assert_eq!(attendees, usize::from(dirty.method != Method::Publish));
            first_event(&dirty.text);
        }
    }

    #[test]
    fn text_without_control_characters_survives_the_way_there_and_back(text in "[^\\p{C}\\p{Z}]([^\\p{C}\\p{Zl}\\p{Zp}]{0,200}[^\\p{C}\\p{Z}])?") {
        let mut event = event();
        event.description = Some(text.clone());
        let read = first_event(&request(&event).unwrap().text);
        prop_assert_eq!(value(&read, "DESCRIPTION"), text);
    }
}
