//! What the samples promise to whoever gets them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;

#[test]
fn every_sample_renders_and_the_outsiders_page_is_small() {
    for sample in samples().unwrap() {
        match sample.content {
            SampleContent::Html(text) => assert!(text.len() < 60_000 && text.contains("</html>")),
            SampleContent::Mail(text) | SampleContent::Calendar(text) => assert!(!text.is_empty()),
            SampleContent::Pdf(bytes) => assert!(bytes.starts_with(b"%PDF-")),
        }
    }
}

#[test]
fn a_mail_hints_at_nobody_outside_its_text_and_names_a_child_by_initials_only() {
    let mail = school().mail().unwrap();
    let (head, text) = mail.split_once("\n\n").unwrap();
    assert_eq!(head, "Od: Pozvánka k setkání\nPředmět: Pozvánka k setkání");
    assert!(text.replace('\u{a0}', " ").contains("E. D."), "{text}");
    for secret in ["Eliška", "Doležal", "Matyáš", "OSPOD", "Om 118"] {
        assert!(!mail.contains(secret), "{secret} in {mail}");
    }
}

#[test]
fn with_a_safety_concern_the_place_is_named_nowhere() {
    let who = mother(true);
    for text in [who.mail().unwrap(), who.page(true, None).unwrap(), who.calendar().unwrap()] {
        assert!(!text.contains("knihovna") && !text.contains("Ukázkové"), "{text}");
    }
    assert!(who.mail().unwrap().contains("místo vám sdělíme"));
    assert!(mother(false).mail().unwrap().contains("knihovna"));
}

#[test]
fn whoever_was_invited_to_a_cancelled_meeting_gets_a_calm_page_without_day_and_place() {
    let page = mother(false).gone().unwrap();
    assert!(page.contains("Setkání se nekoná") && page.contains("Nikam chodit nemusíte"), "{page}");
    for logistics in ["prosince", "13.00", "knihovna", "Ukázkové", "kalendar.ics", "/odpoved", "Přijdu"] {
        assert!(!page.contains(logistics), "{logistics} in {page}");
    }
}

#[test]
fn a_mail_that_calls_a_meeting_off_says_so_and_names_nobody() {
    for reason in NoticeReason::ALL {
        for mail in [mother(false), mother(true), school(), doctor()].map(|w| w.called_off_mail(*reason)) {
            let mail = mail.unwrap();
            assert!(mail.starts_with("Od: Pozvánka k setkání\nPředmět: Změna setkání\n"), "{mail}");
            let body = mail.replace('\u{a0}', " ");
            assert!(body.contains("10. prosince 2026"), "{body}");
            for secret in ["Eliška", "E. D.", "Matyáš", "OSPOD", "Om 118", "knihovna", "/p/"] {
                assert!(!body.contains(secret), "{secret} in {body}");
            }
        }
    }
}

#[test]
fn a_cancelled_entry_keeps_its_identifier_and_has_a_higher_revision() {
    let (before, after) = (doctor().calendar().unwrap(), doctor().called_off_calendar().unwrap());
    let line = |text: &str, name: &str| text.lines().find(|l| l.starts_with(name)).map(str::to_owned);
    assert_eq!(line(&before, "UID:"), line(&after, "UID:"));
    assert_eq!(line(&after, "SEQUENCE:").as_deref(), Some("SEQUENCE:1"));
    assert!(after.contains("METHOD:CANCEL") && after.contains("STATUS:CANCELLED"));
    assert_eq!(after.matches("ATTENDEE").count(), 1);
}

#[test]
fn before_the_button_the_page_tells_nothing_at_all() {
    let page = mother(false).page(false, None).unwrap();
    for secret in ["Doležal", "knihovna", "prosince", "13.00", "E."] {
        assert!(!page.contains(secret), "{secret}");
    }
    assert!(page.contains("Zobrazit pozvánku"));
}

#[test]
fn a_calendar_entry_has_one_attendee_a_neutral_title_and_the_own_time() {
    let file = doctor().calendar().unwrap();
    assert_eq!(file.matches("ATTENDEE").count(), 1);
    assert!(file.contains("SUMMARY:Setkání"));
    assert!(file.contains("DTSTART:20261210T123000Z") && file.contains("DTEND:20261210T124000Z"), "{file}");
    assert!(!file.contains("/p/"));
}

#[test]
fn a_dead_link_gets_a_page_that_hints_at_nothing() {
    let gone = disclosure::disclose_to_nobody::<GoneView, _>(false, &Nothing);
    let page = outbound::page(&gone).unwrap().into_html();
    for hint in ["úřad", "konferenc", "dítě", "pozván"] {
        assert!(!page.contains(hint), "{hint}");
    }
}

#[test]
fn a_mail_about_something_new_says_neither_what_nor_about_whom() {
    for mail in [mother(false), mother(true), school(), girl()].map(|who| who.news_mail()) {
        let mail = mail.unwrap();
        assert!(mail.contains("nová zpráva") && mail.contains("/p/"), "{mail}");
        for secret in ["E. D.", "Matyáš", "OSPOD", "Om 118", "knihovna", "zástup", "prosince"] {
            assert!(!mail.contains(secret), "{secret} in {mail}");
        }
    }
}

#[test]
fn a_child_is_spoken_to_as_a_child_from_the_greeting_to_the_foot() {
    let texts = [girl().mail().unwrap(), girl().page(true, None).unwrap(), girl().page(false, None).unwrap()];
    for text in texts {
        let spoken = text.to_lowercase();
        for adult in ["vás", "vám", "vaše", "vaši", "zvolte", "odpovězte", "zavolejte", "napište", "vážen"]
        {
            let word = |at: usize| !spoken[..at].chars().next_back().is_some_and(char::is_alphabetic);
            let found = spoken.match_indices(adult).find(|(at, _)| word(*at));
            assert_eq!(found, None, "{adult} in {text}");
        }
    }
}
