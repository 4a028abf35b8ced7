//! A version of a plan as it is filed: the office's own, and copies cut for somebody of the case.

use super::model::{Measure, MeasureKind, PlanWords};
use crate::cases::{FileMark, PersonName};
use crate::documents::Letterhead;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day};
use czech::typography::nbsp;
use facts::{Fact, Shown};
use outbound::{About, Cut, Cutter, Logistics, Occasion, Omissions, Subject};
use uuid::Uuid;

/// A version before it is cut.
#[derive(Clone)]
pub(super) struct PlanContent {
    pub(super) office: Office,
    pub(super) keeper: Option<Staff>,
    pub(super) child: Uuid,
    pub(super) name: PersonName,
    pub(super) file_mark: FileMark,
    pub(super) registered_on: Option<Day>,
    pub(super) due: Option<Day>,
    pub(super) number: i64,
    /// Whether it is still a draft.
    pub(super) draft: bool,
    pub(super) today: Day,
    /// When the conference was, that it follows from.
    pub(super) conference: Option<Day>,
    /// On what it rests, when the office verified it.
    pub(super) ground: Option<String>,
    pub(super) words: PlanWords,
    pub(super) measures: Vec<Measure>,
    /// Whether it is a copy for somebody.
    pub(super) copy: bool,
}

outbound::view! {
    /// A measure.
    pub struct PlanMeasure {
        /// Its number.
        pub number: u32,
        /// What.
        pub what: Shown<String>,
        /// Who.
        pub who: Option<Shown<String>>,
        /// By when.
        pub due: Option<Logistics>,
    }

    /// Measures of one kind.
    pub struct PlanMeasures {
        /// What for.
        pub kind: Logistics,
        /// Measures.
        pub rows: Vec<PlanMeasure>,
    }

    /// An individual protection plan.
    #[paper("protection_plan/plan.typ", title = "Individuální plán ochrany dítěte")]
    #[word("protection_plan/pages/plan.word.html", title = "Individuální plán ochrany dítěte")]
    pub struct PlanPaper {
        /// Who writes.
        pub office: Letterhead,
        /// Of whom.
        pub child: Option<Shown<String>>,
        /// File mark.
        pub file_mark: Option<Shown<String>>,
        /// Entry in the register.
        pub registered: Option<Logistics>,
        /// The first deadline.
        pub due: Option<Logistics>,
        /// Which version, and whether it is a draft.
        pub version: Logistics,
        /// When.
        pub date: Logistics,
        /// From which conference.
        pub conference: Option<Logistics>,
        /// On what it rests.
        pub ground: Option<Logistics>,
        /// What changed.
        pub change_reason: Option<Shown<String>>,
        /// Causes.
        pub causes: Option<Shown<String>>,
        /// Needs.
        pub needs: Option<Shown<String>>,
        /// Goals.
        pub goals: Option<Shown<String>>,
        /// Measures by kind.
        pub measures: Vec<PlanMeasures>,
        /// The child's view.
        pub child_view: Option<Shown<String>>,
        /// The parents' view.
        pub parents_view: Option<Shown<String>>,
        /// When it will be looked at again.
        pub evaluation: Option<Logistics>,
        /// Who keeps it.
        pub keeper: Option<Logistics>,
        /// As what.
        pub position: Option<Logistics>,
        /// Whether it is a copy, which nobody signs.
        pub copy: bool,
        /// What a copy leaves out, where that may be said.
        pub omitted: Omissions,
    }
}

fn day(on: Day) -> Logistics {
    Logistics::of(nbsp(&czech::dates::long(on)))
}

/// Measures by what they are for, numbered through, those of which the words are for this reader.
fn measures(content: &PlanContent, about: About<'_, '_>) -> Vec<PlanMeasures> {
    let mut number = 0;
    let mut row = |measure: &Measure| {
        number += 1;
        Some(PlanMeasure {
            number,
            what: about.show_as(&measure.words, |text| nbsp(text))?,
            who: measure.owner.as_ref().and_then(|owner| about.show_as(owner, |text| nbsp(text))),
            due: measure.due.map(|due| Logistics::of(nbsp(&czech::dates::short(due)))),
        })
    };
    let of_kind = |kind: MeasureKind| PlanMeasures {
        kind: Logistics::of(crate::conferences::capital(kind.label())),
        rows: content.measures.iter().filter(|m| m.kind == kind).filter_map(&mut row).collect(),
    };
    let all: Vec<PlanMeasures> = MeasureKind::ALL.iter().copied().map(of_kind).collect();
    all.into_iter().filter(|kind| !kind.rows.is_empty()).collect()
}

impl Cut<PlanContent> for PlanPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(content: &PlanContent, cutter: &Cutter<'_>) -> Self {
        fn shown<F: Fact<Inner = String>>(about: About<'_, '_>, fact: Option<&F>) -> Option<Shown<String>> {
            fact.and_then(|fact| about.show_as(fact, |text| nbsp(text)))
        }
        let about = cutter.about(Subject::Child(content.child));
        let words = &content.words;
        let state = match (content.draft, content.copy) {
            (true, _) => ", návrh",
            (false, true) => ", výtisk pro jednoho čtenáře",
            (false, false) => "",
        };
        Self {
            office: Letterhead::of(&content.office),
            child: about.show_as(&content.name, |text| nbsp(text)),
            file_mark: about.show_as(&content.file_mark, |text| nbsp(text)),
            registered: content.registered_on.map(day),
            due: content.due.map(day),
            version: Logistics::of(format!("verze\u{a0}{}{state}", content.number)),
            date: day(content.today),
            conference: content.conference.map(day),
            ground: content.ground.as_ref().map(|ground| Logistics::of(nbsp(ground))),
            change_reason: shown(about, words.change_reason.as_ref()),
            causes: shown(about, words.causes.as_ref()),
            needs: shown(about, words.needs.as_ref()),
            goals: shown(about, words.goals.as_ref()),
            measures: measures(content, about),
            child_view: shown(about, words.child_view.as_ref()),
            parents_view: shown(about, words.parents_view.as_ref()),
            evaluation: words.evaluation_on.map(day),
            keeper: content.keeper.as_ref().map(|staff| Logistics::of(nbsp(&staff.name().full()))),
            position: content.keeper.as_ref().and_then(|staff| staff.position.clone()).map(Logistics::of),
            copy: content.copy,
            omitted: cutter.omitted(),
        }
    }
}
