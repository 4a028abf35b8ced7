//! Samples of the pages of the preparation.

use super::pages::{ChildRow, Line, ListPage, NeedRow, PersonPage, Row, TalkRow};
use crate::conferences::Around;
use crate::kernel::{Failure, FormState, Id};
use crate::participants::NeedState;
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn todo(words: &str, due: &str, look: &'static str) -> Line {
    Line { words: words.into(), done: false, due: due.into(), look }
}

fn done(words: &str) -> Line {
    Line { words: words.into(), done: true, due: String::new(), look: "" }
}

fn row(number: u128, (name, role): (&str, &str), missing: Vec<Line>, ready: Vec<Line>) -> Row {
    let talk_id = (!missing.is_empty()).then(|| id::<()>(number + 300).to_string());
    let who = "Bc.\u{a0}Jana Kubíčková".into();
    Row { id: id(number), name: name.into(), role: role.into(), missing, done: ready, who, talk_id }
}

fn list() -> ListPage {
    let father = vec![
        todo("promluvit: domluveno na út\u{a0}1.\u{a0}12.", "do po\u{a0}7.\u{a0}12.", ""),
        todo("předat podklad č. 1", "do po\u{a0}7.\u{a0}12.", ""),
        todo("zapsat vlastní pohled", "do út\u{a0}8.\u{a0}12.", ""),
    ];
    let mother = vec![todo("předat podklad č. 1", "po lhůtě 1\u{a0}den", "late")];
    ListPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        here: "/konference/4/priprava".into(),
        summary: "Něco chybí u 2\u{a0}lidí z 4. Setkání je čtvrtek 10. prosince 2026.".into(),
        missing: vec![
            row(21, ("Markéta Doležalová", "maminka"), mother, vec![done("ví o setkání (24. 11. 2026)")]),
            row(22, ("Radek Doležal", "tatínek"), father, Vec::new()),
        ],
        ready: vec![
            row(
                25,
                ("Mgr. Jana Horáková", "třídní učitelka"),
                Vec::new(),
                vec![done("ví o setkání (19. 11. 2026)")],
            ),
            row(24, ("Věra Hájková", "babička"), Vec::new(), vec![done("ví o setkání (24. 11. 2026)")]),
        ],
        children: vec![ChildRow {
            name: "Matyáš".into(),
            form: "pošle dopis nebo obrázek",
            line: todo("zeptat se, co si přeje", "do po\u{a0}7.\u{a0}12.", ""),
            href: Some("/konference/4/ucastnici/dite/12".into()),
        }],
        papers: vec![(1, "Body pro rodiče".into())],
        rules: vec!["Rozhovor s rodinou a body pro rodiče: 3\u{a0}pracovní dny předem.".into()],
        unverified: true,
        may_note: true,
        may_read: true,
    }
}

fn person() -> PersonPage {
    let need = |number, label, state, words: Option<&str>| NeedRow {
        id: id(number),
        version: 1,
        label,
        words: words.map(Into::into),
        state,
        by_outsider: number == 81,
    };
    PersonPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        here: "/konference/4/priprava/21".into(),
        back: "/konference/4/priprava".into(),
        form: FormState::empty()
            .with("den", "31. 2. 2026")
            .with("jak", "phone")
            .failed("den", "Takový den v kalendáři není. Napište datum jako 10. 12. 2026."),
        new_id: id::<()>(600).to_string(),
        name: "Markéta Doležalová".into(),
        role: "maminka".into(),
        lines: vec![
            done("ví o setkání (24. 11. 2026)"),
            todo("zapsat vlastní pohled", "do út\u{a0}8.\u{a0}12.", "soon"),
        ],
        talks: vec![TalkRow {
            id: id(601),
            words: "úterý 24. listopadu 2026 u nich, Bc.\u{a0}Jana Kubíčková".into(),
            note: Some("Bojí se, že o bytu budou mluvit před dětmi.".into()),
            appointment: false,
        }],
        views: vec![(
            "24. 11. 2026".into(),
            "Chci, aby Eliška zase chodila do školy, a nevím, jak na ni.".into(),
        )],
        wrote_back: false,
        needs: vec![
            need(81, "hlídání dětí", NeedState::Wanted, None),
            need(82, "něco jiného", NeedState::Arranged, Some("přestávka na kojení")),
        ],
        statement: Some("podepsané prohlášení 24. 11. 2026".into()),
        today: "24. 11. 2026".into(),
        may_note: true,
    }
}

/// All pages of the preparation.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let empty = ListPage { missing: Vec::new(), ready: Vec::new(), ..list() };
    Ok(vec![
        html("stranka-priprava", "Příprava lidí: co chybí a do kdy", list().render()?),
        html("stranka-priprava-prazdna", "Příprava: u stolu zatím nikdo není", empty.render()?),
        html("stranka-priprava-cloveka", "Příprava jednoho člověka", person().render()?),
    ])
}
