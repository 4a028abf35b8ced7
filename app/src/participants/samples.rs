//! Samples of the pages of participants: the invented family Doležalovi, without a database.

use super::forms;
use super::model::{ChildForm, Participant, Participation};
use super::pages::{
    ApartCard, ChildLine, ChildPage, LeadersPage, Pick, RemovePage, SeatPage, Seated, Slot, Suggested,
    TablePage, TwoLine,
};
use super::timeline::{Bar, Timeline};
use crate::conferences::{Around, Perspective, Phase};
use crate::kernel::{Choice, Failure, FormState, Id, TimeOfDay};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

const HREF: &str = "/konference/018f0000-0000-7000-8000-000000000210";

fn page<T: Template>(name: &'static str, title: &'static str, template: &T) -> Result<Sample, Failure> {
    Ok(Sample { name, title, content: SampleContent::Html(template.render()?) })
}

fn frame() -> Frame {
    Frame::sample("/konference")
}

fn around() -> Around {
    let case = ("/pripady/018f0000-0000-7000-8000-000000000118".to_owned(), "Om 118/2026".to_owned());
    Around { href: HREF.into(), case: Some(case), steps: Vec::new() }
}

/// All samples.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    Ok(vec![
        page("ucastnici", "Čí pohled u stolu bude", &table())?,
        page("ucastnik-novy", "Nový účastník s chybou", &seat())?,
        page("ucastnik-odebrat", "Odebrání účastníka", &remove())?,
        page("ucastnici-dite", "Jak se zapojí dítě", &child())?,
        page("ucastnici-vedeni", "Kdo vede a kdo píše", &leaders())?,
    ])
}

fn seated(name: &str, role: &str, how: &str, required: bool) -> Seated {
    let href = format!("{HREF}/ucastnici/018f0000-0000-7000-8000-000000000401");
    Seated { href, name: name.into(), role: role.into(), how: how.into(), required, elsewhere: None }
}

fn slot(perspective: Perspective, needed: bool, seated: Vec<Seated>, suggested: Vec<Suggested>) -> Slot {
    Slot { perspective, needed, seated, suggested }
}

fn table() -> TablePage {
    let whole = Participation::Whole.label();
    let suggested = |name: &str, role: &str| Suggested {
        href: format!("{HREF}/ucastnici/pridat"),
        name: name.into(),
        role: role.into(),
    };
    let child = |name: &str, how: Option<ChildForm>| ChildLine {
        href: format!("{HREF}/ucastnici/dite/018f0000-0000-7000-8000-000000000501"),
        name: name.into(),
        how: how.map(|form| form.label().to_owned()),
        elsewhere: None,
    };
    TablePage {
        frame: frame(),
        around: around(),
        slots: vec![
            slot(Perspective::ChildVoice, true, Vec::new(), Vec::new()),
            slot(
                Perspective::MotherSide,
                true,
                vec![Seated {
                    elsewhere: Some("Dům dětí, klubovna v patře, Zadní 4, Šternberk".into()),
                    ..seated("Markéta Doležalová", "maminka", whole, true)
                }],
                vec![suggested("Věra Hájková", "babička")],
            ),
            slot(
                Perspective::Health,
                true,
                vec![seated(
                    "MUDr. Hana Zelinková",
                    "dětská lékařka",
                    "telefonem nebo videem, 13.30–13.40",
                    false,
                )],
                Vec::new(),
            ),
            slot(
                Perspective::Debts,
                true,
                Vec::new(),
                vec![suggested("Ing. Pavel Šimek", "dluhový poradce")],
            ),
        ],
        others: vec![slot(Perspective::SafetyLaw, false, Vec::new(), Vec::new())],
        children: vec![
            child("Eliška Doležalová", Some(ChildForm::Part)),
            child("Matyáš Doležal", Some(ChildForm::Letter)),
            child("Anička Doležalová", None),
        ],
        leaders: vec![seated("Mgr. Ivana Součková", "facilitátorka", whole, true)],
        counted: "9\u{a0}lidí u stolu: z rodiny 4, 5\u{a0}odborníků; písemně 1".into(),
        hint: None,
        conflict: false,
        may_edit: true,
        timeline: Some(timeline()),
        apart: Some(apart()),
    }
}

fn apart() -> ApartCard {
    let id = |n: u128| Uuid::from_u128(n).to_string();
    let (mother, father) = ("Markéta Doležalová (maminka)", "Radek Doležal (tatínek)");
    let grandmother = "Věra Hájková (babička)";
    let two = |one: &str, other: &str, clash: Option<&str>| TwoLine {
        one: (id(21), one.into()),
        other: (id(22), other.into()),
        clash: clash.map(Into::into),
        distance: super::pages::distance_in_words(Some(super::apart::rules::Distance::Elsewhere)),
    };
    ApartCard {
        concern: true,
        pairs: vec![
            two(mother, father, None),
            two(grandmother, father, Some("Věra Hájková 13.00–15.00, Radek Doležal 14.00–15.00")),
        ],
        suggested: vec![two(mother, "Tomáš Bartoš (bývalý partner maminky)", None)],
        people: vec![(id(21), mother.into()), (id(22), father.into()), (id(23), grandmother.into())],
        form: FormState::empty(),
    }
}

fn timeline() -> Timeline {
    let bar = |who: &str, words: &str, pieces: &[(i64, i64)], remote: bool| Bar {
        who: who.into(),
        words: words.into(),
        pieces: pieces.to_vec(),
        remote,
    };
    Timeline {
        minutes: 120,
        hours: ["13.00", "13.30", "14.00", "14.30", "15.00"].map(str::to_owned).to_vec(),
        private: vec![(55, 10)],
        bars: vec![
            bar("Markéta Doležalová (maminka)", "13.00–15.00", &[(0, 120)], false),
            bar("Eliška Doležalová (dítě)", "13.00–13.40 a 14.45–15.00", &[(0, 40), (105, 120)], false),
            bar(
                "MUDr. Hana Zelinková (dětská lékařka)",
                "telefonem nebo videem 13.30–13.40",
                &[(30, 40)],
                true,
            ),
        ],
        written: vec!["Bc. Jitka Soukupová (učitelka ze školky)".into()],
    }
}

fn phases() -> Vec<Phase> {
    let phase = |n: u128, title: &str, minutes: i64, at: i64| Phase {
        id: Id::from_uuid(Uuid::from_u128(n)),
        position: 0,
        title: title.into(),
        minutes,
        private: false,
        starts: Some(TimeOfDay::from_minutes(at)),
    };
    vec![
        phase(1, "Přivítání, pravidla a mlčenlivost", 5, 780),
        phase(2, "Představení a vztah k dětem", 10, 785),
        phase(3, "Hlas dětí", 10, 795),
    ]
}

fn seat() -> SeatPage {
    let form = FormState::empty().with("ucast", Participation::Part.code());
    let failed = forms::new(form.clone(), false, &phases()).err().unwrap_or(form);
    SeatPage {
        frame: frame(),
        around: around(),
        form: failed,
        who: None,
        picks: vec![Pick {
            id: Id::from_uuid(Uuid::from_u128(11)),
            name: "Věra Hájková".into(),
            role: "babička".into(),
            brings: Some(Perspective::MotherSide),
        }],
        phases: phases(),
        version: 0,
        new_id: Id::<Participant>::from_uuid(Uuid::from_u128(12)).to_string(),
        conflict: None,
    }
}

fn remove() -> RemovePage {
    RemovePage {
        frame: frame(),
        around: around(),
        name: "Ing. Pavel Šimek".into(),
        role: "dluhový poradce".into(),
        version: 1,
    }
}

fn child() -> ChildPage {
    ChildPage {
        frame: frame(),
        around: around(),
        form: FormState::empty()
            .with("forma", ChildForm::Part.code())
            .with("prani", "Nechci, aby se před školou mluvilo o Tomášovi.")
            .with("ptali_jsme_se", "16. 11. 2026")
            .with("pruvodce", "Mgr. Alena Bečvářová"),
        name: "Eliška Doležalová".into(),
        age: Some(13),
        from: 12,
        phases: phases(),
        version: 1,
        row_id: Uuid::from_u128(13).to_string(),
        conflict: None,
    }
}

fn leaders() -> LeadersPage {
    LeadersPage {
        frame: frame(),
        around: around(),
        form: FormState::empty(),
        facilitators: vec![(Uuid::from_u128(14).to_string(), "Mgr. Ivana Součková – Šternberk".into())],
        minute_takers: vec![(Uuid::from_u128(15).to_string(), "Bc. Lukáš Dvorník – Šternberk".into())],
        ids: (Uuid::from_u128(16).to_string(), Uuid::from_u128(17).to_string()),
        version: "0.".into(),
        conflict: None,
    }
}
