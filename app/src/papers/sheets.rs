//! Papers to sign (tiskopisy): a consent with sharing, a release from secrecy, an acknowledgement of confidentiality.
//! Blank lines for what is agreed and for the signature: they hold no word about anybody, so every account may print
//! them, and what was signed is then written down in the case. A paragraph stands there only when the office verified it.
//!
//! Source: domain.md section 5, document 6.

use crate::access::{Denied, House, Personal, Routes};
use crate::conferences::choice;
use crate::identity;
use crate::kernel::{Choice, Day, Failure, Moment};
use crate::shell::{PaperAnswer, Sample, SampleContent};
use axum::extract::{Path, State};
use facts::FactGroup;
use outbound::{Cut, Cutter, Logistics, Occasion};

choice! {
    /// What is signed.
    Sheet {
        /// The office may tell somebody something.
        Consent = "souhlas", "souhlas se sdělením";
        /// A professional may speak of what they keep secret.
        Release = "zprosteni", "zproštění mlčenlivosti";
        /// Somebody acknowledges that they keep what they hear to themselves.
        Confidentiality = "mlcenlivost", "prohlášení o mlčenlivosti";
    }
}

/// The words of a sheet.
struct Words {
    title: &'static str,
    lead: &'static str,
    /// What is written by hand.
    lines: &'static [&'static str],
    /// Above the kinds of facts to tick; none where nothing is told.
    tick: Option<&'static str>,
    points: &'static [&'static str],
}

const fn words(sheet: Sheet) -> Words {
    match sheet {
        Sheet::Consent => Words {
            title: "Souhlas se sdělením",
            lead: "Souhlas dát nemusíte. Když ho nedáte, nic se vám nestane a práce úřadu běží dál.",
            lines: &[
                "Kdo souhlasí (jméno a příjmení)",
                "Za dítě (jen když mluvíte za dítě)",
                "Komu se to smí říct",
                "K čemu to potřebuje",
                "Do kdy souhlas platí",
            ],
            tick: Some("Co se smí říct (zaškrtněte)"),
            points: &[
                "Souhlas můžete kdykoli odvolat: ústně, telefonem i písemně. Od té chvíle se podle něj už nic nesdělí.",
                "Co jste nezaškrtli, to se podle tohoto listu nesdělí nikomu.",
                "Kopie tohoto listu patří vám.",
            ],
        },
        Sheet::Release => Words {
            title: "Zproštění mlčenlivosti",
            lead: "Dovolujete tím, aby ten, koho váže mlčenlivost, řekl na setkání, co tu zaškrtnete. Dovolit to nemusíte.",
            lines: &[
                "Kdo mlčenlivosti zprošťuje (jméno a příjmení)",
                "Za dítě (jen když mluvíte za dítě)",
                "Koho zprošťuje (jméno a pracoviště)",
                "Komu to smí říct",
                "K čemu je to potřeba",
                "Do kdy to platí",
            ],
            tick: Some("O čem smí mluvit (zaškrtněte)"),
            points: &[
                "Zproštění můžete kdykoli odvolat: ústně, telefonem i písemně. Od té chvíle už neplatí.",
                "O čem jste nezaškrtli, že se mluvit smí, o tom se mluvit nebude.",
                "Kopie tohoto listu patří vám.",
            ],
        },
        Sheet::Confidentiality => Words {
            title: "Prohlášení o mlčenlivosti",
            lead: "Co na setkání zazní, zůstává mezi těmi, kdo u něj byli.",
            lines: &["Jméno a příjmení", "Odkud a v jaké roli", "Setkání dne"],
            tick: None,
            points: &[
                "Nikomu neřeknu, co jsem se na setkání dozvěděl nebo dozvěděla, ani koho se týkalo.",
                "Podklady nepředám dál. Až je nebudu potřebovat, vrátím je nebo zničím.",
                "Platí to i potom, co moje práce s rodinou skončí.",
            ],
        },
    }
}

/// A sheet, as an office may print it on a day.
struct Content {
    sheet: Sheet,
    office: String,
    /// On what confidentiality rests, when somebody verified it.
    ground: Option<String>,
}

outbound::view! {
    /// A paper to sign.
    #[paper("papers/sheets.typ", title = "Tiskopis k podpisu")]
    pub struct SheetPaper {
        pub office: Logistics,
        pub title: &'static str,
        pub lead: &'static str,
        pub lines: Vec<&'static str>,
        pub tick: Option<&'static str>,
        pub groups: Vec<&'static str>,
        pub points: Vec<&'static str>,
        pub ground: Option<Logistics>,
    }
}

impl Cut<Content> for SheetPaper {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(content: &Content, _: &Cutter<'_>) -> Self {
        let words = words(content.sheet);
        let told = FactGroup::ALL.iter().filter(|group| **group != FactGroup::Notifier);
        Self {
            office: Logistics::of(&content.office),
            title: words.title,
            lead: words.lead,
            lines: words.lines.to_vec(),
            tick: words.tick,
            groups: if words.tick.is_some() { told.map(|group| group.label()).collect() } else { Vec::new() },
            points: words.points.to_vec(),
            ground: content
                .ground
                .as_ref()
                .map(|ground| Logistics::of(format!("Mlčenlivost upravuje {ground}."))),
        }
    }
}

fn typeset(demo: bool, content: &Content, day: Day) -> Result<outbound::Paper, Failure> {
    let disclosed = crate::disclosure::disclose_to_nobody::<SheetPaper, _>(demo, content);
    let moment = Moment::in_prague(day, jiff::civil::Time::midnight());
    outbound::paper(&disclosed, moment.timestamp()).map_err(|error| Failure::Output(error.to_string()))
}

const fn file(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Consent => "tiskopis-souhlas",
        Sheet::Release => "tiskopis-zprosteni",
        Sheet::Confidentiality => "tiskopis-mlcenlivost",
    }
}

#[axum::debug_handler(state = House)]
async fn print(
    Personal(actor): Personal,
    State(house): State<House>,
    Path(code): Path<String>,
) -> Result<PaperAnswer, Denied> {
    let sheet = Sheet::from_code(&code).ok_or_else(Denied::hidden)?;
    let day = house.clock.today();
    let office = identity::store::find_office(&house.queries, actor.office).await?;
    let rests_on = crate::law::codes::CONFIDENTIALITY;
    let ground = match sheet {
        Sheet::Confidentiality => {
            let found = crate::law::reference_for(&house.queries, actor.office, rests_on, day).await?;
            found.and_then(|reference| reference.printable())
        }
        Sheet::Consent | Sheet::Release => None,
    };
    let content = Content { sheet, office: office.map(|office| office.title).unwrap_or_default(), ground };
    let demo = house.demo;
    let paper = tokio::task::spawn_blocking(move || typeset(demo, &content, day)).await;
    let paper = paper.map_err(|_| Failure::Broken("typesetting broke off".into()))??;
    Ok(PaperAnswer(file(sheet), paper))
}

/// The route of the papers to sign.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/tiskopisy/{_tiskopis}", print)
}

/// All of them, typeset.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let day = Day::constant(2026, 11, 19);
    let one = |sheet: &Sheet| {
        let ground = (*sheet == Sheet::Confidentiality).then(|| "§ 57 (ukázková data)".to_owned());
        let content = Content { sheet: *sheet, office: "Městský úřad Šternberk".into(), ground };
        let paper = typeset(true, &content, day)?;
        let content = SampleContent::Pdf(paper.bytes().to_vec());
        Ok(Sample { name: file(*sheet), title: sheet.label(), content })
    };
    Sheet::ALL.iter().map(one).collect()
}
