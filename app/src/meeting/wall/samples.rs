//! Samples of the wall: full, neutral, and its pages.

use super::cut::{Addresses, Composed, Everybody, compose};
use super::model::{AgendaLine, Extent, Frame, Owner, OwnerRole, WallContent, WallLine};
use super::screens::Light;
use super::staff::{LightRow, WallStaffPage};
use super::view::{CodeView, GoneView, Nothing, Typed, WallPage};
use crate::cases::{LegalPosition, ReaderKind};
use crate::conferences::GoalFacts;
use crate::disclosure::{ReaderRights, disclose_to_nobody, sample_rights};
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::clock::Sign;
use crate::meeting::{LineKind, TaskNote, Topic, Words};
use crate::shell::{Frame as StaffFrame, Sample, SampleContent, qr};
use askama::Template;
use facts::FactGroup;
use jiff::civil::{date, time};
use outbound::{Link, Subject};
use uuid::Uuid;

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn line(number: u128, kind: LineKind, text: &str) -> WallLine {
    WallLine {
        id: id(number),
        phase: Some(id(52)),
        kind,
        words: Words::under(Topic(FactGroup::PlanTasks), text.into()),
        subjects: vec![Subject::Conference],
        owner: None,
        owner_note: None,
        deadline: None,
    }
}

fn task(number: u128, text: &str, who: &str, due: i8) -> WallLine {
    WallLine {
        owner: Some(Owner {
            participant: Some(id(1)),
            subject: Subject::Person(Uuid::from_u128(1)),
            role: OwnerRole::new(who),
        }),
        deadline: Some(date(2026, 12, due)),
        ..line(number, LineKind::Task, text)
    }
}

fn phase(title: &str, past: bool, current: bool, coming: Option<&str>) -> AgendaLine {
    AgendaLine { title: title.into(), current, past, coming: coming.map(Into::into) }
}

fn goal(text: &str) -> GoalFacts {
    GoalFacts::of(text.to_owned(), (None, None), [])
}

fn content() -> WallContent {
    let by_note = WallLine {
        owner_note: Some(TaskNote::new("bytový odbor")),
        deadline: Some(date(2027, 2, 28)),
        ..line(5, LineKind::Task, "Úřad odloží rozhodnutí o bytě, až bude podepsaný splátkový plán.")
    };
    WallContent {
        title: Some("Návrhy a domlouvání".into()),
        now: Moment::in_prague(date(2026, 12, 10), time(14, 16, 0, 0)),
        left: Some("zbývá 9 minut".into()),
        sign: Sign::Calm,
        percent: Some(64),
        ends: Some("skončíme asi v 15.05, o 5 minut později".into()),
        agenda: vec![
            phase("Pohledy: nejdřív rodina, potom odborníci", true, false, None),
            phase("Hlas dítěte", true, false, None),
            phase("Návrhy a domlouvání", false, true, None),
            phase("Čtení plánu: kdo, co a dokdy", false, false, Some("asi v 14.25, o 5 minut později")),
            phase("Další termín", false, false, Some("asi v 14.35, o 5 minut později")),
        ],
        goals: vec![
            goal("Eliška chodí do školy a má s kým mluvit."),
            goal("Rodina zůstane v bytě a má plán splátek."),
        ],
        lines: vec![
            line(1, LineKind::Agreed, "Eliška se od pondělí 14. 12. vrací do školy se zkráceným rozvrhem."),
            line(2, LineKind::Agreed, "Děti tráví s tátou každou druhou sobotu, předání u babičky."),
            line(3, LineKind::Dissent, "Střídavá péče: patří do mediace."),
            task(4, "Domluvím kontrolu astmatu na 15. 12.", "maminka", 15),
            by_note,
            task(6, "Najdu Elišce termín u školní psycholožky.", "výchovná poradkyně", 18),
        ],
        audience: Vec::new(),
        over: false,
    }
}

fn everybody() -> Result<Everybody, Failure> {
    let near = vec![(id(11), LegalPosition::ParentWithResponsibility)];
    let mut rights: ReaderRights =
        sample_rights(ReaderKind::ParentWithResponsibility, near, false, date(2026, 12, 10))?;
    rights.reader.participant = id(1);
    Ok(Everybody { readers: vec![rights], demo: true })
}

fn wall(content: WallContent, frame: &Frame) -> Result<Composed, Failure> {
    let link = || Link::new("/s/ukazka").ok_or_else(|| Failure::Broken("a sample's address".into()));
    let at = Addresses { live: link()?, seen: link()?, again: link()? };
    compose::<WallPage>(content, frame, &everybody()?, Uuid::from_u128(9), &at)
}

fn staff(up: bool) -> WallStaffPage {
    let address = "https://setkani.urad.example/s/0123456789abcdefghjkmnpqrstvwxyz01234567";
    WallStaffPage {
        frame: StaffFrame::sample("/konference"),
        id: id(4),
        over: false,
        up,
        safety: up,
        door: "setkani.urad.example/s".into(),
        code: up.then(|| "4821\u{a0}7706".to_owned()),
        picture: qr(address),
        address: address.into(),
        light: LightRow::of(up, Light::Ready),
        left_out: usize::from(up),
    }
}

fn output(error: outbound::Error) -> Failure {
    Failure::Output(error.to_string())
}

/// The wall in the room and when it shows nothing, the door for its code, and the page that puts it up.
pub(in crate::meeting) fn render() -> Result<Vec<Sample>, Failure> {
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let frame = Frame::For { audience: vec![id(1)], lines: Extent::Whole };
    let code = disclose_to_nobody::<CodeView, _>(true, &Typed::default());
    let gone = disclose_to_nobody::<GoneView, _>(true, &Nothing);
    Ok(vec![
        html("stena", "Stěna při jednání", wall(content(), &frame)?.page.into_html()),
        html("stena-klidna", "Stěna o přestávce", wall(content(), &Frame::Neutral)?.page.into_html()),
        html("stena-kod", "Opsání kódu stěny", outbound::page(&code).map_err(output)?.into_html()),
        html(
            "stena-konec",
            "Adresa stěny, která už neplatí",
            outbound::page(&gone).map_err(output)?.into_html(),
        ),
        html("stranka-stena", "Zapnutá stěna pro vedení", staff(true).render()?),
        html("stranka-stena-vypnuta", "Vypnutá stěna", staff(false).render()?),
    ])
}
