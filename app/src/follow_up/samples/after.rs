//! Invented samples: the end of a conference, the one that follows, the tasks that come back.

use super::{id, row};
use crate::conferences::Around;
use crate::follow_up::model::Said;
use crate::follow_up::pages::{
    BackPage, BackRow, ClosingPage, FiledRow, Group, Near, NearRow, NextPage, NextRow,
};
use crate::follow_up::rules::{Standing, Waits};
use crate::kernel::{Day, FormState, Id};
use crate::meeting::Line;
use crate::shell::Frame;

fn near() -> Near {
    let near = |words: &str, late| NearRow { words: words.into(), late };
    Near {
        sentence: Some(
            "Navržený den: středa 23. prosince 2026. Do 25. 12. 2026 má být hotový individuální plán \
             ochrany dítěte. Ten den není pracovní, proto dřív."
                .into(),
        ),
        rows: vec![
            near("do 25. 12. 2026: individuální plán ochrany dítěte (Eliška)", false),
            near("do 10. 3. 2027: navázat na setkání", false),
        ],
        agreed: None,
        day: Some(Day::constant(2026, 12, 23)),
    }
}

pub(super) fn closing(summary: Option<&str>) -> ClosingPage {
    let open = row(
        5,
        ("Přinést potvrzení od dětské lékařky.", "Radek Doležal"),
        Some(Said::Help),
        Waits { helpless: true, ..Waits::default() },
    );
    ClosingPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty(),
        here: "/konference/4/uzavrit".into(),
        back: "/konference/4/ukoly".into(),
        standing: Standing { all: 3, open: 1, ..Standing::default() },
        open: vec![open],
        goals: vec![
            (
                "Eliška chodí do školy a má s kým mluvit.".into(),
                "na začátku: 3 z 10, při navázání: 6 z 10".into(),
            ),
            ("Maminka ví, kdo jí s čím pomůže.".into(), String::new()),
        ],
        scale_open: summary.is_none(),
        sealed: summary.is_some(),
        near: near(),
        closed: summary.map(|words| ("pátek 18. prosince 2026".into(), words.into())),
        paper: summary.map(|_| FiledRow { href: "/dokumenty/90".into(), numbered: false }),
        may_evaluate: summary.is_some(),
        may_close: summary.is_none(),
        may_follow: true,
        next: summary.map(|_| NextRow {
            href: "/konference/5".into(),
            look: "warning",
            state: "zvažuje se",
            when: "středa 23. prosince 2026".into(),
        }),
        panels: Vec::new(),
        unsaved: None,
        changed: false,
    }
}

pub(super) fn next() -> NextPage {
    let who = |n: u128, name: &str, role: &str| (id::<()>(n).to_string(), name.to_owned(), role.to_owned());
    let form = FormState::empty()
        .with("den", "23. 12. 2026")
        .with("od", "13.00")
        .with("do", "15.00")
        .with("kdo", id::<()>(21).to_string())
        .with("kdo", id::<()>(22).to_string())
        .with("cil", id::<()>(31).to_string());
    NextPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form,
        here: "/konference/4/navazat".into(),
        back: "/konference/4".into(),
        new_id: id::<()>(9).to_string(),
        day: "10. 12. 2026".into(),
        near: near(),
        people: vec![
            who(21, "Markéta Doležalová", "maminka"),
            who(22, "Mgr. Alena Bečvářová", "výchovná poradkyně"),
        ],
        children: true,
        goals: vec![who(31, "Eliška chodí do školy a má s kým mluvit.", "")],
        open: vec![row(
            3,
            ("Objednat Elišku ke školní psycholožce.", "Markéta Doležalová"),
            None,
            Waits::default(),
        )],
        first_due: "pátek 18. prosince 2026".into(),
        ask_day: false,
    }
}

fn coming(number: i64, words: &str, owner: &str, said: Option<Said>, settled: Option<&str>) -> BackRow {
    let of: Id<Line> = id(900);
    BackRow {
        id: id(400 + u128::from(number.unsigned_abs())),
        number,
        words: words.into(),
        owner: owner.into(),
        due: "do pá 18. 12.".into(),
        said: Some(said),
        owned: true,
        told: (said == Some(Said::Help)).then(|| "Nemáme hlídání.".into()),
        settled: settled.map(Into::into),
        undo: settled.map(|_| 1),
        seated: number != 5,
        fresh: of,
        due_field: format!("termin_{number}"),
        word_field: format!("slovo_{number}"),
        unfold: number == 3,
        unfold_word: false,
    }
}

pub(super) fn back() -> BackPage {
    BackPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty(),
        here: "/konference/5/minule".into(),
        groups: vec![Group {
            day: "10. 12. 2026".into(),
            href: Some("/konference/4".into()),
            done: 1,
            rows: vec![
                coming(3, "Objednat Elišku ke školní psycholožce.", "Markéta Doležalová", None, None),
                coming(5, "Přinést potvrzení od dětské lékařky.", "Radek Doležal", Some(Said::Help), None),
                coming(
                    6,
                    "Zajistit doučování.",
                    "Mgr. Alena Bečvářová",
                    Some(Said::GoesOn),
                    Some("Trvá dál jako úkol č. 1."),
                ),
            ],
        }],
        open: 2,
        unsaved: None,
        may_settle: true,
        considered: false,
    }
}
