//! Samples of the pages of cases: the invented family Doležalovi, without a database.

mod governance;

use super::forms::{ListForm, new_case_from_list};
use super::pages::board::{BoardPage, PlanRow};
use super::pages::list::{CaseRow, HitRow, ListPage};
use super::pages::opening::{ListInPage, NewPage};
use super::pages::overview::{ChildCard, May, PersonCard, ShowPage};
use super::pages::parts::{CaseHead, ClockView, ConfirmPage, Stale};
use super::pages::{
    ChildPage, EventLine, FactView, OpeningLine, PersonPage, ProtectedListPage, ReaderLine, ReadersPage,
    child_fields,
};
use super::{Child, forms};
use crate::kernel::{Day, Failure, FormState, Id};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

const TODAY: Day = Day::constant(2026, 11, 19);

fn head() -> CaseHead {
    CaseHead {
        href: "/pripady/018f0000-0000-7000-8000-000000000118".into(),
        mark: "Om 118/2026".into(),
        title: "Doležalovi".into(),
    }
}

fn page<T: Template>(name: &'static str, title: &'static str, template: &T) -> Result<Sample, Failure> {
    Ok(Sample { name, title, content: SampleContent::Html(template.render()?) })
}

fn clock(class: &'static str, words: &str) -> ClockView {
    ClockView { class, words: words.into() }
}

/// All samples.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let mut samples = vec![
        page("pripady", "Seznam případů", &list(false))?,
        page("pripady-hledani", "Hledání podle jména", &list(true))?,
        page("pripad-novy", "Nový případ", &NewPage::new(Frame::sample("/pripady"), typed()))?,
        page("pripad-ze-seznamu", "Případ ze seznamu: kontrola", &preview(GOOD))?,
        page("pripad-ze-seznamu-chyby", "Případ ze seznamu: chyby", &preview(BAD))?,
        page("pripad", "Stránka případu", &show())?,
        page("pripad-dite", "Údaje dítěte, které mezitím změnil někdo jiný", &child())?,
        page("pripad-clovek", "Údaje člověka s chybami", &person())?,
        page("pripad-chranene", "Chráněné údaje", &protected())?,
        page("pripad-vymazat", "Vymazání případu", &destroy())?,
        page("pripad-nahlizeni", "Kdo nahlížel", &readers())?,
        page("lhuty", "Lhůty plánů ochrany", &board())?,
    ];
    samples.extend(governance::samples()?);
    Ok(samples)
}

fn list(searched: bool) -> ListPage {
    let hit = |label: &str, what: &str| HitRow {
        href: head().href,
        label: label.into(),
        what: what.into(),
        case: "Doležalovi, Om 118/2026".into(),
        closed: false,
    };
    let case = |title: &str, mark: &str, safety: bool| CaseRow {
        href: head().href,
        title: title.into(),
        mark: mark.into(),
        coordinator: "Bc.\u{a0}Jana Kubíčková".into(),
        safety,
    };
    ListPage {
        frame: Frame::sample("/pripady"),
        form: FormState::empty().with("hledat", if searched { "dolez" } else { "" }),
        searched,
        too_short: false,
        hits: vec![
            hit("Doležalovi", "případ"),
            hit("Eliška Doležalová", "dítě"),
            hit("Markéta Doležalová", "člověk v případu"),
        ],
        many: false,
        cases: vec![case("Benešovi", "Om 134/2026", true), case("Doležalovi", "Om 118/2026", false)],
        number: 1,
        more: false,
        may_open: true,
        whole_office: false,
        closed: false,
        heads: false,
    }
}

fn typed() -> FormState {
    FormState::empty()
        .with("spisova_znacka", "Om 118/2026")
        .with("nazev", "Doležalovi")
        .with("dite_jmeno_1", "Eliška Doležalová")
        .with("dite_narozeni_1", "4. 3. 2013")
        .with("dite_jmeno_2", "Matyáš Doležal")
        .with("lide", "Markéta Doležalová; matka")
}

const GOOD: &str = "Eliška Doležalová; 4. 3. 2013; dítě; Om 118/2026\nMatyáš Doležal; 2. 5. 2017; dítě; Om 119/2026\nMarkéta Doležalová; 12. 2. 1992; matka\nVěra Hájková; babička";
const BAD: &str =
    "Eliška Doležalová; 31. 2. 2013\nMatyáš Doležal; 2. 5. 2017\n; 18. 6. 2022\nMarkéta Doležalová; matka";

fn preview(text: &str) -> ListInPage {
    let form = FormState::empty()
        .with("spisova_znacka", "Om 118/2026")
        .with("nazev", "Doležalovi")
        .with("seznam", text);
    let list = match new_case_from_list(form, TODAY, Id::from_uuid(Uuid::nil()), true) {
        Err(list) => list,
        Ok(_) => ListForm { form: FormState::empty(), lines: Vec::new() },
    };
    ListInPage::looking(Frame::sample("/pripady"), list)
}

fn kid(name: &str, initials: &str, age: &str, mark: &str, clock: ClockView) -> ChildCard {
    ChildCard {
        anchor: format!("dite-{initials}"),
        href: format!("{}/deti/1", head().href),
        initials: initials.into(),
        name: name.into(),
        age: Some(age.into()),
        mark: mark.into(),
        clock,
    }
}

fn someone(name: &str, initials: &str, what: &str, right: Option<&str>, contacts: &[&str]) -> PersonCard {
    PersonCard {
        anchor: format!("osoba-{initials}"),
        href: format!("{}/lide/1", head().href),
        initials: initials.into(),
        name: name.into(),
        what: what.into(),
        right: right.map(str::to_owned),
        contacts: contacts.iter().map(|c| (*c).to_owned()).collect(),
        also: None,
        shared: Vec::new(),
    }
}

fn show() -> ShowPage {
    let done = || clock("tag success", "plán ochrany hotový 16.\u{a0}10.\u{a0}2026");
    let parent = Some("rodič s rodičovskou odpovědností");
    ShowPage {
        frame: Frame::sample("/pripady"),
        href: head().href,
        title: "Doležalovi".into(),
        mark: "Om 118/2026".into(),
        coordinator: "Bc.\u{a0}Jana Kubíčková".into(),
        closed: false,
        version: 3,
        safety: true,
        safety_words: Some("Při předávání dětí dochází k hádkám, Eliška se otcova křiku bojí.".into()),
        children: vec![
            kid("Eliška Doležalová", "ED", "13\u{a0}let", "Om 118/2026", done()),
            kid("Matyáš Doležal", "MD", "9\u{a0}let", "Om 119/2026", done()),
            kid(
                "Anička Doležalová",
                "AD",
                "4\u{a0}roky",
                "Om 120/2026",
                clock("due soon", "plán ochrany do út\u{a0}24.\u{a0}11."),
            ),
        ],
        family: vec![
            someone("Markéta Doležalová", "MD", "maminka", parent, &["+420 605 000 101"]),
            someone("Radek Doležal", "RD", "tatínek", parent, &["radek.dolezal@rodina.example"]),
            someone("Věra Hájková", "VH", "babička", None, &["+420 605 000 103"]),
        ],
        professionals: vec![
            someone("MUDr. Hana Zelinková", "HZ", "dětská lékařka", None, &["+420 585 000 113"]),
            someone("Mgr. Alena Bečvářová", "AB", "výchovná poradkyně, ZŠ Šternberk", None, &[]),
        ],
        protected: 2,
        readers: 2,
        may: May {
            edit: true,
            protect: true,
            see_protected: true,
            transfer: true,
            hand_over: true,
            readers: true,
            reopen: false,
            destroy: true,
        },
        panels: Vec::new(),
    }
}

fn child() -> ChildPage {
    let yours = FormState::empty()
        .with("jmeno", "Matyáš")
        .with("prijmeni", "Doležal")
        .with("narozeni", "2. 5. 2017")
        .with("plan_vyhotoven", "16. 10. 2026");
    let stored = FormState::empty()
        .with("jmeno", "Matyáš")
        .with("prijmeni", "Doležal")
        .with("narozeni", "2. 5. 2017")
        .with("plan_vyhotoven", "15. 10. 2026");
    let fields = forms::labelled(&[("plan_vyhotoven", "Plán vyhotoven")]);
    ChildPage {
        frame: Frame::sample("/pripady"),
        case: head(),
        stale: Stale::with(forms::differences(&yours, &stored, &fields, |_, value| value.to_owned())),
        form: yours,
        version: 2,
        remove: Some(format!("{}/deti/1/odebrat", head().href)),
        plan_rule: "1\u{a0}měsíc".into(),
    }
}

fn person() -> PersonPage {
    let kid = |n: u128| Id::<Child>::from_uuid(Uuid::from_u128(n));
    let form = FormState::empty()
        .with("jmeno", "Markéta")
        .with("prijmeni", "Doležalová")
        .with("cte_jako", "parent_with_responsibility")
        .with("email", "marketa@")
        .failed("email", "Na tuhle adresu by e-mail nedošel. Zkontrolujte ji, například jana@priklad.cz.");
    let children = vec![child_fields(kid(1), "Eliška".into()), child_fields(kid(2), "Matyáš".into())];
    PersonPage::new(Frame::sample("/pripady"), head(), form, children)
}

fn protected() -> ProtectedListPage {
    ProtectedListPage {
        frame: Frame::sample("/pripady"),
        case: head(),
        facts: vec![FactView {
            href: format!("{}/chranene/1", head().href),
            kind: "místo pobytu",
            about: "Alena Benešová".into(),
            value: "Na Vyhlídce 12, 796 01 Prostějov".into(),
            note: Some("Utajený azylový dům.".into()),
            hidden_from: "Marek Beneš".into(),
        }],
        may_edit: true,
    }
}

fn destroy() -> ConfirmPage {
    ConfirmPage {
        frame: Frame::sample("/pripady"),
        case: head(),
        question: "Vymazat případ natrvalo?".into(),
        sentences: vec!["Jeho šifrovací klíč se zničí, takže obsah nepůjde obnovit ani ze zálohy."],
        mark: Some("Om 118/2026".into()),
        form: FormState::empty(),
        version: 3,
        button: "Vymazat případ natrvalo",
        danger: true,
        back: head().href,
        stale: Stale::default(),
    }
}

fn readers() -> ReadersPage {
    let reader = |who: &str, why: &str, times: &str, last: &str| ReaderLine {
        day: "19.\u{a0}11.\u{a0}2026".into(),
        who: who.into(),
        why: why.into(),
        what: "konference, případ".into(),
        times: times.into(),
        last: last.into(),
    };
    ReadersPage {
        frame: Frame::sample("/pripady"),
        case: head(),
        form: FormState::empty(),
        period: "Dnes".into(),
        many: false,
        number: 1,
        more: false,
        address: "od=19.11.2026&do=19.11.2026".into(),
        give: true,
        openings: vec![OpeningLine {
            href: "/nahlednuti/018f0000-0000-7000-8000-000000000119".into(),
            who: "Mgr.\u{a0}Alena Veselá".into(),
            since: "19.\u{a0}11.\u{a0}2026 8.15".into(),
            lives: true,
        }],
        readers: vec![
            reader("Bc.\u{a0}Jana Kubíčková", "koordinátor případu", "12\u{a0}stránek", "10.42"),
            reader("Mgr.\u{a0}Petr Hron", "vedoucí oddělení", "1\u{a0}stránka", "9.05"),
        ],
        listed: vec![reader("Mgr.\u{a0}Petr Hron", "vedoucí oddělení", "3\u{a0}seznamy", "9.04")],
        events: vec![EventLine {
            when: "19.\u{a0}11.\u{a0}2026 10.40".into(),
            who: "Bc.\u{a0}Jana Kubíčková".into(),
            what: "změněny údaje dítěte",
        }],
    }
}

fn board() -> BoardPage {
    let plan = |name: &str, age: &str, mark: &str, due: &str, clock: ClockView| PlanRow {
        href: head().href,
        name: name.into(),
        age: Some(age.into()),
        mark: mark.into(),
        due: due.into(),
        clock,
        coordinator: "Bc.\u{a0}Jana Kubíčková".into(),
    };
    BoardPage {
        frame: Frame::sample("/lhuty"),
        whole_office: true,
        late: vec![plan(
            "Nela Kučerová",
            "4\u{a0}měsíce",
            "Om 126/2026",
            "neděle 15.\u{a0}listopadu 2026",
            clock("due late", "plán ochrany po lhůtě 4\u{a0}dny"),
        )],
        soon: vec![plan(
            "Dominik Marek",
            "16\u{a0}let",
            "Om 131/2026",
            "úterý 24.\u{a0}listopadu 2026",
            clock("due soon", "plán ochrany do út\u{a0}24.\u{a0}11."),
        )],
        later: vec![plan(
            "Jakub Tichý",
            "7\u{a0}let",
            "Om 139/2026",
            "sobota 12.\u{a0}prosince 2026",
            clock("due", "plán ochrany do 12.\u{a0}12.\u{a0}2026"),
        )],
        more: false,
    }
}
