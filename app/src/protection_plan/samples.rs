//! Samples of protection plans: pages, the office's paper, a copy for a parent.

use super::letters::{PlanContent, PlanPaper};
use super::model::{
    Causes, ChangeReason, ChildView, Measure, MeasureKind, MeasureOwner, MeasureWords, Needs, ParentsView,
    PlanGoals, PlanWords,
};
use super::pages::{Case, CopyRow, ListPage, ListRow, MeasureRow, OnePage, Stage, TakeRow};
use crate::cases::{FileMark, LegalPosition, PersonName, ReaderKind};
use crate::identity::samples::{office, worker};
use crate::kernel::{Day, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

const TODAY: Day = Day::constant(2026, 12, 22);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn measure(number: u128, kind: MeasureKind, words: &str, owner: &str, due: Day) -> Measure {
    Measure {
        id: id(number),
        kind,
        words: MeasureWords::new(words),
        owner: Some(MeasureOwner::new(owner)),
        due: Some(due),
        line: None,
    }
}

fn words() -> PlanWords {
    PlanWords {
        change_reason: Some(ChangeReason::new(
            "Konference 10. 12. 2026: dohodnutý návrat do školy, kalendář styku s otcem a postup kolem bydlení.",
        )),
        causes: Some(Causes::new(
            "Od září 2026 zameškala Eliška 86 hodin bez omluvy, nejčastěji ráno.\nVýpověď z bytu běží do konce ledna 2027.",
        )),
        needs: Some(Needs::new(
            "Klidné ráno a jeden dospělý ve škole, za kterým může kdykoli přijít. Jistotu, kde bude rodina bydlet.",
        )),
        goals: Some(PlanGoals::new(
            "Eliška chodí do školy a má s kým mluvit. Rodina má od března kde bydlet.",
        )),
        child_view: Some(ChildView::new("„Chci, aby se rozhodovalo se mnou, ne o mně.“")),
        parents_view: Some(ParentsView::new(
            "Matka souhlasí. Otec souhlasí s kalendářem, o prázdninách chce dál jednat.",
        )),
        evaluation_on: Some(Day::constant(2027, 3, 11)),
    }
}

fn content(copy: bool) -> PlanContent {
    use MeasureKind::{HelpFamily, Protect, Strengthen};
    PlanContent {
        office: office(),
        keeper: Some(worker()),
        child: Uuid::from_u128(11),
        name: PersonName::new("Eliška Doležalová"),
        file_mark: FileMark::new("Om 118/2026"),
        registered_on: Some(Day::constant(2026, 9, 21)),
        due: Some(Day::constant(2026, 10, 21)),
        number: 2,
        draft: false,
        today: TODAY,
        conference: Some(Day::constant(2026, 12, 10)),
        ground: Some("§ 10 odst. 3 písm. d) (ukázková data)".into()),
        words: words(),
        measures: vec![
            measure(
                31,
                Protect,
                "Návrat do školy se zkráceným rozvrhem, každý týden krátký rozhovor.",
                "Mgr. Bečvářová, škola",
                Day::constant(2026, 12, 14),
            ),
            measure(
                32,
                HelpFamily,
                "Žádost o splátkový kalendář dluhu na nájmu.",
                "maminka s pracovnicí služby",
                Day::constant(2026, 12, 22),
            ),
            measure(
                33,
                HelpFamily,
                "Rozhodnutí o výpovědi odložit do 28. 2. 2027, bude-li podepsán splátkový kalendář.",
                "bytový odbor",
                Day::constant(2027, 2, 28),
            ),
            measure(
                34,
                Strengthen,
                "Babička jezdí s dětmi na kontroly a předává je v soboty.",
                "Věra Hájková",
                Day::constant(2027, 3, 28),
            ),
        ],
        copy,
    }
}

fn files() -> Result<Vec<Vec<u8>>, Failure> {
    let moment = Moment::in_prague(TODAY, jiff::civil::Time::midnight()).timestamp();
    let pdf = |disclosed: &outbound::Disclosed<PlanPaper>| {
        let paper = outbound::paper(disclosed, moment);
        paper.map(|paper| paper.bytes().to_vec()).map_err(|error| Failure::Output(error.to_string()))
    };
    let master = crate::disclosure::disclose_to_file::<PlanPaper, _>(true, id(2), &content(false));
    let copy = crate::disclosure::disclose_sample::<PlanPaper, _>(
        ReaderKind::ParentWithResponsibility,
        vec![(id(11), LegalPosition::ParentWithResponsibility)],
        false,
        TODAY,
        &content(true),
    )?;
    // The Word document is written too, so that a template which is no markup is noticed.
    outbound::word(&master, moment).map_err(|error| Failure::Output(error.to_string()))?;
    Ok(vec![pdf(&master)?, pdf(&copy)?])
}

fn case() -> Case {
    Case { href: "/pripady/4".into(), mark: "Om 118/2026".into() }
}

fn one(stage: Stage, form: FormState) -> OnePage {
    OnePage {
        frame: Frame::sample("/pripady"),
        case: case(),
        here: "/pripady/4/ipod/70".into(),
        list: "/pripady/4/deti/11/ipod".into(),
        name: "Eliška Doležalová".into(),
        number: 2,
        version: 3,
        stage,
        form,
        new_id: id::<()>(90).to_string(),
        may_edit: true,
        stale: false,
    }
}

fn draft() -> OnePage {
    let row =
        |name: &str, legend: &str, taken| MeasureRow { name: name.into(), legend: legend.into(), taken };
    let take = |number: u128, words: &str, more: &str| TakeRow {
        id: id::<()>(number).to_string(),
        words: words.into(),
        more: more.into(),
    };
    let stage = Stage::Draft {
        measures: vec![row("31", "Opatření 1", true), row("nove", "Další opatření", false)],
        offered: vec![
            take(41, "Žádost o splátkový kalendář.", "úkol, do 22.\u{a0}12.\u{a0}2026"),
            take(42, "Soboty s tátou podle kalendáře.", "dohodnuto"),
        ],
        taken: 1,
        follows: true,
    };
    let form = FormState::empty()
        .with("priciny", "Od září 2026 zameškala Eliška 86 hodin bez omluvy.")
        .with("opatreni-31", "Návrat do školy se zkráceným rozvrhem.")
        .with("kdo-31", "Mgr. Bečvářová")
        .with("do-31", "14. 12. 2026")
        .with("druh-31", "protect")
        .failed("cile", "Napište, čeho má plán dosáhnout.");
    one(stage, form)
}

fn made() -> OnePage {
    let paper = |words: &str| CopyRow { href: "/dokumenty/90".into(), words: words.into() };
    let stage = Stage::Made {
        papers: vec![
            paper("PDF pro spis"),
            paper("dokument Word pro spis"),
            paper("výtisk pro: Markéta Doležalová"),
        ],
        people: vec![(id::<()>(22).to_string(), "Radek Doležal".into())],
    };
    one(stage, FormState::empty())
}

/// All pages and papers.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let row = |number: i64, state| ListRow { href: format!("/pripady/4/ipod/7{number}"), number, state };
    let list = |rows: Vec<ListRow>| ListPage {
        frame: Frame::sample("/pripady"),
        case: case(),
        here: "/pripady/4/deti/11/ipod".into(),
        name: "Eliška Doležalová".into(),
        due: Some("21.\u{a0}10.\u{a0}2026".into()),
        made_on: Some("16.\u{a0}10.\u{a0}2026".into()),
        may_begin: rows.is_empty(),
        rows,
        new_id: id::<()>(90).to_string(),
    };
    let some = vec![
        row(2, ("warning", "návrh".to_owned())),
        row(1, ("success", "vyhotovený 16.\u{a0}10.\u{a0}2026".to_owned())),
    ];
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let pdf = |name, title, bytes| Sample { name, title, content: SampleContent::Pdf(bytes) };
    let mut samples = vec![
        html("stranka-ipod", "Plán ochrany: verze", list(some).render()?),
        html("stranka-ipod-zadny", "Plán ochrany: žádná verze", list(Vec::new()).render()?),
        html("stranka-ipod-navrh", "Plán ochrany: návrh", draft().render()?),
        html("stranka-ipod-hotovy", "Plán ochrany: vyhotovený", made().render()?),
    ];
    let names =
        [("ipod", "Individuální plán ochrany"), ("ipod-vytisk", "Individuální plán: výtisk pro rodiče")];
    samples.extend(files()?.into_iter().zip(names).map(|(bytes, (name, title))| pdf(name, title, bytes)));
    Ok(samples)
}
