//! Invented samples: the pages of staff, the page at the link, the mail.

use super::letters::{Announcing, ExtractView, Own, ReadyView};
use super::model::{Channel, State};
use super::pages::{ListPage, OnePage, Row, Told};
use super::words::words;
use crate::cases::ReaderKind;
use crate::conferences::Around;
use crate::disclosure::disclose_sample;
use crate::invitations::doors::Language;
use crate::kernel::{Day, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use outbound::{Link, Logistics};
use uuid::Uuid;

const TODAY: Day = Day::constant(2026, 12, 28);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn link(path: &str) -> Result<Link, Failure> {
    Link::new(path).ok_or_else(|| Failure::Broken("a sample's address is none".into()))
}

fn row((name, role): (&str, &str), channel: Channel, state: State, (when, reference): (&str, &str)) -> Row {
    Row {
        name: name.into(),
        role: role.into(),
        href: "/konference/4/zapis/predani/21".into(),
        what: "výpis ze zápisu",
        child: false,
        channel,
        proposed: when.is_empty(),
        state,
        when: when.into(),
        by: if when.is_empty() { String::new() } else { "Bc.\u{a0}Jana Kubíčková".into() },
        reference: reference.into(),
        untold: false,
    }
}

fn list() -> ListPage {
    let child = Row {
        what: "dopis dítěti",
        child: true,
        ..row(("Eliška Doležalová", "dcera"), Channel::InPerson, State::NotReady, ("", ""))
    };
    let opened = Row {
        by: "sám/sama přes odkaz".into(),
        ..row(
            ("Mgr.\u{a0}Helena Sýkorová", "třídní učitelka"),
            Channel::Link,
            State::Taken,
            ("28.\u{a0}12.\u{a0}2026 v\u{a0}10.12", ""),
        )
    };
    ListPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        id: id(4),
        sealed: true,
        amended: true,
        may_give: true,
        rows: vec![
            row(("Markéta Doležalová", "maminka"), Channel::InPerson, State::Ready, ("", "")),
            row(("Radek Doležal", "tatínek"), Channel::Post, State::Ready, ("", "")),
            row(
                ("Mgr.\u{a0}Petr Vrána", "dluhový poradce"),
                Channel::DataBox,
                State::Sent,
                ("23.\u{a0}12.\u{a0}2026", "1234567890"),
            ),
            opened,
            child,
        ],
        remaining: 2,
        missing: 0,
        posting: 1,
        kept: vec![(
            format!("/konference/{}/zapis/predani/1", id::<crate::conferences::Conference>(4)),
            "Radek Doležal".into(),
        )],
        rest: 2,
    }
}

fn one(form: FormState) -> OnePage {
    OnePage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        id: id(4),
        participant: id(22),
        name: "Radek Doležal".into(),
        role: "tatínek".into(),
        state: State::Sent,
        sealed: true,
        amended: false,
        proposed: Channel::Post,
        shared: true,
        document: Some(id(9)),
        told: vec![Told {
            what: "předáno: poštou do vlastních rukou".into(),
            look: "primary",
            when: "23.\u{a0}12.\u{a0}2026".into(),
            noted: "23.\u{a0}12.\u{a0}2026, 14.05".into(),
            by: "Bc.\u{a0}Jana Kubíčková".into(),
            reference: "RR123456789CZ".into(),
            earlier: false,
        }],
        offered: vec![
            ("posta-dorucena".into(), "Vrátila se doručenka: zásilku převzal(a)".into(), String::new()),
            ("posta-vracena".into(), "Zásilka se vrátila nedoručená".into(), String::new()),
            ("oprava".into(), "Oprava: poslední zápis o předání byl omyl".into(), String::new()),
        ],
        may_give: true,
        stale: false,
        form,
        new_id: id::<Told>(30).to_string(),
        seen: 1,
    }
}

fn own(language: Language, proved: bool) -> Result<Own, Failure> {
    Ok(Own {
        language,
        proved,
        ready: true,
        held: false,
        opened: None,
        path: link("/p/osobni-odkaz")?,
        office: Logistics::of("Městský úřad Šternberk"),
        contact: (
            Some(Logistics::of("Bc.\u{a0}Jana Kubíčková")),
            Some(Logistics::of("585\u{a0}000\u{a0}111")),
        ),
        door: None,
    })
}

fn page(name: &'static str, title: &'static str, own: &Own) -> Result<Sample, Failure> {
    let kind = ReaderKind::ParentWithResponsibility;
    let disclosed = disclose_sample::<ExtractView, _>(kind, Vec::new(), false, TODAY, own)?;
    let html = outbound::page(&disclosed).map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html.into_html()) })
}

fn mail(name: &'static str, title: &'static str, language: Language) -> Result<Sample, Failure> {
    let spoken = words(language);
    let announcing = Announcing { words: spoken, link: link("https://pripadovka.example/p/osobni-odkaz")? };
    let kind = ReaderKind::ParentWithResponsibility;
    let disclosed = disclose_sample::<ReadyView, _>(kind, Vec::new(), false, TODAY, &announcing)?;
    let view = disclosed.view();
    let text = format!(
        "Předmět: {}\n\n{}\n\n{}\n{}\n",
        view.words.mail_subject, view.words.mail_hello, view.words.mail, view.link
    );
    Ok(Sample { name, title, content: SampleContent::Mail(text) })
}

fn staff(name: &'static str, title: &'static str, page: &impl Template) -> Result<Sample, Failure> {
    let html = page.render().map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html) })
}

/// All samples.
pub(in crate::minutes) fn samples() -> Result<Vec<Sample>, Failure> {
    let at = Moment::in_prague(TODAY, jiff::civil::time(10, 12, 0, 0));
    let opened = Own { opened: Some(at), ..own(Language::Czech, true)? };
    let held = Own { held: true, ..own(Language::Czech, true)? };
    let none = Own { ready: false, ..own(Language::Czech, false)? };
    let wrong = FormState::empty()
        .with("co", "posta")
        .with("cislo", "RR12345678CZ")
        .failed("cislo", "V podacím čísle mezi písmeny chybí nebo přebývá číslice: má jich být devět.");
    Ok(vec![
        staff("predani-zapisu", "Předání zápisu", &list())?,
        staff("predani-cloveku", "Předání zápisu jednomu člověku", &one(FormState::empty()))?,
        staff("predani-chyba", "Předání zápisu: chyba v podacím čísle", &one(wrong))?,
        page("vypis-odkaz", "Výpis přes odkaz bez kódu", &own(Language::Czech, false)?)?,
        page("vypis-kod", "Výpis za kódem", &own(Language::Czech, true)?)?,
        page("vypis-otevreno", "Výpis otevřený", &opened)?,
        page("vypis-zadrzeno", "Výpis zadržený", &held)?,
        page("vypis-zadny", "Výpis: žádný", &none)?,
        page("vypis-uk", "Výpis ukrajinsky", &own(Language::Ukrainian, true)?)?,
        page("vypis-en", "Výpis anglicky", &own(Language::English, true)?)?,
        mail("vypis-pripraveny", "Zpráva, že je výpis připravený", Language::Czech)?,
        mail("vypis-pripraveny-uk", "Zpráva, že je výpis připravený, ukrajinsky", Language::Ukrainian)?,
    ])
}
