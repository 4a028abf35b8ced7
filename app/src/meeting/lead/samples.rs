//! A sample of the facilitator's page.

use super::pages::{LeadPage, Person};
use crate::kernel::{Failure, Id};
use crate::meeting::PresenceStep;
use crate::meeting::clock::Sign;
use crate::meeting::wall::{Light, LightRow};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn person(number: u128, name: &str, label: &str, step: Option<PresenceStep>) -> Person {
    Person {
        id: id(number),
        name: name.into(),
        label: label.into(),
        step,
        waits: number == 22,
        speaks: number == 21,
        next: id(number + 100),
    }
}

fn page() -> LeadPage {
    LeadPage {
        frame: Frame::sample("/konference"),
        id: id(4),
        started: true,
        ended: false,
        unreminded: false,
        title: Some("Návrhy a domlouvání".into()),
        left: Some("už jen 4 minuty".into()),
        sign: Sign::Soon,
        ends: Some("skončíme asi v 15.05, o 5 minut později".into()),
        next_phase: Some((
            id(53),
            "Čtení plánu: kdo, co a dokdy".into(),
            Some("asi v 14.25, o 5 minut později".into()),
        )),
        question: Some("Co z toho zvládne rodina sama a s čím chce pomoct?"),
        next_question: 2,
        pause: None,
        people: vec![
            person(21, "Markéta Doležalová", "maminka", Some(PresenceStep::Arrived)),
            person(22, "Věra Hájková", "babička", Some(PresenceStep::Arrived)),
            person(25, "MUDr. Hana Zelinková", "dětská lékařka", Some(PresenceStep::ByPhone)),
            person(11, "Eliška Doležalová", "dcera", Some(PresenceStep::AskedOut)),
            person(26, "Petr Kratochvíl", "bytový odbor", None),
        ],
        waiting: vec![(id(22), "Věra Hájková".into())],
        parked: vec!["Prázdniny: vrátíme se k nim v lednu.".into()],
        light: LightRow::of(true, Light::Ready),
        left_out: 0,
        next_pause: id(60),
        print: 1,
    }
}

/// The page in the middle of the talk.
pub(in crate::meeting) fn render() -> Result<Vec<Sample>, Failure> {
    let content = SampleContent::Html(page().render()?);
    Ok(vec![Sample { name: "stranka-vedeni-jednani", title: "Vedení jednání", content }])
}
