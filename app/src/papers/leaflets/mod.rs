//! Leaflets: what a conference is, in the words of whoever reads it – parents, children of three ages, professionals.
//!
//! Source: domain.md section 5, documents 3 to 5; section 3, step 7. They hold no word about anybody, so anybody may read
//! them: one public address for each. Where to complain is dated data of `law`; what nobody verified is not printed.

mod en;
mod professional;
mod sheet;
mod uk;
mod words;
mod young;

use crate::access::{Denied, House, Personal, Public, Routes};
use crate::cases::ReaderKind;
use crate::conferences::choice;
use crate::kernel::{Choice, Day, Failure};
use crate::shell::{PaperAnswer, Sample, SampleContent};
use axum::extract::{Path, State};
use outbound::Disclosed;
use sheet::{Content, LeafletPaper};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

choice! {
    /// For whom.
    Leaflet {
        /// Parents and the family's circle.
        Family = "rodice", "leták pro rodiče a blízké";
        /// Children of six to nine.
        Small = "dite-6-9", "leták pro děti 6–9 let";
        /// Children of ten to twelve.
        Middle = "dite-10-12", "leták pro děti 10–12 let";
        /// Young people from thirteen.
        Young = "dite-13", "leták pro mladé od 13 let";
        /// Professionals.
        Professional = "odbornik", "leták pro odborníky";
    }
}

/// In which language: a leaflet is translated whole, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Czech.
    Czech,
    /// Ukrainian.
    Ukrainian,
    /// English.
    English,
}

impl Tongue {
    const ALL: [Self; 3] = [Self::Czech, Self::Ukrainian, Self::English];

    /// What an address and a file's name end with.
    const fn ending(self) -> &'static str {
        match self {
            Self::Czech => "",
            Self::Ukrainian => "-uk",
            Self::English => "-en",
        }
    }

    /// What stands on the leaflet beside its words.
    const fn frame(self) -> Frame {
        match self {
            Self::Czech => Frame {
                lang: "cs",
                region: "CZ",
                running: "Případová konference",
                card: "Kartu si můžeš vystřihnout. Když ji ukážeš, všichni přestanou a ty můžeš jít ven.",
                stop: "STOP",
            },
            Self::Ukrainian => Frame {
                lang: "uk",
                region: "UA",
                running: "Кейс-конференція",
                card: "Картку можна вирізати. Коли ти її покажеш, усі зупиняться, і ти можеш вийти.",
                stop: "СТОП",
            },
            Self::English => Frame {
                lang: "en",
                region: "GB",
                running: "Case conference",
                card: "You can cut the card out. When you show it, everybody stops and you can go outside.",
                stop: "STOP",
            },
        }
    }
}

/// What stands on every leaflet of one language.
pub(super) struct Frame {
    /// Language.
    pub(super) lang: &'static str,
    /// Its region.
    pub(super) region: &'static str,
    /// What stands above every page.
    pub(super) running: &'static str,
    /// Beside the card that a child can cut out.
    pub(super) card: &'static str,
    /// On the card.
    pub(super) stop: &'static str,
}

impl Leaflet {
    /// The public address, in a language.
    #[must_use]
    pub fn address(self, tongue: Tongue) -> String {
        format!("/letak/{}{}", self.code(), tongue.ending())
    }

    /// By what stands in an address.
    fn of_address(code: &str) -> Option<(Self, Tongue)> {
        let spoken = |tongue: &&Tongue| !tongue.ending().is_empty() && code.ends_with(tongue.ending());
        let tongue = Tongue::ALL.iter().find(spoken).copied().unwrap_or(Tongue::Czech);
        Some((Self::from_code(code.strip_suffix(tongue.ending())?)?, tongue))
    }

    /// The name of the file.
    const fn file(self, tongue: Tongue) -> &'static str {
        match (self, tongue) {
            (Self::Family, Tongue::Czech) => "letak-rodice",
            (Self::Family, Tongue::Ukrainian) => "letak-rodice-uk",
            (Self::Family, Tongue::English) => "letak-rodice-en",
            (Self::Small, Tongue::Czech) => "letak-dite-6-9",
            (Self::Small, Tongue::Ukrainian) => "letak-dite-6-9-uk",
            (Self::Small, Tongue::English) => "letak-dite-6-9-en",
            (Self::Middle, Tongue::Czech) => "letak-dite-10-12",
            (Self::Middle, Tongue::Ukrainian) => "letak-dite-10-12-uk",
            (Self::Middle, Tongue::English) => "letak-dite-10-12-en",
            (Self::Young, Tongue::Czech) => "letak-dite-13",
            (Self::Young, Tongue::Ukrainian) => "letak-dite-13-uk",
            (Self::Young, Tongue::English) => "letak-dite-13-en",
            (Self::Professional, Tongue::Czech) => "letak-odbornik",
            (Self::Professional, Tongue::Ukrainian) => "letak-odbornik-uk",
            (Self::Professional, Tongue::English) => "letak-odbornik-en",
        }
    }
}

/// The leaflet for a reader; for a child by its age, and the middle one when nobody knows it.
#[must_use]
pub const fn for_reader(reader: ReaderKind, age: Option<i16>) -> Leaflet {
    match (reader, age) {
        (ReaderKind::Child, Some(..10)) => Leaflet::Small,
        (ReaderKind::Child, Some(13..)) => Leaflet::Young,
        (ReaderKind::Child, _) => Leaflet::Middle,
        _ if reader.is_of_family() => Leaflet::Family,
        _ => Leaflet::Professional,
    }
}

/// A part of a leaflet.
pub(super) struct Part {
    /// Heading.
    pub(super) heading: &'static str,
    /// Running text.
    pub(super) text: &'static [&'static str],
    /// Points.
    pub(super) points: &'static [&'static str],
}

/// The text of a leaflet.
pub(super) struct Words {
    /// Title.
    pub(super) title: &'static str,
    /// First sentences.
    pub(super) lead: &'static str,
    /// Parts.
    pub(super) parts: &'static [Part],
    /// Heading above where to turn to.
    pub(super) help: &'static str,
    /// For children: large letters, pictures, a card to cut out.
    pub(super) child: bool,
}

const fn words(leaflet: Leaflet, tongue: Tongue) -> &'static Words {
    match (leaflet, tongue) {
        (Leaflet::Family, Tongue::Czech) => &words::FAMILY,
        (Leaflet::Small, Tongue::Czech) => &young::SMALL,
        (Leaflet::Middle, Tongue::Czech) => &young::MIDDLE,
        (Leaflet::Young, Tongue::Czech) => &young::YOUNG,
        (Leaflet::Professional, Tongue::Czech) => &professional::PROFESSIONAL,
        (Leaflet::Family, Tongue::Ukrainian) => &uk::FAMILY,
        (Leaflet::Small, Tongue::Ukrainian) => &uk::SMALL,
        (Leaflet::Middle, Tongue::Ukrainian) => &uk::MIDDLE,
        (Leaflet::Young, Tongue::Ukrainian) => &uk::YOUNG,
        (Leaflet::Professional, Tongue::Ukrainian) => &uk::PROFESSIONAL,
        (Leaflet::Family, Tongue::English) => &en::FAMILY,
        (Leaflet::Small, Tongue::English) => &en::SMALL,
        (Leaflet::Middle, Tongue::English) => &en::MIDDLE,
        (Leaflet::Young, Tongue::English) => &en::YOUNG,
        (Leaflet::Professional, Tongue::English) => &en::PROFESSIONAL,
    }
}

/// Codes of `law` that say where to turn to.
const HELP: [&str; 4] = ["help.office", "help.ombudsman", "help.children", "help.line"];

/// Where to turn to on a day: what nobody verified is printed only in a demo, and says so.
async fn help(house: &House, leaflet: Leaflet, day: Day) -> Result<Vec<String>, Failure> {
    let wanted: &[&str] = match leaflet {
        Leaflet::Family => &HELP[..3],
        Leaflet::Professional => &[],
        Leaflet::Small | Leaflet::Middle | Leaflet::Young => &HELP[2..],
    };
    let mut found = Vec::new();
    for code in wanted {
        if let Some(word) = crate::law::definition(&house.queries, code, day).await? {
            match (word.verified, house.demo) {
                (true, _) => found.push(word.wording),
                (false, true) => found.push(format!("{} (ukázková data)", word.wording)),
                (false, false) => {}
            }
        }
    }
    Ok(found)
}

fn typeset(disclosed: &Disclosed<LeafletPaper>, day: Day) -> Result<outbound::Paper, Failure> {
    let moment = crate::kernel::Moment::in_prague(day, jiff::civil::Time::midnight());
    outbound::paper(disclosed, moment.timestamp()).map_err(|error| Failure::Output(error.to_string()))
}

/// Leaflets made before: the same words make the same paper, and anybody may ask for them.
static MADE: LazyLock<Mutex<HashMap<String, outbound::Paper>>> = LazyLock::new(Mutex::default);

async fn paper(house: &House, code: &str) -> Result<PaperAnswer, Denied> {
    let (leaflet, tongue) = Leaflet::of_address(code).ok_or_else(Denied::hidden)?;
    let day = house.clock.today();
    let content = Content { leaflet, tongue, help: help(house, leaflet, day).await? };
    let disclosed = crate::disclosure::disclose_to_nobody::<LeafletPaper, _>(house.demo, &content);
    let key = format!("{}{}", disclosed.fingerprint(), house.demo);
    let made = MADE.lock().ok().and_then(|made| made.get(&key).cloned());
    if let Some(paper) = made {
        return Ok(PaperAnswer(leaflet.file(tongue), paper));
    }
    let paper = tokio::task::spawn_blocking(move || typeset(&disclosed, day))
        .await
        .map_err(|_| Failure::Broken("typesetting broke off".into()))??;
    if let Ok(mut made) = MADE.lock() {
        // A handful of leaflets, each a few wordings: nothing grows.
        if made.len() > 40 {
            made.clear();
        }
        made.insert(key, paper.clone());
    }
    Ok(PaperAnswer(leaflet.file(tongue), paper))
}

#[axum::debug_handler(state = House)]
async fn for_anybody(
    _: Public,
    State(house): State<House>,
    Path(code): Path<String>,
) -> Result<PaperAnswer, Denied> {
    paper(&house, &code).await
}

#[axum::debug_handler(state = House)]
async fn for_staff(
    _: Personal,
    State(house): State<House>,
    Path(code): Path<String>,
) -> Result<PaperAnswer, Denied> {
    paper(&house, &code).await
}

/// The routes of leaflets: for invited people, and for staff, whose pages may live on another address.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.outside_get("/letak/{_letak}", for_anybody).get("/letaky/{_letak}", for_staff)
}

/// All leaflets, typeset.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let day = Day::constant(2026, 11, 19);
    let help = vec![
        "Ochránce práv dětí: obrátit se na něj může i dítě samo. (ukázková data)".to_owned(),
        "Linka bezpečí: 116 111, zdarma a kdykoli. (ukázková data)".to_owned(),
    ];
    let all = Leaflet::ALL.iter().flat_map(|leaflet| Tongue::ALL.map(|tongue| (*leaflet, tongue)));
    all.map(|(leaflet, tongue)| {
        let content = Content { leaflet, tongue, help: help.clone() };
        let disclosed = crate::disclosure::disclose_to_nobody::<LeafletPaper, _>(true, &content);
        let paper = typeset(&disclosed, day)?;
        Ok(Sample {
            name: leaflet.file(tongue),
            title: leaflet.label(),
            content: SampleContent::Pdf(paper.bytes().to_vec()),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_child_gets_the_words_of_its_age() {
        let of = |age| for_reader(ReaderKind::Child, age);
        assert_eq!(
            [of(Some(6)), of(Some(9)), of(Some(10)), of(Some(12))],
            [Leaflet::Small, Leaflet::Small, Leaflet::Middle, Leaflet::Middle]
        );
        assert_eq!((of(Some(13)), of(None)), (Leaflet::Young, Leaflet::Middle));
        assert_eq!(for_reader(ReaderKind::OtherRelative, None), Leaflet::Family);
        assert_eq!(for_reader(ReaderKind::School, None), Leaflet::Professional);
    }

    #[test]
    fn no_leaflet_cites_a_law_or_says_who_is_to_blame() {
        for (leaflet, tongue) in
            Leaflet::ALL.iter().flat_map(|leaflet| Tongue::ALL.map(|tongue| (*leaflet, tongue)))
        {
            let words = words(leaflet, tongue);
            let all = words.parts.iter().flat_map(|part| part.text.iter().chain(part.points)).copied();
            let all: Vec<&str> = all.chain([words.title, words.lead]).collect();
            assert!(all.iter().all(|text| !text.contains('§') && !text.contains("zákon")), "{leaflet:?}");
            assert!(all.iter().all(|text| text.trim() == *text && !text.contains("  ")), "{leaflet:?}");
        }
    }

    #[test]
    fn every_leaflet_is_translated_whole_and_none_was_left_in_czech() {
        for leaflet in Leaflet::ALL {
            let czech = words(*leaflet, Tongue::Czech);
            for tongue in [Tongue::Ukrainian, Tongue::English] {
                let words = words(*leaflet, tongue);
                let shape = |words: &Words| -> Vec<(usize, usize)> {
                    words.parts.iter().map(|part| (part.text.len(), part.points.len())).collect()
                };
                assert_eq!(shape(words), shape(czech), "{leaflet:?} {tongue:?}");
                assert_eq!(words.child, czech.child);
                let texts =
                    words.parts.iter().flat_map(|p| p.text.iter().chain(p.points).chain([&p.heading]));
                for text in texts.copied().chain([words.title, words.lead, words.help]) {
                    assert!(!text.chars().any(|c| "ěščřžýáíéúůňťď".contains(c)), "{tongue:?}: {text}");
                    if tongue == Tongue::Ukrainian {
                        let latin = text.replace("OSPOD", "").replace("IPOD", "");
                        assert!(
                            !latin.chars().any(|c| c.is_ascii_alphabetic() || "ыъэё".contains(c)),
                            "{text}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn an_address_says_the_language_and_czech_says_nothing() {
        for leaflet in Leaflet::ALL {
            for tongue in Tongue::ALL {
                let address = leaflet.address(tongue);
                let code = address.strip_prefix("/letak/").unwrap();
                assert_eq!(Leaflet::of_address(code), Some((*leaflet, tongue)), "{address}");
            }
        }
        assert_eq!(Leaflet::of_address("rodice-de"), None);
    }
}
