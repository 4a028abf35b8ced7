//! Leaflets: what a conference is, in the words of whoever reads it – parents, children of three ages, professionals.
//!
//! Source: domain.md section 5, documents 3 to 5; section 3, step 7. They hold no word about anybody, so anybody may read
//! them: one public address for each. Where to complain is dated data of `law`; what nobody verified is not printed.

mod professional;
mod sheet;
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

impl Leaflet {
    /// The public address.
    #[must_use]
    pub fn address(self) -> String {
        format!("/letak/{}", self.code())
    }

    /// The name of the file.
    const fn file(self) -> &'static str {
        match self {
            Self::Family => "letak-rodice",
            Self::Small => "letak-dite-6-9",
            Self::Middle => "letak-dite-10-12",
            Self::Young => "letak-dite-13",
            Self::Professional => "letak-odbornik",
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

const fn words(leaflet: Leaflet) -> &'static Words {
    match leaflet {
        Leaflet::Family => &words::FAMILY,
        Leaflet::Small => &young::SMALL,
        Leaflet::Middle => &young::MIDDLE,
        Leaflet::Young => &young::YOUNG,
        Leaflet::Professional => &professional::PROFESSIONAL,
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
    let leaflet = Leaflet::from_code(code).ok_or_else(Denied::hidden)?;
    let day = house.clock.today();
    let content = Content { leaflet, help: help(house, leaflet, day).await? };
    let disclosed = crate::disclosure::disclose_to_nobody::<LeafletPaper, _>(house.demo, &content);
    let key = format!("{}{}", disclosed.fingerprint(), house.demo);
    let made = MADE.lock().ok().and_then(|made| made.get(&key).cloned());
    if let Some(paper) = made {
        return Ok(PaperAnswer(leaflet.file(), paper));
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
    Ok(PaperAnswer(leaflet.file(), paper))
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
    Leaflet::ALL
        .iter()
        .map(|leaflet| {
            let content = Content { leaflet: *leaflet, help: help.clone() };
            let disclosed = crate::disclosure::disclose_to_nobody::<LeafletPaper, _>(true, &content);
            let paper = typeset(&disclosed, day)?;
            Ok(Sample {
                name: leaflet.file(),
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
        for leaflet in Leaflet::ALL {
            let words = words(*leaflet);
            let all = words.parts.iter().flat_map(|part| part.text.iter().chain(part.points)).copied();
            let all: Vec<&str> = all.chain([words.title, words.lead]).collect();
            assert!(all.iter().all(|text| !text.contains('§') && !text.contains("zákon")), "{leaflet:?}");
            assert!(all.iter().all(|text| text.trim() == *text && !text.contains("  ")), "{leaflet:?}");
        }
    }
}
