//! Samples of the pages about access: openings, who looked, hand-over.

use super::{head, page};
use crate::cases::pages::handover::{HandOverPage, HandoverPage, HandoverRow, HandoversPage};
use crate::cases::pages::openings::{OpenPage, OpeningPage, OpeningRow};
use crate::cases::pages::readers::{LookedCase, LookedPage, ReaderLine};
use crate::cases::rules::opening::OpeningTime;
use crate::kernel::{Choice, Failure, FormState};
use crate::shell::{Frame, OpenedFor, Sample};

/// All of them.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    Ok(vec![
        page("nahlednuti", "Mimořádné nahlédnutí: žádost a přehled", &open())?,
        page("nahlednuti-chyby", "Mimořádné nahlédnutí: chybí důvod", &mistaken())?,
        page("nahlednuti-jedno", "Jedno mimořádné nahlédnutí, jak ho vidí vedoucí", &opening())?,
        page("kdo-se-dival", "Kdo se díval do případů koordinátorky", &looked())?,
        page("postoupit", "Postoupení jinému úřadu: žádost", &hand_over())?,
        page("postoupeni", "Postoupené případy", &handovers())?,
        page("postoupeni-prevzit", "Postoupení, o kterém rozhoduje přijímající úřad", &handover())?,
    ])
}

const OPENING: &str = "/nahlednuti/018f0000-0000-7000-8000-000000000119";

fn form() -> FormState {
    FormState::empty().with("doba", OpeningTime::TwoHours.code())
}

fn open() -> OpenPage {
    let mut page = OpenPage::new(Frame::sample("/pripady"), form());
    page.office = Some(vec![
        OpeningRow {
            href: OPENING.into(),
            who: "Mgr.\u{a0}Alena Veselá".into(),
            case: "Doležalovi, Om 118/2026".into(),
            since: "19.\u{a0}11.\u{a0}2026 8.15".into(),
            left: Some("1\u{a0}hodinu a 5\u{a0}minut".into()),
            over: String::new(),
            end: Some(1),
        },
        OpeningRow {
            href: OPENING.into(),
            who: "Karel Nesvadba".into(),
            case: "Benešovi, Om 134/2026".into(),
            since: "3.\u{a0}11.\u{a0}2026 13.02".into(),
            left: None,
            over: "ukončeno 3.\u{a0}11.\u{a0}2026 13.20".into(),
            end: None,
        },
    ]);
    page
}

fn mistaken() -> OpenPage {
    let typed = form().with("spisova_znacka", "Om 118/2026");
    OpenPage::new(
        Frame::sample("/pripady"),
        typed.failed("duvod", "Napište, proč do případu potřebujete nahlédnout."),
    )
}

fn opening() -> OpeningPage {
    let mut frame = Frame::sample("/pripady");
    frame.opened = Some(OpenedFor {
        left: "1\u{a0}hodinu a 5\u{a0}minut".into(),
        until: "19.\u{a0}11.\u{a0}2026 10.15".into(),
        href: OPENING.into(),
    });
    OpeningPage {
        frame,
        href: OPENING.into(),
        who: "Mgr.\u{a0}Alena Veselá".into(),
        case: "Doležalovi, Om 118/2026".into(),
        case_href: Some(head().href),
        reason: "Volala babička, že Matyáše nemá kdo vyzvednout. Kolegyně Kubíčková je na jednání a nezvedá telefon."
            .into(),
        since: "19.\u{a0}11.\u{a0}2026 8.15".into(),
        until: "19.\u{a0}11.\u{a0}2026 10.15".into(),
        left: Some("1\u{a0}hodinu a 5\u{a0}minut".into()),
        over: String::new(),
        barred: true,
        version: 1,
        may_see: true,
        may_end: true,
        may_bar: true,
        may_allow: true,
    }
}

fn looked() -> LookedPage {
    let reader = |who: &str, why: &str, what: &str, times: &str| ReaderLine {
        day: "19.\u{a0}11.\u{a0}2026".into(),
        who: who.into(),
        why: why.into(),
        what: what.into(),
        times: times.into(),
        last: "8.20".into(),
    };
    LookedPage {
        frame: Frame::sample("/"),
        day: "čtvrtek 19.\u{a0}listopadu 2026".into(),
        before: "18.11.2026".into(),
        after: None,
        cases: vec![LookedCase {
            href: format!("{}/nahlizeni", head().href),
            name: "Doležalovi, Om 118/2026".into(),
            readers: vec![
                reader(
                    "Mgr.\u{a0}Alena Veselá",
                    "mimořádné nahlédnutí",
                    "konference, případ",
                    "3\u{a0}stránky",
                ),
                reader("Mgr.\u{a0}Petr Hron", "vedoucí oddělení", "případ", "1\u{a0}stránka"),
            ],
        }],
    }
}

fn hand_over() -> HandOverPage {
    HandOverPage {
        frame: Frame::sample("/pripady"),
        case: head(),
        form: FormState::empty(),
        offices: vec![("unicov".into(), "Uničov – Městský úřad Uničov".into())],
        waiting: None,
    }
}

fn handovers() -> HandoversPage {
    let row = |mark: &str, incoming: bool, state: &'static str, waits: bool| HandoverRow {
        href: "/postoupeni/018f0000-0000-7000-8000-000000000131".into(),
        mark: mark.into(),
        other: "Městský úřad Uničov".into(),
        incoming,
        asked: "16.\u{a0}11.\u{a0}2026 9.40".into(),
        state,
        waits,
        decided: (!waits).then(|| "17.\u{a0}11.\u{a0}2026 8.05".into()),
    };
    HandoversPage {
        frame: Frame::sample("/pripady"),
        rows: vec![
            row("Om 131/2026", false, "čeká na převzetí", true),
            row("Om 54/2026", true, "postoupeno", false),
        ],
    }
}

fn handover() -> HandoverPage {
    HandoverPage {
        frame: Frame::sample("/pripady"),
        href: "/postoupeni/018f0000-0000-7000-8000-000000000131".into(),
        mark: "Om 131/2026".into(),
        from: "Městský úřad Šternberk".into(),
        to: "Městský úřad Uničov".into(),
        asked: "16.\u{a0}11.\u{a0}2026 9.40".into(),
        state: "čeká na převzetí",
        decided: None,
        reason: None,
        answer: None,
        case_href: None,
        may_decide: true,
        may_take_back: false,
        coordinators: vec![("horova".into(), "Bc.\u{a0}Simona Horová".into())],
        form: FormState::empty(),
        version: 1,
        stale: false,
    }
}
