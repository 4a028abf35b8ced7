//! What everybody who looks at the same wall may see. Pure.
//!
//! A wall is writing on a screen that all of them read at once, so of every fact the strictest of their verdicts counts
//! and what may only be told orally is not shown. Nobody looks at it as themselves: nobody's own name or address is
//! opened by being their own. Of what was left out a wall never speaks, because its gaps are seen by all.

use super::ReaderRights;
use crate::disclosure::matrix::stricter;
use facts::FactGroup;
use outbound::{Ground, Guard, Occasion, Rights, Stop, Subject, Verdict};
use std::sync::Arc;

/// What a roomful of people may see together.
pub struct RoomRights {
    readers: Vec<ReaderRights>,
    /// Whether it is known of everybody as what they read.
    all_known: bool,
    demo: bool,
    guard: Option<Arc<dyn Guard>>,
}

impl RoomRights {
    /// For these people together. `strangers` is how many more there are of whom nobody knows as what they read: with
    /// one of them there, nothing is shown. To nobody at all nothing is shown either.
    #[must_use]
    pub fn of(readers: Vec<ReaderRights>, strangers: usize, demo: bool) -> Self {
        let guards: Vec<_> = readers.iter().filter_map(|reader| reader.guard.clone()).collect();
        let guard = (!guards.is_empty()).then(|| Arc::new(AllGuards(guards)) as Arc<dyn Guard>);
        Self { readers, all_known: strangers == 0, demo, guard }
    }
}

impl Rights for RoomRights {
    fn verdict(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Verdict {
        if about == Subject::Reader || !self.all_known {
            return Verdict::Never;
        }
        let verdicts = self.readers.iter().map(|reader| reader.verdict(occasion, group, about));
        // Of nobody the strictest is nothing.
        if verdicts.reduce(stricter) == Some(Verdict::Show) { Verdict::Show } else { Verdict::Never }
    }

    fn may_say_omitted(&self, _: FactGroup) -> bool {
        false
    }

    fn ground(&self, _: Occasion, _: FactGroup, _: Subject) -> Option<Ground> {
        None
    }

    fn demo(&self) -> bool {
        self.demo
    }

    fn guard(&self) -> Option<Arc<dyn Guard>> {
        self.guard.clone()
    }
}

/// The guards of all readers, each with what it excuses: what one of them may learn is not excused for the others.
struct AllGuards(Vec<Arc<dyn Guard>>);

impl Guard for AllGuards {
    fn read(&self, text: &str) -> Vec<Stop> {
        self.0.iter().flat_map(|guard| guard.read(text)).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::cases::{LegalPosition, ReaderKind};
    use crate::disclosure::matrix::strictness;
    use crate::disclosure::sample_rights;
    use crate::kernel::{Choice, Id};
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    const CHILD: Uuid = Uuid::from_u128(1);
    const FACT: Uuid = Uuid::from_u128(77);

    /// Stops one word.
    struct Word {
        word: &'static str,
        excused: bool,
    }

    impl Guard for Word {
        fn read(&self, text: &str) -> Vec<Stop> {
            let stop = |(at, word): (usize, &str)| Stop {
                fact: FACT,
                range: at..at + word.len(),
                excused: self.excused,
            };
            text.match_indices(self.word).map(stop).collect()
        }
    }

    fn reads(kind: ReaderKind) -> ReaderRights {
        let near = vec![(Id::from_uuid(CHILD), LegalPosition::ParentWithResponsibility)];
        sample_rights(kind, near, false, date(2026, 11, 21)).unwrap()
    }

    fn guarded(kind: ReaderKind, word: &'static str, excused: bool) -> ReaderRights {
        ReaderRights { guard: Some(Arc::new(Word { word, excused })), ..reads(kind) }
    }

    fn stops(room: &RoomRights, text: &str) -> usize {
        room.guard().map_or(0, |guard| guard.read(text).iter().filter(|stop| !stop.excused).count())
    }

    #[test]
    fn a_room_without_anybody_and_one_with_a_stranger_see_nothing() {
        let parent = ReaderKind::ParentWithResponsibility;
        for room in [RoomRights::of(vec![], 0, false), RoomRights::of(vec![reads(parent)], 1, false)] {
            for group in FactGroup::ALL {
                let verdict = room.verdict(Occasion::InRoom, group, Subject::Conference);
                assert_eq!(verdict, Verdict::Never, "{group}");
            }
        }
    }

    #[test]
    fn what_may_be_told_is_not_written_on_the_wall() {
        let facilitator = reads(ReaderKind::Facilitator);
        let school = (Occasion::InRoom, FactGroup::School, Subject::Child(CHILD));
        assert_eq!(facilitator.verdict(school.0, school.1, school.2), Verdict::Oral);
        let room = RoomRights::of(vec![facilitator], 0, false);
        assert_eq!(room.verdict(school.0, school.1, school.2), Verdict::Never);
    }

    #[test]
    fn every_guard_reads_and_what_is_justified_for_one_stays_stopped_for_another() {
        let (parent, school) = (ReaderKind::ParentWithResponsibility, ReaderKind::School);
        let room = |readers| RoomRights::of(readers, 0, false);
        let both = room(vec![guarded(parent, "Lipová", false), guarded(school, "Dubová", false)]);
        assert_eq!(stops(&both, "Lipová a Dubová"), 2);
        let one_excused = room(vec![guarded(parent, "Lipová", true), guarded(school, "Lipová", false)]);
        assert_eq!(stops(&one_excused, "Lipová 5"), 1);
        assert_eq!(stops(&room(vec![guarded(parent, "Lipová", true)]), "Lipová 5"), 0);
        assert!(room(vec![reads(parent)]).guard().is_none());
    }

    proptest! {
        #[test]
        fn a_room_sees_what_each_of_it_sees_and_nothing_more(
            kinds in prop::collection::vec(proptest::sample::select(ReaderKind::ALL), 1..6),
            group in proptest::sample::select(FactGroup::ALL.to_vec()),
            about in proptest::sample::select(vec![Subject::Child(CHILD), Subject::Conference, Subject::Person(FACT)]),
        ) {
            let readers: Vec<_> = kinds.iter().map(|kind| reads(*kind)).collect();
            let everyone = readers.iter().all(|r| r.verdict(Occasion::InRoom, group, about) == Verdict::Show);
            let fewer = RoomRights::of(readers.iter().skip(1).cloned().collect(), 0, false);
            let room = RoomRights::of(readers, 0, false);
            let verdict = room.verdict(Occasion::InRoom, group, about);
            prop_assert_eq!(verdict == Verdict::Show, everyone);
            prop_assert!(everyone || verdict == Verdict::Never);
            prop_assert_eq!(room.verdict(Occasion::InRoom, group, Subject::Reader), Verdict::Never);
            prop_assert!(!room.may_say_omitted(group));
            if kinds.len() > 1 {
                let without = fewer.verdict(Occasion::InRoom, group, about);
                prop_assert!(strictness(verdict) >= strictness(without), "whoever comes in opens something");
            }
        }
    }
}
