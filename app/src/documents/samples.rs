//! Samples of the pages of documents.

use super::Document;
use super::pages::{KeptPage, ShowPage};
use crate::kernel::{Failure, FormState, Id, Moment};
use crate::shell::{Frame, KeptIn, Sample, SampleContent};
use askama::Template;
use jiff::civil;
use uuid::Uuid;

/// The page of a document that waits for its number.
pub(super) fn render() -> Result<Vec<Sample>, Failure> {
    let page = ShowPage {
        frame: Frame::sample("/pripady"),
        document: Document {
            id: Id::from_uuid(Uuid::from_u128(0x0d0c)),
            case: Uuid::from_u128(1),
            office: Id::from_uuid(Uuid::from_u128(2)),
            conference: Some(Uuid::from_u128(3)),
            kind: "minutes".into(),
            title: "Zápis z případové konference".into(),
            mime: "application/pdf".into(),
            size: 85_400,
            sha256: (0..32u8).map(|b| b.wrapping_mul(37)).collect(),
            reader: None,
            edition: 1,
            reference_number: None,
            filed: Moment::in_prague(civil::date(2026, 12, 16), civil::time(10, 20, 0, 0)),
            version: 1,
        },
        form: FormState::empty(),
        may_number: true,
        earlier: Vec::new(),
        meanwhile: None,
    };
    let kept = KeptPage {
        frame: Frame::sample("/pripady"),
        document: page.document.clone(),
        kept_in: KeptIn {
            sentence: "Je v něm chráněný údaj, který se k tomuto člověku nesmí dostat. Nejde proto otevřít k vytištění ani zapsat jako odeslaný.",
            ways: vec![(
                "/konference/3/sdeleni/4/udaj/5".into(),
                "Odůvodnit, proč se to smí dozvědět (jen vedoucí)",
            )],
        },
    };
    Ok(vec![
        Sample {
            name: "stranka-dokument",
            title: "Dokument ve spisu, čeká na číslo jednací",
            content: SampleContent::Html(page.render()?),
        },
        Sample {
            name: "stranka-dokument-zustava",
            title: "Dokument, který mezitím nesmí ven",
            content: SampleContent::Html(kept.render()?),
        },
    ])
}
