//! The record of an inspection as its reader gets it: what they were shown, and that and why the rest was not.

use super::model::{Ending, InspectionWish, Keeper, OtherParts, Refusal};
use super::rules::told_once;
use crate::cases::{FileMark, PersonName};
use crate::documents::Letterhead;
use crate::kernel::{Choice, Day};
use czech::typography::nbsp;
use facts::Shown;
use outbound::{Cut, Cutter, Logistics, Occasion, Subject};
use uuid::Uuid;

/// A child whose file it is.
pub(super) struct ChildOfFile {
    pub(super) id: Uuid,
    pub(super) name: PersonName,
    pub(super) file_mark: FileMark,
}

/// A paper that was shown.
pub(super) struct ShownPaper {
    pub(super) label: &'static str,
    pub(super) edition: i64,
    pub(super) number: Option<String>,
    pub(super) filed: Day,
    pub(super) hash: String,
}

/// The record before it is cut.
pub(super) struct RecordContent {
    pub(super) keeper: Keeper,
    pub(super) name: PersonName,
    pub(super) children: Vec<ChildOfFile>,
    pub(super) asked_on: Day,
    pub(super) wish: Option<InspectionWish>,
    pub(super) ending: Ending,
    pub(super) shown: Vec<ShownPaper>,
    /// Each with the citation of its ground, if the office verified it.
    pub(super) refused: Vec<(Refusal, Option<String>)>,
}

outbound::view! {
    /// A child whose file it is.
    pub struct RecordChild {
        /// Name.
        pub name: Option<Shown<String>>,
        /// File mark.
        pub file_mark: Option<Shown<String>>,
    }

    /// A paper that was shown.
    pub struct RecordShown {
        /// What it is.
        pub what: Logistics,
        /// Reference number, or that it waits for one.
        pub number: Logistics,
        /// When it was filed.
        pub filed: Logistics,
        /// The beginning of its hash.
        pub hash: Logistics,
    }

    /// Why something was not shown.
    pub struct RecordRefusal {
        /// In words.
        pub reason: Option<Shown<String>>,
        /// On what it rests, when the office verified it.
        pub ground: Option<Logistics>,
    }

    /// The record of an inspection.
    #[paper("inspections/record.typ", title = "Záznam o nahlížení do spisu")]
    pub struct InspectionPaper {
        /// Who writes.
        pub office: Letterhead,
        /// Who read.
        pub name: Option<Shown<String>>,
        /// Whose file.
        pub children: Vec<RecordChild>,
        /// When they asked.
        pub asked: Logistics,
        /// What for.
        pub wish: Option<Shown<String>>,
        /// When they read, or were refused.
        pub on: Logistics,
        /// How the office knew them.
        pub identified: Option<&'static str>,
        /// Whether they took copies.
        pub copies: bool,
        /// Whether the whole file was refused.
        pub whole: bool,
        /// What they were shown.
        pub shown: Vec<RecordShown>,
        /// And besides.
        pub other: Option<Shown<String>>,
        /// Why not more.
        pub refused: Vec<RecordRefusal>,
        /// Who was there for the office.
        pub keeper: Option<Logistics>,
        /// As what.
        pub position: Option<Logistics>,
    }
}

fn day(on: Day) -> Logistics {
    Logistics::of(nbsp(&czech::dates::long(on)))
}

fn shown(paper: &ShownPaper) -> RecordShown {
    RecordShown {
        what: Logistics::of(format!("{}, {}.\u{a0}vyhotovení", paper.label, paper.edition)),
        number: Logistics::of(paper.number.clone().unwrap_or_else(|| "čeká na č.\u{a0}j.".into())),
        filed: Logistics::of(nbsp(&czech::dates::short(paper.filed))),
        hash: Logistics::of(paper.hash.clone()),
    }
}

impl Cut<RecordContent> for InspectionPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(content: &RecordContent, cutter: &Cutter<'_>) -> Self {
        let reader = cutter.about(Subject::Reader);
        let (read, whole) = match &content.ending {
            Ending::Read(read) => (Some(read), None),
            Ending::Refused(_, refusal) => (None, Some(refusal)),
        };
        let other: Option<&OtherParts> = read.and_then(|read| read.other.as_ref());
        let reasons = content.refused.iter().map(|(refusal, ground)| {
            let words = reader.show_as(&refusal.reason, |text| nbsp(text));
            RecordRefusal { reason: words, ground: ground.as_ref().map(|text| Logistics::of(nbsp(text))) }
        });
        let words = |refusal: &RecordRefusal| {
            let reason = refusal.reason.as_ref().map(|reason| reason.get().clone());
            (reason, refusal.ground.as_ref().map(|ground| ground.as_str().to_owned()))
        };
        let refused = told_once(reasons.collect(), words);
        let children = content.children.iter().map(|child| {
            let about = cutter.about(Subject::Child(child.id));
            RecordChild {
                name: about.show_as(&child.name, |text| nbsp(text)),
                file_mark: about.show_as(&child.file_mark, |text| nbsp(text)),
            }
        });
        Self {
            office: Letterhead::of(&content.keeper.office),
            name: reader.show_as(&content.name, |text| nbsp(text)),
            children: children.filter(|child| child.name.is_some() || child.file_mark.is_some()).collect(),
            asked: day(content.asked_on),
            wish: content.wish.as_ref().and_then(|wish| reader.show_as(wish, |text| nbsp(text))),
            on: day(content.ending.on()),
            identified: read.map(|read| read.identified.label()),
            copies: read.is_some_and(|read| read.copies),
            whole: whole.is_some(),
            shown: content.shown.iter().map(shown).collect(),
            other: other.and_then(|other| reader.show_as(other, |text| nbsp(text))),
            refused,
            keeper: content.keeper.staff.as_ref().map(|staff| Logistics::of(nbsp(&staff.name().full()))),
            position: content
                .keeper
                .staff
                .as_ref()
                .and_then(|staff| staff.position.clone())
                .map(Logistics::of),
        }
    }
}
