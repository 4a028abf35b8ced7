//! The agenda: templates, times, moving phases. Pure.
//!
//! Source: domain.md section 3, "Default agenda for 120 minutes" (INF from practice) and the interactive variant
//! (at most 90 minutes, the child orders the topics).

use super::model::{Kind, Phase};
use crate::kernel::{Id, Moment, TimeOfDay};

/// A phase of a template: title, minutes, whether it is the family's own time.
type Line = (&'static str, i64, bool);

const USUAL: &[Line] = &[
    ("Přivítání, pravidla a mlčenlivost", 5, false),
    ("Představení a vztah k dítěti", 10, false),
    ("Cíl setkání a časový rámec", 5, false),
    ("Situace pohledem OSPOD", 15, false),
    ("Pohledy: nejdřív rodina, potom odborníci", 25, false),
    ("Hlas dítěte", 10, false),
    ("Přestávka a čas jen pro rodinu", 10, true),
    ("Návrhy a domlouvání", 25, false),
    ("Čtení plánu: kdo, co a dokdy", 10, false),
    ("Další termín, zápis a zpětná vazba", 5, false),
];
const INTERACTIVE: &[Line] = &[
    ("Přivítání a pravidla, která si dítě přeje", 10, false),
    ("Představení: kdo je tu pro dítě", 10, false),
    ("Témata v pořadí, které určí dítě", 30, false),
    ("Přestávka a čas jen pro rodinu", 10, true),
    ("Co se má změnit a kdo s čím pomůže", 20, false),
    ("Čtení plánu a rozloučení", 10, false),
];
const URGENT: &[Line] = &[
    ("Přivítání, pravidla a cíl setkání", 5, false),
    ("Co se stalo a co teď dítě potřebuje", 10, false),
    ("Pohledy: nejdřív rodina, potom odborníci", 15, false),
    ("Hlas dítěte", 5, false),
    ("Návrhy a domlouvání", 15, false),
    ("Čtení plánu, další termín", 10, false),
];
const EXPERTS: &[Line] = &[
    ("Přivítání, pravidla a otázka setkání", 5, false),
    ("Situace pohledem OSPOD", 15, false),
    ("Otázky a pohledy odborníků", 25, false),
    ("Hlas dítěte: co o něm víme", 10, false),
    ("Návrhy postupu", 25, false),
    ("Kdo, co a dokdy", 10, false),
];

/// The usual agenda of a kind.
#[must_use]
pub(super) fn template(kind: Kind, now: Moment) -> Vec<Phase> {
    let lines = match kind {
        Kind::Classic | Kind::Motivational => USUAL,
        Kind::Interactive => INTERACTIVE,
        Kind::Urgent => URGENT,
        Kind::Methodical | Kind::Expert => EXPERTS,
    };
    let phases = lines.iter().map(|(title, minutes, private)| Phase {
        id: Id::fresh(now),
        position: 0,
        title: (*title).to_owned(),
        minutes: *minutes,
        private: *private,
        starts: None,
    });
    timed(phases.collect(), None)
}

/// The titles of all usual agendas, each once: for whoever says them in another language.
#[must_use]
pub fn usual_titles() -> Vec<&'static str> {
    let mut titles: Vec<&'static str> = Vec::new();
    for (title, ..) in [USUAL, INTERACTIVE, URGENT, EXPERTS].into_iter().flatten() {
        if !titles.contains(title) {
            titles.push(*title);
        }
    }
    titles
}

/// Numbers the phases and gives each its beginning: they follow each other without gaps.
#[must_use]
pub(super) fn timed(mut phases: Vec<Phase>, from: Option<TimeOfDay>) -> Vec<Phase> {
    let mut at = from.map(TimeOfDay::minutes);
    for (position, phase) in phases.iter_mut().enumerate() {
        phase.position = i64::try_from(position).unwrap_or(i64::MAX);
        // Past midnight there is no time of that day any more.
        phase.starts = at.filter(|minutes| *minutes < 24 * 60).map(TimeOfDay::from_minutes);
        at = at.map(|minutes| minutes + phase.minutes.max(0));
    }
    phases
}

/// Minutes of all phases.
#[must_use]
pub(super) fn total(phases: &[Phase]) -> i64 {
    phases.iter().map(|phase| phase.minutes).sum()
}

/// Moves a phase one place up or down; what stands at the edge stays.
#[must_use]
pub(super) fn moved(mut phases: Vec<Phase>, id: Id<Phase>, up: bool) -> Vec<Phase> {
    if let Some(at) = phases.iter().position(|phase| phase.id == id) {
        let to = if up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(to) = to.filter(|to| *to < phases.len()) {
            phases.swap(at, to);
        }
    }
    timed(phases, None)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::kernel::Choice;
    use proptest::prelude::*;

    fn agenda() -> impl Strategy<Value = Vec<Phase>> {
        proptest::collection::vec(1_i64..90, 0..12).prop_map(|minutes| {
            minutes
                .into_iter()
                .enumerate()
                .map(|(n, minutes)| Phase {
                    id: Id::from_uuid(uuid::Uuid::from_u128(n as u128 + 1)),
                    position: 0,
                    title: format!("část {n}"),
                    minutes,
                    private: false,
                    starts: None,
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn phases_follow_each_other_without_gap_or_overlap(phases in agenda(), from in 0_i64..1440) {
            let timed = timed(phases, Some(TimeOfDay::from_minutes(from)));
            for pair in timed.windows(2) {
                if let (Some(a), Some(b)) = (pair[0].starts, pair[1].starts) {
                    prop_assert_eq!(a.minutes() + pair[0].minutes, b.minutes());
                }
            }
        }

        #[test]
        fn moving_a_phase_loses_none_and_adds_none(phases in agenda(), which in 0_usize..14, up: bool) {
            let id = Id::from_uuid(uuid::Uuid::from_u128(which as u128 + 1));
            let before = total(&phases);
            let mut ids: Vec<_> = phases.iter().map(|p| p.id).collect();
            let after = moved(phases, id, up);
            let mut moved_ids: Vec<_> = after.iter().map(|p| p.id).collect();
            ids.sort();
            moved_ids.sort();
            prop_assert_eq!(ids, moved_ids);
            prop_assert_eq!(before, total(&after));
        }

        #[test]
        fn up_and_down_again_is_where_it_was(phases in agenda(), which in 1_usize..12) {
            let id = Id::from_uuid(uuid::Uuid::from_u128(which as u128 + 1));
            if which < phases.len() {
                let back = moved(moved(phases.clone(), id, true), id, false);
                let order: Vec<_> = back.iter().map(|p| p.id).collect();
                prop_assert_eq!(order, phases.iter().map(|p| p.id).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn every_kind_has_a_template_of_its_usual_length() {
        let now = Moment::in_prague(jiff::civil::date(2026, 11, 21), jiff::civil::time(9, 0, 0, 0));
        for kind in Kind::ALL {
            assert_eq!(total(&template(*kind, now)), kind.usual_minutes(), "{}", kind.label());
        }
    }
}
