//! What the samples promise to whoever gets them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::super::content::Difference;
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

/// Written by hand, not taken from the words under test: what nobody may read in a mail, a short message or a calendar
/// entry over somebody's shoulder, in any of the three languages and without diacritics.
const FORBIDDEN: &[&str] = &[
    // names of the story, initials of the children, the file
    "dolež",
    "dolez",
    "elišk",
    "elisk",
    "matyáš",
    "matyas",
    "horákov",
    "zelinkov",
    "markét",
    "kubíčkov",
    "kubickov",
    "e. d.",
    "m. d.",
    "om 118",
    // who invites
    "ospod",
    "sociáln",
    "socialn",
    "sociálně",
    "odbor",
    "oddělení",
    "úřad",
    "urad",
    "sternberk.cz",
    "měst",
    "social work",
    "authority",
    "council",
    "municipal",
    "office",
    "соціал",
    "орган",
    "опік",
    "управлін",
    // what it concerns
    "dítě",
    "dite",
    "děti",
    "dětí",
    "dětsk",
    "deti",
    "rodič",
    "rodic",
    "ochran",
    "ohrožen",
    "konferenc",
    "případ",
    "pripad",
    "spis",
    "child",
    "parent",
    "protection",
    "conference",
    "case",
    "custody",
    "дитин",
    "діти",
    "дітей",
    "батьк",
    "захист",
    "конференц",
    "справа",
    "zákon",
    "zakon",
    "písm",
    "§",
    "mlčenliv",
    "confidential",
];

/// The place is logistics and told as staff wrote it; the sample's own is taken out before the words are looked at.
fn without_place(text: &str) -> String {
    let plain = text.replace('\u{a0}', " ");
    let place = conference().place.unwrap();
    let plain =
        [place.name, place.address, place.access].iter().fold(plain, |text, part| text.replace(part, ""));
    plain.to_lowercase()
}

#[test]
fn no_mail_short_message_or_calendar_entry_tells_anybody_anything_whoever_reads_it() {
    use crate::kernel::Choice;
    let mut read = 0;
    for kind in ReaderKind::ALL {
        for language in Language::ALL {
            for safety_concern in [false, true] {
                let who = Who { kind: *kind, language: *language, ..mother(safety_concern) };
                let outputs = [
                    ("mail", who.mail().unwrap()),
                    ("mail of a change", who.renewed_mail().unwrap()),
                    ("cancelled", who.called_off_mail(NoticeReason::Cancelled).unwrap()),
                    ("postponed", who.called_off_mail(NoticeReason::Postponed).unwrap()),
                    ("withdrawn", who.called_off_mail(NoticeReason::Withdrawn).unwrap()),
                    ("request to delete", inside::erase_mail(&who).unwrap()),
                    ("short message", who.short().unwrap()),
                    ("calendar", own_parts(&who.calendar().unwrap())),
                    ("end of the calendar entry", own_parts(&who.called_off_calendar().unwrap())),
                ];
                for (what, text) in outputs {
                    let text = without_place(&text);
                    for word in FORBIDDEN {
                        assert!(
                            !text.contains(word),
                            "{word} in the {what} for {kind:?} in {language:?}: {text}"
                        );
                    }
                    read += 1;
                }
            }
        }
    }
    assert!(read > 9 * 3 * 2 * 10, "too few kinds of reader: {read}");
}

/// A calendar file without its product and the reader's own address, which stands on the envelope as well.
fn own_parts(file: &str) -> String {
    let unfolded = file.replace("\r\n ", "").replace("\\,", ",");
    let kept = unfolded
        .lines()
        .filter(|line| !["PRODID", "ATTENDEE", "TRANSP", "CLASS"].iter().any(|name| line.starts_with(name)));
    kept.filter(|line| !line.starts_with("ORGANIZER")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_mail_says_who_is_asked_by_phone_and_how_to_answer() {
    let mail = mother(false).mail().unwrap().replace('\u{a0}', " ");
    for part in
        ["Pozvánka na setkání", "zveme vás na setkání", "KDY:", "na své osobní stránce", LINK, "585 000 119"]
    {
        assert!(mail.contains(part), "{part} in {mail}");
    }
    let child = Who { kind: ReaderKind::Child, ..mother(false) };
    assert!(child.mail().unwrap().contains("zveme tě na setkání"));
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
fn a_place_of_ones_own_stands_nowhere_before_the_code() {
    let own = Some(Place {
        name: "klubovna v patře".into(),
        address: "Zadní 4, Šternberk".into(),
        access: "zvoňte na hnědé dveře".into(),
        waiting: "zimní zahrada".into(),
    });
    let (open, guarded) =
        (Who { own_place: own.clone(), ..mother(false) }, Who { own_place: own, ..mother(true) });
    for who in [&open, &guarded] {
        for text in [who.mail().unwrap(), who.page(true, None).unwrap(), who.calendar().unwrap()] {
            let text = text.replace("\r\n ", "").replace('\u{a0}', " ");
            let told = ["klubovna", "Zadní", "knihovna"].into_iter().find(|word| text.contains(word));
            assert!(told.is_none(), "{told:?} in {text}");
        }
    }
    assert!(open.content().differs().contains(&Difference::OwnPlace));
    assert!(guarded.content().differs().contains(&Difference::PlaceLater));
    assert!(!mother(true).content().differs().contains(&Difference::OwnPlace));
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
            assert!(mail.starts_with("Od: Pozvánka na setkání\nPředmět: Změna setkání\n"), "{mail}");
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
fn an_entry_in_a_calendar_is_called_a_meeting_in_the_readers_language() {
    for (language, title) in
        [(Language::Czech, "Setkání"), (Language::Ukrainian, "Зустріч"), (Language::English, "Meeting")]
    {
        let who = Who { language, ..mother(false) };
        for file in [who.calendar().unwrap(), who.called_off_calendar().unwrap()] {
            assert!(file.contains(&format!("SUMMARY:{title}")), "{language:?}: {file}");
        }
    }
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

#[test]
fn an_office_that_chose_its_name_for_institutions_names_itself_there_and_nowhere_else() {
    use super::super::wording::Wording;
    use crate::kernel::Choice;
    for kind in crate::cases::ReaderKind::ALL {
        let who = Who { kind: *kind, ..mother(false) };
        let content =
            Content { wording: Wording::Office.towards([*kind].into_iter(), true), ..who.content() };
        let disclosed = who.cut::<InvitationView, _>(&content).unwrap();
        let words = &disclosed.view().mail;
        let institution = matches!(
            kind.code(),
            "school"
                | "health_provider"
                | "social_service"
                | "accompanying_organisation"
                | "residential_facility"
                | "municipal_department"
                | "adviser"
                | "other_ospod"
                | "region"
                | "police"
                | "prosecutor"
                | "probation"
                | "court"
        );
        assert_eq!(words.sender.is_some(), institution, "{kind:?}");
        assert_eq!(words.subject == "Pozvánka na setkání", !institution, "{kind:?}");
        // The text of the mail stays the same.
        assert!(!who.mail().unwrap().to_lowercase().contains("konferenc"));
    }
}
