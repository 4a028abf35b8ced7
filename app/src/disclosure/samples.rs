//! Samples of the pages.

use super::pages::conference::{About, ConferencePage, Decided, Part, Who};
use super::pages::consents::{Case, ConsentPage, Line, ListPage, WithdrawPage};
use super::pages::decide::{ExceptionPage, JustifyPage};
use super::pages::log::{LogPage, Told};
use super::pages::{IndexPage, reader_line, table_of};
use super::{Matrix, defaults};
use crate::cases::ReaderKind;
use crate::conferences::Around;
use crate::kernel::{Choice, Failure, FormState};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use jiff::civil::date;

/// The list of readers and the table of one.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let matrix = Matrix::on(date(2026, 11, 21), defaults::rules()?);
    let frame = || Frame::sample("/kdo-smi-co-vedet");
    let readers = ReaderKind::ALL.iter().map(|reader| reader_line(&matrix, *reader)).collect();
    let index = IndexPage { frame: frame(), readers };
    let table = table_of(frame(), &matrix, ReaderKind::School, true);
    let mut samples = vec![
        Sample {
            name: "zverejneni-prehled",
            title: "Kdo smí co vědět",
            content: SampleContent::Html(index.render()?),
        },
        Sample {
            name: "zverejneni-skola",
            title: "Co smí vědět škola",
            content: SampleContent::Html(table.render()?),
        },
    ];
    samples.extend(of_a_conference()?);
    samples.extend(of_a_case()?);
    Ok(samples)
}

fn page(name: &'static str, title: &'static str, html: String) -> Sample {
    Sample { name, title, content: SampleContent::Html(html) }
}

fn of_a_conference() -> Result<Vec<Sample>, Failure> {
    let part = |look, verdict, groups: &str| Part { look, verdict, groups: groups.into() };
    let father = Who {
        id: "2".into(),
        name: "Radek Doležal".into(),
        role: "tatínek".into(),
        reads_as: ReaderKind::ParentWithResponsibility.label().into(),
        two_roles: false,
        concerned: true,
        about: vec![About {
            whom: "E. D.".into(),
            position: "rodič s rodičovskou odpovědností",
            parts: vec![
                part("success", "smí vědět", "škola, zdraví dítěte"),
                part("warning", "rozhodne vedoucí", "zdraví ostatních"),
            ],
        }],
    };
    let decided = Decided {
        id: "5".into(),
        whom: "Petr Kratochvíl".into(),
        what: "rodina a domácnost, při přípravě".into(),
        tag: Some(("error", "nesmí vědět")),
        reason: "Bytový odbor přichází jen kvůli nájemní smlouvě.".into(),
        by: "Mgr. Petr Hron, 20. 11. 2026 9.30".into(),
        ended: false,
    };
    let overview = ConferencePage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        case: "1".into(),
        people: vec![father],
        exceptions: vec![decided],
        justified: Vec::new(),
        safety_concern: false,
        may_decide: true,
        may_justify: true,
    };
    let exception = ExceptionPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty(),
        people: vec![("2".into(), "Radek Doležal (tatínek)".into())],
        subjects: vec![
            ("vse".into(), "o čemkoli, co se tu sděluje".into()),
            ("dite:3".into(), "dítě: Eliška Doležalová".into()),
            ("osoba:4".into(), "dospělý: Markéta Doležalová".into()),
        ],
    };
    let justify = JustifyPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty(),
        name: "Radek Doležal".into(),
        fact: "místo pobytu".into(),
        value: Some("Dlouhá 12, Šternberk".into()),
    };
    Ok(vec![
        page("sdeleni-konference", "Kdo smí co vědět na konferenci", overview.render()?),
        page("sdeleni-vyjimka", "Výjimka z tabulky", exception.render()?),
        page("sdeleni-oduvodnit", "Odůvodnit chráněný údaj", justify.render()?),
    ])
}

fn of_a_case() -> Result<Vec<Sample>, Failure> {
    let case = || Case { href: "/pripady/1".into(), mark: "Om 118/2026".into() };
    let list = ListPage {
        frame: Frame::sample("/pripady"),
        case: case(),
        lines: vec![Line {
            id: "7".into(),
            what: "zproštění mlčenlivosti",
            giver: "Markéta Doležalová za dítě Matyáš Doležal".into(),
            recipient: "MUDr. Hana Zelinková".into(),
            groups: "zdraví dítěte".into(),
            purpose: "aby lékařka mohla na setkání mluvit o léčbě astmatu".into(),
            given: "20. 11. 2026 podpisem na papíře".into(),
            state: ("success", "platí, dokud ho neodvolá".into()),
            open: true,
        }],
        may_keep: true,
        sees_log: true,
    };
    let people = vec![("1".into(), "Markéta Doležalová".into()), ("2".into(), "MUDr. Hana Zelinková".into())];
    let consent = ConsentPage {
        frame: Frame::sample("/pripady"),
        case: case(),
        form: FormState::empty(),
        people,
        children: vec![("3".into(), "Matyáš Doležal".into())],
    };
    let withdraw = WithdrawPage {
        frame: Frame::sample("/pripady"),
        case: "1".into(),
        form: FormState::empty(),
        gone: false,
    };
    let log = LogPage {
        frame: Frame::sample("/pripady"),
        case: case(),
        told: vec![Told {
            when: "20. 11. 2026 9.31".into(),
            whom: "Radek Doležal (tatínek)".into(),
            what: "e-mail s pozvánkou",
            refused: "adresy a kontakty".into(),
            by: "odeslal program".into(),
            fingerprint: "3f9a17c0be42".into(),
        }],
        page: 1,
        more: false,
    };
    Ok(vec![
        page("souhlasy", "Souhlasy a zproštění mlčenlivosti", list.render()?),
        page("souhlas-zapsat", "Zapsat souhlas", consent.render()?),
        page("souhlas-odvolat", "Odvolat souhlas", withdraw.render()?),
        page("sdeleno", "Komu bylo co sděleno", log.render()?),
    ])
}
