//! What of a paper is not for a reader, and who could change that. Pure.
//!
//! A file cannot be cut, so the strictest verdict over all its groups and children counts.

use crate::kernel::Day;
use crate::law::Deadlines;
use facts::FactGroup;
use outbound::Verdict;

/// How a paper stands towards one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Groups that keep it from the reader, with the strictest verdict of each, in the order of the form.
    pub shut: Vec<(FactGroup, Verdict)>,
    /// Whether the file could not be read and nobody answers for it.
    pub unread: bool,
    /// Whether a protected fact is in it.
    pub stopped: bool,
}

impl Standing {
    /// Whether it may go out.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.shut.is_empty() && !self.unread && !self.stopped
    }

    /// Whether the head could open it for this reader: nothing keeps it in but what the table leaves to the head, and
    /// that nobody could read it. A protected fact is justified elsewhere.
    #[must_use]
    pub fn head_may_open(&self) -> bool {
        (!self.shut.is_empty() || self.unread)
            && self.shut.iter().all(|(_, verdict)| *verdict == Verdict::AskHead)
    }
}

const fn strictness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Show => 0,
        Verdict::AskHead => 1,
        Verdict::Oral => 2,
        Verdict::Never => 3,
    }
}

/// The groups that keep a paper from a reader, by the verdicts of all roles in which they read. `opened` counts only where the table leaves it to the head, today as on
/// the day of the decision. A paper about no child is about nobody the table knows: it is shut.
pub fn shut<C: Copy>(
    groups: &[FactGroup],
    children: &[C],
    opened: &[FactGroup],
    verdicts: impl Fn(FactGroup, C) -> Vec<Verdict>,
) -> Vec<(FactGroup, Verdict)> {
    FactGroup::ALL
        .into_iter()
        .filter(|group| groups.contains(group))
        .filter_map(|group| {
            let all = children.iter().flat_map(|child| verdicts(group, *child));
            let strictest = all.max_by_key(|verdict| strictness(*verdict));
            match strictest.unwrap_or(Verdict::Never) {
                Verdict::Show => None,
                Verdict::AskHead if opened.contains(&group) && group != FactGroup::Notifier => None,
                other => Some((group, other)),
            }
        })
        .collect()
}

/// Whether nothing of a file stayed unread, or the head answers for what did.
#[must_use]
pub fn answered_for(has_words: bool, pictures: super::Pictures, excused: bool) -> bool {
    excused || (has_words && pictures != super::Pictures::Unchecked)
}

/// The working day before a meeting by which a paper should be there: points for the parents as long ahead as the
/// talk with them, anything else for the last look at readiness.
#[must_use]
pub fn due(kind: super::PaperKind, meeting: Day, deadlines: &Deadlines) -> Day {
    match kind {
        super::PaperKind::ParentsPoints => deadlines.preparation.before(meeting),
        _ => deadlines.readiness.before(meeting),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use proptest::prelude::*;

    fn verdicts() -> impl Strategy<Value = Verdict> {
        prop_oneof![Just(Verdict::Show), Just(Verdict::Oral), Just(Verdict::AskHead), Just(Verdict::Never)]
    }

    fn groups() -> impl Strategy<Value = Vec<FactGroup>> {
        proptest::sample::subsequence(FactGroup::ALL.to_vec(), 0..=13)
    }

    proptest! {
        #[test]
        fn a_paper_is_open_only_if_every_group_is_for_every_child(
            held in groups(),
            opened in groups(),
            table in proptest::collection::vec(verdicts(), 26),
        ) {
            let children = [0_usize, 1];
            let at = |group: FactGroup, child: usize| {
                table[FactGroup::ALL.iter().position(|g| *g == group).unwrap() * 2 + child]
            };
            let shut = shut(&held, &children, &opened, |group, child| vec![at(group, child)]);
            for group in &held {
                for child in children {
                    let verdict = at(*group, child);
                    let by_head = verdict == Verdict::AskHead && opened.contains(group);
                    if verdict != Verdict::Show && !by_head {
                        prop_assert!(shut.iter().any(|(g, _)| g == group), "{group:?} slipped out");
                    }
                }
            }
            prop_assert!(shut.iter().all(|(group, _)| held.contains(group)));
        }

        #[test]
        fn the_head_opens_nothing_that_the_table_forbids(
            held in groups(),
            verdict in prop_oneof![Just(Verdict::Oral), Just(Verdict::Never)],
        ) {
            let shut = shut(&held, &[1], &held, |_, _| vec![verdict]);
            prop_assert_eq!(shut.len(), held.len());
            let standing = Standing { shut, unread: false, stopped: false };
            prop_assert!(!standing.head_may_open());
        }
    }

    #[test]
    fn what_one_role_tells_only_orally_the_head_does_not_open_by_deciding_about_the_other() {
        let both = |_, _: u8| vec![Verdict::AskHead, Verdict::Oral];
        assert_eq!(
            shut(&[FactGroup::School], &[1], &[FactGroup::School], both),
            [(FactGroup::School, Verdict::Oral)]
        );
    }

    #[test]
    fn the_notifier_is_opened_for_nobody() {
        let all = FactGroup::ALL.to_vec();
        let shut = shut(&[FactGroup::Notifier], &[1], &all, |_, _| vec![Verdict::AskHead]);
        assert_eq!(shut, [(FactGroup::Notifier, Verdict::AskHead)]);
    }

    #[test]
    fn a_paper_about_no_child_is_for_nobody() {
        let none: [u8; 0] = [];
        assert_eq!(shut(&[FactGroup::School], &none, &[], |_, _| vec![Verdict::Show]).len(), 1);
    }

    #[test]
    fn a_picture_that_nobody_looked_at_is_unread() {
        use super::super::Pictures::{Absent, Checked, Unchecked};
        assert!(answered_for(true, Absent, false) && answered_for(true, Checked, false));
        assert!(!answered_for(true, Unchecked, false));
        assert!(!answered_for(false, Absent, false));
        assert!(answered_for(false, Unchecked, true));
    }
}
