//! Samples of the pages of conferences: the invented family Doležalovi, without a database.

use super::answers::{Answer, Step, Suitability};
use super::model::{Kind, Phase, State};
use super::pages::{
    AgendaPage, Around, Conflict, DatePage, Decided, GoalsPage, ListPage, Paragraph, PlacePage, QuestionPage,
    ResultPage, Row, Said, agenda_rows, goal_lines,
};
use super::{Topic, agenda, forms, hints, questions, rules};
use crate::kernel::{Choice, Failure, FormState, Moment, Page};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;

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

fn noon() -> Moment {
    Moment::in_prague(jiff::civil::date(2026, 11, 19), jiff::civil::time(12, 0, 0, 0))
}

/// All samples.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    Ok(vec![
        page("konference-seznam", "Seznam konferencí", &list())?,
        page("vhodnost-otazka", "Otázka, proč se ptáme a neověřený zákon", &question(Step::Motion, false))?,
        page("vhodnost-otazka-chyba", "Otázka bez odpovědi", &question(Step::Risks, true))?,
        page("vhodnost-vysledek", "Výsledek a rozhodnutí vedoucího", &result(true))?,
        page("vhodnost-ceka", "Výsledek, který čeká na vedoucího", &result(false))?,
        page("konference-cile", "Cíle s jemnými návrhy", &goals())?,
        page("konference-termin", "Termín s upozorněním", &date())?,
        page("konference-misto", "Místo, které mezitím změnil někdo jiný", &place())?,
        page("konference-program", "Program po minutách", &programme())?,
    ])
}

fn list() -> ListPage {
    let row = |title: &str, mark: &str, when: &str, kind: Kind, state: State| Row {
        href: HREF.into(),
        title: title.into(),
        mark: mark.into(),
        when: when.into(),
        kind: kind.label(),
        state,
    };
    let main = "čtvrtek 10. prosince 2026, 13.00–15.00";
    ListPage {
        frame: frame(),
        page: Page {
            rows: vec![
                row("Doležalovi", "Om 118/2026", main, Kind::Classic, State::Convened),
                row("Benešovi", "Om 134/2026", "vrátit se k tomu 14. 1. 2027", Kind::Expert, State::NotNow),
            ],
            number: 1,
            more: false,
        },
        waiting: vec![row("Tichých", "Om 139/2026", "termín zatím není", Kind::Urgent, State::Considered)],
    }
}

fn law() -> Paragraph {
    Paragraph {
        citation: "§ 14 odst. 2, zákon č. 359/1999 Sb., o sociálně-právní ochraně dětí".into(),
        wording: "Důvody návrhu se předem projednají na případové konferenci.".into(),
        warning: Some("Znění zákona nikdo neověřil."),
    }
}

fn question(step: Step, failed: bool) -> QuestionPage {
    let form = FormState::empty();
    QuestionPage {
        frame: frame(),
        around: around(),
        step,
        form: if failed { questions::read(form, step, 0).err().unwrap_or_default() } else { form },
        groups: questions::groups(step),
        version: 0,
        law: (step == Step::Motion).then(law),
        conflict: None,
    }
}

fn check() -> Suitability {
    let given: [(Step, &[&str]); 8] = [
        (Step::Situation, &["align", "school", "housing"]),
        (Step::Motion, &["none"]),
        (Step::Danger, &["none"]),
        (Step::Risks, &["child_refuses"]),
        (Step::Missing, &["school", "health", "housing_money"]),
        (Step::Stance, &["family_agrees", "child_hesitates"]),
        (Step::Tried, &["talks", "service"]),
        (Step::Hurry, &["weeks"]),
    ];
    let mut check = Suitability::default();
    for (step, codes) in given {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        check.answers.insert(step, Answer { codes, words: None, version: 1 });
    }
    check
}

fn result(head: bool) -> ResultPage {
    let check = check();
    let words =
        |step: Step| (step == Step::Risks).then(|| "Eliška nechce mluvit o Tomášovi před školou.".to_owned());
    ResultPage {
        frame: frame(),
        around: around(),
        state: State::Considered,
        complete: true,
        first_open: 1,
        result: rules::recommend(&check),
        said: Step::ALL
            .iter()
            .map(|step| Said { step: *step, what: questions::said(*step, &check), words: words(*step) })
            .collect(),
        law: Some(law()),
        decisions: vec![Decided {
            what: "Znovu posoudit.".into(),
            who: "Bc.\u{a0}Jana Kubíčková, 3.\u{a0}11.\u{a0}2026".into(),
            words: None,
            overrode: false,
        }],
        may_answer: !head,
        may_decide: head,
        may_reconsider: false,
        form: FormState::empty().with("druh", Kind::Classic.code()),
        version: 3,
        new_id: "018f0000-0000-7000-8000-000000000299".into(),
        stale: false,
    }
}

fn goals() -> GoalsPage {
    let texts = [
        "Eliška chodí do školy a má s kým mluvit.",
        "Rodina má i po 31. lednu kde bydlet.",
        "Matka přestane zanedbávat Matyášovo astma.",
        "Rodiče se do Velikonoc domluví, jak se děti vídají s tatínkem.",
    ];
    let mut form = FormState::empty();
    for (index, text) in texts.iter().enumerate() {
        let number = index + 1;
        form = form
            .with(&format!("cil_id_{number}"), format!("018f0000-0000-7000-8000-00000000030{number}"))
            .with(&format!("cil_{number}"), *text);
    }
    let names = ["Eliška", "Matyáš", "Anička"];
    let child = |number: usize| format!("018f0000-0000-7000-8000-00000000031{number}");
    let children: Vec<_> =
        names.iter().zip(1..).map(|(name, number)| (child(number), (*name).to_owned())).collect();
    form = form.with("oblast_2", "housing_money").with("tyka_3", child(2)).with("oblast_3", "health_child");
    GoalsPage {
        frame: frame(),
        around: around(),
        lines: goal_lines(&form, &children),
        children,
        topics: Topic::options(),
        form,
        number_hint: hints::number_of_goals(texts.len()),
        version: 4,
        conflict: None,
    }
}

fn date() -> DatePage {
    DatePage {
        frame: frame(),
        around: around(),
        form: FormState::empty().with("den", "24. 12. 2026").with("od", "13.00").with("do", "15.00"),
        hints: vec!["Ten den je svátek (Štědrý den). Školy, ordinace a úřady mají zavřeno.".into()],
        usual: "Klasická konference obvykle trvá 120\u{a0}minut.".into(),
        version: 4,
        conflict: None,
    }
}

fn place() -> PlacePage {
    PlacePage {
        frame: frame(),
        around: around(),
        form: FormState::empty()
            .with("nazev", "Městská knihovna, zasedací místnost")
            .with("adresa", "Masarykova 20, 785 01 Šternberk")
            .with("pristup", "Bezbariérový vchod ze dvora."),
        concern: true,
        version: 5,
        conflict: Some(Conflict {
            rows: vec![("Místo".into(), "Komunitní centrum".into()), ("Adresa".into(), "Radniční 8".into())],
        }),
    }
}

fn programme() -> AgendaPage {
    let phases: Vec<Phase> =
        agenda::timed(agenda::template(Kind::Classic, noon()), crate::kernel::TimeOfDay::new(13, 0));
    let form = forms::agenda_filled(&phases, noon());
    AgendaPage {
        frame: frame(),
        around: around(),
        rows: agenda_rows(&form, &phases),
        form,
        empty: false,
        total: "120\u{a0}minut".into(),
        usual: "120\u{a0}minut".into(),
        fit: Some("Program je delší než setkání: přesahuje o 30\u{a0}minut.".into()),
        version: 6,
        conflict: None,
        panels: Vec::new(),
    }
}
