//! Invented samples: the page on a phone in all states, papers, pages of staff.

use super::letters::{self, Phone, PhoneState, PhoneView, PosterContent, PosterPaper};
use super::model::WhoAnswers;
use super::pages::{CopyPage, FeedbackPage};
use super::rules::{Mean, Tally};
use super::words::words;
use crate::conferences::Around;
use crate::disclosure;
use crate::invitations::doors::Language;
use crate::kernel::{Failure, FormState, Moment};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use outbound::Link;

const ADDRESS: &str = "pripadovka.example/z/7K2M-9QHT-4XRB";

fn phone(
    name: &'static str,
    title: &'static str,
    (language, who): (Language, Option<WhoAnswers>),
    state: PhoneState,
) -> Result<Sample, Failure> {
    let missing = || Failure::Broken("a sample's address is none".into());
    let phone = Phone {
        language,
        office: "Městský úřad Šternberk".into(),
        path: Link::new("/z/7K2M-9QHT-4XRB").ok_or_else(missing)?,
        who,
        form: "00000000-0000-4000-8000-000000000001".into(),
        state,
        typed: (vec![("heard".into(), "4".into())], String::new()),
    };
    let disclosed = disclosure::disclose_to_nobody::<PhoneView, _>(true, &phone);
    let html = outbound::page(&disclosed).map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html.into_html()) })
}

fn poster() -> Result<Sample, Failure> {
    let content = PosterContent {
        office: "Městský úřad Šternberk".into(),
        qr: letters::qr(&format!("https://{ADDRESS}")),
        address: ADDRESS.into(),
    };
    let disclosed = disclosure::disclose_to_nobody::<PosterPaper, _>(true, &content);
    let moment = Moment::in_prague(jiff::civil::date(2026, 12, 10), jiff::civil::time(12, 0, 0, 0));
    let paper = outbound::paper(&disclosed, moment.timestamp())
        .map_err(|error| Failure::Output(error.to_string()))?;
    let content = SampleContent::Pdf(paper.bytes().to_vec());
    Ok(Sample { name: "zpetna-vazba-papiry", title: "Zpětná vazba: papíry ke dveřím", content })
}

fn staff(name: &'static str, title: &'static str, page: &impl Template) -> Result<Sample, Failure> {
    let html = page.render().map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html) })
}

/// After the end, with what is told.
fn page(tallies: Vec<Tally>, words: Vec<String>) -> FeedbackPage {
    FeedbackPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        here: "/konference/4/zpetna-vazba".into(),
        door: None,
        over: true,
        any: true,
        tallies,
        words,
        may_open: true,
    }
}

/// While sheets come.
fn collecting() -> FeedbackPage {
    let door = Some((format!("https://{ADDRESS}"), "čtvrtek 24. prosince 2026".into()));
    FeedbackPage { door, over: false, ..page(Vec::new(), Vec::new()) }
}

/// All samples.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let mean = |asked, tenths| Mean { asked, answers: 7, tenths, of: 5 };
    let tally = Tally {
        title: "Všichni dospělí",
        means: vec![mean("Ostatní mě vyslechli.", Some(42)), mean("Setkání trvalo tak akorát.", None)],
    };
    let copy = CopyPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        form: FormState::empty(),
        action: "/konference/4/zpetna-vazba/papir/child".into(),
        back: "/konference/4/zpetna-vazba".into(),
        form_id: "00000000-0000-4000-8000-000000000002".into(),
        who: WhoAnswers::Child,
    };
    let (cs, uk, en) = (Language::Czech, Language::Ukrainian, Language::English);
    let (family, child) = (Some(WhoAnswers::Family), Some(WhoAnswers::Child));
    let asks = PhoneState::Asks;
    let empty = PhoneState::Problem(words(cs, false).empty);
    Ok(vec![
        phone("zpetna-vazba-kdo", "Zpětná vazba: kdo odpovídá", (cs, None), asks)?,
        phone("zpetna-vazba-dospely", "Zpětná vazba: dospělý", (cs, family), asks)?,
        phone("zpetna-vazba-dite", "Zpětná vazba: dítě", (cs, child), asks)?,
        phone("zpetna-vazba-chyba", "Zpětná vazba: prázdný list", (cs, family), empty)?,
        phone("zpetna-vazba-diky", "Zpětná vazba: poděkování", (cs, None), PhoneState::Thanks)?,
        phone("zpetna-vazba-po", "Zpětná vazba: už se nesbírá", (cs, None), PhoneState::Closed)?,
        phone("zpetna-vazba-uk", "Zpětná vazba ukrajinsky", (uk, child), asks)?,
        phone("zpetna-vazba-en", "Zpětná vazba anglicky", (en, family), asks)?,
        poster()?,
        staff(
            "zpetna-vazba",
            "Zpětná vazba: čísla",
            &page(vec![tally], vec!["Děkuju za čas na přestávku.".into()]),
        )?,
        staff("zpetna-vazba-sbira", "Zpětná vazba: sbírá se", &collecting())?,
        staff("zpetna-vazba-malo", "Zpětná vazba: málo odpovědí", &page(Vec::new(), Vec::new()))?,
        staff("zpetna-vazba-papir", "Zpětná vazba: list z papíru", &copy)?,
    ])
}
