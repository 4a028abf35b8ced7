//! A drawn signature is a fact like any other, and a picture on paper.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "the tests stand in for the slices that claim the keys")]

use std::sync::{Arc, LazyLock};

use facts::{FactGroup, Shears, Shown};
use outbound::{
    Cut, Cutter, Disclosed, Guard, Occasion, Rights, Stop, Strokes, Subject, Verdict, disclose, paper,
};
use uuid::Uuid;

static SHEARS: LazyLock<Shears> = LazyLock::new(|| Shears::claim().expect("claimed once"));

const SIGNER: Uuid = Uuid::from_u128(3);

facts::bare_fact!(pub Signature: Strokes = Identity);

outbound::view! {
    /// A sheet with one signature.
    #[paper(source = "#import \"/house.typ\": *\n#show: house\n= Podpis\n#if data.signature == none [nepodepsáno] else { image(bytes(data.signature), format: \"svg\", alt: \"Vlastnoruční podpis\", width: 40mm) }", title = "Podpis")]
    pub struct SignedSheet {
        signature: Option<Shown<Strokes>>,
    }
}

impl Cut<Signature> for SignedSheet {
    const OCCASION: Occasion = Occasion::Record;
    fn cut(signature: &Signature, cutter: &Cutter<'_>) -> Self {
        Self { signature: cutter.about(Subject::Person(SIGNER)).show(signature) }
    }
}

struct Reader(Verdict);

impl Rights for Reader {
    fn verdict(&self, _: Occasion, _: FactGroup, _: Subject) -> Verdict {
        self.0
    }
    fn may_say_omitted(&self, _: FactGroup) -> bool {
        false
    }
    fn ground(&self, _: Occasion, _: FactGroup, _: Subject) -> Option<outbound::Ground> {
        None
    }
    fn demo(&self) -> bool {
        false
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        Some(Arc::new(Digits))
    }
}

/// Stops a protected telephone number.
struct Digits;

impl Guard for Digits {
    fn read(&self, text: &str) -> Vec<Stop> {
        let found = text.match_indices("777 123");
        found.map(|(at, found)| Stop { fact: SIGNER, range: at..at + found.len(), excused: false }).collect()
    }
}

fn cut(lines: &str, verdict: Verdict) -> Disclosed<SignedSheet> {
    let signature = Signature::new(Strokes::read(lines).unwrap());
    disclose(&SHEARS, &signature, SIGNER, &Reader(verdict))
}

#[test]
fn a_signature_is_a_picture_on_paper_for_whoever_may_have_it() {
    let moment = "2026-12-12T09:30:00Z".parse().unwrap();
    let signed = paper(&cut("0,0 500,300 900,40;400,20", Verdict::Show), moment).unwrap();
    let again = paper(&cut("0,0 500,300 900,40;400,20", Verdict::Show), moment).unwrap();
    let hidden = paper(&cut("0,0 500,300 900,40;400,20", Verdict::Never), moment).unwrap();
    assert!(signed.bytes() == again.bytes() && signed.bytes() != hidden.bytes());
}

#[test]
fn numbers_of_a_drawing_are_no_words_but_another_drawing_is_another_sheet() {
    let looks_like_a_number = cut("0,0 771,117 777,123", Verdict::Show);
    assert!(!looks_like_a_number.is_stopped());
    let moment = "2026-12-12T09:30:00Z".parse().unwrap();
    assert!(paper(&looks_like_a_number, moment).is_ok());
    assert_ne!(cut("0,0 5,5", Verdict::Show).fingerprint(), cut("0,0 5,6", Verdict::Show).fingerprint());
    assert_eq!(cut("0,0 5,5", Verdict::Never).fingerprint(), cut("1,1", Verdict::Never).fingerprint());
    assert!(!format!("{:?}", looks_like_a_number.view()).contains("771"));
}
