//! Samples of printing at one go, of the script of a call, and of what the head decides about institutions.

use super::super::pages::{batch, call, wording};
use super::sample;
use crate::kernel::{Failure, FormState};
use crate::shell::{Frame, KeptIn, Sample, SampleContent};
use askama::Template;

fn waiting(name: &str, role: &str, kept_in: Option<KeptIn>) -> batch::Waiting {
    batch::Waiting {
        name: name.into(),
        role: role.into(),
        channel: "dopis",
        address: vec!["Ukázková 12".into(), "785\u{a0}01 Šternberk".into()],
        invitation: "6".into(),
        kept_in,
    }
}

fn script(said: bool) -> call::CallPage {
    call::CallPage {
        frame: Frame::sample("/konference"),
        conference: "4".into(),
        id: "6".into(),
        name: "Věra Doležalová".into(),
        role: "babička".into(),
        caller: "Bc.\u{a0}Jana Kubíčková".into(),
        phone: Some("600\u{a0}123\u{a0}457".into()),
        spoken: said.then(|| call::Spoken {
            when: "čtvrtek 10. prosince 2026, 13.00–15.00".into(),
            place: Some("Městská knihovna, Ukázkové náměstí 3, Šternberk".into()),
            part: None,
            until: "pátku 27. listopadu 2026".into(),
        }),
        participant: "26".into(),
        earlier: vec!["čtvrtek 19. listopadu 2026, 10.00: nedovolali jsme se, vzkaz jsme nenechali".into()],
        may_handle: true,
        round: 1,
        schedule: 1,
        new_id: "1".into(),
        form: FormState::empty(),
    }
}

/// All of them.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    use SampleContent::Html;
    let page = || Frame::sample("/konference");
    let kept_in = KeptIn {
        sentence: "Dopis už neodpovídá tomu, co o konferenci platí. Vytvořte nový.",
        ways: vec![("/konference/4/pozvanky/odeslat?komu=26".into(), "Vytvořit nový dopis")],
    };
    let batch = batch::BatchPage {
        frame: page(),
        conference: "4".into(),
        waiting: vec![
            waiting("Věra Doležalová", "babička", None),
            waiting("Radek Doležal", "tatínek", Some(kept_in)),
        ],
    };
    let nothing = batch::BatchPage { frame: page(), conference: "4".into(), waiting: Vec::new() };
    let posting = batch::PostingPage {
        frame: page(),
        conference: "4".into(),
        today: "19. listopadu 2026".into(),
        waiting: vec![waiting("Věra Doležalová", "babička", None)],
    };
    let decided = |may_decide| wording::WordingPage {
        frame: Frame::sample("/sprava"),
        office: "Městský úřad Šternberk, odbor sociálních věcí".into(),
        now: "Neutrálně jako všem",
        history: vec!["od 1. 12. 2026: Se jménem úřadu (19. listopadu 2026, 10.00)".into()],
        may_decide,
        form: FormState::empty(),
    };
    Ok(vec![
        sample("stranka-pozvanky-institucim", "Pozvánky institucím: vedoucí", Html(decided(true).render()?)),
        sample("stranka-pozvanky-institucim-cteni", "Pozvánky institucím", Html(decided(false).render()?)),
        sample("stranka-tisk-dopisu", "Vytisknout všechny dopisy", Html(batch.render()?)),
        sample("stranka-tisk-dopisu-prazdna", "Vytisknout dopisy: žádný nečeká", Html(nothing.render()?)),
        sample("stranka-podaci-arch", "Podací arch", Html(posting.render()?)),
        sample("stranka-hovor", "Hovor: co říct a co ne", Html(script(true).render()?)),
        sample("stranka-hovor-zastaveny", "Hovor: teď pozvánku říct nejde", Html(script(false).render()?)),
    ])
}
