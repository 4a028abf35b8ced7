//! Samples: the walk, one line, the page of one person alone, two closing sheets.

use super::forms;
use super::letters::{AlonePage, ClosingSheet};
use super::pages::PointRow;
use super::pages::point::{AskedRow, PointPage};
use super::pages::scale::{GoalRow, ScalePage};
use super::pages::walk::{PersonRow, SideRows, WalkPage};
use super::sheet::{AloneContent, AskedFacts, SheetContent, TaskFacts, side_title};
use crate::cases::{LegalPosition, PersonName, ReaderKind};
use crate::conferences::Around;
use crate::disclosure;
use crate::identity::samples::office;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::{LineKind, Side, TaskNote, Topic, Words};
use crate::participants::{Participant, Participation};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use facts::FactGroup;
use jiff::civil::{Date, date};
use outbound::Subject;
use uuid::Uuid;

const DAY: Date = date(2026, 12, 10);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn row(kind: LineKind, number: i64, text: &str) -> PointRow {
    PointRow {
        id: id::<()>(u128::from(number.unsigned_abs())).to_string(),
        kind: kind.label(),
        look: kind.look(),
        number: Some(number),
        text: text.into(),
        owner: String::new(),
        due: String::new(),
        remark: String::new(),
        lacks: Vec::new(),
        tally: "7\u{a0}souhlasí, 1\u{a0}s tím dokáže žít".into(),
        waiting: 1,
    }
}

fn task(number: i64, text: &str, owner: &str, due: &str) -> PointRow {
    PointRow { owner: owner.into(), due: due.into(), ..row(LineKind::Task, number, text) }
}

fn walk() -> WalkPage {
    let person = |number, name: &str, role: &str, answered| PersonRow {
        seat: id(number),
        name: name.into(),
        role: role.into(),
        left: false,
        answered: Some(answered),
        stopped: false,
        sheet: true,
        has_sheet: false,
        outdated: false,
        form_id: id::<()>(number + 300).to_string(),
    };
    let christmas = PointRow {
        remark: "je svátek (Štědrý den)".into(),
        lacks: vec!["jak poznáme, že je hotovo"],
        ..task(
            3,
            "Podám s paní Malou žádost o splátkový kalendář.",
            "Markéta Doležalová (maminka)",
            "do\u{a0}čt\u{a0}24.\u{a0}12.",
        )
    };
    let side = |side, rows| SideRows { title: side_title(side), rows };
    WalkPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        here: "/konference/4/jednani/uzavreni".into(),
        room: "/konference/4/jednani".into(),
        summary: "1\u{a0}dohoda a 3\u{a0}úkoly. Něco chybí u 1\u{a0}bodu.".into(),
        alone: false,
        agreed: vec![row(LineKind::Agreed, 1, "Eliška se vrací do školy se zkráceným rozvrhem.")],
        sides: vec![
            side(
                Side::Authority,
                vec![task(
                    8,
                    "Domluvíme první setkání rodinné mediace.",
                    "Bc. Jana Kubíčková (sociální pracovnice)",
                    "do\u{a0}čt\u{a0}21.\u{a0}1.",
                )],
            ),
            side(Side::Family, vec![christmas]),
            side(
                Side::Other,
                vec![task(
                    2,
                    "Zajistím první schůzku se školní psycholožkou.",
                    "Mgr. Alena Bečvářová (výchovná poradkyně)",
                    "do\u{a0}pá\u{a0}18.\u{a0}12.",
                )],
            ),
        ],
        worries: vec![(
            PointRow {
                tally: String::new(),
                waiting: 0,
                ..row(LineKind::Said, 9, "Bojíme se, že rodina přijde o byt.")
            },
            Some("Městský úřad drží krizový byt do konce února.".into()),
        )],
        people: vec![
            person(21, "Markéta Doležalová", "maminka", 4),
            PersonRow { left: true, ..person(25, "MUDr. Hana Zelinková", "dětská lékařka", 1) },
        ],
        points: 4,
        sheets: 2,
        all_sheets: 3,
        outdated: 0,
        form_id: id::<()>(70).to_string(),
        first: Some(id::<()>(1).to_string()),
        next: None,
        closed: None,
        goals: 4,
    }
}

fn point() -> PointPage {
    let asked = |number: usize, name: &str, role: &str, said: Option<&str>| AskedRow {
        seat: id(number as u128),
        fresh: id(number as u128 + 50),
        name: name.into(),
        role: role.into(),
        left: false,
        look: match said {
            Some("souhlasí") => "success",
            Some("nesouhlasí") => "warning",
            _ => "",
        },
        said: said.map(Into::into),
        words: Vec::new(),
        answer: format!("postoj_{number}"),
        why: format!("proc_{number}"),
        step: format!("vys_{number}"),
    };
    PointPage {
        degrees: true,
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty(),
        here: "/konference/4/jednani/uzavreni/3".into(),
        walk: "/konference/4/jednani/uzavreni".into(),
        edit: "/konference/4/jednani/radky/3".into(),
        point: PointRow {
            lacks: vec!["jak poznáme, že je hotovo"],
            ..task(3, "Podám žádost o splátkový kalendář.", "Markéta Doležalová (maminka)", "do\u{a0}čt\u{a0}24.\u{a0}12.")
        },
        task: true,
        asked: true,
        day_off: Some("24. 12. 2026 je svátek (Štědrý den). Úřady ten den nepracují. Poslední pracovní den předtím je středa 23. 12. 2026, první pracovní den potom je pondělí 28. 12. 2026.".into()),
        alone: false,
        people: vec![
            asked(1, "Markéta Doležalová", "maminka", Some("souhlasí")),
            asked(2, "Radek Doležal", "tatínek", None),
        ],
        answers: forms::answers(false),
        silent: vec![(2, id::<()>(2).to_string(), id::<()>(52).to_string())],
        next: Some("/konference/4/jednani/uzavreni/4".into()),
        work: FormState::empty()
            .with("text", "Podám žádost o splátkový kalendář.")
            .with("termin", "24. 12. 2026")
            .with("strana", "family"),
        seats: vec![(id::<()>(1).to_string(), "Markéta Doležalová (maminka)".into())],
        goals: vec![(id::<()>(81).to_string(), "Eliška chodí do školy a má s kým mluvit.".into())],
        days: vec![("2026-12-23".into(), "st\u{a0}23.\u{a0}12.".into()), ("2026-12-28".into(), "po\u{a0}28.\u{a0}12.".into())],
    }
}

fn scale() -> ScalePage {
    ScalePage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty().with("kdy", "follow_up"),
        here: "/konference/4/jednani/skala".into(),
        walk: "/konference/4/jednani/uzavreni".into(),
        goals: vec![GoalRow {
            goal: id(81),
            fresh: id(91),
            text: "Eliška chodí do školy a má s kým mluvit.".into(),
            before: "na začátku: 3 z\u{a0}10".into(),
            field: "skala_1".into(),
        }],
        times: super::ScaleTime::options()
            .into_iter()
            .map(|(code, label)| (code, label, String::new()))
            .collect(),
    }
}

fn mother() -> Participant {
    Participant {
        id: id(21),
        conference: id(4),
        case: id(5),
        office: id(1),
        state: crate::conferences::State::Convened,
        running: false,
        held: None,
        person: Some(id(31)),
        child: None,
        staff: None,
        name: PersonName::new("Markéta Doležalová"),
        role_label: "maminka".into(),
        reader: ReaderKind::ParentWithResponsibility,
        perspective: crate::conferences::Perspective::MotherSide,
        required: true,
        participation: Participation::Whole,
        phases: Vec::new(),
        from: None,
        until: None,
        place: None,
        removed: false,
        instead_of: None,
        version: 1,
    }
}

fn facts(number: i64, text: &str, due: Date, own: bool) -> TaskFacts {
    TaskFacts {
        number: Some(number),
        words: Words::under(Topic(FactGroup::PlanTasks), text.to_owned()),
        subjects: vec![if own { Subject::Reader } else { Subject::Conference }],
        doer: (!own).then(|| super::model::DoerWords::new("sociální pracovnice")),
        due: Some(due),
        indicator: own.then(|| TaskNote::new("Máme potvrzení o podání.")),
        support: own.then(|| TaskNote::new("DiS. Malá jde se mnou.")),
        plan_b: None,
    }
}

fn sheet(by_hand: bool) -> SheetContent {
    let own = vec![
        facts(3, "Podám s paní Malou žádost o splátkový kalendář.", date(2026, 12, 22), true),
        facts(5, "Dojdu s Matyášem na kontrolu astmatu.", date(2026, 12, 24), true),
    ];
    SheetContent {
        office: office(),
        day: DAY,
        reader: (!by_hand).then(|| Box::new(mother())),
        family: true,
        own: if by_hand { Vec::new() } else { own },
        owed: if by_hand {
            Vec::new()
        } else {
            vec![facts(8, "Domluvíme první setkání rodinné mediace.", date(2027, 1, 21), false)]
        },
        next: Some("čtvrtek 11. března 2027 ve\u{a0}13.00".into()),
        place: Some("Městská knihovna Šternberk".into()),
        contact: None,
        comments_until: Some(date(2026, 12, 24)),
        key: (!by_hand).then(sample_key).flatten(),
    }
}

fn sample_key() -> Option<crate::invitations::doors::Key> {
    let link = outbound::Link::new("https://pripadovka.example/p/7K2MW9QZ4T8XV3HN6RBD5JCF")?;
    Some(crate::invitations::doors::Key { link, code: outbound::Code::of("4821 7760") })
}

fn alone() -> AloneContent {
    AloneContent {
        office: office().title,
        guest: false,
        open: vec![AskedFacts {
            line: Uuid::from_u128(1),
            task: false,
            number: Some(1),
            words: Words::under(
                Topic(FactGroup::PlanTasks),
                "Eliška se vrací do školy se zkráceným rozvrhem.".to_owned(),
            ),
            subjects: vec![Subject::Conference],
        }],
        degrees: true,
        path: "/konference/4/jednani/postoj/21".into(),
        fresh: id::<()>(99).to_string(),
        back: None,
    }
}

/// Everything that the plan shows and prints.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let positions = || vec![(id(11), LegalPosition::ParentWithResponsibility)];
    let kind = ReaderKind::ParentWithResponsibility;
    let broken = |error: outbound::Error| Failure::Output(error.to_string());
    let print = |content: &SheetContent| -> Result<SampleContent, Failure> {
        let cut = disclosure::disclose_sample::<ClosingSheet, _>(kind, positions(), false, DAY, content)?;
        let paper = outbound::paper(&cut, jiff::Timestamp::UNIX_EPOCH).map_err(broken)?;
        Ok(SampleContent::Pdf(paper.bytes().to_vec()))
    };
    let page = disclosure::disclose_sample::<AlonePage, _>(kind, positions(), true, DAY, &alone())?;
    let page = outbound::page(&page).map_err(broken)?.into_html();
    Ok(vec![
        html("stranka-uzavreni-planu", "Uzavření plánu", walk().render()?),
        html("stranka-bod-planu", "Bod plánu: kdo s ním souhlasí", point().render()?),
        html("stranka-skala-cilu", "Cíle na škále od 0 do 10", scale().render()?),
        html("stranka-postoj-v-soukromi", "Jeden člověk odpovídá sám", page),
        Sample {
            name: "list-ze-setkani-maminka",
            title: "List ze setkání pro maminku",
            content: print(&sheet(false))?,
        },
        Sample {
            name: "list-ze-setkani-host",
            title: "List ze setkání pro hosta",
            content: print(&sheet(true))?,
        },
    ])
}
