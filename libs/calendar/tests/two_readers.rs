//! The same file, read back by two parsers that know nothing of each other or of this crate; and what calendars answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue, Uri};
use calendar::{Event, Mailbox, ReplyError, Response, cancel, reply, request, update};
use icalendar::parser::{read_calendar, unfold};
use jiff::civil::date;
use proptest::prelude::*;

fn event() -> Event {
    Event {
        uid: "0192f3a4-5b6c-7d8e-9f00-112233445566".into(),
        sequence: 1,
        start: date(2026, 12, 10).at(13, 0, 0, 0).in_tz("Europe/Prague").unwrap(),
        end: date(2026, 12, 10).at(14, 0, 0, 0).in_tz("Europe/Prague").unwrap(),
        summary: "Setkání".into(),
        location: Some("Radniční 1, Šternberk".into()),
        description: None,
        organiser: Mailbox { name: "Pozvánka na setkání".into(), address: "setkani@mesto.example".into() },
        attendee: Mailbox { name: String::new(), address: "novakova@skola.example".into() },
        stamp: "2026-11-20T08:15:30Z".parse().unwrap(),
        url: None,
    }
}

/// What one reader made of a file: method, then for its only event UID, sequence, start, summary, place, attendees.
#[derive(Debug, PartialEq)]
struct Read {
    method: String,
    uid: String,
    sequence: String,
    start: String,
    summary: String,
    place: Option<String>,
    attendees: Vec<String>,
}

fn by_icalendar(text: &str) -> Read {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let method = calendar.properties.iter().find(|p| p.name == "METHOD").unwrap().val.as_ref().to_owned();
    assert_eq!(calendar.components.len(), 1);
    let event = &calendar.components[0];
    assert!(event.components.is_empty());
    let all = |name: &str| -> Vec<String> {
        let properties = event.properties.iter().filter(|p| p.name == name);
        properties.map(|p| p.val.as_ref().to_owned()).collect()
    };
    Read {
        method,
        uid: all("UID").concat(),
        sequence: all("SEQUENCE").concat(),
        start: all("DTSTART").concat(),
        summary: all("SUMMARY").concat(),
        place: all("LOCATION").first().cloned(),
        attendees: all("ATTENDEE"),
    }
}

fn by_calcard(text: &str) -> Read {
    let calendar = ICalendar::parse(text).expect("a calendar");
    let components = &calendar.components;
    let events: Vec<_> =
        components.iter().filter(|c| c.component_type == ICalendarComponentType::VEvent).collect();
    assert_eq!((events.len(), components.len()), (1, 2), "the calendar and its one event");
    let words = |value: &ICalendarValue| match value {
        ICalendarValue::Text(text) => text.clone(),
        ICalendarValue::Integer(number) => number.to_string(),
        ICalendarValue::Uri(Uri::Location(uri)) => uri.clone(),
        ICalendarValue::Method(method) => format!("{method:?}").to_uppercase(),
        ICalendarValue::PartialDateTime(at) => format!(
            "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
            at.year.unwrap(),
            at.month.unwrap(),
            at.day.unwrap(),
            at.hour.unwrap(),
            at.minute.unwrap(),
            at.second.unwrap()
        ),
        other => format!("{other:?}"),
    };
    let method = components[0].entries.iter().find(|e| e.name == ICalendarProperty::Method).unwrap();
    let all = |name: ICalendarProperty| -> Vec<String> {
        let entries = events[0].entries.iter().filter(|e| e.name == name);
        entries.map(|e| e.values.iter().map(words).collect::<Vec<_>>().concat()).collect()
    };
    Read {
        method: words(&method.values[0]),
        uid: all(ICalendarProperty::Uid).concat(),
        sequence: all(ICalendarProperty::Sequence).concat(),
        start: all(ICalendarProperty::Dtstart).concat(),
        summary: all(ICalendarProperty::Summary).concat(),
        place: all(ICalendarProperty::Location).first().cloned(),
        attendees: all(ICalendarProperty::Attendee),
    }
}

#[test]
fn both_readers_find_one_attendee_in_request_update_and_cancellation() {
    let event = event();
    for (file, method) in
        [(request(&event), "REQUEST"), (update(&event), "REQUEST"), (cancel(&event), "CANCEL")]
    {
        let file = file.unwrap();
        let expected = Read {
            method: method.into(),
            uid: event.uid.clone(),
            sequence: "1".into(),
            start: "20261210T120000Z".into(),
            summary: "Setkání".into(),
            place: Some("Radniční 1, Šternberk".into()),
            attendees: vec!["mailto:novakova@skola.example".into()],
        };
        assert_eq!(by_icalendar(&file.text), expected);
        assert_eq!(by_calcard(&file.text), expected);
        assert_eq!(file.mime_type(), format!("text/calendar; method={method}; charset=utf-8"));
    }
}

/// A name, place or address line as hostile and as Czech as a form may send.
fn any_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ěščřžýáíéúůďťňĚŠČŘŽ ,;:\\\\\"'^a-z0-9./-]{1,60}",
        Just("\r\nATTENDEE:mailto:zly@example.com\r\n".to_owned()),
        Just("\nEND:VEVENT\nBEGIN:VEVENT\n".to_owned()),
        Just("\r\nMETHOD:PUBLISH".to_owned()),
        Just("\\n\\,\\;".to_owned()),
        Just("\";CN=x:mailto:a@b".to_owned()),
        Just("😀👩‍👧‍👦".to_owned()),
        Just("\u{85}\u{2028}\u{0b}\u{0}".to_owned()),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_names_and_places_hold_both_readers_read_the_same_one_attendee(
        summary in any_words(), place in any_words(), name in any_words(), organiser in any_words(),
        local in "[a-z0-9._+-]{1,30}", sequence in 1u32..1000,
    ) {
        let mut hostile = event();
        hostile.sequence = sequence;
        hostile.summary = format!("S{summary}");
        hostile.location = Some(format!("M{place}"));
        hostile.attendee = Mailbox { name, address: format!("{local}@skola.example") };
        hostile.organiser.name = organiser;
        for file in [update(&hostile).unwrap(), cancel(&hostile).unwrap()] {
            let (first, second) = (by_icalendar(&file.text), by_calcard(&file.text));
            prop_assert_eq!(&first.method, file.method.as_str());
            prop_assert_eq!(&first.uid, &hostile.uid);
            prop_assert_eq!(&first.attendees, &[format!("mailto:{}", hostile.attendee.address)]);
            prop_assert_eq!(&first.sequence, &sequence.to_string());
            prop_assert_eq!(first, second);
        }
    }

    #[test]
    fn no_answer_of_any_calendar_makes_the_reader_fall(text in "\\PC{0,400}", lines in prop::collection::vec("(BEGIN|END|METHOD|UID|ATTENDEE|SEQUENCE)[;:=\"A-Za-z@.]{0,30}", 0..20)) {
        let _ = reply(&text);
        let _ = reply(&lines.join("\r\n"));
    }
}

/// As Outlook, Google and Apple write their answers: order, folding and parameters differ.
const OUTLOOK: &str = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nPRODID:Microsoft Exchange Server 2010\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Central Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nATTENDEE;PARTSTAT=ACCEPTED;CN=\"Nováková; Jana, Mgr.: škola\":mailto:novakova@skola.e\r\n xample\r\nCOMMENT;LANGUAGE=cs-CZ:Přijdu\\, děkuji\r\nUID:0192f3a4-5b6c-7d8e-9f00-112233445566\r\nSUMMARY;LANGUAGE=cs-CZ:Accepted: Setkání\r\nDTSTART;TZID=Central Europe Standard Time:20261210T130000\r\nSEQUENCE:1\r\nBEGIN:VALARM\r\nUID:jiny\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const GOOGLE: &str = "BEGIN:VCALENDAR\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:REPLY\nBEGIN:VEVENT\nORGANIZER;CN=x:mailto:setkani@mesto.example\nUID:0192f3a4-5b6c-7d8e-9f00-112233445566\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;X-NUM-GUESTS=0:MAILTO:Novakova@Skola.example\nEND:VEVENT\nEND:VCALENDAR\n";

#[test]
fn accepting_and_declining_is_read_back_from_the_calendars_people_use() {
    let accepted = reply(OUTLOOK).unwrap();
    assert_eq!((accepted.response, accepted.sequence), (Response::Accepted, Some(1)));
    assert_eq!(accepted.uid, event().uid);
    assert_eq!(accepted.attendee, "novakova@skola.example");
    let declined = reply(GOOGLE).unwrap();
    assert_eq!((declined.response, declined.sequence), (Response::Declined, None));
    assert_eq!(declined.attendee, "novakova@skola.example");
    assert!(!format!("{declined:?}").contains("skola"));
    let tentative = reply(&GOOGLE.replace("DECLINED", "TENTATIVE")).unwrap();
    assert_eq!(tentative.response, Response::Tentative);
}

#[test]
fn what_is_no_answer_to_one_event_by_one_person_is_refused() {
    let event = event();
    assert_eq!(reply(&request(&event).unwrap().text), Err(ReplyError::NotAReply));
    assert_eq!(reply(""), Err(ReplyError::NotAReply));
    assert_eq!(reply(&GOOGLE.replace("DECLINED", "NEEDS-ACTION")), Err(ReplyError::Attendee));
    let two = GOOGLE.replace("END:VEVENT", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.example\nEND:VEVENT");
    assert_eq!(reply(&two), Err(ReplyError::Attendee));
    let events = GOOGLE.replace("END:VCALENDAR", "BEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR");
    assert_eq!(reply(&events), Err(ReplyError::Event));
    assert_eq!(
        reply(&GOOGLE.replace("METHOD:REPLY", "METHOD:REPLY\nMETHOD:REQUEST")),
        Err(ReplyError::NotAReply)
    );
    assert_eq!(reply(&"A".repeat(300_000)), Err(ReplyError::TooLong));
}
