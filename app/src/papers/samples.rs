//! Samples of the pages of papers.

use super::model::Pictures;
use super::pages::{ListPage, ListRow, NewPage, OnePage, Reader, RecallPage};
use super::rules::Standing;
use super::{PaperKind, forms};
use crate::conferences::Around;
use crate::disclosure::StopShown;
use crate::kernel::{Failure, FormState, Id};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use facts::FactGroup;
use outbound::Verdict;
use uuid::Uuid;

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn row(number: i64, title: &str, kind: PaperKind, readers: usize, delivered: usize) -> ListRow {
    ListRow {
        id: id(70 + number.unsigned_abs() as u128),
        number,
        title: title.into(),
        kind,
        readers,
        delivered,
        due: Some("do po\u{a0}7. 12.".into()),
        withdrawn: false,
    }
}

fn reader(number: u128, name: &str, role: &str, shut: Vec<(FactGroup, Verdict)>, named: bool) -> Reader {
    Reader {
        id: id(number),
        name: name.into(),
        role: role.into(),
        standing: Standing { shut, unread: false, stopped: false },
        stops: Vec::new(),
        recipient: named.then_some(1),
        withdrawn: false,
        destroyed: None,
        decided: None,
        handings: Vec::new(),
        handing_id: id::<()>(number + 500).to_string(),
    }
}

fn one() -> OnePage {
    let mother = Reader {
        handings: vec!["osobně 3.\u{a0}12.\u{a0}2026".into()],
        ..reader(21, "Markéta Doležalová", "maminka", Vec::new(), true)
    };
    let head = vec![(FactGroup::HousingMoney, Verdict::AskHead)];
    let never = vec![(FactGroup::HousingMoney, Verdict::Never)];
    let withdrawn = Reader {
        withdrawn: true,
        handings: vec!["poštou 1.\u{a0}12.\u{a0}2026".into()],
        ..reader(23, "Tomáš Vrána", "bývalý partner maminky", never.clone(), true)
    };
    let stopped = Standing { shut: Vec::new(), unread: false, stopped: true };
    let words = StopShown {
        before: "maminka teď bydlí v ulici ".into(),
        words: "Lipové 4".into(),
        after: ", kam děti chodí".into(),
        justify: "/konference/4/sdeleni/26/udaj/1".into(),
        excused: false,
    };
    OnePage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty(),
        here: "/konference/4/podklady/71".into(),
        title: "Body pro rodiče".into(),
        kind: "body pro rodiče",
        format: "PDF",
        size: "86\u{a0}kB".into(),
        groups: vec![FactGroup::School.label(), FactGroup::HousingMoney.label()],
        children: vec!["Eliška".into(), "Matyáš".into()],
        document: "/dokumenty/9".into(),
        unreadable: false,
        pictures: Pictures::Unchecked,
        withdrawn: false,
        readers: vec![
            mother,
            reader(22, "Radek Doležal", "tatínek", Vec::new(), true),
            reader(24, "Věra Hájková", "babička", head, true),
            reader(25, "Mgr. Jana Horáková", "třídní učitelka", never, false),
            Reader {
                standing: stopped,
                stops: vec![words],
                ..reader(26, "Petr Kratochvíl", "bytový odbor", Vec::new(), false)
            },
            withdrawn,
        ],
        ways: forms::ways(),
        today: "3.\u{a0}12.\u{a0}2026".into(),
        may_edit: true,
        may_recall: true,
        may_decide: true,
    }
}

/// All pages of papers.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let list = |rows| ListPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        id: id(4),
        rows,
        may_add: true,
    };
    let some = vec![
        row(1, "Body pro rodiče", PaperKind::ParentsPoints, 3, 1),
        row(2, "Zpráva školy", PaperKind::Report, 2, 2),
        row(3, "Otázky k přípravě", PaperKind::Questions, 0, 0),
    ];
    let form = FormState::empty().with("nazev", "Body pro rodiče").with("druh", "parents_points");
    let new = NewPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: form
            .failed("skupiny", "Zaškrtněte, o čem se v podkladu píše. Podle toho se pozná, komu patří."),
        new_id: id::<()>(900).to_string(),
        children: vec![(id::<()>(11).to_string(), "Eliška".into(), String::new())],
        people: vec![(id::<()>(21).to_string(), "Markéta Doležalová".into(), "maminka".into())],
        back: "/konference/4/podklady".into(),
    };
    let recall = RecallPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        here: "/konference/4/podklady/71".into(),
        title: "Body pro rodiče".into(),
        whom: None,
        had: vec![("Markéta Doležalová".into(), "osobně 3.\u{a0}12.\u{a0}2026".into())],
    };
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    Ok(vec![
        html("stranka-podklady", "Podklady pro účastníky", list(some).render()?),
        html("stranka-podklady-zadne", "Podklady: zatím žádný", list(Vec::new()).render()?),
        html("stranka-podklad-novy", "Nový podklad, vrácený formulář", new.render()?),
        html("stranka-podklad", "Podklad: komu patří a komu ne", one().render()?),
        html("stranka-podklad-odvolat", "Odvolání podkladu", recall.render()?),
    ])
}
