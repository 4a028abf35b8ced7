//! Samples of the pages of a meeting.

use super::pages::aware::{Aware, NoteRow};
use super::pages::handover::HandOverPage;
use super::pages::present::PresentPage;
use super::pages::recorder::{Embedded, RecorderPage};
use super::pages::room::{BeforePage, RoomPage};
use super::pages::rows::{Group, LineRow, PhaseRow, SeatRow, VariantRow};
use super::pages::seat::SeatPage;
use super::{LineKind, PresenceStep, Topic};
use crate::conferences::Around;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::wall::{Light, LightRow};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn seat(number: u128, name: &str, label: &str, step: Option<PresenceStep>, times: &str) -> SeatRow {
    SeatRow {
        id: id(number),
        name: name.into(),
        label: label.into(),
        short: format!("{} ({label})", czech::names::initials(name)),
        step,
        acknowledged: true,
        times: times.into(),
        last: step.map(|_| id(number + 100)),
        next: id(number + 200),
    }
}

fn line(number: u128, kind: LineKind, text: &str) -> LineRow {
    LineRow {
        id: id(number),
        kind,
        kind_label: kind.label(),
        number: None,
        text: text.into(),
        speaker: String::new(),
        owner: String::new(),
        deadline: String::new(),
        remark: String::new(),
        notes: Vec::new(),
        loose: "",
        variants: Vec::new(),
        struck: false,
        first: false,
        last: false,
    }
}

fn phase(number: u128, title: &str, planned: &str, began: Option<&str>, current: bool) -> PhaseRow {
    PhaseRow {
        id: id(number),
        title: title.into(),
        planned: planned.into(),
        began: began.map(Into::into),
        current,
        clock: current.then(|| "zbývá 9 minut".to_owned()),
    }
}

fn note(entry: u128, name: Option<&str>, at: &str) -> NoteRow {
    NoteRow { entry: uuid::Uuid::from_u128(entry), name: name.map(Into::into), at: at.into() }
}

fn room() -> RoomPage {
    let seats = vec![
        seat(21, "Markéta Doležalová", "maminka", Some(PresenceStep::Arrived), "od\u{a0}13.00"),
        seat(11, "Eliška Doležalová", "dcera", Some(PresenceStep::AskedOut), "13.00–13.40"),
        seat(
            25,
            "MUDr. Hana Zelinková",
            "dětská lékařka",
            Some(PresenceStep::ByPhone),
            "od\u{a0}13.30 po\u{a0}telefonu",
        ),
        seat(26, "Petr Kratochvíl", "bytový odbor", None, ""),
    ];
    let task = LineRow {
        number: Some(1),
        owner: "AB (výchovná poradkyně)".into(),
        deadline: "do\u{a0}19. 12. 2026".into(),
        remark: "je sobota".into(),
        notes: vec!["hotovo poznáme: Eliška chodí podle rozvrhu".into()],
        ..line(42, LineKind::Task, "Sestavit s Eliškou zkrácený rozvrh.")
    };
    let said = LineRow {
        speaker: "MD (maminka)".into(),
        variants: vec![VariantRow {
            by: "Bc. Tomáš Dvorník".into(),
            at: "13.08".into(),
            text: "Ráno odcházím do práce před pátou.".into(),
        }],
        ..line(41, LineKind::Said, "Ráno odcházím do práce v pět.")
    };
    let here = vec![said, task, LineRow { struck: true, ..line(43, LineKind::Said, "Omyl.") }];
    let before = vec![line(44, LineKind::Agreed, "Cíle platí tak, jak jsou napsané.")];
    RoomPage {
        frame: Frame::sample("/pripady"),
        id: id(4),
        form: FormState::empty(),
        phases: vec![
            phase(51, "Přivítání a pravidla", "13.00–13.05", Some("13.00"), false),
            phase(52, "Škola", "13.05–13.40", Some("13.06"), true),
            phase(53, "Zdraví", "13.40–14.00", None, false),
        ],
        phase_title: Some("Škola".into()),
        next_phase: Some((id(53), "Zdraví".into())),
        here: Group { title: String::new(), lines: here }.marked().lines,
        others: vec![Group { title: "Přivítání a pravidla".into(), lines: before }.marked()],
        pause: None,
        reminded: true,
        unaware: vec![(id(25), "MUDr. Hana Zelinková".into())],
        aware: Aware(vec![note(71, None, "13.05"), note(72, Some("Petr Kratochvíl"), "13.20")]),
        seen: 12,
        degrees: true,
        started: "13.00".into(),
        ended: None,
        makes_record: true,
        speakers: seats.iter().map(|seat| (seat.id.to_string(), seat.short.clone())).collect(),
        topics: Topic::options(),
        children: vec![
            (id::<()>(11).to_string(), "Eliška".into()),
            (id::<()>(12).to_string(), "Matyáš".into()),
        ],
        present: 2,
        seats,
        next: id(60),
        next_tap: id(61),
        focus: false,
        panels: Vec::new(),
    }
}

fn before() -> BeforePage {
    BeforePage {
        frame: Frame::sample("/pripady"),
        around: Around::sample(),
        id: id(4),
        form: FormState::empty(),
        convened: true,
        when: Some("čtvrtek 10. prosince 2026, 13.00–15.00".into()),
        place: Some("Městská knihovna, zasedací místnost".into()),
        today: true,
        people: vec![
            ("Markéta Doležalová".into(), "maminka".into()),
            ("Mgr. Alena Bečvářová".into(), "výchovná poradkyně".into()),
        ],
        phases: vec![phase(51, "Přivítání a pravidla", "13.00–13.05", None, false)],
        goals: vec!["Eliška chodí do školy a má s kým mluvit.".into()],
        panels: Vec::new(),
    }
}

fn present() -> PresentPage {
    let RoomPage { frame, id, seats, unaware, aware, next, .. } = room();
    let present = seats.iter().filter(|seat| seat.is_present()).count();
    let light = LightRow::of(true, Light::Ready);
    PresentPage { frame, id, seats, present, reminded: true, unaware, aware, ended: false, next, light }
}

fn recorder() -> RecorderPage {
    let page = serde_json::json!({
        "conference": id::<()>(4).to_string(), "now": 0, "started": 0, "ended": null, "sealed": false, "phases": [],
        "current_phase": null, "seats": [], "children": [], "topics": [], "kinds": [], "day": "2026-12-10", "staff": "IS",
    });
    RecorderPage { frame: Frame::sample("/pripady"), id: id(4), page: Embedded(page) }
}

fn seat_page() -> SeatPage {
    SeatPage {
        frame: Frame::sample("/pripady"),
        id: id(4),
        form: FormState::empty(),
        guests: vec![(id::<()>(30).to_string(), "Božena Šafářová (sousedka)".into())],
        people: vec![(id::<()>(31).to_string(), "Vlasta Konečná".into())],
        new_id: id::<()>(62).to_string(),
    }
}

/// What a window left, when the record does not change any more.
fn hand_over() -> HandOverPage {
    HandOverPage { frame: Frame::sample("/konference"), id: id(4), at_rest: true }
}

/// The room before the start, and in the middle of the talk.
pub(super) fn render() -> Result<Vec<Sample>, Failure> {
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let mut samples = vec![
        html("stranka-pred-jednanim", "Jednání před zahájením", before().render()?),
        html("stranka-jednani", "Jednání a zápis po řádcích", room().render()?),
        html("stranka-pritomni", "Kdo je u stolu: jeden stisk", present().render()?),
        html("stranka-zapisovani", "Zápis po řádcích: než skript začne", recorder().render()?),
        html("stranka-predat-ze-zarizeni", "Co zůstalo v zařízení", hand_over().render()?),
        html("stranka-jednani-pridat", "Přidat mezi účastníky během jednání", seat_page().render()?),
    ];
    samples.extend(super::wall::samples::render()?);
    samples.extend(super::lead::samples::render()?);
    Ok(samples)
}
