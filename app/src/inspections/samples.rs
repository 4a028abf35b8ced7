//! Samples of the pages and the record of inspections.

use super::letters::{ChildOfFile, InspectionPaper, RecordContent, ShownPaper};
use super::model::{
    Ending, Identified, InspectionWish, Keeper, Made, OtherParts, Read, Refusal, RefusalReason,
};
use super::pages::{Case, Choosing, ListPage, ListRow, NewPage, OnePage, Row, Stage};
use super::rules::OWN;
use crate::cases::{FileMark, LegalPosition, PersonName, ReaderKind};
use crate::identity::samples::{office, worker};
use crate::kernel::{Day, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

const TODAY: Day = Day::constant(2026, 11, 19);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn case() -> Case {
    Case { href: "/pripady/4".into(), mark: "Om 118/2026".into() }
}

fn refusal() -> Refusal {
    let reason = "Jde o slova dítěte, která řeklo s tím, že zůstanou mezi námi. Kdybychom je ukázali, mohlo by mu to ublížit.";
    Refusal { reason: RefusalReason::new(reason), ground: crate::law::codes::INSPECTION.into() }
}

fn content(ending: Ending) -> RecordContent {
    let read = matches!(ending, Ending::Read(_));
    let paper = |label, edition, number: Option<&str>, hash: &str| ShownPaper {
        label,
        edition,
        number: number.map(str::to_owned),
        filed: Day::constant(2026, 11, 12),
        hash: hash.into(),
    };
    let shown = vec![
        paper("výpis ze zápisu", 1, Some("MUST 4412/2026"), "9f2c1be0"),
        paper("pozvánka", 1, Some("MUST 4188/2026"), "07aa41cd"),
        paper("podklad", 2, None, "be12f034"),
    ];
    RecordContent {
        keeper: Keeper { staff: Some(worker()), office: office() },
        name: PersonName::new("Markéta Doležalová"),
        children: vec![ChildOfFile {
            id: Uuid::from_u128(11),
            name: PersonName::new("Eliška Doležalová"),
            file_mark: FileMark::new("Om 118/2026"),
        }],
        asked_on: Day::constant(2026, 11, 16),
        wish: Some(InspectionWish::new("Co o nás píše škola a co se psalo o minulém setkání.")),
        shown: if read { shown } else { Vec::new() },
        refused: vec![(refusal(), Some("§ 55 odst. 5 (ukázková data)".into()))],
        ending,
    }
}

fn paper(ending: Ending) -> Result<Vec<u8>, Failure> {
    let content = content(ending);
    let positions = vec![(id(11), LegalPosition::ParentWithResponsibility)];
    let disclosed = crate::disclosure::disclose_sample::<InspectionPaper, _>(
        ReaderKind::ParentWithResponsibility,
        positions,
        false,
        TODAY,
        &content,
    )?;
    let moment = Moment::in_prague(TODAY, jiff::civil::Time::midnight());
    let paper = outbound::paper(&disclosed, moment.timestamp());
    paper.map(|paper| paper.bytes().to_vec()).map_err(|error| Failure::Output(error.to_string()))
}

fn row(number: u128, title: &str, kept: Option<&'static str>) -> Row {
    let more = "MUST 4412/2026 · uloženo 12.\u{a0}11.\u{a0}2026 9.14";
    Row { document: id(number), title: title.into(), more: more.into(), kept }
}

fn one(stage: Stage, form: FormState) -> OnePage {
    OnePage {
        frame: Frame::sample("/pripady"),
        case: case(),
        here: "/pripady/4/nahlizeni-do-spisu/70".into(),
        who: "Markéta Doležalová".into(),
        asked: "16.\u{a0}11.\u{a0}2026".into(),
        wish: Some("Co o nás píše škola a co se psalo o minulém setkání.".into()),
        typed_words: Vec::new(),
        version: 2,
        stage,
        unsigned: None,
        form,
        may_edit: true,
        stale: false,
    }
}

fn open() -> OnePage {
    let rows = vec![
        row(81, "výpis ze zápisu (Markéta Doležalová), 1. vyhotovení", None),
        row(82, "podklad, 2. vyhotovení", None),
        row(83, "zápis, 1. vyhotovení", Some(OWN)),
    ];
    let grounds = vec![(crate::law::codes::INSPECTION.to_owned(), "§ 55 odst. 5 (ukázková data)".to_owned())];
    let name = |what: &str, number| format!("{what}-{}", id::<()>(number));
    let form = FormState::empty()
        .with(&name("dokument", 81), "shown")
        .with(&name("dokument", 83), "refused")
        .with("dne", "19. 11. 2026")
        .failed(&name("duvod", 83), "Napište důvod. Bude ho číst ten, komu nahlédnutí odpíráte.");
    one(Stage::Open(Choosing { rows, grounds, unverified: true, shown: 1, refused: 1 }), form)
}

fn made() -> OnePage {
    let made = Made {
        document: id(90),
        on: TODAY,
        whole: false,
        at: Moment::in_prague(TODAY, jiff::civil::Time::midnight()),
        signature: None,
        unsigned: None,
    };
    one(Stage::Made(made), FormState::empty())
}

fn list(rows: Vec<ListRow>) -> ListPage {
    ListPage { frame: Frame::sample("/pripady"), case: case(), rows, may_add: true }
}

/// All pages, and the record of one who read and of one who was refused.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let row = |number: u128, who: &str, state| ListRow {
        href: format!("/pripady/4/nahlizeni-do-spisu/{number}"),
        who: who.into(),
        asked: "16.\u{a0}11.\u{a0}2026".into(),
        state,
    };
    let some = vec![
        row(70, "Markéta Doležalová", ("warning", "čeká na vyřízení".into())),
        row(71, "Radek Doležal", ("success", "nahlédl(a) 2.\u{a0}9.\u{a0}2026".into())),
    ];
    let new = NewPage {
        frame: Frame::sample("/pripady"),
        case: case(),
        form: FormState::empty().with("dne", "19. 11. 2026"),
        people: vec![(id::<()>(21).to_string(), "Markéta Doležalová".into())],
    };
    let read = Ending::Read(Read {
        on: TODAY,
        identified: Identified::Card,
        copies: true,
        other: Some(OtherParts::new("Z papírového spisu: zpráva školy z 3. 9. 2026, listy 12 až 14.")),
    });
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let pdf = |name, title, bytes| Sample { name, title, content: SampleContent::Pdf(bytes) };
    Ok(vec![
        html("stranka-nahlizeni-do-spisu", "Nahlížení do spisu: kdo žádal", list(some).render()?),
        html("stranka-nahlizeni-do-spisu-nikdo", "Nahlížení do spisu: nikdo", list(Vec::new()).render()?),
        html("stranka-nahlizeni-do-spisu-nove", "Žádost o nahlédnutí", new.render()?),
        html("stranka-nahlizeni-do-spisu-vyber", "Nahlížení: co se ukáže", open().render()?),
        html("stranka-nahlizeni-do-spisu-hotovo", "Nahlížení: záznam je hotový", made().render()?),
        pdf("zaznam-o-nahlizeni", "Záznam o nahlížení do spisu", paper(read)?),
        pdf("zaznam-o-odepreni", "Záznam o odepření nahlížení", paper(Ending::Refused(TODAY, refusal()))?),
    ])
}
