//! Samples of letters to children of three ages, and of their pages.

use super::Band;
use super::letter::{ChildLetterPaper, LetterContent};
use super::model::{Agreed, Closing, Greeting, Heard, Letter, NextSteps, OpenEnds, Yours};
use super::pages::{LetterPage, ListPage, ListRow, Written};
use crate::cases::ReaderKind;
use crate::identity::samples::{office, worker};
use crate::kernel::{Choice, Day, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

const TODAY: Day = Day::constant(2026, 12, 14);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn small() -> Letter {
    Letter {
        band: Band::Small,
        greeting: Greeting::new("Milá Aničko"),
        heard: Some(Heard::new("Chceš být doma s mámou. A bojíš se, když se hádáme.")),
        agreed: Agreed::new(
            "Zůstáváš doma s mámou.\nZa tátou budeš jezdit každou druhou sobotu. Předávat vás bude babička.\nBudeš chodit k paní, se kterou se trénuje mluvení.",
        ),
        yours: None,
        open_ends: None,
        next_steps: NextSteps::new("V lednu k vám přijdu na návštěvu. Můžeš mi ukázat, co máš ráda."),
        closing: Some(Closing::new("Díky za obrázek s medvědem. Visí u nás na zdi.")),
    }
}

fn middle() -> Letter {
    Letter {
        band: Band::Middle,
        greeting: Greeting::new("Milý Matyáši"),
        heard: Some(Heard::new(
            "Chceš chodit na fotbal a nechceš, aby tě máma musela vodit k doktorovi sama, když je jí špatně.",
        )),
        agreed: Agreed::new(
            "Na kontrolu kvůli astmatu půjdete 15. prosince, pojede s vámi babička.\nS tátou budete každou druhou sobotu, domluvili se na tom oba rodiče.\nPaní ze služby pomůže mámě s papíry k bytu.",
        ),
        yours: Some(Yours::new("Nosit si do školy inhalátor. Nic jiného řešit nemusíš.")),
        open_ends: Some(OpenEnds::new(
            "Kde přesně budete bydlet od března. Jakmile to budeme vědět, řekneme ti to.",
        )),
        next_steps: NextSteps::new("8. ledna se u vás zastavím a zeptám se tě, jak to jde."),
        closing: None,
    }
}

fn young() -> Letter {
    Letter {
        band: Band::Young,
        greeting: Greeting::new("Milá Eliško"),
        heard: Some(Heard::new(
            "Že ráno před školou bývá nejhůř, že ti na volejbale je dobře a že chceš, aby se rozhodovalo s tebou, ne o tobě.",
        )),
        agreed: Agreed::new(
            "Do školy se vracíš od 14. prosince se zkráceným rozvrhem.\nKaždý týden si s tebou o tom promluví Mgr. Bečvářová, vždycky ve dvou a v klidu.\nO mámu a byt se starají dospělí. Není to na tobě.",
        ),
        yours: Some(Yours::new(
            "Přijít ráno aspoň na druhou hodinu. Když to nepůjde, napsat zprávu Mgr. Bečvářové.",
        )),
        open_ends: Some(OpenEnds::new(
            "Rodiče se zatím neshodli, jak to bude s prázdninami. Půjdou na mediaci a zeptáme se i tebe.",
        )),
        next_steps: NextSteps::new(
            "Do 18. prosince ti škola řekne termín u školní psycholožky.\nV lednu se zeptám, jestli to takhle funguje, a podle toho plán upravíme.",
        ),
        closing: Some(Closing::new("Bylo odvážné říct nahlas, co říct chceš. Vážím si toho.")),
    }
}

fn paper(letter: Letter) -> Result<Vec<u8>, Failure> {
    let content = LetterContent {
        letter,
        office: office(),
        met: Day::constant(2026, 12, 10),
        next_day: Some(Day::constant(2027, 3, 11)),
        contact: Some(worker()),
        help: vec!["Linka bezpečí pro děti: 116 111, zdarma a kdykoli. (ukázková data)".into()],
        today: TODAY,
    };
    let disclosed = crate::disclosure::disclose_sample::<ChildLetterPaper, _>(
        ReaderKind::Child,
        Vec::new(),
        false,
        TODAY,
        &content,
    )?;
    let moment = Moment::in_prague(TODAY, jiff::civil::Time::midnight());
    let paper = outbound::paper(&disclosed, moment.timestamp());
    paper.map(|paper| paper.bytes().to_vec()).map_err(|error| Failure::Output(error.to_string()))
}

fn page(form: FormState, written: Option<Written>) -> LetterPage {
    LetterPage {
        frame: Frame::sample("/konference"),
        conference: id(4),
        here: "/konference/4/zapis/dopis/11".into(),
        name: "Eliška Doležalová".into(),
        age: Some(13),
        agreed: vec![
            "Eliška se vrací do školy se zkráceným rozvrhem od 14. prosince.".into(),
            "Školní psycholožka: první schůzka do 18. 12. (Mgr. Bečvářová)".into(),
        ],
        wish: Some("Chci, aby mě nikdo nenutil mluvit před všemi.".into()),
        written,
        form,
        may_write: true,
        safety_concern: false,
        stale: false,
    }
}

/// All pages, and a letter for each age.
pub(in crate::minutes) fn samples() -> Result<Vec<Sample>, Failure> {
    let empty = FormState::empty()
        .with("vek", Band::Young.code())
        .with("osloveni", "Milá Eliško")
        .failed("dohoda", "Napište vlastními slovy, na čem jste se domluvili.");
    let made = Written { document: Some("/dokumenty/90".into()), handed: None, version: 3 };
    let filled = FormState::empty()
        .with("vek", Band::Young.code())
        .with("osloveni", "Milá Eliško")
        .with("dohoda", "Do školy se vracíš od 14. prosince.")
        .with("dal", "V lednu se zeptám, jestli to takhle funguje.")
        .with("dne", "14. 12. 2026");
    let row = |number: u128, name: &str, state| ListRow {
        href: format!("/konference/4/zapis/dopis/{number}"),
        name: name.into(),
        state,
    };
    let list = ListPage {
        frame: Frame::sample("/konference"),
        conference: id(4),
        rows: vec![
            row(11, "Eliška Doležalová", ("success", "dítě ho má")),
            row(12, "Matyáš Doležal", ("warning", "rozepsaný")),
        ],
    };
    let html = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let pdf = |name, title, bytes| Sample { name, title, content: SampleContent::Pdf(bytes) };
    Ok(vec![
        html("stranka-dopisy-detem", "Dopisy dětem", list.render()?),
        html("stranka-dopis-diteti", "Dopis dítěti: psaní", page(empty, None).render()?),
        html("stranka-dopis-diteti-hotovy", "Dopis dítěti: vyhotovený", page(filled, Some(made)).render()?),
        pdf("dopis-diteti-do-8", "Dopis dítěti do 8 let", paper(small())?),
        pdf("dopis-diteti-9-az-12", "Dopis dítěti od 9 do 12 let", paper(middle())?),
        pdf("dopis-diteti-od-13", "Dopis dítěti od 13 let", paper(young())?),
    ])
}
