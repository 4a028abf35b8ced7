//! The list of who looked into a case, as a paper for the family. It is cut for nobody in particular: every fact of the
//! case is refused, and only the office, its workers, days and counts are printed. Read aloud or shown to a stranger it
//! tells nothing of the family.

use crate::cases::FamilyLine;
use crate::documents::Letterhead;
use crate::identity::Office;
use crate::kernel::Day;
use czech::typography::nbsp;
use outbound::{Cut, Cutter, Logistics, Occasion};

/// What the list is made of; names and positions of staff are no facts of the case.
pub struct ReadersContent {
    /// The office that gives it.
    pub office: Office,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// The day it is made.
    pub made: Day,
    /// Lines, each with who it was in words.
    pub lines: Vec<(FamilyLine, String)>,
    /// Whether days and names are left out.
    pub guarded: bool,
}

outbound::view! {
    /// Somebody who looked.
    pub struct ReaderRow {
        /// When.
        pub day: Option<Logistics>,
        /// Who.
        pub who: Option<Logistics>,
        /// In which capacity.
        pub right: Logistics,
        /// How many pages.
        pub times: Logistics,
    }

    /// The list.
    #[paper("administration/seznam.typ", title = "Kdo nahlížel do případu")]
    pub struct ReadersPaper {
        /// The office.
        pub office: Letterhead,
        /// From when until when.
        pub period: Logistics,
        /// When it was made.
        pub made: Logistics,
        /// Who looked.
        pub rows: Vec<ReaderRow>,
        /// Whether days and names stand in it.
        pub named: bool,
    }
}

impl Cut<ReadersContent> for ReadersPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(content: &ReadersContent, _: &Cutter<'_>) -> Self {
        let row = |(line, who): &(FamilyLine, String)| ReaderRow {
            day: line.day.map(|day| Logistics::of(czech::dates::short(day))),
            who: line.actor.map(|_| Logistics::of(nbsp(who))),
            right: Logistics::of(line.right.map_or_else(|| "pracovník úřadu".to_owned(), |r| r.label())),
            times: Logistics::of(czech::plural::count(line.times as i64, "stránka", "stránky", "stránek")),
        };
        let (from, to) = (czech::dates::short(content.from), czech::dates::short(content.to));
        Self {
            office: Letterhead::of(&content.office),
            period: Logistics::of(if content.from == content.to { from } else { format!("{from} až {to}") }),
            made: Logistics::of(czech::dates::short(content.made)),
            rows: content.lines.iter().map(row).collect(),
            named: !content.guarded,
        }
    }
}
